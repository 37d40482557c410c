"""Why this speaker."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from fullcast.errors import NotFoundError
from fullcast.layers import Story
from fullcast.writers.explanation import explain

DOCUMENT = json.loads((Path(__file__).parents[1] / "layers" / "harbour.json").read_bytes())


def story(line: int = 0, **changes: object) -> Story:
    """The harbour story with one quotation changed."""
    quotations = json.loads(json.dumps(DOCUMENT["quotations"]))
    quotations[line].update(changes)
    return Story.from_json(json.dumps(DOCUMENT | {"quotations": quotations}))


def facts(story: Story, id_: str) -> dict[str, str]:
    """The answers by their labels."""
    return dict(explain(story, id_).facts)


def test_a_line_is_shown_in_its_passage() -> None:
    """With the paragraph before it, and its own words told apart, in all their parts."""
    before, own = explain(story(), "q2").passage
    assert before == (('"The gulls are late," said Ines.', False),)
    assert [words for words, mine in own if mine] == ["\"They said, 'Wait,' so I wait.\"", '"Ask the ferry---"']


def test_everything_known_is_said() -> None:
    """Speaker, sureness, addressee, reasons with their words, others, delivery."""
    assert facts(story(), "q2") == {
        "speaker": "Old Per: doubtful (41%)",
        "spoken to": "Ines",
        "found by": "no tag: who acts, who is spoken to, whose turn it is",
        "because": "Old Per acts in the same paragraph",
        "or else": "Ines 20%",
        "said": "cut off (from its typography)",
    }
    assert facts(story(), "q3")["inside"] == "q2"
    assert facts(story(), "q1")["cue"] == "“said Ines”"
    assert facts(story(), "q4")["spoken to"] == "themselves"


def test_a_reason_quotes_the_words_it_rests_on() -> None:
    """Once: not again where its note has them."""
    reason = {"rule": "turn_taking", "note": "", "span": [68, 75]}
    assert facts(story(1, reasons=[reason]), "q2")["because"] == "turn taking: “Old Per”"


@pytest.mark.parametrize(
    ("changes", "speaker"),
    [
        ({"speaker": None, "confidence": 0.8}, "not known: likely that nobody could say (80%)"),
        ({"confidence": 0.99}, "Ines: as good as certain (99%)"),
        ({"by": "person"}, "Ines: set by a person"),
        ({"by": "given"}, "Ines: given"),
        ({"confidence": 0.1}, "Ines: a guess (10%)"),
    ],
)
def test_sureness_is_put_into_words(changes: dict[str, object], speaker: str) -> None:
    """The page uses the same ones."""
    assert facts(story(0, **changes), "q1")["speaker"] == speaker


@pytest.mark.parametrize(
    ("addressees", "said"), [(None, "not known"), ([], "nobody"), (["c2", "c3"], "Old Per, the gulls")]
)
def test_addressees_are_told_apart(addressees: list[str] | None, said: str) -> None:
    """Not known is not nobody."""
    assert facts(story(0, addressees=addressees), "q1")["spoken to"] == said


def test_what_only_looks_like_speech_is_called_so() -> None:
    """In the heading."""
    assert explain(story(0, kind="not_speech"), "q1").heading.startswith("q1: not speech")


def test_a_long_paragraph_is_shortened_around_the_line() -> None:
    """The line itself is whole."""
    text = "word " * 400 + '"Now," she said. ' + "word " * 400
    start = text.index('"Now')
    long = Story.from_json(
        json.dumps(
            DOCUMENT
            | {
                "text": DOCUMENT["text"] | {"length": len(text), "sha256": digest(text), "content": text},
                "quotations": [{"id": "q1", "spans": [[start, start + 6]], "kind": "speech"}],
                "paragraphs": [[0, len(text)]],
                **{key: [] for key in ("regions", "chapters", "mentions", "scenes", "levels", "events", "breaks")},
            }
        )
    )
    [passage] = explain(long, "q1").passage
    assert ('"Now,"', True) in passage
    assert len(str(explain(long, "q1"))) < 2000


def digest(text: str) -> str:
    """SHA-256 of its bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def test_an_unknown_line_is_answered_with_those_there_are() -> None:
    """From the first to the last."""
    with pytest.raises(NotFoundError, match="q1 to q4"):
        explain(story(), "q99")
