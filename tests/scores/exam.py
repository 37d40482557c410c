"""The exam's scorer beside the checkout, loaded as a module for comparison; it is never copied here."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SHARED = Path(__file__).parents[3] / "shared"
SCRIPT = SHARED / "exam" / "score_speakers.py"


def exam_scorer() -> ModuleType:
    """The script as a module; skips the test where it is not there."""
    if not SCRIPT.exists():
        pytest.skip("the exam's scorer is not beside the checkout")
    spec = importlib.util.spec_from_file_location("exam_score_speakers", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
