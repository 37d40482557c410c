"""The layers of a story laid out along its telling: what begins where, and until where it holds.

The snapshot of a story's world and the stream of its changes are both made from this; the annotators of the world look things up in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from msgspec import UNSET, UnsetType

from fullcast.layers.values import Level, Mention, Scene
from fullcast.layers.world_values import STORY, Decision, State
from fullcast.text import Span
from fullcast.text.span import merged

if TYPE_CHECKING:
    from fullcast.layers.story import Line, Story

T = TypeVar("T")


class Opening(NamedTuple):
    """A stretch of the telling on which a level is open."""

    start: int
    end: int
    level: Level


class Appearance(NamedTuple):
    """That somebody is there in body, from one place of the telling to another."""

    who: str
    enters: int
    leaves: int | None
    """Where the first scene without them begins; None where there is none."""
    scene: Scene
    """In which they come in."""
    evidence: tuple[Span, ...]


class Showing(NamedTuple):
    """That a feeling shows."""

    at: int
    who: str
    label: str
    toward: tuple[str, ...]
    level: str
    item: str
    """Id of the quotation, the narrated reaction, or the relationship."""
    lasting: bool
    """Whether it is a relationship."""
    evidence: tuple[Span, ...]
    confidence: float | UnsetType


class Cover(Generic[T]):
    """Which of many stretches is innermost at an offset."""

    def __init__(self, stretches: Iterable[tuple[int, int, int, T]]) -> None:
        """Take stretches as (start, end, depth, value); the deepest counts, of equals the one that begins last."""
        todo = [(start, end, depth, value) for start, end, depth, value in stretches if end > start]
        todo.sort(key=lambda s: s[0])
        self._edges: list[int] = []
        self._values: list[T | None] = []
        open_: list[tuple[int, int, int, int, T]] = []
        at = 0
        for edge in sorted({edge for start, end, *_ in todo for edge in (start, end)}):
            while at < len(todo) and todo[at][0] == edge:
                start, end, depth, value = todo[at]
                heappush(open_, (-depth, -start, -at, end, value))
                at += 1
            while open_ and open_[0][3] <= edge:
                heappop(open_)
            self._edges.append(edge)
            self._values.append(open_[0][4] if open_ else None)

    def at(self, offset: int) -> T | None:
        """The innermost stretch's value at `offset`, None where there is none."""
        i = bisect_right(self._edges, offset) - 1
        return self._values[i] if i >= 0 else None


class Telling:
    """A story's layers along its telling; each list is made when it is first asked for."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.scenes: tuple[Scene, ...] = tuple(sorted(story.scenes, key=lambda s: s.start))
        """In order; a scene lasts until the next begins."""
        self._scene_starts = [s.start for s in self.scenes]

    # Where we are

    def scene_index(self, offset: int) -> int:
        """Index in `scenes` of the last that has begun at `offset`; -1 before the first."""
        return bisect_right(self._scene_starts, offset) - 1

    def scene_at(self, offset: int) -> Scene | None:
        """The last scene that has begun at `offset`."""
        i = self.scene_index(offset)
        return self.scenes[i] if i >= 0 else None

    def scene_end(self, index: int) -> int:
        """Where the scene after that of `index` begins, or the text ends."""
        return self._scene_starts[index + 1] if index + 1 < len(self.scenes) else max(len(self.story.text), 0)

    @cached_property
    def parents(self) -> dict[str, str]:
        """By level, the level that it lies in."""
        return {level.id: level.parent or STORY for level in self.story.levels if level.id != STORY}

    def around(self, level: str) -> tuple[str, ...]:
        """`level`, its parent, and so on outwards, the story last."""
        chain = [level]
        while chain[-1] in self.parents and len(chain) <= len(self.parents):
            chain.append(self.parents[chain[-1]])
        return tuple(chain)

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        """Where levels other than the story open and close, in order, outer ones first."""
        found = [
            (start, len(self.around(level.id)), i, end, level)
            for i, level in enumerate(self.story.levels) if level.id != STORY
            for start, end in merged(level.spans) if end > start
        ]  # fmt: skip
        return tuple(Opening(start, end, level) for start, _, _, end, level in sorted(found, key=lambda f: f[:3]))

    @cached_property
    def _levels(self) -> Cover[str]:
        return Cover((o.start, o.end, len(self.around(o.level.id)), o.level.id) for o in self.openings)

    def level_at(self, offset: int) -> str:
        """Id of the deepest level at `offset`; that of the story where no other is open."""
        return self._levels.at(offset) or STORY

    @cached_property
    def _lines(self) -> Cover[Line]:
        lines = [line for line in self.story.quotations if line.kind != "not_speech"]
        return Cover((start, end, 0, line) for line in lines for start, end in line.spans)

    def line_at(self, offset: int) -> Line | None:
        """The innermost speech, thought or writing that `offset` lies in."""
        return self._lines.at(offset)

    # Who is mentioned and who is there

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """By character or entity, its mentions in order."""
        out: dict[str, list[Mention]] = {}
        for mention in self.story.mentions:
            if mention.entity is not None:
                out.setdefault(mention.entity, []).append(mention)
        for mentions in out.values():
            mentions.sort(key=lambda m: m.span)
        return out

    def mentions_between(self, who: str, start: int, end: int) -> Sequence[Mention]:
        """The mentions of `who` that begin from `start` on and before `end`."""
        mentions = self.mentions.get(who, [])
        first = bisect_left(mentions, start, key=lambda m: m.span[0])
        return mentions[first : bisect_left(mentions, end, first, key=lambda m: m.span[0])]

    @cached_property
    def _narrators(self) -> frozenset[str]:
        return frozenset(c.id for c in self.story.items("characters") if c.narrator)

    @cached_property
    def _first_words(self) -> dict[tuple[int, str], Span]:
        """By scene and speaker, the first thing said."""
        out: dict[tuple[int, str], Span] = {}
        for line in self.story.quotations:
            if line.speaker is not None and line.kind == "speech":
                out.setdefault((self.scene_index(line.spans[0].start), line.speaker), line.spans[0])
        return out

    def _entrance(self, index: int, who: str) -> tuple[int, tuple[Span, ...]]:
        """Where `who` comes into a scene: where narration first mentions them or they first speak, else at its beginning."""
        scene = self.scenes[index]
        if who == scene.focalizer or who in self._narrators:
            return scene.start, ()
        said = self._first_words.get((index, who))
        seen = next(
            (m.span for m in self.mentions_between(who, scene.start, self.scene_end(index)) if self.line_at(m.span[0]) is None),
            None,
        )  # fmt: skip
        first = min((span for span in (said, seen) if span is not None), default=None)
        return (scene.start, ()) if first is None else (first[0], (Span(*first),))

    @cached_property
    def appearances(self) -> tuple[Appearance, ...]:
        """Who is there from where to where; who is in two scenes that follow each other on one level stays."""
        out: list[Appearance] = []
        there: dict[str, int] = {}
        for i, scene in enumerate(self.scenes):
            stay = i > 0 and self.scenes[i - 1].level == scene.level
            for who in [w for w in there if not stay or w not in scene.participants]:
                left = there.pop(who)
                out[left] = out[left]._replace(leaves=scene.start)
            for who in dict.fromkeys(scene.participants):
                if who not in there:
                    enters, evidence = self._entrance(i, who)
                    there[who] = len(out)
                    out.append(Appearance(who, enters, None, scene, evidence))
        return tuple(a for a in out if a.leaves is None or a.leaves > a.enters)

    def met(self, offset: int) -> frozenset[str]:
        """Ids of those who have been mentioned or been there by `offset`."""
        mentioned = {m.entity for m in self.story.mentions if m.entity is not None and m.span[0] <= offset}
        return frozenset(mentioned | {a.who for a in self.appearances if a.enters <= offset})

    # What holds

    @cached_property
    def states(self) -> tuple[State, ...]:
        """States that are so or are believed, in order; what is denied or only supposed changes nothing."""
        held = (s for s in self.story.states if s.status in ("asserted", "believed"))
        return tuple(sorted((s for s in held if s.until is None or s.until > s.at), key=lambda s: s.at))

    @cached_property
    def showings(self) -> tuple[Showing, ...]:
        """Feelings in order: of quotations, of narrated reactions, and those that last."""
        return tuple(sorted((*self._said(), *self._shown(), *self._lasting()), key=lambda s: s.at))

    def _said(self) -> Iterator[Showing]:
        for line in self.story.quotations:
            felt = line.emotion
            if felt is not None and line.speaker is not None:
                start, evidence = line.spans[0].start, felt.evidence or line.spans[:1]
                level = self.level_at(start)
                yield Showing(start, line.speaker, felt.label, felt.toward, level, line.id, False, evidence, felt.confidence)  # fmt: skip

    def _shown(self) -> Iterator[Showing]:
        for f in self.story.feelings:
            yield Showing(f.span[0], f.who, f.label, f.toward, f.level, f.id, False, f.evidence or (f.span,), f.confidence)  # fmt: skip

    def _lasting(self) -> Iterator[Showing]:
        for r in self.story.relationships:
            if r.feeling is not None and not r.ended and r.evidence:
                at = min(r.evidence)[0]
                yield Showing(at, r.source, r.feeling, (r.to,), r.level, r.id, True, r.evidence, r.confidence)

    @staticmethod
    def decided_at(decision: Decision) -> int | None:
        """Where a decision is closed; None while it stays open."""
        at = decision.at if decision.at is not None else decision.span[1] if decision.chosen is not None else None
        return None if at is None else max(at, decision.span[0])

    @cached_property
    def revelations(self) -> tuple[tuple[int, str], ...]:
        """Where a reader learns who someone is, or what a level is: offset, and id of the reveal or the level; in order."""
        figures = [(r.at, r.id) for r in self.story.reveals]
        levels = [(level.revealed_at, level.id) for level in self.story.levels if level.revealed_at is not UNSET]
        return tuple(sorted([*figures, *((at, id_) for at, id_ in levels if isinstance(at, int))]))
