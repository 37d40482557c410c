"""Narrative levels: sentence by sentence, where they open and close, as wholes, and who experiences them."""

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
    yield from _wholes(sides)
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


def _wholes(sides: Sides) -> Iterator[Row]:
    """Every level of either side: the same kind, and half of the words of both in common."""
    sizes = [[_words(sides, world) for world in some.worlds] for some in (sides.gold_worlds, sides.told_worlds)]
    golds = [Item(world.kind, Span(i, i)) for i, world in enumerate(sides.gold_worlds.worlds)]
    saids = [Item(world.kind, Span(j, j), id=world.id) for j, world in enumerate(sides.told_worlds.worlds)]
    # places are indices of levels here

    def apart(one: Span, two: Span) -> int | None:
        gold, said = sizes[0][one.start], sizes[1][two.start]
        return -len(gold & said) if 2 * len(gold & said) >= len(gold | said) > 0 else None

    for row in rows_of("levels: wholes", golds, saids, matched(golds, saids, apart)):
        worlds = sides.told_worlds.worlds if row.gold is None else sides.gold_worlds.worlds
        yield row._replace(at=worlds[row.at.start].spans[0])


def _words(sides: Sides, world: World) -> frozenset[int]:
    """Indices of the words of a level, those of the levels inside it too."""
    return frozenset(i for span in world.spans for i in sides.tokens.between(*span))


def _experiencers(sides: Sides) -> Iterator[Row]:
    """Of each level of the gold that was found, whose it is; it is found if most of its words lie on one predicted level."""
    for world in sides.gold_worlds.worlds:
        words = [i for span in world.spans for i in sides.tokens.between(*span)]
        here = [i for i in words if sides.gold_worlds.of_word[i] == world] or words
        told = [sides.told_worlds.of_word[i] for i in here]
        twin = max(sorted(set(told), key=lambda w: w.id), key=told.count, default=None)
        if twin is not None and twin.depth and 2 * told.count(twin) > len(told):
            yield Row("levels: experiencer", world.spans[0], world.experiencer or NOBODY, sides.who(twin.experiencer))
