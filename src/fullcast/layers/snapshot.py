"""The world of a story at one place of its telling, worked out from the layers as they stand."""

from __future__ import annotations

from typing import Final

from fullcast.layers.telling import Showing, Telling
from fullcast.layers.values import Value
from fullcast.layers.world_values import SLOTS, STORY, State


class Held(Value, frozen=True, kw_only=True):
    """A state that holds."""

    who: str
    slot: str
    value: str
    level: str
    """The world in which it holds."""
    holder: str | None = None
    """Who believes it; None where it is so."""
    item: str
    """Id of the state."""
    at: int


class Felt(Value, frozen=True, kw_only=True):
    """The feeling that somebody last showed toward somebody, or toward nobody."""

    who: str
    label: str
    toward: tuple[str, ...]
    level: str
    lasting: bool
    """Whether it is a tie that lasts: love, resentment."""
    item: str
    """Id of the quotation, the narrated reaction, or the relationship."""
    at: int


class Known(Value, frozen=True, kw_only=True):
    """What somebody has witnessed or been told."""

    who: str
    what: str
    """Id of the state, reveal or decision."""
    how: str
    """ "witnessed", "told" or "own"."""
    source: str | None = None
    """Who told it."""
    at: int


class Snapshot(Value, frozen=True, kw_only=True):
    """The world at an offset: all that was told up to it, the word that begins there included."""

    offset: int
    levels: tuple[str, ...] = (STORY,)
    """Levels that are open, outermost first."""
    scene: str | None = None
    place: str | None = None
    """Id of the entity where the scene plays."""
    present: tuple[str, ...] = ()
    """Who is there, in the order in which they came in."""
    states: tuple[Held, ...] = ()
    feelings: tuple[Felt, ...] = ()
    revealed: tuple[str, ...] = ()
    """Ids of the reveals and of the levels that a reader has learnt of late, in order."""
    knowledge: tuple[Known, ...] = ()
    decisions: tuple[str, ...] = ()
    """Ids of those that are open."""

    def state(self, who: str, slot: str, level: str = STORY) -> str:
        """What `slot` of `who` is in the world of `level`; where nothing is said, the first value of the slot."""
        said = (h.value for h in self.states if (h.who, h.slot, h.level, h.holder) == (who, slot, level, None))
        return next(said, SLOTS[slot][0])

    def believed(self, holder: str) -> tuple[Held, ...]:
        """What `holder` takes to be so."""
        return tuple(h for h in self.states if h.holder == holder)


HELD_ORDER: Final = ("level", "who", "slot", "holder")
"""States come in the order of these."""


def arranged(
    offset: int, *, levels: list[str], scene: tuple[str | None, str | None], present: list[tuple[int, str]], states: list[Held],
    feelings: list[Felt], revealed: list[tuple[int, str]], knowledge: list[Known], decisions: list[tuple[int, str]],
) -> Snapshot:  # fmt: skip
    """A snapshot whose parts stand in the one order that they have, whoever collected them."""
    return Snapshot(
        offset=offset,
        levels=(STORY, *levels),
        scene=scene[0],
        place=scene[1],
        present=tuple(dict.fromkeys(who for _, who in sorted(present))),
        states=tuple(sorted(states, key=lambda h: tuple(getattr(h, k) or "" for k in HELD_ORDER))),
        feelings=tuple(sorted(feelings, key=lambda f: (f.level, f.who, f.lasting, f.toward, f.label))),
        revealed=tuple(id_ for _, id_ in sorted(revealed)),
        knowledge=tuple(sorted(knowledge, key=lambda k: (k.at, k.who, k.what))),
        decisions=tuple(id_ for _, id_ in sorted(decisions)),
    )


def told_at(telling: Telling, offset: int) -> Snapshot:
    """The world at `offset` as one knows it who has read to the end: who was who, and what was a dream."""
    scene = telling.scene_at(offset)
    place = None if scene is None or scene.place is None else scene.place.entity
    return arranged(
        offset,
        levels=[o.level.id for o in telling.openings if o.start <= offset < o.end],
        scene=(None, None) if scene is None else (scene.id, place),
        present=[
            (a.enters, a.who) for a in telling.appearances
            if a.enters <= offset and (a.leaves is None or offset < a.leaves)
        ],
        states=_states(telling, offset),
        feelings=_feelings(telling, offset),
        revealed=[(at, id_) for at, id_ in telling.revelations if at <= offset],
        knowledge=_knowledge(telling, offset),
        decisions=[
            (d.span[0], d.id) for d in telling.story.decisions
            if d.span[0] <= offset and ((end := telling.decided_at(d)) is None or offset < end)
        ],
    )  # fmt: skip


def _states(telling: Telling, offset: int) -> list[Held]:
    """The last state of each slot, where it has not ended."""
    last: dict[tuple[str, str, str, str | None], State] = {}
    for s in telling.states:
        if s.at <= offset:
            last[s.level, s.who, s.slot, s.holder] = s
    return [
        Held(who=s.who, slot=s.slot, value=s.value, level=s.level, holder=s.holder, item=s.id, at=s.at)
        for s in last.values() if s.until is None or offset < s.until
    ]  # fmt: skip


def _feelings(telling: Telling, offset: int) -> list[Felt]:
    """The last feeling toward each; one toward nobody passes with its scene."""
    scene = telling.scene_at(offset)
    last: dict[tuple[object, ...], Showing] = {}
    for s in telling.showings:
        if s.at <= offset:
            last[s.level, s.who, s.toward, s.label if s.lasting else None] = s
    return [
        Felt(who=s.who, label=s.label, toward=s.toward, level=s.level, lasting=s.lasting, item=s.item, at=s.at)
        for s in last.values() if s.toward or scene is None or scene.start <= s.at
    ]  # fmt: skip


def _knowledge(telling: Telling, offset: int) -> list[Known]:
    """What each came to know first."""
    first: dict[tuple[str, str], Known] = {}
    for k in sorted(telling.story.knowledge, key=lambda k: k.at):
        if k.at <= offset:
            known = Known(who=k.who, what=k.what, how=k.how, source=k.source, at=k.at)
            first.setdefault((k.who, k.what), known)
    return list(first.values())
