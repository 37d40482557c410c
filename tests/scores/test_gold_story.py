"""A pass of gold as a Story: a valid one, with every layer that the pass has."""

from __future__ import annotations

from pathlib import Path

import pytest

from fullcast.layers import Story
from fullcast.layers.checks import validate
from fullcast.layers.document import to_document
from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import read_world

GOLD = Path(__file__).parents[2] / "gold"
FOLDERS = sorted((GOLD / "stories").iterdir())


@pytest.fixture(scope="module")
def weir() -> Story:
    """The worked example."""
    return gold_story(read_world(GOLD / "example" / "the-weir", "settled"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_gold_story_is_a_valid_document(folder: Path) -> None:
    """And reads back as the same story."""
    story = gold_story(read_world(folder, "settled"))
    assert validate(to_document(story)) == []
    assert Story.from_json(story.to_json()) == story


def test_nothing_of_a_pass_is_lost(weir: Story) -> None:
    """Each layer has as many items as the file."""
    counts = {
        name: len(weir[name])
        for name in ("characters", "entities", "quotations", "scenes", "states", "feelings", "decisions", "reveals")
    }
    assert counts == {
        "characters": 4, "entities": 2, "quotations": 7, "scenes": 3, "states": 6, "feelings": 2, "decisions": 1, "reveals": 1,
    }  # fmt: skip
    assert [level.id for level in weir.levels] == ["l0", "dream"]
    assert [(r.source, r.tie or r.feeling, r.to) for r in weir.relationships] == [
        ("ansa", "sibling", "pauli"), ("father", "parent", "ansa"), ("ansa", "love", "pauli"),
    ]  # fmt: skip


def test_anchors_become_offsets(weir: Story) -> None:
    """Of the words that they quote."""
    [revealed] = [level.revealed_at for level in weir.levels if level.id == "dream"]
    assert isinstance(revealed, int)
    assert weir.text.content[revealed:].startswith("She woke")
    assert weir.words(weir.quotations[0].spans[1]) == "“if Mother sees that coat.”"
    assert weir.quotations[5].delivery is not None
    assert weir.quotations[6].emotion is not None
    assert weir.quotations[6].level == "l0"


def test_what_a_reveal_explains_is_marked_as_a_later_insight(weir: Story) -> None:
    """The mentions of the unnamed figure say from where on a reader knows it."""
    [reveal] = weir.reveals
    explained = [m for m in weir.mentions if m.id in reveal.explains]
    assert [weir.words(m.span) for m in explained] == ["the man with the lantern", "the man", "The man"]
    assert {(m.entity, m.revealed_at) for m in explained} == {("father", reveal.at)}
    named = [m for m in weir.mentions if m.entity == "father" and m.id not in reveal.explains]
    assert [weir.words(m.span) for m in named] == ["her father"]


def test_names_are_whole_words_in_either_case(weir: Story) -> None:
    """Descriptions begin large or small, proper names do not."""
    words = [weir.words(m.span) for m in weir.mentions if m.entity in ("pauli", "mill")]
    assert words == ["her brother", "Pauli", "the mill", "Pauli"]
