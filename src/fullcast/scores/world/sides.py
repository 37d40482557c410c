"""Gold and prediction of one story side by side, the prediction's people called by the ids of the gold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from fullcast.errors import TextDriftError
from fullcast.layers import Story
from fullcast.layers.story import Line
from fullcast.models.encoder import straightened
from fullcast.models.segmentation import segment
from fullcast.scores.anchors import Anchor
from fullcast.scores.gold_world import GoldLine, GoldStory
from fullcast.scores.world.people import People
from fullcast.scores.world.rows import NOBODY, Item, matched, overlap
from fullcast.scores.world.worlds import Worlds, gold_worlds, told_worlds
from fullcast.scores.world_agreement import NEAR, twins
from fullcast.text import Span


class Sides:
    """The gold of a story and what was predicted of it; raises TextDriftError where they are of two texts."""

    def __init__(self, gold: GoldStory, story: Story, passes: Sequence[GoldStory] = ()) -> None:
        """`passes` are the annotations that the gold was settled from."""
        if gold.places.content != story.text.content:
            raise TextDriftError(f"{story.source.name!r} was read from another text than the gold {gold.world.story}")
        self.gold, self.story, self.passes = gold, story, passes
        self._twins = [(other, twins(gold.world, other.world)) for other in passes]
        self.tokens = story.text.tokens

    def place(self, anchor: Anchor) -> Span:
        """Where an anchor of the gold stands."""
        return self.gold.span(anchor)

    def twins_in(self, other: GoldStory) -> dict[str, str]:
        """Ids of one of `passes` with those of the gold."""
        return next(ids for one, ids in self._twins if one is other)

    # How far

    def apart(self, one: Span, two: Span) -> int:
        """Words and signs between the starts of two stretches."""
        return len(self.tokens.between(*sorted((one.start, two.start))))

    def near(self, one: Span, two: Span) -> int | None:
        """Words and signs between two places; None where they are more than NEAR."""
        return far if (far := self.apart(one, two)) <= NEAR else None

    # Sentences

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the story; titles, notes and other regions around it are none."""
        found = segment(straightened(self.story.text.content), self.gold.places.paragraphs)
        bounds = found.sentences.tolist()
        every = (Span(int(found.starts[a]), int(found.ends[b - 1])) for a, b in pairwise(bounds) if b > a)
        around = [self.place(region.span) for region in self.gold.world.regions]
        return tuple(s for s in every if not any(region.meets(s) for region in around))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that begins at or before `offset`."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    # Worlds

    @cached_property
    def gold_worlds(self) -> Worlds:
        """The gold's levels over the words of the story."""
        return gold_worlds(self.gold, self.tokens)

    @cached_property
    def told_worlds(self) -> Worlds:
        """The predicted levels over the words of the story."""
        return told_worlds(self.story, self.tokens)

    # Quotations and people

    @cached_property
    def gold_lines(self) -> tuple[GoldLine, ...]:
        """Speech, thought and writing of the gold."""
        return tuple(line for line in self.gold.world.quotations if line.kind != "not_speech")

    @cached_property
    def told_lines(self) -> tuple[Line, ...]:
        """Speech, thought and writing of the prediction."""
        return tuple(line for line in self.story.quotations if line.kind != "not_speech")

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Indices of gold and predicted quotations that are the same."""
        golds = [Item("", self.place(line.spans[0])) for line in self.gold_lines]
        return matched(golds, [Item("", line.spans[0]) for line in self.told_lines], overlap)

    @cached_property
    def people(self) -> People:
        """Whom the ids of the prediction stand for."""
        spoken = [(self.told_lines[j].speaker, self.gold_lines[i].speaker) for i, j in self.lines]
        return People(self.gold.world, self.story, spoken)

    def who(self, some: str | None) -> str:
        """A predicted id as the gold would write it."""
        return NOBODY if some is None else self.people.who(some)
