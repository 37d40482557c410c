"""Small heads on the encoder's vectors, in numpy: mentions and events.

As `training/FORMAT.md` says and `training/reference.py` does it, but some windows at a time, so that only their vectors are held in full
precision.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fullcast.errors import ModelError
from fullcast.models.encoder import Encoding
from fullcast.models.runtime import Manifest

Floats = NDArray[np.float32]

_TOGETHER: Final = 16
"""Windows whose spans are judged at once: one large product is quicker than many small ones."""


class FoundMention(NamedTuple):
    """A stretch of words that refers to something."""

    first: int
    """Index of its first word in the encoding."""
    last: int
    """Index of its last word, which belongs to it."""
    kind: str
    """One of the manifest's types, never its first, which is none."""
    form: str
    """One of the manifest's forms."""
    probability: float
    """Of `kind` against the other types and against none; not calibrated."""


def find_mentions(encoding: Encoding, arrays: Mapping[str, Floats], manifest: Manifest) -> list[FoundMention]:
    """The mentions in a text, nested ones too, in order of their first words, longer ones first.

    `arrays` are the model's heads (`Model.arrays()`), of which those called `span.*` are used. No mention goes beyond its
    paragraph or its window. Raises ModelError where the heads do not fit the encoder.
    """
    _check(arrays, encoding, manifest)
    boundary = manifest.thresholds.get("boundary", 0.0)
    starts, ends = encoding.logit("mention_start"), encoding.logit("mention_end")
    paragraph: NDArray[np.int64] = np.cumsum(encoding.paragraphs) - encoding.paragraphs
    out: list[FoundMention] = []
    windows = list(pairwise(encoding.windows.tolist()))
    for some in (windows[k : k + _TOGETHER] for k in range(0, len(windows), _TOGETHER)):
        spans = []
        for a, b in some:
            begins, closes = np.flatnonzero(starts[a:b] >= boundary), np.flatnonzero(ends[a:b] >= boundary)
            width = closes - begins[:, None]
            fits = (width >= 0) & (width < manifest.max_width)
            fits &= paragraph[a:b][closes] == paragraph[a:b][begins][:, None]
            row, column = np.nonzero(fits)
            spans.append((begins[row] + a, closes[column] + a))
        first, last = (np.concatenate([s[k] for s in spans]) for k in (0, 1))
        if not len(first):
            continue
        at, end = some[0][0], some[-1][1]
        scores = _span_scores(encoding.hidden[at:end].astype(np.float32), first - at, last - at, arrays)
        kinds, forms = scores[:, : len(manifest.types)], scores[:, len(manifest.types) :]
        kinds[:, 1:] += (starts[first] + ends[last])[:, None]
        kinds[:, 0] += manifest.thresholds.get("none", 0.0)
        bounds = np.cumsum([0, *(len(s[0]) for s in spans)])
        for i, j in pairwise(bounds.tolist()):
            if j > i:
                out += _chosen(first[i:j], last[i:j], kinds[i:j], forms[i:j], manifest)
    return out


def find_events(encoding: Encoding, manifest: Manifest) -> list[tuple[int, float]]:
    """The words that tell of something that really happens, each with its probability, which is not calibrated."""
    logits = encoding.logit("event")
    found = np.flatnonzero(logits >= manifest.thresholds.get("event", 0.0))
    return list(zip(found.tolist(), (1 / (1 + np.exp(-logits[found]))).tolist(), strict=True))


def _span_scores(
    hidden: Floats, first: NDArray[np.intp], last: NDArray[np.intp], arrays: Mapping[str, Floats]
) -> Floats:
    """(k, types + forms) logits of k spans of the words of one window, `hidden` (n, size)."""
    total = np.zeros((len(hidden) + 1, arrays["span.mean"].shape[1]))
    np.cumsum(hidden @ arrays["span.mean"], 0, np.float64, total[1:])
    mean = ((total[last + 1] - total[first]) / (last - first + 1)[:, None]).astype(np.float32)
    x = (hidden @ arrays["span.start"])[first] + (hidden @ arrays["span.end"])[last] + mean
    x += arrays["span.width"][last - first] + arrays["span.bias"]
    return np.asarray(np.maximum(x, 0) @ arrays["span.out"] + arrays["span.out_bias"])


def _chosen(
    first: NDArray[np.intp], last: NDArray[np.intp], kinds: Floats, forms: Floats, manifest: Manifest
) -> list[FoundMention]:
    """The spans that are mentions: by falling probability, each that does not cross one before it."""
    share = np.exp(kinds - kinds.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    best = kinds.argmax(1)
    kept = np.flatnonzero(best)
    order = kept[np.argsort(-share[kept, best[kept]], kind="stable")]
    taken: list[FoundMention] = []
    for k, i, j in zip(order.tolist(), first[order].tolist(), last[order].tolist(), strict=True):
        if not any(m.first < i <= m.last < j or i < m.first <= j < m.last for m in taken):
            kind, form = manifest.types[best[k]], manifest.forms[int(forms[k].argmax())]
            taken.append(FoundMention(i, j, kind, form, float(share[k, best[k]])))
    return sorted(taken, key=lambda m: (m.first, -m.last))


def _check(arrays: Mapping[str, Floats], encoding: Encoding, manifest: Manifest) -> None:
    wanted = [f"span.{name}" for name in ("start", "end", "mean", "bias", "width", "out", "out_bias")]
    if missing := [name for name in wanted if name not in arrays]:
        raise ModelError(f"the heads have no {', '.join(missing)}")
    size, out = arrays["span.start"].shape[0], arrays["span.out"].shape[1]
    fits = out == len(manifest.types) + len(manifest.forms) and len(arrays["span.width"]) >= manifest.max_width
    if not fits or (len(encoding) and encoding.hidden.shape[1] != size):
        raise ModelError("the heads are not those of this encoder: their shapes differ")
