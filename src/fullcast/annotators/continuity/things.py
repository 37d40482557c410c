"""A thing used after it was lost: it goes where nobody gets it back, and later somebody has it in hand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.continuity.found import Found
from fullcast.annotators.continuity.passages import Passages
from fullcast.layers.world_values import STORY
from fullcast.lexicon.continuity import ANOTHER, FOUND_AGAIN, IRREAL, LOSING, LOSING_TO, LOST, THINGS, USES, WORKS
from fullcast.text import Span

REACH: Final = 420
"""Code points before the words of the loss in which the thing is named."""
_NOUNS: Final = "|".join(sorted(THINGS, key=len, reverse=True))


_LITTLE: Final = "the|a|an|his|her|my|their|our|your|its|that|this|and|or|but|of|in|on|with|to|from|for|at|by|as|into"


def _pattern(nouns: str) -> re.Pattern[str]:
    """A thing with the words before it."""
    return re.compile(
        r"\b(?P<det>the|his|her|my|their|our|your|its|that|this|a|an|another|some|any|no|one|each|every|[A-Z]\w+['’]s)\s+"
        rf"(?P<more>(?:(?!(?:{_LITTLE})\b)[\w-]+\s+){{0,2}}?)(?P<head>{nouns})\b(?!['’]s\b|-)",
        re.IGNORECASE,
    )


_THING: Final = _pattern(_NOUNS)
_BEFORE: Final = re.compile(r"[^.!?;:\n]*$")
_WITH: Final = re.compile(r"\b(?:with|by means of)\s+$", re.IGNORECASE)
_WORKS: Final = re.compile(r"\s+(\w+)")
_WORD: Final = re.compile(r"\w+")
_NEVER: Final = frozenset(
    "into in on of from under behind for about beside near towards at to inside like and or than over off through along above".split()
)
"""Before a thing, what makes it no object: "put his hand in the bag" uses no bag."""
_SOME: Final = frozenset("a an another some any no one each every".split())
"""Before a thing that is not the one we know."""
_DETERMINERS: Final = frozenset("the his her my their our your its that this".split())
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
    losses = [*_losses(passages), *_states(passages)]
    heads = {thing.head for thing, _ in losses}
    if not heads:
        return
    by_head: dict[str, list[Named]] = {head: [] for head in heads}
    pattern = _pattern("|".join(map(re.escape, sorted(heads, key=len, reverse=True))))
    for paragraph in passages.holding(heads):
        for thing in _things(passages, paragraph, pattern):
            by_head[thing.head].append(thing)
    for thing, first in losses:
        second = _use(passages, thing, first, by_head[thing.head])
        if second is not None:
            yield Found("used_after_lost", _who(passages, thing, second), first, second, "used_after_lost")


def _things(passages: Passages, span: Span, pattern: re.Pattern[str] = _THING) -> list[Named]:
    """The things that are named in a stretch."""
    return [_named(m) for m in pattern.finditer(passages.content, *span)]


def _named(match: re.Match[str]) -> Named:
    more = frozenset(w.lower() for w in match["more"].split()) - _PLAIN
    return Named(match["head"].lower(), more, Span(*match.span()), match["det"].lower() not in _SOME)


def _losses(passages: Passages) -> Iterator[tuple[Named, Span]]:
    """Where something is lost for good: each thing that it may be, and the words."""
    for match in passages.find(LOST, LOSING_TO, THINGS, first=LOSING):
        if passages.narrated(match.start()) and not _unreal(passages, match):
            sentence = passages.around(match.start(), before=3)
            room = Span(max(sentence.start, match.start() - REACH), match.end())
            yield from ((thing, Span(*match.span())) for thing in _things(passages, room))


def _states(passages: Passages) -> Iterator[tuple[Named, Span]]:
    """Things that another annotator found to be lost or broken, and never whole again."""
    mended = {s.who for s in passages.telling.states if s.value == "whole"}
    for state in passages.telling.states:
        gone = state.slot == "thing" and state.value in ("lost", "broken") and state.who not in mended
        if gone and (state.status, state.level) == ("asserted", STORY) and passages.narrated(state.at):
            first = Span(*(state.evidence[0] if state.evidence else passages.around(state.at)))
            named = [
                m
                for m in passages.telling.mentions.get(state.who, [])
                if m.span[0] <= first.end and m.form != "pronoun"
            ]
            for m in named[-1:]:
                words = passages.words(m.span).replace("*", "").split()
                more = frozenset(w.lower() for w in words[:-1]) - _PLAIN - _SOME - _DETERMINERS
                yield Named(words[-1].lower(), more, Span(*m.span), True), first


def _unreal(passages: Passages, match: re.Match[str]) -> bool:
    """Whether the clause of a loss says that it only might have been, or was long ago."""
    clause = _BEFORE.search(passages.content, max(match.start() - 90, 0), match.start())
    return IRREAL.search((clause.group() if clause is not None else "") + match.group()) is not None


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
    """The words in which somebody has the thing in hand: a verb with it as its object, or done with it; or it works by itself."""
    works = _WORKS.match(passages.content, thing.span.end)
    if works is not None and works[1] in WORKS:
        return Span(thing.span.start, works.end())
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
    return " ".join(["the", *passages.words(thing.span).split()[1:]])
