"""Parts of speech, features, lemmas and dependencies, on the vectors of the encoder.

A head of its own with its own file and licence (`syntax.npz`, see `training/FORMAT.md`): two layers of LSTM in both directions over each
sentence, biaffine scores of heads (Dozat and Manning, ICLR 2017), trees by `trees.py`, lemmas by `lemmas.py`. Tags, features and
relations are those of Universal Dependencies. Sentences of the same length are read together, so that nothing is padded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from fullcast.errors import ModelError
from fullcast.models.encoder import Encoding, straightened
from fullcast.models.lemmas import Script, applied, known_key, regular, written
from fullcast.models.runtime import ENCODER, SYNTAX, Model, Session, open_session
from fullcast.models.segmentation import Segmentation, paragraphs_of, segment
from fullcast.models.trees import best_trees
from fullcast.models.wordpiece import WordPiece

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

BATCH: Final = 2048
"""Tokens that go through the network together, about."""
TRAITS: Final = 10
"""Traits of a form, see `traits`."""
FIRST_SCRIPTS: Final = 8
"""Edit scripts that are tried, the likeliest first; where none fits, the lemma is the form."""
ROOT: Final = "root"
NETWORK_INPUTS: Final = ("vectors", "letters")
NETWORK_OUTPUTS: Final = ("tags", "scripts", "arcs", "dependent", "above")
RELATION_INPUTS: Final = ("dependent", "above")
RELATION_OUTPUTS: Final = ("scores",)


class Token(NamedTuple):
    """What is known of one token."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    upos: str
    """Universal part of speech, such as VERB."""
    features: Mapping[str, str]
    """Universal features, such as Tense: Past."""
    lemma: str
    head: int
    """Index of its head in the parse, -1 for the root of a sentence."""
    relation: str
    """Universal relation to its head, such as nsubj."""


@dataclass(frozen=True, eq=False)
class Parse:
    """The n tokens of a text in m sentences, each a tree with one root."""

    starts: NDArray[np.int32]
    """(n,) offsets of the first code point of each token in the text."""
    ends: NDArray[np.int32]
    """(n,) offsets after the last code point of each token."""
    sentences: Integers
    """(m + 1,) index of the first token of each sentence, and n."""
    heads: NDArray[np.int32]
    """(n,) index of the head of each token, -1 for roots."""
    relations: NDArray[np.uint8]
    """(n,) places in `relation_names`."""
    tags: NDArray[np.uint16]
    """(n,) places in `tag_names`."""
    lemmas: tuple[str, ...]
    """(n,) lemmas."""
    relation_names: tuple[str, ...]
    tag_names: tuple[tuple[str, str], ...]
    """Part of speech and features of each tag, the features as in "Mood=Ind|Tense=Past" or empty."""

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Token:
        upos, features = self.tag_names[self.tags[index]]
        relation = self.relation_names[self.relations[index]]
        span = int(self.starts[index]), int(self.ends[index])
        return Token(*span, upos, _pairs(features), self.lemmas[index], int(self.heads[index]), relation)

    @cached_property
    def upos(self) -> NDArray[np.str_]:
        """(n,) parts of speech."""
        return np.array([upos for upos, _ in self.tag_names])[self.tags]

    def feature(self, name: str) -> NDArray[np.str_]:
        """(n,) values of a feature, empty where a token has none: "Past" where `name` is "Tense"."""
        return np.array([_pairs(features).get(name, "") for _, features in self.tag_names])[self.tags]

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that begin at or after the offset `start` and before `end`."""
        first, last = np.searchsorted(self.starts, (start, end))
        return range(int(first), int(last))


@dataclass(frozen=True, eq=False)
class Parser:
    """The opened weights of the head."""

    forms: Floats
    """(rows, size) what each trait of a form adds to the letters of a token."""
    network: Session
    """From vectors and letters to tags, scripts, scores of heads, and what `labels` judges by."""
    labels: Session
    """From what `network` says of tokens and of their heads to scores of relations."""
    tags: tuple[tuple[str, str], ...]
    relations: tuple[str, ...]
    scripts: tuple[Script, ...]
    lemmas: Mapping[str, str]
    """Lemmas known by heart, by `known_key`."""
    bases: frozenset[str]
    """Lemmas with their parts of speech, such as "walk VERB"."""
    vocabulary: WordPiece
    threads: int


def open_parser(model: Model) -> Parser:
    """The parser that was trained on the vectors of `model`; raises ModelError where there is none or it is another encoder's."""
    facts = model.manifest.syntax
    if facts is None:
        raise ModelError("these weights have no syntax; install fullcast anew")
    if facts.encoder != model.manifest.files[ENCODER].sha256:
        raise ModelError("the syntax among these weights was trained on another encoder; install fullcast anew")
    stored = model.stored(SYNTAX)
    names = json.loads(stored["names"].tobytes())
    return Parser(
        stored["forms"] * stored["forms.scale"],
        open_session(stored["network"].tobytes()), open_session(stored["labels"].tobytes()),
        tuple((upos, features) for upos, features in names["tags"]), tuple(names["relations"]),
        tuple(Script(cut, put) for cut, put in names["scripts"]), names["lemmas"],
        frozenset(names["bases"]), model.vocabulary, model.threads,
    )  # fmt: skip


def parse(text: str, encoding: Encoding, parser: Parser, *, segmentation: Segmentation | None = None) -> Parse:
    """Every token of what was encoded of `text`, with its place in the tree of its sentence.

    `segmentation` may give tokens and sentences that are known; by default they are found by rule. Time is linear in the
    length of the text, and the answer is the same whatever the number of threads.
    """
    straight = straightened(text)
    if segmentation is None:
        segmentation = segment(straight, paragraphs_of(encoding.starts, encoding.ends, encoding.paragraphs))
    starts, ends, sentences = segmentation
    forms = [straight[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    first, last = words_of(encoding, starts, ends)
    index: dict[str, int] = {}
    form = np.array([index.setdefault(f, len(index)) for f in forms], np.int64)
    letters = form_vectors(index, parser.forms)
    n = len(forms)
    heads, relations = np.empty(n, np.int32), np.empty(n, np.uint8)
    tags, scripts = np.empty(n, np.uint16), np.empty((n, FIRST_SCRIPTS), np.uint16)

    def read(tokens: Integers) -> None:
        """Fill in the rows of some sentences of one length; `tokens` (b, n)."""
        vectors = word_vectors(encoding.hidden, first[tokens.ravel()], last[tokens.ravel()])
        own, relations[tokens], tags[tokens], scripts[tokens] = _read(
            parser, vectors.reshape(*tokens.shape, -1), letters[form[tokens]]
        )
        heads[tokens] = np.take_along_axis(np.pad(tokens, ((0, 0), (0, 1)), constant_values=-1), own, 1)

    jobs = list(batches(sentences))
    with ThreadPoolExecutor(parser.threads, thread_name_prefix="fullcast") as pool:
        list(pool.map(read, jobs))
    lemmas = _lemmas(parser, list(index), form, tags, scripts)
    return Parse(starts, ends, sentences, heads, relations, tags, lemmas, parser.relations, parser.tags)


def batches(sentences: Integers, size: int = BATCH) -> Iterator[Integers]:
    """Indices of tokens (b, n), b sentences of n tokens at a time; `sentences` are the bounds of all (m + 1,)."""
    lengths = np.diff(sentences)
    for n in np.unique(lengths).tolist():
        firsts = sentences[:-1][lengths == n]
        step = max(1, size // max(n, 1))
        for at in range(0, len(firsts) if n else 0, step):
            yield firsts[at : at + step, None] + np.arange(n)


def words_of(encoding: Encoding, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> tuple[Integers, Integers]:
    """For each token the first of the encoder's words in it and the one after the last.

    The encoder has each mark as a word of its own: "n't" is two of its words, and the first part of "cannot" only begins
    one. A token has the words that begin in it, and if there are none, the one that it is a part of.
    """
    first = np.searchsorted(encoding.starts, starts)
    last = np.searchsorted(encoding.starts, ends)
    none = first == last
    return np.where(none, np.maximum(first - 1, 0), first), np.where(none, np.maximum(first, 1), last)


def word_vectors(hidden: NDArray[np.float16], first: Integers, last: Integers) -> Floats:
    """(n, size) the mean of the vectors of the words of each of n tokens."""
    out = hidden[first].astype(np.float32)
    for i in np.flatnonzero(last - first > 1).tolist():
        out[i] = hidden[first[i] : last[i]].mean(0, dtype=np.float32)
    return out


def traits(form: str, rows: int) -> list[int]:
    """Rows in a table of `rows` for the whole form, how it begins and ends, and how it is written; row 0 is never one of them."""
    low = form.lower()
    shape = "".join("X" if c.isupper() else "x" if c.islower() else "0" if c.isdigit() else c for c in form[:30])
    short = "".join(c for i, c in enumerate(shape) if shape[max(0, i - 2) : i] != c * 2)
    ends = [f"{k}<{low[:k]}" for k in (1, 2, 3)] + [f"{k}>{low[-k:]}" for k in (1, 2, 3, 4)]
    return [
        crc32(t.encode("utf-8", "surrogatepass")) % (rows - 1) + 1
        for t in (f"={low}", *ends, f"#{short}", f"#{low[-2:]}{shape[:2]}")
    ]


def form_vectors(forms: Mapping[str, int], table: Floats) -> Floats:
    """(forms, size) the sum of the rows of each form's traits."""
    rows = np.array([traits(form, len(table)) for form in forms], np.int64).reshape(-1, TRAITS)
    return np.asarray(table[rows].sum(1))


def _read(parser: Parser, vectors: Floats, letters: Floats) -> tuple[Integers, NDArray[np.intp], Integers, Integers]:
    """Heads (b, n), n for the root, relations (b, n), tags (b, n) and likely scripts (b, n, k) of b sentences of n tokens."""
    tags, scripts, arcs, dependent, above = parser.network.run(
        NETWORK_OUTPUTS, dict(zip(NETWORK_INPUTS, (vectors, letters), strict=True))
    )
    heads = best_trees(arcs)
    above = np.take_along_axis(above, heads[..., None], 1)
    flat = (array.reshape(-1, array.shape[2]) for array in (dependent, above))
    (scores,) = parser.labels.run(RELATION_OUTPUTS, dict(zip(RELATION_INPUTS, flat, strict=True)))
    scores[:, parser.relations.index(ROOT)] = np.where(heads.ravel() == heads.shape[1], np.inf, -np.inf)
    return heads, scores.argmax(1).reshape(heads.shape), tags, scripts


def _lemmas(
    parser: Parser, forms: list[str], form: Integers, tags: NDArray[np.uint16], scripts: NDArray[np.uint16]
) -> tuple[str, ...]:
    """(n,) the lemma that is known, else what the likeliest script that fits makes of the form, where spelling allows it."""
    seen: dict[tuple[int, int], tuple[str | None, list[str]]] = {}
    out = []
    for i, tag, likely in zip(form.tolist(), tags.tolist(), scripts.tolist(), strict=True):
        if (i, tag) not in seen:
            seen[i, tag] = _known(parser, forms[i], *parser.tags[tag])
        lemma, spelt = seen[i, tag]
        if lemma is None:
            low = written(forms[i], parser.tags[tag][0])
            made = (applied(parser.scripts[s], low) for s in likely)
            lemma = next((m for m in made if m is not None), low)
            if spelt and lemma not in spelt:
                lemma = spelt[0]
        out.append(lemma)
    return tuple(out)


def _known(parser: Parser, form: str, upos: str, features: str) -> tuple[str | None, list[str]]:
    """The lemma known by heart, or the word that a regular form can come from; else None, and what spelling allows."""
    by_heart = parser.lemmas.get(known_key(form, upos, features))
    spelt = [] if by_heart else regular(written(form, upos), upos, features)
    of_its_kind = (word for word in spelt if f"{word} {upos}" in parser.bases)
    others = (word for word in spelt if len(word) > 2 and _is_word(word, parser.vocabulary))
    return by_heart or next(of_its_kind, None) or next(others, None), spelt


def _is_word(word: str, vocabulary: WordPiece) -> bool:
    """Whether the encoder has the word in one piece."""
    ids = vocabulary.pieces(word).ids
    return len(ids) == 1 and int(ids[0]) != vocabulary.unknown


def _pairs(features: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in features.split("|")) if features else {}
