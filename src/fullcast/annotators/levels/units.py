"""Units of a story's levels: its sentences, cut where speech begins and ends, each with what it says of its world.

Tense is read off the words (no parse): what counts is which tenses come together, and how that changes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from fullcast.layers import Line, Story
from fullcast.lexicon import worlds
from fullcast.text.tokens import Tokens

_STOPS: Final = re.compile(r"[.!?…]+|\.(?:[ \u00a0]?\.)+")
_CLOSING: Final = frozenset("\"”’'»)]*_")
_ABBREVIATED: Final = frozenset("mr mrs ms dr st prof rev capt col lt sgt gen mme mlle".split())
_FIRST: Final = frozenset("i me my mine we us our i'd i'm i've i'll".split())
_SECOND: Final = frozenset("you your yours you're you've you'd you'll".split())
_THIRD: Final = frozenset("he she him her his hers they them their he'd she'd they'd".split())


@dataclass(slots=True, eq=False)
class Unit:
    """A sentence, or the part of one inside or outside a quotation."""

    start: int
    end: int
    paragraph: int
    """Index of its paragraph."""
    line: Line | None
    """The outermost speech, thought or writing that it stands in."""
    perfect: int = 0
    """Verbs in the past perfect."""
    past: int = 0
    present: int = 0
    would: int = 0
    might: int = 0
    will: int = 0
    first: int = 0
    second: int = 0
    third: int = 0
    words: int = 0
    asks: bool = False
    cues: frozenset[str] = field(default_factory=frozenset)
    """Names of the patterns of lexicon/worlds.py that are found in it."""


CUES: Final = {
    "sleep": worlds.SLEEP,
    "faint": worlds.FAINT,
    "wake": worlds.WAKE,
    "dreamt": worlds.DREAMT,
    "dreamt_that": worlds.DREAMT_THAT,
    "only_a_dream": worlds.ONLY_A_DREAM,
    "this_is_a_dream": worlds.THIS_IS_A_DREAM,
    "you_were_out": worlds.YOU_WERE_OUT,
    "return": worlds.RETURN,
    "scry": worlds.SCRY,
    "fiction": worlds.FICTION,
    "lull": worlds.LULL,
    "blow": worlds.BLOW,
    "no_breath": worlds.NO_BREATH,
    "remember": worlds.REMEMBER,
    "imagine": worlds.IMAGINE,
    "habit": worlds.HABITUAL,
    "now": worlds.NOWNESS,
    "telling": worlds.TELLING,
    "storying": worlds.STORYING,
}
"""Patterns that may be found in a unit, by name."""


def _openers() -> dict[str, tuple[str, ...]]:
    """By word, the cues whose pattern can only match where that word stands.

    So most units are passed over without a search.
    """
    found: dict[str, list[str]] = {}
    for name, stems in worlds.OPENERS.items():
        for stem in stems.split():
            found.setdefault(stem, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


_OPENERS: Final = _openers()


def find_units(story: Story) -> list[Unit]:
    """The units of the story's own paragraphs, in text order."""
    tokens = story.text.tokens
    lines = sorted(
        ((s.start, s.end, q) for q in story.quotations if q.kind != "not_speech" and q.parent is None for s in q.spans),
        key=lambda row: row[0],
    )
    starts = [row[0] for row in lines]
    content = story.text.content
    own = [(r.start, r.end) for r in story.regions if r.kind == "story"]
    out = []
    for n, paragraph in enumerate(story.paragraphs):
        if not any(a <= paragraph.start < b for a, b in own):
            continue
        for start, end in _sentences(tokens, paragraph.start, paragraph.end):
            for a, b, line in _parted(start, end, lines, starts):
                if any(c.isalnum() for c in content[a:b]):
                    out.append(_described(content, tokens, Unit(a, b, n, line)))
    return out


def _sentences(tokens: Tokens, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one paragraph."""
    first = start
    ids = tokens.between(start, end)
    k = ids.start
    while k < ids.stop:
        word = tokens.words[k]
        k += 1
        if not _STOPS.fullmatch(word) or (word == "." and k >= 2 and tokens.lower[k - 2] in _ABBREVIATED):
            continue
        while k < ids.stop and tokens.words[k] in _CLOSING and tokens.starts[k] == tokens.ends[k - 1]:
            k += 1
        if k < ids.stop and tokens.words[k][0].islower():
            continue
        if k < ids.stop:
            yield first, tokens.ends[k - 1]
            first = tokens.starts[k]
    if first < end:
        yield first, end


def _parted(
    start: int, end: int, lines: list[tuple[int, int, Line]], starts: list[int]
) -> Iterator[tuple[int, int, Line | None]]:
    """The parts of a sentence inside and outside quotations."""
    at = start
    k = max(0, bisect_right(starts, start) - 1)
    while k < len(lines) and lines[k][0] < end:
        a, b, line = lines[k]
        k += 1
        if b <= at:
            continue
        if a > at:
            yield at, a, None
            at = a
        yield at, min(b, end), line
        at = min(b, end)
    if at < end:
        yield at, end, None


def _described(content: str, tokens: Tokens, unit: Unit) -> Unit:
    """`unit` with its counts and cues."""
    ids = tokens.between(unit.start, unit.end)
    lower = tokens.lower
    maybe: set[str] = set()
    for k in ids:
        word = lower[k]
        if word in _OPENERS:
            maybe.update(_OPENERS[word])
        if not word[0].isalpha():
            continue
        unit.words += 1
        unit.first += word in _FIRST
        unit.second += word in _SECOND
        unit.third += word in _THIRD
        if word in worlds.HAVE_PAST:
            following = [lower[j] for j in range(k + 1, min(k + 4, ids.stop))]
            verb = next(
                (
                    w
                    for w in following
                    if w
                    not in (
                        "not",
                        "never",
                        "always",
                        "only",
                        "just",
                        "ever",
                        "already",
                        "once",
                        "all",
                        "he",
                        "she",
                        "it",
                        "they",
                        "i",
                    )
                ),
                "",
            )
            if (
                verb in worlds.PARTICIPLES
                or (verb.endswith("ed") and verb not in worlds.NOT_PAST)
                or verb.endswith("en")
            ):
                unit.perfect += 1
            elif word.startswith("had"):
                unit.past += 1
            else:
                unit.would += 1
        elif word in worlds.WOULD:
            unit.would += 1
        elif word in worlds.MIGHT:
            unit.might += 1
        elif word in worlds.WILL:
            unit.will += 1
        elif word in worlds.PRESENT:
            unit.present += 1
        elif worlds.is_past(word) and word not in ("been",):
            unit.past += 1
    text = content[unit.start : unit.end].replace("’", "'")
    unit.asks = "?" in text
    unit.cues = frozenset(name for name in maybe if CUES[name].search(text))
    return unit
