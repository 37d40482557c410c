"""A span: where some words stand in the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of the text, in code points from zero, end excluded."""

    start: int
    """Offset of the first code point."""
    end: int
    """Offset after the last code point."""

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def holds(self, other: tuple[int, int]) -> bool:
        """Whether `other` lies inside this span (its ends may touch)."""
        return self.start <= other[0] and other[1] <= self.end

    def meets(self, other: tuple[int, int]) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other[1] and other[0] < self.end

    def shifted(self, by: int) -> Span:
        """The same stretch `by` code points further on."""
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[tuple[int, int]]) -> Span:
    """The smallest span that holds all of `spans`, of which there is at least one."""
    spans = list(spans)
    return Span(min(s for s, _ in spans), max(e for _, e in spans))


def merged(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """`spans` sorted, with those that touch or overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return out
