"""A story for a command: of a story document as it stands, of a story file read now, and the arguments that say how."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fullcast.cli import files, terminal
from fullcast.errors import DocumentError, FullcastError, UsageError

if TYPE_CHECKING:
    from fullcast.layers import CastMember, Story
    from fullcast.layers.document import Document

_DOCUMENT: Final = re.compile(rb"\s*\{\s*\"")


def add_reading_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how a story is read."""
    parser.add_argument("--cast", metavar="YAML", help="the cast, known beforehand (see fullcast cast)")
    parser.add_argument("--until", metavar="WHERE", help="read no further than this offset or the end of this chapter")
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="what reads it: reader, a small trained encoder (the default), or rules, which are quicker",
    )


def reading_options(args: argparse.Namespace) -> dict[str, Any]:
    """What `fullcast.read` takes of the arguments."""
    known: tuple[CastMember, ...] | None = None
    if args.cast is not None:
        from fullcast.layers.cast_file import read_cast

        known = read_cast(args.cast)
    given = {} if args.model is None else {"model": args.model}
    return {**given, "cast": known, "until": args.until}


def read_one(path: str, options: dict[str, Any]) -> Story:
    """The story at `path`, with progress; errors name the file."""
    from fullcast.reading import read

    try:
        data, name = files.source(path)
        with terminal.Progress(name) as progress:
            return read(data, name=name, progress=progress, **options)
    except FullcastError as error:
        raise files.named(path, error) from error


def is_document(path: str) -> bool:
    """Whether the file at `path` begins as a story document does."""
    if path == files.STDIN:
        return False
    try:
        with Path(path).open("rb") as file:
            return _DOCUMENT.match(file.read(200)) is not None
    except OSError:
        return False


def load_document(path: str) -> Document:
    """The story document at `path`."""
    from fullcast.layers.document import decode

    try:
        data, _ = files.source(path)
        return decode(data if isinstance(data, bytes) else Path(data).read_bytes())
    except OSError as error:
        raise DocumentError(f"{path}: cannot be opened ({error.strerror or error})") from error
    except FullcastError as error:
        raise files.named(path, error) from error


def load(path: str, options: dict[str, Any]) -> Story:
    """The story at `path`: a document's as it stands, another file's read with `options`."""
    if not is_document(path):
        return read_one(path, options)
    if any(options.get(key) is not None for key in ("cast", "until")):
        raise UsageError(f"{path}: is read already; --cast and --until go with the story file")
    from fullcast.layers.document import from_document

    document = load_document(path)
    try:
        return from_document(document)
    except FullcastError as error:
        raise files.named(path, error) from error
