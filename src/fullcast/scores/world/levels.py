"""Narrative levels: sentence by sentence, where they open and close, and who experiences them."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.scores.world.rows import NOBODY, Item, Row, matched, rows_of
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.worlds import World, stretches
from fullcast.text import Span


def levels(sides: Sides) -> Iterator[Row]:
    """The kind of the deepest level of each sentence, which is that of most of its words."""
    golds, saids = ([worlds.most_of(s) for s in sides.sentences] for worlds in (sides.gold_worlds, sides.told_worlds))
    for sentence, gold, said in zip(sides.sentences, golds, saids, strict=True):
        yield Row("levels", sentence, gold.kind, said.kind, (f"kind {gold.kind}",))
    yield from _boundaries(sides, golds, saids)
    yield from _experiencers(sides)


def _boundaries(sides: Sides, golds: list[World], saids: list[World]) -> Iterator[Row]:
    """Sentences before which the level changes; found if the prediction has a change at most one sentence off."""
    ours, theirs = (
        [Item("boundary", Span(i, i)) for i, _world in stretches(some)[1:]] for some in (golds, saids)
    )  # places are indices of sentences here

    def within_one(one: Span, two: Span) -> int | None:
        return far if (far := abs(one.start - two.start)) <= 1 else None

    for row in rows_of("levels: boundaries", ours, theirs, matched(ours, theirs, within_one)):
        into = f"{golds[row.at.start - 1].kind} to {golds[row.at.start].kind}"
        told = f"{saids[row.at.start - 1].kind} to {saids[row.at.start].kind}"
        at = sides.sentences[row.at.start]
        if row.gold is None:
            yield Row(row.name, at, None, told)
        else:
            yield Row(row.name, at, into, into if row.said is not None else None)


def _experiencers(sides: Sides) -> Iterator[Row]:
    """Of each level of the gold that was found, whose it is; it is found if most of its words lie on one predicted level."""
    for world in sides.gold_worlds.worlds:
        words = [i for span in world.spans for i in sides.tokens.between(*span)]
        here = [i for i in words if sides.gold_worlds.of_word[i] == world] or words
        told = [sides.told_worlds.of_word[i] for i in here]
        twin = max(sorted(set(told), key=lambda w: w.id), key=told.count, default=None)
        if twin is not None and twin.depth and 2 * told.count(twin) > len(told):
            yield Row("levels: experiencer", world.spans[0], world.experiencer or NOBODY, sides.who(twin.experiencer))
