"""Emphasis in plain text: `_so_`, `*so*`, `**so**`, marks included."""

from __future__ import annotations

import re

from fullcast.readers.draft import Block
from fullcast.text import Span

_PAIRED = re.compile(
    r"(?<!\w)(_{1,3})(?=[^\s_])[^_]+(?<!\s)\1(?!\w)|(?<![\w*])(\*{1,3})(?=[^\s*])[^*]+(?<!\s)\2(?![\w*])"
)


def find_emphasis(content: str, blocks: list[Block]) -> list[Span]:
    """Stretches between marks of emphasis, each inside one block; outermost only."""
    if "_" not in content and "*" not in content:
        return []
    found: list[Span] = []
    for block in blocks:
        if block.role == "ornament":
            continue
        words = content[block.start : block.end]
        if "_" in words or "*" in words:
            found.extend(Span(block.start + m.start(), block.start + m.end()) for m in _PAIRED.finditer(words))
    return found
