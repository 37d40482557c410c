"""Candidates for turning points: where much changes at once in the story's world, each with its reasons.

A heuristic over the other layers, weak where they are weak. Position alone (`TURNS_BY_POSITION`) is hard to beat, so what these candidates
reach is to be printed beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fullcast.annotators.plan import annotator
from fullcast.layers import Layer, Story, TurningPoint
from fullcast.layers.telling import Telling
from fullcast.layers.world_values import STORY, State
from fullcast.text import Span

USED: Final = (
    "presence", "scenes", "levels", "mentions", "quotations", "speakers", "emotions", "reveals", "states", "feelings", "relationships",
    "decisions",
)  # fmt: skip
TOGETHER: Final = 400
"""Code points within which changes are one turn."""
LEAST: Final = 0.3
"""Score under which nothing turns."""
WEIGHTS: Final = {
    "dead": 1.0, "alive": 0.9, "not_breathing": 0.6, "breathing": 0.4, "unconscious": 0.4, "hurt": 0.4, "bound": 0.4, "free": 0.3,
    "ill": 0.3, "lost": 0.3, "broken": 0.3, "whole": 0.2, "unhurt": 0.2, "drunk": 0.1,
}  # fmt: skip
"""Size of a change of state, by its value; sleeping and waking turn nothing."""
REVEAL, LEVEL_REVEALED, DECISION, LEVEL_CLOSES, FLIP, TURNED = 0.8, 0.8, 0.6, 0.3, 0.3, 0.5
ELSEWHERE: Final = 0.5
"""What counts on another level, or is only believed, counts so much."""
_SIGNS: Final = {"joy": 1, "trust": 1, "anger": -1, "disgust": -1, "fear": -1, "sadness": -1}


class Reason(NamedTuple):
    """One change that makes a place a turn."""

    at: int
    what: str
    score: float
    evidence: tuple[Span, ...]


@annotator(makes="turning_points", uses=USED)
def find_turning_points(story: Story) -> Layer[TurningPoint]:
    """Places where the world changes much, in text order, with reasons and a score for ranking; no probability."""
    telling = Telling(story)
    weight = _Prominence(story)
    makers = (_states, _reveals, _decisions, _levels, _flips, _ties)
    reasons = sorted((r for make in makers for r in make(telling, weight)), key=lambda r: (r.at, r.what))
    items: list[TurningPoint] = []
    for group in _together(reasons):
        score = sum(r.score for r in group)
        if score >= LEAST:
            first = max(group, key=lambda r: r.score)
            evidence = tuple(dict.fromkeys(span for r in group for span in r.evidence))
            items.append(TurningPoint(
                id=f"p{len(items) + 1}", at=first.at, reasons=tuple(dict.fromkeys(r.what for r in group)), score=round(score, 3),
                evidence=evidence, rule="size_of_change",
            ))  # fmt: skip
    return Layer(
        "turning_points", tuple(items), story.provenance("turning_points", filter(story.items, USED) if items else ())
    )


def _together(reasons: Iterable[Reason]) -> Iterator[list[Reason]]:
    """Reasons that stand near each other."""
    group: list[Reason] = []
    for reason in reasons:
        if group and reason.at - group[0].at > TOGETHER:
            yield group
            group = []
        group.append(reason)
    if group:
        yield group


class _Prominence:
    """How much a character counts, from 0.5 to 1: by lines and mentions beside those of the most prominent."""

    def __init__(self, story: Story) -> None:
        self._counts = {c.id: c.quotation_count + c.mention_count for c in story.characters}
        self._most = max(self._counts.values(), default=0) or 1

    def __call__(self, who: str | None) -> float:
        return 0.5 + 0.5 * self._counts.get(who or "", 0) / self._most


def _states(telling: Telling, weight: _Prominence) -> Iterator[Reason]:
    for s in telling.states:
        score = WEIGHTS.get(s.value, 0.0) * weight(s.who) * (1.0 if _so(s) else ELSEWHERE)
        if score:
            yield Reason(s.at, f"{s.slot}: {s.value}", score, s.evidence)


def _so(state: State) -> bool:
    return state.status == "asserted" and state.level == STORY


def _reveals(telling: Telling, weight: _Prominence) -> Iterator[Reason]:
    for r in telling.story.reveals:
        yield Reason(r.at, "reveal", REVEAL * weight(r.entity), r.evidence)
    for level in telling.story.levels:
        if isinstance(level.revealed_at, int):
            evidence = level.evidence if isinstance(level.evidence, tuple) else ()
            yield Reason(level.revealed_at, f"reveal: {level.kind}", LEVEL_REVEALED, evidence)


def _decisions(telling: Telling, weight: _Prominence) -> Iterator[Reason]:
    for d in telling.story.decisions:
        at = telling.decided_at(d)
        if at is not None and d.chosen is not None:
            score = DECISION * weight(d.decider) * (1.0 if d.level == STORY else ELSEWHERE)
            yield Reason(at, "decision", score, d.evidence)


def _levels(telling: Telling, weight: _Prominence) -> Iterator[Reason]:
    for opening in telling.openings:
        level = opening.level
        if level.kind in ("dream", "vision") and not isinstance(level.revealed_at, int):
            evidence = level.evidence if isinstance(level.evidence, tuple) else ()
            yield Reason(opening.end, f"{level.kind} ends", LEVEL_CLOSES * weight(level.experiencer), evidence)


def _flips(telling: Telling, weight: _Prominence) -> Iterator[Reason]:
    """A feeling toward somebody whose sign is another than that of the one before."""
    before: dict[tuple[str, str], int] = {}
    for s in telling.showings:
        sign = _SIGNS.get(s.label, 0)
        for toward in s.toward if sign and not s.lasting else ():
            if before.get((s.who, toward), sign) != sign:
                yield Reason(s.at, "feeling turns", FLIP * (weight(s.who) + weight(toward)) / 2, s.evidence)
            before[s.who, toward] = sign


def _ties(telling: Telling, weight: _Prominence) -> Iterator[Reason]:
    for r in telling.story.relationships:
        if r.trend == "turned" and r.evidence:
            last = max(r.evidence)
            yield Reason(last[0], "tie turns", TURNED * (weight(r.source) + weight(r.to)) / 2, (last,))
