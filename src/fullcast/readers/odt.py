"""ODT: the text of OpenDocument, read from its own content.xml (https://docs.oasis-open.org/office/OpenDocument/v1.3/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from fullcast.errors import SourceDamagedError, SourceProtectedError
from fullcast.layers import Metadata, Notice
from fullcast.readers import html, xml
from fullcast.readers.archive import Archive
from fullcast.readers.draft import Draft
from fullcast.readers.markup import Builder, Event
from fullcast.readers.source_text import SourceText

NAME = "readers.odt"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_SKIPPED = frozenset(
    {
        "tracked-changes",
        "annotation",
        "annotation-end",
        "sequence-decls",
        "forms",
        "variable-decls",
        "note-citation",
        "ruby-text",
        "bookmark",
        "table-of-content-source",
    }
)
_CONTENTS = frozenset({"table-of-content", "illustration-index", "alphabetical-index", "bibliography"})


def read(data: bytes, name: str, *, max_bytes: int) -> Draft:
    """The draft of the OpenDocument file with the bytes `data`."""
    archive = Archive(data, name, max_bytes=max_bytes)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise SourceProtectedError(f"{name}: the document has a password; save it without one")
    raw = archive.read("content.xml")
    root = xml.parse(raw, f"{name}: content.xml")
    body = next(root.iter("{*}text"), None)
    office = next(
        (
            e
            for e in root.iter()
            if isinstance(e.tag, str)
            and etree.QName(e).localname == "text"
            and "office" in (etree.QName(e).namespace or "")
        ),
        body,
    )
    if office is None:
        raise SourceDamagedError(f"{name}: no text document in content.xml; save it again as ODT")
    italic = _italic_styles(root)
    if "styles.xml" in archive:
        italic |= _italic_styles(xml.parse(archive.read("styles.xml"), f"{name}: styles.xml"))
    source = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    builder = Builder()
    builder.feed(_events(office, italic), SourceText(source))
    draft = html.finish(builder, NAME, MEDIA_TYPE, None, _metadata(archive))
    if next(root.iter("{*}tracked-changes"), None) is not None:
        draft.notices.append(
            Notice(
                code="tracked_changes", message="the document has tracked changes; it was read as if all were accepted"
            )
        )
    return draft


def _italic_styles(root: Any) -> set[str]:
    found: set[str] = set()
    for style in root.iter("{*}style"):
        for properties in style.iter("{*}text-properties"):
            values = {etree.QName(k).localname: v for k, v in properties.attrib.items()}
            if values.get("font-style") in ("italic", "oblique") or values.get("font-weight") == "bold":
                found.add(next((v for k, v in style.attrib.items() if etree.QName(k).localname == "name"), ""))
    return found


def _attribute(element: Any, name: str) -> str:
    return next((v for k, v in element.attrib.items() if etree.QName(k).localname == name), "")


def _events(root: Any, italic: set[str]) -> Iterator[Event]:
    """The events of the document with the tags of HTML."""
    skipped = 0
    notes: list[list[Event]] = []
    pending: list[Event] = []
    for action, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        tag = etree.QName(element).localname
        out = notes[-1] if notes else None
        events: list[Event] = []
        if action == "start":
            if skipped or tag in _SKIPPED:
                skipped += 1
                continue
            if tag == "note":
                notes.append([])
                out = notes[-1]
            events.extend(_opening(tag, element, italic))
            if element.text:
                events.append(("text", element.text, {}))
        else:
            if skipped:
                skipped -= 1
            else:
                events.extend(_closing(tag, element, italic))
                if tag == "note":
                    pending.extend(notes.pop())
                    out = notes[-1] if notes else None
            if not skipped and element.tail and element is not root:
                events.append(("text", element.tail, {}))
        if out is not None:
            out.extend(events)
        else:
            yield from events
    if pending:
        yield "start", "section", {"role": "doc-endnotes"}
        yield from pending
        yield "end", "section", {}


def _opening(tag: str, element: Any, italic: set[str]) -> list[Event]:
    if tag == "h":
        level = _attribute(element, "outline-level") or "1"
        return [("start", f"h{min(6, int(level) if level.isdecimal() else 1)}", {})]
    if tag == "p":
        style = _attribute(element, "style-name")
        name = "hr" if style == "Horizontal_20_Line" else "p"
        if name == "hr":
            return [("start", "hr", {}), ("start", "p", {})]
        attributes = (
            {"class": "fullcast-title"}
            if style in ("Title", "Subtitle")
            else {"style": "font-style:italic"}
            if style in italic
            else {}
        )
        return [("start", name, attributes)]
    if tag == "span":
        return [("start", "em" if _attribute(element, "style-name") in italic else "span", {})]
    if tag == "line-break":
        return [("start", "br", {})]
    if tag in ("tab", "s"):
        return [("text", " ", {})]
    if tag in _CONTENTS:
        return [("start", "nav", {"role": "doc-toc"})]
    if tag in ("list-item", "section", "table-row", "table-cell", "list"):
        return [("start", "div", {})]
    return []


def _closing(tag: str, element: Any, italic: set[str]) -> list[Event]:
    opened = _opening(tag, element, italic)
    return [("end", name, {}) for kind, name, _ in reversed(opened) if kind == "start" and name not in ("br", "hr")]


def _metadata(archive: Archive) -> Metadata | None:
    if "meta.xml" not in archive:
        return None
    try:
        root = xml.parse(archive.read("meta.xml"), archive.name)
    except SourceDamagedError:
        return None
    values = {
        tag: xml.text_of(e)
        for tag in ("title", "creator", "language")
        for e in root.iter(f"{{http://purl.org/dc/elements/1.1/}}{tag}")
    }
    initial = next((xml.text_of(e) for e in root.iter("{*}initial-creator")), "")
    return Metadata(
        title=values.get("title") or None,
        author=initial or values.get("creator") or None,
        language=re.sub(r"[^a-z].*", "", values.get("language", "").lower())[:2] or None,
        provenance="ODT properties",
    )
