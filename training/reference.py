"""The reader in plain numpy on onnxruntime: what serving does, written to be read. No torch."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from fullcast.models import pairs as ft
from training.wordpiece import CLS, PAD, SEP, WordPiece, case_of, windows

if TYPE_CHECKING:
    from pathlib import Path

    from training.documents import Document

Array = np.ndarray
THRESHOLDS = {"boundary": -3.0, "none": 0.0, "event": 0.0, "new": 0.0}
MAX_WIDTH = 32


class Found(NamedTuple):
    """A mention that was read: words first..last, type from 1, form from 0, probability, number of its entity."""

    first: int
    last: int
    type: int
    form: int
    probability: float
    chain: int


def batches(document: Document, pieces: WordPiece, max_pieces: int, size: int = 8) -> Any:
    """Batches of windows, sorted by length: ranges of words, ids, mask, case, and where each word's first piece is."""
    split = [pieces.pieces(w) for w in document.words]
    case = [case_of(w) for w in document.words]
    cut = windows([len(s) for s in split], document.sentence, document.paragraph, max_pieces)
    cut.sort(key=lambda w: sum(len(s) for s in split[w[0] : w[1]]))
    for at in range(0, len(cut), size):
        chosen = cut[at : at + size]
        n = max(sum(len(s) for s in split[a:b]) for a, b in chosen) + 2
        ids = np.full((len(chosen), n), PAD, np.int64)
        mask = np.zeros((len(chosen), n), np.int64)
        cases = np.zeros((len(chosen), n), np.int64)
        firsts = []
        for row, (a, b) in enumerate(chosen):
            ids[row, 0] = CLS
            p = 1
            first = []
            for i in range(a, b):
                first.append(p)
                k = len(split[i])
                ids[row, p : p + k] = split[i]
                cases[row, p : p + k] = case[i]
                p += k
            ids[row, p] = SEP
            mask[row, : p + 1] = 1
            firsts.append(first)
        yield chosen, ids, mask, cases, firsts


def encode(
    document: Document, pieces: WordPiece, max_pieces: int, run: Any, width: int = 3
) -> tuple[Array, Array, Array]:
    """Hidden vectors and token logits of every word, and the number of the window each word is in."""
    n = len(document.words)
    hidden = np.zeros((n, 384), np.float32)
    logits = np.zeros((n, width), np.float32)
    window = np.zeros(n, np.int64)
    for chosen, ids, mask, cases, firsts in batches(document, pieces, max_pieces):
        h, t = run(ids, mask, cases)
        for row, (a, b) in enumerate(chosen):
            hidden[a:b] = h[row, firsts[row]]
            logits[a:b] = t[row, firsts[row]]
            window[a:b] = a
    return hidden, logits, window


def find_mentions(
    hidden: Array,
    logits: Array,
    window: Array,
    paragraph: list[bool],
    heads: dict[str, Array],
    thresholds: dict[str, float],
) -> list[Found]:
    """Mentions, nested ones too, in the order of reading."""
    starts = np.flatnonzero(logits[:, 0] >= thresholds["boundary"])
    ends = logits[:, 1] >= thresholds["boundary"]
    number = np.cumsum([0, *paragraph[:-1]]) if paragraph else np.zeros(0, np.int64)
    pairs = []
    n = len(hidden)
    for i in starts.tolist():
        stop = min(i + MAX_WIDTH, n)
        same = (window[i:stop] == window[i]) & (number[i:stop] == number[i]) & ends[i:stop]
        pairs += [(i, i + k) for k in np.flatnonzero(same).tolist()]
    if not pairs:
        return []
    first, last = np.array(pairs).T
    s, e = hidden @ heads["span.start"], hidden @ heads["span.end"]
    total = np.concatenate([np.zeros((1, s.shape[1])), np.cumsum((hidden @ heads["span.mean"]).astype(np.float64), 0)])
    mean = ((total[last + 1] - total[first]) / (last - first + 1)[:, None]).astype(np.float32)
    x = np.maximum(s[first] + e[last] + mean + heads["span.width"][last - first] + heads["span.bias"], 0)
    y = x @ heads["span.out"] + heads["span.out_bias"]
    types = y[:, :7].copy()
    types[:, 1:] += (logits[first, 0] + logits[last, 1])[:, None]
    types[:, 0] += thresholds["none"]
    p = np.exp(types - types.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    best = types.argmax(1)
    kept = np.flatnonzero(best > 0)
    probability = p[kept, best[kept]]
    inside: list[Found] = []
    by_word: dict[int, list[Found]] = {}
    for k in kept[np.argsort(-probability, kind="stable")].tolist():
        i, j = int(first[k]), int(last[k])
        near = {id(m): m for w in range(i, j + 1) for m in by_word.get(w, ())}.values()
        if any((m.first < i <= m.last < j) or (i < m.first <= j < m.last) for m in near):
            continue
        mention = Found(i, j, int(best[k]), int(y[k, 7:].argmax()), float(p[k, best[k]]), -1)
        inside.append(mention)
        for w in range(i, j + 1):
            by_word.setdefault(w, []).append(mention)
    inside.sort(key=lambda m: (m.first, -m.last))
    return inside


def mention_vectors(hidden: Array, found: list[Found], heads: dict[str, Array]) -> Array:
    """The vectors that coreference compares."""
    if not found:
        return np.zeros((0, heads["coref.vector"].shape[1]), np.float32)
    first = np.array([m.first for m in found])
    last = np.array([m.last for m in found])
    total = np.concatenate([np.zeros((1, hidden.shape[1])), np.cumsum(hidden.astype(np.float64), 0)])
    mean = ((total[last + 1] - total[first]) / (last - first + 1)[:, None]).astype(np.float32)
    whole = np.concatenate([hidden[first], hidden[last], mean], 1)
    vectors: Array = whole @ heads["coref.vector"] + heads["coref.vector_bias"]
    return vectors


def link(
    words: list[str], hidden: Array, found: list[Found], heads: dict[str, Array], thresholds: dict[str, float]
) -> list[Found]:
    """Give every mention the number of its entity, from left to right."""
    v = mention_vectors(hidden, found, heads)
    va, vc, ve = v @ heads["coref.a"] + heads["coref.bias"], heads["coref.c"], heads["coref.e"]
    vd = v @ heads["coref.d"]
    newness = v @ heads["coref.new"] + heads["coref.new_bias"]
    memory = ft.Memory()
    quotes = ft.quotes_of(words)
    means = np.zeros((max(len(found), 1), v.shape[1]), np.float32)
    projected = np.zeros((max(len(found), 1), va.shape[1]), np.float32)
    latest = np.zeros(max(len(found), 1), np.int64)
    counts = np.zeros(max(len(found), 1), np.int64)
    out = []
    for i, m in enumerate(found):
        look = ft.seen(words, m.first, m.last, m.type, m.form, quotes[m.first])
        chosen, features, new = memory.compare(look)
        n = (
            np.maximum(newness[i] + heads["coref.new_features"][new].sum(0), 0) @ heads["coref.new_out"]
            + thresholds["new"]
        )
        entity = None
        if chosen:
            k = latest[chosen]
            x = va[i] + projected[chosen] + (v[i] * means[chosen]) @ vc + vd[k] + (v[i] * v[k]) @ ve
            x += heads["coref.features"][features].sum(1)
            scores = np.maximum(x, 0) @ heads["coref.out"]
            best = int(scores.argmax())
            if scores[best] > n:
                entity = chosen[best]
        entity = memory.add(look, entity)
        counts[entity] += 1
        means[entity] += (v[i] - means[entity]) / counts[entity]
        projected[entity] = means[entity] @ heads["coref.b"]
        latest[entity] = i
        out.append(m._replace(chain=entity))
    return out


def read(
    document: Document,
    pieces: WordPiece,
    max_pieces: int,
    run: Any,
    heads: dict[str, Array],
    thresholds: dict[str, float],
) -> tuple[list[Found], list[int], Array]:
    """Mentions with their entities, events, and the probability of an event at every word."""
    hidden, logits, window = encode(document, pieces, max_pieces, run)
    found = find_mentions(hidden, logits, window, document.paragraph, heads, thresholds)
    found = link(document.words, hidden, found, heads, thresholds)
    events = np.flatnonzero(logits[:, 2] >= thresholds["event"]).tolist()
    return found, events, 1 / (1 + np.exp(-logits[:, 2]))


def session(folder: Path, threads: int = 2) -> tuple[Any, dict[str, Array], dict[str, Any], WordPiece]:
    """Weights from a folder: a function of ids, mask, case; the heads; the manifest; the pieces."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime as ort

    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    model = ort.InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])

    def run(ids: Array, mask: Array, case: Array) -> Any:
        return model.run(["hidden", "token_logits"], {"input_ids": ids, "attention_mask": mask, "case_ids": case})

    with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
        heads = {k: arrays[k].astype(np.float32) for k in arrays.files}
    pieces = WordPiece((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())
    return run, heads, manifest, pieces
