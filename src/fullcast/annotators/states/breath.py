"""Breath: whose stops, and whose comes back."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.lexicon import states as words


def find_breath(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody breathes or does not, in no particular order."""
    for rule in (_not_breathing, _stops, _chest_still, _breathes):
        yield from rule(reading)


def _not_breathing(reading: Reading) -> Iterator[Claim]:
    """He was not breathing; she did not breathe."""
    c = reading.clauses
    for token in c.having(words.BREATHING):
        if (
            c.upos[token] != "VERB"
            or c.children(token, "obj")
            or reading.child_words(token, "advmod") & {"freely", "easily", "hardly", "scarcely", "easy"}
        ):
            continue
        fact = c.fact(token)
        if (
            fact.status == "not"
            and (
                fact.operator is None
                or fact.operator < 0
                or c.words[fact.operator] not in words.NOT_QUITE | {"hardly", "scarcely", "barely"}
            )
            and c.modal(token) is None
            and "again" not in reading.child_words(token, "advmod")
        ):
            yield from reading.claims(
                c.subjects(token), "breath", "not_breathing", token, "not_breathing", fact=Fact("so")
            )


def _stops(reading: Reading) -> Iterator[Claim]:
    """She stopped breathing; his breath had stopped."""
    c = reading.clauses
    for token in c.having(words.STOPPING):
        if c.upos[token] != "VERB" or reading.habitual(token):
            continue
        if any(c.lemmas[i] in words.BREATHING for i in c.children(token, "xcomp", "ccomp", "obj")):
            yield from reading.claims(c.subjects(token), "breath", "not_breathing", token, "stops_breathing")
        for i in c.subjects(token):
            owner = c.owner(i)
            if c.words[i] in ("breath", "breathing") and owner is not None:
                yield from reading.claims([owner], "breath", "not_breathing", token, "stops_breathing")


def _chest_still(reading: Reading) -> Iterator[Claim]:
    """His chest did not move."""
    c = reading.clauses
    for token in c.having(words.MOVING):
        for i in c.subjects(token):
            owner = c.owner(i)
            if c.words[i] in words.CHEST and owner is not None and c.fact(token).status == "not":
                yield from reading.claims([owner], "breath", "not_breathing", token, "chest_still", fact=Fact("so"))


def _breathes(reading: Reading) -> Iterator[Claim]:
    """She drew a breath; he gasped, coughed: whoever had stopped breathes again."""
    c = reading.clauses
    for token in c.having(words.GASPING | words.DRAWING):
        if c.upos[token] != "VERB" or not c.fact(token).so:
            continue
        if c.lemmas[token] in words.DRAWING and not any(
            c.words[i] in words.BREATHS for i in (*c.children(token, "obj"), *c.children(token, "obl"))
        ):
            continue
        if any(reading.child_words(i, "det") & {"no"} for i in c.children(token, "obj")):
            continue
        yield from reading.claims(c.subjects(token), "breath", "breathing", token, "breathes")
