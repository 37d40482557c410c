"""Random worlds: stories whose people come and go, dream, are hurt, feel, learn and decide, in any order and at any place."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from msgspec import UNSET

from fullcast.layers import (
    Attribution,
    Character,
    Decision,
    Emotion,
    Feeling,
    Knowledge,
    Layer,
    Level,
    Mention,
    Metadata,
    Place,
    Quotation,
    Relationship,
    Reveal,
    Scene,
    Source,
    State,
    Story,
)
from fullcast.layers.world_values import EMOTIONS, LEVEL_KINDS, SLOTS, STATUSES, STORY
from fullcast.text import SourceMap, Span, Text
from tests.layers.strategies import numbered

TEXT = Text("Ines saw the man. “Per,” she said.\n\nThe man turned. Per woke, and Old Per laughed; Ines wept.\n" * 2)
LENGTH = len(TEXT)

at = st.integers(0, LENGTH)
people = st.sampled_from(("c1", "c2", "c3"))
some_people = st.lists(people, max_size=3).map(tuple)
levels = st.sampled_from((STORY, "l1", "l2", "l3"))
spans = st.tuples(at, at).map(lambda p: Span(min(p), max(p)))
slots = st.sampled_from([(slot, value) for slot, values in SLOTS.items() for value in values])
blank: Any = st.just("")


def many(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to six of them."""
    return st.lists(values, max_size=6).map(tuple)


@st.composite
def states(draw: st.DrawFn) -> State:
    """Any value of any slot, asserted or not."""
    slot, value = draw(slots)
    status = draw(st.sampled_from(STATUSES))
    holder = draw(people) if status == "believed" else None
    evidence = draw(st.lists(spans, max_size=2).map(tuple))
    return State(
        id="", who=draw(people), slot=slot, value=value, at=draw(at), until=draw(st.none() | at), status=status, holder=holder,
        level=draw(levels), evidence=evidence,
    )  # fmt: skip


def bare(content: str) -> Story:
    """A story that is nothing but its text."""
    text = Text(content)
    return Story(text, Source(name="a.txt", media_type="text/plain", sha256=text.sha256), SourceMap(()), Metadata())


labels = st.sampled_from(EMOTIONS)
PARTS: dict[str, tuple[str, st.SearchStrategy[tuple[Any, ...]]]] = {
    "scenes": (
        "s",
        many(st.builds(
            Scene, id=blank, start=at, end=at, participants=some_people, level=levels, focalizer=st.none() | people,
            place=st.none() | st.builds(Place, entity=st.none() | st.just("e1"), evidence=st.lists(spans, max_size=1).map(tuple)),
        )),
    ),
    "mentions": (
        "m",
        many(st.builds(
            Mention, id=blank, span=spans.filter(lambda s: s.length > 0), form=st.sampled_from(("name", "nominal", "pronoun")),
            entity=people, revealed_at=st.just(UNSET) | at,
        )),
    ),
    "reveals": (
        "r",
        many(st.builds(
            Reveal, id=blank, entity=people, at=at, explains=st.lists(st.sampled_from(("m1", "m2", "m3")), max_size=2).map(tuple),
            figure=st.just(UNSET) | st.just("the man"),
        )),
    ),
    "states": ("t", many(states())),
    "feelings": ("f", many(st.builds(Feeling, id=blank, span=spans, who=people, label=labels, toward=some_people, level=levels))),
    "relationships": (
        "b",
        many(st.builds(
            Relationship, id=blank, source=people, to=people, feeling=st.none() | st.just("love"), ended=st.booleans(),
            evidence=st.lists(spans, max_size=2).map(tuple),
        )),
    ),
    "decisions": (
        "d",
        many(st.builds(
            Decision, id=blank, decider=st.none() | people, chosen=st.none() | st.just("go"), at=st.none() | at, span=spans,
            level=levels,
        )),
    ),
    "knowledge": (
        "k",
        many(st.builds(
            Knowledge, id=blank, who=people, what=st.sampled_from(("t1", "t2")), at=at, how=st.just("told"), source=st.none() | people,
        )),
    ),
}  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> Story:
    """A story with all layers of its world."""
    nested = [
        Level(
            id=f"l{n}", kind=draw(st.sampled_from(LEVEL_KINDS[1:])), parent=draw(st.sampled_from([STORY, "l1", "l2"][:n])),
            experiencer=draw(st.none() | people), spans=draw(st.lists(spans, max_size=2).map(tuple)),
            revealed_at=draw(st.just(UNSET) | at),
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    made: dict[str, tuple[Any, ...]] = {
        "characters": tuple(
            Character(id=f"c{n}", name=name, narrator=n == 3 and draw(st.booleans()))
            for n, name in enumerate(("Ines", "Old Per", "I"), 1)
        ),
        "levels": (Level(id=STORY, kind="story", spans=(Span(0, LENGTH),)), *nested),
    }
    quotations = draw(many(spans.filter(lambda s: s.length > 0)))
    lines = tuple(
        Quotation(id=f"q{n}", spans=(s,), kind="speech", marked_by="quotes") for n, s in enumerate(quotations, 1)
    )
    made["quotations"] = lines
    made["speakers"] = tuple(Attribution(id=q.id, type="implicit", speaker=draw(st.none() | people)) for q in lines)
    felt = [(q.id, draw(st.none() | st.tuples(labels, some_people))) for q in lines]
    made["emotions"] = tuple(Emotion(id=id_, label=f[0], toward=f[1]) for id_, f in felt if f is not None)
    for name, (letter, items) in PARTS.items():
        made[name] = numbered(letter, draw(items))
    story = bare(TEXT.content)
    for name, values in made.items():
        story = story.with_layer(Layer(name, values, story.provenance("chance")))
    return story
