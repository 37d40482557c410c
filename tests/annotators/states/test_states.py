"""Tests of states: what is asserted, what is only believed or supposed, and what is a figure of speech."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from fullcast.layers import State, Story
from fullcast.layers.world_values import SLOTS
from fullcast.models.runtime import has_weights
from tests import by_reader

pytestmark = pytest.mark.skipif(not has_weights(), reason="the weights are not there")


@cache
def read(text: str) -> Story:
    """The story that the trained reader makes of `text`."""
    return by_reader.read_text(text)


def told(text: str, slot: str) -> list[tuple[str, str, str]]:
    """Name, value and status of the states of one slot."""
    story = read(text)
    names = {c.id: c.name for c in story.characters} | {e.id: e.name for e in story.entities}
    return [(names[s.who], s.value, s.status) for s in story.states if s.slot == slot]


def only(text: str, slot: str) -> State:
    """The one state of a slot."""
    (state,) = (s for s in read(text).states if s.slot == slot)
    return state


@pytest.mark.parametrize(
    "text",
    [
        "Old Havel died on the Thursday, and the shop stayed shut.",
        "Captain Orme was drowned off the Skerry Point in March.",
        "They hanged Havel at noon.",
        "Since Havel’s death the clocks had all run slow.",
        "“Havel is dead,” said Irma. “They found him in the orchard this morning.”",
        "The raiders stabbed Havel to death on his own doorstep.",
        "Irma lived on what the late Mr. Havel had left her.",
        "They buried Havel beside the church.",
    ],
)
def test_a_death_is_asserted(text: str) -> None:
    """Whoever dies, is killed, is spoken of as dead or is buried is dead."""
    assert [(value, status) for _, value, status in told(text, "life")] == [("dead", "asserted")]


@pytest.mark.parametrize(
    "text",
    [
        "Irma was dead tired when she came in.",
        "“I’m dying for a cup of tea,” said Irma.",
        "Havel died of embarrassment and Irma laughed until she cried.",
        "“You are dead to me,” Irma told Havel.",
        "The shoes were killing Irma.",
        "Havel froze to death every winter in that attic, and every spring he paid the rent.",
        "Irma buried herself in her work.",
        "They bored Havel to death with their holiday.",
        "Havel had never died on stage before. In the film he had drowned.",
        "Havel’s voice died away.",
    ],
)
def test_a_figure_of_speech_is_no_death(text: str) -> None:
    """What only sounds like death, or happens on a stage, is none."""
    assert told(text, "life") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Havel was not dead. He lay under the cart and swore.", "denied"),
        ("If the ice broke, Havel would drown.", "hypothetical"),
        ("Irma was afraid that Havel would be killed.", "hypothetical"),
        ("Irma believed that Havel was dead.", "believed"),
    ],
)
def test_what_is_not_said_to_be_so_is_not_asserted(text: str, status: str) -> None:
    """Negation, condition, fear and belief each give a death a status of its own."""
    assert [s for _, _, s in told(text, "life")] == [status]


def test_a_report_is_a_belief_where_the_dead_man_answers() -> None:
    """Who is called dead and then speaks is dead only in the mind of whoever said so."""
    text = "“Havel is dead!” cried Irma.\n\n“I am only wet,” said Havel, and he climbed over the rail."
    state = only(text, "life")
    assert state.status == "believed"
    assert read(text).character(state.holder or "").name == "Irma"  # type: ignore[union-attr]


def test_a_narrated_death_is_dropped_where_its_subject_goes_on_acting() -> None:
    """One death told once, of somebody who speaks and acts after it, is more likely misread than so."""
    text = "Havel died.\n\n“Get up,” said Irma.\n\n“In a minute,” said Havel. Havel stood up and brushed the sand from his coat."
    assert told(text, "life") == []


def test_who_is_brought_back_was_dead() -> None:
    """Where the narrator tells of a revival, the death before it stays, and so does the return."""
    text = "Havel was dead for four minutes. Then the doctors revived Havel, and he asked for his hat."
    assert [value for _, value, _ in told(text, "life")] == ["dead", "alive"]


def test_a_pronoun_that_could_be_either_asserts_nobodys_death() -> None:
    """Between two men just named, nobody is said to be dead."""
    assert (
        told("Havel looked at Bruno, and Bruno looked at Havel’s brother Karel. He was dead by morning.", "life") == []
    )


def test_a_wound_says_where() -> None:
    """A broken part of the body is named."""
    state = only("Havel fell from the loft and broke his leg in two places.", "body")
    assert (state.value, state.status) == ("hurt", "asserted")
    assert state.where is not None and "leg" in state.where


def test_an_illness_says_which() -> None:
    """What somebody falls ill with is named."""
    state = only("That autumn Irma fell ill with typhus.", "body")
    assert state.value == "ill"
    assert state.where is not None and "typhus" in state.where


@pytest.mark.parametrize(
    "text", ["Irma was sick of the whole business.", "Havel’s pride was wounded.", "She broke Havel’s heart."]
)
def test_hurt_feelings_are_no_wound(text: str) -> None:
    """Pride, hearts and patience are not bodies."""
    assert told(text, "body") == []


def test_sleep_ends_with_waking() -> None:
    """Falling asleep and waking are two transitions."""
    text = "Irma fell asleep over the accounts. At six she woke, and the lamp was out."
    assert told(text, "mind") == [("Irma", "asleep", "asserted"), ("Irma", "awake", "asserted")]


def test_whoever_speaks_again_is_awake() -> None:
    """That somebody is awake shows in what they do, if no word says it."""
    text = "Havel fainted on the stairs.\n\n“I told you not to come,” said Havel when they had carried him in."
    assert [value for _, value, _ in told(text, "mind")] == ["unconscious", "awake"]


def test_feet_and_towns_do_not_sleep() -> None:
    """A foot that is asleep is no sleeper."""
    assert told("My foot had fallen asleep, and the town slept under its snow.", "mind") == []


def test_breath_stops_and_comes_back() -> None:
    """Who does not breathe, and then gasps, breathes again."""
    text = "Havel was not breathing. Irma struck Havel on the back. Then Havel gasped."
    assert [value for _, value, _ in told(text, "breath")] == ["not_breathing", "breathing"]


def test_ropes_bind_and_promises_do_not() -> None:
    """Tied to a mast is bound, tied up till four is not."""
    assert [value for _, value, _ in told("They tied Havel to the mast.", "freedom")] == ["bound"]
    assert told("“I’m tied up till four,” said Havel, who was bound to lose.", "freedom") == []


def test_drink_makes_drunk_and_joy_does_not() -> None:
    """Drunk is said of drink only."""
    assert [
        value
        for _, value, _ in told(
            "By midnight Havel was drunk, and he could not find the door of his own house.", "sobriety"
        )
    ] == ["drunk"]
    assert told("Irma was drunk with joy.", "sobriety") == []


def test_every_state_points_at_its_words() -> None:
    """Each state has a rule and evidence that begins where the state does."""
    story = read("Havel died on Thursday. Irma fell asleep. They tied Bruno to the mast.")
    assert story.states
    for state in story.states:
        assert state.rule
        assert state.evidence[0].start == state.at


def test_the_rules_alone_make_no_states() -> None:
    """The rules model has no parser, and so no layer of states."""
    import fullcast

    assert "states" not in fullcast.read_text("Havel died.", model="rules").layers


def test_every_rule_is_explained() -> None:
    """Each rule that a state can bear stands in docs/states.md."""
    root = Path(__file__).parents[3]
    page = (root / "docs" / "states.md").read_text(encoding="utf-8")
    sources = "".join(p.read_text(encoding="utf-8") for p in (root / "src/fullcast/annotators/states").glob("*.py"))
    values = "|".join(v for some in SLOTS.values() for v in some)
    rules = set(re.findall(rf'"(?:{values})", (?:token|noun|head), "([a-z_]+)"', sources))
    assert len(rules) > 40
    assert {rule for rule in rules if f"`{rule}`" not in page} == set()


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("Marta put the irons on Piet’s wrists.", "freedom", ("Piet", "bound", "asserted")),
        ("He buckled a strap about Piet’s ankles.", "freedom", ("Piet", "bound", "asserted")),
        ("Piet’s foot was caught between two rocks.", "freedom", ("Piet", "bound", "asserted")),
        ("Marta fell into a deep sleep.", "mind", ("Marta", "asleep", "asserted")),
        ("Marta drew no breath.", "breath", ("Marta", "not_breathing", "asserted")),
        ("Piet was lost at sea.", "life", ("Piet", "dead", "asserted")),
        ("Marta outlived Piet.", "life", ("Piet", "dead", "asserted")),
    ],
)
def test_a_verb_says_it_with_its_object_or_preposition(text: str, slot: str, expected: tuple[str, str, str]) -> None:
    """A frame of a verb and what stands in its places says how somebody is."""
    assert expected in told(text, slot)


@pytest.mark.parametrize(
    "text",
    [
        "“My brother is dead,” said Hanno, who had no brother.",
        "They hanged Peder Moll in effigy from the town hall.",
        "She killed Anders with a look.",
        "The rumour that Vera had been killed was three days old when she walked into the shop.",
        "For her parents, Judith had died on the day she married him. They did not answer her letters.",
        "As far as the bank knew, Olaf Berg was dead.",
        "“Isak died,” lied Mons. “Ask anybody.”",
        "“I shall tell them that you died,” said Inger. “I shall tell them that Nils died bravely.”",
        "In the book that Liv was reading, the aunt died on page nine.",
        "The photocopier died on Monday.",
    ],
)
def test_words_beside_a_death_undo_it(text: str) -> None:
    """A death in a book, a rumour or a lie, one to somebody only, and one of a machine is not asserted."""
    assert all(status != "asserted" for _, _, status in told(text, "life"))
