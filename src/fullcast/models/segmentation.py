"""Tokens and sentences as the English Web Treebank has them, found by rule.

The treebank (Silveira and others, LREC 2014) splits what grammar tells apart: "don't" is "do" and "n't", "Tom's" is "Tom" and "'s",
"cannot" is "can" and "not", a compound with hyphens is its parts; a shortened word keeps its stop ("Mr."). The rules look at letters only,
so that training and reading split alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

LONGEST_SENTENCE: Final = 128
"""Tokens; a longer sentence is parted, so that time stays linear in the length of a text."""

_TITLES: Final = (
    "Mr|Mrs|Ms|Mssrs|Messrs|Mme|Mlle|Dr|Prof|Rev|Revd|Hon|St|Ft|Mt|Capt|Col|Gen|Lt|Maj|Sgt|Cpl|Sr|Jr|Esq|Gov|Sen|Rep|Inc|Corp|Ltd|Bros|"
    "vs|viz|cf|etc"
)
_BEFORE_NUMBERS: Final = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Nos|Vol|Ch|p|pp"
_PREFIXES: Final = "e|co|re|non|pre|ex|mid|pro|multi|post|anti|un|semi|sub|inter|intra|counter"
_WHOLE: Final = "good-bye?s?|to-(?:day|morrow|night)|o'clock|ma'am|ne'er|e'er|o'er"
_TOKEN: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?')\]]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"  # addresses
    r"|\d+(?:[.,:/]\d+)+|\d+(?:st|nd|rd|th|s)\b|\d+"
    r"|(?:[^\W\d_]\.){2,}"  # initials run together, p.m.
    rf"|(?:{_TITLES})\.(?!\.)|(?:{_BEFORE_NUMBERS})\.(?=\s?\d)"
    r"|[A-HJ-Z]\.(?=\s?[A-Z])(?!\.)"  # an initial before a name
    rf"|(?i:(?:{_WHOLE})(?!\w))"
    rf"|(?i:(?:{_PREFIXES})-)[^\W\d_]+"
    r"|(?i:'(?:em|til|cause|bout)\b)|(?i:'t(?=(?:is|was|were|will|would)\b))"
    r"|(?i:d'(?=(?:you|ye)\b))|(?i:n't|'(?:s|m|ll|ve|re|d))(?!\w)"
    r"|(?i:can(?=not\b)|gon(?=na\b)|wan(?=na\b)|got(?=ta\b)|gim(?=me\b)|lem(?=me\b))"
    r"|(?i:(?:do|did|does|would|could|should|is|was|are|were|have|has|had|ai)(?=nt\b))|(?i:(?:you|they)(?=re\b)|(?:that|what)(?=s\b)|i(?=(?:m|ve)\b))"
    r"|(?i:[^\W_]+?(?=n't\b))"
    r"|[^\W\d_]{2,}in'(?=\s[a-z])"  # goin' on
    r"|[^\W_]+(?:'(?!(?i:s|m|ll|ve|re|d)(?!\w))[^\W_]+)*"
    r"|\.(?:\s\.){2,}|\.{2,}|-{2,}|[!?]{2,}|''|_{2,}|=+|\*+|[^\s]"
)
_STOP: Final = re.compile(r"[.!?…][.!?…\s]*|(?:etc|[ap]\.m)\.", re.IGNORECASE)
_ELLIPSIS: Final = re.compile(r"\.[.\s]+|…")
_CLOSING: Final = frozenset("\"')]”’»*_")
_JOINTS: Final = ((";", ":"), ("--", "—", "–"), (",",))
"""Where an overlong sentence is parted, the best first."""


class Segmentation(NamedTuple):
    """The tokens of a text and the sentences that they make."""

    starts: NDArray[np.int32]
    """(n,) offsets of the first code point of each token."""
    ends: NDArray[np.int32]
    """(n,) offsets after the last code point of each token."""
    sentences: NDArray[np.int64]
    """(m + 1,) index of the first token of each sentence, and n."""


def segment(text: str, paragraphs: Iterable[tuple[int, int]]) -> Segmentation:
    """Tokens and sentences of the `paragraphs` of `text`, whose quotation marks must be straight.

    Every sign that is not white space is in one token; no sentence crosses a paragraph or is longer than `LONGEST_SENTENCE`.

    >>> straight = 'He said we cannot. "Why?" asked Tom.'
    >>> found = segment(straight, [(0, len(straight))])
    >>> [straight[a:b] for a, b in zip(found.starts, found.ends)]
    ['He', 'said', 'we', 'can', 'not', '.', '"', 'Why', '?', '"', 'asked', 'Tom', '.']
    >>> found.sentences.tolist()
    [0, 6, 13]
    """
    starts: list[int] = []
    ends: list[int] = []
    sentences = [0]
    for first, last in paragraphs:
        before = len(starts)
        for found in _TOKEN.finditer(text, first, last):
            starts.append(found.start())
            ends.append(found.end())
        words = [text[a:b] for a, b in zip(starts[before:], ends[before:], strict=True)]
        glued = [a == b for a, b in zip(starts[before:], [-1, *ends[before:]], strict=False)]
        for end in _sentence_ends(words, glued):
            sentences += _parted(words, sentences[-1] - before, end, before)
    return Segmentation(np.array(starts, np.int32), np.array(ends, np.int32), np.array(sentences, np.int64))


def _sentence_ends(words: list[str], glued: list[bool]) -> list[int]:
    """Indices after the last token of each sentence of a paragraph; `glued` tells which tokens follow without a space."""
    out = []
    count = len(words)
    at = 0
    while at < count:
        word = words[at]
        at += 1
        if not _STOP.fullmatch(word):
            continue
        while at < count and glued[at] and words[at] in _CLOSING:
            at += 1
        if at < count and not _goes_on(words, at, bool(_ELLIPSIS.fullmatch(word))):
            out.append(at)
    if count:
        out.append(count)
    return out


def _goes_on(words: list[str], at: int, ellipsis: bool) -> bool:
    """Whether what begins at `at`, after a stop, still belongs to the sentence before."""
    following = words[at]
    if following in _CLOSING and at + 1 < len(words):  # it opens here, or it closes after a space
        following = words[at + 1]
    if ellipsis and following == "I":
        return True
    return (following[0].islower() and words[at - 1] != ".") or following[0] in ",;:)-—–"


def _parted(words: list[str], first: int, end: int, before: int) -> list[int]:
    """Where the sentence `first` to `end` of a paragraph ends, and where it is parted, counted with the `before` tokens in front."""
    out = []
    while end - first > LONGEST_SENTENCE:
        last = first + LONGEST_SENTENCE
        second_half = range(last - 1, first + LONGEST_SENTENCE // 2, -1)
        cut = next((i + 1 for signs in _JOINTS for i in second_half if words[i] in signs), last)
        out.append(cut + before)
        first = cut
    return [*out, end + before]


def paragraphs_of(starts: NDArray[np.int32], ends: NDArray[np.int32], last: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Spans of the paragraphs of the words that begin at `starts` and end at `ends`, where `last` tells which words end one."""
    if not len(starts):
        return []
    bounds = [0, *(np.flatnonzero(last[:-1]) + 1).tolist(), len(starts)]
    return [(int(starts[a]), int(ends[b - 1])) for a, b in pairwise(bounds)]
