"""What the pictures say in words. The reading page says the same (`web/src/model/phrases.ts`); a test holds the two together."""

from __future__ import annotations

from typing import Final

PLEASANT: Final = ("joy", "trust")
OPEN: Final = ("surprise", "anticipation")
"""Neither glad nor sad by themselves."""

KIND: Final = ("joy", "trust", "love", "affection", "gratitude", "admiration")
PAINED: Final = ("sadness", "fear", "longing", "pity", "grief", "guilt")
"""What hurts the one who feels it, and is not against the other."""
HOSTILE: Final = ("anger", "disgust", "jealousy", "resentment", "contempt", "hatred")

_LEVELS: Final = {
    "dream": ("{}’s dream", "a dream"),
    "vision": ("{}’s vision", "a vision"),
    "memory": ("{}’s memory", "a memory"),
    "told": ("told by {}", "a tale"),
    "imagined": ("{} imagines", "imagined"),
    "document": ("written by {}", "a letter or document"),
}
_AGAIN: Final = {
    "alive": "alive", "unhurt": "unhurt", "awake": "awake", "breathing": "breathing", "free": "free", "sober": "sober", "whole": "whole",
}  # fmt: skip
_TIES: Final = {
    "parent": "parent and child", "grandparent": "grandparent and grandchild", "guardian": "guardian and ward", "sibling": "siblings",
    "spouse": "married", "partner": "partners", "betrothed": "betrothed", "kin": "kin", "friend": "friends", "lover": "lovers",
    "colleague": "colleagues", "neighbour": "neighbours", "superior": "superior and subordinate", "master": "master and servant",
    "teacher": "teacher and pupil", "physician": "physician and patient", "captor": "captor and captive", "host": "host and guest",
    "enemy": "enemies", "rival": "rivals",
}  # fmt: skip


def level_words(kind: str, experiencer: str | None) -> str:
    """A narrative level: "Mara’s dream"."""
    somebody, nobody = _LEVELS.get(kind, ("{}: " + kind, kind))
    return nobody if experiencer is None else somebody.format(experiencer)


def state_words(value: str, where: str | None = None) -> str:
    """A state: "hurt: shoulder"."""
    words = _AGAIN.get(value, value.replace("_", " "))
    return f"{words}: {where}" if where else words


def believed_words(words: str, holder: str | None) -> str:
    """A state that somebody takes to be so: "Ivo believes: dead"."""
    return f"{holder or 'somebody'} believes: {words}"


def tie_words(tie: str, ended: bool = False) -> str:
    """A tie between two: "parent and child"."""
    words = _TIES.get(tie, tie)
    return f"once {words}" if ended else words


def valence(feeling: str) -> str | None:
    """Of what one feels for another: "kind", "pained", "hostile", or None for what is neither."""
    groups = (("kind", KIND), ("pained", PAINED), ("hostile", HOSTILE))
    return next((name for name, feelings in groups if feeling in feelings), None)


def side(emotion: str) -> int:
    """Where an emotion stands: 1 above the line (glad), 0 on it (open), -1 below it."""
    return 1 if emotion in PLEASANT else 0 if emotion in OPEN else -1
