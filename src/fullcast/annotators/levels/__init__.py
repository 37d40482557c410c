"""Narrative levels. For now there is one, the story itself; dreams, memories and tales told inside it are found by a later version."""

from __future__ import annotations

from fullcast.annotators.plan import annotator
from fullcast.layers import Layer, Level, Story
from fullcast.text import Span
from fullcast.text.span import merged


@annotator(makes="levels", needs=("regions",))
def find_levels(story: Story) -> Layer[Level]:
    """One level "l0" of kind "story" over the regions of story: a placeholder that says nothing of what is dreamed or told."""
    spans = tuple(merged(Span(r.start, r.end) for r in story.regions if r.kind == "story"))
    items = (Level(id="l0", kind="story", spans=spans),) if spans else ()
    return Layer("levels", items, story.provenance("levels", ("regions",)))
