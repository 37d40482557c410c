"""Which predicted items are right, by hand."""

from __future__ import annotations

from fullcast.layers import Level, Story
from fullcast.layers.world_values import Decision, Feeling, State
from fullcast.scores.gold_world import GoldStory
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.verdicts import JUDGED, verdicts
from tests.scores.world.made import at, gold, level, state, told

GOLD = gold(
    levels=[{"id": "d", "kind": "dream", "experiencer": "mara", "spans": [{"quote": "She stood", "to": "drowned."}]}],
    states=[{"who": "odo", "slot": "body", "value": "hurt", "at": {"quote": "a cut hand"}}],
    feelings=[{"who": "mara", "span": {"quote": "mended the net"}, "emotion": {"label": "joy", "intensity": 2}}],
    decisions=[
        {"decider": "odo", "options": ["come in", "stay away"], "chosen": "come in", "at": {"quote": "came in"},
         "span": {"quote": "Odo came in", "to": "a cut hand"}}
    ],
)  # fmt: skip


def judged(g: GoldStory, story: Story, layer: str) -> list[tuple[str, bool]]:
    """Rule and truth of each judged item."""
    return [(v.rule, v.right) for v in verdicts(Sides(g, story), layer)]


def test_states() -> None:
    """The same state near is right, another is not; each by the rule that found it, with the confidence that it came with."""
    some: list[State] = [
        state("c_odo", "body", "hurt", "hand. He", rule="wounded", confidence=0.4),
        state("c_odo", "body", "ill", "noon", rule="is_ill"),
    ]
    story = told(states=some)
    assert judged(GOLD, story, "states") == [("wounded", True), ("is_ill", False)]
    assert [v.stated for v in verdicts(Sides(GOLD, story), "states")] == [0.4, None]


def test_levels_as_wholes() -> None:
    """Half of the words of both in common and the same kind; the story's own level is not judged."""
    own = Level(id="l0", kind="story", spans=(at("Mara Venn sat"),))
    most = level("l1", "dream", "She stood on the ferry. The ferry went down, and", rule="dreams")
    assert judged(GOLD, told(levels=[own, most]), "levels") == [("dreams", True)]
    little = level("l1", "dream", "She stood on the ferry", rule="dreams")
    other = level("l2", "memory", "The ferry went down, and Odo drowned.", rule="steps_back")
    assert judged(GOLD, told(levels=[little, other]), "levels") == [("dreams", False), ("steps_back", False)]


def test_a_feeling_is_right_with_its_label() -> None:
    """Who and where are not enough: every row that carries an item must be right."""
    for label, right in (("joy", True), ("anger", False)):
        felt = Feeling(id="f1", span=at("and mended the net"), who="c_mara", label=label, rule="shown")
        assert judged(GOLD, told(feelings=[felt]), "feelings") == [("shown", right)]


def test_a_decision_is_right_with_its_choice() -> None:
    """The decider and the stretch, and where the choice shows."""
    for place, right in ((at("came in").start, True), (None, False)):
        found = Decision(id="x1", decider="c_odo", span=at("Odo came in at noon"), at=place, rule="which")
        assert judged(GOLD, told(decisions=[found]), "decisions") == [("which", right)]


def test_nothing_predicted_is_nothing_judged() -> None:
    """What only the gold has is no verdict."""
    assert [judged(GOLD, told(), layer) for layer in JUDGED] == [[]] * len(JUDGED)
