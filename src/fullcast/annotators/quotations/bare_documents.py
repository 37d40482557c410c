"""What is written in a story and set off by no mark: letters known by their form, messages by their senders' names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fullcast.annotators.quotations.documents import CLOSING
from fullcast.annotators.quotations.passage import Passage, at_head
from fullcast.annotators.quotations.stretches import Stretch
from fullcast.text import Span

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
_LABEL = re.compile(
    r"[*_]*(?P<who>[A-Z][\w.'’-]{0,20}(?: [A-Z0-9][\w.'’-]{0,20}){0,2})(?: \(\d[\d:. apm]{0,9}\))?[*_]*:[*_]*\s+(?=\S)"
)
_DEVICE = re.compile(
    r"\b(?:phones?|texts?|texted|texting|messages?|messaged|typed|typing|screens?|chat|chats|buzz(?:es|ed)?|pings?|pinged|inbox|"
    r"notifications?|laptop|computer|tablet|keyboard|online)\b",
    re.IGNORECASE,
)
_NO_SENDERS = frozenset(
    "note notes disclaimer rating fandom summary warning warnings title author pairing pairings chapter genre characters ps disclaimers "
    "words status category contents prompt beta thanks".split()
)


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


def chat_lines(passage: Passage, taken: Sequence[Stretch]) -> list[tuple[int, Span]]:
    """Messages on a screen with their senders' names before them, as paragraph and words: "RUY: you see the board?".

    Something that shows messages is named before the first of them; else such lines are a play, as they are with stage directions. A
    whole book of them is a log.
    """
    marked = {s.paragraph for s in taken if s.parent is None and at_head(passage, s)}
    labels: dict[int, tuple[str, int]] = {}
    for n in range(len(passage.paragraphs)):
        m = _LABEL.match(passage.some(n, 60)) if n not in marked else None
        if m is not None and m["who"].lower() not in _NO_SENDERS and passage.paragraphs[n].length < 600:
            labels[n] = (m["who"], m.end())
    directions = sum(
        passage.content.startswith(("(", "_(", "[", "*("), passage.starts[n] + at) for n, (_, at) in labels.items()
    )
    if not labels or len(labels) * 2 > len(passage.paragraphs) or directions:
        return []
    cued: set[str] = set()
    for n in labels:
        if n - 1 not in labels and any(_DEVICE.search(passage.some(k, -600)) for k in range(max(0, n - 2), n)):
            k = n
            while k in labels:
                cued.add(labels[k][0])
                k += 1
    return [
        (n, Span(passage.starts[n] + at, passage.paragraphs[n].end)) for n, (who, at) in labels.items() if who in cued
    ]
