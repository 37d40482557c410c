"""What narration remembers and imagines: scenes of the past, and scenes that have not been, told in somebody's mind.

A memory opens where the telling steps back: a past perfect, an age or a year, words of remembering before it; in a story told in the present, a
run of past tenses. It goes on through its paragraph, whatever tense it slides into, and into the next where that steps back again.
What is imagined is a run of "would", or what follows "he saw it before him". A mere mention is neither (docs/gold.md: a scene, not a verb).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fullcast.annotators.levels.features import tense
from fullcast.annotators.levels.found import Found, People
from fullcast.annotators.levels.units import Unit
from fullcast.layers import Story
from fullcast.text import Span

_NUMBER: Final = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|\d+)"
AGE: Final = re.compile(
    rf"\b(?:when (?:he|she|i|we|they) (?:was|were|had been) (?:\w+ )?(?:{_NUMBER}|a (?:child|boy|girl|student|young \w+)|young|little|small)\b|(?:he|she|i|we|they) (?:was|were|had been) (?:only |just |barely )?{_NUMBER}(?: years old)?(?: then| when| on| at the time|,|\.)|as a (?:child|boy|girl|student|young \w+)\b|"
    rf"at (?:the age of )?{_NUMBER}\b(?= (?:he|she|i|they) (?:had|was|were)))",
    re.IGNORECASE,
)
LONG_AGO: Final = re.compile(
    rf"\b(?:(?:{_NUMBER}|some|many|several|a few|a couple of) (?:years|winters|summers|months|weeks|nights|days) (?:ago|before|back|earlier|since)|(?:last|that|the previous|the same|one) (?:spring|summer|autumn|fall|winter|year|night|christmas|easter|april|may|june|july|august|september|october|november|december|january|february|march)|"
    r"years (?:ago|before|earlier)|the year (?:that|when|of|before)|on the (?:morning|night|day|evening|afternoon) (?:of|that|when|before|after)|the (?:first|last) time|in those days|back then|long ago|once,? (?:when|long|years)|(?:the )?(?:day|night|week|morning)s? (?:after|before) (?:his|her|my|their|the)|"
    r"two days after|the day before|the night before|the week before|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday) (?:he|she|they|i|we) had)\b",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(
    r"\b(?:remember(?:ed|s|ing)?|recall(?:ed|s)?|thought (?:of|back|about) (?:it|that|the|his|her|him|them|how)|always thought of it|came back to (?:him|her|me|them)|memory|memories|reminded (?:him|her|me)|took (?:him|her|me) back|knew what had|did that once|had done that|so i looked)\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:told|tells|explained|related|recounted|described) (?:him|her|me|them|us|it|the \w+)\b[^.]*\b(?:how|what|of|about|in pieces|everything|all)\b",
    re.IGNORECASE,
)
_SUMMARY: Final = re.compile(
    rf"\b(?:for {_NUMBER}(?:-\w+)? years|ever since|never once|always|every (?:day|night|week|year|time)|had never|since then|all (?:his|her|my) life|used to|often|sometimes)\b",
    re.IGNORECASE,
)
_SEES: Final = re.compile(
    r"(?:\b(?:saw|sees|could see|can see|pictured|pictures|imagined|imagines) (?:it|her|him|them|exactly|just|clearly|already|the whole|all of it|how (?:it|he|she|they)|what)\b|\bhad it (?:all )?before (?:him|her|me)\b|\b(?:has|had) a picture\b|\bhas seen how\b|\bas clearly as\b|"
    r"\b(?:tell|told|imagine|imagined|thought) (?:\w+ )?how it would be\b|\balready seen\b|\bi keep seeing\b|\bin (?:his|her|my) mind(?:'s eye)?,? (?:he|she|i)\b)",
    re.IGNORECASE,
)
_MOMENT: Final = re.compile(
    r"\b(?:now|still|again|suddenly|just then|at that moment|this time|tonight|today|at last)\b", re.IGNORECASE
)
_ENOUGH: Final = 3.0


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
            found = self._imagined(k) or self._remembered(k)
            if found is None:
                k += 1
                continue
            kind, last, rule, lead = found
            if last - k >= 2 or sum(u.words for u in self.units[k:last]) >= 25:
                yield self._made(kind, k, last, rule, lead)
            k = max(last, k + 1)

    def _made(self, kind: str, first: int, last: int, rule: str, lead: int | None) -> Found:
        start, end = self.units[first].start, self.units[last - 1].end
        place = self.all.index(self.units[first])
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

    # Memories

    def _remembered(self, k: int) -> tuple[str, int, str, int | None] | None:
        lead = self._lead(k, _LEADS)
        if self.base == "present":
            return self._past_run(k, lead)
        unit, text = self.units[k], self.texts[k]
        following = self.tenses[k + 1 : k + 3]
        age, ago = bool(AGE.search(text)), bool(LONG_AGO.search(text))
        score = min(unit.perfect, 2) * 1.0 + 1.5 * age + 1.25 * ago + 1.25 * (lead is not None) + 0.5 * self._opens(k)
        score += (
            0.75 * ("perfect" in following)
            - 1.0 * bool(_SUMMARY.search(text))
            - 1.0 * bool(_MOMENT.search(text))
            - 0.75 * (unit.words < 5)
        )
        score -= 1.5 * ("would" in (self.tenses[k], *following[:1]))
        if not (unit.perfect or age or (ago and lead is not None)) or score < _ENOUGH:
            return None
        told = self._lead(k, _TOLD)
        last = self._until_back(k)
        return ("told" if told is not None else "memory", last, "steps_back", told if told is not None else lead)

    def _until_back(self, k: int) -> int:
        """The unit where the telling is back: after the paragraph, without what sums up at its end; on where the next steps back again."""
        last = self._paragraph_end(k)
        while (
            last < len(self.units)
            and self.units[last].perfect >= 2
            and self.units[last].paragraph == self.units[last - 1].paragraph + 1
            and not _SUMMARY.search(self.texts[last])
        ):
            last = self._paragraph_end(last)
        while last - 1 > k + 1 and (
            _SUMMARY.search(self.texts[last - 1])
            or (_MOMENT.search(self.texts[last - 1]) and not self.units[last - 1].perfect)
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
        anchored = any(AGE.search(t) or LONG_AGO.search(t) for t in self.texts[max(0, k - 1) : last])
        if self.tenses[k] not in ("past", "perfect") or told + 1.5 * anchored + (lead is not None) < 4 or told < 2:
            return None
        return "memory", last, "past_in_present", lead

    # What is imagined

    def _imagined(self, k: int) -> tuple[str, int, str, int | None] | None:
        sees = self._lead(k, _SEES)
        run = self._would_run(k)
        if sees is not None and (
            self.units[sees].would
            or self.base == "present"
            or self.tenses[k] in ("past", "would", "mixed", "none", "present")
        ):
            last = self._paragraph_end(k)
            perfect = any(u.perfect for u in self.units[k:last])
            if last - k >= 2 and (run - k >= 2 or not perfect):
                return "imagined", max(last, run), "seen_in_the_mind", sees
        if run - k >= 2 and sum(t == "would" for t in self.tenses[k:run]) >= 2:
            return "imagined", run, "would_run", None
        return None

    def _would_run(self, k: int) -> int:
        """The unit after a run of "would" that begins with `k`: one unit without it may stand between, and a paragraph may begin."""
        if self.tenses[k] != "would" or "habit" in self.units[k].cues or "used to" in self.texts[k]:
            return k
        last = k + 1
        j = k + 1
        while j < len(self.units) and j - last < 2 and self.units[j].paragraph - self.units[j - 1].paragraph <= 1:
            if self.tenses[j] == "would" and "habit" not in self.units[j].cues:
                last = j + 1
            j += 1
        return last
