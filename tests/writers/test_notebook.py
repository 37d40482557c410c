"""What a notebook shows."""

from __future__ import annotations

import json
from pathlib import Path

from fullcast.layers import Story

DOCUMENT = json.loads((Path(__file__).parents[1] / "layers" / "harbour.json").read_bytes())


def test_cast_and_first_lines_are_shown() -> None:
    """With the counts."""
    html = Story.from_json(json.dumps(DOCUMENT))._repr_html_()
    assert "<b>harbour.txt</b><br>50 words, 2 scenes, 2 lines of speech" in html
    assert "<td>Old Per</td><td>1</td><td>9</td><td>69%</td>" in html
    assert "<td>q4</td><td>Ines</td><td>Go home</td>" in html


def test_nothing_of_the_book_is_markup() -> None:
    """Names, titles and words are escaped."""
    characters = [c | {"name": "<script>alert(1)</script>"} for c in DOCUMENT["characters"]]
    metadata = {"title": "<img src=x onerror=y>", "tags": []}
    html = Story.from_json(json.dumps(DOCUMENT | {"characters": characters, "metadata": metadata}))._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_large_cast_is_cut() -> None:
    """The rest is counted."""
    extra = [DOCUMENT["characters"][0] | {"id": f"x{n}", "name": f"Guest {n}"} for n in range(500)]
    html = Story.from_json(json.dumps(DOCUMENT | {"characters": DOCUMENT["characters"] + extra}))._repr_html_()
    assert "and 490 more" in html
    assert len(html) < 5000
