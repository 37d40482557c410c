"""Compares the layers of a story with what a row of tests/templates expects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from msgspec import UNSET

from fullcast.layers import Emotion, Event, Level, Line, Relationship, Reveal, State, Story
from fullcast.layers.world_values import EMOTIONS, LEVEL_KINDS, SLOTS
from fullcast.scores.marked_levels import Stretch
from fullcast.scores.names import ARTICLES, folded
from fullcast.text import Span
from tests.case_answers import called, plain
from tests.case_files import fields, listed
from tests.template_files import Row

NEAR_END: Final = 3
"""Words by which an end of a level may be off."""
NEAR_PLACE: Final = 5
"""Words by which any other place may be off."""
TIES: Final = (
    "parent", "grandparent", "guardian", "sibling", "spouse", "partner", "betrothed", "kin", "friend", "lover", "colleague",
    "neighbour", "superior", "master", "teacher", "physician", "captor", "host", "enemy", "rival", "other",
)  # fmt: skip
MUTUAL: Final = frozenset(
    {"sibling", "spouse", "partner", "betrothed", "kin", "friend", "lover", "colleague", "neighbour", "enemy", "rival", "other"}
)  # fmt: skip
FEELINGS: Final = (
    "love", "affection", "trust", "gratitude", "admiration", "longing", "pity", "grief", "guilt", "fear", "jealousy", "resentment",
    "contempt", "hatred",
)  # fmt: skip

_KINDS = "|".join(LEVEL_KINDS[1:])
_STATE = re.compile(
    rf"(?P<who>.+?) (?P<slot>{'|'.join(SLOTS)}) (?P<value>\w+)"
    rf"(?: (?P<status>denied|hypothetical|believed by (?P<holder>.+?)))??(?: in (?P<level>{_KINDS}))?(?: \((?P<where>.+)\))?"
)
_NO_STATE = re.compile(rf"(?P<slot>{'|'.join(SLOTS)}) -")
_TIE = re.compile(
    rf"(?P<source>.+?) (?P<word>{'|'.join(TIES)}) of (?P<to>.+?)(?P<ended> ended)?(?: in (?P<level>{_KINDS}))?"
)
_FELT = re.compile(
    rf"(?P<source>.+?) (?P<word>{'|'.join(FEELINGS)}) for (?P<to>.+?)(?: (?P<trend>rising|falling|turned))?(?: in (?P<level>{_KINDS}))?"
)
_EVENT = re.compile(rf"(?P<no>not )?(?P<word>\S+)(?: in (?P<level>{_KINDS}))?")
_WORD = re.compile(r"\w+(?:['’]\w+)*")

F = TypeVar("F")
W = TypeVar("W")


def differences(row: Row, story: Story) -> list[str]:
    """What is wrong, in words; nothing where all is right. Raises ValueError where the row is not in the form."""
    return CHECKS[row.layer](row, story)


# What all layers share


def means(story: Story, name: str, id_: str | None) -> bool:
    """Whether `name`, in a row, means the character or entity `id_`; "?" means anybody, "-" nobody."""
    if name == "?":
        return True
    if name == "-" or id_ is None:
        return name == "-" and id_ is None
    if id_ in called(story, name):
        return True
    wanted = folded(name)
    if any(e.id == id_ and folded(e.name) == wanted for e in story.entities):
        return True
    return any(m.entity == id_ and folded(story.words(m.span)) == wanted for m in story.mentions)


def shown(story: Story, id_: str | None) -> str:
    """The name of a character or an entity, for a message."""
    names = {c.id: c.name for c in story.characters} | {e.id: e.name for e in story.entities}
    return "-" if id_ is None else names.get(id_, id_)


def kind_at(story: Story, level: str | None) -> str | None:
    """The kind of a level, None for the story's own; an id that no level has is given back as it is."""
    kinds = {x.id: x.kind for x in story.levels}
    kind = kinds.get(level or "l0", "story" if level in (None, "l0") else level)
    return None if kind == "story" else kind


def position(story: Story, offset: int) -> int:
    """How many words begin before `offset`."""
    return sum(word.start() < offset for word in _WORD.finditer(story.text.content))


def near(story: Story, found: int, wanted: int, tolerance: int) -> bool:
    """Whether two places are at most so many words apart."""
    return abs(position(story, found) - position(story, wanted)) <= tolerance


def compared(
    found: Sequence[F], must: Sequence[W], may: Sequence[W], same: Callable[[F, W], bool], show: Callable[[F], str], say: Callable[[W], str]
) -> list[str]:  # fmt: skip
    """What is found and not expected, and what must be found and is not; one item of what is found answers one of what must be."""
    left = list(found)
    wrong = []
    for wanted in must:
        match = next((f for f in left if same(f, wanted)), None)
        if match is None:
            wrong.append(f"missing: {say(wanted)}")
        else:
            left.remove(match)
    return [*wrong, *(f"not so: {show(f)}" for f in left if not any(same(f, wanted) for wanted in may))]


# States


@dataclass(frozen=True)
class Held:
    """A state that a row expects."""

    line: str
    who: str
    slot: str
    value: str
    status: str
    holder: str | None
    level: str | None
    where: str | None


def parse_state(line: str) -> Held:
    """An expected line of states; raises ValueError."""
    found = _STATE.fullmatch(line)
    if found is None or found["value"] not in SLOTS[found["slot"]]:
        raise ValueError(f"no state: {line}")
    status = (found["status"] or "asserted").split()[0]
    return Held(
        line, found["who"], found["slot"], found["value"], status, found["holder"], found["level"], found["where"]
    )


def expected_states(row: Row) -> tuple[list[Held], list[Held], set[str]]:
    """The states that must be found, those that may, and the slots that the row is about."""
    none = {found["slot"] for line in row.expected if (found := _NO_STATE.fullmatch(line))}
    held = [parse_state(line) for line in row.expected if not _NO_STATE.fullmatch(line)]
    allowed = [parse_state(line) for line in row.allowed]
    if none & {h.slot for h in (*held, *allowed)}:
        raise ValueError("a slot has both a state and none")
    return held, allowed, none | {h.slot for h in (*held, *allowed)}


def same_state(story: Story, found: State, wanted: Held) -> bool:
    """Whether a state is the one wanted."""
    return (
        (found.slot, found.value, found.status) == (wanted.slot, wanted.value, wanted.status)
        and kind_at(story, found.level) == wanted.level
        and means(story, wanted.who, found.who)
        and (wanted.holder is None or means(story, wanted.holder, found.holder))
        and (wanted.where is None or bool(_words(wanted.where) & _words(found.where or "")))
    )


def _words(text: str) -> set[str]:
    return set(folded(text).split()) - ARTICLES


def check_states(row: Row, story: Story) -> list[str]:
    """Differences in the states of the row's slots."""
    held, allowed, slots = expected_states(row)
    found = [s for s in story.states if s.slot in slots]
    return compared(
        found, held, allowed, lambda f, w: same_state(story, f, w), lambda f: show_state(story, f), lambda w: w.line
    )


def show_state(story: Story, state: State) -> str:
    """A state as a row would write it."""
    status = {"asserted": "", "believed": f" believed by {shown(story, state.holder)}"}.get(
        state.status, f" {state.status}"
    )
    level = kind_at(story, state.level)
    where = f" ({state.where})" if state.where else ""
    return (
        f"{shown(story, state.who)} {state.slot} {state.value}{status}{'' if level is None else f' in {level}'}{where}"
    )


def false_deaths(row: Row, story: Story) -> list[str]:
    """Deaths asserted on the story's own level that a row about life does not expect, as the row would write them."""
    if row.layer != "states":
        return []
    held, allowed, slots = expected_states(row)
    dead = [s for s in story.states if (s.slot, s.value, s.status) == ("life", "dead", "asserted")]
    here = [s for s in dead if kind_at(story, s.level) is None and "life" in slots]
    return [show_state(story, s) for s in here if not any(same_state(story, s, w) for w in (*held, *allowed))]


# Levels


def check_levels(row: Row, story: Story) -> list[str]:
    """Differences in the levels other than the story's: kind, experiencer, ends, parent, and where they are revealed."""
    found = [x for x in story.levels if x.kind != "story"]
    pairs = {i: match for i, w in enumerate(row.stretches) if (match := _closest(story, found, w)) is not None}
    wrong = [f"missing: {_stretch(row, w)}" for i, w in enumerate(row.stretches) if i not in pairs]
    taken = [match.id for match in pairs.values()]
    wrong += [f"not so: {_level(story, x)}" for x in found if x.id not in taken]
    for i, match in pairs.items():
        wrong += [f"{_stretch(row, row.stretches[i])}: {w}" for w in _misread(row, story, i, match, pairs)]
    return wrong


def _closest(story: Story, found: list[Level], wanted: Stretch) -> Level | None:
    """The level of the right kind that overlaps a stretch most."""
    shared = {x.id: _overlap(x.spans, wanted.spans) for x in found if x.kind in wanted.kinds}
    best = max(shared.values(), default=0)
    ties = [x for x in found if shared.get(x.id, 0) == best]
    # of two that lie in each other, the one that is as long as the stretch
    length = sum(b - a for a, b in wanted.spans)
    return min(ties, key=lambda x: abs(sum(s.end - s.start for s in x.spans) - length)) if best else None


def _overlap(some: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)


def _misread(row: Row, story: Story, i: int, found: Level, pairs: dict[int, Level]) -> list[str]:
    wanted = row.stretches[i]
    wrong = []
    if not means(story, wanted.experiencer, found.experiencer):
        wrong.append(f"experiencer is {shown(story, found.experiencer)}")
    if not _same_ends(story, found.spans, wanted.spans):
        wrong.append("covers " + " / ".join(repr(_clipped(story.words(s))) for s in found.spans))
    outer = _parent(row, i)
    inside = pairs.get(outer) if outer is not None else None
    if outer is None and kind_at(story, found.parent) is not None:
        wrong.append("lies in another level")
    if inside is not None and found.parent != inside.id:
        wrong.append(f"does not lie in {inside.kind}")
    caret = _caret(row, i)
    if caret is None and found.revealed_at is not UNSET:
        wrong.append(f"is revealed late, at {_clipped(story.text.content[found.revealed_at :])!r}")
    elif caret is not None and found.revealed_at is UNSET:
        wrong.append("is not revealed late")
    elif caret is not None and not near(story, int(found.revealed_at or 0), caret, NEAR_PLACE):
        wrong.append(f"is revealed at {_clipped(story.text.content[int(found.revealed_at or 0) :])!r}")
    return wrong


def _same_ends(story: Story, found: Sequence[tuple[int, int]], wanted: Sequence[tuple[int, int]]) -> bool:
    return len(found) == len(wanted) and all(
        near(story, a, c, NEAR_END) and near(story, b, d, NEAR_END) for (a, b), (c, d) in zip(found, wanted, strict=True)
    )  # fmt: skip


def _parent(row: Row, i: int) -> int | None:
    """Which stretch a stretch lies in, the innermost."""
    a, b = row.stretches[i].spans[0]
    around = [
        (d - c, j)
        for j, other in enumerate(row.stretches)
        if j != i
        for c, d in other.spans
        if c <= a and b <= d and (d - c > b - a or j < i)
    ]
    return min(around)[1] if around else None


def _caret(row: Row, i: int) -> int | None:
    """Where a stretch is revealed: a caret belongs to the stretch that ended last before it, the outermost of several."""
    for caret in row.carets:
        ended = [(w.spans[-1][1], -w.spans[0][0], j) for j, w in enumerate(row.stretches) if w.spans[-1][1] <= caret]
        if ended and max((end, start, -j) for end, start, j in ended)[2] == -i:
            return caret
    return None


def _clipped(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 50 else words[:30] + " … " + words[-17:]


def _stretch(row: Row, stretch: Stretch) -> str:
    words = " / ".join(_clipped(row.passage[a:b]) for a, b in stretch.spans)
    return f"{{{'|'.join(stretch.kinds)} {stretch.experiencer}: {words}}}"


def _level(story: Story, level: Level) -> str:
    words = " / ".join(_clipped(story.words(s)) for s in level.spans)
    return f"{{{level.kind} {shown(story, level.experiencer)}: {words}}}"


# Reveals


@dataclass(frozen=True)
class Unmasked:
    """A reveal that a row expects."""

    figure: str
    name: str
    at: int | None
    line: str


def check_reveals(row: Row, story: Story) -> list[str]:
    """Differences in who is revealed, as whom, and where."""
    must, may = (_reveals(row, lines) for lines in (row.expected, row.allowed))
    return compared(
        story.reveals,
        must,
        may,
        lambda f, w: _same_reveal(story, f, w),
        lambda f: f"{f.figure or '?'} -> {shown(story, f.entity)}, at {_clipped(story.text.content[f.at :])!r}",
        lambda w: w.line,
    )


def _reveals(row: Row, lines: Sequence[str]) -> list[Unmasked]:
    pairs = [line.split(" -> ") for line in lines]
    if any(len(pair) != 2 for pair in pairs) or len(lines) > len(row.carets):
        raise ValueError("a reveal is FIGURE -> NAME, with a caret in the passage for each")
    return [
        Unmasked(figure, name, at, f"{figure} -> {name}") for (figure, name), at in zip(pairs, row.carets, strict=False)
    ]


def _same_reveal(story: Story, found: Reveal, wanted: Unmasked) -> bool:
    mentions = {m.id: story.words(m.span) for m in story.mentions}
    called_ = [mentions.get(i, "") for i in found.explains] + ([] if found.figure is UNSET else [str(found.figure)])
    figures = [words for name in called_ if (words := _words(name))]
    figure = _words(wanted.figure)
    return (
        means(story, wanted.name, found.entity)
        and any(words <= figure or figure <= words for words in figures)
        and (wanted.at is None or near(story, found.at, wanted.at, NEAR_PLACE))
    )


# Decisions


@dataclass(frozen=True)
class Chosen:
    """A decision that a row expects."""

    line: str
    decider: str
    choices: tuple[str, ...]
    at: int | None
    level: str | None


def check_decisions(row: Row, story: Story) -> list[str]:
    """Differences in who decides, what, where it shows and on which level."""
    must, may = (_decisions(row, lines) for lines in (row.expected, row.allowed))

    def same(f: object, w: Chosen) -> bool:
        d = next(x for x in story.decisions if x is f)
        if not means(story, w.decider, d.decider) or kind_at(story, d.level) != w.level:
            return False
        if w.at is None:
            return d.chosen is None
        chose = d.chosen is not None and any(re.search(rf"(?i)\b{re.escape(c)}", d.chosen) for c in w.choices)
        return chose and d.at is not None and near(story, d.at, w.at, NEAR_PLACE)

    return compared(
        story.decisions,
        must,
        may,
        same,
        lambda d: (
            f"{shown(story, d.decider)} | {d.chosen or 'open'} | at {d.at and _clipped(story.text.content[d.at :])!r}"
        ),
        lambda w: w.line,
    )


def _decisions(row: Row, lines: Sequence[str]) -> list[Chosen]:
    places = list(row.carets)
    out = []
    for line in lines:
        decider, words, level = fields(line, 3)
        if not words or (level and level.removeprefix("in ") not in LEVEL_KINDS):
            raise ValueError(f"no decision: {line}")
        if words != "open" and not places:
            raise ValueError("a decision that is not open needs a caret in the passage")
        at = None if words == "open" else places.pop(0)
        out.append(Chosen(line, decider, tuple(listed(words)), at, level.removeprefix("in ") or None))
    return out


# Emotions


@dataclass(frozen=True)
class Felt:
    """An emotion that a row expects."""

    line: str
    kind: str
    """ "quotation" or "feeling"."""
    labels: tuple[str, ...]
    who: str
    toward: str
    words: str


def parse_emotion(line: str) -> Felt:
    """An expected line of emotions; raises ValueError."""
    kind, rest = fields(line, 2)
    if kind == "quotation":
        label, toward, words = fields(rest, 3)
        who = "?"
    else:
        label, who, toward, words = fields(rest, 4)
    labels = tuple(x.strip() for x in label.split(","))
    if kind not in ("quotation", "feeling") or not set(labels) <= set(EMOTIONS) or not words or not toward or not who:
        raise ValueError(f"no emotion: {line}")
    return Felt(line, kind, labels, who, toward, words)


def check_emotions(row: Row, story: Story) -> list[str]:
    """Differences in what the speakers of quotations feel, and in the reactions that are narrated."""
    must, may = ([parse_emotion(line) for line in lines] for lines in (row.expected, row.allowed))
    spoken = [q for q in story.quotations if q.emotion is not None]
    return compared(
        spoken,
        [w for w in must if w.kind == "quotation"],
        [w for w in may if w.kind == "quotation"],
        lambda q, w: _begins(story, q, w.words) and _same_emotion(story, q.emotion, w),
        lambda q: f"quotation | {_emotion(story, q.emotion)} | {_clipped(story.words(q.spans[0]))}",
        lambda w: w.line,
    ) + compared(
        story.feelings,
        [w for w in must if w.kind == "feeling"],
        [w for w in may if w.kind == "feeling"],
        lambda f, w: (
            means(story, w.who, f.who)
            and f.label in w.labels
            and _right_toward(story, f.toward, w.toward)
            and _half(story, f.span, w.words)
        ),
        lambda f: f"feeling | {f.label} | {shown(story, f.who)} | {_clipped(story.words(f.span))}",
        lambda w: w.line,
    )


def _begins(story: Story, quotation: Line, words: str) -> bool:
    return plain(story.words(quotation.spans[0])).startswith(plain(words))


def _same_emotion(story: Story, found: Emotion | None, wanted: Felt) -> bool:
    return found is not None and found.label in wanted.labels and _right_toward(story, found.toward, wanted.toward)


def _right_toward(story: Story, found: Sequence[str], wanted: str) -> bool:
    if wanted == "?":
        return True
    names = [] if wanted == "[]" else listed(wanted)
    return len(found) == len(names) and all(any(means(story, name, id_) for id_ in found) for name in names)


def _emotion(story: Story, emotion: Emotion | None) -> str:
    return "-" if emotion is None else f"{emotion.label} | {'; '.join(shown(story, t) for t in emotion.toward) or '[]'}"


def _half(story: Story, span: Span, words: str) -> bool:
    """Whether the shorter of a span and the place of some words lies half in the other."""
    start = story.text.content.find(words)
    if start < 0:
        return False
    place = (start, start + len(words))
    return 2 * _overlap([span], [place]) >= min(span.end - span.start, len(words))


# Delivery


@dataclass(frozen=True)
class Sounds:
    """A delivery that a row expects."""

    line: str
    must: frozenset[str]
    may: frozenset[str]
    words: str


def parse_delivery(line: str) -> Sounds:
    """An expected line of delivery; raises ValueError."""
    how, words = fields(line, 2)
    parts = [part.strip() for part in how.split(",")]
    if not words or not all(parts):
        raise ValueError(f"no delivery: {line}")
    may = frozenset(part[1:-1] for part in parts if part.startswith("("))
    return Sounds(line, frozenset(part for part in parts if not part.startswith("(")), may, words)


def check_delivery(row: Row, story: Story) -> list[str]:
    """Differences in how quotations sound."""
    must, may = ([parse_delivery(line) for line in lines] for lines in (row.expected, row.allowed))
    return compared(
        [q for q in story.quotations if q.delivery is not None],
        must,
        may,
        lambda q, w: _begins(story, q, w.words) and w.must <= _sounds(q) <= w.must | w.may,
        lambda q: f"{', '.join(sorted(_sounds(q)))} | {_clipped(story.words(q.spans[0]))}",
        lambda w: w.line,
    )


def _sounds(quotation: Line) -> frozenset[str]:
    how = quotation.delivery
    if how is None:
        return frozenset()
    return frozenset(
        {how.loudness or "", how.pace or "", *how.voice, "cut off" if how.cut_off else ""}) - {""}  # fmt: skip


# Relationships


@dataclass(frozen=True)
class Tied:
    """A relationship that a row expects."""

    line: str
    source: str
    to: str
    tie: str | None
    feeling: str | None
    ended: bool
    trend: str | None
    level: str | None


def parse_relationship(line: str) -> Tied:
    """An expected line of relationships; raises ValueError."""
    tie, felt = _TIE.fullmatch(line), _FELT.fullmatch(line)
    if tie is not None:
        return Tied(line, tie["source"], tie["to"], tie["word"], None, bool(tie["ended"]), None, tie["level"])
    if felt is not None:
        return Tied(line, felt["source"], felt["to"], None, felt["word"], False, felt["trend"], felt["level"])
    raise ValueError(f"no relationship: {line}")


def check_relationships(row: Row, story: Story) -> list[str]:
    """Differences in stated and felt ties."""
    must, may = ([parse_relationship(line) for line in lines] for lines in (row.expected, row.allowed))
    return compared(
        story.relationships,
        must,
        may,
        lambda f, w: _same_tie(story, f, w),
        lambda f: f"{shown(story, f.source)} {f.tie or f.feeling} of/for {shown(story, f.to)}{' ended' * f.ended}",
        lambda w: w.line,
    )


def _same_tie(story: Story, found: Relationship, wanted: Tied) -> bool:
    ends = [(found.source, found.to)] + ([(found.to, found.source)] if found.tie in MUTUAL else [])
    return (
        (found.tie, found.feeling, found.ended) == (wanted.tie, wanted.feeling, wanted.ended)
        and kind_at(story, found.level) == wanted.level
        and (wanted.trend is None or found.trend == wanted.trend)
        and any(means(story, wanted.source, a) and means(story, wanted.to, b) for a, b in ends)
    )


# Events


@dataclass(frozen=True)
class Happens:
    """An event that a row expects, or expects not to be one."""

    line: str
    word: str
    so: bool
    level: str | None
    agent: str
    patient: str


def parse_event(line: str) -> Happens:
    """An expected line of events; raises ValueError."""
    head, agent, patient = fields(line, 3)
    found = _EVENT.fullmatch(head)
    if found is None or (found["no"] and (found["level"] or agent)):
        raise ValueError(f"no event: {line}")
    return Happens(line, found["word"], not found["no"], found["level"], agent or "?", patient or "?")


def check_events(row: Row, story: Story) -> list[str]:
    """Differences in whether the row's words tell of something that happens, on which level, and who does it to whom."""
    wrong = []
    for wanted in map(parse_event, row.expected):
        there = [e for e in story.events if folded(story.words(e.trigger)) == folded(wanted.word)]
        if wanted.so and not any(_same_event(story, e, wanted) for e in there):
            wrong.append("; ".join([f"missing: {wanted.line}", *(f"found: {_event(story, e)}" for e in there)]))
        if not wanted.so:
            real = [e for e in there if e.realis and kind_at(story, e.level) is None]
            wrong += [f"not so: {_event(story, e)}" for e in real]
    return wrong


def _same_event(story: Story, found: Event, wanted: Happens) -> bool:
    level = kind_at(story, found.level)
    return (
        level == wanted.level
        and (found.realis or level is not None)  # what is dreamed need not count as having really happened
        and means(story, wanted.agent, found.agent)
        and means(story, wanted.patient, found.patient)
    )


def _event(story: Story, event: Event) -> str:
    level = kind_at(story, event.level)
    realis = "" if event.realis else "not "
    return f"{realis}{story.words(event.trigger)}{'' if level is None else f' in {level}'} | {shown(story, event.agent)} | {shown(story, event.patient)}"


CHECKS: Final[dict[str, Callable[[Row, Story], list[str]]]] = {
    "states": check_states,
    "levels": check_levels,
    "reveals": check_reveals,
    "decisions": check_decisions,
    "emotions": check_emotions,
    "delivery": check_delivery,
    "relationships": check_relationships,
    "events": check_events,
}


def names_in(row: Row) -> list[str]:
    """Every name that a row uses, "?", "-", "[]" and "I" left out; raises ValueError where a line is not in the form."""
    lines = [*row.expected, *row.allowed]
    names: list[str | None] = [s.experiencer for s in row.stretches]
    if row.layer == "states":
        held, allowed, _slots = expected_states(row)
        names += [n for h in (*held, *allowed) for n in (h.who, h.holder)]
    elif row.layer == "reveals":
        names += [n for r in _reveals(row, lines) for n in (r.figure, r.name)]
    elif row.layer == "decisions":
        names += [d.decider for d in _decisions(row, lines)]
    elif row.layer == "emotions":
        names += [n for e in map(parse_emotion, lines) for n in (e.who, *listed(e.toward), e.words)]
    elif row.layer == "delivery":
        names += [d.words for d in map(parse_delivery, lines)]
    elif row.layer == "relationships":
        names += [n for t in map(parse_relationship, lines) for n in (t.source, t.to)]
    elif row.layer == "events":
        names += [n for e in map(parse_event, lines) for n in (e.word, e.agent, e.patient)]
    return [n for n in names if n is not None and n not in ("?", "-", "[]", "I")]
