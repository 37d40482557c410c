"""`docs/reference.md` and `docs/start.md` say what the code does."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from fullcast.cli.main import parser
from fullcast.errors import FullcastError
from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference.md"


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command."""
    [actions] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(actions.choices)


def row(action: argparse.Action) -> str:
    """An argument as a row of a table."""
    value = " ".join(filter(None, [", ".join(action.option_strings), None if action.nargs == 0 else _value(action)]))
    return f"| `{value}` | {action.help} |"


def _value(action: argparse.Action) -> str:
    if action.choices is not None:
        return "\\|".join(map(str, action.choices))
    repeated = " …" if action.nargs in ("+", "*") else ""
    return f"{action.metavar}{repeated}"


def drawn() -> str:
    """All commands as the page shows them."""
    parts = []
    for name, command in commands().items():
        rows = [row(a) for a in command._actions if not isinstance(a, argparse._HelpAction)]
        said = " ".join(str(command.description).split())
        parts.append(f"### fullcast {name}\n\n{said}\n\n| argument | what |\n| --- | --- |\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def exit_codes() -> str:
    """All errors as the page shows them."""
    classes: list[type[FullcastError]] = [FullcastError]
    for cls in classes:
        classes += cls.__subclasses__()
    named = sorted((c for c in classes if c.__module__.startswith("fullcast.")), key=lambda c: c.exit_code)
    rows = [f"| {c.exit_code} | `{c.__name__}` | {str(c.__doc__).splitlines()[0]} |" for c in named]
    return "| code | error | when |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def filled(page: str, mark: str, content: str) -> str:
    """The page with `content` between two marks."""
    found = re.compile(rf"(?<=<!-- {mark} -->\n).*?(?=<!-- /{mark} -->)", re.DOTALL)
    assert found.search(page), f"docs/reference.md has lost its marks for {mark}"
    return found.sub(lambda _: content, page)


def test_the_reference_is_fresh(golden: Golden) -> None:
    """Commands and exit codes are drawn from the code."""
    page = PAGE.read_text(encoding="utf-8")
    golden(PAGE, filled(filled(page, "commands", drawn()), "exit codes", exit_codes()))


@pytest.mark.parametrize("name", commands())
def test_every_argument_has_help(name: str) -> None:
    """And every command a description."""
    command = commands()[name]
    assert command.description
    assert all(action.help for action in command._actions)


@pytest.mark.parametrize("page", ["docs/start.md", "docs/how-to.md", "README.md"])
def test_every_command_line_in_the_docs_parses(page: str) -> None:
    """Though their files are not there."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    lines = re.findall(r"^fullcast ([^#\n]*)", "\n".join(blocks), re.MULTILINE)
    assert lines
    for line in lines:
        words = [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', line)]
        assert parser().parse_args(words).run
