"""Two places of a story that cannot both be so, in words."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from fullcast.layers import Contradiction, Story
from fullcast.text import Span
from fullcast.writers.shown import clipped, shown

AROUND: Final = 90
"""Code points shown before and after the words of a place."""
_WHAT: Final = {
    "dead_acts": "{who} is dead, and then acts",
    "two_places": "{who} is in two places at once",
    "used_after_lost": "{who}: lost, and then used",
    "knows_untold": "{who} knows what nobody told them",
}


class Explained(NamedTuple):
    """A contradiction as it is printed."""

    heading: str
    places: tuple[tuple[str, str], ...]
    """Of each place where it is, and its words among those around them."""


def explained(story: Story, contradiction: Contradiction) -> Explained:
    """What cannot be, and both places quoted, with chapter and paragraph."""
    names = {c.id: c.name for c in story.characters} | {e.id: e.name for e in story.entities}
    who = clipped(names.get(contradiction.who, contradiction.who), 40)
    heading = _WHAT.get(contradiction.kind, "{who}: " + shown(contradiction.kind)).format(who=who[:1].upper() + who[1:])
    spans = (contradiction.first, contradiction.second)
    return Explained(heading, tuple((place(story, s[0]), quoted(story, Span(*s))) for s in spans))


def place(story: Story, offset: int) -> str:
    """Where `offset` is, such as "ch2, paragraph 14"; without chapters, paragraphs are counted in the text."""
    starts = [p[0] for p in story.paragraphs]
    number = bisect_right(starts, offset)
    chapter = story.chapter_at(offset)
    if chapter is None or len(story.chapters) < 2:
        return f"paragraph {max(number, 1)}"
    return f"{shown(chapter.id)}, paragraph {max(number - bisect_right(starts, chapter.start - 1), 1)}"


def quoted(story: Story, span: Span) -> str:
    """The words of `span` between marks, with some words around them."""
    content = story.text.content
    before = content[max(span.start - AROUND, 0) : span.start].rpartition("\n\n")[2]
    after = content[span.end : span.end + AROUND].partition("\n\n")[0]
    if span.start - len(before) > 0 and len(before) == AROUND:
        before = "…" + re.sub(r"^\S*\s?", "", before)
    if len(after) == AROUND:
        after = re.sub(r"\s?\S*$", "", after) + "…"
    gap = (" " if before[-1:].isspace() else "", " " if after[:1].isspace() else "")
    return f"{shown(before)}{gap[0]}⟦{shown(content[span.start : span.end])}⟧{gap[1]}{shown(after)}"
