"""`fullcast read`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

import fullcast
from fullcast.cli.main import main
from fullcast.layers.checks import validate
from fullcast.layers.document import decode

STORY = """\
Chapter One

"There you are," said Ines. "I had given up."

"Not yet," said Per, and put the net down on the quay.

Chapter Two

The gulls came back at noon. Ines laughed.

"Told you," Per said.
"""


@pytest.fixture
def story(tmp_path: Path) -> str:
    """A story in a file."""
    path = tmp_path / "the quay.txt"
    path.write_bytes(STORY.encode("utf-8"))
    return str(path)


def test_the_summary_is_what_one_sees(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The cast, and how sure it is."""
    assert main(["read", story]) == 0
    out = capsys.readouterr().out
    assert "3 lines of speech" in out
    assert "Ines " in out
    assert "no speaker found" in out


@pytest.mark.parametrize("kind", ["json", "jsonl", "html"])
def test_each_format_goes_to_standard_output_as_to_a_file(
    kind: str, story: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The same bytes, by --format or by the ending of OUT."""
    out = tmp_path / f"out.{kind}"
    assert main(["read", story, "--format", kind]) == 0
    printed = capfdbinary.readouterr().out
    assert main(["read", story, "-o", str(out)]) == 0
    assert out.read_bytes() == printed
    assert capfdbinary.readouterr() == (b"", b"")


def test_the_document_is_valid_and_the_story_of_the_call(story: str, tmp_path: Path) -> None:
    """What Python's `fullcast.read` gives."""
    out = tmp_path / "out.json"
    main(["read", story, "-o", str(out)])
    assert validate(decode(out.read_bytes())) == []
    assert out.read_text(encoding="utf-8") == fullcast.read(story).to_json()


def test_the_line_script_is_the_whole_text(story: str, tmp_path: Path) -> None:
    """Headings included."""
    out = tmp_path / "out.jsonl"
    main(["read", story, "-o", str(out)])
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert "".join(line["text"] for line in lines) == STORY
    assert [line["name"] for line in lines if line["kind"] == "speech"] == ["Ines", "Ines", "Per", "Per"]


def test_an_output_without_an_ending_is_the_summary(story: str, tmp_path: Path) -> None:
    """As for the terminal, and whole."""
    main(["read", story, "-o", str(tmp_path / "out")])
    assert "of 3 lines" in (tmp_path / "out").read_text(encoding="utf-8")


def test_standard_input_is_read(
    story: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """As a file of that name."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode("utf-8"))))
    assert main(["read", "-", "--format", "json"]) == 0
    document = json.loads(capfdbinary.readouterr().out)
    assert document["source"]["name"] == "standard input"
    assert document["text"]["content"] == STORY


def test_several_files_go_to_a_folder_and_a_bad_one_does_not_stop_the_rest(
    story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is that of the first failure; the total is said."""
    empty, none, out = tmp_path / "empty.txt", tmp_path / "none.txt", tmp_path / "out"
    empty.write_bytes(b"")
    assert main(["read", str(empty), story, str(none), "--format", "json", "-o", str(out)]) == 12
    assert [p.name for p in out.iterdir()] == ["the quay.json"]
    err = capsys.readouterr().err.splitlines()
    assert err[0].startswith(f"fullcast: {empty}: ")
    assert err[1].startswith(f"fullcast: {none}: ")
    assert err[2] == "fullcast: 2 of 3 files could not be read; the others are done"


def test_several_summaries_may_go_to_the_terminal(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything else needs a folder."""
    assert main(["read", story, story]) == 0
    assert capsys.readouterr().out.count("How sure it is") == 2
    assert main(["read", story, story, "--format", "json"]) == 2
    assert "-o FOLDER" in capsys.readouterr().err


def test_a_story_in_the_folder_is_not_overwritten(story: str, tmp_path: Path) -> None:
    """Summaries have an ending of their own, and -o FILE refuses."""
    assert main(["read", story, "-o", str(tmp_path)]) == 0
    assert (tmp_path / "the quay.summary.txt").exists()
    assert main(["read", story, "-o", story]) == 20
    assert Path(story).read_bytes() == STORY.encode("utf-8")


def test_a_bad_file_writes_nothing(tmp_path: Path) -> None:
    """Not even an empty output."""
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["read", str(tmp_path / "empty.txt"), "-o", str(tmp_path / "out.json")]) == 12
    assert not (tmp_path / "out.json").exists()


def test_an_output_that_cannot_be_written(story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Has its own exit code."""
    assert main(["read", story, "-o", str(tmp_path / "none" / "out.json")]) == 20
    assert "cannot be written" in capsys.readouterr().err


def test_reading_no_further(story: str, tmp_path: Path) -> None:
    """What comes after is nowhere in the document."""
    out = tmp_path / "out.json"
    assert main(["read", story, "--until", "ch1", "-o", str(out)]) == 0
    assert "gulls" not in out.read_text(encoding="utf-8")
    assert main(["read", story, "--until", "ch7"]) == 26


def test_without_text(story: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only where the text is not the point."""
    for kind in ("json", "jsonl"):
        out = tmp_path / f"out.{kind}"
        assert main(["read", story, "--no-text", "-o", str(out)]) == 0
        assert "given up" not in out.read_text(encoding="utf-8")
    assert main(["read", story, "--no-text"]) == 2
    assert "--no-text goes with json and jsonl" in capsys.readouterr().err


def test_a_known_cast_is_the_truth(story: str, tmp_path: Path) -> None:
    """What `fullcast cast` writes, `--cast` takes."""
    cast, out = tmp_path / "cast.yaml", tmp_path / "out.json"
    assert main(["cast", story, "-o", str(cast)]) == 0
    text = cast.read_text(encoding="utf-8")
    assert "- name: Ines" in text
    cast.write_text(text.replace("- name: Ines\n", "- name: Ines Halvorsen\n  aliases: [Ines]\n"), encoding="utf-8")
    assert main(["read", story, "--cast", str(cast), "-o", str(out)]) == 0
    names = {c["name"]: c["by"] for c in json.loads(out.read_bytes())["characters"]}
    assert names["Ines Halvorsen"] == "given"


def test_a_bad_cast_file_is_said_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its line."""
    cast = tmp_path / "cast.yaml"
    cast.write_text("- name: Ines\n- alias: Per\n", encoding="utf-8")
    assert main(["read", "no such story", "--cast", str(cast)]) == 23
    assert "line 2: `alias` is not a key" in capsys.readouterr().err


def test_a_document_is_written_otherwise_without_reading_again(story: str, tmp_path: Path) -> None:
    """The same page, line script and summary as from the story."""
    document = tmp_path / "out.json"
    assert main(["read", story, "-o", str(document)]) == 0
    for kind in ("jsonl", "html", "json"):
        ours, theirs = tmp_path / f"a.{kind}", tmp_path / f"b.{kind}"
        assert main(["read", str(document), "-o", str(ours)]) == main(["read", story, "-o", str(theirs)]) == 0
        assert ours.read_bytes() == theirs.read_bytes()
    assert main(["read", str(document), "--until", "ch1"]) == 2


def test_an_unknown_model_is_wrong_use(story: str) -> None:
    """There is one."""
    assert main(["read", story, "--model", "oracle"]) == 2
