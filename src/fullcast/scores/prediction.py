"""What is scored: the part of a story, or of a story document, that speaker scores look at."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import UNSET

from fullcast.errors import DocumentError, TextDriftError
from fullcast.layers import Story
from fullcast.layers.values import Value
from fullcast.text import Span, Text


class PredictedCharacter(Value, frozen=True, kw_only=True):
    """A character as fullcast or another tool found it."""

    id: str
    name: str | None = None
    aliases: tuple[str, ...] | None = ()
    narrator: bool | None = False

    @property
    def names(self) -> tuple[str | None, ...]:
        """Main name and aliases."""
        return (self.name, *(self.aliases or ()))


class PredictedQuotation(Value, frozen=True, kw_only=True):
    """A quotation as fullcast or another tool found it."""

    id: str = ""
    spans: tuple[Span, ...]
    kind: str = "speech"
    speaker: str | None = None
    addressees: tuple[str, ...] | None = None
    confidence: float | None = None
    type: str | None = None


class PredictedText(Value, frozen=True, kw_only=True):
    """The text that the offsets of a story document count in."""

    length: int
    sha256: str | None = None
    content: str | None = None


class Prediction(Value, frozen=True, kw_only=True):
    """One story's characters and quotations."""

    characters: tuple[PredictedCharacter, ...]
    quotations: tuple[PredictedQuotation, ...]
    text: PredictedText | None = None

    def words(self, content: str | None = None) -> Text | None:
        """The text: `content` where it is given, else the document's own; None where neither is there.

        Raises TextDriftError where the document was made from another text.
        """
        own = self.text.content if self.text is not None else None
        given = content if content is not None else own
        if given is None:
            return None
        text = Text(given)
        if self.text is not None and (len(text), self.text.sha256 or text.sha256) != (self.text.length, text.sha256):
            raise TextDriftError("the story document was made from another text than the gold")
        return text


def prediction_of(story: Story) -> Prediction:
    """The prediction that `story` is."""
    return Prediction(
        text=PredictedText(length=len(story.text), sha256=story.text.sha256, content=story.text.content),
        characters=tuple(
            PredictedCharacter(id=c.id, name=c.name, aliases=c.aliases, narrator=c.narrator) for c in story.characters
        ),
        quotations=tuple(
            PredictedQuotation(
                id=q.id, spans=q.spans, kind=q.kind, speaker=q.speaker, addressees=q.addressees, type=q.type,
                confidence=None if q.confidence is UNSET else q.confidence,
            )
            for q in story.quotations
        ),
    )  # fmt: skip


def read_prediction(path: Path) -> Prediction:
    """The prediction in a story document, ours or another tool's; raises DocumentError where the file holds none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Prediction)
    except msgspec.MsgspecError as error:
        raise DocumentError(f"{path.name} is not a story document: {error}") from error
