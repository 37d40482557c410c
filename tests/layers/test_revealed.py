"""Reveals: a figure's mentions and lines are given to whom it turns out to be, and the layers stay as they were."""

from __future__ import annotations

import json

import pytest

from fullcast.layers import Attribution, Character, Layer, Mention, Presence, Quotation, Reveal, Story
from fullcast.layers.revealed import Identities
from fullcast.readers import read_string
from fullcast.text import Span

TEXT = "The woman at the rail did not turn. “No,” she said.\n\nThen she turned. It was Ines."


@pytest.fixture
def story() -> Story:
    """A story with a figure, c1, who is c2."""
    bare = read_string(TEXT, "rail.txt")
    at = TEXT.index("Ines")
    layers = {
        "characters": (Character(id="c1", name="the woman"), Character(id="c2", name="Ines", aliases=("Ines",))),
        "mentions": (
            Mention(id="m1", span=Span(0, 21), form="nominal", entity="c1"),
            Mention(id="m2", span=Span(at, at + 4), form="name", entity="c2"),
        ),
        "quotations": (Quotation(id="q1", spans=(Span(36, 41),), kind="speech", marked_by="quotes"),),
        "speakers": (
            Attribution(id="q1", type="anaphoric", speaker="c1", confidence=0.6, alternatives=(("c2", 0.3),)),
        ),
        "presence": (Presence(id="c2", cast=True, presence={"l0": "acts"}, mention_count=2, quotation_count=1),),
        "reveals": (Reveal(id="r1", entity="c2", at=at, explains=("m1",), was=("c1",)),),
    }
    for name, items in layers.items():
        bare = bare.with_layer(Layer(name, items, bare.provenance("test")))
    return bare


def test_a_figure_and_who_it_is_are_one_character(story: Story) -> None:
    """The cast has the named one, who has the line; the probabilities of the two are added."""
    assert [c.name for c in story.characters] == ["Ines"]
    line = story.quotations[0]
    assert line.speaker == "c2"
    assert line.confidence == pytest.approx(0.9)
    assert line.alternatives == ()


def test_mentions_that_are_explained_say_where_it_is_learnt(story: Story) -> None:
    """Before that place a first-time reader does not know."""
    explained, name = story.mentions
    assert (explained.entity, explained.revealed_at) == ("c2", TEXT.index("Ines"))
    assert name == story.items("mentions")[1]


def test_layers_stay_as_they_were(story: Story) -> None:
    """What was found before the reveal is not rewritten."""
    assert story.items("speakers")[0].speaker == "c1"
    assert story.items("mentions")[0].entity == "c1"


def test_the_document_joins_and_parts_again(story: Story) -> None:
    """It shows who it is, keeps who it seemed to be, and gives back equal layers."""
    document = json.loads(story.to_json())
    quotation, mention = document["quotations"][0], document["mentions"][0]
    assert (quotation["speaker"], quotation["before_reveal"]["speaker"]) == ("c2", "c1")
    assert (mention["entity"], mention["before_reveal"]["entity"]) == ("c2", "c1")
    assert "before_reveal" not in document["mentions"][1]
    assert Story.from_json(story.to_json()) == story


def test_nobody_turns_out_to_be_themselves() -> None:
    """Reveals in a circle end."""
    circle = Identities(
        [Reveal(id="r1", entity="c2", at=0, was=("c1",)), Reveal(id="r2", entity="c1", at=0, was=("c2",))]
    )
    assert (circle.of("c1"), circle.of("c2")) == ("c2", "c2")


def test_a_chain_of_reveals_is_followed() -> None:
    """The stranger is the captain, and the captain is Ines."""
    chain = Identities(
        [Reveal(id="r1", entity="c2", at=0, was=("c1",)), Reveal(id="r2", entity="c3", at=9, was=("c2",))]
    )
    assert chain.of("c1") == "c3"
    assert chain.of(None) is None
