"""Places that cannot both be so."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.scores.world.rows import Item, Row, matched, rows_of
from fullcast.scores.world.sides import Sides


def contradictions(sides: Sides) -> Iterator[Row]:
    """Every contradiction of either side: the same kind and who, the later places within NEAR words."""
    golds = [Item(f"{c.kind} {c.who}", sides.place(c.second)) for c in sides.gold.world.contradictions]
    saids = [Item(f"{c.kind} {sides.who(c.who)}", c.second, id=c.id) for c in sides.story.contradictions]
    yield from rows_of("contradictions", golds, saids, matched(golds, saids, sides.near))
