"""Annotators: functions from a Story to a Layer, one file per layer they make."""

from __future__ import annotations

from fullcast.annotators.plan import Annotator, annotate, annotator, plan

__all__ = ["Annotator", "annotate", "annotator", "plan", "rule_annotators"]


def rule_annotators() -> tuple[Annotator, ...]:
    """The annotators that work by rules alone, in no particular order."""
    from fullcast.annotators.characters import find_characters
    from fullcast.annotators.delivery import find_delivery
    from fullcast.annotators.entities import find_entities
    from fullcast.annotators.levels import find_levels
    from fullcast.annotators.mentions import find_mentions
    from fullcast.annotators.presence import find_presence
    from fullcast.annotators.quotations import find_quotations
    from fullcast.annotators.scenes import find_scenes
    from fullcast.annotators.speakers import attribute_speakers

    return (
        find_quotations,
        find_characters,
        attribute_speakers,
        find_delivery,
        find_mentions,
        find_presence,
        find_entities,
        find_scenes,
        find_levels,
    )
