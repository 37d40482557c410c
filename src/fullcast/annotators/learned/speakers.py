"""Speakers with the trained reader: the rules', who also hear whom the chains of mentions give a "he" or a description.

Chains err often enough that they are one voice among others: whom a pronoun fits, who was named last, whose turn it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.plan import Annotator
from fullcast.annotators.speakers import attribute_speakers
from fullcast.layers import Attribution, Layer, Story


def speakers_annotator(one_pass: OnePass) -> Annotator:
    """The annotator of speakers that takes its chains, found before anybody's lines are known, from `one_pass`."""

    def find(story: Story, calibrated: bool = True, strengths: Mapping[str, float] | None = None) -> Layer[Attribution]:
        """As `attribute_speakers`, with what "he", "she" and "the captain" beside a quotation refer to."""
        return attribute_speakers.run(story, calibrated, strengths, one_pass.chains(story).who_at)

    return replace(attribute_speakers, run=find)
