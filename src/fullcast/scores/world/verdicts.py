"""Predicted items one by one: by which rule each was found, and whether it is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec import UNSET

from fullcast.scores.world.scoring import SCORERS
from fullcast.scores.world.sides import Sides

JUDGED: Final = {
    "levels": "levels",
    "reveals": "reveals",
    "states": "states",
    "emotions": "emotions",
    "feelings": "emotions",
    "relationships": "relationships",
    "decisions": "decisions",
    "contradictions": "contradictions",
}
"""Layers whose items are judged one by one, each with the name of its scorer."""


class Verdict(NamedTuple):
    """A predicted item held against the gold."""

    rule: str
    """Name of the rule that found it."""
    right: bool
    stated: float | None
    """The confidence that it has."""


def verdicts(sides: Sides, layer: str) -> Iterator[Verdict]:
    """The items of `layer`, one of JUDGED, that a row of its scorer carries the id of; right if all of these rows are.

    What no row carries is not judged: the story's own level, and what is felt in a quotation that the gold does not have.
    """
    right: dict[str, bool] = {}
    for row in SCORERS[JUDGED[layer]](sides):
        if row.item is not None:
            right[row.item] = right.get(row.item, True) and row.right
    for item in sides.story.items(layer):
        if item.id in right:
            stated = None if item.confidence is UNSET else item.confidence
            yield Verdict("" if item.rule is UNSET else item.rule, right[item.id], stated)
