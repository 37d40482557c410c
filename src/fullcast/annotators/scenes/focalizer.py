"""Through whose eyes a scene is told (Genette 1972), with abstention.

The one whom the heading names; who says "I" in narration; who dreams, remembers or imagines the level; else the one of those there
for whom most speaks: inner life that the scene tells, and how much the whole story is with them, since few stories change eyes often.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fullcast.annotators.scenes.cast import Seen
from fullcast.layers import Character, Level

_INSIDE: Final = ("dream", "vision", "memory", "imagined")
"""Kinds of level that are seen by their experiencer."""
_ACTS: Final = 0.1
"""What an act counts beside a thought in a scene: who does most is mostly who is followed."""
_ACTS_OF_ALL: Final = 0.4
"""And in the whole story."""
_STORY: Final = 8.0
"""What a share of 1 in the whole story counts in each scene of its level."""
_LEAST: Final = 1.5
"""From which on somebody is the focalizer."""
_SECOND: Final = 0.95
"""Share of the first that the second may have."""


def shares(seen: Mapping[str, Seen], characters: Mapping[str, Character]) -> dict[str, float]:
    """How much of the story is each one's, given what all of it shows; groups left out, all together 1 or nothing."""
    own = {who: s.inner + _ACTS_OF_ALL * s.acts for who, s in seen.items() if characters[who].pronouns != "they"}
    total = sum(own.values())
    return {who: weight / total for who, weight in own.items()} if total else {}


def find_focalizer(
    seen: Mapping[str, Seen], there: list[str], level: Level | None, story: Mapping[str, float], teller: str | None
) -> str | None:
    """Id of the character through whom the scene is told, or None where nobody is or two are as likely.

    `level` is that of the scene where it is not the story's own, `story` what `shares` gives, `teller` who says "I" in the narration.
    """
    if level is not None and level.kind == "document" and level.experiencer is None:
        return None  # a chat, a list: nobody's, or everybody's
    if teller is not None:
        return teller
    if level is not None and level.experiencer is not None and level.kind in _INSIDE:
        return level.experiencer
    most = _STORY if level is None else 0.0
    ranked = sorted(
        ((seen[w].inner + _ACTS * seen[w].acts + most * story[w], w) for w in there if w in story), reverse=True
    )
    if not ranked or ranked[0][0] < _LEAST or (len(ranked) > 1 and ranked[1][0] > _SECOND * ranked[0][0]):
        return None
    return ranked[0][1]
