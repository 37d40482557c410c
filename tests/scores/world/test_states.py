"""State transitions and the state at the end, by hand."""

from __future__ import annotations

import pytest

from fullcast.layers.world_values import State
from fullcast.scores.world import results, score_world
from tests.scores.world.made import Entity, figure, gold, level, rows, state, told

GOLD = gold(
    entities=[{"id": "ferry", "name": "the ferry", "type": "VEH"}],
    levels=[{"id": "d", "kind": "dream", "experiencer": "mara", "spans": [{"quote": "She stood", "to": "drowned."}]}],
    states=[
        {"who": "mara", "slot": "mind", "value": "asleep", "at": {"quote": "dreamed"}, "until": {"quote": "woke"}},
        {"who": "ferry", "slot": "thing", "value": "lost", "at": {"quote": "went down"}, "level": "d"},
        {"who": "odo", "slot": "body", "value": "hurt", "at": {"quote": "a cut hand"}},
    ],
    at_end=[
        {"who": "mara", "life": "alive"},
        {"who": "odo", "life": "alive", "body": "hurt", "mind": None},
        {"who": "hamm", "life": "dead"},
    ],
)
DREAM = level("l1", "dream", "She stood on the ferry. The ferry went down, and Odo drowned.", parent="l0")
ASLEEP = state("c_mara", "mind", "asleep", "night she dreamed", until=200)
SUNK = state("e1", "thing", "lost", "went down", level="l1")
HURT = state("c_odo", "body", "hurt", "hand. He")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ([ASLEEP, SUNK, HURT], 1),
        ([ASLEEP, SUNK], 2 * 2 / 5),
        ([ASLEEP, HURT, state("e1", "thing", "lost", "went down")], 2 * 2 / 6),
        ([ASLEEP, SUNK, state("c_odo", "body", "hurt", "sat on")], 2 * 2 / 6),
        ([ASLEEP, SUNK, state("c_odo", "body", "hurt", "a cut hand", status="believed", holder="c_mara")], 2 * 2 / 6),
        ([ASLEEP, SUNK, state("c_mara", "body", "hurt", "a cut hand")], 2 * 2 / 6),
        ([ASLEEP, SUNK, HURT, state("c_odo", "body", "hurt", "a cut hand")], 2 * 3 / 7),
    ],
    ids=["all", "one missed", "wrong level", "wrong place", "wrong status", "wrong person", "one twice"],
)
def test_transitions(said: list[State], value: float) -> None:
    """Who, slot, value, status, kind of level and place must be right; an item is found once."""
    story = told(levels=[DREAM], entities=[Entity(id="e1", type="VEH", name="the ferry")], states=said)
    assert figure("states: transitions", [(GOLD, story)], "states").value == pytest.approx(value)


def test_place_aside() -> None:
    """The hand is cut, only not where the text says so: all of one, none of the other."""
    story = told(states=[state("c_odo", "body", "hurt", "sat on")])
    only = gold(states=[{"who": "odo", "slot": "body", "value": "hurt", "at": {"quote": "a cut hand"}}])
    found = [
        figure(name, [(only, story)], "states").value
        for name in ("states: transitions", "states: transitions, place aside")
    ]
    assert found == [0, 1]


def test_by_slot_and_status() -> None:
    """One of three found: the slot mind is whole, the slot thing is missed, and of what is asserted 1 of 3 is found."""
    found = results([score_world(GOLD, told(states=[ASLEEP]), ["states"])])
    parts = {r.name: r.value for r in found if r.part}
    assert (parts["slot mind"], parts["slot thing"], parts["status asserted"]) == (1, 0, 2 * 1 / 4)


def test_at_the_end() -> None:
    """Mara has four slots, Odo three, as nobody knows whether he sleeps, Hamm of the dead only one: 8, of which two are wrong."""
    story = told(states=[ASLEEP])
    found = figure("states: at the end", [(GOLD, story)], "states")
    assert (found.value, found.gold) == (6 / 8, 8)
    assert [row[1:] for row in rows(GOLD, story, "states") if row[0] == "states: at the end"] == [
        ("odo body hurt", "odo body unhurt"),
        ("hamm life dead", "hamm life alive"),
    ]


def test_what_ended_or_is_elsewhere_is_not_at_the_end() -> None:
    """A state that ended, one of a dream and one that is only believed leave the first value."""
    said = [
        state("c_mara", "mind", "unconscious", "woke", until=300),
        state("c_mara", "life", "dead", "She stood", level="l1"),
        state("c_mara", "body", "ill", "of a fever", status="believed", holder="c_odo"),
    ]
    wrong = rows(GOLD, told(levels=[DREAM], states=said), "states")
    assert [row[1] for row in wrong if row[0] == "states: at the end"] == ["odo body hurt", "hamm life dead"]
