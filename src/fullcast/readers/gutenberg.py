"""Project Gutenberg's legal text: where the book begins and ends in a file of theirs.

Marks known: the START and END lines of today, the small print of the 1990s, "End of the Project Gutenberg EBook", the
credits of those who typed and proofed. See https://www.gutenberg.org/policy/license.html; the words matched here are
facts of the format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fullcast.layers import Metadata
from fullcast.readers.draft import Block

_HEAD = 60_000
_START = re.compile(
    r"^[ \t]*\*\*\*[ \t]?START OF (?:THE|THIS)? ?PROJECT GUTENBERG(?:.|\n(?!\n))*?\*\*\*[ \t]*$"
    r"|^[ \t]*\*?END[ *]*(?:OF )?THE SMALL PRINT.*$"
    r"|^[ \t]*\*\*\* ?START OF .*PROJECT GUTENBERG.*$",
    re.MULTILINE | re.IGNORECASE,
)
_END = re.compile(
    r"^[ \t]*(?:\*\*\*[ \t]?END OF (?:THE|THIS)? ?PROJECT GUTENBERG.*|(?:The )?End of (?:the |this )?Project Gutenberg(?:'s|’s)?\b.*"
    r"|\*\*\* ?START: FULL LICENSE ?\*\*\*.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_BANNER = re.compile(r"^.{0,20}Project Gutenberg(?:'s|’s)? (?:e-?text|e-?book|.{0,60}\bby\b)", re.IGNORECASE)
_CREDITS = re.compile(
    r"^[\[( ]*(?:(?:This )?(?:e-?text|e-?book|file|html|electronic text)\b.{0,40}\b(?:was )?(?:produced|prepared"
    r"|created|transcribed|scanned|typed|edited)\b"
    r"|(?:Produced|Prepared|Transcribed|Scanned|Typed|Proofed|Proofread|Digitized) (?:by|from|and)\b"
    r"|HTML (?:version|file|conversion)|Transcriber[’']?s['’]? Notes?\b|\[?Editor[’']?s note: This e-?text|Updated editions will"
    r"|.{0,80}\b(?:Distributed Proofread|pgdp\.net|gutenberg\.(?:org|net)))",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(r"^(Title|Author|Language|Translator):[ \t]*(\S.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Legal:
    """Where the book lies between the legal texts, and what they say of it."""

    start: int
    end: int
    metadata: Metadata


def find_legal(content: str) -> Legal | None:
    """The limits of the book in a Project Gutenberg file; None where `content` has none of their marks."""
    head, tail = content[:_HEAD], max(0, len(content) - _HEAD)
    lowered = head.lower()
    at_head = "project gutenberg" in lowered or "small print" in lowered
    if not at_head and "project gutenberg" not in content[tail:].lower():
        return None
    start = 0
    if at_head:
        marks = list(_START.finditer(head))
        start = marks[-1].end() if marks else 0
    end = len(content)
    closing = _END.search(content, max(start, tail))
    if closing is not None:
        end = closing.start()
    if start == 0 and end == len(content) and not _BANNER.match(content.lstrip()[:200]):
        return None
    return Legal(start, end, _metadata(head[:start] or head[:3000]))


def _metadata(header: str) -> Metadata:
    found = {m.group(1).lower(): " ".join(m.group(2).split()) for m in _FIELD.finditer(header)}
    language = {
        "english": "en",
        "french": "fr",
        "german": "de",
        "spanish": "es",
        "italian": "it",
        "dutch": "nl",
        "portuguese": "pt",
    }.get(found.get("language", "").lower())
    return Metadata(
        title=found.get("title"),
        author=found.get("author"),
        language=language,
        provenance="Project Gutenberg header" if found else None,
    )


def mark_legal(content: str, blocks: list[Block]) -> Metadata | None:
    """Give the blocks of legal text and credits the region `licence`; what the header says of the book, or None where there is none."""
    legal = find_legal(content)
    if legal is None:
        return None
    seen = 0
    for block in blocks:
        if block.start < legal.start or block.start >= legal.end:
            block.region, block.role = "licence", "prose"
            continue
        if seen < 8:
            words = content[block.start : min(block.end, block.start + 400)]
            if (_CREDITS.match(words) and block.end - block.start < 1500) or (
                seen == 0 and legal.start == 0 and _BANNER.match(words)
            ):
                block.region, block.role = "licence", "prose"
            seen += 1
    return legal.metadata


def straddling(content: str) -> tuple[int, ...]:
    """Offsets at which no block may run on: the edges of the book."""
    legal = find_legal(content)
    return () if legal is None else tuple(o for o in (legal.start, legal.end) if 0 < o < len(content))
