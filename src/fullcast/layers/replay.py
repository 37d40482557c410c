"""Running a story's world: the stream of changes, folded forward and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec import UNSET

from fullcast.layers.snapshot import Felt, Held, Known, Snapshot, arranged
from fullcast.layers.world_values import LASTING, Change

Key = tuple[Any, ...]
_ABSENT: Final = object()
_PASSING: Final = ("passing",)
"""Key of the feelings toward nobody, which pass with their scene: they are few, and kept together."""


class Replay:
    """A place in the stream of changes, and the world there.

    Every step writes down what it overwrote, so that a step back costs what a step forward does.
    """

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes = tuple(changes)
        self._offsets = [c.at for c in self.changes]
        self._world: dict[Key, Any] = {}
        self._undo: list[list[tuple[Key, Any]]] = []

    @property
    def done(self) -> int:
        """How many changes have happened."""
        return len(self._undo)

    def forward(self) -> Change | None:
        """Let the next change happen; gives it, None at the end."""
        if self.done == len(self.changes):
            return None
        change = self.changes[self.done]
        self._undo.append([])
        step = _STEPS.get(change.kind)
        if step is not None:
            step(self, change)
        return change

    def back(self) -> Change | None:
        """Undo the last change; gives it, None at the beginning."""
        if not self._undo:
            return None
        for key, before in reversed(self._undo.pop()):
            self._world.pop(key, None)
            if before is not _ABSENT:
                self._world[key] = before
        return self.changes[self.done]

    def to(self, offset: int) -> Replay:
        """Go to `offset`, forward or back: all that happens up to it has happened, what begins there included."""
        wanted = bisect_right(self._offsets, offset)
        while self.done < wanted:
            self.forward()
        while self.done > wanted:
            self.back()
        return self

    def snapshot(self, offset: int) -> Snapshot:
        """The world at `offset`, as one knows it who has read to the end."""
        self.to(offset)
        parts: dict[str, list[tuple[Key, Any]]] = {}
        for key, value in self._world.items():
            parts.setdefault(key[0], []).append((key, value))
        return arranged(
            offset,
            levels=[key[1] for key, _ in sorted(parts.get("open", ()), key=lambda p: p[1])],
            scene=self._world.get(("scene",), (None, None)),
            present=[(at, key[1]) for key, at in parts.get("present", ())],
            states=[held for _, held in parts.get("state", ())],
            feelings=[*(felt for _, felt in parts.get("feels", ())), *self._world.get(_PASSING, ())],
            revealed=[(at, key[1]) for key, at in parts.get("revealed", ())],
            knowledge=[known for _, known in parts.get("knows", ())],
            decisions=[(at, key[1]) for key, at in parts.get("offered", ())],
        )

    # What each kind of change does

    def _set(self, key: Key, value: object) -> None:
        self._undo[-1].append((key, self._world.get(key, _ABSENT)))
        self._world[key] = value

    def _drop(self, key: Key) -> None:
        if key in self._world:
            self._undo[-1].append((key, self._world.pop(key)))

    def _scene(self, change: Change) -> None:
        """A feeling toward nobody passes with its scene."""
        self._set(("scene",), (_given(change.item), _given(change.place)))
        self._set(_PASSING, ())

    def _level_opens(self, change: Change) -> None:
        self._set(("open", change.item), self.done)

    def _level_closes(self, change: Change) -> None:
        self._drop(("open", change.item))

    def _enters(self, change: Change) -> None:
        self._set(("present", change.who), change.at)

    def _leaves(self, change: Change) -> None:
        self._drop(("present", change.who))

    def _revealed(self, change: Change) -> None:
        self._set(("revealed", change.item), change.at)

    def _state(self, change: Change) -> None:
        self._set(_state_key(change), Held(
            who=str(change.who), slot=str(change.slot), value=str(change.value), level=change.level, holder=_given(change.holder),
            item=str(change.item), at=change.at,
        ))  # fmt: skip

    def _state_ends(self, change: Change) -> None:
        held = self._world.get(_state_key(change))
        if held is not None and held.item == change.item:
            self._drop(_state_key(change))

    def _feels(self, change: Change) -> None:
        lasting, toward = change.status == LASTING, _given(change.toward) or ()
        felt = Felt(
            who=str(change.who), label=str(change.value), toward=toward, level=change.level, lasting=lasting, item=str(change.item),
            at=change.at,
        )  # fmt: skip
        if toward:
            self._set(("feels", felt.level, felt.who, toward, felt.label if lasting else None), felt)
        else:
            others = (f for f in self._world.get(_PASSING, ()) if (f.level, f.who) != (felt.level, felt.who))
            self._set(_PASSING, (*others, felt))

    def _learns(self, change: Change) -> None:
        """What is known already is not learnt again."""
        key = ("knows", change.who, change.item)
        if key not in self._world:
            self._set(key, Known(
                who=str(change.who), what=str(change.item), how=str(change.value), source=_given(change.holder), at=change.at
            ))  # fmt: skip

    def _offered(self, change: Change) -> None:
        self._set(("offered", change.item), change.at)

    def _decides(self, change: Change) -> None:
        self._drop(("offered", change.item))


_STEPS: Final[dict[str, Callable[[Replay, Change], None]]] = {
    "scene": Replay._scene,
    "level_opens": Replay._level_opens,
    "level_closes": Replay._level_closes,
    "enters": Replay._enters,
    "leaves": Replay._leaves,
    "revealed": Replay._revealed,
    "state": Replay._state,
    "state_ends": Replay._state_ends,
    "feels": Replay._feels,
    "learns": Replay._learns,
    "offered": Replay._offered,
    "decides": Replay._decides,
}


def _given(value: Any) -> Any:
    """`value`, or None where it is absent."""
    return None if value is UNSET else value


def _state_key(change: Change) -> Key:
    return ("state", change.level, change.who, _given(change.slot), _given(change.holder))


def replay(changes: Sequence[Change], upto: int) -> Snapshot:
    """The world at `upto` that the stream `changes` builds, as one knows it who has read to the end.

    Equal to `story.at(upto, hindsight=True)` where `changes` are those of the story. To go on from there, or back, keep a `Replay`.
    """
    return Replay(changes).snapshot(upto)
