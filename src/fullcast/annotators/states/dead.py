"""Who is spoken of as dead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.annotators.states.happening import often
from fullcast.lexicon import people
from fullcast.lexicon import states as words

_BEDSIDE: Final = 200
"""Code points around "gone" in which a word must show that it means death."""
_WORD: Final = re.compile(r"[a-z]+")


def find_dead(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is dead, in no particular order."""
    for rule in (_is_dead, _dead_before_noun, _owned_by_the_dead, _widowed, _lived, _gone):
        yield from rule(reading)


def _gone(reading: Reading) -> Iterator[Claim]:
    """The sister says "She's gone": at a bedside that is dead."""
    c = reading.clauses
    for token in c.having({"gone", "go"}):
        if (
            c.words[token] != "gone"
            or reading.obliques(token)
            or c.children(token, "obj", "xcomp", "compound:prt", "obl:unmarked")
        ):
            continue
        if (
            c.children(token, "advmod", "advcl")
            or not c.children(token, "cop", "aux", "aux:pass")
            or not _bedside(reading, token)
        ):
            continue
        yield from reading.claims(c.subjects(token), "life", "dead", token, "gone")


def _bedside(reading: Reading, token: int) -> bool:
    """Whether words near `token` tell of a bedside, a pulse, a priest."""
    start, end = reading.clauses.starts[token], reading.clauses.ends[token]
    around = reading.story.text.content[max(0, start - _BEDSIDE) : end + _BEDSIDE].lower()
    return bool(set(_WORD.findall(around)) & words.BEDSIDE)


def _is_dead(reading: Reading) -> Iterator[Claim]:
    """He is dead; he lay dead; they found her dead; shot dead."""
    c = reading.clauses
    for token in c.having(words.DEAD | {"drowned"}):
        if c.upos[token] not in ("ADJ", "VERB", "NOUN", "ADV") or c.relations[token] in (
            "amod",
            "advmod",
            "nsubj",
            "obj",
            "obl",
            "nmod",
            "compound",
            "nmod:poss",
        ):
            continue
        if often(reading, token) or _threatened(reading, token):
            continue
        if c.children(token, "obj") or _only_stronger(reading, token) or reading.made_up(token):
            continue
        subjects = _of_whom(reading, token)
        if _not_quite(reading, token) or _dead_tease(reading, token, subjects):
            continue
        rule = (
            "declared_dead"
            if c.heads[token] >= 0 and c.lemmas[c.heads[token]] in ("declare", "pronounce")
            else "is_dead"
        )
        yield from reading.claims(subjects, "life", "dead", token, rule, fact=_held(reading, token))


def _threatened(reading: Reading, token: int) -> bool:
    """Whether it would follow from what stands before it: "one more step and he is dead"."""
    c = reading.clauses
    head = c.heads[token]
    joined = c.relations[token] == "conj" and bool(reading.child_words(token, "cc") & {"and", "or"})
    return joined and c.tense(token) == "present" and (c.upos[head] != "VERB" or c.fact(head).status == "maybe")


def _of_whom(reading: Reading, token: int) -> list[int]:
    c = reading.clauses
    if c.relations[token] in ("xcomp", "advcl", "acl", "dep", "ccomp") and not c.children(token, "nsubj", "cop"):
        head = c.heads[token]
        if c.lemmas[head] in words.DEAD_VERBS | {
            "want",
            "wish",
            "think",
            "believe",
            "suppose",
            "presume",
            "report",
            "keep",
        }:
            return c.objects(head) or c.subjects(head)
        return []
    return c.subjects(token) if c.children(token, "cop", "nsubj") or c.relations[token] == "conj" else []


def _held(reading: Reading, token: int) -> Fact:
    """The fact of "dead"; under a passive of believing nobody is named who believes it."""
    c = reading.clauses
    head = c.heads[token]
    if c.relations[token] == "xcomp" and head >= 0 and c.lemmas[head] in ("want", "wish"):
        return Fact("maybe", operator=head)
    if c.relations[token] == "xcomp" and head >= 0 and c.lemmas[head] in ("think", "believe", "suppose", "presume"):
        return Fact("believed", None if c.passive(head) else next(iter(c.subjects(head)), None), head)
    return c.fact(token)


def _only_stronger(reading: Reading, token: int) -> bool:
    """Whether "dead" strengthens the word after it, or is said of those to whom somebody is: "dead tired", "dead to me"."""
    c = reading.clauses
    if token + 1 < len(c) and c.words[token + 1] in words.AFTER_DEAD:
        return True
    return bool(reading.obliques(token, "to", "on", "with"))


def _not_quite(reading: Reading, token: int) -> bool:
    c = reading.clauses
    near = {c.words[i] for i in range(max(0, token - 3), token)}
    return (
        bool(reading.child_words(token, "advmod") & (words.NOT_QUITE | words.HYPERBOLE))
        or {"good", "as"} <= near
        or "for" in reading.child_words(token, "case")
    )


def _dead_tease(reading: Reading, token: int, subjects: list[int]) -> bool:
    """Whether it is said to somebody's face, or by somebody of oneself: nobody who hears it is dead."""
    c = reading.clauses
    said = {c.words[i] for i in subjects}
    if said & people.SECOND:
        head = c.heads[token]
        return not (head >= 0 and c.lemmas[head] == "wish")
    line = c.quotation(token)
    if said & (people.FIRST | people.WE):
        return c.negation(token) is None and (line is not None or not _for_long(reading, token))
    return line is not None and any(reading.sure(i) == line.speaker for i in subjects)


def _for_long(reading: Reading, token: int) -> bool:
    """Whether a narrator says for how long: "I have been dead for eleven years"."""
    c = reading.clauses
    return c.perfect(token) and any(
        c.lemmas[i] in ("year", "month", "week", "day", "century", "hour") for i in c.subtree(token)
    )


def _dead_before_noun(reading: Reading) -> Iterator[Claim]:
    """Her late husband; my dead mother; the late Mr. Teague; the deceased, Miss Reyes."""
    c = reading.clauses
    for token in c.having(words.OF_THE_DEAD):
        noun = c.heads[token]
        if c.relations[token] != "amod" or noun < 0 or c.relations[noun] == "root":
            continue
        owned = bool(c.children(noun, "nmod:poss"))
        definite = bool(reading.child_words(noun, "det") & {"the"})
        if c.words[token] == "late" and not (owned or definite):
            continue
        if not (owned or definite) or (c.lemmas[noun] in ("man", "woman", "body", "hand") and not owned):
            continue
        if c.upos[noun] == "NOUN" and c.words[noun] not in people.PERSON_NOUNS | frozenset(people.KIN):
            continue
        if c.words[token] == "late" and c.children(noun, "nummod"):
            continue
        if _acts_there(reading, noun, noun):
            continue
        yield from reading.claims(
            [noun], "life", "dead", token, "dead_before_noun", fact=Fact("so"), span=c.span(token, noun)
        )


def _owned_by_the_dead(reading: Reading) -> Iterator[Claim]:
    """Hanne's grave; since his murder; the body of Owen Strand; the day of Papa's funeral."""
    c = reading.clauses
    for token in c.having(words.DEATH_NOUNS | words.BURIAL_NOUNS | words.BODY_OF):
        owner = c.owner(token)
        if (
            owner is None
            or c.upos[token] != "NOUN"
            or reading.child_words(token, "amod") & {"own", "early", "certain", "living"}
        ):
            continue
        if c.words[token] in words.BODY_OF and not _found_body(reading, token, owner):
            continue
        if c.words[owner] in people.FIRST | people.SECOND | people.WE or _acts_there(reading, token, owner):
            continue
        if reading.made_up(token):
            continue
        fact = _told_of(reading, token)
        if (
            c.lemmas[token] in ("murder", "killing", "assassination", "execution", "beheading", "lynching")
            and c.words[owner] in people.HE | people.SHE
            and c.relations[owner] == "nmod:poss"
            and c.children(token, "nmod")
        ):
            continue
        yield from reading.claims(
            [owner], "life", "dead", token, "owned_by_the_dead", fact=fact, span=c.span(owner, token)
        )


def _acts_there(reading: Reading, token: int, owner: int) -> bool:
    """Whether whoever is said to be dead does something in the same clause: "went to his grave on Sundays"."""
    c = reading.clauses
    verb = c.predicate(token)
    if reading.child_words(token, "case") & {"after", "since"}:
        return False
    if c.upos[verb] != "VERB" or c.passive(verb) or (c.lemmas[verb] in words.NO_ACTS and not reading.habitual(verb)):
        return False
    who = reading.likely(owner)
    return who is not None and any(i != owner and i != token and reading.likely(i) == who for i in c.agents(verb))


def _found_body(reading: Reading, token: int, owner: int) -> bool:
    c = reading.clauses
    head = c.heads[token]
    return (
        c.relations[owner] == "nmod" and c.upos[owner] == "PROPN" and head >= 0 and c.lemmas[head] in words.BODY_FINDING
    )


def _told_of(reading: Reading, token: int) -> Fact:
    """Whether a death that is only named has come: the clause around it is told in the past, or it stands after "after" and "since"."""
    c = reading.clauses
    here = c.predicate(token)
    fact = c.fact(token)
    if any(c.words[i] == "to" for i in c.children(here, "mark")) and c.auxiliaries(here):
        return Fact("maybe", operator=here)
    case = reading.child_words(token, "case")
    if case & {"after", "since"}:
        return Fact("so")
    if c.words[token] in words.BURIAL_NOUNS and fact.status in ("so", "not", "said"):
        return Fact("so") if c.tense(here) else Fact("maybe", operator=token)
    if (
        fact.so
        and c.lemmas[token] in words.DEATH_NOUNS
        and (
            c.tense(here) != "past"
            or case & {"to", "for", "till", "until", "of", "unto", "about", "on", "at", "with", "near"}
        )
    ):
        return Fact("maybe", operator=token)
    return fact


def _widowed(reading: Reading) -> Iterator[Claim]:
    """The widow of Amos Teague; the captain's widow."""
    c = reading.clauses
    for token in c.having(words.WIDOWED):
        owner = c.owner(token)
        if owner is not None and c.upos[token] == "NOUN":
            yield from reading.claims(
                [owner], "life", "dead", token, "widowed", fact=Fact("so"), span=c.span(owner, token)
            )


def _lived(reading: Reading) -> Iterator[Claim]:
    """If Karel had lived; while Hugo was still alive: who is spoken of so is dead."""
    c = reading.clauses
    for token in c.having({"live", "alive"}):
        marks = reading.child_words(token, "mark", "advmod")
        if (
            c.lemmas[token] == "live"
            and c.perfect(token)
            and c.tense(token) == "past"
            and not reading.obliques(token, "in", "at", "with", "on")
        ):
            head = c.heads[token]
            wished = head >= 0 and c.lemmas[head] == "wish"
            unlike = "if" in marks and c.relations[token] == "advcl" and (c.modal(c.predicate(head)) is not None)
            if wished or unlike:
                yield from reading.claims(c.subjects(token), "life", "dead", token, "had_lived", fact=Fact("so"))
        elif c.words[token] == "alive" and marks & {"when", "while"} and c.quotation(token) is None:
            then = c.relations[token] in ("advcl", "acl:relcl") and c.tense(token) == "past"
            yield from reading.claims(
                c.subjects(token) if then else [], "life", "dead", token, "was_alive", fact=Fact("so")
            )
