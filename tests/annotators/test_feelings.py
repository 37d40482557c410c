"""Tests of emotions, narrated reactions and delivery, by the rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcast.annotators import rule_annotators
from fullcast.annotators.emotions import SIGNS, SOURCES, find_emotions, mix
from fullcast.annotators.feelings import find_feelings
from fullcast.annotators.plan import annotate, plan
from fullcast.layers import Delivery, Emotion, Feeling, Story
from fullcast.layers.world_values import EMOTIONS
from fullcast.lexicon import feeling as words
from fullcast.readers import read_string

PIECES = (
    "“You fool!” cried Berit. “You could have drowned!”",
    "“Thank God,” said Anders, and wiped his eyes. He was so glad that he laughed.",
    "Berit’s hands shook. She was not afraid of him.",
    "“I’m so sorry,” she whispered. “It was my fault.”",
    "The ferry left at nine. Nobody was on it.",
    "—What is it? he asked, very low.",
)
CAST = "“Well?” asked Berit.\n\n“Well,” answered Anders.\n\n"
"""So that the rules know both."""


def read(text: str) -> Story:
    """`text` with the layers emotions and feelings besides those of the rules."""
    annotators = (
        *(a for a in rule_annotators() if a.makes not in ("emotions", "feelings")),
        find_emotions,
        find_feelings,
    )
    story = read_string(text, "story.txt")
    return annotate(story, plan(story, [a.makes for a in annotators], annotators), {}, None)


def emotion(text: str) -> Emotion | None:
    """The emotion of the first quotation."""
    return read(text).quotations[0].emotion


def label(text: str) -> str | None:
    """Its label."""
    found = emotion(text)
    return None if found is None else found.label


def feelings(text: str) -> list[Feeling]:
    """The narrated reactions."""
    return list(read(text).feelings)


def delivery(text: str) -> Delivery | None:
    """The delivery of the first quotation."""
    return read(text).quotations[0].delivery


def name(story: Story, id_: str) -> str:
    """The name of a character."""
    return next(c.name for c in story.characters if c.id == id_)


# Emotions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The boat is in,” said Berit gladly.", "joy"),
        ("“The boat is in,” said Berit, weeping.", "sadness"),
        ("“The boat is in,” said Berit. Her hands were trembling.", "fear"),
        ("“You stupid boy!” said Berit. “How could you?”", "anger"),
        ("“Good heavens,” said Berit. “I don’t believe it!”", "surprise"),
        ("“Thank God,” said Berit.", "joy"),
        ("“It was my fault,” said Berit. “Forgive me.”", "sadness"),
        ("“The boat is in,” said Berit.", None),
        ("“Where is the rope?” asked Berit.", None),
        ("“The boat is in!” said Berit.", None),
    ],
)
def test_what_a_line_shows(text: str, expected: str | None) -> None:
    """A feeling comes from tag, beat or words; information, a question and an exclamation mark alone have none."""
    assert label(text) == expected


def test_fear_for_someone_is_anger_at_them() -> None:
    """Scolding out of care is anger, toward the one scolded."""
    story = read("“You could have been killed, you little fool!” Berit shouted at Anders.\n\n“I know,” said Anders.")
    found = story.quotations[0].emotion
    assert found is not None
    assert (found.label, [name(story, x) for x in found.toward]) == ("anger", ["Anders"])


def test_guilt_is_toward_oneself() -> None:
    """The sadness of one who says it was their fault is at themselves."""
    story = read("“It was all my fault,” said Berit. “Forgive me.”")
    found = story.quotations[0].emotion
    assert found is not None
    assert found.toward == (story.quotations[0].speaker,)


def test_denied_feelings_are_none() -> None:
    """A word of feeling that is denied says nothing."""
    assert label("“I have another,” said Berit. She was not angry.") is None


def test_the_feeling_of_somebody_else_is_not_the_speakers() -> None:
    """Narration about another person in the paragraph does not count for the speaker."""
    assert label("“The boat is in,” said Berit. Anders burst into tears.") is None


def test_a_finer_word_in_its_plain_form() -> None:
    """The adverb of a tag gives the finer word."""
    found = emotion("“Take it,” said Berit bitterly.")
    assert found is not None
    assert (found.word, found.rule) == ("bitter", "tag_stated")


def test_what_is_beyond_control_is_strongest() -> None:
    """Sobbing is 3, a smile is 1."""
    sobbed, smiled = emotion("“I miss her,” sobbed Berit."), emotion("“Good,” said Berit gladly, smiling.")
    assert sobbed is not None
    assert smiled is not None
    assert sobbed.intensity == 3 > smiled.intensity


# Narrated reactions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berit was afraid of the water.", "fear"),
        ("Anders burst into tears.", "sadness"),
        ("Berit’s eyes filled.", "sadness"),
        ("Anders clenched his fists.", "anger"),
        ("Fury went through Berit.", "anger"),
    ],
)
def test_a_reaction_is_found(text: str, expected: str) -> None:
    """Words that name or show a feeling of somebody are a reaction."""
    assert [f.label for f in feelings(f"{CAST}{text}")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Berit was not afraid of the water.",
        "Berit would have been angry.",
        "It was a sad little house.",
        "Anders said that he was sorry.",
        "Berit had a smile like her mother.",
        "Anders opened the door.",
    ],
)
def test_what_is_no_reaction(text: str) -> None:
    """What is denied, supposed, said of a thing, or only said, is none."""
    assert feelings(f"{CAST}{text}") == []


def test_a_beat_belongs_to_its_quotation() -> None:
    """What the speaker shows beside the speech is no reaction besides."""
    assert feelings("“The boat is in,” said Berit. She burst into tears.") == []


def test_whom_a_reaction_is_at() -> None:
    """Fear of somebody is toward them."""
    story = read(f"{CAST}Berit was afraid of Anders.")
    assert [[name(story, x) for x in f.toward] for f in story.feelings] == [["Anders"]]


# Delivery


@pytest.mark.parametrize(
    ("text", "loudness", "pace", "voice"),
    [
        ("“Go,” whispered Berit.", "soft", None, ("whisper",)),
        ("“Go,” murmured Berit.", "soft", None, ()),
        ("“Go,” said Berit under her breath.", "soft", None, ()),
        ("“Go,” said Berit hoarsely.", None, None, ("hoarse",)),
        ("“Go,” said Berit in a cold voice.", None, None, ("cold",)),
        ("“Go,” said Berit. Her voice shook. “Please.”", None, None, ("trembling",)),
        ("“Go,” said Berit. She laughed. “Go on, then.”", None, None, ("laughing",)),
        ("“Go,” said Berit hurriedly.", None, "fast", ()),
        ("“G-go,” said Berit.", None, None, ("stammer",)),
        ("“GO AWAY!” said Berit.", "loud", None, ()),
    ],
)
def test_how_it_sounds(text: str, loudness: str | None, pace: str | None, voice: tuple[str, ...]) -> None:
    """Verb, adverb, phrase, what the voice does, and typography each say how a line sounds."""
    found = delivery(text)
    assert found is not None
    assert (found.loudness, found.pace, found.voice) == (loudness, pace, voice)


@pytest.mark.parametrize(
    "text",
    [
        "“Go,” said Berit indignantly.",
        "“Go!” said Berit.",
        "“Go,” said Berit, and shrugged.",
        "“Go,” said Berit, not loudly.",
        "“Go,” said Berit. Anders laughed.",
    ],
)
def test_what_says_nothing_of_the_sound(text: str) -> None:
    """A feeling, an exclamation mark, a gesture, what is denied, and another's laugh are no sound of the line."""
    assert delivery(text) is None


@pytest.mark.parametrize(("text", "cut"), [("“I only wanted—”", True), ("“I only wanted…”", False)])
def test_cut_off(text: str, cut: bool) -> None:
    """A dash at the end breaks off, an ellipsis trails off."""
    found = delivery(f"{text} Berit turned away.")
    assert (found is not None and found.cut_off) is cut


# Laws


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_every_judgement_points_at_words_of_its_story(pieces: list[str]) -> None:
    """Spans lie in the text, ids in the layers they mean, labels among the eight, and confidence is a probability."""
    story = read("\n\n".join(pieces))
    people = {c.id for c in story.characters}
    for e in story.items("emotions"):
        assert e.label in EMOTIONS
        assert e.evidence
        assert all(0 <= s.start < s.end <= len(story.text) for s in e.evidence)
        assert 0 < e.confidence <= 1
        assert set(e.toward) <= people
        assert e.rule in SOURCES
    for f in story.feelings:
        assert f.who in people
        assert all(f.span.meets(s) for s in f.evidence)


def test_the_mix_knows_every_source_label_and_sign() -> None:
    """The fitted file and the code name the same things."""
    fitted = mix()
    assert set(fitted.sources) == set(SOURCES)
    assert set(fitted.labels) == set(fitted.signs) == set(EMOTIONS)
    assert all(set(row) == set(SIGNS) for row in fitted.signs.values())


@pytest.mark.parametrize(
    "senses",
    [
        words.ADJECTIVES,
        words.NOUNS,
        words.ADVERBS,
        words.STIRS,
        words.FEELS,
        words.SIGNS,
        words.SAYING,
        words.BODY_SIGNS,
    ],
)
def test_words_of_feeling_have_one_of_the_eight(senses: dict[object, words.Sense]) -> None:
    """Labels are Plutchik's and strengths 1 to 3."""
    assert all(sense.label in EMOTIONS and sense.intensity in (1, 2, 3) for sense in senses.values())
