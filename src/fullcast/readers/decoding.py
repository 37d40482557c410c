"""Bytes to text: which encoding a file is in.

A byte order mark decides; then UTF-8, which other encodings are never by chance once a few letters are not ASCII;
then UTF-16 without a mark, by where the zero bytes lie; then what charset-normalizer
(https://github.com/jawah/charset_normalizer, MIT) makes of it; then CP1252, the encoding of old Windows programs.
Nothing is ever replaced: each byte is decoded or the file is refused as binary.
"""

from __future__ import annotations

import codecs
import re

from fullcast.errors import SourceBinaryError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CP1252_MARKS = frozenset(b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b")
_WESTERN = _CP1252_MARKS | frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜŒ£§°«»¿¡·\xa0\xad".encode("cp1252")
)
_LETTERS = re.compile(rb"[\xc0-\xff]+")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")
_SAMPLE = 200_000
_NAMES = {"utf_8": "utf-8", "ascii": "utf-8", "latin_1": "cp1252", "iso8859_1": "cp1252"}


def decode(data: bytes, name: str = "the input", *, declared: str | None = None) -> tuple[str, str]:
    """The text of `data` with line ends made LF, and the name of its encoding.

    `declared` is an encoding that the markup names; it counts after a mark and after UTF-8. Raises SourceBinaryError
    where `data` is no text.
    """
    text, encoding = _decoded(data, name, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decoded(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    break  # a mark put before text in another encoding
                raise SourceBinaryError(
                    f"{name}: says it is {encoding.upper()} but is not (byte {error.start}); save it again as UTF-8 text"
                ) from None
    data = data.removeprefix(codecs.BOM_UTF8)
    wide = _utf16(data)
    if wide is not None:
        return wide
    refuse_binary(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return data.decode(declared), codecs.lookup(declared).name
        except (LookupError, UnicodeDecodeError):
            pass
    encoding = _guess(data)
    try:
        return data.decode(encoding), encoding
    except (LookupError, UnicodeDecodeError):
        return data.decode("latin-1"), "latin-1"  # a byte that CP1252 leaves undefined


def refuse_binary(data: bytes, name: str) -> None:
    """Raise SourceBinaryError where `data` has zero bytes or more control characters than any text."""
    zero = data.find(0)
    if zero >= 0:
        raise SourceBinaryError(
            f"{name}: not text (a zero byte at {zero}); give a text, Markdown, HTML, EPUB, DOCX, ODT, RTF or PDF file"
        )
    head = data[:_SAMPLE]
    controls = sum(head.count(c) for c in _CONTROLS)
    if controls > len(head) // 100 + 2:
        raise SourceBinaryError(
            f"{name}: not text ({controls} control characters); give a text, Markdown, HTML, EPUB, DOCX, ODT, RTF or PDF file"
        )


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: in Western text every second byte is zero."""
    head = data[: min(len(data), 4000) & ~1]
    if len(head) < 4 or len(data) % 2:
        return None
    half = len(head) // 2
    for encoding, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros.count(0) > half * 0.6 and others.count(0) <= half * 0.02:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                return None
            return (text, encoding) if "\0" not in text else None
    return None


def _guess(data: bytes) -> str:
    """The encoding of text that is not UTF-8."""
    import charset_normalizer

    sample = data[:_SAMPLE]
    high = [b for b in sample if b >= 0x80]
    letters = _LETTERS.findall(sample)
    runs = sum(len(run) > 1 for run in letters)
    if all(b in _WESTERN for b in high) and runs <= 0.1 * len(letters):
        return "cp1252"  # English and its neighbours: curly quotation marks and accents that stand alone among plain letters
    first = next(i for i, b in enumerate(data) if b >= 0x80)
    start = max(0, first - 2000)
    best = charset_normalizer.from_bytes(data[start : start + _SAMPLE]).best()
    if best is None:
        return "cp1252"
    return _NAMES.get(best.encoding, best.encoding.replace("_", "-"))
