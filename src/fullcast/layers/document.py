"""The story document: what a story is written to and read back from.

The contract is `docs/formats.md`; its JSON Schema (`schema/story-document.schema.json`) is generated from the classes here.
A document joins what layers keep apart: a quotation with its speaker and delivery, a character with its presence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar, cast

import msgspec
from msgspec import UNSET, UnsetType

from fullcast.errors import DocumentError, TextDriftError
from fullcast.layers.layer import Layer, Provenance
from fullcast.layers.story import Line, Story
from fullcast.layers.values import (
    Attribution,
    Break,
    Chapter,
    Character,
    Cue,
    Delivery,
    Entity,
    Event,
    Level,
    Mention,
    Metadata,
    Notice,
    Presence,
    Quotation,
    Reason,
    Region,
    Scene,
    Source,
    Value,
)
from fullcast.layers.world_values import (
    Change,
    Contradiction,
    Decision,
    Emotion,
    Feeling,
    Knowledge,
    Relationship,
    Reveal,
    State,
    TurningPoint,
)
from fullcast.text import SourceMap, Span, Text

FORMAT: Final = "fullcast-story/1"
PLAIN_LAYERS: Final = (
    "regions", "chapters", "paragraphs", "emphasis", "breaks", "entities", "scenes", "levels",
    "reveals", "events", "states", "feelings", "knowledge", "relationships", "decisions", "turning_points", "changes",
)  # fmt: skip
"""Layers that a document holds as they are, under their own name."""
OPTIONAL_LAYERS: Final = ("contradictions",)
"""Layers that a document holds likewise, and has no key for where nobody has looked."""
FACETS: Final = ("presence", "speakers", "delivery", "emotions")
"""Layers that a document joins to `characters` and `quotations`."""

_ONE_VALUE: Final = {"shape": "value"}  # settings that mark an unknown key that holds no list

F = TypeVar("F")


class Generator(Value, frozen=True, kw_only=True):
    """The program that wrote a document."""

    name: str = "fullcast"
    version: str
    model: str = "rules"
    settings: dict[str, Any] = msgspec.field(default_factory=dict)
    """`until`: the offset after which nothing was read."""


class TextPart(Value, frozen=True, kw_only=True):
    """The text of a document; a document without words has no `content`."""

    length: int
    """Number of code points."""
    sha256: str
    """Digest of the UTF-8 bytes."""
    content: str | UnsetType = UNSET


class DocumentMetadata(Value, frozen=True, kw_only=True):
    """What the file says about the story."""

    title: str | None = None
    author: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    characters: tuple[str, ...] | UnsetType = UNSET
    relationships: tuple[str, ...] | UnsetType = UNSET
    provenance: str | UnsetType = UNSET


class DocumentCharacter(Value, frozen=True, kw_only=True):
    """A character; `cast`, `presence` and the counts are absent where nobody has looked."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "person"
    cast: bool | UnsetType = UNSET
    pronouns: str | None = None
    narrator: bool = False
    members: tuple[str, ...] = ()
    presence: dict[str, str] | UnsetType = UNSET
    mention_count: int | UnsetType = UNSET
    quotation_count: int | UnsetType = UNSET
    by: str = "machine"


class MentionBefore(Value, frozen=True, kw_only=True):
    """A mention as a first-time reader has it before a reveal."""

    entity: str | None
    revealed_at: int | UnsetType = UNSET


class DocumentMention(Value, frozen=True, kw_only=True):
    """A mention, of whom it turns out to be."""

    id: str
    span: Span
    type: str = "PER"
    form: str
    entity: str | None
    revealed_at: int | UnsetType = UNSET
    before_reveal: MentionBefore | UnsetType = UNSET
    """Absent where no reveal changes anything."""


class QuotationBefore(Value, frozen=True, kw_only=True):
    """Who a quotation is by and to as a first-time reader has it before a reveal."""

    speaker: str | None = None
    addressees: tuple[str, ...] | None = None
    confidence: float | UnsetType = UNSET
    alternatives: tuple[tuple[str, float], ...] = ()


class DocumentDelivery(Value, frozen=True, kw_only=True):
    """How a quotation is spoken."""

    loudness: str | None = None
    pace: str | None = None
    voice: tuple[str, ...] = ()
    cut_off: bool = False
    source: str = msgspec.field(name="from", default="verb")


class DocumentEmotion(Value, frozen=True, kw_only=True):
    """What the speaker of a quotation feels."""

    label: str
    word: str | None = None
    intensity: int = 2
    toward: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    rule: str | UnsetType = UNSET
    confidence: float | UnsetType = UNSET


class DocumentQuotation(Value, frozen=True, kw_only=True):
    """A quotation with all that is known of it; `scene` and `level` follow from where it starts."""

    id: str
    spans: tuple[Span, ...]
    kind: str
    marked_by: str = "quotes"
    type: str | None = None
    parent: str | None = None
    speaker: str | None = None
    addressees: tuple[str, ...] | None = None
    confidence: float | UnsetType = UNSET
    alternatives: tuple[tuple[str, float], ...] = ()
    by: str = "machine"
    cue: Cue | None = None
    delivery: DocumentDelivery | None = None
    emotion: DocumentEmotion | None = None
    reasons: tuple[Reason, ...] | UnsetType = UNSET
    scene: str | None = None
    level: str | None = None
    before_reveal: QuotationBefore | UnsetType = UNSET
    """Absent where no reveal changes anything."""


class Document(Value, frozen=True, kw_only=True):
    """A story document, key by key in the order in which it is written."""

    format: str
    generator: Generator
    source: Source
    text: TextPart
    source_map: tuple[tuple[int, int, int], ...] = ()
    metadata: DocumentMetadata = DocumentMetadata()
    regions: tuple[Region, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    emphasis: tuple[Span, ...] = ()
    breaks: tuple[Break, ...] = ()
    characters: tuple[DocumentCharacter, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[DocumentMention, ...] = ()
    quotations: tuple[DocumentQuotation, ...] = ()
    scenes: tuple[Scene, ...] = ()
    levels: tuple[Level, ...] = ()
    reveals: tuple[Reveal, ...] = ()
    events: tuple[Event, ...] = ()
    states: tuple[State, ...] = ()
    feelings: tuple[Feeling, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    decisions: tuple[Decision, ...] = ()
    turning_points: tuple[TurningPoint, ...] = ()
    changes: tuple[Change, ...] = ()
    contradictions: tuple[Contradiction, ...] | UnsetType = UNSET
    notices: tuple[Notice, ...] = ()
    provenance: dict[str, Provenance] | UnsetType = UNSET
    """What made each layer, from what; a document of another program may have none."""
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    """Keys that this version does not know, written back beside the others; `extra` itself is no key."""


_FIELDS: Final = {f.name: f for f in msgspec.structs.fields(Document) if f.name != "extra"}


# From a story


def _rounded(value: object) -> object:
    """`value` with every number in it at four decimals."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, Mapping):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(v) for v in value]
    return value


def _facets(story: Story, name: str, kind: type[F]) -> dict[str, F]:
    """The items of a layer of facets by the id of what they are facets of."""
    return {cast(Any, item).id: item for item in story.items(name)}


def _character(character: Character, presence: Presence | None) -> DocumentCharacter:
    facet: dict[str, Any] = {}
    if presence is not None:
        facet = {k: getattr(presence, k) for k in ("cast", "presence", "mention_count", "quotation_count")}
    return DocumentCharacter(**msgspec.structs.asdict(character), **facet)


def _mentions(story: Story) -> tuple[DocumentMention, ...]:
    out = []
    for before, after in zip(story.items("mentions"), story.mentions, strict=True):
        known = msgspec.structs.asdict(after)
        if before != after:
            known["before_reveal"] = MentionBefore(entity=before.entity, revealed_at=before.revealed_at)
        out.append(DocumentMention(**known))
    return tuple(out)


def _chances(said: Attribution | Line) -> dict[str, Any]:
    """Confidence and alternatives, numbers at four decimals."""
    sure = said.confidence if said.confidence is UNSET else round(said.confidence, 4)
    return {"confidence": sure, "alternatives": tuple((who, round(p, 4)) for who, p in said.alternatives)}


def _before(said: Attribution) -> QuotationBefore:
    return QuotationBefore(speaker=said.speaker, addressees=said.addressees, **_chances(said))


def _quotations(story: Story) -> tuple[DocumentQuotation, ...]:
    spoken = _facets(story, "speakers", Attribution)
    turned_out = {said.id: said for said in story.attributions}
    out = []
    for line in story.quotations:
        known = msgspec.structs.asdict(line)
        if line.delivery is not None:
            how = msgspec.structs.asdict(line.delivery)
            del how["id"]
            known["delivery"] = DocumentDelivery(**how)
        if line.id in spoken:
            known |= _chances(line)
            if spoken[line.id] is not turned_out[line.id]:
                known["before_reveal"] = _before(spoken[line.id])
        if line.emotion is not None:
            felt = msgspec.structs.asdict(line.emotion)
            del felt["id"]
            known["emotion"] = DocumentEmotion(**felt)
        known["reasons"] = line.reasons or UNSET
        out.append(DocumentQuotation(**known))
    return tuple(out)


def _metadata(metadata: Metadata) -> DocumentMetadata:
    known = msgspec.structs.asdict(metadata)
    for key in ("characters", "relationships", "provenance"):
        known[key] = UNSET if known[key] in (None, ()) else known[key]
    return DocumentMetadata(**known)


def _model(story: Story) -> str:
    """Name of the model that made the speakers or the mentions; every annotator that has one records it in its settings."""
    made = (story.layers[name].provenance.settings for name in ("speakers", "mentions") if name in story.layers)
    return next((str(settings["model"]) for settings in made if "model" in settings), "rules")


def to_document(story: Story) -> Document:
    """The document that says all of `story`, numbers at four decimals."""
    from fullcast import __version__

    present = _facets(story, "presence", Presence)
    known = {*PLAIN_LAYERS, *OPTIONAL_LAYERS, *FACETS, "characters", "mentions", "quotations"}
    extra = {
        layer.name: _rounded(layer.items[0] if layer.provenance.settings == _ONE_VALUE else layer.items)
        for layer in story.layers.values()
        if layer.name not in known
    }
    plain: dict[str, Any] = {name: story.items(name) for name in PLAIN_LAYERS}
    plain |= {name: story.items(name) for name in OPTIONAL_LAYERS if name in story}
    return Document(
        format=FORMAT,
        generator=Generator(
            version=__version__, model=_model(story), settings={} if story.until is None else {"until": story.until}
        ),
        source=story.source,
        text=TextPart(length=len(story.text), sha256=story.text.sha256, content=story.text.content),
        source_map=story.source_map.runs,
        metadata=_metadata(story.metadata),
        characters=tuple(_character(c, present.get(c.id)) for c in story.items("characters")),
        mentions=_mentions(story),
        quotations=_quotations(story),
        notices=story.notices,
        provenance={name: story.layers[name].provenance for name in sorted(story.layers)},
        extra=extra,
        **plain,
    )


# To a story


def _text(document: Document) -> Text:
    """The text of `document`, after a look at whether it is still the one that was annotated."""
    part = document.text
    if part.content is UNSET:
        raise DocumentError(
            f"{document.source.name}: the document was written without its text; read the story file again"
        )
    text = Text(part.content)
    if (len(text), text.sha256) != (part.length, part.sha256):
        raise TextDriftError(
            f"{document.source.name}: the text is not the one that was annotated ({len(text)} code points, "
            f"digest {text.sha256[:8]}; the document says {part.length}, {part.sha256[:8]}); read the story file again"
        )
    return text


def _parted_characters(document: Document) -> dict[str, tuple[Any, ...]]:
    """Layers `characters` and `presence`."""
    own = tuple(f for f in Character.__struct_fields__)
    characters, presence = [], []
    for c in document.characters:
        characters.append(Character(**{k: getattr(c, k) for k in own}))
        if c.cast is not UNSET:
            presence.append(
                Presence(
                    id=c.id,
                    cast=c.cast,
                    presence={} if c.presence is UNSET else c.presence,
                    mention_count=0 if c.mention_count is UNSET else c.mention_count,
                    quotation_count=0 if c.quotation_count is UNSET else c.quotation_count,
                )
            )
    return {"characters": tuple(characters), "presence": tuple(presence)}


def _mention(m: DocumentMention) -> Mention:
    """`m` as the layer has it."""
    known = {k: getattr(m, k) for k in Mention.__struct_fields__}
    if m.before_reveal is not UNSET:
        known |= msgspec.structs.asdict(m.before_reveal)
    return Mention(**known)


def _attribution(q: DocumentQuotation) -> Attribution | None:
    """Who `q` is by and to, or None where nobody has looked; a speaker given without a type counts as implicit."""
    if q.type is None and q.speaker is None and q.addressees is None and q.confidence is UNSET:
        return None
    shared = {k: getattr(q, k) for k in ("id", "speaker", "addressees", "confidence", "alternatives", "by", "cue")}
    if q.before_reveal is not UNSET:
        shared |= msgspec.structs.asdict(q.before_reveal)
    return Attribution(
        type="implicit" if q.type is None else q.type, reasons=() if q.reasons is UNSET else q.reasons, **shared
    )


def _delivery(q: DocumentQuotation) -> Delivery | None:
    return None if q.delivery is None else Delivery(id=q.id, **msgspec.structs.asdict(q.delivery))


def _emotion(q: DocumentQuotation) -> Emotion | None:
    return None if q.emotion is None else Emotion(id=q.id, **msgspec.structs.asdict(q.emotion))


def _parted_quotations(document: Document) -> dict[str, tuple[Any, ...]]:
    """Layers `quotations`, `speakers`, `delivery` and `emotions`."""
    qs = document.quotations
    return {
        "quotations": tuple(Quotation(**{k: getattr(q, k) for k in Quotation.__struct_fields__}) for q in qs),
        "speakers": tuple(a for a in map(_attribution, qs) if a is not None),
        "delivery": tuple(d for d in map(_delivery, qs) if d is not None),
        "emotions": tuple(e for e in map(_emotion, qs) if e is not None),
    }


def _layers(document: Document, digest: str) -> Iterable[Layer[Any]]:
    """The layers of `document`: those it has a provenance for, else all that it has keys for."""
    items: dict[str, tuple[Any, ...]] = {name: getattr(document, name) for name in PLAIN_LAYERS}
    items |= {name: found for name in OPTIONAL_LAYERS if (found := getattr(document, name)) is not UNSET}
    items["mentions"] = tuple(map(_mention, document.mentions))
    items |= _parted_characters(document) | _parted_quotations(document)
    unsaid = Provenance(by=document.generator.name, version=document.generator.version, text=digest)
    made_by = {} if document.provenance is UNSET else document.provenance
    for name, values in items.items():
        if values or name in made_by or document.provenance is UNSET:
            yield Layer(name, values, made_by.get(name, unsaid))
    for name, value in document.extra.items():
        settings = {} if isinstance(value, list) else _ONE_VALUE
        made = made_by.get(name, msgspec.structs.replace(unsaid, settings=settings))
        yield Layer(name, tuple(value) if isinstance(value, list) else (value,), made)


def from_document(document: Document) -> Story:
    """The story that `document` says.

    Raises DocumentError where it holds no text, TextDriftError where the text is not the one its digest was taken of.
    """
    text = _text(document)
    own = {k: v for k, v in msgspec.structs.asdict(document.metadata).items() if v is not UNSET}
    return Story(
        text,
        document.source,
        SourceMap(document.source_map),
        Metadata(**own),
        _layers(document, text.sha256),
        document.notices,
        document.generator.settings.get("until"),
    )


# Bytes


def _member(value: object) -> bytes:
    """The value of a key: a list with one item a line, anything else on one line."""
    if isinstance(value, (list, tuple)) and value:
        return b"[\n  " + b",\n  ".join(msgspec.json.encode(item) for item in value) + b"\n ]"
    return msgspec.json.encode(value)


def encode(document: Document) -> bytes:
    """`document` in UTF-8 JSON: keys in fixed order, one annotation a line, a newline at the end."""
    members = {name: getattr(document, name) for name in _FIELDS} | document.extra
    lines = [b" " + msgspec.json.encode(k) + b": " + _member(v) for k, v in members.items() if v is not UNSET]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def decode(data: bytes | str) -> Document:
    """The document written in `data`; raises DocumentError that says which key is wrong."""
    try:
        parts = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(f"not a story document: {error}") from error
    if "format" not in parts or "text" not in parts:
        raise DocumentError("not a story document: it has no key `format` or no key `text`")
    values: dict[str, Any] = {n: _decoded(n, part, _FIELDS[n].type) for n, part in parts.items() if n in _FIELDS}
    if values["format"] != FORMAT:
        raise DocumentError(
            f"format {values['format']!r} is not one this version reads ({FORMAT}); try a newer fullcast"
        )
    missing = [n for n, f in _FIELDS.items() if f.required and n not in values]
    if missing:
        raise DocumentError(f"not a story document: no key {', '.join(missing)}")
    extra = {n: _decoded(n, part, object) for n, part in parts.items() if n not in _FIELDS}
    return Document(**values, extra=extra)


def _decoded(name: str, part: msgspec.Raw, kind: object) -> object:
    """The value of a key, of the type `kind`."""
    try:
        return msgspec.json.decode(part, type=cast(Any, kind))
    except msgspec.ValidationError as error:
        raise DocumentError(f"key `{name}`: {str(error).replace('`$', f'`{name}')}") from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema of story documents."""
    schema = msgspec.json.schema(Document)
    del schema["$defs"]["Document"]["properties"]["extra"]
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "fullcast story document"}
    return cast(dict[str, Any], msgspec.json.decode(msgspec.json.encode(schema)))
