"""Candidates for turning points: where much changes, with reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from fullcast.annotators.turning_points import LEAST, find_turning_points
from fullcast.layers import Layer, Story, TurningPoint
from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import read_world

GOLD = Path(__file__).parents[2] / "gold"


@pytest.fixture(scope="module")
def weir() -> Story:
    """The worked example."""
    return gold_story(read_world(GOLD / "example" / "the-weir", "settled"))


def points(story: Story) -> tuple[TurningPoint, ...]:
    """What is found."""
    return find_turning_points(story).items


def test_a_turn_has_reasons_and_their_words(weir: Story) -> None:
    """Changes that stand together are one turn; the waking that makes all a dream is one of its own."""
    choice, waking = points(weir)
    assert "decision" in choice.reasons
    assert "breath: not_breathing" in choice.reasons
    assert waking.reasons == ("reveal: dream",)
    assert weir.words(waking.evidence[0]) == "She woke"
    assert choice.score > waking.score


def test_what_is_only_dreamed_counts_less(weir: Story) -> None:
    """The same states on the story's own level turn it more."""
    from msgspec.structs import replace

    real = tuple(replace(s, level="l0") for s in weir.states)
    awake = weir.with_layer(Layer("states", real, weir.provenance("test")))
    assert points(awake)[0].score > points(weir)[0].score


def test_where_little_changes_nothing_turns() -> None:
    """Every candidate has a score from the least on, and they stand in text order."""
    for folder in sorted((GOLD / "stories").iterdir())[:6]:
        found = points(gold_story(read_world(folder, "settled")))
        assert found
        assert all(p.score >= LEAST and p.reasons and p.evidence for p in found)
        assert [p.at for p in found] == sorted(p.at for p in found)
