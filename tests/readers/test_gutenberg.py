"""Project Gutenberg's legal text."""

from __future__ import annotations

import pytest

from fullcast.errors import NoStoryError
from fullcast.readers import read_string
from tests.readers.factories import HARBOUR, PIER
from tests.readers.laws import assert_laws, kinds, words_of

STORY = "\n\n".join([*PIER, *HARBOUR])
HEADER = (
    "The Project Gutenberg eBook of The Seventh Boat\n\nThis ebook is for the use of anyone anywhere.\n\nTitle: The Seventh Boat\n\nAuthor: A. Writer\n\n"
    "Language: English\n\n"
)
MODERN = HEADER + "*** START OF THE PROJECT GUTENBERG EBOOK THE SEVENTH BOAT ***\n\n\nProduced by Nobody At All\n\n\n"
SPLIT = HEADER + "*** START OF THIS PROJECT GUTENBERG EBOOK THE SEVENTH\nBOAT ***\n\n\n"
LEGACY = (
    "The Project Gutenberg Etext of The Seventh Boat, by A. Writer\n\n**Welcome**\n\n***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***\n\nWhy is this here?\n\n"
    "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n\n"
)
ENDS = [
    "\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE SEVENTH BOAT ***\n\nSection 1. General Terms of Use",
    "\n\nEnd of the Project Gutenberg EBook of The Seventh Boat, by A. Writer\n\n*** END OF THIS PROJECT GUTENBERG EBOOK ***\n\nterms",
    "\n\nEnd of Project Gutenberg's The Seventh Boat, by A. Writer\n",
]


@pytest.mark.parametrize("header", [MODERN, SPLIT, LEGACY], ids=["modern", "split", "legacy"])
@pytest.mark.parametrize("end", ENDS)
def test_the_book_is_found_between_the_legal_texts(header: str, end: str) -> None:
    """Header, credits and licence are one region each, the book between them is story."""
    story = read_string(header + STORY + end)
    assert_laws(story)
    assert kinds(story) == ["licence", "story", "licence"]
    assert words_of(story, "story") == [STORY]
    assert story.text.content == header + STORY + end


def test_the_header_gives_metadata() -> None:
    """Title, author and language of the header are kept."""
    metadata = read_string(MODERN + STORY + ENDS[0]).metadata
    assert (metadata.title, metadata.author, metadata.language) == ("The Seventh Boat", "A. Writer", "en")
    assert metadata.provenance == "Project Gutenberg header"


def test_marks_glued_to_the_story() -> None:
    """A mark directly below a paragraph cuts it."""
    story = read_string(MODERN + STORY + "\n*** END OF THE PROJECT GUTENBERG EBOOK X ***\nterms")
    assert words_of(story, "story") == [STORY]


def test_only_the_end_is_there() -> None:
    """A file that somebody began to clean."""
    assert kinds(read_string(STORY + ENDS[1])) == ["story", "licence"]


def test_a_licence_alone_is_no_story() -> None:
    """Nothing between the marks is nothing to read."""
    with pytest.raises(NoStoryError, match="licence"):
        read_string(
            HEADER
            + "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***\n\nterms"
        )


def test_a_story_that_names_the_project_is_story() -> None:
    """Only the marks count, not the name."""
    story = read_string(
        STORY + "\n\nShe had found it on Project Gutenberg, of all places, between two books on whales."
    )
    assert kinds(story) == ["story"]
