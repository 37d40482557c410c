"""The value types of a story's world: what happens in it, to whom, on which narrative level, and who feels and knows what.

Field by field they are the contract of the story document (`docs/formats.md`). Every judgement points at its words (`evidence`), names
the rule that made it (`docs/world.md` lists them), and has a `confidence` only where one was fitted.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import UNSET, UnsetType

from fullcast.layers.values import Value
from fullcast.text import Span

STORY: Final = "l0"
"""Id of the level of the story itself."""
LEVEL_KINDS: Final = ("story", "dream", "vision", "memory", "told", "imagined", "document")
SLOTS: Final = {
    "life": ("alive", "dead"),
    "body": ("unhurt", "hurt", "ill"),
    "mind": ("awake", "asleep", "unconscious"),
    "breath": ("breathing", "not_breathing"),
    "freedom": ("free", "bound"),
    "sobriety": ("sober", "drunk"),
    "thing": ("whole", "broken", "lost"),
}
"""Values of each slot of a state; the first is what holds where the text says nothing. Entities have `thing`, characters the others."""
STATUSES: Final = ("asserted", "believed", "denied", "hypothetical")
EMOTIONS: Final = ("joy", "trust", "fear", "surprise", "sadness", "disgust", "anger", "anticipation")
"""Plutchik's eight (1980)."""
CHANGE_KINDS: Final = (
    "scene", "level_opens", "level_closes", "enters", "leaves", "revealed", "state", "state_ends", "feels", "learns", "offered", "decides",
)  # fmt: skip


TURNS_BY_POSITION: Final = (0.10, 0.25, 0.50, 0.75, 0.95)
"""Shares of a story's length at which the five turning points of a film are expected unread: what finding them is to be held against
(Papalampidi, Keller and Lapata, *Movie Plot Analysis via Turning Point Identification*, EMNLP 2019)."""
LASTING: Final = "lasting"
"""Status of a change in which a feeling shows that lasts."""


class Judgement(Value, frozen=True, kw_only=True):
    """The base of what is judged of a story's world."""

    id: str
    evidence: tuple[Span, ...] = ()
    """The words that it rests on."""
    rule: str | UnsetType = UNSET
    """Name of the rule that found it, listed in `docs/world.md`."""
    confidence: float | UnsetType = UNSET
    """Fitted probability that it is right."""
    by: str | UnsetType = UNSET
    """ "machine", "person" or "given"; absent for machine."""


class Reveal(Judgement, frozen=True, kw_only=True):
    """A figure that the text keeps unnamed or disguised, and then names."""

    entity: str
    """Id of the character who it is."""
    at: int
    """Offset of the first word from which a first-time reader knows."""
    explains: tuple[str, ...] = ()
    """Ids of the mentions before that are now understood."""
    figure: str | UnsetType = UNSET
    """What the text called the figure before."""
    was: tuple[str, ...] | UnsetType = UNSET
    """Ids of the provisional characters who are `entity`."""


class State(Judgement, frozen=True, kw_only=True):
    """What holds of a character or a thing from a place of the telling on."""

    who: str
    """Id of a character; of an entity where `slot` is "thing"."""
    slot: str
    """One of SLOTS."""
    value: str
    at: int
    """Offset of the words that make it so."""
    until: int | None = None
    """Offset where it ends, None where it holds to the end or another state of its slot follows."""
    status: str = "asserted"
    """One of STATUSES."""
    holder: str | None = None
    """Of a belief: id of who takes it to be so."""
    level: str = STORY
    """Id of the level on which it holds, which is not always the one on which it is told."""
    where: str | None = None
    """Of a wound or an illness: where, or which, in the words of the text."""


class Emotion(Value, frozen=True, kw_only=True):
    """What the speaker of a quotation feels: facet of Quotation, present only where something shows."""

    id: str
    """The quotation's id."""
    label: str
    """One of EMOTIONS."""
    word: str | None = None
    """The finer word, where the text gives one."""
    intensity: int = 2
    """1 a trace, 2 plain, 3 beyond control."""
    toward: tuple[str, ...] = ()
    """Ids of characters; the feeler for oneself; empty for nobody."""
    evidence: tuple[Span, ...] = ()
    rule: str | UnsetType = UNSET
    confidence: float | UnsetType = UNSET


class Feeling(Judgement, frozen=True, kw_only=True):
    """A reaction that is narrated: words that say or show what somebody feels just then."""

    span: Span
    who: str
    label: str
    """One of EMOTIONS."""
    word: str | None = None
    intensity: int = 2
    toward: tuple[str, ...] = ()
    level: str = STORY


class Relationship(Judgement, frozen=True, kw_only=True):
    """`source` is the tie of `to` ("parent": source is the parent of to), or feels the feeling for `to`."""

    source: str = msgspec.field(name="from")
    to: str
    tie: str | None = None
    """parent, grandparent, guardian, sibling, spouse, partner, betrothed, kin, friend, lover, colleague, neighbour, superior, master,
    teacher, physician, captor, host, enemy, rival, other."""
    ended: bool = False
    feeling: str | None = None
    """love, affection, trust, gratitude, admiration, longing, pity, grief, guilt, fear, jealousy, resentment, contempt, hatred."""
    trend: str | None = None
    """rising, falling, turned; only with two opposing pieces of evidence."""
    level: str = STORY


class Decision(Judgement, frozen=True, kw_only=True):
    """An offer or a dilemma with its options, and what is chosen."""

    decider: str | None
    offered_by: str | None = None
    """None for a dilemma of one's own."""
    options: tuple[str, ...] = ()
    """In the words of the text, where it has words for them."""
    chosen: str | None = None
    """One of `options`; None where it stays open."""
    at: int | None = None
    """Offset of the words in which the choice shows."""
    span: Span
    """From the offer to the choice."""
    level: str = STORY


class TurningPoint(Judgement, frozen=True, kw_only=True):
    """A candidate for a place where the story turns."""

    at: int
    reasons: tuple[str, ...] = ()
    """What changes here: "life: dead", "reveal", "decision", "level closes" …"""
    score: float = 0.0
    """Size of the change, for ranking; no probability."""


class Knowledge(Judgement, frozen=True, kw_only=True):
    """That a character comes to know something."""

    who: str
    what: str
    """Id of the state, reveal, decision or relationship that is known."""
    at: int
    how: str
    """ "witnessed" (was there), "told", "own" (it is about oneself)."""
    source: str | None = msgspec.field(name="from", default=None)
    """Id of who told it."""
    level: str = STORY


class Change(Value, frozen=True, kw_only=True):
    """One step of the story's world, in the order of the telling; replaying all of them rebuilds the world at any offset."""

    at: int
    kind: str
    """One of CHANGE_KINDS."""
    who: str | None = None
    """Id of the character, or thing, that it happens to."""
    level: str = STORY
    """Id of the level on which it holds; of a level that opens, closes or is revealed, the one around it."""
    item: str | UnsetType = UNSET
    """Id of what it comes from: a state, a scene, a level, a reveal, a decision; of a feeling the quotation, reaction or relationship;
    of what is learnt, what is known."""
    slot: str | UnsetType = UNSET
    """Of a state."""
    value: str | UnsetType = UNSET
    """Of a state its value; of a level its kind; of a feeling its label; of a decision what is chosen; of what is learnt, how."""
    status: str | UnsetType = UNSET
    """Of a state; of a feeling that is a relationship, LASTING."""
    holder: str | UnsetType = UNSET
    """Of a state, who believes it; of what is learnt, who told it."""
    toward: tuple[str, ...] | UnsetType = UNSET
    """Of a feeling."""
    place: str | UnsetType = UNSET
    """Of a scene: id of the entity where it plays."""
    evidence: tuple[Span, ...] | UnsetType = UNSET
    confidence: float | UnsetType = UNSET


class Contradiction(Judgement, frozen=True, kw_only=True):
    """Two places of the story that cannot both be so."""

    kind: str
    """ "dead_acts", "two_places", "used_after_lost" or "knows_untold"."""
    who: str
    """Id of the character or thing."""
    first: Span
    second: Span
