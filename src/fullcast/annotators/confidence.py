"""How sure the rules of a story's world are.

`rule_confidence.json` holds, layer by layer, the share of each rule's items that was right on stories of our own, drawn towards the
layer's share where the rule spoke seldom. It is fitted by `benchmarks/rule_confidence.py`; a layer with too few items to fit on is not
in it, and has no confidence at all rather than a made-up one.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec
from msgspec import UNSET, UnsetType

from fullcast.layers.values import Value


class Shares(Value, frozen=True, kw_only=True):
    """How often a layer is right."""

    any: float
    """Over all rules: what is known of a rule that was not seen."""
    rules: dict[str, float]
    """By the name of the rule."""


class Table(Value, frozen=True, kw_only=True):
    """What the file holds."""

    layers: dict[str, Shares]


@lru_cache(maxsize=1)
def table() -> dict[str, Shares]:
    """By layer how often its rules are right; empty where nothing was fitted."""
    path = files("fullcast.annotators").joinpath("rule_confidence.json")
    return msgspec.json.decode(path.read_bytes(), type=Table).layers if path.is_file() else {}


def confidence_of(layer: str, rule: str) -> float | UnsetType:
    """The fitted probability that what `rule` found for `layer` is right; UNSET where nothing was fitted for the layer.

    A rule that was not seen has the layer's own.
    """
    shares = table().get(layer)
    return UNSET if shares is None else shares.rules.get(rule, shares.any)
