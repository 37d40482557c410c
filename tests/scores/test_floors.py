"""What was reached on PDNC is not lost again: floors under the figures of the documents that `benchmarks/pdnc.py` wrote last."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from fullcast.scores.gold import read_pdnc
from fullcast.scores.prediction import read_prediction
from fullcast.scores.speakers import Figures, figures, score_speakers
from tests.scores.exam import SHARED

OUTPUTS = Path(__file__).parents[2] / "benchmarks" / "out" / "pdnc"
NOVELS = 21
AT_LEAST = (
    ("all", "voice", 0.70), ("all", "named", 0.74), ("explicit", "named", 0.95), ("anaphoric", "named", 0.70),
    ("implicit", "named", 0.62), ("all", "found", 0.995), ("all", "addressee", 0.55), ("all", "hit", 0.72),
)  # fmt: skip
AT_MOST = (("all", "fragments", 1.6), ("all", "false", 0.04))
WORST = 0.55
"""Voice of the worst novel, at least."""


@lru_cache(maxsize=1)
def measured() -> tuple[dict[str, Figures], float]:
    """Pooled figures, and voice of the worst novel; skips the test where the documents are not all there."""
    paths = sorted(OUTPUTS.glob("*.json"))
    if len(paths) < NOVELS:
        pytest.skip("run benchmarks/pdnc.py first")
    scores = []
    for path in paths:
        folder = SHARED / "data" / "pdnc" / path.stem
        content = (folder / "novel_text.txt").read_text(encoding="utf-8")
        scores.append(score_speakers(read_pdnc(folder), read_prediction(path), content))
    return figures(scores), min(figures([s])["all"]["voice"] for s in scores)


@pytest.mark.exam
@pytest.mark.parametrize(("kind", "name", "floor"), AT_LEAST)
def test_figures_hold(kind: str, name: str, floor: float) -> None:
    """The figure is at least its floor."""
    assert measured()[0][kind][name] >= floor


@pytest.mark.exam
@pytest.mark.parametrize(("kind", "name", "ceiling"), AT_MOST)
def test_faults_stay_few(kind: str, name: str, ceiling: float) -> None:
    """The figure is at most its ceiling."""
    assert measured()[0][kind][name] <= ceiling


@pytest.mark.exam
def test_worst_novel_holds() -> None:
    """No novel falls below the floor for one."""
    assert measured()[1] >= WORST
