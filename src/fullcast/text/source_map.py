"""The map from the text back to the file that it was read from.

A reader builds it while it extracts, so nothing is guessed afterwards (eyecite's SpanUpdater reconstructs by diff; we do not).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from fullcast.errors import OffsetError


class SourceMap:
    """Runs of text that stand in the source unchanged: `(text offset, source offset, length)`, in text order.

    A source offset is a code point of the decoded source file; of an archive, a code point of its content documents decoded
    and put end to end in reading order. Text that the reader made (a line break for a `<p>`) lies in no run.
    """

    __slots__ = ("_texts", "runs")

    def __init__(self, runs: Iterable[tuple[int, int, int]]) -> None:
        joined: list[tuple[int, int, int]] = []
        for text, source, length in runs:
            if length <= 0:
                continue
            if joined:
                t, s, n = joined[-1]
                if text < t + n:
                    raise OffsetError(f"source map runs overlap at text offset {text}")
                if t + n == text and s + n == source:
                    joined[-1] = (t, s, n + length)
                    continue
            joined.append((text, source, length))
        self.runs: tuple[tuple[int, int, int], ...] = tuple(joined)
        self._texts = [r[0] for r in joined]

    @classmethod
    def identity(cls, length: int) -> SourceMap:
        """The map of a text that is its source."""
        return cls([(0, 0, length)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceMap) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash(self.runs)

    def to_source(self, offset: int) -> int | None:
        """The source offset of the code point at `offset` of the text, or None where the reader made it."""
        i = bisect_right(self._texts, offset) - 1
        if i < 0:
            return None
        text, source, length = self.runs[i]
        return source + offset - text if offset < text + length else None

    def to_text(self, offset: int) -> int | None:
        """The text offset of the code point at `offset` of the source, or None where it was left out."""
        for text, source, length in self.runs:
            if source <= offset < source + length:
                return text + offset - source
        return None
