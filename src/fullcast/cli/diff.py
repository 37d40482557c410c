"""`fullcast diff`: what changed between two readings."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from fullcast.cli import terminal
from fullcast.writers.shown import clipped, shown

if TYPE_CHECKING:
    from fullcast.layers.document import Document
    from fullcast.scores.comparing import Change, Comparison

HELP = "show what changed between two story documents"
DESCRIPTION = """\
Show what changed from one story document to another: cast, lines, scenes. Lines are matched by their place and words.
The exit code is 0 where both say the same and 1 where they differ."""

DIFFERENT: Final = 1
_STYLES: Final = {"+": "green", "-": "red", "~": "yellow"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast diff`."""
    parser.add_argument("old", metavar="A", help="a story document (or a story, which is then read)")
    parser.add_argument("new", metavar="B", help="another")


def run(args: argparse.Namespace) -> int:
    """Compare two documents."""
    from fullcast.scores.comparing import compare

    comparison = compare(_document(args.old), _document(args.new))
    _show(comparison)
    return 0 if comparison.same else DIFFERENT


def _document(path: str) -> Document:
    from fullcast.cli.load import is_document, load_document, read_one
    from fullcast.layers.document import to_document

    return load_document(path) if is_document(path) else to_document(read_one(path, {}))


def _show(comparison: Comparison) -> None:
    from rich.text import Text

    console = terminal.console(soft_wrap=True)
    with console.capture() as captured:
        for change in comparison.changes:
            console.print(Text(_line(change), style=_STYLES[change.sign]))
        console.print(_total(comparison))
    terminal.write(captured.get())


def _line(change: Change) -> str:
    detail = f"  ({shown(change.detail)})" if change.detail else ""
    return f"{change.sign} {change.what}: {clipped(change.where, 70)}{detail}"


def _total(comparison: Comparison) -> str:
    if comparison.same:
        return f"the same: {comparison.lines_matched:,} lines"
    counts = {s: sum(1 for c in comparison.changes if c.sign == s and c.what == "line") for s in "+-~"}
    return f"{comparison.lines_matched:,} lines in both, {counts['~']:,} of them changed; {counts['-']:,} lost, {counts['+']:,} gained"
