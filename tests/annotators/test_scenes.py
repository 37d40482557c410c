"""Tests of scenes: boundaries, places, times, who is there, through whose eyes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcast.annotators import rule_annotators
from fullcast.annotators.plan import annotate, plan
from fullcast.layers import Scene, Story
from fullcast.readers import read_string
from tests import by_rules

PIECES = (
    "Three weeks later, on the pier, Mara met Tomas.",
    "* * *",
    "CHAPTER II",
    "3",
    "4th June",
    "Lower Pool, 7 a.m.",
    '"You came," said Mara. "I did not think that you would."',
    "Tomas sat in the kitchen and counted the eggs, and Mara watched him do it without a word.",
    "The next morning nobody spoke. I went down to the garden, and I stayed there until it was dark.",
    "That night she dreamed that the boat went down.",
    "MARA",
)


def scenes(text: str) -> tuple[Scene, ...]:
    """The scenes that are found in `text`."""
    return by_rules.read_text(text).scenes


def place(text: str) -> str | None:
    """The name of the first scene's place."""
    found = scenes(text)[0].place
    return None if found is None else found.name


def people(story: Story, scene: Scene) -> set[str]:
    """The names of a scene's participants."""
    names = {c.id: c.name for c in story.characters}
    return {names[i] for i in scene.participants}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_scenes_are_sorted_disjoint_and_in_the_story(pieces: list[str]) -> None:
    """Scenes come in order, never overlap, are never empty, and hold every paragraph of speech or narration."""
    story = by_rules.read_text("Mara opened the door and looked out at the rain.\n\n" + "\n\n".join(pieces) + "\n")
    found = story.scenes
    assert all(s.start < s.end for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for p in story.paragraphs:
        region = next(r for r in story.regions if r.start <= p.start < r.end)
        if region.kind == "story" and p.length > 40:
            assert any(s.start <= p.start and p.end <= s.end for s in found)


def test_evidence_of_a_place_is_its_name() -> None:
    """The span of evidence holds the words of the place."""
    story = by_rules.read_text("Mara sat in the old\nboathouse of the inn and waited. She had waited all day.\n")
    found = story.scenes[0].place
    assert found is not None and found.name == "the old boathouse of the inn"
    assert " ".join(story.words(found.evidence[0]).split()) == found.name


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mara stood in the yard and listened.", "the yard"),
        ("Mara waited at the back of the café for him.", "the café"),
        ("Mara knelt on the kitchen floor with a brush.", "the kitchen"),
        ("Mara leaned on the garden fence and listened.", None),
        ("Mara felt as if she were in the desert.", None),
        ("Mara ran out of the library without her hat.", None),
        ("Mara had the platform to herself and sat down.", "the platform"),
        ("In her uncle's drawing-room Mara counted the chairs.", "her uncle's drawing-room"),
        ("The cellar was dark, and Mara had no lamp.", "the cellar"),
        ("Mara thought of the kitchen and of her mother.", None),
    ],
)
def test_place_of_one_sentence(sentence: str, expected: str | None) -> None:
    """A clause of staying names a place; leaving, thinking and comparing do not."""
    assert place(sentence + "\n") == expected


def test_a_retrospect_ends_where_the_scene_is() -> None:
    """Where the way to a place is told as past, the last place of it is the scene's."""
    text = (
        '"Breathe!" Mara shouted.\n\n'
        "They had found Tomas on the stairs of the warehouse. They had carried him into the living room.\n\n"
        '"Breathe," said Mara.\n'
    )
    assert place(text) == "the living room"


@pytest.mark.parametrize(
    "opening",
    [
        "The next morning Mara woke in a field.",
        "Eleven years later, on a wet evening, Mara came back to the mill.",
        "Meanwhile, on the roof of the bank, Mara let down a rope.",
        "When Mara woke, Tomas was standing at the window of the cabin.",
        "By midnight Mara was in the kitchen again, and Tomas with her.",
    ],
)
def test_time_jumps_part(opening: str) -> None:
    """A paragraph that opens a new situation in another time opens a scene, and the phrase is its time."""
    first = "Tomas put the letter in the fire and watched it burn. " * 6
    found = scenes(f"{first}\n\n{opening}\n")
    assert len(found) == 2
    assert found[1].time is not None and found[1].time in opening[0].lower() + opening[1:]


@pytest.mark.parametrize(
    "opening",
    [
        "A moment later Mara looked up from her plate.",
        "Every morning Mara would walk to the mill and back.",
        '"The next morning I left," said Mara.',
        "After supper they sat about and said little.",
    ],
)
def test_other_phrases_of_time_do_not_part(opening: str) -> None:
    """A moment, a habit, a time spoken of and a meal open no scene by themselves."""
    first = "Tomas put the letter in the fire and watched it burn. " * 6
    assert len(scenes(f"{first}\n\n{opening}\n")) == 1


def test_only_spoken_of_is_not_there() -> None:
    """Someone whom people talk and think about is no participant."""
    story = by_rules.read_text(
        '"Tomas will never come," said Mara. "Tomas is a coward."\n\n'
        '"Tomas is tired," said Jonas. "Tomas has walked all night."\n\n'
        "Mara thought about Tomas, and how often Tomas had promised. Jonas shrugged.\n\n"
        '"He will come," said Jonas.\n'
    )
    assert people(story, story.scenes[0]) == {"Mara", "Jonas"}


def test_lying_there_is_being_there() -> None:
    """Someone who cannot speak is there where narration shows him."""
    story = by_rules.read_text(
        '"Wake up, Tomas!" cried Mara.\n\nTomas lay on the couch without a sound. Tomas had lost his hat.\n\n'
        '"He is cold," said Jonas.\n'
    )
    assert "Tomas" in people(story, story.scenes[0])


def test_through_whose_eyes() -> None:
    """The only one whose thoughts and perceptions are told is the focalizer; where two are, nobody is."""
    one = "Mara knew the road. Mara heard the river, and Mara felt the cold. Tomas walked behind her and whistled."
    story = by_rules.read_text(f'{one}\n\n"Cold," said Tomas.\n\n"Yes," said Mara.\n')
    names = {c.id: c.name for c in story.characters}
    assert names.get(story.scenes[0].focalizer or "") == "Mara"
    two = one + " Tomas knew the road as well. Tomas felt the wind, and Tomas saw a light."
    story = by_rules.read_text(f'{two}\n\n"Cold," said Tomas.\n\n"Yes," said Mara.\n')
    assert story.scenes[0].focalizer is None


def test_a_line_of_place_and_time_heads_a_scene() -> None:
    """What stands above a scene gives its place and time and belongs to no scene, whether a reader took it for a heading or not."""
    story = by_rules.read_text(
        "Harrow Lock, 6 a.m.\n\nMara opened the paddles by hand, and the water was brown and fast.\n\n"
        "Lower Pool, 7 a.m.\n\nTomas ran. Behind him the water came down the street like a wall.\n"
    )
    assert [(s.place.name if s.place else None, s.time) for s in story.scenes] == [
        ("Harrow Lock", "6 a.m."),
        ("Lower Pool", "7 a.m."),
    ]


def test_works_without_optional_layers() -> None:
    """Scenes need no entities, mentions, breaks or characters."""
    wanted = [a for a in rule_annotators() if a.makes not in ("entities", "mentions", "presence")]
    bare = read_string(
        "It rained. It rained on the moor, and on the sea, and it did not stop.\n\n* * *\n\nIt stopped.\n", "rain.txt"
    )
    story = annotate(bare, plan(bare, ["scenes", "levels"], wanted))
    assert len(story.scenes) == 2
    assert [v.kind for v in story.levels] == ["story"]


def test_until() -> None:
    """A story that is cut has the scenes of what was read."""
    text = "Mara sat in the yard and sang.\n\n* * *\n\nTomas sat in the barn and slept.\n\n* * *\n\nThe end came.\n"
    story = by_rules.read_text(text, until=text.index("The end"))
    assert len(story.scenes) == 2
    assert story.scenes[-1].end <= len(story.text)
