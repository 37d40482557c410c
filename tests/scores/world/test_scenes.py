"""Scenes, by hand."""

from __future__ import annotations

import msgspec
import pytest

from fullcast.layers.values import Place, Scene
from tests.scores.world.made import figure, gold, told

TEXT = """Mara mended the net on the quay.

Odo sat beside her.

At night the baker lay in the old mill and heard the rats run over the sacks from one end to the other, and back, and over again, until he could bear it no more, got up, and lit the lamp.
"""
GOLD = gold(
    TEXT,
    entities=[{"id": "mill", "name": "the old mill", "type": "FAC"}],
    scenes=[
        {"span": {"paragraphs": [1, 2]}, "place": {"name": "the quay"}, "time": None, "participants": ["mara", "odo"],
         "focalizer": None},
        {"span": {"paragraphs": [3, 3]}, "place": {"name": "the old mill", "entity": "mill"}, "time": "At night",
         "participants": ["baker"], "focalizer": "baker"},
    ],
)  # fmt: skip
LAST = TEXT.index("At night")


def scene(some: str, start: int, end: int, people: tuple[str, ...], eyes: str | None, where: str | None) -> Scene:
    """A predicted scene."""
    place = Place(entity=None, name=where) if where else None
    return Scene(id=some, start=start, end=end, participants=people, focalizer=eyes, place=place)


ONE = [scene("s1", 0, len(TEXT), ("c_mara", "c_baker"), "c_baker", "the quay")]
TWO = [
    scene("s1", 0, LAST, ("c_mara", "c_odo"), None, "quay"),
    scene("s2", LAST, len(TEXT), ("c_baker",), "c_baker", "the mill"),
]


@pytest.mark.parametrize(
    ("scenes", "figures"),
    [
        (TWO, {"boundaries": 1, "participants": 1, "focalizer": 1, "place": 1}),
        (ONE, {"boundaries": 0, "participants": 2 * 3 / (5 + 6), "focalizer": 1 / 3, "place": 2 * 2 / 6}),
        ([], {"boundaries": 0, "participants": 0, "focalizer": 2 / 3, "place": 0}),
    ],
    ids=["right", "one scene", "none"],
)
def test_scenes(scenes: list[Scene], figures: dict[str, float]) -> None:
    """People, place and focalizer are counted paragraph by paragraph; nobody's eyes are an answer."""
    story = told(TEXT, scenes=scenes)
    found = {name: figure(f"scenes: {name}", [(GOLD, story)], "scenes").value for name in figures}
    assert found == pytest.approx(figures)


def test_focalizer_only_where_the_passes_agree() -> None:
    """Passes that part over the last scene leave two paragraphs to ask about."""
    last = msgspec.structs.replace(GOLD.world.scenes[1], focalizer=None)
    other = msgspec.structs.replace(
        GOLD, world=msgspec.structs.replace(GOLD.world, scenes=(GOLD.world.scenes[0], last))
    )
    assert figure("scenes: focalizer", [(GOLD, told(TEXT))], "scenes", passes=[GOLD, GOLD]).gold == 3
    assert figure("scenes: focalizer", [(GOLD, told(TEXT))], "scenes", passes=[GOLD, other]).gold == 2


def test_a_boundary_too_far_off_is_missed_and_false() -> None:
    """More than thirty words late is another place."""
    late = [
        scene("s1", 0, TEXT.index("got up"), (), None, None),
        scene("s2", TEXT.index("got up"), len(TEXT), (), None, None),
    ]
    found = figure("scenes: boundaries", [(GOLD, told(TEXT, scenes=late))], "scenes")
    assert (found.value, found.gold, found.said) == (0, 1, 1)
