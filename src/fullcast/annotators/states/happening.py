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
    if reading.child_words(token, "advmod") & words.HYPERBOLE:
        return False
    head = c.heads[token]
    return not (head >= 0 and c.lemmas[head] in words.LAUGHING and c.relations[token] in ("advcl", "xcomp", "ccomp"))


def reflexive(reading: Reading, tokens: list[int]) -> list[int]:
    """Those of `tokens` that are words such as "himself"."""
    return [i for i in tokens if reading.clauses.words[i].endswith(("self", "selves"))]
