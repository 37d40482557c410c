"""Dependency trees from scores: the best head of each token, mended where that is no tree.

Most sentences are trees at once. The others take the maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967), as
McDonald and others (EMNLP 2005) brought it to parsing.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_ONE_ROOT: Final = 1e6
"""Taken from every root's score, so that no tree has more than the one root that it must have."""


def best_trees(scores: Floats) -> NDArray[np.int64]:
    """(b, n) heads of b sentences of n tokens, n for the root; each is a tree with one root.

    `scores` (b, n, n + 1): how well each token would have each other as its head; the last column is the root. A token is
    never its own head, whatever its score.
    """
    count, n, _ = scores.shape
    scores = scores.astype(np.float64)
    scores[:, np.arange(n), np.arange(n)] = -np.inf
    heads: NDArray[np.int64] = scores.argmax(2)
    for i in np.flatnonzero(~are_trees(heads)).tolist():
        whole = np.full((n + 1, n + 1), -np.inf)  # rows are dependents; the last is the root, which has no head
        whole[:n] = scores[i]
        whole[:n, n] -= _ONE_ROOT
        heads[i] = _arborescence(whole)[:n]
    return heads.reshape(count, n)


def are_trees(heads: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(b,) for the heads of b sentences of n tokens (b, n), n for the root, whether each is a tree with one root."""
    count, n = heads.shape
    up = np.concatenate([heads, np.full((count, 1), n)], 1)
    for _ in range(max(n, 1).bit_length()):
        up = np.take_along_axis(up, up, 1)
    whole: NDArray[np.bool_] = ((heads == n).sum(1) == 1) & (up == n).all(1)
    return whole


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """(n + 1,) head of each node in the best tree that hangs from the last one; `scores` (dependents, heads)."""
    root = len(scores) - 1
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), np.bool_)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)  # the root is one of them, and stays the last but for the knot
    kept = scores[cycle, heads[cycle]]
    enter = scores[np.ix_(cycle, outer)] - kept[:, None]  # what breaking into the cycle at each of its nodes gains
    leave = scores[np.ix_(outer, cycle)]
    size = len(outer)
    smaller = np.full((size + 1, size + 1), -np.inf)  # outer nodes without the root, the knot, the root
    others = np.arange(size - 1)
    smaller[np.ix_(others, others)] = scores[np.ix_(outer[:-1], outer[:-1])]
    smaller[others, size] = scores[outer[:-1], root]
    smaller[others, size - 1] = leave[:-1].max(1, initial=-np.inf)
    smaller[size - 1, others] = enter[:, :-1].max(0)
    smaller[size - 1, size] = enter[:, -1].max()
    found = _arborescence(smaller)
    names = np.append(outer[:-1], [-1, root])
    out: NDArray[np.int64] = heads.copy()
    for i in others.tolist():
        head = int(found[i])
        out[outer[i]] = cycle[leave[i].argmax()] if head == size - 1 else names[head]
    head = int(found[size - 1])
    column = size - 1 if head == size else head
    broken = int(enter[:, column].argmax())
    out[cycle[broken]] = outer[column]
    return out


def _cycle(heads: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Nodes of a cycle that does not hold the last node, if there is one."""
    root = len(heads) - 1
    colour = np.zeros(len(heads), np.int64)
    colour[root] = -1
    for start in range(root):
        at = start
        while not colour[at]:
            colour[at] = start + 1
            at = int(heads[at])
        if colour[at] == start + 1:
            out = [at]
            while (following := int(heads[out[-1]])) != at:
                out.append(following)
            return np.array(out, np.int64)
    return None
