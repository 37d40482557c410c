"""Chains: the mentions that the trained reader found, put together by whom or what they refer to.

The list of characters comes first. A mention that is one of their names belongs to that character whatever the heads think, and no
chain holds two of them; the "I" of the narration is the narrator. Where the speakers are known, the "I" of a quotation is its speaker,
its "you" is not, and neither is "he" or "she" in it; "he" or "she" beside it is, where nobody else is named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from fullcast.annotators.linking import Linker
from fullcast.layers import Attribution, Character, Quotation, Story
from fullcast.lexicon.people import FIRST, HE, SECOND, SHE
from fullcast.models.coreference import Floats, Given, Vectors, link
from fullcast.models.encoder import Encoding
from fullcast.models.heads import FoundMention
from fullcast.models.runtime import Manifest
from fullcast.text import Span

_SURE: Final = 0.6
"""Confidence in a speaker from which on the pronouns of a quotation follow it."""
_ADDRESSED: Final = 0.02
"""Share of "you" among the words of the narration from which on it has an addressee."""
_INDEFINITE: Final = frozenset(
    f"{some}{one}" for some in ("no", "some", "any", "every") for one in ("body", "one", "thing")
) | frozenset(("no one", "any one", "some one", "every one", "none", "whoever", "whoso"))
"""What refers to nobody in particular."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A found mention and where it belongs."""

    span: Span
    first: int
    """Index of its first word in the encoding."""
    last: int
    """Index of its last word, which belongs to it."""
    type: str
    """PER, FAC, GPE, LOC, VEH or ORG."""
    form: str
    """ "name", "nominal" or "pronoun"."""
    probability: float
    """Of `type` against the other types and against none; not calibrated."""
    chain: int
    """Number of its chain: all mentions with this number refer to the same."""
    who: str | None
    """Id of the character that the chain is, where it is one of the story's characters."""
    quotation: str | None
    """Id of the outermost quotation that it stands in; None in narration."""
    nobody: bool = False
    """Whether it refers to nobody in particular, like "nobody" and the "you" that is anyone; then it is a chain of its own."""


class Chains:
    """The mentions of a story in order of their starts, longer ones first, each with its chain and character."""

    def __init__(self, mentions: Sequence[Reference]) -> None:
        self.mentions = tuple(mentions)
        self._starts = [m.span.start for m in self.mentions]

    def __len__(self) -> int:
        return len(self.mentions)

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.mentions)

    @cached_property
    def by_chain(self) -> Mapping[int, tuple[Reference, ...]]:
        """The mentions of each chain, in order."""
        found: dict[int, list[Reference]] = defaultdict(list)
        for m in self.mentions:
            found[m.chain].append(m)
        return {chain: tuple(members) for chain, members in found.items()}

    def told(self, who: Mapping[int, str]) -> Chains:
        """The same, where the chains in `who` are the characters that it gives."""
        return Chains([replace(m, who=who.get(m.chain, m.who)) for m in self.mentions])

    def within(self, start: int, end: int) -> tuple[Reference, ...]:
        """The mentions that begin at or after the offset `start` and before `end`."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, offset: int) -> Reference | None:
        """The longest mention that begins at `offset`; None where there is none."""
        i = bisect_left(self._starts, offset)
        return self.mentions[i] if i < len(self.mentions) and self._starts[i] == offset else None

    def who_at(self, offset: int) -> str | None:
        """Id of the character that the longest mention at `offset` refers to: for "he", "her", "the captain", in and outside quotations."""
        found = self.at(offset)
        return None if found is None else found.who


def find_chains(
    story: Story,
    encoding: Encoding,
    found: Sequence[FoundMention],
    arrays: Mapping[str, Floats],
    manifest: Manifest,
    anchors: Mapping[int, str],
    vectors: Vectors,
) -> Chains:
    """The chains of `found`, the mentions in `encoding`, whose vectors for coreference are `vectors`.

    Of `story`, the layers quotations and characters are needed; speakers are used where they are there. `anchors` are characters that
    an earlier look gave to some mentions, by index: a chain that has no name of a character is the one that most of its mentions were.
    """
    return _Search(story, encoding, found).chains(arrays, manifest, anchors, vectors)


class _Search:
    """What the layers of a story say of its mentions, before the heads are asked."""

    def __init__(self, story: Story, encoding: Encoding, found: Sequence[FoundMention]) -> None:
        self.encoding, self.found = encoding, found
        self.spans = [Span(int(encoding.starts[m.first]), int(encoding.ends[m.last])) for m in found]
        characters: tuple[Character, ...] = story.items("characters")
        self.ids = [c.id for c in characters]
        self.number = {c.id: n for n, c in enumerate(characters)}
        self.pronouns = {c.id: c.pronouns for c in characters}
        self.narrator = next((c.id for c in characters if c.narrator), None)
        self.known = sorted(Linker(story).mentions, key=lambda k: k.start)
        self.known_starts = [k.start for k in self.known]
        parts = sorted((s.start, s.end, q) for q in _outermost(story) for s in q.spans)
        self.parts = parts
        self.part_starts = [start for start, _end, _q in parts]
        self.said: dict[str, Attribution] = {
            a.id: a
            for a in story.items("speakers")
            if not isinstance(a.confidence, float) or a.confidence >= _SURE or a.by != "machine"
        }
        self.paragraphs = [p.start for p in story.paragraphs]
        self.quotes = self._quotes()
        self.addressed = self._addressed()

    def _addressed(self) -> bool:
        """Whether the narration says "you" all the time, to someone of the story; a few times it is anyone, or whoever reads."""
        words = said = 0
        for word, quote in zip(self.encoding.sources, self.quotes, strict=True):
            if not quote:
                words += 1
                said += word.lower() in SECOND
        return said >= _ADDRESSED * words

    def part_at(self, offset: int) -> int | None:
        """Index of the part of a quotation that `offset` stands in."""
        i = bisect_right(self.part_starts, offset) - 1
        return i if i >= 0 and offset < self.parts[i][1] else None

    def _quotes(self) -> list[int]:
        """(w,) for each word the number of the part that it stands in, from 1; 0 in narration."""
        out = [0] * len(self.encoding)
        for number, (start, end, _q) in enumerate(self.parts, 1):
            for word in self.encoding.words_in(start, end):
                out[word] = number
        return out

    def name_of(self, i: int) -> str | None:
        """The character whose name mention `i` is: the one name, or several of one, in the part of it that holds its head."""
        m, span = self.found[i], self.spans[i]
        if m.kind != "PER" or m.form != "name":
            return None
        k = bisect_left(self.known_starts, span.start)
        whose: set[str] = set()
        while k < len(self.known) and self.known[k].start < span.end:
            whose.add(self.known[k].who)
            k += 1
        return next(iter(whose)) if len(whose) == 1 else None

    def given(self) -> list[Given]:
        """What is known of each mention."""
        out = []
        speakers = self._speakers()
        named: dict[int, set[str | None]] = defaultdict(set)
        for i, m in enumerate(self.found):
            who = self.name_of(i)
            part = self.part_at(self.spans[i].start)
            never: frozenset[str] = frozenset()
            alone = self._nobody(m)
            if m.form == "pronoun" and m.kind == "PER":
                word = self.encoding.sources[m.first].lower()
                if part is not None:
                    who, never = self._in_speech(word, self.said.get(self.parts[part][2].id))
                elif word in FIRST:
                    who = self.narrator
                elif word in HE or word in SHE:
                    paragraph = self._paragraph(self.spans[i].start)
                    speaker = speakers.get(paragraph)
                    fits = speaker is not None and self.pronouns[speaker] == ("he" if word in HE else "she")
                    who = speaker if fits and not named[paragraph] - {speaker} else None
                alone |= word in SECOND and part is None and not self.addressed
            elif m.kind == "PER" and part is None:
                named[self._paragraph(self.spans[i].start)].add(who)
            number = None if who is None else self.number.get(who)
            out.append(Given(number, frozenset(self.number[x] for x in never if x in self.number), alone))
        return out

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self.paragraphs, offset)

    def _speakers(self) -> Mapping[int, str]:
        """By paragraph, who says all that is said in it: the "she" who acts beside it is the speaker, if nobody else is named."""
        found: dict[int, set[str | None]] = defaultdict(set)
        for start, _end, q in self.parts:
            found[self._paragraph(start)].add(said.speaker if (said := self.said.get(q.id)) is not None else None)
        return {p: who for p, whos in found.items() if len(whos) == 1 and (who := next(iter(whos))) is not None}

    def _nobody(self, m: FoundMention) -> bool:
        return m.last - m.first < 2 and " ".join(self.encoding.sources[m.first : m.last + 1]).lower() in _INDEFINITE

    def _in_speech(self, word: str, said: Attribution | None) -> tuple[str | None, frozenset[str]]:
        """Whom a pronoun in a quotation refers to, and whom it does not, by who says it to whom."""
        if said is None or said.speaker is None:
            return None, frozenset()
        if word in FIRST:
            return said.speaker, frozenset()
        addressees = said.addressees or ()
        if word in SECOND:
            return (addressees[0] if len(addressees) == 1 else None), frozenset((said.speaker,))
        if word in HE or word in SHE:
            return None, frozenset((said.speaker, *addressees))
        return None, frozenset()

    def _genders(self, given: Sequence[Given]) -> dict[int, int]:
        """1 he or 2 she, by number of a character, where the pronouns that follow its names do not say otherwise."""
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        last = -1
        for m, known in zip(self.found, given, strict=True):
            if m.kind != "PER" or self.quotes[m.first]:
                continue
            word = self.encoding.sources[m.first].lower()
            if m.form != "pronoun":
                last = -1 if known.who is None else known.who
            elif last >= 0 and word in ("he", "she"):
                votes[last][word] += 1
        out = {}
        for number, gender in enumerate(self.pronouns.values()):
            other = {"he": "she", "she": "he"}.get(gender or "")
            if other is not None and votes[number][other] <= votes[number][gender or ""]:
                out[number] = 1 if gender == "he" else 2
        return out

    def chains(
        self, arrays: Mapping[str, Floats], manifest: Manifest, anchors: Mapping[int, str], vectors: Vectors
    ) -> Chains:
        """The chains."""
        given = self.given()
        numbers = link(
            self.encoding,
            self.found,
            arrays,
            manifest,
            quotes=self.quotes,
            given=given,
            genders=self._genders(given),
            vectors=vectors,
        )
        numbers = self._by_name(numbers)
        who: dict[int, str] = {}
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for i, (chain, known) in enumerate(zip(numbers, given, strict=True)):
            if known.who is not None:
                who[chain] = self.ids[known.who]
            elif i in anchors and not known.alone:
                votes[chain][anchors[i]] += 1
        for chain, counted in votes.items():
            who.setdefault(chain, counted.most_common(1)[0][0])
        out = []
        for m, span, chain, known in zip(self.found, self.spans, numbers, given, strict=True):
            part = self.part_at(span.start)
            quotation = None if part is None else self.parts[part][2].id
            out.append(
                Reference(
                    span, m.first, m.last, m.kind, m.form, m.probability, chain, who.get(chain), quotation, known.alone
                )
            )
        return Chains(out)

    def _by_name(self, numbers: Sequence[int]) -> list[int]:
        """`numbers`, one for all chains that share the name of a place or thing: in one story one name is one place."""
        people = {chain for m, chain in zip(self.found, numbers, strict=True) if m.kind == "PER"}
        first: dict[str, int] = {}
        same: dict[int, int] = {}
        for m, chain in zip(self.found, numbers, strict=True):
            if m.form == "name" and m.kind != "PER" and chain not in people:
                name = " ".join(w.lower() for w in self.encoding.sources[m.first : m.last + 1]).removeprefix("the ")
                one, other = _root(same, first.setdefault(name, chain)), _root(same, chain)
                if one != other:
                    same[max(one, other)] = min(one, other)
        return [_root(same, chain) for chain in numbers]


def _root(same: Mapping[int, int], chain: int) -> int:
    while chain in same:
        chain = same[chain]
    return chain


def _outermost(story: Story) -> Iterator[Quotation]:
    """The quotations that lie in no other and are speech, thought or writing."""
    return (q for q in story.items("quotations") if q.parent is None and q.kind != "not_speech")
