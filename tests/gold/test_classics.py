"""`gold/classics.py`: the committed files keep the rules, what is wrong is told, and passes are compared."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcast.scores.gold_classics import novel, read_classic

GOLD = Path(__file__).parents[2] / "gold"
TEXT = "Ada slept. She was on a raft and Ben had drowned. She woke; Ben was alive.\r\n"
Change = Callable[[dict[str, Any]], None]


def program() -> Any:
    """`gold/classics.py` as a module; it is no part of the package."""
    spec = importlib.util.spec_from_file_location("gold_classics_program", GOLD / "classics.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CLASSICS = program()
FILES = sorted((GOLD / "classics").rglob("*.json"))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of classics with one novel of two lines of our own, in two passes that are alike."""
    raw = TEXT.encode()
    (tmp_path / "data" / "novels").mkdir(parents=True)
    (tmp_path / "data" / "novels" / "raft.txt").write_bytes(raw)
    monkeypatch.setattr(CLASSICS, "SHARED", tmp_path)
    stretch = novel(raw)[:74]
    for step in ("first", "second"):
        (tmp_path / step).mkdir()
        data = {
            "format": "fullcast-classics/1",
            "source": "raft.txt",
            "sha256": hashlib.sha256(raw).hexdigest(),
            "stretch": [0, 74],
            "stretch_sha256": hashlib.sha256(stretch.encode()).hexdigest(),
            "pass": step,
            "by": "language model",
            "characters": [{"id": "ada", "name": "Ada"}, {"id": "ben", "name": "Ben"}],
            "levels": [
                {
                    "id": "d",
                    "kind": "dream",
                    "parent": "l0",
                    "experiencer": "ada",
                    "spans": [[11, 49]],
                    "revealed_at": None,
                }
            ],
            "states": [
                {"who": "ada", "slot": "mind", "value": "asleep", "at": 4},
                {"who": "ben", "slot": "life", "value": "dead", "level": "d", "at": 41},
                {"who": "ada", "slot": "mind", "value": "awake", "at": 54},
            ],
            "deaths": [{"who": "ben", "span": [33, 48], "reading": "level"}],
        }
        (tmp_path / step / "raft.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def change(root: Path, how: Change, step: str = "first") -> None:
    """Rewrite a pass."""
    path = root / step / "raft.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    how(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def run(root: Path, *arguments: str) -> int:
    """The exit code of the program over the classics in `root`."""
    return int(CLASSICS.main([*arguments, "--root", str(root)]))


def test_what_is_committed_keeps_the_rules_without_the_novels(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every file is well formed, and one is told that digests were not looked at."""
    monkeypatch.setattr(CLASSICS, "SHARED", tmp_path)
    assert run(GOLD / "classics") == 0
    said = capsys.readouterr().out
    assert said.count("no problems") == said.count("digests not checked") == len(FILES) >= 9


@pytest.mark.exam
def test_what_is_committed_is_of_these_novels(capsys: pytest.CaptureFixture[str]) -> None:
    """The digests of files and stretches are right, and offsets lie between words."""
    if not (CLASSICS.SHARED / "data" / "novels").exists():
        pytest.skip("the novels are not beside the checkout")
    assert run(GOLD / "classics") == 0
    assert "digests not checked" not in capsys.readouterr().out


def test_no_sentence_is_in_a_file() -> None:
    """Words stand only in names, aliases and the place of a wound, and those are short."""
    for path in FILES:
        classic = read_classic(path)
        said = [name for one in (*classic.characters, *classic.entities) for name in (one.name, *one.aliases)]
        said += [state.where for state in classic.states if state.where]
        assert max(len(words.split()) for words in said) <= 8, path.name


def test_the_table_of_the_page_is_that_of_the_files() -> None:
    """The counts in `gold/README.md` are those of the first passes."""
    page = (GOLD / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    assert [row[0] for row in rows] == sorted(path.stem for path in (GOLD / "classics" / "first").glob("*.json"))
    for name, *numbers in rows:
        one = read_classic(GOLD / "classics" / "first" / f"{name}.json")
        so = sum(death.reading == "so" for death in one.deaths)
        assert list(map(int, numbers)) == [len(one.levels), len(one.states), len(one.deaths), so], name


def test_a_right_pass_is_right(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts follow where there are no problems."""
    assert run(root) == 0
    assert "first/raft.json: no problems; code points 74, characters 2, levels 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (lambda d: d.update(sha256="0"), "sha256: is not that of raft.txt"),
        (lambda d: d.update(stretch_sha256="0"), "stretch_sha256: is not that of 0–74 of raft.txt"),
        (lambda d: d["levels"][0].update(spans=[[11, 90]]), "levels[0].spans[0]: 11–90 lies outside 0–74"),
        (lambda d: d["levels"][0].update(spans=[[11, 47]]), "offsets 11–47 begins or ends inside a word"),
        (lambda d: d["states"][0].update(value="dozing"), "slot mind is one of awake, asleep, unconscious"),
        (lambda d: d["states"][1].update(at=64), "states[1].at: lies outside level d"),
        (lambda d: d["states"][0].update(who="eve"), "no character has the id eve"),
        (lambda d: d["deaths"][0].update(reading="so"), "a death of ben is `so`, and no asserted state"),
        (lambda d: d["levels"].append({**d["levels"][0], "id": "e"}), "overlaps d"),
        (lambda d: d["levels"].append({**d["levels"][0], "id": "e", "parent": "x"}), "no level has the id x"),
        (lambda d: d.update(stretch=[0, 73]), "stretch_sha256: is not that"),
        (lambda d: d.update({"pass": "second"}), "says it is the pass second"),
        (lambda d: d.update(quotations=[]), "unknown field `quotations`"),
        (lambda d: d["deaths"][0].update(span="drowned"), "Expected"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(root: Path, how: Change, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each broken rule has its complaint, and the exit code says so."""
    change(root, how)
    assert run(root) == 1
    assert says in capsys.readouterr().out


def test_show_prints_the_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An annotator sees what stands at the offsets."""
    assert run(root, "--show", "raft") == 0
    said = capsys.readouterr().out
    assert "She was on a raft and Ben had drowned." in said
    assert "death ben level: Ben had drowned" in said


def test_agreement_and_differences(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A state that only one pass has lowers the figure of states and no other, and is named."""
    change(root, lambda d: d["states"].pop(), "second")
    assert run(root, "--agreement") == 0
    said = capsys.readouterr().out
    assert re.search(r"states +0\.800  f1 ", said)
    assert re.search(r"levels +1\.000  kappa", said)
    assert "scenes" not in said
    assert run(root, "--differences", "raft") == 0
    assert "raft: states: ada mind awake asserted on story: offsets 54–55 | –" in capsys.readouterr().out
