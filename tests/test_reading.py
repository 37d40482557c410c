"""Reading: a reader, a plan, annotators; and no further than asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fullcast
from fullcast.annotators.plan import Annotator, annotator
from fullcast.errors import NotFoundError, SourceError, UsageError
from fullcast.layers import Break, CastMember, Chapter, Layer, Region, Source, Story
from fullcast.models.runtime import has_weights
from fullcast.reading import DEFAULT_MODEL, MODELS, cut, find_end
from fullcast.text import SourceMap, Span, Text
from tests import by_rules

STORY = """\
Chapter One

"There you are," said Ines. "I had given up."

"Not yet," said Per, and put the net down on the quay.

Chapter Two

The gulls came back at noon. Ines laughed.

"Told you," Per said.
"""


def without_until(story: Story) -> Story:
    """`story` as if it had been read to its end."""
    return Story(story.text, story.source, story.source_map, story.metadata, story.layers.values(), story.notices)


def test_a_story_is_read_from_a_file(tmp_path: Path) -> None:
    """With who speaks."""
    path = tmp_path / "the quay.txt"
    path.write_text(STORY, encoding="utf-8")
    story = by_rules.read(path)
    assert story.source.name == "the quay.txt"
    assert story.text.content == STORY
    assert {c.name for c in story.cast} >= {"Ines", "Per"}


def test_a_string_is_read_as_a_file_would_be(tmp_path: Path) -> None:
    """Of the same name."""
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.encode("utf-8"))
    assert by_rules.read_text(STORY) == by_rules.read(path) == by_rules.read(STORY.encode("utf-8"), name="story.txt")


def test_reading_twice_gives_the_same_bytes() -> None:
    """Nothing of the time or the place is in them."""
    once = by_rules.read_text(STORY).to_json()
    assert by_rules.read_text(STORY).to_json() == once
    assert json.loads(once)["generator"]["model"] == "rules"


def test_what_was_read_comes_back_from_its_document() -> None:
    """With every layer of the real annotators."""
    story = by_rules.read_text(STORY)
    assert Story.from_json(story.to_json()) == story


def test_each_step_is_named_before_it_runs() -> None:
    """For the progress line."""
    heard: list[str] = []
    story = by_rules.read(STORY.encode("utf-8"), name="a.txt", progress=heard.append)
    assert heard[0] == "text"
    assert set(heard[1:]) < set(story.layers)


def test_an_unknown_model_is_answered_with_the_known_ones() -> None:
    """Before anything is read."""
    with pytest.raises(UsageError, match="known: rules"):
        by_rules.read("no such file", model="oracle")


def test_a_file_that_cannot_be_read_is_a_source_error(tmp_path: Path) -> None:
    """Whatever is wrong with it."""
    with pytest.raises(SourceError):
        by_rules.read(tmp_path / "none.txt")


def test_a_known_cast_is_handed_to_the_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a setting; without one there is no setting."""
    seen: list[object] = []

    def count(story: Story, cast: object = "nobody") -> Layer[object]:
        seen.append(cast)
        return Layer("characters", (), story.provenance("test"))

    model: tuple[Annotator, ...] = (annotator(makes="characters")(count),)
    monkeypatch.setitem(MODELS, "test", lambda: model)
    by_rules.read_text(STORY, model="test")
    by_rules.read_text(STORY, model="test", cast=[CastMember(name="Ines")])
    assert seen == ["nobody", (CastMember(name="Ines"),)]


# No further than asked


@settings(max_examples=30, deadline=None)
@given(st.integers(1, len(STORY)))
def test_reading_until_an_offset_is_reading_a_file_that_ends_there(end: int) -> None:
    """The law: equal, save for `until` and for the source, which stays the whole file's."""
    try:
        short = by_rules.read_text(STORY[:end])
    except SourceError as error:
        with pytest.raises(type(error)):
            by_rules.read_text(STORY, until=end)
        return
    story = by_rules.read_text(STORY, until=end)
    assert story.until == end
    assert json.loads(story.to_json())["generator"]["settings"] == {"until": end}
    assert without_until(story) == Story(
        short.text, story.source, short.source_map, short.metadata, short.layers.values(), short.notices
    )


@pytest.mark.parametrize("until", ["ch1", "CH1", "1", "Chapter  one"])
def test_a_chapter_is_named_by_id_number_or_title(until: str) -> None:
    """It is read to its end."""
    story = by_rules.read_text(STORY, until=until)
    assert story.text.content == STORY[: STORY.index("Chapter Two")]


def test_a_number_that_is_no_chapter_is_an_offset() -> None:
    """And an offset after the end is the end."""
    story = by_rules.read_text(STORY)
    assert find_end(story, "50") == find_end(story, 50) == 50
    assert find_end(story, "99999") == len(STORY)


@pytest.mark.parametrize(
    ("until", "error"), [("ch9", NotFoundError), ("Epilogue", NotFoundError), (0, UsageError), (-4, UsageError)]
)
def test_what_is_no_place_is_refused(until: int | str, error: type[Exception]) -> None:
    """Titles of later chapters are not given away."""
    with pytest.raises(error) as caught:
        by_rules.read_text(STORY, until=until)
    assert "Two" not in str(caught.value)


def test_layers_of_markup_are_cut() -> None:
    """Of a file whose markup said what is what: clipped where they reach over, gone where they begin after."""
    text = Text("One two. Three four.\n\nFive.")
    bare = Story(
        text,
        Source(name="a.html", media_type="text/html", sha256="0"),
        SourceMap([(0, 7, 27)]),
        by_rules.read_text(STORY).metadata,
    )
    layers: dict[str, tuple[object, ...]] = {
        "regions": (Region(start=0, end=27, kind="story"),),
        "chapters": (Chapter(id="ch1", start=0, end=22), Chapter(id="ch2", start=22, end=27)),
        "paragraphs": (Span(0, 20), Span(22, 27)),
        "breaks": (Break(start=8, end=12, kind="blank"), Break(start=1, end=2, kind="blank")),
    }
    for name, items in layers.items():
        bare = bare.with_layer(Layer(name, items, bare.provenance("test")))
    short = cut(bare, 9)
    assert short.text.content == "One two. "
    assert short.source_map == SourceMap([(0, 7, 9)])
    assert short.regions == (Region(start=0, end=9, kind="story"),)
    assert short.chapters == (Chapter(id="ch1", start=0, end=9),)
    assert short.paragraphs == (Span(0, 8),)
    assert short.breaks == (Break(start=1, end=2, kind="blank"),)
    assert short["regions"].provenance.text == short.text.sha256


@pytest.mark.skipif(not has_weights(), reason="the weights are not there")
def test_the_trained_reader_reads_by_default() -> None:
    """Where no model is named the document says so, and has events, which rules do not find."""
    story = fullcast.read_text(STORY)
    assert json.loads(story.to_json())["generator"]["model"] == "reader"
    assert story == fullcast.read_text(STORY, model=DEFAULT_MODEL)
    assert by_rules.read_text(STORY).events == ()
