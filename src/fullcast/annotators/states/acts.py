"""Signs of life: where a character speaks or does something in the story's present."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
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
"""Mentions of one character that are looked at."""


class Act(NamedTuple):
    """A place where a character speaks or does something."""

    at: int
    named: bool
    """Whether the words name who it is, or only say "he"."""


class Acts:
    """Where characters of a story act."""

    def __init__(self, reading: Reading, parsed: Parsed) -> None:
        self._reading = reading
        self._parsed = parsed
        self._known: dict[tuple[str, int, int], list[Act]] = {}

    def after(self, who: str, offset: int, until: int | None = None) -> list[Act]:
        """Where `who` speaks or acts on the level of the story after `offset`, and before `until`."""
        until = len(self._reading.story.text) if until is None else until
        key = (who, offset, until)
        if key not in self._known:
            self._known[key] = sorted((*self._spoken(who, offset, until), *self._done(who, offset, until)))
        return self._known[key]

    def _spoken(self, who: str, offset: int, until: int) -> list[Act]:
        return [
            Act(q.spans[0].start, q.type == "explicit") for q in self._reading.story.quotations
            if q.speaker == who and q.kind == "speech" and q.type in ("explicit", "anaphoric")
            and q.parent is None and offset < q.spans[0].start < until and self._here(q.spans[0].start)
        ]  # fmt: skip

    def _here(self, offset: int) -> bool:
        level = self._reading.story.level_at(offset)
        return level is None or level == STORY

    def _done(self, who: str, offset: int, until: int) -> list[Act]:
        mentions = [
            m for m in self._reading.story.mentions
            if m.entity == who and offset < m.span.start < until and self._reading.line_at(m.span.start) is None and self._here(m.span.start)
        ][:MOST]  # fmt: skip
        if not mentions:
            return []
        clauses = self._parsed(m.span.start for m in mentions)
        reading = Reading(self._reading.story, clauses) if clauses is not self._reading.clauses else self._reading
        return [Act(m.span.start, m.form == "name") for m in mentions if _acts(reading, m)]


def _acts(reading: Reading, mention: Mention) -> bool:
    """Whether the clause around a mention tells, as of now, of something that its subject does."""
    c = reading.clauses
    token = _head(c, mention)
    if token is None or reading.sure(token) != mention.entity:
        return False
    verb = c.heads[token]
    if c.relations[token] == "obj" and c.lemmas[verb] in _PERCEIVED:
        done = c.children(verb, "xcomp", "ccomp")
        return any(c.upos[i] == "VERB" and c.words[i].endswith("ing") and c.lemmas[i] not in words.NO_ACTS for i in done) and c.fact(verb).so
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
