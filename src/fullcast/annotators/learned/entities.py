"""Entities of the trained reader: every chain of mentions that is no person, with one of the other ACE types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fullcast.annotators.chains import Chains
from fullcast.annotators.learned.phrases import best_phrase, phrase, shown
from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.plan import Annotator
from fullcast.layers import Entity, Layer, Story


def entities_annotator(one_pass: OnePass) -> Annotator:
    """The annotator of entities that takes its chains from `one_pass`."""

    def find(story: Story) -> Layer[Entity]:
        """A place, building, vehicle or organisation for each chain that is one, in order of first mention."""
        chains = one_pass.chains(story)
        items = []
        for chain, id_ in entity_ids(chains).items():
            members = chains.by_chain[chain]
            kind = Counter(m.type for m in members if m.type != "PER").most_common(1)[0][0]
            name = shown(best_phrase([phrase(story, m) for m in members]))
            items.append(Entity(id=id_, type=kind, name=name))
        needs = ("quotations", "characters", "speakers")
        return Layer("entities", tuple(items), story.provenance("entities", needs, model="reader"))

    return Annotator("entities", ("paragraphs", "regions", "quotations", "characters", "speakers"), (), find)


def entity_ids(chains: Chains) -> Mapping[int, str]:
    """The entity of each chain that is nobody and has a mention that is no person's."""
    found = (
        chain
        for chain, members in chains.by_chain.items()
        if members[0].who is None and not members[0].nobody and any(m.type != "PER" for m in members)
    )
    return {chain: f"e{n}" for n, chain in enumerate(found, 1)}
