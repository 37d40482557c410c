"""Reveals: who is unmasked, where, and which mentions that explains."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.scores.world.rows import Item, Row, matched, overlap, rows_of
from fullcast.scores.world.sides import Sides
from fullcast.text import Span


def reveals(sides: Sides) -> Iterator[Row]:
    """Every reveal of either side: the same character, at most NEAR words or one sentence off."""
    ours, theirs = sides.gold.world.reveals, sides.story.reveals
    golds = [Item(r.entity, sides.place(r.at)) for r in ours]
    saids = [Item(sides.who(r.entity), Span(r.at, r.at), id=r.id) for r in theirs]

    def apart(one: Span, two: Span) -> int | None:
        beside = abs(sides.sentence_at(one.start) - sides.sentence_at(two.start)) <= 1
        return sides.apart(one, two) if beside else sides.near(one, two)

    pairs = matched(golds, saids, apart)
    yield from rows_of("reveals", golds, saids, pairs)
    mentions = {m.id: m.span for m in sides.story.mentions if m.form != "pronoun"}
    for i, j in pairs:
        explained = [Item("explained", sides.place(a)) for a in ours[i].explains]
        told = [Item("explained", mentions[m]) for m in theirs[j].explains if m in mentions]
        yield from rows_of("reveals: mentions explained", explained, told, matched(explained, told, overlap))
