"""Whom a predicted character stands for: the gold character who bears its name, failing that the one who says its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from fullcast.layers import Story
from fullcast.scores.gold_world import GoldCharacter, GoldNamed, GoldWorld
from fullcast.scores.names import Directory, folded, folded_names
from fullcast.scores.prediction import PredictedCharacter

LINES: Final = 2
"""So many lines must be a gold character's before they tell who a predicted one without a known name is."""
NOBODY_TOLD: Final = frozenset(
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one ones this that these those "
    "somebody someone something anybody anyone anything everybody everyone everything nobody nothing others here there home".split()
)
"""Words that the annotators of characters may name a figure by, and that tell nobody from another."""
_AFTER_HEAD: Final = re.compile(
    r",|(?<=\w)\s+(?:of|in|on|at|with|from|by|for|to|who|that|which|under|behind|beside|near)\s"
)
NARRATOR: Final = "_narr"
"""How `names.Directory` knows the one who says "I"."""


class People:
    """The gold's characters and entities, found for those of the prediction; several may stand for one."""

    def __init__(self, world: GoldWorld, story: Story, spoken: Iterable[tuple[str | None, str | None]]) -> None:
        """`spoken` has predicted and gold speaker of each quotation that was found."""
        lines = Counter((a, b) for a, b in spoken if a is not None)
        people = [
            PredictedCharacter(id=c.id, name=c.name, aliases=c.aliases, narrator=c.narrator) for c in story.characters
        ]
        things = [
            PredictedCharacter(id=e.id, name=e.name, aliases=names, narrator=False)
            for e, names in ((e, _mentioned(story, e.id)) for e in story.entities)
        ]
        self._names = {one.id: one.name or one.id for one in (*people, *things)}
        self._twins = {
            **_by_lines(people, lines),
            **_by_name(people, world.entities, Counter()),
            **_by_name(people, world.characters, lines),
            **_by_name(things, world.characters, Counter()),
            **_by_name(things, world.entities, Counter()),
        }

    def known(self, some: str) -> bool:
        """Whether the gold has somebody or something that this predicted id stands for."""
        return some in self._twins

    def who(self, some: str) -> str:
        """The gold's id for a predicted one; of somebody whom the gold does not know the name, marked."""
        return self._twins.get(some) or f"{self._names.get(some, some)} (not in the gold)"


def _by_name(
    some: Iterable[PredictedCharacter], golds: Sequence[GoldNamed], lines: Counter[tuple[str, str | None]]
) -> dict[str, str]:
    """The gold one for each that bears its name, or a part of it with the same head.

    "The bus" is "the last bus" and not "the man on the bus". A name that several bear is that of
    the one with whom most lines are shared, then most names.
    """
    cast = {one.id: [one.name, *one.aliases, *([NARRATOR] if _narrates(one) else [])] for one in golds}
    directory = Directory(cast, cast)
    heads = {one.id: {_head(name) for name in (one.name, *one.aliases)} for one in golds}
    out = {}
    for one in some:
        names = [name for name in one.names if name and folded(name) not in NOBODY_TOLD]
        if not (names or one.narrator):
            continue
        bearer = PredictedCharacter(id=one.id, name=one.name, aliases=tuple(names), narrator=one.narrator)
        mine = folded_names(names)
        ranked = [
            (-lines[one.id, gold], -len(mine & directory.names[gold]), gold)
            for gold in directory.find(bearer)
            if mine & directory.names[gold] or bearer.narrator or any(_fits(name, heads[gold]) for name in names)
        ]
        if ranked:
            out[one.id] = min(ranked)[-1]
    return out


def _narrates(one: GoldNamed) -> bool:
    return isinstance(one, GoldCharacter) and one.narrator


def _fits(name: str, heads: set[str]) -> bool:
    """Whether the head of `name` is one of `heads`, or a proper name."""
    head = _head(name)
    return head in heads or head[:1].isupper()


def _head(name: str) -> str:
    """The word that says what it is: "man" of "the man in grey", "deck" of "the ship's deck"."""
    words = re.split(_AFTER_HEAD, name)[0].split()
    return words[-1] if words else ""


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
