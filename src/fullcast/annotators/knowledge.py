"""Who comes to know what: by being there, by being told, or because it is about oneself.

Three rules, and nothing is guessed beyond them. Somebody **witnesses** what is told of the scene that they are in: they are there, awake,
and it is told on the scene's own level. Somebody is **told** what stands in the words that another says to them. Somebody knows of
their **own** wound, bonds or waking. Of what happens in a tale, a memory or a letter, only who is told it learns. Reading, overhearing
and gossip between two scenes are not looked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.plan import annotator
from fullcast.layers import Knowledge, Layer, Story
from fullcast.layers.telling import Telling
from fullcast.layers.world_values import State
from fullcast.text import Span

USED: Final = ("scenes", "levels", "mentions", "quotations", "speakers", "states", "reveals", "decisions")
_UNAWARE: Final = ("dead", "asleep", "unconscious", "not_breathing")


class Fact(NamedTuple):
    """Something that can be known."""

    id: str
    at: int
    about: str | None
    """Id of the character whose own it is; None of a thing."""
    level: str
    evidence: tuple[Span, ...]
    unaware: bool = False
    """Whether it takes its own subject's mind away."""
    reader_only: bool = False
    """Whether those who are there knew all along: who a figure is."""


@annotator(makes="knowledge", uses=USED)
def find_knowledge(story: Story) -> Layer[Knowledge]:
    """For each state that is so, each reveal and each decision, who comes to know of it where it is first told."""
    telling = Telling(story)
    minds = _Minds(telling)
    found = sorted(
        {k for fact in _facts(telling) for k in _known(telling, minds, fact)}, key=lambda k: (k.at, k.what, k.who)
    )
    items = tuple(
        Knowledge(
            id=f"k{n}",
            who=k.who,
            what=k.what,
            at=k.at,
            how=k.how,
            source=k.source,
            level=k.level,
            evidence=k.evidence,
            rule=k.how,
        )
        for n, k in enumerate(found, 1)
    )
    return Layer("knowledge", items, story.provenance("knowledge", filter(story.items, USED) if items else ()))


class _Known(NamedTuple):
    """A piece of knowledge before it has an id."""

    who: str
    what: str
    at: int
    how: str
    source: str | None
    level: str
    evidence: tuple[Span, ...]


def _facts(telling: Telling) -> Iterator[Fact]:
    story = telling.story
    people = {c.id for c in story.items("characters")}
    for s in telling.states:
        if s.status == "asserted":
            about = s.who if s.who in people else None
            yield Fact(s.id, s.at, about, s.level, s.evidence, unaware=s.value in _UNAWARE)
    for r in story.reveals:
        yield Fact(r.id, r.at, None, telling.level_at(r.at), r.evidence, reader_only=True)
    for d in story.decisions:
        if d.at is not None and d.decider is not None:
            yield Fact(d.id, d.at, d.decider, d.level, d.evidence)


def _known(telling: Telling, minds: _Minds, fact: Fact) -> Iterator[_Known]:
    """Everybody who learns `fact` where it is told."""
    aware = {fact.about} if fact.about is not None and not fact.unaware else set()
    told = _told(telling, fact)
    for who in aware:
        yield _Known(who, fact.id, fact.at, "own", None, fact.level, fact.evidence)
    if told is not None:
        at, speaker, hearers = told
        for who in hearers - aware - {speaker}:
            yield _Known(who, fact.id, at, "told", speaker, fact.level, fact.evidence)
        return
    for who in _witnesses(telling, minds, fact) - aware - {fact.about}:
        yield _Known(who, fact.id, fact.at, "witnessed", None, fact.level, fact.evidence)


def _told(telling: Telling, fact: Fact) -> tuple[int, str | None, set[str]] | None:
    """Where, by whom and to whom `fact` is said aloud; None where narration tells it."""
    for place in (fact.at, *(span[0] for span in fact.evidence)):
        line = telling.line_at(place)
        if line is not None:
            aloud = line.kind == "speech"
            return max(place, fact.at), line.speaker, set(line.addressees or ()) if aloud else set()
    return None


def _witnesses(telling: Telling, minds: _Minds, fact: Fact) -> set[str]:
    """Those who are there and awake; of who a figure is, only the one through whose eyes it is told."""
    scene = telling.scene_at(fact.at)
    if scene is None or telling.level_at(fact.at) != scene.level or fact.level != scene.level:
        return set()
    there = set(scene.participants)
    if fact.about is not None and fact.about not in there:
        return set()
    if fact.reader_only:
        there &= {scene.focalizer or ""}
    return {who for who in there if minds.awake(who, scene.level, fact.at)}


class _Minds:
    """Who is awake where."""

    def __init__(self, telling: Telling) -> None:
        self._turns: dict[tuple[str, str, str], list[State]] = {}
        for s in telling.states:
            if s.status == "asserted" and s.slot in ("life", "mind", "breath"):
                self._turns.setdefault((s.who, s.level, s.slot), []).append(s)

    def awake(self, who: str, level: str, at: int) -> bool:
        """Whether `who` is alive and awake at `at` in the world of `level`."""
        return not any(self._value(who, level, slot, at) in _UNAWARE for slot in ("life", "mind", "breath"))

    def _value(self, who: str, level: str, slot: str, at: int) -> str | None:
        turns = self._turns.get((who, level, slot), [])
        i = bisect_right(turns, at, key=lambda s: s.at) - 1
        if i < 0 or (turns[i].until is not None and at >= (turns[i].until or 0)):
            return None
        return turns[i].value
