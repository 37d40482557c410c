"""PDF, through pypdfium2 (https://github.com/pypdfium2-team/pypdfium2, Apache-2.0 and BSD-3): an extra, and lossy.

A PDF has no paragraphs, only places of glyphs. Lines come from the page; running heads and page numbers that repeat
are left out, words broken at a line's end stay broken. A notice says all this.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from fullcast.errors import MissingExtraError, SourceDamagedError, SourceProtectedError
from fullcast.layers import Metadata, Notice
from fullcast.readers.draft import Draft
from fullcast.readers.layout import find_blocks
from fullcast.readers.structure import find_structure
from fullcast.text import SourceMap

NAME = "readers.pdf"
MEDIA_TYPE = "application/pdf"
COMMAND = 'python -m pip install "fullcast[pdf]"'


def read(data: bytes, name: str) -> Draft:
    """The draft of the PDF file with the bytes `data`."""
    pages, info = _pages(data, name)
    lines = [page.split("\n") for page in pages]
    running = _running(lines)
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    text = source = 0
    for page in lines:
        for n, line in enumerate(page):
            edge = n < 2 or n >= len(page) - 2
            if not (edge and (_shape(line) in running or re.fullmatch(r"[\s–—-]*\d{1,4}[\s–—-]*", line))):
                body = line.rstrip()
                parts.append(body + "\n")
                runs.append((text, source, len(body)))
                text += len(body) + 1
            source += len(line) + 1
    content = "".join(parts).rstrip("\n")
    metadata = (
        Metadata(title=info.get("Title") or None, author=info.get("Author") or None, provenance="PDF properties")
        if info
        else None
    )
    blocks, _ = find_blocks(content)
    structure = find_structure(content, blocks, metadata=metadata, typographic=False)
    notice = Notice(
        code="lossy_pdf",
        message="a PDF holds no paragraphs and no emphasis; they were guessed from its lines, and scene breaks may be "
        "missing. Prefer EPUB or DOCX",
    )
    return Draft(
        NAME,
        content,
        structure,
        MEDIA_TYPE,
        None,
        SourceMap((t, s, n) for t, s, n in runs if t + n <= len(content)),
        [notice],
    )


def _pages(data: bytes, name: str) -> tuple[list[str], dict[str, str]]:
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError(f"{name}: reading PDF needs one more package; install it with: {COMMAND}") from None
    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceProtectedError(f"{name}: the PDF has a password; save it without one") from None
        raise SourceDamagedError(f"{name}: the PDF is damaged ({error}); download it again") from None
    try:
        pages = []
        for page in document:
            words = page.get_textpage()
            pages.append(
                words.get_text_bounded()
                .replace("\r\n", "\n")
                .replace("\r", "\n")
                .replace("\0", "")
                .replace("\ufffe", "-")
            )
            words.close()
            page.close()
        return pages, document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()


def _shape(line: str) -> str:
    """A line with its numbers taken out, to know a running head again."""
    return re.sub(r"\d+", "#", " ".join(line.split())).casefold()


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Lines at the top or foot of a third of the pages, at least three."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in (*page[:2], *page[-2:]) if line.strip() and len(line) < 80})
    return frozenset(line for line, n in seen.items() if n >= max(3, len(pages) // 3))
