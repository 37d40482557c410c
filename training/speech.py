"""What stories have and web pages lack: people called by name, speeches with the word for speaking, chains of deeds in the past.

Sentences of the treebank are put into somebody's mouth and addressed to somebody; chains are made of lists. Their trees are known from how
they are made, after the treebank's own examples of each.
"""

from __future__ import annotations

import importlib.util
import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from fullcast.lexicon.inflection import past
from training.treebank import Treebank

SPEECHES, CHAINS = 1400, 500
_SPEAKING = "say say say ask cry answer reply whisper call murmur shout add exclaim mutter observe return".split()
_CALLED = "sir madam Mother Father boys child doctor Captain Aunt darling dear friend fool ladies gentlemen".split()
_PEOPLE = "man woman boy girl doctor maid stranger captain priest nurse butler widow soldier clerk".split()
_DEEDS = (
    "rise bow sit stand turn laugh weep spit run leap kneel stride creep shiver smile nod pause sigh sleep yawn wake stumble swim cough "
    "hesitate wander glance frown fall climb go come wait listen tremble blush linger sing"
).split()
_DONE = (
    "shut open take leave drop lift find break burn hide tear throw strike kiss fling draw catch lock seize light drink eat fold push read "
    "wear carry hold bring lay set write steal forget"
).split()
_THINGS = "door letter lamp book glass knife coat key curtain chair candle hat bag cup stone rope gun picture".split()
_WHERE = "room house street garden stairs window fire table bed corner road hall".split()
_WAYS = "into across through behind by from towards under".split()
_HOW = "slowly quietly again quickly suddenly away there".split()
_DID = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a sentence under construction."""

    form: str
    lemma: str
    upos: str
    features: str
    head: int
    """Place of the head in the sentence; its own for the root."""
    relation: str
    space: bool = True
    """Whether one follows."""


Sentence = list[Word]


@cache
def first_names() -> tuple[str, ...]:
    """First names (United States Census Bureau 1990, public domain, from the package names)."""
    spec = importlib.util.find_spec("names")
    if spec is None or spec.origin is None:
        raise SystemExit("install training/requirements.txt first: names is missing")
    lists = (
        (Path(spec.origin).parent / f"dist.{kind}.first").read_text().splitlines()[:400] for kind in ("female", "male")
    )
    return tuple(line.split()[0].capitalize() for lines in lists for line in lines)


def made(bank: Treebank, seed: int) -> Treebank:
    """A treebank of speeches and chains, a paragraph each."""
    rng = random.Random(seed)
    known = _known(bank)
    out = Treebank()
    sources = _sources(bank)
    for i in range(SPEECHES + CHAINS):
        sentence = _speech(rng.choice(sources), rng, known) if i < SPEECHES else _chain(rng, known)
        _add(out, sentence)
    out.sentences.append(len(out.starts))
    return out


def _known(bank: Treebank) -> dict[tuple[str, str], tuple[str, str]]:
    """The commonest lemma and features of each form and part of speech."""
    found: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for form, upos, lemma, features in zip(bank.forms, bank.upos, bank.lemmas, bank.features, strict=True):
        found.setdefault((form.lower(), upos), Counter())[lemma, features] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in found.items()}


def _sources(bank: Treebank) -> list[Sentence]:
    """Short sentences that could be said aloud."""
    out = []
    for a, b in zip(bank.sentences[:-1], bank.sentences[1:], strict=True):
        whole = bank.forms[a].isalpha() and bank.forms[b - 1] in (".", "!", "?")
        if not whole or not 3 <= b - a <= 14 or any(form in "\"'()[]:" for form in bank.forms[a:b]):
            continue
        if not any(bank.heads[i] == i and bank.upos[i] in ("VERB", "AUX", "ADJ", "NOUN") for i in range(a, b)):
            continue
        out.append(
            [
                Word(
                    bank.forms[i], bank.lemmas[i], bank.upos[i], bank.features[i], bank.heads[i] - a, bank.relations[i],
                    i + 1 < b and bank.starts[i + 1] > bank.ends[i],
                )
                for i in range(a, b)
            ]
        )  # fmt: skip
    return out


def _word(form: str, upos: str, head: int, relation: str, known: dict[tuple[str, str], tuple[str, str]]) -> Word:
    lemma, features = known.get((form.lower(), upos), (form.lower(), "Number=Sing" if upos == "NOUN" else "_"))
    return Word(
        form, form if upos == "PROPN" else lemma, upos, "Number=Sing" if upos == "PROPN" else features, head, relation
    )


def _shifted(words: Sentence, by: int, start: int = 0) -> Sentence:
    """The words with heads that lie `by` further, where they lie at or after `start`."""
    return [replace(w, head=w.head + by if w.head >= start else w.head) for w in words]


def _root(words: Sentence) -> int:
    return next(i for i, w in enumerate(words) if w.head == i)


def _speech(base: Sentence, rng: random.Random, known: dict[tuple[str, str], tuple[str, str]]) -> Sentence:
    """A sentence addressed to somebody, said by somebody, or both."""
    words = base
    if rng.random() < 0.6:
        words = _called(words, rng, known)
    kind = rng.random()
    if kind < 0.2 and words is not base:
        return words
    return _framed(words, rng, known, "after" if kind < 0.75 else "before" if kind < 0.9 else "none")


def _called(words: Sentence, rng: random.Random, known: dict[tuple[str, str], tuple[str, str]]) -> Sentence:
    """With the name of somebody who is spoken to, in front or at the end."""
    root = _root(words)
    name = rng.choice(_CALLED) if rng.random() < 0.35 else rng.choice(first_names())
    upos = "PROPN" if name[0].isupper() and name not in _CALLED else "NOUN"
    comma = Word(",", ",", "PUNCT", "_", 0, "punct")
    if rng.random() < 0.35:
        first = words[0]
        small = first.upos != "PROPN" and first.lemma != "I"
        rest = [replace(first, form=first.form[0].lower() + first.form[1:]) if small else first, *words[1:]]
        called = _word(name[0].upper() + name[1:], upos, root + 2, "vocative", known)
        return [replace(called, space=False), comma, *_shifted(rest, 2)]
    at = len(words) - 1
    called = replace(_word(name, upos, root, "vocative", known), space=False)
    front = [*_shifted(words[:at], 2, at)]
    front[-1] = replace(front[-1], space=False)
    return [*front, replace(comma, head=at + 1), called, *_shifted(words[at:], 2, at)]


def _framed(words: Sentence, rng: random.Random, known: dict[tuple[str, str], tuple[str, str]], place: str) -> Sentence:
    """In quotation marks, with who says it before or after, or nowhere."""
    root = _root(words)
    n = len(words)
    mark = Word('"', '"', "PUNCT", "_", 0, "punct")
    if place == "none":
        return [replace(mark, head=root + 1, space=False), *_closed(_shifted(words, 1)), replace(mark, head=root + 1)]
    verb = rng.choice(_SPEAKING)
    speaker = _speaker(rng, known)
    if place == "after":
        inside = _shifted(words, 1)
        if inside[-1].form == ".":
            inside[-1] = replace(inside[-1], form=",", lemma=",")
        first = n + 2
        inverted = rng.random() < 0.5 and speaker[-1].upos != "PRON"
        said = first if inverted else first + len(speaker)
        who = first + 1 if inverted else first
        inside[root] = replace(inside[root], head=said, relation="ccomp")
        told = Word(past(verb), verb, "VERB", _DID, said, "root")
        subject = [replace(w, head=said if w.relation == "nsubj" else w.head + who) for w in speaker]
        tail = [told, *subject] if inverted else [*subject, told]
        tail[-1] = replace(tail[-1], space=False)
        stop = Word(".", ".", "PUNCT", "_", said, "punct")
        return [replace(mark, head=root + 1, space=False), *_closed(inside), replace(mark, head=root + 1), *tail, stop]
    subject = [replace(w, head=len(speaker) if w.relation == "nsubj" else w.head) for w in speaker]
    subject[0] = replace(subject[0], form=subject[0].form[0].upper() + subject[0].form[1:])
    said, first = len(speaker), len(speaker) + 3
    inside = _shifted(words, first)
    inside[root] = replace(inside[root], head=said, relation="ccomp")
    told = Word(past(verb), verb, "VERB", _DID, said, "root", space=False)
    opening = [Word(",", ",", "PUNCT", "_", first + root, "punct"), replace(mark, head=first + root, space=False)]
    return [*subject, told, *opening, *_closed(inside), replace(mark, head=first + root)]


def _closed(words: Sentence) -> Sentence:
    return [*words[:-1], replace(words[-1], space=False)]


def _speaker(rng: random.Random, known: dict[tuple[str, str], tuple[str, str]]) -> Sentence:
    """A subject, whose last word is the nsubj; heads count from its first word."""
    kind = rng.random()
    if kind < 0.35:
        return [_word(rng.choice(("he", "she")), "PRON", 0, "nsubj", known)]
    if kind < 0.7:
        return [_word(rng.choice(first_names()), "PROPN", 0, "nsubj", known)]
    return [_word("the", "DET", 1, "det", known), _word(rng.choice(_PEOPLE), "NOUN", 0, "nsubj", known)]


def _chain(rng: random.Random, known: dict[tuple[str, str], tuple[str, str]]) -> Sentence:
    """Somebody did this, that, and something else."""
    words = _speaker(rng, known)
    first = len(words)
    words = [replace(w, head=first if w.relation == "nsubj" else w.head) for w in words]
    words[0] = replace(words[0], form=words[0].form[0].upper() + words[0].form[1:])
    count = rng.choice((1, 2, 3, 3, 4))
    for i in range(count):
        at = len(words)
        if i:
            words[-1] = replace(words[-1], space=i == count - 1 and rng.random() < 0.4)
            last, comma = i == count - 1, not words[-1].space
            verb = at + last + comma
            words += [Word(",", ",", "PUNCT", "_", verb, "punct")] * comma + [
                _word("and", "CCONJ", verb, "cc", known)
            ] * last
        words += _deed(len(words), first, rng, known)
    words[-1] = replace(words[-1], space=False)
    return [*words, Word(".", ".", "PUNCT", "_", first, "punct")]


def _deed(at: int, first: int, rng: random.Random, known: dict[tuple[str, str], tuple[str, str]]) -> Sentence:
    """A verb in the past with what belongs to it; `first` is the first of the chain."""
    alone = rng.random() < 0.55
    base = rng.choice(_DEEDS if alone else _DONE)
    out = [Word(past(base), base, "VERB", _DID, first, "root" if at == first else "conj")]
    if not alone:
        out += [
            _word(rng.choice(("the", "his", "her", "a")), "DET", at + 2, "det", known),
            _word(rng.choice(_THINGS), "NOUN", at, "obj", known),
        ]
        if out[1].form in ("his", "her"):
            out[1] = _word(out[1].form, "PRON", at + 2, "nmod:poss", known)
    if rng.random() < 0.35:
        noun = at + len(out) + 2
        out.append(_word(rng.choice(_WAYS), "ADP", noun, "case", known))
        out += [_word("the", "DET", noun, "det", known), _word(rng.choice(_WHERE), "NOUN", at, "obl", known)]
    elif alone and rng.random() < 0.35:
        out.append(_word(rng.choice(_HOW), "ADV", at, "advmod", known))
    return out


def _add(bank: Treebank, sentence: Sentence) -> None:
    """Put a sentence into the treebank as a text of its own."""
    first, text = len(bank.starts), ""
    bank.sentences.append(first)
    for word in sentence:
        bank.document.append(len(bank.texts))
        bank.starts.append(len(text))
        text += word.form
        bank.ends.append(len(text))
        text += " " * word.space
        bank.forms.append(word.form)
        bank.lemmas.append(word.lemma)
        bank.upos.append(word.upos)
        bank.features.append(word.features)
        bank.heads.append(first + word.head)
        bank.relations.append(word.relation)
    bank.texts.append(text)
    bank.paragraphs.append([(0, len(text.rstrip()))])
