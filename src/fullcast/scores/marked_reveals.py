"""Reveals marked in the words of a passage.

`{Ines: The woman at the rail} turned. It was {^Ines|Ines Marr}Ines.` A brace with a name holds a mention that is explained later; one with
a caret stands before the first word from which a reader knows, and gives the names by which the passage calls the figure.
"""

from __future__ import annotations

import re

from fullcast.layers.values import Value
from fullcast.text import Span

_MARKS = re.compile(r"\{\^(?P<names>[^:{}]+)\}|\{(?P<who>[^:{}^]+): (?P<words>[^{}]+)\}")


class MarkedReveal(Value, frozen=True, kw_only=True):
    """A figure of a passage whom a reader first meets unnamed or disguised."""

    names: tuple[str, ...]
    """By which the passage calls the figure once it is known; the first is the one that the marks use."""
    at: int
    """Offset of the first word from which a first-time reader knows."""
    explains: tuple[Span, ...]
    """The names and descriptions before it that are now understood."""


def unmarked_reveals(marked: str) -> tuple[str, tuple[MarkedReveal, ...]]:
    """The passage without marks, and its reveals in order.

    Raises ValueError where a brace is not a mark, or a mention is marked that no reveal after it explains.
    """
    plain: list[str] = []
    length = last = 0
    places: dict[str, tuple[tuple[str, ...], int]] = {}
    mentions: dict[str, list[Span]] = {}
    for mark in _MARKS.finditer(marked):
        plain.append(marked[last : mark.start()])
        length, last = length + mark.start() - last, mark.end()
        if mark["names"]:
            names = tuple(mark["names"].split("|"))
            if names[0] in places:
                raise ValueError(f"{names[0]} is revealed twice")
            places[names[0]] = (names, length)
        else:
            if mark["who"] in places:
                raise ValueError(f"a mention of {mark['who']} is marked after the reveal")
            plain.append(mark["words"])
            mentions.setdefault(mark["who"], []).append(Span(length, length + len(mark["words"])))
            length += len(mark["words"])
    text = "".join((*plain, marked[last:]))
    if set("{}^") & set(text):
        raise ValueError("a brace is not closed, or not as {name: words} or {^name}")
    if lost := sorted(mentions.keys() - places.keys()):
        raise ValueError(f"{', '.join(lost)} is marked, and revealed nowhere")
    return text, tuple(
        MarkedReveal(names=names, at=at, explains=tuple(mentions.get(names[0], ()))) for names, at in places.values()
    )
