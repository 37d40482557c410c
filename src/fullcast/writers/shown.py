"""How words and numbers are shown: words of a story made safe for a terminal, numbers with their words."""

from __future__ import annotations

import re
from typing import Final

_ESCAPES: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])?")
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def shown(words: str) -> str:
    """`words` on one line, without control characters, escape sequences and marks that turn the writing direction."""
    return " ".join(_CONTROLS.sub("", _ESCAPES.sub("", words)).split())


def clipped(words: str, length: int) -> str:
    """`words` made safe, at most `length` signs of them."""
    words = shown(words)
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number with its word: "1 scene", "2,000 scenes"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def percent(share: float) -> str:
    """A share as whole percent; never 0% or 100% for what only comes near."""
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{round(share * 100)}%"
