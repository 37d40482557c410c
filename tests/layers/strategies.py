"""Random stories with random layers, for laws."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec import UNSET

from fullcast.layers import (
    Attribution,
    Break,
    Chapter,
    Character,
    Cue,
    Delivery,
    Entity,
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
    Scene,
    Source,
    Story,
)
from fullcast.text import SourceMap, Span, Text

words = st.text(max_size=12)
texts = st.text(st.sampled_from("ab .,“”'\"\n\r\t\u00a0é𝄞—{}[]"), max_size=80)
chances = st.integers(0, 10_000).map(lambda n: n / 10_000)
raw = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | chances | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)
SETTINGS = st.dictionaries(words, raw, max_size=2)


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few of them, in a tuple."""
    return st.lists(values, max_size=3).map(tuple)


def spans(length: int) -> st.SearchStrategy[Span]:
    """A span in a text of `length` code points."""
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda p: Span(min(p), max(p)))


def numbered(prefix: str, make: Callable[[str], st.SearchStrategy[Any]]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three items that `make` makes from ids of their own."""
    return st.integers(0, 3).flatmap(lambda n: st.tuples(*(make(f"{prefix}{i + 1}") for i in range(n))))


def facets(items: tuple[Any, ...], make: Callable[[str], st.SearchStrategy[Any]]) -> st.SearchStrategy[tuple[Any, ...]]:
    """For some of `items`, in their order, what `make` makes from their ids."""
    return st.tuples(*(st.none() | make(item.id) for item in items)).map(
        lambda fs: tuple(f for f in fs if f is not None)
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A story whose layers are of the right types and refer to anything."""
    text = Text(draw(texts))
    inside = spans(len(text))
    names = st.sampled_from(["c1", "c2", "e1", "x"])
    runs = [(0, draw(st.integers(0, 5)), len(text))]
    source = Source(name=draw(words), media_type="text/plain", encoding="utf-8", sha256=text.sha256)
    metadata = Metadata(title=draw(st.none() | words), tags=draw(some(words)), characters=draw(some(words)))
    notices = draw(some(st.builds(Notice, code=words, message=words, span=st.none() | inside)))
    story = Story(text, source, SourceMap(runs), metadata, (), notices, draw(st.none() | st.integers(1, 99)))

    characters = draw(
        numbered(
            "c", lambda i: st.builds(Character, id=st.just(i), name=words, aliases=some(words), members=some(names))
        )
    )
    quotations = draw(
        numbered(
            "q",
            lambda i: st.builds(
                Quotation,
                id=st.just(i),
                spans=some(inside).filter(len),
                kind=words,
                marked_by=words,
                parent=st.none() | words,
            ),
        )
    )
    layers: dict[str, Any] = {
        "regions": some(st.builds(Region, start=st.just(0), end=st.just(len(text)), kind=words)),
        "chapters": numbered("ch", lambda i: st.builds(Chapter, id=st.just(i), start=st.just(0), end=st.just(1))),
        "paragraphs": some(inside),
        "emphasis": some(inside),
        "breaks": some(st.builds(Break, start=st.just(0), end=st.just(1), kind=words)),
        "entities": numbered("e", lambda i: st.builds(Entity, id=st.just(i), type=words, name=words)),
        "mentions": numbered(
            "m",
            lambda i: st.builds(
                Mention, id=st.just(i), span=inside, form=words, entity=st.none() | names,
                revealed_at=st.just(UNSET) | st.integers(0, 9),
            ),
        ),
        "characters": st.just(characters),
        "presence": facets(
            characters,
            lambda i: st.builds(
                Presence, id=st.just(i), cast=st.booleans(), presence=st.dictionaries(words, words, max_size=2),
                mention_count=st.integers(0, 9), quotation_count=st.integers(0, 9),
            ),
        ),
        "quotations": st.just(quotations),
        "speakers": facets(
            quotations,
            lambda i: st.builds(
                Attribution, id=st.just(i), type=words, speaker=st.none() | names, addressees=st.none() | some(names),
                confidence=st.just(UNSET) | chances, alternatives=some(st.tuples(names, chances)),
                cue=st.none() | st.builds(Cue, span=inside, verb=st.none() | words, manner=some(words)),
                reasons=some(st.builds(Reason, rule=words, note=words, span=st.none() | inside)),
            ),
        ),
        "delivery": facets(
            quotations, lambda i: st.builds(Delivery, id=st.just(i), voice=some(words), cut_off=st.booleans(), source=words)
        ),
        "scenes": numbered(
            "s",
            lambda i: st.builds(
                Scene, id=st.just(i), start=st.just(0), end=st.just(len(text)), participants=some(names),
                place=st.none() | st.builds(Place, entity=st.none() | names, evidence=some(inside), name=st.none() | words),
            ),
        ),
        "levels": numbered(
            "l", lambda i: st.builds(Level, id=st.just(i), kind=words, spans=some(inside), evidence=st.just(UNSET) | some(inside))
        ),
        "events": some(st.dictionaries(words, raw, max_size=3)),
        "not_of_this_version": some(raw),
    }  # fmt: skip
    for name in draw(st.sets(st.sampled_from(sorted(layers)))):
        if name in ("presence", "speakers", "delivery"):
            owner = "characters" if name == "presence" else "quotations"
            story = story.with_layer(Layer(owner, draw(layers[owner]), story.provenance("test")))
        made = story.provenance(draw(words), list(story.layers), **draw(st.dictionaries(st.just("k"), raw, max_size=1)))
        story = story.with_layer(Layer(name, draw(layers[name]), made))
    return story
