"""Files in and out: what is written is whole or not there."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fullcast.errors import FullcastError, OutputError, UsageError

STDIN: Final = "-"
STANDARD_INPUT: Final = "standard input"


def source(path: str) -> tuple[str | bytes, str]:
    """What to read and its name: of "-", the bytes of standard input."""
    if path != STDIN:
        return path, Path(path).name
    return sys.stdin.buffer.read(), STANDARD_INPUT


def named(path: str, error: FullcastError) -> FullcastError:
    """`error` with the file that it is about in front, as the user named it."""
    name = STANDARD_INPUT if path == STDIN else path
    message = str(error).removeprefix(f"{name}: ").removeprefix(f"{Path(name).name}: ")
    error.args = (f"{name}: {message}",)
    return error


def write(path: Path, data: bytes, sources: Iterable[str] = ()) -> None:
    """Put `data` at `path`, all of it or none: a new file beside it takes its place.

    Raises OutputError where that cannot be done, or where one of `sources` stands at `path`.
    """
    target = Path(os.path.realpath(path))
    if any(s != STDIN and _same(target, Path(s)) for s in sources):
        raise OutputError(f"{path}: is the story itself and is not overwritten; name another file with -o")
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            target.write_bytes(data)  # a device or a pipe is written to, not replaced; a folder refuses
        else:
            _replace(target, data)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); try another place with -o"
        ) from error


def _same(a: Path, b: Path) -> bool:
    try:
        return a.samefile(b)
    except OSError:
        return False


def _replace(target: Path, data: bytes) -> None:
    part = target.with_name(f".fullcast-{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def folder(path: Path) -> Path:
    """The folder at `path`, made if it is not there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be made a folder ({error.strerror or error})") from error
    return path


def in_folder(where: Path, paths: Iterable[str], suffix: str) -> list[Path]:
    """For each of `paths` a file of its own in `where`, named after it; those that share a name are numbered."""
    taken: set[str] = set()
    out = []
    for path in paths:
        stem = "standard-input" if path == STDIN else Path(path).stem
        name, number = f"{stem}{suffix}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}{suffix}"
        taken.add(name.casefold())
        out.append(where / name)
    return out


def one_stdin(paths: list[str]) -> None:
    """Refuse standard input given twice."""
    if paths.count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
