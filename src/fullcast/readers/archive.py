"""Zip archives read with care: EPUB, DOCX and ODT are untrusted input.

Nothing is ever extracted to disk. What an entry unpacks to is limited by what its header says and again while it
streams, so that neither an honest nor a lying bomb fills the memory. An entry that is encrypted is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from fullcast.errors import SourceDamagedError, SourceProtectedError, SourceTooLargeError

MAX_ENTRIES = 20_000
MAX_RATIO = 300
"""An entry over a megabyte that unpacks to this many times its size is a bomb; prose packs three to five times."""


class Archive:
    """The entries of a zip file in memory, within limits."""

    def __init__(self, data: bytes, name: str, *, max_bytes: int) -> None:
        self.name = name
        self._left = max_bytes
        self._max = max_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise SourceDamagedError(
                f"{name}: the archive is damaged ({_plain(error)}); download or export it again"
            ) from None
        infos = self._zip.infolist()
        if len(infos) > MAX_ENTRIES:
            raise SourceTooLargeError(f"{name}: {len(infos)} files in the archive, at most {MAX_ENTRIES} are read")
        self._infos = {i.filename: i for i in infos}
        self._folded = {i.filename.casefold(): i.filename for i in infos}

    def __contains__(self, entry: str) -> bool:
        return entry in self._infos or entry.casefold() in self._folded

    @property
    def entries(self) -> tuple[str, ...]:
        """Names of all entries."""
        return tuple(self._infos)

    def size(self, entry: str) -> int:
        """What the header says that `entry` unpacks to, in bytes; 0 where there is no such entry."""
        info = self._find(entry)
        return info.file_size if info is not None else 0

    def refuse_bombs(self) -> None:
        """Raise SourceTooLargeError where any entry, by its header, is a bomb or all of them together are over the limit."""
        total = 0
        for info in self._infos.values():
            self._refuse(info)
            total += info.file_size
        if total > 20 * self._max:
            raise SourceTooLargeError(
                f"{self.name}: unpacks to {total:,} bytes; at most {20 * self._max:,} are accepted"
            )

    def read(self, entry: str) -> bytes:
        """The bytes of `entry`; raises SourceDamagedError where it is missing or broken, SourceTooLargeError over the limit."""
        info = self._find(entry)
        if info is None:
            raise SourceDamagedError(f"{self.name}: the archive has no {entry!r}; download or export it again")
        if info.flag_bits & 1:
            raise SourceProtectedError(f"{self.name}: {entry!r} is encrypted with a password; save it without one")
        self._refuse(info)
        chunks: list[bytes] = []
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(1 << 18):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise SourceTooLargeError(
                            f"{self.name}: unpacks to more than {self._max:,} bytes at {entry!r}; raise max_bytes to read it"
                        )
                    chunks.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
            RuntimeError,
        ) as error:
            raise SourceDamagedError(
                f"{self.name}: {entry!r} in the archive is damaged ({_plain(error)}); download or export it again"
            ) from None
        return b"".join(chunks)

    def _find(self, entry: str) -> zipfile.ZipInfo | None:
        return self._infos.get(entry) or self._infos.get(self._folded.get(entry.casefold(), ""))

    def _refuse(self, info: zipfile.ZipInfo) -> None:
        if info.file_size > (1 << 20) and info.file_size > MAX_RATIO * max(1, info.compress_size):
            raise SourceTooLargeError(
                f"{self.name}: {info.filename!r} unpacks from {info.compress_size:,} to {info.file_size:,} bytes, as "
                f"a zip bomb does; it is not read"
            )


def _plain(error: Exception) -> str:
    return str(error).strip().lower() or type(error).__name__
