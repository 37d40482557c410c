"""The story document, with words and without."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from fullcast.errors import DocumentError
from fullcast.layers import Story
from fullcast.layers.checks import validate
from fullcast.layers.document import decode
from fullcast.writers.story_json import write_json
from tests import by_rules

HARBOUR = Story.from_json((Path(__file__).parents[1] / "layers" / "harbour.json").read_bytes())
NAMES = {"Ines", "Old", "Per", "the", "old", "man", "gulls", "quay", "ferry"}


def test_with_words_it_is_what_the_story_says() -> None:
    """The same text as `Story.to_json`."""
    assert write_json(HARBOUR).decode("utf-8") == HARBOUR.to_json()


def test_one_annotation_stands_on_a_line_and_the_last_line_ends() -> None:
    """So that two of them can be compared line by line."""
    data = write_json(HARBOUR)
    assert data.endswith(b"}\n")
    assert not data.endswith(b"\n\n")
    assert sum(line.startswith(b'  {"id":"q') for line in data.splitlines()) == 4


def test_without_words_only_names_are_left() -> None:
    """No word of the text but those of names stands anywhere in the document."""
    bare = write_json(HARBOUR, words=False)
    values = " ".join(re.findall(r'"([^"]*)"(?!\s*:)', bare.decode("utf-8")))
    vocabulary = {"not", "note", "said", "so", "noon", "no", "and", "in", "story", "second"}
    words = set(re.findall(r"[A-Za-z]{3,}", HARBOUR.text.content)) - NAMES - vocabulary
    assert not words & set(re.findall(r"[A-Za-z]{3,}", values))


def test_without_words_it_is_still_a_valid_document() -> None:
    """Of which no story can be made, and that is said."""
    bare = write_json(HARBOUR, words=False)
    assert validate(decode(bare)) == []
    assert "content" not in json.loads(bare)["text"]
    with pytest.raises(DocumentError, match="without its text"):
        Story.from_json(bare)


@pytest.mark.parametrize(
    "note", ["the tag says so: said Ines", "said Ines stands after it", "“said” is a tag", "'said'"]
)
def test_a_note_that_quotes_in_any_way_goes(note: str) -> None:
    """Between marks, after a colon, or the words that it rests on."""
    document = json.loads(write_json(HARBOUR))
    document["quotations"][0]["reasons"][0]["note"] = note
    bare = json.loads(write_json(Story.from_json(json.dumps(document)), words=False))
    assert bare["quotations"][0]["reasons"][0]["note"] == ""


def test_the_words_of_a_scene_go() -> None:
    """Its place is known by id, its time by nothing."""
    document = json.loads(write_json(HARBOUR))
    document["scenes"][0]["place"]["name"] = "The quay"
    bare = json.loads(write_json(Story.from_json(json.dumps(document)), words=False))
    assert bare["scenes"][0]["place"] == {"entity": "e1", "evidence": [[205, 213]]}
    assert bare["scenes"][1]["time"] is None


def test_notes_that_quote_go_and_others_stay() -> None:
    """The rule and its span say enough."""
    quotations = json.loads(write_json(HARBOUR, words=False))["quotations"]
    assert quotations[0]["reasons"] == [{"rule": "tag_after", "note": "", "span": [56, 65]}]
    assert quotations[1]["reasons"][0]["note"] == "Old Per acts in the same paragraph"
    assert quotations[0]["cue"]["verb"] == "say"


@pytest.mark.parametrize("name", ["the-lamp-at-sorrel-point.txt", "ninety-days.md"])
def test_a_document_is_under_ten_times_its_text(name: str) -> None:
    """Also of a story that is all talk."""
    data = (Path(__file__).parents[2] / "examples" / name).read_bytes()
    assert len(write_json(by_rules.read(data, name=name))) < 10 * len(data)
