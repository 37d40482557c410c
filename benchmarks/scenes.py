"""How well scenes are found where no typography marks them: breaks of novels taken away and found again, authors held out.

    python benchmarks/scenes.py                  the figures, with both baselines, of the novels that novel_authors.json names
    python benchmarks/scenes.py --all            of all novels, which takes an hour
    python benchmarks/scenes.py --only 44,110    of some novels, by their numbers; figures are not kept
    python benchmarks/scenes.py --write          and write the weights that fullcast ships, fitted on the chapters of all that is read

Two texts are made of each novel: one without the breaks inside its chapters (ornaments, wide blanks, numbers and titles of
sections), and one without the headings of its chapters either. Both are read by rules. Weights learn from the starts of chapters of
the second text; what a short scene costs and the threshold are chosen on the chapters and breaks of both, all on one half of the
authors; found again are the breaks and the chapters of the other half. Then the halves change places. Baselines are tuned on the same
half. A break counts where 100 words stand on either side of it before the next, and a chapter where it has one. A blank beside a
paragraph that is all quoted is the layout of a song or a letter and none. Narrative levels, which cut as well, are left out.

Scored by F1: exact, and within three sentences, one break for one.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpora import HERE, NOVELS, needed
from fullcast.annotators.boundaries import heads_scene
from fullcast.annotators.names import Inside
from fullcast.annotators.scenes import SceneReader
from fullcast.annotators.scenes.gaps import SIGNS
from fullcast.annotators.scenes.segmentation import Weights, decode, scores
from fullcast.annotators.tags import sentence_starts
from fullcast.layers import Story
from fullcast.readers import read_string
from fullcast.text import Span
from machine import keep

COMMAND: Final = "python benchmarks/scenes.py"
AUTHORS: Final = HERE / "novel_authors.json"
SHIPPED: Final = HERE.parent / "src" / "fullcast" / "annotators" / "scenes" / "weights.json"
KINDS: Final = ("breaks", "chapters")
BASELINES: Final = ("every nth", "cast")
AROUND: Final = 100
"""Words on either side of a break that counts."""
NEAR: Final = 3
"""Sentences."""
FEW: Final = 5
"""Breaks of an author who has a say in what is chosen."""
MOST: Final = 300_000
"""Code points of a novel that chapters are learnt from."""
RIDGE: Final = 100.0
"""Strength of the penalty on weights."""

Floats = NDArray[np.float64]
Found = list[int]


class Passage(NamedTuple):
    """A chapter without its breaks, or a novel without its chapters."""

    author: str
    novel: str
    rows: Floats
    """Signs of each paragraph."""
    truth: NDArray[np.bool_]
    """Whether a break stood before it."""
    near: NDArray[np.bool_]
    """Whether one stood there that does not count."""
    words: list[int]
    sentences: list[int]
    """Number of its first sentence."""


# Taking breaks away


def without_breaks(story: Story, kind: str) -> tuple[str, set[int]]:
    """The story's text without its breaks, and where the paragraphs after them begin in it.

    With kind "chapters" headings of chapters go as well; with "breaks" they stay, and their places are not given.
    """
    out: list[str] = []
    size = 0
    marks: set[int] = set()
    last: Span | None = None
    pending = ""
    for p, role in _roles(story):
        words = story.text.words(p)
        if role == "sign":
            pending = pending or "break"
            continue
        if role != "story":
            if role == "heading":
                pending = "chapter"
            if kind == "breaks" and role != "footnote":
                size += _put(out, f"\n\n\n{words}" if out else words)
                last = None
            continue
        if last is not None and not pending and _broken(story, last, p):
            pending = "break"
        size += _put(out, "" if not out else "\n\n" if last is not None or kind == "chapters" else "\n\n\n")
        if out and pending and (pending == "break" or kind == "chapters"):
            marks.add(size)
        pending, last = "", p
        size += _put(out, words)
    return "".join(out) + "\n", marks


def _put(out: list[str], words: str) -> int:
    out.append(words)
    return len(words)


def _roles(story: Story) -> Iterable[tuple[Span, str]]:
    """Every paragraph with its region, or "sign" where it is a break or the number of a section."""
    regions = story.regions
    starts = [r.start for r in regions]
    signs = {b.start for b in story.breaks if b.kind != "blank"}
    nothing = Inside([])
    for p, following in zip(story.paragraphs, (*story.paragraphs[1:], None), strict=True):
        role = regions[bisect_right(starts, p.start) - 1].kind
        line = following is not None and heads_scene(story.text, p, following, nothing, frozenset())
        section = role == "heading" and any(p.start <= s < p.end for s in signs)
        yield p, "sign" if p.start in signs or section or (role == "story" and line) else role


def _broken(story: Story, before: Span, after: Span) -> bool:
    """Whether a break without a paragraph of its own stands between two."""
    k = bisect_left([b.start for b in story.breaks], before.end)
    if k == len(story.breaks) or story.breaks[k].start >= after.start:
        return False
    return not any(_all_quoted(story.text.words(p)) for p in (before, after))


def _all_quoted(words: str) -> bool:
    return words[0] in "\"'“‘" and words[-1] in "\"'”’"


# Reading


def read(path: Path, kind: str) -> tuple[Story, set[int]]:
    """The novel without its breaks, with the layers that scenes are made from, and where the breaks were."""
    from base_layers import BASE, Reader

    text, marks = without_breaks(read_string(path.read_text(encoding="utf-8"), path.name), kind)
    if kind == "chapters" and len(text) > MOST:
        end = text.find("\n\n", MOST)
        text = text[:end] + "\n"
        marks = {m for m in marks if m < end}
    return Reader("rules", BASE).read(text, f"{path.stem}.{kind}"), marks


def passages(job: tuple[Path, str, str]) -> list[Passage]:
    """The passages of a novel that have breaks."""
    path, kind, author = job
    story, marks = read(path, kind)
    reader = SceneReader(story)
    sentences = _sentences(story, reader.paragraphs)
    out = []
    n = 0
    for stretch in reader.stretches if kind == "breaks" else [None]:
        size = len(stretch.paragraphs) if stretch is not None else len(reader.paragraphs)
        own = slice(n, n + size)
        broken = np.array([p.start in marks and i > 0 for i, p in enumerate(reader.paragraphs[own])])
        truth = _counting(broken, reader.words[own])
        if truth.any() or kind == "chapters":
            rows = reader.rows[own]
            out.append(Passage(author, path.stem, rows, truth, broken & ~truth, reader.words[own], sentences[own]))
        n += size
    return out


def _sentences(story: Story, paragraphs: Sequence[Span]) -> list[int]:
    tokens = story.text.tokens
    out, n = [], 0
    for p in paragraphs:
        out.append(n)
        ids = tokens.between(p.start, p.end)
        n += len(sentence_starts(tokens, ids.start, ids.stop)) if len(ids) else 0
    return out


def _counting(broken: NDArray[np.bool_], words: Sequence[int]) -> NDArray[np.bool_]:
    """The breaks that have words enough on either side."""
    places = [0, *np.flatnonzero(broken).tolist(), len(broken)]
    truth = broken.copy()
    for one, two in pairwise(places):
        if sum(words[one:two]) < AROUND:
            truth[[i for i in (one, two) if i < len(truth)]] = False
    return truth


# Fitting


def fit(rows: Floats, truth: Floats) -> tuple[Floats, float]:
    """Weights and bias of a logistic regression with a ridge, by Newton's method; the penalty is on signs of equal spread."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    x = np.hstack(((rows - mean) / spread, np.ones((len(rows), 1))))
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1.0 / (1.0 + np.exp(-x @ weights))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (truth - p) - ridge * weights)
        weights += step
        if abs(step).max() < 1e-6:
            break
    own = weights[:-1] / spread
    return own, float(weights[-1] - own @ mean)


def learn(of: Sequence[Passage]) -> tuple[Floats, float]:
    """Weights from all gaps of `of` but those beside a break that does not count."""
    kept = [~p.near for p in of]
    for k in kept:
        k[0] = False
    rows = np.vstack([p.rows[k] for p, k in zip(of, kept, strict=True)])
    return fit(rows, np.concatenate([p.truth[k] for p, k in zip(of, kept, strict=True)]).astype(float))


# Scoring


class Score(NamedTuple):
    """Counts of one author or many."""

    exact: int = 0
    near: int = 0
    found: int = 0
    true: int = 0

    def f1(self) -> tuple[float, float]:
        """F1 of the exact places and of those within three sentences."""
        both = max(1, self.found + self.true)
        return 2 * self.exact / both, 2 * self.near / both


def score(found: Found, passage: Passage) -> Score:
    """What of a passage is found again; within three sentences one for one, from left to right."""
    true = np.flatnonzero(passage.truth).tolist()
    at = passage.sentences
    i = j = near = 0
    while i < len(found) and j < len(true):
        apart = at[found[i]] - at[true[j]]
        near += abs(apart) <= NEAR
        i += apart <= NEAR
        j += apart >= -NEAR
    return Score(len(set(found) & set(true)), near, len(found), len(true))


Method = Callable[[Passage], Found]


def by_author(method: Method, of: Iterable[Passage]) -> dict[str, Score]:
    """The score of a method for each author."""
    out: dict[str, Score] = defaultdict(Score)
    for passage in of:
        one = score(method(passage), passage)
        out[passage.author] = Score(*(a + b for a, b in zip(out[passage.author], one, strict=True)))
    return out


def pooled(every: Iterable[Score]) -> Score:
    """Scores added up."""
    return Score(*(sum(column) for column in zip(*every, strict=True)))


def mean_of_authors(every: dict[str, Score]) -> tuple[float, float]:
    """Mean F1 of authors with FEW breaks and more."""
    own = [s.f1() for s in every.values() if s.true >= FEW]
    return sum(f[0] for f in own) / max(1, len(own)), sum(f[1] for f in own) / max(1, len(own))


def chosen(methods: dict[str, Method], *sets: Sequence[Passage]) -> str:
    """The name of the method that does best on all `sets` together, in each every author counting the same."""
    return max(methods, key=lambda name: sum(sum(mean_of_authors(by_author(methods[name], of))) for of in sets))


# Methods


def ours(weights: Floats, bias: float) -> dict[str, Method]:
    """The decoder with these weights, for each cost of short scenes and threshold that is tried."""

    def method(given: Weights) -> Method:
        return lambda p: decode(scores(p.rows, given), p.words, given)

    return {
        f"threshold {threshold:.1f}, short {short:g} under {words:g} words": method(
            Weights(weights, bias, threshold, short, words)
        )
        for threshold in np.arange(-3.0, -0.9, 0.2)
        for short, words in ((0, 100), (1, 100), (1, 300), (1, 600), (2, 200), (2, 400))
    }


def every_nth() -> dict[str, Method]:
    """The first baseline."""

    def method(n: int) -> Method:
        return lambda p: list(range(n, len(p.truth), n))

    return {f"every {n}th paragraph": method(n) for n in (*range(3, 21), 25, 30, 40, 60, 80)}


def change_of_cast() -> dict[str, Method]:
    """The second: where the people of eight paragraphs before and after differ most, at some distance from each other."""

    def method(least: float, apart: int) -> Method:
        def find(p: Passage) -> Found:
            change = p.rows[:, SIGNS.index("turnover_far")] + 0.01 * p.rows[:, SIGNS.index("turnover_near")]
            kept: Found = []
            for i in np.argsort(-change, kind="stable").tolist():
                if change[i] < least:
                    break
                if i and all(abs(i - k) > apart for k in kept):
                    kept.append(i)
            return sorted(kept)

        return find

    return {
        f"change of cast from {least:.1f}, {apart} apart": method(least, apart)
        for least in (0.6, 0.7, 0.8, 0.9, 1.0)
        for apart in (0, 3, 8, 15)
    }


# The whole


def halves(of: Sequence[Passage], more: Sequence[Passage]) -> dict[str, set[str]]:
    """Authors by halves: those with most breaks first, each to the half that has fewer; then the others by their chapters."""
    out: dict[str, set[str]] = {"a": set(), "b": set()}
    for some in (of, more):
        count: Counter[str] = Counter()
        for p in some:
            count[p.author] += int(p.truth.sum())
        for author, _ in sorted(count.items(), key=lambda item: (-item[1], item[0])):
            if author not in out["a"] | out["b"]:
                out[min(out, key=lambda half: (sum(count[a] for a in out[half]), half))].add(author)
    return out


def measure(breaks: Sequence[Passage], chapters: Sequence[Passage]) -> dict[str, Any]:
    """Every method, chosen on one half of the authors and scored on the other, both ways; printed as it goes."""
    parts = halves(breaks, chapters)
    figures: dict[str, Any] = {"halves": {half: sorted(some) for half, some in parts.items()}}
    found = {name: {kind: dict[str, Score]() for kind in KINDS} for name in ("ours", *BASELINES)}
    for half, other in (("a", "b"), ("b", "a")):
        train, test = (
            {kind: [p for p in of if p.author in parts[h]] for kind, of in zip(KINDS, (breaks, chapters), strict=True)}
            for h in (half, other)
        )
        weights = learn(train["chapters"])
        for name, methods in {"ours": ours(*weights), "every nth": every_nth(), "cast": change_of_cast()}.items():
            # ours is chosen once for both kinds, the baselines for each, which favours them
            once = chosen(methods, *train.values()) if name == "ours" else None
            for kind in KINDS:
                best = once or chosen(methods, train[kind])
                own = by_author(methods[best], test[kind])
                found[name][kind].update(own)
                print(f"{kind}, fitted on {half}, scored on {other}: {best}: {_told(pooled(own.values()))}")
    return figures | told(found)


def told(found: dict[str, dict[str, dict[str, Score]]]) -> dict[str, Any]:
    """The figures of all authors, printed and given back."""
    figures: dict[str, Any] = {}
    for kind in KINDS:
        print(f"\n{kind} of {len(found['ours'][kind])} authors")
        for name, of in found.items():
            every, mean = pooled(of[kind].values()), mean_of_authors(of[kind])
            figures[f"{kind}, {name}"] = {"counts": every._asdict(), "f1": every.f1(), "mean of authors": mean}
            print(f"    {name:12}{_told(every)}; mean of authors {_two(mean)}")
        for other in BASELINES:
            spread = gain(found["ours"][kind], found[other][kind])
            figures[f"{kind}, gain over {other}"] = spread
            print(f"    gain over {other}, 95%: {spread[0]} exact, {spread[1]} within {NEAR} sentences")
    for author, one in sorted(found["ours"]["breaks"].items(), key=lambda item: -item[1].true):
        print(f"    {author:20}{one.true:5}  {_two(one.f1())}  cast {_two(found['cast']['breaks'][author].f1())}")
    return figures


def gain(one: dict[str, Score], other: dict[str, Score], draws: int = 1000) -> list[tuple[float, float]]:
    """The 2.5th and 97.5th percentile of how much more F1 one has than the other, exact and near, when authors are drawn again."""
    chance = random.Random(0)  # a bootstrap, not a secret
    authors = sorted(one)
    differences = []
    for _ in range(draws):
        drawn = chance.choices(authors, k=len(authors))
        a, b = (pooled(some[who] for who in drawn).f1() for some in (one, other))
        differences.append((a[0] - b[0], a[1] - b[1]))
    low, high = int(0.025 * draws), int(0.975 * draws)
    columns = [sorted(column) for column in zip(*differences, strict=True)]
    return [(round(column[low], 3), round(column[high], 3)) for column in columns]


def _two(f: tuple[float, float]) -> str:
    return f"{f[0]:.3f} exact, {f[1]:.3f} within {NEAR} sentences"


def _told(one: Score) -> str:
    return f"{_two(one.f1())} ({one.true} breaks, {one.found} found)"


def write(chapters: Sequence[Passage], threshold: float, short: float, words: float) -> None:
    """Write the weights of all authors."""
    weights, bias = learn(chapters)
    data = {
        "made by": f"{COMMAND} --write",
        "bias": round(bias, 4),
        "threshold": threshold,
        "short": short,
        "words": words,
        "signs": {name: round(float(w), 4) for name, w in zip(SIGNS, weights, strict=True)},
    }
    SHIPPED.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read, fit, score, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", default="", metavar="NUMBER,…")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--threshold", type=float, default=-2.8, help="what is written; chosen on gold/stories")
    parser.add_argument("--short", type=float, default=1.0)
    parser.add_argument("--words", type=float, default=300.0)
    args = parser.parse_args()
    known = json.loads(AUTHORS.read_text(encoding="utf-8"))
    authors = {n: who for who, own in known["authors"].items() for n in own}
    only = {int(n) for n in args.only.split(",") if n} or set(authors if args.all else known["shorter"])
    paths = [p for p in sorted(needed(NOVELS).glob("*.txt")) if int(p.stem.split("_")[0]) in only]
    jobs = [(path, kind, authors[int(path.stem.split("_")[0])]) for kind in KINDS for path in paths]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        read_all = pool.map(passages, jobs, chunksize=1)
    found = {
        kind: [p for job, own in zip(jobs, read_all, strict=True) if job[1] == kind for p in own] for kind in KINDS
    }
    figures = measure(found["breaks"], found["chapters"])
    if not args.only:
        keep("scenes", f"{COMMAND} --all" if args.all else COMMAND, {"novels": len(paths), **figures})
    if args.write:
        write(found["chapters"], args.threshold, args.short, args.words)


if __name__ == "__main__":
    main()
