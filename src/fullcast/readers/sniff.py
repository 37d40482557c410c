"""What a file is, by its first bytes; the name only tells Markdown from plain text, and whether the two disagree."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from fullcast.errors import SourceBinaryError, SourceDamagedError, SourceFormatError
from fullcast.layers import Notice

KINDS = ("plain text", "Markdown", "HTML", "EPUB", "DOCX", "ODT", "RTF", "PDF")
_READABLE = "give a text, Markdown, HTML, EPUB, DOCX, ODT, RTF or PDF file"
_CONVERT = "convert it to EPUB first (Calibre does, with its ebook-convert)"
_SUFFIXES = {
    "plain text": {"txt", "text", "asc", "log", "utf8", "me", ""},
    "Markdown": {"md", "markdown", "mdown", "mkd", "mkdn", "txt", "text", ""},
    "HTML": {"html", "htm", "xhtml", "xht", "shtml", ""},
    "EPUB": {"epub", "kepub", ""},
    "DOCX": {"docx", "docm", "dotx", ""},
    "ODT": {"odt", "ott", ""},
    "RTF": {"rtf", ""},
    "PDF": {"pdf", ""},
}
_KNOWN = frozenset().union(*_SUFFIXES.values()) | {
    "doc",
    "mobi",
    "azw",
    "azw3",
    "kfx",
    "fb2",
    "jpg",
    "png",
    "mp3",
    "json",
    "zip",
}
_MARKDOWN = frozenset({"md", "markdown", "mdown", "mkd", "mkdn"})
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a bitmap picture"),
    (b"ID3", "MP3 sound"),
    (b"\xff\xfb", "MP3 sound"),
    (b"\xff\xf3", "MP3 sound"),
    (b"OggS", "Ogg sound"),
    (b"fLaC", "FLAC sound"),
    (b"RIFF", "a RIFF file (sound, film or picture)"),
    (b"\x1aE\xdf\xa3", "a Matroska film"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
    (b"SQLite format 3", "a database"),
    (b"\x00\x01\x00\x00\x00", "a font"),
    (b"OTTO", "a font"),
    (b"wOFF", "a font"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
)
_PACKED: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an XZ archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
)
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html\b|head\b|body\b|h[1-6]\b|p\b|div\b|article\b|section\b|center\b|meta\b|title\b)",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|[a-zA-Z][\w:-]*[\s>])")


def suffix_of(name: str) -> str:
    """The extension of a file name, in small letters, without its dot."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem else ""


def sniff(data: bytes, name: str) -> str:
    """The kind of a file, one of KINDS, from its first bytes and, of an archive, its entries.

    Raises SourceFormatError for a kind that has no reader, SourceBinaryError for what is no text at all.
    """
    head = data[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, name)
    if b"%PDF-" in head[:1024]:
        return "PDF"
    if head.lstrip()[:5] == b"{\\rtf":
        return "RTF"
    _refuse(head, name)
    wide = (
        head.replace(b"\0", b"")
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[1:2] == b"\0" or head[:1] == b"\0"
        else head
    )
    wide = wide.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if (_HTML_START.match(wide) and not wide.lstrip().startswith(b"<?xml")) or b"<html" in wide[:2000].lower():
        return "HTML"
    if wide.lstrip().startswith(b"{") and b'"fullcast-story/' in wide:
        raise SourceFormatError(
            f"{name}: a story document that fullcast wrote, not a story; look at it with: fullcast validate, fullcast diff"
        )
    if _XML_START.match(wide) and (wide.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") or b"</" in data[-2000:]):
        what = "FictionBook (FB2)" if b"<FictionBook" in wide else "TEI" if b"tei-c.org" in wide else "XML"
        if suffix_of(name) in ("html", "htm", "xhtml") and what == "XML":
            return "HTML"
        raise SourceFormatError(f"{name}: a file of {what}, which has no reader; {_CONVERT}")
    return "Markdown" if suffix_of(name) in _MARKDOWN else "plain text"


def _refuse(head: bytes, name: str) -> None:
    if head[60:68] in (b"BOOKMOBI", b"TEXtREAd") or head.startswith(b"TPZ"):
        raise SourceFormatError(f"{name}: a Kindle book (MOBI or AZW3), which has no reader; {_CONVERT}")
    if head.startswith((b"CONT\x02\x00", b"\xeaDRMION\xee")):
        raise SourceFormatError(f"{name}: a Kindle book (KFX), which has no reader; {_CONVERT}")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise SourceFormatError(
            f"{name}: an old Word file (.doc) or another of that time, which has no reader; save it as DOCX"
        )
    if head.startswith(b"AT&TFORM"):
        raise SourceFormatError(
            f"{name}: a DjVu scan, which has no reader; it holds pictures of pages, look for a text edition"
        )
    for mark, what in _PACKED:
        if head.startswith(mark):
            raise SourceFormatError(f"{name}: {what}; unpack it and give the story inside")
    for mark, what in _BINARY:
        if head.startswith(mark) and (len(mark) > 2 or b"\0" in head or mark[0] > 0x7F):
            raise SourceBinaryError(f"{name}: {what}, not text; {_READABLE}")
    if head[4:8] == b"ftyp":
        raise SourceBinaryError(f"{name}: a film, sound or picture (MP4), not text; {_READABLE}")


def _zip_kind(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = (
                archive.read("mimetype")[:100].strip()
                if "mimetype" in names and archive.getinfo("mimetype").file_size < 1000
                else b""
            )
    except Exception as error:  # zipfile, zlib and struct each raise their own
        what = {"epub": "EPUB", "docx": "DOCX", "odt": "ODT"}.get(suffix_of(name), "archive")
        raise SourceDamagedError(
            f"{name}: the {what} is damaged ({str(error).lower() or type(error).__name__}); download or export it again"
        ) from None
    if (
        mimetype == b"application/epub+zip"
        or ("META-INF/container.xml" in names and "content.xml" not in names)
        or any(n.lower().endswith(".opf") for n in names)
    ):
        return "EPUB"
    if b"opendocument.text" in mimetype:
        return "ODT"
    if "word/document.xml" in names:
        return "DOCX"
    if "content.xml" in names and not mimetype:
        return "ODT"
    for mark, what in (
        ("xl/workbook.xml", "an Excel table"),
        ("ppt/presentation.xml", "a PowerPoint file"),
        ("content.xml", "an OpenDocument table or drawing"),
        ("AndroidManifest.xml", "an Android program"),
    ):
        if mark in names:
            raise SourceFormatError(f"{name}: {what}, not a story; {_READABLE}")
    inside = [n for n in names if suffix_of(n) in ("epub", "docx", "odt", "rtf", "txt", "html", "htm", "md", "pdf")]
    hint = f" ({', '.join(sorted(inside)[:3])}{' …' if len(inside) > 3 else ''})" if inside else ""
    raise SourceFormatError(f"{name}: a zip archive; unpack it and give the story inside{hint}")


def mismatch(kind: str, name: str) -> Notice | None:
    """The notice for a file whose extension is that of another kind."""
    suffix = suffix_of(name)
    if suffix in _SUFFIXES[kind] or suffix not in _KNOWN:
        return None
    return Notice(code="wrong_extension", message=f"{name} ends in .{suffix} but is {kind}; it was read as {kind}")
