"""Tests of anaphora: whom "he" and "she" mean by how salient everybody is."""

from __future__ import annotations

import re

import pytest

from fullcast.annotators.anaphora import Anaphora, Referent
from fullcast.models.runtime import has_weights
from tests import by_reader

pytestmark = pytest.mark.skipif(not has_weights(), reason="the weights are not there")


def meant(text: str, pronoun: str, which: int = -1) -> tuple[str | None, Referent | None]:
    """Name of whom an occurrence of `pronoun` means, the last unless told, and the referent."""
    story = by_reader.read_text(text)
    at = [found.start() for found in re.finditer(rf"\b{pronoun}\b", text, re.IGNORECASE)][which]
    found = Anaphora(story).at(at)
    names = {c.id: c.name for c in story.characters}
    return (names[found.who] if found is not None else None), found


def test_the_only_one_of_a_gender_is_meant() -> None:
    """Somebody whose title says another gender is not meant, and nobody else shares the weight."""
    name, found = meant("Mrs. Vask met Mr. Orme on the stairs. The lamp was out. She lit it.", "she")
    assert name == "Mrs. Vask"
    assert found is not None
    assert found.share == 1.0


def test_subjects_are_more_salient_than_objects() -> None:
    """Of two who fit the one that the sentence before is about is meant, and the other has part of the weight."""
    name, found = meant("Mr. Orme thanked Mr. Havel for the boat. Then he rowed away.", "he")
    assert name == "Mr. Orme"
    assert found is not None
    assert 0.5 < found.share < 1.0


def test_who_was_named_long_ago_fades() -> None:
    """Somebody named just before is meant, not one who was named many sentences ago."""
    between = "The road was dry. The hedge was white. The wind had dropped. A cart went by. "
    name, _ = meant(f"Mr. Orme went home. {between}Mr. Havel stood at the gate. He whistled.", "he")
    assert name == "Mr. Havel"


def test_who_speaks_does_not_mean_oneself() -> None:
    """A pronoun in speech does not mean its speaker."""
    name, _ = meant("Mr. Havel was late. “He has missed the boat,” said Mr. Orme to Mrs. Vask.", "he")
    assert name == "Mr. Havel"


def test_what_is_no_pronoun_has_no_referent() -> None:
    """Where no singular pronoun of the third person stands there is no referent."""
    text = "Mr. Orme went home."
    assert Anaphora(by_reader.read_text(text)).at(text.index("home")) is None
