"""Tests of clauses: whether what a word tells is so."""

from __future__ import annotations

import pytest

from fullcast.annotators.clauses import Clauses
from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.parsing import Parsing
from fullcast.models.runtime import has_weights
from fullcast.readers import read_string

pytestmark = pytest.mark.skipif(not has_weights(), reason="the weights are not there")


@pytest.fixture(scope="module")
def parsing() -> Parsing:
    """The parser of the trained reader, looking for a few words."""
    made = Parsing(OnePass())
    made.look_for({"drowned", "killed", "kill", "drown", "dead"})
    return made


def clauses(parsing: Parsing, text: str) -> Clauses:
    """The clauses of `text`, without mentions."""
    return parsing.clauses(read_string(text, "story.txt"))


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
def test_fact(parsing: Parsing, text: str, status: str) -> None:
    """What stands above a predicate decides whether it is told as so."""
    found = clauses(parsing, text)
    (token,) = found.having(("drown", "kill"))
    assert found.fact(token).status == status


def test_only_sentences_with_a_cue_are_parsed(parsing: Parsing) -> None:
    """A sentence that nobody looks for is not there."""
    found = clauses(parsing, "The sun shone. Havel drowned. The sun went down.")
    assert found.words == ["havel", "drowned", "."]


def test_sentences_at_offsets_are_parsed(parsing: Parsing) -> None:
    """Any sentence can be asked for by where it stands."""
    story = read_string("The sun shone. Havel drowned. The sun went down.", "story.txt")
    found = parsing.clauses_at(story, [story.text.content.index("went")])
    assert found.words == ["the", "sun", "went", "down", "."]
