"""The immutable text: spans, offsets in several units, and the map back to the source."""

from fullcast.text.offsets import OffsetTable
from fullcast.text.source_map import SourceMap
from fullcast.text.span import Span
from fullcast.text.text import Text

__all__ = ["OffsetTable", "SourceMap", "Span", "Text"]
