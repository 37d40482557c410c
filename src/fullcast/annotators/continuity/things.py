"""A thing used after it was lost: it goes where nobody gets it back, and later somebody has it in hand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.continuity.found import Found
from fullcast.annotators.continuity.passages import Passages
from fullcast.layers.world_values import STORY
from fullcast.lexicon.continuity import ANOTHER, FOUND_AGAIN, IRREAL, LOST, THINGS, USES
from fullcast.text import Span

REACH: Final = 420
"""Code points before the words of the loss in which the thing is named."""
_NOUNS: Final = "|".join(sorted(THINGS, key=len, reverse=True))
_THING: Final = re.compile(
    rf"\b(?P<det>the|his|her|my|their|our|your|its|that|this|a|an|[A-Z]\w+['’]s)\s+(?P<more>(?:[\w-]+\s+){{0,2}}?)(?P<head>{_NOUNS})\b(?!['’]s\b|-)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"[^.!?;:\n]*$")
_WITH: Final = re.compile(r"\b(?:with|by means of)\s+$", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_NEVER: Final = frozenset(
    "into in on of from under behind for about beside near towards at to inside like and or than over off through along above".split()
)
"""Before a thing, what makes it no object: "put his hand in the bag" uses no bag."""
_PLAIN: Final = frozenset("little big great old small long heavy good poor dear whole same only precious very".split())
"""Words before a thing that tell it from no other."""


class Named(NamedTuple):
    """A thing as it is named at a place."""

    head: str
    more: frozenset[str]
    """What tells it from others of its kind: "master" of a master key."""
    span: Span
    definite: bool


def used_after_lost(passages: Passages) -> Iterator[Found]:
    """For each thing that is lost for good, the first later place where somebody uses it."""
    things = [_named(m) for m in _THING.finditer(passages.content)]
    by_head: dict[str, list[Named]] = {}
    for thing in things:
        by_head.setdefault(thing.head, []).append(thing)
    starts = [t.span.start for t in things]
    seen: set[tuple[str, int]] = set()
    for lost, first in _losses(passages, things, starts):
        for thing in lost:
            second = _use(passages, thing, first, by_head[thing.head])
            if second is not None and (thing.head, second.start) not in seen:
                seen.add((thing.head, second.start))
                yield Found("used_after_lost", _who(passages, thing, second), first, second, "used_after_lost")


def _named(match: re.Match[str]) -> Named:
    more = frozenset(w.lower() for w in match["more"].split()) - _PLAIN
    return Named(match["head"].lower(), more, Span(*match.span()), match["det"].lower() not in ("a", "an"))


def _losses(passages: Passages, things: list[Named], starts: list[int]) -> Iterator[tuple[list[Named], Span]]:
    """Where something is lost for good: the things that it may be, and the words."""
    for match in LOST.finditer(passages.content):
        if passages.narrated(match.start()) and not _unreal(passages, match):
            sentence = passages.around(match.start(), before=3)
            room = range(
                bisect_left(starts, max(sentence.start, match.start() - REACH)), bisect_left(starts, match.end())
            )
            yield [things[i] for i in room], Span(*match.span())
    for state in passages.telling.states:
        if (state.slot, state.value, state.status, state.level) == ("thing", "lost", "asserted", STORY):
            near = [m for m in passages.telling.mentions.get(state.who, []) if m.span[0] <= state.at]
            found = [t for m in near[-3:] for t in things if t.span.meets(m.span)]
            if passages.narrated(state.at):
                yield found[-1:], Span(*(state.evidence[0] if state.evidence else passages.around(state.at)))


def _unreal(passages: Passages, match: re.Match[str]) -> bool:
    """Whether the clause of a loss says that it only might have been, or was long ago."""
    clause = _BEFORE.search(passages.content, max(match.start() - 90, 0), match.start())
    return clause is not None and IRREAL.search(clause.group()) is not None


def _use(passages: Passages, lost: Named, first: Span, others: list[Named]) -> Span | None:
    """The first use of `lost` in a later paragraph; None if before that it is found again, or is another one."""
    paragraph = passages.paragraph_number(first.start)
    for later in others[bisect_left([t.span.start for t in others], first.end) :]:
        if later.more and not later.more & lost.more:
            continue
        around = Span(max(later.span.start - 60, 0), later.span.end + 60)
        if (
            not later.definite
            or FOUND_AGAIN.search(passages.content, *around)
            or ANOTHER.search(passages.words(later.span))
        ):
            return None
        if passages.paragraph_number(later.span.start) == paragraph or not passages.narrated(later.span.start):
            continue
        used = _used(passages, later)
        if used is not None:
            return used
    return None


def _used(passages: Passages, thing: Named) -> Span | None:
    """The words in which somebody has the thing in hand: a verb with it as its object, or done with it."""
    start = max(thing.span.start - 90, 0)
    clause = _BEFORE.search(passages.content, start, thing.span.start)
    if clause is None or IRREAL.search(clause.group()):
        return None
    words = [(m.group().lower(), clause.start() + m.start()) for m in _WORD.finditer(clause.group())]
    with_it = _WITH.search(passages.content[start : thing.span.start]) is not None
    reach = words[-9:-1] if with_it else words[-4:]
    for i, (word, at) in reversed(list(enumerate(reach))):
        if not with_it and word in _NEVER:
            return None
        if word in USES and (i > 0 or len(words) > len(reach) or with_it):
            return Span(at, thing.span.end)
    return None


def _who(passages: Passages, thing: Named, second: Span) -> str:
    """The id of the thing where a layer has one, else its words."""
    for mention in passages.story.mentions:
        here = mention.span[1] in (second.end, thing.span.end)
        if here and mention.entity is not None and mention.entity not in passages.people:
            return mention.entity
    return " ".join(passages.words(thing.span).split()[1:])
