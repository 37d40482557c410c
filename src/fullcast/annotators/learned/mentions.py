"""Mentions of the trained reader: every name, description and pronoun that refers to a character or an entity, nested ones too."""

from __future__ import annotations

from fullcast.annotators.learned.entities import entity_ids
from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.plan import Annotator
from fullcast.layers import Layer, Mention, Story


def mentions_annotator(one_pass: OnePass) -> Annotator:
    """The annotator of mentions that takes its chains from `one_pass`."""

    def find(story: Story) -> Layer[Mention]:
        """The mentions in text order, longer ones first; no confidence is fitted for these."""
        chains = one_pass.chains(story)
        entities = entity_ids(chains)
        items = tuple(
            Mention(id=f"m{n}", span=m.span, type=m.type, form=m.form, entity=m.who or entities.get(m.chain))
            for n, m in enumerate(chains, 1)
        )
        needs = ("quotations", "characters", "speakers", "entities")
        return Layer("mentions", items, story.provenance("mentions", needs, model="reader"))

    return Annotator("mentions", ("quotations", "characters", "speakers", "entities"), (), find)
