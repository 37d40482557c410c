"""Coreference from vectors: what the reference links, what is given, and how time grows."""

from __future__ import annotations

import dataclasses
import time
from typing import Any

import numpy as np
import pytest

from fullcast.errors import ModelError
from fullcast.models.coreference import Given, link
from fullcast.models.encoder import Encoding
from fullcast.models.heads import FoundMention
from fullcast.models.pairs import N_FEATURES, N_NEW_FEATURES
from fullcast.models.runtime import Manifest

SIZE, WIDE, INNER = 12, 10, 14
TYPES, FORMS = ("none", "PER", "FAC", "LOC", "GPE", "VEH", "ORG"), ("name", "nominal", "pronoun")
MANIFEST = Manifest(name="drawn", version="0", files={}, max_pieces=24, token_labels=(), types=TYPES, forms=FORMS)
WORDS = 'he she I you it they Mara Odile Vane the old man captain , " said of house river her brother we his'.split()


def drawn(words: int, seed: int = 1) -> tuple[Encoding, list[FoundMention]]:
    """An encoding of random words and vectors in windows of 20, and random mentions of one to three words."""
    chance = np.random.default_rng(seed)
    starts = np.arange(words, dtype=np.int32) * 8
    windows = np.array([*range(0, words, 20), words] if words else [0], np.int64)
    encoding = Encoding(
        sources=tuple(chance.choice(WORDS, words).tolist()), starts=starts, ends=starts + 5,
        paragraphs=np.zeros(words, np.bool_), windows=windows,
        hidden=chance.standard_normal((words, SIZE)).astype(np.float16), logits=np.zeros((words, 3), np.float32), labels=(),
    )  # fmt: skip
    found = []
    for first in np.flatnonzero(chance.random(words) < 0.4).tolist():
        last = min(first + int(chance.integers(0, 3)), first // 20 * 20 + 19, words - 1)
        kind, form = TYPES[1 + int(chance.integers(0, 6)) % 2], FORMS[int(chance.integers(0, 3))]
        found.append(FoundMention(first, last, kind, form, 0.9))
    return encoding, found


def heads(seed: int = 2) -> dict[str, Any]:
    """Random heads on pairs, with about as many old entities as new ones."""
    chance = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {
        "vector": (3 * SIZE, WIDE), "vector_bias": (WIDE,), **dict.fromkeys(("a", "b", "c", "d", "e", "new"), (WIDE, INNER)),
        **dict.fromkeys(("bias", "out", "new_bias", "new_out"), (INNER,)), "features": (N_FEATURES, INNER),
        "new_features": (N_NEW_FEATURES, INNER),
    }  # fmt: skip
    return {f"coref.{name}": (chance.standard_normal(shape) * 0.3).astype(np.float32) for name, shape in shapes.items()}


def test_chains_are_those_of_the_reference() -> None:
    """Serving links as `training/reference.py` does, in long texts too."""
    reference = pytest.importorskip("training.reference", reason="the recipe is not beside the tests")
    for seed in range(4):
        encoding, found = drawn(900, seed)
        given = [reference.Found(m.first, m.last, TYPES.index(m.kind), FORMS.index(m.form), 0.9, -1) for m in found]
        expected = reference.link(
            list(encoding.sources), encoding.hidden.astype(np.float32), given, heads(seed), {"new": 0.0}
        )
        numbers = link(encoding, found, heads(seed), MANIFEST)
        assert numbers == [m.chain for m in expected]
        assert 5 < len(set(numbers)) < len(numbers)


def test_what_is_given_is_never_overruled() -> None:
    """Mentions with one number are one chain, those with two are two, and nobody is in the chain of one whom they are not."""
    encoding, found = drawn(600)
    chance = np.random.default_rng(3)
    given = []
    for _ in found:
        who = int(chance.integers(0, 12))
        never = frozenset(chance.integers(0, 4, 2).tolist()) if who >= 4 else frozenset()
        given.append(Given(who if who < 4 else None, never, alone=who == 11))
    numbers = link(encoding, found, heads(), MANIFEST, given=given)
    chains = [{n for n, g in zip(numbers, given, strict=True) if g.who == who} for who in range(4)]
    assert all(len(chain) == 1 for chain in chains)
    assert len(set.union(*chains)) == 4
    of = {who: chain.pop() for who, chain in enumerate(chains)}
    for n, g in zip(numbers, given, strict=True):
        assert not any(n == of[who] for who in g.never)
        assert not g.alone or numbers.count(n) == 1


def test_nothing_to_link() -> None:
    """A text without mentions has no chains."""
    assert link(*drawn(0), heads(), MANIFEST) == []


def test_time_is_linear() -> None:
    """Four times the text takes about four times as long."""

    def seconds(words: int) -> float:
        encoding, found = drawn(words)
        start = time.perf_counter()
        link(encoding, found, heads(), MANIFEST)
        return time.perf_counter() - start

    seconds(500)
    assert seconds(8_000) < 10 * max(seconds(2_000), 0.05)


@pytest.mark.parametrize("spoil", ["missing", "features", "size"])
def test_heads_of_another_encoder_are_refused(spoil: str) -> None:
    """Heads whose shapes do not fit give an error of ours."""
    arrays = heads()
    encoding, found = drawn(50)
    if spoil == "missing":
        del arrays["coref.out"]
    elif spoil == "features":
        arrays["coref.features"] = arrays["coref.features"][1:]
    else:
        encoding = dataclasses.replace(encoding, hidden=encoding.hidden[:, 1:])
    with pytest.raises(ModelError, match="heads"):
        link(encoding, found, arrays, MANIFEST)
