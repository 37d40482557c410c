"""Whether something that a verb tells can have happened once, and to whom."""

from __future__ import annotations

from fullcast.annotators.states.claims import Reading
from fullcast.lexicon import states as words


def happened(reading: Reading, token: int) -> bool:
    """Whether what `token` tells can have happened: it is no habit, goes on no longer, and nobody laughs."""
    c = reading.clauses
    if reading.progressive(token) or reading.habitual(token) or reading.made_up(token):
        return False
    if reading.clauses.fact(token).so and (reading.timeless(token) or reading.bare(token)):
        return False
    if reading.child_words(token, "advmod") & words.HYPERBOLE or often(reading, token):
        return False
    if any(c.words[i] in words.LOOKS for i in reading.obliques(token, "with", "by")):
        return False
    head = c.heads[token]
    return not (head >= 0 and c.lemmas[head] in words.LAUGHING and c.relations[token] in ("advcl", "xcomp", "ccomp"))


def often(reading: Reading, token: int) -> bool:
    """Whether it is said to have happened once or twice: nobody dies but for good."""
    c = reading.clauses
    after = [i for i in (*c.children(token, "advmod"), token + 1) if token < i < len(c)]
    return any(c.words[i] in ("once", "twice", "thrice") and c.words[i - 1] != "at" for i in after)


def reflexive(reading: Reading, tokens: list[int]) -> list[int]:
    """Those of `tokens` that are words such as "himself"."""
    return [i for i in tokens if reading.clauses.words[i].endswith(("self", "selves"))]
