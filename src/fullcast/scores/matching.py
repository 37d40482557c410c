"""Which predicted quotation is which gold one, and how much of what was predicted is in the gold at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from fullcast.scores.gold import Gold, GoldQuotation
from fullcast.scores.prediction import PredictedQuotation, Prediction
from fullcast.text import Span, Text
from fullcast.text.span import merged

SAID = frozenset({"speech", "thought", "writing"})
"""Kinds of predicted quotation that can match a gold one."""
MARKS = frozenset("\"'“”‘’„«»‹›-–—―_* \t\r\n\u00a0")
"""Quotation marks, dashes, marks of emphasis and white space: not compared at the ends of a span."""
FOUND_SHARE = 0.5
"""A gold quotation of which less is covered was not found."""


def trimmed(span: Span, text: Text | None) -> Span:
    """`span` without marks at its ends; as it is where the text is not known."""
    if text is None:
        return span
    start, end = span
    while start < end and text.content[start] in MARKS:
        start += 1
    while end > start and text.content[end - 1] in MARKS:
        end -= 1
    return Span(start, end)


class Parts:
    """The trimmed parts of all predicted quotations of kind speech, thought or writing, to be found by place."""

    def __init__(self, quotations: Sequence[PredictedQuotation], text: Text | None) -> None:
        found = ((trimmed(span, text), n) for n, q in enumerate(quotations) if q.kind in SAID for span in q.spans)
        self.parts = sorted((span, n) for span, n in found if span.length > 0)
        self._starts = [span.start for span, _n in self.parts]
        self._reach = list(accumulate((span.end for span, _n in self.parts), max))

    def meeting(self, span: Span) -> Iterable[tuple[Span, int]]:
        """Parts that share a code point with `span`, last first, each with the number of its quotation."""
        i = bisect_left(self._starts, span.end) - 1
        while i >= 0 and self._reach[i] > span.start:
            if self.parts[i][0].meets(span):
                yield self.parts[i]
            i -= 1

    def best(self, spans: Sequence[Span]) -> int | None:
        """Number of the quotation that most agrees with `spans`; None where they are less than half covered.

        Quotations are compared by the sum, over pairs of parts, of intersection over hull; of equals the one met first
        wins.
        """
        agreement: dict[int, float] = {}
        covered = 0
        for span in spans:
            longest = 0
            for part, n in self.meeting(span):
                common = min(span.end, part.end) - max(span.start, part.start)
                hull = max(span.end, part.end) - min(span.start, part.start)
                agreement[n] = agreement.get(n, 0) + common / hull
                longest = max(longest, common)
            covered += longest
        length = sum(span.length for span in spans) or 1
        if not agreement or covered / length < FOUND_SHARE:
            return None
        return max(agreement, key=lambda n: agreement[n])


def gold_spans(gold: Gold, text: Text | None) -> list[list[Span]]:
    """The trimmed parts of each gold quotation."""
    return [[trimmed(span, text) for span in q.spans] for q in gold.quotations]


class Match(NamedTuple):
    """Gold and predicted quotations, brought together."""

    pairs: tuple[tuple[GoldQuotation, PredictedQuotation | None], ...]
    """Each gold quotation with the predicted one it was found as; None where it was not found."""
    inside: int
    """Code points of predicted speech that lie in gold quotations."""
    spoken: int
    """Code points of predicted speech."""


def match(gold: Gold, prediction: Prediction, text: Text | None) -> Match:
    """Which quotation is which; spans are trimmed where the text is known."""
    parts = Parts(prediction.quotations, text)
    spans = gold_spans(gold, text)
    found = (parts.best(s) for s in spans)
    spoken = _once(span for span, n in parts.parts if prediction.quotations[n].kind == "speech")
    return Match(
        tuple(
            (q, None if n is None else prediction.quotations[n]) for q, n in zip(gold.quotations, found, strict=True)
        ),
        _common(spoken, merged(s for some in spans for s in some)),
        sum(span.length for span in spoken),
    )


def _once(spans: Iterable[Span]) -> list[Span]:
    """`spans`, in order of their starts, without what an earlier one already covers: nested speech counts once."""
    out: list[Span] = []
    done = 0
    for start, end in sorted(set(spans)):
        if end > max(start, done):
            out.append(Span(max(start, done), end))
            done = end
    return out


def _common(some: Iterable[Span], others: Sequence[Span]) -> int:
    """Code points in `some` that lie in one of `others`, which are sorted and apart."""
    ends = [other.end for other in others]
    total = 0
    for span in some:
        i = bisect_right(ends, span.start)
        while i < len(others) and others[i].start < span.end:
            total += min(span.end, others[i].end) - max(span.start, others[i].start)
            i += 1
    return total
