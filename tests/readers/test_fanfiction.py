"""Downloads of archives."""

from __future__ import annotations

from fullcast.readers import read_source, read_string
from tests.readers.factories import HARBOUR, PIER, ao3, fanficfare
from tests.readers.laws import assert_laws, kinds, words_of


def test_ao3_download() -> None:
    """Preface, notes, chapters and afterword are told apart."""
    story = read_source(ao3(), name="work.html")
    assert_laws(story, ao3().decode())
    assert kinds(story) == [
        "metadata", "title", "summary", "author_note", "heading", "author_note", "story", "author_note", "heading", "story", "author_note",
    ]  # fmt: skip
    assert [c.title for c in story.chapters] == ["Chapter 1: The Pier", "Chapter 2: The Harbour"]
    assert words_of(story, "summary") == ["Summary\n\nSix boats go out and seven come home."]


def test_ao3_tags_are_priors() -> None:
    """Characters and Relationships are kept as the archive has them, with their place."""
    metadata = read_source(ao3(), name="work.html").metadata
    assert (metadata.title, metadata.author, metadata.language) == ("The Seventh Boat", "writer", "en")
    assert metadata.characters == ("Mara", "Tomas", "Old Ines")
    assert metadata.relationships == ("Mara/Tomas", "Ines & Mara")
    assert set(metadata.tags) == {"Boats", "Hurt/Comfort", "Harbour Tales"}
    assert metadata.provenance is not None
    assert "AO3 preface" in metadata.provenance


def test_fanficfare_epub() -> None:
    """Title page, contents and head notes are no story; chapters are those of the NCX."""
    story = read_source(fanficfare(), name="work.epub")
    assert_laws(story)
    assert kinds(story) == ["metadata", "contents", "heading", "author_note", "story", "heading", "story"]
    assert [c.title for c in story.chapters] == ["1. The Pier", "2. The Harbour"]
    assert story.metadata.characters == ("Mara", "Tomas", "Old Ines")
    assert story.metadata.relationships == ("Mara/Tomas",)


def test_fanficfare_text() -> None:
    """Its plain text: label lines, contents, chapters, "End file."."""
    source = (
        "The Seventh Boat\r\n\r\nby writer\r\n\r\n\r\nCategory: Harbour Tales\r\nCharacters: Mara, Tomas\r\nStatus: Completed\r\nSummary: Six boats go out.\r\n\r\n"
        "TABLE OF CONTENTS\r\n\r\n1. The Pier\r\n2. The Harbour\r\n\r\n\t1. The Pier\r\n\r\n" + "\r\n\r\n".join(PIER)
        + "\r\n\r\n\t2. The Harbour\r\n\r\n" + "\r\n\r\n".join(HARBOUR) + "\r\n\r\nEnd file.\r\n"
    )  # fmt: skip
    story = read_string(source, "work.txt")
    assert_laws(story)
    assert [c.title for c in story.chapters] == ["1. The Pier", "2. The Harbour"]
    assert kinds(story) == ["title", "metadata", "summary", "contents", "heading", "story", "heading", "story", "other"]
    assert story.metadata.characters == ("Mara", "Tomas")


def test_a_preface_as_plain_text() -> None:
    """A preface that was copied as text keeps its values beside their labels."""
    source = (
        "The Seventh Boat\n\nPosted originally on the Archive of Our Own at an address.\n\nRating:\n\nGeneral Audiences\n\nCharacters:\n\nMara, Tomas\n\nSummary:\n\n"
        "Six boats go out and seven come home.\n\nChapter 1\n\n" + "\n\n".join(PIER)
    )  # fmt: skip
    story = read_string(source)
    assert_laws(story)
    assert kinds(story)[-2:] == ["heading", "story"]
    assert words_of(story, "story") == ["\n\n".join(PIER)]
    assert story.metadata.characters == ("Mara", "Tomas")
