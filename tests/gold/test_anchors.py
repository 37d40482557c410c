"""Anchors lead to the words that they quote, and complaints help to mend them."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.errors import AnchorError
from fullcast.scores.anchors import Anchor, Places

STORY = "The Weir\n\n“Go,” said the\nmiller. _Go_ then.\n\n* * *\n\nThe mill was dark; the wheel,\nthe weir, the race were not."


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ({"quote": "said the miller"}, "said the\nmiller"),
        ({"quote": "“Go,”"}, "“Go,”"),
        ({"quote": "Go", "nth": 2}, "Go"),
        ({"quote": "the", "paragraph": 4, "nth": 2}, "the"),
        ({"quote": "mill"}, "mill"),
        ({"quote": "the wheel", "to": "the race"}, "the wheel,\nthe weir, the race"),
        ({"paragraphs": [2, 3]}, "“Go,” said the\nmiller. _Go_ then.\n\n* * *"),
    ],
)
def test_anchors_name_their_words(anchor: dict[str, object], words: str) -> None:
    """Whole words are found whatever white space stands between them."""
    start, end = Places(STORY).span(msgspec.convert(anchor, Anchor))
    assert STORY[start:end] == words


@pytest.mark.parametrize(
    ("anchor", "says"),
    [
        (Anchor(quote='"Go," said'), "nearest: ““Go,” said” in paragraph 2"),
        (Anchor(quote="the mill was quite dark"), "nearest: “The mill was"),
        (Anchor(quote="zzzzzz"), "nothing is like it"),
        (Anchor(quote="Go"), r"stands 2 times \(paragraphs 2, 2\); quote more, or say `nth`"),
        (Anchor(quote="Go", nth=3), "stands only 2 times, `nth` is 3"),
        (Anchor(quote="Go", paragraph=9, nth=1), "there is no paragraph 9; the story has 4"),
        (Anchor(quote="the wheel", to="miller"), "`to` “miller” does not stand after it"),
        (Anchor(paragraphs=(3, 2)), "run backwards"),
    ],
)
def test_complaints_say_what_is_near(anchor: Anchor, says: str) -> None:
    """An anchor that leads nowhere, or to several places, is refused with what would help."""
    with pytest.raises(AnchorError, match=says):
        Places(STORY).span(anchor)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"quote": "a", "paragraphs": [1, 1]},
        {"quote": " "},
        {"quote": "a", "nth": 0},
        {"paragraphs": [1, 1], "to": "a"},
        {"quot": "a"},
    ],
)
def test_anchors_point_one_way(fields: dict[str, object]) -> None:
    """An anchor that points nowhere or two ways is refused when it is read."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(fields, Anchor)


@given(
    st.lists(
        st.lists(st.sampled_from(["the", "weir", "“No,”", "went", "—"]), min_size=1, max_size=5), min_size=1, max_size=5
    ),
    st.data(),
)
def test_every_occurrence_can_be_named(paragraphs: list[list[str]], data: st.DataObject) -> None:
    """The nth occurrence in the story is the nth, and paragraphs hold the words that stand in them."""
    text = "\n\n".join(map(" ".join, paragraphs))
    places = Places(text)
    assert [text[s:e] for s, e in places.paragraphs] == [" ".join(p) for p in paragraphs]
    words = [w for p in paragraphs for w in p]
    i = data.draw(st.integers(0, len(words) - 1))
    nth = words[: i + 1].count(words[i])
    start, end = places.span(Anchor(quote=words[i], nth=nth))
    assert text[start:end] == words[i]
    assert len(text[:start].split()) == i
