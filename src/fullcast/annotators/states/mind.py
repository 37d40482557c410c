"""Mind: who sleeps, who has fainted, who wakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.claims import Claim, Reading
from fullcast.lexicon import people
from fullcast.lexicon import states as words
from fullcast.text import Span

_PAINS: Final = 150
"""Code points around "passed out" in which a word must show that it means to faint."""
_WORD: Final = re.compile(r"[a-z]+")


def find_minds(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is asleep, unconscious or awake, in no particular order."""
    for rule in (
        _dreams,
        _is_asleep,
        _sleeps,
        _drops_off,
        _is_senseless,
        _faints,
        _knocked_out,
        _loses_consciousness,
        _wakes,
        _comes_round,
        _opens_eyes,
        _is_awake,
    ):
        yield from rule(reading)


def _dreams(reading: Reading) -> Iterator[Claim]:
    """Whoever dreams is asleep around the dream, and awake after it."""
    c = reading.clauses
    levels = {x.id: x for x in reading.story.levels}
    for level in levels.values():
        who, outer = level.experiencer, level.parent
        if (
            reading.line_at(level.spans[0].start) is not None
            or level.kind != "dream"
            or who is None
            or who not in reading.characters
            or outer is None
        ):
            continue
        start, end = level.spans[0].start, level.spans[-1].end
        token = next((t for s in (*(level.evidence or ()), level.spans[0]) if (t := c.at(s.start)) is not None), 0)
        yield Claim(who, "mind", "asleep", token, "dreams", Fact("so"), Span(start, start + 1), level=outer)
        if end + 1 < len(reading.story.text.content.rstrip()):
            yield Claim(who, "mind", "awake", token, "dream_ends", Fact("so"), Span(end, end + 1), level=outer)
    for token in c.having({"dream"}):
        if (
            c.upos[token] == "VERB"
            and c.tense(token) == "past"
            and _now(reading, token)
            and c.fact(token).so
            and c.quotation(token) is None
        ):
            of = reading.obliques(token, "of", "about")
            if (
                of
                and all(c.upos[i] in ("NOUN", "PROPN") for i in of)
                and not reading.progressive(token)
                and "never" not in reading.child_words(token, "advmod")
            ):
                yield from reading.claims(c.subjects(token), "mind", "asleep", token, "dreams")


def _now(reading: Reading, token: int) -> bool:
    """Whether it is told as of now: neither as a habit, nor as long over."""
    c = reading.clauses
    if reading.bare(token) and c.fact(token).so:
        return False
    if reading.habitual(token) or (
        reading.timeless(token) and c.fact(token).so and not reading.progressive(token) and c.upos[token] == "VERB"
    ):
        return False
    return not c.perfect(token) or _since(reading, token) or c.quotation(token) is not None


def _since(reading: Reading, token: int) -> bool:
    return bool(reading.obliques(token, "since")) or any(
        reading.clauses.words[i] == "since" for i in reading.clauses.children(token, "advmod", "mark")
    )


def _is_asleep(reading: Reading) -> Iterator[Claim]:
    """She was fast asleep; he fell asleep; they found him asleep."""
    c = reading.clauses
    for token in c.having(words.ASLEEP):
        if c.relations[token] in ("amod", "advmod") and not _falls(reading, token):
            continue
        head = c.heads[token]
        verb = (
            head if head >= 0 and c.upos[head] == "VERB" and c.relations[token] in ("xcomp", "advmod", "obl") else token
        )
        if c.fact(token).so and (reading.timeless(verb) or reading.habitual(verb) or reading.bare(verb)):
            continue
        if reading.child_words(token, "advmod", "obl:unmarked") & words.NOT_QUITE or _over_when_told(reading, token):
            continue
        yield from reading.claims(_of_whom(reading, token), "mind", "asleep", token, "is_asleep")


def _over_when_told(reading: Reading, token: int) -> bool:
    c = reading.clauses
    head = c.heads[token]
    if c.relations[token] in ("xcomp", "advmod", "obl") and head >= 0 and c.lemmas[head] in ("fall", "drop"):
        return False
    verb = (
        head
        if c.relations[token] in ("xcomp", "advmod", "obl", "advcl") and head >= 0 and not c.children(token, "cop")
        else token
    )
    return (
        c.perfect(verb)
        and c.quotation(token) is None
        and not _since(reading, token)
        and c.relations[token] not in ("root",)
    )


def _falls(reading: Reading, token: int) -> bool:
    head = reading.clauses.heads[token]
    return head >= 0 and reading.clauses.lemmas[head] in ("fall", "lie", "drop", "be", "sit")


def _of_whom(reading: Reading, token: int) -> list[int]:
    """Whom an adjective after a verb is said of."""
    c = reading.clauses
    head = c.heads[token]
    if (
        c.relations[token] in ("xcomp", "advcl", "acl", "dep", "obl", "advmod")
        and head >= 0
        and not c.children(token, "nsubj", "cop")
    ):
        return (
            c.objects(head)
            if c.lemmas[head] in ("find", "see", "leave", "knock", "think", "believe", "strike", "beat")
            else []
        ) or c.subjects(head)
    if c.children(token, "cop", "nsubj") or c.relations[token] in ("conj", "root", "ccomp", "parataxis"):
        return c.subjects(token)
    return []


def _sleeps(reading: Reading) -> Iterator[Claim]:
    """He slept; she was snoring."""
    c = reading.clauses
    for token in c.having(words.SLEEPING):
        if c.upos[token] != "VERB" or not _now(reading, token) or reading.obliques(token, *words.NO_SLEEPER):
            continue
        if reading.child_words(token, "compound:prt", "advmod") & {
            "rough",
            "around",
            "over",
            "in",
            "badly",
            "well",
            "little",
            "late",
        } or c.children(token, "obj"):
            continue
        if c.relations[token] in ("acl:relcl", "amod", "csubj"):
            continue
        yield from reading.claims(c.subjects(token), "mind", "asleep", token, "sleeps")


def _drops_off(reading: Reading) -> Iterator[Claim]:
    """He dozed off; sleep took her."""
    c = reading.clauses
    for token in c.having(words.OFF | {"take", "overcome", "claim", "go"}):
        if c.upos[token] != "VERB" or not (_now(reading, token) or c.perfect(token)) or reading.habitual(token):
            continue
        if (
            c.lemmas[token] in words.OFF
            and "off" in reading.child_words(token, "compound:prt", "advmod")
            and not reading.obliques(token, "to", "into")
        ):
            yield from reading.claims(c.subjects(token), "mind", "asleep", token, "drops_off")
        elif c.lemmas[token] in ("take", "overcome", "claim") and any(c.words[i] == "sleep" for i in c.agents(token)):
            yield from reading.claims(c.objects(token), "mind", "asleep", token, "drops_off")
        elif c.lemmas[token] == "go" and any(
            c.words[i] == "sleep" and "to" in reading.child_words(i, "case") for i in c.children(token, "obl")
        ):
            yield from reading.claims(c.subjects(token), "mind", "asleep", token, "drops_off")


def _is_senseless(reading: Reading) -> Iterator[Claim]:
    """He lay unconscious; she was in a coma."""
    c = reading.clauses
    for token in c.having(words.SENSELESS | words.COMA):
        if c.relations[token] in ("amod", "nsubj", "obj") or reading.obliques(token, "of", "to"):
            continue
        if c.words[token] in words.COMA and not (
            c.relations[token] in ("obl", "root", "conj") and reading.child_words(token, "case") & {"in", "into"}
        ):
            continue
        subjects = (
            c.subjects(c.heads[token])
            if c.relations[token] == "obl" and c.heads[token] >= 0
            else _of_whom(reading, token)
        )
        yield from reading.claims(subjects, "mind", "unconscious", token, "is_senseless")


def _faints(reading: Reading) -> Iterator[Claim]:
    """She fainted; he passed out."""
    c = reading.clauses
    for token in c.having(words.FAINTING | words.OUT):
        if (
            c.upos[token] != "VERB"
            or not (_now(reading, token) or c.perfect(token))
            or reading.progressive(token)
            or c.children(token, "obj")
        ):
            continue
        if c.lemmas[token] in words.OUT and not _out(reading, token):
            continue
        yield from reading.claims(c.subjects(token), "mind", "unconscious", token, "faints")


def _out(reading: Reading, token: int) -> bool:
    c = reading.clauses
    prepositions = {w for i in c.children(token, "obl") for w in reading.child_words(i, "case")}
    near = reading.story.text.content[max(0, c.starts[token] - _PAINS) : c.ends[token] + _PAINS].lower()
    hurt = c.lemmas[token] == "black" or bool(set(_WORD.findall(near)) & words.PAINS)
    return (
        hurt
        and "out" in reading.child_words(token, "compound:prt", "advmod")
        and not prepositions & {"of", "into", "to", "through"}
    )


def _knocked_out(reading: Reading) -> Iterator[Claim]:
    """The blow had stunned him; she was knocked out; they drugged the guard."""
    c = reading.clauses
    for token in c.having(words.STUNNING | {"knock"}):
        if c.upos[token] != "VERB" or reading.progressive(token) or reading.habitual(token):
            continue
        after = reading.child_words(token, "compound:prt", "advmod", "xcomp")
        if c.lemmas[token] == "knock" and not after & {"out", "cold", "senseless", "unconscious"}:
            continue
        blow = {"blow", "fall", "shot", "stone", "kick", "branch", "crash", "butt", "club", "bullet", "cudgel"}
        if c.lemmas[token] == "stun" and not {c.lemmas[i] for i in c.agents(token)} & blow:
            continue
        yield from reading.claims(c.objects(token), "mind", "unconscious", token, "knocked_out")


def _loses_consciousness(reading: Reading) -> Iterator[Claim]:
    """He lost consciousness; she regained her senses."""
    c = reading.clauses
    for noun in c.having(words.SENSES):
        token = c.heads[noun]
        if (
            token < 0
            or c.upos[token] != "VERB"
            or noun not in c.objects(token)
            or (c.words[noun] == "senses" and c.lemmas[token] == "lose")
        ):
            continue
        if c.lemmas[token] in words.LOSING:
            yield from reading.claims(c.subjects(token), "mind", "unconscious", token, "loses_consciousness")
        elif c.lemmas[token] in words.REGAINING:
            yield from reading.claims(c.subjects(token), "mind", "awake", token, "comes_round")


def _wakes(reading: Reading) -> Iterator[Claim]:
    """He woke; the strike woke her; she was awakened."""
    c = reading.clauses
    for token in c.having(words.WAKING):
        if c.upos[token] != "VERB" or not _now(reading, token) or c.relations[token] == "amod":
            continue
        objects = [i for i in c.objects(token) if c.relations[i] != "obl:unmarked"]
        if not objects and c.children(token, "obj"):
            continue
        yield from reading.claims(objects or c.subjects(token), "mind", "awake", token, "wakes")


def _comes_round(reading: Reading) -> Iterator[Claim]:
    """He came to; she came round; he came to himself."""
    c = reading.clauses
    for token in c.having(words.COMING):
        if c.upos[token] != "VERB" or not _now(reading, token):
            continue
        when = "when" in reading.child_words(token, "mark", "advmod") and c.words[token + 1 : token + 2] != ["to"]
        ends = (
            when
            or token + 2 >= len(c)
            or c.upos[token + 2] == "PUNCT"
            or c.words[token + 2] in ("on", "in", "with", "and", "at", "to", "again", "as")
        )
        round_ = (
            c.words[token + 1 : token + 2] in (["to"], ["round"], ["around"])
            and ends
            and c.words[token + 1 : token + 3] != ["round", "to"]
        )
        senses = [
            i
            for i in c.children(token, "obl")
            if c.words[i] in ("senses", "himself", "herself", "myself") and "to" in reading.child_words(i, "case")
        ]
        if round_ or senses:
            yield from reading.claims(c.subjects(token), "mind", "awake", token, "comes_round")


def _opens_eyes(reading: Reading) -> Iterator[Claim]:
    """She opened her eyes; his eyes opened: whoever slept or lay senseless wakes."""
    c = reading.clauses
    for token in c.having({"open"}):
        if c.upos[token] != "VERB" or not _now(reading, token):
            continue
        if any(
            c.words[i] == "eyes"
            and (owner := c.owner(i)) is not None
            and c.words[owner] in people.HE | people.SHE | people.FIRST
            for i in c.children(token, "obj")
        ):
            yield from reading.claims(c.subjects(token), "mind", "awake", token, "opens_eyes")
        for i in c.children(token, "nsubj"):
            owner = c.owner(i)
            if c.words[i] == "eyes" and owner is not None:
                yield from reading.claims([owner], "mind", "awake", token, "opens_eyes")


def _is_awake(reading: Reading) -> Iterator[Claim]:
    """He was awake; she is conscious."""
    c = reading.clauses
    for token in c.having({"awake", "conscious"}):
        if (
            c.upos[token] == "ADJ"
            and not reading.obliques(token, "of", "to")
            and c.relations[token] not in ("amod", "advmod")
        ):
            yield from reading.claims(_of_whom(reading, token), "mind", "awake", token, "is_awake")
