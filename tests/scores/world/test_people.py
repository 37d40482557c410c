"""Whom a predicted figure stands for."""

from __future__ import annotations

import pytest

from fullcast.layers import Layer, Story
from fullcast.layers.values import Character, Entity, Mention
from fullcast.scores.gold_world import GoldStory
from fullcast.scores.world.sides import Sides
from tests.scores.world.made import at, gold, line, lines, told

TEXT = """“Come,” said somebody at the door.

“Why?” asked the boy. “Who are you?” Mara looked at the lamp.

“Ask your sister,” said the same voice. “Come.”
"""
PEOPLE = [
    {"id": "mara", "name": "Mara Venn", "aliases": ["Mara"]},
    {"id": "ferryman", "name": "the old man on the ferry", "aliases": []},
    {"id": "boy", "name": "the boy"},
    {"id": "teller", "name": "the narrator", "narrator": True},
]
GOLD = gold(
    TEXT,
    characters=PEOPLE,
    entities=[{"id": "ferry", "name": "the ferry", "type": "VEH"}],
    quotations=[
        {"spans": [{"quote": "“Come,”"}], "speaker": "ferryman", "emotion": None, "delivery": None},
        {"spans": [{"quote": "“Ask your sister,”"}], "speaker": "ferryman", "emotion": None, "delivery": None},
    ],
)


def cast(story: Story, *people: Character) -> Story:
    """The story with these characters."""
    return story.with_layer(Layer("characters", people, story.provenance("test")))


def stands_for(name: str, gold_story: GoldStory = GOLD, **more: object) -> str:
    """Whom somebody called `name` stands for."""
    story = cast(told(TEXT), Character(id="c1", name=name, **more))  # type: ignore[arg-type]
    return Sides(gold_story, story).who("c1")


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Mara", "mara"),
        ("Miss Venn", "mara"),
        ("the old man", "ferryman"),
        ("the man", "ferryman"),
        ("The Boy", "boy"),
        ("the ferry", "ferry"),
        ("the boy’s mother", "the boy’s mother (not in the gold)"),
        ("Odo", "Odo (not in the gold)"),
        ("they", "they (not in the gold)"),
    ],
)
def test_by_name(name: str, who: str) -> None:
    """A name is known by itself or by a part with the same head; pronouns are no names."""
    assert stands_for(name) == who


def test_the_narrator_needs_no_name() -> None:
    """Who says "I" is the one who says "I"."""
    assert stands_for("I", narrator=True) == "teller"


def test_a_figure_without_a_known_name_is_who_says_its_lines() -> None:
    """Two lines of the ferryman's make the voice the ferryman; one line would be too few."""
    both = lines(
        line("q1", "“Come,”", content=TEXT, speaker="c1"), line("q2", "“Ask your sister,”", content=TEXT, speaker="c1")
    )
    one = lines(line("q1", "“Come,”", content=TEXT, speaker="c1"))
    found = [
        Sides(GOLD, cast(told(TEXT, **said), Character(id="c1", name="the voice"))).who("c1") for said in (both, one)
    ]
    assert found == ["ferryman", "the voice (not in the gold)"]


def test_a_thing_is_known_by_what_the_text_calls_it() -> None:
    """An entity named by a pronoun is known by the words of its mentions."""
    lamp = gold(TEXT, entities=[{"id": "lamp", "name": "the lamp", "type": "OBJ"}])
    mention = Mention(id="m1", span=at("the lamp", TEXT), type="OBJ", form="nominal", entity="e1")
    story = told(TEXT, entities=[Entity(id="e1", type="OBJ", name="it")], mentions=[mention])
    assert Sides(lamp, story).who("e1") == "lamp"


def test_a_name_that_two_bear_goes_to_the_one_with_more_of_the_names() -> None:
    """Two mothers are both called "your mother"; the predicted one is the boy's as well."""
    two = gold(
        TEXT,
        characters=[
            {"id": "a", "name": "Mara's mother", "aliases": ["your mother"]},
            {"id": "b", "name": "the boy's mother", "aliases": ["your mother"]},
        ],
    )
    assert stands_for("your mother", two, aliases=("the boy's mother",)) == "b"
