"""EPUB 2 and 3.

An own reader, because the packages for it are AGPL or read metadata only. It follows the spine; chapters come from
the navigation document or the NCX, fragments included, so that several chapters may lie in one file and one chapter
over several. Each content document is parsed as XML and, where it is broken, as HTML. Format:
https://www.w3.org/TR/epub-33/ and https://idpf.org/epub/20/spec/OPF_2.0.1_draft.htm.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from fullcast.errors import SourceDamagedError, SourceProtectedError
from fullcast.layers import Metadata
from fullcast.readers import html, xml
from fullcast.readers.archive import Archive
from fullcast.readers.decoding import decode
from fullcast.readers.draft import Draft
from fullcast.readers.markup import Builder, Event, italic_classes, lexbor_events, lxml_events, parse_html
from fullcast.readers.source_text import SourceText

NAME = "readers.epub"
MEDIA_TYPE = "application/epub+zip"
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_CONTENTS_TITLE = re.compile(r"(?i)^(?:table of )?contents\b|^cover\b|^title ?page\b|^copyright\b|^landmarks$")


@dataclass(slots=True)
class Package:
    """What the package document says."""

    path: str
    metadata: Metadata
    spine: list[str] = field(default_factory=list)
    """Paths of the content documents in reading order."""
    apart: frozenset[str] = frozenset()
    """Those of them that are not in the linear order: notes, pop-ups."""
    styles: list[str] = field(default_factory=list)
    nav: str | None = None
    ncx: str | None = None


def read(data: bytes, name: str, *, max_bytes: int) -> Draft:
    """The draft of the EPUB file with the bytes `data`."""
    archive = Archive(data, name, max_bytes=max_bytes)
    package = open_package(archive)
    css = "\n".join(
        archive.read(path).decode("utf-8", "replace")
        for path in package.styles
        if path in archive and archive.size(path) < 1_000_000
    )
    builder = Builder(italic_classes(css))
    first_blocks: dict[str, int] = {}
    base = 0
    ordered = [p for p in package.spine if p not in package.apart] + [p for p in package.spine if p in package.apart]
    for path in ordered:
        if path not in archive:
            raise SourceDamagedError(
                f"{name}: the book names {path!r} but the archive has no such file; download it again"
            )
        source, _ = decode(archive.read(path), f"{name}: {path}", declared="utf-8")
        before = len(builder.blocks)
        first_blocks[path] = before
        region = "contents" if path == package.nav else "footnote" if path in package.apart else _body_region(source)
        events = _events(source)
        builder.feed(events, SourceText(source, base), document=path, region=region)
        base += len(source)
    if not builder.blocks:
        raise SourceDamagedError(f"{name}: no text in the book; its pages may be pictures")
    _label(archive, package, builder, first_blocks)
    return html.finish(builder, NAME, MEDIA_TYPE, None, package.metadata)


def _events(source: str) -> Iterator[Event]:
    root = xml.parse_text(source)
    if root is None:
        tree = parse_html(source)
        return lexbor_events(tree.body) if tree.body is not None else iter(())
    body = next((e for e in root.iter("{*}body")), None)
    return lxml_events(body if body is not None else root)


def _body_region(source: str) -> str | None:
    """The region of a page that says at its body what it is."""
    body = re.search(r"<body\b[^>]*>", source)
    head = body.group() if body is not None else ""
    for word, region in (
        ("fff_titlepage", "metadata"),
        ("fff_tocpage", "contents"),
        ("fff_logpage", "other"),
        ("fff_coverpage", "other"),
    ):
        if word in head:
            return region
    kind = re.search(r"epub:type=[\"']([^\"']*)", head)
    types = kind.group(1).split() if kind is not None else []
    for word, region in (
        ("toc", "contents"),
        ("titlepage", "title"),
        ("copyright-page", "licence"),
        ("cover", "other"),
        ("footnotes", "footnote"),
        ("endnotes", "footnote"),
        ("rearnotes", "footnote"),
        ("index", "other"),
        ("dedication", "other"),
        ("halftitlepage", "title"),
    ):
        if word in types:
            return region
    return None


def open_package(archive: Archive) -> Package:
    """The package of an EPUB; raises SourceProtectedError where the book is encrypted."""
    name = archive.name
    refuse_drm(archive)
    if "META-INF/container.xml" not in archive:
        opf = next((e for e in archive.entries if e.lower().endswith(".opf")), None)
        if opf is None:
            raise SourceDamagedError(f"{name}: not a whole EPUB (no META-INF/container.xml); download it again")
    else:
        container = xml.parse(archive.read("META-INF/container.xml"), f"{name}: META-INF/container.xml")
        rootfile = next((e for e in container.iter("{*}rootfile") if e.get("full-path")), None)
        if rootfile is None:
            raise SourceDamagedError(f"{name}: META-INF/container.xml names no book; download it again")
        opf = unquote(rootfile.get("full-path"))
    root = xml.parse(archive.read(opf), f"{name}: {opf}")
    return _package(root, opf, archive)


def refuse_drm(archive: Archive) -> None:
    """Raise SourceProtectedError where anything but fonts is encrypted, or the rights of a seller lie in the archive."""
    advice = "fullcast reads books without DRM only; ask the seller for a copy without it"
    if "META-INF/encryption.xml" in archive:
        root = xml.parse(archive.read("META-INF/encryption.xml"), f"{archive.name}: META-INF/encryption.xml")
        for item in root.iter("{*}EncryptedData"):
            method = next((e.get("Algorithm", "") for e in item.iter("{*}EncryptionMethod")), "")
            if method not in _FONT_ALGORITHMS:
                raise SourceProtectedError(f"{archive.name}: the book is encrypted (DRM); {advice}")
    if "META-INF/rights.xml" in archive and b"adept" in archive.read("META-INF/rights.xml"):
        raise SourceProtectedError(f"{archive.name}: the book is encrypted (Adobe DRM); {advice}")
    if "META-INF/sinf.xml" in archive:
        raise SourceProtectedError(f"{archive.name}: the book is encrypted (FairPlay DRM); {advice}")
    if "META-INF/license.lcpl" in archive and "META-INF/encryption.xml" in archive:
        raise SourceProtectedError(f"{archive.name}: the book is encrypted (LCP DRM); {advice}")


def _package(root: Any, path: str, archive: Archive) -> Package:
    folder = posixpath.dirname(path)
    items = {e.get("id"): e for e in root.iter("{*}item")}
    package = Package(path, _metadata(root))
    apart: list[str] = []

    def target(item: Any) -> str:
        return resolve(folder, item.get("href", ""))

    for item in items.values():
        if "nav" in item.get("properties", "").split():
            package.nav = target(item)
        if item.get("media-type") == "text/css":
            package.styles.append(target(item))
        if item.get("media-type") == "application/x-dtbncx+xml":
            package.ncx = target(item)
    for reference in root.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type", _PAGES[0]) not in _PAGES:
            continue
        package.spine.append(target(item))
        if reference.get("linear") == "no":
            apart.append(package.spine[-1])
    if not package.spine:
        raise SourceDamagedError(f"{archive.name}: the book names no pages to read (an empty spine); download it again")
    package.spine = list(dict.fromkeys(package.spine))
    package.apart = frozenset(apart) if len(apart) < len(package.spine) else frozenset()
    return package


def _metadata(root: Any) -> Metadata:
    def all_of(tag: str) -> list[str]:
        return [
            words
            for words in (xml.text_of(e) for e in root.iter(f"{{http://purl.org/dc/elements/1.1/}}{tag}"))
            if words
        ]

    language = next(iter(all_of("language")), "")[:2].lower()
    return Metadata(
        title=next(iter(all_of("title")), None),
        author=", ".join(all_of("creator")) or None,
        language=language if language.isalpha() else None,
        tags=tuple(dict.fromkeys(all_of("subject"))),
        provenance="EPUB package",
    )


def resolve(folder: str, href: str) -> str:
    """The path in the archive that `href` in a document of `folder` names, without its fragment."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/") if path else ""


def contents(archive: Archive, package: Package) -> list[tuple[int, str, str, str]]:
    """The table of contents: (depth, title, path, fragment) of each entry, from the navigation document or else the NCX."""
    if package.nav is not None and package.nav in archive:
        source, _ = decode(archive.read(package.nav), package.nav, declared="utf-8")
        root = xml.parse_text(source)
        entries = list(_nav_entries(root, posixpath.dirname(package.nav))) if root is not None else []
        if entries:
            return entries
    if package.ncx is not None and package.ncx in archive:
        try:
            root = xml.parse(_without_doctype(archive.read(package.ncx)), package.ncx)
        except SourceDamagedError:
            return []
        return list(_ncx_entries(root, posixpath.dirname(package.ncx)))
    return []


def _without_doctype(data: bytes) -> bytes:
    return re.sub(rb"<!DOCTYPE[^>\[]*>", b"", data, count=1)


def _nav_entries(root: Any, folder: str) -> Iterator[tuple[int, str, str, str]]:
    navs = list(root.iter("{*}nav"))
    toc = next(
        (e for e in navs if "toc" in (e.get("{http://www.idpf.org/2007/ops}type") or e.get("type") or "").split()),
        navs[0] if navs else None,
    )
    if toc is None:
        return
    for link in toc.iter("{*}a"):
        if link.get("href"):
            depth = sum(1 for a in link.iterancestors("{*}ol"))
            yield (
                depth,
                xml.text_of(link),
                resolve(folder, link.get("href")),
                unquote(link.get("href").partition("#")[2]),
            )


def _ncx_entries(root: Any, folder: str) -> Iterator[tuple[int, str, str, str]]:
    for point in root.iter("{*}navPoint"):
        label = next((e for e in point.iterchildren("{*}navLabel")), None)
        target = next((e.get("src", "") for e in point.iterchildren("{*}content")), "")
        depth = 1 + sum(1 for a in point.iterancestors("{*}navPoint"))
        yield (
            depth,
            xml.text_of(label) if label is not None else "",
            resolve(folder, target),
            unquote(target.partition("#")[2]),
        )


def _label(archive: Archive, package: Package, builder: Builder, first_blocks: dict[str, int]) -> None:
    """Let chapters begin where the table of contents says."""
    entries = [e for e in contents(archive, package) if e[1] and not _CONTENTS_TITLE.match(e[1])]
    places: list[tuple[int, int, str]] = []
    for depth, title, path, fragment in entries:
        at = builder.anchors.get(f"{path}#{fragment}") if fragment else first_blocks.get(path)
        if at is None:
            at = first_blocks.get(path)
        if at is not None and at < len(builder.blocks):
            places.append((depth, at, title))
    for depth, at, title in places:
        deeper = any(d > depth and a == at for d, a, _ in places)
        parent = any(d > depth for d, _, _ in places) and _is_parent(places, depth, at)
        block = builder.blocks[at]
        if (
            block.label is None
            and not deeper
            and not (parent and _holds_little(builder, places, at))
            and block.region is None
        ):
            block.label = title


def _is_parent(places: list[tuple[int, int, str]], depth: int, at: int) -> bool:
    """Whether the entry at `at` has entries below it."""
    following = next(((d, a) for d, a, _ in places if a > at), None)
    return following is not None and following[0] > depth


def _holds_little(builder: Builder, places: list[tuple[int, int, str]], at: int) -> bool:
    """Whether a part has no text of its own before its first chapter."""
    following = min((a for _, a, _ in places if a > at), default=len(builder.blocks))
    return sum(b.end - b.start for b in builder.blocks[at:following]) < 800
