"""What is installed: pure Python, few and bounded dependencies, notices for all of them."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

import fullcast

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HEAVY = re.compile(r"torch|tensorflow|jax|spacy|transformers|hub|sklearn|scikit-learn|pandas|scipy|nltk|requests|httpx")


def name_of(requirement: str) -> str:
    """The distribution that a requirement names."""
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]


def test_base_install_is_light() -> None:
    """The base install needs no learning framework, no language pipeline and no client of a hub."""
    assert not [r for r in PROJECT["dependencies"] if HEAVY.search(name_of(r).lower())]


def test_dependencies_are_bounded() -> None:
    """Each dependency has a lower and an upper bound."""
    extras = [r for some in PROJECT["optional-dependencies"].values() for r in some if name_of(r) != "fullcast"]
    loose = [r for r in PROJECT["dependencies"] + extras if "==" not in r and not (">=" in r and "<" in r)]
    assert not loose


def test_lock_names_every_dependency() -> None:
    """CI installs known versions of everything but what only a benchmark needs, and no address of a registry is in the file."""
    lock = (ROOT / "requirements" / "ci.lock").read_text(encoding="utf-8")
    pinned = {line.split("==")[0].lower() for line in lock.splitlines() if "==" in line}
    groups = {name: some for name, some in PROJECT["optional-dependencies"].items() if name != "bench"}
    extras = [r for some in groups.values() for r in some if name_of(r) != "fullcast"]
    assert {name_of(r).lower() for r in PROJECT["dependencies"] + extras} <= pinned
    assert "://" not in lock


def test_notices_name_every_dependency() -> None:
    """THIRD_PARTY_NOTICES.md has each direct dependency with its licence."""
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8").lower()
    needed = (
        PROJECT["dependencies"] + PROJECT["optional-dependencies"]["pdf"] + PROJECT["optional-dependencies"]["plot"]
    )
    assert not [r for r in needed if f"| {name_of(r).lower()} |" not in notices]


def test_versions_agree() -> None:
    """pyproject.toml, the package, CITATION.cff and the changelog name one version."""
    version = PROJECT["version"]
    assert fullcast.__version__ == version
    assert f"version: {version}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_wheel_is_pure_python_and_whole(tmp_path: Path) -> None:
    """The wheel fits any system and holds the licence, the notices, the types' marker, the weights and the page's bundle."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)],
        check=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for wanted in (
        "py.typed",
        "page_assets/page.js",
        "page_assets/page.css",
        "weights/reader.onnx",
        "weights/syntax.npz",
        "/LICENSE",
        "THIRD_PARTY_NOTICES.md",
    ):
        assert any(name.endswith(wanted) for name in names), wanted
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "training", "gold", "web"))]
    assert wheel.stat().st_size < 40_000_000
