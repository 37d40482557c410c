"""Every layer of a prediction against the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from fullcast.layers import Story
from fullcast.scores.gold_world import GoldStory
from fullcast.scores.world.contradictions import contradictions
from fullcast.scores.world.deaths import deaths
from fullcast.scores.world.decisions import decisions
from fullcast.scores.world.delivery import delivery
from fullcast.scores.world.emotions import emotions
from fullcast.scores.world.events import events
from fullcast.scores.world.levels import levels
from fullcast.scores.world.quotations import quotations
from fullcast.scores.world.relationships import relationships
from fullcast.scores.world.reveals import reveals
from fullcast.scores.world.rows import Row
from fullcast.scores.world.scenes import scenes
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.states import states

SCORERS: Final[dict[str, Callable[[Sides], Iterator[Row]]]] = {
    "deaths": deaths,
    "events": events,
    "levels": levels,
    "reveals": reveals,
    "states": states,
    "decisions": decisions,
    "emotions": emotions,
    "delivery": delivery,
    "scenes": scenes,
    "relationships": relationships,
    "contradictions": contradictions,
    "quotations": quotations,
}
"""By name, what makes the rows of one layer."""
MADE: Final[dict[str, tuple[str, ...]]] = {
    "deaths": ("states", "levels"),
    "events": ("events", "levels"),
    "levels": ("levels",),
    "reveals": ("reveals",),
    "states": ("states", "levels"),
    "decisions": ("decisions",),
    "emotions": ("emotions", "feelings"),
    "delivery": ("delivery",),
    "scenes": ("scenes",),
    "relationships": ("relationships",),
    "contradictions": ("contradictions",),
    "quotations": ("presence",),
}
"""The layers of a story that each looks at, besides quotations, speakers, characters, mentions and entities."""


def score_world(
    gold: GoldStory, story: Story, layers: Iterable[str] = SCORERS, passes: Sequence[GoldStory] = ()
) -> list[Row]:
    """The rows of `layers`, names of SCORERS; raises TextDriftError where gold and story are of two texts.

    `passes` are the annotations that the gold was settled from: where they must agree for something to be asked, they are looked at.
    """
    sides = Sides(gold, story, passes)
    return [row for layer in layers for row in SCORERS[layer](sides)]
