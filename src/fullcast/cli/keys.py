"""Single keys from a terminal."""

from __future__ import annotations

import sys
from typing import Final

_ARROWS: Final = {"[C": "forward", "[B": "forward", "OC": "forward", "[D": "back", "[A": "back", "OD": "back"}
_LETTERS: Final = {
    " ": "forward", "\r": "forward", "\n": "forward", "n": "forward", "j": "forward", "l": "forward", "b": "back", "p": "back", "k": "back",
    "h": "back", "\x7f": "back", "\x08": "back", "g": "first", "G": "last", "q": "quit", "\x03": "quit", "\x04": "quit", "": "quit",
}  # fmt: skip


def interactive() -> bool:
    """Whether somebody sits there who can press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def key() -> str:
    """What the next key asks for: "forward", "back", "first", "last", "quit", or "" for any other."""
    pressed = _press()
    return _ARROWS.get(pressed[1:], "") if pressed[:1] == "\x1b" and len(pressed) > 1 else _LETTERS.get(pressed, "")


def _press() -> str:
    """The signs that one key sends; of a terminal that cannot give single keys, the first sign of a line."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return (sys.stdin.readline() or "q")[:1]
    stream = sys.stdin.fileno()
    before = termios.tcgetattr(stream)
    try:
        tty.setcbreak(stream)
        return _bytes(stream).decode("utf-8", "replace")
    finally:
        termios.tcsetattr(stream, termios.TCSADRAIN, before)


def _bytes(stream: int) -> bytes:
    import os
    import select

    pressed = os.read(stream, 1)
    while pressed == b"\x1b" or (pressed[:1] == b"\x1b" and len(pressed) < 3):
        if not select.select([stream], [], [], 0.05)[0]:
            break
        pressed += os.read(stream, 1)
    return pressed
