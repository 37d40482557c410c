"""`fullcast cast`, `check`, `explain`, `diff` and `validate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fullcast.cli.main import main

HARBOUR = Path(__file__).parents[1] / "layers" / "harbour.json"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The harbour document, to be changed."""
    path = tmp_path / "other.json"
    path.write_bytes(HARBOUR.read_bytes())
    return path


def change(path: Path, old: str, new: str) -> None:
    """Put `new` for `old` in a document."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_cast_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In YAML."""
    path = tmp_path / "a.txt"
    path.write_text('"There you are," said Ines.\n\n"Here I am," said Per.\n', encoding="utf-8")
    assert main(["cast", str(path)]) == 0
    assert "- name: Per" in capsys.readouterr().out


def test_check_says_what_a_file_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file; the exit code is that of the first that would be refused."""
    good, empty = tmp_path / "a b.txt", tmp_path / "empty.txt"
    good.write_text('"There you are," said Ines.\n', encoding="utf-8")
    empty.write_bytes(b"")
    assert main(["check", str(good)]) == 0
    assert "plain text, " in capsys.readouterr().out
    assert main(["check", str(empty), str(good)]) == 12
    out, err = capsys.readouterr()
    assert "plain text, " in out
    assert err.startswith(f"fullcast: {empty}: ")


def test_explain_takes_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    """As it stands; nothing is read again."""
    assert main(["explain", str(HARBOUR), "q2"]) == 0
    out = capsys.readouterr().out
    assert "Old Per: doubtful (41%)" in out
    assert "⟦" in out


def test_explain_takes_a_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And reads it."""
    path = tmp_path / "a.txt"
    path.write_text('"There you are," said Ines.\n', encoding="utf-8")
    assert main(["explain", str(path), "q1"]) == 0
    assert "Ines" in capsys.readouterr().out


def test_explaining_an_unknown_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Is answered with those there are."""
    assert main(["explain", str(HARBOUR), "q77"]) == 26
    assert capsys.readouterr().err == f"fullcast: {HARBOUR}: no quotation 'q77'; the story has q1 to q4\n"


def test_explaining_without_words(other: Path) -> None:
    """Cannot be."""
    document = json.loads(other.read_bytes())
    del document["text"]["content"]
    other.write_text(json.dumps(document), encoding="utf-8")
    assert main(["explain", str(other), "q1"]) == 21


def test_diff_of_the_same(other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is nothing, and exit code 0."""
    assert main(["diff", str(HARBOUR), str(other)]) == 0
    assert capsys.readouterr().out == "the same: 4 lines\n"


def test_diff_names_each_change(other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 1."""
    change(
        other, '"speaker":"c2","addressees":["c1"],"confidence":0.41', '"speaker":"c1","addressees":[],"confidence":0.6'
    )
    assert main(["diff", str(HARBOUR), str(other)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        '~ line: q2 "They said, \'Wait,\' so I wait." "Ask the ferry---"  '
        "(speaker Old Per > Ines; spoken to Ines > nobody; confidence 0.41 > 0.6)",
        "4 lines in both, 1 of them changed; 0 lost, 0 gained",
    ]


def test_diff_of_what_is_no_document(tmp_path: Path) -> None:
    """Says so, with the exit code of what it is."""
    bad = tmp_path / "bad.json"
    bad.write_text('{"a": 1}', encoding="utf-8")
    assert main(["diff", str(HARBOUR), str(bad)]) == 21
    assert main(["diff", str(HARBOUR), str(tmp_path / "none.json")]) == 11


def test_validate_a_good_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Says so."""
    assert main(["validate", str(HARBOUR)]) == 0
    assert capsys.readouterr().out == f"{HARBOUR}: is a valid story document\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ('"speaker":"c2"', '"speaker":"c8"', 21, "quotations q2 speaker: refers to 'c8', which is no character"),
        ("gulls are late", "ducks are late", 22, "text.sha256: is not the digest of the text"),
    ],
)
def test_validate_names_what_is_wrong(
    old: str, new: str, code: int, message: str, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text that was changed has an exit code of its own."""
    change(other, old, new)
    assert main(["validate", str(other)]) == code
    assert f"{other}: {message}\n" in capsys.readouterr().out


def test_validate_of_what_is_no_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Goes on with the next; the exit code is that of the first."""
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    assert main(["validate", str(bad), str(HARBOUR)]) == 21
    out, err = capsys.readouterr()
    assert err.startswith(f"fullcast: {bad}: not a story document")
    assert "is a valid" in out


def test_validate_prints_the_schema(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The file in the repository is this output."""
    assert main(["validate", "--schema"]) == 0
    assert capfdbinary.readouterr().out == (HARBOUR.parents[2] / "schema" / "story-document.schema.json").read_bytes()
    assert main(["validate"]) == 2
