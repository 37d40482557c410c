"""Emotions of quotations, narrated reactions, toward whom, and delivery, by hand."""

from __future__ import annotations

import msgspec
import pytest

from fullcast.layers.values import Delivery
from fullcast.layers.world_values import Emotion, Feeling
from tests.scores.world.made import at, figure, gold, line, lines, rows, told

TEXT = """“You could have drowned!” shouted Mara. Odo hung his head.

“I had a rope,” he whispered. “It held.”

“Bread?” said the baker. He was glad of the rain.
"""
ANGER = {"label": "anger", "intensity": 3, "toward": ["odo"]}
SHAME = {"label": "sadness", "intensity": 1, "toward": ["odo"]}
LOUD = {"loudness": "loud", "voice": ["shout"], "from": "verb"}
IN_FILE = [
    {"spans": [{"quote": "“You could have drowned!”"}], "speaker": "mara", "emotion": ANGER, "delivery": LOUD},
    {"spans": [{"quote": "“I had a rope,”"}, {"quote": "“It held.”"}], "speaker": "odo", "emotion": None,
     "delivery": {"loudness": "soft", "voice": ["whisper"], "from": "verb"}},
    {"spans": [{"quote": "“Bread?”"}], "speaker": "baker", "emotion": None, "delivery": None},
]  # fmt: skip
GLAD = {"label": "joy", "intensity": 2}
GOLD = gold(
    TEXT,
    quotations=IN_FILE,
    feelings=[
        {"span": {"quote": "hung his head"}, "who": "odo", "emotion": SHAME},
        {"span": {"quote": "He was glad"}, "who": "baker", "emotion": GLAD},
    ],
)
SAID = lines(
    line("q1", "“You could have drowned!”", content=TEXT, speaker="c_mara"),
    line("q2", "“I had a rope,”", "“It held.”", content=TEXT, speaker="c_odo"),
    line("q3", "“Bread?”", content=TEXT, speaker="c_odo"),
)


def feeling(who: str, words: str, label: str, **more: object) -> Feeling:
    """A predicted reaction."""
    return Feeling(id=f"f_{words}", span=at(words, TEXT), who=who, label=label, **more)  # type: ignore[arg-type]


def test_labels_by_hand() -> None:
    """Anger found, fear where there is none: anger 1, none 2·1 / (2 + 1); fear has no line in the gold and does not count."""
    emotions = [Emotion(id="q1", label="anger"), Emotion(id="q3", label="fear")]
    found = figure("emotions of quotations, macro F1", [(GOLD, told(TEXT, **SAID, emotions=emotions))], "emotions")
    assert found.value == pytest.approx((1 + 2 / 3) / 2)


def test_lines_that_are_not_found_feel_nothing() -> None:
    """Of three lines only the first is found: over all, none is right twice, and anger is missed."""
    story = told(TEXT, **lines(line("q1", "“You could have drowned!”", content=TEXT)))
    assert figure("emotions of quotations, macro F1", [(GOLD, story)], "emotions").value == 0
    found = figure("emotions of all quotations, found or not, macro F1", [(GOLD, story)], "emotions")
    assert found.value == pytest.approx((0 + 2 * 2 / 5) / 2)


def test_toward_whom() -> None:
    """Asked wherever the gold has somebody: of two, the line's is right, the reaction was not found; where said, one of one."""
    story = told(TEXT, **SAID, emotions=[Emotion(id="q1", label="fear", toward=("c_odo",))])
    found = figure("emotions: toward whom", [(GOLD, story)], "emotions")
    assert (found.value, found.gold) == (0.5, 2)
    assert figure("emotions: toward whom, where said", [(GOLD, story)], "emotions").value == 1


def test_toward_whom_only_where_the_passes_name_somebody() -> None:
    """A pass in which the reaction is at nobody takes it out of the question."""
    reaction = msgspec.structs.replace(GOLD.world.feelings[0], emotion=GOLD.world.feelings[1].emotion)
    other = msgspec.structs.replace(GOLD, world=msgspec.structs.replace(GOLD.world, feelings=(reaction,)))
    assert figure("emotions: toward whom", [(GOLD, told(TEXT))], "emotions", passes=[GOLD]).gold == 2
    assert figure("emotions: toward whom", [(GOLD, told(TEXT))], "emotions", passes=[GOLD, other]).gold == 1


def test_reactions() -> None:
    """One found with another label, one given to the wrong person: 2·1 / (2 + 2)."""
    felt = [feeling("c_odo", "Odo hung his head", "fear"), feeling("c_mara", "glad of the rain", "joy")]
    story = told(TEXT, **SAID, feelings=felt)
    assert figure("emotions: narrated", [(GOLD, story)], "emotions").value == 0.5
    assert figure("emotions: narrated, label", [(GOLD, story)], "emotions").value == 0


def test_delivery_slots() -> None:
    """Loud and soft found, a hiss for a whisper, the shout missed, and a sound where there is none: 2 of 4 said, 2 of 4 found."""
    how = [
        Delivery(id="q1", loudness="loud"),
        Delivery(id="q2", loudness="soft", voice=("hiss",)),
        Delivery(id="q3", pace="slow"),
    ]
    story = told(TEXT, **SAID, delivery=how)
    assert figure("delivery: precision", [(GOLD, story)], "delivery").value == 0.5
    assert figure("delivery: recall", [(GOLD, story)], "delivery").value == 0.5


def test_speakers_of_what_was_found() -> None:
    """The baker's line is given to Odo: 2 of 3 speakers right; a line that is not found has none."""
    story = told(TEXT, **SAID)
    assert figure("quotations: speaker", [(GOLD, story)], "quotations").value == pytest.approx(2 / 3)
    less = told(TEXT, **lines(line("q1", "“You could have drowned!”", content=TEXT, speaker="c_mara")))
    assert rows(GOLD, less, "quotations") == [("quotations", "quotation", None)] * 2
    assert figure("quotations", [(GOLD, less)], "quotations").value == 2 * 1 / 4
