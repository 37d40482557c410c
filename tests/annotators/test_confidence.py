"""Tests of the confidence by rule."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from msgspec import UNSET

import fullcast
from fullcast.annotators.confidence import confidence_of, table

TEXT = """“You can stay on at the mill, Berit, or you can come with me to the coast,” said Anders.

Berit was afraid of the sea. She looked at the road. “I will stay,” said Berit.

That night she dreamed. She stood on the ferry, and the ferry went down. She woke.
"""
LAYERS = ("levels", "reveals", "states", "feelings", "relationships", "decisions")


def test_a_rule_has_its_own_share() -> None:
    """What the file says of a rule is its confidence, as often as it is asked."""
    for layer, shares in table().items():
        for rule, sure in shares.rules.items():
            assert confidence_of(layer, rule) == sure


def test_a_rule_not_seen_has_its_layers_share() -> None:
    """A rule that came after the fit is as sure as its layer, so that rules may come and go."""
    assert {layer: confidence_of(layer, "a rule that nobody wrote") for layer in table()} == {
        layer: shares.any for layer, shares in table().items()
    }


@pytest.mark.parametrize("layer", ["contradictions", "turning_points", "no such layer"])
def test_a_layer_without_a_fit_has_none(layer: str) -> None:
    """Too few items, or no gold: no confidence at all."""
    assert confidence_of(layer, "dies") is UNSET


def test_every_share_is_a_probability() -> None:
    """Nothing is certain, nothing impossible, and three digits are all that is said."""
    shares = [p for found in table().values() for p in (found.any, *found.rules.values())]
    assert shares
    assert all(0 < p < 1 and p == round(p, 3) for p in shares)


def test_the_file_is_sorted() -> None:
    """So that a new fit shows as what it changes."""
    data = json.loads(files("fullcast.annotators").joinpath("rule_confidence.json").read_text(encoding="utf-8"))
    assert list(data["layers"]) == sorted(data["layers"])
    assert all(list(found["rules"]) == sorted(found["rules"]) for found in data["layers"].values())


def test_items_come_with_the_confidence_of_their_rule() -> None:
    """Every item of a story's world that a rule found has what was fitted for that rule."""
    story = fullcast.read_text(TEXT)
    found = [(layer, item) for layer in LAYERS for item in story.items(layer) if item.rule is not UNSET]
    assert {layer for layer, _ in found} >= {"levels", "states", "decisions"}
    assert all(item.confidence == confidence_of(layer, item.rule) for layer, item in found)


def test_the_storys_own_level_has_none() -> None:
    """Nobody judges that there is a story."""
    assert fullcast.read_text(TEXT, model="rules").levels[0].confidence is UNSET
