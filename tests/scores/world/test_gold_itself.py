"""What the gold says, scored as a prediction, is right on every figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import read_world
from fullcast.scores.world import Result, results, score_world

GOLD = Path(__file__).parents[3] / "gold"
ZERO = {"deaths that are not so", "contradictions that are none"}


def wrong(folder: Path) -> list[Result]:
    """Figures of the settled pass against itself that are not perfect."""
    gold = read_world(folder, "settled")
    passes = [read_world(folder, step) for step in ("first", "second")]
    found = results([score_world(gold, gold_story(gold), passes=passes)])
    return [r for r in found if r.value not in (None, 0 if r.name in ZERO else 1)]


def test_the_example_against_itself() -> None:
    """The worked example."""
    assert wrong(GOLD / "example" / "the-weir") == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", sorted(path.parent for path in (GOLD / "stories").glob("*/settled.json")))
def test_stories_against_themselves(folder: Path) -> None:
    """Every story to develop on."""
    assert wrong(folder) == []
