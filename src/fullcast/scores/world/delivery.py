"""How quotations are spoken, slot by slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fullcast.scores.world.rows import Row
from fullcast.scores.world.sides import Sides
from fullcast.scores.world_agreement import slots
from fullcast.text import Span


def delivery(sides: Sides) -> Iterator[Row]:
    """Every slot of either side with its value; those of quotations that only one side has are missed or false."""
    twins = dict(sides.lines)
    for i, gold in enumerate(sides.gold_lines):
        said = slots(sides.told_lines[twins[i]].delivery) if i in twins else set()
        yield from _rows(sides.place(gold.spans[0]), slots(gold.delivery), said)
    for j, line in enumerate(sides.told_lines):
        if j not in twins.values():
            yield from _rows(line.spans[0], set(), slots(line.delivery))


def _rows(at: Span, gold: set[str], said: Iterable[str]) -> Iterator[Row]:
    for slot in sorted(gold | set(said)):
        kind = (f"slot {slot.split(' ')[0]}",)
        yield Row("delivery", at, slot if slot in gold else None, slot if slot in said else None, kind)
