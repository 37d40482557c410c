"""Stated ties and felt ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fullcast.layers.world_values import Relationship
from fullcast.scores.gold_world import GoldRelationship
from fullcast.scores.world.rows import Item, Row, anywhere, matched, rows_of
from fullcast.scores.world.sides import Sides
from fullcast.scores.world_agreement import felt, tie
from fullcast.text import Span

Words = Callable[[GoldRelationship | Relationship, Callable[[str | None], str]], str]


def relationships(sides: Sides) -> Iterator[Row]:
    """Every tie of either side: the same ends and the same word; where the evidence stands does not count, nor saying it twice."""
    yield from _rows(sides, "relationships: ties", tie, lambda one: one.tie is not None)
    yield from _rows(sides, "relationships: felt", felt, lambda one: one.feeling is not None)


def _rows(
    sides: Sides, name: str, words: Words, chosen: Callable[[GoldRelationship | Relationship], bool]
) -> Iterator[Row]:
    golds = [
        Item(words(one, lambda some: some or ""), sides.place(one.evidence[0]))
        for one in sides.gold.world.relationships
        if chosen(one)
    ]
    saids = {words(one, sides.who): one for one in reversed(sides.story.relationships) if chosen(one)}
    told = [Item(label, (one.evidence or (Span(0, 0),))[0], id=one.id) for label, one in saids.items()]
    yield from rows_of(name, golds, told, matched(golds, told, anywhere))
