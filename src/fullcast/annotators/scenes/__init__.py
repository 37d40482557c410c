"""Scenes: where each begins and ends, where and when it plays, who is there, and through whose eyes it is told.

Typography parts first (`boundaries.py`), then a decoder over the gaps between paragraphs (`gaps.py`, `segmentation.py`) and narrative
levels. `docs/scenes.md` has every rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from msgspec import UNSET

from fullcast.annotators.boundaries import Stretch, stretches
from fullcast.annotators.names import Inside, speech_spans
from fullcast.annotators.places import PlaceFinder
from fullcast.annotators.plan import annotator
from fullcast.annotators.scenes import setting
from fullcast.annotators.scenes.cast import Seen, look, mentioned, participants
from fullcast.annotators.scenes.focalizer import LEADS, focalizer
from fullcast.annotators.scenes.gaps import signs
from fullcast.annotators.scenes.segmentation import decode, levels_of, scores, weights
from fullcast.annotators.scenes.sightings import Sightings
from fullcast.layers import Character, Layer, Level, Place, Scene, Story
from fullcast.layers.world_values import STORY
from fullcast.text import Span

_SOURCES = ("quotations", "characters", "speakers", "entities", "mentions", "levels")
_oracle = None


@annotator(
    makes="scenes",
    needs=("paragraphs", "regions", "quotations", "characters", "speakers"),
    uses=("breaks", "chapters", "entities", "mentions", "levels"),
)
def find_scenes(story: Story) -> Layer[Scene]:
    """The scenes in order, disjoint; headings and the lines that head a scene belong to none."""
    return Layer("scenes", tuple(_Reader(story).scenes()), story.provenance("scenes", _SOURCES))


class _Part(Stretch):
    """A stretch with the level that it plays on."""


class _Reader:
    """What is known of the story as a whole, and the scenes read from it."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.stretches = stretches(story, jumps=False)
        self.paragraphs = [p for s in self.stretches for p in s.paragraphs]
        self.levels: dict[str, Level] = {x.id: x for x in story.levels}
        self.on = dict(zip(self.paragraphs, levels_of(story, self.paragraphs), strict=True))
        self.inside = self._inside()
        self.finder = PlaceFinder(story.text.tokens, self.inside, story.entities)
        self.characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self.narrator = next((c.id for c in self.characters.values() if c.narrator), None)
        self.sightings = Sightings(story, self.inside)
        self.aliases = {a.lower(): c.id for c in self.characters.values() for a in (c.name, *c.aliases)}
        self.leader = self._leader()

    def _inside(self) -> Inside:
        """Where speech is: but for tales and documents that fill paragraphs, whose scenes are read as narration is."""
        spans = speech_spans(self.story).spans
        told = [p for p, level in self.on.items() if level != STORY and self.levels[level].kind in ("told", "document")]
        return Inside([s for s in spans if not any(p.start <= s.start < p.end for p in told)])

    def _leader(self) -> str | None:
        """The one whose inner life is most of what the story tells of inner lives."""
        seen = look(self.sightings, 0, len(self.story.text))
        total = sum(s.inner for s in seen.values())
        who = max(seen, key=lambda w: (seen[w].inner, w), default=None)
        return who if who is not None and total >= 4 and seen[who].inner >= LEADS * total else None

    def scenes(self) -> Iterator[Scene]:
        """The scenes in order."""
        before: dict[str, Scene] = {}
        kind_before: str | None = None
        for number, (stretch, level) in enumerate(self._parts(), 1):
            kind = self.levels[level].kind if level in self.levels else "story"
            scene = self._scene(f"s{number}", stretch, level, before.get(level))
            how = None if kind_before is None else setting.follows(self.story, self.inside, stretch, kind, kind_before)
            if how is not None:
                scene = _replaced(scene, follows=how)
            yield scene
            before[level] = scene
            kind_before = kind

    def _parts(self) -> Iterator[tuple[Stretch, str]]:
        """The stretches of the scenes, each with its level."""
        if _oracle is not None:
            for a, b in _oracle:
                ps = [p for p in self.paragraphs if a <= p.start < b]
                yield Stretch(a, b, ps), self.on[ps[0]]
            return
        rows = signs(self.story, self.inside, self.finder, self.sightings.told(), self.paragraphs)
        given = weights()
        score = scores(rows, given)
        at = np.array(self.story.text.tokens.starts)
        words = np.searchsorted(at, [p.end for p in self.paragraphs]) - np.searchsorted(at, [p.start for p in self.paragraphs])
        n = 0
        for stretch in self.stretches:
            size = len(stretch.paragraphs)
            on = [self.on[p] for p in stretch.paragraphs]
            cuts = [i for i in range(1, size) if on[i] != on[i - 1]]
            for first, stop in pairwise([0, *cuts, size]):
                found = decode(score[n + first : n + stop].copy(), words[n + first : n + stop].tolist(), given)
                for a, b in pairwise([0, *found, stop - first]):
                    yield _cut(stretch, first + a, first + b), on[first]
            n += size

    def _scene(self, id_: str, stretch: Stretch, level: str, before: Scene | None) -> Scene:
        start, end = stretch.start, stretch.end
        seen = look(self.sightings, start, end)
        there = participants(self.characters, seen, start, end)
        return Scene(
            id=id_,
            start=start,
            end=end,
            place=self._place(stretch, before),
            time=setting.time(self.story, self.inside, stretch),
            participants=tuple(there),
            mentioned=self._mentioned(stretch, there),
            focalizer=self._focalizer(stretch, seen, there, level),
            level=level,
        )

    def _place(self, stretch: Stretch, before: Scene | None) -> Place | None:
        return setting.place(self.story, self.finder, stretch)

    def _mentioned(self, stretch: Stretch, there: list[str]) -> tuple[str, ...]:
        return ()

    def _focalizer(self, stretch: Stretch, seen: dict[str, Seen], there: list[str], level: str) -> str | None:
        head = None if stretch.head is None else self.aliases.get(stretch.head.strip("*_# .:").lower())
        if head is not None and head in there:
            return head
        teller = max((w for w in there if seen[w].firsts), key=lambda w: seen[w].firsts, default=None)
        return focalizer(seen, there, self.levels.get(level) if level != STORY else None, self.leader, self.narrator, teller)


def _cut(stretch: Stretch, first: int, stop: int) -> Stretch:
    """A part of a stretch: its paragraphs from `first` to `stop`."""
    own = stretch.paragraphs[first:stop]
    start = stretch.start if first == 0 else own[0].start
    end = stretch.end if stop == len(stretch.paragraphs) else stretch.paragraphs[stop].start
    why, head = (stretch.why, stretch.head) if first == 0 else ("signs", None)
    return Stretch(start, end, own, why=why, head=head, time=stretch.time if first == 0 else None)


def _replaced(scene: Scene, **changes: object) -> Scene:
    from msgspec.structs import replace

    return replace(scene, **changes)
