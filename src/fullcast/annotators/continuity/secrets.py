"""Who knows what nobody told them: the text says that a thing is known to few, and later somebody else speaks of it.

The secret is what its passage alone names: a proper name that stands nowhere before, or a true name that has just been revealed. Whoever
was there, or heard the name said in between, may know it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from fullcast.annotators.continuity.found import Found
from fullcast.annotators.continuity.passages import Passages
from fullcast.layers import Line, Reveal, Scene
from fullcast.layers.world_values import STORY
from fullcast.lexicon.continuity import ABOUT_A_NAME, SECRET, SECRET_FIRST, SECRET_WORDS
from fullcast.lexicon.function_words import SENTENCE_STARTERS
from fullcast.lexicon.people import TITLES
from fullcast.text import Span

_PROPER: Final = re.compile(r"(?<=[a-z,;—–-] )[A-Z][a-z’']+(?: [A-Z][a-z’']+)*")
"""A proper name that begins no sentence."""
_CONTENT: Final = re.compile(r"[a-z][a-z’'-]{3,}")
RARE: Final = 2
"""Words of a secret's passage, not said before or between, that a line has to have."""
_LEAST: Final = 4
"""Letters of a name that is looked for."""


def knows_untold(passages: Passages) -> Iterator[Found]:
    """For each secret, the first who speaks of it and cannot know it."""
    for match in passages.find(SECRET, *SECRET_WORDS, first=SECRET_FIRST):
        if passages.telling.level_at(match.start()) != STORY and passages.telling.line_at(match.start()) is not None:
            continue
        first = Span(*match.span())
        words = passages.words(passages.around(first.start, before=2, after=2))
        if passages.telling.line_at(first.start) is not None and ABOUT_A_NAME.search(words):
            yield from _true_name(passages, first)
        elif passages.telling.line_at(first.start) is None:
            found = next(_only_here(passages, first), None) or _in_its_words(passages, first)
            if found is not None:
                yield found


# A name that its passage alone has


def _only_here(passages: Passages, first: Span) -> Iterator[Found]:
    paragraph = passages.paragraph(first.start)
    knowing = passages.mentioned(paragraph)
    for name in sorted(set(_PROPER.findall(passages.words(paragraph)))):
        if len(name) < _LEAST or set(name.split()) & passages.name_words or _stands(passages, name, 0, paragraph.start):
            continue
        spoken = _first_said(passages, re.compile(rf"\b{re.escape(name)}\b"), paragraph.end)
        if spoken is not None and spoken[0].speaker not in knowing:
            line, second = spoken
            yield Found("knows_untold", str(line.speaker), first, second, "secret_name")
            return


# Words that its passage alone has


def _in_its_words(passages: Passages, first: Span) -> Found | None:
    """The first line in which two words that stand only in the secret's sentences come again, said by one who is not named there."""
    passage = passages.around(first.start, before=2, after=1)
    knowing = passages.mentioned(passages.paragraph(first.start))
    places = [
        passages.places_of(w)
        for w in set(_CONTENT.findall(passages.words(passage).lower()))
        if w not in SENTENCE_STARTERS
    ]
    again: dict[int, set[int]] = defaultdict(set)
    for starts in places:
        later = [at for at in starts if at >= passage.end]
        if later and len(starts) - len(later) == sum(passage.start <= at < passage.end for at in starts):
            again[passages.around(later[0]).start].add(later[0])
    for start in sorted(again):
        line = passages.telling.line_at(min(again[start]))
        aloud = line is not None and line.kind == "speech" and passages.telling.level_at(start) == STORY
        if (
            len(again[start]) >= RARE
            and line is not None
            and aloud
            and line.speaker is not None
            and line.speaker not in knowing
        ):
            return Found("knows_untold", line.speaker, first, passages.around(min(again[start])), "secret_words")
    return None


def _stands(passages: Passages, words: str, start: int, end: int) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", passages.content[start:end]) is not None


def _first_said(passages: Passages, pattern: re.Pattern[str], start: int) -> tuple[Line, Span] | None:
    """The first place after `start` where `pattern` stands, if somebody says it aloud there and on the story's level."""
    match = pattern.search(passages.content, start)
    line = None if match is None else passages.telling.line_at(match.start())
    if match is None or line is None or line.speaker is None or line.kind != "speech":
        return None
    if passages.telling.level_at(match.start()) != STORY:
        return None
    return line, passages.around(match.start())


# A true name


def _true_name(passages: Passages, first: Span) -> Iterator[Found]:
    """Somebody says the true name of one whose unmasking in this scene was to stay a secret, and was not there."""
    scene = passages.telling.scene_at(first.start)
    for reveal in passages.story.reveals:
        if scene is None or reveal.at > first.start or not _one_place(passages, reveal, first):
            continue
        for pattern in _names(passages, reveal):
            found = _said_by_a_stranger(passages, reveal, pattern, first, _witnesses(passages, reveal, scene))
            if found is not None:
                yield found
                return


def _one_place(passages: Passages, reveal: Reveal, first: Span) -> bool:
    """Whether the secret follows its reveal without a scene between them that others come into."""
    i, j = passages.telling.scene_index(reveal.at), passages.telling.scene_index(first.start)
    people = [set(s.participants) for s in passages.telling.scenes[max(i, 0) : j + 1] if s.level == STORY]
    return j - i <= 2 and all(p & people[0] for p in people)


def _names(passages: Passages, reveal: Reveal) -> list[re.Pattern[str]]:
    """The words of the true name that the masked figure did not have."""
    explained = set(reveal.explains)
    masked = {
        w
        for m in passages.telling.mentions.get(reveal.entity, [])
        if m.id in explained
        for w in passages.words(m.span).split()
    }
    told: dict[str, int] = defaultdict(int)
    for m in passages.telling.mentions.get(reveal.entity, []):
        if m.form == "name" and reveal.at <= m.span[0]:
            for word in passages.words(m.span).split():
                told[word] += word[:1].isupper() and word.rstrip(".").lower() not in TITLES and word not in masked
    return [re.compile(rf"\b{re.escape(w)}\b") for w, n in told.items() if n and len(w) >= _LEAST]


def _witnesses(passages: Passages, reveal: Reveal, scene: Scene) -> set[str]:
    """Who was there, or spoke there, between the reveal and the secret, and the one unmasked."""
    telling = passages.telling
    there = {
        who
        for s in telling.scenes[max(telling.scene_index(reveal.at), 0) : telling.scene_index(scene.start) + 1]
        for who in s.participants
    }
    spoke = {line.speaker for line in telling.story.quotations if reveal.at - 2000 <= line.spans[0].start <= scene.end}
    return there | {who for who in spoke if who is not None} | {reveal.entity}


def _said_by_a_stranger(
    passages: Passages, reveal: Reveal, pattern: re.Pattern[str], first: Span, witnesses: set[str]
) -> Found | None:
    """The first who says the name after the secret; None if that is one who was there, or narration has given it to others."""
    for match in pattern.finditer(passages.content, passages.paragraph(first.start).end):
        line = passages.telling.line_at(match.start())
        if line is None:
            continue
        meant = [
            m
            for m in passages.telling.mentions_between(reveal.entity, match.start() - 30, match.end())
            if m.span[1] >= match.end()
        ]
        if line.speaker is None or line.speaker in witnesses or not meant or line.kind != "speech":
            return None
        return Found("knows_untold", line.speaker, first, passages.around(match.start()), "secret_identity")
    return None
