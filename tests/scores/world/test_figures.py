"""From rows to figures, by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from fullcast.errors import TextDriftError
from fullcast.scores.world import FIGURES, Row, results, score_world
from fullcast.scores.world.figures import F1, FALSE, ON_STORY, PRECISION, RECALL, SHARE, Figure, Measure, macro_f1
from fullcast.scores.world.scoring import MADE, SCORERS
from fullcast.scores.world_agreement import Pairs
from fullcast.text import Span
from tests.scores.world.made import gold, told

SOME: Pairs = Counter({("a", "a"): 3, ("b", None): 1, (None, "c"): 2})
KINDS: Pairs = Counter({("dream", "dream"): 2, ("dream", "story"): 2, ("story", "story"): 5, ("told", "story"): 1})


@pytest.mark.parametrize(
    ("measure", "pairs", "value"),
    [
        (F1, SOME, 6 / 9),
        (PRECISION, SOME, 3 / 5),
        (RECALL, SOME, 3 / 4),
        (FALSE, SOME, 2),
        (SHARE, KINDS, 7 / 10),
        (ON_STORY, KINDS, 8 / 10),
        (macro_f1(["dream", "story"]), KINDS, (4 / 6 + 10 / 13) / 2),
        (macro_f1(["dream", "vision"]), KINDS, 4 / 6),
    ],
)
def test_measures(measure: Measure, pairs: Pairs, value: float) -> None:
    """Each measure on a handful of pairs."""
    assert measure.value(np.array(measure.counts(pairs))) == pytest.approx(value)


@pytest.mark.parametrize("measure", [F1, PRECISION, RECALL, SHARE, ON_STORY, macro_f1(["dream"])])
def test_nothing_to_measure_is_no_figure(measure: Measure) -> None:
    """Where neither side has anything there is no figure, neither 0 nor 1."""
    assert np.isnan(measure.value(np.array(measure.counts(Counter()))))


def rows(n: int, right: int, label: str = "x", group: str = "kind a") -> list[Row]:
    """So many rows of which so many are right."""
    return [Row("states", Span(0, 1), label, label if i < right else None, (group,)) for i in range(n)]


def test_stories_are_pooled_by_adding_up() -> None:
    """One of one and one of three found are two of four."""
    found = results([rows(1, 1), rows(3, 1)], [Figure("found", "states", RECALL)])[0]
    assert (found.value, found.gold, found.said, found.low) == (0.5, 4, 2, None)


def test_interval_over_stories() -> None:
    """Of ten stories of which half are right the interval lies around one half, the same every time."""
    stories = [rows(1, i % 2) for i in range(10)]
    first, again = (results(stories, [Figure("found", "states", RECALL)])[0] for _ in range(2))
    assert first.low is not None
    assert first.high is not None
    assert 0 <= first.low < 0.5 < first.high <= 1
    assert first == again


def test_labels_of_macro_f1_need_rows_enough() -> None:
    """A kind with fewer rows of the gold than asked for is left out."""
    stories = [[*rows(3, 3, "dream"), *rows(1, 0, "told")]]
    values = [results(stories, [Figure("kinds", "states", None, least=n)])[0].value for n in (1, 2)]
    assert values == [0.5, 1]


def test_parts() -> None:
    """A figure is broken down by the groups that it names."""
    stories = [[*rows(2, 2, group="slot life"), *rows(2, 0, group="slot mind")]]
    found = results(stories, [Figure("states", "states", RECALL, parts="slot")])
    assert [(r.name, r.value, r.part) for r in found] == [
        ("states", 0.5, False),
        ("slot life", 1, True),
        ("slot mind", 0, True),
    ]


def test_every_layer_says_what_it_looks_at() -> None:
    """Each scorer has the layers that it needs, so that a benchmark can make only these."""
    assert MADE.keys() == SCORERS.keys()


def test_names_of_figures_are_unique() -> None:
    """A figure is found by its name."""
    assert len({f.name for f in FIGURES}) == len(FIGURES)


def test_another_text_is_refused() -> None:
    """Offsets of another text would be scored as errors."""
    with pytest.raises(TextDriftError):
        score_world(gold(), told("Another story."))
