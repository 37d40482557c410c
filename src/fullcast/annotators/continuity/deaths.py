"""The dead who act: somebody dies before our eyes, and later speaks or does something, with no word of how that can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import UNSET

from fullcast.annotators.continuity.found import Found
from fullcast.annotators.continuity.passages import Passages
from fullcast.layers import Line, Mention, State
from fullcast.layers.world_values import STORY
from fullcast.lexicon.continuity import BEFORE, GHOSTLY, NO_DEEDS, STILLNESS
from fullcast.lexicon.worlds import PRESENT, is_past
from fullcast.text import Span

SURE: Final = 0.9
"""A speaker who has a confidence is taken from this on; that of a death is its rule's, and what is asked here is more."""
APART: Final = 200
"""Code points between a death and a deed that no longer belongs to it."""
MOST: Final = 8
"""Deeds and lines after a death; who has more is alive, and the death was misread or told out of order."""
_VERB: Final = re.compile(
    r"(?:\s+and\s+[A-Z]\w+)?(?:,[^,.!?]{1,30},)?(?:\s+(?:\w+ly|just|only|then))?\s+(?:(?:was|is|were)\s+(?P<doing>\w+ing)|(?P<verb>\w+))\b"
)


def dead_acts(passages: Passages) -> Iterator[Found]:
    """The first deed or line of each who died in the story's present, was alive in it before, and is not said to have come back."""
    deaths: dict[str, State] = {}
    for state in passages.telling.states:
        if (state.slot, state.level, state.status) == ("life", STORY, "asserted"):
            if state.value != "dead":
                deaths.pop(state.who, None)
            elif _seen(passages, state):
                deaths.setdefault(state.who, state)
    returned = {r.entity for r in passages.story.reveals if r.entity in deaths and r.at > deaths[r.entity].at}
    lines = _lines(passages)
    for who, state in deaths.items():
        mentions = [m for m in passages.called(who) if passages.narrated(m.span[0])]
        acts = sorted([*_deeds(passages, mentions), *(_tag(passages, line, mentions) for line in lines.get(who, ()))])
        after = [
            a for a in acts if a[1] and a[0].start >= state.at + APART and not _same_paragraph(passages, state.at, a[0])
        ]
        if who in returned or not _was_alive(passages, state, mentions) or not 0 < len(after) <= MOST:
            continue
        second = after[0][0]
        if not _explained(passages, second):
            yield Found("dead_acts", who, _first(passages, state), second, "dead_acts")


def _was_alive(passages: Passages, state: State, mentions: list[Mention]) -> bool:
    """Whether the story had them before it in its present: they spoke, or narration named them twice."""
    there = any(
        s.level == STORY and state.who in s.participants and s.start < passages.paragraph(state.at).start
        for s in passages.telling.scenes[: passages.telling.scene_index(state.at)]
    )
    spoke = there or any(q.speaker == state.who and q.spans[0].start < state.at for q in passages.story.quotations)
    return spoke or sum(m.span[0] < passages.paragraph(state.at).start for m in mentions) > 1


def _seen(passages: Passages, state: State) -> bool:
    """Whether narration tells the death as it happens."""
    return passages.narrated(state.at) and state.who in passages.people


def _lines(passages: Passages) -> dict[str, list[Line]]:
    """By speaker, speech on the story's own level that surely is theirs."""
    out: dict[str, list[Line]] = {}
    for line in passages.story.quotations:
        sure = line.by != "machine" or (
            line.type == "explicit" and (line.confidence is UNSET or line.confidence >= SURE)
        )
        plain = (
            line.kind == "speech" and line.parent is None and passages.telling.level_at(line.spans[0].start) == STORY
        )
        if line.speaker is not None and sure and plain:
            out.setdefault(line.speaker, []).append(line)
    return out


def _tag(passages: Passages, line: Line, mentions: list[Mention]) -> tuple[Span, bool]:
    """Where a line says by name whose it is, with a verb; and whether it does."""
    near = Span(line.spans[0].start - 80, line.spans[-1].end + 80)
    number = passages.paragraph_number(line.spans[0].start)
    for m in mentions:
        if near.holds(m.span) and passages.paragraph_number(m.span[0]) == number:
            return Span(line.spans[0].start, max(m.span[1], line.spans[0].end)), True
    return line.spans[0], False


def _deeds(passages: Passages, mentions: list[Mention]) -> Iterator[tuple[Span, bool]]:
    """What somebody does, by name; and whether it is told as done, just then."""
    for m in mentions:
        verb = _VERB.match(passages.content, m.span[1])
        if verb is not None and _does(verb):
            before = passages.content[passages.around(m.span[0]).start : m.span[0]]
            yield Span(m.span[0], verb.end()), BEFORE.search(before) is None


def _does(verb: re.Match[str]) -> bool:
    """Whether these words after a name say what somebody does, as the dead do not."""
    if verb["doing"] is not None:
        return verb["doing"] not in STILLNESS
    word = verb["verb"]
    return word not in NO_DEEDS and (is_past(word) or word in PRESENT)


def _same_paragraph(passages: Passages, at: int, span: Span) -> bool:
    return passages.paragraph_number(at) == passages.paragraph_number(span.start)


def _explained(passages: Passages, span: Span) -> bool:
    """Whether a word in the sentences around it says how it can be."""
    return GHOSTLY.search(passages.content, *passages.around(span.start, before=2, after=2)) is not None


def _first(passages: Passages, state: State) -> Span:
    """The words that say the death."""
    if state.evidence:
        return Span(*state.evidence[0])
    return Span(state.at, passages.around(state.at).end)
