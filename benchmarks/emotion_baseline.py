"""What words alone tell of the emotion of a quotation: TF-IDF and a linear SVM, the baseline of benchmarks/world.py.

    python benchmarks/emotion_baseline.py      (needs the extra named bench)

Trained on XED (Öhman and others, COLING 2020: subtitle lines with Plutchik's eight emotions), on the quotations of gold/stories, or on
both; from the words of the quotation, or with those of its paragraph besides. XED has no lines without emotion, so that a machine trained
on it alone says "none" below a margin. Margin, strength of the penalty and weights are chosen on gold/stories, in folds of whole stories;
measured is on gold/set_aside, of which only pooled figures are shown. Quotations are given as the gold has them. Words and pairs of words,
as in that paper.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from corpora import HERE, XED, needed
from fullcast.scores.gold_world import read_world
from fullcast.scores.world import FIGURES, Result, Row, results
from fullcast.scores.world.emotions import NONE, label_of
from fullcast.text.span import hull
from machine import keep

GOLD: Final = HERE.parent / "gold"
XED_LABELS: Final = ("anger", "anticipation", "disgust", "fear", "joy", "sadness", "surprise", "trust")
"""In the order of the corpus's numbers, from 1."""
FIGURE: Final = next(f for f in FIGURES if f.rows == "emotions")
FOLDS: Final = 4
PENALTIES: Final = (0.1, 0.5)
OURS: Final = (3.0, 15.0)
"""How much a quotation of ours may count against a line of XED."""
MARGINS: Final = tuple(np.arange(-1.2, 0.6, 0.05).round(2).tolist())
"""Where a machine that knows no "none" may say it."""


class Lines(NamedTuple):
    """Quotations, or lines of XED."""

    words: list[str]
    around: list[str]
    """The paragraph of each."""
    labels: list[str]


class Setting(NamedTuple):
    """What is chosen on the stories to develop on."""

    trained_on: str
    """ "xed", "stories" or "both"."""
    paragraph: bool
    penalty: float
    balanced: bool
    ours: float
    margin: float
    """Below it "none" is said; minus infinity where the machine has seen lines without emotion."""


def quotations(part: str) -> list[Lines]:
    """The quotations of each story of a part."""
    return [_story(path.parent) for path in sorted((GOLD / part).glob("*/settled.json"))]


def _story(folder: Path) -> Lines:
    gold = read_world(folder, "settled")
    out = Lines([], [], [])
    for line in gold.world.quotations:
        if line.kind != "not_speech":
            spans = [gold.span(a) for a in line.spans]
            whole = hull(p for p in gold.places.paragraphs if any(p.meets(s) for s in spans))
            out.words.append(" ".join(gold.places.content[a:b] for a, b in spans))
            out.around.append(gold.places.content[whole.start : whole.end])
            out.labels.append(label_of(line.emotion))
    return out


def xed() -> Lines:
    """The lines of XED, those of several emotions once for each."""
    out = Lines([], [], [])
    with (needed(XED) / "en-annotated.tsv").open(encoding="utf-8", newline="") as rows:
        for words, numbers in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            for number in numbers.split(","):
                out.words.append(words)
                out.around.append(words)
                out.labels.append(XED_LABELS[int(number) - 1])
    return out


def joined(some: Sequence[Lines]) -> Lines:
    """The lines of several stories."""
    return Lines(*([line for lines in some for line in lines[i]] for i in range(len(Lines._fields))))


def features() -> Any:
    """Words and pairs of words."""
    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+|[^\w\s]")  # noqa: S106  # no password


class Machine:
    """One trained baseline."""

    def __init__(self, setting: Setting, lines: Lines, weights: Sequence[float]) -> None:
        self.setting = setting
        self.features = features()
        self.around = features() if setting.paragraph else None
        matrix = self._matrix(lines, fit=True)
        self.svm = LinearSVC(C=setting.penalty, class_weight="balanced" if setting.balanced else None, random_state=0)
        self.svm.fit(matrix, lines.labels, sample_weight=np.array(weights))

    def _matrix(self, lines: Lines, *, fit: bool = False) -> Any:
        parts = [(self.features, lines.words), *([(self.around, lines.around)] if self.around else [])]
        return hstack([f.fit_transform(words) if fit else f.transform(words) for f, words in parts]).tocsr()

    def scores(self, lines: Lines) -> NDArray[np.float64]:
        """(lines, labels) margins."""
        found: NDArray[np.float64] = self.svm.decision_function(self._matrix(lines))
        return found

    def said(self, scores: NDArray[np.float64], margin: float) -> list[str]:
        """The label of each line."""
        return [NONE if row.max() < margin else str(self.svm.classes_[row.argmax()]) for row in scores]


def machine(setting: Setting, stories: Sequence[Lines], corpus: Lines) -> Machine:
    """The baseline trained as `setting` says, on XED and `stories` as far as it wants them."""
    ours = joined(stories) if setting.trained_on != "xed" else Lines([], [], [])
    theirs = corpus if setting.trained_on != "stories" else Lines([], [], [])
    weights = [1.0] * len(theirs.words) + [setting.ours] * len(ours.words)
    return Machine(setting, joined([theirs, ours]), weights)


def measured(stories: Sequence[Lines], said: Sequence[Sequence[str]]) -> Result:
    """The figure over stories."""
    rows = [
        [Row("emotions", (0, 0), gold, told) for gold, told in zip(lines.labels, answers, strict=True)]  # type: ignore[arg-type]
        for lines, answers in zip(stories, said, strict=True)
    ]
    return results(rows, [FIGURE._replace(parts="")])[0]


def settings(trained_on: str, paragraph: bool) -> Iterator[Setting]:
    """What may be chosen among, margins aside."""
    ours, balances = (OURS, (True,)) if trained_on == "both" else ((1.0,), (False, True))
    for penalty, balanced, weight in product(PENALTIES, balances, ours):
        yield Setting(trained_on, paragraph, penalty, balanced, weight, -np.inf)


def in_folds(setting: Setting, stories: Sequence[Lines], corpus: Lines) -> tuple[Result, Setting]:
    """The figure over stories, each read by a machine that was not trained on it, and the best margin."""
    scores: dict[int, tuple[Machine, NDArray[np.float64]]] = {}
    for fold in range(FOLDS):
        trained = machine(setting, [s for i, s in enumerate(stories) if i % FOLDS != fold], corpus)
        scores |= {i: (trained, trained.scores(s)) for i, s in enumerate(stories) if i % FOLDS == fold}
        if setting.trained_on == "xed":  # nothing of the stories is in it
            scores = {i: (trained, trained.scores(s)) for i, s in enumerate(stories)}
            break
    margins = MARGINS if setting.trained_on == "xed" else (-np.inf,)
    found = [(measured(stories, [scores[i][0].said(scores[i][1], m) for i in range(len(stories))]), m) for m in margins]
    best, margin = max(found, key=lambda pair: pair[0].value or 0)
    return best, setting._replace(margin=margin)


def main() -> None:
    """Choose, train, measure, print, keep."""
    stories, aside, corpus = quotations("stories"), quotations("set_aside"), xed()
    rows = {"always none": measured(aside, [[NONE] * len(s.labels) for s in aside])}
    chosen = {}
    for trained_on, paragraph in product(("xed", "stories", "both"), (False, True)):
        if trained_on == "xed" and paragraph:
            continue  # its lines stand alone
        tried = [in_folds(setting, stories, corpus) for setting in settings(trained_on, paragraph)]
        best, setting = max(tried, key=lambda pair: pair[0].value or 0)
        trained = machine(setting, stories, corpus)
        name = f"trained on {trained_on}" + ", with the paragraph" * paragraph
        rows[name] = measured(aside, [trained.said(trained.scores(s), setting.margin) for s in aside])
        chosen[name] = (
            f"C {setting.penalty:g}, {'balanced, ' * setting.balanced}ours ×{setting.ours:g}, margin {setting.margin:g}"
        )
        print(f"{name}: in folds of stories {best.value:.3f}; {chosen[name]}", flush=True)
    for name, result in rows.items():
        print(f"{name:40} {result.value:.3f}  95% {result.low:.3f} to {result.high:.3f}  n {result.gold}")
    kept = {name: [r.value, r.low, r.high, r.gold, chosen.get(name, "")] for name, r in rows.items()}
    keep("world_emotion_baseline", "python benchmarks/emotion_baseline.py", kept)


if __name__ == "__main__":
    main()
