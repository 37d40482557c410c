"""Prints how many rows of tests/templates pass, by file and by category, and what is wrong with those that fail.

`python -m tests.templates_report [FOLDER[/FILE]] [--quiet]`. Rows that are held out (every fifth of a file) are counted apart, and nothing
but their number is printed of them. Exits with 0; it reports, the tests judge.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fullcast.errors import FullcastError
from fullcast.layers import Story
from tests import by_reader
from tests.template_answers import differences, false_deaths
from tests.template_files import CATEGORIES, Row, read_all


@dataclass(frozen=True)
class Judged:
    """A row with what is wrong with it."""

    row: Row
    wrong: tuple[str, ...]
    false_deaths: int


def judged(rows: Iterable[Row], read: Callable[[str], Story] = by_reader.read_text) -> list[Judged]:
    """Every row, read and compared."""
    out = []
    for row in rows:
        try:
            story = read(row.passage)
        except FullcastError as error:
            out.append(Judged(row, (f"refused: {error}",), 0))
        else:
            out.append(Judged(row, tuple(differences(row, story)), len(false_deaths(row, story))))
    return out


def report(results: Sequence[Judged], quiet: bool = False) -> str:
    """The pass rates by file and by category, and, unless `quiet`, the failures that are not held out."""
    files = list(dict.fromkeys(f"{r.row.layer}/{r.row.file}" for r in results))
    layers = list(dict.fromkeys(r.row.layer for r in results))
    lines = [] if quiet else [line for r in results if r.wrong and not r.row.held_out for line in _failure(r)]
    lines += [f"{'':34}{'open':>14}{'held out':>16}"]
    lines += [_rate(name, [r for r in results if f"{r.row.layer}/{r.row.file}" == name]) for name in files]
    for layer in layers:
        here = [r for r in results if r.row.layer == layer]
        lines += ["", _rate(layer, here)]
        lines += [_rate(f"  {c}", some) for c in CATEGORIES if (some := [r for r in here if r.row.category == c])]
    lines += ["", _rate("all", results)]
    lines += [_rate(f"  {c}", some) for c in CATEGORIES if (some := [r for r in results if r.row.category == c])]
    deaths = [sum(r.false_deaths for r in results if r.row.held_out == part) for part in (False, True)]
    return "\n".join([*lines, f"{'deaths asserted that are not so':34}{deaths[0]:>14}{deaths[1]:>16}"])


def _failure(result: Judged) -> list[str]:
    row = result.row
    return [f"{row.id} ({row.category}), {row.where}", row.passage.rstrip(), *(f"  {w}" for w in result.wrong), ""]


def _rate(name: str, results: Sequence[Judged]) -> str:
    cells = []
    for part in (False, True):
        here = [r for r in results if r.row.held_out == part]
        passed = sum(not r.wrong for r in here)
        cells.append(f"{passed}/{len(here)} {100 * passed / len(here):3.0f}%" if here else "-")
    return f"{name:34}{cells[0]:>14}{cells[1]:>16}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.templates_report", description=__doc__)
    parser.add_argument("where", nargs="?", default="", help='"states", "states/deaths-told"; all where it is left out')
    parser.add_argument("--quiet", action="store_true", help="only the rates, without the rows that fail")
    given = parser.parse_args(arguments)
    rows = [row for row in read_all() if f"{row.layer}/{row.file}/".startswith(f"{given.where}/".lstrip("/"))]
    if not rows:
        parser.error(f"no rows in {given.where!r}")
    print(report(judged(rows), given.quiet))


if __name__ == "__main__":
    main()
