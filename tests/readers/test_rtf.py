"""RTF files."""

from __future__ import annotations

from fullcast.readers import check_source, read_source
from tests.readers.factories import HARBOUR, PIER, rtf
from tests.readers.laws import assert_laws, shown


def test_words_and_paragraphs() -> None:
    """Paragraphs, signs outside ASCII and the title are read; a notice says that emphasis is lost."""
    data = rtf(["Chapter 1", *PIER, "Chapter 2", *HARBOUR, "“Déjà vu — naïve,” she said {to him}."])
    story = read_source(data, name="story.rtf")
    assert_laws(story, data.decode("cp1252"))
    assert shown(story)[-1] == "“Déjà vu — naïve,” she said {to him}."
    assert [c.title for c in story.chapters] == ["Chapter 1", "Chapter 2"]
    assert (story.metadata.title, story.metadata.author) == ("The Seventh Boat", "A. Writer")
    assert [n.code for n in story.notices] == ["emphasis_lost"]
    assert sum(n for _, _, n in story.source_map.runs) > 0.9 * len(story.text.content)


def test_damage_is_survived() -> None:
    """A cut file gives a story or a SourceError."""
    data = rtf([*PIER, *HARBOUR])
    for end in range(6, len(data), 101):
        check_source(data[:end], name="story.rtf")
