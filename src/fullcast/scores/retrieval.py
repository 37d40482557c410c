"""How much of what was found is right, and how much of what is there was found: precision, recall, F1."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Share(NamedTuple):
    """Precision, recall, and their harmonic mean, each 0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float


def f1(precision: float, recall: float) -> float:
    """The harmonic mean.

    >>> f1(0.5, 1.0)
    0.6666666666666666
    >>> f1(0.0, 0.0)
    0.0
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Counted:
    """What is right, what was found and what is there, added up over documents."""

    def __init__(self) -> None:
        self.hit = self.predicted = self.gold = 0.0

    def add(self, predicted: Iterable[Hashable], gold: Iterable[Hashable]) -> None:
        """Compare two sets; a mention counts where its span, and whatever else it is given as, is the same.

        >>> counted = Counted()
        >>> counted.add({1, 2, 3}, {2, 3, 4, 5})
        >>> [round(x, 4) for x in counted.scores()]
        [0.6667, 0.5, 0.5714]
        """
        found, there = set(predicted), set(gold)
        self.hit += len(found & there)
        self.predicted += len(found)
        self.gold += len(there)

    def scores(self) -> Share:
        """Precision, recall and F1 over all that was added."""
        precision = self.hit / self.predicted if self.predicted else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        return Share(precision, recall, f1(precision, recall))
