"""The gold of a story's world, as annotators write it: `docs/gold.md` says what each field means.

Names of fields and values are those of the story document; where that has offsets and spans, gold has anchors.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from fullcast.errors import DocumentError
from fullcast.layers.values import Value
from fullcast.layers.world_values import SLOTS, STORY
from fullcast.scores.anchors import Anchor, Places, anchors_in
from fullcast.text import Span

FORMAT: Final = "fullcast-gold/1"
SYMMETRIC: Final = frozenset(
    "sibling spouse partner betrothed kin friend lover colleague neighbour enemy rival".split()
)
"""Ties that hold both ways."""

Anchors = Annotated[tuple[Anchor, ...], msgspec.Meta(min_length=1)]
"""One anchor or more."""
Pass = Literal["first", "second", "settled"]
Status = Literal["asserted", "believed", "denied", "hypothetical"]
Emotion = Literal["joy", "trust", "fear", "surprise", "sadness", "disgust", "anger", "anticipation"]
Feeling = Literal[
    "love", "affection", "trust", "gratitude", "admiration", "longing", "pity", "grief", "guilt", "fear", "jealousy",
    "resentment", "contempt", "hatred",
]  # fmt: skip
"""What lasts between two people; what passes is an Emotion."""
Tie = Literal[
    "parent", "grandparent", "guardian", "sibling", "spouse", "partner", "betrothed", "kin", "friend", "lover",
    "colleague", "neighbour", "superior", "master", "teacher", "physician", "captor", "host", "enemy", "rival", "other",
]  # fmt: skip


class _Item(Value, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base: a misspelt key is refused."""


class GoldNamed(_Item, frozen=True, kw_only=True):
    """What other items refer to by its id."""

    id: str
    """Lower-case and speaking, such as "mara"; of this file only: passes are compared by names."""
    name: str
    aliases: tuple[str, ...] = ()


class GoldCharacter(GoldNamed, frozen=True, kw_only=True):
    """A person, animal or group of the story."""

    kind: Literal["person", "animal", "group", "other"] = "person"
    pronouns: Literal["he", "she", "they", "it"] | None = None
    narrator: bool = False
    members: tuple[str, ...] = ()


class GoldEntity(GoldNamed, frozen=True, kw_only=True):
    """A place or a thing that matters."""

    type: Literal["FAC", "GPE", "LOC", "VEH", "ORG", "OBJ"]
    """Those of the document, and OBJ for things that can break or be lost."""


class GoldRegion(_Item, frozen=True, kw_only=True):
    """What is in the file and is not the story."""

    span: Anchor
    kind: Literal["author_note", "disclaimer", "summary", "heading", "title", "metadata", "other"]


class GoldLevel(_Item, frozen=True, kw_only=True):
    """A world inside the story."""

    id: str
    kind: Literal["dream", "vision", "memory", "told", "imagined", "document"]
    parent: str = STORY
    experiencer: str | None
    """Who dreams, remembers, tells, imagines, or wrote it; None where nobody can know."""
    spans: Anchors
    revealed_at: Anchor | None = None
    """Where a first-time reader learns of it, if later than its first word."""
    evidence: tuple[Anchor, ...] = ()


class GoldReveal(_Item, frozen=True, kw_only=True):
    """A figure whom the text first keeps unnamed or disguised, and then names."""

    figure: str
    """What the text calls the figure before."""
    entity: str
    at: Anchor
    explains: Anchors
    evidence: tuple[Anchor, ...] = ()


class GoldState(_Item, frozen=True, kw_only=True):
    """What holds of a character or a thing from a place of the telling on."""

    who: str
    slot: Literal["life", "body", "mind", "breath", "freedom", "sobriety", "thing"]
    value: str
    where: str | None = None
    """Of a wound or an illness: where, or which."""
    status: Status = "asserted"
    holder: str | None = None
    """Who believes it."""
    level: str = STORY
    at: Anchor
    until: Anchor | None = None

    def __post_init__(self) -> None:
        """Refuse a value that its slot does not have."""
        if self.value not in SLOTS[self.slot]:
            raise ValueError(f"slot {self.slot} is one of {', '.join(SLOTS[self.slot])}; not {self.value}")
        if (self.status == "believed") != (self.holder is not None):
            raise ValueError("`holder` goes with status believed, and only with it")


class GoldEnd(_Item, frozen=True, kw_only=True):
    """A character at the last word of the story, on its own level; None where a reader cannot know."""

    who: str
    life: Literal["alive", "dead"] | None
    body: Literal["unhurt", "hurt", "ill"] | None = "unhurt"
    mind: Literal["awake", "asleep", "unconscious"] | None = "awake"
    freedom: Literal["free", "bound"] | None = "free"


class GoldDecision(_Item, frozen=True, kw_only=True):
    """An offer or a dilemma, and what came of it."""

    decider: str
    offered_by: str | None = None
    options: Annotated[tuple[str, ...], msgspec.Meta(min_length=2)]
    chosen: str | None
    """One of `options`; None where it stays open."""
    at: Anchor | None = None
    """Where the choice shows."""
    span: Anchor
    level: str = STORY

    def __post_init__(self) -> None:
        """Refuse a choice that was no option."""
        if self.chosen is not None and self.chosen not in self.options:
            raise ValueError(f"`chosen` is not one of the options: {self.chosen}")
        if (self.chosen is None) != (self.at is None):
            raise ValueError("`at` goes with `chosen`, and only with it")


class GoldEmotion(_Item, frozen=True, kw_only=True):
    """What is felt; where nothing is, the item that would hold it has null."""

    label: Emotion
    word: str | None = None
    """The finer word, where the text gives one."""
    intensity: Literal[1, 2, 3]
    toward: tuple[str, ...] = ()
    """Characters; the feeler for oneself; empty for nobody."""


class GoldDelivery(_Item, frozen=True, kw_only=True):
    """How a quotation is spoken, where the text says so."""

    loudness: Literal["soft", "loud"] | None = None
    pace: Literal["slow", "fast"] | None = None
    voice: tuple[str, ...] = ()
    cut_off: bool = False
    source: str = msgspec.field(name="from")

    def __post_init__(self) -> None:
        """Refuse a source that the document does not know, and a delivery that says nothing."""
        if not set(self.source.split("+")) <= {"verb", "adverb", "beat", "typography"}:
            raise ValueError("`from` is verb, adverb, beat or typography, several joined by +")
        if not (self.loudness or self.pace or self.voice or self.cut_off):
            raise ValueError("a delivery that says nothing is null")


class GoldLine(_Item, frozen=True, kw_only=True):
    """A quotation with its emotion and its delivery."""

    spans: Anchors
    kind: Literal["speech", "thought", "writing", "not_speech"] = "speech"
    speaker: str | None
    addressees: tuple[str, ...] | None = None
    emotion: GoldEmotion | None
    delivery: GoldDelivery | None


class GoldFeeling(_Item, frozen=True, kw_only=True):
    """A reaction that is narrated."""

    span: Anchor
    who: str
    emotion: GoldEmotion


class GoldPlace(_Item, frozen=True, kw_only=True):
    """Where a scene plays."""

    name: str
    """The words of the text."""
    entity: str | None = None
    evidence: tuple[Anchor, ...] = ()


class GoldScene(_Item, frozen=True, kw_only=True):
    """A stretch in one place and time with the same people."""

    span: Anchor
    place: GoldPlace | None
    time: str | None
    participants: tuple[str, ...]
    mentioned: tuple[str, ...] = ()
    focalizer: str | None
    level: str = STORY


class GoldRelationship(_Item, frozen=True, kw_only=True):
    """`source` is the tie of `to`, or feels the feeling for `to`."""

    source: str = msgspec.field(name="from")
    to: str
    tie: Tie | None = None
    ended: bool = False
    feeling: Feeling | None = None
    trend: Literal["rising", "falling", "turned"] | None = None
    level: str = STORY
    evidence: Anchors

    def __post_init__(self) -> None:
        """Refuse what says nothing, or two things at once."""
        if (self.tie is None) == (self.feeling is None):
            raise ValueError("a relationship has either `tie` or `feeling`")
        if self.trend is not None and (self.feeling is None or len(self.evidence) < 2):
            raise ValueError("`trend` needs a feeling and two pieces of evidence")


class GoldContradiction(_Item, frozen=True, kw_only=True):
    """Two places of the story that cannot both be so, put there on purpose."""

    kind: Literal["dead_acts", "two_places", "used_after_lost", "knows_untold"]
    who: str
    first: Anchor
    second: Anchor


class GoldDeath(_Item, frozen=True, kw_only=True):
    """Words that say or seem to say that someone is dead or dies."""

    who: str | None
    """None where nobody of the story is meant."""
    span: Anchor
    reading: Literal["so", "level", "mistaken", "lie", "hypothetical", "denied", "figurative"]


class GoldWorld(_Item, frozen=True, kw_only=True):
    """One pass of annotation over one story, layer by layer."""

    format: Literal["fullcast-gold/1"]
    story: str
    step: Pass = msgspec.field(name="pass")
    by: Literal["language model", "person"]
    characters: tuple[GoldCharacter, ...]
    entities: tuple[GoldEntity, ...] = ()
    regions: tuple[GoldRegion, ...] = ()
    levels: tuple[GoldLevel, ...]
    reveals: tuple[GoldReveal, ...]
    states: tuple[GoldState, ...]
    at_end: tuple[GoldEnd, ...]
    decisions: tuple[GoldDecision, ...]
    quotations: tuple[GoldLine, ...]
    feelings: tuple[GoldFeeling, ...]
    scenes: tuple[GoldScene, ...]
    relationships: tuple[GoldRelationship, ...]
    contradictions: tuple[GoldContradiction, ...] = ()
    deaths: tuple[GoldDeath, ...]


class GoldStory(Value, frozen=True, kw_only=True):
    """A pass with the text that its anchors quote."""

    world: GoldWorld
    places: Places

    def span(self, anchor: Anchor) -> Span:
        """The stretch that `anchor` names; raises AnchorError."""
        return self.places.span(anchor)

    def kind_of(self, level: str) -> str:
        """The kind of the level with id `level`; of an unknown one the id itself."""
        kinds = {STORY: "story", **{one.id: one.kind for one in self.world.levels}}
        return kinds.get(level, level)


def read_world(folder: Path, step: Pass) -> GoldStory:
    """The pass `step` of the story in `folder`: `story.txt` and `first.json`, `second.json` or `settled.json`.

    Raises DocumentError that names the key where the file breaks the form. Anchors are not looked up yet.
    """
    try:
        content = (folder / "story.txt").read_text(encoding="utf-8")
        data = (folder / f"{step}.json").read_bytes()
    except OSError as error:
        raise DocumentError(f"{folder.name}/{Path(str(error.filename)).name} cannot be opened") from error
    try:
        world = msgspec.json.decode(data, type=GoldWorld)
    except msgspec.MsgspecError as error:
        raise DocumentError(f"{folder.name}/{step}.json: {error}") from error
    if counted := [where for where, anchor in anchors_in(world) if anchor.offsets]:
        raise DocumentError(f"{folder.name}/{step}.json: {counted[0]}: quote the words, do not count offsets")
    return GoldStory(world=world, places=Places(content))
