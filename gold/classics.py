#!/usr/bin/env python3
"""Check annotated stretches of public-domain novels, count what is in them, and say how far two annotators agree.

    python gold/classics.py [NAME...]        check the passes of these stretches, or of all
    python gold/classics.py --show NAME      each annotation with the words at its offsets; --pass says of which pass
    python gold/classics.py --agreement      first against second, layer by layer and pooled
    python gold/classics.py --differences NAME...  where they differ, with the words around

The novels are looked for in `data/novels` of the folder `shared` beside the checkout, or of the folder that FULLCAST_SHARED
names; what needs them is skipped where they are not. The exit code is 1 if a pass breaks a rule of docs/gold.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from fullcast.errors import DocumentError
from fullcast.scores.anchors import Anchor
from fullcast.scores.gold_classics import (
    Classic,
    agreement_of,
    as_story,
    check_classic,
    check_source,
    novel,
    read_classic,
)  # fmt: skip
from fullcast.scores.gold_world import Pass
from fullcast.scores.world_agreement import figures

HERE = Path(__file__).parent / "classics"
SHARED = Path(os.environ.get("FULLCAST_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PASSES: tuple[Pass, ...] = get_args(Pass)
SHOWN = 70
"""Code points that are printed of a stretch; of a longer one its two ends."""


def file_of(name: str, step: Pass, root: Path) -> Path:
    """The file of one pass over the stretch `name`; the settled ones lie in `root` itself."""
    return (root if step == "settled" else root / step) / f"{name}.json"


def stretches(names: Sequence[str], root: Path) -> list[str]:
    """`names`, or all where there are none. Ends the program where there is no such stretch."""
    every = sorted({path.stem for step in PASSES for path in file_of("", step, root).parent.glob("*.json")})
    if unknown := [name for name in names if name not in every]:
        sys.exit(f"no stretch {', '.join(unknown)}; there is {', '.join(every) or 'none'}")
    return list(names) or every


def bytes_of(classic: Classic) -> bytes | None:
    """The novel's file; None where it is not there."""
    path = SHARED / "data" / "novels" / classic.source
    return path.read_bytes() if path.exists() else None


def counts(classic: Classic) -> str:
    """How much a pass holds, on one line."""
    layers = {
        "code points": classic.stretch[1] - classic.stretch[0],
        "characters": len(classic.characters),
        "levels": len(classic.levels),
        "spans of them": sum(len(level.spans) for level in classic.levels),
        "states": len(classic.states),
        "transitions": sum(state.status == "asserted" for state in classic.states),
        "deaths": len(classic.deaths),
        "of them so": sum(death.reading == "so" for death in classic.deaths),
    }
    return ", ".join(f"{name} {n}" for name, n in layers.items())


def check(names: Iterable[str], root: Path) -> bool:
    """Check every pass there is; whether all keep the rules."""
    right = True
    for name in names:
        seen: set[tuple[str, tuple[int, int]]] = set()
        for path, step in ((file_of(name, step, root), step) for step in PASSES):
            if not path.exists():
                continue
            label = path.relative_to(root).as_posix()
            try:
                classic = read_classic(path)
            except DocumentError as error:
                print(error)
                right = False
                continue
            raw = bytes_of(classic)
            problems = check_classic(classic) or (check_source(classic, raw) if raw is not None else [])
            said = [f"{label}: {where}: {what}" for where, what in problems]
            seen.add((classic.sha256, classic.stretch))
            if classic.step != step:
                said.append(f"{label}: says it is the pass {classic.step}")
            if len(seen) > 1:
                said.append(f"{label}: is over another stretch than the pass before")
            right = right and not said
            print(*said, sep="\n", end="\n" if said else "")
            skipped = "; digests not checked, the novel is not there" if raw is None else ""
            print(f"{label}: {len(said) or 'no'} problems; {counts(classic)}{skipped}")
    return right


def needed(name: str, step: Pass, root: Path) -> tuple[Classic, str]:
    """A pass with the novel's text; ends the program where one of them is not there or is not right."""
    try:
        classic = read_classic(file_of(name, step, root))
    except DocumentError as error:
        sys.exit(str(error))
    raw = bytes_of(classic)
    if raw is None:
        sys.exit(
            f"{classic.source} is not there: the novels belong in data/novels of a folder shared beside the checkout"
        )
    if problems := [*check_classic(classic), *check_source(classic, raw)]:
        sys.exit(f"{name}: {len(problems)} problems in the {step} pass; mend them first")
    return classic, novel(raw)


def show(name: str, step: Pass, root: Path) -> None:
    """Print every annotation of a pass with the words at its offsets."""
    classic, text = needed(name, step, root)

    def words(anchor: Anchor, point: bool = False) -> str:
        start, end = anchor.offsets or (0, 0)
        said = " ".join(text[start : start + SHOWN // 2 if point else end].split())
        return said if len(said) <= SHOWN else f"{said[: SHOWN // 2]} … {said[-SHOWN // 2 :]}"

    print(f"{classic.source}: {classic.stretch[0]}–{classic.stretch[1]}")
    for one in (*classic.characters, *classic.entities):
        print(f"  {one.id}: {', '.join([one.name, *one.aliases])}")
    for level in classic.levels:
        print(f"level {level.id}: {level.kind} of {level.experiencer or 'nobody'}, in {level.parent}")
        print(*(f"  {anchor}: {words(anchor)}" for anchor in level.spans), sep="\n")
        if level.revealed_at:
            print(f"  revealed: {words(level.revealed_at, point=True)}")
    for state in classic.states:
        more = " ".join(
            filter(None, (state.status, state.holder and f"by {state.holder}", f"on {state.level}", state.where))
        )
        print(f"state {state.who} {state.slot} {state.value} ({more}): {words(state.at, point=True)}")
    for death in classic.deaths:
        print(f"death {death.who or 'nobody'} {death.reading}: {words(death.span)}")


def show_differences(name: str, root: Path) -> None:
    """Print where first and second pass differ, layer by layer, with the paragraph's number in the stretch."""
    (first, text), (second, _) = needed(name, "first", root), needed(name, "second", root)
    places = as_story(first, text).places
    for one in agreement_of(first, second, text).differences:
        start, end = places.paragraphs[one.paragraph - 1]
        print(f"{name}: {one.layer}: {one.first or '–'} | {one.second or '–'}")
        print(f"    [{one.paragraph}] {' '.join(places.content[start:end].split())[:SHOWN]}")


def show_agreement(names: Iterable[str], root: Path) -> None:
    """Print the figures of each stretch that has two passes, and pooled."""
    found = []
    for name in names:
        if all(file_of(name, step, root).exists() for step in PASSES[:2]):
            (first, text), (second, _) = needed(name, "first", root), needed(name, "second", root)
            found.append(agreement_of(first, second, text).pairs)
            print(name, *figures(found[-1:]), sep="\n")
    print(f"{len(found)} pooled", *figures(found), sep="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a stretch: the name of its file")
    parser.add_argument("--root", type=Path, default=HERE, help=argparse.SUPPRESS)
    parser.add_argument("--pass", dest="step", choices=PASSES, default="first", help="of which pass --show prints")
    what = parser.add_mutually_exclusive_group()
    for flag in ("--show", "--differences", "--agreement"):
        what.add_argument(flag, action="store_true")
    args = parser.parse_args(arguments)
    names = stretches(args.names, args.root)
    if args.agreement:
        show_agreement(names, args.root)
    elif args.show or args.differences:
        for name in names:
            if args.show:
                show(name, args.step, args.root)
            else:
                show_differences(name, args.root)
    else:
        return 0 if check(names, args.root) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
