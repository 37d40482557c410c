"""From the decoder's posterior to an honest probability.

`calibration.json` holds, for each kind of evidence, points of a piecewise-linear curve from raw posterior to the share that was
right. It is fitted by `benchmarks/calibration.py`; without an entry for its kind a quotation has no confidence at all rather than a
made-up one.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import lru_cache
from importlib.resources import files
from math import floor
from typing import Any

import msgspec
from msgspec import UNSET

from fullcast.layers import Attribution


@lru_cache(maxsize=1)
def curves() -> dict[str, list[tuple[float, float]]]:
    """Kind of evidence to points (raw, probability), both rising."""
    path = files("fullcast.annotators").joinpath("calibration.json")
    if not path.is_file():
        return {}
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {kind: [(float(x), float(y)) for x, y in points] for kind, points in data["curves"].items()}


def interpolate(points: list[tuple[float, float]], raw: float) -> float:
    """The curve's value at `raw`; flat beyond its ends."""
    i = bisect_right([x for x, _ in points], raw)
    if i == 0:
        return points[0][1]
    if i == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[i - 1], points[i]
    return y0 + (y1 - y0) * (raw - x0) / (x1 - x0) if x1 > x0 else y1


def calibrated_probability(a: Attribution) -> Attribution:
    """`a` with its raw posterior turned into a probability and its alternatives scaled to what is left."""
    points = curves().get(a.reasons[0].rule if a.reasons else "")
    if points is None or a.confidence is UNSET:
        return msgspec.structs.replace(a, confidence=UNSET, alternatives=())
    confidence = round(min(0.999, max(0.001, interpolate(points, a.confidence))), 4)
    # raw posteriors are rounded, and may sum to a little over one
    rest = max(1.0 - a.confidence, sum(p for _, p in a.alternatives))
    scale = (1.0 - confidence) / rest if rest > 1e-6 else 0.0
    others = tuple((who, floor(p * scale * 10_000) / 10_000) for who, p in a.alternatives)
    return msgspec.structs.replace(
        a, confidence=confidence, alternatives=tuple((w, p) for w, p in others if p >= 0.005)
    )
