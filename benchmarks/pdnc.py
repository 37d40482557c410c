"""Speakers on the Project Dialogism Novel Corpus: 21 novels, from raw text, nothing given.

    python benchmarks/pdnc.py                      read and score all novels
    python benchmarks/pdnc.py --only Emma,DaisyMiller
    python benchmarks/pdnc.py --half a             the novels of one half of the authors (halves.json)
    python benchmarks/pdnc.py --cast               with the gold's names given as a known cast
    python benchmarks/pdnc.py --model reader       with the trained reader
    python benchmarks/pdnc.py --score-only         score what the last run wrote
    python benchmarks/pdnc.py --compare DIR        and show the lines gained and lost since the run kept in DIR

Documents go to benchmarks/out/pdnc (with --cast: pdnc_cast; with --model reader: pdnc_reader, pdnc_cast_reader). To keep a run
for comparison, copy that folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpora import OUT, PDNC, pdnc_novels
from fullcast.layers import CastMember
from fullcast.reading import MODELS
from fullcast.scores.gains import Change, changes, told
from fullcast.scores.gold import Gold, read_pdnc
from fullcast.scores.names import NARRATOR_MARKS
from fullcast.scores.prediction import read_prediction
from fullcast.scores.speakers import SpeakerScore, figures, score_speakers, shown, spreads
from fullcast.text import Text
from machine import keep
from runs import Job, read_all


def novel_text(name: str) -> Text:
    """The text that the gold's offsets count in."""
    return Text((PDNC / name / "novel_text.txt").read_text(encoding="utf-8"))


def score(name: str, documents: Path) -> SpeakerScore:
    """The score of one novel's document."""
    gold = read_pdnc(PDNC / name)
    return score_speakers(gold, read_prediction(documents / f"{name}.json"), novel_text(name).content)


def known_cast(gold: Gold) -> tuple[CastMember, ...]:
    """The gold's names as a known cast, such as a cast file holds."""
    return tuple(
        CastMember(
            name=name,
            aliases=tuple(sorted(a for a in aliases if a != name and a.casefold() not in NARRATOR_MARKS)),
            narrator=any(a.casefold() in NARRATOR_MARKS for a in aliases),
        )
        for name, aliases in gold.cast.items()
    )


def read_novels(names: Sequence[str], documents: Path, *, cast: bool = False, model: str = "rules") -> None:
    """Read the novels `names` into `documents`."""
    jobs = []
    for name in names:
        settings: dict[str, Any] = {"model": model}
        if cast:
            settings["cast"] = known_cast(read_pdnc(PDNC / name))
        jobs.append(Job(PDNC / name / "novel_text.txt", documents / f"{name}.json", settings))
    print(f"read in {read_all(jobs):.0f} s")


def compare(names: Sequence[str], old: Path, new: Path) -> list[Change]:
    """Print the lines gained and lost between two runs, novel by novel, and give them back."""
    found: list[Change] = []
    for name in names:
        if not (old / f"{name}.json").exists():
            print(f"{name}: not in {old}")
            continue
        some = changes(score(name, old), score(name, new), novel_text(name))
        print(f"\n{name}: {sum(c.gained for c in some)} gained, {sum(not c.gained for c in some)} lost")
        for change in some:
            print(told(change))
        found += some
    print(f"\n{sum(c.gained for c in found)} gained, {sum(not c.gained for c in found)} lost")
    return found


def show(scores: dict[str, SpeakerScore]) -> None:
    """Print figures by novel, pooled, by type, and their spread."""
    for name, s in scores.items():
        print(name, shown(figures([s])["all"]))
    if len(scores) > 1:
        every = list(scores.values())
        for group, values in figures(every).items():
            print("pooled", group, shown(values))
        for name, spread in spreads(every).items():
            print(
                f"{name}: mean {spread.mean:.3f}, worst {spread.worst:.3f}, 95% {spread.low:.3f} to {spread.high:.3f}"
            )


def main() -> None:
    """Read, score, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="NAME,…")
    parser.add_argument("--half", choices=["a", "b"])
    parser.add_argument("--cast", action="store_true")
    parser.add_argument("--model", default="rules", choices=list(MODELS))
    parser.add_argument("--score-only", action="store_true")
    parser.add_argument("--compare", type=Path, metavar="DIR")
    args = parser.parse_args()
    names = pdnc_novels([n for n in args.only.split(",") if n], args.half)
    other = "" if args.model == "rules" else f"_{args.model}"
    documents = OUT / (("pdnc_cast" if args.cast else "pdnc") + other)
    if not args.score_only:
        read_novels(names, documents, cast=args.cast, model=args.model)
    scores = {name: score(name, documents) for name in names}
    show(scores)
    if args.compare:
        compare(names, args.compare, documents)
    if not args.only:
        kept_as = documents.name + (f"_{args.half}" if args.half else "")
        chosen = [" --cast"] * args.cast + [f" --half {args.half}"] * bool(args.half)
        command = f"python benchmarks/pdnc.py{''.join(chosen)}{f' --model {args.model}' if other else ''}"
        every = list(scores.values())
        spread = {name: [s.mean, s.worst, s.low, s.high] for name, s in spreads(every).items()}
        by_novel = {name: figures([s])["all"] for name, s in scores.items()}
        keep(kept_as, command, {"pooled": figures(every), "novels": by_novel, "spread": spread})


if __name__ == "__main__":
    main()
