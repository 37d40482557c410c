"""Tiny weights, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from fullcast.models.runtime import Model, open_model
from tests.models import tiny


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tiny int8 weights that no test may change."""
    return tiny.write_weights(tmp_path_factory.mktemp("weights"))


@pytest.fixture(scope="session")
def model(weights: Path) -> Model:
    """The tiny weights, opened, two windows at a time."""
    return open_model(weights)
