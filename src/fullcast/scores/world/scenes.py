"""Scenes: where they begin; and paragraph by paragraph who is there, where, and through whose eyes."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.layers import Scene
from fullcast.scores.gold_world import GoldPlace, GoldScene, GoldStory
from fullcast.scores.names import EMPTY_WORDS, folded
from fullcast.scores.world.rows import NOBODY, Item, Row, matched, rows_of
from fullcast.scores.world.sides import Sides
from fullcast.text import Span


def scenes(sides: Sides) -> Iterator[Row]:
    """Boundaries within NEAR words; of the paragraphs that begin in a scene of the gold participants, place and focalizer.

    The focalizer is asked where all passes beside the gold have the same.
    """
    told = sorted(sides.story.scenes, key=lambda scene: scene.start)
    golds = [Item("boundary", sides.place(scene.span)) for scene in sides.gold.world.scenes[1:]]
    saids = [Item("boundary", Span(scene.start, scene.end)) for scene in told[1:]]
    yield from rows_of("scenes: boundaries", golds, saids, matched(golds, saids, sides.near))
    for paragraph in sides.gold.places.paragraphs:
        gold = _gold_at(sides.gold, paragraph.start)
        if gold is not None:
            said = next((scene for scene in told if scene.start <= paragraph.start < scene.end), None)
            yield from _paragraph(sides, paragraph, gold, said)


def _paragraph(sides: Sides, at: Span, gold: GoldScene, said: Scene | None) -> Iterator[Row]:
    here, there = set(gold.participants), {sides.who(one) for one in (said.participants if said is not None else ())}
    for who in sorted(here | there):
        yield Row("scenes: participants", at, who if who in here else None, who if who in there else None)
    ours, theirs = gold.place, said.place if said is not None else None
    told = (theirs.name or theirs.entity) if theirs is not None else None
    if ours is not None and theirs is not None and _same_place(sides, ours, theirs.name, theirs.entity):
        yield Row("scenes: place", at, ours.name, ours.name)
    else:
        if ours is not None:
            yield Row("scenes: place", at, ours.name, None)
        if told is not None:
            yield Row("scenes: place", at, None, told)
    if _agreed(sides, at.start):
        eyes = sides.who(said.focalizer) if said is not None else NOBODY
        yield Row("scenes: focalizer", at, gold.focalizer or NOBODY, eyes)


def _gold_at(gold: GoldStory, offset: int) -> GoldScene | None:
    spans = ((scene, gold.span(scene.span)) for scene in gold.world.scenes)
    return next((scene for scene, span in spans if span.start <= offset < span.end), None)


def _agreed(sides: Sides, offset: int) -> bool:
    """Whether all passes see the paragraph through the same eyes, nobody's included."""
    eyes = set()
    for other in sides.passes:
        scene = _gold_at(other, offset)
        if scene is None:
            return False
        eyes.add(sides.twins_in(other).get(scene.focalizer, scene.focalizer) if scene.focalizer else NOBODY)
    return len(eyes) <= 1


def _same_place(sides: Sides, gold: GoldPlace, name: str | None, entity: str | None) -> bool:
    """Whether it is the gold's entity, or all telling words of one name are in the other's."""
    if entity is not None and sides.who(entity) == gold.entity:
        return True
    one, two = (set(folded(some).split()) - EMPTY_WORDS for some in (gold.name, name))
    return bool(one and two) and (one <= two or two <= one)
