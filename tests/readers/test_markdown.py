"""Markdown files."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from fullcast.errors import SourceError
from fullcast.layers import Story
from fullcast.readers import read_source, read_string
from tests.readers.factories import HARBOUR, PIER
from tests.readers.laws import assert_laws, kinds, shown

ONE, TWO = "\n\n".join(PIER), "\n\n".join(HARBOUR)


def read(source: str) -> Story:
    """The story of Markdown, laws asserted."""
    story = read_source(source.encode(), name="story.md")
    assert_laws(story, source)
    return story


def test_headings_are_chapters_and_the_first_alone_the_title() -> None:
    """One heading above others names the book."""
    story = read(f"# The Seventh Boat\n\n## The Pier\n\n{ONE}\n\n## The Harbour\n\n{TWO}\n")
    assert [c.title for c in story.chapters] == ["The Pier", "The Harbour"]
    assert kinds(story) == ["title", "heading", "story", "heading", "story"]
    assert (story.metadata.title, story.source.media_type) == ("The Seventh Boat", "text/markdown")


def test_marks_are_not_in_the_text() -> None:
    """Emphasis is a layer; links, code and escapes give their words; lines are joined."""
    story = read(
        f"{ONE}\n\nMara *waited*\nfor **the [boat](http://x.example/the)** and `him` \\*here &amp; there.\n\n> She _wrote_ it.\n"
    )
    assert shown(story)[4:] == ["Mara waited for the boat and him *here & there.", "She wrote it."]
    assert [story.text.words(e) for e in story.emphasis] == ["waited", "the boat", "wrote"]


def test_rules_are_breaks() -> None:
    """A thematic break of any kind is an ornament without a sign."""
    for rule in ("---", "***", "* * *", "___"):
        story = read(f"{ONE}\n\n{rule}\n\n{TWO}\n")
        assert [b.kind for b in story.breaks] == ["ornament"]
        assert story.text.words((story.breaks[0].start, story.breaks[0].end)) == "\n\n"


def test_a_yaml_head_is_metadata() -> None:
    """Title, author, language and tags of the head are kept, and the head is no text."""
    story = read(
        f"---\ntitle: The Seventh Boat\nauthor: [A. Writer, B. Writer]\nlang: en-GB\ntags: [boats]\ncharacters: [Mara]\n---\n\n{ONE}\n"
    )
    metadata = story.metadata
    assert (metadata.title, metadata.author, metadata.language, metadata.tags) == (
        "The Seventh Boat",
        "A. Writer, B. Writer",
        "en",
        ("boats",),
    )
    assert metadata.characters == ("Mara",)
    assert kinds(story) == ["story"]


def test_html_inside_loses_its_tags() -> None:
    """Tags are dropped, emphasis in them is kept, comments go."""
    story = read(f"{ONE}\n\n<center>Mara <i>waited</i></center>\n\nand <em>so</em><!-- no --> did he.\n")
    assert shown(story)[4:] == ["Mara waited", "and so did he."]
    assert [story.text.words(e) for e in story.emphasis] == ["waited", "so"]


def test_a_string_with_the_name_of_markdown() -> None:
    """`read_string` goes by the name."""
    assert read_string("*So* it was, said Mara to nobody.", "a.md").text.content == "So it was, said Mara to nobody."


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab *_`[]()#>-\n\\&;<!\t1.é"), max_size=200))
def test_laws_hold_for_any_marks(source: str) -> None:
    """Whatever the marks, runs of the map stand in the source."""
    with contextlib.suppress(SourceError):
        read(f"{ONE}\n\n{source}")
