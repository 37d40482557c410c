"""Ties that a clause states: by a possessive, an apposition, a copula, a verb."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from fullcast.annotators.relationships.claims import HALF, SYMMETRIC, Claim, Reading, Word
from fullcast.annotators.states.reference import OWNERS
from fullcast.lexicon import people
from fullcast.lexicon import relations as words

_NAMED: Final = 3.0
"""Weight of a claim that names who it is: "her brother Piet"."""
_SAID: Final = 1.5
"""Weight of a claim in so many words: "he was her brother"."""
_LITTLE: Final = 0.4
"""Weight of a claim that hardly counts."""
_ANY: Final = frozenset("no any every each some what".split())
_POINTING: Final = frozenset("this that it there here who what".split())
_OWNING: Final = frozenset("have get".split())
_HAD: Final = frozenset("parent sibling spouse grandparent kin".split())
"""Ties of which "she had a" tells; "she had a friend" may be anybody."""
_SERVING: Final = frozenset("work serve sail fight train".split())
_MARRYING: Final = frozenset("marry married".split())
_ENGAGING: Final = frozenset("engage engaged betrothed".split())
_DIVORCING: Final = frozenset("divorce divorced".split())
_STOPPING: Final = frozenset("stop cease".split())


def find_stated(reading: Reading) -> Iterator[Claim]:
    """Every tie that a noun or a verb states, in text order."""
    c = reading.clauses
    for token, lemma in enumerate(c.lemmas):
        word = reading.word(token)
        if word is not None:
            yield from _by_noun(reading, word)
        elif lemma in words.NOUNS and reading.plural(token):
            yield from _between(reading, Word(words.NOUNS[lemma], lemma, token))
        elif lemma == "teach":
            yield from _by_teaching(reading, token)
        elif lemma in _SERVING:
            yield from _by_serving(reading, token)
        elif lemma in _MARRYING | _ENGAGING | _DIVORCING and c.upos[token] in ("VERB", "ADJ"):
            yield from _by_marriage(reading, token)


# Nouns


def _by_noun(reading: Reading, word: Word) -> Iterator[Claim]:
    """As in: "Her brother", "the widow of Ambrose", "he was her uncle", "she had a sister"."""
    c, token = reading.clauses, word.token
    if reading.child_words(token, "amod", "compound") & words.NO_TIE or reading.child_words(token, "det") & _ANY:
        return
    owner = _owner(reading, token)
    if reading.child_words(token, "case") & words.UNREAL and (owner is None or c.relations[owner] != "nmod:poss"):
        return
    if owner is None:
        yield from _had(reading, word)
    elif c.children(token, "cop"):
        yield from _is(reading, word, owner)
    elif c.words[owner] == "my" and reading.called(owner, token):
        yield from _to_the_face(reading, word)
    else:
        yield from _owned(reading, word, owner)


def _owner(reading: Reading, token: int) -> int | None:
    """The token that says whose somebody is; of "Elka's guardian Mr. Sachs" it may hang on the name."""
    c = reading.clauses
    owner = max((i for i in c.children(token, "nmod:poss") if i < token), default=None) or c.owner(token)
    if owner is None and c.relations[token] in ("compound", "nmod:desc", "flat"):
        owner = next(iter(c.children(c.heads[token], "nmod:poss")), None)
    if owner is None and c.children(token, "cop"):
        owner = next(iter(reading.obliques(token, "to")), None)
    return owner


def _owned(reading: Reading, word: Word, owner: int) -> Iterator[Claim]:
    """As in: "her brother Piet", "Oskar Lind, the husband of Teresa", "her brother"."""
    c, token = reading.clauses, word.token
    owners = reading.those(owner)
    ended = bool(reading.child_words(token, "amod", "advmod", "compound") & words.FORMER)
    span = c.span(*sorted((owner, token)))
    named = reading.name_after(token, max(c.subtree(owner)) if owner > token else token)
    if named is None and c.relations[token] not in ("nmod:poss", "compound"):
        before = reading.named_before(token)
        named = before if before is not None and reading.fits(before, word.noun.gender) else None
    if named is not None:
        yield from reading.claims(word, [named], owners, span, "tie_apposed", ended=ended, weight=_NAMED)
    elif not _indefinite(reading, token, owner):
        for bearer in reading.those(token):
            weight = _certainty(reading, word, owner, bearer)
            yield from reading.claims(word, [bearer], owners, span, "tie_owned", ended=ended, weight=weight)


def _indefinite(reading: Reading, token: int, owner: int) -> bool:
    """Whether a phrase tells what somebody becomes, or of one of many: "as her guardian", "made her his wife", "a son of hers"."""
    c = reading.clauses
    if c.relations[token] == "xcomp" or "as" in reading.child_words(token, "case"):
        return True
    return c.relations[owner] != "nmod:poss" and "a" in reading.child_words(token, "det")


def _certainty(reading: Reading, word: Word, owner: int, bearer: str) -> float:
    """How far it can be trusted whom "her brother" and its "her" are linked to."""
    if _subject_of(reading, word.token, bearer) or (word.name not in people.KIN and not reading.known(bearer)):
        return 0.0
    if reading.trust(owner) < 1.0:
        return HALF
    names = [name.lower().split() for name in reading.names(bearer)]
    if reading.clauses.words[owner] not in OWNERS and all(name[0] in OWNERS for name in names):
        return _LITTLE  # "the smith's wife" is not "my wife"
    if reading.sure(word.token) is not None:
        return 1.0
    return HALF if any(word.name in name for name in names) else _LITTLE


def _subject_of(reading: Reading, token: int, bearer: str) -> bool:
    """Whether the clause has the one whom the noun is linked to for its subject: in "he followed my husband" these are two."""
    c = reading.clauses
    predicate = c.predicate(c.heads[token]) if c.heads[token] >= 0 else token
    return any(i != token and reading.likely(i) == bearer for i in c.subjects(predicate))


def _to_the_face(reading: Reading, word: Word) -> Iterator[Claim]:
    """As in: "So I see, my son." Who says it, and who hears it, the word does not tell."""
    line = reading.line_at(reading.clauses.starts[word.token])
    heard = () if line is None else line.addressees or ()
    if line is not None and line.speaker is not None and len(heard) == 1 and word.name in words.TO_THE_FACE:
        span = reading.clauses.span(word.token - 1, word.token)
        yield from reading.claims(word, list(heard), [line.speaker], span, "tie_called", weight=HALF)


def _is(reading: Reading, word: Word, owner: int) -> Iterator[Claim]:
    """As in: "Arvid was Kaja's brother"; of "this is my wife, Ada" the name counts."""
    c, token = reading.clauses, word.token
    subjects = c.subjects(token)
    if not subjects or not c.fact(token).so:
        return
    bearers = [who for i in subjects for who in reading.those(i)]
    if c.words[subjects[0]] in _POINTING:
        after = reading.name_after(token)
        bearers = [after] if after is not None else []
    span = c.span(*sorted((subjects[0], token)))
    weight = _SAID * reading.trust(owner, *subjects)
    ended = _was_once(reading, token)
    yield from reading.claims(word, bearers, reading.those(owner), span, "tie_is", ended=ended, weight=weight)


def _was_once(reading: Reading, token: int) -> bool:
    """As in: "had once been his teacher", "used to be a friend of hers", "was her former master"."""
    c = reading.clauses
    beside = {c.words[i] for i in range(max(0, token - 4), min(token + 2, len(c)))}
    former = reading.child_words(token, "amod", "advmod", "compound") & words.FORMER
    used = c.relations[token] == "xcomp" and c.lemmas[c.heads[token]] == "use"
    return bool(beside & words.ONCE or former or used)


def _had(reading: Reading, word: Word) -> Iterator[Claim]:
    """As in: "She had a brother called Piet"."""
    c, token = reading.clauses, word.token
    verb = c.heads[token]
    if c.relations[token] != "obj" or verb < 0 or c.lemmas[verb] not in _OWNING or word.noun.tie not in _HAD:
        return
    if not c.fact(verb).so or not reading.child_words(token, "det") & {"a", "an"}:
        return
    owners = [who for i in c.subjects(verb) for who in reading.those(i)]
    after = reading.name_after(token)
    bearers = [after] if after is not None else reading.those(token)
    weight = reading.trust(*c.subjects(verb))
    yield from reading.claims(word, bearers, owners, c.span(verb, token), "tie_had", weight=weight)


def _between(reading: Reading, word: Word) -> Iterator[Claim]:
    """As in: "Greta and Anni were sisters", "the sisters, Greta and Anni"."""
    c, token = reading.clauses, word.token
    if word.noun.tie not in SYMMETRIC or c.owner(token) is not None:
        return
    subjects = c.subjects(token) if c.children(token, "cop") and c.fact(token).so else []
    ones = [who for i in subjects for who in reading.those(i)] if len(subjects) > 1 else reading.names_after(token)
    span = c.span(*sorted((*subjects[:1], token)))
    for a, b in combinations([who for who in dict.fromkeys(ones) if reading.fits(who, word.noun.gender)], 2):
        yield from reading.claims(word, [a], [b], span, "tie_between", weight=_SAID)


# Verbs


def _by_marriage(reading: Reading, token: int) -> Iterator[Claim]:
    """As in: "She married Holm", "Nuno and Beatriz were engaged", "divorced from Kurt"."""
    c = reading.clauses
    to = reading.obliques(token, "to")
    if to and c.objects(token) and not c.passive(token):
        return  # "the vicar married me to him"
    modal, fact, head = c.modal(token), c.fact(token), c.heads[token]
    will = modal is not None and c.words[modal] in ("will", "'ll", "shall") and fact.operator == modal
    over = head >= 0 and c.lemmas[head] in _STOPPING and c.fact(head).so
    if not (fact.so or over or will):
        return
    betrothed = c.lemmas[token] in _ENGAGING
    to_be = any(c.words[i] == "to" for i in c.children(token, "mark"))
    word = Word(words.Noun("betrothed" if betrothed or will or to_be else "spouse"), "", token)
    subjects = c.subjects(token)
    others = [*to, *reading.obliques(token, "from"), *([] if betrothed or c.passive(token) else c.objects(token))][:1]
    ones = [who for i in subjects for who in reading.those(i)]
    twos = reading.those(others[0]) if others else []
    pairs = [(one, other) for one in ones for other in twos] if others else list(combinations(ones, 2))
    if len(pairs) == 1:
        span = c.span(*sorted((token, *others, *subjects[:1])))
        weight = _SAID * reading.trust(*subjects, *others)
        ended = over or c.lemmas[token] in _DIVORCING
        one, other = pairs[0]
        yield from reading.claims(word, [one], [other], span, "tie_married", ended=ended, weight=weight)


def _by_teaching(reading: Reading, token: int) -> Iterator[Claim]:
    """As in: "Holm taught them both to read"; not "that taught him a lesson"."""
    c = reading.clauses
    objects = [*c.children(token, "iobj"), *c.children(token, "obj")]
    if not objects or not c.fact(token).so or c.passive(token) or any(c.lemmas[i] == "lesson" for i in objects):
        return
    teachers = [who for i in c.agents(token) for who in reading.those(i)]
    taught = [who for i in (objects[0], *c.children(objects[0], "conj")) for who in reading.those(i)]
    if len(teachers) == 1:
        span = c.span(*sorted((token, objects[0])))
        weight = reading.trust(*c.agents(token), objects[0])
        word = Word(words.Noun("teacher"), "", token)
        yield from reading.claims(word, teachers, taught, span, "tie_taught", weight=weight)


def _by_serving(reading: Reading, token: int) -> Iterator[Claim]:
    """As in: "Sanne worked under Director Klein"."""
    c = reading.clauses
    under = reading.obliques(token, "under")
    if not under or not c.fact(token).so:
        return
    workers = [who for i in c.agents(token) for who in reading.those(i)]
    span = c.span(*sorted((token, under[0])))
    weight = reading.trust(*c.agents(token), under[0])
    word, ended = Word(words.Noun("superior"), "", token), c.perfect(token)
    yield from reading.claims(word, reading.those(under[0]), workers, span, "tie_served", ended=ended, weight=weight)
