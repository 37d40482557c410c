"""Sobriety: who is drunk, and who is sober again."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.states.claims import Claim, Reading
from fullcast.lexicon import states as words


def find_sobriety(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is drunk or sober, in no particular order."""
    c = reading.clauses
    for token in c.having(words.DRUNK | words.SOBER | {"drink"}):
        if c.words[token] not in words.DRUNK | words.SOBER or c.relations[token] in ("amod", "advmod", "nsubj", "obj"):
            continue
        if reading.obliques(token, *words.DRUNK_WITH) or reading.habitual(token) or c.objects(token):
            continue
        subjects = _of_whom(reading, token)
        value = "sober" if c.words[token] in words.SOBER else "drunk"
        yield from reading.claims(subjects, "sobriety", value, token, "is_drunk")
    yield from _bottle(reading)


def _of_whom(reading: Reading, token: int) -> list[int]:
    c = reading.clauses
    head = c.heads[token]
    if c.children(token, "cop"):
        return c.subjects(token)
    if (
        c.relations[token] in ("xcomp", "advcl")
        and head >= 0
        and c.lemmas[head] in ("get", "see", "find", "go", "come", "be")
    ):
        return c.objects(head) or c.subjects(head)
    return c.subjects(token) if c.relations[token] == "conj" and c.upos[token] == "ADJ" else []


def _bottle(reading: Reading) -> Iterator[Claim]:
    """He had drunk the whole bottle."""
    c = reading.clauses
    for token in c.having({"drink", "empty", "finish"}):
        for i in c.children(token, "obj"):
            if (
                c.words[i] == "bottle"
                and (reading.child_words(i, "amod", "det") & {"whole", "entire"})
                and c.upos[token] == "VERB"
            ):
                yield from reading.claims(c.subjects(token), "sobriety", "drunk", token, "bottle")
