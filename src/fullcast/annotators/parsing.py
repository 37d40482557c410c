"""Sentences parsed on demand, shared by every annotator that reads clauses.

`reader_annotators()` makes one `Parsing` beside its `OnePass`. Annotators say which words they look for; the sentences that hold one are
parsed together when clauses are first asked for, since parsing a whole novel would take a third of the encoder's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from fullcast.annotators.clauses import Clauses
from fullcast.annotators.one_pass import OnePass
from fullcast.layers import Story
from fullcast.models.encoder import Encoding, straightened
from fullcast.models.segmentation import Segmentation, paragraphs_of, segment
from fullcast.models.syntax import Parser, open_parser, parse

_SPOKEN: Final = ("mentions", "quotations", "speakers")
"""Layers that clauses depend on."""


class Parsing:
    """The parser of the trained reader, and the clauses that it found in the story at hand."""

    def __init__(self, one_pass: OnePass) -> None:
        self._one_pass = one_pass
        self._cues: frozenset[str] = frozenset()
        self._paired: dict[str, frozenset[str]] = {}
        self._of: Encoding | None = None
        self._straight = ""
        self._parted: Segmentation | None = None
        self._key: tuple[object, ...] = ()
        self._clauses: Clauses | None = None

    @cached_property
    def parser(self) -> Parser:
        """The head for syntax, opened when it is first needed; raises ModelError."""
        return open_parser(self._one_pass.model)

    def look_for(self, cues: Iterable[str], paired: Mapping[str, frozenset[str]] | None = None) -> None:
        """Have sentences parsed that hold one of `cues`, or a word of `paired` with one of its partners.

        All are in small letters. To be said before clauses are asked for.
        """
        self._cues |= frozenset(cues)
        for word, partners in (paired or {}).items():
            self._paired[word] = self._paired.get(word, frozenset()) | partners

    def clauses(self, story: Story) -> Clauses:
        """The clauses of the sentences that some annotator looks for; needs the layers mentions and quotations."""
        key = (self._one_pass.encoding(story), self._cues, *(story.layers.get(name) for name in _SPOKEN))
        known = len(key) == len(self._key) and all(a is b for a, b in zip(key, self._key, strict=True))
        if self._clauses is None or not known:
            parted = self._segments(story)
            text = self._straight.lower()
            words = [text[a:b] for a, b in zip(parted.starts.tolist(), parted.ends.tolist(), strict=True)]
            held = [n for n, (a, b) in enumerate(_bounds(parted)) if self._wanted(frozenset(words[a:b]))]
            self._key, self._clauses = key, self._read(story, held)
        return self._clauses

    def _wanted(self, words: frozenset[str]) -> bool:
        """Whether a sentence of these words is one that some annotator looks for."""
        return not words.isdisjoint(self._cues) or any(
            not words.isdisjoint(self._paired[word]) for word in words & self._paired.keys()
        )

    def clauses_at(self, story: Story, offsets: Iterable[int]) -> Clauses:
        """The clauses of the sentences at `offsets`."""
        parted = self._segments(story)
        tokens = np.searchsorted(parted.starts, np.array(sorted(set(offsets)), np.int64), side="right") - 1
        held = np.searchsorted(parted.sentences, tokens[tokens >= 0], side="right") - 1
        return self._read(story, np.unique(held).tolist())

    def _segments(self, story: Story) -> Segmentation:
        """The sentences of the story's own text."""
        encoding = self._one_pass.encoding(story)
        if self._parted is None or self._of is not encoding:
            self._of, self._straight = encoding, straightened(story.text.content)
            paragraphs = paragraphs_of(encoding.starts, encoding.ends, encoding.paragraphs)
            self._parted = segment(self._straight, paragraphs)
        return self._parted

    def _read(self, story: Story, sentences: list[int]) -> Clauses:
        """The clauses of the sentences with these numbers."""
        some = _some(self._segments(story), sentences)
        return Clauses(story, parse(self._straight, self._one_pass.encoding(story), self.parser, segmentation=some))


def _bounds(parted: Segmentation) -> Iterator[tuple[int, int]]:
    """Of each sentence its first token and the one after its last."""
    return pairwise(parted.sentences.tolist())


def _some(parted: Segmentation, sentences: list[int]) -> Segmentation:
    """The sentences with these numbers alone."""
    bounds = [(int(parted.sentences[n]), int(parted.sentences[n + 1])) for n in sentences]
    tokens = np.concatenate([np.arange(a, b) for a, b in bounds]) if bounds else np.zeros(0, np.int64)
    lengths = np.array([b - a for a, b in bounds], np.int64)
    return Segmentation(
        parted.starts[tokens], parted.ends[tokens], np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    )
