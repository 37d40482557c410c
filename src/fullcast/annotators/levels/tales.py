"""Tales that somebody tells aloud: of two sentences and more, of a time before.

Whether a unit of speech belongs to a tale is judged by logistic regression over the features of
`features.speech_features`, its weights (`levels.json`, made by `training/levels.py` from our own gold stories)
smoothed over each turn by the Viterbi algorithm.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from fullcast.annotators.levels.features import speech_features
from fullcast.annotators.levels.found import Found, trimmed
from fullcast.annotators.levels.units import Unit
from fullcast.layers import Story
from fullcast.text import Span

WEIGHTS: Final = Path(__file__).with_name("levels.json")
_SAME_LINE: Final = 3.0
_SAME_SPEAKER: Final = 1.0
_OTHERS: Final = 0.3
"""What a change between tale and talk costs, in nats."""
_SCALE: Final = 0.7
"""Features of neighbours say much of the same: their sum is tempered."""
_LEANING: Final = 0.5
"""In doubt a tale: most units are talk, and the weights lean that way."""
_RESUMED: Final = 8
"""Units of others between two parts of one tale."""


@lru_cache(maxsize=1)
def weights() -> tuple[dict[str, float], float]:
    """The weight of each feature for "tale", and the bias."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return stored["features"], stored["bias"]


def chance(names: Sequence[str]) -> float:
    """Probability that a unit of speech with these features belongs to a tale."""
    table, bias = weights()
    return 1 / (1 + math.exp(-(bias + sum(table.get(n, 0.0) for n in set(names)))))


def tale_units(units: Sequence[Unit]) -> list[Unit]:
    """The units of speech that belong to tales, in text order."""
    rows = [(u, _SCALE * _logit(chance(names)) + _LEANING) for u, names in speech_features(units)]
    rows = [(u, score) for u, score in rows if u.line is not None and u.line.kind == "speech"]
    if not rows:
        return []
    best = [0.0, rows[0][1]]
    back: list[tuple[int, int]] = []
    for (one, _), (two, score) in pairwise(rows):
        cost = _switch(one, two)
        steps = (int(best[1] - cost > best[0]), int(best[1] >= best[0] - cost))
        best = [max(best[0], best[1] - cost), max(best[1], best[0] - cost) + score]
        back.append(steps)
    label = int(best[1] > best[0])
    labels = [label]
    for steps in reversed(back):
        label = steps[label]
        labels.append(label)
    return [u for (u, _), told in zip(rows, reversed(labels), strict=True) if told]


def _logit(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def _switch(one: Unit, two: Unit) -> float:
    if one.line is None or two.line is None:
        return _OTHERS
    if one.line.id == two.line.id:
        return _SAME_LINE
    return _SAME_SPEAKER if one.line.speaker == two.line.speaker and one.line.speaker else _OTHERS


def find_tales(story: Story, units: Sequence[Unit]) -> Iterator[Found]:
    """The tales: what one speaker tells, with what interrupts it left out."""
    place = {id(u): k for k, u in enumerate(units)}
    open_: dict[str, tuple[list[Unit], int]] = {}
    done: list[list[Unit]] = []
    for unit in tale_units(units):
        who = (unit.line.speaker or unit.line.id) if unit.line else ""
        k = place[id(unit)]
        if who in open_ and k - open_[who][1] <= _RESUMED:
            open_[who][0].append(unit)
            open_[who] = (open_[who][0], k)
        else:
            done.append([unit])
            open_[who] = (done[-1], k)
    for tale in done:
        if (
            len(tale) < 2
            or sum(u.past + u.perfect + u.present > 0 for u in tale) < 2
            or sum(u.words for u in tale) < 14
        ):
            continue
        spans: list[Span] = []
        for unit in tale:
            span = trimmed(story, unit.start, unit.end)
            if spans and not any(c.isalnum() for c in story.text.content[spans[-1].end : span.start]):
                spans[-1] = Span(spans[-1].start, span.end)
            elif span.length > 0:
                spans.append(span)
        yield Found("told", spans, "tale", tale[0].line.speaker if tale[0].line else None)
