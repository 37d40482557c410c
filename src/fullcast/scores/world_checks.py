"""Does a pass of annotation keep the rules of `docs/gold.md`? What its types cannot say is checked here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from fullcast.errors import AnchorError
from fullcast.layers.world_values import SLOTS, STORY
from fullcast.scores.anchors import anchors_in
from fullcast.scores.gold_world import GoldLevel, GoldStory
from fullcast.text import Span
from fullcast.text.span import merged

_QUOTED: Final = (
    re.compile(r"“[^”]*(?:”|\Z)"),
    re.compile(r'"[^"]*(?:"|\Z)'),
    re.compile(r"(?<!\w)‘(?:[^’]|’(?=\w))*’"),
    re.compile(r"(?<![\w'\"])'(?=\S)(?:[^']|(?<=\w)'(?=\w))*'(?!\w)"),
)
"""Words between marks inside a paragraph, by style: curly and straight double, curly and straight single."""


class Problem(NamedTuple):
    """A rule that a pass breaks, and where."""

    where: str
    """Key and index in the file."""
    what: str


def check_world(gold: GoldStory) -> list[Problem]:
    """Every problem of a pass; where anchors or ids lead nowhere only those, since the rest rests on them."""
    return _lost(gold) or [
        *_levels(gold),
        *_reveals(gold),
        *_states(gold),
        *_at_end(gold),
        *_deaths(gold),
        *_scenes(gold),
        *_quotations(gold),
        *_contradictions(gold),
    ]


def check_states(gold: GoldStory) -> list[Problem]:
    """The problems of levels, states and deaths alone; where anchors or ids lead nowhere only those."""
    return _lost(gold) or [*_levels(gold), *_states(gold), *_deaths(gold)]


def _lost(gold: GoldStory) -> list[Problem]:
    return [*_anchors(gold), *_ids(gold)]


def _anchors(gold: GoldStory) -> Iterator[Problem]:
    for where, anchor in anchors_in(gold.world):
        try:
            gold.span(anchor)
        except AnchorError as error:
            yield Problem(where, str(error))


def _ids(gold: GoldStory) -> Iterator[Problem]:
    world = gold.world
    people, things, levels = ([one.id for one in group] for group in (world.characters, world.entities, world.levels))
    for some, count in Counter([*people, *things, *levels, STORY]).items():
        if count > 1:
            yield Problem("ids", f"{some} stands for {count} things")
    allowed = {"character": people, "entity": things, "character or entity": people + things, "level": [*levels, STORY]}
    for where, name, known in _references(gold):
        if name is not None and name not in allowed[known]:
            yield Problem(where, f"no {known} has the id {name}")


def _references(gold: GoldStory) -> Iterator[tuple[str, str | None, str]]:
    """Path, id and what it must be the id of."""
    world = gold.world
    for i, member in ((i, m) for i, c in enumerate(world.characters) for m in c.members):
        yield f"characters[{i}].members", member, "character"
    for i, level in enumerate(world.levels):
        yield f"levels[{i}].parent", level.parent, "level"
        yield f"levels[{i}].experiencer", level.experiencer, "character"
    for i, reveal in enumerate(world.reveals):
        yield f"reveals[{i}].entity", reveal.entity, "character"
    for i, state in enumerate(world.states):
        yield f"states[{i}].who", state.who, "entity" if state.slot == "thing" else "character"
        yield f"states[{i}].holder", state.holder, "character"
        yield f"states[{i}].level", state.level, "level"
    for i, end in enumerate(world.at_end):
        yield f"at_end[{i}].who", end.who, "character"
    for i, decision in enumerate(world.decisions):
        yield f"decisions[{i}].decider", decision.decider, "character"
        yield f"decisions[{i}].offered_by", decision.offered_by, "character"
        yield f"decisions[{i}].level", decision.level, "level"
    for i, line in enumerate(world.quotations):
        toward = line.emotion.toward if line.emotion else ()
        for who in (line.speaker, *(line.addressees or ()), *toward):
            yield f"quotations[{i}]", who, "character"
    for i, feeling in enumerate(world.feelings):
        for who in (feeling.who, *feeling.emotion.toward):
            yield f"feelings[{i}]", who, "character"
    for i, scene in enumerate(world.scenes):
        for who in (*scene.participants, *scene.mentioned, scene.focalizer):
            yield f"scenes[{i}]", who, "character"
        yield f"scenes[{i}].place.entity", scene.place.entity if scene.place else None, "entity"
        yield f"scenes[{i}].level", scene.level, "level"
    for i, relationship in enumerate(world.relationships):
        yield f"relationships[{i}].from", relationship.source, "character"
        yield f"relationships[{i}].to", relationship.to, "character"
        yield f"relationships[{i}].level", relationship.level, "level"
    for i, contradiction in enumerate(world.contradictions):
        yield f"contradictions[{i}].who", contradiction.who, "character or entity"
    for i, death in enumerate(world.deaths):
        yield f"deaths[{i}].who", death.who, "character"


def _levels(gold: GoldStory) -> Iterator[Problem]:
    by_id = {level.id: level for level in gold.world.levels}
    spans = {some: [gold.span(a) for a in level.spans] for some, level in by_id.items()}
    for i, level in enumerate(gold.world.levels):
        where = f"levels[{i}]"
        if not _ends_at_story(level, by_id):
            yield Problem(where, f"its parents run in a circle and never reach {STORY}")
        elif level.parent != STORY:
            outer = merged(spans[level.parent])
            if not all(any(o.holds(s) for o in outer) for s in spans[level.id]):
                yield Problem(where, f"does not lie inside its parent {level.parent}")
        for other in gold.world.levels[:i]:
            if other.parent == level.parent and any(a.meets(b) for a in spans[other.id] for b in spans[level.id]):
                yield Problem(where, f"overlaps {other.id}; of two worlds one lies in the other, or they are apart")
        if level.revealed_at and gold.span(level.revealed_at).start <= min(spans[level.id]).start:
            yield Problem(f"{where}.revealed_at", "is not later than the level's first word; leave it out")


def _ends_at_story(level: GoldLevel, by_id: dict[str, GoldLevel]) -> bool:
    seen = {level.id}
    while level.parent != STORY:
        level = by_id[level.parent]
        if level.id in seen:
            return False
        seen.add(level.id)
    return True


def _reveals(gold: GoldStory) -> Iterator[Problem]:
    for i, reveal in enumerate(gold.world.reveals):
        at = gold.span(reveal.at).start
        for j, anchor in enumerate(reveal.explains):
            if gold.span(anchor).start >= at:
                yield Problem(f"reveals[{i}].explains[{j}]", f"{anchor} does not stand before the reveal")


def _states(gold: GoldStory) -> Iterator[Problem]:
    spans = {level.id: [gold.span(a) for a in level.spans] for level in gold.world.levels}
    for i, state in enumerate(gold.world.states):
        at = gold.span(state.at)
        if state.until is not None and gold.span(state.until).start <= at.start:
            yield Problem(f"states[{i}].until", "does not stand after `at`")
        if state.level != STORY and not any(span.meets(at) for span in spans[state.level]):
            yield Problem(f"states[{i}].at", f"lies outside level {state.level}")


def final_states(gold: GoldStory) -> dict[tuple[str, str], str]:
    """By (who, slot) the value after the last word: of what is asserted on the story's own level."""
    out: dict[tuple[str, str], str] = {}
    for state in sorted(gold.world.states, key=lambda s: gold.span(s.at).start):
        if state.status == "asserted" and state.level == STORY:
            out[state.who, state.slot] = SLOTS[state.slot][0] if state.until else state.value
    return out


def _at_end(gold: GoldStory) -> Iterator[Problem]:
    final = final_states(gold)
    listed = Counter(end.who for end in gold.world.at_end)
    yield from (Problem("at_end", f"{who} stands there {n} times") for who, n in listed.items() if n > 1)
    kinds = {c.id: c.kind for c in gold.world.characters}
    present = {who for scene in gold.world.scenes if scene.level == STORY for who in scene.participants}
    for who in sorted(present - set(listed)):
        if kinds[who] in ("person", "animal"):
            yield Problem("at_end", f"{who} is present in a scene and not listed")
    for i, end in enumerate(gold.world.at_end):
        for slot in ("life", "body", "mind", "freedom"):
            said, value = getattr(end, slot), final.get((end.who, slot), SLOTS[slot][0])
            if said is not None and said != value and (slot == "life" or end.life != "dead"):
                yield Problem(f"at_end[{i}].{slot}", f"says {said}, the states of {end.who} lead to {value}")


def _deaths(gold: GoldStory) -> Iterator[Problem]:
    so = {death.who for death in gold.world.deaths if death.reading == "so"}
    dead = {
        s.who for s in gold.world.states if (s.value, s.status, s.level) == ("dead", "asserted", STORY)
    }  # fmt: skip
    yield from (
        Problem("deaths", f"{who} dies in the states, and no death of {who} is `so`") for who in sorted(dead - so)
    )
    for who in sorted(w or "nobody" for w in so - dead):
        yield Problem("deaths", f"a death of {who} is `so`, and no asserted state of the story's level says dead")


def _scenes(gold: GoldStory) -> Iterator[Problem]:
    spans = [gold.span(scene.span) for scene in gold.world.scenes]
    for i, (one, two) in enumerate(pairwise(spans)):
        if two.start < one.end:
            yield Problem(f"scenes[{i + 1}]", "begins before the scene above it ends")
    around = [gold.span(region.span) for region in gold.world.regions]
    for number, paragraph in enumerate(gold.places.paragraphs, 1):
        words = gold.places.content[paragraph.start : paragraph.end]
        if any(c.isalnum() for c in words) and not any(s.meets(paragraph) for s in [*spans, *around]):
            yield Problem("scenes", f"paragraph {number} lies in none, and in no region")


def _quotations(gold: GoldStory) -> Iterator[Problem]:
    spans = [gold.span(a) for line in gold.world.quotations for a in line.spans]
    around = [gold.span(region.span) for region in gold.world.regions]
    for quoted in _quoted(gold):
        if not any(s.meets(quoted) for s in [*spans, *around]):
            words = " ".join(gold.places.content[quoted.start : quoted.end].split())
            number = gold.places.paragraph_at(quoted.start)
            yield Problem("quotations", f"{words[:60]} in paragraph {number} is in none; if nobody says it, not_speech")
    for i, line in enumerate(gold.world.quotations):
        if line.kind == "not_speech" and (line.speaker or line.emotion or line.delivery):
            yield Problem(f"quotations[{i}]", "nobody says what is not_speech: no speaker, emotion or delivery")


def _quoted(gold: GoldStory) -> list[Span]:
    """Words between the story's own marks: those of the style that it uses most."""
    paragraphs = [(start, gold.places.content[start:end]) for start, end in gold.places.paragraphs]
    styles = [
        [Span(*m.span()).shifted(start) for start, words in paragraphs for m in style.finditer(words)]
        for style in _QUOTED
    ]
    return max(styles, key=len)


def _contradictions(gold: GoldStory) -> Iterator[Problem]:
    for i, one in enumerate(gold.world.contradictions):
        if gold.span(one.first).start >= gold.span(one.second).start:
            yield Problem(f"contradictions[{i}]", "`first` does not stand before `second`")
