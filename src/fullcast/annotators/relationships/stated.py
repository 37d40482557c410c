"""Ties that a clause states: by a possessive, an apposition, a copula, a verb."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from fullcast.annotators.relationships.claims import HALF, SYMMETRIC, Claim, Reading
from fullcast.annotators.states.reference import OWNERS
from fullcast.lexicon import people
from fullcast.lexicon import relations as words

_NAMED: Final = 3.0
"""Weight of a claim that names who it is: "her brother Piet"."""
_SAID: Final = 1.5
"""Weight of a claim in so many words: "he was her brother"."""
_LITTLE: Final = 0.4
"""Weight of a claim that hardly counts."""
_SERVING: Final = frozenset("work serve sail fight train".split())
_OWNING: Final = frozenset("have get".split())
_ANY: Final = frozenset("no any every each some what".split())
_SPOUSE: Final = words.Noun("spouse")
_BETROTHED: Final = words.Noun("betrothed")
_TEACHER: Final = words.Noun("teacher")
_SUPERIOR: Final = words.Noun("superior")


def find_stated(reading: Reading) -> Iterator[Claim]:
    """Every tie that a noun or a verb states, in text order."""
    c = reading.clauses
    for token in range(len(c)):
        found = reading.noun(token) if c.upos[token] in ("NOUN", "PROPN") else None
        if found is not None:
            yield from _by_noun(reading, token, *found)
        elif reading.plural(token) and c.lemmas[token] in words.NOUNS:
            yield from _between(reading, token, words.NOUNS[c.lemmas[token]], c.lemmas[token])
        elif c.lemmas[token] == "teach":
            yield from _by_teaching(reading, token)
        elif c.lemmas[token] in _SERVING:
            yield from _by_serving(reading, token)
        elif c.lemmas[token] in ("marry", "married", "engage", "engaged", "betrothed", "divorce", "divorced"):
            yield from _by_marriage(reading, token)


def _by_noun(reading: Reading, token: int, noun: words.Noun, name: str) -> Iterator[Claim]:
    """As in: "Her brother", "the widow of Ambrose", "he was her uncle", "she had a sister"."""
    c = reading.clauses
    adjectives = reading.child_words(token, "amod", "advmod", "compound")
    if adjectives & words.NO_TIE or reading.child_words(token, "det") & _ANY:
        return
    owner = _owner(reading, token)
    if reading.child_words(token, "case") & words.UNREAL and (owner is None or c.relations[owner] != "nmod:poss"):
        return
    ended = bool(adjectives & words.FORMER)
    if owner is None:
        yield from _had(reading, token, noun, name)
        return
    owners = reading.those(owner)
    if not owners:
        return
    if c.children(token, "cop"):
        yield from _is(reading, token, noun, name, owner, ended)
        return
    if c.words[owner] == "my" and reading.called(owner, token):
        yield from _to_the_face(reading, token, noun, name)
        return
    definite = c.relations[owner] == "nmod:poss" or "a" not in reading.child_words(token, "det")
    last = max(c.subtree(owner)) if owner > token else None
    after, before = reading.name_after(token, last), reading.named_before(token)
    span = c.span(*sorted((owner, token)))
    if after is not None:
        yield from reading.claims(
            noun, [after], owners, token, span, "tie_apposed", ended=ended, weight=_NAMED, name=name
        )
    elif before is not None and reading.fits(before, noun.gender):
        yield from reading.claims(
            noun, [before], owners, token, span, "tie_apposed", ended=ended, weight=_NAMED, name=name
        )
    elif definite and not reading.child_words(token, "case") & {"as"}:
        for bearer in reading.those(token):
            weight = _certainty(reading, token, owner, bearer, name)
            yield from reading.claims(
                noun, [bearer], owners, token, span, "tie_owned", ended=ended, weight=weight, name=name
            )


def _to_the_face(reading: Reading, token: int, noun: words.Noun, name: str) -> Iterator[Claim]:
    """As in: "So I see, my son." Who says it, and who hears it, the word does not tell."""
    line = reading.line_at(reading.clauses.starts[token])
    heard = () if line is None else line.addressees or ()
    if line is not None and line.speaker is not None and len(heard) == 1 and name in words.TO_THE_FACE:
        span = reading.clauses.span(token - 1, token)
        yield from reading.claims(noun, [heard[0]], [line.speaker], token, span, "tie_called", weight=HALF, name=name)


def _owner(reading: Reading, token: int) -> int | None:
    """The token that says whose somebody is; of "Elka's guardian Mr. Sachs" it may hang on the name."""
    c = reading.clauses
    owner = max((i for i in c.children(token, "nmod:poss") if i < token), default=None) or c.owner(token)
    if owner is None and c.relations[token] in ("compound", "nmod:desc", "flat"):
        owner = next(iter(c.children(c.heads[token], "nmod:poss")), None)
    if owner is None and c.children(token, "cop"):
        owner = next(iter(reading.obliques(token, "to")), None)
    return owner


def _certainty(reading: Reading, token: int, owner: int, bearer: str, name: str) -> float:
    """How far it can be trusted whom "her brother" and its "her" are linked to."""
    if _subject_of(reading, token, bearer) or (name not in people.KIN and not reading.known(bearer)):
        return 0.0
    if reading.trust(owner) < 1.0:
        return HALF
    firsts = {alias.lower().split()[0] for alias in reading.names(bearer)}
    by_noun = reading.clauses.words[owner] not in OWNERS
    if by_noun and firsts <= OWNERS:
        return _LITTLE  # "the smith's wife" is not "my wife"
    if reading.sure(token) is not None:
        return 1.0
    called = {word for alias in reading.names(bearer) for word in alias.lower().split()}
    return HALF if name in called else _LITTLE


def _subject_of(reading: Reading, token: int, bearer: str) -> bool:
    """Whether the clause has the one whom the noun is linked to for its subject: in "he followed my husband" these are two."""
    c = reading.clauses
    predicate = c.predicate(c.heads[token]) if c.heads[token] >= 0 else token
    return any(i != token and reading.likely(i) == bearer for i in c.subjects(predicate))


def _is(reading: Reading, token: int, noun: words.Noun, name: str, owner: int, ended: bool) -> Iterator[Claim]:
    """As in: "Arvid was Kaja's brother."."""
    c = reading.clauses
    if not c.fact(token).so or not c.subjects(token):
        return
    subject = c.subjects(token)[0]
    owners = reading.those(owner)
    beside = {c.words[i] for i in (token - 1, token + 1, subject + 2) if subject <= i < len(c)}
    once = bool((reading.child_words(token, "advmod") | beside) & words.ONCE)
    bearers = [who for i in c.subjects(token) for who in reading.those(i)]
    trust = reading.trust(owner, *c.subjects(token))
    if c.words[subject] in ("this", "that", "it", "there", "here", "who", "what"):
        after = reading.name_after(token)
        bearers = [after] if after is not None else []
    yield from reading.claims(
        noun,
        bearers,
        owners,
        token,
        c.span(*sorted((subject, token))),
        "tie_is",
        ended=ended or once,
        weight=2.0,
        name=name,
    )


def _between(reading: Reading, token: int, noun: words.Noun, name: str) -> Iterator[Claim]:
    """As in: "Greta and Anni were sisters", "two brothers called Dray, Anselm and Alban"."""
    c = reading.clauses
    if noun.tie not in SYMMETRIC or c.owner(token) is not None:
        return
    ones: list[str] = []
    if c.children(token, "cop"):
        subjects = c.subjects(token)
        if c.fact(token).so and len(subjects) > 1:
            ones = [who for i in subjects for who in reading.those(i)]
            span = c.span(*sorted((subjects[0], token)))
    else:
        ones = reading.names_after(token)
        span = c.span(token)
    if len(set(ones)) > 1:
        for a, b in combinations(dict.fromkeys(ones), 2):
            if reading.fits(a, noun.gender) and reading.fits(b, noun.gender):
                yield from reading.claims(noun, [a], [b], token, span, "tie_between", weight=_SAID, name=name)


def _had(reading: Reading, token: int, noun: words.Noun, name: str) -> Iterator[Claim]:
    """As in: "She had a brother called Piet."."""
    c = reading.clauses
    verb = c.heads[token]
    if (
        c.relations[token] != "obj"
        or verb < 0
        or c.lemmas[verb] not in _OWNING
        or noun.tie not in ("parent", "sibling", "spouse", "grandparent", "kin")
    ):
        return
    if not c.fact(verb).so or not reading.child_words(token, "det", "nummod") & {"a", "an"}:
        return
    owners = [who for i in c.subjects(verb) for who in reading.those(i)]
    after = reading.name_after(token)
    bearers = [after] if after is not None else reading.those(token)
    weight = reading.trust(*c.subjects(verb))
    yield from reading.claims(noun, bearers, owners, token, c.span(verb, token), "tie_had", weight=weight, name=name)


def _by_marriage(reading: Reading, token: int) -> Iterator[Claim]:
    """As in: "She married Holm", "Nuno and Beatriz were engaged", "divorced from Kurt"."""
    c = reading.clauses
    if c.upos[token] not in ("VERB", "ADJ") or ((to := reading.obliques(token, "to")) and c.objects(token)):
        return
    modal = c.modal(token)
    will = modal is not None and c.words[modal] in ("will", "'ll", "shall")
    if not c.fact(token).so and not (will and c.fact(token).status == "maybe"):
        return
    betrothed = c.lemmas[token] in ("engage", "engaged", "betrothed")
    ended = c.lemmas[token] in ("divorce", "divorced")
    noun = _BETROTHED if betrothed or will or _to_be(reading, token) else _SPOUSE
    subjects = c.subjects(token)
    others = [*to, *reading.obliques(token, "from"), *([] if betrothed or c.passive(token) else c.objects(token))][:1]
    ones = [who for i in subjects for who in reading.those(i)]
    twos = reading.those(others[0]) if others else []
    pairs = [(one, other) for one in ones for other in twos] if others else list(combinations(ones, 2))
    if len(pairs) == 1:
        span = c.span(*sorted((token, *others, *subjects[:1])))
        weight = _SAID * reading.trust(*subjects, *others)
        (one, other) = pairs[0]
        yield from reading.claims(noun, [one], [other], token, span, "tie_married", ended=ended, weight=weight)


def _to_be(reading: Reading, token: int) -> bool:
    """As in: "They are to be married."."""
    c = reading.clauses
    return any(c.words[i] == "to" for i in c.children(token, "mark"))


def _by_teaching(reading: Reading, token: int) -> Iterator[Claim]:
    """As in: "Holm taught them both to read"; not "that taught him a lesson"."""
    c = reading.clauses
    objects = [*c.children(token, "iobj"), *c.children(token, "obj")]
    if not c.fact(token).so or c.passive(token) or any(c.lemmas[i] == "lesson" for i in objects):
        return
    teachers = [who for i in c.agents(token) for who in reading.those(i)]
    taught = [who for i in objects[:1] for j in (i, *c.children(i, "conj")) for who in reading.those(j)]
    if len(teachers) == 1:
        span = c.span(*sorted((token, *objects[:1])))
        weight = reading.trust(*c.agents(token), *objects[:1])
        yield from reading.claims(_TEACHER, teachers, taught, token, span, "tie_taught", weight=weight)


def _by_serving(reading: Reading, token: int) -> Iterator[Claim]:
    """As in: "Sanne worked under Director Klein"."""
    c = reading.clauses
    under = reading.obliques(token, "under")
    if not under or not c.fact(token).so:
        return
    workers = [who for i in c.agents(token) for who in reading.those(i)]
    span = c.span(*sorted((token, under[0])))
    weight = reading.trust(*c.agents(token), under[0])
    yield from reading.claims(
        _SUPERIOR, reading.those(under[0]), workers, token, span, "tie_served", ended=c.perfect(token), weight=weight
    )
