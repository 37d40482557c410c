"""Every layer of a prediction against the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from fullcast.layers import Story
from fullcast.scores.gold_world import GoldStory
from fullcast.scores.world.deaths import deaths
from fullcast.scores.world.events import events
from fullcast.scores.world.levels import levels
from fullcast.scores.world.rows import Row
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.states import states

SCORERS: Final[dict[str, Callable[[Sides], Iterator[Row]]]] = {
    "deaths": deaths,
    "events": events,
    "levels": levels,
    "states": states,
}
"""By name, what makes the rows of one layer."""
MADE: Final[dict[str, tuple[str, ...]]] = {
    "deaths": ("states", "levels"),
    "events": ("events", "levels"),
    "levels": ("levels",),
    "states": ("states", "levels"),
}
"""The layers of a story that each looks at, besides those that say who is who."""


def score_world(gold: GoldStory, story: Story, layers: Iterable[str] = SCORERS) -> list[Row]:
    """The rows of `layers`, names of SCORERS; raises TextDriftError where gold and story are of two texts."""
    sides = Sides(gold, story)
    return [row for layer in layers for row in SCORERS[layer](sides)]
