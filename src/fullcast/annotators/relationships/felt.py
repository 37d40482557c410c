"""Feelings for somebody that last: named ("he had loved her for nine years"), or shown again in another scene.

One angry line is an emotion and no relationship. Anger out of care ("you could have died!") counts as affection.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.relationships.claims import HALF, Reading
from fullcast.layers.world_values import STORY, Relationship
from fullcast.lexicon import devotion as words
from fullcast.text import Span

_ENOUGH: Final = 1.0
_MOST: Final = 2
"""Feelings from one to another, at most."""
_SHOWN: Final = 3
_SCENES: Final = 2
"""Scenes in which a feeling must show that no words name."""
_MEANS: Final = {"trust": "trust", "fear": "fear", "disgust": "contempt"}
"""What an emotion toward somebody, shown time and again, comes to; anger and joy come and go."""


class Felt(NamedTuple):
    """That one feels something for another, at one place."""

    source: str
    to: str
    feeling: str
    span: Span
    rule: str
    weight: float


def find_felt(reading: Reading, first: int) -> tuple[Relationship, ...]:
    """The felt ties, in the order of their first evidence; their ids go on from `first`."""
    by_pair: dict[tuple[str, str], dict[str, list[Felt]]] = defaultdict(lambda: defaultdict(list))
    for felt in (*_named(reading), *_shown(reading)):
        by_pair[felt.source, felt.to][felt.feeling].append(felt)
    found: list[Relationship] = []
    for (source, to), feelings in by_pair.items():
        enough = {name: some for name, some in feelings.items() if sum(f.weight for f in some) >= _ENOUGH}
        best = sorted(enough, key=lambda name: (-sum(f.weight for f in enough[name]), enough[name][0].span))[:_MOST]
        for name in best:
            some = sorted(enough[name], key=lambda f: f.span)
            before = _turned_from(name, some, {x: enough[x] for x in best})
            evidence = (*before, *(f.span for f in some))
            found.append(
                Relationship(
                    id="",
                    source=source,
                    to=to,
                    feeling=name,
                    trend="turned" if before else None,
                    evidence=tuple(dict.fromkeys(evidence))[:_SHOWN],
                    rule=max(some, key=lambda f: f.weight).rule,
                )
            )
    found.sort(key=lambda one: (one.evidence[-1], one.source, one.to))
    return tuple(_numbered(one, first + n) for n, one in enumerate(found, 1))


def _numbered(one: Relationship, n: int) -> Relationship:
    return Relationship(
        id=f"t{n}",
        source=one.source,
        to=one.to,
        feeling=one.feeling,
        trend=one.trend,
        evidence=one.evidence,
        rule=one.rule,
    )


def _turned_from(name: str, some: list[Felt], others: dict[str, list[Felt]]) -> tuple[Span, ...]:
    """The words before that name the opposite, where a feeling has turned into this one."""
    for side, other_side in (words.OPPOSED, words.OPPOSED[::-1]):
        if name in side:
            for other, earlier in others.items():
                if other in other_side and max(f.span for f in earlier) < some[0].span:
                    return (earlier[0].span,)
    return ()


# Named


def _named(reading: Reading) -> Iterator[Felt]:
    c = reading.clauses
    for token, lemma in enumerate(c.lemmas):
        if lemma in words.VERBS and c.upos[token] == "VERB":
            yield from _felt(reading, token, words.VERBS[lemma], c.subjects(token), c.objects(token))
        elif lemma in words.NOUNS and c.upos[token] == "NOUN":
            yield from _by_noun(reading, token, words.NOUNS[lemma])
        else:
            for (word, preposition), feeling in (*words.ADJECTIVES.items(), *words.WITH_PREPOSITION.items()):
                if word in (lemma, c.words[token]) and c.upos[token] in ("ADJ", "VERB"):
                    objects = reading.obliques(token, preposition)
                    yield from _felt(reading, token, feeling, c.subjects(token), objects)


def _by_noun(reading: Reading, token: int, feeling: str) -> Iterator[Felt]:
    """As in: "his love for her", "she felt guilt towards him"."""
    c = reading.clauses
    verb = c.heads[token]
    objects = reading.obliques(token, *words.NOUN_PREPOSITIONS)
    owner = c.children(token, "nmod:poss")
    if owner:
        yield from _felt(reading, token, feeling, owner, objects, standing=True)
    elif verb >= 0 and c.lemmas[verb] in words.HAVING and c.relations[token] == "obj":
        objects = objects or reading.obliques(verb, *words.NOUN_PREPOSITIONS)
        yield from _felt(reading, verb, feeling, c.subjects(verb), objects)


def _felt(
    reading: Reading, token: int, feeling: str, subjects: list[int], objects: list[int], *, standing: bool = False
) -> Iterator[Felt]:
    c = reading.clauses
    if not subjects or not objects or not c.fact(token).so:
        return
    if c.passive(token) and not c.children(token, "cop"):
        return
    weight = _lasts(reading, token, feeling, subjects[0], standing)
    if not weight or reading.level_at(c.starts[token]) not in _told_as_so(reading):
        return
    span = c.span(*sorted((subjects[0], token, objects[0])))
    for source in (who for i in subjects for who in reading.those(i)):
        for to in (who for i in objects for who in reading.those(i)):
            if source != to:
                yield Felt(source, to, feeling, span, "felt_named", weight)


def _told_as_so(reading: Reading) -> set[str]:
    """The levels on which what is told is so."""
    return {STORY, *(x.id for x in reading.story.items("levels") if x.kind not in ("dream", "imagined", "vision"))}


def _lasts(reading: Reading, token: int, feeling: str, subject: int, standing: bool) -> float:
    """How far the words say that a feeling lasts: 1 alone enough, less where it may be of a moment."""
    c = reading.clauses
    sentence = c.sentence(token)
    text = reading.story.words((c.starts[sentence[0]], c.ends[sentence[-1]]))
    clause = reading.story.words((c.starts[max(sentence[0], token - 8)], c.ends[min(sentence[-1], token + 10)]))
    lasting = words.LASTING.search(clause) is not None
    if words.NEW.search(clause) or (not lasting and words.PASSING.search(text)):
        return 0.0
    if lasting:
        return 1.0
    if standing:
        return 1.0
    spoken = reading.line_at(c.starts[token]) is not None
    if feeling not in words.STANDING:
        return 0.0
    if spoken:
        return 0.0 if c.words[subject] in ("i", "we") else HALF
    return 1.0


# Shown


def _shown(reading: Reading) -> Iterator[Felt]:
    """What shows toward somebody in two scenes and more."""
    story = reading.story
    starts = [scene.start for scene in story.items("scenes")]
    found: dict[tuple[str, str, str], dict[int, Span]] = defaultdict(dict)
    lines = {line.id: line for line in story.quotations}
    rows: list[tuple[str | None, tuple[str, ...], str, Span]] = []
    for e in story.items("emotions"):
        line = lines[e.id]
        care = e.label == "anger" and any(words.CARE.search(story.words(s)) for s in line.spans)
        label = "affection" if care else _MEANS.get(e.label, "")
        rows.append((line.speaker, e.toward, label, line.spans[0]))
    rows += [(f.who, f.toward, _MEANS.get(f.label, ""), f.span) for f in story.items("feelings") if f.level == STORY]
    for who, toward, feeling, span in rows:
        if who is not None and len(toward) == 1 and toward[0] != who and feeling:
            found[who, toward[0], feeling].setdefault(bisect_right(starts, span.start), span)
    for (who, to, feeling), spans in found.items():
        if len(spans) >= _SCENES:
            for span in spans.values():
                yield Felt(who, to, feeling, span, "felt_in_scenes", 1.0 / _SCENES)
