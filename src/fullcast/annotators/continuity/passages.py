"""The text as the rules of continuity look at it: sentences, who is named where, and what narration tells of the story itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from itertools import pairwise
from typing import Final

from fullcast.layers import Mention, Story
from fullcast.layers.world_values import STORY
from fullcast.text import Span

_SENTENCE_END: Final = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?]+[\"”’')*_]*(?=\s|$)"
)
_BLANKS: Final = re.compile(r"[ \t\r\f\v\n]+")


class Passages:
    """A story cut into paragraphs and sentences; each is cut when it is first asked for."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.telling = story.telling
        self.content = story.text.content
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

    def named(self, start: int, end: int) -> list[Mention]:
        """The mentions by name of people that begin in a stretch."""
        lo, hi = bisect_left(self._name_starts, start), bisect_left(self._name_starts, end)
        return [m for m in self.names[lo:hi] if m.entity in self.people]

    def mentions_of(self, types: Collection[str], start: int, end: int) -> list[Mention]:
        """The mentions of entities of `types` that begin in a stretch."""
        lo, hi = bisect_left(self._all_starts, start), bisect_left(self._all_starts, end)
        return [m for m in self._all[lo:hi] if m.type in types]
