"""Coreference in numpy: which mentions refer to the same, from left to right.

As `training/FORMAT.md` says and `training/reference.py` does it: every mention is compared with a bounded number of entities and with
"new", so that time and memory are linear in the length of the text. What is known beforehand can be given: whom a mention refers
to, and whom it cannot refer to; nothing given is ever overruled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fullcast.errors import ModelError
from fullcast.models.encoder import Encoding
from fullcast.models.heads import FoundMention
from fullcast.models.pairs import N_FEATURES, N_NEW_FEATURES, Memory, Seen, quotes_of, seen
from fullcast.models.runtime import Manifest

Floats = NDArray[np.float32]

_ARRAYS: Final = (
    "vector", "vector_bias", "a", "b", "c", "d", "e", "bias", "features", "out", "new", "new_bias", "new_features", "new_out",
)  # fmt: skip
_NOBODY: Final = -1
_BATCH: Final = 4096
_ROWS: Final = 5
"""Rows of a product that is surely done in one thread: 5 x 320 x 160 is below OpenBLAS's 2 ** 18."""


class Given(NamedTuple):
    """What is known of a mention before anything is compared."""

    who: int | None = None
    """Number of the one it refers to; mentions with one number are in one chain, and none of another number is in it."""
    never: frozenset[int] = frozenset()
    """Numbers of those whom it does not refer to."""
    alone: bool = False
    """Whether it refers to nobody in particular, like "nobody": it is a chain of its own, and nothing is compared with it."""


NOTHING: Final = Given()


class Vectors(NamedTuple):
    """What coreference compares of n mentions; it does not depend on what is known of them."""

    own: Floats
    """(n, size) the vectors."""
    first: Floats
    """(n, inner) what each adds to every comparison in which it is the mention."""
    latest: Floats
    """(n, inner) what each adds where it is the last mention of the entity."""
    new: Floats
    """(n, inner) what each adds to being new."""


def link(
    encoding: Encoding,
    found: Sequence[FoundMention],
    arrays: Mapping[str, Floats],
    manifest: Manifest,
    *,
    quotes: Sequence[int] | None = None,
    given: Sequence[Given] | None = None,
    genders: Mapping[int, int] | None = None,
    vectors: Vectors | None = None,
) -> list[int]:
    """The number of each mention's chain, from 0 in the order of first mentions; a chain may have one mention.

    `arrays` are the model's heads (`Model.arrays()`), of which those called `coref.*` are used. `quotes` (w,) are, for each word,
    the number of the quotation that it stands in, rising from 1, and 0 in narration; by default double marks are counted.
    `given` (mentions,) is what is known of each mention, `genders` the gender of some of the numbers in it: 1 he, 2 she.
    `vectors` are those of `find_vectors`, for whoever links the same mentions more than once.
    Raises ModelError where the heads do not fit the encoder.
    """
    words = list(encoding.sources)
    places = quotes_of(words) if quotes is None else quotes
    kinds = {kind: i for i, kind in enumerate(manifest.types)}
    forms = {form: i for i, form in enumerate(manifest.forms)}
    looks = [seen(words, m.first, m.last, kinds[m.kind], forms[m.form], places[m.first]) for m in found]
    vectors = find_vectors(encoding, found, arrays) if vectors is None else vectors
    return _Linking(vectors, arrays, manifest, genders or {}).chains(looks, given)


def find_vectors(encoding: Encoding, found: Sequence[FoundMention], arrays: Mapping[str, Floats]) -> Vectors:
    """The vectors of the mentions `found`; raises ModelError where the heads do not fit the encoder.

    A mention's is made of its first word, its last, and the mean of all; only some thousand are held in full precision at a time.
    """
    _check(arrays, encoding)
    a = {name: arrays[f"coref.{name}"] for name in _ARRAYS}
    wide = encoding.hidden.shape[1] if len(found) else 0
    firsts, lasts = (np.array([m[k] for m in found], np.int64) for k in (0, 1))
    own = np.empty((len(found), a["vector"].shape[1]), np.float32)
    for start in range(0, len(found), _BATCH):
        first, last = firsts[start : start + _BATCH], lasts[start : start + _BATCH]
        x = np.empty((len(first), 3 * wide), np.float32)
        x[:, :wide], x[:, wide : 2 * wide] = encoding.hidden[first], encoding.hidden[last]
        mean = x[:, 2 * wide :]
        mean[:] = x[:, :wide]
        for k in range(1, int((last - first).max()) + 1):
            longer = np.flatnonzero(last - first >= k)
            mean[longer] += encoding.hidden[first[longer] + k]
        mean /= (last - first + 1)[:, None]
        own[start : start + _BATCH] = x @ a["vector"] + a["vector_bias"]
    return Vectors(own, own @ a["a"] + a["bias"], own @ a["d"], own @ a["new"] + a["new_bias"])


class _Linking:
    """One text's mentions on their way into chains."""

    def __init__(
        self, vectors: Vectors, arrays: Mapping[str, Floats], manifest: Manifest, genders: Mapping[int, int]
    ) -> None:
        a = {name: arrays[f"coref.{name}"] for name in _ARRAYS}
        (wide, size), count = a["a"].shape, max(len(vectors.own), 1)
        self.vectors, self.heads = vectors, a
        self.products = np.concatenate([a["c"], a["e"]])
        self.rows = np.zeros((0, _ROWS, 2 * wide), np.float32)
        self.pair = np.zeros((2, wide), np.float32)
        self.threshold = manifest.thresholds.get("new", 0.0)
        self.memory = Memory(manifest.candidates)
        self.means = np.zeros((count, wide), np.float32)
        self.projected = np.zeros((count, size), np.float32)
        self.latest = np.zeros(count, np.int64)
        self.counts = np.zeros(count, np.int64)
        self.who = np.full(count, _NOBODY)
        self.gender = np.zeros(count, np.int64)
        self.genders = genders
        self.never: dict[int, frozenset[int]] = {}
        self.chain_of: dict[int, int] = {}

    def chains(self, looks: Sequence[Seen], given: Sequence[Given] | None) -> list[int]:
        """The chain of each mention."""
        out = []
        alone = 0
        for i, look in enumerate(looks):
            known = NOTHING if given is None else given[i]
            if known.alone:
                alone += 1
                out.append(-alone)
                continue
            entity = None if known.who is None else self.chain_of.get(known.who)
            if entity is None:
                entity = self._best(i, look, known)
            entity = self.memory.add(look, entity)
            self._take(entity, i, known)
            out.append(entity)
        numbers: dict[int, int] = {}
        return [numbers.setdefault(entity, len(numbers)) for entity in out]

    def _best(self, i: int, look: Seen, known: Given) -> int | None:
        """The entity that mention `i` most likely belongs to, or None for a new one."""
        chosen, features, new = self.memory.compare(look)
        if not chosen:
            return None
        vectors, h, k = self.vectors, self.heads, self.latest[chosen]
        v = vectors.own[i]
        x = h["features"].take(features.T, 0).sum(0)
        x += vectors.first[i] + self.projected[chosen] + vectors.latest[k]
        x += self._products(v * self.means[chosen], v * vectors.own[k])
        scores = np.maximum(x, 0, out=x) @ h["out"]
        if self.chain_of or known.never:
            scores[self._barred(chosen, look, known)] = -np.inf
        n = np.maximum(vectors.new[i] + h["new_features"][new].sum(0), 0) @ h["new_out"] + self.threshold
        best = int(scores.argmax())
        return chosen[best] if scores[best] > n else None

    def _products(self, with_means: Floats, with_latest: Floats) -> Floats:
        """(candidates, size) what the products of vectors add, a few rows at a time.

        Libraries of linear algebra give a larger product to several threads, and for one of this size waiting for them takes
        far longer than the product where other programs are at work.
        """
        count, size = with_means.shape
        blocks = -(-count // _ROWS)
        if blocks > len(self.rows):
            self.rows = np.zeros((blocks, _ROWS, 2 * size), np.float32)
        rows = self.rows[:blocks]
        flat = rows.reshape(-1, 2 * size)
        flat[:count, :size], flat[:count, size:] = with_means, with_latest
        return np.asarray((rows @ self.products).reshape(-1, self.products.shape[1])[:count])

    def _barred(self, chosen: list[int], look: Seen, known: Given) -> NDArray[np.bool_]:
        """(candidates,) which of them what is known rules out."""
        who, gender = self.who[chosen], self.gender[chosen]
        if known.who is None:
            barred = np.array([w in known.never for w in who.tolist()])
            mine = look.gender if look.gender in (1, 2) else 0
            return barred | (gender == 3 - mine) if mine else barred
        # nobody has this number yet, so whoever has one is another
        return np.array([w != _NOBODY or known.who in self.never.get(e, ()) for e, w in zip(chosen, who, strict=True)])

    def _take(self, entity: int, i: int, known: Given) -> None:
        """Keep what `entity` is now that mention `i` is in it."""
        self.counts[entity] += 1
        mean = self.means[entity]
        mean += (self.vectors.own[i] - mean) / self.counts[entity]
        self.pair[0] = mean  # a product of two rows goes to one thread, of one to several
        self.projected[entity] = (self.pair @ self.heads["b"])[0]
        self.latest[entity] = i
        if known.who is not None:
            self.who[entity] = known.who
            self.chain_of[known.who] = entity
            self.gender[entity] = self.genders.get(known.who, 0)
        if known.never:
            self.never[entity] = self.never.get(entity, frozenset()) | known.never


def _check(arrays: Mapping[str, Floats], encoding: Encoding) -> None:
    if missing := [name for name in _ARRAYS if f"coref.{name}" not in arrays]:
        raise ModelError(f"the heads have no {', '.join(f'coref.{name}' for name in missing)}")
    rows = len(arrays["coref.features"]), len(arrays["coref.new_features"])
    size = arrays["coref.vector"].shape[0]
    if rows != (N_FEATURES, N_NEW_FEATURES) or (len(encoding) and 3 * encoding.hidden.shape[1] != size):
        raise ModelError("the heads are not those of this encoder: their shapes differ")
