"""The text of a story, which never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property

from fullcast.errors import OffsetError
from fullcast.text.offsets import OffsetTable
from fullcast.text.span import Span
from fullcast.text.tokens import Tokens


class Text:
    """The words of a story, once and for all; every offset in fullcast counts its code points."""

    def __init__(self, content: str) -> None:
        self.content = content

    def __len__(self) -> int:
        return len(self.content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)

    def __repr__(self) -> str:
        return f"Text({self.content[:40]!r}, {len(self)} code points)"

    @cached_property
    def sha256(self) -> str:
        """Digest of the UTF-8 bytes, in hexadecimal."""
        return hashlib.sha256(self.content.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def utf16(self) -> OffsetTable:
        """Conversion to and from UTF-16 units, which browsers count."""
        return OffsetTable(self.content, "utf16")

    @cached_property
    def utf8(self) -> OffsetTable:
        """Conversion to and from UTF-8 bytes, which files count."""
        return OffsetTable(self.content, "utf8")

    @cached_property
    def tokens(self) -> Tokens:
        """Words and punctuation marks with their places."""
        return Tokens(self.content)

    def words(self, span: tuple[int, int]) -> str:
        """What stands at `span`; raises OffsetError where it does not lie in the text."""
        start, end = span
        if not 0 <= start <= end <= len(self.content):
            raise OffsetError(f"span {start}-{end} does not lie in the text of {len(self)} code points")
        return self.content[start:end]

    def joined(self, spans: Iterable[tuple[int, int]], between: str = " ") -> str:
        """What stands at each of `spans`, put together."""
        return between.join(self.words(s) for s in spans)

    def trimmed(self, span: tuple[int, int]) -> Span:
        """`span` without white space at its ends."""
        start, end = span
        content = self.content
        while start < end and content[start].isspace():
            start += 1
        while end > start and content[end - 1].isspace():
            end -= 1
        return Span(start, end)
