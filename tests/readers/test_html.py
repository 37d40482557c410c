"""HTML pages."""

from __future__ import annotations

import contextlib
import html
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcast.errors import SourceError
from fullcast.layers import Story
from fullcast.readers import read_source
from tests.readers.factories import HARBOUR, PIER, paragraphs
from tests.readers.laws import assert_laws, kinds, shown

BODY = paragraphs(PIER)


def read(source: str, name: str = "story.html") -> tuple[Story, list[str]]:
    """The story of a page, laws asserted, and its paragraphs."""
    story = read_source(source.encode(), name=name)
    assert_laws(story, source)
    return story, shown(story)


def test_paragraphs_headings_and_rules() -> None:
    """Structure comes from the markup, white space is made single."""
    story, words = read(
        f"<html lang=en><head><title>Boats</title></head><body><h2>One</h2>\n<p>Mara\n  set</p><hr/>{BODY}<h2>Two</h2>{paragraphs(HARBOUR)}</body></html>"
    )
    assert words[:2] == ["One", "Mara set"]
    assert [c.title for c in story.chapters] == ["One", "Two"]
    assert [b.kind for b in story.breaks] == ["ornament"]
    assert kinds(story) == ["heading", "story", "heading", "story"]
    assert story.metadata.title == "Boats"


def test_emphasis_of_every_kind() -> None:
    """Tags, styles and classes of a style sheet set emphasis; spans have no white space at their ends."""
    source = (
        "<style>.it, p.x { font-style: italic } .up{font-style:normal}</style>" + BODY
        + '<p><i> so </i>and <em>on, <b>and</b> on</em>; <span style="font-style: italic">she</span> <span class="it">said</span> <span class="up">no</span>.</p>'
    )  # fmt: skip
    story, _ = read("<!doctype html>" + source)
    assert [story.text.words(e) for e in story.emphasis] == ["so", "on, and on", "she", "said"]


def test_emphasis_over_paragraphs_is_cut_at_them() -> None:
    """Each paragraph has its own span."""
    story, _ = read(f"<body><i><p>One thought.</p><p>Another thought.</p></i>{BODY}</body>")
    assert [story.text.words(e) for e in story.emphasis] == ["One thought.", "Another thought."]


def test_entities_soft_hyphens_and_ruby() -> None:
    """Characters are decoded; what only helps a browser is left out."""
    _, words = read(
        f"<body><p>caf&eacute; &amp; co&shy;m&#39;on&hellip; <ruby>漢<rt>kan</rt></ruby> a&nbsp;b</p>{BODY}</body>"
    )
    assert words[0] == "café & com'on… 漢 a b"


def test_drop_caps_are_joined() -> None:
    """A first letter in a span, in a block of its own or as a picture is part of its word, and no emphasis."""
    for cap in (
        '<p><span class="dropcap">M</span>ara',
        '<div class="drop-cap">M</div><p>ara',
        '<p><img class="dropcap" alt="M" src="m.png">ara',
        "<p><b>M</b>ara",
    ):
        story, words = read(f"<body>{cap} waited.</p>{BODY}</body>")
        assert words[0] == "Mara waited."
        assert not story.emphasis


def test_scripts_styles_and_hidden_parts_are_left_out() -> None:
    """Nothing that a reader of the page does not see is in the text."""
    story, _ = read(
        f'<body><script>var x = "<p>no</p>";</script><style>p{{}}</style><p hidden>no</p><p style="display: none">no</p><!-- no --><noscript>no</noscript>{BODY}</body>'
    )
    assert "no" not in re.findall(r"\w+", story.text.content.split(PIER[0])[0])


def test_line_breaks() -> None:
    """Two `<br>` part paragraphs, one keeps a line of verse, and long lines with one are paragraphs."""
    _, words = read(f"<body><p>{PIER[0]}<br><br>{PIER[2]}</p><p>{'<br>'.join(HARBOUR[:2])}</p>{BODY}</body>")
    assert words[:4] == [PIER[0], PIER[2], HARBOUR[0], HARBOUR[1]]
    story, _ = read(f"<body><p>The tide goes out,<br>the tide comes in,<br>and neither asks</p>{BODY}</body>")
    assert story.text.words(story.paragraphs[0]) == "The tide goes out,\nthe tide comes in,\nand neither asks"


def test_navigation_is_no_story() -> None:
    """What a page calls its navigation is set apart."""
    story, _ = read(f"<body><nav><a>Home</a> <a>Next</a></nav>{BODY}</body>")
    assert kinds(story) == ["contents", "story"]


def test_preformatted_text() -> None:
    """Lines are kept, blank lines part paragraphs, and the map leads to the right one of two equal lines."""
    story, words = read(
        f"<body><pre>The tide\n  goes out\n\nthe tide\ncomes in &amp; out,\nthe tide\n</pre>{BODY}</body>"
    )
    assert words[:2] == ["The tide goes out", "the tide comes in & out, the tide"]
    assert story.text.content.startswith("The tide\n  goes out\n\nthe tide\n")


def test_broken_markup_costs_no_more_than_whole() -> None:
    """Unclosed tags, quotes and comments are read in linear time."""
    for broken in ("<a ", '<div class="', "<!--", "<style>", "&", "a & b\n", "<i>", "<![CDATA["):
        start = time.process_time()
        with contextlib.suppress(SourceError):
            read_source(f"<html><body>{BODY}{broken * (60_000 // len(broken))}".encode(), name="x.html")
        assert time.process_time() - start < 3


def test_empty_paragraphs_are_a_blank() -> None:
    """A rare empty paragraph is a scene break."""
    story, _ = read(f"<body>{paragraphs([*PIER, *HARBOUR])}<p>&nbsp;</p>{paragraphs([*PIER, *HARBOUR])}</body>")
    assert [b.kind for b in story.breaks] == ["blank"]


def test_one_heading_is_the_title() -> None:
    """A heading alone above a story names it and is no chapter."""
    story, _ = read(f"<body><h1>The Seventh Boat</h1><p>by A. Writer</p>{BODY}</body>")
    assert kinds(story) == ["title", "story"]
    assert (story.metadata.title, story.metadata.author, [c.title for c in story.chapters]) == (
        "The Seventh Boat",
        "A. Writer",
        [None],
    )


def test_broken_markup_is_read_as_a_browser_does() -> None:
    """Unclosed and crossed tags lose no words."""
    _, words = read("<body><p>One <b>two <i>three</b> four</i><p>five < six & seven<div>eight" + BODY)
    assert words[:3] == ["One two three four", "five < six & seven", "eight"]


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    """Ten thousand open tags are read like one."""
    _, words = read("<html><body>" + "<div>" * 5000 + "<p>Mara waited.</p>" + "</div>" * 5000 + BODY)
    assert "Mara waited." in words[0]


def test_the_charset_of_the_page_counts() -> None:
    """A page that names its encoding is read by it."""
    words = "Дождь шёл весь день, и никто не вышел на улицу."
    story = read_source(
        f'<html><head><meta charset="koi8-r"></head><body><p>{words}</p></body></html>'.encode("koi8-r"), name="x.html"
    )
    assert words in story.text.content


TEXT = st.text(alphabet=st.sampled_from("abc <>&\"'é\u00a0\u00ad\n\t“”\U0001f600"), min_size=1, max_size=30)
WRAPS = st.sampled_from(
    ["{}", "<b>{}</b>", "<i>{}</i>", "<em><span class='x'>{}</span></em>", "{}<br>", "<span>{}</span>", "{}<!-- c -->"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.tuples(TEXT, WRAPS), min_size=1, max_size=5), min_size=1, max_size=6), st.booleans())
def test_laws_and_map_of_any_page(page: list[list[tuple[str, str]]], raw: bool) -> None:
    """Every run of the map stands in the source, and no letter is lost or doubled."""
    parts = "".join(
        "<p>"
        + "".join(w.format(t if raw and not set(t) & set("<&") else html.escape(t, quote=False)) for t, w in p)
        + "</p>\n"
        for p in page
    )
    source = f"<html><body>{BODY}{parts}</body></html>"
    story = read_source(source.encode(), name="x.html")
    assert_laws(story, source)
    wanted = re.sub(r"[\s\u00ad]", "", "".join(t for p in page for t, _ in p))
    assert re.sub(r"\s", "", story.text.content).endswith(wanted)


@pytest.mark.parametrize(
    "source",
    [
        "<p>Mara waited for the boat.</p>",
        "<div><p>Mara waited.</p></div>",
        "\n<!DOCTYPE HTML><p>Mara waited.",
        "<!-- c --><html><body>Mara waited.",
    ],
)
def test_pages_are_known_by_their_start(source: str) -> None:
    """A fragment is HTML too, whatever its name."""
    assert read_source(source.encode(), name="x").source.media_type == "text/html"
