"""Anaphora: whom "he", "she", "him" and "her" mean, by how salient everybody is at that place.

Every mention before a pronoun lends weight to whom it means: more if it is a subject, less with every sentence and paragraph between
(Lappin and Leass, *Computational Linguistics* 20, 1994). Narration looks at narration and at who speaks there; speech looks at what is
said around it, and means neither its speaker nor whom it is said to. The link that the trained reader makes counts as one more sign.
Pronouns are taken in text order, since one that is understood keeps its referent salient.

The weights below are finer than a hand would choose them; on what they were chosen is not known, and nothing in the repository fits them.
What is known is what they do for states (benchmarks/LOG.md, 2026-11-28).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from re import compile as pattern
from typing import Final, NamedTuple

from fullcast.layers import Character, Mention, Story
from fullcast.layers.story import Line
from fullcast.lexicon import people
from fullcast.lexicon.function_words import PREPOSITIONS

_BLOCK: Final = 15
"""Paragraphs that are read at once."""
_LEAD: Final = 10
"""Paragraphs before them, which lend them what they mention."""
_REACH: Final = 9
"""Sentences before a pronoun in which mentions still count."""
_FADES: Final = 0.64
"""What is left of a mention's weight with every sentence."""
_PARAGRAPH: Final = 0.76
"""What is left of it with the first paragraph's end between."""
_SUBJECT, _OBJECT, _OBLIQUE, _OWNER = 1.0, 0.61, 0.63, 0.58
_SPOKEN: Final = 0.13
"""Of a mention in speech, for a pronoun of narration."""
_TOLD: Final = 0.89
"""Of a mention in narration, for a pronoun of speech."""
_SAYS: Final = 0.68
"""Of whoever speaks, for a pronoun of narration."""
_SPOKEN_TO: Final = 0.51
"""Of whom it is said to."""
_LINKED: Final = 0.3
"""What the link of the trained reader is worth."""
_HEARS: Final = 0.15
"""Of whom it is said to, for a pronoun of speech."""
_UNLIKE: Final = 0.13
"""Of somebody whose gender, by the chain of mentions alone, is another."""
_UNKNOWN: Final = 0.69
"""Of somebody whose gender is not known."""
_SAME: Final = 1.06
"""Of who is understood by the subject of the sentence before, for a subject."""
_ADDS: Final = 0.75
"""What mentions in other sentences than the weightiest add."""
_ENOUGH: Final = 0.12
"""Less weight is no referent."""
_SENTENCE: Final = pattern(r"[.!?…]+[\"'”’)\]]*\s+|\n\s*\n|[—–]\s")
_GENDER: Final = {"he": "m", "she": "f", "it": "n", "they": ""}
_PRONOUNS: Final = {**dict.fromkeys(people.HE, "m"), **dict.fromkeys(people.SHE, "f")}
_WORD: Final = pattern(r"[^\W_]+(?:[-'’][^\W_]+)*")


class Referent(NamedTuple):
    """Whom a pronoun means."""

    who: str
    """Id of the character."""
    share: float
    """Part of the weight of all who could be meant that is theirs; 1.0 where nobody else could. Not a probability."""


class _Seen(NamedTuple):
    """A mention that lends weight."""

    at: int
    who: str
    role: float
    sentence: int
    paragraph: int
    line: Line | None


class Anaphora:
    """Whom the singular pronouns of a story mean. Needs the layers characters, mentions, quotations, speakers."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._content = story.text.content
        self._characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self._mentions = sorted(
            (m for m in story.mentions if m.type == "PER"), key=lambda m: (m.span.start, -m.span.end)
        )
        self._starts = [m.span.start for m in self._mentions]
        self._paragraphs = [p.start for p in story.paragraphs]
        self._blocks: dict[int, dict[int, Referent | None]] = {}

    def referent(self, pronoun: Mention) -> Referent | None:
        """Whom a pronoun of the third person singular means; None for other mentions, and where nobody is salient."""
        return self.at(pronoun.span.start)

    def at(self, offset: int) -> Referent | None:
        """Whom the pronoun at `offset` means."""
        block = self._paragraph(offset) // _BLOCK
        if block not in self._blocks:
            self._blocks[block] = self._read(block)
        return self._blocks[block].get(offset)

    def gender(self, who: str) -> tuple[str, bool]:
        """Gender of a character, "m", "f", "n" or "" where it is not known, and whether its names say so."""
        return self._genders.get(who, ("", False))

    @cached_property
    def _genders(self) -> dict[str, tuple[str, bool]]:
        return {c.id: _gender(c) for c in self._characters.values()}

    # Places

    def _paragraph(self, offset: int) -> int:
        return max(0, bisect_right(self._paragraphs, offset) - 1)

    @cached_property
    def _sentences(self) -> list[int]:
        return [found.end() for found in _SENTENCE.finditer(self._content)]

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._sentences, offset)

    @cached_property
    def _lines(self) -> tuple[list[int], list[tuple[int, int, Line]]]:
        found = sorted(
            ((s.start, s.end, q) for q in self._story.quotations if q.kind != "not_speech" for s in q.spans),
            key=lambda row: (row[0], -row[1]),
        )
        return [start for start, _, _ in found], found

    def line_at(self, offset: int) -> Line | None:
        """The innermost quotation at `offset`."""
        starts, found = self._lines
        k = bisect_right(starts, offset) - 1
        for start, end, line in reversed(found[max(0, k - 6) : k + 1]):
            if start <= offset < end:
                return line
        return None

    # Reading

    def _read(self, block: int) -> dict[int, Referent | None]:
        """The pronouns of one block of paragraphs, and whom they mean."""
        first = self._paragraphs[max(0, block * _BLOCK - _LEAD)] if self._paragraphs else 0
        own = self._paragraphs[block * _BLOCK] if self._paragraphs else 0
        later = (block + 1) * _BLOCK
        end = self._paragraphs[later] if later < len(self._paragraphs) else len(self._content)
        seen: list[_Seen] = []
        out: dict[int, Referent | None] = {}
        for at, mention, line in self._in_order(first, end):
            if mention is None:
                if line is not None and line.speaker is not None:
                    seen.append(self._saw(at, line.speaker, _SAYS, None))
                hearers = (line.addressees or ())[:1] if line is not None else ()
                seen.extend(self._saw(at, heard, _SPOKEN_TO, None) for heard in hearers)
                continue
            where = self.line_at(at)
            word = self._content[at : mention.span.end].lower()
            if (gender := _PRONOUNS.get(word)) is not None:
                found = self._resolve(mention, word, gender, where, seen)
                if at >= own:
                    out[at] = found
                who = found.who if found is not None else None
            elif word in people.FIRST:
                who = where.speaker if where is not None else mention.entity
            else:
                who = mention.entity if mention.form != "pronoun" else None
            if who in self._characters and who is not None:
                seen.append(self._saw(at, who, self._role(mention), where))
        return out

    def _in_order(self, start: int, end: int) -> Iterator[tuple[int, Mention | None, Line | None]]:
        """The mentions of a stretch, and where quotations in it end, in text order."""
        some: list[tuple[int, int, Mention | None, Line | None]] = [
            (m.span.start, 0, m, None)
            for m in self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        ]
        for _, last, line in self._lines[1]:
            if start <= last < end and line.parent is None:
                some.append((last, 1, None, line))
        some.sort(key=lambda row: (row[0], row[1]))
        return ((at, mention, line) for at, _, mention, line in some)

    def _saw(self, at: int, who: str, role: float, line: Line | None) -> _Seen:
        return _Seen(at, who, role, self._sentence(at), self._paragraph(at), line)

    def _role(self, mention: Mention) -> float:
        """Weight of a mention by its place: without a parse, by the words on both sides of it."""
        start, end = mention.span
        word = self._content[start:end].lower()
        if word in ("he", "she", "i"):
            return _SUBJECT
        if word in ("him", "me", "himself", "herself"):
            return _OBJECT
        if word in ("his", "her", "my", "mine", "hers") or self._content[end : end + 2] in ("'s", "’s"):
            return _OWNER
        before = _WORD.findall(self._content[max(0, start - 30) : start])
        opens = self._sentence(start) != self._sentence(max(0, start - 3)) or not before
        if opens:
            return _SUBJECT
        if before[-1].lower() in PREPOSITIONS:
            return _OBLIQUE
        return _SUBJECT if before[-1].lower() in ("and", "but", "when", "as", "that", "while", "because") else _OBJECT

    # Weighing

    def _resolve(
        self, pronoun: Mention, word: str, gender: str, line: Line | None, seen: list[_Seen]
    ) -> Referent | None:
        at = pronoun.span.start
        sentence, paragraph = self._sentence(at), self._paragraph(at)
        subject = word in ("he", "she")
        weights: dict[str, float] = defaultdict(float)
        per_sentence: dict[tuple[str, int], float] = {}
        for s in reversed(seen):
            back = sentence - s.sentence
            if back > _REACH:
                break
            weight = s.role * _FADES**back * (_PARAGRAPH if s.paragraph != paragraph else 1.0)
            weight *= self._channel(s, line)
            if s.role >= _SAYS and ((back == 0 and s.line is line) or (back == 1 and subject)):
                weight *= _SAME
            key = s.who, s.sentence
            per_sentence[key] = max(weight, per_sentence.get(key, 0.0))
        for (who, _), weight in per_sentence.items():
            weights[who] = max(weights[who], weight) + _ADDS * min(weights[who], weight)
        if pronoun.entity in self._characters and pronoun.entity is not None:
            weights[pronoun.entity] += _LINKED
        fitting = {who: weight * self._fits(who, gender) * self._meant(who, line) for who, weight in weights.items()}
        total = sum(fitting.values())
        if total <= 0.0:
            return None
        best = max(fitting, key=lambda who: (fitting[who], who))
        return Referent(best, fitting[best] / total) if fitting[best] > _ENOUGH else None

    def _channel(self, seen: _Seen, line: Line | None) -> float:
        """How much a mention counts across the border of speech."""
        if line is None:
            return _SPOKEN if seen.line is not None else 1.0
        return 1.0 if seen.line is not None else _TOLD

    def _meant(self, who: str, line: Line | None) -> float:
        """Whether a pronoun in speech can mean `who`, and one in narration the narrator."""
        if line is None:
            return 0.0 if self._characters[who].narrator else 1.0
        if line.kind == "speech" and who == line.speaker:
            return 0.0
        return _HEARS if who in (line.addressees or ()) else 1.0

    def _fits(self, who: str, gender: str) -> float:
        own, sure = self.gender(who)
        if self._characters[who].kind == "group" or (sure and own != gender):
            return 0.0
        if own == "":
            return _UNKNOWN
        return 1.0 if own == gender else _UNLIKE


def _gender(character: Character) -> tuple[str, bool]:
    """Gender by title, noun or kinship among the names; else by the pronouns of the chain."""
    for name in (character.name, *character.aliases):
        found = [w.lower() for w in _WORD.findall(name)]
        if not found:
            continue
        if found[0] in people.MALE_TITLES:
            return "m", True
        if found[0] in people.FEMALE_TITLES:
            return "f", True
        if name[:1].islower() or found[-1] in people.KIN:
            if found[-1] in people.MALE_NOUNS:
                return "m", True
            if found[-1] in people.FEMALE_NOUNS:
                return "f", True
    return _GENDER.get(character.pronouns or "", ""), False
