"""Deaths that are not so, and those that are, by hand."""

from __future__ import annotations

import pytest

from fullcast.layers.world_values import State
from tests.scores.world.made import figure, gold, level, rows, state, told

GOLD = gold(
    levels=[{"id": "d", "kind": "dream", "experiencer": "mara", "spans": [{"quote": "She stood", "to": "drowned."}]}],
    states=[
        {"who": "odo", "slot": "life", "value": "dead", "at": {"quote": "Odo drowned"}, "level": "d"},
        {"who": "odo", "slot": "life", "value": "dead", "status": "believed", "holder": "baker", "at": {"quote": "Odo is gone"}},
        {"who": "hamm", "slot": "life", "value": "dead", "at": {"quote": "had died"}},
    ],
    deaths=[
        {"who": "odo", "span": {"quote": "Odo drowned"}, "reading": "level"},
        {"who": "odo", "span": {"quote": "Odo is gone"}, "reading": "mistaken"},
        {"who": "hamm", "span": {"quote": "had died"}, "reading": "so"},
    ],
)  # fmt: skip
DREAM = level("l1", "dream", "She stood on the ferry. The ferry went down, and Odo drowned.", parent="l0")


@pytest.mark.parametrize(
    ("said", "false"),
    [
        (state("c_hamm", "life", "dead", "had died of"), 0),
        (state("c_odo", "life", "dead", "drowned", level="l1"), 0),
        (state("c_odo", "life", "dead", "gone", status="believed", holder="c_baker"), 0),
        (state("c_odo", "life", "dead", "drowned"), 1),
        (state("c_odo", "life", "dead", "gone"), 1),
        (state("c_mara", "life", "dead", "had died of"), 1),
        (state("c_hamm", "life", "dead", "sat on"), 1),
        (state("nobody_we_know", "life", "dead", "had died of"), 1),
    ],
    ids=["so", "in a dream", "believed", "dreamed as real", "hoax", "wrong person", "before it is told", "unknown"],
)
def test_false_deaths(said: State, false: int) -> None:
    """Only what is asserted on the story's level counts, and there the gold must have the figure dead or dying."""
    story = told(states=[said], levels=[DREAM])
    assert figure("deaths that are not so", [(GOLD, story)], "deaths").value == false


def test_a_death_told_twice_is_found_once() -> None:
    """Two true items of one death: found 1 of 1, none of them false."""
    twice = [state("c_hamm", "life", "dead", "had died of"), state("c_hamm", "life", "dead", "a fever")]
    story = told(states=twice)
    assert rows(GOLD, story, "deaths") == []
    assert figure("deaths that are so, found", [(GOLD, story)], "deaths").value == 1


def test_a_figure_of_speech_about_one_who_dies_later_is_false() -> None:
    """Hamm is called dead where he is not, some words before he dies: the passage says how it is to be read."""
    text = "“You are dead to me, Hamm,” said Mara, and that hour Hamm died."
    pass_ = gold(
        text,
        states=[{"who": "hamm", "slot": "life", "value": "dead", "at": {"quote": "died"}}],
        deaths=[
            {"who": "hamm", "span": {"quote": "You are dead to me"}, "reading": "figurative"},
            {"who": "hamm", "span": {"quote": "died"}, "reading": "so"},
        ],
    )
    early = State(id="t", who="c_hamm", slot="life", value="dead", at=text.index("dead"))
    assert rows(pass_, told(text, states=[early]), "deaths") == [
        ("deaths", "hamm dies", None),
        ("deaths", None, "hamm dies"),
    ]


def test_nothing_said_finds_nothing() -> None:
    """Without states there is no false death, and none is found."""
    story = told()
    assert figure("deaths that are not so", [(GOLD, story)], "deaths").value == 0
    assert figure("deaths that are so, found", [(GOLD, story)], "deaths").value == 0
