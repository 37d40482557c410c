"""Through whose eyes a scene is told (Genette 1972), with abstention.

The one whom the heading names; who says "I" in narration; who dreams, remembers or imagines the level; else the only one, or by far the
most, whose thoughts, perceptions and feelings are told from inside, in the scene or, where it hardly tells any, in the story as a whole.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from fullcast.annotators.scenes.cast import Seen
from fullcast.layers import Level

_INSIDE: Final = ("dream", "vision", "memory", "imagined")
"""Kinds of level that are seen by their experiencer."""
MOST: Final = 0.5
"""Share of the most inner life in a scene that the story's leader needs to be its focalizer."""
ONLY: Final = 0.35
"""Share of the most that the second may have where the first is not the leader."""
LEADS: Final = 0.4
"""Share of all inner life of the story that its leader has at least, and half as much again as anybody else."""
_ACTS: Final = 0.05
"""What an act counts beside a thought when the leader is sought: who does most is mostly who is followed."""
CLEAR: Final = 2.0
"""Inner life of a scene from which on one who is not the story's leader can be its focalizer; half of it where there is no leader."""
ALONE: Final = 0.5
"""Share from which on the leader is the focalizer also of scenes that tell nothing of anybody's inner life."""


class Leader(NamedTuple):
    """The one whose inner life the story tells more of than of anybody else's."""

    who: str
    share: float


def leader(seen: dict[str, Seen]) -> Leader | None:
    """The leader of a story, given what all of it shows of everyone; None where nobody leads."""
    ranked = sorted(((s.inner + _ACTS * s.acts, who) for who, s in seen.items()), reverse=True)
    total = sum(inner for inner, _ in ranked)
    if total < 3 or ranked[0][0] < LEADS * total or (len(ranked) > 1 and ranked[0][0] < 1.5 * ranked[1][0]):
        return None
    return Leader(ranked[0][1], ranked[0][0] / total)


def find_focalizer(
    seen: dict[str, Seen], there: list[str], level: Level | None, leads: Leader | None, teller: str | None
) -> str | None:
    """Id of the character through whom the scene is told, or None.

    `leads` is the leader of the story as a whole, `teller` who says "I" in the scene's narration.
    """
    if level is not None and level.kind == "document" and level.experiencer is None:
        return None  # a chat, a list: nobody's, or everybody's
    if teller is not None:
        return teller
    if level is not None and level.experiencer is not None and level.kind in _INSIDE:
        return level.experiencer
    ranked = sorted(((seen[w].inner, w) for w in there), reverse=True)
    if not ranked:
        return None
    if leads is not None and leads.who in there and level is None:
        inner = seen[leads.who].inner
        if (inner and inner >= MOST * ranked[0][0]) or (leads.share >= ALONE and not ranked[0][0]):
            return leads.who
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return (
        ranked[0][1]
        if ranked[0][0] >= (CLEAR if leads is not None else CLEAR / 2) and second <= ONLY * ranked[0][0]
        else None
    )
