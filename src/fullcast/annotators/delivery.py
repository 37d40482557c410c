"""Delivery: how a quotation is spoken, where the text says so.

From the verb of the tag, its adverbs and phrases, what is narrated of the voice beside it or between its parts, and typography. What is
felt is no sound: "indignantly" says nothing here. Nothing said gives no Delivery at all.
"""

from __future__ import annotations

import re
from typing import Final

from fullcast.annotators.beats import Beat, Narration
from fullcast.annotators.plan import annotator
from fullcast.layers import Attribution, Cue, Delivery, Layer, Quotation, Story
from fullcast.lexicon import speaking as words

_CUT: Final = re.compile(r"(?:—|―|–|-{1,4})[\"”’'»“_*]*$")
_SHOUTED: Final = re.compile(r"\b[A-Z]{2,}\b")
_MOST: Final = 0.5
_STAMMERED: Final = re.compile(r"\b([a-z])-\1[a-z]", re.I)
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*(?:'[a-z]+)?|[.;:,]")
_VOICES: Final = frozenset("voice tone tones accents".split())
_TAG: Final = 160
"""Code points of a tag and its adverbs, at most."""
_REACH: Final = 5
"""Words around "voice" that tell what it is like."""
_DENIED: Final = frozenset("not no never without n't hardly nothing nor".split())
_OWN: Final = r"(?:his|her|my|their|its)"
_PHRASES: Final = (
    (re.compile(rf"(?:under|below|beneath|above) {_OWN} breath|in an undertone|in undertones"), "soft", None),
    (re.compile(rf"at the top of {_OWN} (?:voice|lungs)"), "loud", None),
    (re.compile(rf"(?:between|through) (?:{_OWN} |gritted |clenched |set )+teeth"), None, "clenched"),
    (re.compile(rf"(?:out|short) of breath|no breath for|fighting for (?:breath|air)|catching {_OWN} breath"), None, "breathless"),
    (re.compile(r"voice (?:that was )?without (?:any |the least |a trace of )?(?:colou?r|expression|tone|inflection)"), None, "flat"),
    (re.compile(r"through (?:his |her |my |their )?tears"), None, "tearful"),
    (re.compile(r"(?:burst|broke|dissolved) (?:out )?(?:crying|weeping|into tears)"), None, "crying"),
    (re.compile(r"(?:burst|broke) (?:out )?(?:laughing|into (?:a )?laugh)"), None, "laughing"),
    (re.compile(r"teeth (?:were )?(?:chattered|chattering|chatter|knocked|knocking|rattled|rattling)"), None, "chattering"),
    (re.compile(r"not (?:quite |very |altogether )?steadily"), None, "unsteady"),
)  # fmt: skip

_ONE_BREATH: Final = re.compile(
    r"in one breath|all in a (?:breath|rush)|without (?:drawing|taking|pausing for) (?:a )?breath|falling over (?:each other|themselves)"
)


_TELLING: Final = frozenset(
    (
        *_VOICES,
        *words.ANYWHERE,
        *words.VOICE_WORDS,
        *words.SOFT_WORDS,
        *words.LOUD_WORDS,
        *words.SLOW_WORDS,
        *words.FAST_WORDS,
        *words.SOUNDS,
    )
) | {*words.MADE_FORMS, *words.SOUNDING}
"""Words that can say something of the sound."""


class _Found:
    """Collects what is said of one quotation and by what."""

    def __init__(self) -> None:
        self.loudness: str | None = None
        self.pace: str | None = None
        self.voice: list[str] = []
        self.sources: list[str] = []

    def add(self, source: str, loudness: str | None = None, pace: str | None = None, voice: str | None = None) -> None:
        """Take in what one word says; what was said first holds."""
        if loudness or pace or voice:
            self.loudness, self.pace = self.loudness or loudness, self.pace or pace
            if voice and voice not in self.voice:
                self.voice.append(voice)
            if source not in self.sources:
                self.sources.append(source)

    def word(self, word: str, source: str) -> None:
        """Take in an adverb or an adjective."""
        self.add(
            source,
            "soft" if word in words.SOFT_WORDS else "loud" if word in words.LOUD_WORDS else None,
            "slow" if word in words.SLOW_WORDS else "fast" if word in words.FAST_WORDS else None,
            words.VOICE_WORDS.get(word),
        )

    def verb(self, verb: str) -> None:
        """Take in a verb of saying."""
        self.add(
            "verb",
            "loud" if verb in words.LOUD else "soft" if verb in words.SOFT else None,
            "fast" if verb in words.FAST else "slow" if verb in words.SLOW else None,
            words.VOICE.get(verb),
        )


@annotator(makes="delivery", needs=("quotations", "speakers"), uses=("mentions",))
def find_delivery(story: Story) -> Layer[Delivery]:
    """Loudness, pace, voice and being cut off, for each quotation of which the text says any of it."""
    narration = Narration(story)
    said: dict[str, Attribution] = {a.id: a for a in story.items("speakers")}
    items = tuple(
        found for q in story.items("quotations") if (found := _of(story, q, said.get(q.id), narration)) is not None
    )
    return Layer("delivery", items, story.provenance("delivery", ("quotations", "speakers", "mentions")))


def _of(story: Story, q: Quotation, said: Attribution | None, narration: Narration) -> Delivery | None:
    if q.kind == "not_speech":
        return None
    found = _Found()
    cue = said.cue if said is not None else None
    if cue is not None and cue.verb is not None:
        found.verb(cue.verb)
    for phrase in cue.manner if cue is not None else ():
        if " " not in phrase and not _is_denied(story, cue, phrase):
            found.word(phrase.lower(), "adverb")
    for beat in narration.beats(q) if q.kind == "speech" else ():
        _narrated(found, narration, q, beat, said)
    cut_off = _written(found, story, q, cue is not None)
    if not found.sources:
        return None
    return Delivery(
        id=q.id, loudness=found.loudness, pace=found.pace, voice=tuple(found.voice), cut_off=cut_off, source="+".join(found.sources)
    )  # fmt: skip


def _is_denied(story: Story, cue: Cue | None, phrase: str) -> bool:
    """Whether "not" stands before an adverb of the tag: "not loudly"."""
    start = cue.span.start if cue is not None else 0
    text = story.text.content[start : start + _TAG].lower()
    return (
        re.search(rf"(?:\bnot|n't|n’t|\bnever|\bno more|\bless)(?: \w+)? {re.escape(phrase.lower())}\b", text)
        is not None
    )


def _narrated(found: _Found, narration: Narration, q: Quotation, beat: Beat, said: Attribution | None) -> None:
    """Take in what a sentence beside the quotation says of its sound."""
    if beat.place == "near":
        return
    speaker = said.speaker if said is not None else None
    cue = said.cue.span if said is not None and said.cue is not None else None
    text = narration.content[beat.span.start : beat.span.end].lower().replace("’", "'").replace("\n", " ")
    goes_on = narration.content[beat.span.start : beat.span.end].lstrip(" ,;—–-")[:1].islower()
    tag = beat.place == "tag" or (goes_on and any(0 <= beat.span.start - s.end <= 2 for s in q.spans))
    between = any(
        a.end <= beat.span.start and beat.span.end <= b.start for a, b in zip(q.spans, q.spans[1:], strict=False)
    )
    for pattern, loudness, voice in _PHRASES:
        if pattern.search(text):
            found.add("adverb" if tag else "beat", loudness, None, voice)
    if _ONE_BREATH.search(text):
        found.add("adverb" if tag else "beat", None, "fast")
    tokens = _WORD.findall(text)
    for i, word in enumerate(tokens):
        if word not in _TELLING or any(w in _DENIED or w.endswith("n't") for w in tokens[max(0, i - 3) : i]):
            continue
        if word in _VOICES:
            _of_voice(found, tokens, i, tag or between)
        elif tag and (word in words.ANYWHERE or (word.endswith("ly") and _is_adverb(word))):
            found.word(word, "adverb")
        elif tag and word.endswith("ing") and word in words.MADE_FORMS and i and tokens[i - 1] == ",":
            found.add("beat", None, None, words.MADE_BESIDE[words.MADE_FORMS[word]])
        elif word in words.SOUNDS and i >= 2 and _led(tokens, i):
            found.add(
                "adverb",
                "soft" if word == "whisper" else "loud" if word in words.LOUD else None,
                None,
                words.SOUNDS[word],
            )
        elif (
            word in ("loud", "louder", "low", "softly", "quietly", "loudly", "gently")
            and (tag or between)
            and i + 1 < len(tokens)
            and _ends(tokens[i + 1])
        ):
            found.word(word, "adverb" if tag else "beat")
        elif (
            between
            and word in words.MADE_FORMS
            and (i == 0 or tokens[i - 1] not in ("a", "the", "to", "his", "her") or tokens[max(0, i - 2)] == "began")
        ):
            if _whose(narration, beat, word) in (speaker, None):
                found.add("beat", None, None, words.MADE_BESIDE[words.MADE_FORMS[word]])
        elif cue is None and word in words.SOUNDING and _introduces(beat, q, tokens, i):
            found.verb(words.SOUNDING[word])


def _whose(narration: Narration, beat: Beat, word: str) -> str | None:
    """Id of whom the word stands with as its subject."""
    at = narration.content[beat.span.start : beat.span.end].lower().find(word)
    mention = narration.feeler(beat.span, beat.span.start + at)
    return mention.entity if mention is not None else None


def _is_adverb(word: str) -> bool:
    return (
        word in words.VOICE_WORDS or word in words.SOFT_WORDS | words.LOUD_WORDS | words.SLOW_WORDS | words.FAST_WORDS
    )


def _ends(word: str) -> bool:
    """Whether what stands before `word` is said of the saying, not of a thing."""
    return not word[0].isalpha() or word in ("and", "but", "for", "than", "to", "at", "from", "enough", "now", "that")


def _led(tokens: list[str], i: int) -> bool:
    """Whether "with a", "in a" leads to the noun at `i`, a word or two between."""
    return any(
        tokens[k] in ("a", "an") and tokens[k - 1] in ("with", "in", "into", "to", "on", "like")
        for k in range(max(1, i - 2), i)
    )


def _of_voice(found: _Found, tokens: list[str], i: int, close: bool) -> None:
    """Take in what the words around "voice" say of it, in its clause."""
    before = tokens[max(0, i - 4) : i]
    owned = any(w in ("his", "her", "my", "their", "its", "whose") for w in before)
    led = any(w in ("in", "with") for w in before)
    if (i + 1 < len(tokens) and tokens[i + 1] == "of") or not (owned or (close and led) or (close and "the" in before)):
        return
    for k in range(i - 1, max(-1, i - 4), -1):
        if not tokens[k][0].isalpha():
            break
        found.word(tokens[k], "beat")
    for k in range(i + 1, min(len(tokens), i + _REACH)):
        word = tokens[k]
        if word in (".", ";", ":") or word in _DENIED or word in ("he", "she", "they", "i", "you"):
            break
        if word in words.VOICE_TURN_FORMS:
            found.add("beat", None, None, words.VOICE_TURNS[words.VOICE_TURN_FORMS[word]])
        elif word in words.SOUNDS and tokens[k - 1] in ("a", "an"):
            found.add("beat", None, None, words.SOUNDS[word])
        elif word in words.VOICE_WORDS or word in words.SOFT_WORDS | words.LOUD_WORDS:
            found.word(word, "beat")


def _introduces(beat: Beat, q: Quotation, tokens: list[str], i: int) -> bool:
    """Whether the sentence of a beat leads into the quotation, or goes on with it, so that its verb of sound is one of saying."""
    leads = any(0 <= s.start - beat.span.end <= 2 for s in q.spans)
    follows = any(0 <= beat.span.start - s.end <= 2 for s in q.spans)
    return (
        i > 0
        and tokens[i - 1] not in ("a", "the", "of", "his", "her", "my", "their", "to")
        and ((follows and i <= 3) or leads)
    )


def _written(found: _Found, story: Story, q: Quotation, tagged: bool) -> bool:
    """Take in what typography says; gives whether the speech is cut off before its end."""
    parts = [story.text.content[s.start : s.end] for s in q.spans]
    if q.kind == "speech" or (q.kind == "writing" and not tagged):
        said = " ".join(parts)
        letters = sum(c.isalpha() for c in said)
        shouted = [w for w in _SHOUTED.findall(said) if w != "I"]
        if shouted and sum(map(len, shouted)) > _MOST * letters:
            found.add("typography", "loud")
        if _STAMMERED.search(said):
            found.add("typography", None, None, "stammer")
    cut_off = q.marked_by in ("quotes", "dash") and bool(_CUT.search(parts[-1].rstrip())) and len(parts[-1]) > 3
    if cut_off and "typography" not in found.sources:
        found.sources.append("typography")
    return cut_off
