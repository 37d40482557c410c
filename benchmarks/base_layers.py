"""Reads stories for benchmarks of their world, keeping between runs what its layers are made from.

Kept of each story are the layers that do not belong to its world, and what the encoder made of the text, so that a change of the world's
rules is measured in seconds. The name of a file holds a digest of the text, the weights, and the source of every module that what it
holds comes from, found through imports: whoever changes one of these reads afresh, whoever changes an annotator of the world does not.
"""

from __future__ import annotations

import ast
import hashlib
import io
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from types import FunctionType, MappingProxyType
from typing import Any, Final

import fullcast
from corpora import OUT
from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.plan import Annotator, annotate, plan
from fullcast.layers import Story
from fullcast.readers import read_string
from fullcast.reading import MODELS

SOURCE: Final = Path(fullcast.__file__).parent
WEIGHTS: Final = SOURCE / "models" / "weights"
KEPT: Final = OUT / "base"
BASE: Final = ("quotations", "characters", "speakers", "entities", "mentions")
"""Layers that are kept, with those that they need."""
LISTS: Final = SOURCE / "annotators" / "__init__.py"
"""Names every annotator and makes none; what it imports does not count."""


class Reader:
    """Reads stories with one model, its weights opened once."""

    def __init__(self, model: str, layers: Iterable[str] = ()) -> None:
        """`layers` are to be made besides BASE, where the model has them; all where none is named."""
        self.model = model
        self.annotators = MODELS[model]()
        self.one_pass = next(_closed_over(self.annotators), None)
        self._given = self._attributes()
        """What OnePass was given before it read anything."""
        made = [a.makes for a in self.annotators]
        self.layers = [layer for layer in layers or made if layer in made]

    def read(self, text: str, name: str) -> Story:
        """The story in `text`, called `name`, with its layers; raises a SourceError where there is none."""
        story = read_string(text, f"{name}.txt")
        steps = plan(story, BASE, self.annotators)
        file = KEPT / f"{name}.{self.model}.{_digest(story, steps)}"
        kept = file.exists()
        base, fresh = self._load(file) if kept else (annotate(story, steps), False)
        known = self._known()
        whole = annotate(base, plan(base, self.layers, self.annotators))
        if not fresh or self._known() - known:
            self._save(base, file)
        return whole

    def _attributes(self) -> dict[str, Any]:
        """Those of OnePass, without what it opens when it needs it."""
        opened = {name for name in vars(OnePass) if isinstance(vars(OnePass)[name], cached_property)}
        return {k: v for k, v in vars(self.one_pass).items() if k not in opened} if self.one_pass else {}

    def _known(self) -> set[str]:
        return {name for name, value in self._attributes().items() if value is not None}

    def _save(self, base: Story, file: Path) -> None:
        """Together in one file, since OnePass knows its text, its layers and what it was given by identity."""
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob(f"{file.name.rsplit('.', 1)[0]}.*"):
            old.unlink()
        parts = (base.text, base.source, base.source_map, base.metadata, tuple(base.layers.values()), base.notices)
        now = self._attributes()
        given = {name: value for name, value in now.items() if name in self._given and value is self._given[name]}
        kept = io.BytesIO()
        _Pickler(kept).dump((parts, given, {k: v for k, v in now.items() if k not in given}))
        file.write_bytes(kept.getvalue())

    def _load(self, file: Path) -> tuple[Story, bool]:
        """The story, and whether OnePass was given then what it is given now."""
        parts, given, made = pickle.loads(file.read_bytes())  # noqa: S301  # written by this module
        same = {name: value for name, value in given.items() if _equal(self._given.get(name), value)}
        if self.one_pass is not None:
            self._given |= same
            vars(self.one_pass).update({**self._given, **made})
        return Story(*parts), len(same) == len(given)


def _view(some: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(some)


class _Pickler(pickle.Pickler):
    """Knows read-only views of dictionaries, of which stories are made."""

    def reducer_override(self, value: Any) -> Any:
        """A view as its dictionary, all else as ever."""
        return (_view, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _equal(one: object, other: object) -> bool:
    return one is other or (type(one) is type(other) and bool(one == other))


def _closed_over(annotators: Iterable[Annotator]) -> Iterator[OnePass]:
    """The OnePass that the learned annotators share."""
    functions = (a.run for a in annotators if isinstance(a.run, FunctionType))
    contents = (cell.cell_contents for run in functions for cell in run.__closure__ or ())
    return (found for found in contents if isinstance(found, OnePass))


def _digest(story: Story, steps: Sequence[Annotator]) -> str:
    """Of everything that the kept layers come from."""
    functions = [step.run.func if isinstance(step.run, partial) else step.run for step in steps]
    start = {str(sys.modules[f.__module__].__file__) for f in (*functions, read_string, OnePass, Story)}
    made = " ".join(step.makes for step in steps)
    return hashlib.sha256(f"{story.text.sha256} {made} {_sources(frozenset(start))}".encode()).hexdigest()[:20]


@cache
def _sources(start: frozenset[str]) -> str:
    """A digest of these files, of all that they import, of the tables that these name, of the weights, and of how they are kept."""
    found = hashlib.sha256()
    sources = _imported(map(Path, start))
    for path in sorted([*sources, *_tables(sources), Path(__file__)]):
        found.update(path.read_bytes())
    for path in sorted(p for p in WEIGHTS.rglob("*") if p.is_file()):
        found.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return found.hexdigest()


def _tables(sources: Iterable[Path]) -> list[Path]:
    """The tables beside the annotators that one of these files has the name of; those of other layers change without them."""
    named = "".join(path.read_text(encoding="utf-8") for path in sources)
    return [table for table in LISTS.parent.rglob("*.json") if table.name in named]


def _imported(start: Iterable[Path]) -> set[Path]:
    """Those files, and the package's files that they import, and so on; also where the import stands inside a function."""
    found: set[Path] = set()
    waiting = set(start)
    while waiting:
        path = waiting.pop()
        found.add(path)
        if path != LISTS:
            waiting |= _imports(path) - found
    return found - {LISTS}


def _imports(path: Path) -> set[Path]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    parts = (name.split(".")[1:] for name in names if name.startswith("fullcast"))
    files = (
        file
        for some in parts
        for file in (SOURCE.joinpath(*some).with_suffix(".py"), SOURCE.joinpath(*some, "__init__.py"))
    )
    return {file for file in files if file.is_file()}
