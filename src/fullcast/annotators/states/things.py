"""Things: what is broken, lost or whole again, among the vehicles and buildings that the story's entities hold."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.states.claims import Claim, Reading
from fullcast.lexicon import states as words


def find_things(reading: Reading) -> Iterator[Claim]:
    """Claims that a ship, a car, a house is broken, lost or mended, in no particular order."""
    c = reading.clauses
    for token in c.having(words.SINKING | words.BREAKING_THING | words.MENDING | words.BROKEN_THING | words.BEFALLING):
        if reading.habitual(token) or (reading.timeless(token) and c.fact(token).so):
            continue
        told = _told(reading, token)
        if told is None:
            continue
        value, rule, things = told
        for i in things:
            which = reading.thing(i)
            if which is not None and not reading.progressive(token):
                yield Claim(which, "thing", value, token, rule, c.fact(token), c.span(token))


def _told(reading: Reading, token: int) -> tuple[str, str, list[int]] | None:
    """Value, rule, and the tokens of the things that `token` says something of."""
    c = reading.clauses
    lemma, word = c.lemmas[token], c.words[token]
    after = reading.child_words(token, "compound:prt", "advmod")
    if c.upos[token] == "VERB" and lemma in words.SINKING:
        return "lost", "thing_lost", c.objects(token) or c.subjects(token)
    if c.upos[token] == "VERB" and lemma in words.MENDING:
        return "whole", "thing_mended", c.objects(token)
    if c.upos[token] == "VERB" and lemma in words.BREAKING_THING:
        if lemma == "burn" and "down" not in after:
            return None
        passed = c.objects(token) if lemma in words.DESTROYING or c.passive(token) else []
        down = (
            c.subjects(token) if lemma in ("break", "burn") and "down" in after and not c.children(token, "obj") else []
        )
        own = (
            c.subjects(token)
            if lemma in ("break",) and any(c.words[i] == "back" for i in c.children(token, "obj"))
            else []
        )
        lost = lemma == "burn" and "down" in after
        return ("lost" if lost else "broken"), ("thing_lost" if lost else "thing_broken"), passed or down or own
    if lemma in ("commission", "order", "action") and "out" in reading.child_words(token, "case", "advmod"):
        return "broken", "thing_broken", c.subjects(token) if c.children(token, "cop") else []
    if c.upos[token] == "VERB" and not c.passive(token) and (told := _befalls(reading, token)) is not None:
        return (*told, c.subjects(token))
    if c.upos[token] == "VERB" and lemma == "lose" and c.passive(token):
        return "lost", "thing_lost", c.subjects(token)
    if c.upos[token] == "ADJ" and word in words.BROKEN_THING and c.children(token, "cop"):
        return "broken", "thing_broken", c.subjects(token)
    return None


def _befalls(reading: Reading, token: int) -> tuple[str, str] | None:
    """Value and rule of what befalls a vehicle or building of itself: it overturns, runs aground, goes down, will not start."""
    c = reading.clauses
    lemma, after = c.lemmas[token], reading.child_words(token, "compound:prt", "advmod", "xcomp")
    if c.children(token, "obj") and lemma != "catch":
        return None
    catches = lemma == "catch" and any(c.words[i] == "fire" for i in c.children(token, "obj"))
    turned = lemma in words.TURNING and "over" in after
    grounded = lemma == "run" and after & {"aground", "ashore"}
    blown = lemma == "blow" and "up" in after
    if lemma in words.FAILING_THING or catches or turned or grounded or blown:
        return "broken", "thing_broken"
    if lemma == "go" and "down" in after and not c.children(token, "obl"):
        return "lost", "thing_lost"
    return None
