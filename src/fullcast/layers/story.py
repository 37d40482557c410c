"""A story: a text that never changes plus named layers that never change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import msgspec
from msgspec import UNSET, UnsetType

from fullcast.errors import MissingLayerError, TextDriftError
from fullcast.layers.layer import Layer, Provenance
from fullcast.layers.revealed import Identities
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

if TYPE_CHECKING:
    from fullcast.layers.first_reading import Figure, FirstReading
    from fullcast.layers.snapshot import Snapshot
    from fullcast.layers.telling import Telling


class Line(Value, frozen=True, kw_only=True):
    """A quotation with everything the story's layers say of it; what `quotations` of a story document holds."""

    id: str
    spans: tuple[Span, ...]
    kind: str
    marked_by: str
    type: str | None = None
    parent: str | None = None
    speaker: str | None = None
    addressees: tuple[str, ...] | None = None
    confidence: float | UnsetType = UNSET
    alternatives: tuple[tuple[str, float], ...] = ()
    by: str = "machine"
    cue: Cue | None = None
    delivery: Delivery | None = None
    emotion: Emotion | None = None
    reasons: tuple[Reason, ...] = ()
    scene: str | None = None
    level: str | None = None


class Member(Value, frozen=True, kw_only=True):
    """A character with everything the story's layers say of it; what `characters` of a story document holds."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "person"
    cast: bool = True
    pronouns: str | None = None
    narrator: bool = False
    members: tuple[str, ...] = ()
    presence: dict[str, str] = msgspec.field(default_factory=dict)
    mention_count: int = 0
    quotation_count: int = 0
    by: str = "machine"


class Story:
    """A text with its layers. Adding a layer gives a new Story that shares the rest."""

    def __init__(
        self,
        text: Text,
        source: Source,
        source_map: SourceMap,
        metadata: Metadata,
        layers: Iterable[Layer[Any]] = (),
        notices: Iterable[Notice] = (),
        until: int | None = None,
    ) -> None:
        self.text = text
        self.source = source
        self.source_map = source_map
        self.metadata = metadata
        self.layers: Mapping[str, Layer[Any]] = MappingProxyType({layer.name: layer for layer in layers})
        self.notices: tuple[Notice, ...] = tuple(notices)
        self.until = until

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Story) and all(
            getattr(self, k) == getattr(other, k)
            for k in ("text", "source", "source_map", "metadata", "layers", "notices", "until")
        )

    __hash__ = None  # type: ignore[assignment]  # layers of unknown types are not hashable

    def __repr__(self) -> str:
        return f"Story({self.source.name!r}, {len(self.text)} code points, layers: {', '.join(self.layers)})"

    def __contains__(self, name: str) -> bool:
        return name in self.layers

    def __getitem__(self, name: str) -> Layer[Any]:
        if name not in self.layers:
            raise MissingLayerError(f"the story has no layer {name!r}; it has: {', '.join(self.layers) or 'none'}")
        return self.layers[name]

    def items(self, name: str) -> tuple[Any, ...]:
        """The items of a layer, or none where the story has no such layer."""
        return self.layers[name].items if name in self.layers else ()

    def with_layer(self, layer: Layer[Any]) -> Story:
        """A new Story with `layer` added, or put in the place of one of its name; raises TextDriftError for another text's layer."""
        if layer.provenance.text != self.text.sha256:
            raise TextDriftError(f"layer {layer.name!r} was made from another text than that of {self.source.name!r}")
        layers = {**self.layers, layer.name: layer}
        notices = self.notices + tuple(n for n in layer.notices if n not in self.notices)
        return Story(self.text, self.source, self.source_map, self.metadata, layers.values(), notices, self.until)

    def provenance(self, by: str, needs: Iterable[str] = (), **settings: Any) -> Provenance:
        """A record that `by` made a layer of this story from the layers `needs`."""
        from fullcast import __version__

        return Provenance(
            by=by,
            version=__version__,
            settings=msgspec.json.decode(msgspec.json.encode(settings)),
            text=self.text.sha256,
            needs={n: self.layers[n].digest for n in needs if n in self.layers},
        )

    # What a reader gives

    @property
    def regions(self) -> tuple[Region, ...]:
        """Story and what is around it; they tile the text."""
        return self.items("regions")

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Chapters in order."""
        return self.items("chapters")

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """Paragraphs in order, without the white space between them."""
        return self.items("paragraphs")

    @property
    def emphasis(self) -> tuple[Span, ...]:
        """Stretches in italics, bold or between marks of emphasis, marks included."""
        return self.items("emphasis")

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Typographic signs that a scene ends."""
        return self.items("breaks")

    # What annotators give

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Places, vehicles, organisations."""
        return self.items("entities")

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """References to characters and entities, in text order, each of whom it turns out to be."""
        found: tuple[Mention, ...] = self.items("mentions")
        return tuple(map(self.identities.mention, found)) if self.identities else found

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says each quotation to whom, each of whom it turns out to be."""
        said: tuple[Attribution, ...] = self.items("speakers")
        return tuple(map(self.identities.attribution, said)) if self.identities else said

    @property
    def events(self) -> tuple[Event, ...]:
        """What the text tells of as happening, in text order."""
        return self.items("events")

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Scenes in order."""
        return self.items("scenes")

    @property
    def levels(self) -> tuple[Level, ...]:
        """Narrative levels."""
        return self.items("levels")

    @property
    def reveals(self) -> tuple[Reveal, ...]:
        """Figures that were kept unnamed or disguised, and are named."""
        return self.items("reveals")

    @cached_property
    def identities(self) -> Identities:
        """Who the figures turn out to be."""
        return Identities(self.reveals)

    @property
    def states(self) -> tuple[State, ...]:
        """What holds of whom from where on, asserted or only believed."""
        return self.items("states")

    @property
    def feelings(self) -> tuple[Feeling, ...]:
        """Reactions that are narrated."""
        return self.items("feelings")

    @property
    def knowledge(self) -> tuple[Knowledge, ...]:
        """Who comes to know what."""
        return self.items("knowledge")

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        """Stated ties and felt ones."""
        return self.items("relationships")

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Offers and dilemmas, and what is chosen."""
        return self.items("decisions")

    @property
    def turning_points(self) -> tuple[TurningPoint, ...]:
        """Candidates for places where the story turns, in text order."""
        return self.items("turning_points")

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Places that cannot both be so."""
        return self.items("contradictions")

    # The world, run

    def changes(self) -> tuple[Change, ...]:
        """The stream of what changes in the story's world, in the order of the telling."""
        return self.items("changes")

    @cached_property
    def telling(self) -> Telling:
        """The layers laid out along the telling, for those who look up what holds where."""
        from fullcast.layers.telling import Telling

        return Telling(self)

    def at(self, offset: int, *, hindsight: bool = False) -> Snapshot:
        """The world at `offset`: who is there, in which state, who feels and knows what, what is open.

        As a first-time reader knows it who has read up to there, the word that begins there included; with `hindsight` as one
        who has read to the end: who was who, and what was a dream.
        """
        from fullcast.layers.snapshot import told_at

        told = told_at(self.telling, offset)
        return told if hindsight else self.first_reading(offset).snapshot(told)

    def first_reading(self, offset: int) -> FirstReading:
        """Who is who, and what is what, to a first-time reader at `offset`."""
        from fullcast.layers.first_reading import FirstReading

        return FirstReading(self.telling, offset)

    def cast_at(self, offset: int, *, hindsight: bool = False) -> tuple[Figure, ...]:
        """The cast as far as a reader has met it at `offset`, by the names that the text has given up to there.

        With `hindsight`, those of the cast who were there or mentioned by then, under their full names.
        """
        if not hindsight:
            return self.first_reading(offset).cast()
        from fullcast.layers.first_reading import Figure

        met = self.telling.met(offset)
        return tuple(Figure(id=c.id, name=c.name) for c in self.cast if c.id in met)

    @cached_property
    def characters(self) -> tuple[Member, ...]:
        """Every character, with presence and counts; of figures who turn out to be others, only these."""
        facets = {p.id: p for p in cast(tuple[Presence, ...], self.items("presence"))}
        out = []
        for c in cast(tuple[Character, ...], self.items("characters")):
            if c.id in self.identities:
                continue
            p = facets.get(c.id)
            shared: dict[str, Any] = {"id": c.id, "name": c.name, "aliases": c.aliases, "kind": c.kind, "pronouns": c.pronouns,
                      "narrator": c.narrator, "members": c.members, "by": c.by}  # fmt: skip
            if p is not None:
                shared |= {"cast": p.cast, "presence": p.presence, "mention_count": p.mention_count,
                           "quotation_count": p.quotation_count}  # fmt: skip
            out.append(Member(**shared))
        return tuple(out)

    @property
    def cast(self) -> tuple[Member, ...]:
        """The characters that belong in a cast list, those with most lines first."""
        return tuple(
            sorted((c for c in self.characters if c.cast), key=lambda c: (-c.quotation_count, -c.mention_count))
        )

    @cached_property
    def quotations(self) -> tuple[Line, ...]:
        """Every quotation with speaker, addressees, delivery, scene and level."""
        said = {a.id: a for a in self.attributions}
        how = {d.id: d for d in cast(tuple[Delivery, ...], self.items("delivery"))}
        felt = {e.id: e for e in cast(tuple[Emotion, ...], self.items("emotions"))}
        starts = [s.start for s in self.scenes]
        out = []
        for q in cast(tuple[Quotation, ...], self.items("quotations")):
            i = bisect_right(starts, q.spans[0].start) - 1
            scene = self.scenes[i] if i >= 0 and q.spans[0].start < self.scenes[i].end else None
            known: dict[str, Any] = {
                "id": q.id,
                "spans": q.spans,
                "kind": q.kind,
                "marked_by": q.marked_by,
                "parent": q.parent,
            }
            if (a := said.get(q.id)) is not None:
                known |= {k: getattr(a, k) for k in
                          ("type", "speaker", "addressees", "confidence", "alternatives", "by", "cue", "reasons")}  # fmt: skip
            known |= {"delivery": how.get(q.id), "emotion": felt.get(q.id)}
            out.append(Line(**known, scene=scene.id if scene else None, level=self.level_at(q.spans[0].start)))
        return tuple(out)

    @cached_property
    def _levels_by_place(self) -> tuple[list[int], list[str | None]]:
        """Offsets from which on another level is the deepest, and that level's id."""
        depth: dict[str, int] = {}
        for level in self.levels:  # parents come first
            depth[level.id] = depth.get(level.parent or "", -1) + 1
        bounds = sorted({at for level in self.levels for span in level.spans for at in span})
        deepest: list[str | None] = [None] * len(bounds)
        for level in sorted(self.levels, key=lambda level: depth[level.id]):
            for span in level.spans:
                first, last = bisect_left(bounds, span.start), bisect_left(bounds, span.end)
                deepest[first:last] = [level.id] * (last - first)
        return bounds, deepest

    def level_at(self, offset: int) -> str | None:
        """Id of the deepest narrative level at `offset`; None before any annotator has looked."""
        bounds, deepest = self._levels_by_place
        k = bisect_right(bounds, offset) - 1
        return deepest[k] if k >= 0 else None

    def character(self, key: str) -> Member | None:
        """The character with this id or, failing that, this name or alias (case ignored)."""
        folded = key.casefold()
        return next((c for c in self.characters if c.id == key), None) or next(
            (c for c in self.characters if folded in {n.casefold() for n in (c.name, *c.aliases)}), None
        )

    def chapter_at(self, offset: int) -> Chapter | None:
        """The chapter that `offset` lies in."""
        return next((c for c in self.chapters if c.start <= offset < c.end), None)

    # In and out

    def words(self, span: tuple[int, int]) -> str:
        """What stands in the text at `span`; raises OffsetError where it does not lie in the text."""
        return self.text.words(span)

    def to_json(self) -> str:
        """The story document of this story: the same text for the same story, whenever and wherever it is written."""
        from fullcast.layers.document import encode, to_document

        return encode(to_document(self)).decode("utf-8")

    @classmethod
    def from_json(cls, data: str | bytes) -> Story:
        """The story that a story document says; raises DocumentError, or TextDriftError where its text was changed."""
        from fullcast.layers.document import decode, from_document

        return from_document(decode(data))

    # Ways to look at it; the writers are loaded when they are asked for

    def table(self, name: str) -> dict[str, list[Any]]:
        """Columns of "quotations", "characters", "mentions", "scenes" or "lines", as `pandas.DataFrame` takes them."""
        from fullcast.writers.tables import table

        return table(self, name)

    def explain(self, id_: str) -> str:
        """Why the quotation `id_` has its speaker, in words; raises NotFoundError."""
        from fullcast.writers.explanation import explain

        return str(explain(self, id_))

    def _repr_html_(self) -> str:
        from fullcast.writers.notebook import notebook_html

        return notebook_html(self)
