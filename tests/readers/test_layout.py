"""Where paragraphs begin and end, for every way of setting plain text."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcast.readers.layout import find_blocks
from tests.readers.factories import HARBOUR, PIER

LONG = (
    *PIER,
    "She had not meant to come back to the island, not after what was said at the wedding, and yet every road that she tried that spring had led her here, "
    "to the same pier and the same lamp and the same man with his hands in his pockets, as if the sea itself were a slope and she a stone on it.",
    *HARBOUR,
    "Nobody slept.",
    '"Did you hear it?" he asked.',
    '"No."',
    "It came again out of the fog, three long notes and one short, the way the old pilots used to sound it when there was no wind to carry a voice, and this time "
    "even Ines, who had heard everything twice, put down her needle and turned her head to the dark glass.",
)


def paragraphs_of(content: str) -> list[str]:
    """The blocks of `content`, their lines joined."""
    return [" ".join(content[b.start : b.end].split()) for b in find_blocks(content)[0]]


def wrapped(words: str, width: int = 72, first: str = "") -> str:
    """`words` in lines of at most `width` columns."""
    return textwrap.fill(words, width, initial_indent=first, break_on_hyphens=False)


LAYOUTS = {
    "a long line a paragraph, blank lines between": "\n\n".join(LONG),
    "a long line a paragraph, no blank lines": "\n".join(LONG),
    "a long line a paragraph, indented": "\n".join("    " + p for p in LONG),
    "a long line a paragraph, tabs": "\n".join("\t" + p for p in LONG),
    "wrapped, blank lines between": "\n\n".join(wrapped(p) for p in LONG),
    "wrapped at 78, blank lines between": "\n\n".join(wrapped(p, 78) for p in LONG),
    "wrapped at 55, two blank lines between": "\n\n\n".join(wrapped(p, 55) for p in LONG),
    "wrapped, indented, no blank lines": "\n".join(wrapped(p, 70, "   ") for p in LONG),
    "wrapped, indented by one tab, no blank lines": "\n".join(wrapped(p, 70, "\t") for p in LONG),
    "wrapped, indented and blank lines": "\n\n".join(wrapped(p, 70, "  ") for p in LONG),
    "wrapped, no blank lines, no indent": "\n".join(wrapped(p, 70) for p in LONG),
    "wrapped, double spaced, two blank lines between": "\n\n\n".join(wrapped(p).replace("\n", "\n\n") for p in LONG),
    "wrapped, all lines indented": textwrap.indent("\n\n".join(wrapped(p) for p in LONG), "     "),
    "white space at line ends": "\n\n".join(wrapped(p).replace("\n", "  \n") for p in LONG) + "  \n \n",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_paragraphs_are_found_in_every_layout(name: str) -> None:
    """The same story gives the same paragraphs, however its lines are set."""
    assert paragraphs_of(LAYOUTS[name]) == list(LONG)


def test_double_spaced_and_indented() -> None:
    """Double spacing with indented first lines parts paragraphs at the indents."""
    content = "\n\n".join(wrapped(p, 65, "     ").replace("\n", "\n\n") for p in LONG)
    found = paragraphs_of(content)
    assert sum(p in LONG for p in found) >= len(LONG) - 2


def test_a_long_paragraph_among_wrapped_ones_stays_one() -> None:
    """A file that wraps most paragraphs and not one of them is read line by line there."""
    content = "\n\n".join(
        [wrapped(LONG[0]), *(wrapped(p) for p in LONG[1:5]), LONG[4] + "\n" + LONG[5], wrapped(LONG[6])]
    )
    assert LONG[4] in paragraphs_of(content)[5]
    assert LONG[5] in paragraphs_of(content)


def test_verse_in_wrapped_prose_stays_a_stanza() -> None:
    """A stanza between blank lines is one paragraph of several lines."""
    stanza = "The tide goes out, the tide comes in,\n   And neither asks us why;\nThe lamp that burned at the harbour wall\n   Was only half the sky."
    content = "\n\n".join([*(wrapped(p) for p in LONG), stanza, *(wrapped(p) for p in LONG)])
    assert " ".join(stanza.split()) in paragraphs_of(content)


def test_an_address_in_unwrapped_text_stays_together() -> None:
    """Short lines without the end of a sentence are one paragraph even where lines are not wrapped."""
    content = "\n\n".join([*LONG, "Mara Dunn\nThe Pier House\nSorrel Point", *LONG])
    assert "Mara Dunn The Pier House Sorrel Point" in paragraphs_of(content)


def test_one_long_line() -> None:
    """A whole story on one line is one paragraph."""
    assert paragraphs_of(" ".join(LONG)) == [" ".join(LONG)]


def test_dialogue_of_short_lines() -> None:
    """Short speeches, one a line, are paragraphs of their own and not a wrapped one."""
    talk = [
        '"Where to?"',
        '"Out."',
        '"When?"',
        '"Now," he said.',
        '"And if I say no?"',
        '"You will not."',
        '"No."',
        '"Then come."',
    ]
    assert paragraphs_of("\n".join(talk)) == talk


def test_signs_between_lines_stand_alone() -> None:
    """A row of stars with no blank line around it is a block of its own where paragraphs have none either."""
    content = "\n".join([*LONG[:3], "***", *LONG[3:6]])
    assert paragraphs_of(content) == [*LONG[:3], "***", *LONG[3:6]]


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB ,.\"'\n\t*-#1\u00a0\u2003“”é漢\U0001f600\f"), max_size=400))
def test_blocks_hold_everything_but_white_space(content: str) -> None:
    """Blocks are in order, trimmed, apart, and leave nothing out."""
    last = 0
    for block in find_blocks(content)[0]:
        assert last <= block.start < block.end
        assert not content[last : block.start].strip()
        assert content[block.start : block.end] == content[block.start : block.end].strip()
        last = block.end
    assert not content[last:].strip()
