"""Letters that no mark sets off, known by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fullcast.annotators.quotations.documents import CLOSING
from fullcast.annotators.quotations.passage import Passage, at_head
from fullcast.annotators.quotations.stretches import Stretch

_LONGEST = 60
"""Paragraphs of a letter looked through for its signature."""
_BARE_SALUTATION = re.compile(
    r"[_*]*(?:(?:My )?(?:[Vv]ery |[Oo]wn )?(?:Dear|Dearest|DEAR|MY DEAR)\b[^.!?\"“”]{1,40}|To [A-Z][^.!?\"“”\n—–-]{1,40}(?=[,:]))"
    r"[,:—–-]{1,2}[_*]*(?:$|\n)"
)
_NO_NAME = re.compile(
    r"\b(?:later|evening|morning|night|noon|chapter|part|book|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_NAME_ONLY = re.compile(r"[_*—–-]{0,3}[A-Z][\w.'’]*(?:[ ,-]{1,2}[A-Z][\w.'’]*){0,3}[_*.,]{0,3}")


def bare_letters(passage: Passage, taken: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Letters set off by nothing but their form, as index of their first and last paragraph: "Dear Philomena," to "Your brother, Ivo"."""
    marked = {s.paragraph for s in taken if s.parent is None and at_head(passage, s)}
    out: list[tuple[int, int]] = []
    n = 0
    while n < len(passage.paragraphs):
        if n not in marked and _BARE_SALUTATION.match(passage.some(n, 90)):
            end = _bare_end(passage, n, marked)
            if end is not None:
                out.append((n, end))
                n = end
        n += 1
    written = sum(passage.paragraphs[last].end - passage.starts[first] for first, last in out)
    return out if len(out) < 3 or written * 3 < len(passage.content) else []  # else the book itself is letters


def _bare_end(passage: Passage, first: int, marked: set[int]) -> int | None:
    """Index of the paragraph with the signature of the letter that begins at paragraph `first`."""
    for n in range(first, min(len(passage.paragraphs), first + _LONGEST)):
        if n in marked:
            return None
        last_lines = [line.strip() for line in passage.some(n, -160).split("\n") if line.strip()][-3:]
        whole = n > first and passage.paragraphs[n].length < 80
        for k, line in enumerate(last_lines):
            if (
                len(line) < 60
                and CLOSING.match(line.strip("_*—–-"))
                and not _NO_NAME.search(line)
                and (whole or k or (len(last_lines) == 1 and n > first))
            ):
                follower = (
                    n + 1 < len(passage.paragraphs)
                    and n + 1 not in marked
                    and _NAME_ONLY.fullmatch(passage.some(n + 1, 61))
                )
                return n + 1 if follower and k == len(last_lines) - 1 else n
    return None
