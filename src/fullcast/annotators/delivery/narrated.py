"""What narration beside a quotation says of how it sounds: adverbs and phrases of the tag, the voice, sounds that the speaker makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from fullcast.annotators.beats import Narration
from fullcast.annotators.delivery.found import Found
from fullcast.annotators.tags import ALL_FORMS, verbish
from fullcast.layers import Attribution, Mention, Quotation
from fullcast.lexicon import sounding as words
from fullcast.lexicon.function_words import DETERMINERS
from fullcast.text import Span

_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*(?:'[a-z]+)?|[.;:,]|[—–]|--")
_VOICES: Final = frozenset("voice tone tones accents".split())
_BEFORE: Final = 5
_REACH: Final = 8
"""Words before and after "voice" that tell what it is like."""
_BESIDE: Final = 2
"""Sentences on either side that may tell of the voice without naming anybody."""
_DENIED: Final = frozenset("not no never without n't hardly nothing nor scarcely neither".split())
_SUPPOSED: Final = frozenset("would could might should may if".split())
_STOPS: Final = frozenset(". ; : he she they i you when while as though who which where until".split()) - {
    "until",
    "as",
}
_OWNERS: Final = frozenset("his her my their its whose".split())
_UNOWNED: Final = frozenset("in with a an the of . ; :".split())
"""Words over which nobody owns what follows."""
_CLAUSES: Final = frozenset("as while when who which that but for because until till before after if where".split())
"""Words at which another clause begins."""
_BEFORE_NOUN: Final = DETERMINERS | _OWNERS | {"of", "to"}
_PRONOUNS: Final = frozenset("he she they his her their".split())
_HEARD: Final = frozenset("heard hear hears hearing recognised recognized knew imitated remembered".split())
_LOWERS: Final = frozenset(
    "lowered lowers lowering lower dropped drops dropping sank hushed softened softening pitched".split()
)
_RAISES: Final = frozenset("raised raises raising raise lifted lifts lifting".split())
_SPEAKS: Final = frozenset("spoke speaks speaking talked talks talking said says answered".split())
_MAKES: Final = frozenset("was were is are had began begins started starts kept".split())
_SPOKEN_SO: Final = frozenset(
    "whisper shout scream yell bellow roar mutter murmur sob stammer pant weep mumble babble shriek croak stutter".split()
)
"""Verbs of which "she was whispering" says how the words beside it sound."""
_ADVERBIAL: Final = frozenset("loud louder low fast slow lower faster slower soft quiet".split())
_OF_NEAR: Final = re.compile(r"voice|tone|accents|sp[eo]ak|spoke|talk")
"""What a sentence of another paragraph must have to tell how something is said."""
_LOUDNESS: Final = words.SOFT_WORDS | words.LOUD_WORDS | words.SLOW_WORDS | words.FAST_WORDS
_OF_VOICE: Final = frozenset((*words.VOICE_WORDS, *words.VOICE_TURN_FORMS, *words.SINKS, *_LOUDNESS))
_TELLING: Final = (
    frozenset((*_VOICES, *words.ANYWHERE, *words.VOICE_ADVERBS, *words.SOFT_WORDS, *words.LOUD_WORDS, *words.SLOW_WORDS, *words.FAST_WORDS))
    | frozenset((*words.SOUNDS, *words.MADE_FORMS, *words.SOUNDING))
)  # fmt: skip
"""Words that can say something of the sound."""


class Sentence(NamedTuple):
    """A sentence beside a quotation, or what of one is narration."""

    span: Span
    place: str
    """ "tag" (the sentence of the cue, or what goes on with the speech), "between" its parts, "beat" (of its paragraph), "near" (of the one
    before or after)."""
    text: str
    """In small letters, apostrophes straight, in one line."""
    words: list[str]
    """Words and marks of the text."""
    known: bool
    """Whether it is known to be about the speaker."""


def take_in(found: Found, narration: Narration, q: Quotation, said: Attribution | None) -> None:
    """Take in what the sentences beside `q` say of its sound."""
    for sentence in _sentences(narration, q, said):
        Reading(found, narration, q, said, sentence).read()


def _sentences(narration: Narration, q: Quotation, said: Attribution | None) -> Iterator[Sentence]:
    """The sentences about the speaker of `q`, and those beside it that are about nobody, or nobody known, and may be of the voice."""
    spans = {beat.span: beat.place for beat in narration.beats(q)}
    about = frozenset(spans)
    spans.update((span, "beat") for span in _unnamed(narration, q, said) if span not in spans)
    for span, place in sorted(spans.items()):
        raw = narration.content[span.start : span.end]
        text = raw.lower().replace("’", "'").replace("\n", " ")
        if place == "near" and _OF_NEAR.search(text) is None:
            continue
        goes_on = raw.lstrip(" ,;—–-")[:1].islower() and any(0 <= span.start - s.end <= 2 for s in q.spans)
        if place == "beat" and any(
            a.end <= span.start and span.end <= b.start for a, b in zip(q.spans, q.spans[1:], strict=False)
        ):
            place = "tag" if goes_on else "between"
        elif goes_on and place != "near":
            place = "tag"
        yield Sentence(span, place, text, _WORD.findall(text), span in about)


def _unnamed(narration: Narration, q: Quotation, said: Attribution | None) -> Iterator[Span]:
    """Sentences next to `q` in its paragraph whose subject nobody knows, or of a speaker whom nobody knows."""
    speaker = said.speaker if said is not None else None
    for stretch in narration.stretches(narration.paragraph_at(q.spans[0].start)):
        near = stretch.sentences[:_BESIDE] if stretch.before == q.id else []
        near += stretch.sentences[-1:] if stretch.after == q.id else []
        for span in near:
            subject = narration.subject(span)
            between = stretch.before == stretch.after == q.id
            if (
                subject is None
                or subject.entity is None
                or speaker is None
                or (between and _is_pronoun(narration, subject))
            ):
                yield span


def _is_pronoun(narration: Narration, mention: Mention) -> bool:
    return narration.content[mention.span.start : mention.span.end].lower() in _PRONOUNS


class Reading:
    """One sentence beside a quotation, read for what it says of the sound."""

    def __init__(
        self, found: Found, narration: Narration, q: Quotation, said: Attribution | None, sentence: Sentence
    ) -> None:
        self._found, self._narration, self._q, self._sentence = found, narration, q, sentence
        self._words, self._place = sentence.words, sentence.place
        self._speaker = said.speaker if said is not None else None
        self._tagged = said is not None and said.cue is not None
        self._close = self._place in ("tag", "between")
        self._source = "adverb" if self._place == "tag" else "beat"

    def read(self) -> None:
        """Take in all that the sentence says."""
        if self._place != "near":
            self._phrases()
            self._comes_out()
        for i, word in enumerate(self._words):
            if word in _TELLING:
                self._at(i, word)

    def _at(self, i: int, word: str) -> None:
        """Take in what the word at `i` says."""
        if word in _VOICES:
            self._voice(i)
        elif self._is_denied(i) or (self._place == "near" and not self._is_spoken(i)):
            return
        elif self._place == "tag" and (word in words.ANYWHERE or self._is_adverb(i)):
            self._found.adjective(word, "adverb")
        elif self._is_spoken(i):
            self._found.adverb(word, self._source)
        elif self._place == "tag" and self._is_companion(i):
            self._found.add("beat", None, None, words.MADE_BESIDE[words.MADE_FORMS[word]])
        elif word in words.SOUNDS and self._is_led(i):
            self._found.sound(word, self._source)
        elif self._place == "between" and self._is_made(i):
            self._found.add("beat", None, None, words.MADE_BESIDE[words.MADE_FORMS[word]])
        elif not self._tagged and word in words.SOUNDING and (self._introduces(i) or self._is_how(i)):
            self._found.verb(words.SOUNDING[word])

    # Around a word

    def _start(self, i: int) -> int:
        """Where the word at `i` begins in the story."""
        return self._sentence.span.start + next(islice(_WORD.finditer(self._sentence.text), i, None)).start()

    def _is_denied(self, i: int) -> bool:
        return any(w in _DENIED or w.endswith("n't") for w in self._words[max(0, i - 3) : i])

    def _is_adverb(self, i: int) -> bool:
        """Whether the word at `i` tells how it is said, in a tag."""
        word = self._words[i]
        if word.endswith("ly"):
            return (word in words.VOICE_ADVERBS or word in _LOUDNESS) and self._is_of_saying(i)
        told = i > 0 and self._words[i - 1] not in DETERMINERS | _OWNERS
        return word in _ADVERBIAL and told and self._ends(i + 1) and self._is_of_saying(i)

    def _is_of_saying(self, i: int) -> bool:
        """Whether nothing else that is done stands between the verb of saying and the adverb at `i`: "said Ada, looking up quickly"."""
        if self._words[i + 1 : i + 2] and verbish(self._words[i + 1]):
            return self._words[i + 1] in ALL_FORMS
        for k in range(i - 1, -1, -1):
            word = self._words[k]
            if word in ALL_FORMS or word in ("spoke", "spoken", "speaks"):
                return True
            if (
                word in _CLAUSES
                or (word.endswith("ing") and word not in ("morning", "evening", "nothing"))
                or (len(word) > 4 and word.endswith("ed") and self._words[k - 1] != "a")
            ):
                return False
        return True

    def _ends(self, i: int) -> bool:
        """Whether what stands before `i` is said of the saying, not of a thing."""
        word = self._words[i] if i < len(self._words) else "."
        return not word[0].isalpha() or word in (
            "and",
            "but",
            "for",
            "than",
            "to",
            "at",
            "from",
            "enough",
            "now",
            "that",
        )

    def _is_spoken(self, i: int) -> bool:
        """Whether a verb of speaking stands shortly before the adverb at `i`: "she spoke very slowly"."""
        word = self._words[i]
        adverb = word.endswith("ly") or (word in _ADVERBIAL and self._ends(i + 1))
        return adverb and any(w in _SPEAKS for w in self._words[max(0, i - 3) : i]) and not self._is_denied(i)

    def _is_companion(self, i: int) -> bool:
        """Whether the sound at `i` goes with the saying: "she said, laughing", "half laughing", "and began to laugh"."""
        word, before = self._words[i], self._words[i - 1] if i else ""
        if word not in words.MADE_FORMS:
            return False
        if word.endswith("ing"):
            if before in ("began", "started"):
                return self._whose(i) == self._speaker
            return before not in _BEFORE_NOUN and before not in (
                "was",
                "were",
                "is",
                "not",
                "off",
                "stop",
                "stopped",
                "without",
                "like",
                "for",
                "by",
                "from",
                "out",
                "away",
                "in",
            )
        begun = before == "to" and i > 1 and self._words[i - 2] in ("began", "begins", "started", "starts")
        return begun and self._whose(i) in (self._speaker, None)

    def _is_made(self, i: int) -> bool:
        """Whether the speaker makes the sound at `i`, between the parts of the speech."""
        word, before = self._words[i], self._words[i - 1] if i else ""
        if word not in words.MADE_FORMS:
            return False
        noun = before in ("a", "the", "to", "his", "her", "of", "with") and self._words[max(0, i - 2)] not in (
            "began",
            "started",
        )
        return not noun and (self._whose(i) in (self._speaker, None) or self._speaker is None)

    def _is_led(self, i: int) -> bool:
        """Whether "with a", "in a" leads to the noun at `i`, a word or two between."""
        if i < 2 or (self._place == "beat" and not self._words[max(0, i - 4) : i].count("in")):
            return False
        return any(
            self._words[k] in ("a", "an")
            and self._words[k - 1] in ("with", "in", "into", "to", "on", "like", "between", "half")
            for k in range(max(1, i - 3), i)
        )

    def _introduces(self, i: int) -> bool:
        """Whether the sentence leads into the quotation, or goes on with it, so that its verb of sound is one of saying."""
        span = self._sentence.span
        known = self._sentence.known or self._sentence.text.rstrip()[-1:] in ",:"
        leads = known and any(0 <= s.start - span.end <= 2 for s in self._q.spans)
        follows = any(0 <= span.start - s.end <= 2 for s in self._q.spans)
        before = self._words[i - 1] if i else ""
        noun = before in ("a", "the", "of", "his", "her", "my", "their", "to")
        word = self._words[i]
        if word.endswith("ing") and words.SOUNDING[word] not in _SPOKEN_SO:
            return False
        return not noun and ((follows and i <= 3) or (leads and i > 0))

    def _is_how(self, i: int) -> bool:
        """Whether the verb at `i` tells how the words beside it are said: "She was whispering", "He had to shout"."""
        if words.SOUNDING[self._words[i]] not in _SPOKEN_SO or i > 4 or not self._ends(i + 1) or self._place == "near":
            return False
        word, before = self._words[i], self._words[i - 1] if i else ""
        if word.endswith("ing"):
            return before in _MAKES or (before.endswith("ly") and i > 1 and self._words[i - 2] in _MAKES)
        return before == "to" and i > 1 and self._words[i - 2] in ("had", "has", "began", "begins", "started")

    def _whose(self, i: int) -> str | None:
        """Id of whom the word at `i` stands with as its subject."""
        mention = self._narration.feeler(self._sentence.span, self._start(i))
        return mention.entity if mention is not None else None

    # The sentence

    def _phrases(self) -> None:
        """Take in the phrases of the sentence."""
        text = self._sentence.text
        if words.ANY_PHRASE.search(text) is not None:
            for pattern, loudness, pace, voice in words.PHRASES:
                if pattern.search(text):
                    self._found.add(self._source, loudness, pace, voice)
        for m in words.EDGED.finditer(text):
            before = _WORD.findall(text[: m.start()])[-3:]
            if not any(w in _DENIED or w.endswith("n't") for w in before) and not _HEARD & set(_WORD.findall(text)):
                self._found.add("beat", None, None, words.EDGES[m[1]])

    def _comes_out(self) -> None:
        """Take in how the words come out, or how the speaker sounds."""
        text = self._sentence.text
        if (m := words.COMING.search(text)) is not None:
            told = _WORD.findall(m["how"])
            for i, word in enumerate(told):
                if word in _DENIED or word in ("when", "but", "because", "though"):
                    break
                if word in words.SOUNDS and told[i - 1] in ("a", "an", "hoarse", "low") and i:
                    self._found.sound(word, "beat")
                elif word in words.COMES_OUT or word in _LOUDNESS:
                    self._found.adjective(word)
        for m in words.SOUNDED.finditer(text):
            for word in (m["how"], m["and"]):
                if word in words.COMES_OUT:
                    self._found.adjective(word)

    # The voice

    def _voice(self, i: int) -> None:
        """Take in what the words around "voice", at `i`, say of it, in its clause."""
        before = self._words[max(0, i - _BEFORE) : i]
        led = any(w in ("in", "with") for w in before)
        indefinite = self._close and any(w in ("a", "an") for w in before)
        owned = self._owner(i) is not None
        following = self._words[i + 1] if i + 1 < len(self._words) else "."
        if following == "of" or not (owned or (self._close and led) or (self._close and "the" in before) or indefinite):
            return
        if owned and (not self._is_speakers(i) or _HEARD & set(self._words[:i])):
            return
        self._pitched(i)
        self._before_voice(i)
        if not any(w in ("nothing", "never", "neither", "nor") for w in self._words[max(0, i - 4) : i]):
            self._after_voice(i)

    def _owner(self, i: int) -> int | None:
        """Index of whose voice it is: "his", "Jutta's"."""
        for k in range(i - 1, max(-1, i - _BEFORE), -1):
            if self._words[k] in _UNOWNED:
                return None
            if self._words[k] in _OWNERS or self._words[k].endswith("'s"):
                return k
        return None

    def _is_speakers(self, i: int) -> bool:
        """Whether the voice at `i` is that of the speaker, as far as one can know."""
        k = self._owner(i)
        if k is None or self._speaker is None:
            return True
        at = self._start(k)
        whose = [
            m for m in self._narration.mentions_in(max(self._sentence.span.start, at - 40), at + 1) if m.span.end > at
        ]
        if not whose:
            return not self._words[k].endswith("'s")
        return whose[0].entity in (self._speaker, None)

    def _pitched(self, i: int) -> None:
        """Take in what somebody does with the voice: "lowered her voice", "kept his voice low"."""
        k = self._owner(i)
        verb = self._words[k - 1] if k else ""
        if (
            k
            and not self._is_denied(k)
            and not self._is_denied(k - 1)
            and not _SUPPOSED & set(self._words[max(0, k - 4) : k])
        ):
            self._found.add(self._source, "soft" if verb in _LOWERS else "loud" if verb in _RAISES else None)

    def _before_voice(self, i: int) -> None:
        """Take in the adjectives before "voice"."""
        if self._is_denied(i) and self._owner(i) is None:
            return
        for k in range(i - 1, max(-1, i - 6), -1):
            word = self._words[k]
            if word == "small" and k < i - 1:
                continue
            if word in words.VOICE_WORDS or word in _LOUDNESS:
                self._found.adjective(word)
            elif word not in (
                ",",
                "and",
                "but",
                "little",
                "rather",
                "very",
                "suddenly",
                "old",
                "young",
                "thin",
                "same",
                "own",
                "quite",
                "strangely",
            ):
                break

    def _after_voice(self, i: int) -> None:
        """Take in what the voice does, and what it is."""
        rises = None
        for k in range(i + 1, min(len(self._words), i + _REACH)):
            word, before = self._words[k], self._words[k - 1]
            if (
                word in _STOPS
                or word in _DENIED
                or word in _SUPPOSED
                or word.endswith("n't")
                or (word == "with" and k == i + 1)
            ):
                break
            if word in ("and", ",") and self._turns_away(k):
                break
            if word in words.SOUNDS and before in ("a", "an", "hoarse", "low", "near"):
                self._found.sound(word, "beat")
                rises = None
                break
            if word in words.VOICE_TURN_FORMS and before not in ("a", "the", "his", "her", "an"):
                turn = words.VOICE_TURNS[words.VOICE_TURN_FORMS[word]]
                rises = turn if turn == "rising" else rises
                self._found.add("beat", None, None, None if turn == "rising" else turn)
            elif word in words.SINKS and self._words[k + 1 : k + 2] != ["silent"] and before not in ("a", "the"):
                self._found.add("beat", "soft")
            elif (word in words.VOICE_WORDS or word in words.VOICE_ADVERBS or word in _LOUDNESS) and before not in (
                "the",
                "a",
                "his",
                "her",
            ):
                self._found.adjective(word)
        self._found.add("beat", None, None, rises)

    def _turns_away(self, k: int) -> bool:
        """Whether something else than the voice is told of after the "and" or comma at `k`."""
        following = self._words[k + 1 : k + 3]
        return not any(w in _OF_VOICE for w in following)
