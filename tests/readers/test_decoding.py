"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcast.errors import SourceBinaryError, SourceEmptyError
from fullcast.readers import read_source
from fullcast.readers.decoding import decode
from tests.readers.factories import PIER

CURLY = "“You are late,” she said — “the café’s closed.” Mara’s lamp went out…\n\n" + "\n\n".join(PIER)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CURLY.encode(), "utf-8"),
        (CURLY.encode("utf-8-sig"), "utf-8"),
        (CURLY.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + CURLY.encode("utf-16-be"), "utf-16-be"),
        (CURLY.encode("utf-16-le"), "utf-16-le"),
        (CURLY.encode("utf-16-be"), "utf-16-be"),
        (CURLY.encode("utf-32"), "utf-32-le"),
        (CURLY.encode("cp1252"), "cp1252"),
        (b"\xef\xbb\xbf" + CURLY.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    """Each encoding is found and named, and the text is exact."""
    assert decode(data) == (CURLY, encoding)
    assert read_source(data).source.encoding == encoding


def test_latin_letters() -> None:
    """Accents of ISO 8859-1 are those of CP1252."""
    words = "Déjà vu, señor? Über alles, naïve façade. " * 20
    assert decode(words.encode("latin-1"))[0] == words


def test_cyrillic_is_left_to_the_normalizer() -> None:
    """An encoding with few letters of ASCII is not taken for CP1252."""
    words = "Она вышла на улицу и долго смотрела на море. " * 30
    assert decode(words.encode("cp1251"))[0] == words


def test_line_ends_become_one_kind() -> None:
    """CRLF and CR are LF in the text, and nothing else changes."""
    assert decode(b"a\r\nb\rc\nd\t \x0c e")[0] == "a\nb\nc\nd\t \x0c e"


@pytest.mark.parametrize("data", [b"abc\0def" * 10, bytes(range(1, 32)) * 20, b"\xff\xfe\x00\xd8" * 9])
def test_binary_is_refused(data: bytes) -> None:
    """What is no text says so."""
    with pytest.raises(SourceBinaryError, match=r"story.txt"):
        decode(data, "story.txt")


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u00a0\u2003\n".encode(), "\n".encode("utf-16")]
)
def test_empty_is_refused(data: bytes) -> None:
    """A file with nothing or nothing but white space is empty, whatever its encoding."""
    with pytest.raises(SourceEmptyError, match=r"give a story|white space"):
        read_source(data, name="story.txt")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), min_size=1))
def test_utf8_is_exact(words: str) -> None:
    """Any text in UTF-8 is read back to the character, but for a mark at its start."""
    assert decode(words.encode())[0] == words.removeprefix("\ufeff")
