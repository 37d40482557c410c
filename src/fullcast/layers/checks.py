"""Does a story document keep the laws of the contract? What its types cannot say is checked here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import UNSET

from fullcast.layers.document import Document
from fullcast.layers.values import Level
from fullcast.layers.world_values import SLOTS, Judgement
from fullcast.text import Span, Text

_SLACK: Final = 0.0005
"""What rounding to four decimals may add to a sum."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


JUDGED: Final = (
    "reveals", "states", "feelings", "knowledge", "relationships", "decisions", "turning_points", "contradictions",
)  # fmt: skip
"""Layers of judgements of the story's world."""
LEVELLED: Final = ("states", "feelings", "knowledge", "relationships", "decisions")
"""Those whose items say on which level they hold."""


class Problem(NamedTuple):
    """A law that a document breaks, and where."""

    where: str
    """Key, and index or id."""
    what: str


def validate(document: Document) -> list[Problem]:
    """Every problem of `document`, in the order of its keys; none where it keeps all laws."""
    return [
        *_text(document),
        *_source_map(document),
        *_tiling(document),
        *_spans(document),
        *_ids(document),
        *_references(document),
        *_confidence(document),
        *_world(document),
        *_levels(document),
        *_provenance(document),
    ]


def _text(document: Document) -> Iterator[Problem]:
    part = document.text
    if not _DIGEST.fullmatch(document.source.sha256):
        yield Problem("source.sha256", "is no SHA-256 digest")
    if part.content is UNSET:
        return
    if len(part.content) != part.length:
        yield Problem("text.length", f"says {part.length} code points, the text has {len(part.content)}")
    if Text(part.content).sha256 != part.sha256:
        yield Problem("text.sha256", "is not the digest of the text")


def _source_map(document: Document) -> Iterator[Problem]:
    at = 0
    for i, (text, source, length) in enumerate(document.source_map):
        if length <= 0 or source < 0 or text < at or text + length > document.text.length:
            yield Problem(
                f"source_map[{i}]", f"[{text}, {source}, {length}] overlaps the run before it or leaves the text"
            )
        at = max(at, text + length)


def _tiling(document: Document) -> Iterator[Problem]:
    at = 0
    for i, region in enumerate(document.regions):
        if region.start != at or region.end <= region.start:
            yield Problem(f"regions[{i}]", f"covers {region.start}-{region.end}; a region from {at} on was due")
        at = region.end
    if document.regions and at != document.text.length:
        yield Problem("regions", f"end at {at}, the text at {document.text.length}")


# Spans


def _all_spans(document: Document) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every span of the layers that this version knows, with where it stands."""
    for key in ("regions", "chapters", "breaks", "scenes"):
        for i, item in enumerate(getattr(document, key)):
            yield f"{key}[{i}]", (item.start, item.end)
    for key in ("paragraphs", "emphasis"):
        for i, span in enumerate(getattr(document, key)):
            yield f"{key}[{i}]", span
    for mention in document.mentions:
        yield f"mentions {mention.id}", mention.span
    for q in document.quotations:
        yield from ((f"quotations {q.id}", span) for span in q.spans)
        if q.cue is not None:
            yield f"quotations {q.id} cue", q.cue.span
        reasons = () if q.reasons is UNSET else q.reasons
        yield from ((f"quotations {q.id} reasons", r.span) for r in reasons if r.span is not None)
    for scene in document.scenes:
        if scene.place is not None:
            yield from ((f"scenes {scene.id} place", span) for span in scene.place.evidence)
    for level in document.levels:
        evidence = () if level.evidence is UNSET else level.evidence
        yield from ((f"levels {level.id}", span) for span in (*level.spans, *evidence))
    for event in document.events:
        evidence = () if event.evidence is UNSET else event.evidence
        yield from ((f"events {event.id}", span) for span in (event.trigger, *evidence))
    for where, item in _judgements(document):
        yield from ((where, span) for span in item.evidence)
    yield from ((f"feelings {f.id}", f.span) for f in document.feelings)
    yield from ((f"decisions {d.id}", d.span) for d in document.decisions)
    contradictions = () if document.contradictions is UNSET else document.contradictions
    yield from ((f"contradictions {c.id}", span) for c in contradictions for span in (c.first, c.second))
    for i, change in enumerate(document.changes):
        yield from ((f"changes[{i}]", span) for span in ((change.at, change.at), *(change.evidence or ())))
    for i, notice in enumerate(document.notices):
        if notice.span is not None:
            yield f"notices[{i}]", notice.span


def _judgements(document: Document) -> Iterator[tuple[str, Judgement]]:
    """Every judgement of the story's world, with where it stands."""
    for key in JUDGED:
        items = getattr(document, key)
        yield from ((f"{key} {item.id}", item) for item in (() if items is UNSET else items))


def _spans(document: Document) -> Iterator[Problem]:
    for where, (start, end) in _all_spans(document):
        if not 0 <= start <= end <= document.text.length:
            yield Problem(where, f"span {start}-{end} does not lie in the text of {document.text.length} code points")
    for q in document.quotations:
        if not q.spans:
            yield Problem(f"quotations {q.id}", "has no span")
        elif any(a[1] > b[0] for a, b in zip(q.spans, q.spans[1:], strict=False)):
            yield Problem(f"quotations {q.id}", "has spans that overlap or are out of order")


# Ids


def _own_ids(document: Document) -> Iterator[tuple[str, str]]:
    for key in ("chapters", "characters", "entities", "mentions", "quotations", "scenes", "levels", "events"):
        yield from ((key, item.id) for item in getattr(document, key))
    yield from ((where.partition(" ")[0], item.id) for where, item in _judgements(document))


def _ids(document: Document) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for key, id_ in _own_ids(document):
        if id_ in first:
            yield Problem(f"{key} {id_}", f"bears an id that {first[id_]} has already")
        first.setdefault(id_, key)


def _references(document: Document) -> Iterator[Problem]:
    """Every id that is referred to stands for something of the right kind."""
    people = {c.id for c in document.characters}
    entities = {e.id for e in document.entities}
    quotations = {q.id for q in document.quotations}
    levels = {level.id for level in document.levels}
    for where, ids, known, kind in (
        *((f"characters {c.id} members", c.members, people, "character") for c in document.characters),
        *((f"mentions {m.id}", (m.entity,), people | entities, "character or entity") for m in document.mentions),
        *((f"quotations {q.id} parent", (q.parent,), quotations, "quotation") for q in document.quotations),
        *((f"quotations {q.id} speaker", (q.speaker,), people, "character") for q in document.quotations),
        *((f"quotations {q.id} addressees", q.addressees or (), people, "character") for q in document.quotations),
        *(
            (f"quotations {q.id} alternatives", [a[0] for a in q.alternatives], people, "character")
            for q in document.quotations
        ),
        *((f"scenes {s.id} participants", s.participants, people, "character") for s in document.scenes),
        *((f"scenes {s.id} focalizer", (s.focalizer,), people, "character") for s in document.scenes),
        *((f"levels {v.id} parent", (v.parent,), levels, "level") for v in document.levels),
        *((f"levels {v.id} experiencer", (v.experiencer,), people, "character") for v in document.levels),
        *((f"events {v.id} level", (v.level,), levels, "level") for v in document.events),
        *((f"events {v.id}", (v.agent, v.patient), people | entities, "character or entity") for v in document.events),
        *(
            (f"scenes {s.id} mentioned", () if s.mentioned is UNSET else s.mentioned, people, "character")
            for s in document.scenes
        ),
        *((f"reveals {r.id}", (r.entity, *(r.was or ())), people, "character") for r in document.reveals),
        *(
            (f"reveals {r.id} explains", r.explains, {m.id for m in document.mentions}, "mention")
            for r in document.reveals
        ),
        *((f"states {t.id}", (t.who, t.holder), people | entities, "character or entity") for t in document.states),
        *((f"feelings {f.id}", (f.who, *f.toward), people, "character") for f in document.feelings),
        *((f"relationships {r.id}", (r.source, r.to), people, "character") for r in document.relationships),
        *((f"decisions {d.id}", (d.decider, d.offered_by), people, "character") for d in document.decisions),
        *((f"knowledge {k.id}", (k.who, k.source), people, "character") for k in document.knowledge),
        *(
            (f"quotations {q.id} emotion", q.emotion.toward if q.emotion else (), people, "character")
            for q in document.quotations
        ),
        *((f"{key} {i.id} level", (i.level,), levels, "level") for key in LEVELLED for i in getattr(document, key)),
    ):
        yield from (
            Problem(where, f"refers to {i!r}, which is no {kind}") for i in ids if i is not None and i not in known
        )


def _confidence(document: Document) -> Iterator[Problem]:
    for q in document.quotations:
        chances = [] if q.confidence is UNSET else [q.confidence]
        chances += [p for _, p in q.alternatives]
        if any(not 0 <= p <= 1 for p in chances):
            yield Problem(f"quotations {q.id}", "has a probability outside 0 to 1")
        elif sum(chances) > 1 + _SLACK * len(chances):
            yield Problem(f"quotations {q.id}", f"has probabilities that sum to {sum(chances):.4f}, over 1")


def _world(document: Document) -> Iterator[Problem]:
    """Judgements have probabilities, states values of their slots, and changes come in the order of the telling."""
    for where, item in _judgements(document):
        if item.confidence is not UNSET and not 0 <= item.confidence <= 1:
            yield Problem(where, "has a probability outside 0 to 1")
    for state in document.states:
        if state.slot in SLOTS and state.value not in SLOTS[state.slot]:
            yield Problem(f"states {state.id}", f"says {state.value!r}, which {state.slot} cannot be")
        if (state.status == "believed") != (state.holder is not None):
            yield Problem(f"states {state.id}", "has a holder without being believed, or is believed by nobody")
    for i, (one, two) in enumerate(pairwise(document.changes), 1):
        if two.at < one.at:
            yield Problem(f"changes[{i}]", f"is at {two.at}, before the one in front of it at {one.at}")


# Levels and provenance


def _levels(document: Document) -> Iterator[Problem]:
    """Levels lie inside their parents', in no circle, and together cover the story."""
    by_id = {level.id: level for level in document.levels}
    for level in document.levels:
        if _in_circle(level, by_id):
            yield Problem(f"levels {level.id}", "is inside itself")
        parent = by_id.get(level.parent or "")
        for span in () if parent is None else level.spans:
            if not _covered(span, parent.spans if parent else ()):
                yield Problem(
                    f"levels {level.id}", f"span {span.start}-{span.end} does not lie in its parent {level.parent}"
                )
    if document.levels:
        spans = [s for level in document.levels for s in level.spans]
        for region in document.regions:
            if region.kind == "story" and not _covered(Span(region.start, region.end), spans):
                yield Problem("levels", f"do not cover the story from {region.start} to {region.end}")


def _in_circle(level: Level, by_id: dict[str, Level]) -> bool:
    seen = set()
    at: Level | None = level
    while at is not None and at.id not in seen:
        seen.add(at.id)
        at = by_id.get(at.parent or "")
    return at is not None


def _covered(span: Span, by: Iterable[Span]) -> bool:
    """Whether `by` together hold all of `span`."""
    at = span.start
    for start, end in sorted(by):
        if start > at:
            break
        at = max(at, end)
    return at >= span.end


def _provenance(document: Document) -> Iterator[Problem]:
    """Every layer was made from this text."""
    if document.provenance is UNSET:
        return
    for name, made in document.provenance.items():
        if made.text != document.text.sha256:
            yield Problem(f"provenance {name}", "was made from another text")
