"""A story's layers as columns, for pandas, polars or a spreadsheet; fullcast needs none of them.

>>> import pandas  # doctest: +SKIP
>>> pandas.DataFrame(story.table("quotations"))  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from msgspec import UNSET

from fullcast.errors import UsageError
from fullcast.layers import Story
from fullcast.writers.figures import Figures
from fullcast.writers.line_script import line_script

Row = dict[str, Any]


def table(story: Story, name: str) -> dict[str, list[Any]]:
    """The columns of the table `name`, all of one length; raises UsageError for an unknown one, naming those there are."""
    if name not in TABLES:
        raise UsageError(f"no table {name!r}; known: {', '.join(TABLES)}")
    columns, rows = TABLES[name]
    out: dict[str, list[Any]] = {column: [] for column in columns}
    for row in rows(story):
        for column in columns:
            out[column].append(row[column])
    return out


def _names(story: Story) -> dict[str | None, str]:
    names: dict[str | None, str] = {c.id: c.name for c in story.characters}
    return names | {e.id: e.name for e in story.entities}


def _known(value: Any) -> Any:
    """None for what is not set, so that a column is of one kind."""
    return None if value is UNSET else value


def _quotations(story: Story) -> Iterable[Row]:
    names = _names(story)
    for q in story.quotations:
        chapter = story.chapter_at(q.spans[0].start)
        yield {
            "id": q.id,
            "start": q.spans[0].start,
            "end": q.spans[-1].end,
            "chapter": chapter.id if chapter else None,
            "scene": q.scene,
            "level": q.level,
            "kind": q.kind,
            "type": q.type,
            "parent": q.parent,
            "speaker": q.speaker,
            "speaker_name": names.get(q.speaker),
            "addressees": None if q.addressees is None else list(q.addressees),
            "confidence": _known(q.confidence),
            "verb": q.cue.verb if q.cue else None,
            "text": story.text.joined(q.spans),
        }


def _characters(story: Story) -> Iterable[Row]:
    for part in Figures(story).parts:
        c = part.character
        yield {
            "id": c.id,
            "name": c.name,
            "aliases": list(c.aliases),
            "kind": c.kind,
            "cast": c.cast,
            "pronouns": c.pronouns,
            "narrator": c.narrator,
            "lines": part.lines,
            "words": part.words,
            "share": round(part.share, 4),
            "mentions": c.mention_count,
            "first": part.seen.start if part.seen else None,
            "last": part.seen.end if part.seen else None,
        }


def _mentions(story: Story) -> Iterable[Row]:
    names = _names(story)
    for m in story.mentions:
        yield {
            "id": m.id,
            "start": m.span.start,
            "end": m.span.end,
            "type": m.type,
            "form": m.form,
            "entity": m.entity,
            "entity_name": names.get(m.entity),
            "text": story.words(m.span),
        }


def _scenes(story: Story) -> Iterable[Row]:
    names = _names(story)
    for s in story.scenes:
        place = (s.place.name or names.get(s.place.entity)) if s.place else None
        yield {
            "id": s.id,
            "start": s.start,
            "end": s.end,
            "place": place,
            "time": s.time,
            "participants": list(s.participants),
            "focalizer": s.focalizer,
            "level": s.level,
        }


def _lines(story: Story) -> Iterable[Row]:
    for t in line_script(story):
        yield {
            "id": t.id,
            "chapter": t.chapter,
            "start": t.span.start,
            "end": t.span.end,
            "kind": t.kind,
            "quotation": t.quotation,
            "speaker": t.speaker,
            "name": t.name,
            "addressees": None if t.addressees is None else list(t.addressees),
            "confidence": _known(t.confidence),
            "text": t.text,
        }


TABLES: Final[dict[str, tuple[tuple[str, ...], Callable[[Story], Iterable[Row]]]]] = {
    "quotations": (
        ("id", "start", "end", "chapter", "scene", "level", "kind", "type", "parent", "speaker", "speaker_name",
         "addressees", "confidence", "verb", "text"),
        _quotations,
    ),
    "characters": (
        ("id", "name", "aliases", "kind", "cast", "pronouns", "narrator", "lines", "words", "share", "mentions", "first", "last"),
        _characters,
    ),
    "mentions": (("id", "start", "end", "type", "form", "entity", "entity_name", "text"), _mentions),
    "scenes": (("id", "start", "end", "place", "time", "participants", "focalizer", "level"), _scenes),
    "lines": (
        ("id", "chapter", "start", "end", "kind", "quotation", "speaker", "name", "addressees", "confidence", "text"),
        _lines,
    ),
}  # fmt: skip
"""Columns and rows of each table."""
