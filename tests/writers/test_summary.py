"""The summary: one screen that a newcomer understands, in any terminal."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from fullcast.layers import Story
from fullcast.writers.summary import print_summary, write_summary

HERE = Path(__file__).parent
DOCUMENT = json.loads((HERE.parent / "layers" / "harbour.json").read_bytes())
HARBOUR = Story.from_json(json.dumps(DOCUMENT))

SUMMARY = """\
harbour.txt
50 words, 2 scenes, 2 lines of speech

Cast          lines  words  share of speech    first seen  last
Old Per           1      9   69% ████████████         13%   91%
Ines              1      4   31% █████                 0%   62%

Scenes  from  place     who is there
     1    0%  the quay  Ines, Old Per
     2   77%            Old Per

World
off the story  a dream of Old Per (94%)

How sure it is
no speaker found     0 of 2 lines (0%)
worth a second look  1 of 2 lines (50%)
notice weak_place: the second scene names no place

Least certain
q2  Old Per  41%  "They said, 'Wait,' so I wait." … "Ask the ferry---"
why?  fullcast explain harbour.txt q2
scene by scene?  fullcast replay harbour.txt
"""


def changed(**changes: object) -> Story:
    """The story with keys of its document put in the place of others."""
    return Story.from_json(json.dumps(DOCUMENT | changes))


def test_the_summary_of_a_small_story() -> None:
    """Cast, scenes, and how sure it is."""
    assert write_summary(HARBOUR) == SUMMARY


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_no_line_of_a_table_is_wider_than_the_terminal(width: int) -> None:
    """A narrow terminal is shown less."""
    lines = write_summary(HARBOUR, width=width).splitlines()
    assert max(len(line) for line in lines[: lines.index("How sure it is")]) <= max(width, 33)


def test_nothing_of_the_book_is_markup_or_a_control_sign() -> None:
    """Names and notices may hold anything."""
    characters = json.loads(json.dumps(DOCUMENT["characters"]))
    characters[0]["name"] = "[bold red]In\x1b[31mes\x07[/] :smile:"
    notices = [{"code": "odd", "message": "\x1b]0;title\x07[link=x]here", "span": None}]
    out = io.StringIO()
    console = Console(file=out, width=100, force_terminal=True, markup=False, emoji=False, highlight=False)
    print_summary(changed(characters=characters, notices=notices), console)
    shown = out.getvalue()
    assert "[bold red]Ines[/] :smile:" in shown
    assert "[link=x]here" in shown
    assert "\x1b[31m" not in shown
    assert "\x1b]0" not in shown


def test_a_terminal_is_shown_the_first_and_a_file_all() -> None:
    """Of many people and scenes."""
    extra = [DOCUMENT["characters"][0] | {"id": f"x{n}", "name": f"Guest {n}"} for n in range(40)]
    scenes = [DOCUMENT["scenes"][1] | {"id": f"y{n}", "start": 231 + n, "end": 232 + n} for n in range(40)]
    story = changed(characters=DOCUMENT["characters"] + extra, scenes=scenes)
    out = io.StringIO()
    print_summary(story, Console(file=out, width=80))
    assert "and 27 more: " in out.getvalue()
    assert "and 28 more scenes" in out.getvalue()
    assert write_summary(story).count("Guest") == 40
    assert "more scenes" not in write_summary(story)


def test_those_who_are_only_spoken_of_stand_apart() -> None:
    """They are of the cast, and have no line in the table."""
    gulls = DOCUMENT["characters"][2] | {"cast": True}
    lines = [q for q in DOCUMENT["quotations"] if q["id"] != "q3"]
    said = write_summary(changed(characters=[*DOCUMENT["characters"][:2], gulls], quotations=lines))
    assert "Only heard or spoken of: the gulls\n" in said


def test_what_is_not_there_is_said() -> None:
    """No cast, no speech, no confidence; how far it was read."""
    bare = changed(
        characters=[],
        mentions=[],
        quotations=[],
        scenes=[],
        notices=[],
        levels=[],
        generator=DOCUMENT["generator"] | {"settings": {"until": 291}},
    )
    said = write_summary(bare)
    assert "nobody was found" in said
    assert "no speech was found" in said
    assert "read until offset 291" in said
    unmeasured = [{k: v for k, v in q.items() if k != "confidence"} for q in DOCUMENT["quotations"]]
    assert "worth a second look  not measured" in write_summary(changed(quotations=unmeasured))


def test_who_tells_the_story_is_marked_and_standard_input_is_not_asked_again() -> None:
    """The narrator is "I"; `fullcast explain -` would read nothing."""
    characters = [c | {"narrator": c["id"] == "c1"} for c in DOCUMENT["characters"]]
    out = io.StringIO()
    print_summary(changed(characters=characters), Console(file=out, width=80), path="-")
    assert "Ines (I)" in out.getvalue()
    assert "Least certain" in out.getvalue()
    assert "why?" not in out.getvalue()


def test_places_are_chapters_where_there_are_some() -> None:
    """And the title and author head the summary."""
    chapters = [
        {"id": "ch1", "start": 34, "end": 231, "title": None},
        {"id": "ch2", "start": 231, "end": 291, "title": "Noon"},
    ]
    said = write_summary(
        changed(chapters=chapters, metadata={"title": "The Quay", "author": "A. N. Other", "tags": []})
    )
    assert said.startswith("The Quay, by A. N. Other\n50 words, 2 chapters, ")
    assert "     2   ch2" in said
