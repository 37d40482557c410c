"""What a story comes to in figures: who speaks how much, where people are seen, how sure the reading is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from msgspec import UNSET

from fullcast.layers import Line, Member, Story
from fullcast.text import Span

DOUBTFUL: Final = 0.6
"""A speaker less sure than this is worth a look; the page begins with the same."""

_WORD: Final = re.compile(r"\w+(?:['’\-‑]\w+)*")

_SURENESS: Final = (
    (0.97, "as good as certain"),
    (0.9, "very likely"),
    (0.75, "likely"),
    (0.5, "more likely than not"),
    (0.25, "doubtful"),
)


def count_words(text: str) -> int:
    """How many words `text` has; "don't" and "well-worn" are one each."""
    return sum(1 for _ in _WORD.finditer(text))


def sureness(line: Line) -> str:
    """How sure the speaker of `line` is, in words; the page says the same."""
    if line.by != "machine":
        return "given" if line.by == "given" else "set by a person"
    if line.confidence is UNSET:
        return "not measured"
    sure = line.confidence
    words = next((words for least, words in _SURENESS if sure >= least), "a guess")
    return words if line.speaker is not None else f"{words} that nobody could say"


def is_doubtful(line: Line) -> bool:
    """Whether a speaker was found, but a person should look."""
    unsure = line.confidence is not UNSET and line.confidence < DOUBTFUL
    return line.by == "machine" and line.speaker is not None and unsure


@dataclass(frozen=True)
class Part:
    """What one character says and where it is seen."""

    character: Member
    lines: int
    """Stretches of speech, not counting those inside another's."""
    words: int
    """Words in them."""
    share: float
    """Of all words spoken, from 0 to 1."""
    seen: Span | None
    """From the first place where it is named or speaks to the last; None where there is none."""


class Figures:
    """The figures of one story; each is worked out when it is first asked for."""

    def __init__(self, story: Story) -> None:
        self.story = story

    @cached_property
    def extent(self) -> Span:
        """From the first word of the story proper to its last."""
        regions = [r for r in self.story.regions if r.kind == "story"]
        return Span(regions[0].start, regions[-1].end) if regions else Span(0, len(self.story.text))

    @cached_property
    def words(self) -> int:
        """Words of the story proper."""
        regions = [Span(r.start, r.end) for r in self.story.regions if r.kind == "story"] or [self.extent]
        return sum(count_words(self.story.words(r)) for r in regions)

    @cached_property
    def voiced(self) -> tuple[Line, ...]:
        """Speech, thought and writing that lie in no other."""
        lines = {q.id: q for q in self.story.quotations}
        return tuple(q for q in lines.values() if q.kind != "not_speech" and _outermost(q, lines))

    @cached_property
    def speech(self) -> tuple[Line, ...]:
        """What is said aloud, speech inside speech not counted again."""
        return tuple(q for q in self.voiced if q.kind == "speech")

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many of each kind."""
        return Counter(q.kind for q in self.voiced)

    @cached_property
    def _said(self) -> dict[str | None, list[int]]:
        """By speaker, the number of words of each line."""
        out: dict[str | None, list[int]] = {}
        for q in self.speech:
            out.setdefault(q.speaker, []).append(count_words(self.story.text.joined(q.spans)))
        return out

    @cached_property
    def _seen(self) -> dict[str, Span]:
        """By character, the first and the last offset where it is named or speaks."""
        out: dict[str, Span] = {}
        named = [(m.entity, m.span) for m in self.story.mentions]
        for who, span in [*named, *((q.speaker, q.spans[0]) for q in self.speech)]:
            if who is not None:
                start, end = out.get(who, span)
                out[who] = Span(min(start, span[0]), max(end, span[1]))
        return out

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """One for each character, those who speak most first."""
        total = sum(map(sum, self._said.values())) or 1
        parts = [
            Part(c, len(said), sum(said), sum(said) / total, self._seen.get(c.id))
            for c in self.story.characters
            for said in [self._said.get(c.id, [])]
        ]
        return tuple(sorted(parts, key=lambda p: (-p.lines, -p.words, -p.character.mention_count)))

    @property
    def unassigned(self) -> tuple[Line, ...]:
        """Lines of speech without a speaker."""
        return tuple(q for q in self.speech if q.speaker is None)

    @property
    def measured(self) -> bool:
        """Whether most lines say how sure their speaker is."""
        return 2 * sum(q.confidence is not UNSET or q.by != "machine" for q in self.speech) >= len(self.speech)

    @property
    def doubtful(self) -> tuple[Line, ...]:
        """Lines whose speaker a person should look at, least sure first."""
        return tuple(sorted((q for q in self.voiced if is_doubtful(q)), key=lambda q: (q.confidence, q.spans)))

    @cached_property
    def _chapter_starts(self) -> list[int]:
        return [c.start for c in self.story.chapters]

    def place(self, offset: int) -> str:
        """Where in the story `offset` is: its chapter, or percent of the way where there are no chapters."""
        if len(self.story.chapters) > 1:
            i = bisect_right(self._chapter_starts, offset) - 1
            return self.story.chapters[max(i, 0)].id
        start, end = self.extent
        return f"{round(100 * (min(max(offset, start), end) - start) / max(end - start, 1))}%"


def _outermost(line: Line, lines: dict[str, Line]) -> bool:
    """Whether `line` lies in no speech, thought or writing; in a title or a scare quote it may."""
    seen = {line.id}
    above = lines.get(line.parent or "")
    while above is not None and above.id not in seen:
        if above.kind != "not_speech":
            return False
        seen.add(above.id)
        above = lines.get(above.parent or "")
    return True
