"""What all tests share: golden files, one switch that rewrites them, and how Hypothesis draws."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

Golden = Callable[[Path, str], None]

# what lands must not hang on luck: where CI is set the same examples are drawn each time, at home others every time
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--bless`."""
    parser.addoption("--bless", action="store_true", help="write what tests compare with instead of comparing")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture
def golden(bless: bool) -> Golden:
    """A function (path, content) that asserts that the file at `path` holds `content`, or writes it with `--bless`."""

    def check(path: Path, content: str) -> None:
        if bless:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path.name} is missing; `make bless` writes it"
        assert content == path.read_text(encoding="utf-8"), f"{path.name} is not fresh; `make bless` rewrites it"

    return check
