"""The story document: what is written is what is read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from fullcast.errors import DocumentError, TextDriftError
from fullcast.layers import Story
from fullcast.layers.document import Document, decode, encode, from_document, json_schema, to_document
from tests.layers.strategies import quick, stories

HERE = Path(__file__).parent
SCHEMA = HERE.parents[1] / "schema" / "story-document.schema.json"
CONTRACT = HERE.parents[2] / "shared" / "design" / "example-story.json"
HARBOUR = HERE / "harbour.json"


@quick
@given(stories())
def test_writing_then_reading_gives_the_same_story(story: Story) -> None:
    """Every layer, facet, notice and setting comes back."""
    assert Story.from_json(story.to_json()) == story


@quick
@given(stories())
def test_documents_keep_to_their_schema(story: Story) -> None:
    """Whatever a story holds, its document is valid by the schema we publish."""
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(story.to_json()))


@quick
@given(stories())
def test_the_same_story_gives_the_same_bytes(story: Story) -> None:
    """Neither reading it back nor writing it twice changes a byte."""
    once = encode(to_document(story))
    assert encode(to_document(from_document(decode(once)))) == once


@pytest.mark.parametrize("path", [HARBOUR, CONTRACT], ids=["harbour", "contract"])
def test_the_contract_round_trips(path: Path) -> None:
    """A document from elsewhere comes back as the same JSON, with provenance added."""
    if not path.exists():
        pytest.skip("the shared folder is not beside the project")
    data = path.read_bytes()
    again = json.loads(Story.from_json(data).to_json())
    original = json.loads(data)
    original.pop("provenance", None)
    again.pop("provenance")
    assert again == original
    assert list(again) == list(original)


def test_the_schema_in_the_repository_is_the_one_of_the_code() -> None:
    """`python -m fullcast validate --schema` wrote it."""
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema()


def test_unknown_keys_are_passed_on() -> None:
    """A later version's layers survive this one."""
    given_ = json.loads(HARBOUR.read_bytes()) | {
        "tides": [{"at": 3}],
        "weather": {"wind": "east"},
    }
    again = json.loads(Story.from_json(json.dumps(given_)).to_json())
    assert {k: again[k] for k in ("tides", "weather")} == {"tides": [{"at": 3}], "weather": {"wind": "east"}}


def test_an_emotion_is_a_facet_of_its_quotation() -> None:
    """It is read from the quotation and written back into it."""
    given_ = json.loads(HARBOUR.read_bytes())
    given_["quotations"][0]["emotion"] = {"label": "joy", "intensity": 3}
    story = Story.from_json(json.dumps(given_))
    emotion = story.quotations[0].emotion
    assert emotion is not None
    assert (emotion.id, emotion.label, emotion.intensity) == (story.quotations[0].id, "joy", 3)
    assert json.loads(story.to_json())["quotations"][0]["emotion"]["label"] == "joy"


def test_numbers_have_at_most_four_decimals() -> None:
    """They are rounded when they are written."""
    given_ = json.loads(HARBOUR.read_bytes())
    given_["quotations"][0]["confidence"] = 0.123456
    given_["tides"] = [{"height": 0.987654}]
    again = json.loads(Story.from_json(json.dumps(given_)).to_json())
    assert again["quotations"][0]["confidence"] == 0.1235
    assert again["tides"] == [{"height": 0.9877}]


def test_a_changed_text_is_refused() -> None:
    """The digest is that of the annotated words."""
    changed = HARBOUR.read_text(encoding="utf-8").replace("gulls", "ducks")
    with pytest.raises(TextDriftError, match="not the one that was annotated"):
        Story.from_json(changed)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "not a story document"),
        (b"[]", "not a story document"),
        (b"\xff{}", "not a story document"),
        (b'{"a": 1}', "no key `format`"),
        (b'{"format": "fullcast-story/9", "text": {"length": 0, "sha256": ""}}', "fullcast-story/9"),
        (b'{"format": "fullcast-story/1", "text": {"length": "x", "sha256": ""}}', "text.length"),
        (b'{"format": "fullcast-story/1", "text": {"length": 0, "sha256": ""}}', "generator, source"),
    ],
)
def test_what_is_no_document_is_refused_with_the_key(data: bytes, message: str) -> None:
    """The message says which key is wrong."""
    with pytest.raises(DocumentError, match=message):
        decode(data)


def test_a_document_without_text_is_no_story() -> None:
    """But it can still be decoded, to be compared."""
    given_ = json.loads(HARBOUR.read_bytes())
    del given_["text"]["content"]
    document = decode(json.dumps(given_))
    assert isinstance(document, Document)
    with pytest.raises(DocumentError, match="without its text"):
        from_document(document)
