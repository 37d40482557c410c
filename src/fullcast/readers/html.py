"""HTML: any page with a story in it, an archive's download first of all.

Parsed by Lexbor as a browser would (https://github.com/rushter/selectolax, MIT); no script runs, nothing is fetched,
no markup is kept.
"""

from __future__ import annotations

import re

from fullcast.layers import Metadata
from fullcast.readers import fanfiction
from fullcast.readers.decoding import decode
from fullcast.readers.draft import Draft
from fullcast.readers.markup import Builder, italic_classes, lexbor_events, parse_html
from fullcast.readers.source_text import SourceText
from fullcast.readers.structure import find_structure
from fullcast.text import SourceMap

NAME = "readers.html"
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the head of a page names."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match is not None else None


def read(data: bytes, name: str) -> Draft:
    """The draft of an HTML file with the bytes `data`."""
    content, encoding = decode(data, name, declared=declared_encoding(data))
    return read_text(content, encoding=encoding)


def read_text(source: str, *, encoding: str | None = "utf-8") -> Draft:
    """The draft of a page that is already decoded."""
    tree = parse_html(source)
    styles = "\n".join(node.text(deep=True) for node in tree.css("style"))
    builder = Builder(italic_classes(styles))
    root = tree.body if tree.body is not None else tree.root
    if root is not None:
        builder.feed(lexbor_events(root), SourceText(source))
    return finish(builder, NAME, "text/html", encoding, _metadata(tree) if builder.archive != "AO3 preface" else None)


def finish(builder: Builder, reader: str, media_type: str, encoding: str | None, metadata: Metadata | None) -> Draft:
    """The draft of what `builder` collected."""
    content = builder.content
    fanfiction.settle(content, builder.blocks)
    structure = find_structure(
        content,
        builder.blocks,
        metadata=metadata,
        emphasis=builder.emphasis,
        labels_by=builder.archive or "label lines",
    )
    return Draft(reader, content, structure, media_type, encoding, SourceMap(builder.runs))


def _metadata(tree: object) -> Metadata | None:
    def content_of(selector: str) -> str | None:
        node = tree.css_first(selector)  # type: ignore[attr-defined]
        value = node.attributes.get("content") if node is not None else None
        return value.strip() or None if value else None

    title_node = tree.css_first("head > title")  # type: ignore[attr-defined]
    title = content_of('meta[name="dc.title" i]') or content_of('meta[property="og:title"]')
    if title is None and title_node is not None:
        title = " ".join(title_node.text().split()) or None
    root = tree.css_first("html")  # type: ignore[attr-defined]
    language = ((root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else "")[
        :2
    ].lower() or None
    author = content_of('meta[name="author" i]') or content_of('meta[name="dc.creator" i]')
    if not (title or author or language):
        return None
    return Metadata(
        title=title,
        author=author,
        language=language if language and language.isalpha() else None,
        provenance="HTML head",
    )
