"""Mentions and events from vectors: what the reference finds, whatever the windows."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from fullcast.errors import ModelError
from fullcast.models.encoder import Encoding, encode
from fullcast.models.heads import find_events, find_mentions
from fullcast.models.runtime import Manifest, Model, has_weights, open_model

ROOT = Path(__file__).parents[2]
SIZE, INNER, WIDTH = 12, 8, 6
TYPES, FORMS = ("none", "PER", "FAC", "LOC", "GPE", "VEH", "ORG"), ("name", "nominal", "pronoun")
MANIFEST = Manifest(
    name="drawn", version="0", files={}, max_pieces=24, token_labels=("mention_start", "mention_end", "event"), types=TYPES, forms=FORMS,
    max_width=WIDTH, thresholds={"boundary": -0.5, "none": 0.2, "event": 0.7},
)  # fmt: skip


def drawn(words: int, seed: int = 1) -> Encoding:
    """An encoding of random vectors with windows of 20 words and some ends of paragraphs."""
    chance = np.random.default_rng(seed)
    starts = np.arange(words, dtype=np.int32) * 2
    return Encoding(
        sources=("x",) * words, starts=starts, ends=starts + 1, paragraphs=chance.random(words) < 0.1,
        windows=np.array([*range(0, words, 20), words] if words else [0], np.int64),
        hidden=chance.standard_normal((words, SIZE)).astype(np.float16),
        logits=chance.standard_normal((words, 3)).astype(np.float32), labels=MANIFEST.token_labels,
    )  # fmt: skip


def heads(seed: int = 2) -> dict[str, Any]:
    """Random heads on spans."""
    chance = np.random.default_rng(seed)
    shapes = {"start": (SIZE, INNER), "end": (SIZE, INNER), "mean": (SIZE, INNER), "bias": (INNER,), "width": (32, INNER),
              "out": (INNER, 10), "out_bias": (10,)}  # fmt: skip
    return {f"span.{name}": (chance.standard_normal(shape) * 0.5).astype(np.float32) for name, shape in shapes.items()}


def test_mentions_are_those_of_the_reference() -> None:
    """Window by window finds what `training/reference.py` finds over the whole, in its order."""
    reference = pytest.importorskip("training.reference", reason="the recipe is not beside the tests")
    encoding = drawn(300)
    window = np.repeat(encoding.windows[:-1], np.diff(encoding.windows))
    longest, reference.MAX_WIDTH = reference.MAX_WIDTH, WIDTH
    try:
        expected = reference.find_mentions(
            encoding.hidden.astype(np.float32),
            encoding.logits,
            window,
            encoding.paragraphs.tolist(),
            heads(),
            MANIFEST.thresholds,
        )
    finally:
        reference.MAX_WIDTH = longest
    found = find_mentions(encoding, heads(), MANIFEST)
    assert len(found) > 50
    assert [m[:4] for m in found] == [(m.first, m.last, TYPES[m.type], FORMS[m.form]) for m in expected]
    assert np.allclose([m.probability for m in found], [m.probability for m in expected], atol=1e-5)


def test_mentions_keep_the_law() -> None:
    """Mentions come in order, nest or stand apart, are not too long, and stay in their paragraph and window."""
    encoding = drawn(400, seed=5)
    found = find_mentions(encoding, heads(), MANIFEST)
    assert found == sorted(found, key=lambda m: (m.first, -m.last))
    for m in found:
        assert m.last - m.first < WIDTH
        assert not encoding.paragraphs[m.first : m.last].any()
        assert m.first // 20 == m.last // 20
        assert not [o for o in found if o.first < m.first <= o.last < m.last]
        assert 0 < m.probability <= 1


def test_events_are_logits_at_the_threshold() -> None:
    """A word is an event where its logit reaches the threshold; the probability is its sigmoid."""
    encoding = drawn(100)
    found = find_events(encoding, MANIFEST)
    assert [i for i, _ in found] == np.flatnonzero(encoding.logits[:, 2] >= 0.7).tolist()
    assert all(p > 0.66 for _, p in found)


def test_nothing_to_read_has_no_mentions(model: Model) -> None:
    """A text without words has neither mentions nor events."""
    for encoding in (drawn(0), encode("", [], model)):
        assert find_mentions(encoding, heads(), MANIFEST) == []
        assert find_events(encoding, MANIFEST) == []


@pytest.mark.parametrize("spoil", ["missing", "narrow", "types"])
def test_heads_of_another_encoder_are_refused(spoil: str) -> None:
    """Heads whose shapes do not fit give an error of ours."""
    arrays, manifest = heads(), MANIFEST
    if spoil == "missing":
        del arrays["span.out"]
    elif spoil == "narrow":
        arrays = {name: value[1:] for name, value in arrays.items()}
    else:
        manifest = msgspec.structs.replace(MANIFEST, types=TYPES[1:])
    with pytest.raises(ModelError, match="heads"):
        find_mentions(drawn(50), arrays, manifest)


@pytest.mark.skipif(not has_weights(), reason="the weights are not there")
def test_the_weights_find_what_they_found_at_export() -> None:
    """On a passage of our own, serving finds the mentions and events that the reference found with the same weights."""
    expected = json.loads((ROOT / "training" / "parity.json").read_text(encoding="utf-8"))
    model = open_model()
    assert model.manifest.files["reader.onnx"].sha256 == expected["weights"]
    text = expected["text"]
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        paragraphs.append((start, start + len(part)))
        start += len(part) + 2
    encoding = encode(text, paragraphs, model)
    assert list(encoding.sources) == expected["words"]
    found = {
        (m.first, m.last, m.kind, m.form): m.probability
        for m in find_mentions(encoding, model.arrays(), model.manifest)
    }
    known = {(m["first"], m["last"], m["type"], m["form"]): m["probability"] for m in expected["mentions"]}
    sure = {key for key, probability in known.items() if probability > 0.6}
    assert sure <= set(found)
    assert len(set(found) ^ set(known)) <= 0.05 * len(known)
    assert all(abs(found[key] - known[key]) < 0.1 for key in sure)
    assert [i for i, _ in find_events(encoding, model.manifest)] == expected["events"]


def test_half_precision_is_enough() -> None:
    """Vectors kept in half precision find the same mentions as whole ones, with probabilities within 0.01."""
    encoding = drawn(300, seed=9)
    chance = np.random.default_rng(11)
    exact = encoding.hidden + chance.uniform(-1, 1, encoding.hidden.shape) * np.spacing(encoding.hidden) / 2
    whole = dataclasses.replace(encoding, hidden=exact.astype(np.float32))
    half, full = ({m[:4]: m.probability for m in find_mentions(e, heads(), MANIFEST)} for e in (encoding, whole))
    assert len(half.keys() ^ full.keys()) <= 0.01 * len(full)
    assert all(abs(half[key] - full[key]) < 0.01 for key in half.keys() & full.keys())
