"""What is done with the dead: laid out, buried, mourned."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.annotators.states.happening import happened, reflexive
from fullcast.lexicon import people
from fullcast.lexicon import states as words


def find_burial(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is dead, in no particular order."""
    for rule in (_laid_out, _lies_dead, _buried, _mourned):
        yield from rule(reading)


def _laid_out(reading: Reading) -> Iterator[Claim]:
    """She closed his eyes; the doctor drew the sheet over Leon's face; in loving memory of Ida Holm."""
    c = reading.clauses
    for token in c.having({"close", "draw", "pull", "lay", "spread"}):
        if c.upos[token] != "VERB" or not happened(reading, token) or not c.fact(token).so:
            continue
        doers = {reading.likely(i) for i in c.agents(token)}
        parts = [i for i in c.objects(token) if c.words[i] == "eyes"] if c.lemmas[token] == "close" else []
        if c.lemmas[token] != "close" and any(c.lemmas[i] in words.SHROUDS for i in c.objects(token)):
            parts = [
                i
                for i in c.children(token, "obl")
                if c.words[i] in ("face", "head") and "over" in reading.child_words(i, "case")
            ]
        owners = [o for i in parts if (o := c.owner(i)) is not None]
        if owners and None not in doers and reading.sure(owners[0]) not in doers and doers:
            yield from reading.claims(owners, "life", "dead", token, "laid_out")
    for token in c.having({"memory"}):
        owner = c.owner(token)
        if owner is not None and "loving" in reading.child_words(token, "amod"):
            yield from reading.claims([owner], "life", "dead", token, "laid_out", fact=Fact("so"))


def _lies_dead(reading: Reading) -> Iterator[Claim]:
    """He lay in his coffin; she has been in the churchyard since February."""
    c = reading.clauses
    for noun in c.having(words.LAST_PLACES):
        token = noun if c.children(noun, "cop") else c.heads[noun]
        if (
            token < 0
            or not reading.child_words(noun, "case") & {"in", "on"}
            or c.upos[noun] != "NOUN"
            or reading.habitual(token)
        ):
            continue
        rests = c.lemmas[token] in ("lie", "rest", "sleep") or token == noun
        if rests and (c.words[noun] not in ("churchyard", "cemetery", "graveyard") or reading.obliques(token, "since")):
            yield from reading.claims(c.subjects(token), "life", "dead", noun, "lies_dead", fact=c.fact(token))


def _mourned(reading: Reading) -> Iterator[Claim]:
    """I had mourned Callum for six years: to whoever mourns he is dead."""
    c = reading.clauses
    for token in c.having({"mourn"}):
        subject = next(iter(c.subjects(token)), None)
        if c.upos[token] == "VERB" and c.fact(token).so and subject is not None and c.tense(token) == "past":
            mourned = c.children(token, "obj") or reading.obliques(token, "for")
            yield from reading.claims(mourned, "life", "dead", token, "mourned", fact=Fact("said", subject, token))


def _buried(reading: Reading) -> Iterator[Claim]:
    """They buried her on Tuesday; he is buried in Bath."""
    c = reading.clauses
    for token in c.having(words.BURYING):
        if (
            c.upos[token] not in ("VERB", "ADJ")
            or not happened(reading, token)
            or reading.child_words(token, "xcomp", "advmod", "amod", "obl") & {"alive"}
        ):
            continue
        objects = [
            i for i in c.objects(token) if c.words[i] not in people.FIRST | people.SECOND | people.IT | people.WE
        ]
        if reflexive(reading, objects) or not _grave(reading, token):
            continue
        yield from reading.claims(objects, "life", "dead", token, "buried")
        if objects:
            beside = reading.obliques(token, "beside", "alongside", "next")
            yield from reading.claims(beside, "life", "dead", token, "buried")


def _grave(reading: Reading, token: int) -> bool:
    """Whether what somebody is buried in or under is no sand, work or blanket."""
    return not any(
        reading.clauses.words[i] in words.NO_GRAVES | words.NO_WATERS
        for i in reading.obliques(token, "under", "in", "beneath")
    )
