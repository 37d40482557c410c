"""Scenes that are left and come back: what stands between is a dream, a vision or a memory.

No one phrase tells these. The scene around has people and things that are gone in the stretch and there again after
it; the stretch has people of its own; somebody was tired, struck or reminded before it; and after it there is a body
again, a noise, a voice that was talking all the time. Each sign counts a little, and a stretch is taken where they
count enough together. Stretches begin and end with paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fullcast.annotators.levels.found import Found, People
from fullcast.annotators.levels.units import Unit
from fullcast.layers import Story
from fullcast.lexicon import worlds
from fullcast.lexicon.function_words import SENTENCE_STARTERS
from fullcast.lexicon.times import TIME_PHRASES
from fullcast.text import Span

_BEFORE: Final = 10
"""Units of the scene before a stretch that it is compared with."""
_AFTER: Final = 8
_LONGEST: Final = 60
"""Units of the longest dream, and of the longest flashback between breaks."""
_SHORT: Final = 24
"""Units of the longest memory that no break parts from the scene."""
_WORDS: Final = 30
"""Words of the shortest stretch."""
_STEM: Final = 6
_DREAM: Final = 6.5
_MEMORY: Final = 5.5
"""What the signs of a dream and of a memory must count together."""


class _Return(NamedTuple):
    """How a stretch differs from the scene before and after it."""

    people: int
    """Who are there before and after, and not inside."""
    strangers: int
    """Who are there inside alone."""
    words: int
    """Words before and after that are not inside."""


class Frames:
    """Finds the dreams and memories of a story by the return of the scene around them."""

    def __init__(self, story: Story, units: Sequence[Unit], people: People) -> None:
        self.story, self.units, self.people = story, units, people
        content = story.text.content
        self.texts = [content[u.start : u.end].replace("’", "'").replace("\n", " ") for u in units]
        self.opens = [k for k, u in enumerate(units) if not k or units[k - 1].paragraph != u.paragraph]
        marks = sorted({*(b.end for b in story.breaks), *(c.start for c in story.chapters)})
        self.parted = {k for k in self.opens if k and _between(marks, units[k - 1].end, units[k].start)}
        self._folk = [self._those(u) for u in units]
        lower, tokens = story.text.tokens.lower, story.text.tokens
        self.words = [{lower[i] for i in tokens.between(u.start, u.end)} for u in units]
        self._content = [{w[:_STEM] for w in some if w not in SENTENCE_STARTERS and len(w) > 3} for some in self.words]
        told = [u for u in units if u.line is None]
        present = sum(u.present > u.past + u.perfect for u in told)
        self.base = "present" if 2 * present > len(told) else "past"

    def find(self) -> Iterator[Found]:
        """The stretches in text order; no two overlap."""
        last = 0
        for k, first in enumerate(self.opens):
            if first < max(last, 2):
                continue
            ends = [e for e in self.opens[k + 1 :] if e - first <= _LONGEST]
            best = max(
                (s for e in ends if (s := self._dream(first, e) or self._memory(first, e)) is not None),
                default=None,
                key=lambda s: s[0],
            )
            if best is not None:
                _, end, found = best
                last = end
                yield found

    # What is compared

    def _those(self, unit: Unit) -> set[str]:
        those = {m.entity for m in self.people.within(unit.start, unit.end) if m.entity is not None}
        if unit.line is not None and unit.line.speaker is not None:
            those.add(unit.line.speaker)
        return those - {self.people.narrator or ""}

    def _return(self, first: int, end: int) -> _Return:
        before, after = range(max(0, first - _BEFORE), first), range(end, min(len(self.units), end + _AFTER))
        where = (before, range(first, end), after)
        parts = [_union(self._folk[k] for k in some) for some in where]
        words = [_union(self._content[k] for k in some) for some in where]
        return _Return(
            len(parts[0] & parts[2] - parts[1]),
            len(parts[1] - parts[0] - parts[2]),
            len(words[0] & words[2] - words[1]),
        )

    def _has(self, k: int, *classes: str) -> bool:
        return any(not self.words[k].isdisjoint(worlds.CLASSES[name]) for name in classes)

    def _told_before(self, k: int, n: int = 3) -> list[int]:
        """The last units of narration before `k`, in its paragraph or the one before."""
        near = range(max(0, k - n), k)
        return [
            j for j in near if self.units[j].line is None and self.units[j].paragraph >= self.units[k - 1].paragraph - 1
        ]

    def _enough(self, first: int, end: int) -> bool:
        return end - first >= 2 and sum(u.words for u in self.units[first:end]) >= _WORDS

    def _broken(self, first: int, end: int) -> bool:
        return any(first < k < end for k in self.parted)

    def _jumps(self, k: int) -> bool:
        return any(pattern.match(self.texts[k][:60]) for _, _, pattern in TIME_PHRASES)

    # Dreams

    def _dream(self, first: int, end: int) -> tuple[float, int, Found] | None:
        slid, lead = self._slid(first)
        woken = self._woken(end)
        if slid < 2 or woken < 2 or not self._enough(first, end) or self._broken(first, end):
            return None
        back = self._return(first, end)
        score = slid + woken + min(back.people, 2) + 0.5 * min(back.strangers, 2) + 0.25 * min(back.words, 3)
        if not (back.people and back.strangers) or score < _DREAM:
            return None
        who = self.people.narrator or self._mind(lead, end)
        kind = "vision" if any("no_breath" in u.cues for u in self.units[max(0, first - 4) : end + 30]) else "dream"
        told = Found(
            kind, [self._span(first, end)], "scene_returns", who, [self._of(lead), self._of(end)], self.units[end].start
        )
        return score, end, told

    def _slid(self, first: int) -> tuple[float, int]:
        """How likely somebody slid away right before `first`, and the unit that shows it."""
        best, lead = 0.0, first - 1
        for j in self._told_before(first):
            cues = self.units[j].cues
            score = 3.0 * bool(cues & {"sleep", "faint"}) or 2.0 * ("lull" in cues) or 1.5 * self._has(j, "tired")
            score = score or 1.0 * self._has(j, "bed") or 1.5 * ("blow" in cues and j == first - 1)
            if score > best:
                best, lead = score, j
        return best + 1.5 * (first in self.parted) * (best > 0), lead

    def _woken(self, end: int) -> float:
        """How likely somebody comes to himself in the unit `end`."""
        unit, text = self.units[end], self.texts[end]
        if worlds.TIMED.search(text) or worlds.WHEN_WOKEN.search(text):
            return 0.0
        if unit.line is not None:
            return 2.0 * ("you_were_out" in unit.cues)
        return 2.5 * ("wake" in unit.cues) or 2.0 * bool(worlds.COMES_TO.search(text)) or 1.0 * self._has(end, "noises")

    # Memories

    def _memory(self, first: int, end: int) -> tuple[float, int, Found] | None:
        between = first in self.parted and end in self.parted
        if (end - first > _SHORT and not between) or not self._enough(first, end) or self._broken(first, end):
            return None
        if not between and (first in self.parted or end in self.parted or self.units[first].line is not None):
            return None
        back = self._return(first, end)
        if not back.people or not back.strangers or self._jumps(end):
            return None
        lead = self._told_before(first, 2)
        past, reminded = self._past(first, end), self._reminded(lead)
        if not between and (past < 1.5 or not reminded):
            return None
        score = past + reminded + self._resumed(end)
        score += (
            2.0 * between + 0.5 * min(back.people - 1, 2) + 0.5 * min(back.strangers, 2) + 0.25 * min(back.words, 3)
        )
        if score < _MEMORY:
            return None
        who = self.people.narrator or self._mind(lead[-1] if lead else first, end)
        return (
            score,
            end,
            Found("memory", [self._span(first, end)], "scene_interrupted", who, [self._of(j) for j in lead]),
        )

    def _past(self, first: int, end: int) -> float:
        """How much the stretch is of another time."""
        told = [k for k in range(first, end) if self.units[k].line is None]
        outset = told[:2]
        score = 1.0 * any(self.units[k].perfect for k in outset)
        score += 1.5 * any(worlds.AGE.search(self.texts[k]) or worlds.LONG_AGO.search(self.texts[k]) for k in outset)
        score += 0.5 * min(sum(self._has(k, "kin", "childhood") for k in told), 3)
        past = sum((u := self.units[k]).past + u.perfect > u.present for k in told)
        score += 1.5 * (self.base == "present" and 2 * past > len(told))
        return score - 1.0 * any(worlds.MOMENT.search(self.texts[k]) for k in outset)

    def _reminded(self, lead: Sequence[int]) -> float:
        """How likely somebody is reminded of something right before."""
        strong = any(worlds.LEADS_BACK.search(self.texts[j]) for j in lead)
        return 1.5 * strong or 1.0 * any(self._has(j, "senses") for j in lead)

    def _resumed(self, end: int) -> float:
        """How much the scene has gone on meanwhile, by its first two units."""
        texts = " ".join(self.texts[end : end + 3])
        first = self.units[end]
        asked = first.line is not None and first.asks and first.words <= 8
        return 1.0 * bool(worlds.RESUMES.search(texts)) + 0.75 * asked + 0.5 * (first.line is not None)

    # Making

    def _mind(self, lead: int, end: int) -> str | None:
        """Whose it is: who is there before and after, the last before it first."""
        after = _union(self._folk[end : end + _AFTER])
        for k in range(lead, max(-1, lead - 4), -1):
            first = self.people.first(self.units[k])
            if first in after and self.units[k].line is None:
                return first
        return self.people.mind(self.units, lead + 1)

    def _of(self, k: int) -> Span:
        return Span(self.units[k].start, self.units[k].end)

    def _span(self, first: int, end: int) -> Span:
        return Span(self.units[first].start, self.units[end - 1].end)


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def _between(marks: Sequence[int], start: int, end: int) -> bool:
    """Whether one of `marks` lies in a gap."""
    k = bisect_left(marks, start)
    return k < len(marks) and marks[k] <= end
