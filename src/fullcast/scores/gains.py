"""What was gained and lost between two runs, line by line, for reading: a mean hides what a change breaks.

After eyecite's benchmark, which shows each pull request its gained and lost citations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fullcast.layers.values import Value
from fullcast.scores.speakers import Row, SpeakerScore
from fullcast.text import Text

SHOWN = 160
"""Code points of a line and of what stands around it that are shown."""


class Change(Value, frozen=True, kw_only=True):
    """A gold quotation that one of two runs has right and the other wrong."""

    gained: bool
    """Right now and wrong before; else the other way round."""
    start: int
    """Offset of the quotation."""
    type: str
    words: str
    """The quotation and what stands around it, white space made one blank, the quotation between brackets."""
    speaker: str | None
    """Who speaks, by the gold."""
    before: str | None
    """Who spoke in the first run; None where nobody was named."""
    after: str | None


def changes(before: SpeakerScore, after: SpeakerScore, text: Text, figure: str = "named") -> tuple[Change, ...]:
    """Quotations, in order, whose `figure` ("named" or "voice") differs; both scores must be of the same gold."""
    return tuple(_changes(before.rows, after.rows, text, figure))


def _changes(before: Sequence[Row], after: Sequence[Row], text: Text, figure: str) -> Iterator[Change]:
    for old, new in zip(before, after, strict=True):
        if old.gold != new.gold:
            raise ValueError("the two scores are not of the same gold")
        if getattr(old, figure) == getattr(new, figure):
            continue
        yield Change(
            gained=bool(getattr(new, figure)),
            start=old.gold.spans[0].start,
            type=old.gold.type,
            words=in_context(old, text),
            speaker=old.gold.speaker,
            before=old.said,
            after=new.said,
        )


def in_context(row: Row, text: Text, around: int = SHOWN) -> str:
    """The gold quotation of `row` between brackets with up to `around` code points before and after it."""
    start, end = row.gold.spans[0].start, row.gold.spans[-1].end
    before = text.content[max(0, start - around) : start]
    after = text.content[end : end + around]
    said = " ".join(text.content[start:end].split())
    if len(said) > 2 * around:
        said = f"{said[:around]} … {said[-around:]}"
    return " ".join(f"{before}[{said}]{after}".split())


def told(change: Change) -> str:
    """`change` on two lines."""
    sign = "+" if change.gained else "-"
    who = f"{change.speaker}; was {change.before}, is {change.after}"
    return f"{sign} {change.start} {change.type}: {who}\n    {change.words}"
