"""Gold over stretches of public-domain novels: levels, states and deaths, by offset, so that no word of them is copied.

The rules are those of `docs/gold.md`; a stretch is read as if it were the whole story. Items are those of the gold of our
own stories, but that a place is an offset or a pair of offsets in the whole file, where there an anchor quotes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from fullcast.errors import DocumentError
from fullcast.layers.values import Value
from fullcast.scores.anchors import Places, anchors_in
from fullcast.scores.gold_world import (
    FORMAT,
    GoldCharacter,
    GoldDeath,
    GoldEntity,
    GoldLevel,
    GoldState,
    GoldStory,
    GoldWorld,
    Pass,
)  # fmt: skip
from fullcast.scores.world_agreement import Agreement, agreement
from fullcast.scores.world_checks import Problem, check_states

LAYERS: Final = ("characters", "levels", "levels: experiencer", "states", "deaths")
"""What two passes over a classic are compared by."""
POINTS: Final = ("at", "until", "revealed_at")
"""Keys whose place is one offset."""


class Classic(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One pass of annotation over a stretch of a novel."""

    format: Literal["fullcast-classics/1"]
    source: str
    """Name of the novel's file."""
    sha256: str
    """Of the file's bytes."""
    stretch: tuple[int, int]
    """In code points of the decoded file, without byte order mark and with LF for CRLF."""
    stretch_sha256: str
    """Of the stretch in UTF-8."""
    step: Pass = msgspec.field(name="pass")
    by: Literal["language model", "person"]
    characters: tuple[GoldCharacter, ...]
    """Those that the other layers refer to."""
    entities: tuple[GoldEntity, ...] = ()
    levels: tuple[GoldLevel, ...]
    states: tuple[GoldState, ...]
    deaths: tuple[GoldDeath, ...]


def read_classic(path: Path) -> Classic:
    """The pass in the file `path`; raises DocumentError that names the key where the file breaks the form."""
    try:
        return msgspec.convert(_anchored(msgspec.json.decode(path.read_bytes())), Classic)
    except OSError as error:
        raise DocumentError(f"{path.parent.name}/{path.name} cannot be opened") from error
    except (msgspec.MsgspecError, TypeError) as error:
        raise DocumentError(f"{path.parent.name}/{path.name}: {error}") from error


def _anchored(value: Any, key: str = "") -> Any:
    """`value` with an anchor for every offset and every pair of offsets."""
    if key in POINTS and isinstance(value, int):
        return {"offsets": (value, value + 1)}
    if key == "span":
        return {"offsets": value}
    if key == "spans":
        return [{"offsets": pair} for pair in value]
    if isinstance(value, dict):
        return {name: _anchored(part, name) for name, part in value.items()}
    return [_anchored(part) for part in value] if isinstance(value, list) else value


def novel(raw: bytes) -> str:
    """The text of a novel's file, as offsets count it."""
    return raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")


def check_source(classic: Classic, raw: bytes) -> list[Problem]:
    """Are the bytes of the novel those that were annotated, and do annotations begin and end with words?"""
    if hashlib.sha256(raw).hexdigest() != classic.sha256:
        return [Problem("sha256", f"is not that of {classic.source}")]
    text = novel(raw)
    start, end = classic.stretch
    if hashlib.sha256(text[start:end].encode()).hexdigest() != classic.stretch_sha256:
        return [Problem("stretch_sha256", f"is not that of {start}–{end} of {classic.source}")]
    return [
        Problem(where, f"{anchor} begins or ends inside a word")
        for where, anchor in anchors_in(classic)
        if anchor.offsets
        and any(
            text[i - 1 : i + 1].isalnum() and start < i < end
            for i in (anchor.offsets[:1] if where.split(".")[-1] in POINTS else anchor.offsets)
        )
    ]


def check_classic(classic: Classic) -> list[Problem]:
    """Every problem of a pass that shows without the text."""
    if not 0 <= classic.stretch[0] < classic.stretch[1]:
        return [Problem("stretch", "holds nothing")]
    return check_states(as_story(classic))


def as_story(classic: Classic, text: str | None = None) -> GoldStory:
    """The pass as gold of a story, of which all other layers are empty; without the novel's `text`, over blanks."""
    start, end = classic.stretch
    world = GoldWorld(
        format=FORMAT,
        story=classic.source,
        step=classic.step,
        by=classic.by,
        characters=classic.characters,
        entities=classic.entities,
        levels=classic.levels,
        reveals=(),
        states=classic.states,
        at_end=(),
        decisions=(),
        quotations=(),
        feelings=(),
        scenes=(),
        relationships=(),
        deaths=classic.deaths,
    )
    return GoldStory(world=world, places=Places(" " * (end - start) if text is None else text[start:end], start))


def agreement_of(first: Classic, second: Classic, text: str) -> Agreement:
    """What two checked passes over the same stretch of `text` agree on, in the layers that a classic has."""
    found = agreement(as_story(first, text), as_story(second, text))
    return Agreement(
        {layer: pairs for layer, pairs in found.pairs.items() if layer in LAYERS},
        [difference for difference in found.differences if difference.layer in LAYERS],
    )
