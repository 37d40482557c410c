"""The line script: the whole text in order, one stretch a line, each with who says it and how.

Law: the texts of the lines, joined, are the text of the story, to the code point.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from fullcast.layers import Line, Story
from fullcast.layers.document import DocumentDelivery
from fullcast.layers.values import Value
from fullcast.text import Span
from fullcast.writers.figures import Figures

_AROUND: Final = {"story": "narration", "heading": "heading", "title": "heading"}


class Stretch(Value, frozen=True, kw_only=True):
    """One line of the script."""

    id: str
    chapter: str | None
    span: Span
    kind: str
    """narration, speech, thought, writing, heading or note."""
    quotation: str | None = None
    """Id of the quotation that this is (a part of)."""
    speaker: str | None = None
    """Id of the character; of narration, the character who tells the story, where one does."""
    name: str | None = None
    """The speaker's name."""
    addressees: tuple[str, ...] | None = None
    delivery: DocumentDelivery | None = None
    confidence: float | UnsetType = UNSET
    text: str | UnsetType = UNSET


def line_script(story: Story) -> Iterator[Stretch]:
    """The stretches of `story`, in order; together they are its whole text."""
    names = {c.id: c.name for c in story.characters}
    teller = next((c.id for c in story.characters if c.narrator), None)
    starts = [c.start for c in story.chapters]
    for number, (span, kind, line) in enumerate(_pieces(story), 1):
        i = bisect_right(starts, span.start) - 1
        inside = i >= 0 and span.start < story.chapters[i].end
        shared = _of_line(line) if line is not None else {"speaker": teller if kind == "narration" else None}
        yield Stretch(
            id=f"t{number}",
            chapter=story.chapters[i].id if inside else None,
            span=span,
            kind=kind,
            name=names.get(shared["speaker"] or ""),
            text=story.words(span),
            **shared,
        )


def _of_line(line: Line) -> dict[str, Any]:
    delivery: DocumentDelivery | None = None
    if line.delivery is not None:
        delivery = DocumentDelivery(**{k: getattr(line.delivery, k) for k in DocumentDelivery.__struct_fields__})
    return {
        "quotation": line.id,
        "speaker": line.speaker,
        "addressees": line.addressees,
        "delivery": delivery,
        "confidence": line.confidence if line.confidence is UNSET else round(line.confidence, 4),
    }


Piece = tuple[Span, str, Line | None]


def _pieces(story: Story) -> Iterator[Piece]:
    """The stretches with their kinds; white space alone goes with the stretch before it."""
    held: Piece | None = None
    for span, kind, line in _raw_pieces(story):
        if held is not None and story.words(span).isspace():
            held = (Span(held[0].start, span.end), *held[1:])
            continue
        if held is not None:
            yield held
        held = (span, kind, line)
    if held is not None:
        yield held


def _raw_pieces(story: Story) -> Iterator[Piece]:
    """The parts of quotations and what stands between them; what overlaps an earlier one begins where that ends."""
    around = _Around(story)
    at = 0
    voiced = sorted(((s, q) for q in Figures(story).voiced for s in q.spans), key=lambda p: p[0])
    for span, line in voiced:
        start = max(span.start, at)
        if start >= span.end:
            continue
        yield from around.between(at, start)
        yield Span(start, span.end), line.kind, line
        at = span.end
    yield from around.between(at, len(story.text))


class _Around:
    """What stands around the quotations of a story, parted where a region, a chapter or a paragraph begins."""

    def __init__(self, story: Story) -> None:
        parts = (story.regions, story.chapters, story.paragraphs)
        self._edges = sorted({part.start for layer in parts for part in layer})
        self._regions = story.regions
        self._starts = [r.start for r in story.regions]

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """The stretches from `start` to `end`."""
        if start >= end:
            return
        inside = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        for a, b in pairwise([start, *inside, end]):
            yield Span(a, b), self._kind(a), None

    def _kind(self, offset: int) -> str:
        i = bisect_right(self._starts, offset) - 1
        return _AROUND.get(self._regions[i].kind, "note") if i >= 0 else "narration"


def write_line_script(story: Story, *, words: bool = True) -> bytes:
    """The line script in JSON, one stretch a line, in UTF-8; without `words`, everything but the text."""
    encoder = msgspec.json.Encoder()
    out = bytearray()
    for stretch in line_script(story):
        out += encoder.encode(stretch if words else msgspec.structs.replace(stretch, text=UNSET))
        out += b"\n"
    return bytes(out)
