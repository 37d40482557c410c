"""A story: layers are added, never changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from fullcast.errors import MissingLayerError, NotFoundError, OffsetError, TextDriftError, UsageError
from fullcast.layers import Layer, Story
from fullcast.text import Text
from tests.layers.strategies import quick, stories

HARBOUR = Story.from_json((Path(__file__).parent / "harbour.json").read_bytes())


@quick
@given(stories())
def test_adding_a_layer_leaves_the_others_equal(story: Story) -> None:
    """The first story stays as it was, the second shares its layers."""
    before = dict(story.layers)
    more = story.with_layer(Layer("tides", ({"at": 3},), story.provenance("test")))
    assert dict(story.layers) == before
    assert {k: v for k, v in more.layers.items() if k != "tides"} == before
    assert all(more.layers[k] is v for k, v in before.items())


def test_a_layer_of_another_text_is_refused() -> None:
    """Its offsets would point at other words."""
    other = Story(Text("x"), HARBOUR.source, HARBOUR.source_map, HARBOUR.metadata)
    with pytest.raises(TextDriftError, match="another text"):
        HARBOUR.with_layer(Layer("tides", (), other.provenance("test")))


def test_provenance_names_what_a_layer_was_made_from() -> None:
    """Digests of the layers it needs, settings as they are written."""
    made = HARBOUR.provenance("tester", ("quotations", "tides"), names=("a", "b"))
    assert made.needs == {"quotations": HARBOUR["quotations"].digest}
    assert made.settings == {"names": ["a", "b"]}
    assert made.text == HARBOUR.text.sha256


def test_a_missing_layer_is_answered_with_those_there_are() -> None:
    """By name; as items there are none."""
    with pytest.raises(MissingLayerError, match="quotations"):
        HARBOUR["tides"]
    assert HARBOUR.items("tides") == ()
    assert "tides" not in HARBOUR
    assert "scenes" in HARBOUR


def test_quotations_are_joined_with_their_facets() -> None:
    """Speaker, delivery, scene and level are read off one line."""
    line = HARBOUR.quotations[1]
    assert (line.speaker, line.addressees, line.scene, line.level) == ("c2", ("c1",), "s1", "l0")
    assert line.delivery is not None
    assert line.delivery.cut_off


def test_the_cast_is_in_order_of_lines_and_without_the_gulls() -> None:
    """Who is not of the cast is a character all the same."""
    assert [c.name for c in HARBOUR.cast] == ["Ines", "Old Per"]
    assert [c.name for c in HARBOUR.characters] == ["Ines", "Old Per", "the gulls"]


def test_the_level_at_an_offset_is_the_deepest() -> None:
    """The dream lies in the story; the note before it lies nowhere."""
    assert HARBOUR.level_at(HARBOUR.text.content.index("ferry sang")) == "l1"
    assert HARBOUR.level_at(40) == "l0"
    assert HARBOUR.level_at(0) is None


@pytest.mark.parametrize(("key", "id_"), [("c2", "c2"), ("old per", "c2"), ("The Old Man", "c2"), ("Nobody", None)])
def test_a_character_is_found_by_id_name_or_alias(key: str, id_: str | None) -> None:
    """Case does not matter."""
    found = HARBOUR.character(key)
    assert (found and found.id) == id_


def test_a_chapter_is_found_by_what_it_holds() -> None:
    """The note before it lies in none."""
    chapter = HARBOUR.chapter_at(40)
    assert chapter is not None
    assert chapter.id == "ch1"
    assert HARBOUR.chapter_at(0) is None


def test_a_story_gives_its_words() -> None:
    """By span, and only inside the text."""
    assert HARBOUR.words((35, 44)) == "The gulls"
    with pytest.raises(OffsetError):
        HARBOUR.words((0, 10_000))


def test_a_story_explains_a_line() -> None:
    """In words, with what it rests on."""
    said = HARBOUR.explain("q2")
    assert '⟦"Ask the ferry---"⟧' in said
    assert "Old Per: doubtful (41%)" in said
    assert "Old Per acts in the same paragraph" in said
    with pytest.raises(NotFoundError, match="q1 to q4"):
        HARBOUR.explain("q9")


@pytest.mark.parametrize("name", ["quotations", "characters", "mentions", "scenes", "lines"])
def test_tables_are_columns_of_one_length(name: str) -> None:
    """As pandas takes them."""
    columns = HARBOUR.table(name)
    assert len({len(column) for column in columns.values()}) == 1


def test_an_unknown_table_is_answered_with_the_known_ones() -> None:
    """By name."""
    with pytest.raises(UsageError, match="quotations, characters"):
        HARBOUR.table("tides")


def test_reprs_are_short() -> None:
    """They name, and do not print the book."""
    assert repr(HARBOUR).startswith("Story('harbour.txt', 291 code points, layers: regions")
    assert repr(HARBOUR["scenes"]) == "Layer('scenes', 2 items, by fullcast)"
