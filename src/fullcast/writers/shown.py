"""Words of a story made safe to show in a terminal."""

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
