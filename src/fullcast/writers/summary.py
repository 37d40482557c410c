"""What was understood, on one screen: for the terminal."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING, Final, cast

from fullcast.layers import Notice, Scene, Story
from fullcast.writers.figures import Figures, Part
from fullcast.writers.shown import clipped, counted, percent, shown
from fullcast.writers.world import world_rows

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

FIRST_SCENES: Final = 12
"""How many scenes a terminal is shown; a file has them all."""
FIRST_CAST: Final = 15
FIRST_DOUBTS: Final = 3
FIRST_OF_WORLD: Final = 4
"""How many dreams, reveals, states, choices or ties a terminal is shown."""
_BAR: Final = 12


def write_summary(story: Story, *, width: int = 80) -> str:
    """The whole summary as plain text, `width` columns wide."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=width, markup=False, emoji=False, highlight=False, no_color=True, force_terminal=False
    )
    print_summary(story, console, whole=True)
    return without_padding(out.getvalue())


def without_padding(printed: str) -> str:
    """`printed` without the spaces that fill its lines."""
    return "".join(f"{line.rstrip()}\n" for line in printed.split("\n")[:-1])


def print_summary(story: Story, console: Console, *, whole: bool = False, path: str | None = None) -> None:
    """Print the summary of `story`; `whole` leaves nothing out, `path` is what the reader called the file."""
    figures = Figures(story)
    _print_heading(figures, console)
    _print_cast(figures, console, None if whole else FIRST_CAST)
    _print_scenes(figures, console, None if whole else FIRST_SCENES)
    rows = world_rows(figures)
    _print_world(rows, console, None if whole else FIRST_OF_WORLD)
    _print_health(figures, console, path or story.source.name)
    if rows and path != "-":
        console.print(
            f"scene by scene?  fullcast replay {_argument(path or story.source.name)}", style="dim", soft_wrap=True
        )


def _print_heading(figures: Figures, console: Console) -> None:
    story = figures.story
    title, author = story.metadata.title, story.metadata.author
    heading = shown(title) if title else shown(story.source.name)
    console.print(heading + (f", by {shown(author)}" if author else ""), style="bold")
    counts = [counted(figures.words, "word")]
    if len(story.chapters) > 1:
        counts.append(counted(len(story.chapters), "chapter"))
    if story.scenes:
        counts.append(counted(len(story.scenes), "scene"))
    counts.append(counted(len(figures.speech), "line of speech", "lines of speech"))
    console.print(", ".join(counts))
    if story.until is not None:
        console.print(f"read until offset {story.until:,}; what stands after it was not looked at")


# Cast


def _print_cast(figures: Figures, console: Console, first: int | None) -> None:
    listed = [p for p in figures.parts if p.character.cast]
    there = [p for p in listed if p.lines or "acts" in p.character.presence.values()] or listed
    console.print()
    if not listed:
        console.print("Cast: nobody was found.", style="bold")
        return
    console.print(_cast_table(figures, there[:first], console))
    if len(there) > len(there[:first]):
        _print_names(console, f"and {len(there) - len(there[:first])} more: ", there[len(there[:first]) :])
    elsewhere = [p for p in listed if p not in there]
    if elsewhere:
        _print_names(console, "Only heard or spoken of: ", elsewhere)


def _print_names(console: Console, before: str, parts: list[Part]) -> None:
    names = [clipped(p.character.name, 40) for p in parts]
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    console.print(before + ", ".join(names[:12]) + more)


def _table() -> Table:
    from rich.table import Table

    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")


def _cast_table(figures: Figures, parts: list[Part], console: Console) -> Table:
    """Who speaks how much and is seen where; a narrow terminal is shown less of it."""
    bars, words = console.width >= 70, console.width >= 54
    table = _table()
    table.add_column("Cast", no_wrap=True, overflow="ellipsis", header_style="bold", min_width=12)
    table.add_column("lines", justify="right", no_wrap=True)
    if words:
        table.add_column("words", justify="right", no_wrap=True)
    table.add_column("share of speech" if bars else "share", justify="left" if bars else "right", no_wrap=True)
    table.add_column("first seen" if words else "from", justify="right", no_wrap=True)
    table.add_column("last" if words else "to", justify="right", no_wrap=True)
    most = max((p.share for p in parts), default=0) or 1
    for part in parts:
        name = clipped(part.character.name, 34) + (" (I)" if part.character.narrator else "")
        seen = (figures.place(part.seen.start), figures.place(part.seen.end - 1)) if part.seen else ("", "")
        counts = (f"{part.lines:,}", f"{part.words:,}") if words else (f"{part.lines:,}",)
        table.add_row(name, *counts, _share(part, most, bars), *seen)
    return table


def _share(part: Part, most: float, bars: bool) -> str:
    """Percent of what is said, with a bar where there is room."""
    if not part.words:
        return ""
    if not bars:
        return percent(part.share)
    return f"{percent(part.share):>4} {'█' * max(round(_BAR * part.share / most), 1):<{_BAR}}"


# Scenes


def _print_scenes(figures: Figures, console: Console, first: int | None) -> None:
    scenes = figures.story.scenes
    if not scenes:
        return
    names = {c.id: c.name for c in figures.story.characters}
    places = {e.id: e.name for e in figures.story.entities}
    table = _table()
    table.add_column("Scenes", justify="right", no_wrap=True, header_style="bold")
    table.add_column("from", justify="right", no_wrap=True)
    table.add_column("place", overflow="fold")
    table.add_column("who is there", overflow="fold")
    for number, scene in enumerate(scenes[:first], 1):
        people = [clipped(names.get(who, who), 30) for who in scene.participants]
        more = f" and {len(people) - 8} more" if len(people) > 8 else ""
        table.add_row(str(number), figures.place(scene.start), _place(scene, places), ", ".join(people[:8]) + more)
    console.print()
    console.print(table)
    if first is not None and len(scenes) > first:
        console.print(f"and {counted(len(scenes) - first, 'more scene')}")


def _place(scene: Scene, places: dict[str, str]) -> str:
    if scene.place is None:
        return ""
    return clipped(scene.place.name or places.get(scene.place.entity or "", ""), 28)


# World


def _print_world(rows: list[tuple[str, list[str]]], console: Console, first: int | None) -> None:
    """What happens in the story, to its end: nothing is held back. Where no annotator found anything there is no such part."""
    if not rows:
        return
    table = _table()
    table.add_column("World", no_wrap=True, header_style="bold")
    table.add_column("", overflow="fold")
    for label, facts in rows:
        more = "" if first is None or len(facts) <= first else f"; and {len(facts) - first} more"
        table.add_row(label, "; ".join(facts[:first]) + more)
    console.print()
    console.print(table)


# Health


def _print_health(figures: Figures, console: Console, path: str) -> None:
    console.print()
    console.print("How sure it is", style="bold")
    if figures.speech:
        console.print(f"no speaker found     {_of(len(figures.unassigned), len(figures.speech))}")
        doubtful = sum(1 for q in figures.doubtful if q.kind == "speech")
        console.print(
            f"worth a second look  {_of(doubtful, len(figures.speech)) if figures.measured else 'not measured'}"
        )
    else:
        console.print("no speech was found")
    _print_notices(figures, console)
    _print_doubts(figures, console, path)


def _of(some: int, total: int) -> str:
    return f"{some:,} of {counted(total, 'line')} ({percent(some / total)})"


def _print_notices(figures: Figures, console: Console) -> None:
    """One line for each code, with how often and where first."""
    first: dict[str, Notice] = {}
    for notice in figures.story.notices:
        first.setdefault(notice.code, notice)
    counts = Counter(n.code for n in figures.story.notices)
    for code, notice in first.items():
        where = "" if notice.span is None else f" (at {figures.place(notice.span.start)})"
        often = "" if counts[code] == 1 else f", {counts[code]:,} times"
        console.print(f"notice {shown(code)}{often}: {shown(notice.message)}{where}", style="yellow")


def _print_doubts(figures: Figures, console: Console, path: str) -> None:
    """The least certain lines, and how to ask about one."""
    doubts = figures.doubtful[:FIRST_DOUBTS]
    if not doubts:
        return
    names = {c.id: clipped(c.name, 24) for c in figures.story.characters}
    heads = [(q.id, names.get(q.speaker or "", ""), percent(cast(float, q.confidence))) for q in doubts]
    wide = [max(map(len, column)) for column in zip(*heads, strict=True)]
    console.print()
    console.print("Least certain", style="bold")
    for line, head in zip(doubts, heads, strict=True):
        before = "  ".join(f"{part:<{width}}" for part, width in zip(head, wide, strict=True))
        words = clipped(figures.story.text.joined(line.spans, " … "), max(console.width - len(before) - 2, 12))
        console.print(f"{before}  {words}", soft_wrap=True)
    if path == "-":
        return
    console.print(f"why?  fullcast explain {_argument(path)} {doubts[0].id}", style="dim", soft_wrap=True)


def _argument(path: str) -> str:
    """`path` as one types it."""
    return shown(f'"{path}"' if " " in path else path)
