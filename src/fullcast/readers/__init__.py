"""Readers: a file in, a Story out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fullcast.layers import Story
from fullcast.readers import plain_text
from fullcast.readers.draft import to_story


def read_source(source: str | Path | bytes, *, name: str | None = None, max_bytes: int = 50_000_000) -> Story:
    """The story in a file or in the bytes of one."""
    if isinstance(source, bytes):
        data, name = source, name or "input"
    else:
        path = Path(source)
        data, name = path.read_bytes(), name or path.name
    return to_story(plain_text.read(data, name), name, hashlib.sha256(data).hexdigest())


def read_string(text: str, name: str = "input") -> Story:
    """The story in a string."""
    return read_source(text.encode("utf-8", "surrogatepass"), name=name)
