"""RTF, through striprtf (https://github.com/joshy/striprtf, BSD-3): the words and line ends; emphasis is lost, and a notice says so."""

from __future__ import annotations

import re

from fullcast.errors import SourceDamagedError
from fullcast.layers import Metadata, Notice
from fullcast.readers.draft import Draft
from fullcast.readers.layout import find_blocks
from fullcast.readers.structure import find_structure
from fullcast.text import SourceMap

NAME = "readers.rtf"
MEDIA_TYPE = "application/rtf"
_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,200})\}")


def read(data: bytes, name: str) -> Draft:
    """The draft of the RTF file with the bytes `data`."""
    from striprtf.striprtf import rtf_to_text

    source = data.decode("cp1252", "replace").replace("\r\n", "\n").replace("\r", "\n")
    try:
        content: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # striprtf raises whatever its pattern walk meets
        raise SourceDamagedError(
            f"{name}: broken RTF ({type(error).__name__}); save it again as DOCX or plain text"
        ) from None
    content = content.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "").replace("\0", "")
    info = {m[1]: m[2].strip() for m in _INFO.finditer(source[:20_000])}
    metadata = Metadata(title=info.get("title"), author=info.get("author"), provenance="RTF info") if info else None
    blocks, _ = find_blocks(content)
    structure = find_structure(content, blocks, metadata=metadata)
    notice = Notice(
        code="emphasis_lost",
        message="italics and bold of RTF are not read, so thoughts set in italics are not marked; DOCX keeps them",
    )
    return Draft(NAME, content, structure, MEDIA_TYPE, None, SourceMap(_runs(content, source)), [notice])


def _runs(content: str, source: str) -> list[tuple[int, int, int]]:
    """Where each line of words stands in the RTF, as far as it stands there unchanged."""
    runs: list[tuple[int, int, int]] = []
    cursor = source.find("\\pard") if "\\pard" in source else 0
    for match in re.finditer(r"[^\s\\{}]+(?: [^\s\\{}]+)*", content):
        words = match.group()
        if not words.isascii():
            for part in re.finditer(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*", words):
                cursor = _find(part.group(), match.start() + part.start(), source, cursor, runs)
        else:
            cursor = _find(words, match.start(), source, cursor, runs)
    return runs


def _find(words: str, at: int, source: str, cursor: int, runs: list[tuple[int, int, int]]) -> int:
    found = source.find(words, cursor, cursor + len(words) + 4000) if len(words) > 2 else -1
    if found < 0:
        return cursor
    runs.append((at, found, len(words)))
    return found + len(words)
