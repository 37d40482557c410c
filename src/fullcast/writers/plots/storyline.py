"""The scenes: a box for each, and a line for each character through the boxes that they are in (a storyline).

After Munroe's "Movie Narrative Charts" (xkcd 657, 2009) and Tanahashi and Ma (2012): lines that are together in a scene lie
side by side. There is one scene at a time, so that an order of the characters for each scene is a whole layout.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from fullcast.errors import MissingLayerError
from fullcast.layers import Scene
from fullcast.layers.world_values import STORY
from fullcast.writers.plots.lanes import Lanes, scene_words, title_of
from fullcast.writers.plots.svg import MARGIN, Box, Drawing, text_width, wrapped
from fullcast.writers.plots.themes import Theme
from fullcast.writers.shown import clipped

_ROW: Final = 26.0
_GAP: Final = 42.0
"""Between two boxes, where lines change places."""
_NARROWEST: Final = 34.0
_SMALL: Final = 11.0


class Storyline:
    """One picture under way."""

    def __init__(self, lanes: Lanes, theme: Theme, width: float) -> None:
        self.data = lanes
        self.story = lanes.story
        self.theme = theme
        self.drawing = Drawing(theme)
        self.scenes = [s for s in self.story.scenes if s.participants]
        if not self.scenes:
            raise MissingLayerError("no scene of the story says who is there; try --kind network, or another model")
        shown = {who for s in self.scenes for who in s.participants}
        self.lanes = [lane for lane in lanes.lanes if lane.id in shown]
        order = {c.id: i for i, c in enumerate(lanes.characters)}
        self.colours = {lane.id: theme.voices[order[lane.id] % len(theme.voices)] for lane in self.lanes}
        self.left = (
            MARGIN + max([text_width(clipped(lane.name, 22), 12.5, bold=True) for lane in self.lanes], default=60) + 12
        )
        self.columns = self._columns(width)
        self.width = max(width, self.columns[-1][1] + 40 + MARGIN)
        self.here = [[lane.id in scene.participants for lane in self.lanes] for scene in self.scenes]
        self.slots = layout(self.here)

    def _columns(self, width: float) -> list[tuple[float, float]]:
        """Left and right of each box: wider for longer scenes, none too narrow; the picture grows where there are many."""
        gap = _GAP if len(self.scenes) < 30 else _GAP * 0.7
        room = width - self.left - MARGIN - 40 - gap * (len(self.scenes) - 1)
        spare = max(room - _NARROWEST * len(self.scenes), 0)
        # by the root of its length: a long scene shall not starve the others of room for their words
        lengths = [max(s.end - s.start, 1) ** 0.5 for s in self.scenes]
        out, x = [], self.left
        for length in lengths:
            wide = _NARROWEST + spare * length / sum(lengths)
            out.append((x, x + wide))
            x += wide + gap
        return out

    def svg(self) -> str:
        """The picture."""
        title = title_of(self.story)
        draw = self.drawing
        draw.heading(title, "Who is together in which scene, from the first (left) to the last (right)", self.width)
        self.top = self._headings(78) + 14
        bottom = self.top + _ROW * len(self.lanes)
        for n in range(len(self.scenes)):
            self._box(n)
        for i in range(len(self.lanes)):
            self._line(i)
        for i in range(len(self.lanes)):
            self._names(i)
        self._deaths()
        words = "Boxes are scenes; a thick line is somebody who is there, a dotted one somebody who is elsewhere."
        if self.data.left_out:
            words += f" {self.data.left_out} more speak and are not shown."
        below = draw.key(words, bottom + 30, self.width)
        return draw.svg(self.width, below, f"{title}: who is together in which scene", self._in_words())

    def y(self, slot: float) -> float:
        """The height of a slot."""
        return self.top + _ROW * (slot + 0.5)

    def _headings(self, top: float) -> float:
        """Number, place, time and level above each box; gives where they end."""
        named = [self._heading(n) for n in range(len(self.scenes))]
        deepest = max(len(lines) + len(level) for lines, level in named)
        for scene, (lines, level), (left, _) in zip(self.scenes, named, self.columns, strict=True):
            for i, line in enumerate([*lines, *level]):
                fill = self._level_colour(scene.level) if i >= len(lines) else self.theme.soft if i else self.theme.ink
                bold = i == 0 or i >= len(lines)
                self.drawing.text(left + 2, top + 12 + 13 * i, line, size=_SMALL, fill=fill, bold=bold)
        return top + 13 * deepest

    def _heading(self, n: int) -> tuple[list[str], list[str]]:
        """Lines of a scene's number, place and time, and of its level."""
        scene, (left, right) = self.scenes[n], self.columns[n]
        room = right - left + (_GAP - 12 if len(self.scenes) < 30 else 0)
        if room <= 50:
            return [str(self._number(scene))], []
        level = "" if scene.level == STORY else self.data.level(scene.level)
        words = scene_words(self.story, scene)
        return [str(self._number(scene)), *wrapped(words, _SMALL, room, 4)], wrapped(level, _SMALL, room, 2)

    def _number(self, scene: Scene) -> int:
        return self.story.scenes.index(scene) + 1

    def _level_colour(self, id_: str) -> str:
        level = next((one for one in self.story.levels if one.id == id_), None)
        return self.theme.levels.get(level.kind if level else "", self.theme.soft)

    def _box(self, n: int) -> None:
        """A scene, around those who are in it."""
        scene, (left, right) = self.scenes[n], self.columns[n]
        own = [self.slots[n][i] for i, here in enumerate(self.here[n]) if here]
        if not own:
            return
        outline: dict[str, str | float] = {"fill": self.theme.raised, "stroke": self.theme.rule}
        if scene.level != STORY:
            colour = self._level_colour(scene.level)
            outline = {"fill": colour, "fill_opacity": "0.16", "stroke": colour, "stroke_dasharray": "5 3"}
        top = self.y(min(own)) - _ROW / 2 + 2
        self.drawing.add(
            "rect", note=f"scene {self._number(scene)}: {scene_words(self.story, scene)}", x=left, y=top, width=right - left,
            height=self.y(max(own)) + _ROW / 2 - 2 - top, rx=8, more=outline,
        )  # fmt: skip

    def _span(self, i: int) -> tuple[int, int]:
        """First and last scene of a character."""
        there = [n for n in range(len(self.scenes)) if self.here[n][i]]
        return there[0], there[-1]

    def _line(self, i: int) -> None:
        """One character: thick within the boxes that they are in and between two of these, dotted elsewhere."""
        first, last = self._span(i)
        colour = self.colours[self.lanes[i].id]
        for n in range(first, last + 1):
            left, right = self.columns[n]
            y = self.y(self.slots[n][i])
            self._path(f"M{left:.1f} {y:.1f}H{right:.1f}", colour, self.here[n][i])
            if self.here[n][i]:
                self.drawing.taken.append(Box(left, y - 2, right, y + 2))
            if n < last:
                x, to = self.columns[n + 1][0], self.y(self.slots[n + 1][i])
                middle = (right + x) / 2
                path = f"M{right:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to:.1f} {x:.1f} {to:.1f}"
                together = self.here[n][i] and self.here[n + 1][i]
                self._path(path, colour, together)
                if together:
                    self.drawing.taken.append(Box(right, min(y, to) - 2, x, max(y, to) + 2))

    def _path(self, path: str, colour: str, there: bool) -> None:
        dash: dict[str, str | float] = {} if there else {"stroke_dasharray": "1.5 4"}
        self.drawing.add("path", d=path, fill="none", stroke=colour, stroke_width=3.4 if there else 1.2, more=dash)

    def _names(self, i: int) -> None:
        """The name before the first box, or above the line where another name stands there; and wherever somebody comes back."""
        first, last = self._span(i)
        left, y = self.columns[first][0], self.y(self.slots[first][i])
        words = clipped(self.lanes[i].name, 22)
        wide = text_width(words, 12.5, bold=True)
        before, above = Box(left - 7 - wide, y - 8, left - 7, y + 8), Box(left + 5, y - 16, left + 5 + wide, y - 2)
        box = self.drawing.place([before, above]) or before
        under = y + 4.3 if box is before else y - 5
        self.drawing.text(box.left, under, words, size=12.5, fill=self.colours[self.lanes[i].id], bold=True, halo=True)
        for n in range(first + 1, last + 1):
            if self.here[n][i] and not self.here[n - 1][i]:
                self._again(i, n)

    def _again(self, i: int, n: int) -> None:
        """The name of somebody who comes back, where the box and the gap behind it have room for all of it."""
        (left, right), y = self.columns[n], self.y(self.slots[n][i])
        words = clipped(self.lanes[i].name, 22)
        wide = text_width(words, _SMALL)
        box = Box(left + 5, y - 14, left + 5 + wide, y - 2)
        if wide <= right - left + _GAP / 2 and self.drawing.place([box]):
            self.drawing.text(left + 6, y - 4.5, words, size=_SMALL, fill=self.colours[self.lanes[i].id], halo=True)

    def _deaths(self) -> None:
        """A cross where the story says that one of them has died."""
        for i, lane in enumerate(self.lanes):
            for bar in lane.bars:
                n = self._scene_at(bar.at)
                first, last = self._span(i)
                if bar.value == "dead" and bar.certain and n is not None and first <= n <= last:
                    left, right = self.columns[n]
                    scene = self.scenes[n]
                    x = left + (right - left) * min(
                        max((bar.at - scene.start) / max(scene.end - scene.start, 1), 0.08), 0.92
                    )
                    y = self.y(self.slots[n][i])
                    self.drawing.text(x, y + 5, "✝", size=15, anchor="middle", halo=True)
                    self.drawing.text(x + 8, y - 4.5, "dead", size=_SMALL, halo=True)

    def _scene_at(self, offset: int) -> int | None:
        return next((n for n, s in enumerate(self.scenes) if s.start <= offset < s.end), None)

    def _in_words(self) -> str:
        names = {lane.id: lane.name for lane in self.lanes}
        out = []
        for scene in self.scenes:
            where = scene_words(self.story, scene)
            people = ", ".join(names[who] for who in scene.participants if who in names)
            out.append(
                f"Scene {self._number(scene)}{f' ({where})' if where else ''}: {people or 'nobody who is shown'}."
            )
        return " ".join(out)


# Layout


def layout(here: list[list[bool]]) -> list[list[int]]:
    """For each scene the slot of each character: those who are there side by side, the others above and below as they were.

    `here` says for each scene who is there. One order of everybody is bettered by exchanges until none lessens what `_cost` counts.
    """
    if not here:
        return []
    order = list(range(len(here[0])))
    best, cost = order, _cost(here, order)
    for _ in range(len(order)):
        before = cost
        for a in range(len(order)):
            for b in range(len(order)):
                tried = best.copy()
                tried.insert(b, tried.pop(a))
                if (now := _cost(here, tried)) < cost:
                    best, cost = tried, now
        if cost == before:
            break
    return _slots(here, best)


def _slots(here: list[list[bool]], order: list[int]) -> list[list[int]]:
    out = []
    for there in here:
        ranks = [rank for rank, i in enumerate(order) if there[i]]
        middle = ranks[len(ranks) // 2] if ranks else 0
        row = [i for rank, i in enumerate(order) if not there[i] and rank < middle]
        row += [i for i in order if there[i]]
        row += [i for rank, i in enumerate(order) if not there[i] and rank >= middle]
        slots = [0] * len(order)
        for slot, i in enumerate(row):
            slots[i] = slot
        out.append(slots)
    return out


def _cost(here: list[list[bool]], order: list[int]) -> tuple[int, list[int]]:
    """How far lines go up and down, those of people who are there counting thrice; of two alike the order nearer the first one."""
    slots = _slots(here, order)
    moved = 0
    for (before, after), (was, is_) in zip(pairwise(slots), pairwise(here), strict=True):
        moved += sum(abs(a - b) * (3 if x or y else 1) for a, b, x, y in zip(before, after, was, is_, strict=True))
    return moved, order
