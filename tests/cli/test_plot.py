"""`fullcast plot`."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from fullcast.cli.main import main

HARBOUR = str(Path(__file__).parents[1] / "layers" / "harbour.json")


@pytest.mark.parametrize("kind", ["arcs", "network", "scenes"])
def test_a_picture_is_written(kind: str, tmp_path: Path) -> None:
    """As SVG where OUT says so."""
    out = tmp_path / "a.svg"
    assert main(["plot", HARBOUR, "--kind", kind, "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("<svg ")
    assert list(tmp_path.iterdir()) == [out]


def test_without_out_it_is_printed(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """As SVG."""
    assert main(["plot", HARBOUR]) == 0
    assert capsysbinary.readouterr().out.startswith(b"<svg ")


def test_a_story_is_read_first(tmp_path: Path) -> None:
    """No further than --until says."""
    story, out = tmp_path / "a.txt", tmp_path / "a.svg"
    story.write_text('"There you are," said Ines.\n\n"Here I am," said Per.\n', encoding="utf-8")
    assert main(["plot", str(story), "--model", "rules", "--until", "27", "--kind", "network", "-o", str(out)]) == 0
    assert "Per" not in out.read_text(encoding="utf-8")


def test_png_has_words(tmp_path: Path) -> None:
    """With the extra, twice as many pixels as units."""
    pytest.importorskip("resvg_py")
    out = tmp_path / "a.PNG"
    assert main(["plot", HARBOUR, "--width", "600", "-o", str(out)]) == 0
    data = out.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) == 1200


def test_png_without_the_extra_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And writes nothing."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "resvg_py":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    out = tmp_path / "a.png"
    assert main(["plot", HARBOUR, "-o", str(out)]) == 19
    assert 'pip install "fullcast[plot]"' in capsys.readouterr().err
    assert not out.exists()


def test_a_computer_without_fonts_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rather than given a picture without words."""
    resvg_py = pytest.importorskip("resvg_py")
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **_: b"the same, with words and without")
    assert main(["plot", HARBOUR, "-o", str(tmp_path / "a.png")]) == 20
    assert "no font" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["-o", "a.pdf"], 2, ".svg or .png"),
        (["--width", "10"], 2, "500"),
        (["-o", HARBOUR.replace(".json", ".gif")], 2, ".svg"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to try."""
    assert main(["plot", HARBOUR, *arguments]) == code
    assert words in capsys.readouterr().err
