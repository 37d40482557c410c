"""The line script: every word of the text, once, in order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from fullcast.layers import Story
from fullcast.writers.line_script import line_script, write_line_script
from tests.layers.strategies import quick, stories

HARBOUR = Story.from_json((Path(__file__).parents[1] / "layers" / "harbour.json").read_bytes())


@quick
@given(stories())
def test_the_texts_joined_are_the_story(story: Story) -> None:
    """Whatever overlaps, leaves gaps or refers to nobody."""
    lines = [json.loads(line) for line in write_line_script(story).splitlines()]
    assert "".join(line["text"] for line in lines) == story.text.content


@quick
@given(stories())
def test_the_spans_tile_the_text(story: Story) -> None:
    """Each begins where the one before it ends, none is empty, and ids are their own."""
    lines = list(line_script(story))
    assert [line.span.start for line in lines] == [0, *(line.span.end for line in lines)][: len(lines)]
    assert all(line.span.length for line in lines)
    assert len({line.id for line in lines}) == len(lines)


def test_each_stretch_says_what_it_is() -> None:
    """Notes, narration, speech in two parts, a thought; speech inside speech does not part it."""
    lines = [(t.kind, t.quotation, t.name, " ".join(str(t.text).split())) for t in line_script(HARBOUR)]
    assert lines[:8] == [
        ("note", None, None, "Written for the winter exchange."),
        ("speech", "q1", "Ines", '"The gulls are late,"'),
        ("narration", None, None, "said Ines."),
        ("narration", None, None, "Old Per did not look up from the net."),
        ("speech", "q2", "Old Per", "\"They said, 'Wait,' so I wait.\""),
        ("narration", None, None, "He pulled a knot tight."),
        ("speech", "q2", "Old Per", '"Ask the ferry---"'),
        ("thought", "q4", "Ines", "Go home"),
    ]


def test_white_space_goes_with_what_stands_before_it() -> None:
    """No line of the script is blank."""
    assert not [t for t in line_script(HARBOUR) if str(t.text).isspace()]


def test_without_words_all_but_the_text_stays() -> None:
    """Spans, speakers and confidence."""
    lines = [json.loads(line) for line in write_line_script(HARBOUR, words=False).splitlines()]
    assert not [line for line in lines if "text" in line]
    assert lines[1]["confidence"] == 0.99
    assert lines[4]["addressees"] == ["c1"]
    assert lines[6]["delivery"]["cut_off"] is True
    assert b"gulls" not in write_line_script(HARBOUR, words=False)


@pytest.mark.parametrize(
    "key", ["id", "chapter", "span", "kind", "quotation", "speaker", "name", "addressees", "delivery"]
)
def test_every_line_has_every_key(key: str) -> None:
    """Known or null, so that a table can be made of them."""
    assert all(key in json.loads(line) for line in write_line_script(HARBOUR).splitlines())
