"""The map from the text back to its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.errors import OffsetError
from fullcast.text import SourceMap

gaps = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 4)), max_size=6)


def runs_of(gaps: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs of a text and a source that both have something of their own between them."""
    text = source = 0
    out = []
    for text_gap, source_gap, length in gaps:
        text, source = text + text_gap, source + source_gap
        out.append((text, source, length))
        text, source = text + length, source + length
    return out


@given(gaps)
def test_there_and_back_is_where_one_was(gaps: list[tuple[int, int, int]]) -> None:
    """An offset that has a source is the text offset of that source."""
    mapping = SourceMap(runs_of(gaps))
    for offset in range(40):
        source = mapping.to_source(offset)
        assert source is None or mapping.to_text(source) == offset


@given(gaps)
def test_every_offset_of_a_run_has_a_source(gaps: list[tuple[int, int, int]]) -> None:
    """And no other has."""
    runs = runs_of(gaps)
    mapping = SourceMap(runs)
    plain = {t + i: s + i for t, s, n in runs for i in range(n)}
    assert {o: mapping.to_source(o) for o in range(60)} == {o: plain.get(o) for o in range(60)}


def test_runs_that_touch_on_both_sides_become_one() -> None:
    """So that equal maps are equal."""
    assert SourceMap([(0, 5, 2), (2, 7, 3), (5, 8, 0)]) == SourceMap([(0, 5, 5)])
    assert hash(SourceMap.identity(4)) == hash(SourceMap([(0, 0, 4)]))


def test_runs_that_overlap_are_refused() -> None:
    """A code point comes from one place."""
    with pytest.raises(OffsetError, match="overlap at text offset 1"):
        SourceMap([(0, 0, 2), (1, 9, 2)])
