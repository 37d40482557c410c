"""Mentions, coreference and events on LitBank (CC BY 4.0): openings of novels of about 2,000 words, from raw text, nothing given.

    python benchmarks/coreference.py                       the ten openings that the weights have not seen
    python benchmarks/coreference.py --model rules         what the rules find of it
    python benchmarks/coreference.py --part train --limit 12
    python benchmarks/coreference.py --score-only          score what the last run wrote

What is scored is the story document: mentions with the same `entity` are a chain, those without one stand alone. The text is LitBank's
tokens, joined as the plain novels join them, paragraphs included, so that every token has its place.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from corpora import LITBANK, NOVELS, OUT, needed
from fullcast.scores.coreference import Coreference
from fullcast.scores.retrieval import Counted
from litbank import carried_over
from machine import keep
from runs import Job, read_all

KIND = re.compile(r"(PROP|NOM|PRON)_(PER|FAC|LOC|GPE|VEH|ORG)")
CLOSING = frozenset(".,;:?!)]")
TYPES = ("PER", "FAC", "LOC", "GPE", "VEH", "ORG")

Place = tuple[int, int]
"""First and last token of a mention."""


class Opening(NamedTuple):
    """An opening with what is annotated in it, in numbers of tokens."""

    text: str
    starts: list[int]
    """Where each token begins in the text."""
    kinds: dict[Place, str]
    chains: list[frozenset[Place]]
    events: set[int]

    def token_at(self, offset: int) -> int:
        """The token that the code point at `offset` is in."""
        return bisect_right(self.starts, offset) - 1


def opening(name: str) -> Opening:
    """The opening called `name`, joined and annotated."""
    tokenised = (LITBANK / "coref" / "brat" / f"{name}.txt").read_text(encoding="utf-8")
    places = [m.span() for m in re.finditer(r"\S+", tokenised)]
    text, starts = joined(tokenised, places, (NOVELS / f"{name.removesuffix('_brat')}.txt").read_text(encoding="utf-8"))
    begins = [start for start, _end in places]

    def token(offset: int) -> int:
        return bisect_right(begins, offset) - 1

    labels: dict[Place, dict[str, str]] = defaultdict(dict)
    for line in (LITBANK / "coref" / "brat" / f"{name}.ann").read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            label, start, end = line.split("\t")[1].split(" ")
            at = token(int(start)), token(int(end) - 1)
            labels[at].setdefault("kind" if KIND.fullmatch(label) else "chain", label)
    chains: dict[str, set[Place]] = defaultdict(set)
    kinds = {}
    for at, names in labels.items():
        if "kind" in names:
            kinds[at] = names["kind"].split("_")[1]
            chains[names.get("chain", f"alone {at}")].add(at)
    rows = (LITBANK / "events" / "tsv" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    events = {n for n, row in enumerate(row for row in rows if row.strip()) if row.split("\t")[1] == "EVENT"}
    return Opening(text, starts, kinds, [frozenset(chain) for chain in chains.values()], events)


def joined(tokenised: str, places: list[Place], novel: str) -> tuple[str, list[int]]:
    """The tokens at `places` as one text, and where each begins in it.

    Between two tokens stands what stands between them in the novel: nothing, a space, or the end of a paragraph; where the
    novel has another wording, a space.
    """
    found = carried_over(tokenised, novel)
    parts: list[str] = []
    starts = []
    at = 0
    for i, (start, end) in enumerate(places):
        gap = "" if i == 0 else _gap(tokenised, places[i - 1], start, found, novel)
        parts += [gap, tokenised[start:end]]
        starts.append(at + len(gap))
        at += len(gap) + end - start
    return "".join(parts) + "\n", starts


def _gap(tokenised: str, before: Place, start: int, found: dict[int, Place], novel: str) -> str:
    last = max((offset for offset in range(*before) if offset in found), default=None)
    if last is None or start not in found or not found[last][1] <= found[start][0] < found[last][1] + 40:
        return "" if tokenised[start] in CLOSING or tokenised[start : start + 3].lower() in ("n't", "'s ") else " "
    between = novel[found[last][1] : found[start][0]]
    return "\n\n" if between.count("\n") > 1 else " " if any(map(str.isspace, between)) else ""


def score(o: Opening, document: dict[str, Any], counts: dict[str, Counted], coreference: Coreference) -> None:
    """Add one opening's document to the figures."""
    kinds: dict[Place, str] = {}
    chains: dict[str, set[Place]] = defaultdict(set)
    for m in document["mentions"]:
        start, end = m["span"]
        at = o.token_at(start), o.token_at(end - 1)
        if at not in kinds:
            kinds[at] = m["type"]
            chains[m["entity"] or f"alone {at}"].add(at)
    counts["mentions"].add(kinds.items(), o.kinds.items())
    for kind in TYPES:
        mine, gold = ([p for p, k in x.items() if k == kind] for x in (kinds, o.kinds))
        counts[kind].add(mine, gold)
    counts["events"].add({o.token_at(v["trigger"][0]) for v in document["events"] if v.get("realis", True)}, o.events)
    coreference.add(o.chains, list(chains.values()))


def main() -> None:
    """Join, read, score, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="reader")
    parser.add_argument("--part", default="dev", choices=["dev", "train"])
    parser.add_argument("--limit", type=int)
    parser.add_argument("--score-only", action="store_true")
    args = parser.parse_args()
    names = (needed(LITBANK) / f"{args.part}.ids").read_text(encoding="utf-8").split()[: args.limit]
    out = OUT / "coreference" / args.model
    out.mkdir(parents=True, exist_ok=True)
    openings = {name: opening(name) for name in names}
    if not args.score_only:
        for name, o in openings.items():
            (out / f"{name}.txt").write_text(o.text, encoding="utf-8", newline="\n")
        read_all([Job(out / f"{name}.txt", out / f"{name}.json", {"model": args.model}) for name in openings])
    counts = {name: Counted() for name in ("mentions", *TYPES, "events")}
    pooled = Coreference()
    for name, o in openings.items():
        alone = Coreference()
        document = json.loads(Path(out / f"{name}.json").read_text(encoding="utf-8"))
        for coreference in (alone, pooled):
            score(o, document, counts if coreference is pooled else defaultdict(Counted), coreference)
        print(name, " ".join(f"{metric}={value:.3f}" for metric, value in alone.scores().items()))
    figures = {name: [round(x, 4) for x in counted.scores()] for name, counted in counts.items()}
    for name, (precision, recall, f1) in figures.items():
        print(f"{name}: precision={precision:.3f} recall={recall:.3f} f1={f1:.3f}")
    coref = {name: round(value, 4) for name, value in pooled.scores().items()}
    print("coreference", " ".join(f"{metric}={value:.3f}" for metric, value in coref.items()))
    if args.part == "dev" and args.limit is None:
        command = "python benchmarks/coreference.py" + ("" if args.model == "reader" else f" --model {args.model}")
        keep(f"coreference_{args.model}", command, {**figures, "coreference": coref, "openings": len(names)})


if __name__ == "__main__":
    main()
