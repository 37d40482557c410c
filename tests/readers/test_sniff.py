"""What a file is, and what is refused."""

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
from pathlib import Path

import pytest

from fullcast.errors import (
    SourceBinaryError,
    SourceDamagedError,
    SourceEmptyError,
    SourceError,
    SourceFormatError,
    SourceMissingError,
    SourceProtectedError,
    SourceTooLargeError,
)
from fullcast.readers import check_source, read_source
from tests.readers.factories import HARBOUR, PIER, ao3, docx, epub, odt, page, paragraphs, pdf, rtf, w_paragraph, zipped

STORY = "\n\n".join([*PIER, *HARBOUR])
FILES = {
    "plain text": STORY.encode(),
    "HTML": ao3(),
    "EPUB": epub({"a.xhtml": page(paragraphs(PIER))}),
    "DOCX": docx("".join(map(w_paragraph, PIER))),
    "ODT": odt("".join(f"<text:p>{p}</text:p>" for p in PIER)),
    "RTF": rtf(PIER),
    "PDF": pdf([PIER]),
}
SUFFIXES = {
    "plain text": "txt",
    "HTML": "html",
    "EPUB": "epub",
    "DOCX": "docx",
    "ODT": "odt",
    "RTF": "rtf",
    "PDF": "pdf",
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("suffix", [*SUFFIXES.values(), "", "story"])
def test_content_counts_and_a_wrong_extension_is_noticed(kind: str, suffix: str) -> None:
    """Every kind is read under every name; a name of another kind gives a notice."""
    if kind == "PDF":
        pytest.importorskip("pypdfium2")
    story = read_source(FILES[kind], name=f"mara.{suffix}" if suffix else "mara")
    assert "Mara set the lamp down" in story.text.content
    noticed = "wrong_extension" in [n.code for n in story.notices]
    assert noticed == (suffix not in ("", "story", SUFFIXES[kind]))


KINDLE = b"The Seventh Boat".ljust(60, b"\0") + b"BOOKMOBI" + b"\0" * 200
REFUSED: dict[str, tuple[bytes, type[SourceError], str]] = {
    "MOBI": (KINDLE, SourceFormatError, "Kindle.*convert"),
    "Topaz": (b"TPZ0" + b"\0" * 90, SourceFormatError, "Kindle"),
    "KFX": (b"\xeaDRMION\xee" + b"\0" * 90, SourceFormatError, "KFX.*convert"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, SourceFormatError, "DOCX"),
    "FB2": (
        b'<?xml version="1.0"?><FictionBook><body><p>x</p></body></FictionBook>',
        SourceFormatError,
        "FB2.*convert",
    ),
    "some XML": (b'<?xml version="1.0"?><notes><note>x</note></notes>', SourceFormatError, "XML"),
    "gzip": (b"\x1f\x8b\x08" + b"\0" * 30, SourceFormatError, "unpack"),
    "RAR": (b"Rar!\x1a\x07" + b"\0" * 30, SourceFormatError, "unpack"),
    "zip of texts": (zipped({"story.txt": STORY, "b.bin": b"x"}), SourceFormatError, r"unpack.*story\.txt"),
    "Excel": (zipped({"xl/workbook.xml": "<x/>"}), SourceFormatError, "Excel"),
    "a story document": (b'{"format": "fullcast-story/1", "text": {}}', SourceFormatError, "fullcast validate"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), SourceBinaryError, "PNG"),
    "JPEG": (b"\xff\xd8\xff\xe0" + bytes(range(256)), SourceBinaryError, "JPEG"),
    "MP3": (b"ID3\x04" + bytes(range(256)), SourceBinaryError, "MP3"),
    "MP4": (b"\0\0\0\x20ftypM4B " + bytes(range(256)), SourceBinaryError, "MP4"),
    "a program": (b"\x7fELF" + bytes(range(256)), SourceBinaryError, "program"),
    "zeros": (STORY.encode() + b"\0" * 5, SourceBinaryError, "zero byte"),
    "a zip cut off": (FILES["EPUB"][:200], SourceDamagedError, "damaged"),
    "empty": (b"", SourceEmptyError, "empty"),
    "white space": (b" \n\r\n\t", SourceEmptyError, "white space"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refusals(what: str) -> None:
    """Each says what is wrong, in which file, and what to try; the quick look says the same."""
    data, error, match = REFUSED[what]
    with pytest.raises(error, match=match) as caught:
        read_source(data, name="a.epub")
    assert str(caught.value).startswith("a.epub: ")
    found = check_source(data, name="a.epub")
    assert (found.refused, found.exit_code) == (str(caught.value), error.exit_code)


def test_missing_files(tmp_path: Path) -> None:
    """A missing file, a folder and a bad name are told apart; a near name is offered."""
    (tmp_path / "the pier – море.txt").write_text(STORY, encoding="utf-8")
    with pytest.raises(SourceMissingError, match=r"no such file; did you mean 'the pier – море.txt'"):
        read_source(tmp_path / "the pier - море.txt")
    with pytest.raises(SourceMissingError, match="a folder"):
        read_source(tmp_path)
    with pytest.raises(SourceMissingError, match="folder"):
        read_source(tmp_path / "gone" / "story.txt")
    with pytest.raises(SourceMissingError, match="cannot be opened"):
        read_source("a\0b")
    assert read_source(tmp_path / "the pier – море.txt").source.name == "the pier – море.txt"


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open everything"
)
def test_no_permission(tmp_path: Path) -> None:
    """A file that may not be opened says so."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceMissingError, match="permission"):
        read_source(path)


def test_large_files_are_refused_at_once(tmp_path: Path) -> None:
    """A file of 200 MB is refused without being read."""
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(STORY.encode())
        stream.truncate(200_000_000)
    start = time.perf_counter()
    with pytest.raises(SourceTooLargeError, match="200 MB; at most 50 MB"):
        read_source(path)
    assert time.perf_counter() - start < 1
    with pytest.raises(SourceTooLargeError):
        read_source(STORY.encode(), max_bytes=100)
    assert check_source(path).exit_code == SourceTooLargeError.exit_code


def test_entries_with_a_password_are_refused() -> None:
    """A zip with encrypted entries is not asked for its password."""
    data = bytearray(FILES["EPUB"])
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        names = [i.header_offset for i in archive.infolist()]
    for offset in names:
        data[offset + 6] |= 1
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    with pytest.raises((SourceProtectedError, SourceDamagedError), match=r"a\.epub"):
        read_source(bytes(data), name="a.epub")


@pytest.mark.parametrize("kind", FILES)
def test_any_cut_gives_a_story_or_a_source_error(kind: str) -> None:
    """No damage of a file ever gives a traceback."""
    if kind == "PDF":
        pytest.importorskip("pypdfium2")
    data = FILES[kind]
    for end in range(1, len(data), max(1, len(data) // 25)):
        found = check_source(data[:end], name=f"a.{SUFFIXES[kind]}")
        assert found.kind or found.refused


@pytest.mark.parametrize("kind", FILES)
def test_the_quick_look(kind: str) -> None:
    """It names the kind, the size and the number of chapters."""
    if kind == "PDF":
        pytest.importorskip("pypdfium2")
    found = check_source(FILES[kind], name=f"a.{SUFFIXES[kind]}")
    assert (found.kind, found.size, found.refused, found.exit_code) == (kind, len(FILES[kind]), None, 0)
    assert found.chapters


@pytest.mark.parametrize("kind", FILES)
def test_the_same_file_gives_the_same_story(kind: str) -> None:
    """Reading twice gives equal stories."""
    if kind == "PDF":
        pytest.importorskip("pypdfium2")
    assert read_source(FILES[kind], name="a") == read_source(FILES[kind], name="a")
