"""`fullcast explain`: why this speaker."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from fullcast.cli import files, terminal
from fullcast.cli.load import add_reading_arguments, load, reading_options
from fullcast.errors import FullcastError

if TYPE_CHECKING:
    from fullcast.writers.explanation import Explanation

HELP = "say why a line has its speaker"
DESCRIPTION = "Show a line of a story in its passage, who speaks it, how sure that is, and the words it rests on."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast explain`."""
    parser.add_argument("file", metavar="FILE", help="a story, or a story document (the quicker way)")
    parser.add_argument("line", metavar="LINE", help="the id of a quotation: q17")
    add_reading_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Explain one line."""
    from fullcast.writers.explanation import explain

    story = load(args.file, reading_options(args))
    try:
        explanation = explain(story, args.line)
    except FullcastError as error:
        raise files.named(args.file, error) from error
    _show(explanation)
    return 0


def _show(explanation: Explanation) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = terminal.console()
    colours = console.is_terminal and not console.no_color
    table = Table.grid(padding=(0, 2))
    for label, answer in explanation.facts:
        table.add_row(Text(label, style="dim"), Text(answer))
    with console.capture() as captured:
        console.print(Text(explanation.heading, style="bold"))
        console.print()
        for paragraph in explanation.passage:
            text = Text()
            for words, own in paragraph:
                text.append(words if colours or not own else f"⟦{words}⟧", style="bold green" if own else "")
            console.print(Padding(text, (0, 0, 1, 2)))
        console.print(table)
    terminal.write(captured.get())
