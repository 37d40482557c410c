"""Reading a story: a reader, then the annotators of a model in the order that the plan gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar
from typing import cast as typed

import msgspec

from fullcast.annotators.plan import Annotator, annotate, plan
from fullcast.errors import NotFoundError, UsageError
from fullcast.layers import Break, CastMember, Chapter, Layer, Region, Story
from fullcast.text import SourceMap, Span, Text

Progress = Callable[[str], None]
"""Hears the name of each step before it runs."""

T = TypeVar("T")

PLAIN_TEXT: Final = "text/plain"


def _rules() -> tuple[Annotator, ...]:
    from fullcast.annotators import rule_annotators

    return rule_annotators()


def _reader() -> tuple[Annotator, ...]:
    from fullcast.annotators import reader_annotators

    return reader_annotators()


MODELS: Final[dict[str, Callable[[], tuple[Annotator, ...]]]] = {"rules": _rules, "reader": _reader}
"""The annotators of each model, by its name."""
DEFAULT_MODEL: Final = "reader"
"""The model that reads where none is named."""


def read(
    path: str | Path | bytes,
    *,
    name: str | None = None,
    model: str = DEFAULT_MODEL,
    cast: Iterable[CastMember] | None = None,
    until: int | str | None = None,
    progress: Progress | None = None,
) -> Story:
    """The story in the file at `path` (or in the bytes of one), read.

    `cast` is a known cast, used as truth (`fullcast.layers.cast_file.read_cast`). `until` is an offset in code points or a
    chapter ("ch3", "3", or its title): what stands after it is not looked at. Raises a SourceError for a file that
    cannot be read, UsageError for an unknown model, NotFoundError for an unknown chapter.
    """
    annotators = _annotators(model)
    if progress is not None:
        progress("text")
    from fullcast.readers import read_source

    story = read_source(path, name=name)
    return _annotated(story, annotators, cast, until, progress)


def read_text(
    text: str,
    *,
    name: str = "story.txt",
    model: str = DEFAULT_MODEL,
    cast: Iterable[CastMember] | None = None,
    until: int | str | None = None,
    progress: Progress | None = None,
) -> Story:
    """The story in `text`, read as a plain-text file called `name` would be; see `read`."""
    annotators = _annotators(model)
    from fullcast.readers import read_string

    return _annotated(read_string(text, name), annotators, cast, until, progress)


def _annotators(model: str) -> tuple[Annotator, ...]:
    if model not in MODELS:
        raise UsageError(f"no model {model!r}; known: {', '.join(MODELS)}")
    return MODELS[model]()


def _annotated(
    story: Story,
    annotators: tuple[Annotator, ...],
    cast: Iterable[CastMember] | None,
    until: int | str | None,
    progress: Progress | None,
) -> Story:
    if until is not None:
        story = cut(story, find_end(story, until))
    settings: dict[str, dict[str, Any]] = {} if cast is None else {"characters": {"cast": tuple(cast)}}
    steps = plan(story, [a.makes for a in annotators], annotators)
    return annotate(story, steps, settings, progress)


def completed(story: Story, layer: str) -> Story:
    """`story` with `layer`, made by rules from the layers that it has, if it has not: a document may be of an older version."""
    if layer in story:
        return story
    makers = {a.makes: a for a in _rules()}
    return annotate(story, [makers[layer]])


# Reading no further than asked


def find_end(story: Story, until: int | str) -> int:
    """The offset that `until` names: itself, or the end of a chapter.

    A number in a string is a chapter where there are so many, else an offset. Raises NotFoundError.
    """
    if isinstance(until, int):
        return _offset(story, until)
    wanted = _plain(until)
    for chapter in story.chapters:
        if wanted in (chapter.id.casefold(), _plain(chapter.title or chapter.id)):
            return chapter.end
    if re.fullmatch(r"\d{1,12}", wanted):
        number = int(wanted)
        return story.chapters[number - 1].end if 1 <= number <= len(story.chapters) else _offset(story, number)
    raise NotFoundError(
        f"no chapter {until!r}; the story has {len(story.chapters)}, called ch1 and so on; an offset is a number"
    )


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def _offset(story: Story, offset: int) -> int:
    if offset <= 0:
        raise UsageError(
            f"cannot read until {offset}; an offset is a number of code points, from 1 to {len(story.text)}"
        )
    return min(offset, len(story.text))


def cut(story: Story, end: int) -> Story:
    """What the reader would have given for a file that ends at `end`; `until` says so, and the source stays the whole file's.

    Plain text is read again without its rest, so that nothing in the rest can have had a say. Of other kinds the markup
    has told what is what, and the reader's layers are cut.
    """
    content = story.text.content[:end]
    if story.source.media_type == PLAIN_TEXT:
        from fullcast.readers import read_source

        whole = read_source(content.encode("utf-8"), name=story.source.name)
        return Story(
            whole.text, story.source, whole.source_map, whole.metadata, whole.layers.values(), whole.notices, end
        )
    text = Text(content)
    runs = [(t, s, min(n, end - t)) for t, s, n in story.source_map.runs if t < end]
    notices = tuple(n for n in story.notices if n.span is None or n.span.end <= end)
    bare = Story(text, story.source, SourceMap(runs), story.metadata, (), notices, end)
    for layer in story.layers.values():
        items = tuple(kept for item in layer.items if (kept := _clipped(item, text, end)) is not None)
        made = layer.provenance
        bare = bare.with_layer(Layer(layer.name, items, bare.provenance(made.by, (), **made.settings)))
    return bare


def _clipped(item: T, text: Text, end: int) -> T | None:
    """The part of a reader's annotation before `end`; spans lose white space at their new end, a break is whole or not at all."""
    if not isinstance(item, (Region, Chapter, Span, Break)) or item.end <= end:
        return item
    if item.start >= end or isinstance(item, Break):
        return None
    if isinstance(item, Span):
        kept = text.trimmed((item.start, end))
        return typed("T", kept) if kept.length else None
    return msgspec.structs.replace(item, end=end)
