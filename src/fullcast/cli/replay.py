"""`fullcast replay`: the world of a story, scene by scene."""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fullcast.cli import files, keys, terminal
from fullcast.cli.load import add_reading_arguments, load, reading_options
from fullcast.errors import FullcastError, NotFoundError

if TYPE_CHECKING:
    from rich.console import Console

    from fullcast.layers import Change, Story
    from fullcast.writers.world import Step, Teller

HELP = "step through a story's world: who is there, in which state, what changes"
DESCRIPTION = """\
Step through the world of a story scene by scene: who is there and in which state, what is felt, revealed, decided.
It says what a first-time reader knows at that place, and nothing that is revealed later; --hindsight says all.
In a terminal: space or right arrow forward, b or left arrow back, g and G to the first and last scene, q to end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `fullcast replay`."""
    parser.add_argument("file", metavar="FILE", help="a story, or a story document (the quicker way)")
    parser.add_argument(
        "--at",
        metavar="WHERE",
        help="begin there: a scene (s3), a chapter (ch2), or the world at an offset (12000) or share (40%%)",
    )
    parser.add_argument(
        "--hindsight", action="store_true", help="tell it as one who has read to the end: who was who, what was a dream"
    )
    add_reading_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Step through one story: by keys in a terminal, else all scenes one after another."""
    from fullcast.reading import completed
    from fullcast.writers.world import steps

    story = completed(load(args.file, reading_options(args)), "changes")
    scenes = steps(story)
    try:
        first = 0 if args.at is None else _step(story, scenes, args.at)
    except FullcastError as error:
        raise files.named(args.file, error) from error
    console = terminal.console()
    if isinstance(first, _Offset):
        _show_at(story, first.offset, args.hindsight, console)
    elif keys.interactive():
        _walk(story, scenes, first, args.hindsight, console)
    else:
        last = len(scenes) if args.at is None else first + 1
        for i in range(first, last):
            _show_step(story, scenes, i, args.hindsight, console)
    return 0


class _Offset:
    """A place that is no scene's beginning."""

    def __init__(self, offset: int) -> None:
        self.offset = offset


def _step(story: Story, scenes: tuple[Step, ...], where: str) -> int | _Offset:
    """The index of the scene that `where` names, or the offset; raises NotFoundError."""
    wanted = where.strip().casefold()
    if re.fullmatch(r"\d{1,12}", wanted):
        return _Offset(min(int(wanted), len(story.text)))
    if re.fullmatch(r"\d{1,3}%", wanted):
        from fullcast.writers.figures import Figures

        start, end = Figures(story).extent
        return _Offset(start + (end - start) * min(int(wanted[:-1]), 100) // 100)
    starts = [s.start for s in scenes]
    for i, scene in enumerate(story.telling.scenes):
        if wanted == scene.id.casefold():
            return i
    for chapter in story.chapters:
        if wanted in (chapter.id.casefold(), " ".join((chapter.title or chapter.id).split()).casefold()):
            return min(bisect_left(starts, chapter.start), len(scenes) - 1)
    raise NotFoundError(
        f"no scene or chapter {where!r}; there are {len(scenes)} scenes, called s1 and so on, and {len(story.chapters)} chapters"
    )


# Showing


def _walk(story: Story, scenes: tuple[Step, ...], at: int, hindsight: bool, console: Console) -> None:
    """Go where the keys say."""
    while True:
        console.clear()
        _show_step(story, scenes, at, hindsight, console)
        console.print(f"{at + 1} of {len(scenes)}   space forward, b back, g first, G last, q end", style="dim")
        pressed = keys.key()
        if pressed == "quit":
            return
        at = {"forward": min(at + 1, len(scenes) - 1), "back": max(at - 1, 0), "first": 0, "last": len(scenes) - 1}.get(
            pressed, at
        )


def _show_step(story: Story, scenes: tuple[Step, ...], i: int, hindsight: bool, console: Console) -> None:
    from fullcast.writers.figures import Figures
    from fullcast.writers.world import Teller, step_heading

    step = scenes[i]
    before, teller = (Teller(story, offset, hindsight=hindsight) for offset in (step.start - 1, step.end - 1))
    gone = [name for name in before.present() if name not in teller.present()]
    _print(
        console, step_heading(Figures(story), step, len(scenes)), teller, _between(story, step.start, step.end), gone
    )


def _between(story: Story, start: int, end: int) -> list[Change]:
    changes = story.changes()
    offsets = [c.at for c in changes]
    return list(changes[bisect_left(offsets, start) : bisect_left(offsets, end)])


def _show_at(story: Story, offset: int, hindsight: bool, console: Console) -> None:
    """The world at an offset, and what of its scene has happened."""
    from fullcast.writers.figures import Figures
    from fullcast.writers.world import Teller, step_heading, steps

    scenes = steps(story)
    i = max(bisect_right([s.start for s in scenes], offset) - 1, 0)
    teller = Teller(story, offset, hindsight=hindsight)
    heading = f"At offset {offset:,}. {step_heading(Figures(story), scenes[i], len(scenes))}"
    _print(console, heading, teller, _between(story, scenes[i].start, offset + 1))


def _print(console: Console, heading: str, teller: Teller, changes: list[Change], gone: Iterable[str] = ()) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    levels = [teller.kind(level) for level in teller.snapshot.levels[1:]]
    rows = [
        ("inside", " > ".join(levels)),
        ("there", teller.people()),
        ("gone", ", ".join(gone)),
        ("dead", ", ".join(teller.dead_elsewhere())),
        ("open", "; ".join(teller.choices())),
    ]
    for label, fact in rows:
        if fact:
            table.add_row(Text(label, style="dim"), Text(fact))
    for n, (said, words) in enumerate(teller.changes(changes)):
        line = Text(said)
        if words:
            line.append(f"  “{words}”", style="dim")
        table.add_row(Text("happens" if n == 0 else "", style="dim"), line)
    with console.capture() as captured:
        console.print(Text(heading, style="bold"))
        console.print(table)
        console.print()
    terminal.write(captured.get())
