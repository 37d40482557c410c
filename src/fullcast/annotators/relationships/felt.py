"""Feelings for somebody that last."""

from __future__ import annotations

from fullcast.annotators.relationships.claims import Reading
from fullcast.layers.world_values import Relationship


def find_felt(reading: Reading, first: int) -> tuple[Relationship, ...]:
    return ()
