"""Numbers as headings write them: 12, XII, twelve, the twelfth, the last."""

from __future__ import annotations

import re

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth"
).split()
_WORDS = (
    {w: i + 1 for i, w in enumerate(_ONES)}
    | {w: i + 1 for i, w in enumerate(_ORDINALS)}
    | {w: 10 * (i + 2) for i, w in enumerate(_TENS)}
)
_WORDS |= {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundred": 100}
LAST = 9999
"""What "the last" counts as."""
ROMAN = re.compile(
    r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})(?<=[ivxlcdm])", re.IGNORECASE
)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

WORD_PATTERN = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]?(?:one|two|three|four|five|six|seven|eight|nine|first|second|third"
    r"|fourth|fifth|sixth|seventh|eighth|ninth)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r"|last)"
)


def parse(words: str) -> int | None:
    """The number that `words` write, or None."""
    words = words.strip().lower()
    if words.isdecimal():
        return int(words) if len(words) <= 4 else None
    if ROMAN.fullmatch(words):
        total = 0
        for a, b in zip(words, [*words[1:], ""], strict=True):
            value = _VALUES[a]
            total += -value if b and _VALUES[b] > value else value
        return total
    if words == "last":
        return LAST
    parts = re.split(r"[- ]", words)
    values = [_WORDS.get(p) for p in parts if p]
    if not values or any(v is None for v in values) or len(values) > 2:
        joined = re.fullmatch(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(\w+)", words)
        if joined and joined.group(2) in _WORDS:
            return _WORDS[joined.group(1)] + _WORDS[joined.group(2)]
        return None
    return sum(v for v in values if v is not None)
