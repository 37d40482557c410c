"""A story as a first-time reader knows it at one place: nothing that is only revealed later.

A figure that is unmasked later goes by the id of its reveal until then, and by what the text calls it; a dream that turns out one only
later is the story's own world until then. Every name that is given here stands in the text before that place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from fullcast.layers.snapshot import Held, Snapshot
from fullcast.layers.telling import Telling
from fullcast.layers.values import Character, Level, Mention, Value
from fullcast.layers.world_values import Reveal, State

UNNAMED: Final = "somebody"
"""What a figure is called that has no name yet."""
_NARRATOR: Final = "I"


class Figure(Value, frozen=True, kw_only=True):
    """Somebody of the story, under the name that a reader knows at a place."""

    id: str
    """Of a character; of a figure who is not unmasked yet, the id of the reveal."""
    name: str


class FirstReading:
    """What one knows who has read to `offset`, the word that begins there included."""

    def __init__(self, telling: Telling, offset: int) -> None:
        self.telling = telling
        self.offset = offset
        self._pending = [r for r in telling.story.reveals if r.at > offset]
        self._masked = {m: r for r in self._pending for m in r.explains}
        self._concealed: dict[str, Level] = {
            level.id: level
            for level in telling.story.levels
            if isinstance(level.revealed_at, int) and level.revealed_at > offset
        }

    # Who is who

    @cached_property
    def _waiting(self) -> dict[str, list[Reveal]]:
        """By character, the reveals that are still to come."""
        out: dict[str, list[Reveal]] = {}
        for r in sorted(self._pending, key=lambda r: r.at):
            out.setdefault(r.entity, []).append(r)
        return out

    @cached_property
    def _scenes(self) -> dict[tuple[str, int], Reveal]:
        """By character and scene, the reveal that it waits for there."""
        out: dict[tuple[str, int], Reveal] = {}
        for who in self._waiting:
            for mention in self._seen(who):
                if (reveal := self._reveal_of(mention)) is not None:
                    out.setdefault((who, self.telling.scene_index(mention.span[0])), reveal)
        return out

    def _seen(self, who: str) -> list[Mention]:
        """The mentions of `who` that have been read."""
        return list(self.telling.mentions_between(who, 0, self.offset + 1))

    def _reveal_of(self, mention: Mention) -> Reveal | None:
        """The reveal that a mention still waits for."""
        known = self._masked.get(mention.id)
        if known is None and isinstance(mention.revealed_at, int) and mention.revealed_at > self.offset:
            known = next((r for r in self._waiting.get(mention.entity or "", ()) if r.at >= mention.revealed_at), None)
        return known

    @cached_property
    def _open(self) -> dict[str, list[Mention]]:
        """By character, the names and descriptions that have been read and that one understands."""
        story = self.telling.story
        out: dict[str, list[Mention]] = {}
        for character in story.items("characters"):
            read = (m for m in self._seen(character.id) if m.form != "pronoun")
            out[character.id] = [
                m for m in read
                if m.id not in self._masked and not (isinstance(m.revealed_at, int) and m.revealed_at > self.offset)
            ]  # fmt: skip
        return out

    def who(self, id_: str, at: int) -> str:
        """Who `id_`, who is there in body at `at`, is to the reader: itself, or a figure who waits for a reveal."""
        if id_ not in self._waiting:
            return id_
        reveal = self._scenes.get((id_, self.telling.scene_index(at)))
        return reveal.id if reveal is not None else self._spoken_of_last(id_, at)

    def meant(self, id_: str, at: int) -> str:
        """Who `id_`, of whom the words at `at` speak, is to the reader; the nearest mention in the scene decides."""
        if id_ not in self._waiting:
            return id_
        scene = self.telling.scene_index(at)
        near = [m for m in self._seen(id_) if self.telling.scene_index(m.span[0]) == scene]
        if not near:
            return self._spoken_of_last(id_, at)
        nearest = min(near, key=lambda m: max(m.span[0] - at, at - m.span[1], 0))
        reveal = self._reveal_of(nearest)
        return id_ if reveal is None else reveal.id

    def _spoken_of_last(self, id_: str, at: int) -> str:
        """One who waits for a reveal, in a scene that does not mention them: who they were when they were last mentioned."""
        before = self.telling.mentions_between(id_, 0, min(at, self.offset) + 1)
        reveal = self._reveal_of(before[-1]) if before else self._waiting[id_][0]
        return id_ if reveal is None else reveal.id

    # What it is called

    def name(self, id_: str) -> str:
        """What `id_`, a character or a figure that waits for a reveal, is called up to here; UNNAMED where it has no name yet."""
        reveal = next((r for r in self._pending if r.id == id_), None)
        if reveal is not None:
            return self._figure(reveal)
        character = next((c for c in self.telling.story.items("characters") if c.id == id_), None)
        return UNNAMED if character is None else self._called(character)

    def _figure(self, reveal: Reveal) -> str:
        words = [self._words(m) for m in self._seen(reveal.entity) if self._reveal_of(m) is reveal]
        said = {_plain(w) for w in words}
        if isinstance(reveal.figure, str) and _plain(reveal.figure) in said:
            return reveal.figure
        return max(words, key=len, default=UNNAMED)

    def _called(self, character: Character) -> str:
        """The fullest of its names that has been read, else the description that has been read most."""
        read = self._open.get(character.id, [])
        said = {_plain(self._words(m)): self._words(m) for m in reversed(read)}
        for name in (character.name, *sorted(character.aliases, key=len, reverse=True)):
            if _plain(name) in said:
                return said[_plain(name)]
        names = [self._words(m) for m in read if m.form == "name"] or [self._words(m) for m in read]
        return max(names, key=len, default=_NARRATOR if character.narrator else UNNAMED)

    def _words(self, mention: Mention) -> str:
        return " ".join(self.telling.story.words(mention.span).split())

    def cast(self) -> tuple[Figure, ...]:
        """Everybody of the cast who has been named, has spoken or has been there, in the order in which a reader meets them."""
        met: dict[str, int] = {}

        def meet(id_: str, at: int) -> None:
            met[id_] = min(at, met.get(id_, at))

        for member in self.telling.story.characters:
            if not member.cast:
                continue
            for mention in self._open[member.id][:1]:
                meet(member.id, mention.span[0])
            for mention in self._seen(member.id) if member.id in self._waiting else ():
                if (reveal := self._reveal_of(mention)) is not None:
                    meet(reveal.id, mention.span[0])
        in_cast = {m.id for m in self.telling.story.characters if m.cast}
        for a in self.telling.appearances:
            if a.enters <= self.offset and a.who in in_cast:
                meet(self.who(a.who, a.enters), a.enters)
        order = sorted(met, key=lambda id_: (met[id_], id_))
        return tuple(Figure(id=id_, name=self.name(id_)) for id_ in order)

    # What is so

    def level(self, id_: str) -> str:
        """The world that `id_` is to the reader: of one that is not known for what it is, the one around it."""
        return next(level for level in (*self.telling.around(id_), "l0") if level not in self._concealed)

    def knows(self, state: State) -> bool:
        """Whether the words that say `state` have been read; what tells of a dream that is not known for one has not."""
        told = min((span[0] for span in state.evidence), default=state.at)
        dreamt = (
            state.slot == "mind" and state.who == level.experiencer and state.level not in self._inside(level.id)
            and any(span[0] <= state.at < span[1] for span in level.spans)
            for level in self._concealed.values()
        )  # fmt: skip
        return told <= self.offset and not any(dreamt)

    def _inside(self, level: str) -> set[str]:
        return {one for one in (*self.telling.parents, level) if level in self.telling.around(one)}

    def snapshot(self, told: Snapshot) -> Snapshot:
        """`told`, the world as it was told up to here, without what this reader cannot know."""
        appeared = {a.who: a.enters for a in self.telling.appearances if a.enters <= self.offset}
        scene = self.telling.scene_at(self.offset)
        start = appeared if scene is None else {who: max(at, scene.start) for who, at in appeared.items()}
        items = {s.id: s for s in self.telling.states}
        hidden = {s.id for s in items.values() if not self.knows(s)}
        return replace(
            told,
            levels=tuple(level for level in told.levels if level not in self._concealed),
            place=told.place if self._place_is_told() else None,
            present=tuple(dict.fromkeys(self.who(who, start[who]) for who in told.present)),
            states=self._held(h for h in told.states if h.item not in hidden),
            feelings=tuple(
                replace(
                    f, who=self.who(f.who, f.at), toward=tuple(self.meant(t, f.at) for t in f.toward), level=self.level(f.level)
                )
                for f in told.feelings
            ),
            knowledge=tuple(
                replace(k, who=self.who(k.who, k.at), source=None if k.source is None else self.who(k.source, k.at))
                for k in told.knowledge if k.what not in hidden
            ),
        )  # fmt: skip

    def _held(self, states: Iterable[Held]) -> tuple[Held, ...]:
        """States as they look: those of a dream that is not known for one in the world around it; of a slot the last."""
        last: dict[tuple[str | None, ...], Held] = {}
        for h in sorted(states, key=lambda h: h.at):
            holder = None if h.holder is None else self.meant(h.holder, h.at)
            seen = replace(h, who=self.meant(h.who, h.at), holder=holder, level=self.level(h.level))
            last[seen.level, seen.who, seen.slot, seen.holder] = seen
        return tuple(last[key] for key in sorted(last, key=lambda k: tuple(part or "" for part in k)))

    def _place_is_told(self) -> bool:
        scene = self.telling.scene_at(self.offset)
        evidence = () if scene is None or scene.place is None else scene.place.evidence
        return not evidence or min(evidence)[0] <= self.offset


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
