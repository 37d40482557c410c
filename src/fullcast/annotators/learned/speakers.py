"""Speakers and addressees of the trained reader: the evidence and the decoding of the rules, with a head in them that hears voices."""

from __future__ import annotations

from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.plan import Annotator
from fullcast.annotators.speakers import attribute_speakers
from fullcast.annotators.speakers.evidence import Evidence
from fullcast.annotators.speakers.passages import passages
from fullcast.layers import Attribution, Layer, Story
from fullcast.models.voices import hear


def speakers_annotator(one_pass: OnePass) -> Annotator:
    """The annotator of speakers whose head reads the vectors of `one_pass`."""

    def attribute(story: Story, calibrated: bool = True) -> Layer[Attribution]:
        """What `attribute_speakers` gives, with what the head hears."""
        encoding = one_pass.encoding(story)

        def listen(evidence: Evidence) -> None:
            """Add what the head hears to each turn."""
            places = passages(evidence, encoding)
            heard = hear(places, encoding.hidden, one_pass.arrays)
            for k, turn in enumerate(evidence.turns):
                for j, who in enumerate(turn.candidates):
                    turn.evidence[who]["heard"] = float(heard.candidates[places.slots[k] + j])
                turn.continues, turn.returns = float(heard.continues[k]), float(heard.returns[k])

        return attribute_speakers.run(story, calibrated=calibrated, listen=listen)

    rules = attribute_speakers
    return Annotator(rules.makes, (*rules.needs, "regions"), rules.uses, attribute)
