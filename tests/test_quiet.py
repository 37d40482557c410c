"""Importing and running fullcast is local and quiet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

WATCHED = """
import os, sys

allowed = os.path.realpath(sys.argv[1])
seen = []

def inside(path):
    return isinstance(path, (str, bytes, os.PathLike)) and (
        os.path.realpath(os.fsdecode(path)).startswith(allowed) or os.fsdecode(path) == os.devnull
    )

def hook(event, arguments):
    if event.split(".")[0] in ("socket", "urllib", "http", "ftplib", "smtplib", "webbrowser"):
        seen.append((event, arguments))
    elif event in ("subprocess.Popen", "os.system", "os.fork", "os.forkpty", "os.exec", "os.spawn", "os.posix_spawn"):
        seen.append((event, arguments))
    elif event == "open":
        path, mode, flags = arguments
        writing = any(sign in mode for sign in "wax+") if isinstance(mode, str) else flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writing and not isinstance(path, int) and not inside(path):
            seen.append((event, arguments))
    elif event in ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.chmod"):
        if not inside(arguments[0]):
            seen.append((event, arguments))

sys.addaudithook(hook)
"""
IMPORTS = """
import importlib, pkgutil, fullcast
for module in pkgutil.walk_packages(fullcast.__path__, "fullcast."):
    importlib.import_module(module.name)
"""
COMMANDS = """
from fullcast.cli.main import main
story, out = sys.argv[2], sys.argv[1]
for arguments in (["read", story], *(["read", story, "--format", kind, "-o", os.path.join(out, "a." + kind)]
                                     for kind in ("json", "jsonl", "html", "txt")), ["check", story]):
    try:
        main(arguments)
    except SystemExit as end:
        assert not end.code, (arguments, end.code)
"""
END = """
if seen:
    sys.exit("not quiet: " + "; ".join(map(repr, seen)))
"""


@pytest.mark.parametrize(
    "doing",
    [
        pytest.param(IMPORTS, id="importing every module"),
        pytest.param(COMMANDS, id="reading a story in every format", marks=pytest.mark.slow),
    ],
)
def test_no_socket_no_process_and_no_file_but_the_output(doing: str, tmp_path: Path) -> None:
    """An audit hook sees no socket, no other process, and no file written outside the output folder."""
    story = Path(__file__).parents[1] / "examples" / "the-lamp-at-sorrel-point.txt"
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED + doing + END, str(tmp_path), str(story)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
