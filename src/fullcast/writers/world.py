"""The world of a story in words: a change, a state, a scene's step, for terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fullcast.layers import Change, Decision, Story
from fullcast.layers.first_reading import UNNAMED, FirstReading
from fullcast.layers.snapshot import Felt, Held, Snapshot
from fullcast.layers.world_values import LASTING, SLOTS, STORY, TURNS_BY_POSITION
from fullcast.text import Span
from fullcast.writers.contradictions import explained
from fullcast.writers.figures import Figures
from fullcast.writers.shown import clipped, shown

WORDS: Final = 60
"""How many signs of a change's words are shown."""
TURNS: Final = 5
"""How many candidates for turning points are shown: as many as films have."""
_OFF: Final = {
    "dream": "a dream", "vision": "a vision", "memory": "a memory", "told": "a tale", "imagined": "something imagined",
    "document": "a document",
}  # fmt: skip
_PLAIN: Final = {"not_breathing": "not breathing"}


_QUOTED: Final = ("revealed", "state", "state_ends", "feels", "decides")
"""Changes of which the words are shown."""


class Step(NamedTuple):
    """A scene as a step of a replay; a story without scenes is one step."""

    number: int
    start: int
    end: int


def steps(story: Story) -> tuple[Step, ...]:
    """The scenes of `story`, each up to where the next begins."""
    scenes = story.telling.scenes
    if not scenes:
        return (Step(1, 0, max(len(story.text), 1)),)
    return tuple(Step(i + 1, s.start, max(story.telling.scene_end(i), s.start + 1)) for i, s in enumerate(scenes))


class Teller:
    """Puts the world of a story into words: as a first-time reader at `offset` knows it, or with hindsight."""

    def __init__(self, story: Story, offset: int, *, hindsight: bool = False) -> None:
        self.story = story
        self.hindsight = hindsight
        self.reading: FirstReading = story.first_reading(offset)
        self.snapshot: Snapshot = story.at(offset, hindsight=hindsight)
        self._names = {c.id: c.name for c in story.characters}
        self._names |= {e.id: e.name for e in story.entities}
        self._states = {s.id: s for s in story.states}
        self._decisions: dict[str, Decision] = {d.id: d for d in story.decisions}
        self._kinds = {level.id: level.kind for level in story.levels}

    # Who and what

    def name(self, id_: str | None) -> str:
        """What somebody or something is called at this place, safe to show."""
        if id_ is None:
            return UNNAMED
        known = self._names.get(id_)
        if not self.hindsight and (known is None or any(c.id == id_ for c in self.story.characters)):
            known = self.reading.name(id_)
        return clipped(known or id_, 40)

    def who(self, id_: str | None, at: int) -> str:
        """The name of who acts at `at`."""
        return self.name(id_ if id_ is None or self.hindsight else self.reading.who(id_, at))

    def meant(self, id_: str | None, at: int) -> str:
        """The name of whom the words at `at` are about."""
        return self.name(id_ if id_ is None or self.hindsight else self.reading.meant(id_, at))

    def kind(self, level: str) -> str:
        """A level in words: "a dream"."""
        kind = self._kinds.get(level, level)
        return _OFF.get(kind, shown(kind))

    # The world

    def present(self) -> tuple[str, ...]:
        """The names of those who are there."""
        return tuple(self.name(who) for who in self.snapshot.present)

    def people(self) -> str:
        """Who is there, each with what holds of them and what they last felt."""
        return "; ".join(self._person(who) for who in self.snapshot.present)

    def _person(self, who: str) -> str:
        level = self.snapshot.levels[-1]
        held = [h for h in self.snapshot.states if h.who == who and h.level == level]
        about = [self.state(h) for h in held if h.value != SLOTS.get(h.slot, (h.value,))[0] or h.holder]
        about += [self.felt(f) for f in self.snapshot.feelings if f.who == who and not f.lasting]
        return self.name(who) + (f" ({', '.join(about)})" if about else "")

    def state(self, held: Held) -> str:
        """A state in words: "dead, as Bram believes"."""
        state = self._states.get(held.item)
        where = f" ({clipped(state.where, 24)})" if state is not None and state.where else ""
        believed = f", as {self.name(held.holder)} believes" if held.holder else ""
        return _PLAIN.get(held.value, shown(held.value)) + where + believed

    def felt(self, felt: Felt) -> str:
        """A feeling in words: "anger at Bram"."""
        toward = ", ".join(self.name(t) for t in felt.toward if t != felt.who)
        return shown(felt.label) + (f" at {toward}" if toward else "")

    def dead_elsewhere(self) -> Iterator[str]:
        """Those whose life is over in the story's own world, and who are not there."""
        for h in self.snapshot.states:
            if (h.slot, h.value, h.level, h.holder) == (
                "life",
                "dead",
                STORY,
                None,
            ) and h.who not in self.snapshot.present:
                yield self.name(h.who)

    def choices(self) -> Iterator[str]:
        """What is open."""
        for id_ in self.snapshot.decisions:
            yield self._choice(self._decisions[id_])

    def _choice(self, decision: Decision) -> str:
        options = " or ".join(clipped(o, 40) for o in decision.options)
        return self.who(decision.decider, decision.span[0]) + (f": {options}" if options else "")

    # What changes

    def changes(self, changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
        """Each change that this reader can tell, and the words of the text that it rests on."""
        for change in changes:
            said = self._said(change)
            if said:
                yield said, self._words(change)

    def _words(self, change: Change) -> str:
        if change.kind not in _QUOTED or not isinstance(change.evidence, tuple):
            return ""
        spans = [Span(*s) for s in change.evidence if s[1] > s[0]]
        return clipped(self.story.words(spans[0]).strip('“”"*_ '), WORDS) if spans else ""

    def _said(self, c: Change) -> str:
        """A change in words; nothing for what this reader cannot know yet."""
        tell = {
            "level_opens": self._level, "level_closes": self._level,
            "revealed": self._revealed, "state": self._state, "state_ends": self._state, "feels": self._feels, "offered": self._offered,
            "decides": self._decides,
        }.get(c.kind)  # fmt: skip
        return "" if tell is None else tell(c)

    def _level(self, c: Change) -> str:
        if not self.hindsight and self.reading.level(str(c.item)) != c.item:
            return ""
        whose = f" ({self.who(c.who, c.at)})" if c.who else ""
        return f"{self.kind(str(c.item))}{whose} {'begins' if c.kind == 'level_opens' else 'ends'}"

    def _revealed(self, c: Change) -> str:
        if c.item in self._kinds:
            return f"it was {self.kind(str(c.item))}"
        reveal = next((r for r in self.story.reveals if r.id == c.item), None)
        figure = clipped(reveal.figure, 40) if reveal is not None and isinstance(reveal.figure, str) else "the figure"
        return f"{figure} is {self.name(c.who)}"

    def _state(self, c: Change) -> str:
        state = self._states.get(str(c.item))
        if state is None or (not self.hindsight and not self.reading.knows(state)):
            return ""
        held = Held(
            who=str(c.who), slot=str(c.slot), value=str(c.value), level=c.level, item=state.id, at=c.at,
            holder=c.holder if isinstance(c.holder, str) else None,
        )  # fmt: skip
        off = (
            ""
            if c.level == STORY or (not self.hindsight and self.reading.level(c.level) == STORY)
            else f", in {self.kind(c.level)}"
        )
        return f"{self.meant(c.who, c.at)}: {'no longer ' if c.kind == 'state_ends' else ''}{self.state(held)}{off}"

    def _feels(self, c: Change) -> str:
        toward = ", ".join(self.meant(t, c.at) for t in c.toward if t != c.who) if isinstance(c.toward, tuple) else ""
        felt = f"{shown(str(c.value))}{(' for ' if c.status == LASTING else ' at ') + toward if toward else ''}"
        return f"{self.who(c.who, c.at)} feels {felt}"

    def _offered(self, c: Change) -> str:
        decision = self._decisions.get(str(c.item))
        return "" if decision is None else f"a choice for {self._choice(decision)}"

    def _decides(self, c: Change) -> str:
        chosen = f": {clipped(c.value, 60)}" if isinstance(c.value, str) else ""
        return f"{self.who(c.who, c.at)} chooses{chosen}"


def step_heading(figures: Figures, step: Step, of: int) -> str:
    """The head of a step, such as "Scene 2 of 9, from 23%, the weir"."""
    scene = figures.story.telling.scene_at(step.start)
    where = [] if scene is None or scene.place is None or not scene.place.name else [clipped(scene.place.name, 40)]
    when = [] if scene is None or not scene.time else [clipped(scene.time, 40)]
    return ", ".join([f"Scene {step.number} of {of}, from {figures.place(step.start)}", *where, *when])


# The whole world, for the summary


def world_rows(figures: Figures) -> list[tuple[str, list[str]]]:
    """What the layers of the story's world say, in labelled lists of short facts with their places; labels without facts are left out."""
    story = figures.story
    if (
        not any(story.items(name) for name in ("states", "reveals", "decisions", "relationships"))
        and len(story.levels) < 2
    ):
        return []
    teller = Teller(story, len(story.text), hindsight=True)
    rows = [
        ("off the story", list(_levels(figures, teller))),
        ("revealed", list(_reveals(figures, teller))),
        ("at the end", list(_at_end(teller))),
        ("decided", list(_decided(figures, teller))),
        ("ties", list(_ties(teller))),
        ("turns", list(_turns(figures))),
        ("cannot be", [explained(story, c).heading for c in story.contradictions]),
    ]
    return [(label, facts) for label, facts in rows if facts]


def _levels(figures: Figures, teller: Teller) -> Iterator[str]:
    for level in teller.story.levels:
        if level.id != STORY and level.spans:
            whose = f" of {teller.name(level.experiencer)}" if level.experiencer else ""
            yield f"{teller.kind(level.id)}{whose} ({figures.place(level.spans[0][0])})"


def _reveals(figures: Figures, teller: Teller) -> Iterator[str]:
    for r in teller.story.reveals:
        figure = clipped(r.figure, 40) if isinstance(r.figure, str) else UNNAMED
        yield f"{figure} is {teller.name(r.entity)} ({figures.place(r.at)})"
    for level in teller.story.levels:
        if isinstance(level.revealed_at, int):
            yield f"it was {teller.kind(level.id)} ({figures.place(level.revealed_at)})"


def _at_end(teller: Teller) -> Iterator[str]:
    """What differs from the first value of its slot, in the story's own world; deaths first."""
    held = [
        h for h in teller.snapshot.states
        if h.level == STORY and h.holder is None and h.value != SLOTS.get(h.slot, (h.value,))[0] and h.value != "asleep"
    ]  # fmt: skip
    dead = {h.who for h in held if h.value == "dead"}
    for h in sorted(held, key=lambda h: (h.value != "dead", h.at)):
        if h.value == "dead" or h.who not in dead:
            yield f"{teller.name(h.who)} {teller.state(h)}"


def _decided(figures: Figures, teller: Teller) -> Iterator[str]:
    for d in teller.story.decisions:
        end = teller.story.telling.decided_at(d)
        who = teller.name(d.decider)
        if end is None:
            yield f"{who}: open ({figures.place(d.span[0])})"
        elif d.chosen is not None:
            yield f"{who}: {clipped(d.chosen, 50)} ({figures.place(end)})"


def _ties(teller: Teller) -> Iterator[str]:
    """Stated ties, then felt ones, of people who count most."""
    counts = {c.id: c.mention_count + c.quotation_count for c in teller.story.characters}
    order = sorted(
        teller.story.relationships, key=lambda r: (r.tie is None, -counts.get(r.source, 0) - counts.get(r.to, 0))
    )
    for r in order:
        if r.tie is not None:
            yield f"{teller.name(r.source)} {'was ' if r.ended else ''}{shown(r.tie)} of {teller.name(r.to)}"
        elif r.feeling is not None:
            yield f"{teller.name(r.source)}: {shown(r.feeling)} for {teller.name(r.to)}"


def _turns(figures: Figures) -> Iterator[str]:
    """Candidates for turning points, the strongest first, and where one would look without reading; one fact."""
    best = sorted(figures.story.turning_points, key=lambda p: (-p.score, p.at))[:TURNS]
    if best:
        found = (f"{figures.place(p.at)} ({', '.join(shown(r) for r in p.reasons[:2])})" for p in best)
        unread = ", ".join(f"{share:.0%}" for share in TURNS_BY_POSITION)
        yield f"{', '.join(found)}; unread one would say {unread}"
