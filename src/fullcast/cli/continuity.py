"""`fullcast continuity`: places of a story that cannot both be so."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from fullcast.cli import terminal
from fullcast.cli.load import add_reading_arguments, load, reading_options
from fullcast.writers.shown import counted

if TYPE_CHECKING:
    from fullcast.layers import Story

HELP = "look for what cannot be: the dead who act, one person in two places"
DESCRIPTION = """\
Look for places that cannot both be so: the dead who act, one person in two places at once, a thing used after it was lost, and
who knows what nobody told them. What a dream, a memory, a ghost, a twin or a lie explains is not reported.
It reports little, so that what it reports is worth a look; most slips of a long book it does not see.
The exit code is 0 where nothing was found and 1 where something was."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast continuity`."""
    parser.add_argument("file", metavar="FILE", help="a story, or a story document (the quicker way)")
    add_reading_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print each pair of places with its words; the exit code says whether there is one."""
    from fullcast.reading import completed

    story = completed(load(args.file, reading_options(args)), "contradictions")
    _show(story)
    return 1 if story.contradictions else 0


def _show(story: Story) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from fullcast.writers.contradictions import explained

    console = terminal.console()
    with console.capture() as captured:
        for contradiction in story.contradictions:
            said = explained(story, contradiction)
            console.print(Text(said.heading, style="bold"))
            for where, words in said.places:
                console.print(Padding(Text.assemble((f"{where}  ", "dim"), words), (0, 0, 0, 2)))
            console.print()
        found = len(story.contradictions)
        console.print(f"{counted(found, 'contradiction')} found" if found else "nothing found that cannot be")
    terminal.write(captured.get())
