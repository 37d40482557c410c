"""`fullcast read`: read a story and show or write what was understood."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fullcast.cli import files, terminal
from fullcast.cli.load import add_reading_arguments, load, reading_options
from fullcast.errors import FullcastError, UsageError

if TYPE_CHECKING:
    from fullcast.layers import Story

HELP = "read a story: who is there, who says what, in which scene"
DESCRIPTION = """\
Read a story and show what was understood: its cast, its scenes, and how sure the reading is.
With -o the result goes to a file whose ending says what it is: .json, .jsonl, .html, .txt."""

FORMATS: Final = ("txt", "json", "jsonl", "html")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast read`."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a story, or a story document to write otherwise; - is standard input"
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="write there; of several files, a folder")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="txt: a summary (the default); json: the story document; jsonl: the line script, every word of the text in "
        "order; html: a page to read",
    )
    add_reading_arguments(parser)
    parser.add_argument(
        "--no-text", action="store_true", help="leave the text and every quoted word out of json and jsonl"
    )


def run(args: argparse.Namespace) -> int:
    """Read every file; a bad one does not stop the others, and the first one's exit code is ours."""
    kind = _format(args)
    targets = _targets(args, kind)
    options = reading_options(args)
    failures: list[FullcastError] = []
    for path, target in zip(args.files, targets, strict=True):
        try:
            _read_and_write(path, target, kind, options, args)
        except FullcastError as error:
            if len(args.files) == 1:
                raise
            terminal.complain(str(error))
            failures.append(error)
    if failures:
        terminal.complain(f"{len(failures)} of {len(args.files)} files could not be read; the others are done")
        return failures[0].exit_code
    return 0


def _format(args: argparse.Namespace) -> str:
    """The format asked for, else that of the ending of OUT, else txt."""
    ending = Path(args.output).suffix.lstrip(".").lower() if args.output and len(args.files) == 1 else ""
    kind: str = args.format or (ending if ending in FORMATS else "txt")
    if args.no_text and kind not in ("json", "jsonl"):
        raise UsageError(f"--no-text goes with json and jsonl; {kind} is made of the text")
    return kind


def _targets(args: argparse.Namespace, kind: str) -> list[Path | None]:
    """Where each file's result goes; None is standard output."""
    files.one_stdin(args.files)
    several = len(args.files) > 1
    if args.output is None:
        if several and kind != "txt":
            raise UsageError(f"several files in {kind} need a folder: add -o FOLDER")
        return [None] * len(args.files)
    out = Path(args.output)
    if not several and not out.is_dir() and not args.output.endswith(("/", os.sep)):
        return [None if args.output == files.STDIN else out]
    return list(files.in_folder(files.folder(out), args.files, ".summary.txt" if kind == "txt" else f".{kind}"))


def _read_and_write(
    path: str, target: Path | None, kind: str, options: dict[str, Any], args: argparse.Namespace
) -> None:
    story = load(path, options)
    if target is not None:
        files.write(target, written(story, kind, words=not args.no_text), args.files)
    elif kind == "txt":
        if path != args.files[0]:
            print()
        show(story, path)
    else:
        terminal.write_bytes(written(story, kind, words=not args.no_text))


def show(story: Story, path: str) -> None:
    """Print the summary on standard output."""
    from fullcast.writers.summary import print_summary

    console = terminal.console()
    with console.capture() as captured:
        print_summary(story, console, path=path)
    terminal.write(captured.get())


def written(story: Story, kind: str, *, words: bool) -> bytes:
    """`story` in a format."""
    writers: dict[str, Callable[[], bytes]] = {
        "txt": lambda: _summary(story),
        "json": lambda: _json(story, words),
        "jsonl": lambda: _line_script(story, words),
        "html": lambda: _page(story),
    }
    return writers[kind]()


def _summary(story: Story) -> bytes:
    from fullcast.writers.summary import write_summary

    return write_summary(story).encode("utf-8")


def _json(story: Story, words: bool) -> bytes:
    from fullcast.writers.story_json import write_json

    return write_json(story, words=words)


def _line_script(story: Story, words: bool) -> bytes:
    from fullcast.writers.line_script import write_line_script

    return write_line_script(story, words=words)


def _page(story: Story) -> bytes:
    from fullcast.writers.page import write_page
    from fullcast.writers.story_json import write_json

    return write_page(json.loads(write_json(story))).encode("utf-8")
