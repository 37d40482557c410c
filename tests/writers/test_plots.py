"""Pictures of a story: what is on them, and that they are the same each time."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from math import dist
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.errors import MissingLayerError, UsageError
from fullcast.layers import Story
from fullcast.writers.plots import KINDS, write_plot
from fullcast.writers.plots.lanes import Lanes, plain
from fullcast.writers.plots.network import apart, spread
from fullcast.writers.plots.phrases import believed_words, level_words, side, state_words, tie_words, valence
from fullcast.writers.plots.storyline import layout
from fullcast.writers.plots.svg import Box, fitted, number, text_width, wrapped
from fullcast.writers.plots.themes import DARK, LIGHT, Theme
from fullcast.writers.plots.ties import ties
from tests.browser.stories import Document, Teller, ferry, quay, says

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert("1")</script> & <!-- \x00\x0b \u202e ]]>'


def story_of(document: Document) -> Story:
    """The story of a document."""
    return Story.from_json(json.dumps(document))


FERRY = story_of(ferry())


def words_of(svg: str) -> list[str]:
    """All words that are drawn."""
    return [e.text or "" for e in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314  # our own


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_story_gives_the_same_bytes(kind: str) -> None:
    """Also from another Story of the same document."""
    assert write_plot(FERRY, kind) == write_plot(story_of(ferry()), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_story_is_markup(kind: str) -> None:
    """Names and titles that look like markup are words; signs that XML forbids are left out."""
    document = ferry()
    plain_tags = re.findall(r"<(\w+)", write_plot(FERRY, kind))
    document["metadata"]["title"] = document["characters"][0]["name"] = HOSTILE
    document["scenes"][0]["place"]["name"] = HOSTILE
    hostile = write_plot(story_of(document), kind)
    assert set(re.findall(r"<(\w+)", hostile)) == set(plain_tags)
    assert "script" not in {e.tag.removeprefix(SVG) for e in ElementTree.fromstring(hostile).iter()}  # noqa: S314


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [500, 1200, 2400])
def test_no_word_leaves_the_picture(kind: str, width: int) -> None:
    """Every word stands inside the frame, however wide it is."""
    svg = ElementTree.fromstring(write_plot(FERRY, kind, width=width))  # noqa: S314
    right, bottom = float(svg.attrib["width"]), float(svg.attrib["height"])
    for e in svg.iter(f"{SVG}text"):
        wide = text_width(e.text or "", float(e.attrib["font-size"])) / 1.06
        x = float(e.attrib["x"]) - {"middle": wide / 2, "end": wide}.get(e.attrib.get("text-anchor", ""), 0)
        assert x >= -1, e.text
        assert x + wide <= right + 1, e.text
        assert float(e.attrib["y"]) <= bottom


def test_the_arcs_tell_states_feelings_and_decisions() -> None:
    """By words beside the marks: what is so, what is believed, what is dreamed."""
    words = words_of(write_plot(FERRY, "arcs"))
    for said in ("hurt: hand", "asleep", "Oskar believes: dead", "dead (Tilda’s dream)", "Tilda’s dream", "fear → Tilda",
                 "decides: go with Bettany", "was “the hooded rower” until here"):  # fmt: skip
        assert said in words


def test_a_state_ends_where_another_of_its_kind_follows() -> None:
    """Or with the level that it holds on, or with the story."""
    lanes = {lane.id: lane for lane in Lanes(FERRY).lanes}
    until = {bar.words: bar.until for bar in lanes["c2"].bars}
    content = FERRY.text.content
    assert until["hurt: hand"] == Lanes(FERRY).extent.end
    assert until["dead (Tilda’s dream)"] == content.index("the lamps.") + len("the lamps.")
    assert not any(bar.certain for bar in lanes["c2"].bars if bar.value == "dead")


def test_things_have_lanes_of_their_own() -> None:
    """Where they are broken or lost."""
    document = ferry()
    document["entities"] = [{"id": "e1", "type": "VEH", "name": "the *Petrel*"}]
    document["states"][0] |= {"who": "e1", "slot": "thing", "value": "broken", "where": None}
    assert {"the Petrel", "broken"} <= set(words_of(write_plot(story_of(document), "arcs")))


def test_the_network_counts_lines_and_feelings() -> None:
    """From each to each: lines said, emotions of lines, reactions and relationships toward the other."""
    found = ties(FERRY)
    assert found.directed["c1", "c3"].lines == 3
    assert found.directed["c2", "c1"].felt == ["fear", "love"]
    assert found.directed["c2", "c1"].valence == "mixed"
    assert found.directed["c1", "c2"].valence == "pained"
    assert found.stated == {("c1", "c3"): ["siblings"]}
    assert {"siblings", "fear, love", "sadness", "3"} <= set(words_of(write_plot(FERRY, "network")))


def test_what_is_said_to_a_room_has_no_arrow() -> None:
    """Lines to three or more are counted, and go to nobody."""
    t = Teller()
    people = [t.character(f"c{i}", name) for i, name in enumerate(("Ada", "Bo", "Cy", "Di"))]
    t.paragraph(says("c0", "“Good morning, all!”", to=people[1:]))
    t.paragraph(says("c1", "“Morning, Ada.”", to=["c0"]))
    found = ties(story_of(t.document()))
    assert (found.spoken["c0"], found.to_several["c0"]) == (1, 1)
    assert [pair for pair, e in found.directed.items() if e.lines] == [("c1", "c0")]


def test_a_storyline_needs_scenes() -> None:
    """A story without people in scenes is refused, by name."""
    document = quay()
    document["scenes"] = []
    with pytest.raises(MissingLayerError, match="who is there"):
        write_plot(story_of(document), "scenes")


def test_odd_wishes_are_refused() -> None:
    """An unknown kind, and a picture too narrow for words."""
    with pytest.raises(UsageError, match="arcs, network, scenes"):
        write_plot(FERRY, "pie")
    with pytest.raises(UsageError, match="500"):
        write_plot(FERRY, "arcs", width=100)


@pytest.mark.parametrize("kind", ["arcs", "network"])
def test_an_empty_story_is_drawn(kind: str) -> None:
    """Nobody in it, nothing said: a title and no more."""
    t = Teller(title="Nothing", author=None)
    t.paragraph("It rained.")
    assert "Nothing" in words_of(write_plot(story_of(t.document()), kind))


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=6))
def test_those_in_a_scene_stand_side_by_side(here: list[list[bool]]) -> None:
    """In every scene each character has a slot of its own, and those who are there have slots without a gap."""
    for there, slots in zip(here, layout(here), strict=True):
        assert sorted(slots) == [0, 1, 2, 3]
        own = sorted(slot for slot, is_there in zip(slots, there, strict=True) if is_there)
        assert all(b - a == 1 for a, b in pairwise(own))


def test_those_who_speak_much_stand_near() -> None:
    """In the network; and no two stand in one place."""
    points = spread(4, {(0, 1): 20, (1, 2): 1, (2, 3): 1, (0, 3): 1})
    away = {(a, b): dist(points[a], points[b]) for b in range(4) for a in range(b)}
    assert away[0, 1] < min(away[1, 2], away[2, 3], away[0, 3])
    assert min(away.values()) > 0.1


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 300)), max_size=8))
def test_circles_are_pushed_apart(points: list[tuple[float, float]]) -> None:
    """They stay in the frame, and no two of a few stand on one another."""
    frame = Box(0, 0, 500, 300)
    found = apart(points, 60, frame)
    assert all(0 <= x <= 500 and 0 <= y <= 300 for x, y in found)
    assert all(dist(a, b) > 30 for i, a in enumerate(found) for b in found[:i])


def test_phrases() -> None:
    """What the pictures say in words; what a later version adds is said as it stands."""
    assert level_words("dream", "Mara") == "Mara’s dream"
    assert level_words("told", None) == "a tale"
    assert level_words("echo", "Mara") == "Mara: echo"
    assert state_words("not_breathing") == "not breathing"
    assert believed_words(state_words("hurt", "leg"), "Ivo") == "Ivo believes: hurt: leg"
    assert tie_words("spouse", ended=True) == "once married"
    assert tie_words("foe") == "foe"
    assert [valence(f) for f in ("love", "grief", "contempt", "surprise")] == ["kind", "pained", "hostile", None]
    assert [side(e) for e in ("joy", "surprise", "anger")] == [1, 0, -1]


def test_words_are_measured_and_shortened() -> None:
    """Wide letters count more, marks above a letter nothing; what is too long ends in "…"."""
    assert text_width("WWW", 10) > 2 * text_width("iii", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert fitted("a very long name indeed", 10, 60).endswith("…")
    assert fitted("name", 10, 5) == ""
    assert wrapped("one two three four five six", 10, 40, 2)[-1].endswith("…")
    assert plain("the *Petrel*, 2*3*4, snake_case_name") == "the Petrel, 2*3*4, snake_case_name"


@given(st.floats(-1e6, 1e6))
def test_numbers_are_short(value: float) -> None:
    """At most two decimals, never "-0", and near the value."""
    text = number(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,2})?", text)
    assert text != "-0"
    assert abs(float(text) - value) <= 0.0051


def test_boxes_meet() -> None:
    """Not when they only touch."""
    assert Box(0, 0, 2, 2).meets(Box(1, 1, 3, 3))
    assert not Box(0, 0, 2, 2).meets(Box(2, 0, 3, 2))


def test_pictures_are_written_for_the_ground_they_stand_on(tmp_path: Path) -> None:
    """Dark and light differ in colours only."""
    light, dark = (re.sub(r"#[0-9a-f]{6}", "", write_plot(FERRY, "arcs", dark=on)) for on in (False, True))
    assert light == dark


STYLE = (Path(__file__).parents[2] / "web" / "src" / "style.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(x * share for x, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize(("theme", "selector"), [(LIGHT, ".fullcast {"), (DARK, '.fullcast[data-theme="dark"] {')])
def test_colours_are_those_of_the_page_and_readable(theme: Theme, selector: str) -> None:
    """A level or a feeling has one colour everywhere; whatever colours words stands 4.5 to 1 from the ground."""
    page = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", STYLE.split(selector, 1)[1].split("}")[0]))
    ours = {**theme.emotions, **theme.levels} | {f"v{i}": colour for i, colour in enumerate(theme.voices)}
    assert ours == {name: page[name] for name in ours}
    for colour in (*ours.values(), *theme.states.values(), *theme.ties.values(), theme.ink, theme.soft):
        high, low = sorted((luminance(colour), luminance(theme.paper)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, colour
