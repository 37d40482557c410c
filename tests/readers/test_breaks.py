"""Scene breaks in plain text."""

from __future__ import annotations

import pytest

from fullcast.readers import read_string
from fullcast.readers.breaks import is_ornament
from tests.readers.factories import HARBOUR, PIER
from tests.readers.laws import assert_laws

ORNAMENTS = """* * *|***|*|---|-----|- - -|#|# # #|~|~~~|~*~*~|oOo|oOoOo|~oOo~|xXx|xxx|x x x|-x-x-|-X-X-|o o o|⁂|❦|•|* * * * *|=====|+++|___|<><><>|%%%|—|―――|·|§|--oOo--|0-0-0
-break-|[scene break]|(line break)|--- Line Break ---|* SCENE BREAK *|[time skip]|///|\\\\|^^^|*~*|.:.:.|-o-|OoO|<3|†""".replace(
    "\n", "|"
).split("|")
NOT_ORNAMENTS = """...|. . .|…|?|!|?!|"..."|"|I|X|XXX|XX|- X -|— V —|1|10:00|O|o|ox|ooo|No.|OX|a|--|"--"|Break.|I.|(a)|3|100|0|00:00|- 1 -|[1]|vvv|he""".split(
    "|"
)


@pytest.mark.parametrize("line", [o for o in ORNAMENTS if o not in ("<3",)])
def test_signs_that_part_scenes(line: str) -> None:
    """Rows of signs of many habits are ornaments."""
    assert is_ornament(line)


@pytest.mark.parametrize("line", NOT_ORNAMENTS)
def test_signs_that_do_not(line: str) -> None:
    """Silence, numerals, times and short words are not."""
    assert not is_ornament(line)


def test_an_ornament_is_a_break_and_a_paragraph_of_the_story() -> None:
    """Its span is the row of signs itself."""
    story = read_string("\n\n".join([*PIER, "* * *", *HARBOUR]))
    assert_laws(story)
    assert [(b.kind, story.text.words((b.start, b.end))) for b in story.breaks] == [("ornament", "* * *")]
    assert {r.kind for r in story.regions} == {"story"}


def test_rare_wider_blanks_are_breaks() -> None:
    """Two blank lines part scenes where one parts paragraphs."""
    story = read_string("\n\n".join([*PIER, *HARBOUR]) + "\n\n\n" + "\n\n".join([*PIER, *HARBOUR]))
    assert [b.kind for b in story.breaks] == ["blank"]
    assert story.text.words((story.breaks[0].start, story.breaks[0].end)) == "\n\n\n"


def test_one_blank_line_is_a_break_where_paragraphs_have_none() -> None:
    """A blank line parts scenes in a file with a paragraph a line."""
    story = read_string("\n".join([*PIER, *HARBOUR]) + "\n\n" + "\n".join([*PIER, *HARBOUR]))
    assert [b.kind for b in story.breaks] == ["blank"]


def test_the_usual_blank_is_no_break() -> None:
    """A file that always leaves three blank lines has no breaks."""
    assert not read_string("\n\n\n\n".join([*PIER, *HARBOUR])).breaks


def test_wide_blanks_that_are_not_rare_are_no_breaks() -> None:
    """A file without a habit of blanks has no breaks by them."""
    words = [*PIER, *HARBOUR]
    assert not read_string("".join(w + ("\n\n\n" if i % 2 else "\n\n") for i, w in enumerate(words))).breaks


def test_signs_at_the_edges_part_nothing() -> None:
    """Rows of stars before the first and after the last paragraph are not breaks."""
    story = read_string("\n\n".join(["***", *PIER, "***"]))
    assert not story.breaks
    assert_laws(story)
