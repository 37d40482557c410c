"""Regions and chapters, from plain text."""

from __future__ import annotations

import contextlib
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcast.errors import SourceError
from fullcast.layers import Story
from fullcast.readers import read_string
from tests.readers.factories import HARBOUR, PIER
from tests.readers.laws import assert_laws, kinds, words_of

ONE = "\n\n".join(PIER)
TWO = "\n\n".join(HARBOUR)
LONG = "\n\n".join([*PIER, *HARBOUR] * 3)


def read(*parts: str, between: str = "\n\n") -> Story:
    """The story of `parts`, laws asserted."""
    story = read_string(between.join(parts))
    assert_laws(story)
    return story


def titles(story: Story) -> list[str | None]:
    """The titles of the chapters."""
    return [c.title for c in story.chapters]


HEADINGS = [
    (("CHAPTER I", "CHAPTER II"), ["CHAPTER I", "CHAPTER II"]),
    (("Chapter One: The Pier", "Chapter Two: The Harbour"), ["Chapter One: The Pier", "Chapter Two: The Harbour"]),
    (("Chapter 1 - The Pier", "Chapter 2 - The Harbour"), ["Chapter 1 - The Pier", "Chapter 2 - The Harbour"]),
    (("CHAPTER THE FIRST", "CHAPTER THE LAST"), ["CHAPTER THE FIRST", "CHAPTER THE LAST"]),
    (("CHAPTER I.\nThe Pier", "CHAPTER II.\nThe Harbour"), ["CHAPTER I. The Pier", "CHAPTER II. The Harbour"]),
    (("CHAPTER I\n\nTHE PIER", "CHAPTER II\n\nTHE HARBOUR"), ["CHAPTER I: THE PIER", "CHAPTER II: THE HARBOUR"]),
    (("I", "II"), ["I", "II"]),
    (("I.", "II."), ["I.", "II."]),
    (("1", "2"), ["1", "2"]),
    (("- 1 -", "- 2 -"), ["- 1 -", "- 2 -"]),
    (("One", "Two"), ["One", "Two"]),
    (("I. The Pier", "II. The Harbour"), ["I. The Pier", "II. The Harbour"]),
    (("1. The Pier", "2. The Harbour"), ["1. The Pier", "2. The Harbour"]),
    (("01 The Pier", "02 The Harbour"), ["01 The Pier", "02 The Harbour"]),
    (("Prologue", "Epilogue"), ["Prologue", "Epilogue"]),
    (("PART ONE", "PART TWO"), ["PART ONE", "PART TWO"]),
    (
        ("Book the First: The Pier", "Book the Second: The Harbour"),
        ["Book the First: The Pier", "Book the Second: The Harbour"],
    ),
    (("**Chapter 1**", "**Chapter 2**"), ["Chapter 1", "Chapter 2"]),
    (("# Chapter 1", "# Chapter 2"), ["Chapter 1", "Chapter 2"]),
    (("chapter one", "chapter two"), ["chapter one", "chapter two"]),
    (("Chapter 1\n=========", "Chapter 2\n========="), ["Chapter 1", "Chapter 2"]),
    (("LETTER I", "LETTER II"), ["LETTER I", "LETTER II"]),
    (("[Chapter 1]", "[Chapter 2]"), ["[Chapter 1]", "[Chapter 2]"]),
]


@pytest.mark.parametrize(("heads", "expected"), HEADINGS)
@pytest.mark.parametrize("body", [ONE, "\n\n".join(textwrap.fill(p, 70) for p in PIER)], ids=["unwrapped", "wrapped"])
def test_headings(heads: tuple[str, str], expected: list[str], body: str) -> None:
    """Chapters in the common styles of heading."""
    story = read(heads[0], body, heads[1], TWO)
    assert titles(story) == expected
    assert kinds(story) == ["heading", "story", "heading", "story"]


def test_headings_glued_to_their_text() -> None:
    """A heading on the line above its first paragraph is one all the same."""
    story = read("Chapter 1\n" + "\n".join(PIER), "Chapter 2\n" + "\n".join(HARBOUR), between="\n")
    assert titles(story) == ["Chapter 1", "Chapter 2"]


def test_parts_above_chapters() -> None:
    """A part begins with its first chapter and is a heading of its own."""
    story = read("PART ONE\n\n\n\nChapter 1", ONE, "Chapter 2", TWO, "PART TWO\n\n\n\nChapter 1", ONE)
    assert titles(story) == ["Chapter 1", "Chapter 2", "Chapter 1"]
    assert story.chapters[0].start == 0
    assert "PART TWO" in story.text.words((story.chapters[2].start, story.chapters[2].start + 20))


def test_numbers_inside_chapters_are_sections() -> None:
    """Bare numbers below named chapters are breaks, not chapters."""
    story = read("CHAPTER I", "I", LONG, "II", LONG, "CHAPTER II", "I", LONG, "II", LONG)
    assert titles(story) == ["CHAPTER I", "CHAPTER II"]
    assert [b.kind for b in story.breaks if b.kind == "heading"] == ["heading"] * 4


def test_titles_in_capitals() -> None:
    """Titles in capitals with wide blanks before them part a book of stories."""
    story = read("THE PIER\n\n" + LONG, "THE HARBOUR\n\n" + LONG, "THE LAMP\n\n" + LONG, between="\n\n\n\n\n")
    assert titles(story) == ["THE PIER", "THE HARBOUR", "THE LAMP"]


def test_chapters_by_point_of_view() -> None:
    """Names alone on a line title chapters where they come again."""
    story = read("Mara\n\n" + LONG, "Tomas\n\n" + LONG, "Mara\n\n" + LONG, "Ines\n\n" + LONG, between="\n\n\n\n")
    assert titles(story) == ["Mara", "Tomas", "Mara", "Ines"]
    assert "pov_chapters" in [n.code for n in story.notices]


def test_pov_labels() -> None:
    """A line like "Mara's POV" is a heading."""
    assert titles(read("Mara's POV", LONG, "Tomas's POV", LONG)) == ["Mara's POV", "Tomas's POV"]


SENTENCES = [
    "Chapter one of her life was over.",
    "Part of the roof was gone.",
    "I",
    "Part two was worse, he said.",
    '"Chapter one," she read.',
    "Book the rooms early, Ines wrote.",
    "STOP",
    "No.",
    "Two days later",
    "1. Bread",
    "Act one of the play began at eight.",
    "Letter five had been opened.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_not_headings(sentence: str) -> None:
    """A sentence of the story that looks a little like a heading stays story."""
    story = read(*PIER, sentence, *HARBOUR)
    assert titles(story) == [None]
    assert kinds(story) == ["story"]


def test_lists_in_a_story_are_not_chapters() -> None:
    """Numbered lines with nothing between them are a list."""
    story = read(*PIER, "1. Bread", "2. Rope", "3. Lamp Oil", *HARBOUR)
    assert titles(story) == [None]


def test_no_heading_gives_one_chapter_without_title() -> None:
    """A short text has one chapter that covers its story."""
    story = read(*PIER)
    assert [(c.id, c.start, c.end, c.title) for c in story.chapters] == [("ch1", 0, len(story.text), None)]


CONTENTS = [
    "CONTENTS\n\nChapter 1. The Pier\nChapter 2. The Harbour",
    "Table of Contents\n\nChapter 1. The Pier ........ 3\n\nChapter 2. The Harbour ........ 12",
    "CONTENTS\n\n  CHAPTER 1. THE PIER      1\n  CHAPTER 2. THE HARBOUR      9\n",
]


@pytest.mark.parametrize("contents", CONTENTS)
def test_a_table_of_contents_is_no_chapter(contents: str) -> None:
    """Entries of the contents are a region and the chapters are found below."""
    story = read(
        "THE SEVENTH BOAT",
        "by A. Writer",
        contents,
        "Chapter 1. The Pier",
        LONG,
        "Chapter 2. The Harbour",
        LONG,
        between="\n\n\n",
    )
    assert titles(story) == ["Chapter 1. The Pier", "Chapter 2. The Harbour"]
    assert kinds(story) == ["title", "contents", "heading", "story", "heading", "story"]
    assert (story.metadata.title, story.metadata.author) == ("THE SEVENTH BOAT", "A. Writer")


def test_contents_without_a_name() -> None:
    """A list of chapters that come again below is a table of contents."""
    heads = ["Chapter 1", "Chapter 2", "Chapter 3"]
    story = read(*heads, heads[0], LONG, heads[1], LONG, heads[2], LONG)
    assert titles(story) == heads
    assert kinds(story)[0] == "contents"


def test_title_page() -> None:
    """Title and byline at the top are no story."""
    story = read("The Seventh Boat", "by A. Writer", *PIER)
    assert kinds(story) == ["title", "story"]
    assert (story.metadata.title, story.metadata.author, story.metadata.provenance) == (
        "The Seventh Boat",
        "A. Writer",
        "title page",
    )


def test_a_title_alone() -> None:
    """A title without a byline is one where nothing else could be."""
    story = read("The Seventh Boat", *PIER)
    assert kinds(story) == ["title", "story"]
    assert story.metadata.title == "The Seventh Boat"


def test_an_epigraph_is_story_and_lies_in_the_first_chapter() -> None:
    """What stands between the title and the first heading is kept as story."""
    story = read(
        "THE SEVENTH BOAT",
        "by A. Writer",
        "The sea gives nothing back that it has learned to use.",
        "Chapter 1",
        LONG,
        "Chapter 2",
        LONG,
    )
    assert kinds(story)[:3] == ["title", "story", "heading"]
    assert story.chapters[0].start == story.regions[1].start
    assert titles(story) == ["Chapter 1", "Chapter 2"]


def test_an_untitled_prologue_is_a_chapter() -> None:
    """A long opening before the first heading is a chapter without title."""
    assert titles(read("\n\n".join([LONG] * 3), "Chapter 1", LONG, "Chapter 2", LONG)) == [
        None,
        "Chapter 1",
        "Chapter 2",
    ]


NOTES = [
    ("A/N: I wrote this on a train. Please review!", "author_note"),
    ("AN: sorry for the wait.", "author_note"),
    ("Author's Note: the rope is real.", "author_note"),
    ("(A/N - the rope is real.)", "author_note"),
    ("**Author's notes:** the rope is real", "author_note"),
    ("Disclaimer: I own none of this.", "disclaimer"),
    ("I do not own these characters; they belong to the sea.", "disclaimer"),
    ("Summary: Six boats go out and seven come home.", "summary"),
    ("Rating: T\nPairing: Mara/Tomas\nWarnings: none", "metadata"),
    ("This is my first fic, so please be kind and let me know what you think in a review.", "author_note"),
    (
        "I know you have read this idea before, but I wanted to write my own version of it. I hope you enjoy the story.",
        "author_note",
    ),
]


@pytest.mark.parametrize(("note", "kind"), NOTES)
def test_notes_before_the_story(note: str, kind: str) -> None:
    """What a writer puts before a story is not story."""
    assert kinds(read(note, *PIER, *HARBOUR)) == [kind, "story"]


@pytest.mark.parametrize("note", [n for n, k in NOTES if k == "author_note"])
def test_notes_after_the_story(note: str) -> None:
    """Nor what comes after it."""
    assert kinds(read(*PIER, *HARBOUR, note)) == ["story", "author_note"]


def test_a_labelled_note_takes_its_paragraphs_along() -> None:
    """Everything after "A/N" at the end belongs to the note."""
    story = read(*PIER, *HARBOUR, "A/N:", "So that was that.", "The next part comes in spring.")
    assert words_of(story, "author_note") == ["A/N:\n\nSo that was that.\n\nThe next part comes in spring."]


def test_a_note_in_the_middle_of_a_chapter() -> None:
    """A labelled note anywhere is one."""
    assert kinds(read(*PIER, "(A/N: this really happens to ropes.)", *HARBOUR)) == ["story", "author_note", "story"]


def test_notes_at_the_edges_of_chapters() -> None:
    """Notes after a heading and before the next one are found."""
    story = read(
        "Chapter 1", "A/N: thanks for the reviews!", LONG, "Please review, the next update is soon!", "Chapter 2", LONG
    )
    assert kinds(story) == ["heading", "author_note", "story", "author_note", "heading", "story"]


STORYLIKE = [
    "I do not own a boat, and you know it, he thought.",
    "I hope you will come. I have written to you every day, and nothing comes back.",
    "You would not have enjoyed the story that I told him.",
    "Summary justice was the custom on the island.",
    '"Author\'s note?" said Ines. "What is that?"',
    "Notes came from the piano next door.",
    "The end of the pier was gone.",
]


@pytest.mark.parametrize("sentence", STORYLIKE)
@pytest.mark.parametrize("first", [True, False], ids=["at the start", "at the end"])
def test_sentences_are_not_notes(sentence: str, first: bool) -> None:
    """First-person sentences at the edges of a story stay story."""
    story = read(sentence, *PIER) if first else read(*PIER, sentence)
    assert kinds(story) == ["story"]


@pytest.mark.parametrize("end", ["THE END", "Fin.", "~ the end ~", "To be continued...", "TBC", "End file."])
def test_the_end_is_not_story(end: str) -> None:
    """The words that close a book are set apart."""
    assert kinds(read(*PIER, end)) == ["story", "other"]


def test_a_text_is_never_all_notes() -> None:
    """A paragraph that sounds like a note is the story where there is no other."""
    assert kinds(
        read("I hope that you enjoy reading this, Tomas. I wrote it for you, and thank you for the boat.")
    ) == ["story"]


def test_illustrations_and_footnotes() -> None:
    """Captions of pictures and notes at the foot are set apart where they stand."""
    story = read(*PIER, "[Illustration: The pier at night]", *HARBOUR, "[Footnote 1: A pilot's lamp.]", *PIER)
    assert kinds(story) == ["story", "other", "story", "footnote", "story"]


def test_label_lines_are_priors() -> None:
    """Tags in front of a story are kept in the metadata, with where they were found."""
    story = read("Title: The Seventh Boat\nAuthor: writer\nCharacters: Mara, Tomas\nPairing: Mara/Tomas", *PIER)
    assert story.metadata.characters == ("Mara", "Tomas")
    assert story.metadata.relationships == ("Mara/Tomas",)
    assert (story.metadata.title, story.metadata.author, story.metadata.provenance) == (
        "The Seventh Boat",
        "writer",
        "label lines",
    )


def test_layers_say_who_made_them() -> None:
    """Each layer's provenance names the reader and the text."""
    story = read(*PIER)
    for name in ("regions", "chapters", "paragraphs", "emphasis", "breaks"):
        assert story[name].provenance.by == "readers.plain_text"
        assert story[name].provenance.text == story.text.sha256


PIECES = st.sampled_from([
    *PIER, *HARBOUR, "CHAPTER I", "Chapter 2: The Harbour", "III", "***", "* * *", "A/N: hello", "Disclaimer: none of it is mine", "CONTENTS", "1. Bread", "THE END", "Mara",
    "PART ONE", "by A. Writer", "Rating: T", "[Illustration]", "_Was it?_ she thought.", "Summary: boats.", "*** END OF THE PROJECT GUTENBERG EBOOK X ***",
    "*** START OF THE PROJECT GUTENBERG EBOOK X ***", "Produced by nobody", "THE HARBOUR", "\u2003Indented.", "Epilogue", "\f", "“Well,” he said.",
])  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    st.lists(
        st.tuples(PIECES, st.sampled_from(["\n", "\n\n", "\n\n\n", "\n\n\n\n\n", " \n", "\r\n\r\n"])),
        min_size=1,
        max_size=24,
    )
)
def test_laws_hold_for_any_order_of_pieces(pieces: list[tuple[str, str]]) -> None:
    """Whatever stands where, the layers obey their laws and the text is the file."""
    source = "".join(a + b for a, b in pieces)
    try:
        story = read_string(source)
    except SourceError:
        return
    assert story.text.content == source.replace("\r\n", "\n")
    assert story.source_map.runs == ((0, 0, len(story.text)),)
    assert_laws(story, story.text.content)


@pytest.mark.parametrize(
    "piece",
    ["***\n", "I\n\n", "CHAPTER I\n\n", "*a", "_a", "a: b\n", "A/N ", "“", "'a ", "x ", "[Illustration", "Dear ", ". "],
)
def test_repetition_costs_no_more_than_prose(piece: str) -> None:
    """The same few characters a thousand times over are read in linear time."""
    start = time.process_time()
    with contextlib.suppress(SourceError):
        read_string(ONE + "\n\n" + piece * (40_000 // len(piece)))
    assert time.process_time() - start < 3
