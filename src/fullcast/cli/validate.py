"""`fullcast validate`: does a story document keep its contract?"""

from __future__ import annotations

import argparse
import json

from fullcast.cli import terminal
from fullcast.errors import DocumentError, FullcastError, TextDriftError, UsageError
from fullcast.writers.shown import shown

HELP = "check a story document against its contract"
DESCRIPTION = (
    "Check story documents: their keys and types, and the laws of docs/formats.md. --schema prints the JSON Schema."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast validate`."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="a story document; - is standard input")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of story documents")


def run(args: argparse.Namespace) -> int:
    """Check each document; the exit code is that of the first one that fails."""
    if args.schema:
        from fullcast.layers.document import json_schema

        schema = json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
        terminal.write_bytes(schema.encode("utf-8"))
        return 0
    if not args.files:
        raise UsageError("validate needs a FILE, or --schema")
    codes = [_check(path) for path in args.files]
    return next((code for code in codes if code), 0)


def _check(path: str) -> int:
    from fullcast.cli.load import load_document
    from fullcast.layers.checks import validate

    try:
        problems = validate(load_document(path))
    except FullcastError as error:
        terminal.complain(str(error))
        return error.exit_code
    for problem in problems:
        print(shown(f"{path}: {problem.where}: {problem.what}"))
    if any(problem.where.startswith("text.") for problem in problems):
        return TextDriftError.exit_code
    if problems:
        return DocumentError.exit_code
    print(shown(f"{path}: is a valid story document"))
    return 0
