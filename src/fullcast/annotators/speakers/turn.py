"""One quotation on its way to a speaker."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from fullcast.annotators.labels import Line
from fullcast.annotators.tags import Tag
from fullcast.layers import Cue, Quotation, Reason


@dataclass(slots=True)
class Turn:
    """One quotation on its way to a speaker."""

    quotation: Quotation
    paragraph: int
    last_paragraph: int
    tag: Tag | None = None
    tag_who: str | None = None
    label: Line | None = None
    """The labelled line that it is, in a chat, a transcript or a play."""
    cue: Cue | None = None
    candidates: list[str] = field(default_factory=list)
    evidence: dict[str, dict[str, float]] = field(default_factory=dict)
    """Per candidate: rule to how much it applies; times WEIGHTS it gives log odds."""
    reasons: dict[str, list[Reason]] = field(default_factory=lambda: defaultdict(list))
    vocatives: list[str] = field(default_factory=list)
    addressed_as: str | None = None
    """ "he" or "she" where the quotation says "sir" or "madam"."""
    addressed: list[str] = field(default_factory=list)
    """People the tag says are spoken to."""
    to_self: bool = False
    nobody: float = 0.0
    """How much the text says that nobody in particular speaks."""
    found: bool = False
    """Whether tag and vocatives have been looked for."""
    rule: str = "turn"
    """The strongest kind of evidence, which calibration goes by."""
    posterior: dict[str | None, float] = field(default_factory=dict)
    speaker: str | None = None

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.quotation.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.quotation.spans[-1].end
