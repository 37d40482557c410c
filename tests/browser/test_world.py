"""What happens in a story, in Chromium: levels, arcs, network, the world at a place, and nothing told before its time."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from .conftest import Page
from .stories import Document, eventful_novel, ferry, quay, ran
from .test_page import shown, words

pytestmark = pytest.mark.browser

LATER = ".place input[type=checkbox]"
SEEK = """
const slider = document.querySelector(".place input[type=range]");
slider.value = arguments[0];
slider.dispatchEvent(new Event("input", {bubbles: true}));
"""
OUTSIDE = """
const own = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, node =>
  node.parentElement.closest(".block, script, style") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
const said = Array.from(document.querySelectorAll("[aria-label], [data-who], [title], [data-level]"), e =>
  [e.ariaLabel, e.dataset.who, e.title, e.dataset.level].join(" "));
while (own.nextNode()) said.push(own.currentNode.data);
return said.join("\\n");
"""


@pytest.fixture(scope="module")
def story() -> Document:
    """The ferry, with its changes."""
    return ran(ferry())


def beginning(page: Page, story: Document, *, key: str = "") -> Page:
    """The story in a window that shows its first lines only."""
    page.open(story, height=420)
    page.run("return new Promise(done => setTimeout(done, 300))")
    if key:
        page.press(key)
    return page


def seek(page: Page, story: Document, at: str) -> None:
    """Moves the slider to where some words begin."""
    page.run(SEEK, story["text"]["content"].index(at))
    page.settle()
    page.settle()


def said(page: Page) -> str:
    """All that the page says in words of its own."""
    return str(page.run(OUTSIDE))


def test_a_dream_has_a_ground_of_its_own(page: Page, story: Document) -> None:
    """With its name where it begins; the words of the text stay the words of the text."""
    page.open(story, height=2000)
    page.run("return new Promise(done => setTimeout(done, 300))")
    assert page.run("return Array.from(document.querySelectorAll('.block[data-level]'), b => b.dataset.level)") == [
        "Tilda’s dream"
    ]
    assert page.texts(".block.lv-dream")[0].startswith("The boat was full of lamps.")
    assert len(page.texts(".block.lv-dream")) == 3
    assert shown(page) == words(story["text"]["content"])


def test_a_level_within_a_paragraph_shades_its_words(page: Page, story: Document) -> None:
    """From its first to its last, and no others."""
    document = story | {"levels": [dict(level) for level in story["levels"]]}
    at = document["text"]["content"].index("Nobody wept")
    document["levels"].append(
        {"id": "l2", "kind": "memory", "parent": "l1", "experiencer": "c2", "spans": [[at, at + 18]]}
    )
    page.open(document, height=2000)
    page.run("return new Promise(done => setTimeout(done, 300))")
    assert page.texts("mark.lv-memory") == ["Nobody wept for him"[:18]]
    assert page.run("return document.querySelector('mark.lv').dataset.level") == "Oskar’s memory"


def test_nothing_is_told_before_its_time(page: Page, story: Document) -> None:
    """Neither who the rower is nor that it was a dream: not in the cast, not beside a line, not in a label of any view."""
    beginning(page, story)
    for key in "cws1" + "2" + "3":
        page.press(key)
        assert "Bettany" not in said(page), key
        assert "Tilda’s dream" not in said(page), key
    page.press("1", "c")
    assert "the hooded rower" in page.texts(".cast .name")
    assert "the\u00a0hooded rower".replace("\u00a0", " ") in said(page)
    assert page.texts(".block.lv") == []


def test_what_has_been_read_is_told(page: Page, story: Document) -> None:
    """Once the place is passed the name stands everywhere, also on lines before it, and does not go when one turns back."""
    beginning(page, story)
    page.run("scrollTo(0, 99999)")
    page.run("return new Promise(done => setTimeout(done, 400))")
    page.run("scrollTo(0, 0)")
    page.run("return new Promise(done => setTimeout(done, 400))")
    assert "Bettany" in page.texts(".cast .name")
    assert "the hooded rower" not in said(page)
    assert page.run("return document.querySelectorAll('.q')[1].dataset.who") == "Bettany"
    assert len(page.texts(".block.lv-dream")) == 3


def test_colours_stay_when_somebody_is_unmasked(page: Page, story: Document) -> None:
    """A figure has the colour that the character has after."""
    colours = "return Array.from(document.querySelectorAll('.q'), q => getComputedStyle(q).color)"
    beginning(page, story, key="w")
    before = page.run(colours)
    page.click(LATER)
    assert page.run(colours) == before
    assert "Bettany" in said(page)


def test_what_comes_later_can_be_shown(page: Page, story: Document) -> None:
    """At once and by one switch; the choice is remembered for this story and no other."""
    beginning(page, story, key="2")
    assert "Not read yet" in page.text(".veil")
    page.click(LATER)
    assert page.texts(".veil") == []
    assert "decides: go with Bettany" in page.texts(".moment text")
    beginning(page, story, key="2")
    assert page.texts(".veil") == []
    other = ferry()
    other["text"]["content"] += "The end."
    other["text"]["sha256"] = "0" * 64
    beginning(page, other, key="2")
    assert page.texts(".veil") != []


def test_the_arcs_are_a_picture_and_a_table(page: Page, story: Document) -> None:
    """Lanes by name, states and feelings by word; the table says the same, and both lead to the words."""
    beginning(page, story, key="2")
    page.click(LATER)
    assert sorted(page.texts(".lane-name")) == ["Bettany", "Oskar", "Tilda", "Tilda’s father"]
    said_in_picture = page.texts(".picture svg text")
    for words_ in (
        "hurt: hand",
        "fear → Tilda",
        "Tilda’s dream",
        "dead (Tilda’s dream)",
        "was “the hooded rower” until here",
    ):
        assert words_ in said_in_picture
    page.click(".as-table summary")
    rows = page.texts(".as-table tbody tr")
    oskar = next(row for row in rows if row.startswith("Oskar"))
    assert "1 to 3" in oskar
    assert re.search(r"hurt: hand \d+%, scene 1 of 3", oskar)
    page.run(
        "Array.from(document.querySelectorAll('.as-table .link')).find(e => e.textContent.startsWith('hurt')).click()"
    )
    page.settle()
    assert page.run("return getComputedStyle(document.querySelector('.text').parentElement).display") == "block"
    assert page.run(
        "const r = document.querySelectorAll('.block')[3].getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight"
    )


def test_the_arcs_can_be_zoomed(page: Page, story: Document) -> None:
    """Larger shows more words; the names stay in view while the picture moves under them."""
    beginning(page, story, key="2")
    page.click(LATER)
    wide = "return document.querySelector('.canvas svg').clientWidth"
    before = page.run(wide)
    for _ in range(3):
        page.click("[aria-label=Larger]")
    assert page.run(wide) > 2.5 * before
    page.run("document.querySelector('.frame').scrollLeft = 400")
    page.settle()
    frame = "document.querySelector('.frame').getBoundingClientRect().left"
    assert (
        page.run(f"return Math.round(document.querySelector('.lane-names').getBoundingClientRect().left - {frame})")
        == 0
    )
    assert page.overflow() <= 0


def test_the_network_grows_with_the_story(page: Page, story: Document) -> None:
    """What has not happened yet is not there; the circles keep their places."""
    beginning(page, story, key="3")
    seek(page, story, "“Not in this water")
    assert sorted(page.texts(".node-name")) == ["Tilda", "the hooded rower"]
    tilda = "return document.querySelector('.node.v0 circle').getAttribute('cx')"
    where = page.run(tilda)
    seek(page, story, "Oskar came running")
    assert page.run(tilda) == where
    assert page.texts(".as-table tbody tr") != []
    seek(page, story, "“Row,”")
    assert sorted(page.texts(".node-name")) == ["Bettany", "Oskar", "Tilda", "Tilda’s father"]
    assert {"siblings", "sadness", "fear, love"} <= set(page.texts(".label"))
    page.click(".as-table summary")
    assert "OskarTilda1fear and love" in page.texts(".as-table tbody tr")


def test_the_slider_moves_the_whole_picture(page: Page, story: Document) -> None:
    """Text, states, decisions and what a reader knows, forward and back."""
    beginning(page, story, key="w")
    seek(page, story, "came running")
    assert page.texts(".world .state") == []
    seek(page, story, "“Tilda, wait!”")
    assert page.texts(".world .state") == ["hurt: hand"]
    seek(page, story, "Nobody wept")
    assert "dead" in page.texts(".world .state")  # one who has not read on takes the dream for true
    seek(page, story, "had gone to sleep by")
    assert "Tilda must choose: go with Bettany or stay with Oskar (offered by Bettany)" in page.texts(".world li")
    assert "“the hooded rower” is Bettany" in page.texts(".world li")
    assert "dead" not in page.texts(".world .state")
    seek(page, story, "she said.")
    assert "Tilda decided: go with Bettany" in page.texts(".world li")
    assert page.run(
        "const r = document.querySelectorAll('.block')[14].getBoundingClientRect(); return r.top > 0 && r.top < innerHeight"
    )
    seek(page, story, "The hooded rower")
    assert not [item for item in page.texts(".world li") if "decided" in item]


def test_the_slider_is_read_out_and_steps(page: Page, story: Document) -> None:
    """Its value is said in words; the keys e and E go from change to change."""
    beginning(page, story, key="w")
    seek(page, story, "The boat was")
    assert page.run("return document.querySelector('.place input').getAttribute('aria-valuetext')").endswith(
        "%, scene 2 of 3"
    )
    here = "return Number(document.querySelector('.place input').value)"
    before = page.run(here)
    page.press("e")
    assert page.run(here) > before
    page.press("E")
    assert page.run(here) == before
    assert re.fullmatch(r"\d+%, scene 2 of 3", page.text("[role=status]"))


def test_views_can_be_changed_by_key_and_the_place_is_kept(page: Page, story: Document) -> None:
    """From the text to a picture and back to where one was."""
    beginning(page, story)
    page.run("scrollTo(0, 99999)")
    page.run("return new Promise(done => setTimeout(done, 400))")
    before = page.run("return scrollY")
    page.press("2", "3")
    assert page.texts(".picture h2") == ["Who speaks to whom, and what they feel"]
    page.press("1")
    page.run("return new Promise(done => setTimeout(done, 300))")
    assert abs(page.run("return scrollY") - before) < 200


def test_names_in_every_layer_are_words(page: Page, story: Document) -> None:
    """Nothing that a document holds is markup, in any of the views."""
    hostile = "<img src=x onerror=alert(1)>"
    document = story | {
        "characters": [c | {"name": hostile + c["id"]} for c in story["characters"]],
        "states": [s | {"where": hostile} for s in story["states"]],
        "reveals": [r | {"figure": hostile} for r in story["reveals"]],
        "decisions": [d | {"options": [hostile, "b"], "chosen": hostile} for d in story["decisions"]],
        "levels": [level | {"kind": hostile if level["kind"] == "dream" else "story"} for level in story["levels"]],
    }
    page.open(document, height=1500)
    page.press("w")
    page.click(LATER)
    for key in "231":
        page.press(key, "s", "w")
        assert page.run("return document.querySelectorAll('img').length") == 0


def test_a_document_without_a_world_says_so(page: Page) -> None:
    """The views of a story whose layers nobody has made are there, and plain."""
    page.open(quay())
    page.press("w")
    assert "does not say what happens" in page.text(".tabpanel")
    page.press("2")
    assert "Odile Varrane" in page.texts(".lane-name")
    page.press("3")
    assert page.texts(".as-table summary") == ["The same as a table"]
    page.press("i")
    assert any("states, feelings" in item for item in page.texts(".notices li"))


@pytest.mark.parametrize("key", "123")
def test_a_phone_shows_every_view(page: Page, story: Document, key: str) -> None:
    """Without moving sideways; the panel has the way from view to view."""
    page.open(story, width=390, height=844)
    page.press(key)
    assert page.overflow() <= 0
    page.press("w")
    assert page.texts(".panel-views button") == ["Text", "Arcs", "Network"]
    page.click(".panel-views button:nth-child(2)")
    assert page.texts(".picture h2") == ["What becomes of whom"]
    assert page.overflow() <= 0


def test_a_novel_in_pictures(page: Page) -> None:
    """With thousands of feelings and hundreds of states: the longest task of each act is printed; three times the aim fails."""
    page.open(eventful_novel())
    page.run("return new Promise(done => setTimeout(done, 9000))")  # until all of the text is drawn
    key = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'KEY', bubbles: true}))"

    def during(act: str) -> float:
        page.run("watched.long.length = 0; " + act + "; return new Promise(done => setTimeout(done, 600))")
        return float(max(page.run("return watched.long"), default=0))

    took = {"arcs": during(key.replace("KEY", "2"))}
    took["all of it"] = during("document.querySelector('.place input[type=checkbox]').click()")
    slide = SEEK.replace("arguments[0]", "slider.max * SHARE")
    took["slider over the arcs"] = max(during(slide.replace("SHARE", str(x / 10))) for x in range(1, 10))
    took["network"] = during(key.replace("KEY", "3"))
    took["world"] = during(key.replace("KEY", "w"))
    took["slider over the network"] = max(during(slide.replace("SHARE", str(x / 10))) for x in range(1, 10))
    print("\n" + ", ".join(f"{what} {time:.0f} ms" for what, time in took.items()))
    assert max(took["arcs"], took["all of it"], took["network"], took["world"]) < 3 * 500
    assert max(took["slider over the arcs"], took["slider over the network"]) < 3 * 150


@pytest.mark.parametrize("look", ["arcs", "arcs dark", "network", "network phone", "world"])
def test_screenshots(page: Page, story: Document, look: str, tmp_path: Path) -> None:
    """Pictures for a person to look at, in the folder FULLCAST_SCREENSHOTS or a temporary one."""
    page.open(story, dark="dark" in look, **({"width": 390, "height": 844} if "phone" in look else {}))
    page.press({"arcs": "2", "network": "3", "world": "w"}[look.split()[0]])
    page.click(LATER)
    picture = Path(os.environ.get("FULLCAST_SCREENSHOTS", tmp_path)) / f"{look.replace(' ', '-')}.png"
    assert page.chrome.save_screenshot(str(picture))
    assert picture.stat().st_size > 10_000
