"""Emotions on the open gold: what counts how much is fitted here, and measured with each story left out in turn.

    python benchmarks/feelings.py            read the stories of gold/stories, print figures
    python benchmarks/feelings.py --fit      and write src/fullcast/annotators/emotions.json

Nothing of gold/set_aside is opened.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

import fullcast
from fullcast.annotators.emotions import SIGNS, SOURCES, Evidence, EvidenceFinder, Mix
from fullcast.layers import Quotation, Story
from fullcast.layers.world_values import EMOTIONS
from fullcast.scores.gold_world import GoldLine, GoldStory, read_world

Floats = NDArray[np.float64]
ROOT: Final = Path(__file__).resolve().parent.parent
OUT: Final = ROOT / "src" / "fullcast" / "annotators" / "emotions.json"
EXPECTED: Final = {
    "tag_verb": 2.0, "tag_stated": 4.0, "tag_shown": 3.5, "beat_stated": 4.0, "beat_shown": 3.5, "near": 1.5, "touch": 2.5, "voice": 1.5,
    "saying": 2.5, "common_saying": 1.2, "exclaimed_saying": 1.0, "accusation": 1.5, "avowal": 3.0,
}  # fmt: skip
"""What each source is expected to count; the fit is drawn towards it, since most sources speak a dozen times in 20 stories."""
EXPECTED_LABEL: Final = -4.0
DRAWN: Final = {"sources": 3.0, "labels": 12.0, "signs": 4.0}
"""How strongly: the precision of a normal prior."""
LEAD: Final = 1.2
BINS: Final = 3
STEPS: Final = 400


class Case(NamedTuple):
    """A quotation of the gold with what was found about it."""

    story: int
    evidence: Evidence
    label: str | None


def cases(folders: list[Path], model: str) -> list[Case]:
    """The quotations of the gold that the reader found."""
    out = []
    for n, folder in enumerate(folders):
        story, gold = fullcast.read(folder / "story.txt", model=model), read_world(folder, "settled")
        finder = EvidenceFinder(story)
        for q, line in matched(story, gold):
            out.append(Case(n, finder.evidence(q), line.emotion.label if line.emotion else None))
    return out


def matched(story: Story, gold: GoldStory) -> list[tuple[Quotation, GoldLine]]:
    """Pairs of quotations whose first parts share half of the shorter."""
    left: list[Quotation] = [q for q in story.items("quotations") if q.kind != "not_speech"]
    out = []
    for line in gold.world.quotations:
        span = gold.span(line.spans[0])
        for q in left if line.kind != "not_speech" else ():
            common = min(q.spans[0].end, span.end) - max(q.spans[0].start, span.start)
            if common > 0 and 2 * common >= min(q.spans[0].length, span.length):
                out.append((q, line))
                left.remove(q)
                break
    return out


# The fit


class Design(NamedTuple):
    """The cases as arrays."""

    sources: Floats
    """(n, labels, sources)"""
    signs: Floats
    """(n, signs)"""
    truth: NDArray[np.int64]
    """(n,) 0 for none, else one more than the place in EMOTIONS."""

    def some(self, chosen: NDArray[np.bool_]) -> Design:
        """Those of the cases."""
        return Design(self.sources[chosen], self.signs[chosen], self.truth[chosen])


def design(found: list[Case]) -> Design:
    """The arrays of `found`."""
    return Design(
        np.array([[[c.evidence.worths().get((s, e), 0.0) for s in SOURCES] for e in EMOTIONS] for c in found]),
        np.array([[c.evidence.signs[s] for s in SIGNS] for c in found]),
        np.array([EMOTIONS.index(c.label) + 1 if c.label else 0 for c in found]),
    )


def fitted(data: Design) -> Mix:
    """The mix that makes the labels likeliest, given what is expected (Adam, a fixed number of steps, no chance in it)."""
    labels, sources, signs = len(EMOTIONS), len(SOURCES), len(SIGNS)
    centre = np.concatenate([[EXPECTED[s] for s in SOURCES], np.full(labels, EXPECTED_LABEL), np.zeros(labels * signs)])
    pull = np.concatenate(
        [np.full(sources, DRAWN["sources"]), np.full(labels, DRAWN["labels"]), np.full(labels * signs, DRAWN["signs"])]
    )
    one_hot = np.eye(labels + 1)[data.truth]
    at, mean, square = centre.copy(), np.zeros_like(centre), np.zeros_like(centre)
    for step in range(1, STEPS + 1):
        weights, bias, by_sign = (
            at[:sources],
            at[sources : sources + labels],
            at[sources + labels :].reshape(labels, signs),
        )
        scores = np.pad(data.sources @ weights + bias + data.signs @ by_sign.T, ((0, 0), (1, 0)))
        odds = np.exp(scores - scores.max(1, keepdims=True))
        off = (odds / odds.sum(1, keepdims=True) - one_hot)[:, 1:]
        slope = np.concatenate([np.einsum("nl,nls->s", off, data.sources), off.sum(0), (off.T @ data.signs).ravel()])
        slope += pull * (at - centre)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        at = at - 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    at = at.round(3)
    by_sign = at[sources + labels :].reshape(labels, signs)
    return Mix(
        sources=dict(zip(SOURCES, at[:sources].tolist(), strict=True)),
        labels=dict(zip(EMOTIONS, at[sources : sources + labels].tolist(), strict=True)),
        signs={e: dict(zip(SIGNS, row.tolist(), strict=True)) for e, row in zip(EMOTIONS, by_sign, strict=True)},
        lead=LEAD,
        curve=(),
    )


# The figures


def left_out(found: list[Case]) -> list[tuple[Case, str | None, float]]:
    """Each case with what a mix fitted on the other stories says, and how sure it is of its best label."""
    data, stories = design(found), np.array([c.story for c in found])
    out = []
    for n in sorted(set(stories.tolist())):
        mix = fitted(data.some(stories != n))
        for case in (c for c in found if c.story == n):
            chances = mix.probabilities(case.evidence)
            out.append((case, mix.choice(chances), max(chances.values())))
    return out


def curve(judged: list[tuple[Case, str | None, float]]) -> tuple[tuple[float, float], ...]:
    """From the mix's probability of what it says to the share that was right: `BINS` bins of equal mass, made to rise."""
    some = sorted((p, float(case.label == said)) for case, said, p in judged if said is not None)
    points = [
        (float(np.mean([p for p, _ in bin_])), float(np.mean([r for _, r in bin_])))
        for bin_ in (some[len(some) * k // BINS : len(some) * (k + 1) // BINS] for k in range(BINS))
    ]
    return tuple((round(x, 3), round(max(y for _, y in points[: k + 1]), 3)) for k, (x, y) in enumerate(points))


def report(judged: list[tuple[Case, str | None, float]]) -> None:
    """Print precision, recall and F1 by label, macro-F1, and how honest the confidence is."""
    pairs = Counter((case.label, said) for case, said, _ in judged)
    scores = {}
    for label in (None, *EMOTIONS):
        right = pairs[label, label]
        said, true = (sum(n for p, n in pairs.items() if p[k] == label) for k in (1, 0))
        scores[label] = 2 * right / (said + true) if said + true else math.nan
        print(f"{label or 'none':13} said {said:4}  gold {true:4}  right {right:4}  F1 {scores[label]:.3f}")
    known = [f for f in scores.values() if not math.isnan(f)]
    print(f"macro-F1 over those that occur {sum(known) / len(known):.3f}, over the nine {sum(known) / 9:.3f}")
    some = [(p, case.label == said) for case, said, p in judged if said is not None]
    print(f"precision of what is said {sum(r for _, r in some) / len(some):.3f}")
    for low, high in ((0.0, 0.35), (0.35, 0.5), (0.5, 0.65), (0.65, 1.01)):
        bin_ = [(p, r) for p, r in some if low <= p < high]
        if bin_:
            print(
                f"  confidence {sum(p for p, _ in bin_) / len(bin_):.2f}: right {sum(r for _, r in bin_) / len(bin_):.2f} of {len(bin_)}"
            )


def main() -> None:
    """Fit if asked to, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--model", default="reader", choices=("reader", "rules"))
    args = parser.parse_args()
    found = cases(sorted(p.parent for p in (ROOT / "gold" / "stories").glob("*/settled.json")), args.model)
    judged = left_out(found)
    report(judged)
    if args.fit:
        mix = msgspec.structs.replace(fitted(design(found)), curve=curve(judged))
        OUT.write_text(json.dumps(msgspec.to_builtins(mix), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
