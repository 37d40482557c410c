"""What happens in a story, against the gold of its world: the table of what the project asks of itself.

    python benchmarks/world.py stories                    the stories to develop on
    python benchmarks/world.py set_aside                  those for measuring: pooled figures only
    python benchmarks/world.py classics                   stretches of novels, levels, states and deaths: pooled figures only
    python benchmarks/world.py stories --layer states     read and score one layer, or several parted by commas
    python benchmarks/world.py stories --only NAME,…
    python benchmarks/world.py stories --errors           and every item that is missed or false, with its words
    python benchmarks/world.py stories --compare          and what was gained and lost since the last whole run, or since --compare FILE
    python benchmarks/world.py stories --passes           the second pass of annotation against the first, in place of a program

What a world's layers are made from is kept in benchmarks/out/base (see base_layers.py), the errors of a whole run over the stories in
benchmarks/out/world; to compare with more than the last run, copy that file.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from base_layers import Reader
from corpora import HERE, NOVELS, OUT, needed
from fullcast.layers import Story
from fullcast.reading import DEFAULT_MODEL, MODELS
from fullcast.scores.gold_classics import as_story, novel, read_classic
from fullcast.scores.gold_story import gold_story
from fullcast.scores.gold_world import GoldStory, Pass, read_world
from fullcast.scores.world import Result, Row, results, score_world
from fullcast.scores.world.scoring import MADE, SCORERS
from machine import keep

GOLD: Final = HERE.parent / "gold"
PARTS: Final = ("stories", "set_aside", "classics")
SEALED: Final = frozenset({"set_aside", "classics"})
"""Parts of which only pooled figures are shown: whoever reads single answers would fit rules to them."""
PASSES: Final[tuple[Pass, ...]] = ("first", "second")
OF_CLASSICS: Final = ("deaths", "events", "levels", "states")
"""Layers that have gold in novels."""
ERRORS: Final = OUT / "world"
LAST: Final = Path("the last whole run")
AROUND: Final = 70
"""Code points shown before and after the words of an error."""
IN_RUNS: Final = frozenset(
    {"levels", "events off the story", "events on the story"}
    | {f"scenes: {what}" for what in ("participants", "place", "focalizer")}
)
"""Rows of sentences and paragraphs: the same error again and again is told once."""


SAID_TWICE: Final = frozenset({"levels: wholes", "states: anywhere", "emotions: all", "emotions: toward, where said"})
"""Rows whose errors stand under another name already."""


class Case(NamedTuple):
    """A story with its gold."""

    name: str
    gold: GoldStory
    passes: tuple[GoldStory, ...]
    """The annotations that the gold was settled from, as far as they are there."""


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is missed, false or wrong."""

    story: str
    rows: str
    paragraph: int
    gold: str | None
    said: str | None
    words: str
    times: int = 1
    """In how many sentences or paragraphs that follow each other."""

    def __str__(self) -> str:
        """The error on two lines."""
        if self.said is None:
            what = f"missed {self.gold}"
        else:
            what = f"false {self.said}" if self.gold is None else f"is {self.gold}, said {self.said}"
        often = f" ({self.times} times)" if self.times > 1 else ""
        return f"{self.rows}, paragraph {self.paragraph}: {what}{often}\n      {self.words}"


# What is read


def cases(part: str, only: Sequence[str]) -> list[Case]:
    """The stories of a part that have gold; ends the program where one of `only` is not there."""
    if part == "classics":
        return list(_classics(GOLD / part))
    every = {path.parent.name: path.parent for path in sorted((GOLD / part).glob("*/settled.json"))}
    if unknown := set(only) - set(every):
        raise SystemExit(f"no such story: {', '.join(sorted(unknown))}; there are {', '.join(every)}")
    return [_story(every[name]) for name in only or every]


def _story(folder: Path) -> Case:
    passes = tuple(read_world(folder, step) for step in PASSES if (folder / f"{step}.json").exists())
    return Case(folder.name, read_world(folder, "settled"), passes)


def _classics(folder: Path) -> Iterator[Case]:
    """Each stretch that is settled."""
    for path in sorted((folder / "settled").glob("*.json")):
        settled = read_classic(path)
        text = novel((needed(NOVELS) / settled.source).read_bytes())
        passes = tuple(as_story(read_classic(folder / step / path.name), text) for step in PASSES)
        yield Case(path.stem, as_story(settled, text), passes)


def by_program(model: str, layers: Sequence[str]) -> Callable[[Case], tuple[GoldStory, Story, tuple[GoldStory, ...]]]:
    """A function that reads a case with `model`: gold, prediction, and passes to agree."""
    reader = Reader(model, [made for layer in layers for made in MADE[layer]])
    return lambda case: (case.gold, reader.read(case.gold.places.content, case.name), case.passes)


def by_second(case: Case) -> tuple[GoldStory, Story, tuple[GoldStory, ...]]:
    """The first pass as gold and the second as prediction."""
    if len(case.passes) < len(PASSES):
        raise SystemExit(f"{case.name} has no two passes")
    first, second = case.passes
    return first, gold_story(second), ()


# What is shown


def show(found: Iterable[Result]) -> None:
    """Print the table."""
    print(f"{'figure':54}{'':7}{'95%':>16}{'gold':>7}{'said':>7}{'P':>7}{'R':>7}  at least")
    for r in found:
        name = f"    {r.name}" if r.part else r.name
        spread = "" if r.low is None else f"{r.shown(r.low)} to {r.shown(r.high)}"
        precision, recall = ("–" if n is None else f"{n:.2f}" for n in (r.precision, r.recall))
        print(
            f"{name:54}{r.shown(r.value):>7}{spread:>16}{r.gold:>7}{r.said:>7}{precision:>7}{recall:>7}"
            f"  {r.floor}".rstrip()
        )


def errors_of(name: str, gold: GoldStory, rows: Iterable[Row]) -> Iterator[Error]:
    """What is not right in a story, in the order of the layers."""
    runs: dict[tuple[str, str | None, str | None], Error] = {}
    ends: dict[tuple[str, str | None, str | None], int] = {}
    for row in rows:
        if row.right or row.name in SAID_TWICE:
            continue
        paragraph = gold.places.paragraph_at(row.at.start)
        key = row.name, row.gold, row.said
        if key in runs and row.name in IN_RUNS and paragraph - ends[key] <= 1:
            runs[key] = msgspec.structs.replace(runs[key], times=runs[key].times + 1)
        else:
            if key in runs:
                yield runs.pop(key)
            words = _in_context(gold.places.content, row)
            runs[key] = Error(story=name, rows=row.name, paragraph=paragraph, gold=row.gold, said=row.said, words=words)
        ends[key] = paragraph
    yield from runs.values()


def _in_context(content: str, row: Row) -> str:
    start, end = row.at
    end = max(end, start + len(content[start:].split(None, 1)[0]) if content[start:].strip() else end)
    after = content[end : end + AROUND]
    return " ".join(f"{content[max(0, start - AROUND) : start]}[{content[start:end][:AROUND]}]{after}".split())


def show_errors(errors: Iterable[Error]) -> None:
    """Print errors story by story, those of a layer together."""
    story = None
    for error in errors:
        if error.story != story:
            story = error.story
            print(f"\n{story}")
        print(f"  {error}")


def compare(before: Path, errors: Sequence[Error], rows: set[str], stories: set[str]) -> None:
    """Print the errors of an earlier run that are gone, and those that are new, of the rows and stories that this run has."""
    if not before.exists():
        raise SystemExit("there is no earlier run to compare with")
    every = msgspec.json.decode(before.read_bytes(), type=list[Error])
    old = [e for e in every if e.rows in rows and e.story in stories]
    gone, new = ([e for e in some if e not in others] for some, others in ((old, errors), (errors, old)))
    print(*(f"+ {e.story}: {e}" for e in gone), *(f"- {e.story}: {e}" for e in new), sep="\n")
    print(f"\n{len(gone)} errors gone, {len(new)} new")


def report(args: argparse.Namespace, errors: Sequence[Error], rows: set[str], stories: set[str]) -> None:
    """Show errors as asked, and keep those of a whole run for the next to compare with."""
    if false := [e for e in errors if e.rows == "deaths" and e.gold is None]:
        print("\nDeaths that are not so:", *false, sep="\n  ")
    if args.errors:
        show_errors(errors)
    last = ERRORS / f"{args.part}_{args.model}.json"
    if args.compare:
        compare(last if args.compare == LAST else args.compare, errors, rows, stories)
    if not args.only and not args.layer:
        last.parent.mkdir(parents=True, exist_ok=True)
        last.write_bytes(msgspec.json.format(msgspec.json.encode(errors), indent=1))


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--model", default=DEFAULT_MODEL, choices=list(MODELS))
    parser.add_argument("--layer", default="", metavar="NAME,…", help=", ".join(SCORERS))
    parser.add_argument("--only", default="", metavar="NAME,…")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--compare", nargs="?", type=Path, const=LAST, metavar="FILE")
    parser.add_argument("--passes", action="store_true")
    args = parser.parse_args()
    args.only, args.layer = ([name for name in some.split(",") if name] for some in (args.only, args.layer))
    if args.part in SEALED and (args.errors or args.compare or args.only):
        parser.error(f"of {args.part} only pooled figures are shown")
    if unknown := set(args.layer) - set(SCORERS):
        parser.error(f"no layer {', '.join(sorted(unknown))}; there are {', '.join(SCORERS)}")
    if args.passes and (args.errors or args.compare):
        parser.error("--passes has figures only; differences of passes: gold/check.py")
    return args


def main() -> None:
    """Read, score, print, keep."""
    args = arguments()
    began = time.perf_counter()
    layers = args.layer or (OF_CLASSICS if args.part == "classics" else list(SCORERS))
    told = by_second if args.passes else by_program(args.model, layers)
    stories: list[list[Row]] = []
    errors: list[Error] = []
    for case in cases(args.part, args.only):
        gold, story, passes = told(case)
        stories.append(score_world(gold, story, layers, passes))
        errors += errors_of(case.name, gold, stories[-1])
    found = [r for r in results(stories) if r.gold or r.said]
    show(found)
    print(f"\n{len(stories)} stories, {time.perf_counter() - began:.0f} s")
    if args.part not in SEALED and not args.passes:
        report(args, errors, {row.name for rows in stories for row in rows}, {e.story for e in errors})
    if not args.only and not args.layer:
        _keep(args, found, len(stories))


def _keep(args: argparse.Namespace, found: Sequence[Result], stories: int) -> None:
    """Leave the figures for results.py."""
    other = "_passes" if args.passes else "" if args.model == DEFAULT_MODEL else f"_{args.model}"
    chosen = " --passes" if args.passes else "" if args.model == DEFAULT_MODEL else f" --model {args.model}"
    kept: dict[str, Any] = {"stories": stories, "results": [r._asdict() for r in found]}
    keep(f"world_{args.part}{other}", f"python benchmarks/world.py {args.part}{chosen}", kept)


if __name__ == "__main__":
    main()
