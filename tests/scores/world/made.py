"""A small story with gold and predictions of our own, for worked examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from fullcast.layers import Layer, Story
from fullcast.layers.values import Attribution, Character, Entity, Event, Level, Quotation
from fullcast.layers.world_values import State
from fullcast.readers import read_string
from fullcast.scores.anchors import Places
from fullcast.scores.gold_world import GoldStory, GoldWorld
from fullcast.scores.world import Result, Row, results, score_world
from fullcast.text import Span

TEXT = """Mara Venn sat on the quay and mended the net. The gulls were loud.

That night she dreamed. She stood on the ferry. The ferry went down, and Odo drowned. She woke.

“Odo is gone,” said the baker, who had it from nobody.

Odo came in at noon with a cut hand. He had never been near the water. In spring old Hamm had died of a fever.
"""
PEOPLE = (
    ("mara", "Mara Venn", ("Mara",)),
    ("odo", "Odo", ()),
    ("hamm", "old Hamm", ("Hamm",)),
    ("baker", "the baker", ()),
)


LAYERS = "levels reveals states at_end decisions quotations feelings scenes relationships deaths".split()


def gold(content: str = TEXT, **layers: Any) -> GoldStory:
    """A pass of annotation with PEOPLE and these layers, given as they stand in the file."""
    empty: dict[str, Any] = {layer: [] for layer in LAYERS}
    people = [{"id": i, "name": name, "aliases": aliases} for i, name, aliases in PEOPLE]
    head = {"format": "fullcast-gold/1", "story": "quay", "pass": "settled", "by": "person", "characters": people}
    return GoldStory(world=msgspec.convert(head | empty | layers, GoldWorld), places=Places(content))


def at(words: str, content: str = TEXT) -> Span:
    """Where `words` stand, once."""
    assert content.count(words) == 1, words
    return Span(content.index(words), content.index(words) + len(words))


def told(content: str = TEXT, **layers: Sequence[Any]) -> Story:
    """A prediction with PEOPLE called c_mara and so on, and these layers."""
    story = read_string(content, "quay.txt")
    people = tuple(Character(id=f"c_{i}", name=name, aliases=aliases) for i, name, aliases in PEOPLE)
    for name, items in {"characters": people, **layers}.items():
        story = story.with_layer(Layer(name, tuple(items), story.provenance("test")))
    return story


def state(who: str, slot: str, value: str, words: str, **more: Any) -> State:
    """A predicted state at `words`."""
    return State(id=f"t_{who}_{slot}_{words}", who=who, slot=slot, value=value, at=at(words).start, **more)


def level(some: str, kind: str, *words: str, **more: Any) -> Level:
    """A predicted level over `words`."""
    return Level(id=some, kind=kind, spans=tuple(map(at, words)), **more)


def event(words: str, on: str | None) -> Event:
    """A predicted event."""
    return Event(id=f"v_{words}", trigger=at(words), level=on)


def line(
    some: str, *words: str, content: str = TEXT, speaker: str | None = None, kind: str = "speech"
) -> tuple[Quotation, Attribution]:
    """A predicted quotation with its speaker."""
    spans = tuple(at(part, content) for part in words)
    return (
        Quotation(id=some, spans=spans, kind=kind, marked_by="quotes"),
        Attribution(id=some, type="implicit", speaker=speaker),
    )


def lines(*some: tuple[Quotation, Attribution]) -> dict[str, list[Any]]:
    """The two layers of predicted quotations."""
    return {"quotations": [q for q, _ in some], "speakers": [a for _, a in some]}


def figure(
    name: str, stories: Iterable[tuple[GoldStory, Story]], *layers: str, passes: Sequence[GoldStory] = ()
) -> Result:
    """One figure over some stories."""
    found = results([score_world(g, s, layers, passes) for g, s in stories])
    return next(r for r in found if r.name == name)


def rows(g: GoldStory, s: Story, layer: str) -> list[tuple[str, str | None, str | None]]:
    """The rows of a layer without their places, those that are right left out."""
    found: list[Row] = score_world(g, s, [layer])
    return [(row.name, row.gold, row.said) for row in found if not row.right]


__all__ = ["TEXT", "Entity", "at", "event", "figure", "gold", "level", "line", "lines", "rows", "state", "told"]
