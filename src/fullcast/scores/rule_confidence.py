"""How sure each rule of a layer is: the share of its items that was right, drawn towards the share of all of its layer.

A rule that spoke four times tells little of itself, so each has a Beta prior around its layer's share (empirical Bayes; Casella, *An
Introduction to Empirical Bayes Data Analysis*, 1985). How many items the prior counts is chosen where stories left out are foretold best.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from fullcast.layers.values import Value
from fullcast.scores.confidence import BINS, Answer, Bin

STRENGTHS: Final = (1, 2, 4, 8, 16, 32, 64, 128)
"""Items that a layer's share may count beside those of a rule."""


class Judged(NamedTuple):
    """A predicted item that was held against gold."""

    story: str
    layer: str
    rule: str
    right: bool


class Sureness(Value, frozen=True, kw_only=True):
    """How sure the rules of one layer are."""

    any: float
    """Share of all items of the layer that is right: what is known of a rule that was not seen."""
    given: int
    """Items that this rests on."""
    rules: dict[str, float]
    """By name."""

    def of(self, rule: str) -> float:
        """The probability that an item of `rule` is right."""
        return self.rules.get(rule, self.any)


def sureness(judged: Iterable[Judged], strength: int) -> dict[str, Sureness]:
    """By layer the shares of `judged`, the layer's own counting as `strength` items of each of its rules."""
    given: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    for j in judged:
        given[j.layer][j.rule] += 1
        right[j.layer][j.rule] += j.right
    return {layer: _sureness(given[layer], right[layer], strength) for layer in sorted(given)}


def _sureness(given: Counter[str], right: Counter[str], strength: int) -> Sureness:
    every = share(right.total(), given.total(), 0.5, 1)
    rules = {rule: share(right[rule], n, every, strength) for rule, n in sorted(given.items())}
    return Sureness(any=every, given=given.total(), rules=rules)


def share(right: int, given: int, towards: float, strength: int) -> float:
    """`right` of `given`, drawn towards another share with the weight of `strength` items."""
    return (right + towards * strength) / (given + strength)


def best_strength(judged: Sequence[Judged]) -> int:
    """The strength, one for all layers, with which stories left out are foretold best (log loss)."""
    return min(STRENGTHS, key=lambda strength: log_loss([a for _, a in left_out(judged, strength)]))


def left_out(judged: Sequence[Judged], strength: int | None = None) -> list[tuple[str, Answer]]:
    """Each item's layer, and its confidence as fitted on the other stories; items of layers that no other story has are passed over.

    Without a `strength` that too is chosen on the other stories.
    """
    out = []
    for story in dict.fromkeys(j.story for j in judged):
        others = [j for j in judged if j.story != story]
        found = sureness(others, best_strength(others) if strength is None else strength)
        here = (j for j in judged if j.story == story and j.layer in found)
        out += [(j.layer, Answer(found[j.layer].of(j.rule), j.right)) for j in here]
    return out


def log_loss(answers: Sequence[Answer]) -> float:
    """Mean of minus the logarithm of the probability that was given to what is so; 0 where there are no answers."""
    return -sum(map(math.log, (sure if right else 1 - sure for sure, right in _stated(answers)))) / max(1, len(answers))


def brier(answers: Sequence[Answer]) -> float:
    """Mean square of what confidence is off (Brier 1950); 0 where there are no answers."""
    return sum((sure - right) ** 2 for sure, right in _stated(answers)) / max(1, len(answers))


def bins(answers: Sequence[Answer]) -> list[Bin]:
    """Up to ten bins of about equally many answers, by rising confidence.

    Few values of confidence are there, so answers with the same one are never parted, unlike in `confidence.reliability`.
    """
    rights: dict[float, list[bool]] = defaultdict(list)
    for sure, right in sorted(_stated(answers)):
        rights[sure].append(right)
    out: list[Bin] = []
    values: list[float] = []
    left = sum(map(len, rights.values()))
    for sure in rights:
        values.append(sure)
        n = sum(len(rights[v]) for v in values)
        if n >= left / (BINS - len(out)) or sure == max(rights):
            out.append(_bin(values, rights))
            left -= n
            values = []
    return out


def _bin(values: Sequence[float], rights: Mapping[float, Sequence[bool]]) -> Bin:
    n = sum(len(rights[v]) for v in values)
    stated, true = sum(v * len(rights[v]) for v in values) / n, sum(sum(rights[v]) for v in values) / n
    return Bin(n=n, low=values[0], high=values[-1], stated=stated, true=true)


def ece(answers: Sequence[Answer]) -> float:
    """Mean distance of stated and true confidence over `bins`, weighed by size; 0 where there are no answers."""
    return sum(abs(b.stated - b.true) * b.n for b in bins(answers)) / max(1, len(answers))


def _stated(answers: Iterable[Answer]) -> Iterator[tuple[float, bool]]:
    return ((a.confidence, a.right) for a in answers if a.confidence is not None)
