"""Word files."""

from __future__ import annotations

import pytest

from fullcast.errors import SourceDamagedError
from fullcast.layers import Story
from fullcast.readers import read_source
from tests.readers.factories import HARBOUR, PIER, W, docx, w_paragraph
from tests.readers.laws import assert_laws, kinds, shown, words_of

P = w_paragraph
ONE, TWO = "".join(P(p) for p in PIER), "".join(P(p) for p in HARBOUR)


def read(body: str, *, footnotes: str = "") -> Story:
    """The story of a document, laws asserted."""
    source = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'
    story = read_source(docx(body, footnotes=footnotes), name="story.docx")
    assert_laws(story, source)
    return story


def test_styles_make_chapters_and_title() -> None:
    """Headings are chapters, the style Title names the book."""
    story = read(
        P("The Seventh Boat", style="Title") + P("One", style="Heading1") + ONE + P("Two", style="Heading1") + TWO
    )
    assert kinds(story) == ["title", "heading", "story", "heading", "story"]
    assert [c.title for c in story.chapters] == ["One", "Two"]
    assert story.metadata.title == "The Seventh Boat"
    assert shown(story)[2:6] == list(PIER)


def test_emphasis_is_kept() -> None:
    """Italics and bold of runs are emphasis."""
    story = read(ONE + P("Mara waited. ", ("He is late,", "<w:i/>"), " she thought & ", ("knew", "<w:b/>"), "."))
    assert [story.text.words(e) for e in story.emphasis] == ["He is late,", "knew"]
    assert story.text.content.endswith("Mara waited. He is late, she thought & knew.")


def test_footnotes_are_regions() -> None:
    """Notes come after the text, without their marks."""
    body = (
        ONE
        + '<w:p><w:r><w:t>She waited</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> there.</w:t></w:r></w:p>'
    )
    story = read(body, footnotes='<w:footnote w:id="2"><w:p><w:r><w:t>All night.</w:t></w:r></w:p></w:footnote>')
    assert "She waited there." in shown(story)
    assert words_of(story, "footnote") == ["All night."]


def test_stars_and_empty_paragraphs_are_breaks() -> None:
    """Scenes are parted as in plain text."""
    assert [b.kind for b in read(ONE + P("* * *") + TWO).breaks] == ["ornament"]


def test_tracked_changes_are_said() -> None:
    """Inserted words are read, deleted ones are not, and a notice says so."""
    story = read(
        ONE
        + '<w:p><w:ins w:id="1"><w:r><w:t>Kept.</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>'
    )
    assert "Kept." in story.text.content
    assert "Gone." not in story.text.content
    assert "tracked_changes" in [n.code for n in story.notices]


@pytest.mark.parametrize("body", ["<w:p><w:r>", '<w:p xmlns:q="&x;"/>'])
def test_broken_documents_are_refused(body: str) -> None:
    """Broken XML is a SourceError."""
    with pytest.raises(SourceDamagedError, match=r"story\.docx"):
        read_source(docx(body), name="story.docx")
