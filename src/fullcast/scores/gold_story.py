"""A pass of gold as a Story: what a perfect reader would have given, for tests of whatever works on a story's world."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

from msgspec import UNSET

from fullcast.layers import (
    Attribution,
    Break,
    Character,
    Contradiction,
    Decision,
    Delivery,
    Emotion,
    Entity,
    Feeling,
    Layer,
    Level,
    Mention,
    Metadata,
    Place,
    Presence,
    Provenance,
    Quotation,
    Region,
    Relationship,
    Reveal,
    Scene,
    Source,
    State,
    Story,
)
from fullcast.layers.world_values import STORY
from fullcast.scores.anchors import Anchor
from fullcast.scores.gold_world import GoldNamed, GoldStory
from fullcast.text import SourceMap, Span, Text
from fullcast.text.span import hull

BY: Final = "gold"
_MARKS: Final = {**dict.fromkeys("“\"‘'", "quotes"), **dict.fromkeys("—–-", "dash"), **dict.fromkeys("*_", "emphasis")}
_SMALL: Final = frozenset("the a an my his her our their your some someone somebody".split())
_STARS: Final = re.compile(r"[\W_]+")


def gold_story(gold: GoldStory) -> Story:
    """The story that `gold` describes, with every layer that gold has; raises AnchorError.

    Characters, entities and levels keep the ids of the file, other items are numbered. Mentions are the names and aliases where they
    stand, those of two figures left out, and what the reveals explain; pronouns have none. Attributions are all "implicit".
    """
    return _GoldReading(gold).story()


class _GoldReading:
    """One conversion: the anchors of a pass looked up."""

    def __init__(self, gold: GoldStory) -> None:
        self.gold = gold
        self.world = gold.world
        self.content = gold.places.content
        self.text = Text(self.content)
        self.lines = [tuple(gold.span(a) for a in line.spans) for line in self.world.quotations]
        world = self.world
        self.taken = {one.id for group in (world.characters, world.entities, world.levels) for one in group}
        self.regions = tuple(self._regions())
        self.mentions = tuple(self._mentions())

    def story(self) -> Story:
        source = Source(
            name=f"{self.world.story}.txt", media_type="text/plain", encoding="utf-8", sha256=self.text.sha256
        )
        runs = [(0, 0, len(self.text))] if len(self.text) else []
        made = Provenance(
            by=BY, version="1", settings={"pass": self.world.step, "by": self.world.by}, text=self.text.sha256
        )
        layers = [Layer(name, items, made) for name, items in self._layers().items()]
        return Story(self.text, source, SourceMap(runs), Metadata(language="en"), layers)

    def _layers(self) -> dict[str, tuple[Any, ...]]:
        return {
            "regions": self.regions,
            "paragraphs": self.gold.places.paragraphs,
            "breaks": tuple(
                Break(start=p.start, end=p.end, kind="ornament")
                for p in self.gold.places.paragraphs
                if _STARS.fullmatch(self.text.words(p))
            ),
            "characters": tuple(
                Character(id=c.id, name=c.name, aliases=c.aliases, kind=c.kind, pronouns=c.pronouns, narrator=c.narrator,
                          members=c.members, by=BY)
                for c in self.world.characters
            ),
            "entities": tuple(Entity(id=e.id, type=e.type, name=e.name) for e in self.world.entities),
            "mentions": self.mentions,
            **self._quotations(),
            "presence": tuple(self._presence()),
            "levels": tuple(self._levels()),
            "scenes": tuple(self._scenes()),
            "reveals": tuple(self._reveals()),
            "states": tuple(self._states()),
            "feelings": tuple(self._feelings()),
            "decisions": tuple(self._decisions()),
            "relationships": tuple(self._relationships()),
            "contradictions": tuple(self._contradictions()),
        }  # fmt: skip

    def _id(self, letter: str, number: int) -> str:
        """An id that nothing in the file has."""
        while f"{letter}{number}" in self.taken:
            letter += "_"
        return f"{letter}{number}"

    def _at(self, anchor: Anchor | None) -> int | None:
        return None if anchor is None else self.gold.span(anchor).start

    def _spans(self, anchors: Iterable[Anchor]) -> tuple[Span, ...]:
        return tuple(self.gold.span(a) for a in anchors)

    def _regions(self) -> Iterator[Region]:
        """Regions that tile the text; white space goes with what stands before it."""
        around = sorted((self.gold.span(r.span).start, self.gold.span(r.span).end, r.kind) for r in self.world.regions)
        starts = [(0, "story")]
        for start, end, kind in around:
            rest = len(self.content) - len(self.content[end:].lstrip())
            starts += [(start, kind), (rest, "story")]
        edges = [*starts, (len(self.content), "")]
        yield from (Region(start=a, end=b, kind=str(kind)) for (a, kind), (b, _) in pairwise(edges) if b > a)

    # Who is named where

    def _mentions(self) -> Iterator[Mention]:
        explained = self._explained()
        found = dict(explained)
        taken = sorted(explained)
        for span, who in self._named():
            if not any(span.meets(t) for t in taken):
                found[span] = (who, self._hidden_until(span, who, explained))
        types = {e.id: e.type for e in self.world.entities}
        for number, span in enumerate(sorted(found), 1):
            who, revealed = found[span]
            yield Mention(
                id=self._id("m", number), span=span, type=types.get(who, "PER"), form=_form(self.text.words(span)), entity=who,
                revealed_at=UNSET if revealed is None else revealed,
            )  # fmt: skip

    def _explained(self) -> dict[Span, tuple[str, int | None]]:
        """What a reader understands only at a reveal: span, whom it means, and where that is said."""
        return {
            self.gold.span(a): (r.entity, self.gold.span(r.at).start) for r in self.world.reveals for a in r.explains
        }

    def _hidden_until(self, span: Span, who: str, explained: dict[Span, tuple[str, int | None]]) -> int | None:
        """The reveal of a mention whose words are those of one that a reveal explains, though gold does not list it."""
        words = self.text.words(span).casefold()
        ends = [
            at for other, (entity, at) in explained.items()
            if entity == who and at is not None and span.start < at and self.text.words(other).casefold() == words
        ]  # fmt: skip
        return min(ends, default=None)

    def _named(self) -> Iterator[tuple[Span, str]]:
        """Every name and alias that is one figure's only, where it stands; the longest counts."""
        named: tuple[GoldNamed, ...] = (*self.world.characters, *self.world.entities)
        owners: dict[str, set[str]] = {}
        for one in named:
            for name in (one.name, *one.aliases):
                for words in _cases(" ".join(name.split())):
                    owners.setdefault(words, set()).add(one.id)
        alone = {words: next(iter(ids)) for words, ids in owners.items() if len(ids) == 1}
        if not alone:
            return
        longest = sorted(alone, key=len, reverse=True)
        either = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in longest)
        for match in re.finditer(rf"(?<![^\W_])(?:{either})(?![^\W_])", self.content):
            yield Span(*match.span()), alone[" ".join(match.group().split())]

    def _presence(self) -> Iterator[Presence]:
        counts = Counter(m.entity for m in self.mentions)
        said = Counter(line.speaker for line in self.world.quotations)
        for c in self.world.characters:
            how = {s.level: "acts" for s in self.world.scenes if c.id in s.participants} or {STORY: "mentioned"}
            yield Presence(
                id=c.id, cast=c.kind != "other", presence=how, mention_count=counts[c.id], quotation_count=said[c.id]
            )

    # What is said

    def _quotations(self) -> dict[str, tuple[Any, ...]]:
        ids = [self._id("q", number) for number, _ in enumerate(self.lines, 1)]
        made: dict[str, list[Any]] = {name: [] for name in ("quotations", "speakers", "delivery", "emotions")}
        for id_, spans, line in zip(ids, self.lines, self.world.quotations, strict=True):
            marked = _MARKS.get(self.content[spans[0].start], "none")
            made["quotations"].append(
                Quotation(id=id_, spans=spans, kind=line.kind, marked_by=marked, parent=self._parent(spans, ids))
            )
            made["speakers"].append(
                Attribution(id=id_, type="implicit", speaker=line.speaker, addressees=line.addressees, by=BY)
            )
            if (how := line.delivery) is not None:
                made["delivery"].append(
                    Delivery(
                        id=id_,
                        source=how.source,
                        **{k: getattr(how, k) for k in ("loudness", "pace", "voice", "cut_off")},
                    )
                )
            if (felt := line.emotion) is not None:
                made["emotions"].append(
                    Emotion(
                        id=id_,
                        evidence=spans,
                        **{k: getattr(felt, k) for k in ("label", "word", "intensity", "toward")},
                    )
                )
        return {name: tuple(items) for name, items in made.items()}

    def _parent(self, spans: tuple[Span, ...], ids: list[str]) -> str | None:
        """The smallest other quotation that holds all of `spans`."""
        whole = hull(spans)
        around = [
            (hull(other).length, id_) for id_, other in zip(ids, self.lines, strict=True)
            if hull(other) != whole and any(o.holds(whole) for o in other)
        ]  # fmt: skip
        return min(around)[1] if around else None

    # The world

    def _levels(self) -> Iterator[Level]:
        yield Level(
            id=STORY, kind="story", spans=tuple(Span(r.start, r.end) for r in self.regions if r.kind == "story")
        )
        for level in self.world.levels:
            revealed = self._at(level.revealed_at)
            yield Level(
                id=level.id, kind=level.kind, parent=level.parent, experiencer=level.experiencer, spans=self._spans(level.spans),
                revealed_at=UNSET if revealed is None else revealed, evidence=self._spans(level.evidence) or UNSET,
            )  # fmt: skip

    def _reveals(self) -> Iterator[Reveal]:
        ids = {m.span: m.id for m in self.mentions}
        for number, r in enumerate(self.world.reveals, 1):
            explains = tuple(ids[span] for span in self._spans(r.explains))
            evidence = self._spans(r.evidence) or (self.gold.span(r.at),)
            yield Reveal(
                id=self._id("r", number), entity=r.entity, at=self.gold.span(r.at).start, explains=explains, figure=r.figure,
                evidence=evidence,
            )  # fmt: skip

    def _states(self) -> Iterator[State]:
        order = sorted(self.world.states, key=lambda s: self.gold.span(s.at).start)
        for number, s in enumerate(order, 1):
            at = self.gold.span(s.at)
            yield State(
                id=self._id("t", number), who=s.who, slot=s.slot, value=s.value, at=at.start, until=self._at(s.until), status=s.status,
                holder=s.holder, level=s.level, where=s.where, evidence=(at,),
            )  # fmt: skip

    def _feelings(self) -> Iterator[Feeling]:
        for number, f in enumerate(self.world.feelings, 1):
            span, felt = self.gold.span(f.span), f.emotion
            yield Feeling(
                id=self._id("f", number), span=span, who=f.who, label=felt.label, word=felt.word, intensity=felt.intensity,
                toward=felt.toward, level=self._level_at(span.start), evidence=(span,),
            )  # fmt: skip

    def _level_at(self, offset: int) -> str:
        """The deepest level at `offset`."""
        there = [one.id for one in self.world.levels if any(s.start <= offset < s.end for s in self._spans(one.spans))]
        return max(there, key=self._depth, default=STORY)

    def _depth(self, level: str) -> int:
        parents = {one.id: one.parent for one in self.world.levels}
        depth = 0
        while level in parents and depth <= len(parents):
            level, depth = parents[level], depth + 1
        return depth

    def _decisions(self) -> Iterator[Decision]:
        for number, d in enumerate(self.world.decisions, 1):
            span = self.gold.span(d.span)
            evidence = (span,) if d.at is None else (self.gold.span(d.at),)
            yield Decision(
                id=self._id("d", number), decider=d.decider, offered_by=d.offered_by, options=d.options, chosen=d.chosen, at=self._at(d.at),
                span=span, level=d.level, evidence=evidence,
            )  # fmt: skip

    def _scenes(self) -> Iterator[Scene]:
        for number, s in enumerate(self.world.scenes, 1):
            span = self.gold.span(s.span)
            place = None
            if s.place is not None:
                place = Place(entity=s.place.entity, evidence=self._spans(s.place.evidence), name=s.place.name)
            yield Scene(
                id=self._id("s", number), start=span.start, end=span.end, place=place, time=s.time, participants=s.participants,
                mentioned=s.mentioned, focalizer=s.focalizer, level=s.level,
            )  # fmt: skip

    def _relationships(self) -> Iterator[Relationship]:
        for number, r in enumerate(self.world.relationships, 1):
            yield Relationship(
                id=self._id("b", number), source=r.source, to=r.to, tie=r.tie, ended=r.ended, feeling=r.feeling, trend=r.trend,
                level=r.level, evidence=self._spans(r.evidence),
            )  # fmt: skip

    def _contradictions(self) -> Iterator[Contradiction]:
        for number, c in enumerate(self.world.contradictions, 1):
            first, second = self._spans((c.first, c.second))
            yield Contradiction(
                id=self._id("x", number), kind=c.kind, who=c.who, first=first, second=second, evidence=(first, second)
            )


def _cases(name: str) -> set[str]:
    """`name` as it stands inside a sentence and at its head: "the mate", "The mate"; of a proper name only itself."""
    if name[:1].islower() or name.partition(" ")[0].lower() in _SMALL:
        return {name[:1].lower() + name[1:], name[:1].upper() + name[1:]}
    return {name}


def _form(words: str) -> str:
    """How a mention refers: by name if a word after the first, or a first that is no article or possessive, has a capital."""
    first, *rest = words.split() or [""]
    words_that_tell = rest if first.lower() in _SMALL else (first, *rest)
    return "name" if any(word[:1].isupper() for word in words_that_tell) else "nominal"
