"""Coreference scores: MUC, B-cubed, entity CEAF, and their mean, which is called CoNLL.

A chain is a set of mentions of any hashable kind; singletons count like other chains. `key` are the chains of the gold, `response`
those that were found. Every score is given as numerator and denominator, so that documents can be added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence, Set
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fullcast.scores.retrieval import f1

Chains = Sequence[Set[Hashable]]

METRICS: Final = ("muc", "b3", "ceafe")


def muc(key: Chains, response: Chains) -> tuple[float, float]:
    """Links of the key that the response has (Vilain and others 1995).

    One key chain of four, of which three stand together and one is missing: 4 - 2 parts of 4 - 1 links.

    >>> muc([{1, 2, 3, 4}], [{1, 2, 3}])
    (2.0, 3.0)
    >>> muc([{1}], [{1}])
    (0.0, 0.0)
    """
    at = _place(response)
    hit = total = 0.0
    for chain in key:
        missing = sum(m not in at for m in chain)
        hit += len(chain) - missing - len({at[m] for m in chain if m in at})
        total += len(chain) - 1
    return hit, total


def b_cubed(key: Chains, response: Chains) -> tuple[float, float]:
    """Recall of the key, mention by mention (Bagga and Baldwin 1998).

    Key {1, 2, 3}, response {1, 2}, {3, 4}: mentions 1 and 2 give 2/3 each, mention 3 gives 1/3.

    >>> [round(x, 4) for x in b_cubed([{1, 2, 3}], [{1, 2}, {3, 4}])]
    [1.6667, 3.0]
    """
    at = _place(response)
    hit = total = 0.0
    for chain in key:
        hit += sum(n * n for n in Counter(at[m] for m in chain if m in at).values()) / len(chain)
        total += len(chain)
    return hit, total


def ceaf_e(key: Chains, response: Chains) -> tuple[float, float, float]:
    """Likeness of chains, paired one to one as well as can be (Luo 2005): its sum, and the number of chains in key and response.

    Key {1, 2, 3}, {4}; response {1, 2}, {3, 4}: the best is {1, 2, 3} with {1, 2}, 2*2/5, and {4} with {3, 4}, 2*1/3.

    >>> [round(x, 4) for x in ceaf_e([{1, 2, 3}, {4}], [{1, 2}, {3, 4}])]
    [1.4667, 2.0, 2.0]
    >>> ceaf_e([], [{1}])
    (0.0, 0.0, 1.0)
    """
    at = _place(response)
    likeness = np.zeros((len(key), len(response)))
    for k, chain in enumerate(key):
        for r, n in Counter(at[m] for m in chain if m in at).items():
            likeness[k, r] = 2 * n / (len(chain) + len(response[r]))
    return best_pairing(likeness), float(len(key)), float(len(response))


class Coreference:
    """MUC, B-cubed and entity CEAF, added up over documents."""

    def __init__(self) -> None:
        self.sums = np.zeros((len(METRICS), 4))
        """Of each metric numerator and denominator of recall, and of precision."""

    def add(self, key: Chains, response: Chains) -> None:
        """Compare the chains of one document.

        >>> coreference = Coreference()
        >>> coreference.add([{1, 2}, {3}], [{1, 2}, {3}])
        >>> coreference.scores()["conll"]
        1.0
        """
        self.sums[0] += (*muc(key, response), *muc(response, key))
        self.sums[1] += (*b_cubed(key, response), *b_cubed(response, key))
        likeness, keys, responses = ceaf_e(key, response)
        self.sums[2] += (likeness, keys, likeness, responses)

    def scores(self) -> dict[str, float]:
        """F1 of each metric, and "conll", their mean."""
        out = {}
        for name, (hit, there, right, found) in zip(METRICS, self.sums.tolist(), strict=True):
            out[name] = f1(right / found if found else 0.0, hit / there if there else 0.0)
        return {**out, "conll": sum(out.values()) / len(METRICS)}


def best_pairing(likeness: NDArray[np.float64]) -> float:
    """The largest sum of `likeness` (rows, columns), none of it negative, over pairs with no row and no column twice.

    The Hungarian method with potentials, a row at a time (Kuhn 1955; Munkres 1957), in O(rows² · columns).

    >>> best_pairing(np.array([[3.0, 2.0], [2.5, 0.0]]))
    4.5
    """
    cost = -(likeness if likeness.shape[0] <= likeness.shape[1] else likeness.T)
    rows, columns = cost.shape
    if not rows:
        return 0.0
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, np.int64)  # 1-based; 0 is nobody's
    for row in range(1, rows + 1):
        row_of[0] = row
        at = 0
        least, from_ = np.full(columns + 1, np.inf), np.zeros(columns + 1, np.int64)
        used = np.zeros(columns + 1, np.bool_)
        while True:
            used[at] = True
            slack = cost[row_of[at] - 1] - u[row_of[at]] - v[1:]
            better = ~used[1:] & (slack < least[1:])
            least[1:][better], from_[1:][better] = slack[better], at
            free = np.where(used[1:], np.inf, least[1:])
            nearest = int(free.argmin()) + 1
            step = least[nearest]
            u[row_of[used]] += step
            v[used] -= step
            least[1:][~used[1:]] -= step
            at = nearest
            if not row_of[at]:
                break
        while at:
            row_of[at] = row_of[from_[at]]
            at = int(from_[at])
    paired = np.flatnonzero(row_of[1:])
    return float(-cost[row_of[1:][paired] - 1, paired].sum())


def _place(chains: Collection[Set[Hashable]]) -> dict[Hashable, int]:
    return {mention: number for number, chain in enumerate(chains) for mention in chain}
