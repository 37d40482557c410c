"""Speakers on LitBank: openings of about 2,000 words of 89 works of fiction (CC BY 4.0), from raw text, nothing given.

    python benchmarks/litbank.py

LitBank's own texts are tokenised and have lost their paragraphs. Its quotations are therefore carried over, token by token, to the
same openings in the plain novels, and those are read. LitBank names speakers by its coreference chains, so that `voice` (one to one
by shared quotations) is the figure to look at; it gives no addressees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from corpora import LITBANK, NOVELS, OUT, needed
from fullcast.scores.gold import Gold, GoldQuotation
from fullcast.scores.prediction import read_prediction
from fullcast.scores.speakers import SpeakerScore, figures, score_speakers, shown
from fullcast.text import Span
from machine import keep
from runs import Job, read_all

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
MARGIN = 2_000
"""Tokens of the novel that are looked at beyond the length of the opening."""
TOLD = ("n", "voice", "found", "answered", "false", "fragments")
SAME = str.maketrans("“”‘’", "\"\"''")


class Opening(NamedTuple):
    """The start of a novel with LitBank's quotations in it."""

    text: str
    gold: Gold
    lost: int
    """Quotations that could not be carried over."""


class Marked(NamedTuple):
    """A quotation in LitBank's own text."""

    id: str
    start: int
    end: int


def tokens(text: str) -> list[re.Match[str]]:
    """Words and single marks."""
    return list(TOKEN.finditer(text))


def quotations(lines: list[str], rows: list[list[str]]) -> Iterator[Marked]:
    """The quotations of an annotation file as offsets in its text, whose sentences are `lines`."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def place(sentence: int, token: int) -> tuple[int, int]:
        """Start and end of a token."""
        words = lines[sentence].split(" ")
        start = starts[sentence] + sum(len(word) + 1 for word in words[:token])
        return start, start + len(words[token])

    for row in rows:
        if row[0] == "QUOTE":
            first, last = place(int(row[2]), int(row[3])), place(int(row[4]), int(row[5]))
            yield Marked(row[1], first[0], last[1])


def carried_over(tokenised: str, plain: str) -> dict[int, tuple[int, int]]:
    """Start of each token of LitBank's text to start and end of the same token in the plain text."""
    theirs = tokens(tokenised)
    ours = tokens(plain)[: len(theirs) + MARGIN]
    matcher = SequenceMatcher(
        None, [m.group().translate(SAME) for m in theirs], [m.group().translate(SAME) for m in ours], autojunk=False
    )
    return {
        theirs[a + i].start(): ours[b + i].span() for a, b, size in matcher.get_matching_blocks() for i in range(size)
    }


def opening(annotations: Path) -> Opening:
    """The opening that an annotation file is about."""
    lines = annotations.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    plain = (NOVELS / annotations.name.replace("_brat.ann", ".txt")).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in annotations.read_text(encoding="utf-8").splitlines() if line.strip()]
    places = carried_over("\n".join(lines), plain)
    speakers = {row[1]: row[2] for row in rows if row[0] == "ATTRIB"}
    found, lost = [], 0
    for q in quotations(lines, rows):
        inside = [places[offset] for offset in sorted(places) if q.start <= offset < q.end]
        if not inside or q.id not in speakers:
            lost += 1
            continue
        span = Span(inside[0][0], inside[-1][1])
        found.append(GoldQuotation(spans=(span,), speaker=speakers[q.id]))
    cast = {s: frozenset({re.sub(r"-\d+$", "", s).replace("_", " ")}) for s in set(speakers.values())}
    last = max(end for _start, end in places.values())
    paragraph = plain.find("\n\n", last)
    return Opening(
        plain[: paragraph if paragraph >= 0 else len(plain)] + "\n", Gold(quotations=tuple(found), cast=cast), lost
    )


def told(scores: list[SpeakerScore]) -> dict[str, float]:
    """The figures that LitBank's gold can give."""
    return {name: value for name, value in figures(scores)["all"].items() if name in TOLD}


def main() -> None:
    """Carry over, read, score, print, keep."""
    out = OUT / "litbank"
    out.mkdir(parents=True, exist_ok=True)
    openings = {
        path.name.removesuffix("_brat.ann"): opening(path)
        for path in sorted(needed(LITBANK / "quotations" / "tsv").glob("*_brat.ann"))
    }
    openings = {name: o for name, o in openings.items() if o.gold.quotations}
    for name, o in openings.items():
        (out / f"{name}.txt").write_text(o.text, encoding="utf-8", newline="\n")
    read_all([Job(out / f"{name}.txt", out / f"{name}.json", {"model": "rules"}) for name in openings])
    scores: list[SpeakerScore] = []
    for name, o in openings.items():
        scores.append(score_speakers(o.gold, read_prediction(out / f"{name}.json"), o.text))
        print(name, shown(told([scores[-1]])))
    pooled = told(scores)
    lost = sum(o.lost for o in openings.values())
    print("pooled", shown(pooled), f"openings={len(openings)} not_carried_over={lost}")
    keep("litbank", "python benchmarks/litbank.py", {"pooled": pooled, "openings": len(openings), "lost": lost})


if __name__ == "__main__":
    main()
