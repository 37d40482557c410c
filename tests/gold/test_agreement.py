"""Figures of agreement, against worked examples."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from fullcast.scores.gold_world import GoldStory, Pass, read_world
from fullcast.scores.world_agreement import MEASURES, Pairs, agreement, f1, interval, kappa, pooled, share

EXAMPLE = Path(__file__).parents[2] / "gold" / "example" / "the-weir"


def passes(*steps: Pass) -> list[GoldStory]:
    """Passes of the example."""
    return [read_world(EXAMPLE, step) for step in steps]


def test_f1_by_hand() -> None:
    """Three matches, one item only in the first pass, two only in the second: 6 of 9."""
    assert f1(Counter({("a", "a"): 3, ("b", None): 1, (None, "c"): 2})) == pytest.approx(6 / 9)


def test_kappa_by_hand() -> None:
    """Cohen's example of two raters: 0.7 observed, 0.5 by chance, so 0.4."""
    pairs: Pairs = Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    assert share(pairs) == pytest.approx(0.7)
    assert kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize("figure", [f1, kappa, share])
def test_nothing_to_differ_about_is_agreement(figure: object) -> None:
    """Where no pass has anything, they agree."""
    assert callable(figure)
    assert figure(Counter()) == 1


def test_a_pass_agrees_with_itself() -> None:
    """Every layer of a pass against itself is 1, with no difference."""
    found = agreement(*passes("settled", "settled"))
    assert found.differences == []
    assert {MEASURES[layer](pairs) for layer, pairs in found.pairs.items()} == {1.0}


def test_agreement_does_not_depend_on_order() -> None:
    """First against second gives the figures of second against first."""
    there, back = agreement(*passes("first", "second")), agreement(*passes("second", "first"))
    assert {k: MEASURES[k](v) for k, v in there.pairs.items()} == pytest.approx(
        {k: MEASURES[k](v) for k, v in back.pairs.items()}
    )


def test_names_count_and_ids_do_not() -> None:
    """The second pass calls the father by another id; reveals, ties and participants agree nonetheless."""
    pairs = agreement(*passes("first", "second")).pairs
    assert {MEASURES[k](pairs[k]) for k in ("reveals", "relationships: ties", "scenes: participants")} == {1.0}


def test_differences_say_where() -> None:
    """A word off the level is told once, with its paragraph and both answers."""
    found = agreement(*passes("first", "settled")).differences
    assert [tuple(d) for d in found if d.layer == "levels"] == [("levels", 1, "dream", "story")]
    assert [tuple(d) for d in found if d.layer == "emotions"] == [("emotions", 11, "anger", "joy")]


def test_pooling_adds_up() -> None:
    """Two stories of which one agrees and one does not: half of the pairs."""
    one: dict[str, Pairs] = {"at end": Counter({("a", "a"): 1})}
    two: dict[str, Pairs] = {"at end": Counter({("a", "b"): 1})}
    assert share(pooled([one, two])["at end"]) == 0.5


def test_interval_holds_the_figure() -> None:
    """Of ten stories of which half agree the interval lies around one half, and is the same every time."""
    stories: list[dict[str, Pairs]] = [{"at end": Counter({("a", "ab"[i % 2]): 1})} for i in range(10)]
    low, high = interval(stories, "at end")
    assert 0 <= low < 0.5 < high <= 1
    assert interval(stories, "at end") == (low, high)


def test_a_choice_in_another_place_is_a_difference() -> None:
    """A decision that both passes have is compared by where the choice shows; one that is left open differs."""
    one, two = passes("settled", "settled")
    left_open = msgspec.structs.replace(two.world.decisions[0], chosen=None, at=None)
    two = msgspec.structs.replace(two, world=msgspec.structs.replace(two.world, decisions=(left_open,)))
    found = agreement(one, two)
    assert f1(found.pairs["decisions"]) == 1
    assert [(d.first, d.second) for d in found.differences] == [("Pauli walks home: “Him”", "open: nowhere")]
