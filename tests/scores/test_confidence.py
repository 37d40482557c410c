"""Calibration figures on answers that were drawn to be known."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from fullcast.scores.confidence import Answer, calibration_error, reliability, review


def drawn(n: int, shift: float = 0.0) -> list[Answer]:
    """Answers that are right as often as they say, give or take `shift`."""
    chance = random.Random(3)
    sure = [chance.random() for _ in range(n)]
    return [Answer(min(1.0, max(0.0, c + shift)), chance.random() < c) for c in sure]


def test_true_confidence_has_a_small_error() -> None:
    """Answers that are right as often as they say have an error near nothing; boasting ones have their boast."""
    assert calibration_error(drawn(20_000))["ece"] < 0.015
    assert calibration_error(drawn(20_000, 0.2))["ece"] == pytest.approx(0.18, abs=0.03)


def test_too_few_answers_have_no_error() -> None:
    """Under fifty answers say nothing."""
    assert calibration_error(drawn(49)) == {}


def test_bins_have_equal_mass() -> None:
    """Ten bins, equally many answers in each, rising."""
    bins = reliability(drawn(1000))
    assert [b.n for b in bins] == [100] * 10
    assert all(a.high <= b.low for a, b in pairwise(bins))


def test_an_oracle_catches_everything() -> None:
    """Where all errors come first in the order of confidence, the queue holds as many as it can, and mending them is enough."""
    answers = [Answer(0.1, right=False)] * 10 + [Answer(0.9, right=True)] * 90
    found = review(answers)
    assert found["caught"] == 1.0
    assert found["to98"] == found["least98"] == pytest.approx(0.08)


def test_no_confidence_no_queue() -> None:
    """A tool that states no confidence has no review figures."""
    assert review([Answer(None, right=True)]) == {}
