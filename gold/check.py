#!/usr/bin/env python3
"""Check annotated stories, count what is in them, and say how far two annotators agree.

    python gold/check.py NAME...                check the passes of these stories; --all for every story
    python gold/check.py --numbered NAME        the story with the number of each paragraph
    python gold/check.py --agreement NAME...    first against second, layer by layer and pooled
    python gold/check.py --differences NAME     where they differ, as rows for differences.md
    python gold/check.py --seal                 the digests of set_aside, into its SHA256SUMS

Of stories in `set_aside` --agreement prints the pooled figures only. Complaints and --differences quote them: run those
only if you annotate them. The exit code is 1 if a pass breaks a rule of docs/gold.md.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

from fullcast.errors import DocumentError
from fullcast.scores.anchors import Places
from fullcast.scores.gold_world import GoldStory, Pass, read_world
from fullcast.scores.world_agreement import Agreement, agreement, figures
from fullcast.scores.world_checks import check_world

HERE = Path(__file__).parent
PARTS = ("example", "stories", "set_aside")
PASSES: tuple[Pass, ...] = get_args(Pass)


def folders(names: Sequence[str], root: Path) -> list[Path]:
    """The folders of the stories `names`; of all where there are no names. Ends the program where there is no such story."""
    every = {path.parent.name: path.parent for part in PARTS for path in sorted((root / part).glob("*/story.txt"))}
    if unknown := [name for name in names if name not in every]:
        sys.exit(f"no story {', '.join(unknown)}; there is {', '.join(every) or 'none'}")
    return [every[name] for name in names or every]


def problems_of(folder: Path, step: Pass) -> tuple[list[str], GoldStory | None]:
    """Complaints about one pass, and the pass where it could be read."""
    try:
        gold = read_world(folder, step)
    except DocumentError as error:
        return [str(error)], None
    said = [f"{folder.name}/{step}.json: {where}: {what}" for where, what in check_world(gold)]
    if (gold.world.story, gold.world.step) != (folder.name, step):
        said.insert(0, f"{folder.name}/{step}.json: says it is the pass {gold.world.step} of {gold.world.story}")
    return said, gold


def counts(gold: GoldStory) -> str:
    """How much a pass holds, on one line."""
    world = gold.world
    emotions = sum(line.emotion is not None for line in world.quotations) + len(world.feelings)
    layers = {
        "words": len(gold.places.content.split()),
        "characters": len(world.characters),
        "levels": len(world.levels),
        "off the story's level": sum(len(level.spans) for level in world.levels),
        "reveals": len(world.reveals),
        "states": len(world.states),
        "transitions": sum(state.status == "asserted" for state in world.states),
        "decisions": len(world.decisions),
        "quotations": len(world.quotations),
        "emotion labels": sum(line.kind != "not_speech" for line in world.quotations) + len(world.feelings),
        "of them not none": emotions,
        "deliveries": sum(line.delivery is not None for line in world.quotations),
        "scenes": len(world.scenes),
        "relationships": len(world.relationships),
        "contradictions": len(world.contradictions),
        "deaths": len(world.deaths),
    }
    return ", ".join(f"{name} {n}" for name, n in layers.items())


def check(stories: Iterable[Path]) -> bool:
    """Check every pass there is; whether all keep the rules."""
    right = True
    for folder in stories:
        steps = [step for step in PASSES if (folder / f"{step}.json").exists()]
        raw = (folder / "story.txt").read_bytes()
        if b"\r" in raw or raw.startswith(b"\xef\xbb\xbf") or not raw.endswith(b"\n"):
            print(f"{folder.name}/story.txt: is not UTF-8 with LF, a line end at its end and no byte order mark")
            right = False
        if not steps:
            print(f"{folder.name}: {len(raw.split())} words, no pass yet")
        for step in steps:
            problems, gold = problems_of(folder, step)
            right = right and not problems
            print(*problems, sep="\n", end="\n" if problems else "")
            if gold is not None:
                print(f"{folder.name}/{step}.json: {len(problems) or 'no'} problems; {counts(gold)}")
        if (folder / "settled.json").exists() and not (folder / "differences.md").exists():
            print(f"{folder.name}: settled without differences.md")
            right = False
    return right


def compared(folder: Path) -> Agreement:
    """First against second; ends the program where one of them breaks a rule."""
    passes = []
    for step in PASSES[:2]:
        problems, gold = problems_of(folder, step)
        if problems or gold is None:
            sys.exit(f"{folder.name}/{step}.json has {len(problems)} problems; mend them before passes are compared")
        passes.append(gold)
    return agreement(*passes)


def show_agreement(stories: Iterable[Path]) -> None:
    """Print the figures of each story, and pooled; of what is set aside only pooled ones."""
    for part in PARTS:
        found = []
        for folder in stories:
            if folder.parent.name == part and all((folder / f"{step}.json").exists() for step in PASSES[:2]):
                found.append(compared(folder).pairs)
                if part != "set_aside":
                    print(folder.name, *figures(found[-1:]), sep="\n")
        if found:
            print(f"{part}: {len(found)} pooled", *figures(found), sep="\n")


def show_differences(folder: Path) -> None:
    """Print the rows of a table for differences.md, the last column still empty."""
    print("| layer | paragraph | first | second | settled, and why |\n| --- | --: | --- | --- | --- |")
    for one in compared(folder).differences:
        print(f"| {one.layer} | {one.paragraph} | {one.first or '–'} | {one.second or '–'} | |")


def seal(root: Path) -> None:
    """Write the digest of each file that is set aside."""
    aside = root / "set_aside"
    files = sorted(path for path in aside.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    rows = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(aside).as_posix()}\n" for path in files
    ]
    (aside / "SHA256SUMS").write_text("".join(rows), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a story: the name of its folder")
    parser.add_argument("--root", type=Path, default=HERE, help=argparse.SUPPRESS)
    what = parser.add_mutually_exclusive_group()
    for flag in ("--all", "--numbered", "--agreement", "--differences", "--seal"):
        what.add_argument(flag, action="store_true")
    args = parser.parse_args(arguments)
    if args.seal:
        seal(args.root)
        return 0
    if not args.names and not (args.all or args.agreement):
        parser.error("which story? name it, or say --all")
    stories = folders(args.names, args.root)
    if args.numbered:
        for folder in stories:
            places = Places((folder / "story.txt").read_text(encoding="utf-8"))
            for number, (start, end) in enumerate(places.paragraphs, 1):
                print(f"[{number}] {places.content[start:end]}\n")
    elif args.agreement:
        show_agreement(stories)
    elif args.differences:
        for folder in stories:
            show_differences(folder)
    else:
        return 0 if check(stories) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
