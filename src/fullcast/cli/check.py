"""`fullcast check`: what is this file, and can it be read?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from fullcast.cli import files, terminal
from fullcast.errors import FullcastError
from fullcast.writers.shown import counted, shown

if TYPE_CHECKING:
    from fullcast.readers import Check

HELP = "look at an input without reading it through"
DESCRIPTION = "Say what a file is, how it is built, and what is odd about it, without looking for people and lines."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast check`."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a story; - is standard input")


def run(args: argparse.Namespace) -> int:
    """Look at each file; the exit code is that of the first one that cannot be read."""
    files.one_stdin(args.files)
    codes = [_check(path) for path in args.files]
    return next((code for code in codes if code), 0)


def _check(path: str) -> int:
    from fullcast.readers import check_source

    data, name = files.source(path)
    found = check_source(data, name=name)
    if found.refused is not None:
        terminal.complain(str(files.named(path, FullcastError(found.refused))))
    else:
        print(shown(path))
        for label, fact in _facts(found):
            print(f"  {label:<9} {shown(fact)}")
    return found.exit_code


def _facts(found: Check) -> list[tuple[str, str]]:
    facts = [
        ("kind", (found.kind or found.media_type or "not known") + (f", {found.encoding}" if found.encoding else "")),
        ("size", "" if found.size is None else counted(found.size, "byte")),
        ("title", " by ".join(part for part in (found.title, found.author) if part)),
        ("language", found.language or "not known"),
        ("chapters", f"{found.chapters:,}" if found.chapters else ""),
        *(("notice", f"{n.code}: {n.message}") for n in found.notices),
    ]
    return [(label, fact) for label, fact in facts if fact]
