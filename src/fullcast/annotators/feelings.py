"""Feelings: reactions that are narrated, words outside speech that say or show what somebody feels just then.

A word or a sign of feeling (`lexicon/feeling.py`) in a sentence of narration, with a character as its subject. What belongs to the tag or
the beat of a quotation is the quotation's. Denied and supposed feelings are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.beats import Narration
from fullcast.annotators.confidence import confidence_of
from fullcast.annotators.feeling_words import Found, feeling_words, of_whom
from fullcast.annotators.plan import annotator
from fullcast.layers import Feeling, Layer, Story
from fullcast.layers.world_values import STORY
from fullcast.lexicon import feeling as words
from fullcast.lexicon.people import IT
from fullcast.text import Span
from fullcast.text.span import hull

_COMPLEMENT: Final = re.compile(r"(?: (?!and |but |while |as |when |because |until |so )[\w’'-]+)+")
"""What goes on after words of feeling in their clause: "afraid *of the man*"."""
_TOWARD: Final = frozenset("at with of for to toward towards him her them me us".split())
_ASHAMED: Final = frozenset(
    "ashamed guilty guilt shame remorse remorseful shamefaced sheepish embarrassed mortified contrite humiliated".split()
)
_LOOKS: Final = frozenset(
    "looked looks looking stared stares staring glared glares glaring gazed gazing smiled smiling scowled frowned laughed shouted".split()
)
_RULES: Final = {"stated": "feeling_named", "shown": "feeling_shown", "touch": "feeling_in_touch"}
"""By the kind of the words that show it."""
_REACH: Final = 40
"""Code points after a word of feeling in which its object begins."""
_BESIDE: Final = 14
"""Code points between a subject and words of feeling that are shown with it."""


class _Felt(NamedTuple):
    """Words of feeling of one person in one sentence."""

    who: str
    found: Found
    sentence: Span


@annotator(makes="feelings", needs=("quotations", "speakers", "mentions"), uses=("levels", "reveals"))
def find_feelings(story: Story) -> Layer[Feeling]:
    """The narrated reactions in text order, one for each person and label of a sentence."""
    narration = Narration(story)
    best: dict[tuple[Span, str, str], list[Found]] = {}
    for felt in _felt(story, narration):
        best.setdefault((felt.sentence, felt.who, felt.found.sense.label), []).append(felt.found)
    rows = sorted(best.items(), key=lambda row: (row[1][0].span, row[0][1:]))
    items = tuple(
        _feeling(story, narration, n, sentence, who, found)
        for n, ((sentence, who, _), found) in enumerate(_apart(rows), 1)
    )
    return Layer("feelings", items, story.provenance("feelings", ("quotations", "speakers", "mentions")))


def _apart(
    rows: list[tuple[tuple[Span, str, str], list[Found]]],
) -> Iterator[tuple[tuple[Span, str, str], list[Found]]]:
    """Without the weaker of two labels that the same words of one person show."""
    beside: dict[tuple[Span, str], list[list[Found]]] = {}
    for (sentence, who, _), found in rows:
        beside.setdefault((sentence, who), []).append(found)
    for key, found in rows:
        own = hull(f.span for f in found)
        rivals = (other for other in beside[key[:2]] if other is not found and hull(f.span for f in other).meets(own))
        if not any(_weight(other) > _weight(found) for other in rivals):
            yield key, found


def _weight(found: list[Found]) -> tuple[int, int]:
    return max(f.sense.intensity for f in found), len(found)


def _felt(story: Story, narration: Narration) -> Iterator[_Felt]:
    """Every word of feeling in narration that is some character's and no quotation's."""
    beats, tags = _of_quotations(story, narration)
    for region in story.regions:
        if region.kind != "story":
            continue
        for paragraph in story.paragraphs[narration.paragraph(region.start) : narration.paragraph(region.end) + 1]:
            if not region.start <= paragraph.start < region.end:
                continue
            for sentence in (s for stretch in narration.stretches(paragraph) for s in stretch.sentences):
                for found in feeling_words(narration, story.text.tokens, sentence) if sentence not in tags else ():
                    who = of_whom(narration, sentence, found)
                    if who is None or who.entity is None or story.text.words(who.span).lower() in IT:
                        continue
                    if who.entity not in beats.get(sentence, ()):
                        yield _Felt(who.entity, found, sentence)


def _of_quotations(story: Story, narration: Narration) -> tuple[dict[Span, set[str | None]], set[Span]]:
    """The sentences that are beats, with the speakers whose they are, and those that are tags."""
    tags: set[Span] = set()
    said = {a.id: a.speaker for a in story.attributions}
    out: dict[Span, set[str | None]] = {}
    for q in story.items("quotations"):
        if q.kind == "not_speech":
            continue
        for beat in narration.beats(q):
            if beat.place == "tag" or (beat.place == "beat" and said.get(q.id) is None):
                tags.add(beat.span)
            elif beat.place == "beat":
                out.setdefault(beat.span, set()).add(said.get(q.id))
    return out, tags


def _feeling(story: Story, narration: Narration, n: int, sentence: Span, who: str, found: list[Found]) -> Feeling:
    best = max(found, key=lambda f: (f.kind == "stated", f.sense.intensity, -f.span.start))
    span = _span(story, narration, sentence, found)
    return Feeling(
        id=f"f{n}",
        span=span,
        who=who,
        label=best.sense.label,
        word=next((words.adjective(f.word) for f in found if f.word is not None), None),
        intensity=max(f.sense.intensity for f in found),
        toward=_toward(narration, sentence, who, best),
        level=story.level_at(span.start) or STORY,
        evidence=tuple(f.span for f in found),
        rule=_RULES[best.kind],
        confidence=confidence_of("feelings", _RULES[best.kind]),
    )


def _span(story: Story, narration: Narration, sentence: Span, found: list[Found]) -> Span:
    """The words of the reaction: from its subject, if it stands near, to the end of the words of feeling."""
    all_ = hull(f.span for f in found)
    subject = narration.feeler(sentence, all_.end)
    start = subject.span.start if subject is not None and all_.start - subject.span.end <= _BESIDE else all_.start
    rest = narration.content[all_.end : min(sentence.end, all_.end + _REACH)]
    goes_on = _COMPLEMENT.match(rest)
    return story.text.trimmed(Span(min(start, all_.start), all_.end + (goes_on.end() if goes_on else 0)))


def _toward(narration: Narration, sentence: Span, who: str, found: Found) -> tuple[str, ...]:
    """Whom the feeling is at: the one named right after the words, with "at", "of", "for" between or nothing; oneself for shame."""
    if found.word is not None and words.adjective(found.word) in _ASHAMED:
        return (who,)
    if found.stirred:
        subject = narration.subject(sentence)
        return (subject.entity,) if subject is not None and subject.entity not in (None, who) else ()
    after = narration.mentions_in(found.span.end, min(sentence.end, found.span.end + _REACH // 2))
    for m in after:
        if m.entity is None or m.entity == who:
            continue
        between = narration.content[found.span.end : m.span.start].lower().split()
        if len(between) <= 2 and all(w in _TOWARD for w in between):
            return (m.entity,)
    for m in narration.mentions_in(sentence.start, found.span.start):  # "looked at him with contempt"
        before = narration.content[sentence.start : m.span.start].lower().split()[-2:]
        if m.entity not in (None, who) and len(before) == 2 and before[1] == "at" and before[0] in _LOOKS:
            return (m.entity,)
    return ()
