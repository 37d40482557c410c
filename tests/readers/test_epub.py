"""EPUB 2 and 3."""

from __future__ import annotations

import pytest

from fullcast.errors import SourceDamagedError, SourceProtectedError, SourceTooLargeError
from fullcast.layers import Story
from fullcast.readers import check_source, read_source
from tests.readers.factories import HARBOUR, PIER, epub, page, paragraphs, zipped
from tests.readers.laws import assert_laws, kinds, shown, words_of

ONE, TWO = paragraphs(PIER), paragraphs(HARBOUR)
HEADED = {"a.xhtml": page(f"<h1>The Pier</h1>{ONE}"), "b.xhtml": page(f"<h1>The Harbour</h1>{TWO}")}


def read(data: bytes, source: str | None = None) -> Story:
    """The story of a book, laws asserted."""
    story = read_source(data, name="book.epub")
    assert_laws(story, source)
    return story


def titles(story: Story) -> list[str | None]:
    """The titles of the chapters."""
    return [c.title for c in story.chapters]


@pytest.mark.parametrize(
    ("nav", "ncx"), [(True, False), (False, True), (False, False)], ids=["EPUB 3", "EPUB 2", "no contents"]
)
def test_a_chapter_a_file(nav: bool, ncx: bool) -> None:
    """Chapters come from the table of contents or, without one, from the headings."""
    story = read(epub(HEADED, toc=[("The Pier", "a.xhtml"), ("The Harbour", "b.xhtml")], nav=nav, ncx=ncx))
    assert titles(story) == ["The Pier", "The Harbour"]
    assert kinds(story) == ["heading", "story", "heading", "story"]
    assert (story.metadata.title, story.metadata.author, story.metadata.language) == (
        "The Seventh Boat",
        "A. Writer",
        "en",
    )
    assert (story.source.media_type, story.source.encoding) == ("application/epub+zip", None)


def test_several_chapters_in_a_file() -> None:
    """Fragments of the contents part one file."""
    body = f'<h2 id="c1">The Pier</h2>{ONE}<h2 id="c2">The Harbour</h2>{TWO}'
    assert titles(
        read(epub({"a.xhtml": page(body)}, toc=[("The Pier", "a.xhtml#c1"), ("The Harbour", "a.xhtml#c2")]))
    ) == ["The Pier", "The Harbour"]


def test_fragments_without_headings() -> None:
    """A chapter may begin at a paragraph; its title is that of the contents."""
    body = ONE.replace("<p>", '<p id="c1">', 1) + TWO.replace("<p>", '<p id="c2">', 1)
    story = read(epub({"a.xhtml": page(body)}, toc=[("I", "a.xhtml#c1"), ("II", "a.xhtml#c2")]))
    assert titles(story) == ["I", "II"]
    assert kinds(story) == ["story"]


def test_a_chapter_over_several_files() -> None:
    """Files that the contents do not name go on with the chapter before."""
    pages = {"a.xhtml": HEADED["a.xhtml"], "a2.xhtml": page(TWO), "b.xhtml": HEADED["b.xhtml"]}
    story = read(epub(pages, toc=[("The Pier", "a.xhtml"), ("The Harbour", "b.xhtml")]))
    assert titles(story) == ["The Pier", "The Harbour"]
    assert HARBOUR[0] in story.text.words((story.chapters[0].start, story.chapters[0].end))


def test_the_spine_orders_and_not_the_manifest() -> None:
    """Pages out of the linear order come last, as notes."""
    pages = {"n.xhtml": page("<p>A pilot's lamp.</p>"), **HEADED}
    story = read(epub(pages, toc=[("The Pier", "a.xhtml"), ("The Harbour", "b.xhtml")], apart=["n.xhtml"]))
    assert words_of(story, "footnote") == ["A pilot's lamp."]
    assert kinds(story)[-1] == "footnote"


def test_footnotes_keep_their_place_and_lose_their_marks() -> None:
    """A note is a region; the number that points to it is not in the text."""
    body = (
        '<h1>The Pier</h1><p>Mara waited<a epub:type="noteref" href="#n1">1</a> for him.</p><aside epub:type="footnote" id="n1"><p>All night.</p></aside>'
        + ONE
    )
    story = read(epub({"a.xhtml": page(body), "b.xhtml": HEADED["b.xhtml"]}))
    assert "Mara waited for him." in shown(story)
    assert words_of(story, "footnote") == ["All night."]


def test_style_sheets_set_italics() -> None:
    """A class in the book's own style sheet counts as emphasis."""
    pages = {
        "a.xhtml": page(f'<h1>The Pier</h1><p><span class="calibre3">He is late</span>, she thought.</p>{ONE}'),
        "b.xhtml": HEADED["b.xhtml"],
    }
    story = read(epub(pages, css=".calibre3 { font-style: italic; }"))
    assert [story.text.words(e) for e in story.emphasis] == ["He is late"]


def test_front_matter_is_no_story() -> None:
    """Title page, copyright and contents are regions of their own."""
    pages = {
        "t.xhtml": page("<h1>The Seventh Boat</h1><p>A. Writer</p>", attributes='epub:type="titlepage"'),
        "c.xhtml": page("<p>All rights reserved.</p>", attributes='epub:type="copyright-page"'),
        **HEADED,
    }
    assert kinds(read(epub(pages, toc=[("The Pier", "a.xhtml"), ("The Harbour", "b.xhtml")])))[:4] == [
        "title",
        "licence",
        "heading",
        "story",
    ]


def test_parts_above_chapters_in_the_contents() -> None:
    """A part without text of its own is one with its first chapter."""
    pages = {
        "p.xhtml": page("<h1>Part One</h1>"),
        "a.xhtml": page(f"<h2>The Pier</h2>{ONE}"),
        "b.xhtml": page(f"<h2>The Harbour</h2>{TWO}"),
    }
    nav = page(
        '<nav epub:type="toc"><ol><li><a href="p.xhtml">Part One</a><ol><li><a href="a.xhtml">The Pier</a></li><li><a href="b.xhtml">The Harbour</a></li></ol></li></ol></nav>'
    )
    story = read(epub(pages, toc=[("x", "a.xhtml")], extra={"OEBPS/nav.xhtml": nav}))
    assert titles(story) == ["The Pier", "The Harbour"]
    assert story.chapters[0].start == 0


def test_broken_pages_are_read_as_html() -> None:
    """A page that is not well formed loses no words; named entities need no document type."""
    pages = {
        "a.xhtml": "<html><body><h1>One</h1><p>Mara &mdash; she<br>waited <b>long" + ONE,
        "b.xhtml": page(f"<h1>Two</h1><p>caf&eacute;&nbsp;noir</p>{TWO}"),
    }
    words = shown(read(epub(pages)))
    assert any("waited long" in w for w in words)
    assert "café noir" in words


def test_the_map_leads_to_the_documents_end_to_end() -> None:
    """Source offsets count the content documents one after the other."""
    pages = {"a.xhtml": page("<h1>One</h1><p>Mara &amp; <i>Tomas</i> waited.</p>" + ONE), "b.xhtml": HEADED["b.xhtml"]}
    story = read(epub(pages), "".join(pages.values()))
    at = story.text.content.index("Tomas")
    assert story.source_map.to_source(at) == pages["a.xhtml"].index("Tomas")
    at = story.text.content.index("The Harbour")
    assert story.source_map.to_source(at) == len(pages["a.xhtml"]) + pages["b.xhtml"].index("The Harbour")


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="{}"/><enc:CipherData><enc:CipherReference URI="OEBPS/a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>'
)


def test_drm_is_refused() -> None:
    """An encrypted book is refused, whoever sold it."""
    for extra in (
        {"META-INF/encryption.xml": ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")},
        {"META-INF/rights.xml": '<rights xmlns="http://ns.adobe.com/adept"/>'},
        {"META-INF/sinf.xml": "<sinf/>"},
    ):
        with pytest.raises(SourceProtectedError, match=r"book\.epub.*DRM"):
            read(epub(HEADED, extra=extra))


def test_obfuscated_fonts_are_no_drm() -> None:
    """Fonts made hard to copy do not keep a book from being read."""
    assert read(epub(HEADED, extra={"META-INF/encryption.xml": ENCRYPTED.format("http://www.idpf.org/2008/embedding")}))


def test_bombs_are_refused() -> None:
    """A page of a hundred megabytes of nothing is not unpacked."""
    with pytest.raises(SourceTooLargeError, match="bomb"):
        read(epub({"a.xhtml": page("<p>" + " " * 3_000_000 + "</p>")}))
    with pytest.raises(SourceTooLargeError, match="max_bytes"):
        read_source(epub(HEADED), name="book.epub", max_bytes=600)


def test_entities_that_grow_are_not_expanded() -> None:
    """A billion laughs stay unlaughed."""
    laughs = (
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><html><body><p>Mara &b; waited.</p>'
        + ONE
        + "</body></html>"
    )
    assert "haha" not in read(epub({"a.xhtml": laughs, "b.xhtml": HEADED["b.xhtml"]})).text.content
    with pytest.raises(SourceDamagedError, match="entities"):
        read(epub(HEADED, extra={"META-INF/container.xml": '<!DOCTYPE c [<!ENTITY a "b">]><container/>'}))


def test_no_file_outside_the_archive_is_read() -> None:
    """External entities are not loaded."""
    attack = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>Mara &x; waited.</p>'
        + ONE
        + "</body></html>"
    )
    assert any(w.startswith("Mara") and w.endswith("waited.") for w in shown(read(epub({"a.xhtml": attack}))))


@pytest.mark.parametrize("damage", ["cut", "missing page", "no container", "empty spine", "broken package"])
def test_damaged_books_are_refused(damage: str) -> None:
    """Each kind of damage is named, with what to do."""
    whole = epub(HEADED)
    data = {
        "cut": whole[: len(whole) // 2],
        "missing page": epub(
            {**HEADED},
            extra={
                "OEBPS/content.opf": "<package><manifest><item id='x' href='gone.xhtml' media-type='text/html'/></manifest><spine><itemref idref='x'/></spine></package>"
            },
        ),
        "no container": zipped({"mimetype": "application/epub+zip"}),
        "empty spine": epub({}),
        "broken package": epub(HEADED, extra={"OEBPS/content.opf": "<package><"}),
    }[damage]
    with pytest.raises(SourceDamagedError, match=r"book\.epub"):
        read(data)


def test_a_flipped_bit_is_refused_or_read() -> None:
    """Damage anywhere gives a story or a SourceError, never anything else."""
    whole = epub(HEADED, toc=[("The Pier", "a.xhtml")])
    for place in range(0, len(whole), 37):
        data = bytearray(whole)
        data[place] ^= 0x55
        check_source(bytes(data), name="book.epub")


def test_check_counts_chapters_without_reading() -> None:
    """The quick look knows title, author and chapters."""
    found = check_source(epub(HEADED, toc=[("The Pier", "a.xhtml"), ("The Harbour", "b.xhtml")]), name="book.epub")
    assert (found.kind, found.title, found.author, found.chapters, found.refused) == (
        "EPUB",
        "The Seventh Boat",
        "A. Writer",
        2,
        None,
    )
