"""Units of a story's levels: its sentences, cut where speech begins and ends, each with what it says of its world.

Tense is read off the words (no parse): what counts is which tenses come together, and how that changes. Words are
counted for all units at once; a pattern is searched only where it is asked for, in units that hold a word without
which it cannot match.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from fullcast.layers import Line, Story
from fullcast.lexicon import worlds
from fullcast.text.tokens import Tokens

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

_STOPS: Final = re.compile(r"[.!?…]+|\.(?:[ \u00a0]?\.)+")
_CLOSING: Final = frozenset("\"”’'»)]*_")
_ABBREVIATED: Final = frozenset("mr mrs ms dr st prof rev capt col lt sgt gen mme mlle".split())
_FIRST: Final = frozenset("i me my mine we us our i'd i'm i've i'll".split())
_SECOND: Final = frozenset("you your yours you're you've you'd you'll".split())
_THIRD: Final = frozenset("he she him her his hers they them their he'd she'd they'd".split())
_BETWEEN: Final = frozenset("not never always only just ever already once all he she it they i".split())
"""May stand between "had" and its participle."""
_REACH: Final = 3
"""Words after "had" among which its participle stands."""


@dataclass(slots=True, eq=False)
class Unit:
    """A sentence, or the part of one inside or outside a quotation."""

    start: int
    end: int
    paragraph: int
    """Index of its paragraph."""
    line: Line | None
    """The outermost speech, thought or writing that it stands in."""
    text: str
    """Its words, apostrophes straight, in one line."""
    perfect: int = 0
    """Verbs in the past perfect."""
    past: int = 0
    present: int = 0
    would: int = 0
    might: int = 0
    will: int = 0
    first: int = 0
    second: int = 0
    third: int = 0
    words: int = 0

    @property
    def asks(self) -> bool:
        """Whether there is a question mark in it."""
        return "?" in self.text

    @property
    def narrated(self) -> bool:
        """Whether it stands outside speech, thought and writing."""
        return self.line is None


class Units(Sequence[Unit]):
    """The units of the story's own paragraphs, in text order."""

    def __init__(self, story: Story) -> None:
        self._tokens = story.text.tokens
        self._plain = story.text.content.replace("’", "'").replace("\n", " ")
        vocabulary: dict[str, int] = {}
        self._ids = np.array(
            [vocabulary.setdefault(word, len(vocabulary)) for word in self._tokens.lower], dtype=np.int64
        )
        self._vocabulary = list(vocabulary)
        self._all = list(self._cut(story))
        first = np.searchsorted(self._tokens.starts, [u.start for u in self._all])
        last = np.searchsorted(self._tokens.starts, [u.end for u in self._all])
        self._first, self._last = first.astype(np.int64), last.astype(np.int64)
        self._shown: dict[str, Flags] = {}
        self._counted: dict[int, Counts] = {}
        self._count_all()

    @overload
    def __getitem__(self, k: int) -> Unit: ...
    @overload
    def __getitem__(self, k: slice) -> list[Unit]: ...
    def __getitem__(self, k: int | slice) -> Unit | list[Unit]:
        return self._all[k]

    def __len__(self) -> int:
        return len(self._all)

    # Words and patterns

    def shown(self, cue: str) -> Flags:
        """Of each unit, whether the pattern of this name in `worlds.CUES` is found in it."""
        found = self._shown.get(cue)
        if found is None:
            pattern, words = worlds.CUES[cue]
            found = np.zeros(len(self), dtype=bool)
            for k in np.flatnonzero(self.count(words)) if words else range(len(self)):
                found[k] = pattern.search(self._all[k].text) is not None
            self._shown[cue] = found
        return found

    def shows(self, k: int, *cues: str) -> bool:
        """Whether one of these patterns is found in unit `k`."""
        return any(bool(self.shown(cue)[k]) for cue in cues)

    def where(self, *cues: str) -> list[int]:
        """The units in which one of these patterns is found."""
        hits: Flags = np.zeros(len(self), dtype=bool)
        for cue in cues:
            hits |= self.shown(cue)
        return [int(k) for k in np.flatnonzero(hits)]

    def count(self, words: frozenset[str]) -> Counts:
        """How many words of each unit, in small letters, are among `words`."""
        found = self._counted.get(id(words))
        if found is None:
            self._counted[id(words)] = found = self._sums(self._flagged(words))
        return found

    def _flagged(self, words: frozenset[str]) -> Flags:
        """Of each token, whether it is among `words`."""
        return np.array([word in words for word in self._vocabulary], dtype=bool)[self._ids]

    def _sums(self, of_token: NDArray[np.bool_]) -> Counts:
        """Sums over the tokens of each unit."""
        running = np.concatenate(([0], np.cumsum(of_token, dtype=np.int64)))
        return running[self._last] - running[self._first]

    # Making

    def _cut(self, story: Story) -> Iterator[Unit]:
        lines = sorted(
            (
                (s.start, s.end, q)
                for q in story.quotations
                if q.kind != "not_speech" and q.parent is None
                for s in q.spans
            ),
            key=lambda row: row[0],
        )
        starts = [row[0] for row in lines]
        own = [(r.start, r.end) for r in story.regions if r.kind == "story"]
        for n, paragraph in enumerate(story.paragraphs):
            if not any(a <= paragraph.start < b for a, b in own):
                continue
            for start, end in _sentences(self._tokens, paragraph.start, paragraph.end):
                for a, b, line in _parted(start, end, lines, starts):
                    text = self._plain[a:b]
                    if any(c.isalnum() for c in text):
                        yield Unit(a, b, n, line, text)

    def _count_all(self) -> None:
        """Count the tenses and persons of each unit."""
        have, had = self._flagged(worlds.HAVE_PAST), self._flagged(frozenset(("had", "hadn't")))
        participle = np.array([_is_participle(w) for w in self._vocabulary], dtype=bool)[self._ids]
        verb = self._after_have(have)
        perfect = have & (verb >= 0) & participle[verb]
        would, might = self._flagged(worlds.WOULD), self._flagged(worlds.MIGHT)
        will = self._flagged(worlds.WILL)
        taken = have | would | might | will
        present = self._flagged(worlds.PRESENT) & ~taken
        past = np.array([worlds.is_past(w) and w != "been" for w in self._vocabulary], dtype=bool)[self._ids]
        words = np.array([w[:1].isalpha() for w in self._vocabulary], dtype=bool)[self._ids]
        sums = {
            "perfect": perfect,
            "past": (past & ~taken & ~present) | (have & ~perfect & had),
            "present": present,
            "would": (would & ~have) | (have & ~perfect & ~had),
            "might": might & ~have & ~would,
            "will": will & ~have & ~would & ~might,
            "first": self._flagged(_FIRST),
            "second": self._flagged(_SECOND),
            "third": self._flagged(_THIRD),
            "words": words,
        }
        for name, of_token in sums.items():
            for unit, n in zip(self._all, self._sums(of_token).tolist(), strict=True):
                setattr(unit, name, n)

    def _after_have(self, have: Flags) -> Counts:
        """Of each token, the place of the verb that a "had" there belongs to; -1 where none is near."""
        size = len(have)
        passed = self._flagged(_BETWEEN)
        unit_end = np.full(size, -1, dtype=np.int64)
        for a, b in zip(self._first.tolist(), self._last.tolist(), strict=True):
            unit_end[a:b] = b
        out = np.full(size, -1, dtype=np.int64)
        for k in np.flatnonzero(have):
            for j in range(k + 1, min(k + 1 + _REACH, unit_end[k])):
                if not passed[j]:
                    out[k] = j
                    break
        return out


def _is_participle(word: str) -> bool:
    return (
        word in worlds.PARTICIPLES or (word.endswith("ed") and word not in worlds.NOT_PAST) or word.endswith("en")
    )


def _sentences(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one paragraph."""
    first = start
    ids = tokens.between(start, end)
    k = ids.start
    while k < ids.stop:
        word = tokens.words[k]
        k += 1
        if word[0] not in ".!?…" or (word == "." and k >= 2 and tokens.lower[k - 2] in _ABBREVIATED):
            continue
        if not _STOPS.fullmatch(word):
            continue
        while k < ids.stop and tokens.words[k] in _CLOSING and tokens.starts[k] == tokens.ends[k - 1]:
            k += 1
        if k < ids.stop and tokens.words[k][0].islower():
            continue
        if k < ids.stop:
            yield first, tokens.ends[k - 1]
            first = tokens.starts[k]
    if first < end:
        yield first, end


def _parted(
    start: int, end: int, lines: list[tuple[int, int, Line]], starts: list[int]
) -> Iterator[tuple[int, int, Line | None]]:
    """The parts of a sentence inside and outside quotations."""
    at = start
    k = max(0, bisect_right(starts, start) - 1)
    while k < len(lines) and lines[k][0] < end:
        a, b, line = lines[k]
        k += 1
        if b <= at:
            continue
        if a > at:
            yield at, a, None
            at = a
        yield at, min(b, end), line
        at = min(b, end)
    if at < end:
        yield at, end, None
