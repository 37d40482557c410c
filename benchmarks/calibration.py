"""How true the confidence of speakers is, and the curves that make it true.

    python benchmarks/calibration.py            reliability with curves fitted on one half of the PDNC authors, shown on the other
    python benchmarks/calibration.py --write    and write the curves fitted on all of them, which fullcast ships

The speakers annotator gives each line a kind of evidence (the rule of its first reason) and a raw score. A curve for each kind
turns the score into a probability: bins of equal mass, shares drawn towards the kind's own, made to rise by pooling adjacent
violators. Right means what `named` means in the scores. Curves are numbers and no weights: calibrating on PDNC is allowed,
training on it is not.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from corpora import HERE, PDNC, pdnc_novels
from fullcast.annotators.calibration import interpolate
from fullcast.scores.confidence import Answer, Bin, calibration_error, reliability, review
from machine import keep

SHIPPED = HERE.parent / "src" / "fullcast" / "annotators" / "calibration.json"
COMMAND = "python benchmarks/calibration.py"
FEWEST = 60
"""Lines in a bin, at least."""
MOST_BINS = 10
DRAWN = 10
"""Lines that a bin's share is drawn with towards the share of its kind, and a kind's towards that of all."""
EDGE = 0.002
"""No curve says more than this short of certainty."""

Points = list[tuple[float, float]]
"""From raw score to probability, both rising."""


class Sample(NamedTuple):
    """One found line that was given a speaker."""

    novel: str
    kind: str
    """Kind of evidence."""
    raw: float
    right: bool


def samples_of(novel: str) -> list[Sample]:
    """The samples of one novel."""
    from msgspec import UNSET

    import fullcast
    from fullcast.annotators.speakers import attribute_speakers
    from fullcast.scores.gold import read_pdnc
    from fullcast.scores.prediction import prediction_of
    from fullcast.scores.speakers import score_speakers

    story = fullcast.read(PDNC / novel / "novel_text.txt", model="rules")
    story = story.with_layer(attribute_speakers(story, calibrated=False))
    kinds = {a.id: a.reasons[0].rule if a.reasons else "" for a in story.items("speakers")}
    raws = {a.id: a.confidence for a in story.items("speakers")}
    score = score_speakers(read_pdnc(PDNC / novel), prediction_of(story))
    return [
        Sample(novel, kinds[row.predicted.id], float(raws[row.predicted.id]), row.named)
        for row in score.rows
        if row.predicted is not None and row.answered and raws[row.predicted.id] is not UNSET
    ]


def collect(novels: Sequence[str]) -> list[Sample]:
    """The samples of `novels`, read in two processes."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        return [sample for some in pool.map(samples_of, novels, chunksize=1) for sample in some]


def fit(samples: Sequence[Sample]) -> dict[str, Points]:
    """A curve for each kind of evidence, and one under "any" for kinds that were not seen."""
    by_kind: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_kind[sample.kind].append(sample)
    overall = share(samples, 0.5, 0)
    curves = {kind: curve(some, share(some, overall, DRAWN)) for kind, some in sorted(by_kind.items())}
    return curves | {"any": curve(samples, overall)}


def share(samples: Sequence[Sample], towards: float, drawn: float) -> float:
    """Share of `samples` that is right, drawn towards another share with the weight of `drawn` samples."""
    if not samples and not drawn:
        return towards
    return (sum(s.right for s in samples) + towards * drawn) / (len(samples) + drawn)


def curve(samples: Sequence[Sample], towards: float) -> Points:
    """The rising curve through bins of equal mass."""
    ordered = sorted(samples, key=lambda s: s.raw)
    count = max(1, min(MOST_BINS, len(ordered) // FEWEST))
    width = len(ordered) / count
    bins = [ordered[round(i * width) : round((i + 1) * width)] for i in range(count)]
    points = [(sum(s.raw for s in b) / len(b), share(b, towards, DRAWN), len(b)) for b in bins]
    return [(round(x, 6), round(min(1 - EDGE, max(EDGE, y)), 4)) for x, y in rising(points)]


def rising(points: Iterable[tuple[float, float, int]]) -> Points:
    """Points (x, y, weight) made to rise in y by pooling adjacent violators (Ayer et al. 1955)."""
    blocks: list[tuple[float, float, int]] = []
    for x, y, n in points:
        blocks.append((x, y, n))
        while len(blocks) > 1 and (blocks[-2][1] > blocks[-1][1] or blocks[-2][0] >= blocks[-1][0]):
            (x0, y0, n0), (x1, y1, n1) = blocks[-2:]
            blocks[-2:] = [((x0 * n0 + x1 * n1) / (n0 + n1), (y0 * n0 + y1 * n1) / (n0 + n1), n0 + n1)]
    return [(x, y) for x, y, _n in blocks]


def calibrated(samples: Sequence[Sample], curves: dict[str, Points]) -> list[Answer]:
    """The answers of `samples` with the confidence that `curves` give."""
    return [Answer(interpolate(curves.get(s.kind, curves["any"]), s.raw), s.right) for s in samples]


def table(bins: Sequence[Bin]) -> str:
    """A reliability table."""
    rows = [f"{b.n:6}  {b.low:.3f}-{b.high:.3f}  stated {b.stated:.3f}  true {b.true:.3f}" for b in bins]
    return "\n".join(rows)


def show(title: str, answers: Sequence[Answer]) -> dict[str, object]:
    """Print and give back how true and how useful the confidence of `answers` is."""
    bins = reliability(answers)
    values = {**calibration_error(answers), **review(answers)}
    print(f"\n{title}: " + " ".join(f"{k}={v:.3f}" for k, v in values.items()))
    print(table(bins))
    return {**values, "bins": [[b.n, b.low, b.high, b.stated, b.true] for b in bins]}


def write(curves: dict[str, Points], samples: Sequence[Sample], path: Path = SHIPPED) -> None:
    """Write the curves that fullcast ships, a curve a line."""
    novels = len({s.novel for s in samples})
    head = {
        "about": "From the raw score of a speaker to the probability that it is right: points of a curve for each kind of evidence.",
        "fitted_on": f"{len(samples)} lines of {novels} novels of the Project Dialogism Novel Corpus ({COMMAND} --write)",
        "lines": dict(sorted(Counter(s.kind for s in samples).items())),
    }
    rows = ",\n".join(f"  {json.dumps(kind)}: {json.dumps(points)}" for kind, points in curves.items())
    opening = json.dumps(head, indent=1).removesuffix("\n}")
    path.write_text(f'{opening},\n "curves": {{\n{rows}\n }}\n}}\n', encoding="utf-8", newline="\n")
    print(f"\nwrote {path.name}: {len(curves)} curves")


def main() -> None:
    """Fit on one half, show on the other, and the other way round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    halves = {half: set(pdnc_novels(half=half)) for half in "ab"}
    samples = collect(pdnc_novels())
    print("kinds of evidence:", dict(Counter(s.kind for s in samples).most_common()))
    figures, crossed = {}, []
    for fitted, shown in (("a", "b"), ("b", "a")):
        curves = fit([s for s in samples if s.novel in halves[fitted]])
        answers = calibrated([s for s in samples if s.novel in halves[shown]], curves)
        figures[f"fitted on {fitted}, shown on {shown}"] = show(
            f"fitted on half {fitted}, shown on half {shown}", answers
        )
        crossed += answers
    figures["both, each fitted on the other"] = show("both halves, each with the curves of the other", crossed)
    figures["raw"] = show("raw scores, not calibrated", [Answer(s.raw, s.right) for s in samples])
    keep("calibration", COMMAND, figures)
    if args.write:
        write(fit(samples), samples)


if __name__ == "__main__":
    main()
