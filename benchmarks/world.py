"""What happens in a story, against the gold of its world: the table of what the project asks of itself.

    python benchmarks/world.py stories                    the stories to develop on
    python benchmarks/world.py set_aside                  those for measuring: pooled figures only
    python benchmarks/world.py stories --layer states     read and score one layer, or several parted by commas
    python benchmarks/world.py stories --only NAME,…
    python benchmarks/world.py stories --errors           and every item that is missed or false, with its words
    python benchmarks/world.py stories --compare          and what was gained and lost since the run before, or since --compare FILE

What a world's layers are made from is kept in benchmarks/out/base (see base_layers.py), errors in benchmarks/out/world.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from base_layers import Reader
from corpora import HERE, OUT
from fullcast.layers import Story
from fullcast.reading import DEFAULT_MODEL, MODELS
from fullcast.scores.gold_world import GoldStory, read_world
from fullcast.scores.world import Result, Row, results, score_world
from fullcast.scores.world.scoring import MADE, SCORERS
from machine import keep

GOLD: Final = HERE.parent / "gold"
PARTS: Final = ("stories", "set_aside")
SEALED: Final = frozenset({"set_aside"})
"""Parts of which only pooled figures are shown: whoever reads single answers would fit rules to them."""
ERRORS: Final = OUT / "world"
AROUND: Final = 70
"""Code points shown before and after the words of an error."""


def folders(part: str, only: str) -> list[Path]:
    """The stories of a part that have settled gold; ends the program where one of `only` is not there."""
    every = {path.parent.name: path.parent for path in sorted((GOLD / part).glob("*/settled.json"))}
    names = [name for name in only.split(",") if name] or list(every)
    if unknown := set(names) - set(every):
        raise SystemExit(f"no such story: {', '.join(sorted(unknown))}; there are {', '.join(every)}")
    return [every[name] for name in names]


def scored(folder: Path, reader: Reader, layers: Sequence[str]) -> tuple[list[Row], list[dict[str, Any]]]:
    """The rows of one story, and its errors."""
    gold = read_world(folder, "settled")
    story = reader.read(folder / "story.txt")
    rows = score_world(gold, story, layers)
    return rows, [_error(row, gold, story) for row in rows if not row.right]


def _error(row: Row, gold: GoldStory, story: Story) -> dict[str, Any]:
    start, end = row.at
    content = story.text.content
    shown = f"{content[max(0, start - AROUND) : start]}[{content[start:end][:AROUND]}]{content[end : end + AROUND]}"
    return {
        "story": gold.world.story,
        "rows": row.name,
        "paragraph": gold.places.paragraph_at(start),
        "at": start,
        "gold": row.gold,
        "said": row.said,
        "words": " ".join(shown.split()),
    }


# Shown


def number(value: float | None, digits: int = 3) -> str:
    """A figure as it is shown; a count without digits."""
    if value is None:
        return "–"
    return f"{value:.0f}" if value == int(value) and abs(value) > 1 else f"{value:.{digits}f}"


def show(found: Iterable[Result]) -> None:
    """Print the table."""
    print(f"{'figure':46}{'':7}{'95%':>16}{'gold':>7}{'said':>7}{'P':>7}{'R':>7}  at least")
    for r in found:
        name = f"    {r.name}" if r.part else r.name
        spread = "" if r.low is None else f"{number(r.low)} to {number(r.high)}"
        print(
            f"{name:46}{number(r.value):>7}{spread:>16}{r.gold:>7}{r.said:>7}"
            f"{number(r.precision, 2):>7}{number(r.recall, 2):>7}  {r.floor}".rstrip()
        )


def show_errors(errors: Iterable[dict[str, Any]]) -> None:
    """Print what is missed, false or wrong, story by story."""
    story = None
    for e in errors:
        if e["story"] != story:
            story = e["story"]
            print(f"\n{story}")
        print(f"  {told(e)}")


def told(error: dict[str, Any]) -> str:
    """An error on two lines."""
    gold, said = error["gold"], error["said"]
    what = f"missed {gold}" if said is None else f"false {said}" if gold is None else f"is {gold}, said {said}"
    return f"{error['rows']}, paragraph {error['paragraph']}: {what}\n      {error['words']}"


def compare(before: Path, errors: Sequence[dict[str, Any]], names: Iterable[str], stories: Iterable[str]) -> None:
    """Print the errors of the run before that are gone, and those that are new; of rows and stories that this run has."""
    seen, now = set(names), set(stories)
    old = [e for e in json.loads(before.read_text(encoding="utf-8")) if e["rows"] in seen and e["story"] in now]
    gone, new = ([e for e in some if e not in others] for some, others in ((old, errors), (errors, old)))
    for sign, some in (("+", gone), ("-", new)):
        for e in some:
            print(f"{sign} {e['story']}: {told(e)}")
    print(f"\n{len(gone)} errors gone, {len(new)} new")


def main() -> None:
    """Read, score, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--model", default=DEFAULT_MODEL, choices=list(MODELS))
    parser.add_argument("--layer", default="", metavar="NAME,…", help=", ".join(SCORERS))
    parser.add_argument("--only", default="", metavar="NAME,…")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--compare", nargs="?", type=Path, const=Path("before"), metavar="FILE")
    args = parser.parse_args()
    sealed = args.part in SEALED
    if sealed and (args.errors or args.compare or args.only):
        parser.error(f"of {args.part} only pooled figures are shown")
    layers = [name for name in args.layer.split(",") if name] or list(SCORERS)
    if unknown := set(layers) - set(SCORERS):
        parser.error(f"no layer {', '.join(sorted(unknown))}; there are {', '.join(SCORERS)}")
    reader = Reader(args.model, [made for layer in layers for made in MADE[layer]])
    began = time.perf_counter()
    stories = [scored(folder, reader, layers) for folder in folders(args.part, args.only)]
    found = results([rows for rows, _ in stories])
    show(r for r in found if r.gold or r.said)
    print(f"\n{len(stories)} stories, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    if not sealed:
        report(args, [e for _, errors in stories for e in errors], [rows for rows, _ in stories])
    if not args.only and not args.layer:
        command = f"python benchmarks/world.py {args.part}" + f" --model {args.model}" * (args.model != DEFAULT_MODEL)
        kept = {"stories": len(stories), "results": [r._asdict() for r in found]}
        keep(f"world_{args.part}" + f"_{args.model}" * (args.model != DEFAULT_MODEL), command, kept)


def report(args: argparse.Namespace, errors: list[dict[str, Any]], stories: Sequence[Sequence[Row]]) -> None:
    """Show errors as asked, and keep them for the next run to compare with."""
    last = ERRORS / f"{args.part}_{args.model}.json"
    if args.errors:
        show_errors(errors)
    if args.compare:
        before = last if args.compare == Path("before") else args.compare
        if not before.exists():
            raise SystemExit("there is no run before to compare with")
        names = {row.name for rows in stories for row in rows}
        compare(before, errors, names, {f.name for f in folders(args.part, args.only)})
    if not args.only and not args.layer:
        last.parent.mkdir(parents=True, exist_ok=True)
        last.write_text(json.dumps(errors, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
