"""One person in two places: a watch that nobody left, a clock that says the same, or a word that says "at that very hour"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fullcast.annotators.continuity.found import Found
from fullcast.annotators.continuity.passages import Passages
from fullcast.layers import Mention
from fullcast.lexicon.continuity import AT_TIME, DAY_PASSES, FAR_OFF, SAME_TIME, STAYED, STRETCH, TWINS, minute_of
from fullcast.text import Span

REACH: Final = 6000
"""Code points within which two places of one time stand."""
_HALF_DAY: Final = 720
_SAME: Final = 2
"""Minutes within which two clocks say the same."""
_PLACES: Final = ("FAC", "GPE", "LOC", "VEH")
_SHIFTS: Final = re.compile(
    r"(?:Meanwhile,? )?(?:Down|Up|Back|Over|Out|Across|Inside|Outside|Below|Above|Aboard|Elsewhere|In the (?!same|mean)\w+|At the (?!same|time|moment|hour|sound|end)\w+)\b"
)
"""A paragraph that begins so plays somewhere else."""
_MOVED: Final = re.compile(
    r"\b(?:went|came|left|arrived|returned|drove|rode|walked|ran|flew|sailed|reached|crossed|hurried|set (?:off|out)|back|home)\b"
)


def two_places(passages: Passages) -> Iterator[Found]:
    """Pairs of places that one person cannot be in at once; each person once for each first place."""
    seen: set[tuple[str, int]] = set()
    for one in (*_watches(passages), *_clocks(passages), *_far_off(passages)):
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
    for match in STRETCH.finditer(passages.content):
        begin, end = minute_of(match, "a"), minute_of(match, "b")
        if match["all"] or match["whole"]:
            begin, end = 21 * 60, 5 * 60
        if begin is None or end is None or not passages.narrated(match.start()):
            continue
        sentence = passages.around(match.start())
        stayed = passages.around(match.start(), after=2)
        people = _subject(passages, *sentence)
        if len(people) != 1 or not STAYED.search(passages.content, *stayed):
            continue
        second = _elsewhere(passages, people[0], stayed, begin, end)
        if second is not None:
            yield Found("two_places", str(people[0].entity), sentence, second, "watch_not_left")


def _elsewhere(passages: Passages, who: Mention, watch: Span, begin: int, end: int) -> Span | None:
    """Where `who` is named at a time of the watch, before a day has passed."""
    limit = _until_day_passes(passages, watch.end)
    for match in AT_TIME.finditer(passages.content, watch.end, limit):
        minute = minute_of(match, "")
        if minute is None or not passages.narrated(match.start()) or not _within(minute, begin, end):
            continue
        place = passages.around(match.start(), after=1)
        again = [m for m in _subject(passages, *place) if m.entity == who.entity]
        if again and not _share_a_place(passages, watch, place):
            return Span(match.start(), max(again[0].span[1], match.end()))
    return None


def _until_day_passes(passages: Passages, start: int) -> int:
    passed = DAY_PASSES.search(passages.content, start, start + REACH)
    return passed.start() if passed is not None else min(start + REACH, len(passages.content))


def _within(minute: int, begin: int, end: int) -> bool:
    """Whether a time of day, morning or evening, lies well inside a stretch."""
    length = (end - begin) % (2 * _HALF_DAY)
    return any(10 <= (m - begin) % (2 * _HALF_DAY) <= length - 10 for m in (minute, minute + _HALF_DAY))


# A clock


def _clocks(passages: Passages) -> Iterator[Found]:
    """Two clocks say the same within a day, and one person is named beside both, in places that share no name."""
    times = []
    for match in AT_TIME.finditer(passages.content):
        minute = minute_of(match, "")
        if minute is not None and minute % 60 and passages.narrated(match.start()):
            times.append((match.start(), match.end(), minute % _HALF_DAY))
    for i, (start, end, minute) in enumerate(times):
        limit = _until_day_passes(passages, end)
        for start_2, end_2, minute_2 in times[i + 1 :]:
            if start_2 >= limit:
                break
            if abs(minute - minute_2) <= _SAME and passages.paragraph_number(start) != passages.paragraph_number(
                start_2
            ):
                yield from _both(passages, Span(start, end), Span(start_2, end_2))


def _both(passages: Passages, first: Span, second: Span) -> Iterator[Found]:
    one, two = passages.around(first.start), passages.around(second.start, after=1)
    shifts = _SHIFTS.match(passages.content, passages.paragraph(second.start).start) is not None
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
    """A word says that it is the same time far off, and who is named there was here in the paragraph before."""
    for match in SAME_TIME.finditer(passages.content):
        sentence = passages.around(match.start())
        if not passages.narrated(match.start()) or not FAR_OFF.search(passages.content, *sentence):
            continue
        before = passages.paragraphs[max(passages.paragraph_number(match.start()) - 1, 0)]
        if before[0] >= sentence.start:
            continue
        here = {m.entity: m for m in _subject(passages, before[0], min(before[1], sentence.start))}
        for again in _subject(passages, *sentence)[:1]:
            m = here.get(again.entity)
            if m is not None and not _MOVED.search(passages.content, m.span[0], before[1]):
                yield Found(
                    "two_places", str(m.entity), passages.around(m.span[0]), Span(match.start(), max(again.span[1], match.end())),
                    "same_time_far_off",
                )  # fmt: skip
