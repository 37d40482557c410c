"""The page as a file: what is in it, before any browser opens it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from fullcast.writers.page import write_page

from .stories import Teller, quay, says


class Elements(HTMLParser):
    """Collects start tags with attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Notes the text of a script or style."""
        if self.tags and self.tags[-1][0] in ("script", "style") and data.strip():
            self.raw.append((*self.tags[-1], data))


HOSTILE = (
    "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> & &amp; \u2028\u2029 ]]> \ud800 \U0001f600"
)


def embedded(page: str) -> Any:
    """The document that a page carries."""
    (data,) = [text for _, attributes, text in Elements(page).raw if attributes.get("id") == "fullcast-story"]
    return json.loads(data)


def test_it_carries_the_document_exactly() -> None:
    """The document read back from the page is the one it was written from, text of any kind included."""
    document = quay()
    document["text"]["content"] += HOSTILE
    document["unknown key"] = {HOSTILE: [1.5, None, True]}
    page = write_page(document)
    assert embedded(page) == document
    page.encode("utf-8")


def test_no_word_of_the_book_is_markup() -> None:
    """Text that looks like markup adds no tag to the page, in text, title or names."""
    story = Teller(title=HOSTILE, author=HOSTILE)
    story.character("c1", HOSTILE)
    story.paragraph(says("c1", HOSTILE))
    hostile, plain = Elements(write_page(story.document())), Elements(write_page(quay()))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]


def test_the_policy_allows_its_own_script_and_style_only() -> None:
    """The content security policy names the digests of exactly the script and the style of the page."""
    elements = Elements(write_page(quay()))
    (policy,) = [a["content"] or "" for tag, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    digests = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for _, attributes, text in elements.raw
        if attributes.get("id") != "fullcast-story"
    ]
    assert re.findall(r"'sha256-([^']+)'", policy) == digests[::-1]


def test_it_names_nothing_outside_itself() -> None:
    """No element of the page has an address to load from."""
    for tag, attributes in Elements(write_page(quay())).tags:
        assert not {"src", "srcset", "action", "data"} & attributes.keys()
        assert attributes.get("href", "data:,") == "data:,", tag


@pytest.mark.parametrize(
    ("document", "title"),
    [
        ({}, "fullcast"),
        ({"metadata": {"title": "A <b>\n title"}}, "A &lt;b&gt; title"),
        ({"metadata": {"title": None}, "source": {"name": "a.txt"}}, "a.txt"),
        ({"metadata": 3, "source": None}, "fullcast"),
    ],
)
def test_the_window_has_a_title(document: dict[str, Any], title: str) -> None:
    """The title is the story's, else the file's name, else the program's."""
    assert f"<title>{title}</title>" in write_page(document)


def test_the_same_document_gives_the_same_page() -> None:
    """Writing twice gives the same bytes."""
    assert write_page(quay()) == write_page(quay())


def test_a_number_that_is_none_is_refused() -> None:
    """NaN has no sign in JSON; the page is not written."""
    with pytest.raises(ValueError, match="JSON compliant"):
        write_page({"confidence": float("nan")})
