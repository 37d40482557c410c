"""Reads the case files of tests/cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """A passage and what a careful reader answers."""

    layer: str
    """The folder: quotations, speakers, cast or scenes."""
    file: str
    name: str
    line: int
    """Where in the file it starts."""
    passage: str
    expected: tuple[str, ...]
    """Lines after the full stop, remarks left out."""

    @property
    def id(self) -> str:
        """The case's name with its folder and file, as known_failures.txt lists it."""
        return f"{self.layer}/{self.file}: {self.name}"

    @property
    def where(self) -> str:
        """Path and line, for an editor."""
        return f"tests/cases/{self.layer}/{self.file}.md:{self.line}"


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one file, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith("## ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = lines[start + 1 : end]
        if "." not in body:
            raise ValueError(f"{path.name}, line {start + 1}: the passage does not end in a line with only a full stop")
        stop = body.index(".")
        yield Case(
            layer=path.parent.name,
            file=path.stem,
            name=lines[start][3:].strip(),
            line=start + 1,
            passage="\n".join(body[:stop]).strip("\n") + "\n",
            expected=tuple(line.strip() for line in body[stop + 1 :] if line.strip() and not re.match(r">( |$)", line)),
        )


def fields(line: str, count: int) -> list[str]:
    """The fields of an expected line, as many as `count`; missing ones are empty, the last keeps its bars."""
    found = [field.strip() for field in line.split("|", count - 1)]
    return found + [""] * (count - len(found))


def listed(field: str) -> list[str]:
    """The names in a field, parted by semicolons."""
    return [name.strip() for name in field.split(";") if name.strip()]
