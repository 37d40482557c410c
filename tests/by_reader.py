"""Reading by the default model with its weights opened once, for tests that read many short passages."""

from __future__ import annotations

from functools import cache

from fullcast.annotators import Annotator, annotate, plan, reader_annotators
from fullcast.layers import Story
from fullcast.readers import read_string


@cache
def _annotators() -> tuple[Annotator, ...]:
    return reader_annotators()


def read_text(text: str) -> Story:
    """What `fullcast.read_text` gives for `text`."""
    story = read_string(text, "story.txt")
    annotators = _annotators()
    return annotate(story, plan(story, [a.makes for a in annotators], annotators), {}, None)
