"""What a notebook shows of a story: a short table, with nothing of the book taken for markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from fullcast.layers import Line, Story
from fullcast.writers.figures import Figures
from fullcast.writers.shown import clipped, percent, shown

FIRST_CAST: Final = 12
FIRST_LINES: Final = 8


def notebook_html(story: Story) -> str:
    """The cast and the first lines of `story` in HTML, without script, style sheet or address."""
    figures = Figures(story)
    title = escape(clipped(story.metadata.title or story.source.name, 120))
    counts = f"{figures.words:,} words, {len(story.scenes):,} scenes, {len(figures.speech):,} lines of speech"
    return f"<div><p><b>{title}</b><br>{counts}</p>{_cast(figures)}{_lines(figures)}</div>"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    cells = "".join(f"<th>{escape(h)}</th>" for h in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(shown(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def _cast(figures: Figures) -> str:
    cast = [p for p in figures.parts if p.character.cast]
    rows = [
        (clipped(p.character.name, 60), f"{p.lines:,}", f"{p.words:,}", percent(p.share)) for p in cast[:FIRST_CAST]
    ]
    more = f"<p>and {len(cast) - FIRST_CAST:,} more</p>" if len(cast) > FIRST_CAST else ""
    return _table(("cast", "lines", "words", "of all that is said"), rows) + more if rows else ""


def _lines(figures: Figures) -> str:
    names = {c.id: c.name for c in figures.story.characters}
    rows = [
        (q.id, _name(q, names), clipped(figures.story.text.joined(q.spans), 100)) for q in figures.voiced[:FIRST_LINES]
    ]
    return _table(("line", "speaker", "words"), rows) if rows else ""


def _name(line: Line, names: dict[str, str]) -> str:
    return "not known" if line.speaker is None else clipped(names.get(line.speaker, line.speaker), 60)
