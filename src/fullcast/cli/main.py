"""The command `fullcast`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from fullcast import __version__
from fullcast.cli import cast, check, continuity, diff, explain, plot, read, replay, terminal, validate
from fullcast.errors import FullcastError

COMMANDS = (read, cast, check, explain, replay, continuity, plot, diff, validate)
INTERRUPTED = 130
BROKEN_PIPE = 141

DESCRIPTION = "fullcast reads a story and says who is there, who says what to whom, and in which scene."
EPILOG = """\
begin with:
  fullcast read story.txt                   what it understood, in the terminal
  fullcast read story.txt -o story.html     the story itself, each line with its speaker
  fullcast explain story.txt q17            why this speaker

Nothing leaves this computer: fullcast opens no connection."""


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    raw = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(prog="fullcast", description=DESCRIPTION, epilog=EPILOG, formatter_class=raw)
    top.add_argument("--version", action="version", version=f"fullcast {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        sub = commands.add_parser(name, help=module.HELP, description=module.DESCRIPTION, formatter_class=raw)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives its exit code."""
    terminal.prepare()
    try:
        args = parser().parse_args(arguments)
        code: int = args.run(args)
        sys.stdout.flush()
    except FullcastError as error:
        terminal.complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        terminal.complain("stopped; nothing was left half written")
        return INTERRUPTED
    except BrokenPipeError:
        # What reads our output has gone: say nothing, and let nothing more be flushed into the void at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return code
