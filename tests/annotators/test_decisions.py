"""Decisions: who is given a choice, and what is chosen; and what is none."""

from __future__ import annotations

import pytest

from fullcast.annotators.decisions import find_decisions
from fullcast.layers import Decision, Story
from tests import by_reader


def found(passage: str) -> tuple[Story, tuple[Decision, ...]]:
    """The passage as a story, and its decisions."""
    story = by_reader.read_text(passage)
    return story, find_decisions(story).items


def test_an_offer_is_answered_in_words() -> None:
    """The one spoken to decides; the offer is made by the speaker; the choice is one of the options."""
    story, (decision,) = found(
        "“You can take the boat or you can take the mule,” said Gregor. “You won’t get both.”\n\n"
        "Irma looked at the harbour for a while. “The mule, then,” she said."
    )
    assert story.character("Irma").id == decision.decider  # type: ignore[union-attr]
    assert story.character("Gregor").id == decision.offered_by  # type: ignore[union-attr]
    assert decision.chosen is not None
    assert "mule" in decision.chosen
    assert story.text.content[decision.at or 0 :].startswith("The mule, then")


def test_a_dilemma_of_ones_own_is_answered_by_a_deed() -> None:
    """Nobody offers it; what is done shows the choice."""
    story, (decision,) = found(
        "Irma stood in the yard. She could wake her father. Or she could saddle the mule herself. In the end she saddled the mule."
    )
    assert story.character("Irma").id == decision.decider  # type: ignore[union-attr]
    assert decision.offered_by is None
    assert decision.chosen == "saddle the mule herself"


def test_a_choice_that_nobody_makes_is_open() -> None:
    """Neither chosen nor a place."""
    _, (decision,) = found(
        "“Either you sign, or you pack your things,” said Gregor. The clock struck. Rain came down.\n\nIrma did not answer."
    )
    assert (decision.chosen, decision.at) == (None, None)


@pytest.mark.parametrize(
    "passage",
    [
        "“Close the gate,” said Gregor. Irma closed it.",
        "It was five or six miles to the coast, and nobody was in a hurry.",
        "“Which road is this?” asked Irma. Gregor told her.",
        "If she ever had to choose between the mule and the boat, she would take the mule. Nobody asked her.",
    ],
)
def test_what_is_no_decision(passage: str) -> None:
    """An order that is followed, an estimate, a plain question, a mere supposition."""
    assert found(passage)[1] == ()
