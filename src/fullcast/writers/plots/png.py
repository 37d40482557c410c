"""SVG as PNG, through resvg-py (https://github.com/baseplate-admin/resvg-py, MIT; resvg: Apache-2.0 or MIT): an extra.

It draws with the fonts of the computer, so that two computers may give two files.
"""

from __future__ import annotations

from typing import Final

from fullcast.errors import MissingExtraError, OutputError

COMMAND: Final = 'python -m pip install "fullcast[plot]"'
SCALE: Final = 2.0
"""Pixels for each unit of the SVG."""

_PROBE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" font-family="{}"><text x="2" y="16">{}</text></svg>'
)


def as_png(svg: str) -> bytes:
    """The picture as a PNG file, twice as large in pixels as in units.

    Raises MissingExtraError without resvg-py, OutputError where the computer has no font: words would be missing without a sign.
    """
    from fullcast.writers.plots.svg import FONT

    try:
        import resvg_py
    except ImportError:
        raise MissingExtraError(f"PNG needs resvg-py; install it with: {COMMAND}, or write .svg") from None
    if resvg_py.svg_to_bytes(svg_string=_PROBE.format(FONT, "M")) == resvg_py.svg_to_bytes(
        svg_string=_PROBE.format(FONT, "")
    ):
        raise OutputError(
            "no font for words was found on this computer; install one (Liberation Sans, DejaVu Sans), or write .svg"
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=SCALE))
