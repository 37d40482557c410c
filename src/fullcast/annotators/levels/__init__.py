"""Narrative levels: the story itself, and the dreams, memories, tales, imagined scenes and documents inside it.

Each kind has a finder of its own; here their stretches become levels that nest. What a finder is surer of comes
first, and cuts what it half covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from msgspec import UNSET

from fullcast.annotators.levels.dreams import Dreams
from fullcast.annotators.levels.found import Found, People
from fullcast.annotators.levels.minds import Minds
from fullcast.annotators.levels.papers import find_papers
from fullcast.annotators.levels.tales import find_tales
from fullcast.annotators.levels.units import find_units
from fullcast.annotators.plan import annotator
from fullcast.layers import Layer, Level, Story
from fullcast.layers.world_values import STORY
from fullcast.text import Span
from fullcast.text.span import merged

_NEEDS = ("regions", "paragraphs", "quotations")
_USES = ("characters", "speakers", "mentions", "reveals")


@annotator(makes="levels", needs=_NEEDS, uses=_USES)
def find_levels(story: Story) -> Layer[Level]:
    """The levels of the story.

    "l0" first, the others in text order, each with its parent, evidence, and who dreams, remembers, tells or wrote
    it.
    """
    own = tuple(merged(Span(r.start, r.end) for r in story.regions if r.kind == "story"))
    if not own:
        return Layer("levels", (), story.provenance("levels", (*_NEEDS, *_USES)))
    levels = [Level(id=STORY, kind="story", spans=own)]
    if not any(n.code in ("not_english", "verse") for n in story.notices):
        levels += _nested(_fitted(_all(story), own), own)
    return Layer("levels", tuple(levels), story.provenance("levels", (*_NEEDS, *_USES)))


def _all(story: Story) -> list[Found]:
    """What every finder found, the surest first."""
    people = People(story)
    units = find_units(story)
    return [
        *find_papers(story, people),
        *Dreams(story, units, people).find(),
        *find_tales(story, units),
        *Minds(story, units, people).find(),
    ]


def _fitted(found: Iterable[Found], own: Sequence[Span]) -> list[Found]:
    """Those that nest: a stretch that half covers an earlier one loses what lies outside or inside it.

    Nothing leaves the story.
    """
    kept: list[Found] = []
    for one in found:
        spans = [Span(max(s.start, o.start), min(s.end, o.end)) for s in one.spans for o in own if s.meets(o)]
        for other in kept:
            spans = [part for s in spans for part in _apart(s, other)]
        spans = [s for s in merged(spans) if s.length > 0]
        if spans and not any(spans == other.spans for other in kept):
            one.spans = spans
            kept.append(one)
    return kept


def _apart(span: Span, other: Found) -> list[Span]:
    """`span`, or what is left of it so that it lies inside `other`, around it, or beside it."""
    for o in other.spans:
        if not span.meets(o) or o.holds(span):
            continue
        if span.holds(o):
            if len(other.spans) > 1 or other.spans[0] == span:
                continue
            continue
        return [Span(span.start, o.start)] if span.start < o.start else [Span(o.end, span.end)]
    return [span]


def _nested(found: Sequence[Found], own: Sequence[Span]) -> list[Level]:
    """Levels with ids in text order, each in the smallest other one that holds all of it."""
    ordered = sorted(found, key=lambda f: (f.spans[0].start, -sum(s.length for s in f.spans)))
    ids = {id(f): f"l{n}" for f, n in zip(ordered, count(1), strict=False)}
    size = {id(f): sum(s.length for s in f.spans) for f in ordered}
    out = []
    for one in ordered:
        around = [
            f
            for f in ordered
            if f is not one and size[id(f)] > size[id(one)] and all(any(o.holds(s) for o in f.spans) for s in one.spans)
        ]
        parent = min(around, key=lambda f: size[id(f)], default=None)
        out.append(
            Level(
                id=ids[id(one)],
                kind=one.kind,
                parent=STORY if parent is None else ids[id(parent)],
                experiencer=one.experiencer,
                spans=tuple(one.spans),
                evidence=tuple(one.evidence) or UNSET,
                rule=one.rule,
                revealed_at=UNSET if one.revealed_at is None else one.revealed_at,
            )
        )
    return out
