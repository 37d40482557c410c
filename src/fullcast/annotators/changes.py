"""The stream of changes: everything that the layers of a story's world say, in the order of the telling.

It says what is so, as one knows it who has read to the end: who somebody is, which stretch is a dream. Where a first-time reader
learns that only later, a change `revealed` stands at the place. What is denied or only supposed changes nothing and is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from msgspec import UNSET

from fullcast.annotators.plan import annotator
from fullcast.layers import Change, Layer, Story
from fullcast.layers.telling import Telling
from fullcast.layers.world_values import LASTING, STORY, Judgement
from fullcast.text import Span

USED: Final = (
    "scenes", "levels", "characters", "mentions", "quotations", "speakers", "emotions", "reveals", "states",
    "feelings", "relationships", "decisions", "knowledge",
)  # fmt: skip

_ORDER: Final = {
    kind: i
    for i, kind in enumerate((
        "level_closes", "leaves", "level_opens", "scene", "enters", "revealed", "state", "state_ends", "feels", "learns", "offered",
        "decides",
    ))
}  # fmt: skip
"""What happens first where several changes are at one offset: a world closes before the next opens, people come in after their scene
begins, and an offer comes before its answer."""


@annotator(makes="changes", uses=USED)
def find_changes(story: Story) -> Layer[Change]:
    """Every change of the story's world in the order of the telling, each with its evidence, and its confidence where its item has one."""
    telling = Telling(story)
    makers = (_scenes, _levels, _people, _reveals, _states, _feelings, _knowledge, _decisions)
    found = [change for make in makers for change in make(telling)]
    items = tuple(sorted(found, key=lambda c: (c.at, _ORDER[c.kind])))
    return Layer("changes", items, story.provenance("changes", filter(story.items, USED)))


def _scenes(telling: Telling) -> Iterator[Change]:
    for scene in telling.scenes:
        place = scene.place
        yield Change(
            at=scene.start, kind="scene", level=scene.level, item=scene.id,
            place=UNSET if place is None or place.entity is None else place.entity,
            evidence=UNSET if place is None else place.evidence or UNSET,
        )  # fmt: skip


def _levels(telling: Telling) -> Iterator[Change]:
    for start, end, level in telling.openings:
        about: dict[str, Any] = {
            "who": level.experiencer, "level": telling.parents[level.id], "item": level.id, "value": level.kind,
            "evidence": level.evidence, "confidence": level.confidence,
        }  # fmt: skip
        yield Change(at=start, kind="level_opens", **about)
        yield Change(at=end, kind="level_closes", **about)


def _people(telling: Telling) -> Iterator[Change]:
    for a in telling.appearances:
        yield Change(
            at=a.enters, kind="enters", who=a.who, level=a.scene.level, item=a.scene.id, evidence=a.evidence or UNSET
        )
        if a.leaves is not None:
            yield Change(
                at=a.leaves, kind="leaves", who=a.who, level=a.scene.level, evidence=(Span(a.leaves, a.leaves),)
            )


def _reveals(telling: Telling) -> Iterator[Change]:
    for r in telling.story.reveals:
        yield Change(at=r.at, kind="revealed", who=r.entity, level=telling.level_at(r.at), item=r.id, **_why(r))
    for level in telling.story.levels:
        if isinstance(level.revealed_at, int):
            yield Change(
                at=level.revealed_at, kind="revealed", who=level.experiencer, level=telling.parents.get(level.id, STORY),
                item=level.id, value=level.kind, evidence=level.evidence, confidence=level.confidence,
            )  # fmt: skip


def _states(telling: Telling) -> Iterator[Change]:
    """States as they begin, and as they end without another in their place."""
    replaced: dict[tuple[str | None, ...], int] = {}
    found = []
    for s in reversed(telling.states):
        key = (s.level, s.who, s.slot, s.holder)
        about: dict[str, Any] = {
            "who": s.who, "level": s.level, "item": s.id, "slot": s.slot, "value": s.value, "status": s.status,
            "holder": UNSET if s.holder is None else s.holder, **_why(s),
        }  # fmt: skip
        if s.until is not None and s.until < replaced.get(key, s.until + 1):
            found.append(Change(at=s.until, kind="state_ends", **about))
        found.append(Change(at=s.at, kind="state", **about))
        replaced[key] = s.at
    yield from reversed(found)


def _feelings(telling: Telling) -> Iterator[Change]:
    for s in telling.showings:
        yield Change(
            at=s.at, kind="feels", who=s.who, level=s.level, item=s.item, value=s.label, toward=s.toward,
            status=LASTING if s.lasting else UNSET, evidence=s.evidence, confidence=s.confidence,
        )  # fmt: skip


def _knowledge(telling: Telling) -> Iterator[Change]:
    for k in telling.story.knowledge:
        yield Change(
            at=k.at, kind="learns", who=k.who, level=k.level, item=k.what, value=k.how,
            holder=UNSET if k.source is None else k.source, **_why(k),
        )  # fmt: skip


def _decisions(telling: Telling) -> Iterator[Change]:
    for d in telling.story.decisions:
        yield Change(at=d.span[0], kind="offered", who=d.decider, level=d.level, item=d.id, evidence=(d.span,))
        end = telling.decided_at(d)
        if end is not None:
            chosen = UNSET if d.chosen is None else d.chosen
            yield Change(at=end, kind="decides", who=d.decider, level=d.level, item=d.id, value=chosen, **_why(d))


def _why(item: Judgement) -> dict[str, Any]:
    """The evidence and the confidence of an item."""
    return {"evidence": item.evidence, "confidence": item.confidence}
