"""Imports point up the list of rooms, and the docs show them as they are."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tests.conftest import Golden

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "fullcast"
PAGE = ROOT / "docs" / "architecture.md"
ROOMS = (
    "errors", "text", "layers", "lexicon", "readers", "models", "annotators", "reading", "writers", "scores", "cli",
)  # fmt: skip
"""From the top of the list to its end; a room may import from those before it."""
LATE = {("layers", "writers"): "Story shows itself in notebooks through the page's writer, loaded when asked for"}
"""Imports down the list, inside a function, with the reason."""
ARROWS = re.compile(r"(?<=<!-- arrows -->\n).*?(?=<!-- /arrows -->)", re.DOTALL)


def room_of(path: Path) -> str:
    """The room of a source file; modules at the top are rooms of their own."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[tuple[str, bool]]:
    """Rooms that a file imports from, each with whether that happens inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "fullcast":
            names = [f"fullcast.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        found |= {(name.split(".")[1], node in late) for name in names if name.startswith("fullcast.")}
    return {(room, late) for room, late in found if not room.startswith("__")}


@cache
def arrows() -> dict[str, dict[str, bool]]:
    """By room, the rooms it imports from, each with whether all those imports are inside functions."""
    out: dict[str, dict[str, bool]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        room = room_of(path)
        if room == "__init__":
            continue
        into = out.setdefault(room, {})
        for other, late in imported_rooms(path):
            if other != room:
                into[other] = late and into.get(other, True)
    return out


def drawn() -> str:
    """The arrows as the docs show them."""
    found = arrows()
    width = max(map(len, ROOMS))
    rows = []
    for room in ROOMS:
        into = sorted(found.get(room, {}), key=ROOMS.index)
        rows.append(f"{room:{width}}  <-  {', '.join(into) or 'nothing'}")
    return "```\n" + "\n".join(rows) + "\n```\n"


def test_every_file_is_in_a_known_room() -> None:
    """A new room is put into the list on purpose."""
    assert set(arrows()) <= set(ROOMS)


def test_imports_point_up_the_list() -> None:
    """No room imports from one after it, but for the late imports that are listed with a reason."""
    wrong = [
        f"{room} imports {other}"
        for room, into in arrows().items()
        for other, late in into.items()
        if ROOMS.index(other) > ROOMS.index(room) and not (late and (room, other) in LATE)
    ]
    assert not wrong


def test_docs_draw_the_arrows(golden: Golden) -> None:
    """The picture in docs/architecture.md is drawn from the code."""
    page = PAGE.read_text(encoding="utf-8")
    assert ARROWS.search(page), "docs/architecture.md has lost the marks between which the arrows stand"
    golden(PAGE, ARROWS.sub(lambda _: drawn(), page))
