"""A story as a story document in JSON, with its words or without them."""

from __future__ import annotations

import re

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from fullcast.layers import Contradiction, Provenance, Reason, Scene, Story
from fullcast.layers.document import Document, DocumentQuotation, encode, to_document
from fullcast.text import Span

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
    unquoted = _Unquoter(document)
    return replace(
        document,
        text=replace(document.text, content=UNSET),
        quotations=tuple(_quotation(q, unquoted) for q in document.quotations),
        scenes=tuple(map(_scene, document.scenes)),
        reveals=tuple(replace(r, figure=UNSET) for r in document.reveals),
        states=tuple(replace(s, where=None) for s in document.states),
        feelings=tuple(replace(f, word=None) for f in document.feelings),
        decisions=tuple(replace(d, options=(), chosen=None) for d in document.decisions),
        changes=tuple(replace(c, value=UNSET) if c.kind == "decides" else c for c in document.changes),
        contradictions=_contradictions(document),
        notices=tuple(replace(n, message=unquoted(n.message, n.span)) for n in document.notices),
        provenance=_known(document),
        extra={},
    )


def _known(document: Document) -> dict[str, Provenance] | UnsetType:
    """The provenance of the layers that stay."""
    if document.provenance is UNSET:
        return UNSET
    return {name: made for name, made in document.provenance.items() if name not in document.extra}


class _Unquoter:
    """Takes out the notes that quote: between marks, after a colon, or the words they rest on, unless those are a name."""

    def __init__(self, document: Document) -> None:
        self._content = document.text.content
        self._names = {name for c in document.characters for name in (c.name, *c.aliases)}

    def __call__(self, note: str, span: Span | None) -> str:
        """`note`, or nothing where it quotes."""
        if _QUOTES.search(note) or self._content is UNSET:
            return ""
        _, colon, tail = note.rpartition(": ")
        rests_on = "" if span is None else self._content[span.start : span.end]
        quoted = (tail if colon and tail in self._content else "", rests_on if rests_on in note else "")
        return "" if any(words and words not in self._names for words in quoted) else note


def _contradictions(document: Document) -> tuple[Contradiction, ...] | UnsetType:
    """Contradictions without the words for a thing that has no id."""
    if document.contradictions is UNSET:
        return UNSET
    ids = {one.id for group in (document.characters, document.entities) for one in group}
    return tuple(c if c.who in ids else replace(c, who="") for c in document.contradictions)


def _scene(scene: Scene) -> Scene:
    """A scene without the words that say when and where it plays; the id of its place stays."""
    place = None if scene.place is None else replace(scene.place, name=None)
    return replace(scene, place=place, time=None)


def _quotation(q: DocumentQuotation, unquoted: _Unquoter) -> DocumentQuotation:
    cue = None if q.cue is None else replace(q.cue, manner=())
    reasons: tuple[Reason, ...] | UnsetType = UNSET
    if q.reasons is not UNSET:
        reasons = tuple(replace(r, note=unquoted(r.note, r.span)) for r in q.reasons)
    emotion = None if q.emotion is None else replace(q.emotion, word=None)
    return replace(q, cue=cue, reasons=reasons, emotion=emotion)
