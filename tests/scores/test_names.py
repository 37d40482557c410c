"""Whose name is whose."""

from __future__ import annotations

import pytest

from fullcast.scores.names import Directory, folded
from fullcast.scores.prediction import PredictedCharacter

CAST = {
    "Mr. Silas Orme": {"Orme", "Mr. Silas Orme"},
    "Mrs. Orme": {"Mrs. Orme"},
    "Dr. Pell": {"Doctor Pell"},
    "Ines": {"Ines", "_narr"},
}


def found(name: str, *aliases: str, narrator: bool = False) -> list[str]:
    """Gold characters that a predicted one may stand for."""
    character = PredictedCharacter(id="c1", name=name, aliases=aliases, narrator=narrator)
    return Directory(CAST, CAST).find(character)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("The Doctor Pell.", "dr pell"),
        ("an  old man", "old man"),
        ("Mister Orme’s", "mr orme's"),
        ("", ""),
        ("The", ""),
    ],
)
def test_names_are_folded(name: str, same: str) -> None:
    """Case, dots, articles and the spelling of titles do not count."""
    assert folded(name) == same


def test_same_name_comes_before_parts_of_names() -> None:
    """A name that is somebody's own is not looked for in others'."""
    assert found("Orme") == ["Mr. Silas Orme"]


def test_titles_of_two_sexes_are_two_people() -> None:
    """A lady is not taken for the gentleman of her name."""
    assert found("Miss Silas Orme") == []


def test_a_part_must_be_no_other_speakers_too() -> None:
    """A part of a name stands for its bearer only where no one else who speaks bears it."""
    assert found("Silas") == ["Mr. Silas Orme"]
    assert found("Pell") == ["Dr. Pell"]


def test_the_narrator_is_who_the_gold_marks() -> None:
    """Whoever is marked as the narrator stands for the gold's, whatever the name."""
    assert found("I", narrator=True) == ["Ines"]
