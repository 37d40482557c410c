"""`fullcast cast`: write who is in a story as a file that can be corrected and given back."""

from __future__ import annotations

import argparse
from pathlib import Path

from fullcast.cli import files, terminal
from fullcast.cli.load import add_reading_arguments, read_one, reading_options

HELP = "write the cast as a file to correct and give back with --cast"
DESCRIPTION = """\
Read a story and write its cast in YAML: names, aliases, pronouns. Correct it, and give it back with
fullcast read FILE --cast cast.yaml; it is then taken as the truth."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast cast`."""
    parser.add_argument("file", metavar="FILE", help="a story; - is standard input")
    parser.add_argument("-o", "--output", metavar="YAML", help="write there instead of to standard output")
    add_reading_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the cast file."""
    from fullcast.layers.cast_file import cast_of, write_cast

    story = read_one(args.file, reading_options(args))
    data = write_cast(cast_of(story)).encode("utf-8")
    if args.output in (None, files.STDIN):
        terminal.write_bytes(data)
    else:
        files.write(Path(args.output), data, [args.file])
    return 0
