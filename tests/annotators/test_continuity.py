"""What cannot be is found, and what is explained is not: each slip beside the same passage without it."""

from __future__ import annotations

from pathlib import Path

import pytest

import fullcast
from fullcast.annotators.continuity import find_contradictions
from fullcast.layers import Contradiction, Layer, Level, State, Story
from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import read_world
from fullcast.text import Span

GOLD = Path(__file__).parents[2] / "gold" / "stories"
FOLDERS = sorted(GOLD.iterdir())


def found(text: str, dies: str | None = None, who: str = "", level: str = "l0") -> tuple[Contradiction, ...]:
    """What cannot be in `text`, read by rules; at the words `dies`, `who` dies."""
    story = fullcast.read_text(text, model="rules")
    if dies is not None:
        story = with_death(story, dies, who, level)
    return find_contradictions(story).items


def with_death(story: Story, dies: str, who: str, level: str) -> Story:
    """`story` with one state: that `who` is dead from the words `dies` on."""
    at = story.text.content.index(dies)
    member = story.character(who)
    assert member is not None
    state = State(
        id="t1", who=member.id, slot="life", value="dead", at=at, level=level, evidence=(Span(at, at + len(dies)),)
    )
    return story.with_layer(Layer("states", (state,), story.provenance("test")))


# The dead who act

DEATH = """\
“Mind the wire,” said Bram Otter. “It bites.”

“You say that every night,” said Kit Lowe, and went first with the cutters.

Bram Otter came after her on his elbows. Halfway over the ditch the gun in the mill began. When it stopped he lay with his face in the
water, and Kit turned him over, and he was dead. She closed his eyes and took the map out of his coat.

{}

By noon they had the guns dug in behind the orchard, and the rain had come.

{}
"""
BETWEEN = "She crawled back alone, and told the captain, and slept for an hour under a cart."


@pytest.mark.parametrize(
    "after",
    [
        "Bram Otter laughed and passed the tea. “Drink it hot,” he said.",
        "“Drink it hot,” said Bram Otter.",
        "Kit was cold. Bram Otter only shrugged and handed her the mug.",
        "Bram Otter was cleaning his rifle on the step.",
    ],
)  # fmt: skip
def test_the_dead_do_not_act(after: str) -> None:
    """By name, in the story's present, in whatever words."""
    [one] = found(DEATH.format(BETWEEN, after), "he was dead", "Bram Otter")
    assert (one.kind, one.rule) == ("dead_acts", "dead_acts")


@pytest.mark.parametrize(
    "after",
    [
        "Bram Otter had laughed at the tea that morning.",
        "Kit thought of how Bram Otter laughed.",
        "In the photograph Bram Otter grinned at nobody.",
        "Bram Otter lay under the sacking by the wall.",
        "The ghost of the ditch came up the path. Bram Otter laughed at her.",
        "“Drink it hot, Bram Otter always says,” said Kit.",
        "Bram Otter’s cousin laughed and passed the tea.",
        "Once, before the war, Bram Otter walked to the sea.",
    ],
)
def test_what_explains_the_dead_is_no_slip(after: str) -> None:
    """A memory, a picture, a ghost, a body, the words of others."""
    assert found(DEATH.format(BETWEEN, after), "he was dead", "Bram Otter") == ()


def test_who_dies_only_in_a_dream_may_act() -> None:
    """The death holds in the dream's world alone."""
    after = "Bram Otter laughed and passed the tea."
    assert found(DEATH.format(BETWEEN, after), "he was dead", "Bram Otter", level="l1") == ()


def test_what_the_dead_do_in_a_memory_is_no_slip() -> None:
    """It is not told on the story's own level."""
    story = fullcast.read_text(DEATH.format(BETWEEN, "Bram Otter laughed and passed the tea."), model="rules")
    start = story.text.content.index("Bram Otter laughed")
    memory = Level(id="l1", kind="memory", parent="l0", spans=(Span(start, len(story.text)),))
    story = story.with_layer(Layer("levels", (*story.levels, memory), story.provenance("test")))
    assert find_contradictions(with_death(story, "he was dead", "Bram Otter", "l0")).items == ()


def test_who_comes_back_to_life_may_act() -> None:
    """Once another state says that they live."""
    story = with_death(
        fullcast.read_text(DEATH.format(BETWEEN, "Bram Otter laughed and passed the tea."), model="rules"),
        "he was dead", "Bram Otter", "l0",
    )  # fmt: skip
    [dead] = story.states
    at = story.text.content.index("By noon")
    alive = State(id="t2", who=dead.who, slot="life", value="alive", at=at)
    assert find_contradictions(story.with_layer(Layer("states", (dead, alive), story.provenance("test")))).items == ()


# Two places

WATCH = """\
From ten until four Sergeant Pell kept the bridge, with a lantern at his feet. He did not leave it once.

{}

In the morning they changed the guard.
"""


@pytest.mark.parametrize(
    "meanwhile",
    [
        "It was just two o'clock when Sergeant Pell came up the stairs of the Crown and asked for a bed.",
        "The church struck one. In the yard of the Crown Sergeant Pell was saddling a horse.",
    ],
)
def test_who_never_left_is_nowhere_else(meanwhile: str) -> None:
    """At a time of the watch."""
    [one] = found(WATCH.format(meanwhile))
    assert (one.kind, one.rule) == ("two_places", "watch_not_left")


@pytest.mark.parametrize(
    "meanwhile",
    [
        "It was just two o'clock when the landlord of the Crown went up to bed.",
        "It was six o'clock when Sergeant Pell came up the stairs of the Crown.",
        "The next night, at two o'clock, Sergeant Pell came up the stairs of the Crown.",
        "At two o'clock Sergeant Pell's twin came up the stairs of the Crown.",
        "“At two o'clock Sergeant Pell was in the Crown,” said the landlord.",
        "At two o'clock Sergeant Pell was on the bridge, and his lantern with him.",
    ],
)
def test_another_time_person_or_word_is_no_slip(meanwhile: str) -> None:
    """After the watch, another night, a twin, what somebody says, or the place itself."""
    assert found(WATCH.format(meanwhile)) == ()


def test_one_clock_says_it_twice() -> None:
    """At one time of the same day a person is not in two places that are far from each other."""
    text = (
        "At twenty past six Corvin Hale was bowing on the stage of the Lyric, with a rose at his feet.\n\nNobody knew him there.\n\n"
        "It was twenty past six by the signal box clock. Thirty miles away from the town Corvin Hale threw the lever for the mail train."
    )
    [one] = found(text)
    assert (one.kind, one.rule) == ("two_places", "same_clock")
    assert found(text.replace("It was twenty", "The next evening it was twenty")) == ()
    assert found(text.replace("Corvin Hale threw", "the signalman threw")) == ()


def test_who_stayed_behind_is_not_with_the_others() -> None:
    """Until something brings them together."""
    text = (
        "Bett Arran stayed behind with the dogs. The others went down to the ice with the drill, Sol and Ines Marr pulling.\n\n"
        "Out on the floe the wind was worse. Ines Marr held the pole, and Bett Arran hammered in the pegs.\n"
    )
    [one] = found(text)
    assert (one.kind, one.rule) == ("two_places", "left_behind")
    assert found(text.replace("Out on", "Bett Arran came after them. Out on")) == ()
    assert found(text.replace("Out on", "An hour later, out on")) == ()


# Things

LOSS = """\
{}

“That's that,” said Mara Voss.

They walked on without a word until the road turned.

{}
"""
SLIPS = [
    ("Mara Voss swung the lantern once too often. It flew off the hook and dropped into the river.", "At the gate Mara Voss lit the lantern and held it up."),
    ("Mara Voss put the letter in the stove and watched it burn.", "On the bench she unfolded the letter and read it again."),
    ("The radio slid off the roof and smashed to pieces on the step.", "In her bag the radio crackled, and a voice began to read the news."),
    ("She pulled off the ring and threw it into the sea.", "Mara Voss turned the ring on her finger."),
    ("He leaned over the rail with the pistol, and let go. It sank without a trace.", "He raised the pistol and fired at the sky."),
]  # fmt: skip


@pytest.mark.parametrize(("loss", "use"), SLIPS)
def test_what_is_lost_is_not_used(loss: str, use: str) -> None:
    """Drowned, burnt or broken."""
    [one] = found(LOSS.format(loss, use))
    assert one.kind == "used_after_lost"


@pytest.mark.parametrize(
    ("loss", "use"),
    [
        (SLIPS[0][0], "At the gate Mara Voss lit another lantern and held it up."),
        (SLIPS[0][0], "At the gate Mara Voss lit a lantern and held it up."),
        (SLIPS[0][0], "They fished the lantern out with a rake. At the gate Mara Voss lit the lantern."),
        (SLIPS[0][0], "She would have lit the lantern, if she had had it."),
        (SLIPS[0][0], "“Light the lantern,” said the guard."),
        (SLIPS[0][0].replace("dropped into", "nearly dropped into"), SLIPS[0][1].replace("At the gate", "There")),
        ("Mara Voss dreamed that the lantern would drop into the river.", SLIPS[0][1]),
        (SLIPS[3][0], "Mara Voss thought of the ring."),
        ("She threw the signet ring into the sea.", "Mara Voss turned the wedding ring on her finger."),
    ],
)
def test_another_thing_or_one_found_again_is_no_slip(loss: str, use: str) -> None:
    """Nor what is only said, wished or dreamed."""
    assert found(LOSS.format(loss, use)) == ()


# Secrets

KEPT = """\
Ada Quill burned the will in the grate at Fenn Abbey the night that her uncle died. Nobody else was there, and she never told a soul.

{}

Ten days went by. The lawyers came and looked into every drawer.

“You should have left the ashes at Fenn Abbey for the rest of us,” said Piers Lamb. “I would have liked to see them.”
"""


def test_what_nobody_told_is_not_known() -> None:
    """A name that only the secret's passage has, in the mouth of one who was not there."""
    [one] = found(KEPT.format("She went home by the early train."))
    assert (one.kind, one.rule) == ("knows_untold", "secret_name")


@pytest.mark.parametrize(
    "told",
    [
        "“It was done at Fenn Abbey,” said Ada Quill to Piers Lamb that week.",
        "Everybody knew the family from Fenn Abbey.",
    ],
)
def test_what_is_told_or_known_to_all_is_no_slip(told: str) -> None:
    """Once the name is out, anybody may have it."""
    assert found(KEPT.format(told)) == ()


# Gold


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_planted_slips_of_the_gold_are_found_and_no_other(folder: Path) -> None:
    """From the perfect layers, in the stories to develop on."""
    gold = read_world(folder, "settled")
    story = gold_story(gold)
    planted = {(c.kind, c.who) for c in gold.world.contradictions}
    assert {(c.kind, c.who) for c in find_contradictions(story).items} == planted
