"""Deaths that the prediction asserts on the story's own level: which are so, and which of the gold's were found."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.layers.world_values import STORY, State
from fullcast.scores.gold_world import GoldState
from fullcast.scores.world.rows import Item, Row, matched
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.worlds import OUTERMOST
from fullcast.text import Span


def deaths(sides: Sides) -> Iterator[Row]:
    """A row for each asserted death of either side.

    A predicted one is not so if the gold does not know the figure, if its words are a passage that the gold reads otherwise (a dream, a
    lie, an idiom), or if the gold has the figure alive there and tells of no death of it within NEAR words. A death that is told once
    more is neither false nor found twice.
    """
    told = [s for s in sides.story.states if _asserts_death(s) and sides.told_worlds.kind_of(s.level) == OUTERMOST]
    so = [state for state in told if _is_so(sides, state)]
    golds = [Item(f"{s.who} dies", sides.place(s.at)) for s in sides.gold.world.states if _is_death(s)]
    saids = [Item(f"{sides.who(s.who)} dies", Span(s.at, s.at)) for s in so]
    found = {i for i, _ in matched(golds, saids, sides.apart)}
    for i, gold in enumerate(golds):
        yield Row("deaths", gold.at, gold.label, gold.label if i in found else None)
    for state in told:
        if state not in so:
            yield Row("deaths", Span(state.at, state.at), None, f"{sides.who(state.who)} dies")


def _asserts_death(state: State) -> bool:
    return (state.slot, state.value, state.status) == ("life", "dead", "asserted")


def _is_death(state: GoldState) -> bool:
    return (state.slot, state.value, state.status, state.level) == ("life", "dead", "asserted", STORY)


def _is_so(sides: Sides, state: State) -> bool:
    """Whether the gold has the figure dead where the prediction says so, or dying there."""
    who, at = sides.who(state.who), Span(state.at, state.at + 1)
    dying = [sides.place(s.at) for s in sides.gold.world.states if _is_death(s) and s.who == who]
    if not dying:
        return False
    if _dead_at(sides, who, state.at):
        return True
    passages = [(d, sides.place(d.span)) for d in sides.gold.world.deaths if d.who in (who, None)]
    if any(d.reading != "so" and span.meets(at) for d, span in passages):
        return False
    return any(sides.near(place, at) is not None for place in [*dying, *(s for d, s in passages if d.reading == "so")])


def _dead_at(sides: Sides, who: str, offset: int) -> bool:
    """Whether the last thing that the gold asserts of a figure's life before `offset` is that it is dead."""
    lives = [
        (sides.place(s.at).start, s.value == "dead" and (s.until is None or sides.place(s.until).start > offset))
        for s in sides.gold.world.states
        if (s.who, s.slot, s.status, s.level) == (who, "life", "asserted", STORY)
    ]
    return max((life for life in lives if life[0] <= offset), default=(0, False))[1]
