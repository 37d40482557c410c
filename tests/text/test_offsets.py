"""Offsets in code points, UTF-16 units and UTF-8 bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.errors import OffsetError
from fullcast.text import OffsetTable, Text

texts = st.text(max_size=60)
ENCODINGS = {"utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}
units = st.sampled_from(sorted(ENCODINGS))


def encoded_length(content: str, unit: str) -> int:
    """How many units the plain way finds: encode and count."""
    encoding, size = ENCODINGS[unit]
    return len(content.encode(encoding)) // size


@given(texts, units)
def test_tables_agree_with_encoding(content: str, unit: str) -> None:
    """Each offset converts to the length of the encoded words before it."""
    table = OffsetTable(content, unit)
    for offset in range(len(content) + 1):
        assert table.from_points(offset) == encoded_length(content[:offset], unit)


@given(texts, units)
def test_conversions_go_both_ways(content: str, unit: str) -> None:
    """To the other unit and back is where one was."""
    table = OffsetTable(content, unit)
    assert [table.to_points(table.from_points(i)) for i in range(len(content) + 1)] == list(range(len(content) + 1))


@given(texts, units)
def test_inside_a_code_point_there_is_no_offset(content: str, unit: str) -> None:
    """A unit that begins no code point is refused."""
    table = OffsetTable(content, unit)
    starts = {table.from_points(i) for i in range(len(content) + 1)}
    for offset in set(range(encoded_length(content, unit) + 1)) - starts:
        with pytest.raises(OffsetError, match="inside a code point"):
            table.to_points(offset)


@pytest.mark.parametrize("offset", [-1, 3])
def test_offsets_outside_are_refused(offset: int) -> None:
    """The message says how long the text is."""
    table = OffsetTable("ab", "utf16")
    with pytest.raises(OffsetError, match="2 code points"):
        table.from_points(offset)
    with pytest.raises(OffsetError, match="2 units"):
        table.to_points(offset)


def test_an_unknown_unit_is_answered_with_the_known_ones() -> None:
    """There are two."""
    with pytest.raises(OffsetError, match="utf16, utf8"):
        OffsetTable("", "utf32")


def test_a_text_converts_what_browsers_count() -> None:
    """A clef is one code point, two UTF-16 units, four bytes."""
    text = Text("a𝄞b")
    assert (text.utf16.from_points(2), text.utf8.from_points(2)) == (3, 5)
