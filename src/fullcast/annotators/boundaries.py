"""Boundaries of scenes: the stretches of story between headings, breaks, lines that head a scene, and jumps in time.

A heading and a break always part. A phrase of time at the beginning of a paragraph parts where it is strong enough by itself
("Three weeks later") or where the first sentence opens a new situation besides: names a place, shows somebody who acts, leads to speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from fullcast.annotators.names import Inside, speech_spans
from fullcast.annotators.places import PlaceFinder
from fullcast.annotators.tags import capital, sentence_starts
from fullcast.layers import Character, Story
from fullcast.lexicon.function_words import CALENDAR
from fullcast.lexicon.people import PERSON_NOUNS
from fullcast.lexicon.times import CLOCK_LINE, DATE_LINE, HABIT, TIME_PHRASES
from fullcast.text import Span, Text

_ENOUGH = 2.0
"""Strength from which on a jump in time parts two scenes."""
_SHORT = 40
"""Words below which a scene is seldom over."""
_STUB = 12
"""Words that are no scene."""
_NUMBER_LINE = re.compile(r"(?:[IVXLC]+|\d{1,3})[.)]?|\((?:[IVXLC]+|\d{1,3})\)")
_NUMBERED = re.compile(r"^(?:(?:chapter|part|book|volume|scene)\s+[\w-]+[.:—–-]*\s*)+", re.IGNORECASE)
_LONGEST_LINE = 60
_BETWEEN = ("heading", "title", "author_note", "contents", "summary")
"""Regions that part what stands before and after them; a footnote does not."""


@dataclass(slots=True)
class Stretch:
    """The stretch of one scene."""

    start: int
    end: int
    paragraphs: list[Span] = field(default_factory=list)
    """Its paragraphs, rows of signs left out."""
    why: str = "start"
    """ "start", "heading", "break" or "time"."""
    head: str | None = None
    """The line above it: a chapter's title, a place and time, a name."""
    time: Span | None = None
    """The phrase that makes the jump."""


def stretches(story: Story, *, jumps: bool = True) -> list[Stretch]:
    """The stretches of the story's scenes in order; all of the story but its headings and the lines that head a scene.

    Without `jumps` only headings, breaks and such lines part.
    """
    inside = speech_spans(story)
    finder = PlaceFinder(story.text.tokens, inside)
    breaks = sorted((b.start, b.end, b.kind) for b in story.breaks)
    signs = {b[0] for b in breaks if b[2] != "blank"}
    names = _names(story)
    out: list[Stretch] = []
    for start, end, head, parted in _regions(story):
        paragraphs = [p for p in _within(story.paragraphs, start, end) if p.start not in signs]
        _read(
            story,
            inside,
            finder,
            breaks,
            names,
            paragraphs,
            Stretch(start, end, why="heading" if parted else "start", head=head),
            out,
            parted,
            jumps,
        )
    return [s for s in out if s.paragraphs]


def _names(story: Story) -> frozenset[str]:
    """Names of characters in small letters."""
    characters: tuple[Character, ...] = story.items("characters")
    return frozenset(a.lower() for c in characters for a in (c.name, *c.aliases) if a[:1].isupper())


def _regions(story: Story) -> list[tuple[int, int, str | None, bool]]:
    """The regions of story: start, end, the heading before, and whether one parts it from what was before."""
    out: list[tuple[int, int, str | None, bool]] = []
    head: str | None = None
    parted = True
    chapter_starts = {c.start for c in story.chapters}
    for r in story.regions:
        if r.kind == "story":
            out.append((r.start, r.end, head, parted or r.start in chapter_starts))
            head, parted = None, False
        elif r.kind in _BETWEEN:
            parted = True
            head = _title(story.text.words((r.start, r.end))) if r.kind in ("heading", "title") else head
    return out


def _title(heading: str) -> str:
    """A heading on one line, without "Chapter IV"."""
    return _NUMBERED.sub("", " ".join(heading.split())) or heading.strip()


def _within(paragraphs: tuple[Span, ...], start: int, end: int) -> list[Span]:
    """The paragraphs that begin from `start` on and before `end`."""
    first = bisect_left(paragraphs, (start, -1))
    return list(paragraphs[first : bisect_left(paragraphs, (end, -1), lo=first)])


def _read(
    story: Story, inside: Inside, finder: PlaceFinder, breaks: list[tuple[int, int, str]], names: frozenset[str],
    paragraphs: list[Span], first: Stretch, out: list[Stretch], parted: bool, jumps: bool,
) -> None:  # fmt: skip
    """Put the stretches of one region of story behind those of `out`; the first goes on the last one of `out` if nothing parted them."""
    text = story.text
    end = first.end
    current = first
    if not parted and out:
        current = out[-1]
        current.end = end
    else:
        out.append(current)
    before: Span | None = None
    head: str | None = None
    for k, p in enumerate(paragraphs):
        following = paragraphs[k + 1 : k + 3]
        if following and (line := heads_scene(text, p, following[0], inside, names)):
            # the line itself belongs to no scene, as a heading does not
            current.end = max(current.start, p.start)
            head = line
            continue
        why: str | None = "heading" if head is not None else None
        jump: Span | None = None
        if why is None and before is not None and _broken(breaks, before, p):
            why = "break"
        if jumps and why is None and current.paragraphs:
            jump = time_jump(text, p, following, before, inside, finder, _words(current))
            why = "time" if jump is not None else None
        if why == "time" and _words(current) < _STUB:
            # what stands before it is a title that no reader knew for one
            current.time = current.time or jump
            why = None
        if why is not None:
            if current.end > p.start:
                current.end = p.start
            current = Stretch(p.start, end, why=why, head=head, time=jump)
            out.append(current)
            head = None
        current.paragraphs.append(p)
        before = p
    current.end = end if current.paragraphs else current.end


def _words(stretch: Stretch) -> int:
    """About how many words a stretch has so far."""
    return sum(p.length for p in stretch.paragraphs[-8:]) // 6


def _broken(breaks: list[tuple[int, int, str]], before: Span, after: Span) -> bool:
    """Whether a break stands between two paragraphs."""
    k = bisect_left(breaks, (before.end, -1, ""))
    return k < len(breaks) and breaks[k][0] < after.start


def heads_scene(text: Text, p: Span, following: Span, inside: Inside, names: frozenset[str]) -> str | None:
    """The line that paragraph `p` is if it heads a scene and no reader took it for a heading, or None.

    Such a line is a number, a date, a place with a time, or the name of a character.
    """
    if p.length > _LONGEST_LINE or following.length < p.length or inside.at(p.start) is not None:
        return None
    line = " ".join(text.words(p).split()).strip("*_#= ")
    if _NUMBER_LINE.fullmatch(line) or DATE_LINE.fullmatch(line) or CLOCK_LINE.fullmatch(line):
        return line
    if line.isupper() and line.rstrip(".:").lower() in names:
        return line
    return None


def time_jump(
    text: Text, p: Span, following: list[Span], before: Span | None, inside: Inside, finder: PlaceFinder, since: int
) -> Span | None:
    """The phrase of time that opens a new situation at the beginning of paragraph `p`, or None.

    `since` is the number of words of the scene so far; a scene that has hardly begun seldom ends.
    """
    content = text.content
    if inside.at(p.start) is not None or not content[p.start].isalpha():
        return None
    opening = content[p.start : p.start + 120]
    found = phrase_of_time(opening)
    if found is None:
        return None
    kind, strength, span = found
    tokens = text.tokens
    ids = tokens.between(p.start, p.end)
    ends = sentence_starts(tokens, ids.start, ids.stop)
    stop = min(ends[1] if len(ends) > 1 else ids.stop, ids.start + 60)
    words = tokens.lower[ids.start : stop]
    score = strength
    places = [x for x in finder.phrases(ids.start, stop) if x.weight >= 1.5]
    if places:
        # "Meanwhile, on the roof": a place straight after the time is a new one
        near = tokens.between(p.start, p.start + span.end).stop + 3
        score += 2.0 if places[0].first <= near else 1.0
    if any(
        (capital(tokens.words[k]) and k > ids.start and tokens.words[k] != "I" and tokens.lower[k] not in CALENDAR)
        or tokens.lower[k] in PERSON_NOUNS
        for k in range(ids.start, stop)
    ):
        score += 0.5
    if any(inside.at(q.start) is not None for q in following[:2]) or _speech_in(inside, p):
        score += 0.5
    if any(w in HABIT for w in words):
        score -= 1.0
    if "had" in words[:14] and kind not in ("passed", "season", "woke"):
        score -= 0.5
    if before is not None and content[before.end - 1] in ",:;—-":
        score -= 1.5
    if since < _SHORT:
        score -= 1.0
    return Span(p.start + span.start, p.start + span.end) if score >= _ENOUGH else None


def phrase_of_time(opening: str) -> tuple[str, float, Span] | None:
    """The strongest phrase of time that begins `opening`."""
    best: tuple[str, float, Span] | None = None
    for kind, strength, pattern in TIME_PHRASES:
        m = pattern.match(opening)
        if m is None or opening[m.end(1) : m.end(1) + 2] in ("'s", "’s"):
            continue
        if best is None or strength > best[1]:
            best = (kind, strength, Span(m.start(1), m.end(1)))
    return best


def _speech_in(inside: Inside, p: Span) -> bool:
    """Whether a quotation begins in paragraph `p`."""
    k = bisect_left(inside.starts, p.start)
    return k < len(inside.starts) and inside.starts[k] < p.end
