"""Life: who is dead or alive, by all the ways of saying so."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.states.burial import find_burial
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.annotators.states.dead import find_dead
from fullcast.annotators.states.dying import find_dying
from fullcast.annotators.states.killing import find_killing
from fullcast.lexicon import states as words


def find_lives(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is dead or alive, in no particular order."""
    for rules in (find_dying, find_killing, find_dead, find_burial, _alive):
        yield from rules(reading)


def _alive(reading: Reading) -> Iterator[Claim]:
    """She is alive; he came back to life; they revived her."""
    c = reading.clauses
    for token in c.having(words.ALIVE):
        if c.relations[token] in ("amod", "advmod", "advcl", "acl:relcl"):
            continue
        yield from reading.claims(c.subjects(token), "life", "alive", token, "is_alive")
    for token in c.having(words.REVIVING):
        if c.upos[token] == "VERB":
            who = c.objects(token) or (c.subjects(token) if c.lemmas[token] == "revive" else [])
            yield from reading.claims(who, "life", "alive", token, "revives")
    for token in c.having({"bring"}):
        if (
            c.upos[token] == "VERB"
            and "back" in reading.child_words(token, "advmod", "compound:prt")
            and not c.children(token, "obl")
            and c.fact(token).so
        ):
            yield from reading.claims(c.objects(token), "life", "alive", token, "brought_back")
    for token in c.having({"life"}):
        head = c.heads[token]
        if (
            head >= 0
            and c.relations[token] == "obl"
            and c.lemmas[head] in ("come", "bring", "return", "restore")
            and "to" in reading.child_words(token, "case")
        ) and (
            "back" in reading.child_words(head, "advmod", "compound:prt") or c.lemmas[head] in ("return", "restore")
        ):
            who = c.objects(head) if c.lemmas[head] in ("bring", "restore") else c.subjects(head)
            yield from reading.claims(who, "life", "alive", head, "revives")
