"""The laws of a story document."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcast.layers.checks import validate
from fullcast.layers.document import decode

HARBOUR = (Path(__file__).parent / "harbour.json").read_bytes()
Break = Callable[[dict[str, Any]], object]


def test_a_good_document_has_no_problem() -> None:
    """With its words and without them."""
    document = json.loads(HARBOUR)
    assert validate(decode(HARBOUR)) == []
    del document["text"]["content"]
    assert validate(decode(json.dumps(document))) == []


LAWS: list[tuple[str, Break]] = [
    ("source.sha256: is no SHA-256", lambda d: d["source"].update(sha256="abc")),
    ("text.length: says 5 code points, the text has 291", lambda d: d["text"].update(length=5)),
    ("text.sha256: is not the digest", lambda d: d["text"].update(content="x" * 291)),
    ("source_map[1]: [1, 0, 1] overlaps", lambda d: d["source_map"].append([1, 0, 1])),
    ("regions[1]: covers 40-291; a region from 34 on", lambda d: d["regions"][1].update(start=40)),
    ("regions: end at 290", lambda d: d["regions"][1].update(end=290)),
    ("mentions m1: span 35-900 does not lie", lambda d: d["mentions"][0].update(span=[35, 900])),
    ("quotations q1: has no span", lambda d: d["quotations"][0].update(spans=[])),
    ("quotations q2: has spans that overlap", lambda d: d["quotations"][1]["spans"].reverse()),
    ("quotations q1 cue: span", lambda d: d["quotations"][0]["cue"].update(span=[9, 8])),
    ("quotations q1 reasons: span", lambda d: d["quotations"][0]["reasons"][0].update(span=[9, 900])),
    ("scenes s1 place: span", lambda d: d["scenes"][0]["place"].update(evidence=[[9, 900]])),
    ("notices[0]: span", lambda d: d["notices"][0].update(span=[9, 900])),
    ("entities c1: bears an id that characters has", lambda d: d["entities"][0].update(id="c1")),
    ("quotations q1 speaker: refers to 'c9', which is no character", lambda d: d["quotations"][0].update(speaker="c9")),
    ("quotations q1 addressees: refers to 'e1'", lambda d: d["quotations"][0].update(addressees=["e1"])),
    ("quotations q3 parent: refers to 'q9'", lambda d: d["quotations"][2].update(parent="q9")),
    ("mentions m1: refers to 'q1'", lambda d: d["mentions"][0].update(entity="q1")),
    ("scenes s1 participants: refers to 'c8'", lambda d: d["scenes"][0].update(participants=["c8"])),
    ("quotations q1: has a probability outside", lambda d: d["quotations"][0].update(confidence=1.2)),
    (
        "quotations q1: has probabilities that sum to 1.1",
        lambda d: d["quotations"][0].update(alternatives=[["c2", 0.11]]),
    ),
    ("events v1: span 9-900", lambda d: d.update(events=[{"id": "v1", "trigger": [9, 900]}])),
    ("events v1: refers to 'c9'", lambda d: d.update(events=[{"id": "v1", "trigger": [9, 10], "agent": "c9"}])),
    ("events v1 level: refers to", lambda d: d.update(events=[{"id": "v1", "trigger": [9, 10], "level": "l9"}])),
    ("levels l1: is inside itself", lambda d: d["levels"][1].update(parent="l1")),
    ("levels l1: span 0-9 does not lie in its parent", lambda d: d["levels"][1].update(spans=[[0, 9]])),
    ("levels: do not cover the story", lambda d: d["levels"][0].update(spans=[[34, 290]])),
    (
        "provenance scenes: was made from another text",
        lambda d: d.update(provenance={"scenes": {"by": "x", "version": "1", "text": "y"}}),
    ),
]


@pytest.mark.parametrize(("message", "break_"), LAWS, ids=[message for message, _ in LAWS])
def test_each_broken_law_is_named(message: str, break_: Break) -> None:
    """With the key and the id."""
    document = json.loads(HARBOUR)
    break_(document)
    problems = [f"{p.where}: {p.what}" for p in validate(decode(json.dumps(document)))]
    assert any(p.startswith(message) for p in problems), problems


def test_rounding_is_no_broken_law() -> None:
    """Four decimals may sum to a hair over one."""
    document = json.loads(HARBOUR)
    document["quotations"][0].update(confidence=0.6667, alternatives=[["c2", 0.3334]])
    assert validate(decode(json.dumps(document))) == []
