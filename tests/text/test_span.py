"""Spans and what is asked of them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fullcast.text import Span
from fullcast.text.span import hull, merged

spans = st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda p: Span(p[0], p[0] + p[1]))


def points(*some: Span) -> set[int]:
    """The code points of spans, the plain way."""
    return {i for s in some for i in range(s.start, s.end)}


@given(spans, spans)
def test_meeting_is_sharing_a_code_point(a: Span, b: Span) -> None:
    """Either way round; an empty span shares none of its own."""
    if a.length and b.length:
        assert a.meets(b) == b.meets(a) == bool(points(a) & points(b))


@given(spans, spans)
def test_what_a_span_holds_is_among_its_code_points(a: Span, b: Span) -> None:
    """Holding is being a subset."""
    if a.holds(b):
        assert points(b) <= points(a)


@given(st.lists(spans, min_size=1, max_size=6))
def test_merging_loses_nothing_and_leaves_gaps(some: list[Span]) -> None:
    """The same code points, in spans that do not touch, inside the hull."""
    out = merged(some)
    assert points(*out) == points(*some)
    assert all(a.end < b.start for a, b in pairwise(out))
    assert all(hull(some).holds(s) for s in some)


@given(spans, st.integers(0, 9))
def test_shifting_keeps_the_length(span: Span, by: int) -> None:
    """Both ends move."""
    assert span.shifted(by) == (span.start + by, span.end + by)
    assert span.shifted(by).length == span.length
