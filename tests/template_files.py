"""Reads the template files of tests/templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fullcast.scores.marked_levels import Stretch, unmarked

FOLDER = Path(__file__).parent / "templates"
LAYERS = ("states", "levels", "reveals", "decisions", "emotions", "delivery", "relationships", "events")
CATEGORIES = ("real", "negated", "dreamed", "reported", "hypothetical", "figurative", "remembered", "none")
HELD_OUT = 5
"""Every fifth row of a file is held out: whoever writes rules does not look at it."""

_ANSWER = ("= ", "=? ")
_OPENING = re.compile(rf"({'|'.join(CATEGORIES)}) \| ")


@dataclass(frozen=True)
class Row:
    """A passage and what a careful reader finds in it."""

    layer: str
    file: str
    number: int
    """Its position in the file, from one."""
    category: str
    passage: str
    """Without marks."""
    stretches: tuple[Stretch, ...]
    carets: tuple[int, ...]
    """Offsets of the words with a caret before them."""
    expected: tuple[str, ...]
    """The lines that begin with "= ", without it; "-" for nothing at all is not among them."""
    allowed: tuple[str, ...]
    """The lines that begin with "=? ", without it: answers that may be given and need not be."""
    line: int
    """Where in the file it starts."""

    @property
    def id(self) -> str:
        """Folder, file and number, as known_failures.txt lists it."""
        return f"{self.layer}/{self.file} {self.number}"

    @property
    def held_out(self) -> bool:
        """Whether the row is one of those that whoever writes rules does not look at."""
        return self.number % HELD_OUT == 0

    @property
    def where(self) -> str:
        """Path and line, for an editor."""
        return f"tests/templates/{self.layer}/{self.file}.md:{self.line}"


def read_all(folder: Path = FOLDER) -> list[Row]:
    """The rows of every file, in order of path and position."""
    return [row for path in sorted(folder.glob("*/*.md")) for row in read_rows(path)]


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of one file; raises ValueError, with the line, where one is not in the form."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [n for n, line in enumerate(lines) if _OPENING.match(line)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), start=1):
        try:
            yield _row(path, number, start + 1, lines[start:end])
        except ValueError as error:
            raise ValueError(f"{path.parent.name}/{path.name}, line {start + 1}: {error}") from error


def _row(path: Path, number: int, line: int, lines: list[str]) -> Row:
    category, first = lines[0].split(" | ", 1)
    body = [first, *lines[1:]]
    end = next((n for n, text in enumerate(body) if text.startswith(_ANSWER)), len(body))
    answers = [text for text in body[end:] if text.strip()]
    if not all(text.startswith(_ANSWER) for text in answers):
        raise ValueError("something stands between or after the expected lines")
    passage, stretches, carets = unmarked("\n".join(body[:end]).strip("\n") + "\n")
    layer = path.parent.name
    if layer not in LAYERS:
        raise ValueError(f"no layer {layer}; there are {', '.join(LAYERS)}")
    if (layer == "levels") == bool(answers):
        raise ValueError("rows of levels have no expected lines, all others have one or more")
    if stretches and layer != "levels":
        raise ValueError("braces are for rows of levels")
    expected = tuple(text[2:].strip() for text in answers if text.startswith("= "))
    allowed = tuple(text[3:].strip() for text in answers if text.startswith("=? "))
    if "-" in expected and len(expected) > 1:
        raise ValueError("something is expected beside nothing at all")
    expected = tuple(text for text in expected if text != "-")
    return Row(layer, path.stem, number, category, passage, stretches, carets, expected, allowed, line)
