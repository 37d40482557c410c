"""The answers below a passage: who and what there is, from where each state holds, what only looks like one, how all are at the end.

The form is told in gold/passages/README.md; words are quoted as in docs/gold.md, and names stand for whoever bears them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from fullcast.layers.values import Value
from fullcast.layers.world_values import LEVEL_KINDS, SLOTS, STORY
from fullcast.scores.anchors import Anchor
from fullcast.scores.gold_world import GoldEnd, GoldState

NARRATOR: Final = "I"
"""The name of the passage's narrator."""
_END: Final = {value: slot for slot in ("life", "body", "mind", "freedom") for value in SLOTS[slot][1:]}
"""Which slot each value is of, of those that are told of the end; first values are not said."""

_KINDS = "|".join(LEVEL_KINDS[1:])
_STATE = re.compile(
    rf"(?P<who>.+?) (?P<slot>{'|'.join(SLOTS)}) (?P<value>\w+)(?: where (?P<where>.+?))?"
    rf"(?: (?P<status>denied|hypothetical|believed by (?P<holder>.+?)))?(?: in (?P<level>{_KINDS}))?"
    r" @ (?P<at>.+?)(?: \| until (?P<until>.+))?"
)
_TRAP = re.compile(rf"(?P<slot>{'|'.join(SLOTS)}) @ (?P<at>.+)")
_VALUE = "|".join([*_END, *(rf"{slot}\?" for slot in dict.fromkeys(_END.values()))])
_WHO_ENDS = re.compile(rf"(?P<who>.+?)(?: (?P<values>(?:{_VALUE})(?:, (?:{_VALUE}))*))?")
_COUNTED = re.compile(r"(?P<quote>.+) \((?P<nth>\d+)\)")


class Named(Value, frozen=True, kw_only=True):
    """Somebody or something of the passage."""

    names: tuple[str, ...]
    """All that the passage calls it by; the first is its id, NARRATOR of the one who says "I"."""
    thing: bool = False


class Trap(Value, frozen=True, kw_only=True):
    """Words that look like a state and are none."""

    slot: str
    at: Anchor


class StateAnswers(Value, frozen=True, kw_only=True):
    """What is to be found in a passage; who is meant is said by the first name."""

    named: tuple[Named, ...]
    states: tuple[GoldState, ...]
    """Their `level` is a kind, or STORY."""
    traps: tuple[Trap, ...]
    ends: tuple[GoldEnd, ...]


def parse_answers(lines: Iterable[str]) -> StateAnswers:
    """The answers on these lines; raises ValueError that quotes the line which is not in the form."""
    by_head: dict[str, list[str]] = {head: [] for head in ("who:", "what:", "=", "~", "end:")}
    for line in filter(None, map(str.strip, lines)):
        head, _, rest = line.partition(" ")
        if head not in by_head or not rest:
            raise ValueError(f"no answer: {line}")
        by_head[head].append(rest)
    if len(by_head["end:"]) != 1:
        raise ValueError("there is to be one line with `end:`")
    said = [Named(names=_listed(x), thing=head == "what:") for head in ("who:", "what:") for x in by_head[head]]
    ids = {name: one.names[0] for one in said for name in one.names}
    if len(ids) < sum(len(one.names) for one in said):
        raise ValueError("a name stands for two")
    states = tuple(_state(line, ids) for line in by_head["="])
    ends = tuple(_end(part, ids) for part in _listed(by_head["end:"][0]))
    return StateAnswers(
        named=(*said, *_unsaid(states, ends, set(ids))),
        states=states,
        traps=tuple(_trap(line) for line in by_head["~"]),
        ends=ends,
    )


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";"))


def _state(line: str, ids: dict[str, str]) -> GoldState:
    found = _STATE.fullmatch(line)
    if found is None:
        raise ValueError(f"no state: {line}")
    holder, status = found["holder"], found["status"] or "asserted"
    said: dict[str, Any] = {
        "who": ids.get(found["who"], found["who"]),
        "slot": found["slot"],
        "value": found["value"],
        "where": found["where"],
        "status": "believed" if holder else status,
        "holder": holder and ids.get(holder, holder),
        "at": _anchor(found["at"]),
        "until": _anchor(found["until"]) if found["until"] else None,
        "level": found["level"] or STORY,
    }
    return GoldState(**said)


def _trap(line: str) -> Trap:
    found = _TRAP.fullmatch(line)
    if found is None:
        raise ValueError(f"no trap: {line}")
    return Trap(slot=found["slot"], at=_anchor(found["at"]))


def _end(part: str, ids: dict[str, str]) -> GoldEnd:
    """`Jonas hurt, bound`, `Ada life?` or `Ada`: of what is not said the first value holds, and of `life?` nobody knows."""
    found = _WHO_ENDS.fullmatch(part)
    if found is None:
        raise ValueError(f"nobody's end: {part}")
    said: dict[str, Any] = {"life": SLOTS["life"][0]}
    for value in filter(None, (found["values"] or "").split(", ")):
        said[_END.get(value, value[:-1])] = value if value in _END else None
    return GoldEnd(who=ids.get(found["who"], found["who"]), **said)


def _anchor(words: str) -> Anchor:
    """`she woke`, or `she woke (2)` for the second time that these words stand there."""
    counted = _COUNTED.fullmatch(words)
    return Anchor(quote=counted["quote"], nth=int(counted["nth"])) if counted else Anchor(quote=words)


def _unsaid(states: Iterable[GoldState], ends: Iterable[GoldEnd], known: set[str]) -> Iterator[Named]:
    """Those whom only states or the end name."""
    things = [s.who for s in states if s.slot == "thing"]
    people = [who for s in states for who in (s.who, s.holder) if who is not None] + [end.who for end in ends]
    for who in dict.fromkeys([*things, *people]):
        if who not in known:
            yield Named(names=(who,), thing=who in things)
