"""A predicted story against the gold of its world: one file per layer, each a function from `Sides` to rows."""

from __future__ import annotations

from fullcast.scores.world.figures import FIGURES, Figure, Result, results
from fullcast.scores.world.rows import Row
from fullcast.scores.world.scoring import score_world

__all__ = ["FIGURES", "Figure", "Result", "Row", "results", "score_world"]
