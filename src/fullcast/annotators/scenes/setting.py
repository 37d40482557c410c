"""Where and when a scene plays, and how it follows the scene before it in the story's time."""

from __future__ import annotations

import re
from typing import Final

from fullcast.annotators.boundaries import Stretch, phrase_of_time
from fullcast.annotators.entities import place_of
from fullcast.annotators.names import Inside
from fullcast.annotators.places import PlaceFinder
from fullcast.layers import Place, Story
from fullcast.lexicon.times import AT_ONCE, CLOCK_LINE, DATE_LINE, EARLIER, LATER, TIME_INSIDE
from fullcast.text import Span

_OPENING: Final = 250
"""Code points of a scene in which its time is looked for."""
_SAME_TIME: Final = re.compile(
    r"(?:and\s+|but\s+)?(?:meanwhile|in\s+the\s+meantime|at\s+the\s+same\s+time|at\s+that\s+(?:very\s+)?moment)\b",
    re.IGNORECASE,
)
_ARTICLES: Final = ("The", "His", "Her", "A", "An", "My", "Their", "Our")


def place(story: Story, finder: PlaceFinder, stretch: Stretch) -> Place | None:
    """Where the scene plays, with the words that say so."""
    tokens = story.text.tokens
    if stretch.head is not None and (m := CLOCK_LINE.fullmatch(stretch.head)):
        at = story.text.content.rfind(m["place"], 0, stretch.start)
        return Place(
            entity=_entity_called(story, m["place"]),
            evidence=(Span(at, at + len(m["place"])),) if at >= 0 else (),
            name=m["place"],
        )
    found = place_of(story, finder, stretch)
    if found is None:
        return None
    span = found.span(tokens)
    return Place(entity=found.entity, evidence=(span,), name=_plain(story.text.words(span)))


def _entity_called(story: Story, name: str) -> str | None:
    """The entity of this name."""
    return next((e.id for e in story.entities if e.name.lower().removeprefix("the ") == name.lower()), None)


def _plain(words: str) -> str:
    """A phrase on one line, its article in small letters."""
    words = " ".join(words.split())
    first = words.split(" ", 1)[0]
    return first.lower() + words[len(first) :] if first in _ARTICLES else words


def time(story: Story, inside: Inside, stretch: Stretch) -> str | None:
    """The phrase that says when: that of the line above, or one of the first sentences."""
    text = story.text
    if stretch.head is not None:
        if m := CLOCK_LINE.fullmatch(stretch.head):
            return m["time"]
        if DATE_LINE.fullmatch(stretch.head):
            return stretch.head
    p = stretch.paragraphs[0]
    if inside.at(p.start) is None and (found := phrase_of_time(text.content[p.start : p.start + 120])) is not None:
        return _small(text.words((p.start + found[2].start, p.start + found[2].end)))
    for m in TIME_INSIDE.finditer(text.content, p.start, min(p.end, p.start + _OPENING)):
        if inside.at(m.start()) is None:
            return _small(m.group())
    return None


def _small(phrase: str) -> str:
    """The phrase on one line, its first word in small letters."""
    first, *rest = phrase.split()
    return " ".join([first.lower(), *rest])


def follows(story: Story, inside: Inside, stretch: Stretch, kind: str, kind_before: str, resumed: bool) -> str | None:
    """How the scene follows the one before, by the kinds of their levels and by its first words; None where nothing says.

    A memory is earlier than the scene that it interrupts, and that goes on later than it. "Meanwhile" and the like say so, as do
    a jump in time that leads on ("three weeks later") and one that leads back ("ten years earlier").
    """
    if kind == "memory" and kind_before == "story":
        return "earlier"
    if resumed and kind_before == "memory":
        return "later"
    if kind != kind_before:
        return None
    p = stretch.paragraphs[0]
    if inside.at(p.start) is not None:
        return None
    opening = story.text.content[p.start : min(p.end, p.start + 120)]
    if _SAME_TIME.match(opening):
        return "meanwhile"
    if EARLIER.search(opening):
        return "earlier"
    if LATER.match(opening):
        return "later"
    return "next" if AT_ONCE.match(opening) else None
