"""The README's command lines are what .ci/run runs, and what they name is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = re.findall(r"^python -m pip install.*$", README, re.MULTILINE)


def test_there_are_two_command_lines() -> None:
    """One installs and runs the main job, the other installs what tests need and runs them."""
    assert len(LINES) == 2
    assert re.fullmatch(r"python -m pip install \. && fullcast read examples/\S+\.txt", LINES[0])
    assert re.fullmatch(r'python -m pip install -e "\.\[dev\]" && python -m pytest', LINES[1])


def test_the_story_of_the_first_line_is_there() -> None:
    """The first line reads a story that the repository ships."""
    assert (ROOT / LINES[0].split()[-1]).is_file()


def test_the_extra_of_the_second_line_is_there() -> None:
    """The second line's extra holds what the tests import."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    names = {re.split(r"[\[<>=]", requirement)[0] for requirement in extras["dev"]}
    assert {"pytest", "hypothesis", "fullcast"} <= names


def test_ci_runs_exactly_these_lines() -> None:
    """`.ci/run` takes the lines out of the README with the pattern that this test uses."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "sed -n '/^python -m pip install/p' README.md" in script
    assert 'eval "${lines[0]}"' in script
    assert 'eval "${lines[1]}"' in script


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_targets_that_the_readme_names_exist(target: str) -> None:
    """Each `make` target that the README names is in the Makefile."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
