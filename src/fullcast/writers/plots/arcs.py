"""The arcs: a lane for each character along the text, with what they feel on it and their states below it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from fullcast.layers.world_values import STORY
from fullcast.text import Span
from fullcast.writers.plots.lanes import Felt, Lane, Lanes, scene_words, title_of
from fullcast.writers.plots.phrases import level_words, side
from fullcast.writers.plots.svg import MARGIN, Box, Drawing, fitted, text_width, wrapped
from fullcast.writers.plots.themes import Theme
from fullcast.writers.shown import clipped

_STEP: Final = 7.0
"""How far a feeling stands from the line, for each degree of intensity."""
_ROW: Final = 17.0
"""Height of one row of states."""
_MOST_ROWS: Final = 6
_SMALL: Final = 11.0


@dataclass(frozen=True)
class _Item:
    """What stands in the rows below a line: a state, or a moment (`until` equals `at`)."""

    at: int
    until: int
    words: str
    value: str | None
    certain: bool = True


@dataclass(frozen=True)
class _Placed:
    """An item and where it goes."""

    item: _Item
    row: int
    left: float
    right: float
    words: str
    words_at: float
    anchor: str
    inside: bool


class Arcs:
    """One picture under way."""

    def __init__(self, lanes: Lanes, theme: Theme, width: float) -> None:
        self.data = lanes
        self.story = lanes.story
        self.drawing = Drawing(theme)
        self.theme = theme
        self.width = width
        names = [clipped(lane.name, 24) for lane in lanes.lanes]
        self.left = MARGIN + min(max([text_width(n, 13, bold=True) for n in names], default=60), 190) + 16
        self.right = width - MARGIN
        order = {c.id: i for i, c in enumerate(lanes.characters)}
        self.colours = {who: theme.voices[i % len(theme.voices)] for who, i in order.items()}

    def x(self, offset: int) -> float:
        """Where an offset stands."""
        start, end = self.data.extent
        share = (min(max(offset, start), end) - start) / max(end - start, 1)
        return self.left + share * (self.right - self.left)

    def svg(self) -> str:
        """The picture."""
        title = title_of(self.story)
        draw = self.drawing
        draw.heading(
            title, "What becomes of whom, from the first word of the story (left) to the last (right)", self.width
        )
        scenes = MARGIN + 50
        levels = self._scenes(scenes)
        top = self._levels(levels)
        bands = len(draw.parts)
        y = top + 10
        for lane in self.data.lanes:
            y = self._lane(lane, y)
        back = self._behind(levels, y, scenes)
        draw.parts[bands:bands] = back
        height = self._key(y + 8)
        return draw.svg(self.width, height, f"{title}: what becomes of whom", self._in_words())

    # Scenes and levels, on top and behind

    def _scenes(self, top: float) -> float:
        """A row of the scenes with place and time; gives where it ends."""
        scenes = self.story.scenes
        if not scenes:
            return top
        named = [self._scene_lines(i) for i in range(len(scenes))]
        rows = max(map(len, named), default=1)
        height = 8 + 13 * max(rows, 1)
        self.drawing.text(MARGIN, top + 16, "scene", size=11, fill=self.theme.soft)
        for i, (scene, lines) in enumerate(zip(scenes, named, strict=True)):
            left, right = self.x(scene.start), self.x(scene.end)
            self.drawing.add(
                "rect", note=f"scene {i + 1}: {scene_words(self.story, scene)}", x=left + 0.75, y=top, width=max(right - left - 1.5, 0.5),
                height=height, rx=3, fill=self.theme.raised,
            )  # fmt: skip
            for n, words in enumerate(lines):
                self.drawing.text(
                    left + 6, top + 14 + 13 * n, words, size=_SMALL, fill=self.theme.soft if n else self.theme.ink
                )
        return top + height + 6

    def _scene_lines(self, index: int) -> list[str]:
        """What fits into the box of a scene: its number, and place and time in at most three lines."""
        scene = self.story.scenes[index]
        room = self.x(scene.end) - self.x(scene.start) - 10
        if text_width(str(index + 1), _SMALL) > room:
            return []
        words = scene_words(self.story, scene)
        if room < 48 or not words:
            return [str(index + 1)]
        return wrapped(f"{index + 1} {words}", _SMALL, room, 3)

    def _levels(self, top: float) -> float:
        """The names of stretches that are not the story's own world, in as many rows as they need; gives where they end."""
        spans = self._level_spans()
        if not spans:
            return top
        self.drawing.text(MARGIN, top + 11, "told, dreamed …", size=11, fill=self.theme.soft)
        ends: list[float] = []
        for span, kind, words in spans:
            left, right = self.x(span.start), self.x(span.end)
            wide = text_width(words, _SMALL, bold=True) + 8
            at = min(left, self.right - wide)
            row = next((n for n, end in enumerate(ends) if end <= at), len(ends))
            ends[row : row + 1] = [max(right, at + wide) + 4]
            y = top + 15 * row
            self.drawing.line(
                left, y + 14.5, max(right, left + 2), y + 14.5, self.theme.levels.get(kind, self.theme.faint), 2
            )
            self.drawing.text(
                at + 1,
                y + 11,
                words,
                size=_SMALL,
                bold=True,
                halo=True,
                fill=self.theme.levels.get(kind, self.theme.soft),
            )
        return top + 15 * len(ends) + 6

    def _level_spans(self) -> list[tuple[Span, str, str]]:
        """Each level once, from where it is first entered to where it is last left, with its name."""
        found = []
        for level in self.story.levels:
            if level.kind != "story" and level.id != STORY and level.spans:
                words = level_words(level.kind, self.data.name(level.experiencer))
                found.append((Span(level.spans[0].start, level.spans[-1].end), level.kind, words))
        return sorted(found, key=lambda item: item[0])

    def _behind(self, top: float, bottom: float, scenes: float) -> list[str]:
        """Bands of the levels and edges of the scenes, drawn before everything else."""
        back = Drawing(self.theme)
        for scene in self.story.scenes[1:]:
            back.line(self.x(scene.start), scenes, self.x(scene.start), bottom, self.theme.rule, 1)
        for level in self.story.levels:
            if level.kind == "story":
                continue
            for span in level.spans:
                left, right = self.x(span.start), self.x(span.end)
                colour = self.theme.levels.get(level.kind, self.theme.faint)
                back.add(
                    "rect", note=self.data.level(level.id), x=left, y=top, width=max(right - left, 1), height=bottom - top, fill=colour,
                    fill_opacity="0.13",
                )  # fmt: skip
        return back.parts

    # Lanes

    def _lane(self, lane: Lane, top: float) -> float:
        """One character; gives where the next lane begins."""
        above = max([f.intensity * _STEP + 14 for f in lane.felt if side(f.label) >= 0], default=8)
        below = max([f.intensity * _STEP + 9 for f in lane.felt if side(f.label) < 0], default=6)
        y = top + above
        colour = self.colours.get(lane.id, self.theme.soft)
        self._thread(lane, y, colour)
        self._feelings(lane, y, (top, y + below + 2))
        rows = self._rows(lane, y + below + 3)
        name = fitted(clipped(lane.name, 24), 13, self.left - MARGIN - 12, bold=True)
        self.drawing.text(self.left - 12, y + 4.5, name, size=13, bold=True, fill=colour, anchor="end")
        bottom = y + below + 3 + rows * _ROW + 9
        self.drawing.line(MARGIN, bottom, self.right, bottom, self.theme.rule, 0.75)
        return bottom + 5

    def _thread(self, lane: Lane, y: float, colour: str) -> None:
        """Thick while they are there, dotted while they are elsewhere."""
        self.drawing.line(self.x(lane.seen.start), y, self.x(lane.seen.end), y, colour, 1.2, "1.5 4")
        self.drawing.taken.append(Box(self.left, y - 2, self.right, y + 2))
        for span in lane.present:
            self.drawing.line(
                self.x(span.start) + 1, y, max(self.x(span.end) - 1, self.x(span.start) + 2), y, colour, 3.2
            )

    def _feelings(self, lane: Lane, y: float, within: tuple[float, float]) -> None:
        """A dot on a stem for each feeling, its word beside it where there is room; the strongest choose first."""
        places = [(f, self.x(f.at), y - side(f.label) * (4 + f.intensity * _STEP)) for f in lane.felt]
        for f, x, at in places:
            colour = self.theme.emotions.get(f.label, self.theme.soft)
            if side(f.label):
                self.drawing.line(x, y, x, at, colour, 1.4)
            self.drawing.add(
                "circle",
                note=f.words,
                cx=x,
                cy=at,
                r=2.6 + 0.7 * f.intensity,
                fill=colour,
                stroke=self.theme.paper,
                stroke_width=1,
            )
            self.drawing.taken.append(Box(x - 4, at - 4, x + 4, at + 4))
        for f, x, at in sorted(places, key=lambda p: (-p[0].intensity, p[1])):
            self._feeling_words(f, x, at, within)

    def _feeling_words(self, f: Felt, x: float, at: float, within: tuple[float, float]) -> None:
        for words in (f.words, f.words.split(" → ")[0]):
            wide = text_width(words, _SMALL) + 2
            up = -7 if side(f.label) == 0 else 3.5
            boxes = [Box(x + 6, at + dy - 8, x + 6 + wide, at + dy + 2.5) for dy in (up, -5, 11)]
            boxes += [Box(x - 6 - wide, at + dy - 8, x - 6, at + dy + 2.5) for dy in (up, -5, 11)]
            box = self.drawing.place(
                b
                for b in boxes
                if b.left >= self.left and b.right <= self.right + 8 and within[0] <= b.top and b.bottom <= within[1]
            )
            if box is not None:
                right = box.left >= x
                self.drawing.text(
                    box.left if right else box.right, box.bottom - 2.5, words, size=_SMALL, halo=True, anchor="start" if right else "end",
                    fill=self.theme.emotions.get(f.label, self.theme.soft),
                )  # fmt: skip
                return

    # States and moments

    def _rows(self, lane: Lane, top: float) -> int:
        """Bars and diamonds below the line; gives how many rows they take."""
        items = [_Item(b.at, b.until, b.words, b.value, b.certain) for b in lane.bars]
        items += [_Item(m.at, m.at, m.words, None) for m in lane.moments]
        placed = self._packed(sorted(items, key=lambda i: (i.at, -i.until)))
        for one in placed:
            y = top + one.row * _ROW
            if one.item.value is None:
                self._moment(one, y, self.colours.get(lane.id, self.theme.soft))
            else:
                self._bar(one, y)
        return 1 + max((one.row for one in placed), default=-1)

    def _packed(self, items: list[_Item]) -> list[_Placed]:
        """Each item in the first row where it and its words have room."""
        ends: list[float] = []
        out = []
        for item in items:
            one = self._with_words(item)
            left = min(
                one.left, one.words_at if one.anchor == "start" else one.words_at - text_width(one.words, _SMALL)
            )
            row = next((n for n, end in enumerate(ends) if end <= left), len(ends))
            if row >= _MOST_ROWS:
                # too much at once: without its words it may lie over another, and the pointer still finds it
                one, row = replace(one, words=""), min(range(len(ends)), key=ends.__getitem__)
            reach = max(
                one.right,
                one.words_at + text_width(one.words, _SMALL) if one.anchor == "start" and one.words else one.right,
            )
            ends[row : row + 1] = [max(reach + 8, ends[row] if row < len(ends) else 0)]
            out.append(replace(one, row=row))
        return out

    def _with_words(self, item: _Item) -> _Placed:
        """Inside a bar that is wide enough, else behind it, else before it."""
        left, right = self.x(item.at), max(self.x(item.until), self.x(item.at) + 3)
        if item.value is None:
            left, right = left - 5, left + 5
        wide = text_width(item.words, _SMALL)
        if item.value is not None and wide + 10 <= right - left:
            return _Placed(item, 0, left, right, item.words, left + 5, "start", inside=True)
        if right + 4 + wide <= self.right + 8:
            return _Placed(item, 0, left, right, item.words, right + 4, "start", inside=False)
        words = fitted(item.words, _SMALL, left - self.left - 4)
        return _Placed(item, 0, left, right, words, left - 4, "end", inside=False)

    def _bar(self, one: _Placed, y: float) -> None:
        item = one.item
        colour = self.theme.states.get(item.value or "", self.theme.soft)
        fill: dict[str, str | float] = {"fill": colour, "fill_opacity": "0.9"} if item.certain else {
            "fill": self.theme.paper, "fill_opacity": "0.6", "stroke": colour, "stroke_width": 1.2, "stroke_dasharray": "4 2.5",
        }  # fmt: skip
        self.drawing.add(
            "rect", note=item.words, x=one.left, y=y + 1, width=one.right - one.left, height=_ROW - 4, rx=3, more=fill
        )
        inside = one.inside and item.certain
        self.drawing.text(
            one.words_at,
            y + 11,
            one.words,
            size=_SMALL,
            anchor=one.anchor,
            fill=self.theme.paper if inside else colour,
            bold=inside,
            halo=not inside,
        )

    def _moment(self, one: _Placed, y: float, colour: str) -> None:
        x, middle = (one.left + one.right) / 2, y + 7.5
        points = f"{x:.1f},{middle - 5:.1f} {x + 5:.1f},{middle:.1f} {x:.1f},{middle + 5:.1f} {x - 5:.1f},{middle:.1f}"
        self.drawing.add("polygon", note=one.item.words, points=points, fill=colour)
        self.drawing.text(one.words_at, y + 11, one.words, size=_SMALL, anchor=one.anchor, italic=True, halo=True)

    # What stands below, and in words

    def _key(self, y: float) -> float:
        """How to read it, in one line or two; gives the height of the picture."""
        parts = ["Thick line: there in the scene. Dotted: elsewhere."]
        if any(lane.felt for lane in self.data.lanes):
            parts.append(
                "Dots: joy and trust above the line, surprise and anticipation on it, sadness, fear, anger and disgust below; "
                "the farther, the stronger."
            )
        if any(not b.certain for lane in self.data.lanes for b in lane.bars):
            parts.append("Dashed: only believed, dreamed or told.")
        if self.data.left_out:
            parts.append(f"{self.data.left_out} more speak and are not shown.")
        return self.drawing.key(" ".join(parts), y + 12, self.width)

    def _percent(self, offset: int) -> str:
        start, end = self.data.extent
        return f"{round(100 * (min(max(offset, start), end) - start) / max(end - start, 1))}%"

    def _in_words(self) -> str:
        percent = self._percent
        out = []
        for lane in self.data.lanes:
            said = [(b.at, f"{b.words} from {percent(b.at)} to {percent(b.until)}") for b in lane.bars]
            said += [(f.at, f"{f.words} at {percent(f.at)}") for f in lane.felt]
            said += [(m.at, f"{m.words} at {percent(m.at)}") for m in lane.moments]
            out.append(
                f"{lane.name}: {'; '.join(words for _, words in sorted(said)) or 'nothing is said of state or feeling'}."
            )
        return " ".join(out)
