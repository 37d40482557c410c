"""Laws of the shares by rule, and what their truth is measured with."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.scores.confidence import Answer
from fullcast.scores.rule_confidence import (
    Judged,
    best_strength,
    bins,
    brier,
    ece,
    left_out,
    log_loss,
    share,
    sureness,
)

COUNTS = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CHANCE = st.floats(0.01, 0.99)
STRENGTH = st.integers(1, 200)
JUDGED = st.lists(
    st.builds(
        Judged, st.sampled_from("abc"), st.sampled_from(["levels", "states"]), st.sampled_from("pqr"), st.booleans()
    ),
    min_size=1,
    max_size=40,
)
ANSWERS = st.lists(st.builds(Answer, st.sampled_from([0.2, 0.25, 0.5, 0.8, 0.9]), st.booleans()), min_size=1)


@given(COUNTS, CHANCE, STRENGTH)
def test_a_share_lies_between(counts: tuple[int, int], towards: float, strength: int) -> None:
    """A rule's confidence lies between its own share and that of its layer."""
    own = counts[0] / counts[1]
    low, high = sorted((own, towards))
    assert low - 1e-9 <= share(*counts, towards, strength) <= high + 1e-9


@given(COUNTS, CHANCE, STRENGTH)
def test_a_share_rises_with_what_is_right(counts: tuple[int, int], towards: float, strength: int) -> None:
    """One more right answer among as many makes a rule surer."""
    right, n = counts
    assert share(right, n + 1, towards, strength) < share(right + 1, n + 1, towards, strength)


@given(COUNTS, CHANCE, STRENGTH)
def test_a_stronger_prior_draws_nearer(counts: tuple[int, int], towards: float, strength: int) -> None:
    """The more a layer's share counts, the nearer is a rule's."""
    far, near = (abs(share(*counts, towards, s) - towards) for s in (strength, 2 * strength))
    assert near <= far + 1e-9


@given(JUDGED, STRENGTH)
def test_shares_of_rules_and_layers(judged: list[Judged], strength: int) -> None:
    """Every rule of every layer has a probability between its share and the layer's, and is never certain."""
    found = sureness(judged, strength)
    assert set(found) == {j.layer for j in judged}
    for layer, one in found.items():
        assert set(one.rules) == {j.rule for j in judged if j.layer == layer}
        for rule, sure in one.rules.items():
            rights = [j.right for j in judged if (j.layer, j.rule) == (layer, rule)]
            low, high = sorted((sum(rights) / len(rights), one.any))
            assert low - 1e-9 <= sure <= high + 1e-9
            assert 0 < sure < 1


def test_shares_by_hand() -> None:
    """Three of four right in the layer, one half more on either side: 3.5 of 5; the rule with one of one: (1 + 2·0.7) / 3."""
    some = [Judged("a", "states", rule, right) for rule, right in (("p", True), ("q", True), ("q", True), ("q", False))]
    found = sureness(some, 2)["states"]
    assert found.any == pytest.approx(0.7)
    assert found.given == 4
    assert found.of("p") == pytest.approx(2.4 / 3)
    assert found.of("unseen") == found.any


def test_a_story_is_not_fitted_on_itself() -> None:
    """What is said of a story's items comes from the other stories alone."""
    some = [Judged("a", "states", "p", True)] * 3 + [Judged("b", "states", "p", False)] * 3
    assert [a.confidence for _, a in left_out(some, 1)] == [
        sureness(some[3:], 1)["states"].of("p"),
        *[sureness(some[3:], 1)["states"].of("p")] * 2,
        *[sureness(some[:3], 1)["states"].of("p")] * 3,
    ]


def test_a_layer_of_one_story_is_passed_over() -> None:
    """Without another story that has the layer there is nothing to fit on."""
    some = [Judged("a", "states", "p", True), Judged("b", "levels", "p", True), Judged("c", "states", "p", True)]
    assert [layer for layer, _ in left_out(some)] == ["states", "states"]


@pytest.mark.parametrize(("apart", "weak"), [(True, True), (False, False)])
def test_strength_follows_the_rules(apart: bool, weak: bool) -> None:
    """Rules that differ are told apart by a weak prior; rules that do not are drawn together by a strong one."""
    some = [
        Judged(story, "states", rule, (rule == "p") == (apart or n % 2 == 0))
        for n, story in enumerate("abcd")
        for rule in "ppqq"
    ]
    assert (best_strength(some) <= 2) == weak


def test_losses_by_hand() -> None:
    """Mean square and mean log of what confidence is off; none where nothing was asked."""
    some = [Answer(0.8, True), Answer(0.4, False)]
    assert brier(some) == pytest.approx((0.04 + 0.16) / 2)
    assert log_loss(some) == pytest.approx(-(math.log(0.8) + math.log(0.6)) / 2)
    assert brier([]) == log_loss([]) == ece([]) == 0


@given(ANSWERS)
def test_bins_hold_every_answer_once(answers: list[Answer]) -> None:
    """Bins rise, are ten at most, hold all answers, and never part two of equal confidence."""
    found = bins(answers)
    assert len(found) <= 10
    assert sum(b.n for b in found) == len(answers)
    assert all(one.high < two.low for one, two in pairwise(found))


def test_ties_are_no_error() -> None:
    """Of a hundred answers with one confidence that is true, half are right, and nothing is off."""
    assert ece([Answer(0.5, n % 2 == 0) for n in range(100)]) == 0
