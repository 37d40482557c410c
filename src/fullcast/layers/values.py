"""What a story is made of: the value types of its layers.

All are frozen. They refer to each other by id, never by object. Field by field they are the contract of the story document
(`docs/formats.md`); a value that is not in a vocabulary below is passed on, not refused.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from fullcast.text import Span

REGION_KINDS = (
    "story", "author_note", "disclaimer", "summary", "heading", "contents", "licence", "title", "metadata", "footnote", "other",
)  # fmt: skip
QUOTATION_KINDS = ("speech", "thought", "writing", "not_speech")
MARKS = ("quotes", "dash", "emphasis", "none")
ATTRIBUTION_TYPES = ("explicit", "anaphoric", "implicit")
CHARACTER_KINDS = ("person", "animal", "group", "other")


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all values: frozen, compared field by field, made with keywords."""


class Source(Value, frozen=True, kw_only=True):
    """The file that a story was read from."""

    name: str
    """File name without its folder."""
    media_type: str
    """What the reader found it to be."""
    encoding: str | None = None
    """Encoding of a plain file; None for archives."""
    sha256: str
    """Digest of the file's bytes."""


class Metadata(Value, frozen=True, kw_only=True):
    """What the file says about the story. Tags of an archive are priors, never facts."""

    title: str | None = None
    author: str | None = None
    language: str | None = None
    """Two-letter code, None where it is not known."""
    tags: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    """An archive's Characters tags."""
    relationships: tuple[str, ...] = ()
    """An archive's Relationships tags, as written."""
    provenance: str | None = None
    """Where in the file this was found, e.g. "AO3 preface"."""


class Notice(Value, frozen=True, kw_only=True):
    """Something a reader of the result should know: odd input, a weak place, a policy that was applied."""

    code: str
    """Stable name, listed in `docs/limits.md`, e.g. "unclosed_quotation"."""
    message: str
    span: Span | None = None


class Region(Value, frozen=True, kw_only=True):
    """A stretch of the text that is story or something around it; regions tile the text."""

    start: int
    end: int
    kind: str
    """One of REGION_KINDS."""


class Chapter(Value, frozen=True, kw_only=True):
    """A chapter, heading included."""

    id: str
    start: int
    end: int
    title: str | None = None


class Break(Value, frozen=True, kw_only=True):
    """A typographic sign that a scene ends: a row of stars, a rule, a wider blank."""

    start: int
    end: int
    kind: str
    """ "ornament" (stars, rules, signs), "blank" (more blank lines than between paragraphs), "heading"."""


class Mention(Value, frozen=True, kw_only=True):
    """A reference to a character or another entity."""

    id: str
    span: Span
    type: str = "PER"
    form: str
    """ "name", "nominal" or "pronoun"."""
    entity: str | None
    """Id of a character or entity; None where it is not known."""
    revealed_at: int | UnsetType = UNSET
    """Offset where a first-time reader learns who this is, if later than the mention."""


class Entity(Value, frozen=True, kw_only=True):
    """Something named that is no character: a place, a building, a vehicle, an organisation."""

    id: str
    type: str
    """FAC, GPE, LOC, VEH or ORG."""
    name: str


class Event(Value, frozen=True, kw_only=True):
    """Something that the text tells of as happening, at the word that says so."""

    id: str
    trigger: Span
    """The word that tells it: "kissed", "arrival"."""
    realis: bool = True
    """Whether it is told as having really happened, not as a wish, a habit, a plan or a negation."""
    level: str | None = None
    """Id of the narrative level that the trigger stands on."""
    agent: str | None = None
    """Id of the character or entity that does it; None where it is not known."""
    patient: str | None = None
    """Id of the character or entity that it is done to; None where it is not known."""
    earlier: bool | UnsetType = UNSET
    """Whether the text tells it as before what it tells around it ("had left")."""
    evidence: tuple[Span, ...] | UnsetType = UNSET


class Character(Value, frozen=True, kw_only=True):
    """A person, animal or group that the text refers to."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "person"
    pronouns: str | None = None
    """ "he", "she", "they", "it", or None where the text does not say."""
    narrator: bool = False
    members: tuple[str, ...] = ()
    """Of a group: ids of characters."""
    by: str = "machine"
    """ "machine", "person" or "given"."""


class CastMember(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A character that is known beforehand: one entry of a cast file, used as truth."""

    name: str
    aliases: tuple[str, ...] = ()
    """Other names and epithets; `name` need not be among them."""
    pronouns: str | None = None
    kind: str = "person"
    """One of CHARACTER_KINDS."""
    narrator: bool = False
    members: tuple[str, ...] = ()
    """Of a group: names of other entries."""


class Presence(Value, frozen=True, kw_only=True):
    """How a character is there: facet of Character, made once everything else is known."""

    id: str
    """The character's id."""
    cast: bool
    """Whether it belongs in a cast list."""
    presence: dict[str, str]
    """By narrative level: "acts", "heard" or "mentioned"."""
    mention_count: int
    quotation_count: int


class Quotation(Value, frozen=True, kw_only=True):
    """Speech, thought or writing set off in the text, or what only looks like it."""

    id: str
    spans: tuple[Span, ...]
    """Its parts with their marks, in order."""
    kind: str
    """One of QUOTATION_KINDS."""
    marked_by: str
    """One of MARKS."""
    parent: str | None = None
    """The quotation it lies in."""


class Cue(Value, frozen=True, kw_only=True):
    """The words that say that something is said."""

    span: Span
    verb: str | None
    """Its base form: "say", "whisper"."""
    manner: tuple[str, ...] = ()
    """Adverbs and phrases of manner, as written."""


class Reason(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One step of the evidence for a speaker."""

    rule: str
    """Name of the rule, listed in `docs/speakers.md`."""
    note: str
    span: Span | None = None


class Attribution(Value, frozen=True, kw_only=True):
    """Who a quotation is by and to: facet of Quotation."""

    id: str
    """The quotation's id."""
    type: str
    """One of ATTRIBUTION_TYPES."""
    speaker: str | None
    addressees: tuple[str, ...] | None = None
    """None: not known; empty: nobody; the speaker: to oneself."""
    confidence: float | UnsetType = UNSET
    """Probability that `speaker` is right; of None, that no reader could say."""
    alternatives: tuple[tuple[str, float], ...] = ()
    """Other characters, most likely first; with `confidence` at most 1 together."""
    by: str = "machine"
    cue: Cue | None = None
    reasons: tuple[Reason, ...] = ()


class Delivery(Value, frozen=True, kw_only=True):
    """How a quotation is spoken: facet of Quotation, present only where the text says something."""

    id: str
    """The quotation's id."""
    loudness: str | None = None
    """ "soft" or "loud"."""
    pace: str | None = None
    """ "slow" or "fast"."""
    voice: tuple[str, ...] = ()
    """ "whisper", "hoarse", …"""
    cut_off: bool = False
    source: str = msgspec.field(name="from", default="verb")
    """What says so: "verb", "adverb", "beat" or "typography"; several joined by "+"."""


class Place(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Where a scene plays; what is not known is left out when it is written."""

    entity: str | None
    """Id of an entity, where it is one."""
    evidence: tuple[Span, ...] = ()
    name: str | None = None
    """The words of the text."""


class Scene(Value, frozen=True, kw_only=True):
    """A stretch of the story in one place and time with the same people."""

    id: str
    start: int
    end: int
    place: Place | None = None
    time: str | None = None
    participants: tuple[str, ...] = ()
    """Ids of characters who are there in body, awake or not, seen or only heard."""
    mentioned: tuple[str, ...] | UnsetType = UNSET
    """Ids of characters who are only spoken or thought of."""
    focalizer: str | None = None
    level: str = "l0"
    follows: str | UnsetType = UNSET
    """How it follows the scene before it in the story's time: "next", "later", "earlier" or "meanwhile"; absent where nothing says."""


class Level(Value, frozen=True, kw_only=True):
    """A narrative level; spans lie inside the parent's and the deepest one at an offset counts."""

    id: str
    kind: str
    parent: str | None = None
    experiencer: str | None = None
    spans: tuple[Span, ...] = ()
    revealed_at: int | UnsetType = UNSET
    """Offset where a first-time reader learns of it, if later than its first word."""
    evidence: tuple[Span, ...] | UnsetType = UNSET
    rule: str | UnsetType = UNSET
    confidence: float | UnsetType = UNSET


Raw = dict[str, Any]
"""An item of a layer that this version has no type for; kept and passed on."""
