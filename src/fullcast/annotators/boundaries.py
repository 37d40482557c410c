"""Boundaries that stand in the text's layout: the stretches of story between headings, breaks and lines that head a scene.

Also jumps in time, which are one sign of a boundary among others. A phrase of time at the beginning of a paragraph is a jump where it
is strong enough by itself ("Three weeks later") or where the first sentence opens a new situation besides: names a place, shows
somebody who acts, leads to speech.
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
"""Strength from which on a phrase of time is a jump."""
_NUMBER_LINE = re.compile(r"(?:[IVXLC]+|\d{1,3})[.)]?|\((?:[IVXLC]+|\d{1,3})\)")
_NUMBERED = re.compile(r"^(?:(?:chapter|part|book|volume|scene)\s+[\w-]+[.:—–-]*\s*)+", re.IGNORECASE)
_LONGEST_LINE = 60
_BETWEEN = ("heading", "title", "author_note", "contents", "summary")
"""Regions that part what stands before and after them; a footnote does not."""


@dataclass(slots=True)
class Stretch:
    """A stretch of story, or the part of one that a scene takes up."""

    start: int
    end: int
    paragraphs: list[Span] = field(default_factory=list)
    """Its paragraphs, rows of signs left out."""
    head: str | None = None
    """The line above it: a chapter's title, a place and time, a name."""


def stretches(story: Story) -> list[Stretch]:
    """The stretches between boundaries of layout, in order; all of the story but its headings and the lines that head a scene."""
    inside = speech_spans(story)
    breaks = sorted((b.start, b.end, b.kind) for b in story.breaks)
    signs = {b[0] for b in breaks if b[2] != "blank"}
    names = _names(story)
    out: list[Stretch] = []
    for start, end, head, parted in _regions(story):
        paragraphs = [p for p in _within(story.paragraphs, start, end) if p.start not in signs]
        current = Stretch(start, end, head=head)
        if not parted and out:
            current = out[-1]
            current.end = end
        else:
            out.append(current)
        _read(story.text, inside, breaks, names, paragraphs, current, out)
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
    text: Text, inside: Inside, breaks: list[tuple[int, int, str]], names: frozenset[str],
    paragraphs: list[Span], current: Stretch, out: list[Stretch],
) -> None:  # fmt: skip
    """Put the paragraphs of one region of story into `current`, and into new stretches behind it from each boundary on."""
    end = current.end
    before: Span | None = None
    head: str | None = None
    for p, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        if following is not None and (line := heads_scene(text, p, following, inside, names)):
            # the line itself belongs to no scene, as a heading does not
            current.end = max(current.start, p.start)
            head = line
            continue
        if head is not None or (before is not None and _broken(breaks, before, p)):
            current.end = min(current.end, p.start)
            current = Stretch(p.start, end, head=head)
            out.append(current)
            head = None
        current.paragraphs.append(p)
        before = p
    current.end = end if current.paragraphs else current.end


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
    text: Text, p: Span, following: list[Span], before: Span | None, inside: Inside, finder: PlaceFinder
) -> bool:
    """Whether a phrase of time opens a new situation at the beginning of paragraph `p`."""
    content = text.content
    if inside.at(p.start) is not None or not content[p.start].isalpha():
        return False
    opening = content[p.start : p.start + 120]
    found = phrase_of_time(opening)
    if found is None:
        return False
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
    return score >= _ENOUGH


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
