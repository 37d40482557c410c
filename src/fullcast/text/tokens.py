"""Words and punctuation marks of a text with their places, found once and kept with the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?"  # numbers, ordinals, clock times
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"  # initials run together: J.R.R.
    r"|[^\W_]+(?:['’`][^\W_]+)*(?:-[^\W_]+(?:['’][^\W_]+)*)*"  # words, apostrophes and hyphens inside
    r"|\.(?:[ \u00a0]?\.){2,}|-{2,}|[^\w\s]|_"  # ellipses in every spacing, dashes, single marks
)


class Tokens:
    """The tokens of a text in order.

    `words[i]` stands at `starts[i]` to `ends[i]`, in code points; `lower[i]` is the word in small letters with straight apostrophes.
    """

    def __init__(self, content: str) -> None:
        found = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(content)]
        self.words: list[str] = [f[0] for f in found]
        self.starts: list[int] = [f[1] for f in found]
        self.ends: list[int] = [f[2] for f in found]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lower(self) -> list[str]:
        """The words in small letters, apostrophes straight."""
        return [w.lower().replace("’", "'") for w in self.words]

    def between(self, start: int, end: int) -> range:
        """Indices of the tokens that begin at or after `start` and before `end`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))
