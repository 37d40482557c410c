"""What coreference knows of a mention and of a pair: the package's own, so that training and serving cannot part ways."""

from __future__ import annotations

from fullcast.models.pairs import N_BLOCKS, N_FEATURES, N_NEW_FEATURES, Memory, Seen, quotes_of, seen

__all__ = ["N_BLOCKS", "N_FEATURES", "N_NEW_FEATURES", "Memory", "Seen", "quotes_of", "seen"]
