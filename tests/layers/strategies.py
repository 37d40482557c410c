"""Random stories with random layers, for laws.

Everything that can be is a strategy made once: building strategies costs more than drawing from them.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from fullcast.layers import (
    Attribution,
    Break,
    Change,
    Chapter,
    Character,
    Contradiction,
    Cue,
    Decision,
    Delivery,
    Emotion,
    Entity,
    Event,
    Feeling,
    Knowledge,
    Layer,
    Level,
    Mention,
    Metadata,
    Notice,
    Place,
    Presence,
    Quotation,
    Reason,
    Region,
    Relationship,
    Reveal,
    Scene,
    Source,
    State,
    Story,
    TurningPoint,
)
from fullcast.text import SourceMap, Span, Text

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For laws over whole stories."""

TEXTS = ("", "a \n\n“b” 𝄞 {c}\r\n", "\u00a0 'a' said \"b\"\t—\n\n***\n\nc", "\n \n", "é𝄞" * 9)
LONGEST = max(map(len, TEXTS))
WORDS = ("", "a", "she", "Old Per", "“Not now”", "it's", "é𝄞", "\x00\n", "[b]", "c1", "q2")

words = st.sampled_from(WORDS)
names = st.sampled_from(("c1", "c2", "e1", "x"))
chances = st.integers(0, 10_000).map(lambda n: n / 10_000)
raw = st.sampled_from((None, True, -7, 0.25, "é", [], {}, [1, [0.5, None]], {"a": {"b": [0.1234]}}))
spans = st.tuples(st.integers(0, LONGEST), st.integers(0, LONGEST)).map(lambda p: Span(min(p), max(p)))


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few of them, in a tuple."""
    return st.lists(values, max_size=3).map(tuple)


maybe_words = st.none() | words
some_words, some_names, some_spans = some(words), some(names), some(spans)
blank: Any = st.just("")
at = st.integers(0, LONGEST)
cues = st.builds(Cue, span=spans, verb=maybe_words, manner=some_words)
reasons = st.builds(Reason, rule=words, note=words, span=st.none() | spans)
places = st.builds(Place, entity=st.none() | names, evidence=some_spans, name=maybe_words)

LAYERS: dict[str, tuple[str | None, st.SearchStrategy[tuple[Any, ...]]]] = {
    "regions": (None, some(st.builds(Region, start=st.integers(0, 9), end=st.integers(9, 30), kind=words))),
    "chapters": ("ch", some(st.builds(Chapter, id=blank, start=st.integers(0, 9), end=st.integers(9, 30), title=maybe_words))),
    "paragraphs": (None, some_spans),
    "emphasis": (None, some_spans),
    "breaks": (None, some(st.builds(Break, start=st.integers(0, 9), end=st.integers(9, 30), kind=words))),
    "entities": ("e", some(st.builds(Entity, id=blank, type=words, name=words))),
    "mentions": (
        "m",
        some(
            st.builds(
                Mention, id=blank, span=spans, form=words, entity=st.none() | names, revealed_at=st.sampled_from((UNSET, 0, 7))
            )
        ),
    ),
    "scenes": (
        "s",
        some(
            st.builds(
                Scene, id=blank, start=st.integers(0, 9), end=st.integers(9, 30), participants=some_names, place=st.none() | places
            )
        ),
    ),
    "events": (
        "v",
        some(
            st.builds(
                Event, id=blank, trigger=spans, realis=st.booleans(), level=maybe_words, agent=st.none() | names,
                evidence=st.just(UNSET) | some_spans,
            )
        ),
    ),
    "reveals": (
        "r",
        some(
            st.builds(
                Reveal, id=blank, entity=names, at=at, explains=some_names, was=st.just(UNSET) | some_names, figure=st.just(UNSET) | words,
                evidence=some_spans,
            ))),
    "states": (
        "t",
        some(
            st.builds(
                State, id=blank, who=names, slot=words, value=words, at=at, until=st.none() | at, status=words,
                holder=st.none() | names, where=maybe_words, confidence=st.just(UNSET) | chances, rule=st.just(UNSET) | words,
            )
        ),
    ),
    "feelings": ("f", some(st.builds(Feeling, id=blank, span=spans, who=names, label=words, word=maybe_words, toward=some_names))),
    "relationships": (
        "b",
        some(st.builds(Relationship, id=blank, source=names, to=names, tie=maybe_words, feeling=maybe_words, trend=maybe_words)),
    ),
    "decisions": (
        "d",
        some(st.builds(Decision, id=blank, decider=st.none() | names, options=some_words, chosen=maybe_words, at=st.none() | at, span=spans)),
    ),
    "knowledge": ("k", some(st.builds(Knowledge, id=blank, who=names, what=words, at=at, how=words, source=st.none() | names))),
    "turning_points": ("p", some(st.builds(TurningPoint, id=blank, at=at, reasons=some_words, score=chances))),
    "changes": (
        None,
        some(
            st.builds(
                Change, at=at, kind=words, who=st.none() | names, item=st.just(UNSET) | words, value=st.just(UNSET) | words,
                toward=st.just(UNSET) | some_names,
                evidence=some_spans, confidence=st.just(UNSET) | chances,
            )
        ),
    ),
    "contradictions": ("x", some(st.builds(Contradiction, id=blank, kind=words, who=names, first=spans, second=spans))),
    "levels": ("l", some(st.builds(Level, id=blank, kind=words, spans=some_spans, evidence=st.just(UNSET) | some_spans))),
    "not_of_this_version": (None, some(raw)),
}  # fmt: skip
"""Each layer with the prefix of its ids, if it has ids."""

OWNERS: dict[str, tuple[str, st.SearchStrategy[tuple[Any, ...]]]] = {
    "characters": (
        "c",
        some(st.builds(Character, id=blank, name=words, aliases=some_words, kind=words, narrator=st.booleans(), members=some_names)),
    ),
    "quotations": (
        "q",
        some(st.builds(Quotation, id=blank, spans=some_spans.filter(len), kind=words, marked_by=words, parent=maybe_words)),
    ),
}  # fmt: skip
FACETS: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
    "presence": (
        "characters",
        st.builds(
            Presence, id=blank, cast=st.booleans(), presence=st.dictionaries(words, words, max_size=2),
            mention_count=st.integers(0, 9), quotation_count=st.integers(0, 9),
        ),
    ),
    "speakers": (
        "quotations",
        st.builds(
            Attribution, id=blank, type=words, speaker=st.none() | names, addressees=st.none() | some_names,
            confidence=st.just(UNSET) | chances, alternatives=some(st.tuples(names, chances)), cue=st.none() | cues,
            reasons=some(reasons),
        ),
    ),
    "emotions": (
        "quotations",
        st.builds(Emotion, id=blank, label=words, word=maybe_words, toward=some_names, confidence=st.just(UNSET) | chances),
    ),
    "delivery": ("quotations", st.builds(Delivery, id=blank, voice=some_words, cut_off=st.booleans(), source=words)),
}  # fmt: skip

layer_names = st.sets(st.sampled_from(sorted({*LAYERS, *OWNERS, *FACETS})))
sources = st.builds(Source, name=words, media_type=words, encoding=maybe_words, sha256=words)
metadata_ = st.builds(Metadata, title=maybe_words, tags=some_words, characters=some_words, provenance=maybe_words)
notices = some(st.builds(Notice, code=words, message=words, span=st.none() | spans))


def numbered(prefix: str | None, items: tuple[Any, ...]) -> tuple[Any, ...]:
    """`items` with ids of their own."""
    return items if prefix is None else tuple(replace(item, id=f"{prefix}{n}") for n, item in enumerate(items, 1))


def inside(items: tuple[Any, ...], length: int) -> tuple[Any, ...]:
    """Quotations whose spans lie in a text of `length` code points, as annotators promise."""
    return tuple(replace(q, spans=tuple(Span(min(a, length), min(b, length)) for a, b in q.spans)) for q in items)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A story whose layers are of the right types, and refer to anything."""
    text = Text(draw(st.sampled_from(TEXTS)))
    bare = (draw(sources), SourceMap([(0, draw(st.integers(0, 5)), len(text))]), draw(metadata_))
    story = Story(text, *bare, (), draw(notices), draw(st.none() | st.integers(1, 99)))
    wanted = draw(layer_names)
    made: dict[str, tuple[Any, ...]] = {}
    for name, (letter, owners) in OWNERS.items():
        if name in wanted or any(owner == name and facet in wanted for facet, (owner, _) in FACETS.items()):
            made[name] = numbered(letter, draw(owners))
    made["quotations"] = inside(made.get("quotations", ()), len(text))
    for name, (prefix, items) in LAYERS.items():
        if name in wanted:
            made[name] = numbered(prefix, draw(items))
    for name, (owner, facets) in FACETS.items():
        if name in wanted:
            drawn = [(item.id, draw(st.none() | facets)) for item in made[owner]]
            made[name] = tuple(replace(facet, id=id_) for id_, facet in drawn if facet is not None)
    for name, values in made.items():
        story = story.with_layer(Layer(name, values, story.provenance(draw(words), list(story.layers), k=draw(raw))))
    return story
