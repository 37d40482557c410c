"""Coreference scores: what holds for all chains."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.scores.coreference import Coreference, best_pairing
from fullcast.scores.retrieval import Counted

CHAINS = st.lists(st.integers(0, 5), min_size=1, max_size=12).map(
    lambda numbers: [{i for i, n in enumerate(numbers) if n == chain} for chain in sorted(set(numbers))]
)
TABLES = st.integers(0, 5).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 9), min_size=columns, max_size=columns), max_size=5)
)


def scores(key: list[set[int]], response: list[set[int]]) -> dict[str, float]:
    """The figures of one document."""
    found = Coreference()
    found.add(key, response)
    return found.scores()


@given(TABLES)
def test_pairing_is_the_best_there_is(rows: list[list[int]]) -> None:
    """As good as the best of all pairings, tried one by one."""
    table = np.array(rows, np.float64).reshape(len(rows), len(rows[0]) if rows else 0)
    short = table if len(table) <= table.shape[1] else table.T
    tried = [sum(short[i, j] for i, j in enumerate(p)) for p in permutations(range(short.shape[1]), len(short))]
    assert best_pairing(table) == pytest.approx(max(tried, default=0.0))


@given(CHAINS)
def test_what_is_right_is_one(chains: list[set[int]]) -> None:
    """In every figure that has something to count; links need a chain of two."""
    found = scores(chains, chains[::-1])
    assert found["b3"] == found["ceafe"] == pytest.approx(1.0)
    assert found["muc"] == pytest.approx(1.0 if any(len(c) > 1 for c in chains) else 0.0)


@given(CHAINS, CHAINS)
def test_figures_are_shares_and_look_both_ways(key: list[set[int]], response: list[set[int]]) -> None:
    """Between 0 and 1, and F1 is the same whichever of the two is the gold."""
    one, other = scores(key, response), scores(response, key)
    assert all(0 <= value <= 1 + 1e-9 for value in one.values())
    assert one == pytest.approx(other)


def test_documents_are_added_up() -> None:
    """By their mentions, not by the mean of their figures."""
    found = Coreference()
    found.add([{1, 2, 3, 4}], [{1, 2, 3, 4}])
    found.add([{1}, {2}], [{1, 2}])
    assert found.scores()["muc"] == pytest.approx(2 * 3 / (3 + 4))
    assert found.scores()["b3"] == pytest.approx(2 * (5 / 6) / (1 + 5 / 6))


def test_nothing_found_is_zero() -> None:
    """And no division by it."""
    assert scores([{1, 2}], [])["conll"] == scores([], [])["conll"] == 0.0
    assert Counted().scores() == (0.0, 0.0, 0.0)
