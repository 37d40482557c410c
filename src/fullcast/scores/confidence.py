"""Whether stated confidence is true, and whether it points at the errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fullcast.layers.values import Value

BINS = 10
FEWEST = 50
"""Fewer answers than this say nothing about calibration."""
QUEUE = 0.15
"""Share of the lines that a person looks at, least confident first."""
GOALS = (95, 98, 99)
"""Per cent of lines right after a person has looked."""


class Answer(NamedTuple):
    """One found quotation."""

    confidence: float | None
    right: bool
    answered: bool = True
    """Whether a speaker was given."""


class Bin(Value, frozen=True, kw_only=True):
    """One row of a reliability table."""

    n: int
    low: float
    """Least confidence in the bin."""
    high: float
    stated: float
    """Mean confidence."""
    true: float
    """Share that is right."""


def reliability(answers: Sequence[Answer]) -> list[Bin]:
    """Ten bins with equally many answers, by rising confidence; of those with a speaker and a confidence."""
    sure = sorted((a.confidence, a.right) for a in answers if a.answered and a.confidence is not None)
    width = len(sure) / BINS
    cuts = [sure[round(i * width) : round((i + 1) * width)] for i in range(BINS)]
    return [
        Bin(
            n=len(cut),
            low=cut[0][0],
            high=cut[-1][0],
            stated=sum(c for c, _ in cut) / len(cut),
            true=sum(r for _, r in cut) / len(cut),
        )
        for cut in cuts
        if cut
    ]


def calibration_error(answers: Sequence[Answer]) -> dict[str, float]:
    """`ece`: mean distance of stated and true over the bins, weighed by size; nothing where answers are too few."""
    bins = reliability(answers)
    n = sum(b.n for b in bins)
    if n < FEWEST:
        return {}
    return {"ece": sum(abs(b.stated - b.true) * b.n for b in bins) / n}


def review(answers: Sequence[Answer]) -> dict[str, float]:
    """What a person gains who checks the least confident lines first; nothing where no line has a confidence.

    `caught`: errors among the first 15%, over the most that 15% could hold. `to98`: share of the lines to look at until
    98% of all are right; `least98`: the least share with which that could be done.
    """
    if not any(a.confidence is not None for a in answers):
        return {}
    lines = sorted((a.confidence or 0.0, a.right) for a in answers)
    wrong = [not right for _confidence, right in lines]
    queue = round(QUEUE * len(lines))
    out = {"caught": sum(wrong[:queue]) / max(1, min(sum(wrong), queue))}
    for goal in GOALS:
        allowed = len(lines) * (100 - goal) / 100
        out[f"to{goal}"] = _looked_at(wrong, allowed) / len(lines)
        out[f"least{goal}"] = max(0.0, (sum(wrong) - allowed) / len(lines))
    return out


def _looked_at(wrong: Sequence[bool], allowed: float) -> int:
    """How many lines must be mended from the front until at most `allowed` errors are left."""
    left, looked = sum(wrong), 0
    while left > allowed:
        left -= wrong[looked]
        looked += 1
    return looked
