"""Where the corpora are, and which novels belong to which half."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
"""The folder of corpora and papers beside the checkout."""
PDNC = SHARED / "data" / "pdnc"
LITBANK = SHARED / "data" / "litbank"
NOVELS = SHARED / "data" / "novels"
XED = SHARED / "data" / "xed"
MODERN = HERE / "modern"
OUT = HERE / "out"
"""What runs leave behind; not in the repository."""
HALVES = HERE / "halves.json"


def needed(folder: Path) -> Path:
    """`folder`, or the end of the program with a sentence where it is not there."""
    if not folder.exists():
        raise SystemExit(f"{folder.name} is not there: the corpora belong in a folder named shared beside the checkout")
    return folder


def pdnc_novels(only: Iterable[str] = (), half: str | None = None) -> list[str]:
    """Names of the novels of PDNC that are there, all or those of `only` and of one half of the authors."""
    names = sorted(path.parent.name for path in needed(PDNC).glob("*/quotation_info.csv"))
    wanted = set(only)
    if unknown := wanted - set(names):
        raise SystemExit(f"no such novel: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if half is not None:
        authors = set(halves()[half])
        of = pdnc_authors()
        names = [name for name in names if of[name] in authors]
    return [name for name in names if not wanted or name in wanted]


def pdnc_authors() -> dict[str, str]:
    """The author's code of each novel, from PDNC's own index."""
    with (PDNC / "novel_index.csv").open(encoding="utf-8", newline="") as rows:
        return {row["Folder Name"].strip(): row["Author Code"].strip() for row in csv.DictReader(rows)}


def halves() -> dict[str, list[str]]:
    """The authors of each half, "a" and "b"; no author is in both."""
    found: dict[str, list[str]] = json.loads(HALVES.read_text(encoding="utf-8"))["authors"]
    return found


def modern_stories(part: str) -> list[tuple[Path, Path]]:
    """Text and gold of each story of our own in `part`, "dev" or "held_out"."""
    return [
        (path.with_name(path.name.replace(".gold.json", ".txt")), path)
        for path in sorted((MODERN / part).glob("*.gold.json"))
    ]
