"""What narration remembers and imagines: scenes of the past, and scenes that have not been, told in somebody's mind.

A memory opens where the telling steps back: a past perfect, an age or a year, words of remembering before it; in a
story told in the present, a run of past tenses. It goes on through its paragraph, whatever tense it slides into, and
into the next where that steps back again. What is imagined is a run of "would", or what follows "he saw it before
him". A mere mention is neither (docs/gold.md: a scene, not a verb).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from fullcast.annotators.levels.features import tense
from fullcast.annotators.levels.found import Found, People
from fullcast.annotators.levels.units import Unit
from fullcast.layers import Story
from fullcast.lexicon import worlds
from fullcast.text import Span

_ENOUGH: Final = 2.5


class Minds:
    """Finds the remembered and imagined scenes of the narration."""

    def __init__(self, story: Story, units: Sequence[Unit], people: People) -> None:
        self.story, self.people = story, people
        self.all = units
        self.units = [u for u in units if u.line is None]
        self.tenses = [tense(u) for u in self.units]
        present = sum(u.present > u.past + u.perfect for u in self.units)
        self.base = "present" if present > sum(u.past + u.perfect > u.present for u in self.units) else "past"
        self.texts = [story.text.content[u.start : u.end].replace("’", "'").replace("\n", " ") for u in self.units]

    def find(self) -> Iterator[Found]:
        """The scenes in text order; they do not overlap."""
        k = 0
        while k < len(self.units):
            found = self._retold(k) or self._imagined(k) or self._remembered(k)
            if found is None:
                k += 1
                continue
            kind, last, rule, lead = found
            if last - k >= 2 or sum(u.words for u in self.units[k:last]) >= 25:
                yield self._made(kind, k, last, rule, lead)
            k = max(last, k + 1)

    def _made(self, kind: str, first: int, last: int, rule: str, lead: int | None) -> Found:
        start, end = self.units[first].start, self.units[last - 1].end
        place = bisect_left(self.all, self.units[first].start, key=lambda u: u.start)
        who = (
            self.people.narrator
            or (self.people.first(self.units[lead]) if lead is not None else None)
            or self.people.first(self.units[first])
            or self.people.mind(self.all, place)
        )
        if kind == "told" and lead is not None:
            who = self.people.first(self.units[lead])
        evidence = [Span(self.units[lead].start, self.units[lead].end)] if lead is not None else []
        return Found(kind, [Span(start, end)], rule, who, evidence)

    # Steps

    def _opens(self, k: int) -> bool:
        return k == 0 or self.units[k - 1].paragraph != self.units[k].paragraph

    def _lead(self, k: int, pattern: re.Pattern[str]) -> int | None:
        """The unit right before `k`, where it matches and no talk stands between."""
        if k and self.units[k].paragraph - self.units[k - 1].paragraph <= 1 and pattern.search(self.texts[k - 1]):
            return k - 1
        return None

    def _paragraph_end(self, k: int) -> int:
        """The unit after the last of narration in the paragraph of `k`."""
        j = k
        while j < len(self.units) and self.units[j].paragraph == self.units[k].paragraph:
            j += 1
        return j

    # Retold

    def _retold(self, k: int) -> tuple[str, int, str, int | None] | None:
        """A film, a ballad, a legend that the narration retells: what follows the words that open it."""
        if k == 0 or "fiction" not in self.units[k - 1].cues or self.units[k - 1].paragraph != self.units[k].paragraph:
            return None
        last = self._paragraph_end(k)
        return ("told", last, "retold", k - 1) if last - k >= 2 else None

    # Memories

    def _remembered(self, k: int) -> tuple[str, int, str, int | None] | None:
        lead = self._lead(k, worlds.LEADS_BACK)
        if self.base == "present":
            return self._past_run(k, lead)
        unit, text = self.units[k], self.texts[k]
        following = self.tenses[k + 1 : k + 3]
        age, ago = bool(worlds.AGE.search(text)), bool(worlds.LONG_AGO.search(text))
        score = min(unit.perfect, 2) * 1.0 + 1.5 * age + 1.25 * ago + 1.25 * (lead is not None) + 0.5 * self._opens(k)
        score += (
            0.75 * ("perfect" in following)
            - 1.0 * bool(worlds.SUMMARY.search(text))
            - 1.0 * bool(worlds.MOMENT.search(text))
            - 0.75 * (unit.words < 5)
        )
        score -= 1.5 * ("would" in (self.tenses[k], *following[:1]))
        strong = self._lead(k, worlds.REMEMBERED)
        if (
            strong is not None
            and not self._opens(k)
            and self.tenses[k] in ("past", "present", "mixed", "perfect", "none")
            and self._other(strong, k)
        ):
            return "memory", self._until_back(k, strong), "remembered", strong
        if not (unit.perfect or age or (ago and lead is not None)) or score < _ENOUGH:
            return None
        told = self._lead(k, worlds.TOLD_HOW)
        last = self._until_back(k, lead)
        return ("told" if told is not None else "memory", last, "steps_back", told if told is not None else lead)

    def _other(self, lead: int, k: int) -> bool:
        """Whether somebody else, or something, is the subject of `k`.

        Whoever remembers and goes on acting is back already.
        """
        return self.people.first(self.units[lead]) != self.people.first(self.units[k]) or bool(
            worlds.AGE.search(self.texts[k])
        )

    def _until_back(self, k: int, lead: int | None) -> int:
        """The unit where the telling is back: after the paragraph, without what sums up at its end.

        On where the next steps back again.
        """
        last = self._paragraph_end(k)
        who = self.people.first(self.units[lead]) if lead is not None else self.people.first(self.units[k])
        for j in range(k + 1, last):
            if self.people.returns(self.units[j], who) and self.tenses[j] != "perfect":
                return j
        while (
            last < len(self.units)
            and self.units[last].perfect >= 2
            and self.units[last].paragraph == self.units[last - 1].paragraph + 1
            and not worlds.SUMMARY.search(self.texts[last])
        ):
            last = self._paragraph_end(last)
        while last - 1 > k + 1 and (
            worlds.SUMMARY.search(self.texts[last - 1])
            or (worlds.MOMENT.search(self.texts[last - 1]) and not self.units[last - 1].perfect)
        ):
            last -= 1
        return last

    def _past_run(self, k: int, lead: int | None) -> tuple[str, int, str, int | None] | None:
        """In a story told in the present, a run of past tenses."""
        last = k
        while (
            last < len(self.units)
            and self.tenses[last] in ("past", "perfect", "none", "would")
            and self.units[last].paragraph - self.units[max(k, last - 1)].paragraph <= 1
        ):
            if self.tenses[last] == "none" and (
                last + 1 >= len(self.units) or self.tenses[last + 1] not in ("past", "perfect")
            ):
                break
            last += 1
        run = self.tenses[k:last]
        told = sum(t in ("past", "perfect") for t in run)
        anchored = any(worlds.AGE.search(t) or worlds.LONG_AGO.search(t) for t in self.texts[max(0, k - 1) : last])
        if self.tenses[k] not in ("past", "perfect") or told + 1.5 * anchored + (lead is not None) < 4 or told < 2:
            return None
        return "memory", last, "past_in_present", lead

    # What is imagined

    def _imagined(self, k: int) -> tuple[str, int, str, int | None] | None:
        sees = self._lead(k, worlds.SEES)
        run = self._would_run(k)
        if sees is not None and (
            self.units[sees].would
            or self.base == "present"
            or self.tenses[k] in ("past", "would", "mixed", "none", "present")
        ):
            last = self._paragraph_end(k)
            perfect = any(u.perfect for u in self.units[k:last])
            who = self.people.first(self.units[sees])
            last = next((j for j in range(k + 1, last) if self.people.returns(self.units[j], who)), last)
            if last - k >= 2 and (run - k >= 2 or not perfect):
                return "imagined", max(last, run), "seen_in_the_mind", sees
        if run - k >= 2 and sum(t == "would" for t in self.tenses[k:run]) >= 2:
            return "imagined", run, "would_run", None
        return None

    def _would_run(self, k: int) -> int:
        """The unit after a run of "would" that begins with `k`.

        One unit without it may stand between, and a paragraph may begin.
        """
        if self.tenses[k] != "would" or "habit" in self.units[k].cues or "used to" in self.texts[k]:
            return k
        last = k + 1
        j = k + 1
        while j < len(self.units) and j - last < 2 and self.units[j].paragraph - self.units[j - 1].paragraph <= 1:
            if self.tenses[j] == "would" and "habit" not in self.units[j].cues:
                last = j + 1
            j += 1
        return last
