"""Lost and doubled code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fullcast.scores.coverage import Coverage, coverage, differing


def test_a_tiling_is_whole() -> None:
    """Stretches end to end lose and double nothing, in whatever order they come."""
    assert coverage([(4, 9), (0, 4), (9, 9)], 9).whole


def test_gaps_and_overlaps_are_counted() -> None:
    """A gap is lost, an overlap doubled, what lies outside the text counts as doubled."""
    assert coverage([(1, 4), (3, 6), (8, 12)], 10) == Coverage(lost=1 + 2, doubled=1 + 2)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: (min(p), max(p))), max_size=8),
    st.integers(0, 30),
)
def test_counts_are_those_of_counting(stretches: list[tuple[int, int]], length: int) -> None:
    """The sums agree with counting each code point."""
    times = [sum(s <= i < e for s, e in stretches) for i in range(31)]
    inside, outside = times[:length], times[length:]
    assert coverage(stretches, length) == Coverage(
        lost=inside.count(0), doubled=sum(max(0, t - 1) for t in inside) + sum(outside)
    )


def test_parts_that_differ_are_counted_from_the_first_difference() -> None:
    """Equal text gives nothing; else everything from the first difference counts."""
    assert differing(["ab", "c"], "abc") == 0
    assert differing(["ab"], "abc") == 1
    assert differing(["aXc"], "abc") == 2
