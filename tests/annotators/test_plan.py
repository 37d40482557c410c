"""The plan: what runs, in which order, and what is missing before anything runs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from fullcast.annotators import rule_annotators
from fullcast.annotators.plan import Annotator, annotate, annotator, plan
from fullcast.errors import MissingLayerError
from fullcast.layers import Layer, Metadata, Source, Story
from fullcast.text import SourceMap, Text

READ = ("regions", "chapters", "paragraphs", "emphasis", "breaks")
"""What every reader gives."""


def empty(*layers: str) -> Story:
    """A story without a word that has these layers."""
    story = Story(Text(""), Source(name="a", media_type="text/plain", sha256="0"), SourceMap([]), Metadata())
    for name in layers:
        story = story.with_layer(Layer(name, (), story.provenance("test")))
    return story


def maker(makes: str, needs: Sequence[str] = (), uses: Sequence[str] = ()) -> Annotator:
    """An annotator of nothing."""

    @annotator(makes=makes, needs=needs, uses=uses)
    def make(story: Story, **settings: object) -> Layer[object]:
        return Layer(makes, tuple(settings.items()), story.provenance("test", needs))

    return make


def names(steps: Sequence[Annotator]) -> list[str]:
    """What they make."""
    return [step.makes for step in steps]


@pytest.mark.parametrize("order", list(permutations([("c", ("b",)), ("b", ("a",)), ("a", ())])))
def test_what_is_needed_comes_first(order: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    """In whatever order they are listed."""
    assert names(plan(empty(), ["c"], [maker(*o) for o in order])) == ["a", "b", "c"]


def test_what_is_there_is_not_made_again() -> None:
    """And what nobody wants is not made at all."""
    makers = [maker("a"), maker("b", ["a"]), maker("c")]
    assert names(plan(empty("a"), ["b"], makers)) == ["b"]


def test_what_helps_comes_first_where_somebody_makes_it() -> None:
    """And is not missed where nobody does."""
    makers = [maker("b", uses=["a", "nowhere"]), maker("a")]
    assert names(plan(empty(), ["b"], makers)) == ["a", "b"]


def test_every_gap_is_named_at_once() -> None:
    """With who wants it, and what is known."""
    makers = [maker("b", ["x", "y"])]
    with pytest.raises(MissingLayerError, match=r"'x' \(wanted by b\), 'y' \(wanted by b\), 'z' .*known: b"):
        plan(empty(), ["b", "z"], makers)


def test_a_circle_is_named() -> None:
    """Step by step."""
    with pytest.raises(MissingLayerError, match="a > b > a"):
        plan(empty(), ["a"], [maker("a", ["b"]), maker("b", ["a"])])


def test_steps_run_in_order_with_their_settings() -> None:
    """Each is heard before it runs, and sees the layers of those before it."""
    heard: list[str] = []
    steps = [maker("a"), maker("b", ["a"])]
    story = annotate(empty(), steps, {"b": {"k": 1}}, heard.append)
    assert heard == ["a", "b"]
    assert story.items("b") == (("k", 1),)
    assert story["b"].provenance.needs == {"a": story["a"].digest}


def test_our_rules_need_nothing_that_nobody_makes() -> None:
    """From what a reader gives, every layer can be made."""
    rules = rule_annotators()
    assert set(names(plan(empty(*READ), names(rules), rules))) == set(names(rules))
