"""Where the words of a parsed document stand in its source.

Parsers of markup forget offsets. So the source is cut, once, into the stretches of text that stand between its tags,
and the text nodes that the parser gives are found again in that order. A character written as an entity stands in no
run; nothing is ever mapped to other characters.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right

_ATTRIBUTES = (
    r"(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+"  # quotes count after a sign of equality only
)
_TOKEN = re.compile(  # each branch runs to its end or to that of the source, so that broken markup costs no more than whole
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|<\?[^>]*+(?:>|\Z)"
    rf"|<(?P<raw>script|style|title|noscript|iframe|template)(?=[\s/>]){_ATTRIBUTES}(?:(?<=/)>|>.*?(?:</(?P=raw)\s*>|\Z)|\Z)"
    rf"|<[/!a-zA-Z]{_ATTRIBUTES}(?:>|\Z)"
    r"|(?P<entity>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|(?P<text>[^<&]++)|(?P<sign>[<&])",
    re.DOTALL | re.IGNORECASE,
)
_WINDOW = 20_000


class SourceText:
    """The text between the tags of a source, in order, with the offset of each stretch."""

    def __init__(self, source: str, base: int = 0, only: re.Pattern[str] | None = None) -> None:
        """Cut `source`, whose first character has the source offset `base`.

        `only` is a pattern whose group 1 holds the text that counts.
        """
        self._starts: list[int] = []
        self._offsets: list[int | None] = []
        parts: list[str] = []
        length = 0
        if only is None:
            spans = [(0, len(source))]
            body = re.search(r"<body\b", source, re.IGNORECASE)
            if body is not None:
                spans = [(body.start(), len(source))]
        else:
            spans = [m.span(1) for m in only.finditer(source)]
        for start, end in spans:
            for match in _TOKEN.finditer(source, start, end):
                kind = match.lastgroup
                if kind == "entity":
                    words, offset = html.unescape(match.group()), None
                elif kind in ("text", "sign"):
                    words, offset = match.group(), base + match.start()
                elif kind == "cdata":
                    words, offset = match["cdata"], base + match.start("cdata")
                else:
                    continue
                if words:
                    parts.append(words)
                    self._starts.append(length)
                    self._offsets.append(offset)
                    length += len(words)
        self._text = "".join(parts)
        self._cursor = 0

    def find(self, words: str) -> list[tuple[int, int, int]]:
        """Where the next text node, `words`, stands: runs of (offset in `words`, source offset, length); none where it is not found."""
        if not words:
            return []
        at = self._cursor
        if not self._text.startswith(words, at):
            at = self._text.find(words, at, at + len(words) + _WINDOW)
            if at < 0:
                return []
        self._cursor = end = at + len(words)
        runs: list[tuple[int, int, int]] = []
        i = bisect_right(self._starts, at) - 1
        while i < len(self._starts) and self._starts[i] < end:
            start = max(at, self._starts[i])
            stop = min(end, self._starts[i + 1] if i + 1 < len(self._starts) else len(self._text))
            offset = self._offsets[i]
            if offset is not None and stop > start:
                runs.append((start - at, offset + start - self._starts[i], stop - start))
            i += 1
        return runs
