"""An open session sends nothing and writes nothing: watched by the kernel, for longer than telemetry takes to wake."""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

SECONDS = 125
"""How long the session stays open; the versions of onnxruntime that send telemetry look names up within 75 s."""
CALLS = {"x86_64": {"socket": 41, "open": 2, "openat": 257, "creat": 85}, "aarch64": {"socket": 198, "openat": 56}}
"""Numbers of the system calls that are watched, by processor."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
KILL, ALLOW = 0x80000000, 0x7FFF0000
LOAD, EQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06

WATCHED = f"""
import ctypes, sys
program = bytes.fromhex(sys.argv.pop(1))
class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]
libc = ctypes.CDLL(None)
assert libc.prctl({NO_NEW_PRIVILEGES}, 1, 0, 0, 0) == 0
assert libc.prctl({SECCOMP}, {FILTER}, ctypes.byref(Program(len(program) // 8, program)), 0, 0) == 0
"""
SESSION = """
import pathlib, time
from fullcast.models.encoder import encode
from fullcast.models.runtime import open_model
model = open_model(pathlib.Path(sys.argv[1]))
until = time.monotonic() + float(sys.argv[2])
while True:
    found = encode("“You are late,” she said. ‘Am I?’ " * 40, [], model)
    if time.monotonic() > until:
        break
    time.sleep(1)
import json
print(json.dumps([len(found), float(abs(found.logits).sum())]))
"""
SINS = {
    "a socket": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "a look-up": "import socket; socket.getaddrinfo('localhost.example', 443)",
    "a file": "open('device-id', 'w')",
    "a file of a folder that is there": "import os; os.open('/dev/null', os.O_RDWR)",
}
"""What the watch must see, or it proves nothing."""


def program() -> str:
    """A seccomp filter in hexadecimal that kills the process at its first socket and at its first file opened for writing."""
    calls = CALLS[platform.machine()]

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    out = step(LOAD, 0)  # the number of the call
    for name in ("socket", "creat"):
        if name in calls:
            out += step(EQUAL, calls[name], 0, 1) + step(RETURN, KILL)
    for name, argument in (("open", 1), ("openat", 2)):
        if name in calls:
            # its flags, which are the lower half of this argument
            out += step(EQUAL, calls[name], 0, 4) + step(LOAD, 16 + 8 * argument)
            out += step(ANY_BIT, WRITING, 0, 1) + step(RETURN, KILL) + step(RETURN, ALLOW)
    return (out + step(RETURN, ALLOW)).hex()


def run_watched(code: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh Python under the watch: no variable but HOME and what Python needs, no route where the system allows it."""
    alone = ["unshare", "-rn"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        alone = []
    return subprocess.run(
        [*alone, sys.executable, "-B", "-c", WATCHED + code, program(), *arguments],
        cwd=home,
        env={"HOME": str(home), "TMPDIR": str(home), "PATH": os.defpath, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


needs_seccomp = pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.machine() not in CALLS, reason="the watch is Linux's seccomp"
)


@needs_seccomp
@pytest.mark.parametrize("sin", SINS.values(), ids=list(SINS))
def test_the_watch_sees(sin: str, tmp_path: Path) -> None:
    """A process that opens a socket, or a file for writing, does not live."""
    assert run_watched(sin, tmp_path).returncode == -signal.SIGSYS


@needs_seccomp
def test_a_session_is_quiet(weights: Path, tmp_path: Path) -> None:
    """Importing onnxruntime, opening a session and reading with it opens no socket and writes no file."""
    done = run_watched(SESSION, tmp_path, str(weights), "0")
    assert done.returncode == 0, done.stderr[-2000:]
    assert not list(tmp_path.iterdir())


@needs_seccomp
@pytest.mark.slow
def test_a_session_stays_quiet(weights: Path, tmp_path: Path) -> None:
    """For two minutes with a session open, without any variable of CI and with an empty home: no socket, no file, one answer."""
    began = time.monotonic()
    done = run_watched(SESSION, tmp_path, str(weights), str(SECONDS))
    assert done.returncode == 0, done.stderr[-2000:]
    assert time.monotonic() - began >= SECONDS
    assert json.loads(done.stdout)[0] > 0
    assert not done.stderr
    assert not list(tmp_path.iterdir())
