"""What the page works out itself is what Python works out: golden files that the page's own tests read (`web/test/halves.test.ts`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from fullcast.annotators.changes import find_changes
from fullcast.annotators.knowledge import find_knowledge
from fullcast.layers import Story
from fullcast.layers.world_values import EMOTIONS, LEVEL_KINDS, SLOTS
from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import read_world
from fullcast.writers.plots import phrases
from fullcast.writers.plots.lanes import Lanes
from fullcast.writers.plots.ties import ties
from tests.browser.stories import ferry, ran
from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "web" / "test" / "golden"
KEYS = ("text", "characters", "entities", "mentions", "quotations", "scenes", "levels", "reveals", "states", "feelings", "decisions",
        "relationships", "changes", "regions")  # fmt: skip
TIES = ("parent", "sibling", "spouse", "betrothed", "kin", "captor", "other")
FEELINGS = ("love", "affection", "grief", "guilt", "jealousy", "contempt", "hatred", "longing", "awe")


def run(story: Story) -> Story:
    """`story` with what its people know and what changes."""
    story = story.with_layer(find_knowledge(story))
    return story.with_layer(find_changes(story))


def figures_at(story: Story, offset: int) -> dict[str, str]:
    """Of those who are there and are not unmasked yet, what a first-time reader calls them."""
    reading = story.first_reading(offset)
    pending = {r.id: r.entity for r in story.reveals if r.at > offset}
    return {pending[id_]: reading.name(id_) for id_ in story.at(offset).present if id_ in pending}


def written(story: Story) -> str:
    """A story, the world at many of its places, its lanes and its ties, as the page's tests read them."""
    document = json.loads(story.to_json())
    offsets = sorted({0, *(c.at for c in story.changes()), *(c.at - 1 for c in story.changes() if c.at)})[::3]
    worlds = [
        {"offset": o, "world": msgspec.to_builtins(story.at(o, hindsight=True)), "figures": figures_at(story, o)}
        for o in offsets
    ]
    found = ties(story)
    parts: dict[str, Any] = {
        "document": {k: document[k] for k in KEYS},
        "worlds": worlds,
        "lanes": [
            [lane.name, [list(s) for s in lane.present], [[b.at, b.until, b.words, b.certain] for b in lane.bars],
             [[f.at, f.words, f.intensity] for f in lane.felt], [[m.at, m.words] for m in lane.moments]]
            for lane in Lanes(story, most=99).lanes
        ],
        "ties": [[e.source, e.to, e.lines, e.felt, e.valence] for _, e in sorted(found.directed.items()) if e.lines or e.feelings],
        "stated": [[*pair, words] for pair, words in sorted(found.stated.items())],
    }  # fmt: skip
    lines = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False, separators=(',', ':'))}" for k, v in parts.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def test_the_world_of_a_story_for_the_page(golden: Golden) -> None:
    """A small story of our own: its world at many places, lanes and ties."""
    golden(GOLDEN / "ferry.json", written(Story.from_json(json.dumps(ran(ferry())))))


def test_the_world_of_the_gold_example_for_the_page(golden: Golden) -> None:
    """The annotated example, which has more of everything."""
    golden(
        GOLDEN / "the-weir.json",
        written(run(gold_story(read_world(ROOT / "gold" / "example" / "the-weir", "settled")))),
    )


def test_the_words_of_the_pictures_for_the_page(golden: Golden) -> None:
    """Levels, states, ties and feelings are said alike on the page and on the plots."""
    words = {
        "levels": {kind: [phrases.level_words(kind, "Ann"), phrases.level_words(kind, None)] for kind in LEVEL_KINDS},
        "states": {value: phrases.state_words(value, "leg") for values in SLOTS.values() for value in values},
        "usual": {slot: values[0] for slot, values in SLOTS.items()},
        "believed": [phrases.believed_words("dead", "Ann"), phrases.believed_words("dead", None)],
        "ties": {tie: [phrases.tie_words(tie), phrases.tie_words(tie, ended=True)] for tie in TIES},
        "valences": {word: phrases.valence(word) for word in (*EMOTIONS, *FEELINGS)},
        "sides": {word: phrases.side(word) for word in EMOTIONS},
    }
    golden(GOLDEN / "phrases.json", json.dumps(words, ensure_ascii=False, indent=1) + "\n")
