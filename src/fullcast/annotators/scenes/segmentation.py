"""Where scenes begin where no typography says so: every gap between paragraphs gets a score, and dynamic programming chooses.

The score is a logistic regression over the signs of `gaps.py`; `weights.json` holds its coefficients and is written by
`benchmarks/scenes.py`. A scene that would be short costs something, since hardly a scene is over after a few lines. A level that fills
whole paragraphs begins and ends a scene always.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fullcast.annotators.scenes.gaps import SIGNS
from fullcast.layers import Level, Story
from fullcast.layers.world_values import STORY
from fullcast.text import Span

Floats = NDArray[np.float64]

LONGEST: Final = 250
"""Paragraphs of the longest scene that is looked at; a longer one is cut where a cut costs least."""
_JUMP: Final = 1.0
"""What a jump in time by rule adds to its weight: weights are learnt from chapters, which say when they play less often than scenes."""
_FEWEST: Final = 60.0
"""Words of a scene that costs nothing in the shortest story, and ..."""
_SHARE: Final = 0.03
"""... what share of the story they are in longer ones."""
_MARKS: Final = 40
"""Code points of a paragraph that may lie outside of a level that fills it: marks, a tag."""


class Weights(NamedTuple):
    """What makes a score of signs, and what a short scene costs."""

    signs: Floats
    """One number for each of SIGNS."""
    bias: float
    threshold: float
    """Score from which on a gap is a boundary where nothing else speaks against it."""
    short: float
    """What a scene costs for each factor e that it is shorter than `words`."""
    words: float

    def of(self, total: int) -> Weights:
        """These weights for a story of `total` words: the shorter a story, the shorter its scenes."""
        return self._replace(words=min(self.words, max(_FEWEST, _SHARE * total)))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that come with the package."""
    data = json.loads(files("fullcast.annotators.scenes").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(
        np.array([data["signs"].get(name, 0.0) for name in SIGNS]),
        *(float(data[name]) for name in ("bias", "threshold", "short", "words")),
    )


def scores(rows: Floats, given: Weights) -> Floats:
    """The score of each gap: about the log odds that a scene begins there."""
    found: Floats = rows @ given.signs + given.bias + _JUMP * rows[:, SIGNS.index("jump")]
    return found


def decode(score: Floats, words: Sequence[int], given: Weights) -> list[int]:
    """Indices of the paragraphs that begin a scene, the first left out; `words` are the lengths of the paragraphs."""
    size = len(score)
    ends = np.concatenate(([0], np.cumsum(words)))
    gain = score - given.threshold
    best = np.full(size + 1, -np.inf)
    back = np.zeros(size + 1, np.int64)
    best[0] = 0.0
    gain[:1] = 0.0
    for j in range(1, size + 1):
        low = max(0, j - LONGEST)
        length = ends[j] - ends[low:j]
        cost = given.short * np.maximum(0.0, np.log(given.words / np.maximum(length, 10.0)))
        value = best[low:j] + gain[low:j] - cost
        k = int(value.argmax())
        best[j], back[j] = value[k], low + k
    found = []
    j = int(back[size]) if size else 0
    while j > 0:
        found.append(j)
        j = int(back[j])
    return found[::-1]


def levels_of(story: Story, paragraphs: Sequence[Span]) -> list[str]:
    """The level on which each paragraph plays.

    Only a level that fills a whole paragraph, marks and tag aside, is the level of a scene; its scene begins with the paragraph in
    which it opens.
    """
    out = [STORY] * len(paragraphs)
    starts = [p.start for p in paragraphs]
    for level in _outer_first(story.levels):
        for span in level.spans:
            first = max(0, bisect_right(starts, span.start) - 1)
            last = bisect_right(starts, span.end - 1)
            filled = [n for n in range(first, last) if _fills(span, paragraphs[n])]
            if not filled:
                continue
            opens = first if paragraphs[first].end > span.start else first + 1
            for n in range(opens, filled[-1] + 1):
                out[n] = level.id
    return out


def _fills(span: Span, paragraph: Span) -> bool:
    inside = min(span.end, paragraph.end) - max(span.start, paragraph.start)
    return inside > 0 and paragraph.length - inside <= min(_MARKS, 0.5 * paragraph.length)


def _outer_first(levels: Sequence[Level]) -> list[Level]:
    """The levels but the story's own, each after the one it lies in."""
    parents = {level.id: level.parent for level in levels}

    def depth(some: str | None) -> int:
        return 0 if some is None or some not in parents else 1 + depth(parents[some])

    return sorted((x for x in levels if x.id != STORY), key=lambda x: depth(x.id))
