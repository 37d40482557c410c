"""Who dies, by what words tell it."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.annotators.states.happening import happened
from fullcast.lexicon import people
from fullcast.lexicon import states as words


def find_dying(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is dead, in no particular order."""
    for rule in (_dies, _last_breath, _never_woke, _did_not_survive, _taken, _lost):
        yield from rule(reading)


def _dies(reading: Reading) -> Iterator[Claim]:
    """She died; he was drowned; they have perished."""
    c = reading.clauses
    for token in c.having(words.DYING):
        if c.upos[token] != "VERB" or not happened(reading, token) or _dies_in_a_manner(reading, token):
            continue
        objects = c.objects(token)
        if c.lemmas[token] == "drown" and objects:
            yield from reading.claims(objects, "life", "dead", token, "drowned")
        elif all(
            c.lemmas[i] == "death" or c.words[i] == "what" or _parted(reading, token, i)
            for i in c.children(token, "obj")
        ):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "dies")


def _parted(reading: Reading, one: int, two: int) -> bool:
    """Whether a mark stands between two words, so that neither governs the other."""
    return any(reading.clauses.upos[i] == "PUNCT" for i in range(min(one, two) + 1, max(one, two)))


def _dies_in_a_manner(reading: Reading, token: int) -> bool:
    """Whether the dying is a figure of speech."""
    c = reading.clauses
    if reading.child_words(token, "compound:prt", "advmod") & words.DIES_AWAY:
        return True
    if any(c.lemmas[i] in words.LAUGHING for i in c.children(token, "xcomp", "advcl")):
        return True
    if any(c.words[i] in words.NO_CAUSES for i in reading.obliques(token, "of", "from", "with")):
        return True
    if any(c.words[i] in words.NO_WATERS for i in reading.obliques(token, "in")):
        return True
    if any(c.words[i] in ("world", "sin") for i in reading.obliques(token, "to")):
        return True
    if any(
        i < token and c.upos[i] in ("NOUN", "PROPN", "PRON") and reading.likely(i)
        for i in reading.obliques(token, "for", "to")
    ):
        return True
    deaths = [i for i in c.children(token, "obj") if c.lemmas[i] == "death"]
    if any(c.children(i, "nummod") or c.words[i] == "deaths" for i in deaths):
        return True
    sentence = {c.words[i] for i in c.sentence(token) if i > token}
    return "heaven" in sentence and "went" in sentence


def _taken(reading: Reading) -> Iterator[Claim]:
    """The fever took Alder; the sea had claimed both her sons."""
    c = reading.clauses
    for token in c.having(words.TAKING):
        if c.upos[token] != "VERB" or not happened(reading, token) or c.children(token, "xcomp"):
            continue
        if c.passive(token) and any(
            c.words[i] in people.WE | people.THEY | people.FIRST for i in reading.obliques(token, "from")
        ):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "taken")
        if [i for i in c.children(token, "obl") if reading.child_words(i, "case") - {"on", "in", "at"}]:
            continue
        if c.lemmas[token] == "carry" and not reading.child_words(token, "compound:prt", "advmod") & {"off", "away"}:
            continue
        agents = {c.words[i] for i in c.agents(token)}
        takers = (
            words.DEADLY_TAKERS
            if c.lemmas[token] != "carry"
            else words.DEADLY_TAKERS & words.DISEASES | {"plague", "illness", "disease", "stroke"}
        )
        if agents & takers:
            yield from reading.claims(c.objects(token), "life", "dead", token, "taken")


def _last_breath(reading: Reading) -> Iterator[Claim]:
    """She breathed her last; he gave up the ghost; she passed away; his heart gave out; he bled out."""
    c = reading.clauses
    for token in c.having({"breathe", "give", "pass", "lose", "meet", "flatline", "fail", "draw", "bleed"}):
        if c.upos[token] != "VERB" or not happened(reading, token):
            continue
        particles = reading.child_words(token, "compound:prt", "advmod")
        objects = c.children(token, "obj")
        names = {c.lemmas[i] for i in objects}
        lemma = c.lemmas[token]
        dead = (
            (
                lemma in ("breathe", "draw")
                and (
                    "last" in particles
                    or any("last" in reading.child_words(i, "amod") or c.words[i] == "last" for i in objects)
                )
            )
            or (lemma == "give" and "ghost" in names)
            or (lemma == "pass" and _passes(reading, token, particles))
            or (
                lemma == "lose" and "life" in names and not any(reading.child_words(i, "nmod", "amod") for i in objects)
            )
            or (lemma == "meet" and names & {"death", "end"} and any(c.children(i, "nmod:poss") for i in objects))
            or lemma == "flatline"
            or (lemma == "bleed" and "out" in particles)
        )
        if dead:
            yield from reading.claims(c.subjects(token), "life", "dead", token, "last_breath")
        elif (lemma == "give" and "out" in particles) or (lemma == "fail" and not objects):
            owners = [c.owner(i) for i in c.subjects(token) if c.words[i] == "heart"]
            yield from reading.claims([o for o in owners if o is not None], "life", "dead", token, "heart_failed")


def _passes(reading: Reading, token: int, particles: set[str]) -> bool:
    c = reading.clauses
    if c.children(token, "obj") or not any(_of_flesh(reading, i) for i in c.subjects(token)):
        return False
    asleep = any(c.words[i] == "sleep" for i in reading.obliques(token, "in"))
    return bool("away" in particles and not c.children(token, "obj")) or asleep


def _of_flesh(reading: Reading, token: int) -> bool:
    """Whether a noun can mean a living being, not a storm or an uproar that passes away."""
    c = reading.clauses
    return c.upos[token] in ("PROPN", "PRON") or c.words[token] in people.PERSON_NOUNS | frozenset(people.KIN)


def _never_woke(reading: Reading) -> Iterator[Claim]:
    """She did not wake again; he never breathed again."""
    c = reading.clauses
    for token in c.having({"wake", "breathe", "awake"}):
        adverbs = reading.child_words(token, "advmod")
        denied = c.negation(token) is not None
        if (
            c.upos[token] == "VERB"
            and denied
            and ("again" in adverbs or "more" in adverbs)
            and c.tense(token) != "present"
            and c.modal(token) is None
        ):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "never_woke", fact=Fact("so"))


def _lost(reading: Reading) -> Iterator[Claim]:
    """The winter after we lost Beatrix; he had lost his wife to the fever."""
    c = reading.clauses
    for token in c.having({"lose"}):
        if c.upos[token] != "VERB" or not happened(reading, token) or c.passive(token):
            continue
        objects = [i for i in c.objects(token) if c.words[i] in words.KIN_LOST]
        named = [i for i in c.objects(token) if c.upos[i] == "PROPN"]
        cause = [
            i
            for i in reading.obliques(token, "to", "in")
            if c.words[i] in words.DEADLY_TAKERS | {"accident", "childbirth", "battle", "fire", "wreck", "crash"}
        ]
        since = reading.child_words(token, "mark", "advmod") & words.LOSSES and c.relations[token] == "advcl"
        if (objects and (cause or since or c.perfect(token))) or (named and (cause or since)):
            yield from reading.claims(objects or named, "life", "dead", token, "lost")


def _did_not_survive(reading: Reading) -> Iterator[Claim]:
    """He did not survive the night; grandpa didn't make it; she did not live to see it."""
    c = reading.clauses
    for token in c.having({"survive", "make", "live"}):
        if c.upos[token] != "VERB" or c.negation(token) is None or c.modal(token) is not None:
            continue
        makes_it = (
            c.lemmas[token] == "make"
            and [c.words[i] for i in c.children(token, "obj")] == ["it"]
            and not c.children(token, "obl", "xcomp")
        )
        lives_to = c.lemmas[token] == "live" and any(
            "to" in reading.child_words(i, "mark") for i in c.children(token, "xcomp", "advcl")
        )
        survives = c.lemmas[token] == "survive" and c.tense(token) == "past"
        if makes_it and c.quotation(token) is None:
            continue
        if makes_it or lives_to or survives:
            yield from reading.claims(c.subjects(token), "life", "dead", token, "did_not_survive", fact=Fact("so"))
