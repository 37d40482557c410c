"""What goes to the terminal: safe to show, whatever the story holds and whatever the terminal can show."""

from __future__ import annotations

import codecs
import io
import sys
import threading
import time
import unicodedata
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, TextIO

from fullcast.writers.shown import shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_LIKE: Final = str.maketrans("–—―‒‐‑…“”„«»‘’‚‹›·•×█▌░→←↔⟦⟧\u00a0", "------." + '"""""' + "'''''" + "-*x##.><~[] ")
"""What a terminal that has only ASCII shows instead."""

_ERRORS: Final = "fullcast.plain"


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """A codec's error handler: the nearest sign that every terminal has, one for each that it has not."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = (unicodedata.normalize("NFKD", c.translate(_LIKE))[0] for c in error.object[error.start : error.end])
    return "".join(c if c.isascii() else "?" for c in signs), error.end


def prepare() -> None:
    """Let standard output and standard error take any sign: what their encoding lacks is shown by the nearest it has."""
    codecs.register_error(_ERRORS, _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)


def console(stream: TextIO | None = None, *, soft_wrap: bool = False) -> Console:
    """A rich console that takes nothing in a text for markup."""
    from rich.console import Console

    return Console(file=stream or sys.stdout, markup=False, emoji=False, highlight=False, soft_wrap=soft_wrap)


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"fullcast: {shown(message)}", file=sys.stderr)


def write(printed: str) -> None:
    """What a console has captured, on standard output; spaces that fill its lines go where nobody would see them."""
    sys.stdout.write(printed if sys.stdout.isatty() else "".join(f"{line.rstrip()}\n" for line in printed.splitlines()))


def write_bytes(data: bytes) -> None:
    """`data` on standard output as it is, whatever the terminal's encoding."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8"))
    else:
        buffer.write(data)
        buffer.flush()


class Progress:
    """Says on standard error what is being done: on terminals only, and only when it takes over a second.

    Used as a context; calling it names the next step.
    """

    PATIENCE_S = 1.0

    def __init__(self, name: str) -> None:
        self._name = name
        self._step = "text"
        self._status: Any = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(self.PATIENCE_S, self._begin) if sys.stderr.isatty() else None
        if self._timer is not None:
            self._timer.daemon = True

    def __enter__(self) -> Progress:
        self._started = time.monotonic()
        if self._timer is not None:
            self._timer.start()
        return self

    def __call__(self, step: str) -> None:
        """Name the next step."""
        with self._lock:
            self._step = step
            if self._status is not None:
                self._status.update(self._line())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            if self._status is not None:
                self._status.stop()
            self._timer = None

    def _line(self) -> Text:
        from rich.text import Text

        return Text(f"reading {shown(self._name)}: {self._step}")  # a bare string would be taken for markup

    def _begin(self) -> None:
        with self._lock:
            if self._timer is not None:
                self._status = console(sys.stderr).status(self._line())
                self._status.start()
