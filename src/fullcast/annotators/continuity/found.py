"""What a rule of continuity gives."""

from __future__ import annotations

from typing import NamedTuple

from fullcast.text import Span


class Found(NamedTuple):
    """A pair of places that cannot both be so."""

    kind: str
    who: str
    """Id of a character or an entity; of a thing that is neither, its words."""
    first: Span
    second: Span
    rule: str
