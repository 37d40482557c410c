"""Our word pieces are those of the reference, with offsets into the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcast.errors import ModelError
from fullcast.models.runtime import VOCABULARY, packaged
from fullcast.models.wordpiece import LONGEST_WORD, SPECIAL, WordPiece, case_of
from tests.models import tiny

SHARED = Path(__file__).parents[3] / "shared" / "data"
DIGESTS = Path(__file__).with_name("pieces.json")
LETTERS = "etaoinshrdlucmfwygpbvkxqjz"
ODD = (
    "", " ", "\n\n", "plain words, and marks--all of them... (twice)!",
    "“Curly,” she said; ‘single’ — dashes – and… ellipses",
    "Émile, naïve façade, Ångström, Dvořák, İstanbul, ΣΊΣΥΦΟΣ, Straße, ŒUVRE, ﬁnely",
    "e\u0301 combining, a\u0308\u0301 two, \u0301alone, x\u20dd around", "漢字かなカナ한국어 mixed漢字in words",
    "𠀀𪜀丽 beyond the first plane",
    "zero\u200bwidth soft\u00adhyphen \ufeffmark \u200dzwj \u2060", "\x00\x01\x07 con\x1ctrol\x7f \x85next \x0b\x0cfeed \ufffd",
    "no\u00a0break thin\u2009space line\u2028para\u2029graph ideographic\u3000space", "a≠b ≮ \u037e Greek question \u1fef grave",
    "١٢٣ ①② ½ x² № ™ © 😀👩🏽\u200d🚀 ❤️", "שלום مرحبا здравствуй हिन्दी", "don't I'd rock'n'roll o’clock 'tis",
    "__init__ a_b #tag @you $5 50%",
    "x" * (LONGEST_WORD + 1), "é" * LONGEST_WORD, "y" * LONGEST_WORD + "!",
)  # fmt: skip
STABLE = ((0x20, 0x61C), (0x61E, 0x700), (0x1E00, 0x2070), (0x2070, 0x2E43), (0x3000, 0xA000), (0xAC00, 0xD800), (0xE000, 0xFE20),
          (0xFE30, 0xFFFF), (0x1F300, 0x1F700), (0x20000, 0x20100))  # fmt: skip
"""Blocks, ends excluded, that Unicode has not changed since the reference's tables; scripts with younger accents are left out."""
APART = frozenset({*range(0x1DF6, 0x1DFC), 0x302E, 0x302F})
"""Accents that came later than the reference's tables, and two tone marks that it puts in order where we leave them."""


def test_pieces_have_the_places_of_their_letters() -> None:
    """A piece's span is what it stands for in the text, case and accents as written."""
    text = "Mary’s Gardening, ÉMILE"
    found = WordPiece(tiny.VOCABULARY).pieces(text)
    spans = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert spans == ["Mary", "’", "s", "Garden", "ing", ",", "É", "M", "I", "L", "E"]
    assert [text[a:b] for a, b in zip(found.word_starts, found.word_ends, strict=True)] == [
        "Mary", "’", "s", "Gardening", ",", "ÉMILE",
    ]  # fmt: skip
    assert found.cases.tolist() == [1, 0, 0, 1, 1, 0, 2, 2, 2, 2, 2]


def test_case_of_words() -> None:
    """One capital at the start is an initial, a word of two or more is all capitals, and anything else is mixed."""
    assert [case_of(w) for w in ("garden", "Garden", "I", "OH", "O'", "McCoy", "iX", "!", "É", "DON")] == [
        0, 1, 1, 2, 1, 3, 3, 0, 1, 2,
    ]  # fmt: skip


@pytest.mark.parametrize("name", SPECIAL)
def test_names_of_special_pieces_are_words(name: str) -> None:
    """A story that holds the name of a special piece cannot put that piece into a window."""
    known = WordPiece(tiny.VOCABULARY)
    assert not {known.padding, known.begin, known.end} & set(known.pieces(f"He wrote {name}.").ids.tolist())


def test_lone_surrogates_are_dropped() -> None:
    """Half a sign, which UTF-8 cannot hold, is nothing to read."""
    known = WordPiece(tiny.VOCABULARY)
    assert known.pieces("he\ud800 said").ids.tolist() == known.pieces("he said").ids.tolist()


def test_a_vocabulary_needs_the_special_pieces() -> None:
    """A vocabulary without them is damaged."""
    with pytest.raises(ModelError, match=r"\[CLS\]"):
        WordPiece(["[PAD]", "[UNK]", "[SEP]"])


@given(st.text(max_size=60))
def test_offsets_are_in_order_and_inside(text: str) -> None:
    """Pieces follow each other, none is empty, and pieces of one sign share its place."""
    found = WordPiece(tiny.VOCABULARY).pieces(text)
    assert (found.starts < found.ends).all()
    assert (found.starts[1:] >= found.starts[:-1]).all()
    assert (found.ends <= len(text)).all()


@given(st.lists(st.sampled_from(ODD), max_size=4))
def test_parts_equal_the_whole(parts: list[str]) -> None:
    """White space parts texts: pieces of parts, put together, are the pieces of the whole."""
    known = WordPiece(tiny.VOCABULARY)
    apart = [id_ for part in parts for id_ in known.pieces(part).ids.tolist()]
    assert known.pieces("\n".join(parts)).ids.tolist() == apart


# Parity with the `tokenizers` package, which brings a client for downloads and is therefore no dependency


def vocabularies() -> list[tuple[str, ...]]:
    """A small vocabulary that splits most words, and the real one where it is there."""
    letters = dict.fromkeys((*LETTERS, *"0123456789éüß漢字", *"!\"#$%&'()*+,-./:;<=>?@[]_`{|}~“”‘’—…"))
    words = "the and ing er he she it said in ge ##ing ##er ##ed".split()
    small = (*SPECIAL, *letters, *(f"##{s}" for s in letters), *words)
    out: list[tuple[str, ...]] = [tuple(dict.fromkeys(small))]
    if (packaged() / VOCABULARY).is_file():
        out.append(tuple((packaged() / VOCABULARY).read_text(encoding="utf-8").splitlines()))
    return out


@pytest.fixture(scope="module", params=vocabularies(), ids=lambda v: f"{len(v)} pieces")
def both(request: pytest.FixtureRequest) -> tuple[WordPiece, Any]:
    """Our tokenizer and the reference over one vocabulary."""
    return WordPiece(request.param), reference_of(request.param)


def reference_of(vocabulary: tuple[str, ...]) -> Any:
    """The reference over a vocabulary."""
    tokenizers = pytest.importorskip("tokenizers", reason="the reference is not installed")
    ids = {piece: i for i, piece in enumerate(vocabulary)}
    words = tokenizers.models.WordPiece(ids, unk_token=SPECIAL[1], max_input_chars_per_word=LONGEST_WORD)
    reference = tokenizers.Tokenizer(words)
    reference.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    reference.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return reference


Found = tuple[list[int], list[tuple[int, int]]]


def mine(ours: WordPiece, text: str) -> Found:
    """Ids and offsets that we give."""
    found = ours.pieces(text)
    return found.ids.tolist(), list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))


def theirs(reference: Any, text: str) -> Found:
    """Ids and offsets that the reference gives."""
    found = reference.encode(text)
    return found.ids, found.offsets


def digest(found: Iterable[Found]) -> str:
    """SHA-256 of ids and offsets."""
    return hashlib.sha256(json.dumps(list(found)).encode()).hexdigest()


def agree(both: tuple[WordPiece, Any], text: str) -> bool:
    """Whether ids and offsets are the same."""
    return mine(both[0], text) == theirs(both[1], text)


@pytest.mark.parametrize("text", ODD)
def test_odd_text_as_the_reference(both: tuple[WordPiece, Any], text: str) -> None:
    """Accents, other scripts, controls, odd spaces and long words come out as the reference has them."""
    assert agree(both, text)


def test_every_sign_as_the_reference(both: tuple[WordPiece, Any]) -> None:
    """Alone, in a word and after a mark, every sign of the blocks that prose is made of is read as the reference reads it."""
    points = [point for first, last in STABLE for point in range(first, last) if point not in APART]
    lines = [f"a{chr(point)}b {chr(point)} e\u0301{chr(point)}." for point in points]
    wrong = [hex(points[i]) for i in range(0, len(lines), 64) if not agree(both, "\n".join(lines[i : i + 64]))]
    assert not wrong


MIXED = list("abZÉéñİſ019 \n\t.,'\"-_“”’—…\u0301\u0308\u200b\u00ad\u00a0\x00\x0b\x85漢ひ한Σß≠٣א😀\ufffd")


@given(text=st.text(st.sampled_from(MIXED), max_size=40))
def test_random_text_as_the_reference(both: tuple[WordPiece, Any], text: str) -> None:
    """Any mixture of letters, marks, accents and controls is read as the reference reads it."""
    assert agree(both, text)


def litbank() -> list[str]:
    """All of LitBank: its texts and its files of annotation."""
    if not SHARED.exists():
        pytest.skip("the corpora are not there")
    found = [path for path in sorted((SHARED / "litbank").rglob("*")) if path.suffix in (".txt", ".ann", ".tsv")]
    assert len(found) > 500
    return [path.read_bytes().decode("utf-8") for path in found]


@pytest.mark.exam
def test_litbank_as_the_reference(both: tuple[WordPiece, Any]) -> None:
    """All of LitBank is read as the reference reads it."""
    assert not [text[:60] for text in litbank() if not agree(both, text)]


# The same where the reference is not installed: digests of what it gives, written by `--bless` where it is


@pytest.mark.parametrize("vocabulary", vocabularies(), ids=lambda v: f"{len(v)} pieces")
@pytest.mark.parametrize("what", ["odd texts", pytest.param("LitBank", marks=pytest.mark.exam)])
def test_texts_as_the_reference_gave_them(what: str, vocabulary: tuple[str, ...], bless: bool) -> None:
    """Ids and offsets have the digest that those of the reference had."""
    texts = list(ODD) if what == "odd texts" else litbank()
    key = f"{what}, {len(vocabulary)} pieces"
    known = json.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.exists() else {}
    if bless:
        known[key] = digest(theirs(reference_of(vocabulary), text) for text in texts)
        DIGESTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    ours = WordPiece(vocabulary)
    assert digest(mine(ours, text) for text in texts) == known[key]
