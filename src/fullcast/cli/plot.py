"""`fullcast plot`: draw what happens in a story."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from fullcast.cli import files, terminal
from fullcast.cli.load import add_reading_arguments, load, reading_options
from fullcast.errors import FullcastError, UsageError

HELP = "draw what becomes of whom, who speaks to whom, or who is in which scene"
DESCRIPTION = """\
Draw a story: arcs, a lane for each character with states and feelings along the text; network, who speaks to whom and what
they feel; scenes, who is together in which. The picture shows the whole of what was read, reveals and all; --until ends it earlier."""

KINDS: Final = ("arcs", "network", "scenes")
FORMATS: Final = ("svg", "png")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast plot`."""
    parser.add_argument(
        "file", metavar="FILE", help="a story, or a story document (the quicker way); - is standard input"
    )
    parser.add_argument("--kind", choices=KINDS, default="arcs", help="what to draw (the default: arcs)")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="write there: .svg, or .png with the extra plot; without it SVG to standard output",
    )
    parser.add_argument(
        "--width", type=int, default=1200, metavar="N", help="how wide; words keep their size (the default: 1200)"
    )
    parser.add_argument("--dark", action="store_true", help="for a dark ground")
    add_reading_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Draw one picture."""
    from fullcast.writers.plots import write_plot

    ending = _ending(args.output)
    story = load(args.file, reading_options(args))
    try:
        svg = write_plot(story, args.kind, dark=args.dark, width=args.width)
    except FullcastError as error:
        raise files.named(args.file, error) from error
    data = _png(svg) if ending == "png" else svg.encode("utf-8")
    if args.output in (None, files.STDIN):
        terminal.write_bytes(data)
    else:
        files.write(Path(args.output), data, [args.file])
    return 0


def _ending(output: str | None) -> str:
    """What OUT asks for; raises UsageError for neither SVG nor PNG."""
    if output in (None, files.STDIN):
        return "svg"
    ending = Path(str(output)).suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise UsageError(f"{output}: a picture ends in .svg or .png")
    return ending


def _png(svg: str) -> bytes:
    from fullcast.writers.plots.png import as_png

    return as_png(svg)
