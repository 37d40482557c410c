"""One person in two places: a watch that nobody left, a clock that says the same, or a word that says "at that very hour"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.continuity.found import Found
from fullcast.annotators.continuity.passages import Passages
from fullcast.layers import Mention
from fullcast.lexicon.continuity import (
    AT_TIME,
    BEHIND,
    CLOCK_WORDS,
    DAY_PASSES,
    FAR_OFF,
    GOES,
    JOINS,
    SAME_TIME,
    STAYED,
    STAYING,
    STRETCH,
    STRETCHES,
    TWINS,
    minute_of,
)
from fullcast.lexicon.worlds import PRESENT, is_past
from fullcast.text import Span

NEAR: Final = 400
"""Code points after who stays behind within which the others go."""
_DOES: Final = re.compile(r"\s+(?:\w+ly\s+)?(\w+)")
REACH: Final = 6000
"""Code points within which two places of one time stand."""
_HALF_DAY: Final = 720
_NIGHT: Final = (21 * 60, 8 * 60)
_SLACK: Final = 10
"""Minutes at either end of a watch that are let go."""
_SAME: Final = 2
"""Minutes within which two clocks say the same."""
_PLACES: Final = ("FAC", "GPE", "LOC", "VEH")
_SHIFTS: Final = re.compile(
    r"(?:Meanwhile,? )?(?:Down|Up|Back|Over|Out|Across|Inside|Outside|Below|Above|Aboard|Elsewhere|In the (?!same|mean)\w+|"
    r"At the (?!same|time|moment|hour|sound|end)\w+)\b"
)
"""A paragraph that begins so plays somewhere else."""
_MOVED: Final = re.compile(
    r"\b(?:went|came|left|arrived|returned|drove|rode|walked|ran|flew|sailed|reached|crossed|hurried|set (?:off|out)|back|home)\b"
)


class Hours(NamedTuple):
    """A stretch of the day."""

    begin: int
    """Minute of the day, or of the half day."""
    length: int
    period: int
    """Minutes after which the clock says the same: a day where one end is known for day or night, else half of one."""


def two_places(passages: Passages) -> Iterator[Found]:
    """Pairs of places that one person cannot be in at once; each person once for each first place."""
    seen: set[tuple[str, int]] = set()
    for one in (*_watches(passages), *_clocks(passages), *_far_off(passages), *_left_behind(passages)):
        if (one.who, one.first.start) not in seen and not _twin(passages, one):
            seen.add((one.who, one.first.start))
            yield one


def _twin(passages: Passages, one: Found) -> bool:
    """Whether a word near one of the places explains it."""
    near = [Span(max(s.start - 200, 0), s.end + 200) for s in (one.first, one.second)]
    return any(TWINS.search(passages.content, *span) for span in near)


def _subject(passages: Passages, start: int, end: int) -> list[Mention]:
    """Who is named in a stretch of narration, each once."""
    found = {m.entity: m for m in reversed(passages.named(start, end)) if passages.narrated(m.span[0])}
    return sorted(found.values(), key=lambda m: m.span)


# A watch


def _watches(passages: Passages) -> Iterator[Found]:
    """From one time to another somebody never left a place, and in between they are elsewhere."""
    for match in passages.find(STRETCH, *STRETCHES):
        hours = _hours(match)
        if hours is None or not passages.narrated(match.start()):
            continue
        sentence = passages.around(match.start())
        stayed = passages.around(match.start(), after=2)
        people = _subject(passages, *sentence)
        if len(people) != 1:
            continue
        firm = STAYED.search(passages.content, *stayed) is not None
        if not firm and not STAYING.search(passages.content, *sentence):
            continue
        second = _elsewhere(passages, people[0], stayed if firm else sentence, hours, firm)
        if second is not None:
            yield Found("two_places", str(people[0].entity), sentence, second, "watch_not_left")


def _elsewhere(passages: Passages, who: Mention, watch: Span, hours: Hours, firm: bool) -> Span | None:
    """Where `who` is named at a time of the watch, before a day has passed; if the watch is not `firm`, both places have to be named."""
    limit = _until_day_passes(passages, watch.end)
    for match in AT_TIME.finditer(passages.content, watch.end, limit):
        minute = minute_of(match, "")
        if minute is None or not passages.narrated(match.start()) or not _within(minute, hours):
            continue
        place = passages.around(match.start(), after=1)
        again = [m for m in _subject(passages, *place) if m.entity == who.entity]
        if again and not _share_a_place(passages, watch, place, needed=not firm):
            return Span(match.start(), max(again[0].span[1], match.end()))
    return None


def _until_day_passes(passages: Passages, start: int) -> int:
    passed = DAY_PASSES.search(passages.content, start, start + REACH)
    return passed.start() if passed is not None else min(start + REACH, len(passages.content))


def _hours(match: re.Match[str]) -> Hours | None:
    """The hours of a watch; of two numbers of a clock face, of which nobody knows whether they are of the morning, under twelve hours."""
    if match["all"] or match["whole"]:
        return Hours(*_NIGHT, 2 * _HALF_DAY)
    begin, end = minute_of(match, "a"), minute_of(match, "b")
    if begin is None or end is None:
        return None
    known = (match["apoint"] is not None, match["bpoint"] is not None)
    length = (end - begin) % (2 * _HALF_DAY if all(known) else _HALF_DAY)
    return Hours(begin if known[0] else end - length, length, 2 * _HALF_DAY if any(known) else _HALF_DAY)


def _within(minute: int, hours: Hours) -> bool:
    """Whether a number of a clock face lies well inside a watch, in the morning or in the evening."""
    times = (minute, minute + _HALF_DAY)
    return any(_SLACK <= (time - hours.begin) % hours.period <= hours.length - _SLACK for time in times)


# A clock


def _clocks(passages: Passages) -> Iterator[Found]:
    """Two clocks say the same within a day, and one person is named beside both, in places that share no name."""
    times = []
    for match in passages.find(AT_TIME, CLOCK_WORDS):
        minute = minute_of(match, "")
        if minute is not None and passages.narrated(match.start()):
            times.append((match.start(), match.end(), minute % _HALF_DAY))
    for i, (start, end, minute) in enumerate(times):
        limit = _until_day_passes(passages, end)
        for start_2, end_2, minute_2 in times[i + 1 :]:
            if start_2 >= limit:
                break
            if abs(minute - minute_2) <= _SAME and passages.paragraph_number(start) != passages.paragraph_number(
                start_2
            ):
                yield from _both(passages, Span(start, end), Span(start_2, end_2), minute)


def _both(passages: Passages, first: Span, second: Span, minute: int) -> Iterator[Found]:
    one, two = passages.around(first.start), passages.around(second.start, after=1)
    shifts = _SHIFTS.match(passages.content, passages.paragraph(second.start).start) is not None
    shifts = (shifts and minute % 60 > 0) or FAR_OFF.search(passages.content, *two) is not None
    if _share_a_place(passages, passages.paragraph(first.start), two, needed=not shifts):
        return
    there = {m.entity: m for m in _subject(passages, *two)}
    for m in _subject(passages, *one):
        again = there.get(m.entity)
        if again is not None and not _MOVED.search(passages.content, two.start, two.end):
            yield Found(
                "two_places", str(m.entity), Span(min(first.start, m.span[0]), max(first.end, m.span[1])),
                Span(min(second.start, again.span[0]), max(second.end, again.span[1])), "same_clock",
            )  # fmt: skip


def _share_a_place(passages: Passages, one: Span, two: Span, needed: bool = False) -> bool:
    """Whether both stretches name one place; with `needed`, also if the first names none, or the second's paragraph none."""
    wide = Span(passages.paragraph(two.start).start, two.end)
    first, second = _places(passages, one), _places(passages, wide)
    return bool(first & second) or (needed and not (first and second))


def _places(passages: Passages, span: Span) -> set[str]:
    """The last words of the places that are named in a stretch."""
    found = passages.mentions_of(_PLACES, *span)
    return {passages.words(m.span).lower().split()[-1] for m in found if passages.words(m.span).strip()}


# A word


def _far_off(passages: Passages) -> Iterator[Found]:
    """A word says that it is the same time elsewhere, and who is named there was here in the paragraph before."""
    for match in passages.find(SAME_TIME, ("same", "selfsame", "very", "hour", "meanwhile", "while")):
        sentence = passages.around(match.start())
        before = Span(*passages.paragraphs[max(passages.paragraph_number(match.start()) - 1, 0)])
        if not passages.narrated(match.start()) or before.start >= sentence.start:
            continue
        far = FAR_OFF.search(passages.content, *sentence) is not None
        if not far and _share_a_place(passages, before, sentence, needed=True):
            continue
        here = {m.entity: m for m in _subject(passages, before.start, min(before.end, sentence.start))}
        for again in _subject(passages, *sentence)[:1]:
            m = here.get(again.entity)
            moved = m is not None and _MOVED.search(passages.content, m.span[0], sentence.end)
            if m is not None and not moved and _acts(passages, again) and _acts(passages, m):
                second = Span(min(match.start(), again.span[0]), max(again.span[1], match.end()))
                yield Found("two_places", str(m.entity), passages.around(m.span[0]), second, "same_time_elsewhere")


def _acts(passages: Passages, m: Mention) -> bool:
    """Whether a verb of what is so just then follows a name."""
    does = _DOES.match(passages.content, m.span[1])
    return does is not None and does[1] != "had" and (is_past(does[1]) or does[1] in PRESENT)


# Who stayed behind


def _left_behind(passages: Passages) -> Iterator[Found]:
    """Somebody stays behind, the others go, and before anything brings them together that one acts among those who went."""
    for match in passages.find(
        BEHIND, ("behind", "back", "ashore", "shore", "below", "home", "aboard", "at", "in", "with", "on")
    ):
        if not passages.narrated(match.start()):
            continue
        sentence = passages.around(match.start())
        stays = [m for m in passages.named(sentence.start, match.start()) if m.span[1] + 12 >= match.start()]
        goes = GOES.search(passages.content, sentence.start, min(match.end() + NEAR, len(passages.content)))
        if len(stays) == 1 and goes is not None:
            second = _among_them(passages, stays[0], max(goes.end(), sentence.end))
            if second is not None:
                yield Found("two_places", str(stays[0].entity), sentence, second, "left_behind")


def _among_them(passages: Passages, who: Mention, start: int) -> Span | None:
    """The first place where narration names `who`, if that is one of another named person's too, and nothing has brought them together."""
    for m in passages.named(start, start + REACH // 3):
        if m.entity != who.entity or not passages.narrated(m.span[0]):
            continue
        paragraph = passages.paragraph(m.span[0])
        others = {o.entity for o in passages.named(start, paragraph.end)} - {who.entity}
        joined = JOINS.search(passages.content, start, passages.around(m.span[0]).end)
        alone = not others or joined is not None or not _acts(passages, m)
        return None if alone else passages.around(m.span[0])
    return None
