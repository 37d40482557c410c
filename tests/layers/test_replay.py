"""The world runs: the stream of changes builds every snapshot, forward and back, and a first-time reader is told nothing too early."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.annotators.changes import find_changes
from fullcast.annotators.knowledge import find_knowledge
from fullcast.layers import Story
from fullcast.layers.checks import validate
from fullcast.layers.document import to_document
from fullcast.layers.first_reading import UNNAMED
from fullcast.layers.replay import Replay, replay
from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import read_world
from tests.layers.strategies import quick
from tests.layers.strategies import stories as any_stories
from tests.layers.worlds import LENGTH, worlds

GOLD = Path(__file__).parents[2] / "gold"
FOLDERS = sorted((GOLD / "stories").iterdir())


def running(folder: Path) -> Story:
    """A gold story with knowledge and changes."""
    story = gold_story(read_world(folder, "settled"))
    story = story.with_layer(find_knowledge(story))
    return story.with_layer(find_changes(story))


@pytest.fixture(scope="module")
def weir() -> Story:
    """The worked example."""
    return running(GOLD / "example" / "the-weir")


def offset(story: Story, words: str) -> int:
    """Where `words` stand first."""
    return story.text.content.index(words)


# The law


@quick
@given(worlds(), st.lists(st.integers(0, LENGTH), min_size=1, max_size=6))
def test_replaying_the_stream_gives_every_snapshot(story: Story, offsets: list[int]) -> None:
    """In whatever order the offsets are asked for, forward and back."""
    story = story.with_layer(find_changes(story))
    run = Replay(story.changes())
    for at in offsets:
        assert run.snapshot(at) == story.at(at, hindsight=True)


@quick
@given(worlds())
def test_going_back_to_the_beginning_undoes_everything(story: Story) -> None:
    """And going forward again does it again."""
    run = Replay(find_changes(story).items)
    before, after = run.snapshot(-1), run.snapshot(LENGTH)
    assert run.snapshot(-1) == before == Replay(()).snapshot(-1)
    assert run.back() is None
    assert run.snapshot(LENGTH) == after
    assert run.forward() is None


@quick
@given(any_stories())
def test_layers_that_refer_to_anything_are_replayed_as_well(story: Story) -> None:
    """A document of another program may say anything."""
    story = story.with_layer(find_changes(story))
    for at in (0, 7, len(story.text)):
        assert replay(story.changes(), at) == story.at(at, hindsight=True)
        story.at(at)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_the_law_holds_for_the_gold_stories(folder: Path) -> None:
    """At every offset where something changes, one before it, and back again."""
    story = running(folder)
    assert validate(to_document(story)) == []
    run = Replay(story.changes())
    offsets = sorted({at for c in story.changes() for at in (c.at - 1, c.at)})
    for at in [*offsets, *reversed(offsets)]:
        assert run.snapshot(at) == story.at(at, hindsight=True)


@quick
@given(worlds())
def test_changes_come_in_order_with_the_evidence_of_their_items(story: Story) -> None:
    """And with their confidence; a document takes them in no other order."""
    changes = find_changes(story).items
    assert [c.at for c in changes] == sorted(c.at for c in changes)
    states = {s.id: s for s in story.states}
    for change in changes:
        if change.kind in ("state", "state_ends"):
            state = states[str(change.item)]
            assert (change.who, change.evidence, change.confidence) == (state.who, state.evidence, state.confidence)


# A first-time reader


@quick
@given(worlds(), st.integers(0, LENGTH))
def test_every_name_of_a_first_reading_has_been_read(story: Story, at: int) -> None:
    """Whatever the layers say: a name that the text gives later cannot be in the cast list."""
    read = [story.words(m.span) for m in story.mentions if m.span.start <= at]
    said = {" ".join(words.split()) for words in read} | {UNNAMED, "I", "the man"}
    assert {figure.name for figure in story.cast_at(at)} <= said


@quick
@given(worlds(), st.integers(0, LENGTH))
def test_a_first_reading_ends_where_nothing_is_hidden(story: Story, at: int) -> None:
    """Once all reveals are behind a reader, both views have the same people in the same worlds."""
    late = [r.at for r in story.reveals] + [m.revealed_at for m in story.mentions if isinstance(m.revealed_at, int)]
    late += [level.revealed_at for level in story.levels if isinstance(level.revealed_at, int)]
    if max(late, default=0) <= at:
        first, last = story.at(at), story.at(at, hindsight=True)
        assert (first.levels, first.present, first.feelings) == (last.levels, last.present, last.feelings)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_no_reveal_is_told_too_early(folder: Path) -> None:
    """Before it, whoever is there is the figure; no name of a gold story is in a cast list before the text has it."""
    story = running(folder)
    in_cast = {member.id for member in story.cast}
    for reveal in (r for r in story.reveals if r.entity in in_cast):
        explained = [m for m in story.mentions if m.id in reveal.explains]
        for at in sorted({m.span.start for m in explained if m.span.start < reveal.at}):
            cast = {figure.id: figure.name for figure in story.cast_at(at)}
            assert reveal.id in cast
            assert all(name in (UNNAMED, "I") or first_place(story, name) <= at for name in cast.values())
            scene = story.telling.scene_at(at)
            if scene is not None and reveal.entity in scene.participants:
                assert reveal.entity not in story.at(at).present
        assert reveal.id not in {figure.id for figure in story.cast_at(reveal.at)}


def first_place(story: Story, name: str) -> int:
    """Where `name` stands first, a line end for a blank; the story has it."""
    return story.text.content.replace("\n", " ").casefold().index(name.casefold())


def test_an_unmasked_figure_takes_its_name(weir: Story) -> None:
    """The man with the lantern is her father from the words on that say so."""
    lantern, face = offset(weir, "The man lifted"), offset(weir, "her father, eleven")
    assert weir.at(lantern).present == ("ansa", "pauli", "r1")
    assert weir.at(lantern, hindsight=True).present == ("ansa", "pauli", "father")
    assert weir.first_reading(lantern).name("r1") == "the man with the lantern"
    assert weir.at(face).present == ("ansa", "pauli", "father")
    assert [f.name for f in weir.cast_at(lantern)] == ["Ansa", "Pauli", "Mother", "the man with the lantern"]
    assert [f.name for f in weir.cast_at(face)] == ["Ansa", "Pauli", "Mother", "her father"]


def test_a_dream_is_the_world_until_it_is_known_for_one(weir: Story) -> None:
    """What does not breathe in it does not breathe; after the waking it never was so."""
    shore, woke = offset(weir, "He’s gone"), offset(weir, "She woke")
    first, last = weir.at(shore), weir.at(shore, hindsight=True)
    assert (first.levels, last.levels) == (("l0",), ("l0", "dream"))
    assert (first.state("pauli", "breath"), last.state("pauli", "breath")) == ("not_breathing", "breathing")
    assert last.state("pauli", "breath", "dream") == "not_breathing"
    assert (first.state("ansa", "mind"), last.state("ansa", "mind")) == ("awake", "asleep")
    assert weir.at(woke).state("pauli", "breath") == "breathing"
    assert weir.at(woke).revealed == ("r1", "dream")


def test_beliefs_stand_apart_from_what_is_so(weir: Story) -> None:
    """Under the name of who holds them."""
    world = weir.at(offset(weir, "said the man with"), hindsight=True)
    assert world.state("pauli", "life", "dream") == "alive"
    assert [(h.who, h.value) for h in world.believed("father")] == [("pauli", "dead")]


def test_what_is_open_and_felt(weir: Story) -> None:
    """A choice is open from the offer to the answer; a feeling toward nobody passes with its scene."""
    offer, answer, end = offset(weir, "That is the rule"), offset(weir, "Him,”"), len(weir.text)
    assert weir.at(offer).decisions == ("d1",)
    assert weir.at(answer).decisions == ()
    assert {(f.who, f.label, f.toward) for f in weir.at(answer).feelings} == {
        ("ansa", "fear", ()), ("ansa", "love", ("pauli",)),
    }  # fmt: skip
    assert ("ansa", "joy", ("pauli",)) in {(f.who, f.label, f.toward) for f in weir.at(end).feelings}
    assert "fear" not in {f.label for f in weir.at(end).feelings}
