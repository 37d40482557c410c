"""What is written is whole or not there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fullcast.cli import files
from fullcast.errors import FullcastError, OutputError, UsageError

needs_permissions = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="everything may be written to"
)


def test_a_file_is_written(tmp_path: Path) -> None:
    """As it is given, and nothing else is left in its folder."""
    files.write(tmp_path / "a b.json", b"{\r\n}")
    assert (tmp_path / "a b.json").read_bytes() == b"{\r\n}"
    assert [p.name for p in tmp_path.iterdir()] == ["a b.json"]


def test_a_file_that_is_there_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    """Who could read it still can."""
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    target.chmod(0o600)
    files.write(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o600 or sys.platform == "win32"


def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, say."""
    target = tmp_path / "a.json"
    target.write_bytes(b"old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        files.write(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the new part."""

    def interrupted(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "a.json", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_story_is_never_overwritten(tmp_path: Path) -> None:
    """By whatever name it goes."""
    story = tmp_path / "story.txt"
    story.write_bytes(b"words")
    with pytest.raises(OutputError, match="is the story itself"):
        files.write(tmp_path / "." / "story.txt", b"x", [str(story)])
    assert story.read_bytes() == b"words"


def test_a_folder_cannot_be_written(tmp_path: Path) -> None:
    """Nor a file in a folder that is not there."""
    with pytest.raises(OutputError, match="cannot be written"):
        files.write(tmp_path, b"x")
    with pytest.raises(OutputError, match="cannot be written"):
        files.write(tmp_path / "none" / "a.json", b"x")


@needs_permissions
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    """Is said to be so."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="Permission denied"):
            files.write(tmp_path / "a.json", b"x")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="the null device is no path there")
def test_a_device_is_written_to_and_not_replaced() -> None:
    """`-o /dev/null`."""
    files.write(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is written."""
    (tmp_path / "real.json").write_bytes(b"old")
    (tmp_path / "link.json").symlink_to("real.json")
    files.write(tmp_path / "link.json", b"new")
    assert (tmp_path / "real.json").read_bytes() == b"new"
    assert (tmp_path / "link.json").is_symlink()


def test_files_of_one_name_are_numbered(tmp_path: Path) -> None:
    """Also where only case tells them apart."""
    names = [p.name for p in files.in_folder(tmp_path, ["a/x.txt", "b/X.epub", "x.y.txt", "-"], ".json")]
    assert names == ["x.json", "X-2.json", "x.y.json", "standard-input.json"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """And is left alone."""
    (tmp_path / "out").write_bytes(b"x")
    with pytest.raises(OutputError, match="cannot be made a folder"):
        files.folder(tmp_path / "out")


def test_standard_input_is_read_once() -> None:
    """Twice makes no sense."""
    files.one_stdin(["-", "a"])
    with pytest.raises(UsageError, match="only once"):
        files.one_stdin(["-", "-"])


@pytest.mark.parametrize("message", ["a.txt: is empty", "is empty", "in/a.txt: is empty"])
def test_an_error_names_its_file_once(message: str) -> None:
    """As the user named it."""
    assert str(files.named("in/a.txt", FullcastError(message))) == "in/a.txt: is empty"
    assert str(files.named("-", FullcastError("standard input: is empty"))) == "standard input: is empty"
