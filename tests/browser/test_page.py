"""The reading page in Chromium: what a person sees and does. Every test also proves: no request, no complaint."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import Page
from .stories import Teller, emphasised, goes_on, named, novel, quay, says

pytestmark = pytest.mark.browser

CURRENT = ".q[aria-current=true]"


def words(text: str) -> str:
    """A text without its white space."""
    return re.sub(r"\s+", "", text)


def shown(page: Page) -> str:
    """Every word in the column of text, white space left out."""
    return words(page.run("return Array.from(document.querySelectorAll('.block'), b => b.textContent).join('')"))


def test_it_opens_from_disk_with_every_word_once(page: Page) -> None:
    """The text column holds the words of the text, all of them and nothing else."""
    document = quay()
    page.open(document)
    assert shown(page) == words(document["text"]["content"])
    assert page.text("h1") == "The Lamp at Quay Nine"


def test_each_line_has_its_speaker_by_name_and_by_colour(page: Page) -> None:
    """The name is drawn beside the line, read out before it, and the colour is the character's own."""
    page.open(quay())
    first = page.run(
        "const q = document.querySelector('.q');"
        "return [q.dataset.who, q.getAttribute('aria-label'), getComputedStyle(q).color]"
    )
    assert first == ["Odile\u00a0Varrane", "Odile Varrane, to Pim Tasker: as good as certain", "rgb(3, 83, 163)"]
    colours = page.run("return Array.from(document.querySelectorAll('.cast .name'), n => getComputedStyle(n).color)")
    assert len(set(colours)) == len(colours) >= 5


def test_the_cast_has_counts_and_shares(page: Page) -> None:
    """Lines, words and share of each voice are listed, the one with most lines first."""
    page.open(quay())
    cast = page.texts(".cast .person")
    assert cast[0] == "Odile Varrane5 lines · 29 words · 35%"
    assert [entry.split("animal")[0] for entry in cast if "animal" in entry] == ["Brindle "]
    assert any("1 thought" in entry for entry in cast)
    assert page.text("details") == "Only spoken of 1the harbour board other"


def test_the_keyboard_reaches_every_line(page: Page) -> None:
    """The key j steps through all lines in order, k back, arrows do the same on a line, and the details follow."""
    document = quay()
    page.open(document)
    ids = []
    lines = [q for q in document["quotations"] if q["kind"] != "not_speech"]
    for _ in lines:
        page.press("j")
        ids.append(page.run("return location.hash"))
    assert sorted(ids) == sorted("#" + q["id"] for q in lines)
    page.press("j")
    assert page.text("[role=status]") == "This was the last line"
    page.press("k", "\ue013")  # arrow up
    assert page.text(CURRENT) == "“You lit it.”"
    assert page.run("return document.activeElement.matches(arguments[0])", CURRENT)
    page.press("\ue015")  # arrow down
    assert page.text(".details h2") == "Old Corriden speaks"
    assert "ToOdile Varrane" in page.text(".details .facts")
    page.press("\ue00c")  # escape
    assert page.texts(CURRENT) == []


def test_the_tab_key_finds_a_way_through(page: Page) -> None:
    """Tab goes from the skip link over search and tools to one line of the text and on to the panels."""
    page.open(quay())
    seen = []
    for _ in range(12):
        page.press("\ue004")
        seen.append(
            page.run(
                "const e = document.activeElement;"
                "return e.className + ' ' + e.tagName + ' ' + (e.ariaLabel ?? e.textContent)"
            )
        )
    order = "\n".join(seen)
    assert seen[0].startswith("skip A")
    assert re.search(r"INPUT.*Dark theme.*q speech.*Cast.*Odile Varrane", order, re.DOTALL)
    assert sum("q speech" in entry for entry in seen) == 1


def test_details_say_all_that_is_known(page: Page) -> None:
    """Confidence in words and percent, alternatives, delivery and kind of each line are told."""
    page.open(quay())
    page.press("j")
    assert page.text(".details .facts") == "ToPim TaskerSureas good as certain 97%Known bynamed beside itDeliverysoft"
    for _ in range(5):
        page.press("j")
    facts = page.text(".details .facts")
    assert "not known" in facts
    assert "more likely than not 55% doubtful" in facts
    assert "OrPim Tasker 30%" in facts
    page.click(".q.not_speech")
    assert page.text(".details h2") == "Not speech"


def test_hovering_names_who_is_spoken_to(page: Page) -> None:
    """The pointer over a line shows speaker and addressee; Escape takes it away."""
    from selenium.webdriver import ActionChains

    page.open(quay())
    ActionChains(page.chrome).move_to_element(page.chrome.find_element("css selector", ".q")).perform()
    page.settle()
    assert page.text("[role=tooltip]") == "Odile Varrane to Pim Taskeras good as certain (97%)"
    page.press("\ue00c")
    ActionChains(page.chrome).move_to_element(page.chrome.find_element("css selector", "h1")).perform()
    page.settle()
    assert page.texts("[role=tooltip]") == []


def test_a_character_can_be_followed(page: Page) -> None:
    """Following marks lines and mentions, n and p walk the lines, the strip tells where, Stop ends it."""
    page.open(quay())
    page.click(".cast li:nth-child(3) .person")
    assert "Following Pim Tasker 3 lines" in page.text(".follow")
    assert page.texts(".mention") == ["Pim", "he", "he"]
    assert len(page.texts(".q.followed")) == 3
    assert page.run("return document.querySelector('.ribbon').ariaLabel") == (
        "Pim Tasker speaks 3 times, most in One: What the Fog Kept (3)"
    )
    walked = []
    for key in "nnnnp":
        page.press(key)
        walked.append(page.text(CURRENT)[:12])
    assert walked == ["“I told you ", "“What we cou", "He’ll have u", "He’ll have u", "“What we cou"]
    page.press("N")
    assert page.text("[role=status]").startswith("Mention")
    page.click(".follow .tool:last-child")
    assert page.texts(".follow") == []
    assert page.texts(".mention") == []


def test_search_finds_words_across_typography(page: Page) -> None:
    """Search counts, marks and walks the places; Escape clears them."""
    page.open(quay())
    page.press("/")
    page.press(*"WHO'S")
    page.press("\ue007")  # enter
    page.run("return new Promise(done => setTimeout(done, 200))")
    page.press("\ue007")
    assert page.text(".search output") == "1 of 1"
    assert page.texts("mark.hit-now") == ["Who’s"]
    page.press("\ue00c")
    assert page.texts("mark") == []


def test_scenes_are_a_table_of_contents(page: Page) -> None:
    """Chapters and scenes are listed with place and people, and a click goes there."""
    page.open(quay())
    page.press("s")
    assert page.texts(".chapter") == ["One: What the Fog Kept", "Two: What the Fog Gave Back"]
    assert page.texts(".scenes button")[1] == "the boathouseOdile Varrane, Pim Tasker, the dockhands and Brindle"
    page.click("section:last-child .scenes button")
    assert page.run(
        "const b = [...document.querySelectorAll('.block')].at(-5).getBoundingClientRect();"
        "return b.top > 80 && b.bottom < innerHeight"
    )


def test_doubtful_lines_are_marked_and_walked(page: Page) -> None:
    """The key d goes to the next line in doubt; the threshold changes which they are."""
    page.open(quay())
    page.press("d")
    assert page.text(CURRENT) == "“Who’s there?”"
    page.press("v")
    assert page.text(".doubts li:first-child") == "“Who’s there?”Old Corriden 55%"
    assert len(page.texts(".doubts li")) == 4
    page.run(
        "const s = document.querySelector('input[type=range]'); s.value = 0.8; s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    page.settle()
    assert len(page.texts(".doubts li")) == 7
    assert len(page.texts(".q.doubt")) == 7


def test_kinds_emphasis_and_regions_look_their_part(page: Page) -> None:
    """Thoughts and emphasis lean, notes stand apart with their name, headings are headings."""
    page.open(quay())
    style = "return getComputedStyle(document.querySelector(arguments[0])).fontStyle"
    assert [page.run(style, ".q.thought"), page.run(style, ".block em"), page.run(style, ".q.speech")] == [
        "italic",
        "italic",
        "normal",
    ]
    assert page.run("return document.querySelector('.aside').dataset.region") == "author’s note"
    assert page.texts("main h2") == ["One: What the Fog Kept", "Two: What the Fog Gave Back"]
    assert page.texts(".ornament") == ["* * *"]


def test_dark_and_light(page: Page) -> None:
    """The system's theme comes first, t changes it, and the choice is kept."""
    page.open(quay(), dark=True)
    ground = "return getComputedStyle(document.querySelector('.fullcast')).backgroundColor"
    assert page.run(ground) == "rgb(24, 23, 21)"
    page.press("t")
    assert page.run(ground) == "rgb(252, 250, 245)"
    page.chrome.refresh()
    assert page.run(ground) == "rgb(252, 250, 245)"


def test_help_lists_the_keys_and_can_silence_them(page: Page) -> None:
    """? opens a dialog, Escape closes it, and letters can be switched off."""
    page.open(quay())
    page.press("?")
    assert "next, previous line" in page.text("dialog[open]")
    page.click("dialog input[type=checkbox]")
    page.press("\ue00c")
    assert page.texts("dialog") == []
    page.press("j")
    assert page.texts(CURRENT) == []


@pytest.mark.parametrize(("width", "height", "scale"), [(390, 844, 3), (320, 640, 2), (640, 425, 2), (900, 700, 1)])
def test_small_windows_and_zoom(page: Page, width: int, height: int, scale: float) -> None:
    """On a phone, and at 200% of a desktop window (half its width), nothing is cut off and nothing scrolls sideways."""
    page.open(quay(), width=width, height=height, scale=scale)
    assert page.overflow() <= 0
    page.press("j", "f")
    assert page.overflow() <= 0
    assert page.text(".details h2") == "Odile Varrane speaks"
    box = page.run(
        "const [line, details, mast] = ['.q.chosen', '.details', '.mast']"
        "  .map(name => document.querySelector(name).getBoundingClientRect());"
        "return [line.top >= mast.bottom, line.bottom <= details.top]"
    )
    assert box == [True, True]
    page.press("c")
    assert page.run(
        "const b = document.querySelector('.panel').getBoundingClientRect();"
        "return b.left >= 0 && b.right <= innerWidth && b.width > 200"
    )
    page.press("\ue00c")
    assert not page.chrome.find_element("css selector", ".panel").is_displayed()


def test_a_screen_reader_finds_its_way(page: Page) -> None:
    """The accessibility tree has the landmarks, and each line carries its speaker."""
    page.open(quay())
    tree = page.chrome.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    found = {
        (node.get("role", {}).get("value"), node.get("name", {}).get("value"))
        for node in tree
        if not node.get("ignored")
    }
    for expected in [
        ("main", "The story"),
        ("complementary", "Cast and scenes"),
        ("region", "The chosen line"),
        ("searchbox", "Search the story"),
        ("tablist", "Cast and scenes"),
        ("group", "unknown: doubtful that nobody could say"),
        ("status", ""),
        ("group", "Pim Tasker, thinking, to themself: more likely than not"),
    ]:
        assert expected in found, sorted(map(str, found))


def test_words_that_look_like_markup_stay_words(page: Page) -> None:
    """A book with tags in it, in names and notices too, shows them as text and runs none."""
    evil = '</script><img src=x onerror="window.evil=1"><script>window.evil=1</script> &amp; <b>bold</b>'
    story = Teller(title=evil, author=evil)
    story.character("c1", evil)
    story.scene(evil, "c1")
    story.paragraph(says("c1", evil, to=["c1"]), " ", evil, " ", emphasised(evil))
    document = story.document()
    document["notices"] = [{"code": evil, "message": evil, "span": None}]
    page.open(document)
    for tab in "csvi":
        page.press(tab)
    page.press("j", "f")
    assert page.run("return window.evil") is None
    assert page.texts("main img, main b, main script, aside img") == []
    assert shown(page) == words(document["text"]["content"])


def test_offsets_count_characters_and_not_units(page: Page) -> None:
    """After letters beyond the basic plane every span still covers its own words."""
    story = Teller()
    story.character("c1", "Zoé 🦊")
    story.paragraph(
        "🌫️🌫️ 𝒯𝒽𝑒 fog 👩‍🚒. ",
        says("c1", "“𐍈 first 🔥,”"),
        " said ",
        named("c1", "the fox 🦊"),
        ". ",
        goes_on("“Then 🌊 second.”"),
    )
    story.paragraph("And ", emphasised("𝒶𝓁𝓁"), " was ", says("c1", "“well 😀”"), ".")
    page.open(story.document())
    assert page.texts(".q") == ["“𐍈 first 🔥,”", "“Then 🌊 second.”", "“well 😀”"]
    assert page.texts("em") == ["𝒶𝓁𝓁"]
    page.click(".cast .person")
    assert page.texts(".mention") == ["the fox 🦊"]


def without(*keys: str) -> dict[str, Any]:
    """The short story without some layers."""
    return {key: value for key, value in quay().items() if key not in keys}


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"text": {"content": ""}},
        {"text": {"content": "Only words.\n\nAnd more."}},
        without("characters"),
        without("quotations", "mentions"),
        without(
            "scenes",
            "chapters",
            "regions",
            "paragraphs",
            "emphasis",
            "breaks",
            "notices",
            "entities",
            "metadata",
            "source",
        ),
    ],
)
def test_missing_layers_are_said_and_break_nothing(page: Page, document: dict[str, Any]) -> None:
    """Whatever the document lacks, the page opens, every key can be pressed, and About names what is not there."""
    page.open(document)
    page.press("j", "d", "n", "f", "c", "s", "v", "i", "t")
    assert page.texts(".notices") != []
    assert shown(page) == words(document.get("text", {}).get("content", ""))


def test_without_confidence_it_says_so(page: Page) -> None:
    """Where no line has a confidence, only lines without a speaker are in doubt, and the page says why."""
    document = quay()
    for quotation in document["quotations"]:
        quotation.pop("confidence", None)
    page.open(document)
    page.press("j", "v")
    assert "not measured" in page.text(".details .facts")
    assert "does not say how sure" in " ".join(page.texts(".tabpanel .plain"))
    assert len(page.texts(".doubts li")) == 2


def test_without_text_it_says_so(page: Page) -> None:
    """A document written with --no-text shows who speaks in which order, and that the words are not there."""
    document = quay()
    del document["text"]["content"]
    page.open(document)
    assert "carries no text" in page.texts("main .plain")[0]
    assert len(page.texts("main li")) == len(document["quotations"])
    page.press("j")
    assert page.text(".details h2") == "Odile Varrane speaks"
    assert "words" not in page.texts(".cast .person")[0]


def test_a_link_opens_at_its_line(page: Page) -> None:
    """The address of a line leads back to it."""
    page.open(novel(words=20_000))
    page.run("location.hash = '#q400'; location.reload()")
    page.settle()
    assert page.run("return document.querySelector(arguments[0]).dataset.line", CURRENT) == "399"


def test_a_host_with_a_server_can_load_and_save(page: Page) -> None:
    """Another host mounts the same bundle: it loads the document, and a correction is saved and shown."""
    page.open(quay())
    page.run(
        """
        const [document_] = arguments; window.saved = [];
        const save = async correction => {
          saved.push(correction);
          const next = structuredClone(document_);
          Object.assign(next.quotations.find(q => q.id === correction.line), {speaker: correction.speaker, by: "person"});
          return next;
        };
        fullcastPage.mount(document.getElementById("fullcast-page"), {load: async () => document_, save});
        """,
        quay(),
    )
    page.settle()
    page.press("j")
    assert page.texts(".correct option")[0] == "nobody can say"
    page.run(
        "const s = document.querySelector('.correct select'); s.value = 'c3';"
        "s.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    page.settle()
    assert page.run("return saved") == [{"line": "q1", "speaker": "c3"}]
    assert page.text(".details h2") == "Old Corriden speaks"
    assert "set by a person" in page.text(".details .facts")


def test_the_static_page_offers_no_correction(page: Page) -> None:
    """Without a place to save them there are no controls for corrections."""
    page.open(quay())
    page.press("j")
    assert page.texts(".correct") == []


def test_a_novel_opens_fast_and_scrolls_without_stutter(page: Page) -> None:
    """More than 150,000 words: first words, long tasks and frames are measured and printed; three times the aim fails."""
    document = novel()
    page.open(document)
    first, loading = page.run("return [watched.first, watched.long.splice(0)]")
    for _ in range(200):
        if not page.run("return document.querySelectorAll('.chunk.empty').length"):
            break
        page.settle()
    drawn = page.run("return performance.now()")
    drawing = page.run("return watched.long.splice(0)")
    frames = page.chrome.execute_async_script(
        """
        const done = arguments[0], gaps = []; let last = performance.now(), start = last;
        requestAnimationFrame(function frame() {
          const now = performance.now(); gaps.push(now - last); last = now; scrollBy(0, 300);
          if (now - start < 4000) requestAnimationFrame(frame); else done(gaps.sort((a, b) => a - b));
        });
        """
    )
    scrolling = page.run("return watched.long.splice(0)")
    at_95 = frames[int(len(frames) * 0.95)]
    text = document["text"]["content"]
    print(
        f"\n{len(text.split())} words, {len(document['quotations'])} quotations, {len(document['mentions'])} mentions:"
        f" first words after {first:.0f} ms, all drawn after {drawn:.0f} ms,"
        f" longest task at opening {max(loading, default=0):.0f} ms, while drawing the rest {max(drawing, default=0):.0f} ms;"
        f" scrolling: median frame {frames[len(frames) // 2]:.0f} ms, 95% {at_95:.0f} ms, worst {frames[-1]:.0f} ms,"
        f" {len(scrolling)} long tasks"
    )
    assert shown(page) == words(text)
    page.press("j", "f", "n")
    assert re.search(r"line \d+ of", page.text(".follow"))
    assert first < 3 * 1000
    assert at_95 < 3 * 34
    assert sum(scrolling) < 3 * 500


@pytest.mark.parametrize("look", ["light", "dark", "phone", "followed"])
def test_screenshots(page: Page, look: str, tmp_path: Path) -> None:
    """Pictures for a person to look at, in the folder FULLCAST_SCREENSHOTS or a temporary one."""
    if look == "phone":
        page.open(quay(), width=390, height=844, scale=2)
    else:
        page.open(quay(), dark=look == "dark")
    if look == "followed":
        page.press("j", "f", "n")
    picture = Path(os.environ.get("FULLCAST_SCREENSHOTS", tmp_path)) / f"{look}.png"
    assert page.chrome.save_screenshot(str(picture))
    assert picture.stat().st_size > 10_000
