"""Speakers on modern stories of our own, `dev` and `held_out` apart (see benchmarks/modern/README.md).

    python benchmarks/modern.py              both parts
    python benchmarks/modern.py dev
    python benchmarks/modern.py dev --wrong  and show every line of `dev` with the wrong speaker

Of `held_out` only figures over all its stories are shown: whoever reads its lines would fit rules to them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from corpora import OUT, modern_stories
from fullcast.scores.gains import in_context
from fullcast.scores.gold import read_gold
from fullcast.scores.prediction import read_prediction
from fullcast.scores.speakers import Figures, SpeakerScore, figures, score_speakers, shown
from fullcast.text import Text
from machine import keep
from runs import Job, read_all

PARTS = ("dev", "held_out")


def score_part(part: str) -> dict[str, tuple[Path, SpeakerScore]]:
    """Text and score of each story of `part`, read afresh."""
    stories = modern_stories(part)
    documents = OUT / "modern" / part
    read_all([Job(text, documents / f"{text.stem}.json") for text, _gold in stories])
    return {
        text.stem: (text, score_speakers(read_gold(gold), read_prediction(documents / f"{text.stem}.json")))
        for text, gold in stories
    }


def show_wrong(path: Path, score: SpeakerScore) -> None:
    """Print each line of a story whose speaker is wrong."""
    text = Text(path.read_text(encoding="utf-8"))
    for row in score.rows:
        if not row.named:
            print(f"  {row.gold.spans[0].start}: {row.gold.speaker}; said {row.said}\n    {in_context(row, text, 100)}")


def show(part: str, scores: dict[str, tuple[Path, SpeakerScore]], *, wrong: bool) -> Figures:
    """Print and give back the figures of `part`."""
    if part != "held_out":
        for name, (path, score) in scores.items():
            print(name, shown(figures([score])["all"]))
            if wrong:
                show_wrong(path, score)
    pooled = figures([score for _path, score in scores.values()])["all"]
    print("pooled", part, shown(pooled))
    return pooled


def main() -> None:
    """Read, score, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("--wrong", action="store_true")
    args = parser.parse_args()
    for part in [args.part] if args.part else PARTS:
        scores = score_part(part)
        if scores:
            pooled = show(part, scores, wrong=args.wrong)
            keep(f"modern_{part}", f"python benchmarks/modern.py {part}", {"pooled": pooled, "stories": len(scores)})


if __name__ == "__main__":
    main()
