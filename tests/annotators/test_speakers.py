"""Speakers, addressees, characters, mentions, delivery and presence: what holds for every story."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

import fullcast
from fullcast.annotators.calibration import curves, interpolate
from fullcast.annotators.speakers import attribute_speakers
from fullcast.annotators.speakers.strengths import STRENGTHS
from fullcast.layers import CastMember, Story
from tests import by_rules

PIECES = st.sampled_from(
    [
        "“Come in,” said Odile. ",
        "“No,” he said. ",
        "Barnaby shook his head. ",
        '"What for?" ',
        "‘Never,’ whispered the old man to Odile. ",
        "Mr. Vane laughed. ",
        "— Mind the step, said Mrs. Vane.",
        "I did not answer. ",
        "Why now? she thought. ",
        "\n\n",
        "\n\n* * *\n\n",
        "“Odile, you must—” ",
        "somebody shouted. ",
        "𝔘nd “",
        "said said said ",
        "”",
        "'",
    ]
)


def lines(text: str, **settings: object) -> list[tuple[str, str | None]]:
    """Words and speaker's name of each quotation of a passage."""
    story = by_rules.read_text(text, **settings)  # type: ignore[arg-type]  # settings are the call's own keywords
    names = {c.id: c.name for c in story.characters}
    return [(story.text.joined(q.spans), names.get(q.speaker or "")) for q in story.quotations]


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_attributions_refer_and_sum(pieces: list[str]) -> None:
    """Speakers, addressees and alternatives are characters of the story, and probabilities never sum to more than one."""
    try:
        story = by_rules.read_text("".join(pieces))
    except fullcast.FullcastError:
        return
    known = {c.id for c in story.characters}
    for q in story.quotations:
        assert q.speaker is None or q.speaker in known
        assert set(q.addressees or ()) <= known
        total = sum(p for _, p in q.alternatives) + (0.0 if q.confidence is UNSET else q.confidence)
        assert total <= 1.001
        assert q.speaker not in {who for who, _ in q.alternatives}
    assert {m.entity for m in story.mentions if m.type == "PER"} <= known | {None}


def test_same_text_same_answer() -> None:
    """Two readings of one text are equal, down to the bytes."""
    text = "“Come in,” said Odile.\n\n“No,” said Barnaby.\n\n“Why not?”\n\n“Mud.”\n"
    assert by_rules.read_text(text).to_json() == by_rules.read_text(text).to_json()


def test_untagged_turns_alternate() -> None:
    """Between two tagged people untagged lines alternate."""
    said = lines("“Come in,” said Odile.\n\n“No,” said Barnaby.\n\n“Why not?”\n\n“Mud.”\n\n“Take them off, then.”\n")
    assert [who for _, who in said] == ["Odile", "Barnaby", "Odile", "Barnaby", "Odile"]


def test_tag_names_its_subject_not_the_nearest_name() -> None:
    """In "said A to B" A speaks, and B is spoken to."""
    story = by_rules.read_text("“Sit,” said Odile to Barnaby.\n\nBarnaby sat. Odile stood.\n")
    (q,) = story.quotations
    names = {c.id: c.name for c in story.characters}
    assert names[q.speaker or ""] == "Odile"
    assert [names[a] for a in q.addressees or ()] == ["Barnaby"]


def test_not_english_leaves_speakers_open() -> None:
    """A story in another language keeps its quotations, and nobody is guessed to speak them."""
    text = (
        "«Je ne sais pas», dit Marie. Elle était dans la maison avec son père et les enfants, et il ne voulait pas la voir.\n\n"
        * 12
    )
    story = by_rules.read_text(text)
    assert "not_english" in {n.code for n in story.notices}
    assert story.quotations
    assert {q.speaker for q in story.quotations} == {None}


def test_given_cast_is_truth() -> None:
    """With a known cast its members are the only named characters, under the names given."""
    cast = (CastMember(name="Odile Marchetti", aliases=("Odile", "Tillie")), CastMember(name="Barnaby Stoke"))
    story = by_rules.read_text("“Come in,” said Tillie.\n\n“No,” said Barnaby to Gerald.\n", cast=cast)
    assert [c.name for c in story.characters] == ["Odile Marchetti", "Barnaby Stoke"]
    assert [c.name for q in story.quotations for c in story.characters if c.id == q.speaker] == [
        "Odile Marchetti",
        "Barnaby Stoke",
    ]
    assert {c.by for c in story.characters} == {"given"}


def test_narrator_is_named_by_others() -> None:
    """A narrator whom others call by a name bears it."""
    text = (
        "“You are late, Imogen,” said my aunt.\n\nI put my bag down. “The train was late,” I said. I hung up my coat.\n"
    )
    story = by_rules.read_text(text)
    assert [c.name for c in story.characters if c.narrator] == ["Imogen"]


def test_delivery_says_by_what() -> None:
    """Loudness and voice come with the words that tell them, and a line broken off is cut off."""
    story = by_rules.read_text("“Come here,” whispered Odile hoarsely.\n\n“I will not—”\n\n“Fine,” said Barnaby.\n")
    how = {d.id: d for d in story["delivery"].items}
    assert how["q1"].loudness == "soft"
    assert "hoarse" in how["q1"].voice
    assert how["q1"].source == "verb+adverb"
    assert how["q2"].cut_off
    assert "q3" not in how


def test_reasons_point_at_words() -> None:
    """The first reason of a tagged line is its tag, with its place in the text."""
    story = by_rules.read_text("“Come in,” said Odile.\n\nBarnaby came in.\n")
    reason = story.quotations[0].reasons[0]
    assert reason.rule == "tag_name"
    assert reason.span is not None
    assert story.text.words(reason.span) == "said Odile"


@pytest.mark.parametrize("who", ["Barnaby", "Cuthbert"])
def test_chains_have_a_say_in_who_a_pronoun_is(who: str) -> None:
    """Of two whom "he" fits, whichever the chains say; a name in a tag needs no chain."""
    story = by_rules.read_text(
        "Barnaby Vane sat by the fire with Cuthbert Marsh. Barnaby had his pipe, and Cuthbert had his book.\n\n"
        "“It will snow,” he said.\n\n“Not before Sunday,” said Barnaby."
    )
    ids = {c.name.split()[0]: c.id for c in story.characters}
    said = attribute_speakers(story, refers=lambda offset: ids[who]).items
    assert said[0].speaker == ids[who]
    assert said[1].speaker == ids["Barnaby"]


def test_whoever_goes_on_has_spoken_before() -> None:
    """A tag such as "he continued" gives a line to the speaker of the line before, where "he said" gives it to the other."""
    text = "Cuthbert sat by the fire. Barnaby stood.\n\n“No,” said Barnaby.\n\n“Not before Sunday,” he {}."
    assert lines(text.format("continued"))[-1][1] == "Barnaby"
    assert lines(text.format("said"))[-1][1] == "Cuthbert"


def test_strengths_can_be_overridden() -> None:
    """A strength given by name is used: with alternation turned round, turns no longer alternate."""
    story = by_rules.read_text("“Come in,” said Odile.\n\n“No,” said Barnaby.\n\n“Why not?”\n")
    turned = attribute_speakers(story, strengths={"turn_same": 20.0, "turn_two_back": -20.0})
    assert turned.items[2].speaker == turned.items[1].speaker
    assert set(STRENGTHS) >= {"turn_same", "turn_two_back"}


def test_curves_rise_within_bounds() -> None:
    """Every calibration curve rises, between 0 and 1."""
    assert curves()
    for points in curves().values():
        values = [interpolate(points, x / 20) for x in range(21)]
        assert values == sorted(values)
        assert 0 <= values[0] <= values[-1] <= 1


@pytest.mark.slow
def test_time_is_linear() -> None:
    """Ten times the text takes at most about ten times as long."""
    one = (
        "“Come in,” said Odile.\n\n“No,” said Barnaby.\n\n“Why not?”\n\nHe looked at Mr. Vane, who shook his head.\n\n"
        * 300
    )

    def seconds(text: str) -> float:
        start = time.process_time()
        by_rules.read_text(text)
        return time.process_time() - start

    seconds(one)
    assert seconds(one * 10) < 33 * max(seconds(one), 0.05)


def test_cast_leaves_out_what_is_nobody() -> None:
    """Places, days and exclamations are not in the cast."""
    story: Story = by_rules.read_text(
        "On Monday Odile took the train to Paris. “Heavens,” said Odile in Paris, “it is Tuesday.”\n\n“God,” said Barnaby.\n"
    )
    assert {c.name for c in story.cast} == {"Odile", "Barnaby"}
