"""Code points, UTF-16 units and UTF-8 bytes: three ways to count the same text.

fullcast counts code points. Browsers and Java count UTF-16 units, files count bytes; both are converted at the edge, here.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from fullcast.errors import OffsetError

_WIDE = {
    "utf16": re.compile("[\U00010000-\U0010ffff]"),
    "utf8": re.compile("[\u0080-\U0010ffff]"),
}


def _extra(unit: str, character: str) -> int:
    """Units that a code point takes beyond the first."""
    point = ord(character)
    if unit == "utf16":
        return 1
    return 1 if point < 0x800 else 2 if point < 0x10000 else 3


class OffsetTable:
    """Converts offsets of one text between code points and another unit.

    Built once in time linear in the text; each conversion is one binary search. `unit` is "utf16" or "utf8".
    """

    def __init__(self, content: str, unit: str) -> None:
        if unit not in _WIDE:
            raise OffsetError(f"no unit {unit!r}; known: {', '.join(sorted(_WIDE))}")
        self._points: list[int] = []  # code point offset just after each wide code point
        self._units: list[int] = []  # the same place in the other unit
        extra = 0
        for wide in _WIDE[unit].finditer(content):
            extra += _extra(unit, wide.group())
            self._points.append(wide.end())
            self._units.append(wide.end() + extra)
        self._length = len(content)
        self._unit_length = len(content) + extra

    def from_points(self, offset: int) -> int:
        """The offset in the other unit of the code point at `offset`; raises OffsetError outside the text."""
        if not 0 <= offset <= self._length:
            raise OffsetError(f"offset {offset} is outside the text of {self._length} code points")
        i = bisect_right(self._points, offset) - 1
        return offset if i < 0 else offset - self._points[i] + self._units[i]

    def to_points(self, offset: int) -> int:
        """The code point offset of `offset` in the other unit; raises OffsetError outside the text or inside a code point."""
        if not 0 <= offset <= self._unit_length:
            raise OffsetError(f"offset {offset} is outside the text of {self._unit_length} units")
        i = bisect_right(self._units, offset) - 1
        point = offset if i < 0 else offset - self._units[i] + self._points[i]
        if point > self._length or self.from_points(point) != offset:
            raise OffsetError(f"offset {offset} lies inside a code point")
        return point
