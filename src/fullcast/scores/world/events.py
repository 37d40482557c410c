"""Events that the gold places on another level than the story's: where the prediction places them."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.scores.world.rows import Row
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.worlds import OUTERMOST


def events(sides: Sides) -> Iterator[Row]:
    """The kind of level of each predicted event, by the gold at its trigger and by the prediction.

    Gold has no events of its own; so the share that leaks is one of the events that were found.
    """
    for event in sides.story.events:
        gold, said = sides.gold_worlds.at(event.trigger.start).kind, sides.told_worlds.kind_of(event.level)
        name = "events on the story" if gold == OUTERMOST else "events off the story"
        yield Row(name, event.trigger, gold, said, (f"kind {gold}",))
