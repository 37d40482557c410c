"""Reads stories for benchmarks of their world, keeping between runs what its layers are made from.

Kept of each story are the layers that do not belong to its world, and what the encoder made of the text, so that a change of the world's
rules is measured in seconds. The name of a file holds a digest of the text, the weights, and the source of every module that what it
holds comes from, found through imports: whoever changes one of these reads afresh, whoever changes an annotator of the world does not.
"""

from __future__ import annotations

import ast
import hashlib
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from types import FunctionType
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
OPENED: Final = frozenset({"model", "arrays", "_given", "_progress"})
"""Attributes of OnePass that are not made of a text."""


class Reader:
    """Reads stories with one model, its weights opened once."""

    def __init__(self, model: str, layers: Iterable[str] = ()) -> None:
        """`layers` are to be made besides BASE, where the model has them; all where none is named."""
        self.model = model
        self.annotators = MODELS[model]()
        self.one_pass = next(_closed_over(self.annotators), None)
        made = [a.makes for a in self.annotators]
        self.layers = [layer for layer in layers or made if layer in made]

    def read(self, text: str, name: str) -> Story:
        """The story in `text`, called `name`, with its layers; raises a SourceError where there is none."""
        story = read_string(text, f"{name}.txt")
        steps = plan(story, BASE, self.annotators)
        file = KEPT / f"{name}.{self.model}.{_digest(story, steps)}"
        kept = file.exists()
        base = self._load(file) if kept else annotate(story, steps)
        known = self._known()
        whole = annotate(base, plan(base, self.layers, self.annotators))
        if not kept or self._known() - known:
            self._save(base, file)
        return whole

    def _made(self) -> dict[str, Any]:
        """What OnePass has made of the text at hand."""
        return {k: v for k, v in vars(self.one_pass).items() if k not in OPENED} if self.one_pass else {}

    def _known(self) -> set[str]:
        return {name for name, value in self._made().items() if value is not None}

    def _save(self, base: Story, file: Path) -> None:
        """Together in one file, since OnePass knows its text and layers by identity."""
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob(f"{file.name.rsplit('.', 1)[0]}.*"):
            old.unlink()
        parts = (base.text, base.source, base.source_map, base.metadata, tuple(base.layers.values()), base.notices)
        file.write_bytes(pickle.dumps((parts, self._made())))

    def _load(self, file: Path) -> Story:
        parts, made = pickle.loads(file.read_bytes())  # noqa: S301  # written by this module
        if self.one_pass is not None:
            vars(self.one_pass).update(made)
        return Story(*parts)


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
    """A digest of these files, of all that they import, of the tables beside them, and of the weights."""
    found = hashlib.sha256()
    for path in sorted([*_imported(map(Path, start)), *LISTS.parent.rglob("*.json")]):
        found.update(path.read_bytes())
    for path in sorted(p for p in WEIGHTS.rglob("*") if p.is_file()):
        found.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return found.hexdigest()


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
