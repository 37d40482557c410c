"""Emotions: what the speaker of a quotation feels, and toward whom, as far as the text shows it.

A log-linear mix: for each of Plutchik's eight a sum of what the tag, the beats, the delivery and the words themselves say for it, against
none. What counts how much stands in `emotions.json`, fitted by `benchmarks/feelings.py`; without enough of a lead there is no item. No list
of words knows what a line means in its story: this finds what shows, and misses what only follows from events.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Final, NamedTuple

import msgspec

from fullcast.annotators.beats import Narration
from fullcast.annotators.calibration import interpolate
from fullcast.annotators.feeling_words import Found, feeling_words, of_whom
from fullcast.annotators.plan import annotator
from fullcast.layers import Attribution, Delivery, Emotion, Layer, Quotation, Story
from fullcast.lexicon import feeling as words
from fullcast.lexicon.feeling import Sense
from fullcast.lexicon.people import FIRST
from fullcast.text import Span

SOURCES: Final = (
    "tag_verb", "tag_stated", "tag_shown", "beat_stated", "beat_shown", "near", "touch", "voice", "saying", "common_saying",
    "exclaimed_saying",
    "accusation", "avowal",
)  # fmt: skip
"""What can speak for a feeling; each is a rule's name."""
SIGNS: Final = ("exclaims", "capitals", "loud", "long", "bare")
"""What speaks for some feelings more than for others, by itself for none."""
_LONG: Final = 25
"""Words from which on a saying tells the less the longer the quotation is: who speaks long tells a tale, often in others' words."""
_MANY: Final = 30
_REACH: Final = 40
_CAPITALS: Final = re.compile(r"\b[A-Z]{3,}\b")
_SHOUTED: Final = 0.15
_AVOWED: Final = re.compile(
    r"(?<![\w'])(?:i'm|i am|i was|i feel|im|we're|we are|i've been|makes me|made me)"
    r"(?: (?:so|very|too|quite|really|just|still|terribly|awfully|only|always|a bit|a little|rather|such a|that))* (\w[\w-]*)"
)
_ACCUSED: Final = re.compile(r"(?:^|[.!?] )(?:and |but |oh,? )?you(?:'re|'ve|'d|'ll)? [^.!?]*!")
_SELF: Final = re.compile(rf"(?<![\w'])(?:{'|'.join(words.OF_ONESELF)})(?![\w'])")
_THEM: Final = re.compile(rf"(?<![\w'])(?:{words.OF_THEM})(?![\w'])")
_FOND: Final = "|".join(sorted(words.ENDEARMENTS))
_LOVING: Final = re.compile(
    rf"(?<![\w'])(?:love you|my (?:{_FOND}|boy|girl|lad)|darling|dearest|sweetheart|beloved|bless you)(?![\w'])"
)
_MARKS: Final = "\"“”‘’'«»—–-*_ \n"


def _joined(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{'|'.join(patterns)})(?![\w'])")


_GROUPS: Final = tuple(
    (label, strength, _joined([s.pattern for s in group]))
    for (label, strength), group in groupby(words.SAYINGS, key=lambda s: (s.label, s.strength))
)
_ANY: Final = _joined([s.pattern for s in words.SAYINGS])


class Clue(NamedTuple):
    """One thing that speaks for a feeling."""

    source: str
    """One of SOURCES."""
    sense: Sense
    span: Span
    word: str | None = None
    """The finer word, where it names the feeling."""
    worth: float = 1.0
    """How far it counts, at most 1."""


class Evidence(NamedTuple):
    """What speaks for the feelings of a quotation's speaker."""

    clues: tuple[Clue, ...]
    signs: Mapping[str, float]
    """By name, those of SIGNS: 1 where it is there, else 0."""

    def worths(self) -> dict[tuple[str, str], float]:
        """How much each source says for each label: its best clue; what says nothing is left out."""
        out: dict[tuple[str, str], float] = {}
        for c in self.clues:
            key = (c.source, c.sense.label)
            out[key] = max(out.get(key, 0.0), c.worth)
        return out


class Mix(msgspec.Struct, frozen=True):
    """What counts how much, as `emotions.json` has it."""

    sources: dict[str, float]
    labels: dict[str, float]
    """How far each label is from none where nothing speaks for it."""
    signs: dict[str, dict[str, float]]
    """By label."""
    lead: float
    """What is taken off none: with 0 the likeliest of the nine is chosen."""
    curve: tuple[tuple[float, float], ...]
    """From the mix's own probability to the share that was right of what it said on stories that it was not fitted on."""

    def probabilities(self, evidence: Evidence) -> dict[str, float]:
        """The probability of each label; what is missing to 1 is that of none."""
        shown = [sign for sign, value in evidence.signs.items() if value]
        scores = {label: bias + sum(self.signs[label][sign] for sign in shown) for label, bias in self.labels.items()}
        for (source, label), worth in evidence.worths().items():
            scores[label] += self.sources[source] * worth
        top = max(0.0, *scores.values())
        odds = {label: math.exp(score - top) for label, score in scores.items()}
        total = math.exp(-top) + sum(odds.values())
        return {label: odd / total for label, odd in odds.items()}

    def choice(self, probabilities: Mapping[str, float]) -> str | None:
        """The label to give; None for none."""
        best = max(probabilities, key=lambda label: probabilities[label])
        none = 1.0 - sum(probabilities.values())
        return best if probabilities[best] > none * math.exp(-self.lead) else None


@lru_cache(maxsize=1)
def mix() -> Mix:
    """The fitted mix."""
    return msgspec.json.decode(files("fullcast.annotators").joinpath("emotions.json").read_bytes(), type=Mix)


@annotator(makes="emotions", needs=("quotations", "speakers", "mentions"), uses=("delivery", "reveals"))
def find_emotions(story: Story) -> Layer[Emotion]:
    """For each quotation whose words or surroundings show a feeling of its speaker: which, how strong, toward whom.

    `confidence` is the probability of the label, fitted on stories of our own (`docs/feelings.md`).
    """
    finder = EvidenceFinder(story)
    items = tuple(
        emotion
        for q in story.items("quotations")
        if q.kind != "not_speech" and (emotion := _emotion(story, q, finder)) is not None
    )
    return Layer("emotions", items, story.provenance("emotions", ("quotations", "speakers", "mentions", "delivery")))


def _emotion(story: Story, q: Quotation, finder: EvidenceFinder) -> Emotion | None:
    evidence = finder.evidence(q)
    chances = mix().probabilities(evidence)
    label = mix().choice(chances)
    clues = sorted(
        (c for c in evidence.clues if c.sense.label == label),
        key=lambda c: (-mix().sources[c.source] * c.worth, c.span),
    )
    if label is None or not clues:
        return None
    return Emotion(
        id=q.id,
        label=label,
        word=next((words.adjective(c.word) for c in clues if c.word), None),
        intensity=_intensity(clues, evidence),
        toward=finder.toward(q, label, clues),
        evidence=tuple(sorted({c.span for c in clues[:3]})),
        rule=clues[0].source,
        confidence=round(interpolate(list(mix().curve), chances[label]), 4),
    )


def _intensity(clues: list[Clue], evidence: Evidence) -> int:
    told = [
        c.sense.intensity
        for c in clues
        if c.source not in ("saying", "common_saying", "exclaimed_saying", "accusation")
    ]
    if told:
        return max(told)
    strong = evidence.signs["exclaims"] + evidence.signs["capitals"] + evidence.signs["loud"]
    return 3 if strong >= 2 else 2 if strong or any(c.source == "saying" for c in clues) else 1


class EvidenceFinder:
    """What speaks for the feelings of a story's speakers, quotation by quotation."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._narration = Narration(story)
        self._said: dict[str, Attribution] = {a.id: a for a in story.attributions}
        self._how: dict[str, Delivery] = {d.id: d for d in story.items("delivery")}
        self._sentences: dict[Span, list[Found]] = {}

    def evidence(self, q: Quotation) -> Evidence:
        """All that speaks for a feeling of the speaker of `q`."""
        plain = [_plain(self._story.text.content, s) for s in q.spans]
        clues = [
            *self._told(q),
            *self._voiced(q),
            *(c for i, p in enumerate(plain) for c in _said(p, q.spans[i], plain)),
        ]
        return Evidence(tuple(clues), self._signs(q))

    def _told(self, q: Quotation) -> Iterator[Clue]:
        """What narration says: the verb of the tag, and the words of feeling in the sentences about the speaker."""
        said = self._said.get(q.id)
        speaker = said.speaker if said is not None else None
        cue = said.cue if said is not None else None
        if cue is not None and cue.verb is not None and (sense := words.SAYING.get(cue.verb)) is not None:
            yield Clue("tag_verb", sense, cue.span)
        for beat in self._narration.beats(q):
            for found in self._found(beat.span):
                who = of_whom(self._narration, beat.span, found)
                whose = who.entity if who is not None else None
                if speaker is not None and whose not in (speaker, None):
                    continue
                if cue is not None and cue.span.holds(found.span) and found.word is None:
                    continue
                source = (
                    "near"
                    if beat.place == "near"
                    else "touch"
                    if found.kind == "touch"
                    else f"{beat.place}_{found.kind}"
                )
                yield Clue(source, found.sense, found.span, found.word)

    def _found(self, sentence: Span) -> list[Found]:
        if sentence not in self._sentences:
            self._sentences[sentence] = feeling_words(self._narration, self._story.text.tokens, sentence)
        return self._sentences[sentence]

    def _voiced(self, q: Quotation) -> Iterator[Clue]:
        how = self._how.get(q.id)
        said = self._said.get(q.id)
        for voice in how.voice if how is not None else ():
            if (label := words.VOICES.get(voice)) is not None:
                yield Clue(
                    "voice", Sense(label, 2), said.cue.span if said is not None and said.cue is not None else q.spans[0]
                )

    def _signs(self, q: Quotation) -> dict[str, float]:
        text = self._story.text.joined(q.spans)
        how = self._how.get(q.id)
        shouted = _CAPITALS.findall(text)
        return {
            "exclaims": float("!" in text),
            "capitals": float(bool(shouted) and sum(map(len, shouted)) > _SHOUTED * len(text)),
            "loud": float(how is not None and how.loudness == "loud"),
            "long": float(text.count(" ") >= _MANY),
            "bare": float(not any(b.place != "near" for b in self._narration.beats(q))),
        }

    def toward(self, q: Quotation, label: str, clues: list[Clue]) -> tuple[str, ...]:
        """Whom the feeling is at: one spoken of, else those spoken to, where the feeling is one that is at somebody; oneself for guilt."""
        said = self._said.get(q.id)
        if said is None:
            return ()
        lower = " ".join(_plain(self._story.text.content, s)[0] for s in q.spans)
        others = tuple(a for a in said.addressees or () if a != said.speaker) or self._tagged(said)
        if label == "sadness":
            if _SELF.search(lower) and said.speaker is not None:
                return (said.speaker,)
            return self._third(q) if "poor" in lower else ()
        if label in ("anger", "disgust", "trust"):
            third = self._third(q) if _THEM.search(lower) and not re.search(r"(?<!\w)you(?!\w)", lower) else ()
            return third or others
        if label == "joy" and (any(c.source == "touch" for c in clues) or _LOVING.search(lower)):
            return others
        if label == "surprise" and re.search(r"(?<!\w)you(?!\w)", lower) and any(c.source == "saying" for c in clues):
            return others
        return ()

    def _tagged(self, said: Attribution) -> tuple[str, ...]:
        """Whom the tag says that it is said to: "snarled at his wife"."""
        if said.cue is None:
            return ()
        end = said.cue.span.end
        for m in self._narration.mentions_in(end - 1, end + _REACH):
            between = self._story.text.content[end : m.span.start].lower().split()
            if (
                m.entity not in (None, said.speaker)
                and len(between) <= 3
                and between[-1:]
                and between[-1] in ("at", "to", "on", "upon")
            ):
                return (m.entity,) if m.entity is not None else ()
        return ()

    def _third(self, q: Quotation) -> tuple[str, ...]:
        """The first one in the words of `q` that is neither speaker nor spoken to."""
        said = self._said[q.id]
        near = {said.speaker, *(said.addressees or ())}
        for span in q.spans:
            for m in self._narration.mentions_in(*span):
                if (
                    m.entity is not None
                    and m.entity not in near
                    and self._story.text.words(m.span).lower() not in FIRST
                ):
                    return (m.entity,)
        return ()


def _plain(content: str, span: Span) -> tuple[str, int, bool]:
    """The words of a part of a quotation, small and without marks; where they begin; whether places in them are places in the text."""
    text = content[span.start : span.end]
    inner = text.strip(_MARKS)
    start = span.start + text.find(inner) if inner else span.start
    lower = inner.lower().replace("’", "'")
    if "*" in lower or "_" in lower or "\n" in lower or "  " in lower:
        return " ".join(lower.replace("*", "").replace("_", "").split()), start, False
    return lower, start, len(lower) == len(inner)


def _said(part: tuple[str, int, bool], whole: Span, parts: list[tuple[str, int, bool]]) -> Iterator[Clue]:
    """What the words of one part of a quotation say."""
    lower, start, exact = part
    length = sum(p[0].count(" ") + 1 for p in parts)
    worth = min(1.0, _LONG / length)

    def place(m: re.Match[str]) -> Span:
        return Span(start + m.start(), start + m.end()) if exact else whole

    if _ANY.search(lower) is not None:
        for label, strength, pattern in _GROUPS:
            for m in pattern.finditer(lower):
                sense = Sense(label, strength)
                yield Clue("saying" if strength == 2 else "common_saying", sense, place(m), None, worth)
                stop = re.search(r"[.!?]", lower[m.end() - 1 :])
                if stop is not None and stop.group() == "!":
                    yield Clue("exclaimed_saying", sense, place(m), None, worth)
    if (accused := _ACCUSED.search(lower)) is not None:
        yield Clue("accusation", Sense("anger", 2), place(accused))
    for m in _AVOWED.finditer(lower):
        named = words.ADJECTIVES.get(m.group(1))
        if named is not None:
            yield Clue("avowal", named, place(m), m.group(1))
