"""A layer: one kind of annotation over a text, with where it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec

from fullcast.layers.values import Notice, Value

T = TypeVar("T")


class Provenance(Value, frozen=True, kw_only=True):
    """What made a layer, from what."""

    by: str
    """The annotator or reader."""
    version: str
    settings: dict[str, Any] = msgspec.field(default_factory=dict)
    text: str
    """Digest of the text."""
    needs: dict[str, str] = msgspec.field(default_factory=dict)
    """Digests of the layers it was made from."""


class Layer(Generic[T]):
    """A name, a tuple of annotations that never changes, and provenance.

    `notices` are what its maker wants said; a Story collects them when the layer is added.
    """

    def __init__(
        self, name: str, items: tuple[T, ...], provenance: Provenance, notices: tuple[Notice, ...] = ()
    ) -> None:
        self.name = name
        self.items = items
        self.provenance = provenance
        self.notices = notices

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Layer)
            and (self.name, self.provenance) == (other.name, other.provenance)
            and self.items == other.items
        )

    __hash__ = None  # type: ignore[assignment]  # raw items of unknown layers are dicts

    def __repr__(self) -> str:
        return f"Layer({self.name!r}, {len(self)} items, by {self.provenance.by})"

    @cached_property
    def digest(self) -> str:
        """The first sixteen hexadecimal digits of the SHA-256 of the items in JSON: enough to tell one making of a layer from another."""
        return hashlib.sha256(msgspec.json.encode(self.items)).hexdigest()[:16]
