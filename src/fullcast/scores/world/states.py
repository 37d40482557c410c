"""State transitions, and what holds at the last word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fullcast.layers.world_values import SLOTS
from fullcast.scores.gold_world import GoldEnd
from fullcast.scores.world.rows import Item, Row, matched, rows_of
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.worlds import OUTERMOST
from fullcast.text import Span

_ENDS: Final = ("life", "body", "mind", "freedom")
"""Slots that gold has at the end."""


def states(sides: Sides) -> Iterator[Row]:
    """Every state of either side: the same who, slot, value, status and kind of level, at places within NEAR words; and anywhere."""
    golds = [
        _item(s.who, s.slot, s.value, s.status, sides.gold.kind_of(s.level), sides.place(s.at))
        for s in sides.gold.world.states
    ]
    saids = [
        _item(sides.who(s.who), s.slot, s.value, s.status, sides.told_worlds.kind_of(s.level), Span(s.at, s.at), s.id)
        for s in sides.story.states
    ]
    yield from rows_of("states", golds, saids, matched(golds, saids, sides.near))
    yield from rows_of("states: anywhere", golds, saids, matched(golds, saids, sides.apart))
    yield from _at_end(sides)


def _item(who: str, slot: str, value: str, status: str, kind: str, at: Span, id: str | None = None) -> Item:
    groups = (f"slot {slot}", f"status {status}", f"level {kind}")
    return Item(f"{who} {slot} {value} {status} on {kind}", at, groups, id)


def _at_end(sides: Sides) -> Iterator[Row]:
    """Each slot of each figure that the gold lists, but where a reader cannot know; of the dead only `life`.

    Where the prediction says nothing of a slot its first value holds, so most of these are right of themselves: "end changed" are those
    that are not.
    """
    last = Span(len(sides.story.text), len(sides.story.text))
    final = _final(sides)
    for end in sides.gold.world.at_end:
        for slot, value in _known(end):
            said = final.get((end.who, slot), SLOTS[slot][0])
            groups = ("end changed" if value != SLOTS[slot][0] else "end unchanged", f"slot {slot}")
            yield Row("states: at the end", last, f"{end.who} {slot} {value}", f"{end.who} {slot} {said}", groups)


def _known(end: GoldEnd) -> Iterator[tuple[str, str]]:
    for slot in _ENDS:
        value = getattr(end, slot)
        if value is not None and (slot == "life" or end.life != "dead"):
            yield slot, value


def _final(sides: Sides) -> dict[tuple[str, str], str]:
    """By gold id and slot the predicted value after the last word: of what is asserted on the story's own level."""
    out: dict[tuple[str, str], str] = {}
    for state in sorted(sides.story.states, key=lambda s: s.at):
        if state.status == "asserted" and sides.told_worlds.kind_of(state.level) == OUTERMOST:
            first = SLOTS.get(state.slot, (state.value,))[0]
            out[sides.who(state.who), state.slot] = state.value if state.until is None else first
    return out
