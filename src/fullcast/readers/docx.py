"""DOCX, through the HTML that mammoth makes of it: headings by style, emphasis kept.

mammoth: https://github.com/mwilliamson/python-mammoth, BSD-2.
"""

from __future__ import annotations

import io
import re

from fullcast.errors import SourceDamagedError
from fullcast.layers import Metadata, Notice
from fullcast.readers import html, xml
from fullcast.readers.archive import Archive
from fullcast.readers.draft import Draft
from fullcast.readers.markup import Builder, lexbor_events, parse_html
from fullcast.readers.source_text import SourceText

NAME = "readers.docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY = "word/document.xml"
_WORDS = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>")
_STYLES = """
p[style-name='Title'] => p.fullcast-title:fresh
p[style-name='Subtitle'] => p.fullcast-title:fresh
r[style-name='Emphasis'] => em
u => u
"""


def read(data: bytes, name: str, *, max_bytes: int) -> Draft:
    """The draft of the Word file with the bytes `data`."""
    import mammoth

    archive = Archive(data, name, max_bytes=max_bytes)
    archive.refuse_bombs()
    body = archive.read(_BODY)
    for entry in (_BODY, "word/footnotes.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"):
        if entry in archive and b"<!ENTITY" in archive.read(entry)[:100_000]:
            raise SourceDamagedError(
                f"{name}: {entry} declares entities, which no document needs and attacks use; it is not read"
            )
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {"src": ""})
        )
    except Exception as error:  # mammoth raises whatever its XML and zip layers do
        raise SourceDamagedError(
            f"{name}: the document is damaged ({type(error).__name__}: {error}); save it again"
        ) from None
    source = body.decode("utf-8", "replace").replace("\r\n", "\n")
    tree = parse_html(_footnotes_last(result.value))
    builder = Builder()
    if tree.body is not None:
        builder.feed(lexbor_events(tree.body), SourceText(source, only=_WORDS))
    draft = html.finish(builder, NAME, MEDIA_TYPE, None, _metadata(archive))
    if b"<w:ins " in body or b"<w:del " in body:
        draft.notices.append(
            Notice(
                code="tracked_changes", message="the document has tracked changes; it was read as if all were accepted"
            )
        )
    return draft


def _footnotes_last(page: str) -> str:
    """Mammoth's page with its notes marked as such and the marks that point to them left out."""
    page = re.sub(r'<sup><a href="#(?:foot|end)note-[^"]*" id="[^"]*">\[\d+\]</a></sup>', "", page)
    at = max(page.rfind('<ol><li id="footnote-'), page.rfind('<ol><li id="endnote-'))
    if at < 0:
        return page
    notes = re.sub(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">↑</a>', "", page[at:])
    return f'{page[:at]}<section role="doc-endnotes">{notes}</section>'


def _metadata(archive: Archive) -> Metadata | None:
    if "docProps/core.xml" not in archive:
        return None
    try:
        root = xml.parse(archive.read("docProps/core.xml"), archive.name)
    except SourceDamagedError:
        return None
    values = {
        tag: xml.text_of(e)
        for tag in ("title", "creator", "language")
        for e in root.iter(f"{{http://purl.org/dc/elements/1.1/}}{tag}")
    }
    return Metadata(
        title=values.get("title") or None, author=values.get("creator") or None, language=values.get("language", "")[:2].lower() or None,
        provenance="DOCX properties",
    )  # fmt: skip
