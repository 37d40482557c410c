"""Offers: places where two ways are open to somebody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from fullcast.layers import Character, Mention, Story
from fullcast.layers.story import Line
from fullcast.lexicon import deciding as words
from fullcast.text import Span

_BEFORE: Final = 400
"""Code points in which a bare "which?" must have two things before it."""
_NEAR: Final = 700
"""Code points in which whoever is spoken to speaks, before or after."""
_LINE: Final = re.compile(r"(?:\[?\d{1,2}[:.]\d{2}\]?\s+)?(?P<who>[A-Z][\w’' .-]{0,24}):\s")
"""The head of a line of a chat or a play."""
_TAG: Final = re.compile(
    r"\s*(?:he|she|they|[A-Z]\w+|the \w+)\s+(?:said|says|asked|asks)\b|\s*(?:said|says|asked|asks)\s+(?!I\b)"
)
_FIRST: Final = frozenset(("i", "we"))


@dataclass(frozen=True)
class Offer:
    """Two ways that are open to somebody."""

    span: Span
    words: Span
    """The words that make it one."""
    decider: str
    offered_by: str | None
    options: tuple[str, ...]
    rule: str
    weak: bool
    """Whether it is a decision only if something is chosen."""

    def joined(self, other: Offer) -> Offer:
        """This with a later one that puts the same choice."""
        return replace(
            self,
            span=Span(self.span.start, max(self.span.end, other.span.end)),
            offered_by=self.offered_by or other.offered_by,
            options=self.options or other.options,
            weak=self.weak and other.weak,
        )


class Offers:
    """Finds the offers of a story."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.content = story.text.content
        self._characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self.narrator = next((c.id for c in self._characters.values() if c.narrator), None)
        self._paragraphs = [p.start for p in story.paragraphs]
        self.parts = sorted(
            ((s.start, s.end, q) for q in story.quotations if q.kind != "not_speech" for s in q.spans),
            key=lambda p: p[:2],
        )
        self.part_starts = [p[0] for p in self.parts]
        self.mentions: list[Mention] = sorted(story.mentions, key=lambda m: m.span)
        self._mention_starts = [m.span.start for m in self.mentions]

    def quotation_at(self, offset: int) -> tuple[int, int, Line] | None:
        """The innermost part of a quotation at `offset`: its start, its end, and the quotation."""
        k = bisect_right(self.part_starts, offset) - 1
        return next((self.parts[i] for i in range(k, max(k - 6, -1), -1) if self.parts[i][1] > offset), None)

    def who_at(self, offset: int) -> str | None:
        """The character that a mention at `offset` refers to."""
        k = bisect_left(self._mention_starts, offset)
        found = self.mentions[k] if k < len(self.mentions) and self._mention_starts[k] == offset else None
        return found.entity if found is not None and found.entity in self._characters else None

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions of characters that begin from `start` on and before `end`."""
        some = self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]
        return [m for m in some if m.entity in self._characters]

    def __iter__(self) -> Iterator[Offer]:
        """The offers in text order."""
        found = [*self._alternatives(), *self._ultimatums(), *self._questions(), *self._others()]
        return iter(sorted(found, key=lambda offer: offer.span))

    # Three kinds

    def _alternatives(self) -> Iterator[Offer]:
        for pattern in (*words.ALTERNATIVES, words.WHETHER):
            for m in pattern.finditer(self.content):
                options = (_option(m["one"]), _option(m["two"]))
                weak = pattern in words.ALTERNATIVES[-2:] or pattern is words.WHETHER
                yield from self._made(
                    Span(m.start(), m.end()), m.start("subject"), m["subject"].lower(), options, "two_ways", weak
                )
        for m in words.OR_ELSE.finditer(self.content):
            first = self._first_way(m)
            if first is not None:
                options = (_option(first["one"]), _option(m["two"]) or ("not" if m["not"] else ""))
                span = Span(first.start(), m.end())
                subject, again = first["subject"].lower(), (m["again"] or "").lower()
                if self.quotation_at(m.start("or")) is not None and (
                    again == "you" or (subject not in _FIRST and again in ("", *_FIRST))
                ):
                    subject = "you"
                yield from self._made(span, first.start("subject"), subject, options, "two_ways", False)
        for m in words.FORKS.finditer(self.content):
            if self.quotation_at(m.start()) is None:
                after = re.compile(r"[.!?]").search(self.content, m.end())
                decider = None if after is None else self.actor(after.end(), after.end() + 200)
                if decider is not None:
                    yield Offer(Span(*m.span()), Span(*m.span()), decider, None, (), "two_roads", True)

    def _others(self) -> Iterator[Offer]:
        """Rarer frames, each a decision only if something is chosen."""
        for m in words.TWO_IFS.finditer(self.content):
            if self.quotation_at(m.start()) is not None:
                yield from self._made(
                    Span(*m.span()), m.start(), "you", (_option(m["one"]), _option(m["two"] or "not")), "two_ways", True
                )
        for m in words.BARE_OR.finditer(self.content):
            order = next(
                reversed(list(words.ORDER.finditer(self.content, max(0, m.start("or") - 160), m.start("or")))), None
            )
            if (
                order is not None
                and self.quotation_at(order.start("one")) is not None
                and self.quotation_at(m.start("two")) is not None
            ):
                options = (_option(order["one"]), _option(m["two"]))
                yield from self._made(
                    Span(order.start("one"), m.end()), order.start("one"), "you", options, "ultimatum", True
                )
        for pattern in (words.TWO_THINGS, words.SHOULD):
            for m in pattern.finditer(self.content):
                known = m.groupdict()
                if known.get("again", m["subject"]).lower() == m["subject"].lower():
                    ways = tuple(_option(known[k]) for k in ("one", "two") if known.get(k))
                    yield from self._made(
                        Span(*m.span()), m.start("subject"), m["subject"].lower(), ways, "two_ways", True
                    )
        for m in words.IF_AND_IF.finditer(self.content):
            ways = (_option(m["one"]), _option(m["two"]))
            yield from self._made(Span(*m.span()), m.start("subject"), m["subject"].lower(), ways, "two_ways", True)
        for m in words.A_CHOICE.finditer(self.content):
            if self.quotation_at(m.start()) is None and not words.NO_CHOICE.search(
                self.content, max(0, m.start() - 60), m.start()
            ):
                group = "subject" if m["subject"] else "again"
                yield from self._made(Span(*m.span()), m.start(group), m[group].lower(), (), "two_ways", True)
        for m in words.TO_AND_TO.finditer(self.content):
            decider = None if self.quotation_at(m.start()) else self._subject_before(m.start() - 400, m.start())
            if decider is not None:
                ways = (_option(m["one"]), _option(m["two"]))
                yield Offer(Span(*m.span()), Span(*m.span()), decider, None, ways, "two_ways", True)
        for m in words.IT_IS_OR.finditer(self.content):
            if self.quotation_at(m.start()) is not None:
                yield from self._made(
                    Span(*m.span()), m.start(), "you", (_option(m["one"]), _option(m["two"])), "which_of_two", True
                )
        for m in words.PUT_TO.finditer(self.content):
            who = self.who_at(m.start("who"))
            if m["who"] in ("me", "us"):
                part = self.quotation_at(m.start())
                who = self.teller(m.start()) if part is None else part[2].speaker
            if who is not None:
                yield Offer(
                    Span(*m.span()),
                    Span(*m.span()),
                    who,
                    None,
                    (_option(m["one"]), _option(m["two"])),
                    "two_ways",
                    True,
                )
        for m in words.BETWEEN.finditer(self.content):
            if not words.NO_CHOICE.search(self.content, max(0, m.start() - 80), m.start()):
                decider = self._subject_before(m.start() - 60, m.start())
                if decider is not None:
                    yield Offer(
                        Span(*m.span()),
                        Span(*m.span()),
                        decider,
                        None,
                        (_option(m["one"]), _option(m["two"])),
                        "two_ways",
                        True,
                    )

    def _spoken(self, offset: int) -> str | None:
        """Id of the quotation that the offset stands in."""
        part = self.quotation_at(offset)
        return None if part is None else part[2].id

    def _first_way(self, m: re.Match[str]) -> re.Match[str] | None:
        """The first way, whose second is `m`: the last before it of the same person, else of anybody."""
        end = m.start("or")
        start = max(0, end - _BEFORE)
        here = self._spoken(m.end())
        ways = words.FIRST_WAY.finditer(self.content, start, end)
        found = [f for f in ways if self._spoken(f.start()) == here]
        again = (m["again"] or "").lower()
        same = [f for f in found if f["subject"].lower() == again]
        if again in ("he", "she") and not same:
            return None
        return same[-1] if same else found[-1] if found else None

    def _ultimatums(self) -> Iterator[Offer]:
        for pattern in words.ULTIMATUMS:
            for m in pattern.finditer(self.content):
                if self.quotation_at(m.start("one")) is not None:
                    span = Span(m.start("one"), m.end())
                    options = (_option(m["one"]), _option(m["two"]))
                    if words.ONLY_CHOOSE.match(m["one"]):
                        yield from self._made(span, m.start("one"), "you", (), "which", False)
                    else:
                        yield from self._made(span, m.start("one"), "you", options, "ultimatum", True)
        for m in words.ELLIPTICAL.finditer(self.content):
            if self.quotation_at(m.start("one")) is not None and words.WEIGHING.search(self._after(m.end())):
                span = Span(m.start("one"), m.end())
                yield from self._made(span, m.start("one"), "you", (m["one"], m["two"]), "which_of_two", False)

    def _questions(self) -> Iterator[Offer]:
        for m in words.WHICH.finditer(self.content):
            start = m.end() - len(m.group().lstrip("\"“‘'—–.!?: \n"))
            context = self.content[max(0, start - _BEFORE) : m.end()].replace(m.group().strip()[:5], " ", 0)
            if self.quotation_at(start) is not None and words.OF_SEVERAL.search(context):
                yield from self._made(Span(start, m.end()), start, "you", (), "which", False)

    def _after(self, end: int) -> str:
        """The narration of the next lines, where somebody may weigh it."""
        stop = min(len(self.content), end + 400)
        out, here = [], end
        for a, b, _q in self.parts[bisect_left(self.part_starts, end) : bisect_left(self.part_starts, stop)]:
            if here < a:
                out.append(self.content[here:a])
            here = max(here, b)
        return " ".join([*out, self.content[here:stop]])

    def _made(
        self, span: Span, at: int, subject: str, options: tuple[str, ...], rule: str, weak: bool
    ) -> Iterator[Offer]:
        """The offer in `span` to `subject`, whose word stands at `at`; none where it is nobody's to decide."""
        decider, by = self._decider(span, at, subject)
        if decider is not None:
            yield Offer(span, span, decider, by if by != decider else None, options, rule, weak)

    # Who decides

    def _decider(self, span: Span, at: int, subject: str) -> tuple[str | None, str | None]:
        """Who decides, and who offers it."""
        part = self.quotation_at(at)
        if part is None:
            if subject in _FIRST:
                return self.teller(at), None
            return (self.addressee(span.end, None, at) if subject == "you" else self.subject(at, subject)), None
        _start, end, q = part
        if subject in _FIRST or subject == "you" or subject == "we":
            around = self.content[span.start : min(len(self.content), max(span.end, end) + 160)]
            if subject == "you" or subject == "we" or words.YOURS_TO_SAY.search(around):
                return self.addressee(end, part, at), q.speaker
            return q.speaker, None
        return self.subject(at, subject), None

    def teller(self, at: int) -> str | None:
        """Who says "I" in the narration at `at`: the writer of a line or a letter, else the narrator."""
        p = self._story.paragraphs[bisect_right(self._paragraphs, at) - 1]
        m = _LINE.match(self.content[p.start : p.end])
        if m is not None and (known := self._story.character(m["who"])) is not None:
            return known.id
        level = self._story.level_at(at)
        told = next(
            (v.experiencer for v in self._story.levels if v.id == level and v.kind in ("document", "told")), None
        )
        return told or self.narrator

    def subject(self, at: int, word: str) -> str | None:
        """Whom the subject at `at` refers to; of a pronoun that is nobody with a name, whoever was last named of its gender."""
        who = self.who_at(at)
        if who is not None and not self._characters[who].name[:1].islower():
            return who
        if word not in ("he", "she", "a man", "a woman", "one"):
            return who
        gender = {"he": "he", "a man": "he", "she": "she", "a woman": "she"}.get(word)
        votes: Counter[str] = Counter()
        for m in self.mentions_in(at - 900, at):
            c = self._characters[m.entity or ""]
            fits = gender is None or c.pronouns in (gender, None)
            if fits and not c.name[:1].islower() and self.quotation_at(m.span.start) is None:
                votes[c.id] += 1 + 2 * (at - m.span.start < 300)
        if not votes:
            ahead = (
                m.entity for m in self.mentions_in(at, at + 400) if m.form == "name" and self._of(m.entity, gender)
            )
            return next(ahead, who)
        return votes.most_common(1)[0][0]

    def _of(self, who: str | None, gender: str | None) -> bool:
        """Whether `who` may be called "he" or "she"."""
        return gender is None or self._characters[who or ""].pronouns in (gender, None)

    def is_decider(self, m: Mention, offer: Offer) -> bool:
        """Whether `m` is who decides: by its character, or a pronoun of nobody with a name that may be theirs."""
        if m.entity == offer.decider:
            return True
        word = self._story.words(m.span).lower()
        if word not in ("he", "she") or (
            m.entity in self._characters and not self._characters[m.entity].name[:1].islower()
        ):
            return False
        return self._characters[offer.decider].pronouns == word

    def _tagged_other(self, part: tuple[int, int, Line] | None, speaker: str | None) -> bool:
        """Whether the words right after the speech say that it is not by the narrator, to whom it is given."""
        if part is None or speaker is None or speaker != self.narrator:
            return False
        return _TAG.match(self.content, part[1]) is not None

    @cached_property
    def central(self) -> str:
        """The character who is mentioned most."""
        counted = Counter(m.entity for m in self.mentions if m.entity in self._characters)
        return str(counted.most_common(1)[0][0]) if counted else ""

    def _subject_before(self, start: int, end: int) -> str | None:
        """Who is last named by the narration between two offsets."""
        some = [m.entity for m in self.mentions_in(start, end) if self.quotation_at(m.span.start) is None]
        return some[-1] if some else None

    def actor(self, start: int, end: int) -> str | None:
        """Who is first named by the narration between two offsets."""
        for m in self.mentions_in(start, end):
            if self.quotation_at(m.span.start) is None:
                return m.entity
        return None

    def addressee(self, end: int, part: tuple[int, int, Line] | None, at: int) -> str | None:
        """To whom an offer is made that ends at `end`, in the quotation of `part`.

        What the layer of speakers says, who is named in it, who speaks next or spoke before, and who acts after it are weighed.
        """
        q = None if part is None else part[2]
        speaker = None if q is None or self._tagged_other(part, q.speaker) else q.speaker
        votes: dict[str, float] = defaultdict(float)
        if self.narrator is not None and speaker != self.narrator:
            votes[self.narrator] += 0.7
        votes[self.central] += 0.5 * (self.central != speaker)
        others = [who for who in (() if q is None else q.addressees or ()) if who != speaker]
        for one in others:
            votes[one] += 2.0 / len(others)
        k = bisect_right(self.part_starts, at)
        after = [other.speaker for a, _b, other in self.parts[k : k + 5] if a - end < _NEAR]
        before = [other.speaker for _a, b, other in reversed(self.parts[max(0, k - 6) : k]) if at - b < _NEAR]
        for some in (after, before):
            found = next((who for who in some if who not in (None, speaker)), None)
            if found is not None:
                votes[found] += 1.0
        weighs = words.WEIGHING.search(self.content, end, min(len(self.content), end + 300))
        if (
            weighs is not None
            and (who := self._subject_before(max(end, weighs.start() - 50), weighs.start() + 1)) is not None
        ):
            votes[who] += 1.5 if who != speaker else 3.0 * (q is not None and q.type != "explicit")
        acts = [m.entity for m in self.mentions_in(end, end + 420) if self.quotation_at(m.span.start) is None]
        for actor, times in Counter(acts).items():
            if actor != speaker and actor is not None:
                votes[actor] += 0.5 + 0.25 * min(times, 4)
        if part is not None:
            for m in self.mentions_in(part[0], part[1]):
                if m.form == "name" and self.content[m.span.end : m.span.end + 1] in ",.!?" and m.entity != speaker:
                    votes[m.entity or ""] += 1.0 * (
                        self.content[max(0, m.span.start - 2) : m.span.start] in (", ", "\n“", " “", " ‘")
                    )
        votes.pop("", None)
        for one in list(votes):
            votes[one] -= 0.6 * self._characters[one].name[:1].islower()
        return max(votes, key=lambda who: (votes[who], who), default=None)


def _option(text: str) -> str:
    """An option as it is shown: in one line, without the marks around it."""
    return " ".join(text.split()).strip(" ,.;:—–\"“”‘’'")
