"""Narrative levels by kind, states, or reveals, on the passages of gold/passages: those to develop on, and those held out.

    python benchmarks/passages.py
    python benchmarks/passages.py --layer states
    python benchmarks/passages.py --errors             and each passage's missed and false stretches; of those held out, none
    python benchmarks/passages.py --layer reveals
    python benchmarks/passages.py --only NUMBER,…
    python benchmarks/passages.py --model rules

Every sentence, and every word, has the kind of the deepest level that it stands on, and F1 is that of the kind. States and deaths have the
rows of benchmarks/world.py. What the layers are made from is kept in benchmarks/out/base (see base_layers.py).
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from base_layers import Reader
from corpora import HERE
from fullcast.layers import Story
from fullcast.reading import DEFAULT_MODEL, MODELS
from fullcast.scores.passages import KINDS, Passage, as_story, read_passages, read_reveals
from fullcast.scores.world import Row, results, score_world
from fullcast.scores.world.levels import levels
from fullcast.scores.world.reveals import reveals
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.worlds import OUTERMOST
from fullcast.scores.world_agreement import Pairs, share
from fullcast.text import Span
from world import errors_of
from world import show as show_figures
from world import show_errors as show_wrong

FOLDER: Final = HERE.parent / "gold" / "passages"
SIDES: Final = ("to develop on", "held out")
STATES: Final = ("states", "deaths")
"""What passages with states are scored on."""
SHOWN: Final = 6
"""Words shown of each end of a stretch."""


class Stretch(NamedTuple):
    """Words that follow each other and have the same kind of level, by the gold and by the reading."""

    gold: str
    said: str
    rule: str
    """Of the level that was read there."""
    span: Span


class Judged(NamedTuple):
    """A passage and what was read in it."""

    passage: Passage
    sentences: Pairs
    words: Pairs
    experiencers: Pairs
    stretches: tuple[Stretch, ...]


def judged(passage: Passage, story: Story) -> Judged:
    """The passage against its reading."""
    sides = Sides(as_story(passage, {level.kind for level in story.levels}), story)
    rows = list(levels(sides))
    kinds = [
        (gold.kind, said.kind) for gold, said in zip(sides.gold_worlds.of_word, sides.told_worlds.of_word, strict=True)
    ]
    return Judged(
        passage, _pairs(rows, "levels"), Counter(kinds), _pairs(rows, "levels: experiencer"), tuple(_stretches(sides))
    )


def _pairs(rows: Sequence[Row], name: str) -> Pairs:
    return Counter((row.gold, row.said) for row in rows if row.name == name)


def _stretches(sides: Sides) -> Iterator[Stretch]:
    """Runs of words in which both sides stay what they are."""
    rules = {level.id: str(level.rule or "") for level in sides.story.levels}
    gold, said = sides.gold_worlds.of_word, sides.told_worlds.of_word
    tokens = sides.tokens
    for (ours, theirs, rule), run in groupby(
        range(len(tokens)), lambda i: (gold[i].kind, said[i].kind, rules.get(said[i].id, ""))
    ):
        at = list(run)
        yield Stretch(ours, theirs, rule, Span(tokens.starts[at[0]], tokens.ends[at[-1]]))


# What is shown


def scores(pairs: Pairs, kind: str) -> str:
    """F1, precision and recall of a kind, and how many are of it in the gold and in the reading."""
    same = pairs[kind, kind]
    gold = sum(n for (a, _), n in pairs.items() if a == kind)
    said = sum(n for (_, b), n in pairs.items() if b == kind)
    figures = (_ratio(2 * same, gold + said), _ratio(same, said), _ratio(same, gold))
    return "".join(f"{figure:>6}" for figure in figures) + f"{gold:>6}{said:>6}"


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def _pooled(some: Iterable[Pairs]) -> Pairs:
    out: Pairs = Counter()
    for pairs in some:
        out += pairs
    return out


def show(name: str, some: Sequence[Judged]) -> None:
    """Print the table of one side."""
    sentences = _pooled(one.sentences for one in some)
    words = _pooled(one.words for one in some)
    people = _pooled(one.experiencers for one in some)
    head = f"{'F1':>6}{'P':>6}{'R':>6}{'gold':>6}{'said':>6}"
    print(f"\n{name}, {len(some)} passages\n{'':12}  sentences{'':22}words\n{'':12}{head}  {head}")
    for kind in (OUTERMOST, *KINDS):
        print(f"{kind:12}{scores(sentences, kind)}  {scores(words, kind)}")
    right = sum(n for (a, b), n in words.items() if a == b)
    print(f"words with the right kind: {_ratio(right, words.total())}")
    print(f"whose it is, of levels found: {share(people):.2f} of {people.total()}")
    exact = sum(all(a == b for a, b in one.sentences) for one in some)
    print(f"passages with no sentence wrong: {exact}")


def show_errors(some: Sequence[Judged]) -> None:
    """Print what was missed, and what is false, passage by passage."""
    for passage, *_, stretches in some:
        wrong = [s for s in stretches if s.gold != s.said]
        print(f"\n{passage.number:02} {passage.name}: {passage.shows}{'' if wrong else ': right'}")
        for stretch in wrong:
            print(f"  {_said(stretch)}: {_ends(passage.text[slice(*stretch.span)])}")


def _said(stretch: Stretch) -> str:
    rule = f" ({stretch.rule})" if stretch.rule else ""
    if stretch.said == OUTERMOST:
        return f"missed {stretch.gold}"
    return f"false {stretch.said}{rule}" + ("" if stretch.gold == OUTERMOST else f", is {stretch.gold}")


def _ends(words: str) -> str:
    """The first and the last words of a stretch, and how many there are."""
    every = words.split()
    if len(every) <= 2 * SHOWN:
        return " ".join(every)
    return f"{' '.join(every[:SHOWN])} … {' '.join(every[-SHOWN:])} ({len(every)} words)"


# Reveals


class Unmasked(NamedTuple):
    """A passage and its reveals, of either side."""

    passage: Passage
    rows: tuple[Row, ...]
    said: tuple[str, ...]
    """What was read, in words."""


def unmasked(passage: Passage, story: Story) -> Unmasked:
    """The reveals of the passage against its reading."""
    names = {c.id: c.name for c in story.characters}
    said = (f"{names.get(r.entity, r.entity)} ({r.rule}) at: {passage.text[r.at : r.at + 30]!r}" for r in story.reveals)
    return Unmasked(passage, tuple(reveals(Sides(as_story(passage), story))), tuple(said))


def show_reveals(name: str, some: Sequence[Unmasked]) -> None:
    """Print F1, precision, recall and counts of one side."""
    print(f"\n{name}, {len(some)} passages\n{'':28}{'F1':>6}{'P':>6}{'R':>6}{'gold':>6}{'said':>6}")
    for title in ("reveals", "reveals: mentions explained"):
        rows = [row for one in some for row in one.rows if row.name == title]
        gold, told = (sum(bool(getattr(row, side)) for row in rows) for side in ("gold", "said"))
        same = sum(row.right for row in rows)
        figures = (_ratio(2 * same, gold + told), _ratio(same, told), _ratio(same, gold))
        print(f"{title:28}" + "".join(f"{figure:>6}" for figure in figures) + f"{gold:>6}{told:>6}")


def show_reveal_errors(some: Sequence[Unmasked]) -> None:
    """Print what the gold has and what was read, of passages in which something is wrong."""
    for passage, rows, said in some:
        if all(row.right for row in rows):
            continue
        print(f"\n{passage.number:02} {passage.name}: {passage.shows}")
        for one in passage.reveals:
            print(f"  is {one.names[0]} at: {passage.text[one.at : one.at + 30]!r}")
        for line in said:
            print(f"  said {line}")
        for row in rows:
            if not row.right:
                print(f"  {row}")


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=sorted(MODELS), default=DEFAULT_MODEL)
    parser.add_argument("--errors", action="store_true", help="every stretch that is missed or false")
    parser.add_argument("--layer", choices=("levels", "states", "reveals"), default="levels")
    parser.add_argument("--only", type=lambda some: {int(n) for n in some.split(",")}, help="numbers parted by commas")
    return parser.parse_args()


def main() -> None:
    """Read, score, print."""
    args = arguments()
    began = time.perf_counter()
    read = read_reveals if args.layer == "reveals" else read_passages
    chosen = [p for p in read(FOLDER / args.layer) if not args.only or p.number in args.only]
    open_, held_out = ([p for p in chosen if p.held_out == out] for out in (False, True))
    if args.only:
        held_out = []  # a table of one passage would tell what is held out
    {"levels": _levels, "states": _states, "reveals": _reveals}[args.layer](args, open_, held_out)
    print(f"\n{time.perf_counter() - began:.0f} s")


def _levels(args: argparse.Namespace, open_: Sequence[Passage], held_out: Sequence[Passage]) -> None:
    """Print the tables of levels."""
    reader = Reader(args.model, ["levels"])
    found = [
        [judged(p, reader.read(p.text, f"passage-{p.number:02}-{p.name}")) for p in some] for some in (open_, held_out)
    ]
    if args.errors:
        show_errors(found[0])
    for name, some in zip(SIDES, found, strict=True):
        if some:
            show(name, some)


def _states(args: argparse.Namespace, open_: Sequence[Passage], held_out: Sequence[Passage]) -> None:
    """Print the tables of states and deaths."""
    reader = Reader(args.model, [*STATES[:1], "levels"])
    for name, some in zip(SIDES, (open_, held_out), strict=True):
        rows = []
        for p in some:
            gold = as_story(p)
            rows.append(score_world(gold, reader.read(p.text, f"states-{p.number:02}-{p.name}"), STATES))
            if args.errors and not p.held_out:
                show_wrong(errors_of(f"{p.number:02} {p.name}", gold, rows[-1]))
        if some:
            print(f"\n{name}, {len(some)} passages")
            show_figures(r for r in results(rows) if r.gold or r.said)


def _reveals(args: argparse.Namespace, open_: Sequence[Passage], held_out: Sequence[Passage]) -> None:
    """Print the tables of reveals."""
    reader = Reader(args.model, ["reveals"])
    found = [
        [unmasked(p, reader.read(p.text, f"reveal-passage-{p.number:02}-{p.name}")) for p in some]
        for some in (open_, held_out)
    ]
    if args.errors:
        show_reveal_errors(found[0])
    for name, some in zip(SIDES, found, strict=True):
        if some:
            show_reveals(name, some)


if __name__ == "__main__":
    main()
