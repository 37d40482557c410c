"""Tests of relationships, by the trained reader."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import fullcast
from fullcast.annotators import Annotator, reader_annotators
from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.parsing import Parsing
from fullcast.annotators.plan import annotate, plan
from fullcast.annotators.relationships import relationships_annotator
from fullcast.annotators.relationships.claims import SYMMETRIC
from fullcast.layers import Story
from fullcast.readers import read_string

CAST = "Berit and Anders Lund were in the kitchen. Berit looked at Anders, and Anders looked at the clock.\n\n"
"""So that both are known by name."""


@cache
def annotators() -> tuple[Annotator, ...]:
    """Those of the reader, and that of relationships."""
    others = (a for a in reader_annotators() if a.makes != "relationships")
    return (*others, relationships_annotator(Parsing(OnePass())))


@cache
def read(text: str) -> Story:
    """`text` with its relationships."""
    story = read_string(text, "story.txt")
    return annotate(story, plan(story, ["relationships"], annotators()))


def ties(text: str) -> set[str]:
    """The ties and feelings in words, each person by first name; those that hold both ways in the order of the alphabet."""
    story = read(text)
    name = {c.id: c.name.split()[0] for c in story.characters}
    out = set()
    for one in story.relationships:
        a, b = name[one.source], name[one.to]
        a, b = sorted((a, b)) if one.tie in SYMMETRIC else (a, b)
        out.add(f"{a} {'was ' * one.ended}{one.tie or f'feels {one.feeling} for'} {b}")
    return out


@pytest.mark.parametrize(
    ("words", "tie"),
    [
        ("Berit's brother Anders never washed a cup.", "Anders sibling Berit"),
        ("Anders was the father of Berit.", "Anders parent Berit"),
        ("Anders was Berit's son.", "Berit parent Anders"),
        ("Anders Lund, the husband of Berit Holm, never washed a cup.", "Anders spouse Berit"),
        ("Anders and Berit were engaged to be married.", "Anders betrothed Berit"),
        ("Anders was Berit's former husband.", "Anders was spouse Berit"),
        ("Berit had worked under Anders for six years.", "Anders was superior Berit"),
        ("Anders had taught Berit to row.", "Anders teacher Berit"),
    ],
)
def test_a_stated_tie_is_found_in_its_direction(words: str, tie: str) -> None:
    """A possessive, an apposition, a copula or a verb says who is what of whom."""
    assert ties(CAST + words) == {tie}


@pytest.mark.parametrize(
    "words",
    [
        "Anders was not Berit's brother.",
        "If Anders were Berit's brother, she would have drowned him at six.",
        "Anders was like a brother to Berit.",
        "“Will you be my wife?” Anders asked Berit.",
        "“Come on, brother,” the sailor said to Anders.",
        "Berit did not love Anders.",
        "“I hate you!” said Berit, and threw the other cup at Anders.",
        "For a moment Berit almost loved Anders.",
        "Berit loved strawberries.",
    ],
)
def test_what_is_no_tie(words: str) -> None:
    """What is denied, supposed, compared, wished or of a moment ties nobody."""
    assert ties(CAST + words) == set()


@pytest.mark.parametrize(
    ("words", "feeling"),
    [
        ("Berit had loved Anders for nine years.", "Berit feels love for Anders"),
        ("Berit hated Anders, and had hated him since the fire.", "Berit feels hatred for Anders"),
        ("Berit had always been afraid of Anders.", "Berit feels fear for Anders"),
    ],
)
def test_a_feeling_that_is_named_as_lasting_is_a_tie(words: str, feeling: str) -> None:
    """Words that name a feeling, with words of time or of a lasting one, tie the one to the other."""
    assert feeling in ties(CAST + words)


def test_siblings_of_siblings_follow() -> None:
    """Who is the brother of a sister of mine is my brother; both places are the evidence."""
    text = (
        CAST
        + "Berit's brother Anders never washed a cup. Anders's brother Torsten Lund washed all of them. Torsten sang."
    )
    story = read(text)
    followed = [one for one in story.relationships if one.rule == "sibling_of_sibling"]
    name = {c.id: c.name for c in story.characters}
    assert [{name[one.source], name[one.to]} for one in followed] == [{"Berit", "Torsten Lund"}]
    assert len(followed[0].evidence) == 2


def test_the_better_evidenced_of_two_ties_stays() -> None:
    """Nobody is the mother and the daughter of one person."""
    text = CAST + "Berit's son Anders ate. Berit's son Anders slept. Anders's daughter Berit laughed."
    assert ties(text) == {"Berit parent Anders"}


def test_every_relationship_points_at_its_words_and_names_a_documented_rule() -> None:
    """Evidence lies in the text, ids are unique, ends differ, and docs/relationships.md has the rule."""
    rules = Path("docs/relationships.md").read_text(encoding="utf-8")
    story = read(CAST + "Berit's brother Anders never washed a cup. Berit had loved Anders for nine years.")
    assert story.relationships
    assert len({one.id for one in story.relationships}) == len(story.relationships)
    for one in story.relationships:
        assert one.source != one.to
        assert one.evidence
        assert all(0 <= s.start < s.end <= len(story.text) for s in one.evidence)
        assert f"`{one.rule}`" in rules


def test_every_rule_is_documented() -> None:
    """The rules that the code can name all stand in docs/relationships.md."""
    rules = Path("docs/relationships.md").read_text(encoding="utf-8")
    folder = Path(fullcast.__file__).parent / "annotators" / "relationships"
    named = {
        rule
        for path in folder.glob("*.py")
        for rule in re.findall(r'"((?:tie|felt)_\w+|\w+_of_\w+)"', path.read_text())
    }
    assert named
    assert all(f"`{rule}`" in rules for rule in named)
