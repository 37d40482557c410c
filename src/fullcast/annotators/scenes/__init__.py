"""Scenes: where each begins and ends, where and when it plays, who is there, and through whose eyes it is told.

Typography parts first (`boundaries.py`), then narrative levels, then a decoder over the gaps between paragraphs (`gaps.py`,
`segmentation.py`). `docs/scenes.md` has every rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from fullcast.annotators.boundaries import Stretch, stretches
from fullcast.annotators.names import Inside, speech_spans
from fullcast.annotators.places import PlaceFinder
from fullcast.annotators.plan import annotator
from fullcast.annotators.scenes import setting
from fullcast.annotators.scenes.cast import Seen, look, participants
from fullcast.annotators.scenes.focalizer import find_focalizer, shares
from fullcast.annotators.scenes.gaps import signs
from fullcast.annotators.scenes.segmentation import decode, levels_of, scores, weights
from fullcast.annotators.scenes.sightings import Sightings
from fullcast.layers import Character, Layer, Level, Place, Scene, Story
from fullcast.layers.world_values import STORY

_SOURCES: Final = ("quotations", "characters", "speakers", "entities", "mentions", "reveals", "levels")
_IN_QUOTES: Final = ("told", "document")
"""Kinds of level that mostly stand in quotation marks."""


@annotator(
    makes="scenes",
    needs=("paragraphs", "regions", "quotations", "characters", "speakers"),
    uses=("breaks", "chapters", "entities", "mentions", "reveals", "levels"),
)
def find_scenes(story: Story) -> Layer[Scene]:
    """The scenes in order, disjoint; headings and the lines that head a scene belong to none."""
    return Layer("scenes", tuple(SceneReader(story).scenes()), story.provenance("scenes", _SOURCES))


class SceneReader:
    """What is known of a story as a whole, and the scenes read from it."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.stretches = stretches(story)
        self.paragraphs = [p for s in self.stretches for p in s.paragraphs]
        self._levels: dict[str, Level] = {x.id: x for x in story.levels if x.id != STORY}
        self._on = levels_of(story, self.paragraphs)
        self._inside = self._speech()
        self._finder = PlaceFinder(story.text.tokens, self._inside, story.entities)
        self._characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self._narrator = next((c.id for c in self._characters.values() if c.narrator), None)
        self._aliases = {a.lower(): c.id for c in self._characters.values() for a in (c.name, *c.aliases)}
        self._sightings = Sightings(story, self._inside)
        self._shares = shares(look(self._sightings, 0, len(story.text)), self._characters)

    def _speech(self) -> Inside:
        """Where speech is: but for tales and documents that fill paragraphs, whose scenes are read as narration is."""
        spans = speech_spans(self.story).spans
        own = [p for p, on in zip(self.paragraphs, self._on, strict=True) if self._kind(on) in _IN_QUOTES]
        return Inside([s for s in spans if not any(p.start <= s.start < p.end for p in own)] if own else spans)

    def _kind(self, level: str) -> str:
        return self._levels[level].kind if level in self._levels else "story"

    # Where scenes begin

    @cached_property
    def rows(self) -> NDArray[np.float64]:
        """The signs of each paragraph, columns as in `gaps.SIGNS`."""
        return signs(self.story, self._inside, self._finder, self._sightings.told(), self.paragraphs)

    @cached_property
    def words(self) -> list[int]:
        """The length of each paragraph in words and marks."""
        at = np.array(self.story.text.tokens.starts)
        starts, ends = (np.array([p[side] for p in self.paragraphs], dtype=np.int64) for side in (0, 1))
        found: list[int] = (np.searchsorted(at, ends) - np.searchsorted(at, starts)).tolist()
        return found

    def parts(self) -> Iterator[tuple[Stretch, str]]:
        """The stretch of each scene with the level that it plays on."""
        given = weights().of(sum(self.words))
        score = scores(self.rows, given)
        n = 0
        for stretch in self.stretches:
            size = len(stretch.paragraphs)
            on = self._on[n : n + size]
            opens = [i for i in range(1, size) if on[i] != on[i - 1]]
            for first, stop in pairwise([0, *opens, size]):
                own = slice(n + first, n + stop)
                begins = decode(score[own], self.words[own], given)
                for a, b in pairwise([0, *begins, stop - first]):
                    yield _cut(stretch, first + a, first + b), on[first]
            n += size

    # What each says

    def scenes(self) -> Iterator[Scene]:
        """The scenes in order."""
        last: dict[str, Scene] = {}
        before: Scene | None = None
        for number, (stretch, level) in enumerate(self.parts(), 1):
            resumed = last.get(level) if before is not None and before.level != level else None
            scene = self._scene(f"s{number}", stretch, level, before, resumed)
            yield scene
            last[level] = before = scene

    def _scene(self, id_: str, stretch: Stretch, level: str, before: Scene | None, resumed: Scene | None) -> Scene:
        """The scene of one stretch; `resumed` is the scene that it goes on with after another level."""
        start, end = stretch.start, stretch.end
        seen = look(self._sightings, start, end)
        self._tell(seen, level)
        there = participants(self._characters, seen, end - start)
        place: Place | None = resumed.place if resumed is not None else None
        follows = None
        if before is not None:
            follows = setting.follows(
                self.story, self._inside, stretch, self._kind(level), self._kind(before.level), resumed is not None
            )
        return Scene(
            id=id_,
            start=start,
            end=end,
            place=place or setting.place(self.story, self._finder, stretch),
            time=setting.time(self.story, self._inside, stretch),
            participants=tuple(there),
            mentioned=tuple(w for w in self._sightings.named_between(start, end) if w not in there),
            focalizer=self._focalizer(stretch, seen, there, level),
            level=level,
            follows=follows or UNSET,
        )

    def _tell(self, seen: dict[str, Seen], level: str) -> None:
        """In a document or a tale "I" is who wrote or tells it, not the narrator of the story."""
        own = self._levels.get(level)
        if own is None or own.kind not in _IN_QUOTES or own.experiencer not in self._characters:
            return
        if self._narrator in seen and own.experiencer != self._narrator:
            seen[own.experiencer].take(seen.pop(self._narrator))

    def _focalizer(self, stretch: Stretch, seen: dict[str, Seen], there: list[str], level: str) -> str | None:
        head = None if stretch.head is None else self._aliases.get(stretch.head.strip("*_# .:").lower())
        if head is not None and head in there:
            return head
        teller = max((w for w in there if seen[w].firsts), key=lambda w: seen[w].firsts, default=None)
        return find_focalizer(seen, there, self._levels.get(level), self._shares, teller)


def _cut(stretch: Stretch, first: int, stop: int) -> Stretch:
    """A part of a stretch: its paragraphs from `first` to `stop`."""
    own = stretch.paragraphs[first:stop]
    start = stretch.start if first == 0 else own[0].start
    end = stretch.end if stop == len(stretch.paragraphs) else stretch.paragraphs[stop].start
    return Stretch(start, end, own, head=stretch.head if first == 0 else None)
