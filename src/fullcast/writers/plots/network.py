"""The network: who speaks to whom, what they feel for one another, and how they are tied."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from fullcast.writers.plots.lanes import Lanes, title_of
from fullcast.writers.plots.svg import MARGIN, Box, Drawing, text_width
from fullcast.writers.plots.themes import Theme
from fullcast.writers.plots.ties import Directed, ties
from fullcast.writers.shown import clipped, counted

_SMALL: Final = 11.0
_MOST_ARROWS: Final = 36
_ROOM: Final = 190.0
"""Around a circle, for its name and the words of its arrows."""
_ROUNDS: Final = 300

Point = tuple[float, float]


class Network:
    """One picture under way."""

    def __init__(self, lanes: Lanes, theme: Theme, width: float) -> None:
        self.data = lanes
        self.theme = theme
        self.drawing = Drawing(theme)
        self.width = width
        self.ties = ties(lanes.story)
        shown = {c.id for c in lanes.characters}
        edges = [
            e for pair, e in sorted(self.ties.directed.items()) if shown.issuperset(pair) and (e.lines or e.feelings)
        ]
        self.edges = self._weightiest(edges)
        self.stated = {pair: words for pair, words in sorted(self.ties.stated.items()) if shown.issuperset(pair)}
        tied = {who for pair in (*((e.source, e.to) for e in self.edges), *self.stated) for who in pair}
        characters = [c for c in lanes.characters if c.id in tied]
        self.ids = [c.id for c in characters]
        self.colours = {c.id: theme.voices[lanes.characters.index(c) % len(theme.voices)] for c in characters}
        self.lines = self.ties.spoken
        self.height = 640.0 if len(self.ids) > 5 else 520.0
        self.places = self._places()

    def svg(self) -> str:
        """The picture."""
        title = title_of(self.data.story)
        draw = self.drawing
        draw.heading(title, "Who speaks to whom, and what they feel for one another", self.width)
        for who in self.ids:
            self._take(who)
        for edge in sorted(self.edges, key=lambda e: e.lines):
            self._arrow(edge)
        for pair in self.stated:
            self._bond(pair)
        for who in self.ids:
            self._node(who)
        self._labels()
        bottom = 74 + self.height
        if not self.ids:
            draw.text(
                self.width / 2,
                74 + self.height / 2,
                "Nobody speaks to anybody whom the reading could name.",
                size=14,
                fill=self.theme.soft,
                anchor="middle",
            )
        below = draw.key(self._key(), bottom, self.width)
        return draw.svg(self.width, below, f"{title}: who speaks to whom and feels what", self._in_words())

    def _key(self) -> str:
        """How to read it."""
        parts = [
            "Circles are as large as what is said. An arrow goes from who speaks or feels to whom; the thicker, the more lines."
        ]
        if any(e.feelings for e in self.edges):
            parts.append(
                "Its colour: green is kind, blue is pained, red is hostile, violet is mixed, grey says nothing of feeling."
            )
        if self.stated:
            parts.append("Italics without an arrow: how the two are tied.")
        if self.ties.to_several:
            parts.append("What is said to three or more at once has no arrow.")
        return " ".join(parts)

    def _weightiest(self, edges: list[Directed]) -> list[Directed]:
        """All that say something of feeling, and of the others so many that they can be told apart."""
        weight = sorted(edges, key=lambda e: (-e.feelings.total(), -e.lines))
        return [e for i, e in enumerate(weight) if e.feelings or i < _MOST_ARROWS]

    # Places

    def _places(self) -> dict[str, Point]:
        """Where each circle stands: those who have much to do with one another near, filling the picture."""
        weights: dict[tuple[int, int], float] = {}
        index = {who: i for i, who in enumerate(self.ids)}
        for e in self.edges:
            pair = (min(index[e.source], index[e.to]), max(index[e.source], index[e.to]))
            weights[pair] = weights.get(pair, 0) + e.lines + 2 * e.feelings.total()
        for one, other in self.stated:
            pair = (min(index[one], index[other]), max(index[one], index[other]))
            weights[pair] = weights.get(pair, 0) + 1
        side = MARGIN + 90
        frame = Box(side, 74 + 40, self.width - side, 74 + self.height - 76)
        room = math.sqrt((frame.right - frame.left) * (frame.bottom - frame.top) / max(len(self.ids), 1))
        points = apart(_filling(spread(len(self.ids), weights), frame), min(room, _ROOM), frame)
        return dict(zip(self.ids, points, strict=True))

    def radius(self, who: str) -> float:
        """Of a circle: by the root of the lines spoken."""
        most = max([*self.lines.values(), 1])
        return 8 + 22 * math.sqrt(self.lines[who] / most)

    # Circles

    def _words(self, who: str) -> tuple[str, str]:
        lines, several = self.lines[who], self.ties.to_several[who]
        count = counted(lines, "line") if lines else "says nothing"
        return clipped(str(self.data.name(who)), 22), count + (f", {several} to several" if several > 2 else "")

    def _take(self, who: str) -> None:
        """Keep labels off a circle and its name."""
        (x, y), r = self.places[who], self.radius(who)
        name, count = self._words(who)
        wide = max(text_width(name, 13.5, bold=True), text_width(count, _SMALL)) / 2
        self.drawing.taken += [Box(x - r, y - r, x + r, y + r), Box(x - wide, y + r + 1, x + wide, y + r + 32)]

    def _node(self, who: str) -> None:
        (x, y), r = self.places[who], self.radius(who)
        name, count = self._words(who)
        self.drawing.add(
            "circle",
            note=f"{name}: {count}",
            cx=x,
            cy=y,
            r=r,
            fill=self.colours[who],
            stroke=self.theme.paper,
            stroke_width=2,
        )
        self.drawing.text(x, y + r + 14, name, size=13.5, bold=True, fill=self.colours[who], anchor="middle", halo=True)
        self.drawing.text(x, y + r + 28, count, size=_SMALL, fill=self.theme.soft, anchor="middle", halo=True)

    # Arrows

    def _curve(self, source: str, to: str) -> tuple[Point, Point, Point]:
        """Start, bend and end of the arrow from one circle to another; the way back bends to the other side."""
        (x1, y1), (x2, y2) = self.places[source], self.places[to]
        length = math.hypot(x2 - x1, y2 - y1) or 1
        across = ((y2 - y1) / length, -(x2 - x1) / length)
        bend = min(0.16 * length, 42)
        middle = ((x1 + x2) / 2 + across[0] * bend, (y1 + y2) / 2 + across[1] * bend)
        return (
            _toward((x1, y1), middle, self.radius(source) + 3),
            middle,
            _toward((x2, y2), middle, self.radius(to) + 9),
        )

    def _colour(self, edge: Directed) -> str:
        return self.theme.ties.get(edge.valence or "", self.theme.faint)

    def _thick(self, edge: Directed) -> float:
        most = max(e.lines for e in self.edges) or 1
        return 1.3 + 5 * math.sqrt(edge.lines / most)

    def _arrow(self, edge: Directed) -> None:
        (x1, y1), (mx, my), (x2, y2) = self._curve(edge.source, edge.to)
        colour, wide = self._colour(edge), self._thick(edge)
        dash: dict[str, str | float] = {} if edge.lines else {"stroke_dasharray": "5 4"}
        path = f"M{x1:.1f} {y1:.1f}Q{mx:.1f} {my:.1f} {x2:.1f} {y2:.1f}"
        self.drawing.add(
            "path",
            note=self._said(edge),
            d=path,
            fill="none",
            stroke=colour,
            stroke_width=wide,
            stroke_opacity="0.75",
            more=dash,
        )
        length = math.hypot(x2 - mx, y2 - my) or 1
        dx, dy = (x2 - mx) / length, (y2 - my) / length
        half, long = 3.5 + wide * 0.8, 7 + wide
        tip = (x2 + dx * 6, y2 + dy * 6)
        base = (tip[0] - dx * long, tip[1] - dy * long)
        corners = [tip, (base[0] - dy * half, base[1] + dx * half), (base[0] + dy * half, base[1] - dx * half)]
        self.drawing.add("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), fill=colour)

    def _bond(self, pair: tuple[str, str]) -> None:
        """A thin line between two who are tied and of whom nothing else is known."""
        if not {pair, pair[::-1]} & {(e.source, e.to) for e in self.edges}:
            (x1, y1), (x2, y2) = self.places[pair[0]], self.places[pair[1]]
            self.drawing.line(x1, y1, x2, y2, self.theme.faint, 0.8)

    # Words beside the arrows

    def _labels(self) -> None:
        """Ties in the middle between two, feelings and numbers beside the arrows, the weightiest first."""
        for edge in sorted(self.edges, key=lambda e: (-e.feelings.total(), -e.lines)):
            if edge.feelings:
                self._beside(edge, ", ".join(edge.felt[:3]), self._colour(edge), bold=True)
        for (one, other), words in self.stated.items():
            (x1, y1), (x2, y2) = self.places[one], self.places[other]
            straight = [(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for t in (0.5, 0.42, 0.58, 0.34, 0.66)]
            self._label(straight, ", ".join(words[:2]), self.theme.soft, italic=True)
        for edge in sorted(self.edges, key=lambda e: -e.lines):
            if edge.lines > 1:
                self._beside(edge, str(edge.lines), self.theme.soft)

    def _beside(self, edge: Directed, words: str, colour: str, *, bold: bool = False) -> None:
        curve = self._curve(edge.source, edge.to)
        self._label([_on(curve, t) for t in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.8)], words, colour, bold=bold)

    def _label(self, points: list[Point], words: str, colour: str, *, bold: bool = False, italic: bool = False) -> None:
        half = text_width(words, _SMALL, bold=bold) / 2 + 2
        box = self.drawing.place(self._around(points, half))
        if box is None:
            return
        self.drawing.text(
            (box.left + box.right) / 2,
            box.bottom - 3.5,
            words,
            size=_SMALL,
            fill=colour,
            anchor="middle",
            bold=bold,
            italic=italic,
            halo=True,
        )

    def _around(self, points: list[Point], half: float) -> Iterator[Box]:
        for dy in (0, -9, 9, -16, 16, -26, 26):
            for x, y in points:
                box = Box(x - half, y + dy - 7.5, x + half, y + dy + 7.5)
                if box.left >= 4 and box.right <= self.width - 4 and box.top >= 64:
                    yield box

    # In words

    def _said(self, edge: Directed) -> str:
        parts = [counted(edge.lines, "line")] if edge.lines else []
        parts += [f"feels {', '.join(edge.felt)}"] if edge.feelings else []
        return f"{self.data.name(edge.source)} to {self.data.name(edge.to)}: {'; '.join(parts)}"

    def _in_words(self) -> str:
        said = [f"{self._said(e)}." for e in self.edges]
        said += [
            f"{self.data.name(a)} and {self.data.name(b)}: {', '.join(words)}." for (a, b), words in self.stated.items()
        ]
        return " ".join(said) or "Nobody speaks to anybody whom the reading could name."


# Layout


def spread(count: int, weights: dict[tuple[int, int], float]) -> list[Point]:
    """Places for `count` circles, from a ring on, by stress majorization (Gansner, Koren, North 2004); no chance is in it.

    `weights` says how much two (the smaller index first) have to do with one another. Wanted distances are shortest paths over
    edges that are the shorter, the weightier they are.
    """
    most = max(weights.values(), default=1) or 1
    distance = [[0.0 if i == j else math.inf for j in range(count)] for i in range(count)]
    for (i, j), weight in weights.items():
        distance[i][j] = distance[j][i] = 1.6 - 0.6 * math.sqrt(weight / most)
    for k in range(count):
        for i in range(count):
            for j in range(count):
                distance[i][j] = min(distance[i][j], distance[i][k] + distance[k][j])
    far = max((d for row in distance for d in row if d < math.inf), default=1) or 1
    wanted = [[d if d < math.inf else far * 0.8 + 0.6 for d in row] for row in distance]
    ring = [
        (math.cos(2 * math.pi * i / max(count, 1)), math.sin(2 * math.pi * i / max(count, 1))) for i in range(count)
    ]
    points = ring
    for _ in range(_ROUNDS):
        points = [_moved(points, wanted, i) for i in range(count)]
    return points


def _moved(points: list[Point], wanted: list[list[float]], i: int) -> Point:
    """Where the others would have point `i`, on average; near ones count more."""
    x = y = total = 0.0
    for j, (px, py) in enumerate(points):
        if j == i:
            continue
        dx, dy = points[i][0] - px, points[i][1] - py
        length = math.hypot(dx, dy) or 1e-6
        weight = wanted[i][j] ** -2
        x += weight * (px + wanted[i][j] * dx / length)
        y += weight * (py + wanted[i][j] * dy / length)
        total += weight
    return (x / total, y / total) if total else points[i]


def apart(points: list[Point], room: float, frame: Box) -> list[Point]:
    """The points pushed from one another until each has `room` around it, or as near to that as the frame allows."""
    out = [list(point) for point in points]
    for _ in range(_ROUNDS):
        moved = False
        for i, a in enumerate(out):
            for b in out[i + 1 :]:
                dx, dy = b[0] - a[0] or 0.1, b[1] - a[1]
                length = math.hypot(dx, dy)
                if length < room:
                    push = (room - length) / 2 / length
                    a[0], a[1], b[0], b[1] = a[0] - dx * push, a[1] - dy * push, b[0] + dx * push, b[1] + dy * push
                    moved = True
        for point in out:
            point[0] = min(max(point[0], frame.left), frame.right)
            point[1] = min(max(point[1], frame.top), frame.bottom)
        if not moved:
            break
    return [(x, y) for x, y in out]


def _filling(points: list[Point], frame: Box) -> list[Point]:
    """The points turned so that they are wider than high, and stretched over a frame."""
    left, top, right, bottom = frame.left, frame.top, frame.right, frame.bottom
    if len(points) < 2:
        return [((left + right) / 2, (top + bottom) / 2)] * len(points)
    cx, cy = (sum(p[k] for p in points) / len(points) for k in (0, 1))
    xx, yy = (sum((p[k] - c) ** 2 for p in points) for k, c in ((0, cx), (1, cy)))
    xy = sum((p[0] - cx) * (p[1] - cy) for p in points)
    turn = -0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(turn), math.sin(turn)
    turned = [((p[0] - cx) * cos - (p[1] - cy) * sin, (p[0] - cx) * sin + (p[1] - cy) * cos) for p in points]
    low, high = ([f(p[k] for p in turned) for k in (0, 1)] for f in (min, max))
    wide, tall = max(high[0] - low[0], 1e-6), max(high[1] - low[1], 1e-6)
    # two who stand level would else be thrown to the corners
    flat = tall < 0.15 * wide
    middle = (top + bottom) / 2
    across = [left + (x - low[0]) / wide * (right - left) for x, _ in turned]
    if flat:
        return [(x, middle + y - (low[1] + high[1]) / 2) for x, (_, y) in zip(across, turned, strict=True)]
    return [(x, top + (y - low[1]) / tall * (bottom - top)) for x, (_, y) in zip(across, turned, strict=True)]


def _toward(point: Point, other: Point, length: float) -> Point:
    """The point `length` away from `point` in the direction of `other`."""
    dx, dy = other[0] - point[0], other[1] - point[1]
    whole = math.hypot(dx, dy) or 1
    return point[0] + dx / whole * length, point[1] + dy / whole * length


def _on(curve: tuple[Point, Point, Point], t: float) -> Point:
    """A point of a quadratic curve."""
    (x1, y1), (mx, my), (x2, y2) = curve
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return a * x1 + b * mx + c * x2, a * y1 + b * my + c * y2
