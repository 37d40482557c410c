"""Which annotators run, in which order, and what is missing before anything runs.

After LibCST's metadata providers: each annotator declares what it needs and what it makes; the plan orders them and finds gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fullcast.errors import MissingLayerError
from fullcast.layers import Layer, Story


@dataclass(frozen=True)
class Annotator:
    """A function that makes one layer, with its declaration."""

    makes: str
    """Name of the layer."""
    needs: tuple[str, ...]
    """Layers that must be there."""
    uses: tuple[str, ...]
    """Layers that help where they are there; they come first if they are in the plan."""
    run: Callable[..., Layer[Any]]

    def __call__(self, story: Story, **settings: Any) -> Layer[Any]:
        """The layer made from `story`."""
        return self.run(story, **settings)


def annotator(
    *, makes: str, needs: Sequence[str] = (), uses: Sequence[str] = ()
) -> Callable[[Callable[..., Layer[Any]]], Annotator]:
    """Write the declaration on a function `Story -> Layer`."""
    return lambda function: Annotator(makes, tuple(needs), tuple(uses), function)


def plan(story: Story, wants: Iterable[str], annotators: Iterable[Annotator]) -> tuple[Annotator, ...]:
    """The annotators to run, in order, so that `story` has the layers `wants`.

    Raises MissingLayerError that names every layer that nobody makes, or a circle of needs.
    """
    makers = {a.makes: a for a in annotators}
    order: list[Annotator] = []
    missing: dict[str, str] = {}
    open_: list[str] = []

    def visit(name: str, wanted_by: str) -> None:
        if name in story.layers or any(a.makes == name for a in order):
            return
        if name in open_:
            raise MissingLayerError(f"annotators need each other in a circle: {' > '.join([*open_, name])}")
        maker = makers.get(name)
        if maker is None:
            missing.setdefault(name, wanted_by)
            return
        open_.append(name)
        for need in maker.needs:
            visit(need, name)
        for use in maker.uses:
            if use in makers or use in story.layers:
                visit(use, name)
        open_.pop()
        order.append(maker)

    for want in wants:
        visit(want, "the caller")
    if missing:
        gaps = ", ".join(f"{n!r} (wanted by {w})" for n, w in missing.items())
        raise MissingLayerError(f"nothing makes the layers {gaps}; known: {', '.join(sorted(makers)) or 'none'}")
    return tuple(order)


def annotate(
    story: Story, steps: Iterable[Annotator], settings: dict[str, dict[str, Any]] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Story:  # fmt: skip
    """`story` with the layers of `steps` added in order; `settings` by layer name; `progress` hears each name before it runs."""
    for step in steps:
        if progress is not None:
            progress(step.makes)
        story = story.with_layer(step(story, **(settings or {}).get(step.makes, {})))
    return story
