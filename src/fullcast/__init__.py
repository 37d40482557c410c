"""fullcast reads a story the way a careful reader does and says what it understood.

>>> import fullcast
>>> story = fullcast.read("book.epub")  # doctest: +SKIP
>>> story.cast[0].name  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["FullcastError", "Story", "__version__", "read", "read_text"]

if TYPE_CHECKING:
    from fullcast.errors import FullcastError
    from fullcast.layers import Story
    from fullcast.reading import read, read_text


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that `import fullcast` stays quick."""
    if name in ("read", "read_text"):
        import fullcast.reading

        return getattr(fullcast.reading, name)
    if name == "Story":
        from fullcast.layers import Story

        return Story
    if name == "FullcastError":
        from fullcast.errors import FullcastError

        return FullcastError
    raise AttributeError(f"module 'fullcast' has no attribute {name!r}")
