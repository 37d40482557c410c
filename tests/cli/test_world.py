"""`fullcast replay` and `fullcast continuity`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fullcast.annotators import annotate
from fullcast.annotators.changes import find_changes
from fullcast.annotators.knowledge import find_knowledge
from fullcast.cli import keys
from fullcast.cli.main import main
from fullcast.layers import Story
from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import read_world

GOLD = Path(__file__).parents[2] / "gold"


@pytest.fixture
def weir(tmp_path: Path) -> Path:
    """The worked example of the gold as a document."""
    story = annotate(gold_story(read_world(GOLD / "example" / "the-weir", "settled")), (find_knowledge, find_changes))
    path = tmp_path / "weir.json"
    path.write_text(story.to_json(), encoding="utf-8")
    return path


def test_replay_tells_scene_by_scene(weir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who is there, in which state, and what happens, with its words; all scenes where nobody can press keys."""
    assert main(["replay", str(weir)]) == 0
    out = capsys.readouterr().out
    assert [line.split(",")[0] for line in out.splitlines() if line.startswith("Scene")] == [
        "Scene 1 of 3", "Scene 2 of 3", "Scene 3 of 3",
    ]  # fmt: skip
    assert "Pauli: not breathing  “did not breathe”" in out
    assert "it was a dream  “She woke”" in out


def test_replay_says_nothing_too_early(weir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At a place in the dream there is no dream and no father; with hindsight there are both."""
    story = Story.from_json(weir.read_text(encoding="utf-8"))
    offset = str(story.text.content.index("That is the rule"))
    assert main(["replay", str(weir), "--at", offset]) == 0
    first = capsys.readouterr().out
    assert main(["replay", str(weir), "--at", offset, "--hindsight"]) == 0
    last = capsys.readouterr().out
    assert "the man with the lantern" in first
    assert "dream" not in first
    assert "father" not in first
    assert "a dream (Ansa) begins" in last
    assert "her father" in last


@pytest.mark.parametrize("where", ["s3", "100%", "999999"])
def test_replay_begins_where_asked(weir: Path, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    """At a scene, a share of the way, or an offset; what is too large is the end."""
    assert main(["replay", str(weir), "--at", where]) == 0
    out = capsys.readouterr().out
    assert "Scene 3 of 3" in out
    assert "Scene 2 of 3" not in out


def test_replay_of_a_place_that_is_not_there(weir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is answered with what there is."""
    assert main(["replay", str(weir), "--at", "ch9"]) == 26
    assert capsys.readouterr().err == (
        f"fullcast: {weir}: no scene or chapter 'ch9'; there are 3 scenes, called s1 and so on, and 0 chapters\n"
    )


def test_replay_follows_the_keys(
    weir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forward, back, to the ends, and out."""
    pressed = iter(["forward", "forward", "forward", "back", "first", "last", "", "quit"])
    monkeypatch.setattr(keys, "interactive", lambda: True)
    monkeypatch.setattr(keys, "key", lambda: next(pressed))
    assert main(["replay", str(weir)]) == 0
    shown = [line.split(" of ")[0] for line in capsys.readouterr().out.splitlines() if line.startswith("Scene")]
    assert shown == [f"Scene {n}" for n in (1, 2, 3, 3, 2, 1, 3, 3)]


@pytest.mark.parametrize(
    ("sent", "meaning"),
    [(" ", "forward"), ("\x1b[C", "forward"), ("b", "back"), ("\x1b[D", "back"), ("q", "quit"), ("\x1b", ""), ("z", "")],
)  # fmt: skip
def test_keys_have_meanings(sent: str, meaning: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrows and letters; any other key is nothing."""
    monkeypatch.setattr(keys, "_press", lambda: sent)
    assert keys.key() == meaning


def test_nothing_of_a_book_is_markup_or_a_control_sign(weir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names, places, options and words may hold anything."""
    document = json.loads(weir.read_text(encoding="utf-8"))
    document["characters"][0]["name"] = "[bold]An\x1b[31msa\x07"
    document["decisions"][0]["options"][0] = document["decisions"][0]["chosen"] = "[link=x]go\x1b]0;t\x07 home"
    document["scenes"][1]["place"]["name"] = "the \x1b[2Jweir[/]"
    weir.write_text(json.dumps(document), encoding="utf-8")
    assert main(["replay", str(weir), "--hindsight"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[bold]Ansa" in out
    assert "the weir[/]" in out
    assert "[link=x]go home" in out


def test_a_story_without_world_layers_can_be_replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document of an older version has no changes; they are made from what it has."""
    path = tmp_path / "a.txt"
    path.write_text("“There you are,” said Ines.\n\n“Here I am,” said Per.\n", encoding="utf-8")
    assert main(["read", str(path), "--model", "rules", "-o", str(tmp_path / "a.json")]) == 0
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    document["changes"] = []
    document["provenance"].pop("changes", None)
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    capsys.readouterr()
    assert main(["replay", str(tmp_path / "a.json")]) == 0
    assert "Ines" in capsys.readouterr().out


SLIP = """\
The rope was wet. Ivo Brandt had the compass in his left hand, and when the boat heeled he let it fly. It dropped over the rail and went down without a sound in forty fathoms of green water.

“That was my father's,” said Ivo.

“Then we steer by the gulls,” said Mette.

They rowed till dark.

In the morning there was fog. Ivo opened the compass and laid it on the thwart, and they turned the bow to the north.
"""


def test_continuity_quotes_both_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With chapter or paragraph, and exit code 1."""
    path = tmp_path / "slip.txt"
    path.write_text(SLIP, encoding="utf-8")
    assert main(["continuity", str(path), "--model", "rules"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "The compass: lost, and then used" in out
    assert "paragraph 1" in out
    assert "⟦opened the compass⟧" in out
    assert "paragraph 5" in out
    assert out.endswith("1 contradiction found")


def test_continuity_of_a_sound_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Finds nothing, and exit code 0."""
    path = tmp_path / "sound.txt"
    path.write_text(
        SLIP.replace("In the morning", "He bought another compass in Sund. In the morning"), encoding="utf-8"
    )
    assert main(["continuity", str(path), "--model", "rules"]) == 0
    assert capsys.readouterr().out == "nothing found that cannot be\n"
