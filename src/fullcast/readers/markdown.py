"""Markdown, by its file name: CommonMark through markdown-it-py (https://github.com/executablebooks/markdown-it-py, MIT).

The marks themselves are not in the text: `*so*` gives "so" and a span of emphasis. HTML inside is dropped, its words
are kept. A YAML head gives metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from fullcast.layers import Metadata
from fullcast.readers import html
from fullcast.readers.decoding import decode
from fullcast.readers.draft import Draft
from fullcast.readers.markup import Builder, Event
from fullcast.readers.source_text import SourceText

NAME = "readers.markdown"
MEDIA_TYPE = "text/markdown"
_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAGS = {
    "heading": None,
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "em": "em",
    "strong": "strong",
    "table": "table",
    "tr": "tr",
    "td": "td",
    "th": "th",
    "thead": "thead",
    "tbody": "tbody",
}


class _Lines(SourceText):
    """A Markdown source in which words are found again: all of it counts as text, and links are stepped over."""

    def __init__(self, source: str, base: int) -> None:
        self._text = source
        self._starts = [0]
        self._offsets: list[int | None] = [base]
        self._cursor = 0

    def go_to(self, offset: int) -> None:
        """Look no earlier than `offset`."""
        self._cursor = max(self._cursor, offset)

    def step_over_target(self) -> None:
        """After the words of a link: go on behind its target."""
        match = re.compile(r"[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?").match(self._text, self._cursor)
        if match is not None:
            self._cursor = match.end()


def read(data: bytes, name: str) -> Draft:
    """The draft of a Markdown file with the bytes `data`."""
    content, encoding = decode(data, name)
    return read_text(content, encoding=encoding)


def read_text(source: str, *, encoding: str | None = "utf-8") -> Draft:
    """The draft of Markdown that is already decoded."""
    from markdown_it import MarkdownIt

    head = _HEAD.match(source)
    metadata = _metadata(head.group(1)) if head is not None else None
    skipped = head.end() if head is not None and metadata is not None else 0
    body = source[skipped:]
    parser = MarkdownIt("commonmark").enable("strikethrough")
    lines = _Lines(body, skipped)
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    builder = Builder()
    builder.feed(_events(parser.parse(body), lines, starts), lines)
    return html.finish(builder, NAME, MEDIA_TYPE, encoding, metadata)


def _events(tokens: list[Any], lines: _Lines, starts: list[int]) -> Iterator[Event]:
    for token in tokens:
        if token.map is not None and token.nesting >= 0:
            lines.go_to(starts[min(token.map[0], len(starts) - 1)])
        if token.type == "inline":
            yield from _inline(token.children or [], lines)
        elif token.type == "hr":
            yield "start", "hr", {}
        elif token.type in ("fence", "code_block"):
            yield "start", "pre", {}
            yield "text", token.content.rstrip("\n"), {}
            yield "end", "pre", {}
        elif token.type == "html_block":
            yield from _html(token.content)
        else:
            yield from _paired(token)


def _paired(token: Any) -> Iterator[Event]:
    kind, _, side = token.type.rpartition("_")
    tag = token.tag if kind == "heading" else _TAGS.get(kind)
    if tag and side in ("open", "close"):
        yield ("start" if side == "open" else "end"), tag, {}


def _inline(tokens: list[Any], lines: _Lines) -> Iterator[Event]:
    for token in tokens:
        if token.type in ("text", "text_special"):
            if token.content:
                yield "text", token.content, {}
        elif token.type == "code_inline":
            yield "text", token.content, {}
        elif token.type == "softbreak":
            yield "text", "\n", {}
        elif token.type == "hardbreak":
            yield "start", "br", {}
        elif token.type == "html_inline":
            yield from _html(token.content)
        elif token.type == "link_close":
            lines.step_over_target()
        else:
            yield from _paired(token)


_TAG = re.compile(r"<(/?)(em|i|b|strong|u|p|div|center|br|hr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_OTHER = re.compile(r"<!--.*?(?:-->|\Z)|<[/!a-zA-Z][^>]*+(?:>|\Z)", re.DOTALL)


def _html(words: str) -> Iterator[Event]:
    """The tags that count in a piece of HTML, and its words."""
    at = 0
    for match in _TAG.finditer(words):
        between = _OTHER.sub("", words[at : match.start()])
        if between.strip():
            yield "text", between, {}
        yield ("end" if match[1] else "start"), match[2].lower(), {}
        at = match.end()
    rest = _OTHER.sub("", words[at:])
    if rest.strip():
        yield "text", rest, {}


def _metadata(head: str) -> Metadata | None:
    try:
        values = yaml.safe_load(head) if len(head) < 20_000 and "&" not in head else None
    except yaml.YAMLError:
        return None
    if not isinstance(values, dict):
        return None
    folded = {str(k).lower(): v for k, v in values.items()}

    def words(key: str) -> str | None:
        value = folded.get(key)
        if isinstance(value, list):
            return ", ".join(map(str, value)) or None
        return str(value) if value is not None else None

    def several(key: str) -> tuple[str, ...]:
        value = folded.get(key)
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value is not None else ()

    language = (words("lang") or words("language") or "")[:2].lower()
    return Metadata(
        title=words("title"),
        author=words("author") or words("authors"),
        language=language if len(language) == 2 and language.isalpha() else None,
        tags=several("tags"),
        characters=several("characters"),
        relationships=several("relationships"),
        provenance="YAML head",
    )
