"""Levels sentence by sentence, their boundaries, whose they are, and events that leak, by hand.

The story has nine sentences and more: 1 Mara sat, 2 the gulls, 3 she dreamed, 4 She stood, 5 The ferry, 6 She woke, 7 Odo is gone, 8 Odo
came, 9 He had, 10 In spring. The gold's dream is 4 and 5.
"""

from __future__ import annotations

import numpy as np
import pytest

from fullcast.scores.world import score_world
from fullcast.scores.world.figures import macro_f1, pairs_of
from tests.scores.world.made import event, figure, gold, level, rows, told

IN_FILE = {"id": "d", "kind": "dream", "experiencer": "mara", "spans": [{"quote": "She stood", "to": "drowned."}]}
GOLD = gold(levels=[IN_FILE])
BOTH = "She stood on the ferry. The ferry went down, and Odo drowned."


def test_sentences_by_hand() -> None:
    """Only the second sentence of the dream found: dream 2·1 / (2 + 1), story 2·8 / (8 + 9)."""
    story = told(levels=[level("l1", "dream", "The ferry went down, and Odo drowned.")])
    measure = macro_f1(["dream", "story"])
    counts = measure.counts(pairs_of(score_world(GOLD, story, ["levels"]), "levels"))
    assert list(counts) == [1, 2, 1, 8, 8, 9]
    assert measure.value(np.array(counts)) == pytest.approx((2 / 3 + 16 / 17) / 2)


def test_boundaries_within_one_sentence() -> None:
    """The dream opens one sentence late and closes two late: one of two boundaries is found, and one is false."""
    late = level(
        "l1",
        "dream",
        "The ferry went down, and Odo drowned. She woke.\n\n“Odo is gone,” said the baker, who had it from nobody.",
    )
    found = figure("levels: boundaries", [(GOLD, told(levels=[late]))], "levels")
    assert (found.value, found.gold, found.said) == (0.5, 2, 2)
    assert figure("levels: boundaries", [(GOLD, told(levels=[level("l1", "dream", BOTH)]))], "levels").value == 1


def test_experiencer() -> None:
    """Whose the dream is counts where it was found."""
    right, wrong = (level("l1", "vision", BOTH, experiencer=who, parent="l0") for who in ("c_mara", "c_odo"))
    assert (
        figure("levels: experiencer", [(GOLD, told(levels=[right])), (GOLD, told(levels=[wrong]))], "levels").value
        == 0.5
    )
    nothing = figure("levels: experiencer", [(GOLD, told())], "levels")
    assert (nothing.value, nothing.gold) == (None, 0)


def test_events_that_leak() -> None:
    """Of two events that the gold has in the dream one is placed on the story's level; what is outside does not count."""
    found = [event("went down", "l1"), event("drowned", "l0"), event("sat on", "l0"), event("woke", None)]
    story = told(levels=[level("l0", "story"), level("l1", "dream", BOTH, parent="l0")], events=found)
    leak = figure("events of other levels on the story's", [(GOLD, story)], "events")
    assert (leak.value, leak.gold) == (0.5, 2)


def test_the_deepest_level_counts() -> None:
    """A tale inside the dream is a tale, on both sides."""
    nested = {
        "id": "t",
        "kind": "told",
        "parent": "d",
        "experiencer": None,
        "spans": [{"quote": "The ferry went", "to": "drowned."}],
    }
    both = gold(levels=[IN_FILE, nested])
    inner = level("l2", "told", "The ferry went down, and Odo drowned.", parent="l1")
    assert (
        rows(both, told(levels=[inner, level("l1", "dream", BOTH, experiencer="c_mara", parent="l0")]), "levels") == []
    )
