"""Fine-tune the reader: `python -m training.train` (--smoke: a few excerpts, three minutes). Checkpoints after every epoch and resumes."""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from fullcast.models import pairs as ft
from training.augment import changed
from training.data import PDNC_OVERLAP
from training.documents import Document, halves, load
from training.evaluate import brief, figures
from training.network import MAX_WIDTH, Reader, runner
from training.places import PAUSE, WORK, encoder, vocabulary
from training.reference import THRESHOLDS, Found, batches, link
from training.wordpiece import WordPiece

BFLOAT16 = bool(torch.cpu.get_capabilities()["avx512_bf16"])
"""Whether the processor computes in bfloat16; where it has to be imitated, a step takes ten times as long as in single precision."""


def encode_words(model: Reader, d: Document, pieces: WordPiece, max_pieces: int) -> tuple[Tensor, Tensor, Tensor]:
    """Hidden vectors and token logits of all words of a document, with gradients."""
    parts: dict[int, Tensor] = {}
    window = np.zeros(len(d.words), np.int64)
    for chosen, ids, mask, case, firsts in batches(d, pieces, max_pieces):
        with torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16):
            h = model.encoder(torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(case))
        for row, (a, b) in enumerate(chosen):
            parts[a] = h[row, firsts[row]].float()
            window[a:b] = a
    hidden = torch.cat([parts[a] for a in sorted(parts)])
    return hidden, model.tokens(hidden), torch.from_numpy(window)


def compared(d: Document, rng: random.Random, noise: float, own: list[int] | None = None) -> dict[str, Any]:
    """The comparisons of a document's mentions, entities as annotated, with some mentions put into a wrong one.

    With `own`, entities are those that the reader itself makes, so that training meets its own mistakes: right is then an entity most of
    whose mentions belong where this one does, and new if there is none.
    """
    memory = ft.Memory()
    quotes = ft.quotes_of(d.words)
    where: dict[int, int] = {}  # chain -> entity with most of it
    tally: list[dict[int, int]] = []
    last: list[int] = []
    assigned: list[int] = []
    owner, other, rows, gold, new_rows, new_gold = [], [], [], [], [], []
    for i, m in enumerate(d.mentions):
        look = ft.seen(d.words, m.first, m.last, m.type, m.form, quotes[m.first])
        chosen, features, new = memory.compare(look)
        right = [max(tally[e], key=tally[e].__getitem__) == m.chain for e in chosen]
        for e, row, ok in zip(chosen, features, right, strict=True):
            owner.append(i)
            other.append(last[e])
            rows.append(row)
            gold.append(ok)
        new_rows.append(new)
        new_gold.append(not any(right))
        target = where.get(m.chain)
        if rng.random() < noise:
            target = rng.choice([None, *chosen[:6]])
        if own is not None:
            target = own[i] if own[i] < len(tally) else None
        entity = memory.add(look, target)
        if entity == len(tally):
            tally.append({})
            last.append(i)
        tally[entity][m.chain] = tally[entity].get(m.chain, 0) + 1
        last[entity] = i
        if m.chain not in where or max(tally[entity], key=tally[entity].__getitem__) == m.chain:
            where[m.chain] = entity
        assigned.append(entity)
    n = len(d.mentions)
    same = np.equal.outer(np.array(assigned), np.array(assigned)) & (np.arange(n)[None, :] <= np.arange(n)[:, None])
    mean = (same / same.sum(1, keepdims=True)).astype(np.float32)
    return {
        "owner": torch.tensor(owner, dtype=torch.long),
        "other": torch.tensor(other, dtype=torch.long),
        "rows": torch.from_numpy(np.array(rows, dtype=np.int64).reshape(len(rows), ft.N_BLOCKS)),
        "gold": torch.tensor(gold, dtype=torch.bool),
        "new_rows": torch.from_numpy(np.array(new_rows)),
        "new_gold": torch.tensor(new_gold, dtype=torch.bool),
        "mean": torch.from_numpy(mean),
    }


def coref_loss(model: Reader, hidden: Tensor, d: Document, rng: random.Random, noise: float) -> Tensor:
    """Mean negative log-likelihood of putting each mention where it belongs."""
    own = None
    if rng.random() < 0.5:
        given = [Found(m.first, m.last, m.type, m.form, 1.0, -1) for m in d.mentions]
        made = link(d.words, hidden.detach().numpy(), given, model.arrays(), THRESHOLDS)
        own = [m.chain for m in made]
    c = compared(d, rng, noise, own)
    first = torch.tensor([m.first for m in d.mentions])
    last = torch.tensor([m.last for m in d.mentions])
    v = model.vectors(hidden, first, last)
    running = c["mean"] @ v
    n = len(d.mentions)
    scores = model.pairs(v[c["owner"]], running[c["other"]], v[c["other"]], c["rows"])
    new = model.newness(v, c["new_rows"])
    owner = torch.cat([c["owner"], torch.arange(n)])
    every = torch.cat([scores, new])
    gold = torch.cat([c["gold"], c["new_gold"]])
    top = torch.full((n,), -1e9).scatter_reduce(0, owner, every.detach(), "amax")
    e = torch.exp(every - top[owner])
    total = torch.zeros(n).index_add(0, owner, e)
    right = torch.zeros(n).index_add(0, owner, e * gold)
    return (torch.log(total) - torch.log(right.clamp_min(1e-12))).mean()


def losses(
    model: Reader, d: Document, pieces: WordPiece, max_pieces: int, rng: random.Random, noise: float
) -> dict[str, Tensor]:
    """Losses of one document."""
    hidden, tokens, window = encode_words(model, d, pieces, max_pieces)
    hidden = F.dropout(hidden, 0.1, model.training)
    n = len(d.words)
    target = torch.zeros(n, 3)
    types: dict[tuple[int, int], tuple[int, int]] = {}
    for m in d.mentions:
        target[m.first, 0] = 1
        target[m.last, 1] = 1
        if m.last - m.first < MAX_WIDTH and window[m.first] == window[m.last]:
            types[m.first, m.last] = (m.type, m.form)
    target[d.events, 2] = 1
    bce = F.binary_cross_entropy_with_logits(tokens, target, reduction="none").sum(0)
    count = max(len(d.mentions), 20)
    with torch.no_grad():
        draw = np.random.default_rng(rng.getrandbits(32))
        width = torch.arange(MAX_WIDTH)
        first = torch.arange(n)[:, None].expand(n, MAX_WIDTH)
        last = first + width
        ok = last < n
        last = last.clamp_max(n - 1)
        ok &= window[first] == window[last]
        near = (tokens[first, 0] > -3.5) & (tokens[last, 1] > -3.5)
        random_pick = torch.from_numpy(draw.random((n, MAX_WIDTH)) < 0.06)
        near &= torch.from_numpy(draw.random((n, MAX_WIDTH)) < min(1.0, 9 * n / max(1, int((near & ok).sum()))))
        pick = ok & (near | random_pick)
        for a, b in types:
            pick[a, b - a] = True
        first, last = first[pick], last[pick]
        gold = torch.tensor([types.get(k, (0, -1)) for k in zip(first.tolist(), last.tolist(), strict=True)])
        weight = torch.where(near[pick] | (gold[:, 0] > 0), 1.0, 3.0)
    logits = model.spans(hidden, tokens, first, last)
    span = (F.cross_entropy(logits[:, :7], gold[:, 0], reduction="none") * weight).sum() / count
    form = F.cross_entropy(logits[:, 7:], gold[:, 1], ignore_index=-1) if types else span * 0
    out = {
        "boundary": 0.5 * (bce[0] + bce[1]) / count,
        "event": bce[2] / max(len(d.events), 10),
        "span": span,
        "form": 0.3 * form,
    }
    if len(d.mentions) > 1 and d.gold:
        out["coref"] = coref_loss(model, hidden, d, rng, noise)
    return out


def wait_while_paused() -> None:
    """Sleep while others time things."""
    while PAUSE.exists():
        time.sleep(2)


def train(
    name: str,
    documents: list[Document],
    epochs: float,
    seed: int,
    dev: list[Document],
    start: Path | None = None,
    rate: float = 1.2e-4,
    silver: list[Document] | None = None,
    steps: int = 0,
) -> Path:
    """Train and leave the weights in the working folder as NAME.pt; silver documents come once each, mixed in."""
    path, partial = WORK / f"{name}.pt", WORK / f"{name}.partial.pt"
    if path.exists():
        return path
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    pieces = WordPiece(vocabulary())
    model = Reader()
    model.encoder.start_from(encoder() / "model.safetensors")
    if start:
        model.load_state_dict(torch.load(start, weights_only=True)["model"])
    plan: list[Document] = []
    order = random.Random(seed)
    whole = int(epochs)
    for k in range(whole + (epochs > whole)):
        part = documents[:] if k > 2 else [h for d in documents for h in halves(d)]  # small steps first
        order.shuffle(part)
        plan += part if k < whole else part[: int(len(part) * (epochs - whole))]
    if silver:
        plan += silver
        order.shuffle(plan)
        tail = documents[:]  # gold last: the end of training is on what people wrote down
        order.shuffle(tail)
        plan += tail
    heads = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("encoder.")]
    body = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": 8 * rate}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    total = min(len(plan), steps or len(plan))
    warm = 30
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / warm, max(0.02, (total - s) / (0.4 * total)))
    )
    step = 0
    if partial.exists():
        state = torch.load(partial, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        step = state["step"]
    every = max(80, min(len(documents), 400))
    sums: dict[str, float] = {}
    began, done, cpu = time.time(), 0, time.process_time()
    saved = time.time()
    while step < total:
        wait_while_paused()
        model.train()
        rng = random.Random(seed * 1_000_003 + step)
        torch.manual_seed(seed * 1_000_003 + step)
        d = changed(plan[step], rng)
        parts = losses(model, d, pieces, rng.choice((112, 144, 176, 256)), rng, 0.08)
        loss = sum(parts.values())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        torch.nn.utils.clip_grad_norm_(heads, 2.0)
        optimizer.step()
        schedule.step()
        step += 1
        done += len(d.words)
        for name_, part_ in parts.items():
            sums[name_] = sums.get(name_, 0.0) + float(part_.detach())
        if step % 20 == 0 or step == total:
            seconds = time.time() - began
            line = " ".join(f"{k} {v / 20:.3f}" for k, v in sums.items())
            print(
                f"{name} {step}/{total} {line} | {done / seconds:.0f} words/s, {time.process_time() - cpu:.0f} CPU s",
                flush=True,
            )
            sums = {}
        if time.time() - saved > 150 and step < total:
            torch.save(
                {
                    "model": model.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "step": step,
                },
                partial,
            )
            saved = time.time()
        if dev and step % (every * 3) == 0 and step < total:
            run, arrays = runner(model)
            print(f"{name} step {step}: {brief(figures(dev[:4], pieces, 256, run, arrays, THRESHOLDS))}", flush=True)
    torch.save({"model": model.state_dict()}, path)
    partial.unlink(missing_ok=True)
    run, arrays = runner(model)
    if dev:
        print(f"{name} final: {brief(figures(dev, pieces, 256, run, arrays, THRESHOLDS))}", flush=True)
    return path


def main() -> None:
    """Train on LitBank's 79 excerpts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--name", default="final")
    parser.add_argument("--epochs", type=float, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument(
        "--without-pdnc", action="store_true", help="leave out the excerpts whose novels are measured on"
    )
    parser.add_argument("--start", type=Path)
    parser.add_argument(
        "--steps",
        type=int,
        default=600,
        help="stop after so many; the rate is constant for 60% of them, then falls to nothing",
    )
    args = parser.parse_args()
    documents, dev = load(WORK / "litbank-train.jsonl"), load(WORK / "litbank-dev.jsonl")
    if args.smoke:
        train("smoke", documents[:12], 4, 1, dev[:2])
        return
    if args.without_pdnc:
        documents = [d for d in documents if d.name.removesuffix("_brat") not in PDNC_OVERLAP]
        args.name += "-without-pdnc"
    train(args.name, documents, args.epochs, args.seed, dev, args.start, args.rate, steps=args.steps)


if __name__ == "__main__":
    main()
