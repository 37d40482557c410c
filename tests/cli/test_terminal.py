"""What goes to the terminal while one waits."""

from __future__ import annotations

import io
import sys
import time

import pytest

from fullcast.cli import terminal


class Screen(io.StringIO):
    """A terminal that keeps what it shows."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """It is one."""
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Standard error as a terminal; not as a fixture, since pytest puts its own in place when a test begins."""
    shown = Screen()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    return shown


def test_what_is_quick_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a second."""
    screen = watched(monkeypatch)
    with terminal.Progress("a.txt") as progress:
        progress("speakers")
    assert screen.getvalue() == ""


def test_what_takes_long_says_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step it is at, by a name that is safe to show."""
    screen = watched(monkeypatch)
    monkeypatch.setattr(terminal.Progress, "PATIENCE_S", 0.01)
    with terminal.Progress("a\x1b[31m[bold].txt") as progress:
        progress("speakers")
        deadline = time.monotonic() + 5
        while "speakers" not in screen.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "reading a[bold].txt: speakers" in screen.getvalue()


def test_no_terminal_gets_no_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """However long it takes."""
    monkeypatch.setattr(terminal.Progress, "PATIENCE_S", 0.001)
    with terminal.Progress("a.txt") as progress:
        progress("speakers")
        time.sleep(0.03)
    assert capsys.readouterr().err == ""


def test_a_terminal_keeps_the_spaces_that_a_pipe_does_not_get(monkeypatch: pytest.MonkeyPatch) -> None:
    """They carry colours there."""
    shown, piped = Screen(), io.StringIO()
    for stream in (shown, piped):
        monkeypatch.setattr(sys, "stdout", stream)
        terminal.write("a  \n\nb\n")
    assert (shown.getvalue(), piped.getvalue()) == ("a  \n\nb\n", "a\n\nb\n")


def test_bytes_go_out_where_there_are_only_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in some notebooks."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    terminal.write_bytes("é\n".encode())
    assert stream.getvalue() == "é\n"
