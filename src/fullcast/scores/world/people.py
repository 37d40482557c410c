"""Whom a predicted character stands for: the gold character who bears its name, failing that the one who says its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from fullcast.layers import Story
from fullcast.scores.gold_world import GoldNamed, GoldWorld
from fullcast.scores.names import Directory, folded, stand_ins
from fullcast.scores.prediction import PredictedCharacter

LINES: Final = 2
"""So many lines must be a gold character's before they tell who a predicted one without a known name is."""
NARRATOR: Final = "_narr"
"""How `names.Directory` knows the one who says "I"."""


class People:
    """The gold's characters and entities, found for those of the prediction; several may stand for one."""

    def __init__(self, world: GoldWorld, story: Story, spoken: Iterable[tuple[str | None, str | None]]) -> None:
        """`spoken` has predicted and gold speaker of each quotation that was found."""
        shared = Counter((a, b) for a, b in spoken if a is not None)
        people = [
            PredictedCharacter(id=c.id, name=c.name, aliases=c.aliases, narrator=c.narrator) for c in story.characters
        ]
        things = [
            PredictedCharacter(id=e.id, name=e.name, aliases=names, narrator=False)
            for e, names in ((e, _mentioned(story, e.id)) for e in story.entities)
        ]
        narrators = frozenset(c.id for c in world.characters if c.narrator)
        characters, entities = _directory(world.characters, narrators), _directory(world.entities)
        self._names = {one.id: one.name or one.id for one in (*people, *things)}
        self._twins = {
            **_by_lines(people, shared),
            **stand_ins(people, entities, {}),
            **stand_ins(people, characters, shared),
            **stand_ins(things, characters, {}),
            **stand_ins(things, entities, {}),
        }

    def known(self, some: str) -> bool:
        """Whether the gold has somebody or something that this predicted id stands for."""
        return some in self._twins

    def who(self, some: str) -> str:
        """The gold's id for a predicted one; of somebody whom the gold does not know the name, marked."""
        return self._twins.get(some) or f"{self._names.get(some, some)} (not in the gold)"


def _directory(some: Iterable[GoldNamed], narrators: frozenset[str] = frozenset()) -> Directory:
    cast = {one.id: [one.name, *one.aliases, *([NARRATOR] if one.id in narrators else [])] for one in some}
    return Directory(cast, cast)


def _mentioned(story: Story, entity: str) -> tuple[str, ...]:
    """What the text calls an entity, pronouns left out."""
    said = {story.words(m.span) for m in story.mentions if m.entity == entity and m.form != "pronoun"}
    return tuple(sorted(name for name in said if folded(name)))


def _by_lines(people: Iterable[PredictedCharacter], shared: Counter[tuple[str, str | None]]) -> dict[str, str]:
    """Who says most of the lines of each, where they are LINES and more than half of all."""
    out = {}
    for one in people:
        lines = Counter({gold: n for (said, gold), n in shared.items() if said == one.id})
        for gold, n in lines.most_common(1):
            if gold is not None and n >= LINES and 2 * n > lines.total():
                out[one.id] = gold
    return out
