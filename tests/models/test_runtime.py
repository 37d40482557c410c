"""Weights are checked before they are used, and onnxruntime is told to be quiet before it is loaded."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from fullcast.errors import ModelError
from fullcast.models import runtime
from fullcast.models.runtime import Model, open_model
from tests.models import tiny

FILES = ("manifest.json", "reader.onnx", "vocab.txt")


@pytest.fixture
def copied(weights: Path, tmp_path: Path) -> Path:
    """A folder of tiny weights that a test may spoil."""
    return Path(shutil.copytree(weights, tmp_path / "weights"))


def shorten(path: Path) -> None:
    """Lose the last byte of a file."""
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def refusal(folder: Path) -> str:
    """What is said when the weights in `folder` are opened, which must be refused with a way out."""
    with pytest.raises(ModelError) as refused:
        open_model(folder)
    assert "--model rules" in str(refused.value)
    assert refused.value.exit_code == 30
    assert str(folder) not in str(refused.value)
    return str(refused.value)


def test_the_model_opens(model: Model) -> None:
    """Weights as they should be give a model with its manifest, vocabulary and heads."""
    assert model.manifest.name == "tiny"
    assert len(model.vocabulary) == len(tiny.VOCABULARY)
    assert model.arrays()["span.start"].dtype == np.float32


def test_one_window_in_vectors_and_logits_out(model: Model) -> None:
    """A window of n pieces gives n vectors and n rows of logits."""
    hidden, logits = model.run(np.array([2, 9, 3]), np.zeros(3, np.int64))
    assert hidden.shape == (3, 16)
    assert logits.shape == (3, len(tiny.LABELS))


@pytest.mark.parametrize("name", FILES)
def test_missing_weights_are_named(copied: Path, name: str) -> None:
    """A file that is not there is named, and the rules are offered."""
    (copied / name).unlink()
    assert f"missing: no {name}" in refusal(copied)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """No weights at all is the same kind of refusal."""
    assert "missing" in refusal(tmp_path / "nowhere")
    assert not runtime.has_weights(tmp_path / "nowhere")


@pytest.mark.parametrize("spoil", [shorten, flip])
@pytest.mark.parametrize("name", FILES[1:])
def test_damaged_weights_are_refused(copied: Path, name: str, spoil: Callable[[Path], None]) -> None:
    """One lost byte or one changed bit is seen."""
    spoil(copied / name)
    assert f"damaged: {name}" in refusal(copied)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": "x"}', b"\xff\xfe"])
def test_a_damaged_manifest_is_refused(copied: Path, content: bytes) -> None:
    """A manifest that says too little or nothing is damage too."""
    (copied / "manifest.json").write_bytes(content)
    assert "damaged: manifest.json" in refusal(copied)


def test_weights_of_another_format_are_refused(copied: Path) -> None:
    """Weights that a later version made are not guessed at."""
    tiny.write_manifest(copied, format=2)
    assert "of format 2" in refusal(copied)


def test_a_file_that_the_manifest_does_not_know_is_refused(copied: Path, weights: Path) -> None:
    """What has no digest is not opened."""
    with pytest.raises(ModelError, match=r"does not know other\.npz"):
        open_model(weights).arrays("other.npz")


def test_damaged_heads_are_refused(copied: Path) -> None:
    """Heads are checked when they are read."""
    flip(copied / "heads.npz")
    with pytest.raises(ModelError, match=r"damaged: heads\.npz"):
        open_model(copied).arrays()


def test_pickles_are_refused(copied: Path) -> None:
    """A file of heads that would run code when it is read is not read, whatever its digest."""
    np.savez(copied / "heads.npz", np.array([{}], dtype=object))
    tiny.write_manifest(copied)
    with pytest.raises(ModelError, match=r"heads\.npz cannot be read"):
        open_model(copied).arrays()


def test_what_onnxruntime_cannot_run_is_said(copied: Path) -> None:
    """A model that is whole but that this onnxruntime cannot run gives an error of ours."""
    (copied / "reader.onnx").write_bytes(b"not a model")
    tiny.write_manifest(copied)
    assert "cannot run the weights" in refusal(copied)


def test_without_onnxruntime(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where onnxruntime cannot be loaded, the message says so."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert "onnxruntime cannot be loaded" in refusal(weights)


def run_python(code: str, *arguments: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def test_telemetry_is_off_before_the_import(weights: Path) -> None:
    """When onnxruntime's first line runs, the variable that turns telemetry off is set, whatever it was before."""
    code = """
import os, sys, pathlib
os.environ["ORT_DISABLE_TELEMETRY"] = "0"
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "onnxruntime":
            print(os.environ["ORT_DISABLE_TELEMETRY"])
sys.meta_path.insert(0, Watch())
from fullcast.models.runtime import open_model
open_model(pathlib.Path(sys.argv[1]))
"""
    assert run_python(code, str(weights)) == "1"


def test_onnxruntime_is_loaded_late() -> None:
    """Importing fullcast, and even its models, loads neither onnxruntime nor, for fullcast alone, numpy."""
    code = """
import sys, fullcast
heavy = [name for name in ("numpy", "onnxruntime") if name in sys.modules]
import fullcast.reading, fullcast.models.encoder
print(heavy, "onnxruntime" in sys.modules)
"""
    assert run_python(code) == "[] False"


def test_onnxruntime_is_bounded() -> None:
    """The versions that send telemetry by default are not installed."""
    root = Path(__file__).parents[2]
    needed = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert "onnxruntime>=1.19,<1.29" in needed
