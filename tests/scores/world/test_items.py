"""Reveals, decisions, relationships and contradictions, by hand."""

from __future__ import annotations

import pytest

from fullcast.layers.values import Mention
from fullcast.layers.world_values import Contradiction, Decision, Relationship, Reveal
from fullcast.text import Span
from tests.scores.world.made import at, figure, gold, told

TEXT = """A woman stood at the rail. The woman did not turn.

“Stay or go,” said the baker. Odo thought of the road and of his mother, who had never left the house in all her days. He stayed.

At last the light fell on her face. It was Mara, his sister. He had loved her as long as he could think.
"""
GOLD = gold(
    TEXT,
    reveals=[
        {"figure": "the woman", "entity": "mara", "at": {"quote": "Mara"},
         "explains": [{"quote": "A woman"}, {"quote": "The woman"}]}
    ],
    decisions=[
        {"decider": "odo", "offered_by": "baker", "options": ["stay", "go"], "chosen": "stay", "at": {"quote": "He stayed"},
         "span": {"quote": "“Stay or go,”", "to": "He stayed."}}
    ],
    relationships=[
        {"from": "mara", "to": "odo", "tie": "sibling", "evidence": [{"quote": "his sister"}]},
        {"from": "odo", "to": "mara", "feeling": "love", "evidence": [{"quote": "had loved her"}]},
    ],
    contradictions=[{"kind": "two_places", "who": "mara", "first": {"quote": "at the rail"}, "second": {"quote": "It was Mara"}}],
)  # fmt: skip


def mention(some: str, words: str, form: str = "nominal") -> Mention:
    """A predicted mention of Mara."""
    return Mention(id=some, span=at(words, TEXT), form=form, entity="c_mara")


@pytest.mark.parametrize(
    ("who", "words", "right"),
    [("c_mara", "light fell", 1), ("c_mara", "He stayed", 1), ("c_mara", "A woman", 0), ("c_odo", "Mara", 0)],
    ids=["near", "in words near", "too early", "somebody else"],
)
def test_reveals(who: str, words: str, right: int) -> None:
    """The same character, at most thirty words or one sentence off."""
    story = told(TEXT, reveals=[Reveal(id="r1", entity=who, at=at(words, TEXT).start)])
    assert figure("reveals", [(GOLD, story)], "reveals").value == right


def test_explained_mentions() -> None:
    """One of two descriptions explained, and a place that is none; a pronoun does not count: 2·1 / (2 + 2)."""
    some = [mention("m1", "The woman"), mention("m2", "the rail"), mention("m3", "He stayed", "pronoun")]
    reveal = Reveal(id="r1", entity="c_mara", at=at("Mara", TEXT).start, explains=("m1", "m2", "m3"))
    story = told(TEXT, mentions=some, reveals=[reveal])
    assert figure("reveals: mentions explained", [(GOLD, story)], "reveals").value == 0.5


@pytest.mark.parametrize(
    ("decider", "span", "where", "found", "choice"),
    [
        ("c_odo", "Odo thought of the road", "He stayed", 1, 1),
        ("c_odo", "“Stay or go,” said the baker.", None, 1, 0),
        ("c_odo", "“Stay or go,” said the baker.", "A woman", 1, 0),
        ("c_baker", "Odo thought of the road", "He stayed", 0, None),
        ("c_odo", "The woman did not turn", "He stayed", 0, None),
    ],
    ids=["right", "left open", "chosen elsewhere", "somebody else", "another stretch"],
)
def test_decisions(decider: str, span: str, where: str | None, found: float, choice: float | None) -> None:
    """Decider and stretch make the decision; where it is chosen is asked of those that were found."""
    place = at(where, TEXT).start if where else None
    story = told(TEXT, decisions=[Decision(id="d1", decider=decider, span=at(span, TEXT), at=place)])
    assert figure("decisions", [(GOLD, story)], "decisions").value == found
    assert figure("decisions: where chosen", [(GOLD, story)], "decisions").value == choice


def test_ties() -> None:
    """A sister is a sister both ways and twice; a parent is none, and love has a direction."""
    some = [
        Relationship(id="b1", source="c_odo", to="c_mara", tie="sibling", evidence=(at("his sister", TEXT),)),
        Relationship(id="b2", source="c_mara", to="c_odo", tie="sibling"),
        Relationship(id="b3", source="c_mara", to="c_odo", tie="parent"),
        Relationship(id="b4", source="c_mara", to="c_odo", feeling="love"),
    ]
    story = told(TEXT, relationships=some)
    assert figure("relationships: ties", [(GOLD, story)], "relationships").value == pytest.approx(2 * 1 / 3)
    assert figure("relationships: felt", [(GOLD, story)], "relationships").value == 0


def test_contradictions() -> None:
    """The planted one found, and one that is none."""
    right = Contradiction(id="x1", kind="two_places", who="c_mara", first=Span(0, 1), second=at("his sister", TEXT))
    wrong = Contradiction(id="x2", kind="dead_acts", who="c_mara", first=Span(0, 1), second=at("It was", TEXT))
    story = told(TEXT, contradictions=[right, wrong])
    assert figure("contradictions found", [(GOLD, story)], "contradictions").value == 1
    assert figure("contradictions that are none", [(GOLD, story)], "contradictions").value == 1
