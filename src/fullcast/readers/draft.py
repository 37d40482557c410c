"""What a reader has found so far, and how it becomes a Story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from fullcast.layers import Break, Chapter, Layer, Metadata, Notice, Region, Source, Story
from fullcast.text import SourceMap, Span, Text


@dataclass(slots=True)
class Block:
    """A stretch of the text without white space at its ends: a paragraph, a heading, a row of stars.

    Offsets are code points of the text. Readers of markup fill in what the markup says; `structure` finds the rest.
    """

    start: int
    end: int
    gap: int = 1
    """Blank lines before it."""
    indent: int = 0
    """Columns before its first word."""
    role: str = "prose"
    """ "prose", "heading" or "ornament"."""
    region: str | None = None
    """Kind of the region it lies in, where that is known."""
    rank: int = 0
    """Of a heading: 1 part, 2 chapter, 3 section; 0 not known."""
    level: int | None = None
    """1 to 6 where the markup says that it is a heading."""
    rule: bool = False
    """Whether the markup draws a rule before it."""
    label: str | None = None
    """Title of the chapter that a table of contents lets begin here."""
    centred: bool = False
    """Whether the markup or its indent centres it."""
    quoted: bool = False
    """Whether the markup sets it as a block quotation, as archives do with notes."""


@dataclass(slots=True)
class Structure:
    """The five layers that every reader gives."""

    regions: tuple[Region, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    emphasis: tuple[Span, ...] = ()
    breaks: tuple[Break, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class Draft:
    """Everything a reader took from one file."""

    reader: str
    """Its name, e.g. "readers.plain_text"."""
    content: str
    structure: Structure
    media_type: str
    encoding: str | None = None
    source_map: SourceMap | None = None
    """None where the text is the source."""
    notices: list[Notice] = field(default_factory=list)


def to_story(draft: Draft, name: str, sha256: str) -> Story:
    """The Story of `draft`, read from a file called `name` whose bytes have the digest `sha256`."""
    found = draft.structure
    story = Story(
        Text(draft.content),
        Source(name=name, media_type=draft.media_type, encoding=draft.encoding, sha256=sha256),
        draft.source_map if draft.source_map is not None else SourceMap.identity(len(draft.content)),
        found.metadata,
        notices=unique((*draft.notices, *found.notices)),
    )
    provenance = story.provenance(draft.reader)
    for layer in (
        Layer("regions", found.regions, provenance),
        Layer("chapters", found.chapters, provenance),
        Layer("paragraphs", found.paragraphs, provenance),
        Layer("emphasis", found.emphasis, provenance),
        Layer("breaks", found.breaks, provenance),
    ):
        story = story.with_layer(layer)
    return story


def unique(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """`notices` in order, each once."""
    return tuple(dict.fromkeys(notices))
