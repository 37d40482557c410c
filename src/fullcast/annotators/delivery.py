"""Delivery: how a quotation is spoken, where the text says so.

From the verb of the tag, its adverbs and phrases, the beat right beside it, and typography. Nothing said gives no Delivery at all.
"""

from __future__ import annotations

import re

from fullcast.annotators.plan import annotator
from fullcast.layers import Attribution, Delivery, Layer, Quotation, Story
from fullcast.lexicon.speaking import (
    FAST,
    FAST_WORDS,
    LOUD,
    LOUD_WORDS,
    SLOW,
    SLOW_WORDS,
    SOFT,
    SOFT_WORDS,
    VOICE,
    VOICE_WORDS,
)

_CUT = re.compile(r"(?:—|―|–|-{1,4})[\"”’'»“_*]*$")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
_VOICE_PHRASE = re.compile(r"\b(?:voice|tone|tones|whisper|breath|accents?)\b")


class _Found:
    """Collects what is said of one quotation and by what."""

    def __init__(self) -> None:
        self.loudness: str | None = None
        self.pace: str | None = None
        self.voice: list[str] = []
        self.sources: list[str] = []

    def words(self, words: list[str], source: str) -> None:
        """Take in adverbs and adjectives."""
        for w in words:
            hit = False
            if w in SOFT_WORDS:
                self.loudness, hit = self.loudness or "soft", True
            elif w in LOUD_WORDS:
                self.loudness, hit = self.loudness or "loud", True
            if w in SLOW_WORDS:
                self.pace, hit = self.pace or "slow", True
            elif w in FAST_WORDS:
                self.pace, hit = self.pace or "fast", True
            if (v := VOICE_WORDS.get(w)) is not None:
                hit = True
                if v not in self.voice:
                    self.voice.append(v)
            if hit and source not in self.sources:
                self.sources.append(source)

    def verb(self, verb: str) -> None:
        """Take in the verb of the tag."""
        before = (self.loudness, self.pace, tuple(self.voice))
        if verb in LOUD:
            self.loudness = "loud"
        elif verb in SOFT:
            self.loudness = "soft"
        if verb in FAST:
            self.pace = "fast"
        elif verb in SLOW:
            self.pace = "slow"
        if verb in VOICE:
            self.voice.append(VOICE[verb])
        if before != (self.loudness, self.pace, tuple(self.voice)):
            self.sources.append("verb")


def _of(story: Story, q: Quotation, a: Attribution | None) -> Delivery | None:
    found = _Found()
    content = story.text.content
    if a is not None and a.cue is not None:
        if a.cue.verb is not None:
            found.verb(a.cue.verb)
        for phrase in a.cue.manner:
            found.words(re.findall(r"[a-z]+", phrase.lower()), "adverb" if " " not in phrase else "phrase")
        # the rest of the tag's sentence: "she ranted, her voice harsh"
        tail = content[a.cue.span.end : a.cue.span.end + 160]
        stop = re.search(r"[.!?;\"“”«»]", tail)
        clause = tail[: stop.start() if stop else len(tail)].lower()
        if _VOICE_PHRASE.search(clause):
            near = _VOICE_PHRASE.search(clause)
            if near is not None:
                found.words(re.findall(r"[a-z]+", clause[max(0, near.start() - 40) : near.end() + 40]), "beat")
    said = " ".join(content[s.start : s.end] for s in q.spans)
    cut_off = bool(_CUT.search(content[q.spans[-1].start : q.spans[-1].end].rstrip())) and q.marked_by == "quotes"
    if q.kind == "speech":
        shouted = _SHOUTED.findall(said)
        letters = sum(c.isalpha() for c in said)
        if shouted and sum(map(len, shouted)) > 0.5 * letters:
            found.loudness = found.loudness or "loud"
            found.sources.append("typography")
    if cut_off:
        found.sources.append("typography")
    if not found.sources:
        return None
    return Delivery(
        id=q.id, loudness=found.loudness, pace=found.pace, voice=tuple(found.voice), cut_off=cut_off,
        source="+".join(dict.fromkeys(found.sources)),
    )  # fmt: skip


@annotator(makes="delivery", needs=("quotations", "speakers"))
def find_delivery(story: Story) -> Layer[Delivery]:
    """Loudness, pace, voice and being cut off, for each quotation of which the text says any of it."""
    said: dict[str, Attribution] = {a.id: a for a in story.items("speakers")}
    items = tuple(d for q in story.items("quotations") if (d := _of(story, q, said.get(q.id))) is not None)
    return Layer("delivery", items, story.provenance("delivery", ("quotations", "speakers")))
