"""Lines to blocks: where the paragraphs of plain text begin and end.

Plain text comes in many layouts: wrapped at 70 columns with blank lines between paragraphs, one long line a paragraph
with or without a blank line, wrapped with indented first lines and no blank line at all, double spaced. Which one a
file has is read from its own lines:

- a line that ends in mid-sentence and is followed by one that starts with a small letter was wrapped;
- a wrapped line is full: the first word of the next one would not have fitted;
- in a file with indented first lines, the line before the indent ends a sentence.

The text never changes; a wrapped paragraph spans several lines.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from fullcast.readers.breaks import is_ornament
from fullcast.readers.draft import Block

_ENDERS = frozenset(".!?:\"'”’»…)]—–-*_;")
_OVERLONG = 40


@dataclass(slots=True)
class Line:
    """A line that is not blank, without the white space at its ends."""

    start: int
    end: int
    indent: int
    gap: int
    """Blank lines before it."""

    @property
    def width(self) -> int:
        """Columns from the margin to its last word."""
        return self.indent + self.end - self.start


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file sets its paragraphs."""

    wrapped: bool
    """Whether lines are broken at a column."""
    width: int
    """That column; 0 where lines are not wrapped."""
    spaced: bool
    """Whether each line is followed by a blank one (double spacing)."""
    indented: bool
    """Whether paragraphs start with an indent and no blank line."""
    crowded: bool
    """Whether blank lines are too rare to part paragraphs."""


def lines_of(content: str) -> list[Line]:
    """The lines of `content` that are not blank."""
    found: list[Line] = []
    offset = gap = 0
    for raw in content.split("\n"):
        body = raw.strip()
        if body:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            if "\t" in raw[:indent]:
                indent = len(raw[:indent].expandtabs(8))
            found.append(Line(start, start + len(body), indent, gap if found else 0))
            gap = 0
        else:
            gap += 1
        offset += len(raw) + 1
    return found


def find_layout(content: str, lines: list[Line]) -> Layout:
    """How `lines` of `content` are set."""
    wrapped, width = _wrapping(content, _neighbours(lines, 0))
    singles = sum(1 for i, line in enumerate(lines) if line.gap and (i + 1 == len(lines) or lines[i + 1].gap))
    spaced = False
    if singles > 0.85 * len(lines) and len(lines) >= 6:
        spaced, spaced_width = _wrapping(content, _neighbours(lines, 1))
        if spaced:
            wrapped, width = True, spaced_width
    groups = 1 + sum(1 for line in lines if line.gap)
    crowded = len(lines) > 12 * groups or (len(lines) > 6 * groups and groups < 8)
    return Layout(wrapped, width, spaced, wrapped and _indents(content, lines, 1 if spaced else 0), crowded)


def _neighbours(lines: list[Line], gap: int) -> list[tuple[Line, Line]]:
    return [(a, b) for a, b in itertools.pairwise(lines) if b.gap == gap]


def _wrapping(content: str, pairs: list[tuple[Line, Line]]) -> tuple[bool, int]:
    """Whether the pairs of lines are wrapped text, and at which column."""
    if len(pairs) < 3:
        return (True, 72) if pairs and all(_runs_on(content, a, b) and a.width < 100 for a, b in pairs) else (False, 0)
    running = [(a, b) for a, b in pairs if _runs_on(content, a, b)]
    widths = sorted(a.width for a, b in (running or pairs))
    width = widths[len(widths) * 9 // 10]
    if not 30 <= width <= 110:
        return False, 0
    full = sum(_is_full(content, a, b, width) for a, b in (running or pairs))
    if len(running) >= 0.2 * len(pairs) and full >= 0.6 * len(running):
        return True, width
    if not running and any(content[a.start].islower() for a, _ in pairs):
        return False, 0
    return full >= 0.8 * len(pairs) and not running and width >= 40, width


def _runs_on(content: str, a: Line, b: Line) -> bool:
    """Whether a sentence runs on from line `a` to line `b`."""
    last, first = content[a.end - 1], content[b.start]
    return first.islower() and (last.isalnum() or last in ",;")


def _is_full(content: str, a: Line, b: Line, width: int) -> bool:
    """Whether the first word of `b` would not have fitted on `a`."""
    word = b.start
    while word < b.end and not content[word].isspace() and word - b.start < 40:
        word += 1
    return a.width + 1 + word - b.start >= width - 3


def _indents(content: str, lines: list[Line], gap: int) -> bool:
    """Whether an indent begins a paragraph: enough of them, and nearly all after the end of a sentence; `gap` parts the lines."""
    inner = _neighbours(lines, gap)
    if not inner:
        return False
    usual = min((line.indent for line in lines), default=0)
    indented = [(a, b) for a, b in inner if 1 <= b.indent - usual <= 12 and a.indent - usual < 13]
    ends = sum(content[a.end - 1] in _ENDERS for a, _ in indented)
    flush = sum(b.indent == usual for _, b in inner)
    runs_on = sum(_runs_on(content, a, b) for a, b in indented)
    return (
        len(indented) >= max(2, 0.03 * len(lines))
        and ends >= 0.85 * len(indented)
        and runs_on <= 0.03 * len(indented)
        and flush >= 0.25 * len(inner)
    )


def find_blocks(content: str, edges: tuple[int, ...] = ()) -> tuple[list[Block], Layout]:
    """The blocks of `content`, every character but white space in exactly one, and the layout they were read by.

    No block runs over one of `edges`.
    """
    lines = lines_of(content)
    layout = find_layout(content, lines)
    usual = min((line.indent for line in lines), default=0)
    blocks: list[Block] = []
    previous: Line | None = None
    alone = False  # whether the block before is a row of signs, to which nothing is joined
    group = _short_groups(content, lines) if not layout.wrapped else []
    for i, line in enumerate(lines):
        ornament = is_ornament(content[line.start : line.end]) and (
            not layout.wrapped
            or layout.crowded
            or (
                (
                    line.gap > 0 or i == 0
                )  # in a book with blank lines, signs without one frame a card or underline a heading
                and (i + 1 == len(lines) or lines[i + 1].gap > 0)
            )
        )
        joined = (
            previous is not None
            and not ornament
            and not alone
            and not any(previous.start < edge <= line.start for edge in edges)
            and (_joins(content, previous, line, layout, usual) if layout.wrapped else group[i] and line.gap == 0)
        )
        if joined:
            blocks[-1].end = line.end
        else:
            gap = line.gap if not layout.spaced else max(0, line.gap - 1)
            blocks.append(Block(line.start, line.end, gap, line.indent, "ornament" if ornament else "prose"))
        previous, alone = line, ornament
    return blocks, layout


def _joins(content: str, a: Line, b: Line, layout: Layout, usual: int) -> bool:
    """Whether line `b` goes on with the paragraph of line `a` in wrapped text."""
    if b.gap > (1 if layout.spaced else 0):
        return False
    if a.width > layout.width + _OVERLONG or b.width > layout.width + _OVERLONG:
        return False  # a paragraph on one line in a file that wraps others
    ends = content[a.end - 1] in _ENDERS
    if (
        layout.indented
        and b.indent > usual
        and b.indent - usual <= 12
        and (ends or a.indent == usual)
        and b.indent != a.indent
    ):
        return not ends and _runs_on(content, a, b)
    if layout.indented and b.indent > usual and b.indent == a.indent and ends:
        return False  # paragraphs of one line each
    if (layout.crowded or layout.spaced) and not layout.indented and ends and not content[b.start].islower():
        return _is_full(content, a, b, layout.width)
    return True


def _short_groups(content: str, lines: list[Line]) -> list[bool]:
    """For each line of unwrapped text, whether it goes on with the one before: verse, an address, a signature."""
    joins = [False] * len(lines)
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and not lines[end].gap:
            end += 1
        group = lines[start:end]
        open_ends = sum(content[line.end - 1] not in ".!?\"'”’»…:*_" for line in group[:-1])
        named = sum(": " in content[line.start : line.start + 40] for line in group)  # a chat, or label lines
        if (
            2 < len(group) <= 60
            and named < 0.5 * len(group)
            and max(line.width for line in group) <= 70
            and open_ends >= 0.5 * (len(group) - 1)
        ):
            joins[start + 1 : end] = [True] * (len(group) - 1)
        start = end
    return joins
