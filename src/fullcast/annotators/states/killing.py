"""Who is killed, by others or by their own hand."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.annotators.states.happening import happened, reflexive
from fullcast.lexicon import people
from fullcast.lexicon import states as words


def find_killing(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is dead, in no particular order."""
    for rule in (_killed, _done_to_death, _kills_oneself, _shot_through, _throat_cut, _not_saved):
        yield from rule(reading)


def _killed(reading: Reading) -> Iterator[Claim]:
    """He was killed; the spear killed the captain; they hanged him."""
    c = reading.clauses
    for token in c.having(words.KILLING | {"hang"}):
        if c.upos[token] not in ("VERB", "ADJ") or not happened(reading, token):
            continue
        if c.lemmas[token] == "hang" and c.words[token] != "hanged":
            continue
        objects = [i for i in c.objects(token) if c.words[i] not in people.IT]
        if c.lemmas[token] == "hang" and not objects:
            objects = c.subjects(token)
        if _kills_in_a_manner(reading, token, objects):
            continue
        killed = [i for i in objects if i not in reflexive(reading, objects)]
        by_speaker = any(c.words[i] in people.FIRST for i in c.agents(token))
        cried = c.quotation(token) is not None and by_speaker
        exclaimed = c.perfect(token) and not c.passive(token) and (cried or c.fact(token).status == "said")
        for claim in reading.claims(killed, "life", "dead", token, "killed"):
            yield claim._replace(form="open") if exclaimed else claim


def _kills_in_a_manner(reading: Reading, token: int, objects: list[int]) -> bool:
    """Whether the killing is a figure of speech: "it kills me", "if she sees that she will murder us"."""
    c = reading.clauses
    if any(c.words[i] in people.FIRST | people.WE | people.SECOND for i in objects):
        return c.quotation(token) is not None or c.tense(token) != "past"
    if any(c.lemmas[i] in words.LAUGHING for i in c.children(token, "xcomp", "advcl")):
        return True
    if any(c.words[i] in words.LOOKS | {"kindness", "smiles"} for i in reading.obliques(token, "with", "by")):
        return True
    return (
        any(c.words[i] in people.IT | {"that", "this", "which"} for i in c.children(token, "nsubj"))
        and c.tense(token) != "past"
    )


def _done_to_death(reading: Reading) -> Iterator[Claim]:
    """He bled to death; she was stabbed to death; they fell to their deaths."""
    c = reading.clauses
    for noun in c.having(("death", "deaths")):
        token = c.heads[noun]
        if (
            token < 0
            or c.relations[noun] not in ("obl", "nmod")
            or "to" not in reading.child_words(noun, "case")
            or c.upos[token] != "VERB"
        ):
            continue
        if c.lemmas[token] in words.FIGURATIVE_DEATHS or not happened(reading, token) or c.children(noun, "amod"):
            continue
        if c.lemmas[token] in words.DYING_TO_DEATH and not c.objects(token):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "to_death", span=c.span(token, noun))
        elif c.lemmas[token] in words.KILLING_TO_DEATH | words.DYING_TO_DEATH:
            yield from reading.claims(c.objects(token), "life", "dead", token, "to_death", span=c.span(token, noun))


def _kills_oneself(reading: Reading) -> Iterator[Claim]:
    """She hanged herself; he took his own life; they committed suicide."""
    c = reading.clauses
    for token in c.having(words.SELF_KILLING | {"take", "commit"}):
        if c.upos[token] != "VERB" or not happened(reading, token):
            continue
        objects = c.children(token, "obj")
        own = [i for i in objects if c.lemmas[i] == "life" and reading.child_words(i, "amod") & {"own"}]
        suicide = [i for i in objects if c.lemmas[i] == "suicide"]
        itself = reflexive(reading, objects) if c.lemmas[token] in words.SELF_KILLING else []
        if c.lemmas[token] == "hang" and c.words[token] != "hanged":
            itself = []
        laughing = any(c.lemmas[i] in words.LAUGHING for i in c.children(token, "xcomp", "advcl"))
        if (
            (own or suicide or itself)
            and not laughing
            and not (c.lemmas[token] == "shoot" and reading.obliques(token, "in"))
        ):
            yield from reading.claims(c.subjects(token), "life", "dead", token, "kills_oneself")


def _shot_through(reading: Reading) -> Iterator[Claim]:
    """Shot through the heart; the spear went through his throat; she put two bullets through Vance's skull."""
    c = reading.clauses
    for part in c.having(words.VITAL - {"eye", "eyes", "neck", "lungs"}):
        token = c.heads[part]
        if (
            token < 0
            or c.relations[part] not in ("obl", "nmod")
            or not reading.child_words(part, "case") & words.THROUGH
        ):
            continue
        if c.relations[token] in ("obj", "obl") and c.upos[token] == "NOUN":
            token = c.heads[token]
        if c.lemmas[token] not in words.PIERCING or not happened(reading, token):
            continue
        held = {c.words[i] for i in (*c.subjects(token), *c.objects(token), *c.children(token, "obl", "obj"))}
        owner = c.owner(part)
        if c.lemmas[token] != "shoot" and not held & words.WEAPONS:
            continue
        if c.words[part] == "temple" and owner is None:
            continue
        victims = (
            [owner]
            if owner is not None
            else c.objects(token)
            if c.lemmas[token] in ("shoot", "stab", "run", "strike", "hit")
            else []
        )
        yield from reading.claims(
            [v for v in victims if v is not None], "life", "dead", token, "pierced", span=c.span(token, part)
        )


def _throat_cut(reading: Reading) -> Iterator[Claim]:
    """The wolf tore out Bram's throat; his throat had been cut."""
    c = reading.clauses
    for part in c.having({"throat"}):
        token = c.heads[part]
        if (
            token < 0
            or c.lemmas[token] not in words.THROATS
            or part not in c.objects(token)
            or not happened(reading, token)
        ):
            continue
        owner = c.owner(part)
        if owner is not None:
            yield from reading.claims([owner], "life", "dead", token, "throat_cut", span=c.span(token, part))


def _not_saved(reading: Reading) -> Iterator[Claim]:
    """They could not keep him alive; the wine did for the Duke."""
    c = reading.clauses
    for token in c.having({"keep", "do"}):
        if c.upos[token] != "VERB" or reading.habitual(token):
            continue
        if (
            c.lemmas[token] == "keep"
            and "alive" in reading.child_words(token, "xcomp", "advmod", "obj")
            and c.fact(token).operator is not None
        ):
            denied = c.negation(token) is not None or any(c.words[i] == "not" for i in c.sentence(token) if i < token)
            past = c.tense(token) == "past" or any(c.words[i] == "could" for i in c.auxiliaries(token))
            if denied and past and c.quotation(token) is None:
                yield from reading.claims(c.objects(token), "life", "dead", token, "not_saved", fact=Fact("so"))
        elif (
            (
                c.lemmas[token] == "do"
                and not c.children(token, "obj", "advmod", "compound:prt")
                and c.words[token] == "did"
                and token + 1 < len(c)
            )
            and c.words[token + 1] == "for"
            and any(c.upos[i] == "NOUN" for i in c.subjects(token))
        ):
            yield from reading.claims(reading.obliques(token, "for"), "life", "dead", token, "killed")
