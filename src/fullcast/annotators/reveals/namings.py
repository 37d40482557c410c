"""Namings: places where the text says who somebody is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.linking import Linker
from fullcast.layers import Character, Story
from fullcast.layers.story import Line
from fullcast.lexicon import revealing as words
from fullcast.lexicon.people import KIN
from fullcast.text import Span

_BEFORE: Final = 150
_CONTEXT: Final = 420
"""Code points before a name in which something may be known again, or come off."""
_ASKED: Final = 260
"""Code points between a question and its answer, the narration between them included."""
_PRESENT: Final = 500
"""Code points in which somebody who was named by the narration is still there, and cannot turn up."""
_AWAY: Final = 1000
"""Code points without a name or a word of somebody after which a reader has lost sight of them."""
_NO_CLEFT: Final = re.compile(
    r"\s+(?:and (?![A-Z])|(?:with|in|from|at|on|as|standing|sitting|again|now|there|of|under|without|after|to the|for)\b|(?:him|her)self\b(?!\s+(?:who|that)))"
    r"|\s*[^\s\w]"
)
"""What follows a name that is told: of "it was Mara who" and "it was Mara she meant" only another is told."""
_FOR_A_PERSON: Final = re.compile(r"['’]s (?:own )?(?:face|voice|hand|fist|eyes|features|head|name|smile|laugh)\b")
_SHE_HAS: Final = re.compile(r"^,\s+(?:she|he|they|it|I)(?:\b|['’])")
_CALLED: Final = re.compile(
    r"^,\s+(?:I|he|she|said|[A-Z]\w+)\s|^\s?[.,!?—–…-]{1,3}\s*[\"”’'»]|^[?!…]|^\.\s|^\s?[—–]|^,?\s*[\"”’'»]|^\?"
)
_CLAUSE: Final = re.compile(r"[.!?;:]\s")


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
    gender: str | None
    quotation: Line | None
    reach: int
    """Code points back within which the figure must have been met."""
    needs: float = 0.0
    """How well a figure must fit, at least."""
    disguise: bool = False
    """Whether something came off, so that a man may be a woman."""

    @property
    def at(self) -> int:
        """Offset of the name."""
        return self.name.span.start


class Namings:
    """Finds the namings of a story."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._content = story.text.content
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
            i = bisect_right(taken, (k.start, len(self._content))) - 1
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

    def known_before(self, who: str, at: int) -> list[Named]:
        """Places before the paragraph of `at` where `who` is named."""
        start = self._paragraphs[bisect_right(self._paragraphs, at) - 1]
        some = self._by_who[who]
        return some[: bisect_left([n.span.start for n in some], start)]

    def present(self, who: str, at: int) -> bool:
        """Whether the narration has just named `who`, who is there already and cannot turn up."""
        return any(
            at - n.span.start < _PRESENT and self.part_at(n.span.start) is None for n in self.known_before(who, at)
        )

    def away(self, who: str, at: int) -> bool:
        """Whether nobody has named or heard `who` for a while."""
        start = at - _AWAY
        if any(start < n.span.start for n in self.known_before(who, at)):
            return False
        near = self._parts[bisect_left(self._part_starts, start) : bisect_left(self._part_starts, at)]
        return not any(q.speaker == who and q.type == "explicit" for _a, _b, q in near)

    def __iter__(self) -> Iterator[Naming]:
        for name in self.names:
            found = self._naming(name)
            if found is not None:
                yield found

    def _naming(self, name: Named) -> Naming | None:
        at = name.span.start
        p = self._story.paragraphs[bisect_right(self._paragraphs, at) - 1]
        part = self.part_at(at)
        quoted = None if part is None else self._parts[part][2]
        opened = p.start if part is None else max(p.start, self._parts[part][0])
        before = self._content[max(opened, at - _BEFORE) : at]
        after = self._content[name.span.end : min(p.end, name.span.end + 60)]
        if words.LIES.search(self._content[name.span.end : min(p.end, name.span.end + 80)]):
            return None
        owns = re.match(r"['’]s\b", after) is not None and not _FOR_A_PERSON.match(after)
        if part is not None and quoted is not None:
            found = self._in_speech(name, part, before, after, owns, quoted)
            if found is not None:
                return found
        return self._told(name, before, after, owns, quoted)

    def _told(self, name: Named, before: str, after: str, owns: bool, quoted: Line | None) -> Naming | None:
        """ "It was Mara"; in narration also "there stood Mara" after something came off."""
        at = name.span.start
        context = self._content[max(0, at - _CONTEXT) : at]
        m = words.IT_WAS.search(before)
        if m is not None:
            clause = _CLAUSE.split(before[: m.start()])[-1][-50:]
            # "the face was in it, and it was Gregory's"
            face = (
                owns
                and name.kind == "name"
                and re.search(r"\b(?:face|voice)\b", before)
                and re.match(r"['’]s[.,;!]", after)
            )
            subject = m["subject"].lower()
            if (
                words.UNSURE.search(clause)
                or (owns and not face)
                or not (face or _NO_CLEFT.match(after))
                or re.match(r"[^.!]{0,30}\?", after)
            ):
                return None
            if words.UNSEEN.search(before[: m.start()][-80:]):
                return None
            if _SHE_HAS.match(after) or (name.kind == "role" and not words.UNCOVERS.search(context)):
                return None
            if name.kind == "kin" and not (words.KNOWN_BY.search(context) or words.UNCOVERS.search(context) or quoted):
                return None
            if quoted and subject == "this":
                return Naming(name, "says_own_name", "self", None, quoted, 2500, 3.0)
            off = not quoted and (words.UNCOVERS.search(context) or words.KNOWN_BY.search(context)) is not None
            gender = subject if subject in ("he", "she") else None
            return Naming(name, "it_was_in_speech" if quoted else "it_was", "other", gender, quoted, 4000, disguise=off)
        if quoted is None and name.kind != "role" and not owns and self.away(name.who, at):
            opens = re.search(r"[.!?][\"”’]?\s+$", before) is not None
            shows = words.SHOWS.search(before) is not None
            off = _last(words.UNCOVERS, context)
            near = off is not None and len(context) - off < (250 if shows else 150)
            if near and (shows or opens) and not self._named_since(at - len(context) + (off or 0), at):
                return Naming(name, "uncovered", "other", None, None, 2500, disguise=True)
            if shows and words.DOOR.search(context[-150:]):
                return Naming(name, "comes_to_be_seen", "other", None, None, 2500, 1.0)
            if words.LIES_THERE.search(before) and self.first_named(name):
                return Naming(name, "comes_to_be_seen", "other", None, None, 1200, 2.0)
        return None

    def _named_since(self, start: int, at: int) -> bool:
        """Whether the narration names somebody from `start` to `at`."""
        k = bisect_left(self._name_starts, start)
        some = self.names[k : bisect_left(self._name_starts, at)]
        return any(n.kind == "name" and self.part_at(n.span.start) is None for n in some)

    def first_named(self, name: Named) -> bool:
        """Whether nothing before names whom `name` names."""
        return self._by_who[name.who][:1] == [name]

    def _in_speech(self, name: Named, part: int, before: str, after: str, owns: bool, q: Line) -> Naming | None:
        at = name.span.start
        clause = _CLAUSE.split(before)[-1]
        mine = words.I_AM.search(before) and not owns and not words.UNSURE.search(clause)
        if name.kind != "role" and (mine or words.I_AM_AFTER.match(after)):
            return Naming(name, "says_own_name", "self", None, q, 2500)
        said = self._content[self._parts[part][0] : at]
        first = self._content[name.span.start : name.span.end]
        if words.OPENS.match(said) and name.kind != "role":
            if re.match(rf"\.\s+[A-Z][\w’']+\s+{re.escape(first)}\b", after):
                return Naming(name, "says_own_name", "self", None, q, 4000)
            asked = self._asked(part)
            if words.ASKS_YOU.search(asked):
                return Naming(name, "answers_with_name", "self", None, q, 4000)
            if words.ASKS_WHO.search(asked) and not owns and name.kind != "name":
                return Naming(name, "answers_who", "other", None, q, 4000)
        if name.kind == "kin":
            return None
        context = self._narration(self._parts[part][0])
        if words.YOU_ARE.search(before) and not owns and (name.kind == "name" or words.UNCOVERS.search(context)):
            return Naming(name, "you_are", "you", None, q, 2500)
        if name.kind == "name" and self.first_named(name) and (name.vocative or self._calls(before, after)):
            return Naming(name, "called_by_name", "you", None, q, 2500, 2.5)
        sign = words.KNOWN_BY.search(context) or words.UNCOVERS.search(context)
        if words.OPENS.match(said) and _CALLED.match(after) and name.kind == "name" and sign:
            if self.known_before(name.who, at) and self.away(name.who, at):
                return Naming(name, "known_again", "you", None, q, 2500, disguise=True)
        return None

    @staticmethod
    def _calls(before: str, after: str) -> bool:
        """Whether a name stands apart, as one does that calls somebody."""
        return re.search(r",\s+$", before) is not None and re.match(r"[.,!?—–]", after) is not None

    def neighbours(self, offset: int) -> frozenset[str]:
        """Who says what is said right before and after the speech at `offset`."""
        k = self.part_at(offset)
        if k is None:
            return frozenset()
        some = (self._parts[i][2].speaker for i in (k - 1, k + 1) if 0 <= i < len(self._parts))
        return frozenset(who for who in some if who is not None)

    def _asked(self, part: int) -> str:
        """The end of the speech before the one of `part`, where it is near."""
        start = self._parts[part][0]
        if part == 0 or start - self._parts[part - 1][1] > _ASKED:
            return ""
        return self._content[self._parts[part - 1][0] : self._parts[part - 1][1]][-90:]

    def _narration(self, at: int) -> str:
        """The narration in the stretch before `at`."""
        start = max(0, at - _CONTEXT)
        out, here = [], start
        for a, b, _q in self._parts[
            max(0, bisect_left(self._part_starts, start) - 2) : bisect_left(self._part_starts, at)
        ]:
            if b > here:
                out.append(self._content[here : max(here, a)])
                here = b
        return " ".join([*out, self._content[here:at]])


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Where the last match of `pattern` in `text` starts."""
    return max((m.start() for m in pattern.finditer(text)), default=None)
