"""Narrative levels painted over the words of a story, the deepest on top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from fullcast.layers import Story
from fullcast.layers.world_values import STORY
from fullcast.scores.gold_world import GoldStory
from fullcast.text import Span
from fullcast.text.tokens import Tokens

OUTERMOST: Final = "story"
"""The kind of the story's own level."""


class World(NamedTuple):
    """A level of the gold or of the prediction."""

    id: str
    kind: str
    experiencer: str | None
    """An id of its own side."""
    spans: tuple[Span, ...]
    depth: int = 1


BASE: Final = World(STORY, OUTERMOST, None, (), 0)


class Worlds:
    """The levels of one side over the words of a text."""

    def __init__(self, worlds: Sequence[World], tokens: Tokens, own: Iterable[str] = ()) -> None:
        """`own` are ids that the story's own level goes by besides STORY."""
        self.worlds = worlds
        """Those inside the story; its own level is not among them."""
        self.of_word = [BASE] * len(tokens)
        """The deepest level of each word."""
        for world in sorted(worlds, key=lambda w: w.depth):
            for span in world.spans:
                for i in tokens.between(*span):
                    self.of_word[i] = world
        self._kinds = {**dict.fromkeys((STORY, *own), OUTERMOST), **{world.id: world.kind for world in worlds}}
        self._tokens = tokens

    def kind_of(self, level: str | None) -> str:
        """The kind of the level with this id; what is on no level is on the story's."""
        return OUTERMOST if level is None else self._kinds.get(level, level)

    def at(self, offset: int) -> World:
        """The deepest level of the word at `offset`."""
        before = self._tokens.between(0, offset + 1)
        return self.of_word[before.stop - 1] if before else BASE

    def most_of(self, span: Span) -> World:
        """The level of most words in `span`; of equals the deeper."""
        words = self._tokens.between(*span)
        found: dict[World, int] = {}
        for i in words:
            found[self.of_word[i]] = found.get(self.of_word[i], 0) + 1
        return max(found, key=lambda w: (found[w], w.depth), default=BASE)


def gold_worlds(gold: GoldStory, tokens: Tokens) -> Worlds:
    """The levels of a pass of annotation."""
    parents: dict[str, str | None] = {level.id: level.parent for level in gold.world.levels}
    return Worlds(
        [
            World(x.id, x.kind, x.experiencer, tuple(map(gold.span, x.spans)), _depth(x.id, parents))
            for x in gold.world.levels
        ],
        tokens,
    )


def told_worlds(story: Story, tokens: Tokens) -> Worlds:
    """The levels that a story was read with; all of kind "story" are its own."""
    parents = {level.id: level.parent for level in story.levels}
    inside = [
        World(x.id, x.kind, x.experiencer, x.spans, _depth(x.id, parents)) for x in story.levels if x.kind != OUTERMOST
    ]
    return Worlds(inside, tokens, [x.id for x in story.levels if x.kind == OUTERMOST])


def _depth(some: str, parents: dict[str, str | None]) -> int:
    """How many levels lie around it; a circle ends the count."""
    seen: list[str] = []
    at: str | None = some
    while at is not None and at in parents and at not in seen:
        seen.append(at)
        at = parents[at]
    return len(seen)


def stretches(worlds: Iterable[World]) -> list[tuple[int, World]]:
    """Where the level changes: the index at which each run begins, and its level, the first included."""
    out: list[tuple[int, World]] = []
    for i, world in enumerate(worlds):
        if not out or out[-1][1].id != world.id:
            out.append((i, world))
    return out
