"""Readers: a file in, a Story out.

`read_source` finds out what a file is by its content, never by its name alone, and gives a Story with regions,
chapters, paragraphs, emphasis and breaks. What cannot be read is refused by a :class:`fullcast.errors.SourceError`
that says what, where and what to try.
"""

from __future__ import annotations

import difflib
import hashlib
import stat
from pathlib import Path

from fullcast.errors import SourceEmptyError, SourceError, SourceMissingError, SourceTooLargeError
from fullcast.layers import Notice, Story
from fullcast.layers.values import Value
from fullcast.readers import odd_input, sniff
from fullcast.readers.decoding import refuse_binary
from fullcast.readers.draft import Draft, to_story

__all__ = ["MAX_BYTES", "Check", "check_source", "read_source", "read_string"]

MAX_BYTES = 50_000_000
"""The largest text that is read unless the caller says otherwise: some sixty long novels."""
_PACKED_FACTOR = 10
"""An archive or a PDF may be this many times larger than its text: it holds pictures."""


class Check(Value, frozen=True, kw_only=True):
    """What a quick look at a file tells."""

    name: str
    size: int | None
    """Bytes; None where the file cannot be looked at."""
    kind: str | None = None
    """ "plain text", "Markdown", "HTML", "EPUB", "DOCX", "ODT", "RTF" or "PDF"; None where it is nothing readable."""
    media_type: str | None = None
    encoding: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    chapters: int | None = None
    """How many, where that is known without reading the book."""
    notices: tuple[Notice, ...] = ()
    refused: str | None = None
    """Why the file would not be read."""
    exit_code: int = 0
    """That of the refusal."""


def read_source(source: str | Path | bytes, *, name: str | None = None, max_bytes: int = MAX_BYTES) -> Story:
    """The story in a file, or in the bytes of one.

    Args:
        source: A path, or the bytes themselves.
        name: What to call it; the file's own name unless given.
        max_bytes: The largest text that is read, in bytes; of an archive, of its pages unpacked.

    Raises:
        SourceError: One of its subclasses, where there is no story to read.
    """
    data, name = _bytes_of(source, name, max_bytes)
    kind = sniff.sniff(data, name)
    draft = _draft(data, name, kind, max_bytes)
    mismatch = sniff.mismatch(kind, name)
    if mismatch is not None:
        draft.notices.insert(0, mismatch)
    return _finish(draft, name, hashlib.sha256(data).hexdigest())


def read_string(text: str, name: str = "input") -> Story:
    """The story in a string: Markdown or HTML where `name` ends so, else plain text.

    The string counts as the decoded file: line ends are made LF and a byte order mark is dropped, nothing else
    changes.
    """
    content = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    data = text.encode("utf-8", "surrogatepass")
    if not content.strip():
        raise SourceEmptyError(f"{name}: empty, or nothing but white space; give a story")
    refuse_binary(data, name)
    suffix = sniff.suffix_of(name)
    if suffix in ("html", "htm", "xhtml"):
        from fullcast.readers import html

        draft = html.read_text(content)
    elif suffix in ("md", "markdown"):
        from fullcast.readers import markdown

        draft = markdown.read_text(content)
    else:
        from fullcast.readers import plain_text

        draft = plain_text.read_text(content)
    return _finish(draft, name, hashlib.sha256(data).hexdigest())


def check_source(source: str | Path | bytes, *, name: str | None = None, max_bytes: int = MAX_BYTES) -> Check:
    """A quick look at a file: what it is, its title and chapters where that is cheap, whether it would be refused.

    Never raises a SourceError.
    """
    label = name or ("input" if isinstance(source, bytes) else Path(source).name)
    size = len(source) if isinstance(source, bytes) else _size(Path(source))
    kind: str | None = None
    try:
        data, label = _bytes_of(source, name, max_bytes)
        kind = sniff.sniff(data, label)
        if kind == "EPUB":
            return _check_epub(data, label, max_bytes)
        story = read_source(data, name=label, max_bytes=max_bytes)
    except SourceError as error:
        return Check(name=label, size=size, kind=kind, refused=str(error), exit_code=error.exit_code)
    return Check(
        name=label,
        size=size,
        kind=kind,
        media_type=story.source.media_type,
        encoding=story.source.encoding,
        title=story.metadata.title,
        author=story.metadata.author,
        language=story.metadata.language,
        chapters=len(story.chapters),
        notices=story.notices,
    )


def _check_epub(data: bytes, name: str, max_bytes: int) -> Check:
    """The look at an EPUB reads its package and its table of contents only."""
    from fullcast.readers import epub
    from fullcast.readers.archive import Archive

    archive = Archive(data, name, max_bytes=max_bytes)
    package = epub.open_package(archive)
    chapters = len(epub.contents(archive, package)) or len(package.spine)
    mismatch = sniff.mismatch("EPUB", name)
    return Check(
        name=name,
        size=len(data),
        kind="EPUB",
        media_type=epub.MEDIA_TYPE,
        title=package.metadata.title,
        author=package.metadata.author,
        language=package.metadata.language,
        chapters=chapters,
        notices=(mismatch,) if mismatch is not None else (),
    )


def _draft(data: bytes, name: str, kind: str, max_bytes: int) -> Draft:
    """The draft that the reader of `kind` makes; readers are loaded when they are first needed."""
    if kind == "plain text":
        from fullcast.readers import plain_text

        return plain_text.read(data, name)
    if kind == "Markdown":
        from fullcast.readers import markdown

        return markdown.read(data, name)
    if kind == "HTML":
        from fullcast.readers import html

        return html.read(data, name)
    if kind == "RTF":
        from fullcast.readers import rtf

        return rtf.read(data, name)
    if kind == "PDF":
        from fullcast.readers import pdf

        return pdf.read(data, name)
    if kind == "EPUB":
        from fullcast.readers import epub

        return epub.read(data, name, max_bytes=max_bytes)
    if kind == "DOCX":
        from fullcast.readers import docx

        return docx.read(data, name, max_bytes=max_bytes)
    from fullcast.readers import odt

    return odt.read(data, name, max_bytes=max_bytes)


def _finish(draft: Draft, name: str, sha256: str) -> Story:
    if not draft.content.strip():
        raise SourceEmptyError(f"{name}: no text in it, or nothing but white space; its pages may be pictures")
    odd_input.refuse_no_story(draft, name)
    draft.structure.metadata, notices = odd_input.look(draft)
    draft.notices.extend(notices)
    return to_story(draft, name, sha256)


def _bytes_of(source: str | Path | bytes, name: str | None, max_bytes: int) -> tuple[bytes, str]:
    """The bytes of a source and its name; raises where there are none, or too many."""
    if isinstance(source, bytes):
        data, label = source, name or "input"
        limit = _limit(data[:4096], max_bytes)
        if len(data) > limit:
            raise SourceTooLargeError(_too_large(label, len(data), limit))
    else:
        path = Path(source)
        data, label = _read(path, max_bytes), name or path.name
    if not data:
        raise SourceEmptyError(f"{label}: empty (0 bytes); give a story")
    if not data.strip(b" \t\r\n\f\v"):
        raise SourceEmptyError(f"{label}: nothing but white space; give a story")
    return data, label


def _read(path: Path, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceMissingError(f"{path}: a folder, not a file; name the story in it")
        with path.open("rb") as stream:
            head = stream.read(4096)
            limit = _limit(head, max_bytes)
            if stat.S_ISREG(status.st_mode) and status.st_size > limit:
                raise SourceTooLargeError(_too_large(path.name, status.st_size, limit))
            data = head + stream.read(limit + 1 - len(head))
    except FileNotFoundError:
        raise SourceMissingError(f"{path}: no such file{_alike(path)}") from None
    except PermissionError:
        raise SourceMissingError(f"{path}: may not be opened (permission denied); check who may read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceMissingError(f"{path}: cannot be opened ({reason.lower()})") from None
    if len(data) > limit:
        raise SourceTooLargeError(_too_large(path.name, len(data), limit))
    return data


def _limit(head: bytes, max_bytes: int) -> int:
    return max_bytes * _PACKED_FACTOR if head.startswith(b"PK") or b"%PDF-" in head[:1024] else max_bytes


def _too_large(name: str, size: int, limit: int) -> str:
    return f"{name}: too large ({size / 1e6:,.0f} MB; at most {limit / 1e6:,.0f} MB are read); give one book at a time, or raise max_bytes"


def _alike(path: Path) -> str:
    """A hint at a file with a name much like the one that is missing."""
    try:
        names = [entry.name for _, entry in zip(range(2000), path.parent.iterdir(), strict=False) if entry.is_file()]
    except OSError:
        return "; its folder does not exist either"
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.75)
    return f"; did you mean {close[0]!r}?" if close else "; check the name and the folder"


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
