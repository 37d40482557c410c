"""One pass of the encoder over a text: a vector and a few logits for every word, for all learned annotators.

The text is cut into windows that end where a paragraph or a sentence ends; each is read alone, as many at a time as the model has
threads. Only the first piece of each word is kept, its vector in half precision: 770 bytes a word, 80 MB for a novel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from fullcast.models.runtime import Model
from fullcast.models.wordpiece import Pieces

A = TypeVar("A")
B = TypeVar("B")
Progress = Callable[[int, int], None]
"""Hears how many words have been read, and of how many."""

_STRAIGHT: Final = str.maketrans({**dict.fromkeys("’‘‛ʼ´`", "'"), **dict.fromkeys("“”„‟«»", '"')})
_STOPS: Final = np.array([ord(sign) for sign in ".!?"], np.uint32)
_CLOSING: Final = np.array([ord(sign) for sign in "\"')"], np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """What the encoder made of a text of w words."""

    sources: tuple[str, ...]
    """(w,) the words as they stand in the text, with straight quotation marks."""
    starts: NDArray[np.int32]
    """(w,) offsets of the first code point of each word in the text."""
    ends: NDArray[np.int32]
    """(w,) offsets after the last code point of each word."""
    paragraphs: NDArray[np.bool_]
    """(w,) whether a paragraph ends after the word."""
    windows: NDArray[np.int64]
    """(m + 1,) index of the first word of each window, and w."""
    hidden: NDArray[np.float16]
    """(w, size) vectors of the last layer."""
    logits: NDArray[np.float32]
    """(w, labels) logits of the heads on words."""
    labels: tuple[str, ...]
    """(labels,) what each column of the logits says."""

    def __len__(self) -> int:
        return len(self.starts)

    def logit(self, label: str) -> NDArray[np.float32]:
        """(w,) the column of logits called `label`; raises ValueError where there is none."""
        return self.logits[:, self.labels.index(label)]

    def words_in(self, start: int, end: int) -> range:
        """Indices of the words that begin at or after the offset `start` and before `end`."""
        first, last = np.searchsorted(self.starts, (start, end))
        return range(int(first), int(last))


def encode(
    text: str,
    paragraphs: Iterable[tuple[int, int]],
    model: Model,
    *,
    within: Iterable[tuple[int, int]] | None = None,
    progress: Progress | None = None,
) -> Encoding:
    """One pass of `model` over `text`.

    `paragraphs` are spans in code points, in order; windows like to end where they end. `within` are the spans to read,
    in order, all by default: words outside them are not in the result, and the end of each counts as the end of a paragraph.
    The answer is the same whatever the number of threads. Time and memory are linear in the length of the text.
    """
    straight = straightened(text)
    pieces = model.vocabulary.pieces(straight)
    starts, ends = pieces.word_starts, pieces.word_ends
    last = np.zeros(len(starts), np.bool_)
    chosen = np.arange(len(starts))
    spans = None if within is None else list(within)
    if spans is not None:
        bounds = np.searchsorted(starts, np.array(spans, np.int64).reshape(-1, 2))
        chosen = np.concatenate([chosen[:0], *(np.arange(first, end) for first, end in bounds)])
    for start, end in (*paragraphs, *(spans or ())):
        at = int(np.searchsorted(starts, end)) - 1
        if at >= 0:
            last[at] |= starts[at] >= start
    firsts = np.append(pieces.firsts, len(pieces)).astype(np.int64)
    lengths = np.diff(firsts)[chosen]
    words_starts, words_ends = starts[chosen], ends[chosen]
    sentences = sentence_ends(straight, words_starts, words_ends) | last[chosen]
    windows = cut_windows(lengths, sentences, last[chosen], model.manifest.max_pieces)
    hidden, logits = _run(model, pieces, firsts, chosen, windows, progress)
    return Encoding(
        tuple(straight[a:b] for a, b in zip(words_starts.tolist(), words_ends.tolist(), strict=True)),
        words_starts, words_ends, last[chosen], windows, hidden, logits, model.manifest.token_labels,
    )  # fmt: skip


def straightened(text: str) -> str:
    """`text` with straight quotation marks and apostrophes, one for one, so that offsets stay."""
    return text.translate(_STRAIGHT)


def sentence_ends(text: str, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.bool_]:
    """(w,) for each word of `text`, whether a sentence ends after it: at the last of some stops, after what closes behind it."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    sign = np.where(ends - starts == 1, points[starts], 0)
    stop, closing = np.isin(sign, _STOPS), np.isin(sign, _CLOSING)
    out = np.zeros(len(sign), np.bool_)
    for at in np.flatnonzero(stop).tolist():
        end = at + 1
        while end < len(sign) and closing[end]:
            end += 1
        out[end - 1] |= end == len(sign) or not stop[end]
    return out


def cut_windows(
    lengths: NDArray[np.int64], sentences: NDArray[np.bool_], paragraphs: NDArray[np.bool_], max_pieces: int
) -> NDArray[np.int64]:
    """(m + 1,) indices of the first words of windows that follow each other, and the number of words.

    `lengths` are the pieces of each of w words; `sentences` and `paragraphs` (w,) say where one ends. A window has at most
    `max_pieces`, two of which are its begin and end, and never cuts a word; it ends with the last paragraph that ends in its
    second half, else with the last sentence, else where it is full.
    """
    count = len(lengths)
    total = np.concatenate([[0], np.cumsum(lengths)])
    latest = [np.maximum.accumulate(np.where(ends, np.arange(count), -1)) for ends in (paragraphs, sentences)]
    bounds = [0]
    while (start := bounds[-1]) < count:
        end = max(int(np.searchsorted(total, total[start] + max_pieces - 2, "right")) - 1, start + 1)
        if end < count:
            half = start + (end - start) // 2
            end = next((int(at[end - 1]) + 1 for at in latest if at[end - 1] >= half), end)
        bounds.append(end)
    return np.array(bounds, np.int64)


def _run(
    model: Model,
    pieces: Pieces,
    firsts: NDArray[np.int64],
    chosen: NDArray[np.int64],
    windows: NDArray[np.int64],
    progress: Progress | None,
) -> tuple[NDArray[np.float16], NDArray[np.float32]]:
    """Hidden vectors and logits of the `chosen` words; each window writes rows of its own."""

    def read(window: tuple[int, int]) -> tuple[NDArray[np.float16], NDArray[np.float32]]:
        words = chosen[slice(*window)]
        lengths = firsts[words + 1] - firsts[words]
        places = np.cumsum(lengths) - lengths
        rows = np.arange(lengths.sum()) + np.repeat(firsts[words] - places, lengths)
        ids = np.concatenate([[model.vocabulary.begin], pieces.ids[rows], [model.vocabulary.end]], dtype=np.int64)
        cases = np.concatenate([[0], pieces.cases[rows], [0]], dtype=np.int64)
        hidden, logits = model.run(ids, cases)
        return hidden[places + 1].astype(np.float16), logits[places + 1]

    bounds = list(zip(windows[:-1].tolist(), windows[1:].tolist(), strict=True))
    hidden: NDArray[np.float16] = np.empty((0, 0), np.float16)
    logits = np.empty((len(chosen), len(model.manifest.token_labels)), np.float32)
    for (start, end), (vectors, scores) in zip(bounds, _mapped(read, bounds, model.threads), strict=True):
        if not start:
            hidden = np.empty((len(chosen), vectors.shape[1]), np.float16)
        hidden[start:end], logits[start:end] = vectors, scores
        if progress is not None:
            progress(end, len(chosen))
    return hidden, logits


def _mapped(function: Callable[[A], B], jobs: Sequence[A], threads: int) -> Iterator[B]:
    """`function` of each of `jobs`, in order, `threads` at a time; those not begun are dropped where the caller stops."""
    if min(threads, len(jobs)) < 2:
        yield from map(function, jobs)
        return
    with ThreadPoolExecutor(threads, thread_name_prefix="fullcast") as pool:
        yield from pool.map(function, jobs)
