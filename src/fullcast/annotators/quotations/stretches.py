"""What the steps hand on to each other: stretches of set-off text, on their way to quotations."""

from __future__ import annotations

from dataclasses import dataclass

DASHES = "—–―-"
ENDS = ".!?…,;:" + DASHES
"""Signs that may stand before a closing mark, or close a sentence."""


@dataclass(slots=True, eq=False)
class Stretch:
    """One run of marked text inside a paragraph."""

    start: int
    end: int
    mark: str
    """Its opening mark; empty where there is none."""
    paragraph: int
    """Index of its paragraph."""
    parent: Stretch | None = None
    """The stretch it lies in."""
    joins: Stretch | None = None
    """An earlier stretch of the same quotation."""
    continues: bool = False
    """Whether it takes up `joins`, left open at the end of a paragraph before."""
    open_end: bool = False
    """Whether no mark closes it."""
    open_start: bool = False
    """Whether no mark opens it, as in a paragraph that goes on with an open quotation."""
    kind: str = "speech"
    marked_by: str = "quotes"

    def words(self, content: str) -> str:
        """Its words without the marks."""
        start = self.start + (0 if self.open_start or self.marked_by != "quotes" else 1)
        end = self.end - (0 if self.open_end or self.marked_by != "quotes" else 1)
        return content[start:end].strip()

    def last_sign(self, content: str) -> str:
        """The last sign inside the marks: a comma says that a tag follows."""
        return self.words(content).rstrip(" _*’'”\"\n")[-1:] or "."
