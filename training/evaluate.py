"""Figures of weights on LitBank dev: `python -m training.evaluate` (the exported ones) or with `--checkpoint FILE` (torch)."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fullcast.scores.coreference import Coreference
from fullcast.scores.retrieval import Counted
from training.documents import FORMS, TYPES, load
from training.places import WEIGHTS, WORK, vocabulary
from training.reference import THRESHOLDS, Found, encode, find_mentions, link, session
from training.wordpiece import WordPiece

if TYPE_CHECKING:
    from training.documents import Document


def chains(items: Any) -> list[frozenset[tuple[int, int]]]:
    """Chains as sets of spans."""
    by: dict[int, set[tuple[int, int]]] = {}
    for m in items:
        by.setdefault(m.chain, set()).add((m.first, m.last))
    return [frozenset(c) for c in by.values()]


def figures(
    documents: list[Document], pieces: WordPiece, max_pieces: int, run: Any, heads: Any, thresholds: dict[str, float]
) -> dict[str, Any]:
    """Mention, event and coreference figures."""
    counts = {name: Counted() for name in ("mention", "span", "event", *TYPES[1:], *FORMS)}
    coref, gold_mentions = Coreference(), Coreference()
    seconds = 0.0
    words = 0
    for d in documents:
        began = time.perf_counter()
        hidden, logits, window = encode(d, pieces, max_pieces, run)
        found = find_mentions(hidden, logits, window, d.paragraph, heads, thresholds)
        found = link(d.words, hidden, found, heads, thresholds)
        seconds += time.perf_counter() - began
        words += len(d.words)
        gold = [(m.first, m.last, TYPES[m.type]) for m in d.mentions]
        mine = [(m.first, m.last, TYPES[m.type]) for m in found]
        counts["mention"].add(mine, gold)
        counts["span"].add([m[:2] for m in mine], [m[:2] for m in gold])
        for t in TYPES[1:]:
            counts[t].add([m for m in mine if m[2] == t], [m for m in gold if m[2] == t])
        for i, form in enumerate(FORMS):
            counts[form].add(
                [(m.first, m.last, m.type) for m in found if m.form == i],
                [(m.first, m.last, m.type) for m in d.mentions if m.form == i],
            )
        counts["event"].add((logits[:, 2] >= thresholds["event"]).nonzero()[0].tolist(), d.events)
        coref.add(chains(d.mentions), chains(found))
        given = [Found(m.first, m.last, m.type, m.form, 1.0, -1) for m in d.mentions]
        gold_mentions.add(chains(d.mentions), chains(link(d.words, hidden, given, heads, thresholds)))
    out: dict[str, Any] = {k: [round(x, 4) for x in c.scores()] for k, c in counts.items()}
    out["coref"] = {k: round(v, 4) for k, v in coref.scores().items()}
    out["coref_gold_mentions"] = {k: round(v, 4) for k, v in gold_mentions.scores().items()}
    out["words_per_second"] = round(words / seconds)
    return out


def brief(f: dict[str, Any]) -> str:
    """One line for the log."""
    return (
        f"mention {f['mention'][2]:.3f} PER {f['PER'][2]:.3f} event {f['event'][2]:.3f} coref {f['coref']['conll']:.3f}"
        f" (muc {f['coref']['muc']:.3f} b3 {f['coref']['b3']:.3f} ceafe {f['coref']['ceafe']:.3f};"
        f" gold mentions {f['coref_gold_mentions']['conll']:.3f})"
        f" name {f['name'][2]:.3f} nominal {f['nominal'][2]:.3f} pronoun {f['pronoun'][2]:.3f}"
    )


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--max-pieces", type=int)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    documents = load(WORK / f"litbank-{args.part}.jsonl")[: args.limit]
    if args.checkpoint:
        from training.network import runner

        run, heads = runner(args.checkpoint)
        thresholds, max_pieces = THRESHOLDS, args.max_pieces or 256
        pieces = WordPiece(vocabulary())
    else:
        run, heads, manifest, pieces = session(args.weights)
        thresholds, max_pieces = manifest["thresholds"], args.max_pieces or manifest["max_pieces"]
    result = figures(documents, pieces, max_pieces, run, heads, thresholds)
    print(json.dumps(result, indent=1))
    print(brief(result))


if __name__ == "__main__":
    main()
