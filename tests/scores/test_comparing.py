"""What changed between two story documents."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.errors import DocumentError
from fullcast.layers import Story
from fullcast.layers.document import Document, decode, to_document
from fullcast.scores.comparing import compare
from tests.layers.strategies import quick, stories

DOCUMENT = json.loads((Path(__file__).parents[1] / "layers" / "harbour.json").read_bytes())


def document(**changes: Any) -> Document:
    """The harbour document with keys of it put in the place of others."""
    return decode(json.dumps(DOCUMENT | changes))


def with_line(index: int, **changes: Any) -> Document:
    """The harbour document with one quotation changed."""
    lines = [dict(q) for q in DOCUMENT["quotations"]]
    lines[index].update(changes)
    return document(quotations=lines)


def said(old: Document, new: Document) -> list[str]:
    """The changes, each in a line."""
    return [f"{c.sign} {c.what} {c.where}: {c.detail}" for c in compare(old, new).changes]


def draft(before: str, after: str) -> Document:
    """The harbour document over a text with a word changed, its spans moved along."""
    old = DOCUMENT["text"]["content"]
    at, by = old.index(before), len(after) - len(before)
    text = old.replace(before, after, 1)

    def moved(value: Any) -> Any:
        if isinstance(value, list):
            return [moved(v) for v in value]
        return value + by if isinstance(value, int) and value > at else value

    lines = [q | {"spans": moved(q["spans"]), "cue": None, "reasons": []} for q in DOCUMENT["quotations"]]
    return document(
        text={"length": len(text), "sha256": sha256(text.encode()).hexdigest(), "content": text}, quotations=lines
    )


@quick
@given(stories())
def test_a_story_is_the_same_as_itself(story: Story) -> None:
    """Whatever is in it."""
    once = to_document(story)
    assert compare(once, once).same


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"speaker": None}, "speaker Ines > nobody known"),
        ({"addressees": None}, "spoken to Old Per > not known"),
        ({"kind": "writing"}, "kind speech > writing"),
        ({"confidence": 0.5}, "confidence 0.99 > 0.5"),
        ({"by": "person"}, "by machine > person"),
        ({"delivery": {"loudness": "soft"}}, "delivery"),
        ({"spans": [[34, 54]]}, "extent 34-55 > 34-54"),
    ],
)
def test_a_changed_line_is_named(changes: dict[str, Any], detail: str) -> None:
    """With what changed of it."""
    assert said(document(), with_line(0, **changes)) == [f'~ line q1 "The gulls are late,": {detail}']


def test_ids_mean_nothing() -> None:
    """The same people and lines under other ids are the same."""
    text = json.dumps(DOCUMENT | {"levels": [], "events": []})
    before = decode(text)
    for old, new in (('"c1"', '"x7"'), ('"c2"', '"c1"'), ('"x7"', '"c2"'), ('"q1"', '"q9"'), ('"s1"', '"s9"')):
        text = text.replace(old, new)
    assert said(before, decode(text)) == []


def test_lost_and_gained_lines_are_named() -> None:
    """With kind and speaker."""
    one_less = document(quotations=DOCUMENT["quotations"][1:])
    line = 'line q1 "The gulls are late,": speech, Ines'
    assert said(document(), one_less) == [f"- {line}"]
    assert said(one_less, document()) == [f"+ {line}"]


def test_people_are_matched_by_name_then_by_alias() -> None:
    """A renamed one is no other."""
    renamed = [dict(c) for c in DOCUMENT["characters"]]
    renamed[1]["name"] = "Per Halvorsen"
    renamed[2] |= {"id": "c9", "name": "the crows", "aliases": ["the crows"]}
    lines = [q for q in DOCUMENT["quotations"] if q["id"] != "q3"]
    mentions = [m for m in DOCUMENT["mentions"] if m["entity"] != "c3"]
    old = document(quotations=lines, mentions=mentions)
    assert said(old, document(characters=renamed, quotations=lines, mentions=mentions)) == [
        "~ cast Old Per: name Old Per > Per Halvorsen",
        "- cast the gulls: animal, 1 line, not in the cast list",
        "+ cast the crows: animal, 1 line, not in the cast list",
    ]


def test_aliases_are_told() -> None:
    """Those that went and those that came."""
    changed = [dict(c) for c in DOCUMENT["characters"]]
    changed[1]["aliases"] = ["Old Per", "Grandfather"]
    assert said(document(), document(characters=changed)) == ["~ cast Old Per: aliases -the old man, +Grandfather"]


def test_scenes_are_matched_by_where_they_begin() -> None:
    """Over one text."""
    scenes = [dict(s) for s in DOCUMENT["scenes"]]
    scenes[0]["participants"] = ["c1"]
    scenes[1]["start"] = 240
    assert said(document(), document(scenes=scenes)) == [
        "~ scene s1 at 34: who is there -Old Per",
        "- scene s2 at 231: ",
        "+ scene s2 at 240: ",
    ]


def test_that_other_layers_differ_is_told() -> None:
    """With their sizes."""
    assert said(document(), document(notices=[])) == ["~ notices differs: 1 > 0"]


def test_over_two_drafts_lines_are_matched_by_their_words() -> None:
    """Offsets move and mean nothing; a reworded line stays one line."""
    assert said(document(), draft("look up", "so much as look up")) == ["~ text 291 to 302 code points: "]
    assert compare(document(), draft("so I wait", "and so I wait")).lines_matched == 4


def test_over_two_drafts_what_is_gone_is_lost() -> None:
    """And its neighbours are not taken for it."""
    new = draft("look up", "so much as look up")
    fewer = Document(**{k: getattr(new, k) for k in Document.__struct_fields__} | {"quotations": new.quotations[1:]})
    changes = said(document(), fewer)
    assert changes == ["~ text 291 to 302 code points: ", '- line q1 "The gulls are late,": speech, Ines']


def test_two_texts_without_words_cannot_be_matched() -> None:
    """One text without words can."""
    bare = document(text={k: v for k, v in DOCUMENT["text"].items() if k != "content"})
    assert compare(document(), bare).same
    with pytest.raises(DocumentError, match="without its words"):
        compare(draft("look up", "see"), bare)


@given(st.permutations(range(4)))
def test_the_order_of_quotations_means_nothing(order: list[int]) -> None:
    """Over one text."""
    shuffled = document(quotations=[DOCUMENT["quotations"][i] for i in order])
    assert compare(document(), shuffled).same
