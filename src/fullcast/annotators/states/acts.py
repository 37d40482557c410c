"""Signs of life: where a character speaks or does something in the story's present."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final, NamedTuple

from fullcast.annotators.clauses import Clauses
from fullcast.annotators.states.claims import Reading
from fullcast.layers import Mention
from fullcast.layers.world_values import STORY
from fullcast.lexicon import states as words

Parsed = Callable[[Iterable[int]], Clauses]
"""Gives the clauses of the sentences at some offsets."""
_PERCEIVED: Final = frozenset("see hear find watch notice".split())
MOST: Final = 60
"""Mentions of somebody who is said to be dead that are looked at."""
FEW: Final = 10
"""Mentions of somebody who sleeps that are looked at."""


class Act(NamedTuple):
    """A place where a character speaks or does something."""

    at: int
    named: bool
    """Whether the words name who it is, or only say "he"."""


class Acts:
    """Where characters of a story act; the sentences about them are parsed together, once it is known of whom that will be asked."""

    def __init__(self, reading: Reading, parsed: Parsed) -> None:
        self._reading = reading
        self._parsed = parsed
        self._known: dict[tuple[str, int, int], list[Act]] = {}
        self._asked: dict[str, dict[int, int]] = {}

    def ask(self, who: str, offset: int, most: int) -> None:
        """Say that it will be asked what `who` does after `offset`; `most` mentions from there on are looked at."""
        asked = self._asked.setdefault(who, {})
        asked[offset] = max(most, asked.get(offset, 0))

    def after(self, who: str, offset: int, until: int | None = None) -> list[Act]:
        """Where `who` speaks or acts on the level of the story after `offset`, and before `until`."""
        until = len(self._reading.story.text) if until is None else until
        key = (who, offset, until)
        if key not in self._known:
            self._known[key] = sorted((*self._spoken(who, offset, until), *self._done(who, offset, until)))
        return self._known[key]

    def _spoken(self, who: str, offset: int, until: int) -> list[Act]:
        labelled = [Act(at, True) for at, speaker in self._reading.labels() if speaker == who and offset < at < until]
        return labelled + [
            Act(q.spans[0].start, q.type == "explicit") for q in self._reading.story.quotations
            if q.speaker == who and q.kind == "speech" and q.type in ("explicit", "anaphoric")
            and q.parent is None and offset < q.spans[0].start < until and self._here(q.spans[0].start)
        ]  # fmt: skip

    def _here(self, offset: int) -> bool:
        return self._reading.level_at(offset) == STORY

    @cached_property
    def _told(self) -> dict[str, list[Mention]]:
        """The mentions in narration of those who are asked for, in text order."""
        told: dict[str, list[Mention]] = {}
        for m in sorted(self._reading.story.mentions, key=lambda m: m.span):
            if (
                m.entity is not None
                and m.entity in self._asked
                and self._reading.line_at(m.span.start) is None
                and self._here(m.span.start)
            ):
                told.setdefault(m.entity, []).append(m)
        return told

    @cached_property
    def _near(self) -> Reading:
        """The sentences with mentions that are looked at."""
        wanted: set[int] = set()
        for who, asked in self._asked.items():
            told = self._told.get(who, [])
            starts = [m.span.start for m in told]
            for offset, most in asked.items():
                k = bisect_right(starts, offset)
                wanted.update(starts[k : k + most])
        clauses = self._parsed(wanted)
        return self._reading if clauses is self._reading.clauses else Reading(self._reading.story, clauses)

    def _done(self, who: str, offset: int, until: int) -> list[Act]:
        told = [m for m in self._told.get(who, ()) if offset < m.span.start < until]
        return [Act(m.span.start, m.form == "name") for m in told if _acts(self._near, m)]


def _acts(reading: Reading, mention: Mention) -> bool:
    """Whether the clause around a mention tells, as of now, of something that its subject does."""
    c = reading.clauses
    token = _head(c, mention)
    if token is None or reading.likely(token) != mention.entity:
        return False
    verb = c.heads[token]
    if c.relations[token] == "nmod:poss" and c.words[verb].endswith("ing"):
        above = c.heads[verb]
        return above >= 0 and c.lemmas[above] in _PERCEIVED and c.fact(above).so
    if c.relations[token] == "obj" and c.lemmas[verb] in _PERCEIVED:
        done = c.children(verb, "xcomp", "ccomp")
        return (
            any(c.upos[i] == "VERB" and c.words[i].endswith("ing") and c.lemmas[i] not in words.NO_ACTS for i in done)
            and c.fact(verb).so
        )
    if c.relations[token] != "nsubj":
        return False
    return (
        c.upos[verb] == "VERB" and c.lemmas[verb] not in words.NO_ACTS and c.tense(verb) != "" and not c.perfect(verb)
        and c.fact(verb).so and not reading.habitual(verb) and c.relations[verb] not in ("acl:relcl", "acl")
    )  # fmt: skip


def _head(clauses: Clauses, mention: Mention) -> int | None:
    """The token of `mention` whose head stands outside of it."""
    first = clauses.at(mention.span.start)
    if first is None:
        return None
    last = bisect_right(clauses.starts, mention.span.end - 1)
    inside = range(first, last)
    return next((i for i in inside if clauses.heads[i] not in inside), None)
