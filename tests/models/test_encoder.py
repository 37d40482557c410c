"""One pass over a text: windows, what they give, and that it does not depend on threads."""

from __future__ import annotations

import dataclasses
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.models.encoder import Encoding, cut_windows, encode, sentence_ends, straightened
from fullcast.models.runtime import Model, open_model
from tests.models import tiny

STORY = (
    "“Mary,” said Dickon, “you are in the garden!”\n\n"
    "She was not. It was the robin’s—and his—garden, then and always; ‘oh,’ she said, and he said nothing for a while.\n\n"
    "THE END"
)
PARAGRAPHS = [(0, 45), (47, 161), (163, 170)]


class Counting:
    """A session whose vectors are the pieces themselves and their places, so that every row can be traced."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def run(self, outputs: Any, feed: dict[str, Any], /) -> list[Any]:
        """(1, n, 2) id and place in the window; (1, n, 3) zeros."""
        ids = feed["input_ids"]
        assert ids.shape == feed["attention_mask"].shape == feed["case_ids"].shape
        self.lengths.append(ids.shape[1])
        place = np.broadcast_to(np.arange(ids.shape[1]), ids.shape)
        return [np.stack([ids, place], -1).astype(np.float32), np.zeros((*ids.shape, 3), np.float32)]


@pytest.fixture
def counting(model: Model) -> Model:
    """The tiny model with a session that can be traced."""
    return dataclasses.replace(model, session=Counting(), threads=1)


def same(one: Encoding, other: Encoding) -> bool:
    """Whether two encodings are the same, byte for byte."""
    return all(
        np.asarray(getattr(one, field.name)).tobytes() == np.asarray(getattr(other, field.name)).tobytes()
        for field in dataclasses.fields(Encoding)
    )


def test_words_have_their_places(model: Model) -> None:
    """Every word has a span in the text as it was, a source with straight marks, a vector, and logits."""
    found = encode(STORY, PARAGRAPHS, model)
    assert [straightened(STORY[a:b]) for a, b in zip(found.starts, found.ends, strict=True)] == list(found.sources)
    assert found.sources[:8] == ('"', "Mary", ",", '"', "said", "Dickon", ",", '"')
    assert found.hidden.shape == (len(found), 16)
    assert found.hidden.dtype == np.float16
    assert found.logits.shape == (len(found), 3)
    assert [found.sources[i] for i in np.flatnonzero(found.paragraphs)] == ['"', ".", "END"]
    assert STORY[found.starts[found.words_in(47, 60)[0]] :].startswith("She")


def test_vectors_are_those_of_first_pieces(counting: Model) -> None:
    """A word's vector is that of its first piece, counted from the window's begin."""
    found = encode(STORY, PARAGRAPHS, counting)
    pieces = counting.vocabulary.pieces(straightened(STORY))
    assert found.hidden[:, 0].tolist() == pieces.ids[pieces.firsts].tolist()
    for first, last in zip(found.windows[:-1], found.windows[1:], strict=True):
        expected = pieces.firsts[first:last] - pieces.firsts[first] + 1
        assert found.hidden[first:last, 1].tolist() == expected.tolist()


def test_nothing_is_padded(counting: Model) -> None:
    """The encoder sees each piece once, and two more for each window."""
    found = encode(STORY * 20, [], counting)
    assert isinstance(counting.session, Counting)
    pieces = counting.vocabulary.pieces(straightened(STORY * 20))
    assert sum(counting.session.lengths) == len(pieces) + 2 * (len(found.windows) - 1)
    assert max(counting.session.lengths) <= counting.manifest.max_pieces


@pytest.mark.parametrize("quantised", [True, False], ids=["int8", "float"])
def test_the_same_bytes_at_one_and_two_threads(tmp_path: Path, quantised: bool) -> None:
    """How many windows are read at once changes nothing, again and again."""
    folder = tiny.write_weights(tmp_path / "weights", quantised=quantised)
    one = encode(STORY * 30, [], open_model(folder, threads=1))
    two = open_model(folder, threads=2)
    assert all(same(one, encode(STORY * 30, [], two)) for _ in range(3))


def test_the_whole_equals_single_windows(weights: Path, model: Model) -> None:
    """What a pass gives a word is what onnxruntime gives for that word's window alone."""
    text = STORY * 5
    found = encode(text, [], model)
    pieces = model.vocabulary.pieces(straightened(text))
    session = onnxruntime.InferenceSession(weights / "reader.onnx", providers=["CPUExecutionProvider"])
    begin, end = model.vocabulary.begin, model.vocabulary.end
    bounds = np.append(pieces.firsts, len(pieces))
    for first, last in zip(found.windows[:-1], found.windows[1:], strict=True):
        rows = slice(int(bounds[first]), int(bounds[last]))
        ids = np.array([[begin, *pieces.ids[rows].tolist(), end]])
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "case_ids": np.array([[0, *pieces.cases[rows].tolist(), 0]]),
        }
        hidden, logits = session.run(["hidden", "token_logits"], feed)
        at = pieces.firsts[first:last] - bounds[first] + 1
        assert (found.hidden[first:last] == hidden[0, at].astype(np.float16)).all()
        assert (found.logits[first:last] == logits[0, at]).all()


def test_only_what_is_asked_for_is_read(model: Model) -> None:
    """With `within`, words elsewhere are not in the result, and no window sees them."""
    found = encode(STORY, PARAGRAPHS, model, within=PARAGRAPHS[1:2])
    alone = encode(STORY[slice(*PARAGRAPHS[1])], [(0, 114)], model)
    assert found.sources == alone.sources
    assert found.starts[0] == PARAGRAPHS[1][0]
    assert found.hidden.tobytes() == alone.hidden.tobytes()
    assert found.paragraphs[-1]


@pytest.mark.parametrize("text", ["", " \n\n ", "\x00\u200b"])
def test_a_text_without_words(model: Model, text: str) -> None:
    """Nothing to read gives nothing, and no error, paragraphs or not."""
    assert len(encode(text, [(0, len(text))], model)) == 0
    found = encode(text, [], model)
    assert len(found) == len(found.hidden) == len(found.logits) == 0
    assert found.windows.tolist() == [0]


def test_progress_is_told_and_may_stop(model: Model) -> None:
    """Progress hears words read so far and of how many, up to the end; what it raises stops the pass."""
    heard: list[tuple[int, int]] = []
    found = encode(STORY, PARAGRAPHS, model, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(int(end), len(found)) for end in found.windows[1:]]

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encode(STORY * 50, [], model, progress=stop)


def test_memory_is_linear(counting: Model) -> None:
    """Four times the text takes about four times the memory, and that is less than two kilobytes a word."""
    peaks = []
    for times in (30, 120):
        text = STORY * times
        tracemalloc.start()
        found = encode(text, [], counting)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 5 * peaks[0]
    assert peaks[1] < 2000 * len(found)


def test_an_unknown_label_is_an_error(model: Model) -> None:
    """Columns of logits are asked for by name."""
    found = encode(STORY, PARAGRAPHS, model)
    assert (found.logit("event") == found.logits[:, 2]).all()
    with pytest.raises(ValueError, match="not in"):
        found.logit("weather")


def plain_windows(lengths: list[int], sentences: list[bool], paragraphs: list[bool], max_pieces: int) -> list[int]:
    """The rule of `training/FORMAT.md`, word by word."""
    bounds, start = [0], 0
    while start < len(lengths):
        end = start + 1
        while end < len(lengths) and sum(lengths[start : end + 1]) <= max_pieces - 2:
            end += 1
        if end < len(lengths):
            second_half = range(end - 1, start + (end - start) // 2 - 1, -1)
            for ends in (paragraphs, sentences):
                cut = [i for i in second_half if ends[i]]
                if cut:
                    end = cut[0] + 1
                    break
        bounds.append(end)
        start = end
    return bounds


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.booleans()), max_size=60), st.integers(4, 30))
def test_windows_are_cut_as_the_format_says(words: list[tuple[int, bool, bool]], max_pieces: int) -> None:
    """Windows follow each other and end with a paragraph, else a sentence, in their second half, else where they are full."""
    lengths, sentences, paragraphs = [w[0] for w in words], [w[1] for w in words], [w[2] for w in words]
    found = cut_windows(np.array(lengths, np.int64), np.array(sentences, bool), np.array(paragraphs, bool), max_pieces)
    assert found.tolist() == plain_windows(lengths, sentences, paragraphs, max_pieces)


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("No. He", [False, True, False]),
        ('"No." He', [False, False, False, True, False]),
        ("Oh?! (So.) x", [False, False, True, False, False, False, True, False]),
        ("so... on", [False, False, False, True, False]),
        ("end", [False]),
        (".", [True]),
    ],
)
def test_ends_of_sentences(model: Model, text: str, ended: list[bool]) -> None:
    """A sentence ends after its last stop and the marks that close behind it."""
    pieces = model.vocabulary.pieces(text)
    assert sentence_ends(text, pieces.word_starts, pieces.word_ends).tolist() == ended
