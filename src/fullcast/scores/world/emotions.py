"""Feelings: of quotations, of narrated reactions, and toward whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fullcast.scores.gold_world import GoldEmotion, GoldFeeling, GoldLine, GoldStory
from fullcast.scores.world.rows import NOBODY, Item, Row, matched, overlap, rows_of
from fullcast.scores.world.sides import Sides
from fullcast.text import Span

NONE: Final = "none"
"""The label of a quotation in which nothing is felt."""


def emotions(sides: Sides) -> Iterator[Row]:
    """The label of each quotation that was found, and of all, in those not found none; narrated reactions by who and stretch; toward whom.

    Toward whom is asked where the gold and all passes beside it name somebody; a prediction that feels nothing there is wrong.
    """
    twins = dict(sides.lines)
    for i, gold in enumerate(sides.gold_lines):
        at = sides.place(gold.spans[0])
        felt = sides.told_lines[twins[i]].emotion if i in twins else None
        label, told = label_of(gold.emotion), felt.label if felt is not None else NONE
        yield Row("emotions: all", at, label, told)
        if i in twins:
            yield Row("emotions", at, label, told, (f"label {label}",), felt.id if felt is not None else None)
        if _named(gold.emotion) and all(_line_names(sides, i, other) for other in sides.passes):
            yield from _toward(sides, at, gold.emotion, felt.toward if felt is not None else ())
    yield from _reactions(sides)


def label_of(emotion: GoldEmotion | None) -> str:
    """One of EMOTIONS, or NONE."""
    return emotion.label if emotion is not None else NONE


def _reactions(sides: Sides) -> Iterator[Row]:
    ours, theirs = sides.gold.world.feelings, sides.story.feelings
    golds = [Item(f.who, sides.place(f.span)) for f in ours]
    saids = [Item(sides.who(f.who), f.span, id=f.id) for f in theirs]
    pairs = matched(golds, saids, overlap)
    yield from rows_of("emotions: narrated", golds, saids, pairs)
    for i, j in pairs:
        label = ours[i].emotion.label
        yield Row("emotions: narrated, label", golds[i].at, label, theirs[j].label, item=theirs[j].id)
    twins = dict(pairs)
    for i, gold in enumerate(ours):
        if _named(gold.emotion) and all(_reaction_names(sides, gold, other) for other in sides.passes):
            yield from _toward(sides, golds[i].at, gold.emotion, theirs[twins[i]].toward if i in twins else ())


def _named(emotion: GoldEmotion | None) -> bool:
    return emotion is not None and bool(emotion.toward)


def _toward(sides: Sides, at: Span, gold: GoldEmotion | None, said: tuple[str, ...]) -> Iterator[Row]:
    right = " and ".join(sorted(gold.toward if gold is not None else ())) or NOBODY
    told = " and ".join(sorted({sides.who(one) for one in said})) or NOBODY
    yield Row("emotions: toward", at, right, told)
    if said:
        yield Row("emotions: toward, where said", at, right, told)


def _line_names(sides: Sides, i: int, other: GoldStory) -> bool:
    """Whether a pass has somebody toward whom the quotation is felt."""
    at = sides.place(sides.gold_lines[i].spans[0])
    return any(_named(line.emotion) for line in _near(other, at))


def _near(other: GoldStory, at: Span) -> Iterator[GoldLine]:
    return (line for line in other.world.quotations if overlap(at, other.span(line.spans[0])) is not None)


def _reaction_names(sides: Sides, gold: GoldFeeling, other: GoldStory) -> bool:
    at, ids = sides.place(gold.span), sides.twins_in(other)
    return any(
        _named(f.emotion) and ids.get(f.who) == gold.who and overlap(at, other.span(f.span)) is not None
        for f in other.world.feelings
    )
