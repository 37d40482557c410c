"""Whether a story holds every code point of its text exactly once."""

from __future__ import annotations

from collections.abc import Iterable

from fullcast.layers.values import Value


class Coverage(Value, frozen=True, kw_only=True):
    """Code points that go wrong when a text is cut into stretches."""

    lost: int
    """In no stretch."""
    doubled: int
    """In a stretch although an earlier one had them, counted each time, or outside the text."""

    @property
    def whole(self) -> bool:
        """Whether nothing is lost or doubled."""
        return not self.lost and not self.doubled


def coverage(stretches: Iterable[tuple[int, int]], length: int) -> Coverage:
    """How well `stretches` (start, end) tile a text of `length` code points."""
    lost = doubled = done = 0
    for start, end in sorted(stretches):
        lost += max(0, min(start, length) - done)
        doubled += max(0, min(end, done) - start) + max(0, end - max(start, length))
        done = max(done, min(end, length))
    return Coverage(lost=lost + length - done, doubled=doubled)


def differing(parts: Iterable[str], content: str) -> int:
    """Code points by which `parts`, put together, are not `content`: 0, or all from the first that differs."""
    joined = "".join(parts)
    if joined == content:
        return 0
    same = next(
        (i for i, (a, b) in enumerate(zip(joined, content, strict=False)) if a != b), min(len(joined), len(content))
    )
    return max(len(joined), len(content)) - same
