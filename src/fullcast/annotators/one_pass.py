"""One pass of the trained reader over a story, shared by every learned annotator.

`reader_annotators()` makes a `OnePass` and hands it to each of its annotators. It opens the weights once, and keeps what it made of
the story at hand: the encoding (a vector and logits for every word), the mentions, and their chains. Nothing else is kept, and nothing
is global: two calls of `reader_annotators()` share nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fullcast.annotators.chains import Chains, find_chains
from fullcast.annotators.clauses import Clauses
from fullcast.layers import Layer, Story
from fullcast.models.coreference import Vectors, find_vectors
from fullcast.models.encoder import Encoding, Progress, encode, straightened
from fullcast.models.heads import FoundMention, find_events, find_mentions
from fullcast.models.runtime import Model, open_model
from fullcast.models.segmentation import Segmentation, paragraphs_of, segment
from fullcast.models.syntax import Parser, open_parser, parse

_CHAINED = ("quotations", "characters", "speakers")
"""Layers that the chains depend on."""
_SPOKEN: Final = ("mentions", "quotations", "speakers")
"""Layers that clauses depend on."""


class OnePass:
    """The trained reader, and what it made of one story.

    An annotator asks with the story it was given; the answer is computed when it is first asked for, and again only where the text,
    its regions or a layer that the answer depends on is another.
    """

    def __init__(self, model: Model | None = None, progress: Progress | None = None) -> None:
        self._given = model
        self._progress = progress
        self._read: tuple[object, ...] = ()
        self._encoding: Encoding | None = None
        self._found: list[FoundMention] | None = None
        self._vectors: Vectors | None = None
        self._linked: tuple[object, ...] = ()
        self._chains: Chains | None = None
        self._anchored: Layer[Any] | None = None
        self._anchors: Mapping[int, str] = {}
        self._cues: frozenset[str] = frozenset()
        self._paired: dict[str, frozenset[str]] = {}
        self._straight = ""
        self._parted: Segmentation | None = None
        self._parsed: tuple[tuple[object, ...], Clauses] | None = None

    @cached_property
    def model(self) -> Model:
        """The weights, opened when they are first needed; raises ModelError."""
        return self._given or open_model()

    @cached_property
    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """The heads on spans and pairs; raises ModelError."""
        return self.model.arrays()

    @cached_property
    def parser(self) -> Parser:
        """The head for syntax, opened when it is first needed; raises ModelError."""
        return open_parser(self.model)

    def encoding(self, story: Story) -> Encoding:
        """What the encoder makes of the story's own text (regions of kind "story"); words elsewhere are not in it.

        Needs the layers paragraphs and regions.
        """
        key = (story.text, story.layers.get("paragraphs"), story.layers.get("regions"))
        if self._encoding is None or not _same(key, self._read):
            within = [(r.start, r.end) for r in story.regions if r.kind == "story"]
            self._encoding = encode(
                story.text.content, story.paragraphs, self.model, within=within, progress=self._progress
            )
            self._read, self._found, self._vectors, self._chains = key, None, None, None
            self._parted = self._parsed = None
        return self._encoding

    def found(self, story: Story) -> list[FoundMention]:
        """The mentions, in words of the encoding, without chains."""
        encoding = self.encoding(story)
        if self._found is None:
            self._found = [] if _foreign(story) else find_mentions(encoding, self.arrays, self.model.manifest)
        return self._found

    def events(self, story: Story) -> list[tuple[int, float]]:
        """The words of the encoding that tell of something that really happens, each with its probability (not calibrated)."""
        return [] if _foreign(story) else find_events(self.encoding(story), self.model.manifest)

    def chains(self, story: Story) -> Chains:
        """The mentions with their chains and characters; needs the layers quotations and characters besides.

        Before `story` has a layer speakers, "I" and "you" in quotations are linked by the heads alone; afterwards they follow it.
        So the annotator of speakers gets the former, and all that comes later the latter.
        """
        found = self.found(story)
        key = _chained(story)
        if self._chains is None or not _same(key, self._linked):
            anchors = self._anchors if story.layers.get("characters") is self._anchored else {}
            encoding = self.encoding(story)
            if self._vectors is None:
                self._vectors = find_vectors(encoding, found, self.arrays)
            self._chains = find_chains(story, encoding, found, self.arrays, self.model.manifest, anchors, self._vectors)
            self._linked = key
        return self._chains

    def look_for(self, cues: Iterable[str], paired: Mapping[str, frozenset[str]] | None = None) -> None:
        """Have sentences parsed that hold one of `cues`, or a word of `paired` with one of its partners.

        All are in small letters. To be said before clauses are asked for.
        """
        self._cues |= frozenset(cues)
        for word, partners in (paired or {}).items():
            self._paired[word] = self._paired.get(word, frozenset()) | partners

    def clauses(self, story: Story) -> Clauses:
        """The clauses of the sentences that some annotator looks for; needs the layers mentions and quotations."""
        encoding = self.encoding(story)
        key = (encoding, self._cues, *(story.layers.get(name) for name in _SPOKEN))
        if self._parsed is None or not _same(key, self._parsed[0]):
            parted = self._segments(story)
            text = self._straight.lower()
            words = [text[a:b] for a, b in zip(parted.starts.tolist(), parted.ends.tolist(), strict=True)]
            held = [n for n, (a, b) in enumerate(_bounds(parted)) if self._wanted(frozenset(words[a:b]))]
            self._parsed = key, self._read_clauses(story, held)
        return self._parsed[1]

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
        return self._read_clauses(story, np.unique(held).tolist())

    def _segments(self, story: Story) -> Segmentation:
        """The sentences of the story's own text."""
        encoding = self.encoding(story)
        if self._parted is None:
            paragraphs = paragraphs_of(encoding.starts, encoding.ends, encoding.paragraphs)
            self._straight = straightened(story.text.content)
            self._parted = segment(self._straight, paragraphs)
        return self._parted

    def _read_clauses(self, story: Story, sentences: list[int]) -> Clauses:
        """The clauses of the sentences with these numbers."""
        some = _some(self._segments(story), sentences)
        return Clauses(story, parse(self._straight, self.encoding(story), self.parser, segmentation=some))

    def settle(self, story: Story, chains: Chains) -> None:
        """Take `chains` for those of `story`, whose characters were made from them.

        Chains that are found later for the same characters remember whom these gave to which mention; without it a chain
        that holds no character's name would belong to nobody.
        """
        self._linked, self._chains = _chained(story), chains
        self._anchored = story.layers["characters"]
        self._anchors = {i: m.who for i, m in enumerate(chains) if m.who is not None}


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


def _chained(story: Story) -> tuple[object, ...]:
    return tuple(story.layers.get(name) for name in _CHAINED)


def _foreign(story: Story) -> bool:
    """Whether the story is not in English, the one language that the encoder knows."""
    return any(n.code == "not_english" for n in story.notices)


def _same(one: Iterable[object], other: Iterable[object]) -> bool:
    """Whether the same objects, not only equal ones: a layer never changes."""
    a, b = tuple(one), tuple(other)
    return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))
