"""Text to words to pieces, as BERT's uncased tokenizer does it, with the place of each word in the text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

PAD, UNK, CLS, SEP = 0, 100, 101, 102
_STRAIGHT = str.maketrans({**dict.fromkeys("’‘‛ʼ´`", "'"), **dict.fromkeys("“”„‟«»", '"')})


class Word(NamedTuple):
    """A basic token: its source as it stands in the text, and its span."""

    source: str
    start: int
    end: int


@lru_cache(100_000)
def _kind(ch: str) -> str:
    """One of: space, drop, mark, word."""
    if ch in "\t\n\r ":
        return "space"
    category = unicodedata.category(ch)
    code = ord(ch)
    if code in (0, 0xFFFD) or category in ("Cc", "Cf", "Cn", "Co", "Cs"):
        return "drop"
    if category == "Zs" or ch in "\u2028\u2029\u0085":
        return "space"
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126 or category.startswith("P"):
        return "mark"
    if (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    ):
        return "mark"
    return "word"


def words_of(text: str) -> list[Word]:
    """The words of a text.

    >>> [w.source for w in words_of("“I don’t--know,” she said.")]
    ['"', 'I', 'don', "'", 't', '-', '-', 'know', ',', '"', 'she', 'said', '.']
    """
    text = text.translate(_STRAIGHT)
    words: list[Word] = []
    start = -1
    for i, ch in enumerate(text):
        kind = _kind(ch)
        if kind == "word":
            if start < 0:
                start = i
            continue
        if kind == "drop":
            continue
        if start >= 0:
            words.append(Word(text[start:i], start, i))
            start = -1
        if kind == "mark":
            words.append(Word(ch, i, i + 1))
    if start >= 0:
        words.append(Word(text[start:], start, len(text)))
    return words


def plain(word: str) -> str:
    """Without accents, in small letters.

    >>> plain("Émile")
    'emile'
    """
    kept = "".join(ch for ch in word if _kind(ch) != "drop")
    return "".join(ch for ch in unicodedata.normalize("NFD", kept) if unicodedata.category(ch) != "Mn").lower()


def case_of(word: str) -> int:
    """Of a word: 0 small, 1 initial capital, 2 all capitals, 3 mixed.

    >>> [case_of(w) for w in ("she", "She", "I", "SHE", "McCoy", "--")]
    [0, 1, 1, 2, 3, 0]
    """
    upper = sum(ch.isupper() for ch in word)
    if not upper:
        return 0
    if upper == 1 and word[0].isupper():
        return 1
    return 2 if upper >= 2 and not any(ch.islower() for ch in word) else 3


class WordPiece:
    """Greedy longest match over BERT's vocabulary."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces; never empty."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._split(plain(word))
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > 100:
            return (UNK,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self.ids.get(word[start:end] if start == 0 else "##" + word[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return (UNK,)
        return tuple(pieces)


def sentence_ends(words: list[str]) -> list[bool]:
    """For each word: does a sentence end after it?

    >>> sentence_ends(["No", ".", '"', "He"])
    [False, False, True, False]
    """
    ends = [False] * len(words)
    for i, word in enumerate(words):
        if word in (".", "!", "?"):
            j = i
            while j + 1 < len(words) and words[j + 1] in ('"', "'", ")"):
                j += 1
            if j + 1 < len(words) and words[j + 1] in (".", "!", "?"):
                continue
            ends[j] = True
    return ends


def windows(lengths: list[int], sentence: list[bool], paragraph: list[bool], max_pieces: int) -> list[tuple[int, int]]:
    """Cut words of these lengths in pieces into windows, as FORMAT.md says; half-open ranges of words.

    >>> windows([1] * 6, [False, False, False, True, False, False], [False] * 6, 7)
    [(0, 4), (4, 6)]
    """
    room = max_pieces - 2
    out = []
    start, n = 0, len(lengths)
    while start < n:
        end, used = start, 0
        while end < n and (used + lengths[end] <= room or end == start):
            used += lengths[end]
            end += 1
        if end < n:
            half = start + (end - start) // 2
            for ends in (paragraph, sentence):
                cut = next((i for i in range(end - 1, half - 1, -1) if ends[i]), None)
                if cut is not None:
                    end = cut + 1
                    break
        out.append((start, end))
        start = end
    return out
