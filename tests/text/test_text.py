"""The text that never changes."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.errors import OffsetError
from fullcast.text import Span, Text


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_spans_slice_to_their_words(content: str, a: int, b: int) -> None:
    """A span gives its words; one that leaves the text or is inside out gives an error, never other words."""
    start, end = min(a, b), max(a, b)
    text = Text(content)
    if end <= len(content):
        assert text.words((start, end)) == content[start:end]
    else:
        with pytest.raises(OffsetError):
            text.words((start, end))
    if a > b:
        with pytest.raises(OffsetError):
            text.words((a, b))


@given(st.text(st.sampled_from("a \n\u00a0"), max_size=12))
def test_trimming_takes_white_space_and_nothing_else(content: str) -> None:
    """What is left is what `str.strip` leaves."""
    text = Text(content)
    kept = text.trimmed((0, len(content)))
    assert text.words(kept) == content.strip()


def test_the_digest_is_of_the_bytes() -> None:
    """SHA-256 over UTF-8."""
    assert Text("é").sha256 == hashlib.sha256("é".encode()).hexdigest()


def test_texts_are_equal_by_their_words() -> None:
    """And can be keys."""
    assert Text("a") == Text("a") != Text("b")
    assert len({Text("a"), Text("a")}) == 1
    assert repr(Text("a")) == "Text('a', 1 code points)"


def test_parts_are_joined_with_a_space() -> None:
    """Or with what is asked for."""
    text = Text("one two three")
    parts = [Span(0, 3), Span(8, 13)]
    assert text.joined(parts) == "one three"
    assert text.joined(parts, "/") == "one/three"
