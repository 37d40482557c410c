"""Files of every format, made at test time from a story of our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

PIER = (
    "Mara set the lamp down on the wet boards and waited for the others to come up the ladder.",
    '"You are late," she said. "The tide has turned twice since you promised."',
    "Tomas laughed, but there was no breath left in it. He had rowed all night against the wind, and his hands showed it.",
    '"I am here," he answered. "Ask the sea what it cost."',
)
"""Paragraphs of prose for a chapter."""
HARBOUR = (
    "In the morning the harbour was full of strangers, and none of them would say where they had come from.",
    "Old Ines counted their boats from her window, as she had counted boats for sixty years, and she did not like the number.",
    '"Seven," she told the cat. "There were only ever six."',
    "The cat looked at the water for a long while before it went to hide under the stove, where it stayed until noon.",
)
"""And for another."""


def zipped(entries: Mapping[str, str | bytes], *, stored: Sequence[str] = ("mimetype",)) -> bytes:
    """A zip file with `entries`, those in `stored` not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in entries.items():
            info = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, words)
    return out.getvalue()


def paragraphs(words: Sequence[str]) -> str:
    """`words` as paragraphs of HTML."""
    return "\n".join(f"<p>{escape(w, quote=False)}</p>" for w in words)


def page(body: str, *, title: str = "page", attributes: str = "", head: str = "") -> str:
    """An XHTML content document."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">'
        f"<head><title>{title}</title>{head}</head>\n<body {attributes}>\n{body}\n</body></html>"
    )


CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def epub(
    pages: Mapping[str, str],
    *,
    toc: Sequence[tuple[str, str]] = (),
    nav: bool = True,
    ncx: bool = False,
    apart: Sequence[str] = (),
    css: str = "",
    title: str = "The Seventh Boat",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An EPUB of content documents by file name, with a table of contents of (title, target)."""
    items, spine = [], []
    for n, name in enumerate(pages):
        items.append(f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>')
        spine.append(f'<itemref idref="p{n}"{" linear=" + chr(34) + "no" + chr(34) if name in apart else ""}/>')
    entries: dict[str, str | bytes] = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    if nav:
        items.append('<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>')
        links = "".join(f'<li><a href="{target}">{escape(words)}</a></li>' for words, target in toc)
        entries["OEBPS/nav.xhtml"] = page(f'<nav epub:type="toc"><h1>Contents</h1><ol>{links}</ol></nav>')
    if ncx:
        items.append('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
        points = "".join(
            f'<navPoint id="n{i}"><navLabel><text>{escape(words)}</text></navLabel><content src="{target}"/></navPoint>'
            for i, (words, target) in enumerate(toc)
        )
        entries["OEBPS/toc.ncx"] = (
            f'<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>{points}</navMap></ncx>'
        )
    if css:
        items.append('<item id="css" href="style.css" media-type="text/css"/>')
        entries["OEBPS/style.css"] = css
    entries["OEBPS/content.opf"] = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title>{escape(title)}</dc:title><dc:creator>A. Writer</dc:creator><dc:language>en-GB</dc:language><dc:identifier id="id">x</dc:identifier></metadata>'
        f"<manifest>{''.join(items)}</manifest><spine>{''.join(spine)}</spine></package>"
    )
    for name, words in pages.items():
        entries[f"OEBPS/{name}"] = words
    entries.update(extra or {})
    return zipped(entries)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, footnotes: str = "") -> bytes:
    """A Word file with `body` as the content of w:body."""
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    inner = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + (f'<Relationship Id="r2" Type="{office}/footnotes" Target="footnotes.xml"/>' if footnotes else "")
        + f'<Relationship Id="r3" Type="{office}/styles" Target="styles.xml"/></Relationships>'
    )
    styles = (
        f'<?xml version="1.0"?><w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>'
    )
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": kinds,
        "_rels/.rels": relations,
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": inner,
        "word/styles.xml": styles,
    }
    if footnotes:
        entries["word/footnotes.xml"] = f'<?xml version="1.0"?><w:footnotes {W}>{footnotes}</w:footnotes>'
    return zipped(entries)


def w_paragraph(*runs: tuple[str, str] | str, style: str = "") -> str:
    """A paragraph of Word: runs are words, or (words, properties)."""
    out = [f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'] if style else []
    for run in runs:
        words, properties = run if isinstance(run, tuple) else (run, "")
        out.append(
            f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'
        )
    return f"<w:p>{''.join(out)}</w:p>"


ODT_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odt(body: str, *, styles: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text with `body` as the content of office:text."""
    entries: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODT_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
    }
    entries.update(extra or {})
    return zipped(entries)


def rtf(words: Sequence[str]) -> bytes:
    """An RTF file with one paragraph for each of `words`."""
    body = "\\par\n".join(
        "".join(
            c if ord(c) < 128 else f"\\u{ord(c)}?"
            for c in w.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        )
        for w in words
    )
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}{\\info{\\title The Seventh Boat}{\\author A. Writer}}\\pard "
        + body
        + "\\par}"
    ).encode("ascii")


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF of pages of lines, in one of the fonts every reader has."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "\n".join(
            f"({line.replace(chr(92), chr(92) * 2).replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T*"
            for line in lines
        )
        stream = f"BT /F1 10 Tf 14 TL 50 780 Td\n{shown}\nET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


AO3_ONE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The Seventh Boat - writer - Harbour Tales</title></head><body>
<div id="preface">
<p class="message"><b>The Seventh Boat</b><br/>Posted originally on the <a href="#">Archive of Our Own</a> at <a href="#">an address</a>.</p>
<div class="meta"><dl class="tags">
<dt>Rating:</dt><dd><a>General Audiences</a></dd>
<dt>Fandom:</dt><dd><a>Harbour Tales</a></dd>
<dt>Relationships:</dt><dd><a>Mara/Tomas</a>, <a>Ines &amp; Mara</a></dd>
<dt>Characters:</dt><dd><a>Mara</a>, <a>Tomas</a>, <a>Old Ines</a></dd>
<dt>Additional Tags:</dt><dd><a>Boats</a>, <a>Hurt/Comfort</a></dd>
<dt>Language:</dt><dd>English</dd>
<dt>Stats:</dt><dd>Published: 2020-01-01 Words: 400 Chapters: 2/2</dd></dl>
<h1>The Seventh Boat</h1><div class="byline">by <a rel="author">writer</a></div>
<p>Summary</p><blockquote class="userstuff"><p>Six boats go out and seven come home.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>Written for a friend who likes the sea.</p></blockquote>
</div></div>
<div id="chapters" class="userstuff">
<div class="meta group"><h2 class="heading">Chapter 1: The Pier</h2><p>Chapter Notes</p><blockquote class="userstuff"><p>It begins at night.</p></blockquote></div>
<div class="userstuff">{one}<p><em>He is late,</em> she thought, <em>and I waited anyway.</em></p></div>
<div id="endnotes1" class="meta"><p>Chapter End Notes</p><blockquote class="userstuff"><p>The rope is real.</p></blockquote></div>
<div class="meta group"><h2 class="heading">Chapter 2: The Harbour</h2></div>
<div class="userstuff">{two}</div></div>
<div id="afterword"><div class="meta"><div id="endnotes"><p>End Notes</p><blockquote class="userstuff"><p>Thank you for reading.</p></blockquote></div>
<p class="message">Please <a>drop by the Archive and comment</a> to let the creator know if you enjoyed their work!</p></div></div>
</body></html>"""


def ao3() -> bytes:
    """The HTML download of an archive, in our own words."""
    return AO3_ONE.format(one=paragraphs(PIER), two=paragraphs(HARBOUR)).encode()


def fanficfare() -> bytes:
    """An EPUB as FanFicFare lays it out: title page with labels, contents, a chapter a file."""
    title = page(
        '<h3><a>The Seventh Boat</a> by <a class="authorlink">writer</a></h3><div><b>Category:</b> Harbour Tales<br />\n<b>Characters:</b> Mara, Tomas, Old Ines<br />\n'
        "<b>Relationships:</b> Mara/Tomas<br />\n<b>Status:</b> Completed<br />\n<b>Summary:</b> Six boats go out and seven come home.<br />\n</div>",
        attributes='class="fff_titlepage"',
    )
    toc = page(
        '<div><h3>Table of Contents</h3><a href="file0001.xhtml">1. The Pier</a><br /><a href="file0002.xhtml">2. The Harbour</a><br /></div>',
        attributes='class="fff_tocpage"',
    )
    one = page(
        '<h3 class="fff_chapter_title">1. The Pier</h3><div class="fff_chapter_notes fff_head_notes"><b>Author\'s Note:</b><blockquote>It begins at night.</blockquote></div>'
        + paragraphs(PIER),
        attributes='class="fff_chapter"',
    )
    two = page(
        '<h3 class="fff_chapter_title">2. The Harbour</h3>' + paragraphs(HARBOUR), attributes='class="fff_chapter"'
    )
    return epub(
        {"title_page.xhtml": title, "toc_page.xhtml": toc, "file0001.xhtml": one, "file0002.xhtml": two},
        toc=[("The Seventh Boat", "title_page.xhtml"), ("1. The Pier", "file0001.xhtml"), ("2. The Harbour", "file0002.xhtml")],
        nav=False, ncx=True,
    )  # fmt: skip
