"""Who is there in a scene, and who is only spoken or thought of.

Somebody is there who speaks or is spoken to in the scene, or whom its narration shows doing something; who is only spoken of, thought
of or told of in the past is not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from fullcast.annotators.scenes.sightings import Sightings
from fullcast.layers import Character

THERE: Final = 1.0
"""Acts from which on somebody is there."""
_UNNAMED: Final = 2.0
"""How much more has to be shown of somebody without a name."""
_SPOKEN_TO: Final = 0.8
"""From which on somebody who is spoken to is there."""
_PRONOUN: Final = 0.25
"""What an act counts whose doer is a pronoun."""
_ADDRESSED: Final = 0.9
"""What it counts to be spoken to, by how sure the speaker is."""
_HEARD: Final = 0.6
"""Lines, each as sure as its speaker, from which on their speaker is there."""
_FIRST_PERSON: Final = 0.0006
"""First-person pronouns per code point from which on narration is somebody's own."""


@dataclass(slots=True)
class Seen:
    """What a scene shows of one character."""

    lines: int = 0
    sure: float = 0.0
    """Lines, each counted with its confidence."""
    acts: float = 0.0
    by_pronoun: float = 0.0
    """Acts whose doer is a pronoun; `acts` has a part of them."""
    addressed: float = 0.0
    first: int = 1 << 60
    inner: float = 0.0
    """Thoughts, perceptions and feelings told from inside."""
    firsts: int = 0
    """First-person pronouns of the narration."""

    def take(self, other: Seen) -> None:
        """Add what is shown of another, who turns out to be the same."""
        self.lines += other.lines
        self.sure += other.sure
        self.acts += other.acts
        self.by_pronoun += other.by_pronoun
        self.addressed += other.addressed
        self.first = min(self.first, other.first)
        self.inner += other.inner
        self.firsts += other.firsts


def look(sightings: Sightings, start: int, end: int) -> dict[str, Seen]:
    """What a stretch shows of each character that it mentions or hears."""
    seen: dict[str, Seen] = defaultdict(Seen)
    for line in sightings.lines_between(start, end):
        if line.kind not in ("speech", "thought"):
            continue
        if line.speaker is not None:
            s = seen[line.speaker]
            s.first = min(s.first, line.at)
            s.lines += line.kind == "speech"
            s.sure += line.sure
            s.inner += 2.0 if line.kind == "thought" and line.sure >= 0.5 else 0.0
        if line.kind == "speech":
            for who in line.addressees:
                seen[who].addressed += _ADDRESSED * line.sure
                seen[who].first = min(seen[who].first, line.at)
    for x in sightings.between(start, end):
        s = seen[x.who]
        s.inner += x.inner
        s.firsts += x.first_person
        s.acts += x.acts * (_PRONOUN if x.pronoun else 1.0)
        s.by_pronoun += x.acts * x.pronoun
        s.first = min(s.first, x.at)
    return seen


def participants(characters: dict[str, Character], seen: dict[str, Seen], length: int) -> list[str]:
    """Those who are there in a stretch of `length` code points, most present first."""
    own = max(2, _FIRST_PERSON * length)
    there = {who for who, s in seen.items() if is_there(characters[who], s) or s.firsts >= own}
    for who in [w for w in there if characters[w].narrator and not seen[w].lines and seen[w].firsts < own]:
        there.discard(who)
    there |= _unexplained(characters, seen, there)
    order = {w: (-(2 * seen[w].lines + seen[w].acts), seen[w].first, w) for w in there}
    return sorted(there, key=order.__getitem__)


def _unexplained(characters: dict[str, Character], seen: dict[str, Seen], there: set[str]) -> set[str]:
    """Whom "he" and "she" mean where nobody found there explains them."""
    explained = {characters[w].pronouns for w in there}
    if None in explained:
        return set()
    best: dict[str, tuple[float, str]] = {}
    for who, s in seen.items():
        pronoun = characters[who].pronouns
        if pronoun in ("he", "she") and pronoun not in explained and s.by_pronoun >= THERE:
            best[pronoun] = max(best.get(pronoun, (0.0, "")), (s.by_pronoun, who))
    return {who for _, who in best.values()}


def is_there(character: Character, s: Seen) -> bool:
    """Whether what a scene shows of a character is enough."""
    unnamed = character.name[:1].islower() and not character.narrator
    enough = THERE * (_UNNAMED if unnamed else 1.0)
    return s.sure >= _HEARD or s.addressed >= _SPOKEN_TO or s.acts + s.sure + s.addressed >= enough
