"""Mention, event and coreference scores, written out, with cases worked by hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import linear_sum_assignment

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

Chains = "Sequence[frozenset[Any]]"


def f1(precision: float, recall: float) -> float:
    """Harmonic mean.

    >>> f1(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class Counted:
    """True positives, predicted, gold; added up over documents."""

    def __init__(self) -> None:
        self.hit = self.predicted = self.gold = 0.0

    def add(self, predicted: Iterable[Hashable], gold: Iterable[Hashable]) -> None:
        """Compare two sets.

        >>> c = Counted(); c.add({1, 2, 3}, {2, 3, 4, 5}); [round(x, 4) for x in c.scores()]
        [0.6667, 0.5, 0.5714]
        """
        p, g = set(predicted), set(gold)
        self.hit += len(p & g)
        self.predicted += len(p)
        self.gold += len(g)

    def scores(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        p = self.hit / self.predicted if self.predicted else 0.0
        r = self.hit / self.gold if self.gold else 0.0
        return p, r, f1(p, r)


def muc(key: Any, response: Any) -> tuple[float, float]:
    """Links of the key found in the response: numerator and denominator (Vilain et al. 1995).

    One key chain of four, of which three stand together and one is missing: 4 - 2 parts of 4 - 1 links.

    >>> muc([{1, 2, 3, 4}], [{1, 2, 3}])
    (2.0, 3.0)
    >>> muc([{1}], [{1}])
    (0.0, 0.0)
    """
    at = {m: i for i, chain in enumerate(response) for m in chain}
    hit = total = 0.0
    for chain in key:
        parts = {at.get(m, ("missing", m)) for m in chain}
        hit += len(chain) - len(parts)
        total += len(chain) - 1
    return hit, total


def b3(key: Any, response: Any) -> tuple[float, float]:
    """B-cubed recall of the key: numerator and denominator (Bagga and Baldwin 1998).

    Key {1, 2, 3}, response {1, 2}, {3, 4}: mentions 1 and 2 give 2/3 each, mention 3 gives 1/3.

    >>> [round(x, 4) for x in b3([{1, 2, 3}], [{1, 2}, {3, 4}])]
    [1.6667, 3.0]
    """
    at = {m: i for i, chain in enumerate(response) for m in chain}
    hit = total = 0.0
    for chain in key:
        counts = Counter(at[m] for m in chain if m in at)
        hit += sum(n * n for n in counts.values()) / len(chain)
        total += len(chain)
    return hit, total


def ceafe(key: Any, response: Any) -> tuple[float, float, float]:
    """Entity CEAF (Luo 2005): similarity of the best alignment, number of key chains, number of response chains.

    Key {1, 2, 3}, {4}; response {1, 2}, {3, 4}: the best is {1, 2, 3}-{1, 2} with 2*2/5 and {4}-{3, 4} with 2*1/3.

    >>> [round(x, 4) for x in ceafe([{1, 2, 3}, {4}], [{1, 2}, {3, 4}])]
    [1.4667, 2.0, 2.0]
    """
    if not key or not response:
        return 0.0, float(len(key)), float(len(response))
    at = {m: i for i, chain in enumerate(response) for m in chain}
    similarity = np.zeros((len(key), len(response)))
    for k, chain in enumerate(key):
        for r, n in Counter(at[m] for m in chain if m in at).items():
            similarity[k, r] = 2 * n / (len(chain) + len(response[r]))
    rows, columns = linear_sum_assignment(-similarity)
    return float(similarity[rows, columns].sum()), float(len(key)), float(len(response))


class Coreference:
    """MUC, B3, CEAFe and their mean (CoNLL), counts added up over documents; singletons are kept as they come."""

    def __init__(self) -> None:
        self.sums = np.zeros((3, 4))  # recall numerator, denominator, precision numerator, denominator

    def add(self, key: Any, response: Any) -> None:
        """Compare the chains of one document.

        >>> c = Coreference(); c.add([{1, 2}, {3}], [{1, 2}, {3}]); c.scores()["conll"]
        1.0
        """
        key, response = list(key), list(response)
        self.sums[0] += (*muc(key, response), *muc(response, key))
        self.sums[1] += (*b3(key, response), *b3(response, key))
        similarity, keys, responses = ceafe(key, response)
        self.sums[2] += (similarity, keys, similarity, responses)

    def scores(self) -> dict[str, float]:
        """F1 of each, and the mean."""
        out = {}
        for name, (rn, rd, pn, pd) in zip(("muc", "b3", "ceafe"), self.sums, strict=True):
            out[name] = f1(float(pn / pd) if pd else 0.0, float(rn / rd) if rd else 0.0)
        out["conll"] = sum(out.values()) / 3
        return out
