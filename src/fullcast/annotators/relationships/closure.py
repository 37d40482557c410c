"""Of all claims what can be so together, and what follows from it.

Claims of the same tie add up, those of one sentence count once. Of two ties that exclude each other the better evidenced stays: nobody is
his own parent's parent, nobody has two mothers, and of blood and marriage there is one tie between two people. What follows from two
stated ties ("my sister's brother") is added where it cannot be otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from fullcast.annotators.relationships.claims import SYMMETRIC, Claim, Reading
from fullcast.layers.world_values import STORY, Relationship
from fullcast.text import Span

_EXCLUSIVE: Final = frozenset("parent grandparent sibling spouse kin".split())
"""Ties of which two people have one; kin yields to the others."""
_SINGLE: Final = {
    "parent": ("father dad daddy papa", "mother mum mummy mom mommy mamma mama mam ma"),
    "spouse": ("husband wife widow widower",),
}
"""Nouns of whom a person has one."""
_ENOUGH: Final = 1.0
_SURE: Final = 2.0
"""Weights from which on a tie is said, and from which on others follow from it."""
_SHOWN: Final = 3
"""Places that are given as evidence, at most."""


@dataclass(slots=True)
class Tie:
    """Claims of one tie, put together."""

    source: str
    to: str
    tie: str
    ended: bool
    level: str
    weights: dict[int, float] = field(default_factory=dict)
    """By sentence, or whatever stands for it."""
    spans: dict[Span, float] = field(default_factory=dict)
    rule: str = ""
    nouns: set[str] = field(default_factory=set)

    @property
    def weight(self) -> float:
        """How well it is evidenced."""
        return sum(self.weights.values())

    @property
    def pair(self) -> frozenset[str]:
        """Whom it ties."""
        return frozenset((self.source, self.to))


def settled(claims: Iterable[Claim], reading: Reading) -> tuple[Relationship, ...]:
    """The ties of a story, in the order of their first evidence."""
    ties = [tie for tie in _gathered(claims, reading) if tie.weight >= _ENOUGH]
    kept = _consistent(ties, reading)
    kept += _followed(kept)
    kept.sort(key=lambda tie: (min(tie.spans), tie.source, tie.to))
    return tuple(
        Relationship(
            id=f"t{n}",
            source=tie.source,
            to=tie.to,
            tie=tie.tie,
            ended=tie.ended,
            level=tie.level,
            evidence=tuple(sorted(sorted(tie.spans, key=lambda s: (-tie.spans[s], s))[:_SHOWN])),
            rule=tie.rule,
        )
        for n, tie in enumerate(kept, 1)
    )


def families(claims: Iterable[Claim], reading: Reading) -> tuple[list[str], ...]:
    """Those who are said to be brothers and sisters of each other."""
    siblings = [
        t for t in _gathered(claims, reading) if t.tie == "sibling" and t.weight >= _ENOUGH and t.level == STORY
    ]
    return tuple(group for group, _ in _groups(siblings))


def _gathered(claims: Iterable[Claim], reading: Reading) -> Iterator[Tie]:
    found: dict[tuple[str, str, str, bool, str], Tie] = {}
    best: dict[int, float] = defaultdict(float)
    for one in claims:
        source, to = sorted((one.source, one.to)) if one.tie in SYMMETRIC else (one.source, one.to)
        key = (source, to, one.tie, one.ended, one.level)
        tie = found.setdefault(key, Tie(source, to, one.tie, one.ended, one.level))
        sentence = reading.sentence_at(one.span.start)
        tie.weights[sentence] = max(tie.weights.get(sentence, 0.0), one.weight)
        tie.spans[one.span] = max(tie.spans.get(one.span, 0.0), one.weight)
        tie.nouns.add(one.noun)
        if one.weight > best[id(tie)]:
            best[id(tie)], tie.rule = one.weight, one.rule
    return iter(found.values())


def _consistent(ties: list[Tie], reading: Reading) -> list[Tie]:
    """The ties without those that a better evidenced one excludes."""
    kept: list[Tie] = []
    for tie in sorted(ties, key=lambda t: (t.level != STORY, t.tie == "kin", -t.weight, min(t.spans))):
        others = [other for other in kept if other.level in (STORY, tie.level)]
        if not any(_clash(tie, other) or _again(tie, other, reading) for other in others):
            kept.append(tie)
    return kept


def _again(a: Tie, b: Tie, reading: Reading) -> bool:
    """Whether `a` says of somebody without a name what `b` says better of another: "her brother", where a brother of hers is known."""
    if a.tie != b.tie or not a.nouns & b.nouns - {""} or len(a.pair & b.pair) != 1:
        return False
    return not reading.is_named(next(iter(a.pair - b.pair)))


def _clash(a: Tie, b: Tie) -> bool:
    if a.pair == b.pair:
        if a.tie == b.tie:
            return True
        return a.tie in _EXCLUSIVE and b.tie in _EXCLUSIVE
    if a.tie != b.tie or a.ended or b.ended:
        return False
    if a.tie == "parent" and a.to == b.to:
        return any(a.nouns & set(some.split()) and b.nouns & set(some.split()) for some in _SINGLE["parent"])
    return a.tie == "spouse" and bool(a.pair & b.pair)


def _followed(ties: list[Tie]) -> list[Tie]:
    """What follows: siblings of siblings are siblings, and have the same parents, grandparents, uncles and aunts."""
    out: dict[tuple[frozenset[str], str], Tie] = {}
    known = {tie.pair for tie in ties if tie.tie in _EXCLUSIVE}

    def add(source: str, to: str, tie: str, one: Tie, other: Tie, rule: str) -> None:
        pair = frozenset((source, to))
        if source != to and pair not in known:
            known.add(pair)
            new = Tie(source, to, tie, False, STORY, {}, {min(one.spans): 1.0, min(other.spans): 1.0}, rule)
            out[pair, tie] = new

    ties = [t for t in ties if t.level == STORY and not t.ended and t.weight >= _SURE]
    siblings = [t for t in ties if t.tie == "sibling"]
    groups = _groups(siblings)
    for group, some in groups:
        for k, a in enumerate(group):
            for b in group[k + 1 :]:
                add(a, b, "sibling", some[0], some[-1], "sibling_of_sibling")
        for one in ties:
            if one.tie in ("parent", "grandparent") and one.to in group and one.source not in group:
                for sibling in group:
                    add(one.source, sibling, one.tie, one, some[0], f"{one.tie}_of_sibling")
    for one in ties:
        for other in ties:
            if (one.tie, other.tie, other.to) == ("parent", "parent", one.source):
                add(other.source, one.to, "grandparent", one, other, "parent_of_parent")
    for group, some in groups:
        for one in ties:
            if one.tie == "parent" and one.source in group and one.to not in group:
                for sibling in group:
                    add(sibling, one.to, "kin", one, some[0], "sibling_of_parent")
    return list(out.values())


def _groups(siblings: list[Tie]) -> list[tuple[list[str], list[Tie]]]:
    """People who are siblings of each other, with the ties that say so."""
    of: Mapping[str, set[str]] = defaultdict(set)
    for tie in siblings:
        of[tie.source].add(tie.to)
        of[tie.to].add(tie.source)
    seen: set[str] = set()
    out = []
    for start in of:
        if start in seen:
            continue
        group, todo = set(), [start]
        while todo:
            one = todo.pop()
            if one not in group:
                group.add(one)
                todo += of[one]
        seen |= group
        out.append((sorted(group), [t for t in siblings if t.source in group]))
    return out
