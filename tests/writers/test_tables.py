"""Columns for pandas and what is in them."""

from __future__ import annotations

from pathlib import Path

from fullcast.layers import Story

HARBOUR = Story.from_json((Path(__file__).parents[1] / "layers" / "harbour.json").read_bytes())


def test_quotations_have_their_speakers_by_name() -> None:
    """And their words."""
    table = HARBOUR.table("quotations")
    assert table["speaker_name"] == ["Ines", "Old Per", "the gulls", "Ines"]
    assert table["text"][0] == '"The gulls are late,"'
    assert table["addressees"] == [["c2"], ["c1"], None, ["c1"]]
    assert table["verb"] == ["say", None, "say", "think"]


def test_characters_have_their_figures() -> None:
    """Those who speak most first; speech inside another's is not counted again."""
    table = HARBOUR.table("characters")
    assert list(zip(table["name"], table["lines"], table["words"], strict=True)) == [
        ("Old Per", 1, 9),
        ("Ines", 1, 4),
        ("the gulls", 0, 0),
    ]
    assert table["share"][:2] == [0.6923, 0.3077]


def test_mentions_name_characters_and_places() -> None:
    """By the words that stand there."""
    table = HARBOUR.table("mentions")
    assert ("The quay", "the quay") in zip(table["text"], table["entity_name"], strict=True)


def test_scenes_name_their_place() -> None:
    """Where one is known."""
    assert HARBOUR.table("scenes")["place"] == ["the quay", None]


def test_lines_are_the_whole_text() -> None:
    """As in the line script."""
    assert "".join(HARBOUR.table("lines")["text"]) == HARBOUR.text.content
