"""Reveals: a figure that is named at last, and names that reveal nobody."""

from __future__ import annotations

import pytest

from fullcast.annotators.reveals import find_reveals
from fullcast.layers import Reveal, Story
from tests import by_reader

NAMED = {
    "says_own_name": "A man sat down next to her on the night train and slept.\n\n“I am so sorry,” he said at Lund. “I’m ^Emil. I don’t do this.”",
    "answers_with_name": "The girl at the counter gave him too much change. He brought it back.\n\n“What do they call you?” he asked.\n\n“^Ottilie,” she said.",
    "it_was": "The man on the pier kept his back to them. He had fished since noon.\n\nThen the lamp turned and they saw his face. It was ^Henrik.",
    "named_as": "The lodger on the second floor never spoke. He went out at six and came back at six.\n\nHis name was ^Halvard, we learned at the funeral.",
    "read_off": "The courier had not taken off his helmet.\n\n“Sign here,” he said.\n\nThe badge on his chest said ^Ruben. Lotte signed.",
    "proves_to_be": "The thief wore a wolf mask. Twice the guards had lost him.\n\nThe thief turned out to be the bishop’s own nephew ^Casper.",
    "name_alone": "A woman in a grey coat sat two rows ahead. She never turned round.\n\nAt the second act the woman laughed, one note too high. He knew that laugh.\n\n^Ottoline. He got up and left by the side door.",
    "asked_by_name": "The beggar by the chapel had been there since Easter. The beggar never looked up.\n\nGreta stopped in front of him with the bread in her hand.\n\n“^Sander?” she said.\n\nThe beggar put down his bowl.",
    "known_again": "A young woman stood at the rail with her back to him.\n\n“It is none of your business,” the woman said.\n\nShe turned, and he recognised her face, and took a step back.\n\n“^Mirela?” he said. “Is that really you?”",
}
"""By rule, a passage with a caret before the name."""
NOBODY = (
    "It was Johanna who had the key. She always had it.\n\nThe man in the hall waited.",
    "“My name is Prince Ivo,” lied the pedlar, and the maids curtsied.\n\nThe pedlar kissed their hands.",
    "Perhaps the man at the gate was Tomas. Perhaps not.\n\nThe man at the gate went away.",
    "The man in the hall waited.\n\n“Is it late, Johanna?” said Ada. Mt. Kaya was white already.\n\nThe man in the hall coughed.",
    "The man in the hall waited.\n\n“I’m Johanna’s sister,” said the girl on the stairs. “Put the crate down.”",
)


def found(passage: str) -> tuple[Story, tuple[Reveal, ...]]:
    """The passage as a story, and its reveals."""
    story = by_reader.read_text(passage)
    return story, find_reveals(story).items


@pytest.mark.parametrize("rule", NAMED)
def test_a_figure_is_named(rule: str) -> None:
    """One reveal, where the name stands, by the rule that it is an example of."""
    at = NAMED[rule].index("^")
    story, reveals = found(NAMED[rule].replace("^", ""))
    assert [(r.rule, r.at) for r in reveals] == [(rule, at)]
    assert story.words(reveals[0].evidence[0]).startswith(story.text.content[at : at + 4])


@pytest.mark.parametrize("passage", NOBODY)
def test_nobody_is_revealed(passage: str) -> None:
    """Clefts, lies, guesses and relatives of somebody tell of no figure who it is."""
    assert found(passage)[1] == ()


def test_the_earlier_mentions_are_explained() -> None:
    """They are of the named character, and say where that is learnt."""
    _, reveals = found(NAMED["it_was"].replace("^", ""))
    assert reveals[0].figure == "man on the pier"
    assert reveals[0].explains


def test_a_thing_is_read_below() -> None:
    """A name that stands above "it says", where a card has been found, is read off it."""
    passage = (
        "They brought the old man in without shoes. The old man smiled and said nothing.\n\n"
        "In the lining I found a library card.\n\nBoaz Lindqvist, it says. I took it back to the bed."
    )
    assert [r.rule for r in found(passage)[1]] == ["read_off"]


def test_the_lines_of_a_figure_become_those_of_whom_it_is() -> None:
    """Who only speaks under a description, until she is known again, is one character with her."""
    story, reveals = found(NAMED["known_again"].replace("^", ""))
    assert reveals[0].was
    (mirela,) = (c.id for c in story.characters if c.name == "Mirela")
    assert story.quotations[0].speaker == mirela
