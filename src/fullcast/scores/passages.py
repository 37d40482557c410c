"""Passages with their narrative levels, and with states: prose to develop on, marked in its own words.

A file is one passage: a line `# category | what it shows`, a blank line, and the text with the marks of `marked_levels`. Where states are
asked for, a line with a full stop follows, and the answers of `state_answers`. The category is the kind of level, or the slot, that the
passage is about, or "none" where it has no level. The files, and words about them, are in gold/passages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Final, Literal, cast

from msgspec.structs import replace

from fullcast.errors import AnchorError, DocumentError
from fullcast.layers.values import Value
from fullcast.layers.world_values import LEVEL_KINDS, SLOTS, STORY
from fullcast.scores.anchors import Anchor, Places, anchors_in
from fullcast.scores.gold_world import (
    FORMAT,
    GoldCharacter,
    GoldDeath,
    GoldEntity,
    GoldLevel,
    GoldState,
    GoldStory,
    GoldWorld,
)
from fullcast.scores.marked_levels import Stretch, unmarked
from fullcast.scores.state_answers import NARRATOR, Named, StateAnswers, parse_answers
from fullcast.text import Span

KINDS: Final = LEVEL_KINDS[1:]
"""Kinds of level that are marked; the story's own is not."""
NONE: Final = "none"
HELD_OUT: Final = 3
"""Every third passage is held out: whoever writes rules does not look at it."""
NOBODY: Final = "-"
"""The experiencer whom nobody can name."""

_NAME = re.compile(r"(?P<number>\d+)-(?P<name>[a-z0-9-]+)\.txt")
_CATEGORIES = (*KINDS, *SLOTS, NONE)
_HEAD = re.compile(rf"# (?P<category>{'|'.join(_CATEGORIES)}) \| (?P<shows>\S.*)\n\n")
_ANSWERS = "\n.\n"
"""Parts the text from the answers below it."""
_READINGS: Final[dict[str, Literal["so", "mistaken", "denied", "hypothetical"]]] = {
    "asserted": "so",
    "believed": "mistaken",
    "denied": "denied",
    "hypothetical": "hypothetical",
}
"""What the words of a death on the story's level are, by its status."""


class MarkedLevel(Value, frozen=True, kw_only=True):
    """A level of a passage."""

    kinds: tuple[str, ...]
    """Any of these is right; the first is preferred."""
    experiencer: str
    """A name by which the passage calls somebody, NARRATOR, or NOBODY."""
    spans: tuple[Span, ...]
    parent: int | None = None
    """Position, in the passage's levels, of the one that it lies in; None for the story's own."""
    revealed_at: int | None = None
    """Where a first-time reader can know of it, if later than at its first word."""


class Passage(Value, frozen=True, kw_only=True):
    """A piece of prose and the levels that a careful reader finds in it."""

    number: int
    name: str
    category: str
    """One of KINDS or SLOTS, or NONE."""
    shows: str
    """What it shows, in a line."""
    text: str
    """Without marks."""
    levels: tuple[MarkedLevel, ...]
    """In the order in which they begin; of a passage with answers only those on which something holds."""
    answers: StateAnswers | None = None
    """Its states; None where nobody asks for them."""

    @property
    def held_out(self) -> bool:
        """Whether whoever writes rules does not look at it."""
        return self.number % HELD_OUT == 0


def read_passages(folder: Path) -> list[Passage]:
    """The passages in `folder`, by number; raises DocumentError that names the file which is not in the form."""
    return sorted((read_passage(path) for path in folder.glob("*.txt")), key=lambda p: p.number)


def read_passage(path: Path) -> Passage:
    """The passage in a file; raises DocumentError that names it where it is not in the form."""
    try:
        return _passage(path.name, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DocumentError(f"{path.name} cannot be opened") from error
    except ValueError as error:
        raise DocumentError(f"{path.name}: {error}") from error


def _passage(file: str, content: str) -> Passage:
    named, head = _NAME.fullmatch(file), _HEAD.match(content)
    if named is None:
        raise ValueError("it is not called NUMBER-name.txt")
    if head is None:
        raise ValueError(f"the first line is not '# category | what it shows'; categories are {', '.join(_CATEGORIES)}")
    marked, parted, below = content[head.end() :].partition(_ANSWERS)
    text, stretches, carets = unmarked(marked.strip() + "\n")
    category = head["category"]
    _check(category, stretches, about_levels=not parted)
    parents = [_parent(stretches, i) for i in range(len(stretches))]
    revealed = {_revealed(stretches, parents, caret): caret for caret in carets}
    if len(revealed) < len(carets) or None in revealed:
        raise ValueError("a caret is where a level is revealed, one for each, and never before it")
    levels = (
        MarkedLevel(
            kinds=s.kinds,
            experiencer=s.experiencer,
            spans=tuple(Span(*span) for span in s.spans),
            parent=parents[i],
            revealed_at=revealed.get(i),
        )
        for i, s in enumerate(stretches)
    )
    passage = Passage(
        number=int(named["number"]),
        name=named["name"],
        category=category,
        shows=head["shows"],
        text=text,
        levels=tuple(levels),
        answers=parse_answers(below.splitlines()) if parted else None,
    )
    _check_answers(passage)
    return passage


def _check(category: str, stretches: Sequence[Stretch], *, about_levels: bool) -> None:
    kinds = {kind for s in stretches for kind in s.kinds}
    if unknown := kinds - set(KINDS):
        raise ValueError(f"there is no kind of level {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    if about_levels and category != NONE and category not in kinds:
        raise ValueError(f"it is about {category}, and has none")
    if category == NONE and kinds:
        raise ValueError(f"it is to have no level, and has {', '.join(sorted(kinds))}")


def _check_answers(passage: Passage) -> None:
    """Raise ValueError where there are no states of the category, or words of the answers do not stand in the text or on their level."""
    if passage.answers is None:
        return
    if passage.category not in {state.slot for state in passage.answers.states}:
        raise ValueError(f"it is about {passage.category}, and no state is")
    places = Places(passage.text)
    try:
        for _, anchor in anchors_in(passage.answers):
            places.span(anchor)
    except AnchorError as error:
        raise ValueError(str(error)) from error
    for state in passage.answers.states:
        _level_of(state, passage.levels, places)


def _within(stretch: Stretch, other: Stretch) -> int:
    """How many parts of `stretch` lie in a part of `other`."""
    return sum(any(a <= start and end <= b for a, b in other.spans) for start, end in stretch.spans)


def _parent(stretches: Sequence[Stretch], i: int) -> int | None:
    """The stretch opened last of those before it in which it lies; raises ValueError where it lies in one with a part of it only."""
    around = None
    for j in range(i):
        parts = _within(stretches[i], stretches[j])
        if parts == len(stretches[i].spans):
            around = j
        elif parts:
            raise ValueError(
                f"a {stretches[i].kinds[0]} goes on outside of the {stretches[j].kinds[0]} that it lies in"
            )
    return around


def _revealed(stretches: Sequence[Stretch], parents: Sequence[int | None], caret: int) -> int | None:
    """The stretch that a caret reveals: the one that ended last before it at its depth; failing that, the one that it stands in."""
    inside = [i for i, s in enumerate(stretches) if any(a < caret < b for a, b in s.spans)]
    here = inside[-1] if inside else None
    ended = [(s.spans[-1][1], i) for i, s in enumerate(stretches) if parents[i] == here and s.spans[-1][1] <= caret]
    return max(ended)[1] if ended else here


def as_story(passage: Passage, prefer: Collection[str] = ()) -> GoldStory:
    """The passage as gold of a story: its levels, states and deaths and how all are at the end, all other layers empty.

    Where several kinds of a level are right, it is of the first that is in `prefer`, failing that of the first.
    """
    places = Places(passage.text)
    answers = passage.answers or StateAnswers(named=(), states=(), traps=(), ends=())
    world = GoldWorld(
        format=FORMAT,
        story=passage.name,
        step="settled",
        by="language model",
        characters=tuple(_characters(passage, answers)),
        entities=tuple(
            GoldEntity(id=one.names[0], name=one.names[0], aliases=one.names[1:], type="OBJ")
            for one in answers.named
            if one.thing
        ),
        levels=tuple(_gold_levels(passage.levels, answers, prefer)),
        reveals=(),
        states=tuple(replace(s, level=_level_of(s, passage.levels, places)) for s in answers.states),
        at_end=answers.ends,
        decisions=(),
        quotations=(),
        feelings=(),
        scenes=(),
        relationships=(),
        deaths=tuple(_deaths(answers)),
    )
    return GoldStory(world=world, places=places)


def _characters(passage: Passage, answers: StateAnswers) -> Iterator[GoldCharacter]:
    """Those of the answers, and whoever dreams, remembers or tells and is not among them."""
    people = [one for one in answers.named if not one.thing]
    known = {name for one in people for name in one.names}
    others = sorted({level.experiencer for level in passage.levels} - {NOBODY} - known)
    for one in (*people, *(Named(names=(name,)) for name in others)):
        name = one.names[0]
        yield GoldCharacter(id=name, name=_called(name), aliases=one.names[1:], narrator=name == NARRATOR)


def _level_of(state: GoldState, levels: Sequence[MarkedLevel], places: Places) -> str:
    """Id of the deepest level of the kind that `state` names around its words; raises ValueError where there is none."""
    if state.level == STORY:
        return STORY
    at = places.span(state.at)
    around = [i for i, x in enumerate(levels, 1) if state.level in x.kinds and any(s.meets(at) for s in x.spans)]
    if not around:
        raise ValueError(f"{state.at} stands in no {state.level}")
    return f"l{around[-1]}"


def _deaths(answers: StateAnswers) -> Iterator[GoldDeath]:
    """The words of every death, and those that only look like one."""
    for state in answers.states:
        if (state.slot, state.value) == ("life", "dead"):
            reading = _READINGS[state.status] if state.level == STORY else "level"
            yield GoldDeath(who=state.who, span=state.at, reading=reading)
    for trap in answers.traps:
        if trap.slot == "life":
            yield GoldDeath(who=None, span=trap.at, reading="figurative")


def _called(name: str) -> str:
    return "the narrator" if name == NARRATOR else name


def _gold_levels(levels: Sequence[MarkedLevel], answers: StateAnswers, prefer: Collection[str]) -> Iterator[GoldLevel]:
    ids = {name: one.names[0] for one in answers.named for name in one.names}
    for number, level in zip(count(1), levels, strict=False):
        kind = next((k for k in level.kinds if k in prefer), level.kinds[0])
        at = level.revealed_at
        yield GoldLevel(
            id=f"l{number}",
            kind=cast(Literal["dream", "vision", "memory", "told", "imagined", "document"], kind),
            parent=STORY if level.parent is None else f"l{level.parent + 1}",
            experiencer=None if level.experiencer == NOBODY else ids.get(level.experiencer, level.experiencer),
            spans=tuple(Anchor(offsets=(span.start, span.end)) for span in level.spans),
            revealed_at=None if at is None else Anchor(offsets=(at, at + 1)),
        )
