"""Decisions: who decides over what stretch, and where the choice shows."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.layers.world_values import Decision
from fullcast.scores.gold_world import GoldDecision
from fullcast.scores.world.rows import Item, Row, matched, overlap, rows_of
from fullcast.scores.world.sides import Sides
from fullcast.text import Span


def decisions(sides: Sides) -> Iterator[Row]:
    """Every decision of either side: the same decider, stretches of which the shorter lies half in the other."""
    ours, theirs = sides.gold.world.decisions, sides.story.decisions
    golds = [Item(d.decider, sides.place(d.span)) for d in ours]
    saids = [Item(sides.who(d.decider), d.span, id=d.id) for d in theirs]
    pairs = matched(golds, saids, overlap)
    yield from rows_of("decisions", golds, saids, pairs)
    for i, j in pairs:
        yield _choice(sides, ours[i], theirs[j])


def _choice(sides: Sides, gold: GoldDecision, told: Decision) -> Row:
    """Whether the choice shows within NEAR words, or is left open by both."""
    place = sides.place(gold.at) if gold.at is not None else None
    right = gold.chosen or "open"
    if place is None or told.at is None:
        said = "open" if told.at is None else "chosen"
    else:
        said = right if sides.near(place, Span(told.at, told.at)) is not None else "chosen elsewhere"
    return Row("decisions: where chosen", place or sides.place(gold.span), right, said, item=told.id)
