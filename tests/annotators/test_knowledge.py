"""Who comes to know what: by being there and awake, by being told, and of oneself."""

from __future__ import annotations

from pathlib import Path

import pytest

from fullcast.annotators.knowledge import find_knowledge
from fullcast.layers import Attribution, Layer, Level, Quotation, Scene, State, Story
from fullcast.layers.values import Character
from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import read_world
from fullcast.text import Span
from tests.layers.worlds import bare

GOLD = Path(__file__).parents[2] / "gold"
TEXT = "Ines cut her hand. Per slept. “Old Jon is dead,” said Ines to Mette, and Mette wept. She dreamed that the mill burnt."


def story(*states: State, participants: tuple[str, ...] = ("ines", "per", "mette")) -> Story:
    """A scene with three people, a line, and a dream."""
    made = bare(TEXT)
    said = span("“Old Jon is dead,”")
    layers = {
        "characters": tuple(Character(id=name.lower(), name=name) for name in ("Ines", "Per", "Mette", "Jon")),
        "scenes": (Scene(id="s1", start=0, end=len(TEXT), participants=participants),),
        "levels": (
            Level(id="l0", kind="story", spans=(Span(0, len(TEXT)),)),
            Level(id="l1", kind="dream", parent="l0", spans=(span("the mill burnt"),), experiencer="mette"),
        ),
        "quotations": (Quotation(id="q1", spans=(said,), kind="speech", marked_by="quotes"),),
        "speakers": (Attribution(id="q1", type="explicit", speaker="ines", addressees=("mette",)),),
        "states": states,
    }
    for name, items in layers.items():
        made = made.with_layer(Layer(name, items, made.provenance("test")))
    return made


def span(words: str) -> Span:
    """Where `words` stand."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def state(id_: str, who: str, slot: str, value: str, words: str, **more: str) -> State:
    """A state at `words`."""
    return State(id=id_, who=who, slot=slot, value=value, at=span(words).start, evidence=(span(words),), **more)  # type: ignore[arg-type]


CUT = state("t1", "ines", "body", "hurt", "cut her hand")
SLEEP = state("t2", "per", "mind", "asleep", "slept")
DEATH = state("t3", "jon", "life", "dead", "Old Jon is dead")


def known(*states: State) -> set[tuple[str, str, str]]:
    """Who knows what, and how."""
    return {(k.who, k.what, k.how) for k in find_knowledge(story(*states)).items}


def test_who_is_there_and_awake_sees_it() -> None:
    """And one's own wound is one's own."""
    asleep = state("t0", "per", "mind", "asleep", "Ines cut")
    assert known(CUT) == {("ines", "t1", "own"), ("per", "t1", "witnessed"), ("mette", "t1", "witnessed")}
    assert known(asleep, CUT) >= {("mette", "t1", "witnessed")}
    assert ("per", "t1", "witnessed") not in known(asleep, CUT)


def test_nobody_sees_oneself_fall_asleep() -> None:
    """The others do."""
    assert known(SLEEP) == {("ines", "t2", "witnessed"), ("mette", "t2", "witnessed")}


def test_what_is_said_is_learnt_by_whom_it_is_said_to() -> None:
    """Not by those who happen to be there, nor by the speaker, who knew."""
    assert known(DEATH) == {("mette", "t3", "told")}
    [told] = find_knowledge(story(DEATH)).items
    assert (told.source, told.rule, TEXT[slice(*told.evidence[0])]) == ("ines", "told", "Old Jon is dead")


@pytest.mark.parametrize(
    "unknown",
    [
        state("t4", "ines", "body", "hurt", "the mill burnt", level="l1"),
        state("t4", "jon", "body", "hurt", "Mette wept"),
        state("t4", "ines", "life", "dead", "Mette wept", status="believed", holder="per"),
        state("t4", "ines", "life", "dead", "Mette wept", status="hypothetical"),
    ],
    ids=["told on another level", "not there", "believed", "supposed"],
)
def test_what_is_not_seen_is_not_known(unknown: State) -> None:
    """A dream is no news; a belief is no knowledge."""
    assert [k for k in known(unknown) if k[2] == "witnessed"] == []


def test_the_worked_example() -> None:
    """What the dreamer and the dreamed see holds in the dream; nobody is told that her father drowned."""
    weir = gold_story(read_world(GOLD / "example" / "the-weir", "settled"))
    found = {(k.who, k.what, k.how, k.level) for k in find_knowledge(weir).items}
    breathless = next(s.id for s in weir.states if s.value == "not_breathing")
    assert ("ansa", breathless, "witnessed", "dream") in found
    assert ("pauli", breathless, "witnessed", "dream") not in found
    choice = weir.decisions[0].id
    assert ("ansa", choice, "own", "dream") in found
