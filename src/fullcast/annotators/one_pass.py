"""One pass of the trained reader over a story, shared by every learned annotator.

`reader_annotators()` makes a `OnePass` and hands it to each of its annotators. It opens the weights once, and keeps what it made of
the story at hand: the encoding (a vector and logits for every word), the mentions, and their chains. Nothing else is kept, and nothing
is global: two calls of `reader_annotators()` share nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fullcast.annotators.chains import Chains, find_chains
from fullcast.layers import Layer, Story
from fullcast.models.coreference import Vectors, find_vectors
from fullcast.models.encoder import Encoding, Progress, encode
from fullcast.models.heads import FoundMention, find_events, find_mentions
from fullcast.models.runtime import Model, open_model

_CHAINED = ("quotations", "characters", "speakers")
"""Layers that the chains depend on."""


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

    @cached_property
    def model(self) -> Model:
        """The weights, opened when they are first needed; raises ModelError."""
        return self._given or open_model()

    @cached_property
    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """The heads on spans and pairs; raises ModelError."""
        return self.model.arrays()

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

    def settle(self, story: Story, chains: Chains) -> None:
        """Take `chains` for those of `story`, whose characters were made from them.

        Chains that are found later for the same characters remember whom these gave to which mention; without it a chain
        that holds no character's name would belong to nobody.
        """
        self._linked, self._chains = _chained(story), chains
        self._anchored = story.layers["characters"]
        self._anchors = {i: m.who for i, m in enumerate(chains) if m.who is not None}


def _chained(story: Story) -> tuple[object, ...]:
    return tuple(story.layers.get(name) for name in _CHAINED)


def _foreign(story: Story) -> bool:
    """Whether the story is not in English, the one language that the encoder knows."""
    return any(n.code == "not_english" for n in story.notices)


def _same(one: Iterable[object], other: Iterable[object]) -> bool:
    """Whether the same objects, not only equal ones: a layer never changes."""
    a, b = tuple(one), tuple(other)
    return len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True))
