"""What every score comes down to: rows of two labels, one of the gold and one of the prediction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from fullcast.text import Span

T = TypeVar("T")


class Row(NamedTuple):
    """One thing that the gold says, or the prediction, or both."""

    name: str
    """What it is counted under: "states", "levels: boundaries" …"""
    at: Span
    """Where it stands."""
    gold: str | None
    """The gold's label; None where only the prediction has something."""
    said: str | None
    """The prediction's label; None where it has nothing."""
    groups: tuple[str, ...] = ()
    """Kinds of which figures are broken down: "slot life", "status asserted"."""
    item: str | None = None
    """Id of the predicted item that it judges, alone or together with other rows of that id."""

    @property
    def right(self) -> bool:
        """Whether both say the same."""
        return self.gold == self.said


class Item(NamedTuple):
    """Something at a place that may have a counterpart on the other side."""

    label: str
    at: Span
    groups: tuple[str, ...] = ()
    id: str | None = None
    """Of a predicted one that its rows are to judge."""


Apart = Callable[[Span, Span], int | None]
"""How far two places are from each other; None where they are too far to be the same."""


def matched(golds: Sequence[Item], saids: Sequence[Item], apart: Apart) -> list[tuple[int, int]]:
    """Indices of items with one label at one place, the nearest first; each has at most one counterpart."""
    by_label: dict[str, list[int]] = {}
    for j, said in enumerate(saids):
        by_label.setdefault(said.label, []).append(j)
    candidates = sorted(
        (far, i, j)
        for i, gold in enumerate(golds)
        for j in by_label.get(gold.label, ())
        if (far := apart(gold.at, saids[j].at)) is not None
    )
    left, right = set(range(len(golds))), set(range(len(saids)))
    out = []
    for _far, i, j in candidates:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            out.append((i, j))
    return sorted(out)


def rows_of(name: str, golds: Sequence[Item], saids: Sequence[Item], pairs: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """A row for each of the `pairs`, and for each item that is in none; those of predicted items have their ids."""
    ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in pairs:
        yield Row(name, golds[i].at, golds[i].label, golds[i].label, golds[i].groups, saids[j].id)
    for i, gold in enumerate(golds):
        if i not in ours:
            yield Row(name, gold.at, gold.label, None, gold.groups)
    for j, said in enumerate(saids):
        if j not in theirs:
            yield Row(name, said.at, None, said.label, said.groups, said.id)


def overlap(one: Span, two: Span) -> int | None:
    """Nearness of stretches of which the shorter lies half in the other; None for others."""
    common = min(one.end, two.end) - max(one.start, two.start)
    return -common if common > 0 and 2 * common >= min(one.length, two.length) else None


def anywhere(_one: Span, _two: Span) -> int:
    """For items whose place does not count."""
    return 0


NOBODY: Final = "nobody"
