"""How far two passes of annotation over one story agree, and where they differ, layer by layer.

Every layer comes down to pairs of labels, one of the first pass and one of the second; what only one of them has is paired
with None. So stories are pooled by adding up their pairs, and a figure is a function of the pairs:

- **f1**: of items that match; an item of either pass matches at most one of the other;
- **kappa**: Cohen's (1960), of labels given to the same words or the same quotation;
- **share**: of equal labels.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from fullcast.layers.values import Delivery
from fullcast.layers.world_values import STORY, Relationship
from fullcast.scores.anchors import Anchor
from fullcast.scores.gold_world import (
    SYMMETRIC,
    GoldDelivery,
    GoldEmotion,
    GoldNamed,
    GoldRelationship,
    GoldStory,
    GoldWorld,
)
from fullcast.text import Span
from fullcast.text.tokens import Tokens

NEAR: Final = 30
"""Two places are the same if at most so many words and signs lie between them."""
MANY: Final = 5
"""Fewer stories than this have no interval."""

Pairs = Counter[tuple[str | None, str | None]]
Item = TypeVar("Item")


class Difference(NamedTuple):
    """Something the passes do not agree on."""

    layer: str
    paragraph: int
    first: str | None
    """What the first pass says; None where it has nothing."""
    second: str | None


class Agreement(NamedTuple):
    """What two passes over one story have in common."""

    pairs: dict[str, Pairs]
    differences: list[Difference]


def f1(pairs: Pairs) -> float:
    """2 × matches over the items of both passes; 1 where there are none."""
    same = sum(n for (a, b), n in pairs.items() if a is not None and b is not None)
    every = 2 * same + sum(n for (a, b), n in pairs.items() if (a is None) != (b is None))
    return 2 * same / every if every else 1.0


def share(pairs: Pairs) -> float:
    """Share of equal labels; 1 where there are none."""
    return sum(n for (a, b), n in pairs.items() if a == b) / pairs.total() if pairs else 1.0


def kappa(pairs: Pairs) -> float:
    """Cohen's kappa; 1 where all labels are one and the same."""
    n = pairs.total()
    one: Counter[str | None] = Counter()
    two: Counter[str | None] = Counter()
    for (a, b), count in pairs.items():
        one[a] += count
        two[b] += count
    chance = sum(one[label] * two[label] for label in one) / (n * n) if n else 1.0
    return (share(pairs) - chance) / (1 - chance) if chance < 1 else 1.0


MEASURES: Final[dict[str, Callable[[Pairs], float]]] = {
    "characters": f1,
    "levels": kappa,
    "levels: experiencer": share,
    "reveals": f1,
    "states": f1,
    "at end": share,
    "decisions": f1,
    "decisions: where chosen": share,
    "quotations": f1,
    "quotations: speaker": share,
    "emotions": kappa,
    "emotions: narrated": f1,
    "emotions: toward": share,
    "emotions: intensity within one": share,
    "delivery": f1,
    "scenes: boundaries": f1,
    "scenes: windows": share,
    "scenes: participants": f1,
    "scenes: focalizer": share,
    "relationships: ties": f1,
    "relationships: felt": f1,
    "contradictions": f1,
    "deaths": f1,
}
"""The figure of each layer; "windows" is 1 − WindowDiff (Pevzner and Hearst 2002) over paragraphs."""


def agreement(first: GoldStory, second: GoldStory) -> Agreement:
    """What two checked passes over the same story agree on; raises AnchorError where an anchor leads nowhere."""
    return _Comparison(first, second).result()


class _Comparison:
    """Two passes side by side; collects the pairs of labels."""

    def __init__(self, first: GoldStory, second: GoldStory) -> None:
        self.first, self.second = first, second
        self.tokens = Tokens(first.places.content)
        self.pairs: dict[str, Pairs] = {layer: Counter() for layer in MEASURES}
        self.differences: list[Difference] = []
        self.twins: dict[str, str] = {}

    def result(self) -> Agreement:
        """Compare every layer."""
        self._characters()
        self._levels()
        self._items()
        self._at_end()
        self._emotions(self._quotations())
        self._scenes()
        self._relationships()
        self.differences.sort(key=lambda d: (list(MEASURES).index(d.layer), d.paragraph))
        return Agreement({layer: pairs for layer, pairs in self.pairs.items() if pairs}, self.differences)

    def _add(self, layer: str, at: int, first: str | None, second: str | None) -> None:
        self.pairs[layer][first, second] += 1
        if first != second:
            self.differences.append(Difference(layer, self.first.places.paragraph_at(at), first, second))

    def _who(self, some: str | None) -> str:
        """An id of the second pass as the first pass would write it."""
        return "nobody" if some is None else self.twins.get(some, f"{some} (second pass only)")

    def _characters(self) -> None:
        """Pair characters and entities."""
        self.twins = twins(self.first.world, self.second.world)
        found = set(self.twins.values())
        for a in self.first.world.characters:
            self._add("characters", 0, a.id, a.id if a.id in found else None)
        for b in self.second.world.characters:
            if b.id not in self.twins:
                self._add("characters", 0, None, b.id)

    def _apart(self, a: Anchor, b: Anchor) -> int:
        """Words and signs between the starts of two stretches."""
        starts = sorted((self.first.span(a).start, self.second.span(b).start))
        return len(self.tokens.between(*starts))

    def _match(
        self, layer: str, ones: Sequence[tuple[str, Anchor]], twos: Sequence[tuple[str, Anchor]],
        apart: Callable[[Anchor, Anchor], int | None] | None = None,
    ) -> list[tuple[int, int]]:  # fmt: skip
        """Pair items with the same label at the same place, nearest first; gives the pairs of indices."""
        apart = apart or self._near
        candidates = (
            (far, i, j)
            for i, (label, one) in enumerate(ones)
            for j, (other, two) in enumerate(twos)
            if label == other and (far := apart(one, two)) is not None
        )
        left, right = dict(enumerate(ones)), dict(enumerate(twos))
        matched = []
        for _far, i, j in sorted(candidates):
            if i in left and j in right:
                self._add(layer, self.first.span(left[i][1]).start, left.pop(i)[0], right.pop(j)[0])
                matched.append((i, j))
        for label, anchor in left.values():
            self._add(layer, self.first.span(anchor).start, f"{label}: {anchor}".removeprefix(": "), None)
        for label, anchor in right.values():
            self._add(layer, self.second.span(anchor).start, None, f"{label}: {anchor}".removeprefix(": "))
        return sorted(matched)

    def _near(self, a: Anchor, b: Anchor) -> int | None:
        return far if (far := self._apart(a, b)) <= NEAR else None

    def _overlap(self, a: Anchor, b: Anchor) -> int | None:
        """Nearness of stretches of which the shorter lies half in the other; None for others."""
        one, two = self.first.span(a), self.second.span(b)
        common = min(one.end, two.end) - max(one.start, two.start)
        return -common if 2 * common >= min(one.length, two.length) and common > 0 else None

    def _both(self, items: Callable[[GoldStory, Callable[[str | None], str]], Iterable[tuple[str, Anchor]]]) -> tuple[
        list[tuple[str, Anchor]], list[tuple[str, Anchor]]
    ]:  # fmt: skip
        """The labelled places of both passes; `items` is given a pass and how it names people."""
        return list(items(self.first, lambda some: some or "nobody")), list(items(self.second, self._who))

    def _items(self) -> None:
        """Layers that are lists of places with a label."""
        self._match("reveals", *self._both(lambda s, who: ((who(r.entity), r.at) for r in s.world.reveals)))
        self._match(
            "states",
            *self._both(
                lambda s, who: (
                    (f"{who(x.who)} {x.slot} {x.value} {x.status} on {s.kind_of(x.level)}", x.at)
                    for x in s.world.states
                )
            ),
        )
        matched = self._match(
            "decisions",
            *self._both(lambda s, who: ((who(d.decider), d.span) for d in s.world.decisions)),
            self._overlap,
        )
        for one, two in ((self.first.world.decisions[i], self.second.world.decisions[j]) for i, j in matched):
            same = one.at == two.at or (one.at and two.at and self._near(one.at, two.at) is not None)
            said = f"{one.chosen or 'open'}: {one.at or 'nowhere'}"
            other = said if same else f"{two.chosen or 'open'}: {two.at or 'nowhere'}"
            self._add("decisions: where chosen", self.first.span(one.span).start, said, other)
        self._match(
            "contradictions",
            *self._both(lambda s, who: ((f"{c.kind} {who(c.who)}", c.second) for c in s.world.contradictions)),
        )
        self._match(
            "deaths", *self._both(lambda s, who: ((f"{who(d.who)} {d.reading}", d.span) for d in s.world.deaths))
        )

    def _levels(self) -> None:
        """Label every word with its deepest level; a difference is a run of words."""
        run: tuple[str, str] | None = None
        ones, twos = _deepest(self.first), _deepest(self.second)
        for start in self.tokens.starts:
            (kind, who), (other, whose) = ones(start), twos(start)
            self.pairs["levels"][kind, other] += 1
            if kind != "story" and other != "story":
                self.pairs["levels: experiencer"][who or "nobody", self._who(whose)] += 1
            if kind != other and (kind, other) != run:
                self.differences.append(Difference("levels", self.first.places.paragraph_at(start), kind, other))
            run = (kind, other)

    def _at_end(self) -> None:
        twos = {self._who(end.who): end for end in self.second.world.at_end}
        for one in self.first.world.at_end:
            two = twos.get(one.who)
            for slot in ("life", "body", "mind", "freedom") if two else ():
                said, other = (f"{one.who} {slot} {getattr(end, slot) or 'not known'}" for end in (one, two))
                self._add("at end", len(self.first.places.content), said, other)

    def _quotations(self) -> list[tuple[Anchor, GoldEmotion | None, GoldEmotion | None]]:
        """Match quotations and compare speakers and delivery; gives the place and the emotions of those matched."""
        ones, twos = (
            [line for line in s.world.quotations if line.kind != "not_speech"] for s in (self.first, self.second)
        )
        matched = self._match(
            "quotations", [("", q.spans[0]) for q in ones], [("", q.spans[0]) for q in twos], self._overlap
        )
        for one, two in ((ones[i], twos[j]) for i, j in matched):
            at = self.first.span(one.spans[0]).start
            self._add("quotations: speaker", at, one.speaker or "nobody", self._who(two.speaker))
            said, other = slots(one.delivery), slots(two.delivery)
            for slot in sorted(said | other):
                self._add("delivery", at, slot if slot in said else None, slot if slot in other else None)
        return [(ones[i].spans[0], ones[i].emotion, twos[j].emotion) for i, j in matched]

    def _emotions(self, spoken: list[tuple[Anchor, GoldEmotion | None, GoldEmotion | None]]) -> None:
        """Compare the emotions of matched quotations and of matched reactions."""
        ones, twos = self.first.world.feelings, self.second.world.feelings
        matched = self._match(
            "emotions: narrated",
            [(f.who, f.span) for f in ones],
            [(self._who(f.who), f.span) for f in twos],
            self._overlap,
        )
        for anchor, one, two in [*spoken, *((ones[i].span, ones[i].emotion, twos[j].emotion) for i, j in matched)]:
            at = self.first.span(anchor).start
            self._add("emotions", at, one.label if one else "none", two.label if two else "none")
            if one and two:
                close = str(one.intensity if abs(one.intensity - two.intensity) <= 1 else two.intensity)
                self._add("emotions: intensity within one", at, str(one.intensity), close)
                if one.toward and two.toward:
                    said, other = sorted(one.toward), sorted(map(self._who, two.toward))
                    self._add("emotions: toward", at, " and ".join(said), " and ".join(other))

    def _scenes(self) -> None:
        """Compare boundaries by place, and people and focalizer paragraph by paragraph."""
        self._match(
            "scenes: boundaries", *self._both(lambda s, _who: (("", scene.span) for scene in s.world.scenes[1:]))
        )
        paragraphs = self.first.places.paragraphs
        ones, twos = _scene_of(self.first), _scene_of(self.second)
        last: tuple[int, int] | None = None
        for paragraph in paragraphs:
            i, j = ones(paragraph), twos(paragraph)
            if i is None or j is None:
                continue
            one, two = self.first.world.scenes[i], self.second.world.scenes[j]
            here, there = set(one.participants), set(map(self._who, two.participants))
            people = [(p if p in here else None, p if p in there else None) for p in sorted(here | there)]
            eyes = (one.focalizer or "nobody", self._who(two.focalizer))
            self.pairs["scenes: participants"].update(people)
            self.pairs["scenes: focalizer"][eyes] += 1
            if (i, j) != last:  # a difference is told once for each pair of scenes
                number = self.first.places.paragraph_at(paragraph.start)
                told = [("scenes: participants", *p) for p in people] + [("scenes: focalizer", *eyes)]
                self.differences += [Difference(layer, number, a, b) for layer, a, b in told if a != b]
            last = (i, j)
        self._windows()

    def _windows(self) -> None:
        """Slide a window of half a scene over the paragraphs and count the boundaries in it."""
        paragraphs = self.first.places.paragraphs
        counts = [
            [sum(p.start <= s.span(scene.span).start < p.end for scene in s.world.scenes[1:]) for p in paragraphs]
            for s in (self.first, self.second)
        ]
        width = max(2, round(len(paragraphs) / (2 * max(1, len(self.first.world.scenes)))))
        for i in range(max(0, len(paragraphs) - width + 1)):
            inside = (str(sum(count[i : i + width])) for count in counts)
            self.pairs["scenes: windows"][next(inside), next(inside)] += 1

    def _relationships(self) -> None:
        """Compare who is what to whom, and who feels what for whom, wherever the evidence stands."""
        self._match("relationships: ties", *self._both(_ties), lambda _one, _two: 0)
        self._match("relationships: felt", *self._both(_felt), lambda _one, _two: 0)


def twins(first: GoldWorld, second: GoldWorld) -> dict[str, str]:
    """Ids of the second pass with those of the first: of characters and entities that share names, most names first."""
    ones: list[GoldNamed] = [*first.characters, *first.entities]
    twos: list[GoldNamed] = [*second.characters, *second.entities]
    shared = [
        (len(_names(a) & _names(b)) + (a.name.casefold() == b.name.casefold()), -i, -j)
        for i, a in enumerate(ones)
        for j, b in enumerate(twos)
    ]
    out: dict[str, str] = {}
    taken: set[int] = set()
    for count, i, j in sorted(shared, reverse=True):
        if count and -i not in taken and twos[-j].id not in out:
            out[twos[-j].id] = ones[-i].id
            taken.add(-i)
    return out


def _names(some: GoldNamed) -> set[str]:
    """The names of a character or an entity, folded, without articles."""
    return {" ".join(name.casefold().removeprefix("the ").split()) for name in (some.name, *some.aliases)}


def _deepest(gold: GoldStory) -> Callable[[int], tuple[str, str | None]]:
    """A function from an offset to the kind and the experiencer of the deepest level there."""
    parents = {level.id: level.parent for level in gold.world.levels}

    def depth(some: str) -> int:
        return 0 if some == STORY else 1 + depth(parents[some])

    worlds = sorted(
        ((depth(x.id), gold.span(a), x.kind, x.experiencer) for x in gold.world.levels for a in x.spans),
        key=lambda world: (-world[0], world[1]),
    )

    def at(offset: int) -> tuple[str, str | None]:
        return next(((kind, who) for _, span, kind, who in worlds if span.start <= offset < span.end), ("story", None))

    return at


def _scene_of(gold: GoldStory) -> Callable[[Span], int | None]:
    """A function from a paragraph to the index of the scene in which it begins; None where it lies in none."""
    spans = [gold.span(scene.span) for scene in gold.world.scenes]
    return lambda paragraph: next((i for i, s in enumerate(spans) if s.start <= paragraph.start < s.end), None)


def slots(said: GoldDelivery | Delivery | None) -> set[str]:
    """The slots of a delivery that say something, with their values."""
    if said is None:
        return set()
    found = {f"loudness {said.loudness}"} if said.loudness else set()
    found |= {f"pace {said.pace}"} if said.pace else set()
    found |= {"cut off"} if said.cut_off else set()
    return found | {f"voice {voice}" for voice in said.voice}


def tie(one: GoldRelationship | Relationship, who: Callable[[str | None], str]) -> str:
    """A stated tie in words; one that holds both ways is told in one order."""
    ends = who(one.source), who(one.to)
    a, b = sorted(ends) if one.tie in SYMMETRIC else ends
    return f"{a} {'was ' if one.ended else ''}{one.tie} of {b}"


def felt(one: GoldRelationship | Relationship, who: Callable[[str | None], str]) -> str:
    """A felt tie in words."""
    return f"{who(one.source)} feels {one.feeling} for {who(one.to)}"


def _ties(gold: GoldStory, who: Callable[[str | None], str]) -> Iterator[tuple[str, Anchor]]:
    """Stated ties."""
    return ((tie(one, who), one.evidence[0]) for one in gold.world.relationships if one.tie)


def _felt(gold: GoldStory, who: Callable[[str | None], str]) -> Iterator[tuple[str, Anchor]]:
    """Felt ties."""
    return ((felt(one, who), one.evidence[0]) for one in gold.world.relationships if one.feeling)


def pooled(stories: Iterable[dict[str, Pairs]]) -> dict[str, Pairs]:
    """The pairs of many stories, added up layer by layer."""
    out: dict[str, Pairs] = {}
    for pairs in stories:
        for layer, some in pairs.items():
            out.setdefault(layer, Counter()).update(some)
    return out


def interval(stories: Sequence[dict[str, Pairs]], layer: str, draws: int = 1000) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of the pooled figure of `layer` when stories are drawn again; the same every time."""
    chance = random.Random(0)  # noqa: S311  # a bootstrap, not a secret
    again = sorted(
        MEASURES[layer](pooled(chance.choices(stories, k=len(stories))).get(layer, Counter())) for _ in range(draws)
    )
    edge = round(draws * 0.025)
    return again[edge], again[draws - edge - 1]


def figures(stories: Sequence[dict[str, Pairs]]) -> list[str]:
    """A line for each layer: its pooled figure, the pairs it comes from, and its interval where stories are many."""
    pairs, lines = pooled(stories), []
    for layer, figure in MEASURES.items():
        if layer in pairs:
            spread = "  [{:.3f}, {:.3f}]".format(*interval(stories, layer)) if len(stories) >= MANY else ""
            lines.append(
                f"  {layer:32} {figure(pairs[layer]):6.3f}  {figure.__name__:5}  n={pairs[layer].total()}{spread}"
            )
    return lines
