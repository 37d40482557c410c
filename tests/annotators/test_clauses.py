"""Tests of clauses: whether what a word tells is so."""

from __future__ import annotations

import pytest

from fullcast.annotators.clauses import Clauses
from fullcast.annotators.one_pass import OnePass
from fullcast.models.runtime import has_weights
from fullcast.readers import read_string

pytestmark = pytest.mark.skipif(not has_weights(), reason="the weights are not there")


@pytest.fixture(scope="module")
def one_pass() -> OnePass:
    """The trained reader, looking for two words."""
    made = OnePass()
    made.look_for({"drowned", "killed", "kill", "drown", "dead"})
    return made


def clauses(one_pass: OnePass, text: str) -> Clauses:
    """The clauses of `text`, without mentions."""
    return one_pass.clauses(read_string(text, "story.txt"))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Havel drowned.", "so"),
        ("Havel did not know that Bruno had drowned.", "so"),
        ("Who killed Havel?", "so"),
        ("Havel has not drowned.", "not"),
        ("It is all true, except that Havel has drowned.", "not"),
        ("Irma came to kill Havel.", "maybe"),
        ("Has Havel drowned?", "maybe"),
        ("If Havel drowned, nobody would know.", "maybe"),
        ("Irma thought that Havel had drowned.", "believed"),
        ("Irma said that Havel had drowned.", "said"),
    ],
)
def test_fact(one_pass: OnePass, text: str, status: str) -> None:
    """What stands above a predicate decides whether it is told as so."""
    found = clauses(one_pass, text)
    (token,) = found.having(("drown", "kill"))
    assert found.fact(token).status == status


def test_only_sentences_with_a_cue_are_parsed(one_pass: OnePass) -> None:
    """A sentence that nobody looks for is not there."""
    found = clauses(one_pass, "The sun shone. Havel drowned. The sun went down.")
    assert found.words == ["havel", "drowned", "."]


def test_sentences_at_offsets_are_parsed(one_pass: OnePass) -> None:
    """Any sentence can be asked for by where it stands."""
    story = read_string("The sun shone. Havel drowned. The sun went down.", "story.txt")
    found = one_pass.clauses_at(story, [story.text.content.index("went")])
    assert found.words == ["the", "sun", "went", "down", "."]
