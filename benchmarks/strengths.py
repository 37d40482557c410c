"""Tune the strengths of the rules for speakers on one half of the PDNC authors and report on the other, and the other way round.

    python benchmarks/strengths.py [--sweeps 1]     (half an hour a sweep; 0 only compares judged and shipped)

Coordinate search from values set by judgement, before anything was measured (strengths.json). Quotations and characters are
found once; only evidence is weighed and decoded anew. The shipped strengths were tuned on all novels and on our own modern stories
(benchmarks/modern/dev), which this shows to be worth about as much on authors that had no say in it.
"""

from __future__ import annotations

import argparse
import json
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from corpora import HERE, PDNC, pdnc_novels
from fullcast.annotators.characters import find_characters
from fullcast.annotators.quotations import find_quotations
from fullcast.annotators.speakers.decoding import decode
from fullcast.annotators.speakers.evidence import Evidence
from fullcast.annotators.speakers.strengths import STRENGTHS
from fullcast.readers import read_source
from fullcast.scores.gold import Gold, read_pdnc
from fullcast.scores.prediction import PredictedCharacter, PredictedQuotation, Prediction
from fullcast.scores.speakers import figures, score_speakers

JUDGED: dict[str, float] = json.loads((HERE / "strengths.json").read_text(encoding="utf-8"))
"""The strengths as they stood before the first measurement, for the rules that there were."""


def prepare(novel: str) -> tuple[Evidence, Gold, tuple[PredictedCharacter, ...], str]:
    """A novel with quotations and characters found, its gold, its characters for the scorer, and its text."""
    story = read_source(PDNC / novel / "novel_text.txt")
    for annotator in (find_quotations, find_characters):
        story = story.with_layer(annotator(story))
    characters = tuple(
        PredictedCharacter(id=c.id, name=c.name, aliases=c.aliases, narrator=c.narrator)
        for c in story.items("characters")
    )
    return Evidence(story), read_pdnc(PDNC / novel), characters, story.text.content


def serve(novels: list[str], pipe: Connection) -> None:
    """Answer strengths with (quotations, voice and named averaged) of each novel until None comes."""
    ready = {novel: prepare(novel) for novel in novels}
    while (strengths := pipe.recv()) is not None:
        out = {}
        for novel, (evidence, gold, characters, text) in ready.items():
            evidence.spoke = {}
            decode(evidence, strengths)
            quotations = tuple(
                PredictedQuotation(spans=t.quotation.spans, kind=t.quotation.kind, speaker=t.speaker)
                for t in evidence.turns
            )
            prediction = Prediction(characters=characters, quotations=quotations)
            found = figures([score_speakers(gold, prediction, text)])["all"]
            out[novel] = (int(found["n"]), (found["voice"] + found["named"]) / 2)
        pipe.send(out)


class Tuner:
    """Two processes that hold the novels, and the search over them."""

    def __init__(self) -> None:
        self.half = {novel: half for half in "ab" for novel in pdnc_novels(half=half)}
        novels = sorted(self.half)
        self.pipes: list[Any] = []
        context = get_context("spawn")
        for share in (novels[0::2], novels[1::2]):
            here, there = context.Pipe()
            context.Process(target=serve, args=(share, there), daemon=True).start()
            self.pipes.append(here)

    def measure(self, strengths: dict[str, float]) -> dict[str, float]:
        """Share of right speakers, voice and named averaged, over each half and over both ("ab")."""
        for pipe in self.pipes:
            pipe.send(strengths)
        found: dict[str, tuple[int, float]] = {}
        for pipe in self.pipes:
            found.update(pipe.recv())
        out = {}
        for halves in ("a", "b", "ab"):
            some = [found[n] for n, half in self.half.items() if half in halves]
            out[halves] = sum(n * right for n, right in some) / sum(n for n, _ in some)
        return out

    def tune(self, half: str, start: dict[str, float], sweeps: int) -> dict[str, float]:
        """Strengths after `sweeps` rounds of trying each a third up and down on `half`."""
        best, top = dict(start), self.measure(start)[half]
        for sweep in range(sweeps):
            for rule in start:
                step = max(0.25, abs(best[rule]) * 0.35) / (1 + sweep)
                for value in (best[rule] + step, best[rule] - step):
                    tried = {**best, rule: value}
                    if (now := self.measure(tried)[half]) > top + 1e-5:
                        best, top = tried, now
                        break
        return best


def main() -> None:
    """Print the figures of the judged, the tuned and the shipped strengths."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweeps", type=int, default=1)
    options = parser.parse_args()
    tuner = Tuner()

    def show(title: str, strengths: dict[str, float]) -> None:
        print(title, " ".join(f"{k}={v:.3f}" for k, v in tuner.measure(strengths).items()), flush=True)

    judged = {rule: JUDGED.get(rule, 0.0) for rule in STRENGTHS}
    show("by judgement alone      ", judged)
    for half in "ab" if options.sweeps else "":
        show(f"tuned on half {half}         ", tuner.tune(half, judged, options.sweeps))
    show("shipped (tuned on both) ", dict(STRENGTHS))


if __name__ == "__main__":
    main()
