"""Mention, event and coreference scores: those that the package has."""

from __future__ import annotations

from fullcast.scores.coreference import Coreference
from fullcast.scores.retrieval import Counted

__all__ = ["Coreference", "Counted"]
