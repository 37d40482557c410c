"""PDF, behind its extra."""

from __future__ import annotations

import sys
import textwrap

import pytest

from fullcast.errors import MissingExtraError, SourceDamagedError
from fullcast.readers import read_source
from tests.readers.factories import HARBOUR, PIER, pdf
from tests.readers.laws import assert_laws, shown

LINES = [line for p in (*PIER, *HARBOUR) for line in textwrap.wrap(p, 60, initial_indent="    ")]


def test_lines_become_paragraphs() -> None:
    """Running heads and page numbers go, lines are joined, a notice says what is lost."""
    pytest.importorskip("pypdfium2")
    third = len(LINES) // 3
    pages = [["THE SEVENTH BOAT", *LINES[i : i + third], str(n)] for n, i in enumerate(range(0, len(LINES), third), 1)]
    story = read_source(pdf(pages), name="story.pdf")
    assert_laws(story)
    assert "SEVENTH" not in story.text.content
    assert " ".join(shown(story)) == " ".join((*PIER, *HARBOUR))
    assert [n.code for n in story.notices] == ["lossy_pdf"]


def test_without_the_extra_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base install says how to get it."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError, match=r'pip install "fullcast\[pdf\]"'):
        read_source(pdf([LINES]), name="story.pdf")


def test_damage_is_refused() -> None:
    """A cut PDF is a SourceError."""
    pytest.importorskip("pypdfium2")
    with pytest.raises(SourceDamagedError, match="damaged"):
        read_source(b"%PDF-1.4\nnothing here", name="story.pdf")
