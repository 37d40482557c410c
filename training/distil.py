"""Self-training: `python -m training.distil` reads novels with two teachers and trains a student on what they agree on.

1. Two teachers (seeds) from `training.train`. 2. Passages of novels in the public domain, read by both. 3. A student that starts
from the mean of the teachers, sees each passage once with mentions and events, then LitBank again. Coreference is learned from
LitBank alone.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from typing import Any

import numpy as np

from training.data import PDNC_OVERLAP
from training.documents import Document, Mention, load, plain_document
from training.places import DATA, ROOT, WORK, vocabulary
from training.reference import THRESHOLDS, encode, find_mentions, session
from training.train import train, wait_while_paused
from training.wordpiece import WordPiece

PASSAGE = 900  # words


def passages(words: int, seed: int, without: tuple[str, ...] = ()) -> list[Document]:
    """About so many words of passages, drawn evenly from the novels."""
    rng = random.Random(seed)
    novels = [p for p in sorted((DATA / "novels").glob("*.txt")) if p.stem not in without]
    each = max(1, words // PASSAGE // len(novels))
    out = []
    for path in novels:
        text = path.read_text(encoding="utf-8", errors="replace")
        for _ in range(each):
            at = text.find("\n\n", rng.randrange(0, max(1, len(text) - 6 * PASSAGE)))
            d = plain_document(f"{path.stem}:{at}", text[at : at + 6 * PASSAGE])
            if len(d.words) > 200:
                out.append(d)
    rng.shuffle(out)
    return out[: max(1, words // PASSAGE)]


def read_by(documents: list[Document], run: Any, heads: Any) -> list[tuple[Any, Any]]:
    """Mentions and probabilities of events, as one teacher sees them."""
    pieces = WordPiece(vocabulary())
    out = []
    for d in documents:
        wait_while_paused()
        hidden, logits, window = encode(d, pieces, 256, run)
        out.append(
            (find_mentions(hidden, logits, window, d.paragraph, heads, THRESHOLDS), 1 / (1 + np.exp(-logits[:, 2])))
        )
    return out


def agreed(d: Document, one: tuple[Any, Any], two: tuple[Any, Any]) -> Document | None:
    """What both teachers say; None where they say too different things (under 80% of mentions shared)."""
    first = {(m.first, m.last, m.type): m for m in one[0]}
    second = {(m.first, m.last, m.type): m for m in two[0]}
    shared = first.keys() & second.keys()
    if 2 * len(shared) < 0.8 * (len(first) + len(second)):
        return None
    doubtful = {k for k in first.keys() ^ second.keys() if (first.get(k) or second[k]).probability > 0.75}
    kept = sorted(shared | doubtful, key=lambda k: (k[0], -k[1]))
    mentions = []
    for i, k in enumerate(kept):
        m = first.get(k) or second[k]
        mentions.append(Mention(m.first, m.last, m.type, m.form, i))
    events = np.flatnonzero((one[1] + two[1]) / 2 >= 0.5).tolist()
    return Document(d.name, d.words, d.sentence, d.paragraph, mentions, events, gold=False)


def main() -> None:
    """Silver of two teachers, and a student that starts from the mean of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--without-pdnc", action="store_true", help="leave out all texts that are measured on")
    parser.add_argument("--teachers", nargs=2, default=["first", "second"], help="names in the working folder")
    parser.add_argument("--start", default="mean")
    parser.add_argument("--name", default="final")
    parser.add_argument("--smoke", action="store_true", help="only a few excerpts beside the silver")
    args = parser.parse_args()
    documents, dev = load(WORK / "litbank-train.jsonl"), load(WORK / "litbank-dev.jsonl")
    if args.without_pdnc:
        documents = [d for d in documents if d.name.removesuffix("_brat") not in PDNC_OVERLAP]
    if args.smoke:
        documents, dev = documents[:4], dev[:1]
    path = WORK / f"{args.name}.silver.jsonl"
    if not path.exists():
        from training.export import export

        folder = WORK / "teacher"
        both = []
        drawn = passages(args.words, 7, PDNC_OVERLAP if args.without_pdnc else ())
        for teacher in args.teachers:
            export(WORK / f"{teacher}.pt", folder, "teacher", THRESHOLDS, record=False)
            run, heads, _, _ = session(folder)
            both.append(read_by(drawn, run, heads))
        shutil.rmtree(folder)
        silver = [s for s in (agreed(*x) for x in zip(drawn, *both, strict=True)) if s]
        path.write_text("".join(s.dump() + "\n" for s in silver), encoding="utf-8")
    silver = load(path)
    print(f"silver: {len(silver)} passages, {sum(len(d.words) for d in silver)} words", flush=True)
    train(args.name, documents, 1, 7, dev, start=WORK / f"{args.start}.pt", rate=8e-5, silver=silver)
    if args.smoke:
        return
    seen_path = ROOT / "training" / "seen.json"
    seen = json.loads(seen_path.read_text())
    seen["silver"] = {
        "of": args.name,
        "passages": len(silver),
        "words": sum(len(d.words) for d in silver),
        "novels": sorted({d.name.split(":")[0] for d in silver}),
    }
    seen_path.write_text(json.dumps(seen, indent=1) + "\n")


if __name__ == "__main__":
    main()
