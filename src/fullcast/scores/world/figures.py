"""From rows to figures: what is measured, the floor it is held against, and an interval over stories."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fullcast.scores.world.rows import Row
from fullcast.scores.world.worlds import OUTERMOST
from fullcast.scores.world_agreement import MANY, Pairs

Counts = NDArray[np.int64]
"""(…, k) what a measure counts, along the last axis; counts of several stories add up."""
Values = NDArray[np.float64]

DRAWS: Final = 1000


class Measure(NamedTuple):
    """A figure as a function of counts that can be added up over stories."""

    counts: Callable[[Pairs], Sequence[int]]
    value: Callable[[Counts], Values]
    """Not a number where there is nothing to measure."""


def _ratio(part: NDArray[Any], whole: NDArray[Any]) -> Values:
    """Not a number where the whole is nothing."""
    out = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=out, where=whole > 0)
    return out


def _found(pairs: Pairs) -> tuple[int, int, int]:
    """Items that match, of the gold, of the prediction."""
    same = sum(n for (a, b), n in pairs.items() if a is not None and b is not None)
    gold = sum(n for (a, _), n in pairs.items() if a is not None)
    return same, gold, sum(n for (_, b), n in pairs.items() if b is not None)


def _equal(pairs: Pairs) -> tuple[int, int]:
    return sum(n for (a, b), n in pairs.items() if a == b), pairs.total()


F1: Final = Measure(_found, lambda c: _ratio(2 * c[..., 0], c[..., 1] + c[..., 2]))
"""2 × matches over the items of both sides."""
PRECISION: Final = Measure(_found, lambda c: _ratio(c[..., 0], c[..., 2]))
RECALL: Final = Measure(_found, lambda c: _ratio(c[..., 0], c[..., 1]))
SHARE: Final = Measure(_equal, lambda c: _ratio(c[..., 0], c[..., 1]))
"""Of equal labels."""
FALSE: Final = Measure(_found, lambda c: (c[..., 2] - c[..., 0]).astype(np.float64))
"""How many the prediction has and the gold has not."""


def _said(label: str, pairs: Pairs) -> tuple[int, int]:
    return sum(n for (_, b), n in pairs.items() if b == label), pairs.total()


ON_STORY: Final = Measure(partial(_said, OUTERMOST), lambda c: _ratio(c[..., 0], c[..., 1]))
"""Share that the prediction places on the story's own level."""


def macro_f1(labels: Sequence[str]) -> Measure:
    """The mean of F1 over `labels`; one that neither side has is left out."""

    def counts(pairs: Pairs) -> list[int]:
        return [
            n
            for label in labels
            for n in (
                pairs[label, label],
                sum(n for (a, _), n in pairs.items() if a == label),
                sum(n for (_, b), n in pairs.items() if b == label),
            )
        ]

    def value(found: Counts) -> Values:
        by_label = found.reshape(*found.shape[:-1], len(labels), 3)
        every = _ratio(2 * by_label[..., 0], by_label[..., 1] + by_label[..., 2])
        there = ~np.isnan(every)
        return _ratio(np.where(there, every, 0).sum(-1), there.sum(-1))

    return Measure(counts, value)


class Figure(NamedTuple):
    """A line of the table."""

    name: str
    rows: str
    """Name of the rows that it is made of."""
    measure: Measure | None
    """None: macro F1 over the gold's labels."""
    floor: str = ""
    """What the project asks of it on the stories set aside."""
    least: int = 1
    """Of macro F1: a label needs so many rows of the gold."""
    parts: str = ""
    """Beginnings of groups, parted by blanks, by which it is broken down."""


FIGURES: Final = (
    Figure("deaths that are not so", "deaths", FALSE, "0"),
    Figure("deaths that are so, found", "deaths", RECALL, "0.80"),
    Figure("events of other levels on the story's", "events off the story", ON_STORY, "under 0.02"),
    Figure("levels: sentences, macro F1", "levels", None, "0.75", least=30, parts="kind"),
    Figure("levels: boundaries", "levels: boundaries", F1, "0.75"),
    Figure("levels: experiencer", "levels: experiencer", SHARE),
    Figure("reveals", "reveals", F1, "0.70"),
    Figure("reveals: mentions explained", "reveals: mentions explained", F1),
    Figure("states: transitions", "states", F1, "0.70", parts="slot status level"),
    Figure("states: transitions, place aside", "states: anywhere", F1),
    Figure("states: at the end", "states: at the end", SHARE, "0.90", parts="end slot"),
    Figure("decisions", "decisions", F1, "0.60"),
    Figure("decisions: where chosen", "decisions: where chosen", SHARE),
    Figure("emotions of quotations, macro F1", "emotions", None, "baseline + 0.10", parts="label"),
    Figure("emotions of all quotations, found or not, macro F1", "emotions: all", None),
    Figure("emotions: toward whom", "emotions: toward", SHARE, "0.70"),
    Figure("emotions: toward whom, where said", "emotions: toward, where said", SHARE),
    Figure("emotions: narrated", "emotions: narrated", F1),
    Figure("emotions: narrated, label", "emotions: narrated, label", SHARE),
    Figure("delivery: precision", "delivery", PRECISION, "0.92", parts="slot"),
    Figure("delivery: recall", "delivery", RECALL, "0.80", parts="slot"),
    Figure("scenes: boundaries", "scenes: boundaries", F1),
    Figure("scenes: participants", "scenes: participants", F1),
    Figure("scenes: focalizer", "scenes: focalizer", SHARE, "0.80"),
    Figure("scenes: place", "scenes: place", F1),
    Figure("relationships: ties", "relationships: ties", F1),
    Figure("relationships: felt", "relationships: felt", F1),
    Figure("contradictions found", "contradictions", RECALL, "0.50"),
    Figure("contradictions that are none", "contradictions", FALSE),
    Figure("characters found", "characters", RECALL),
    Figure("quotations", "quotations", F1),
    Figure("quotations: speaker", "quotations: speaker", SHARE),
)
"""The table of what the project asks of itself, in its order."""


class Result(NamedTuple):
    """A figure over some stories."""

    name: str
    value: float | None
    """None where there is nothing to measure."""
    low: float | None
    """2.5th percentile when stories are drawn again; None for fewer than MANY."""
    high: float | None
    gold: int
    """Rows in which the gold says something."""
    said: int
    """Rows in which the prediction does."""
    precision: float | None
    """Of figures that count what is found."""
    recall: float | None
    floor: str = ""
    part: bool = False
    """Whether it breaks down the figure above it."""
    whole: bool = False
    """Whether it is a number of items, no ratio."""

    def shown(self, value: float | None) -> str:
        """`value`, this figure or an end of its interval, as it is shown."""
        if value is None:
            return "–"
        return f"{value:.0f}" if self.whole else f"{value:.3f}"


def pairs_of(rows: Iterable[Row], name: str, group: str | None = None) -> Pairs:
    """The labels of the rows called `name`, of one group or all."""
    return Counter((row.gold, row.said) for row in rows if row.name == name and (group is None or group in row.groups))


def results(stories: Sequence[Sequence[Row]], figures: Iterable[Figure] = FIGURES) -> list[Result]:
    """Every figure over `stories`, given by their rows, each followed by its parts."""
    out = []
    for figure in figures:
        out.append(_result(figure, [pairs_of(rows, figure.rows) for rows in stories]))
        groups = {g for rows in stories for row in rows if row.name == figure.rows for g in row.groups}
        for start in figure.parts.split():
            out += [_part(figure, g, stories) for g in sorted(groups) if g.startswith(f"{start} ")]
    return out


def _part(figure: Figure, group: str, stories: Sequence[Sequence[Row]]) -> Result:
    """The figure over the rows of one group; of macro F1, the F1 of the label that the group is called by."""
    label = group.split(" ", 1)[1]
    of_label = figure.measure is None
    pairs = [pairs_of(rows, figure.rows, None if of_label else group) for rows in stories]
    part = figure._replace(name=group, measure=macro_f1([label]) if of_label else figure.measure, floor="")
    found = _result(part, pairs)._replace(part=True)
    if not of_label:
        return found
    gold = sum(n for some in pairs for (a, _), n in some.items() if a == label)
    return found._replace(gold=gold, said=sum(n for some in pairs for (_, b), n in some.items() if b == label))


def _result(figure: Figure, stories: Sequence[Pairs]) -> Result:
    pooled: Pairs = Counter()
    for pairs in stories:
        pooled.update(pairs)
    measure = figure.measure or macro_f1(_labels(pooled, figure.least))
    counts = np.array([measure.counts(pairs) for pairs in stories], np.int64).reshape(len(stories), -1)
    value = _number(measure.value(counts.sum(0)))
    low, high = _interval(measure, counts) if len(stories) >= MANY and value is not None else (None, None)
    same, gold, said = _found(pooled)
    found = measure in (F1, PRECISION, RECALL, FALSE)
    precision, recall = (same / n if found and n else None for n in (said, gold))
    return Result(
        figure.name, value, low, high, gold, said, precision, recall, figure.floor, whole=figure.measure is FALSE
    )


def _labels(pairs: Pairs, least: int) -> list[str]:
    """Labels of the gold with at least so many rows."""
    counts: Counter[str] = Counter()
    for (gold, _), n in pairs.items():
        if gold is not None:
            counts[gold] += n
    return sorted(label for label, n in counts.items() if n >= least)


def _interval(measure: Measure, counts: Counts) -> tuple[float | None, float | None]:
    """The 2.5th and 97.5th percentile of the figure when stories are drawn again; the same every time."""
    again = np.sort(measure.value(counts[_drawn(len(counts))].sum(1)))
    again = again[~np.isnan(again)]
    edge = round(len(again) * 0.025)
    return (float(again[edge]), float(again[len(again) - edge - 1])) if len(again) else (None, None)


@cache
def _drawn(n: int) -> NDArray[np.int64]:
    """(DRAWS, n) indices of stories."""
    chance = random.Random(0)  # noqa: S311  # a bootstrap, not a secret
    return np.array([chance.choices(range(n), k=n) for _ in range(DRAWS)])


def _number(value: Values) -> float | None:
    return None if np.isnan(value) else float(value)
