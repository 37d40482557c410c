"""Drawing as SVG 1.1: text stays text, nothing of a story is markup, and the same drawing is the same bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from fullcast.writers.plots.themes import Theme
from fullcast.writers.shown import shown

FONT: Final = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

MARGIN: Final = 24.0

# Widths of Helvetica (Adobe's font metrics), in thousandths of the size, from the blank on.
_WIDTHS: Final = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,
    611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
    556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
NO_MORE: Final[Mapping[str, str | float]] = {}
_ROOM: Final = 1.06
"""By how much another font may be wider."""
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide `words` are drawn, in the units of `size`; rather too wide than too narrow."""
    return sum(map(_advance, words)) * size / 1000 * _ROOM * (1.07 if bold else 1)


def _advance(sign: str) -> int:
    if " " <= sign <= "~":
        return _WIDTHS[ord(sign) - 32]
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1000
    base = unicodedata.normalize("NFKD", sign)[0]
    return _WIDTHS[ord(base) - 32] if " " <= base <= "~" else 600


def fitted(words: str, size: float, room: float, *, bold: bool = False) -> str:
    """`words` on one line, shortened with "…" to about `room`; empty where not even three letters would fit."""
    words = shown(words)
    if text_width(words, size, bold=bold) <= room:
        return words
    while words and text_width(words + "…", size, bold=bold) > room:
        words = words[:-1].rstrip()
    return words + "…" if len(words) >= 3 else ""


def wrapped(words: str, size: float, room: float, lines: int) -> list[str]:
    """`words` broken into at most `lines` lines about `room` wide, the last shortened where it must be."""
    out: list[str] = []
    rest = shown(words).split()
    while rest and len(out) < lines - 1:
        taken = 1
        while taken < len(rest) and text_width(" ".join(rest[: taken + 1]), size) <= room:
            taken += 1
        out.append(fitted(" ".join(rest[:taken]), size, room))
        rest = rest[taken:]
    if rest:
        out.append(fitted(" ".join(rest), size, room))
    return [line for line in out if line]


def number(value: float) -> str:
    """A coordinate: at most two decimals, and no more of them than it needs."""
    return (
        f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0")
        if abs(value) < 0.005
        else f"{value:.2f}".rstrip("0").rstrip(".")
    )


def _quoted(value: str | float) -> str:
    text = value if isinstance(value, str) else number(value)
    return escape(_NOT_XML.sub("", text), {'"': "&quot;"})


@dataclass(frozen=True)
class Box:
    """A rectangle that something is drawn in."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass
class Drawing:
    """A picture under way. What is drawn later lies on top."""

    theme: Theme
    parts: list[str] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)
    """Where labels and marks stand that no label may cover."""

    def add(
        self, tag: str, /, words: str | None = None, note: str = "", more: Mapping[str, str | float] = NO_MORE,
        **attributes: str | float,
    ) -> None:  # fmt: skip
        """An element; `_` in the name of an attribute stands for "-". `note` is shown where the pointer rests."""
        given = "".join(
            f' {name.replace("_", "-")}="{_quoted(value)}"' for name, value in (attributes | dict(more)).items()
        )
        inside = ("" if not note else f"<title>{_quoted(shown(note))}</title>") + (
            "" if words is None else _quoted(shown(words))
        )
        self.parts.append(f"<{tag}{given}>{inside}</{tag}>" if inside else f"<{tag}{given}/>")

    def text(
        self, x: float, y: float, words: str, *, size: float = 12, fill: str = "", anchor: str = "start", bold: bool = False,
        italic: bool = False, halo: bool = False,
    ) -> None:  # fmt: skip
        """Words with their base line at `y`; a halo keeps them readable over lines."""
        attributes: dict[str, str | float] = {"x": x, "y": y, "font_size": size, "fill": fill or self.theme.ink}
        if anchor != "start":
            attributes["text_anchor"] = anchor
        if bold:
            attributes["font_weight"] = "bold"
        if italic:
            attributes["font_style"] = "italic"
        if halo:
            attributes |= {
                "stroke": self.theme.paper,
                "stroke_width": 3,
                "stroke_linejoin": "round",
                "paint_order": "stroke",
            }
        self.add("text", words, more=attributes)

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1, dash: str = "") -> None:
        """A straight line."""
        more: dict[str, str | float] = {"stroke_dasharray": dash} if dash else {}
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, more=more)

    def heading(self, title: str, words: str, width: float) -> None:
        """What the picture is of, and what it shows, on top of it."""
        self.text(MARGIN, 36, fitted(title, 20, width - 2 * MARGIN, bold=True), size=20, bold=True)
        self.text(MARGIN, 56, words, size=12.5, fill=self.theme.soft)

    def key(self, words: str, y: float, width: float) -> float:
        """How to read it, below it; gives where the picture may end."""
        lines = wrapped(words, 11, width - 2 * MARGIN, 6)
        for n, line in enumerate(lines):
            self.text(MARGIN, y + 15 * n, line, size=11, fill=self.theme.soft)
        return y + 15 * len(lines) + 12

    def free(self, box: Box) -> bool:
        """Whether nothing stands in `box` yet."""
        return not any(box.meets(other) for other in self.taken)

    def place(self, candidates: Iterable[Box]) -> Box | None:
        """The first of `candidates` that is free, which then is taken; None where none is."""
        for box in candidates:
            if self.free(box):
                self.taken.append(box)
                return box
        return None

    def svg(self, width: float, height: float, title: str, words: str) -> str:
        """The whole picture as an SVG file; `words` say in sentences what it shows."""
        w, h = number(width), number(height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" '
            f'aria-labelledby="title words" font-family="{FONT}">\n'
            f'<title id="title">{_quoted(shown(title))}</title>\n<desc id="words">{_quoted(shown(words))}</desc>\n'
            f'<rect width="{w}" height="{h}" fill="{self.theme.paper}"/>\n'
        )
        return head + "\n".join(self.parts) + "\n</svg>\n"
