"""The command line as a whole: help, errors, exit codes, terminals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fullcast import __version__
from fullcast.cli import terminal
from fullcast.cli.main import main
from fullcast.errors import FullcastError

STORY = "“Où est la clef?” said Inès — quietly…\n\n“Ask Łukasz,” said Béla 北.\n"
COMMANDS = ("read", "cast", "check", "explain", "replay", "continuity", "diff", "validate")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story with signs that few terminals have, in a file whose name has spaces and other scripts."""
    path = tmp_path / "die Geschichte 北 é.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    env = {
        k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "COLUMNS")
    } | environment
    return subprocess.run(
        [sys.executable, "-m", "fullcast.cli", *map(str, arguments)], capture_output=True, env=env, check=False
    )


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The package's."""
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"fullcast {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output."""
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    assert f"fullcast {command}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["sing"], ["read"], ["read", "a", "--format", "pdf"]])
def test_wrong_use_is_exit_code_2(arguments: list[str]) -> None:
    """As argparse has it."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_a_module_is_the_command_too(story: Path) -> None:
    """`python -m fullcast.cli`, where scripts are not on the path."""
    assert b"Cast" in run("read", story).stdout


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "utf-8"])
@pytest.mark.parametrize("arguments", [["read"], ["explain", "q1"], ["check"], ["cast"], ["read", "--format", "jsonl"]])
def test_no_terminal_is_too_poor(encoding: str, arguments: list[str], story: Path) -> None:
    """What it cannot show is shown by the nearest it has; what is a file is UTF-8 all the same."""
    done = run(arguments[0], story, *arguments[1:], PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    done.stdout.decode("utf-8" if arguments[0] == "cast" or "jsonl" in arguments else encoding)


def test_signs_have_their_nearest() -> None:
    """One for one, so that columns stay in line."""
    terminal.prepare()
    assert "“Où—北…█”".encode("ascii", "fullcast.plain") == b'"Ou-?.#"'


def test_the_c_locale_is_enough(story: Path) -> None:
    """On systems where Python is not told to use UTF-8."""
    done = run("read", story, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"of 2 lines" in done.stdout


def test_a_pipe_gets_no_colour(story: Path) -> None:
    """Nor spaces at the ends of lines."""
    out = run("read", story).stdout
    assert b"\x1b" not in out
    assert b" \n" not in out


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colour_unless_told_not_to(no_colour: str, coloured: bool, story: Path) -> None:
    """By NO_COLOR; FORCE_COLOR stands in for the terminal."""
    out = run("explain", story, "q1", FORCE_COLOR="1", NO_COLOR=no_colour).stdout
    assert (b"\x1b[1;32m" in out) == coloured


def test_an_error_is_one_line_with_the_file_and_its_own_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error; no traceback."""
    assert main(["read", "/no such place/\x1b[31mstory.txt"]) == 11
    err = capsys.readouterr().err
    assert err.startswith("fullcast: /no such place/story.txt: ")
    assert err.count("\n") == 1


def test_an_interrupt_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], story: Path) -> None:
    """With exit code 130."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fullcast.reading.read", interrupted)
    assert main(["read", str(story)]) == 130
    assert capsys.readouterr().err == "fullcast: stopped; nothing was left half written\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE, and closes pipes otherwise")
def test_a_reader_that_goes_away_is_no_error(story: Path) -> None:
    """`fullcast read FILE | head -1`."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with os.fdopen(write_end, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "fullcast.cli", "read", str(story), "--format", "json"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_every_error_class_has_an_exit_code_of_its_own() -> None:
    """So that a script can tell them apart."""
    classes: list[type[FullcastError]] = [FullcastError]
    for cls in classes:
        classes += cls.__subclasses__()
    codes = [cls.exit_code for cls in classes]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("module", "limit_s"),
    [("import fullcast", 0.45), ("from fullcast.cli.main import parser; parser().format_help()", 0.9)],
)
def test_starting_is_quick(module: str, limit_s: float) -> None:
    """Three times what we promise, so that a busy machine does not fail it; and nothing heavy is loaded at all."""
    code = (
        "import sys, time; t = time.perf_counter(); " + module + "; s = time.perf_counter() - t; "
        "print(s); print(sorted({'numpy', 'rich', 'lxml', 'msgspec', 'yaml'} & set(sys.modules)))"
    )
    seconds, heavy = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert float(seconds) < limit_s
    assert heavy == "[]"
