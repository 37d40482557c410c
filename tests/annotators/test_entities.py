"""Tests of entities: what is a place, a vehicle or an organisation, and what is none."""

from __future__ import annotations

import pytest

from tests import by_rules


def entities(text: str) -> dict[str, str]:
    """Type of each entity of `text` by its name."""
    return {e.name: e.type for e in by_rules.read_text(text).entities}


TALK = '"I am cold," said Mara. "Come in."\n\n"I will not," said Tomas. He looked at Mara.\n\n'


@pytest.mark.parametrize(
    ("sentences", "name", "kind"),
    [
        ("They met in Harker Street at noon. Mara knew Harker Street.", "Harker Street", "FAC"),
        ("The boat went down on the River Tamble.", "the River Tamble", "LOC"),
        ("She had been to London. In London it rained.", "London", "GPE"),
        ("They lived in Varrow. They went to Varrow by train, and Mara stayed in Varrow.", "Varrow", "GPE"),
        ("On the deck of the Plover it was quiet. The Plover sailed at dawn.", "the Plover", "VEH"),
        ("He worked for the Tamble Shipping Company all his life.", "the Tamble Shipping Company", "ORG"),
        ("They got him out of the Brandt compound before it burned.", "the Brandt compound", "FAC"),
    ],
)
def test_types(sentences: str, name: str, kind: str) -> None:
    """Head nouns, prepositions and what ships do tell what a name is."""
    assert entities(TALK + sentences + "\n").get(name) == kind


def test_no_character_is_an_entity() -> None:
    """Nobody who speaks is a place, even one who is called like one."""
    found = entities(
        '"I am late," said Miss Hill. "So is London."\n\n"Sit down, Miss Hill," said Jack London.\n\nMiss Hill sat.\n'
    )
    assert not {"Miss Hill", "Jack London", "Hill"} & found.keys()


def test_what_nothing_types_is_none() -> None:
    """Days, languages, ideas and exclamations are no entities."""
    found = entities(TALK + "On Monday they spoke in Latin. By Heaven, it was the Truth. In Faith they trusted.\n")
    assert not found


def test_a_place_without_a_name_in_which_a_scene_plays() -> None:
    """A common noun becomes an entity where a scene plays in it and the text comes back to it."""
    text = (
        TALK
        + "* * *\n\nMara sat in the boathouse and sang. Nobody else came to the boathouse. She liked the attic less.\n"
    )
    assert entities(text) == {"the boathouse": "FAC"}


def test_the_scene_points_to_its_entity() -> None:
    """A scene's place has the id of the entity that it names."""
    story = by_rules.read_text("Mara stood on the pier. The rain had stopped.\n\nTomas came along the pier to Mara.\n")
    found = story.scenes[0].place
    assert found is not None and found.entity in {e.id for e in story.entities}
