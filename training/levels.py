"""The weights of `annotators/levels/levels.json`: which speech is a tale.

`python -m training.levels` makes them in half a minute; `--folds` says how good they are.
Logistic regression with an L2 penalty over the features of `speech_features`, by Adam on all units at once, from the
open gold stories (`gold/stories`, ours, CC BY 4.0); the stories set aside are never opened. Needs numpy alone.
`--folds` leaves four stories out at a time.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fullcast import read
from fullcast.annotators.levels import tales
from fullcast.annotators.levels.features import speech_features
from fullcast.annotators.levels.units import find_units
from fullcast.scores.gold_world import GoldStory, read_world

GOLD = Path(__file__).parents[1] / "gold" / "stories"
PENALTY = 15.0
STEPS, RATE = 150, 0.1
SELDOM = 3
"""A feature seen less often is left out."""

Row = tuple[list[str], float, float]
"""Features, 1 for a tale, weight."""


def deepest(gold: GoldStory, offset: int) -> str:
    """The kind of the deepest level at `offset` by the gold."""
    spans = [(gold.span(a), level.kind) for level in gold.world.levels for a in level.spans]
    inside = [(span.length, kind) for span, kind in spans if span.start <= offset < span.end]
    return min(inside)[1] if inside else "story"


def rows(folder: Path) -> list[Row]:
    """The units of speech of one story."""
    story, gold = read(folder / "story.txt"), read_world(folder, "settled")
    out = []
    for unit, names in speech_features(find_units(story)):
        kind = deepest(gold, (unit.start + unit.end) // 2)
        if kind != "document":
            out.append((names, float(kind == "told"), 1.0 if kind in ("told", "story") else 0.5))
    return out


def fit(data: Sequence[Row]) -> tuple[dict[str, float], float]:
    """The weight of each feature, and the bias."""
    counts = Counter(name for names, _, _ in data for name in set(names))
    place = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= SELDOM))}
    x = np.zeros((len(data), len(place) + 1))
    for i, (names, _, _) in enumerate(data):
        x[i, [place[n] for n in set(names) if n in place]] = 1
    x[:, -1] = 1
    y, weight = np.array([r[1] for r in data]), np.array([r[2] for r in data])
    w: NDArray[np.float64] = np.zeros(x.shape[1])
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        gradient = x.T @ ((1 / (1 + np.exp(-x @ w)) - y) * weight) + PENALTY * w / 2
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        w -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w[i]), 4) for name, i in place.items()}, round(float(w[-1]), 4)


def folds(data: Sequence[list[Row]], size: int = 4) -> Iterator[tuple[float, bool]]:
    """The chance of each unit by weights that have not seen its story, and whether it is a tale."""
    for first in range(0, len(data), size):
        table, bias = fit([row for i, part in enumerate(data) if not first <= i < first + size for row in part])
        for part in data[first : first + size]:
            for names, told, _ in part:
                yield 1 / (1 + np.exp(-bias - sum(table.get(n, 0.0) for n in set(names)))), told > 0.5


def main() -> None:
    """Fit and write, or say how good the weights are on stories that they have not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true")
    data = [rows(folder) for folder in sorted(GOLD.iterdir())]
    if parser.parse_args().folds:
        judged = list(folds(data))
        right = sum(p > 0.5 and told for p, told in judged)
        found, there = sum(p > 0.5 for p, _ in judged), sum(told for _, told in judged)
        print(f"units {len(judged)}, of tales {there}: precision {right / found:.3f}, recall {right / there:.3f}")
        return
    table, bias = fit([row for part in data for row in part])
    text = json.dumps({"bias": bias, "features": table}, indent=0, sort_keys=True, ensure_ascii=False)
    tales.WEIGHTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
