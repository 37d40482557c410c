"""Namings: places where a character is named, with what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from fullcast.annotators.linking import Linker
from fullcast.layers import Character, Story
from fullcast.layers.story import Line
from fullcast.lexicon import revealing as words
from fullcast.lexicon.people import KIN
from fullcast.text import Span

_BEFORE: Final = 150
_AFTER: Final = 80
_CONTEXT: Final = 420
"""Code points before a name in which something may be known again, or come off."""
_ASKED: Final = 260
"""Code points between a question and its answer, the narration between them included."""
_PRESENT: Final = 500
"""Code points in which somebody who was named by the narration is still there, and cannot turn up."""
_AWAY: Final = 1000
"""Code points without a word of somebody after which a reader has lost sight of them."""
_TAGGED: Final = 14
"""Code points between a speech and the name in its tag."""
_REMEMBERED: Final = 20_000
"""Code points in which a reader remembers a voice."""
_LOST: Final = 150
"""The same without their name, at least."""
_FOR_A_PERSON: Final = re.compile(r"['’]s (?:own )?(?:face|voice|hand|fist|eyes|features|head|name|smile|laugh)\b")


class Named(NamedTuple):
    """A place where a character is named."""

    span: Span
    who: str
    kind: str
    """ "name", "kin" ("her brother") or "role" ("the pin-seller")."""
    vocative: bool


class Naming(NamedTuple):
    """A place where a name may tell who a figure is."""

    name: Named
    rule: str
    about: str
    """Whose name it is: "self" the speaker's, "you" of whom is spoken to, "other" of somebody else."""
    quotation: Line | None
    reach: int
    """Code points back within which the figure must have been met."""
    needs: float = 0.0
    """How well a figure must fit, at least."""
    gender: str | None = None
    """ "he" or "she" where the words before the name say so."""
    disguise: bool = False
    """Whether something came off, so that a man may be a woman."""
    figure: str | None = None
    """What the text itself says that the figure was called."""

    @property
    def at(self) -> int:
        """Offset of the name."""
        return self.name.span.start


@dataclass(frozen=True)
class Place:
    """A named place with its surroundings, as the rules look at it."""

    name: Named
    namings: Namings
    part: int | None
    """Index of the part of a quotation that it stands in."""
    quotation: Line | None
    before: str
    """What stands before it in its paragraph, or in its quotation."""
    after: str
    """What stands after it in its paragraph."""

    @property
    def at(self) -> int:
        """Offset of the name."""
        return self.name.span.start

    @property
    def is_name(self) -> bool:
        """Whether it is a proper name."""
        return self.name.kind == "name"

    @cached_property
    def clause(self) -> str:
        """What stands before it in its clause."""
        return re.split(r"[.!?;:]\s", self.before)[-1]

    @cached_property
    def owns(self) -> bool:
        """Whether it only says whose something is; "Mara's face" stands for Mara."""
        return re.match(r"['’]s\b", self.after) is not None and not _FOR_A_PERSON.match(self.after)

    @cached_property
    def asks(self) -> bool:
        """Whether its sentence is a question."""
        return re.match(r"[^.!;]{0,30}\?", self.after) is not None

    @cached_property
    def context(self) -> str:
        """The text of the stretch before it."""
        return self.namings.content[max(0, self.at - _CONTEXT) : self.at]

    @cached_property
    def narration(self) -> str:
        """The narration of the stretch before it."""
        return self.namings.narration(self.at)

    @cached_property
    def asked(self) -> str:
        """The end of the speech before the one that it stands in, where that is near."""
        return "" if self.part is None else self.namings.asked(self.part)

    @cached_property
    def said(self) -> str:
        """What stands before it in the speech that it stands in."""
        return "" if self.part is None else self.namings.said(self.part, self.at)

    @cached_property
    def first(self) -> bool:
        """Whether nothing before names its character."""
        return self.namings.first_named(self.name)

    @cached_property
    def away(self) -> bool:
        """Whether nobody has named or heard its character for a while."""
        return self.namings.away(self.name.who, self.at)


class Namings:
    """The places of a story where a character is named."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.content = story.text.content
        self.characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self._paragraphs = [p.start for p in story.paragraphs]
        parts = sorted(
            ((s.start, s.end, q) for q in story.quotations if q.kind != "not_speech" for s in q.spans),
            key=lambda p: p[:2],
        )
        self._parts = parts
        self._part_starts = [p[0] for p in parts]
        self.names = self._names()
        self._name_starts = [n.span.start for n in self.names]
        self._by_who: dict[str, list[Named]] = defaultdict(list)
        for name in self.names:
            if name.kind == "name":
                self._by_who[name.who].append(name)

    @property
    def named(self) -> dict[str, int]:
        """Where each character is first called by a name."""
        return {who: some[0].span.start for who, some in self._by_who.items()}

    def _names(self) -> list[Named]:
        found: dict[int, Named] = {}
        for m in self._story.items("mentions"):
            if (
                m.type == "PER"
                and m.entity in self.characters
                and (kind := self._kind(m.form, self._story.words(m.span)))
            ):
                found[m.span.start] = Named(m.span, m.entity, kind, False)
        taken = sorted((n.span.start, n.span.end) for n in found.values() if n.kind == "name")
        for k in Linker(self._story).mentions:
            i = bisect_right(taken, (k.start, len(self.content))) - 1
            if (i < 0 or taken[i][1] <= k.start) and (i + 1 >= len(taken) or taken[i + 1][0] >= k.end):
                found[k.start] = Named(Span(k.start, k.end), k.who, "name", k.vocative)
            elif k.start in found:
                found[k.start] = found[k.start]._replace(vocative=k.vocative)
        return sorted(found.values(), key=lambda n: n.span)

    @staticmethod
    def _kind(form: str, text: str) -> str:
        words_ = text.lower().split()
        if form == "name":
            return "name"
        if form == "nominal" and len(words_) == 2 and words_[0] in ("my", "his", "her", "our", "their", "your"):
            return "kin" if words_[1] in KIN or text.split()[1][0].isupper() else ""
        return "role" if form == "nominal" and words_[0] == "the" and len(words_) <= 3 else ""

    # Where a name stands

    def part_at(self, offset: int) -> int | None:
        """Index of the innermost part of a quotation at `offset`."""
        k = bisect_right(self._part_starts, offset) - 1
        return next((i for i in range(k, max(k - 6, -1), -1) if self._parts[i][1] > offset), None)

    def known_before(self, who: str, at: int, back: int) -> Iterator[Named]:
        """Places before the paragraph of `at`, from the offset `back` on, where `who` is named, the last first."""
        start = self._paragraphs[bisect_right(self._paragraphs, at) - 1]
        some = self._by_who[who]
        for k in range(bisect_left(some, start, key=lambda n: n.span.start) - 1, -1, -1):
            if some[k].span.start < back:
                return
            yield some[k]

    def present(self, who: str, at: int) -> bool:
        """Whether the narration has just named `who`, who is there already and cannot turn up."""
        return any(self.part_at(n.span.start) is None for n in self.known_before(who, at, at - _PRESENT + 1))

    def heard(self, who: str, at: int) -> bool:
        """Whether somebody called by the name of `who` has spoken in what a reader remembers."""
        near = self._parts[bisect_left(self._part_starts, at - _REMEMBERED) : bisect_left(self._part_starts, at)]
        return any(q.speaker == who and q.type == "explicit" for _a, _b, q in near)

    def away(self, who: str, at: int) -> bool:
        """Whether the narration has not named `who` for two paragraphs, and nobody has heard them for a while."""
        here = bisect_right(self._paragraphs, at) - 1
        start = min(self._paragraphs[max(0, here - 2)], at - _LOST)
        if any(self.part_at(n.span.start) is None for n in self.known_before(who, at, start)):
            return False
        near = self._parts[bisect_left(self._part_starts, at - _AWAY) : bisect_left(self._part_starts, at)]
        return not any(q.speaker == who and q.type == "explicit" for _a, _b, q in near)

    def __iter__(self) -> Iterator[Place]:
        """The places in text order."""
        for name in self.names:
            place = self._place(name)
            if place is not None:
                yield place

    def _place(self, name: Named) -> Place | None:
        """`name` with what stands around it; None where it is said to be a lie."""
        at = name.span.start
        p = self._story.paragraphs[bisect_right(self._paragraphs, at) - 1]
        part = self.part_at(at)
        quoted = None if part is None else self._parts[part][2]
        opened = p.start if part is None else max(p.start, self._parts[part][0])
        after = self.content[name.span.end : min(p.end, name.span.end + _AFTER)]
        if words.LIES.search(after):
            return None
        return Place(name, self, part, quoted, self.content[max(opened, at - _BEFORE) : at], after)

    def named_since(self, start: int, at: int) -> bool:
        """Whether the narration names somebody from `start` to `at`."""
        k = bisect_left(self._name_starts, start)
        some = self.names[k : bisect_left(self._name_starts, at)]
        return any(n.kind == "name" and self.part_at(n.span.start) is None for n in some)

    def first_named(self, name: Named) -> bool:
        """Whether nothing before names whom `name` names."""
        return self._by_who[name.who][:1] == [name]

    def neighbours(self, offset: int) -> frozenset[str]:
        """Who says what is said right before and after the speech at `offset`."""
        k = self.part_at(offset)
        if k is None:
            return frozenset()
        some = (self._parts[i][2].speaker for i in (k - 1, k + 1) if 0 <= i < len(self._parts))
        return frozenset(who for who in some if who is not None)

    def just_said(self, at: int) -> str:
        """The speech that ends right before `at`, a verb of saying between."""
        k = bisect_left(self._part_starts, at) - 1
        if k < 0 or not 0 <= at - self._parts[k][1] < _TAGGED:
            return ""
        return self.content[self._parts[k][0] : self._parts[k][1]]

    def said(self, part: int, at: int) -> str:
        """What stands in `part` of a speech before the offset `at`."""
        return self.content[self._parts[part][0] : at]

    def asked(self, part: int) -> str:
        """The end of the speech before the one of `part`, where it is near."""
        start = self._parts[part][0]
        if part == 0 or start - self._parts[part - 1][1] > _ASKED:
            return ""
        return self.content[self._parts[part - 1][0] : self._parts[part - 1][1]][-90:]

    def narration(self, at: int) -> str:
        """The narration in the stretch before `at`."""
        start = max(0, at - _CONTEXT)
        out, here = [], start
        for a, b, _q in self._parts[
            max(0, bisect_left(self._part_starts, start) - 2) : bisect_left(self._part_starts, at)
        ]:
            if b > here:
                out.append(self.content[here : max(here, a)])
                here = b
        return " ".join([*out, self.content[here:at]])
