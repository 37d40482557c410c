"""A stretch off the story's own level, before levels have ids, and who is there: what the finders of levels share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fullcast.annotators.levels.units import Unit
from fullcast.layers import Mention, Story
from fullcast.text import Span

_OPENING = '"“”‘«»„—–- \n_*'
_CLOSING = '"“”»_* \n'


@dataclass(slots=True)
class Found:
    """A stretch, or several that are one, off the level around it."""

    kind: str
    spans: list[Span]
    rule: str
    experiencer: str | None = None
    evidence: list[Span] = field(default_factory=list)
    revealed_at: int | None = None


class People:
    """The mentions of persons in a story, by place."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.mentions: list[Mention] = sorted(
            (m for m in story.mentions if m.type == "PER" and m.entity is not None),
            key=lambda m: (m.span.start, -m.span.end),
        )
        self._starts = [m.span.start for m in self.mentions]
        self.narrator = next((c.id for c in story.characters if c.narrator), None)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch, in order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def first(self, unit: Unit) -> str | None:
        """Who is mentioned first in `unit`: in narration most often its subject."""
        return next((m.entity for m in self.within(unit.start, unit.end)), None)

    def before(self, offset: int, start: int) -> str | None:
        """Who is mentioned last between `start` and `offset`."""
        found = self.mentions[bisect_left(self._starts, start) : bisect_right(self._starts, offset - 1)]
        return found[-1].entity if found else None

    def mind(self, units: Sequence[Unit], k: int) -> str | None:
        """Whose mind the narration before unit `k` is in.

        The "I" who tells the story, or whom it has by pronoun most lately.
        """
        if self.narrator is not None:
            return self.narrator
        counts: Counter[str] = Counter()
        for weight, unit in zip(
            (4, 3, 2, 1, 1, 1), (u for u in reversed(units[max(0, k - 12) : k]) if u.line is None), strict=False
        ):
            who = self.first(unit)
            if who is not None:
                counts[who] += weight
        return counts.most_common(1)[0][0] if counts else None

    def returns(self, unit: Unit, who: str | None) -> bool:
        """Whether `unit` begins with the name of `who`.

        Inside a mind the one whose it is goes by pronouns, and the name is the way back.
        """
        first = next(iter(self.within(unit.start, unit.end)), None)
        return first is not None and first.entity == who and first.form == "name" and first.span.start - unit.start <= 2


def trimmed(story: Story, start: int, end: int) -> Span:
    """A stretch without the marks and dashes of the speech that it is, and without white space at its ends."""
    content = story.text.content
    while start < end and content[start] in _OPENING:
        start += 1
    while end > start and content[end - 1] in _CLOSING:
        end -= 1
    return Span(start, end)
