"""Through whose eyes a scene is told (Genette 1972), with abstention.

The one whom the heading names; who says "I" in narration; who dreams, remembers or imagines the level; else the only one, or by far the
most, whose thoughts, perceptions and feelings are told from inside, in the scene or, where it hardly tells any, in the story as a whole.
"""

from __future__ import annotations

from typing import Final

from fullcast.annotators.scenes.cast import Seen
from fullcast.layers import Level

_INSIDE: Final = ("dream", "vision", "memory", "imagined")
"""Kinds of level that are seen by their experiencer."""
MOST: Final = 0.5
"""Share of the leader's inner life that another may have where the leader is the story's own focalizer."""
ONLY: Final = 0.35
"""The same where he is not."""
LEADS: Final = 0.6
"""Share of all inner life of the story from which on somebody is its focalizer."""


def focalizer(
    seen: dict[str, Seen], there: list[str], level: Level | None, story_wide: str | None, narrator: str | None, teller: str | None
) -> str | None:
    """Id of the character through whom the scene is told, or None.

    `story_wide` is the focalizer of the story as a whole, `teller` who says "I" in the scene's narration.
    """
    if teller is not None:
        return teller
    if level is not None and level.experiencer is not None and level.kind in _INSIDE:
        return level.experiencer
    if narrator is not None and story_wide is None:
        return None
    ranked = sorted(((seen[w].inner, w) for w in there), reverse=True)
    if not ranked:
        return None
    leader = ranked[0][1]
    if story_wide is not None and story_wide in there:
        if seen[story_wide].inner >= MOST * ranked[0][0]:
            return story_wide
    if ranked[0][0] < 1.0:
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return leader if second <= ONLY * ranked[0][0] else None
