"""Figures: who is met under a description alone, and may turn out to be somebody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from fullcast.annotators.names import speech_spans
from fullcast.annotators.reveals.namings import Naming
from fullcast.layers import Character, Mention, Story
from fullcast.lexicon.people import FEMALE_NOUNS, GENERIC_NOUNS, GROUP_NOUNS, KIN, MALE_NOUNS, PERSON_NOUNS
from fullcast.lexicon.revealing import HIDDEN, NEVER_FIGURES
from fullcast.text import Span

FAR: Final = 6000
"""Code points after which a figure that was not met again is forgotten."""
_WORD: Final = re.compile(r"[\w'-]+")
_AFTER_HEAD: Final = re.compile(
    r"\s(?:of|who|whom|in|with|at|on|from|by|that|under|behind|beside|up|near|to|whose|which|across|opposite)\s|,|—|–"
)
_HEADS: Final = "|".join(
    sorted((PERSON_NOUNS | HIDDEN) - GROUP_NOUNS - KIN.keys() - NEVER_FIGURES - {"somebody", "someone"})
)
_SMALL: Final = "|".join(
    "is was are were be of a an the and or but to in on at by for from with he she it they i we you as than had has have did does".split()
)
_DESCRIPTION: Final = re.compile(
    rf"\b(?:a|an|the|that|this|one)\s(?:(?!(?:{_SMALL})\b)[a-z][\w’'-]*,?\s){{0,3}}?(?P<head>{_HEADS})\b(?!['’-])|"
    r"\b(?P<unknown>somebody|someone|something)\b(?=\s(?:was|had|in|with|at|on|stood|sat|moved|came|else\s))",
    re.IGNORECASE,
)
_LED: Final = frozenset("a an the that this one another some".split())
_UNKNOWN: Final = frozenset("somebody someone".split())
_SURE: Final = 2.5
"""How well a figure must fit for its lines to become those of whom it is."""
_STILL: Final = 600
"""Code points after a name within which a figure may once more be called what it was."""


class Sighting(NamedTuple):
    """One mention of somebody by a description."""

    span: Span
    head: str
    """Its last word before what is said of it: "man" of "a man in grey"."""
    who: str | None
    gender: str | None
    """ "he" or "she" where noun or pronouns tell."""
    mention: str
    phrase: str
    """In small letters, without its article."""
    indefinite: bool


class Figure(NamedTuple):
    """A figure as it has been met up to a place: its sightings in text order."""

    sightings: tuple[Sighting, ...]
    score: float


class Figures:
    """The sightings of a story, and which figure is at hand at a place of it."""

    def __init__(self, story: Story, named: Mapping[str, int]) -> None:
        """`named` has where each character is first called by a name."""
        self._story = story
        self._characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self._named = named
        # whom the list of characters calls "the stranger" has at most a stray name
        self._strangers = {
            c.id for c in self._characters.values() if c.name.removeprefix("the ") in HIDDEN | GENERIC_NOUNS
        }
        self._speech = speech_spans(story)
        self._paragraphs = [p.start for p in story.paragraphs]
        found = [s for m in story.items("mentions") if (s := self._sighting(m)) is not None]
        self.sightings = sorted([*found, *self._overlooked(found)], key=lambda s: s.span)
        self._starts = [s.span.start for s in self.sightings]

    def _sighting(self, m: Mention) -> Sighting | None:
        if m.form != "nominal" or m.type != "PER":
            return None
        words = self._story.words(m.span).lower().replace("’", "'")
        core = _WORD.findall(_AFTER_HEAD.split(words)[0])
        if not core or (core[0] not in _LED and core[0] not in _UNKNOWN):
            return None
        head = core[0] if core[0] in _UNKNOWN else core[-1].removesuffix("'s")
        if head in KIN or head in NEVER_FIGURES or head in GROUP_NOUNS or (len(core) == 1 and words in _UNKNOWN):
            return None
        known = self._characters.get(m.entity or "")
        if known is None and head not in PERSON_NOUNS | HIDDEN:
            return None
        if known is not None and (known.narrator or (known.kind == "group" and head not in _UNKNOWN)):
            return None
        if self._story.text.content.startswith(("'s ", "’s "), m.span.end) or words.endswith("'s"):
            return None
        told = known.pronouns if known is not None and self.unnamed(m.entity, m.span.end) else None
        gender = (
            "he" if head in MALE_NOUNS else "she" if head in FEMALE_NOUNS else told if told in ("he", "she") else None
        )
        phrase = " ".join(_WORD.findall(words)[core[0] in _LED :])
        return Sighting(m.span, head, m.entity, gender, m.id, phrase, core[0] in ("a", "an", "one", "another", "some"))

    def _overlooked(self, found: Iterable[Sighting]) -> Iterator[Sighting]:
        """Descriptions that no mention covers: "the voice", "a woman in a yellow raincoat"."""
        taken = {i for s in found for i in range(s.span.start, s.span.end)}
        taken |= {i for m in self._story.items("mentions") for i in range(*m.span) if m.form == "name"}
        for m in _DESCRIPTION.finditer(self._story.text.content):
            head = (m["head"] or m["unknown"]).lower()
            if m.start() not in taken and m.end() - 1 not in taken and head not in NEVER_FIGURES:
                gender = "he" if head in MALE_NOUNS else "she" if head in FEMALE_NOUNS else None
                phrase = head if m["head"] is None else m.group().lower().partition(" ")[2]
                yield Sighting(
                    Span(*m.span()), head, None, gender, "", phrase, m.group()[:2].lower() in ("a ", "an", "on")
                )

    def unnamed(self, who: str | None, at: int) -> bool:
        """Whether nobody has called `who` by a name before `at`."""
        return who is None or self._named.get(who, at) >= at or who in self._strangers

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that `offset` lies in."""
        return bisect_right(self._paragraphs, offset) - 1

    def before(self, at: int, since: int = 0) -> Iterator[Sighting]:
        """Sightings in paragraphs before that of `at`, the last first, no further back than the offset `since`."""
        here = self.paragraph(at)
        for s in reversed(self.sightings[bisect_left(self._starts, since) : bisect_left(self._starts, at)]):
            if self.paragraph(s.span.start) < here:
                yield s

    def quoted(self, s: Sighting) -> bool:
        """Whether somebody says it, and not the narration."""
        return self._speech.at(s.span.start) is not None

    def at_hand(
        self, naming: Naming, gender: str | None, speakers: frozenset[str], spent: Collection[str]
    ) -> Figure | None:
        """The figure that `naming` most likely names; None where no one is about.

        `gender` of who is named; `speakers` are those whom the speech with the name is by or to; `spent` are mentions that are
        explained already.
        """
        found: dict[str, list[Sighting]] = {}
        for s in self.before(naming.at, naming.at - FAR):
            own = s.who if s.who is not None and self.unnamed(s.who, naming.at) else None
            if naming.figure is not None and s.head != naming.figure:
                continue
            if s.mention in spent or (s.who == naming.name.who and own is None) or (self.quoted(s) and s.indefinite):
                continue
            found.setdefault(own or s.head, []).append(s)
        figures = [
            self._figure(naming, tuple(reversed(some)), gender, speakers)
            for some in found.values()
            if naming.at - some[0].span.start <= naming.reach
        ]
        return max((f for f in figures if f.score > 0), key=lambda f: f.score, default=None)

    def _figure(
        self, naming: Naming, some: tuple[Sighting, ...], gender: str | None, speakers: frozenset[str]
    ) -> Figure:
        at = naming.at
        last = some[-1]
        same = last.who == naming.name.who
        score = 2.0 - 1.5 * (at - last.span.start) / 3000 + 0.5 * min(len(some) - 1, 3)
        score += 1.0 * (last.head in HIDDEN or last.head in GENERIC_NOUNS)
        score -= 0.3 * last.indefinite + 0.5 * (last.head not in PERSON_NOUNS | HIDDEN and last.gender is None)
        score -= 1.0 * (not self.unnamed(last.who, at)) + 1.0 * self.quoted(last)
        score += 2.0 * any(s.who in speakers for s in some if self.unnamed(s.who, at)) + 1.0 * same
        score -= 2.0 * (not same and self._stays(at, last))
        if gender is not None and last.gender is not None and last.gender != gender:
            score -= 1.5 if naming.disguise else 9.0
        return Figure(some, score)

    def _stays(self, at: int, last: Sighting) -> bool:
        """Whether the narration goes on to call somebody that: then the name was another's."""
        k = bisect_left(self._starts, at + _STILL)
        later = sum(
            s.head == last.head and (s.who == last.who or s.phrase == last.phrase) and not self.quoted(s)
            for s in self.sightings[k:]
        )
        return later > 1

    def all_of(self, figure: Figure, at: int) -> tuple[Sighting, ...]:
        """Every sighting before `at` that is of `figure`: of its character, or by the same words."""
        who = {s.who for s in figure.sightings if s.who is not None and self.unnamed(s.who, at)}
        phrases = {s.phrase for s in figure.sightings if " " in s.phrase}
        roles = {s.head for s in figure.sightings} - GENERIC_NOUNS - HIDDEN
        since = bisect_left(self._starts, at - FAR)
        return tuple(
            s
            for s in self.sightings[since : bisect_left(self._starts, at)]
            if s in figure.sightings or s.who in who or s.phrase in phrases or s.head in roles
        )

    def provisional(self, figure: Figure, sightings: Iterable[Sighting], naming: Naming) -> tuple[str, ...]:
        """Ids of the characters who are `figure` and nobody else: theirs become the lines of whom `naming` names.

        None where the figure only may be the one: a line under a wrong name is worse than two voices.
        """
        if figure.score < _SURE:
            return ()
        shown = Counter(s.who for s in sightings)
        out = []
        for who, times in shown.items():
            if who is None or who == naming.name.who or who not in self._characters or not self.unnamed(who, naming.at):
                continue
            own = [s for s in self.sightings if s.who == who]
            before = sum(s.span.start < naming.at for s in own)
            later = sum(s.span.start > naming.at + _STILL for s in own)
            if 2 * times > before and later <= times // 4:
                out.append(who)
        return tuple(out)
