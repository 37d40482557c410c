"""Gold answers: what people say a story's quotations are, read from the files they come in."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from fullcast.errors import DocumentError
from fullcast.layers.values import Value
from fullcast.text import Span

FIELD_LIMIT = 10**9
"""Characters in one cell of a CSV file; PDNC has letters of several pages in one."""


class GoldQuotation(Value, frozen=True, kw_only=True):
    """A quotation as annotators see it."""

    spans: tuple[Span, ...]
    """Its parts, in code points of the text."""
    speaker: str | None
    """A name of the gold cast; None where no reader can know."""
    addressees: tuple[str, ...] = ()
    """Names of the gold cast; empty where the annotators give none."""
    type: str = "line"
    """The corpus's own type: explicit, anaphoric, implicit …"""


class Gold(Value, frozen=True, kw_only=True):
    """The quotations of one story and the names that its characters go by."""

    quotations: tuple[GoldQuotation, ...]
    cast: dict[str, frozenset[str]]
    """Main name to every name of that character, the main one included."""


def read_pdnc(folder: Path) -> Gold:
    """The gold of one novel of the Project Dialogism Novel Corpus (Vishnubhotla and others, LREC 2022).

    `folder` holds `quotation_info.csv` and `character_info.csv`. Speaker and addressee cells that hold an alias are
    replaced by the main name; the columns named byte are code points.
    """
    cast: dict[str, frozenset[str]] = {}
    main_name: dict[str, str] = {}
    for row in _rows(folder / "character_info.csv"):
        name = row["Main Name"].strip()
        cast[name] = frozenset(str(a) for a in _literal(row["Aliases"])) | {name}
        for alias in cast[name]:
            main_name.setdefault(alias.strip(), name)

    def known(name: str) -> str:
        return main_name.get(name.strip(), name.strip())

    return Gold(
        quotations=tuple(
            GoldQuotation(
                spans=tuple(Span(start, end) for start, end in _literal(row["quoteByteSpans"])),
                speaker=known(row["speaker"]),
                addressees=tuple(sorted({known(a) for a in _literal(row["addressees"])})),
                type=(row["quoteType"] or "unknown").strip().lower(),
            )
            for row in _rows(folder / "quotation_info.csv")
        ),
        cast=cast,
    )


class _GoldLine(msgspec.Struct):
    start: int
    end: int
    speaker: str | None
    addressees: tuple[str, ...]


class _GoldFile(msgspec.Struct):
    quotations: tuple[_GoldLine, ...]
    cast: dict[str, tuple[str, ...]] = {}


def read_gold(path: Path) -> Gold:
    """The gold of a JSON file `{"quotations": [{"start", "end", "speaker", "addressees"}], "cast": {name: [alias]}}`.

    Names that speak or are spoken to without standing in `cast` go by that one name.
    Raises DocumentError for another shape.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_GoldFile)
    except msgspec.MsgspecError as error:
        raise DocumentError(f"{path.name} is not a gold file: {error}") from error
    names = {name for q in found.quotations for name in (q.speaker, *q.addressees) if name}
    cast = {name: frozenset({name}) for name in names}
    cast.update({name: frozenset(aliases) | {name} for name, aliases in found.cast.items()})
    return Gold(
        quotations=tuple(
            GoldQuotation(spans=(Span(q.start, q.end),), speaker=q.speaker, addressees=q.addressees)
            for q in found.quotations
        ),
        cast=cast,
    )


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    csv.field_size_limit(FIELD_LIMIT)
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _literal(cell: str) -> Iterable[Any]:
    """The Python set or list that a cell holds; empty where it holds none."""
    try:
        value: Iterable[Any] = ast.literal_eval(cell)
    except (ValueError, SyntaxError):
        return ()
    return value
