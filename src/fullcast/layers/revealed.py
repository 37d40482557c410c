"""What reveals change of other layers: whom a mention is of, and who speaks to whom, once it is known who a figure is.

Layers are frozen, and a figure's mentions and lines are found before anybody knows who it is. So the layers `characters`, `mentions` and
`speakers` keep the provisional character, and a story joins them with `reveals` when it is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec
from msgspec import UNSET

from fullcast.layers.values import Attribution, Mention
from fullcast.layers.world_values import Reveal

Id = TypeVar("Id", str, "str | None")


class Identities:
    """Who the figures of a story are, by its reveals."""

    def __init__(self, reveals: Iterable[Reveal]) -> None:
        self._reveals = tuple(reveals)
        self._is: dict[str, str] = {}
        for reveal in self._reveals:
            for figure in reveal.was or ():
                # the first reveal of a figure counts, and nobody is, through others, themselves
                if figure not in self._is and self.of(reveal.entity) != figure:
                    self._is[figure] = reveal.entity
        self._explained: Mapping[str, Reveal] = {m: r for r in reversed(self._reveals) for m in r.explains}

    def __bool__(self) -> bool:
        return bool(self._reveals)

    def __contains__(self, id_: str) -> bool:
        """Whether `id_` is a provisional character who turns out to be another."""
        return id_ in self._is

    def of(self, id_: Id) -> Id:
        """The id of who the character `id_` turns out to be: itself, for nearly all."""
        while id_ is not None and id_ in self._is:
            id_ = self._is[id_]
        return id_

    def mention(self, mention: Mention) -> Mention:
        """`mention`, of whom it turns out to be, with the place where a first-time reader learns it."""
        reveal = self._explained.get(mention.id)
        if reveal is not None:
            at = reveal.at if mention.revealed_at is UNSET else mention.revealed_at
            return msgspec.structs.replace(mention, entity=self.of(reveal.entity), revealed_at=at)
        who = self.of(mention.entity)
        return mention if who == mention.entity else msgspec.structs.replace(mention, entity=who)

    def attribution(self, said: Attribution) -> Attribution:
        """`said`, by and to whom it turns out to be; what was the probability of two who are one is added."""
        known = (said.speaker, *(said.addressees or ()), *(who for who, _ in said.alternatives))
        if not any(who in self._is for who in known if who is not None):
            return said
        speaker = self.of(said.speaker)
        chances: dict[str, float] = defaultdict(float)
        for who, chance in said.alternatives:
            chances[self.of(who)] += chance
        own = chances.pop(speaker, 0.0) if speaker is not None else 0.0
        confidence = said.confidence if said.confidence is UNSET else min(said.confidence + own, 1.0)
        addressees = said.addressees
        if addressees is not None:
            addressees = tuple(dict.fromkeys(self.of(who) for who in addressees))
        return msgspec.structs.replace(
            said,
            speaker=speaker,
            addressees=addressees,
            confidence=confidence,
            alternatives=tuple(sorted(chances.items(), key=lambda c: -c[1])),
        )
