"""Places in a gold story, told by quoting: who annotates copies words and never counts offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import SequenceMatcher
from typing import Final

import msgspec

from fullcast.errors import AnchorError
from fullcast.layers.values import Value
from fullcast.text import Span

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LIKE: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": ".", "\n": " "})
"""Signs that are easily taken for one another; each is one code point, so that offsets stay."""
_SHOWN: Final = 60
"""Code points of the text that a complaint quotes."""


class Anchor(Value, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A stretch of the story: quoted words, or whole paragraphs. Where an offset is meant, it is the start of the stretch."""

    quote: str | None = None
    """Whole words as they stand in the story; any white space stands for any other."""
    nth: int | None = None
    """Which occurrence, from 1; needed where the words stand more than once."""
    paragraph: int | None = None
    """Look only in this paragraph, from 1; `nth` then counts in it."""
    to: str | None = None
    """The stretch goes on from `quote` to the end of the next occurrence of these words."""
    paragraphs: tuple[int, int] | None = None
    """First and last paragraph, from 1, the last included; instead of `quote`."""
    offsets: tuple[int, int] | None = None
    """Start and end in code points; instead of `quote`, for texts of which no words may be copied."""

    def __post_init__(self) -> None:
        """Refuse what points nowhere or two ways."""
        if [self.quote, self.paragraphs, self.offsets].count(None) != 2:
            raise ValueError("an anchor has either `quote` or `paragraphs`")
        if self.quote is None and (self.nth, self.paragraph, self.to) != (None, None, None):
            raise ValueError("`nth`, `paragraph` and `to` go with `quote`, not with `paragraphs`")
        if any(words is not None and not words.strip() for words in (self.quote, self.to)):
            raise ValueError("the quoted words are empty")
        if self.nth is not None and self.nth < 1:
            raise ValueError("`nth` counts from 1")

    def __str__(self) -> str:
        """The anchor in few words."""
        if self.paragraphs is not None:
            return "paragraphs {}–{}".format(*self.paragraphs)
        if self.offsets is not None:
            return "offsets {}–{}".format(*self.offsets)
        return f"“{_short(self.quote or '')}”" + (f" … “{_short(self.to)}”" if self.to else "")


class Places:
    """The paragraphs of a story, numbered from 1, and the stretches that anchors name in it.

    `begins` is the offset of `content` in a longer text, from whose beginning the offsets of anchors count.
    """

    def __init__(self, content: str, begins: int = 0) -> None:
        self.content = content
        self._begins = begins
        starts = [0, *(m.end() for m in _BLANK_LINE.finditer(content))]
        ends = [*(m.start() for m in _BLANK_LINE.finditer(content)), len(content.rstrip())]
        self.paragraphs = tuple(Span(s, e) for s, e in zip(starts, ends, strict=True) if e > s)
        """Parted by blank lines, white space between them excluded."""
        self._starts = [p.start for p in self.paragraphs]
        self._found: dict[Anchor, Span] = {}

    def paragraph_at(self, offset: int) -> int:
        """Number of the paragraph that begins at or before `offset`, from 1."""
        return max(1, bisect_right(self._starts, offset))

    def span(self, anchor: Anchor) -> Span:
        """The stretch that `anchor` names, in code points; raises AnchorError with the nearest words of the story."""
        if anchor not in self._found:
            if anchor.offsets:
                self._found[anchor] = self._counted(anchor.offsets)
            else:
                self._found[anchor] = self._whole(anchor) if anchor.paragraphs else self._quoted(anchor)
        return self._found[anchor]

    def _counted(self, offsets: tuple[int, int]) -> Span:
        span = Span(*offsets).shifted(-self._begins)
        if not 0 <= span.start < span.end <= len(self.content):
            end = self._begins + len(self.content)
            raise AnchorError("{}–{} lies outside {}–{}".format(*offsets, self._begins, end))
        return span

    def _paragraph(self, number: int) -> Span:
        if not 1 <= number <= len(self.paragraphs):
            raise AnchorError(f"there is no paragraph {number}; the story has {len(self.paragraphs)}")
        return self.paragraphs[number - 1]

    def _whole(self, anchor: Anchor) -> Span:
        first, last = anchor.paragraphs or (0, 0)
        if first > last:
            raise AnchorError(f"paragraphs {first} to {last} run backwards")
        return Span(self._paragraph(first).start, self._paragraph(last).end)

    def _quoted(self, anchor: Anchor) -> Span:
        quote = anchor.quote or ""
        room = self._paragraph(anchor.paragraph) if anchor.paragraph is not None else Span(0, len(self.content))
        found = [Span(*m.span()) for m in _words(quote).finditer(self.content, room.start, room.end)]
        inside = f" in paragraph {anchor.paragraph}" if anchor.paragraph is not None else ""
        if not found:
            raise AnchorError(
                f"“{_short(quote)}” does not stand{inside or ' in the story'}; {self._nearest(quote, room)}"
            )
        if anchor.nth is None and len(found) > 1:
            where = ", ".join(str(self.paragraph_at(span.start)) for span in found[:8])
            raise AnchorError(
                f"“{_short(quote)}” stands {len(found)} times{inside} (paragraphs {where}); quote more, or say `nth`"
            )
        if (anchor.nth or 1) > len(found):
            raise AnchorError(f"“{_short(quote)}” stands only {len(found)} times{inside}, `nth` is {anchor.nth}")
        start = found[(anchor.nth or 1) - 1]
        if anchor.to is None:
            return start
        end = _words(anchor.to).search(self.content, start.end)
        if end is None:
            rest = Span(start.end, len(self.content))
            raise AnchorError(f"`to` “{_short(anchor.to)}” does not stand after it; {self._nearest(anchor.to, rest)}")
        return Span(start.start, end.end())

    def _nearest(self, quote: str, room: Span) -> str:
        """Words of the story that are most like `quote`: first in `room`, else anywhere."""
        like = quote.translate(_LIKE).lower()
        for part in (room, Span(0, len(self.content))):
            text = self.content[part.start : part.end].translate(_LIKE).lower()
            at, length = text.find(like), len(like)
            if at < 0:
                block = SequenceMatcher(None, like, text, autojunk=False).find_longest_match()
                at, length = block.b - block.a, len(like)
                if block.size < min(6, len(like)):
                    continue
            start = max(part.start, part.start + at)
            words = self.content[start : min(part.end, start + max(length, 1))]
            return f"nearest: “{_short(words)}” in paragraph {self.paragraph_at(start)}"
        return "nothing is like it"


def _words(quote: str) -> re.Pattern[str]:
    """`quote` as whole words: "he" is not found in "the"."""
    before = r"(?<![^\W_])" if re.match(r"\s*[^\W_]", quote) else ""
    after = r"(?![^\W_])" if re.search(r"[^\W_]\s*$", quote) else ""
    return re.compile(before + r"\s+".join(map(re.escape, quote.split())) + after)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def anchors_in(value: object, where: str = "") -> list[tuple[str, Anchor]]:
    """Every anchor inside `value`, each with its path, e.g. "states[3].at"."""
    if isinstance(value, Anchor):
        return [(where, value)]
    if isinstance(value, msgspec.Struct):
        parts = [(f"{where}.{name}" if where else name, getattr(value, name)) for name in value.__struct_fields__]
    elif isinstance(value, tuple):
        parts = [(f"{where}[{i}]", part) for i, part in enumerate(value)]
    else:
        return []
    return [found for path, part in parts for found in anchors_in(part, path)]
