"""Plain text: the text is the decoded file, to the character; only its structure is found."""

from __future__ import annotations

from fullcast.readers import gutenberg
from fullcast.readers.decoding import decode
from fullcast.readers.draft import Draft
from fullcast.readers.layout import find_blocks
from fullcast.readers.structure import find_structure

NAME = "readers.plain_text"


def read(data: bytes, name: str) -> Draft:
    """The draft of a plain-text file with the bytes `data`."""
    content, encoding = decode(data, name)
    return read_text(content, encoding=encoding)


def read_text(content: str, *, encoding: str | None = "utf-8", media_type: str = "text/plain") -> Draft:
    """The draft of a text that is already decoded."""
    blocks, _ = find_blocks(content, edges=gutenberg.straddling(content))
    return Draft(NAME, content, find_structure(content, blocks), media_type, encoding)
