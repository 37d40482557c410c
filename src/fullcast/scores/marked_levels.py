"""Levels marked in the words of a passage, with braces and carets.

`She slept. {dream Lotte: Every tree was a hand.} She woke.` has a level; `{+: …}` goes on with the one that was closed last at this depth;
a caret is where a reader can know of one that stands before it. The form is told in tests/templates/README.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile(r"\{(?:\+: ?|(?P<kinds>[a-z]+(?:\|[a-z]+)*) (?P<who>[^:{}]+): )|\}|\^")


@dataclass(frozen=True)
class Stretch:
    """A stretch of a passage that stands in braces."""

    kinds: tuple[str, ...]
    """Any of these kinds of level is right."""
    experiencer: str
    """A name; "-" for nobody, "?" where it is not checked."""
    spans: tuple[tuple[int, int], ...]
    """Where it stands in the passage without marks."""


def unmarked(marked: str) -> tuple[str, tuple[Stretch, ...], tuple[int, ...]]:
    """The passage without braces and carets, its stretches in order of their beginning, and the places of the carets.

    Raises ValueError where braces do not match, or a stretch goes on that never began.
    """
    plain: list[str] = []
    length = last = 0
    open_: list[tuple[int, int]] = []  # number of the stretch, where this part of it began
    heads: list[tuple[tuple[str, ...], str]] = []
    spans: list[list[tuple[int, int]]] = []
    closed: dict[int, int] = {}  # by depth, the stretch that was closed there last
    carets: list[int] = []
    for mark in _MARKS.finditer(marked):
        plain.append(marked[last : mark.start()])
        length, last = length + mark.start() - last, mark.end()
        if mark[0] == "^":
            carets.append(length)
        elif mark[0] == "}":
            if not open_:
                raise ValueError("a brace is closed that was not opened")
            number, start = open_.pop()
            spans[number].append((start, length))
            closed[len(open_)] = number
        elif mark["kinds"] is None:
            if len(open_) not in closed:
                raise ValueError("{+: goes on with a stretch, and there is none before it")
            open_.append((closed[len(open_)], length))
        else:
            heads.append((tuple(mark["kinds"].split("|")), mark["who"].strip()))
            spans.append([])
            open_.append((len(heads) - 1, length))
    plain.append(marked[last:])
    text = "".join(plain)
    if open_ or "{" in text or "}" in text:
        raise ValueError("a brace is not closed, or not as {kind name: words}")
    found = tuple(Stretch(kinds, who, tuple(parts)) for (kinds, who), parts in zip(heads, spans, strict=True))
    return text, found, tuple(carets)
