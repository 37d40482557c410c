"""The annotators of the trained reader: one pass, whom its chains are, and that what they make is a valid story."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fullcast
from fullcast.annotators import annotate, plan, reader_annotators, rule_annotators
from fullcast.annotators.chains import Reference
from fullcast.annotators.learned.characters import (
    after_name,
    characters_annotator,
    names_of_people,
    told,
)
from fullcast.annotators.learned.phrases import pronouns
from fullcast.annotators.one_pass import OnePass
from fullcast.layers import CastMember, Character, Story
from fullcast.layers.checks import validate
from fullcast.layers.document import to_document
from fullcast.models.encoder import encode
from fullcast.models.runtime import has_weights
from fullcast.readers import read_string
from fullcast.text import Span

pytestmark = pytest.mark.skipif(not has_weights(), reason="the weights are not there")

PASSAGE = """\
“You are late,” said Odile Marsh. She stood at the window of the mill, and her brother sat by the fire.

“I know,” said Barnaby Tull. He had walked along the river from Kessel, and the captain had not let him into the boat.

The captain was a hard man. Nobody liked him. The captain laughed, and Barnaby put his wet hat on the table.

“Will you stay?” asked Odile.

“I shall go back to Kessel,” Barnaby said. “They need me there.”
"""


@pytest.fixture(scope="module")
def story() -> Story:
    """The passage, read."""
    return fullcast.read_text(PASSAGE, model="reader")


def who(story: Story, words: str, within: str | None = None) -> list[str | None]:
    """The names of those whom `words` refer to, wherever they stand by themselves (in the first passage `within`)."""
    names = {c.id: c.name for c in story.characters} | {e.id: e.name for e in story.entities}
    content = story.text.content
    start = content.index(within) if within else 0
    end = start + len(within) if within else len(content)
    return [
        names.get(m.entity or "")
        for m in story.mentions
        if start <= m.span.start < end and story.words(m.span) == words
    ]


def test_the_document_is_valid(story: Story) -> None:
    """Every layer keeps the laws, writing then reading gives the same, and the document says what read it."""
    assert validate(to_document(story)) == []
    assert to_document(story).generator.model == "reader"
    assert Story.from_json(story.to_json()) == story


def test_the_cast_comes_first(story: Story) -> None:
    """Whoever is named has one entry, of the right gender; pronouns around belong to it."""
    odile, barnaby = (next(c for c in story.cast if c.name.startswith(name)) for name in ("Odile", "Barnaby"))
    assert (odile.pronouns, barnaby.pronouns) == ("she", "he")
    assert who(story, "She") == [odile.name]
    assert who(story, "He")[0] == barnaby.name


def test_pronouns_in_speech_follow_the_speaker(story: Story) -> None:
    """Of a quotation, "I" is who says it, and "you" is not."""
    assert who(story, "I", "“I know,”") == ["Barnaby"]
    assert who(story, "I", "“I shall go back") == ["Barnaby"]
    assert who(story, "you", "“Will you stay?”") == ["Barnaby"]


def test_a_role_that_comes_back_is_a_character(story: Story) -> None:
    """Under its description, which is then looked for elsewhere."""
    captains = [c for c in story.characters if "captain" in c.name]
    assert [(c.name, c.aliases) for c in captains] == [("the captain", ("captain",))]
    assert set(who(story, "The captain")) == {"the captain"}


def test_nobody_is_no_character(story: Story) -> None:
    """Words that mean nobody in particular refer to none, and no character is called by them."""
    assert not {c.name.lower() for c in story.characters} & {"nobody", "somebody", "anyone"}


def test_passers_by_are_not_looked_for(story: Story) -> None:
    """Who is only a chain has no alias, is not in the cast, and does not take a name from another."""
    brother = next(c for c in story.characters if c.name == "her brother")
    assert (brother.aliases, brother.cast, brother.mention_count) == ((), False, 1)


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("He he he he he Marsh", "she"),
        ("Marsh “he he he he he”", "she"),
        ("Marsh he he he he he", "he"),
        ("Marsh he he he he she", "she"),
    ],
)
def test_pronouns_of_the_narration_after_a_name_tell_a_gender(words: str, gender: str) -> None:
    """Five that agree outweigh what the rules say; those before the first name and those in speech do not count."""
    story, at = read_string(words, "test.txt"), 0
    mentions = []
    for word in words.split():
        start = words.index(word, at)
        at = start + len(word)
        form, said = ("name" if word == "Marsh" else "pronoun"), ("q1" if start >= words.find("“") >= 0 else None)
        span = Span(start + word.startswith("“"), at - word.endswith("”"))
        mentions.append(Reference(span, 0, 0, "PER", form, 1.0, 0, "c1", said))
    found = told(Character(id="c1", name="Marsh", pronouns="she"), pronouns(story, after_name(mentions)))
    assert found.pronouns == gender


def test_a_town_that_is_once_taken_for_somebody_is_nobodys_name() -> None:
    """Only what is mostly a person's, and written large inside a sentence, is looked for elsewhere."""
    text = "We met Odile in Kessel. Hitherto Kessel was quiet. Then Kessel answered."
    kinds = {"Odile": ["PER"], "Kessel": ["GPE", "GPE", "PER"], "Hitherto": ["PER"]}
    mentions = [
        Reference(Span(m.start(), m.end()), 0, 0, kind, "name", 1.0, 0, None, None)
        for word, found in kinds.items()
        for m, kind in zip(re.finditer(word, text), found, strict=True)
    ]
    assert names_of_people(read_string(text, "test.txt"), mentions) == {"odile"}


def test_places_are_entities(story: Story) -> None:
    """With one of the ACE types; several mentions are one entity."""
    kinds = {e.name: e.type for e in story.entities}
    assert kinds["Kessel"] in ("GPE", "LOC", "FAC")
    assert kinds["the river"] == "LOC"
    assert len({m.entity for m in story.mentions if story.words(m.span) == "Kessel"}) == 1


def test_events_have_their_sentence(story: Story) -> None:
    """Each is a word of the text, and its evidence is the sentence around it."""
    triggers = {story.words(v.trigger) for v in story.events}
    assert {"sat", "laughed"} <= triggers
    assert "stay" not in triggers
    for v in story.events:
        assert v.level == "l0"
        assert isinstance(v.evidence, tuple)
        assert v.evidence[0].start <= v.trigger.start < v.trigger.end <= v.evidence[0].end


def test_the_encoder_reads_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All annotators of a call share one pass, and two calls share none."""
    passes = []
    plain = encode

    def counted(text: str, *args: object, **settings: object) -> object:
        passes.append(text)
        return plain(text, *args, **settings)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr("fullcast.annotators.one_pass.encode", counted)
    for expected in (1, 2):
        fullcast.read_text(PASSAGE, model="reader")
        assert len(passes) == expected


def test_reading_twice_gives_the_same(story: Story) -> None:
    """Byte for byte."""
    assert fullcast.read_text(PASSAGE, model="reader").to_json() == story.to_json()


def test_chains_before_and_after_the_speakers() -> None:
    """What the annotator of speakers is given does not know them yet, and the characters that come of chains are known in both."""
    rules = {a.makes: a for a in rule_annotators()}
    shared = OnePass()
    bare = read_string(PASSAGE, "passage.txt")
    steps = (rules["quotations"], characters_annotator(shared))
    before = annotate(bare, plan(bare, ["characters"], steps))
    chains = shared.chains(before)
    assert shared.chains(before) is chains
    after = before.with_layer(rules["speakers"](before))
    again = shared.chains(after)
    assert again is not chains
    assert len(again) == len(chains)
    captain = before.text.content.index("the captain had")
    assert chains.who_at(captain) == again.who_at(captain) is not None
    in_speech = before.text.content.index("I shall")
    found = again.at(in_speech)
    assert found is not None
    assert found.quotation is not None
    assert found in again.within(in_speech, in_speech + 1)
    assert found in again.by_chain[found.chain]


def test_a_given_cast_is_truth() -> None:
    """Its members keep their names; nobody whom chains find takes one of them."""
    cast = (CastMember(name="Odile"), CastMember(name="Barnaby", aliases=("Tull",)))
    found = fullcast.read_text(PASSAGE, model="reader", cast=cast)
    assert [(c.id, c.name, c.by) for c in found.characters[:2]] == [
        ("c1", "Odile", "given"),
        ("c2", "Barnaby", "given"),
    ]
    assert who(found, "She") == ["Odile"]


def test_the_narrator_is_the_i_of_the_narration() -> None:
    """And the "you" that is anyone refers to nobody."""
    often = "I went down to the harbour. I was cold, and my coat was wet. Tom saw me there, and we walked home. " * 4
    text = often + "It rained, as you know it does in March."
    found = fullcast.read_text(text, model="reader")
    narrator = next(c for c in found.characters if c.narrator)
    assert set(who(found, "I")) == {narrator.name}
    assert set(who(found, "you")) == {None}


PIECES = st.sampled_from(
    ["“I saw you,” said Odile. ", "He laughed. ", "Nobody came to the house. ", "I did. ", "“", "\n\n", "the captain ", "𝔘nd ", "it's ", "* * *\n\n"]
)  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(st.lists(PIECES, min_size=1, max_size=20))
def test_whatever_is_read_is_valid(pieces: list[str]) -> None:
    """Ids are unique and refer to something, spans lie in the text, for texts of any kind."""
    bare = read_string("Mara came in. " + "".join(pieces), "story.txt")
    annotators = reader_annotators()
    found = annotate(bare, plan(bare, [a.makes for a in annotators], annotators))
    assert validate(to_document(found)) == []
