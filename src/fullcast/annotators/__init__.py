"""Annotators: functions from a Story to a Layer, one file per layer they make."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from fullcast.annotators.plan import Annotator, annotate, annotator, plan

__all__ = ["Annotator", "annotate", "annotator", "plan", "reader_annotators", "rule_annotators"]


def rule_annotators() -> tuple[Annotator, ...]:
    """The annotators that work by rules alone, in no particular order."""
    from fullcast.annotators.changes import find_changes
    from fullcast.annotators.characters import find_characters
    from fullcast.annotators.continuity import find_contradictions
    from fullcast.annotators.decisions import find_decisions
    from fullcast.annotators.delivery import find_delivery
    from fullcast.annotators.emotions import find_emotions
    from fullcast.annotators.entities import find_entities
    from fullcast.annotators.feelings import find_feelings
    from fullcast.annotators.knowledge import find_knowledge
    from fullcast.annotators.levels import find_levels
    from fullcast.annotators.mentions import find_mentions
    from fullcast.annotators.presence import find_presence
    from fullcast.annotators.quotations import find_quotations
    from fullcast.annotators.reveals import find_reveals
    from fullcast.annotators.scenes import find_scenes
    from fullcast.annotators.speakers import attribute_speakers
    from fullcast.annotators.turning_points import find_turning_points

    return (
        find_quotations,
        find_characters,
        attribute_speakers,
        find_delivery,
        find_emotions,
        find_feelings,
        find_mentions,
        find_presence,
        find_entities,
        find_scenes,
        find_levels,
        find_reveals,
        find_decisions,
        find_knowledge,
        find_changes,
        find_turning_points,
        find_contradictions,
    )


def reader_annotators() -> tuple[Annotator, ...]:
    """The annotators of the trained reader, in no particular order; those by rules where it has none of its own.

    All share one `OnePass` and one `Parsing`, made here: a call's annotators read a story once, and two calls share nothing. The weights
    are opened when the first of them runs.
    """
    from fullcast.annotators.learned.characters import characters_annotator
    from fullcast.annotators.learned.entities import entities_annotator
    from fullcast.annotators.learned.events import events_annotator
    from fullcast.annotators.learned.mentions import mentions_annotator
    from fullcast.annotators.learned.speakers import speakers_annotator
    from fullcast.annotators.one_pass import OnePass
    from fullcast.annotators.parsing import Parsing
    from fullcast.annotators.presence import find_presence
    from fullcast.annotators.relationships import relationships_annotator
    from fullcast.annotators.states import states_annotator

    one_pass = OnePass()
    parsing = Parsing(one_pass)
    presence = replace(find_presence, run=partial(find_presence.run, chains=True))
    learned = (
        characters_annotator(one_pass),
        speakers_annotator(one_pass),
        entities_annotator(one_pass),
        mentions_annotator(one_pass),
        events_annotator(one_pass),
        states_annotator(parsing),
        relationships_annotator(parsing),
        presence,
    )
    own = {a.makes for a in learned}
    return (*learned, *(a for a in rule_annotators() if a.makes not in own))
