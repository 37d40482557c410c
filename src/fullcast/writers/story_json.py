"""A story as a story document in JSON, with its words or without them."""

from __future__ import annotations

import re
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from fullcast.layers import Provenance, Story
from fullcast.layers.document import LATER_LAYERS, Document, DocumentQuotation, encode, to_document

_QUOTES = re.compile(r"[\"“”„«»‹›`]|(?<!\w)['‘]|['’](?!\w)")


def write_json(story: Story, *, words: bool = True) -> bytes:
    """The story document of `story`, in UTF-8; without `words`, nothing of its text but names."""
    document = to_document(story)
    return encode(document if words else without_words(document))


def without_words(document: Document) -> Document:
    """`document` without its text and without the words it quotes.

    Names of people, places and chapters stay, and base forms of verbs of saying. A note or notice that quotes goes.
    Layers that this version has no type for go too: what they quote cannot be known.
    """
    empty: dict[str, Any] = dict.fromkeys(LATER_LAYERS, ())
    return replace(
        document,
        text=replace(document.text, content=UNSET),
        quotations=tuple(map(_quotation, document.quotations)),
        scenes=tuple(s if s.place is None else replace(s, place=replace(s.place, name=None)) for s in document.scenes),
        notices=tuple(replace(n, message=_unquoted(n.message)) for n in document.notices),
        provenance=_known(document),
        extra={},
        **empty,
    )


def _known(document: Document) -> dict[str, Provenance] | UnsetType:
    """The provenance of the layers that stay."""
    if document.provenance is UNSET:
        return UNSET
    gone = {*LATER_LAYERS, *document.extra, "emotions"}
    return {name: made for name, made in document.provenance.items() if name not in gone}


def _unquoted(note: str) -> str:
    """`note`, or nothing where it quotes."""
    return "" if _QUOTES.search(note) else note


def _quotation(q: DocumentQuotation) -> DocumentQuotation:
    reasons = q.reasons if q.reasons is UNSET else tuple(replace(r, note=_unquoted(r.note)) for r in q.reasons)
    cue = None if q.cue is None else replace(q.cue, manner=())
    return replace(q, cue=cue, reasons=reasons, emotion=None)
