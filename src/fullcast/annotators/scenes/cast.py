"""Who is there in a scene, and who is only spoken or thought of.

Somebody is there who speaks or is spoken to in the scene, or whom its narration shows doing something; who is only spoken of, thought
of or told of in the past is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from fullcast.annotators.scenes.sightings import Sighting, Sightings
from fullcast.layers import Character, Story
from fullcast.text import Span

THERE: Final = 1.0
"""Acts from which on somebody is there."""
_LONG: Final = 4000
"""Code points from which on a scene is long, and somebody has to be shown twice as much."""
_PRONOUN: Final = 0.5
"""What an act counts whose doer is a pronoun."""
_ADDRESSED: Final = 0.5
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
    addressed: float = 0.0
    first: int = 1 << 60
    inner: float = 0.0
    """Thoughts, perceptions and feelings told from inside."""
    firsts: int = 0
    """First-person pronouns of the narration."""


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
        s.first = min(s.first, x.at)
    return seen


def participants(characters: dict[str, Character], seen: dict[str, Seen], start: int, end: int) -> list[str]:
    """Those who are there, most present first."""
    length = end - start
    own = max(2, _FIRST_PERSON * length)
    there = {who for who, s in seen.items() if is_there(characters[who], s, length) or s.firsts >= own}
    for who in [w for w in there if characters[w].narrator and not seen[w].lines and seen[w].firsts < own]:
        there.discard(who)
    order = {w: (-(2 * seen[w].lines + seen[w].acts), seen[w].first, w) for w in there}
    return sorted(there, key=order.__getitem__)


def is_there(character: Character, s: Seen, length: int) -> bool:
    """Whether what a scene shows of a character is enough."""
    unnamed = character.name[:1].islower() and not character.narrator
    enough = THERE * (2 if length > _LONG or unnamed else 1)
    return s.sure >= _HEARD or s.acts + s.sure + min(s.addressed, 0.9 * enough) >= enough


def mentioned(story: Story, columns: dict[str, int], there: list[str], start: int, end: int) -> tuple[str, ...]:
    """Those who are only spoken or thought of, in the order of their first mention by a name or description."""
