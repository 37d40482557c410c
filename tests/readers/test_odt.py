"""OpenDocument texts."""

from __future__ import annotations

import pytest

from fullcast.errors import SourceDamagedError, SourceProtectedError
from fullcast.layers import Story
from fullcast.readers import read_source
from tests.readers.factories import HARBOUR, PIER, odt
from tests.readers.laws import assert_laws, kinds, shown, words_of

ITALIC = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
)


def p(*words: str) -> str:
    """Paragraphs of ODT."""
    return "".join(f"<text:p>{w}</text:p>" for w in words)


def h(words: str, level: int = 1) -> str:
    """A heading of ODT."""
    return f'<text:h text:outline-level="{level}">{words}</text:h>'


def read(body: str, styles: str = "") -> Story:
    """The story of a document, laws asserted."""
    story = read_source(odt(body, styles=styles), name="story.odt")
    assert_laws(story)
    return story


def test_headings_paragraphs_and_spans() -> None:
    """Structure, emphasis, tabs, spaces and line breaks."""
    story = read(
        h("One")
        + p(
            *PIER, 'Mara<text:s/>waited. <text:span text:style-name="T1">He is late</text:span>, she<text:tab/>thought.'
        )
        + h("Two")
        + p(*HARBOUR),
        styles=ITALIC,
    )
    assert [c.title for c in story.chapters] == ["One", "Two"]
    assert "Mara waited. He is late, she thought." in shown(story)
    assert [story.text.words(e) for e in story.emphasis] == ["He is late"]
    assert len(story.source_map.runs) > 5


def test_notes_come_last() -> None:
    """A footnote leaves no mark and is a region."""
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>All night.</text:p></text:note-body></text:note>'
    story = read(p(*PIER, f"She waited{note} there."))
    assert shown(story)[-2:] == ["She waited there.", "All night."]
    assert words_of(story, "footnote") == ["All night."]


def test_deleted_words_and_comments_are_left_out() -> None:
    """Tracked deletions and annotations are not the story."""
    gone = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    story = read(gone + p(*PIER, "Here<office:annotation><text:p>Really?</text:p></office:annotation> she was."))
    assert shown(story)[-1] == "Here she was."
    assert "Gone" not in story.text.content
    assert "tracked_changes" in [n.code for n in story.notices]


def test_the_contents_are_a_region() -> None:
    """A generated table of contents is no story."""
    toc = f"<text:table-of-content><text:index-body>{p('One 1', 'Two 2')}</text:index-body></text:table-of-content>"
    assert kinds(read(toc + h("One") + p(*PIER) + h("Two") + p(*HARBOUR)))[0] == "contents"


def test_metadata() -> None:
    """Title and author of the document's properties are kept."""
    meta = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Boats</dc:title><dc:creator>A. Writer</dc:creator><dc:language>en-GB</dc:language></m>'
    metadata = read_source(odt(p(*PIER), extra={"meta.xml": meta}), name="story.odt").metadata
    assert (metadata.title, metadata.author, metadata.language) == ("Boats", "A. Writer", "en")


def test_refusals() -> None:
    """Passwords, broken XML and entities are refused."""
    with pytest.raises(SourceProtectedError, match="password"):
        read_source(
            odt(p(*PIER), extra={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), name="story.odt"
        )
    with pytest.raises(SourceDamagedError, match="XML"):
        read_source(odt("<text:p>"), name="story.odt")
    with pytest.raises(SourceDamagedError, match="entities"):
        read_source(odt("", extra={"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), name="story.odt")
