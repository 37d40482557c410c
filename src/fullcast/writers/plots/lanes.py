"""What becomes of each character along the text: where they are, in which state, what they feel and decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from msgspec import UNSET

from fullcast.layers import Member, Scene, Story
from fullcast.layers.world_values import SLOTS, STORY, State
from fullcast.text import Span
from fullcast.writers.figures import Figures, Part
from fullcast.writers.plots.phrases import believed_words, level_words, state_words
from fullcast.writers.shown import clipped

MOST: Final = 12
"""How many characters a picture shows, those who speak and are spoken of most."""


@dataclass(frozen=True)
class Felt:
    """One emotion, of a line or a narrated reaction."""

    at: int
    label: str
    words: str
    """The finer word of the text, else the label; with whom it is toward."""
    intensity: int


@dataclass(frozen=True)
class Bar:
    """A state that holds from `at` to `until`."""

    at: int
    until: int
    value: str
    words: str
    certain: bool
    """Whether it is so on the story's own level, and not only believed or dreamed."""


@dataclass(frozen=True)
class Moment:
    """Something that happens at one place: a decision, an unmasking."""

    at: int
    words: str


@dataclass(frozen=True)
class Lane:
    """One character along the text, or one thing, of which only states are told."""

    id: str
    name: str
    present: tuple[Span, ...]
    """Scenes that they are there in, those side by side as one."""
    seen: Span
    """From the first place where anything is told of them to the last."""
    felt: tuple[Felt, ...]
    bars: tuple[Bar, ...]
    moments: tuple[Moment, ...]


class Lanes:
    """The lanes of a story, worked out when they are first asked for."""

    def __init__(self, story: Story, most: int = MOST) -> None:
        self.story = story
        self.figures = Figures(story)
        self.most = most
        self.names = {c.id: plain(c.name) for c in story.characters} | {e.id: plain(e.name) for e in story.entities}

    @property
    def extent(self) -> Span:
        """From the first word of the story proper to its last."""
        return self.figures.extent

    def name(self, who: str | None) -> str | None:
        """The name of a character or thing, short enough for a label."""
        return None if who is None else clipped(self.names.get(who, who), 22)

    @cached_property
    def characters(self) -> tuple[Member, ...]:
        """Who is shown: those of the cast who are told most of, those who speak most first."""
        there = {who for scene in self.story.scenes for who in scene.participants}
        there |= {s.who for s in self.story.states} | {f.who for f in self.story.feelings}
        parts = [p for p in self.figures.parts if p.character.cast and (p.lines or p.character.id in there)]
        most = sorted(parts, key=lambda p: -(3 * p.lines + p.character.mention_count))[: self.most]
        return tuple(p.character for p in parts if p in most)

    @cached_property
    def _parts(self) -> dict[str, Part]:
        return {p.character.id: p for p in self.figures.parts}

    @cached_property
    def left_out(self) -> int:
        """How many more of the cast are there."""
        return max(0, sum(p.character.cast and p.lines > 0 for p in self.figures.parts) - len(self.characters))

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """One for each character of whom there is something to draw, in the order in which the text comes to them; things last."""
        lanes = [self._lane(c.id, self.names[c.id]) for c in self.characters]
        told = [lane for lane in lanes if lane.present or lane.felt or lane.bars or lane.moments]
        return (*sorted(told, key=lambda lane: lane.seen), *self._things())

    def _things(self) -> list[Lane]:
        """Things that are broken or lost."""
        things = [self._lane(e.id, self.names[e.id]) for e in self.story.entities]
        return sorted((lane for lane in things if lane.bars), key=lambda lane: lane.seen)[: self.most]

    def _lane(self, who: str, name: str) -> Lane:
        felt = tuple(sorted(self._felt(who), key=lambda f: f.at))
        bars = tuple(self._bars(who))
        moments = tuple(sorted(self._moments(who), key=lambda m: m.at))
        present = tuple(_joined(Span(s.start, s.end) for s in self.story.scenes if who in s.participants))
        return Lane(who, name, present, self._seen(who, present, felt, bars), felt, bars, moments)

    def _seen(self, who: str, present: tuple[Span, ...], felt: tuple[Felt, ...], bars: tuple[Bar, ...]) -> Span:
        seen = self._parts[who].seen if who in self._parts else None
        spans = [
            *present,
            *([seen] if seen else []),
            *(Span(f.at, f.at + 1) for f in felt),
            *(Span(b.at, b.at + 1) for b in bars),
        ]
        return Span(min((s.start for s in spans), default=0), max((s.end for s in spans), default=0))

    # What is felt

    def _felt(self, who: str) -> Iterator[Felt]:
        for line in self.story.quotations:
            if line.speaker == who and (e := line.emotion) is not None:
                yield Felt(line.spans[0].start, e.label, self._feeling(e.word or e.label, e.toward, who), e.intensity)
        for f in self.story.feelings:
            if f.who == who:
                yield Felt(f.span.start, f.label, self._feeling(f.word or f.label, f.toward, who), f.intensity)

    def _feeling(self, word: str, toward: Iterable[str], who: str) -> str:
        others = [str(self.name(one)) for one in toward if one != who]
        return word + (f" → {', '.join(others)}" if others else "")

    # States

    def _bars(self, who: str) -> Iterator[Bar]:
        """States that are not what holds where nothing is said; denied and supposed ones are none."""
        own = sorted((s for s in self.story.states if s.who == who), key=lambda s: s.at)
        for i, state in enumerate(own):
            if state.status in ("asserted", "believed") and state.value != SLOTS.get(state.slot, ("",))[0]:
                yield self._bar(state, own[i + 1 :])

    def _bar(self, state: State, later: list[State]) -> Bar:
        words = state_words(state.value, state.where)
        if state.status == "believed":
            words = believed_words(words, self.name(state.holder))
        if state.level != STORY:
            words = f"{words} ({self.level(state.level)})"
        return Bar(
            state.at, self._until(state, later), state.value, words, state.status == "asserted" and state.level == STORY
        )

    def _until(self, state: State, later: list[State]) -> int:
        """Where a state ends: as it says, else where another of its kind follows, else with its level, else with the story."""
        if state.until is not None:
            return max(state.until, state.at)
        ends = [
            s.at for s in later
            if (s.slot, s.level, s.status, s.holder) == (state.slot, state.level, state.status, state.holder) and s.at > state.at
        ]  # fmt: skip
        level = next((one for one in self.story.levels if one.id == state.level and one.id != STORY), None)
        if level is not None and level.spans:
            ends.append(max(level.spans[-1].end, state.at))
        return min(ends, default=self.extent.end)

    def level(self, id_: str) -> str:
        """A narrative level in words."""
        level = next((one for one in self.story.levels if one.id == id_), None)
        return id_ if level is None else level_words(level.kind, self.name(level.experiencer))

    # Moments

    def _moments(self, who: str) -> Iterator[Moment]:
        for d in self.story.decisions:
            if d.decider == who:
                where = "" if d.level == STORY else f" ({self.level(d.level)})"
                options = " or ".join(clipped(o, 40) for o in d.options)
                words = f"decides: {clipped(d.chosen, 60)}" if d.chosen else f"leaves open: {options}"
                yield Moment(d.span.end if d.at is None else d.at, words + where)
        for r in self.story.reveals:
            if r.entity == who:
                figure = clipped(r.figure, 30) if r.figure is not UNSET else "somebody"
                yield Moment(r.at, f"was “{figure}” until here")


def plain(name: str) -> str:
    """A name without marks of emphasis: "the *Turnstone*" is the Turnstone."""
    return re.sub(r"(?<!\w)([*_]+)(\w[^*_]*)\1", r"\2", name)


def title_of(story: Story) -> str:
    """What the story is called: its title, else its file without the ending."""
    return story.metadata.title or re.sub(r"\.\w{1,5}$", "", story.source.name)


def scene_words(story: Story, scene: Scene) -> str:
    """Where and when a scene plays; empty where nobody knows."""
    places = {e.id: e.name for e in story.entities}
    place = plain(scene.place.name or places.get(scene.place.entity or "") or "") if scene.place else None
    return ", ".join(words for words in (place, scene.time) if words)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Stretches that follow one another as one; a blank between them is no gap."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start <= last.end + 40:
            last = Span(last.start, max(last.end, span.end))
        else:
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last
