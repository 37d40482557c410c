"""Quotations, their speakers and the cast, as far as the figures of a story's world rest on them."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.scores.world.rows import NOBODY, Item, Row, rows_of
from fullcast.scores.world.sides import Sides
from fullcast.text import Span


def quotations(sides: Sides) -> Iterator[Row]:
    """Speech, thought and writing by their first spans, who says what was found, and which gold characters somebody stands for."""
    golds = [Item("quotation", sides.place(line.spans[0])) for line in sides.gold_lines]
    saids = [Item("quotation", line.spans[0]) for line in sides.told_lines]
    yield from rows_of("quotations", golds, saids, sides.lines)
    for i, j in sides.lines:
        speaker = sides.gold_lines[i].speaker or NOBODY
        yield Row("quotations: speaker", golds[i].at, speaker, sides.who(sides.told_lines[j].speaker))
    found = {sides.who(c.id) for c in sides.story.characters}
    for character in sides.gold.world.characters:
        yield Row("characters", Span(0, 0), character.id, character.id if character.id in found else None)
