"""Words made safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.writers.shown import clipped, shown


@given(st.text(st.sampled_from("a \n\t\r\x1b[]m0;\x07\x9b\u202e\u200b\x00é𝄞")))
def test_no_control_sign_is_left(words: str) -> None:
    """Nor a mark that turns the writing direction."""
    assert not [c for c in shown(words) if unicodedata.category(c) in ("Cc", "Cf")]


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("a\x1b[31;1mb\x1b[0m", "ab"),
        ("\x1b]0;owned\x07x", "x"),
        ("\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\", "y"),
        ("one\r\ntwo", "one two"),
        ("co\u00adoperate", "cooperate"),
        ("[bold]x[/]", "[bold]x[/]"),
    ],
)
def test_words_stay_and_escapes_go(words: str, safe: str) -> None:
    """On one line."""
    assert shown(words) == safe


@given(st.text(max_size=30), st.integers(2, 20))
def test_clipping_keeps_to_the_length(words: str, length: int) -> None:
    """And shows that it cut."""
    assert len(clipped(words, length)) <= length
