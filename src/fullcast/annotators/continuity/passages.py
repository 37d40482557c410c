"""The text as the rules of continuity look at it: sentences, who is named where, and what narration tells of the story itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final

from fullcast.layers import Mention, Story
from fullcast.layers.world_values import STORY
from fullcast.text import Span

_SENTENCE_END: Final = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?]+[\"”’')*_]*(?=\s|$)"
)
_ANYONE: Final = frozenset(
    "man woman boy girl person people men women child children one other others stranger fellow lady gentleman voice figure body".split()
)
"""Words for somebody that are nobody's alone."""
_BLANKS: Final = re.compile(r"[ \t\r\f\v\n]+")


class Passages:
    """A story cut into paragraphs and sentences; each is cut when it is first asked for."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.telling = story.telling
        self.content = story.text.content.replace("\n", " ")
        """The text on one line, so that a line end inside a sentence is a blank; offsets stay."""
        self.paragraphs = story.paragraphs or (Span(0, len(self.content)),)
        self._starts = [p[0] for p in self.paragraphs]
        self._sentences: dict[int, list[Span]] = {}
        self._all = sorted(story.mentions, key=lambda m: m.span)
        self._all_starts = [m.span[0] for m in self._all]
        self.names = [m for m in self._all if m.form == "name" and m.entity is not None]
        self._name_starts = [m.span[0] for m in self.names]
        self.people = {c.id for c in story.items("characters") if c.kind != "group"}

    def paragraph(self, offset: int) -> Span:
        """The paragraph that begins last at or before `offset`."""
        return Span(*self.paragraphs[max(bisect_right(self._starts, offset) - 1, 0)])

    def paragraph_number(self, offset: int) -> int:
        """Its index."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentences(self, number: int) -> list[Span]:
        """The sentences of the paragraph with index `number`."""
        if number not in self._sentences:
            start, end = self.paragraphs[number]
            ends = [m.end() for m in _SENTENCE_END.finditer(self.content, start, end)]
            edges = [start, *ends, *([end] if not ends or ends[-1] < end else [])]
            spans = [self.story.text.trimmed((a, b)) for a, b in pairwise(edges)]
            self._sentences[number] = [s for s in spans if s.length > 0] or [Span(start, end)]
        return self._sentences[number]

    def around(self, offset: int, before: int = 0, after: int = 0) -> Span:
        """The sentence at `offset` with so many before and after it in its paragraph."""
        sentences = self.sentences(self.paragraph_number(offset))
        i = max(bisect_right([s.start for s in sentences], offset) - 1, 0)
        return Span(sentences[max(i - before, 0)].start, sentences[min(i + after, len(sentences) - 1)].end)

    def words(self, span: tuple[int, int]) -> str:
        """What stands at `span`, on one line."""
        return _BLANKS.sub(" ", self.content[span[0] : span[1]])

    def narrated(self, offset: int) -> bool:
        """Whether narration tells this, of the story itself: no speech, no thought, no dream, no letter."""
        return self.telling.line_at(offset) is None and self.telling.level_at(offset) == STORY

    def called(self, who: str) -> list[Mention]:
        """The mentions of `who` that tell it from all others: by name, or of one without a name by a description that is its alone."""
        mentions = self.telling.mentions.get(who, [])
        by_name = [m for m in mentions if m.form == "name"]
        return by_name or [m for m in mentions if m.form == "nominal" and self._heads.get(self._head(m)) == {who}]

    def _head(self, mention: Mention) -> str:
        return self.words(mention.span).lower().rpartition(" ")[2]

    @cached_property
    def _heads(self) -> dict[str, set[str]]:
        """By last word of descriptions, who is so called."""
        out: dict[str, set[str]] = {}
        for m in self._all:
            if m.form == "nominal" and m.entity is not None and self._head(m) not in _ANYONE:
                out.setdefault(self._head(m), set()).add(m.entity)
        return out

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of which the names of people are made."""
        return frozenset(w for m in self.names if m.entity in self.people for w in self.words(m.span).split())

    def named(self, start: int, end: int) -> list[Mention]:
        """The mentions by name of people that begin in a stretch."""
        lo, hi = bisect_left(self._name_starts, start), bisect_left(self._name_starts, end)
        return [m for m in self.names[lo:hi] if m.entity in self.people]

    @cached_property
    def _vocabularies(self) -> list[set[str]]:
        """By paragraph, its words in small letters."""
        out: list[set[str]] = [set() for _ in self.paragraphs]
        tokens, number, last = self.story.text.tokens, 0, len(self.paragraphs) - 1
        for word, start in zip(tokens.lower, tokens.starts, strict=True):
            while number < last and start >= self._starts[number + 1]:
                number += 1
            out[number].add(word)
        return out

    @cached_property
    def _small(self) -> str:
        """The text in small letters where that keeps its offsets."""
        small = self.content.lower()
        return small if len(small) == len(self.content) else self.content

    def places_of(self, word: str) -> list[int]:
        """Every offset where `word`, in small letters, stands."""
        out, at, small = [], self._small.find(word), self._small
        while at >= 0:  # quicker by far than a pattern, over a whole book
            end = at + len(word)
            if not small[at - 1 : at].isalnum() and not small[end : end + 1].isalnum():
                out.append(at)
            at = small.find(word, end)
        return out

    def mentioned(self, span: Span) -> set[str]:
        """The people who are mentioned in a stretch, in whatever way."""
        return {m.entity for m in self._between(*span) if m.entity is not None} & self.people

    def _between(self, start: int, end: int) -> list[Mention]:
        lo, hi = bisect_left(self._all_starts, start), bisect_left(self._all_starts, end)
        return self._all[lo:hi]

    def holding(self, *groups: Collection[str]) -> Iterator[Span]:
        """The paragraphs that hold a word of each of `groups`: patterns are dear, and looked for only there."""
        sets = [frozenset(group) for group in groups]
        for paragraph, words in zip(self.paragraphs, self._vocabularies, strict=True):
            if not any(words.isdisjoint(group) for group in sets):
                yield Span(*paragraph)

    def find(
        self, pattern: re.Pattern[str], *groups: Collection[str], first: Collection[str] | None = None
    ) -> Iterator[re.Match[str]]:
        """Where `pattern` stands in the paragraphs that hold a word of each of `groups`, in order.

        With `first`, only where one of these words begins it, which is quicker.
        """
        tokens = self.story.text.tokens
        for paragraph in self.holding(*groups):
            if first is None:
                yield from pattern.finditer(self.content, *paragraph)
                continue
            at = paragraph.start
            for i in tokens.between(*paragraph):
                if tokens.lower[i] in first and tokens.starts[i] >= at:
                    match = pattern.match(self.content, tokens.starts[i], paragraph.end)
                    if match is not None:
                        at = match.end()
                        yield match

    def mentions_of(self, types: Collection[str], start: int, end: int) -> list[Mention]:
        """The mentions of entities of `types` that begin in a stretch."""
        return [m for m in self._between(start, end) if m.type in types]
