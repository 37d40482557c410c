"""Relationships: ties that the text states, and feelings for somebody that last.

Rules find claims in clauses (`stated`, `address`, `felt`); `closure` keeps of each pair what can be so together, and adds what follows.
`docs/relationships.md` lists the rules.
"""

from __future__ import annotations

from itertools import chain

from fullcast.annotators.clauses import Clauses
from fullcast.annotators.parsing import Parsing
from fullcast.annotators.plan import Annotator
from fullcast.annotators.relationships.address import find_addressed
from fullcast.annotators.relationships.claims import Reading
from fullcast.annotators.relationships.closure import families, settled
from fullcast.annotators.relationships.felt import find_felt
from fullcast.annotators.relationships.stated import find_stated
from fullcast.layers import Layer, Story
from fullcast.layers.world_values import Relationship
from fullcast.lexicon.devotion import FELT_CUES
from fullcast.lexicon.relations import CUES, PAIRED

__all__ = ["find_relationships", "relationships_annotator"]

_NEEDS = ("regions", "paragraphs", "quotations", "characters", "speakers", "mentions", "levels")
_USES = ("scenes", "emotions", "feelings")


def relationships_annotator(parsing: Parsing) -> Annotator:
    """The annotator of relationships that takes its clauses from `parsing`."""
    parsing.look_for(CUES | FELT_CUES, PAIRED)

    def find(story: Story) -> Layer[Relationship]:
        """The ties, then the feelings, each in the order of their first evidence."""
        foreign = any(n.code == "not_english" for n in story.notices)
        found = () if foreign else find_relationships(story, parsing.clauses(story))
        return Layer("relationships", found, story.provenance("relationships", _NEEDS, model="reader"))

    return Annotator("relationships", _NEEDS, _USES, find)


def find_relationships(story: Story, clauses: Clauses) -> tuple[Relationship, ...]:
    """The relationships of `story`; `clauses` are those of sentences with a word of a tie or a feeling."""
    reading = Reading(story, clauses)
    reading.families = families(find_stated(reading), reading)
    ties = settled(chain(find_stated(reading), find_addressed(reading)), reading)
    return (*ties, *find_felt(reading, len(ties)))
