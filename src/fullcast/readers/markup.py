"""Events of a markup document to text and blocks; what HTML, EPUB, DOCX and ODT share.

White space is collapsed as a browser does. A paragraph is followed by one blank line. Each word keeps the offset that
it has in the source. Left out: soft hyphens, the readings of ruby, marks of footnotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from fullcast.readers import fanfiction
from fullcast.readers.breaks import is_ornament
from fullcast.readers.draft import Block
from fullcast.readers.source_text import SourceText
from fullcast.text import Span

Event = tuple[str, str, dict[str, str]]
"""("start" or "end", tag, attributes) or ("text", words, {})."""

BLOCK_TAGS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hgroup "
    "li main nav ol p pre section summary table tbody tfoot thead title tr ul html".split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_EMPHASIS = frozenset({"em", "i", "b", "strong", "u", "cite", "dfn", "var"})
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "rt",
        "rp",
        "rtc",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "audio",
        "video",
        "button",
        "select",
        "textarea",
    }
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SPACE = re.compile(r"[ \t\n\r\f]*[\t\n\r\f][ \t\n\r\f]*| {2,}|[\u00ad\ufeff\u200b]+")
_BREAK_CLASS = re.compile(
    r"(?:scene|section|space|text|thought|story)[-_]?(?:break|sep(?:arator)?)|(?:^|\s)(?:tb|hr|asterism|ornament|dinkus|divider)(?:$|\s)",
    re.IGNORECASE,
)
_DROP_CLASS = re.compile(r"drop[-_ ]?cap|initial|lettrine|first[-_]?letter", re.IGNORECASE)
_NOTE_TYPES = frozenset(
    {
        "footnote",
        "endnote",
        "rearnote",
        "footnotes",
        "endnotes",
        "rearnotes",
        "doc-footnote",
        "doc-endnote",
        "doc-endnotes",
    }
)
_REF_TYPES = frozenset({"noteref", "doc-noteref"})
_TYPE_REGIONS = {
    "toc": "contents",
    "doc-toc": "contents",
    "landmarks": "contents",
    "page-list": "contents",
    "titlepage": "title",
    "halftitlepage": "title",
    "copyright-page": "licence",
    "colophon": "other",
    "dedication": "other",
    "index": "other",
    "cover": "other",
    "doc-cover": "other",
    "acknowledgments": "author_note",
    "doc-acknowledgments": "author_note",
}


class Builder:
    """Collects the text of one file, document by document."""

    def __init__(self, italic: frozenset[str] = frozenset()) -> None:
        self.italic = italic
        """Classes that a style sheet sets in italics."""
        self.archive: str | None = None
        """The archive's page that was recognised."""
        self.length = 0
        self.blocks: list[Block] = []
        self.emphasis: list[Span] = []
        self.runs: list[tuple[int, int, int]] = []
        self.anchors: dict[str, int] = {}
        """For each id of an element: the number of the block that it stands in or before."""
        self._parts: list[str] = []
        self._pieces: list[tuple[int, str, int | None]] = []
        self._local = 0
        self._space: tuple[bool, int | None] = (False, None)
        self._breaks = 0
        self._depth = 0
        """How many tags of emphasis are open."""
        self._emphasis_start: int | None = None
        """Where, in the open block, the first word in the outermost of them stands."""
        self._local_emphasis: list[Span] = []
        self._gap = 1
        self._rule = False
        self._level: int | None = None
        self._region: str | None = None
        self._centred = False
        self._preformatted = 0
        self._quoted = 0
        self._joins = False
        """Whether a drop cap in a block of its own waits for the paragraph that it begins."""

    @property
    def content(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def feed(
        self, events: Iterable[Event], source: SourceText | None, *, document: str = "", region: str | None = None
    ) -> None:
        """Add the content of one document; `document` names it in the keys of `anchors`."""
        self._region = region
        stack: list[tuple[str, bool, str | None, int | None, bool, bool]] = []
        skipped = 0
        for kind, words, attributes in events:
            if kind == "text":
                if not skipped:
                    self._text(words, source)
                continue
            if kind == "start":
                if skipped:
                    skipped += words not in _VOID
                    continue
                self._anchor(attributes, document)
                if words in _SKIPPED or _is_hidden(words, attributes):
                    if words not in _VOID:
                        skipped = 1
                    continue
                if words in _VOID:
                    self._void(words, attributes)
                    continue
                block = words in BLOCK_TAGS
                if words in ("td", "th") and self._pieces:
                    self._space = (True, None)
                emphasised = self._is_emphasis(words, attributes)
                stack.append((words, emphasised, self._region, self._level, self._centred, block))
                if block:
                    self._start_block(words, attributes)
                if emphasised:
                    self._depth += 1
                self._preformatted += words == "pre"
                self._quoted += words == "blockquote"
                continue
            if words in _VOID:
                continue
            if skipped:
                skipped -= 1
                continue
            if stack and (stack[-1][0] == words or any(entry[0] == words for entry in stack)):
                while stack:
                    tag, emphasised, region_before, level, centred, block = stack.pop()
                    if emphasised:
                        self._close_emphasis()
                    if block:
                        self._end_block(tag)
                        self._region, self._level, self._centred = region_before, level, centred
                    self._preformatted -= tag == "pre"
                    self._quoted -= tag == "blockquote"
                    if tag == words:
                        break
        while stack:
            _, emphasised, *_ = stack.pop()
            if emphasised:
                self._close_emphasis()
        self._flush()
        self._region, self._level, self._centred, self._preformatted, self._quoted, self._joins = (
            None,
            None,
            False,
            0,
            0,
            False,
        )

    def _anchor(self, attributes: dict[str, str], document: str) -> None:
        for key in ("id", "name", "xml:id"):
            if attributes.get(key):
                self.anchors.setdefault(f"{document}#{attributes[key]}", len(self.blocks))

    def _is_emphasis(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in _EMPHASIS:
            return not re.search(r"font-style:\s*normal", attributes.get("style", ""))
        style = attributes.get("style", "")
        if style and re.search(r"font-style:\s*(?:italic|oblique)", style):
            return True
        return (
            bool(self.italic)
            and tag not in _HEADINGS
            and any(f"{t}.{c}" in self.italic for c in attributes.get("class", "").split() for t in (tag, ""))
        )

    def _start_block(self, tag: str, attributes: dict[str, str]) -> None:
        if self._joins and self._local == 1:
            self._joins = False
            self._space = (False, None)
        else:
            self._flush()
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        classes = attributes.get("class", "")
        region = fanfiction.region_of(tag, attributes, self._region)
        if attributes.get("id") == "preface":
            self.archive = "AO3 preface"
        elif "fff_titlepage" in classes:
            self.archive = "FanFicFare title page"
        types = f"{attributes.get('epub:type', '')} {attributes.get('role', '')}".split()
        if not _NOTE_TYPES.isdisjoint(types):
            region = "footnote"
        for name in types:
            region = region or _TYPE_REGIONS.get(name)
        if "fullcast-title" in classes:  # our own readers' mark for a style that names the book
            region = "title"
        if tag == "nav" and region is None:
            region = "contents"
        if region is not None:
            self._region = region
        if classes and _DROP_CLASS.search(classes) and tag in ("div", "p", "figure"):
            self._joins = True
        if classes and _BREAK_CLASS.search(classes):
            self._rule = True
        if (
            "center" in classes
            or "centre" in classes
            or tag == "center"
            or "center" in attributes.get("align", "") + attributes.get("style", "")
        ):
            self._centred = True

    def _end_block(self, tag: str) -> None:
        if self._joins:
            if self._local == 1:
                return
            self._joins = False
        empty = not self._pieces
        self._flush()
        if empty and tag == "p":
            self._gap += 1

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._breaks += 1
            if self._breaks == 2 and self._pieces:
                self._flush()
                self._breaks = 2
            elif self._breaks > 2:
                self._gap += 1
        elif tag == "hr":
            self._flush()
            self._rule = True
        elif tag == "img":
            alt = attributes.get("alt", "").strip()
            if (
                len(alt) == 1
                and alt.isalpha()
                and _DROP_CLASS.search(attributes.get("class", "") + " " + attributes.get("src", ""))
            ):
                self._word(alt, None)

    def _text(self, words: str, source: SourceText | None) -> None:
        if not words.strip(" \t\n\r\f"):
            if self._preformatted and self._pieces:
                self._breaks += words.count("\n")
            elif words and self._pieces and not self._space[0]:
                self._space = (True, None)
            return
        lead = len(words) - len(words.lstrip(" \t\n\r\f"))
        core = words.strip(" \t\n\r\f")
        runs = source.find(core) if source is not None else []
        if lead:
            self._space = (True, None)
        if self._preformatted:
            at = 0
            for line in core.split("\n"):
                self._breaks += at > 0
                if line.strip():
                    self._piece(line.rstrip(), runs, at)
                at += len(line) + 1
        else:
            at = 0
            for match in _SPACE.finditer(core):
                if match.start() > at:
                    self._piece(core[at : match.start()], runs, at)
                if match.group()[0] in " \t\n\r\f":
                    self._space = (True, _source_of(runs, match.start()) if core[match.start()] == " " else None)
                at = match.end()
            self._piece(core[at:], runs, at)
        if lead + len(core) < len(words):
            self._space = (True, None)

    def _piece(self, words: str, runs: list[tuple[int, int, int]], at: int) -> None:
        """Add `words`, which stand at `at` of a text node with the source `runs`, run by run."""
        end = at + len(words)
        position = at
        for i in range(max(0, bisect_right(runs, (at, 1 << 62, 0)) - 1), len(runs)):
            start, offset, length = runs[i]
            if start >= end:
                break
            if start + length <= at:
                continue
            if start > position:
                self._word(words[position - at : start - at], None)
                position = start
            stop = min(end, start + length)
            self._word(words[position - at : stop - at], offset + position - start)
            position = stop
        if position < end:
            self._word(words[position - at :], None)

    def _word(self, words: str, offset: int | None) -> None:
        if not words:
            return
        if self._breaks > 1 and self._pieces:
            self._flush()  # a blank line in preformatted text
        if self._breaks and self._pieces:
            self._pieces.append((self._local, "\n", None))
            self._local += 1
        elif (
            self._space[0]
            and self._pieces
            and not self._pieces[-1][1].endswith((" ", "\n"))
            and not words.startswith(" ")
        ):
            self._pieces.append((self._local, " ", self._space[1]))
            self._local += 1
        elif self._pieces and self._pieces[-1][1].endswith(" ") and words.startswith(" "):
            words, offset = words[1:], None if offset is None else offset + 1
        self._breaks, self._space = 0, (False, None)
        if self._depth and self._emphasis_start is None:
            self._emphasis_start = self._local
        if words:
            self._pieces.append((self._local, words, offset))
            self._local += len(words)

    def _close_emphasis(self) -> None:
        self._depth -= 1
        if not self._depth:
            self._end_emphasis()

    def _end_emphasis(self) -> None:
        """End the span of emphasis that is open in this block; in the next one it goes on with its first word."""
        if self._emphasis_start is not None:
            self._local_emphasis.append(Span(self._emphasis_start, self._local))
            self._emphasis_start = None

    def _flush(self) -> None:
        """End the block that is open, and lay it into the text."""
        self._end_emphasis()
        words = "".join(piece for _, piece, _ in self._pieces)
        pieces, emphasis = self._pieces, self._local_emphasis
        self._pieces, self._local_emphasis, self._local = [], [], 0
        self._space, self._breaks = (False, None), 0
        trimmed = words.strip()
        if not trimmed:
            self._gap += bool(words)
            return
        lead = len(words) - len(words.lstrip())
        separator = "" if not self.blocks else "\n\n"
        self._parts.append(separator)
        base = self.length + len(separator) - lead
        self._parts.append(trimmed)
        start, end = base + lead, base + lead + len(trimmed)
        for local, piece, offset in pieces:
            if offset is not None:
                a, b = max(local, lead), min(local + len(piece), lead + len(trimmed))
                if b > a:
                    self.runs.append((base + a, offset + a - local, b - a))
        self._add_emphasis(words, emphasis, base, start, end)
        self.length = end
        for n, (line_start, line_end) in enumerate(_lines(trimmed, start)):
            line = trimmed[line_start - start : line_end - start]
            role = "heading" if self._level is not None else "ornament" if is_ornament(line) else "prose"
            if role == "heading" and not re.search(r"\w", line):
                role = "ornament"
            level = self._level if role == "heading" else None
            self.blocks.append(
                Block(
                    line_start,
                    line_end,
                    0 if n else self._gap,
                    0,
                    role,
                    self._region,
                    level=level,
                    rule=self._rule and not n,
                    centred=self._centred,
                    quoted=self._quoted > 0,
                )
            )
        self._gap, self._rule = 1, False

    def _add_emphasis(self, words: str, emphasis: list[Span], base: int, start: int, end: int) -> None:
        for a, b in emphasis:
            while a < b and words[a].isspace():
                a += 1
            while b > a and words[b - 1].isspace():
                b -= 1
            if b <= a:
                continue
            if b - a == 1 and (words[a - 1 : a].isalpha() or words[b : b + 1].isalpha()):
                continue  # a drop cap
            span = Span(max(base + a, start), min(base + b, end))
            if span.length <= 0:
                continue
            if self.emphasis and span.start - self.emphasis[-1].end <= 0:
                self.emphasis[-1] = Span(self.emphasis[-1].start, max(span.end, self.emphasis[-1].end))
            else:
                self.emphasis.append(span)


def _source_of(runs: list[tuple[int, int, int]], at: int) -> int | None:
    """The source offset of what stands at `at` of a text node with `runs`, or None."""
    i = bisect_right(runs, (at, 1 << 62, 0)) - 1
    if i < 0:
        return None
    start, offset, length = runs[i]
    return offset + at - start if at < start + length else None


def _lines(words: str, start: int) -> Iterator[tuple[int, int]]:
    """The lines of a block that are paragraphs of their own: where `<br>` parts prose, not verse or an address."""
    if "\n" not in words:
        yield start, start + len(words)
        return
    lines = words.split("\n")
    closed = sum(line.rstrip()[-1:] in '.!?"”’»…' for line in lines[:-1])
    if max(map(len, lines)) <= 90 and closed < 0.6 * (len(lines) - 1) and not any(map(is_ornament, lines)):
        yield start, start + len(words)
        return
    at = start
    for line in lines:
        body = line.strip()
        if body:
            lead = len(line) - len(line.lstrip())
            yield at + lead, at + lead + len(body)
        at += len(line) + 1


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    types = f"{attributes.get('epub:type', '')} {attributes.get('role', '')}".split()
    if tag in ("a", "sup", "span") and (
        not _REF_TYPES.isdisjoint(types) or "noteref" in attributes.get("class", "").split()
    ):
        return True
    if not {"pagebreak", "doc-pagebreak"}.isdisjoint(types):
        return True
    return "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", "")


def lexbor_events(root: Any) -> Iterator[Event]:
    """The events of a Lexbor tree, without recursion."""
    node = root
    while node is not None:
        tag = node.tag
        if tag == "-text":
            yield "text", node.text_content or "", {}
            child = None
        elif tag.startswith(("-", "_")):
            child = None
        else:
            yield "start", tag, {k.lower(): v or "" for k, v in node.attributes.items()}
            child = node.child
            if child is None:
                yield "end", tag, {}
        if child is not None:
            node = child
            continue
        while node is not None:
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent
            if node is not None:
                yield "end", node.tag, {}


def lxml_events(root: Any) -> Iterator[Event]:
    """The events of an lxml tree, tags without their namespace, without recursion."""
    from lxml import etree

    for action, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if action == "comment" or action == "pi" or not isinstance(element.tag, str):
            if element.tail and action in ("comment", "pi"):
                yield "text", element.tail, {}
            continue
        tag = etree.QName(element).localname.lower()
        if action == "start":
            attributes = {}
            for key, value in element.attrib.items():
                name = etree.QName(key)
                attributes[
                    "epub:type"
                    if name.localname == "type" and name.namespace and "ops" in name.namespace
                    else name.localname.lower()
                ] = value
            yield "start", tag, attributes
            if element.text:
                yield "text", element.text, {}
        else:
            yield "end", tag, {}
            if element.tail and element is not root:
                yield "text", element.tail, {}


def parse_html(source: str) -> LexborHTMLParser:
    """The tree of an HTML document; markup of any quality has one."""
    return LexborHTMLParser(source)


_CLASS = re.compile(r"^([a-zA-Z0-9]*)\.([\w-]+)$")


def italic_classes(css: str) -> frozenset[str]:
    """The classes that a style sheet sets in italics, as "tag.class" or ".class"."""
    found: set[str] = set()
    plain = re.sub(r"/\*.*?(?:\*/|\Z)", "", css[:500_000], flags=re.DOTALL)
    for rule in plain.split("}"):
        selectors, _, body = rule.rpartition("{")
        if re.search(r"font-style\s*:\s*(?:italic|oblique)", body):
            for selector in selectors.rpartition("{")[2].split(","):
                match = _CLASS.match(selector.strip())
                if match is not None:
                    found.add(f"{match[1].lower()}.{match[2]}")
    return frozenset(found)
