"""Word pieces of a text with their places: what an uncased BERT reads.

The tokenizer of BERT (Devlin and others, 2019; Wu and others, 2016, for the greedy match), written anew so that the package
needs no other tokenizer with a download client in it. Pieces and places are those of the `tokenizers` package's
`BertWordPieceTokenizer`, with two differences on purpose: the name of a special piece in a text, such as "[MASK]", is read as
the words that it is, and lone surrogates are dropped. Categories are those of the running Python's Unicode; that package
keeps those of 2015, so the two may differ where a text has signs that are younger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fullcast.errors import ModelError

LONGEST_WORD: Final = 100
"""Letters; a longer word is one unknown piece."""
CONTINUES: Final = "##"
"""What a piece that goes on in a word begins with, in the vocabulary."""
SPECIAL: Final = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
"""Pieces that every vocabulary has: filling, unknown word, begin and end of a window."""

_SPACE: Final = "\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_MARKS: Final = "!-/:-@\\[-`{-~\u2010-\u2027\u2030-\u2038"
_CHUNK: Final = re.compile(f"[{_MARKS}]|[^{_SPACE}{_MARKS}]+")
"""A mark that is a word of its own and that nothing can change, or a run of anything else without white space."""
_ASCII_MARK: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_IDEOGRAPHS: Final = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B81F), (0x2B920, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)  # fmt: skip
"""Code points, ends included, of which each is a word of its own."""
_DROPPED: Final = frozenset({"Cc", "Cf", "Co", "Cs"})

Word = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Ids, starts and ends of the pieces of a word."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The n pieces of a text in order, in w words, without those that begin and end a window.

    A word is one of BERT's basic tokens: each punctuation mark is a word of its own ("don't" is three words).
    """

    ids: NDArray[np.int32]
    """(n,) places in the vocabulary."""
    starts: NDArray[np.int32]
    """(n,) offsets of the first code point of each in the text."""
    ends: NDArray[np.int32]
    """(n,) offsets after the last code point of each."""
    cases: NDArray[np.uint8]
    """(n,) how its word is written: 0 small or without letters, 1 first letter capital, 2 all capitals (two or more), 3 mixed."""
    firsts: NDArray[np.int32]
    """(w,) index of the first piece of each word."""

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def word_starts(self) -> NDArray[np.int32]:
        """(w,) offsets of the first code point of each word."""
        return np.asarray(self.starts[self.firsts])

    @property
    def word_ends(self) -> NDArray[np.int32]:
        """(w,) offsets after the last code point of each word."""
        after: NDArray[np.int32] = np.append(self.firsts, len(self))[1:]
        return np.asarray(self.ends[after - 1])


class WordPiece:
    """A vocabulary and the pieces of texts in it.

    >>> known = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##known", "!"])
    >>> found = known.pieces(" Unknown!")
    >>> found.ids.tolist(), found.starts.tolist(), found.ends.tolist(), found.cases.tolist(), found.firsts.tolist()
    ([4, 5, 6], [1, 3, 8], [3, 8, 9], [1, 1, 0], [0, 2])
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids: dict[str, int] = {piece: i for i, piece in enumerate(vocabulary)}
        if missing := [piece for piece in SPECIAL if piece not in self._ids]:
            raise ModelError(f"the vocabulary has no {', '.join(missing)}")
        self.padding, self.unknown, self.begin, self.end = (self._ids[piece] for piece in SPECIAL)
        self._longest = max(map(len, self._ids))

    def __len__(self) -> int:
        return len(self._ids)

    def pieces(self, text: str) -> Pieces:
        """The pieces of `text`, in time linear in its length.

        A text is some thousands of different chunks, many times over: each is looked at once, and the rest is arrays.
        """
        known: dict[str, int] = {}
        found = [(known.setdefault(m.group(), len(known)), m.start()) for m in _CHUNK.finditer(text)]
        table: list[tuple[int, int, int, int, bool]] = []
        sizes: list[int] = []
        for chunk in known:
            rows = self._rows(chunk)
            table += rows
            sizes.append(len(rows))
        columns = np.array(table, np.int32).reshape(-1, 5)
        size = np.array(sizes, np.int64)
        which, at = np.array(found, np.int64).reshape(-1, 2).T
        many = size[which]
        row = np.arange(many.sum()) + np.repeat((np.cumsum(size) - size)[which] - (np.cumsum(many) - many), many)
        at = np.repeat(at, many).astype(np.int32)
        ids, starts, ends, cases, first = columns[row].T
        return Pieces(
            np.ascontiguousarray(ids),
            starts + at,
            ends + at,
            cases.astype(np.uint8),
            np.flatnonzero(first).astype(np.int32),
        )

    def _rows(self, chunk: str) -> list[tuple[int, int, int, int, bool]]:
        """Id, start and end in the chunk, case, and whether it begins a word, of each piece of `chunk`."""
        if chunk.isascii() and chunk.isalnum():
            words: list[tuple[str, Sequence[int]]] = [(chunk.lower(), range(len(chunk)))]
        else:
            words = _words(chunk)
        rows = []
        for letters, places in words:
            case = case_of(chunk[places[0] : places[-1] + 1])
            ids, starts, ends = self._word(letters, places)
            rows += [
                (id_, start, end, case, not i)
                for i, (id_, start, end) in enumerate(zip(ids, starts, ends, strict=True))
            ]
        return rows

    def _word(self, letters: str, places: Sequence[int]) -> Word:
        """The longest pieces from the left; the whole word is one unknown piece where some part of it is in no piece."""
        whole = self._ids.get(letters)
        if whole is not None and len(letters) <= LONGEST_WORD:
            return (whole,), (places[0],), (places[-1] + 1,)
        unknown: Word = (self.unknown,), (places[0],), (places[-1] + 1,)
        if len(letters) > LONGEST_WORD:
            return unknown
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        start = 0
        while start < len(letters):
            before = CONTINUES if start else ""
            for end in range(min(len(letters), start + self._longest), start, -1):
                id_ = self._ids.get(before + letters[start:end])
                if id_ is not None:
                    break
            else:
                return unknown
            ids.append(id_)
            starts.append(places[start])
            ends.append(places[end - 1] + 1)
            start = end
        return tuple(ids), tuple(starts), tuple(ends)


def case_of(word: str) -> int:
    """How a word is written; see `Pieces.cases`.

    >>> [case_of(word) for word in ("she", "She", "I", "SHE", "McCoy", "--")]
    [0, 1, 1, 2, 3, 0]
    """
    capitals = sum(map(str.isupper, word))
    if capitals == 0:
        return 0
    if capitals == 1 and word[0].isupper():
        return 1
    return 2 if capitals > 1 and not any(map(str.islower, word)) else 3


def _words(chunk: str) -> list[tuple[str, Sequence[int]]]:
    """The words of a chunk in small letters without accents, each with the place in the chunk that each letter comes from."""
    out: list[tuple[str, Sequence[int]]] = []
    letters: list[str] = []
    places: list[int] = []

    def close() -> None:
        if letters:
            out.append(("".join(letters), places.copy()))
            letters.clear()
            places.clear()

    for at, sign in enumerate(chunk):
        if sign == "\ufffd" or unicodedata.category(sign) in _DROPPED:
            continue
        alone = _is_ideograph(sign)
        if alone:
            close()
        for part in unicodedata.normalize("NFD", sign):
            category = unicodedata.category(part)
            if category == "Mn":
                continue
            mark = part in _ASCII_MARK or category[0] == "P"
            if mark:
                close()
            small = part.lower()
            letters.append(small)
            places.extend([at] * len(small))
            if mark:
                close()
        if alone:
            close()
    close()
    return out


def _is_ideograph(sign: str) -> bool:
    point = ord(sign)
    return point >= 0x3400 and any(first <= point <= last for first, last in _IDEOGRAPHS)
