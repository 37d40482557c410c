"""Pictures of a story for papers and slides: SVG that is the same for the same story, and PNG with an extra.

They show the whole of what was read, as one who has read to the end knows it; what later parts reveal is in them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from fullcast.errors import UsageError
from fullcast.layers import Story
from fullcast.writers.plots.arcs import Arcs
from fullcast.writers.plots.lanes import Lanes
from fullcast.writers.plots.network import Network
from fullcast.writers.plots.storyline import Storyline
from fullcast.writers.plots.themes import DARK, LIGHT, Theme


class Picture(Protocol):
    """One picture under way."""

    def svg(self) -> str:
        """The picture as the text of an SVG file."""
        ...


KINDS: Final[dict[str, Callable[[Lanes, Theme, float], Picture]]] = {
    "arcs": Arcs,
    "network": Network,
    "scenes": Storyline,
}
WIDTH: Final = 1200
"""In the units of the picture (CSS pixels). Words keep their size, so a narrower picture has larger ones on paper."""
NARROWEST: Final = 500


def write_plot(story: Story, kind: str, *, dark: bool = False, width: int = WIDTH) -> str:
    """The picture of `story` of a kind ("arcs", "network", "scenes") as the text of an SVG file.

    Raises UsageError for another kind or a width under 500, MissingLayerError for the scenes of a story that has none with people in it.
    """
    if kind not in KINDS:
        raise UsageError(f"no kind of picture {kind!r}; known: {', '.join(KINDS)}")
    if width < NARROWEST:
        raise UsageError(f"a picture {width} wide has no room for words; {NARROWEST} is the least")
    return KINDS[kind](Lanes(story), DARK if dark else LIGHT, width).svg()
