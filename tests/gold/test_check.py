"""`gold/check.py`: the example is right, what is wrong is told, and passes are compared."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parents[2] / "gold"
STORY = "the-weir"


def program() -> Any:
    """`gold/check.py` as a module; it is no part of the package."""
    spec = importlib.util.spec_from_file_location("gold_check", GOLD / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHECK = program()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of gold with a copy of the example."""
    shutil.copytree(GOLD / "example", tmp_path / "example")
    return tmp_path


@pytest.fixture
def change(root: Path) -> Callable[[Callable[[dict[str, Any]], None]], None]:
    """A function that changes the first pass of the copy."""

    def rewrite(how: Callable[[dict[str, Any]], None]) -> None:
        path = root / "example" / STORY / "first.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        how(data)
        path.write_text(json.dumps(data), encoding="utf-8")

    return rewrite


def run(root: Path, *arguments: str) -> int:
    """The exit code of the program over the gold in `root`."""
    return int(CHECK.main([*arguments, "--root", str(root)]))


def test_all_gold_keeps_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    """Every pass in the repository is right, the worked example among them."""
    assert run(GOLD, "--all") == 0
    assert f"{STORY}/settled.json: no problems" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("layer", "item", "says"),
    [
        ("states", {"at": {"quote": "He's gone,\""}}, "nearest: “He’s gone,”” in paragraph 4"),
        ("states", {"at": {"quote": "the", "paragraph": 3}}, "stands 3 times in paragraph 3"),
        ("states", {"at": {"paragraphs": [3, 80]}}, "there is no paragraph 80; the story has 11"),
        ("states", {"who": "pauly"}, "no character has the id pauly"),
        ("states", {"value": "drowned"}, "slot mind is one of awake, asleep, unconscious; not drowned"),
        ("states", {"status": "believed"}, "`holder` goes with status believed"),
        ("states", {"when": "now"}, "unknown field `when` - at `$.states[0]`"),
        ("levels", {"parent": "l9"}, "no level has the id l9"),
        ("levels", {"parent": "dream"}, "run in a circle"),
        ("at_end", {"life": "dead"}, "says dead, the states of ansa lead to alive"),
        ("deaths", {"reading": "so"}, "a death of pauli is `so`, and no asserted state"),
        ("decisions", {"chosen": "neither"}, "`chosen` is not one of the options"),
        ("scenes", {"span": {"paragraphs": [1, 1]}}, "paragraph 2 lies in none"),
        ("quotations", {"spans": [{"quote": "Pauli laughed."}]}, "“You’re dead,” in paragraph 1 is in none"),
        ("quotations", {"kind": "not_speech"}, "nobody says what is not_speech"),
        ("reveals", {"explains": [{"quote": "You shouted"}]}, "does not stand before the reveal"),
    ],
)
def test_what_is_wrong_is_told(
    root: Path,
    change: Callable[[Callable[[dict[str, Any]], None]], None],
    capsys: pytest.CaptureFixture[str],
    layer: str,
    item: dict[str, Any],
    says: str,
) -> None:
    """A pass that breaks a rule fails, and the complaint says what and where."""
    change(lambda data: data[layer][0].update(item))
    assert run(root, STORY) == 1
    said = capsys.readouterr().out
    assert says in said
    assert f"{STORY}/first.json" in said


def test_agreement_is_told_by_layer(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each layer that a pass has gets its figure, pooled over the part."""
    assert run(root, "--agreement") == 0
    said = capsys.readouterr().out
    assert "example: 1 pooled" in said
    assert [row.split()[-3:] for row in said.splitlines() if row.strip().startswith("deaths ")] == [
        ["0.667", "f1", "n=6"], ["0.667", "f1", "n=6"]
    ]  # fmt: skip


def test_differences_are_all_settled(capsys: pytest.CaptureFixture[str]) -> None:
    """Each difference of the example is a row of its differences.md."""
    assert run(GOLD, "--differences", STORY) == 0
    settled = (GOLD / "example" / STORY / "differences.md").read_text(encoding="utf-8")
    for row in capsys.readouterr().out.splitlines():
        assert row.removesuffix("|") in settled


def test_what_is_set_aside_is_never_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a story in set_aside only pooled figures are printed, and its digests can be sealed."""
    (root / "example").rename(root / "set_aside")
    run(root, "--agreement")
    run(root, "--seal")
    assert STORY not in capsys.readouterr().out
    sums = (root / "set_aside" / "SHA256SUMS").read_text(encoding="utf-8")
    assert sums.count("\n") == 5


def test_set_aside_is_as_it_was_sealed() -> None:
    """The files that are set aside are those whose digests were committed."""
    sums = GOLD / "set_aside" / "SHA256SUMS"
    before = sums.read_bytes()
    try:
        CHECK.seal(GOLD)
        assert sums.read_bytes() == before
    finally:
        sums.write_bytes(before)


def test_paragraphs_are_numbered(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--numbered prints every paragraph with the number that anchors use."""
    run(root, "--numbered", STORY)
    assert "[7] “Him,” said Ansa." in capsys.readouterr().out


def test_a_story_without_passes_is_weighed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A writer learns how long the story is, and that its line ends are wrong."""
    folder = root / "stories" / "the-race"
    folder.mkdir(parents=True)
    (folder / "story.txt").write_bytes(b"The mill\r\nwas dark.")
    assert run(root, "the-race") == 1
    said = capsys.readouterr().out
    assert "the-race/story.txt: is not UTF-8 with LF" in said
    assert "the-race: 4 words, no pass yet" in said
