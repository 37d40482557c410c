"""Tags, lemmas and dependencies on the frozen encoder: `python -m training.syntax` encodes, trains, exports and measures.

To be run after every `training.export`: the vectors are those of the exported encoder, as it is served. They are kept in the working
folder under the digest of the encoder; training goes on from its last round where it was stopped.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from fullcast.lexicon.inflection import IRREGULAR
from fullcast.models.encoder import Encoding, encode, straightened
from fullcast.models.lemmas import Script, known_key, script_of, written
from fullcast.models.runtime import ENCODER, MANIFEST, SYNTAX, open_model, read_manifest
from fullcast.models.segmentation import paragraphs_of, segment
from fullcast.models.syntax import batches, traits, word_vectors, words_of
from fullcast.models.trees import best_trees
from training.export import PASSAGE, digest
from training.places import DATA, ROOT, WEIGHTS, WORK
from training.speech import made
from training.syntax_graph import network, relations
from training.syntax_network import ROWS, Head, without_forms
from training.syntax_scores import brief, figures
from training.train import wait_while_paused
from training.treebank import Treebank, read

LICENCE_TEXT = "SYNTAX-LICENCE.txt"
KEPT = ("VerbForm", "Tense", "Mood", "Voice", "Number", "Person", "Case", "Gender", "Poss", "Reflex", "PronType", "Definite",
        "Degree", "Polarity", "NumType")  # fmt: skip
REGULAR = ("VERB", "NOUN", "ADJ", "ADV")
INFLECTED = ("s", "ed", "ing", "er", "est")
"""How a form can end that is its own lemma and does not look it."""
DROP, SMOOTH = 0.33, 0.05


def kept(features: str) -> str:
    """The features that are learned, of all that a token has in the treebank."""
    return "|".join(pair for pair in features.split("|") if pair.split("=")[0] in KEPT)


def encoded(part: str, bank: Treebank, folder: Path) -> list[Encoding]:
    """The texts of a part as the served encoder sees them, computed once."""
    model = open_model(folder)
    texts = crc32("\n".join(bank.texts).encode())
    path = WORK / f"{part}-{texts:08x}-{model.manifest.files[ENCODER].sha256[:12]}.npz"
    if not path.exists():
        began = time.time()
        kept_: dict[str, Any] = {"hidden": [], "starts": [], "ends": [], "paragraphs": [], "sizes": []}
        for text, paragraphs in zip(bank.texts, bank.paragraphs, strict=True):
            wait_while_paused()
            e = encode(text, paragraphs, model)
            for name in ("hidden", "starts", "ends", "paragraphs"):
                kept_[name].append(getattr(e, name))
            kept_["sizes"].append([len(e)])
        WORK.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, Any] = {name: np.concatenate(value) for name, value in kept_.items()}
        np.savez(path, **arrays)
        print(f"{part}: encoded in {time.time() - began:.0f} s", flush=True)
    with np.load(path) as found:
        bounds = np.cumsum(found["sizes"])[:-1]
        parts = [np.split(found[name], bounds) for name in ("starts", "ends", "paragraphs", "hidden")]
    empty = np.zeros((0, 0), np.float32)
    return [Encoding((), s, e, p, np.array([0, len(s)]), h, empty, ()) for s, e, p, h in zip(*parts, strict=True)]


@dataclass
class Names:
    """What the numbers of the head stand for."""

    tags: list[tuple[str, str]]
    relations: list[str]
    scripts: list[Script]
    lemmas: dict[str, str]
    bases: list[str]

    @classmethod
    def of(cls, bank: Treebank) -> Names:
        """Those of the training part: whatever occurs twice, and all lemmas that no rule of spelling tells."""
        tags = Counter((u, kept(f)) for u, f in zip(bank.upos, bank.features, strict=True))
        scripts: Counter[Script] = Counter()
        known: dict[str, Counter[str]] = {}
        for form, lemma, upos, features in zip(bank.forms, bank.lemmas, bank.upos, bank.features, strict=True):
            form = straightened(form)
            scripts[script_of(written(form, upos), lemma)] += 1
            known.setdefault(known_key(form, upos, features), Counter())[lemma] += 1
        lemmas = {key: found.most_common(1)[0][0] for key, found in known.items()}
        lemmas = {key: lemma for key, lemma in lemmas.items() if _to_be_known(key, lemma)}
        for base, forms in IRREGULAR.items():  # those of a lexicon of our own, where the treebank has none
            for form in forms:
                if script_of(form, base).cut not in ("ed", "d", ""):
                    lemmas.setdefault(known_key(form, "VERB", "Tense=Past"), base)
        return cls(
            sorted(t for t, k in tags.items() if k > 1),
            sorted(set(bank.relations)),
            sorted(s for s, k in scripts.items() if k > 1),
            dict(sorted(lemmas.items())),
            sorted(
                {
                    f"{lemma} {upos}"
                    for lemma, upos in zip(bank.lemmas, bank.upos, strict=True)
                    if upos in REGULAR and lemma.islower()
                }
            ),
        )


def _to_be_known(key: str, lemma: str) -> bool:
    form, upos = key.split()[:2]
    return lemma != form or (upos != "PROPN" and form.endswith(INFLECTED))


@dataclass
class Examples:
    """A part of the treebank as arrays on its n tokens."""

    sentences: np.ndarray
    vectors: np.ndarray
    traits: np.ndarray
    rate: np.ndarray
    tags: np.ndarray
    scripts: np.ndarray
    heads: np.ndarray
    relations: np.ndarray

    @classmethod
    def of(cls, bank: Treebank, encodings: list[Encoding], names: Names) -> Examples:
        """The training part."""
        forms = [straightened(f) for f in bank.forms]
        counts = Counter(f.lower() for f in forms)
        vectors = []
        starts, ends = np.array(bank.starts, np.int32), np.array(bank.ends, np.int32)
        bounds = np.searchsorted(bank.document, np.arange(len(bank.texts) + 1))
        for e, a, b in zip(encodings, bounds[:-1], bounds[1:], strict=True):
            vectors.append(word_vectors(e.hidden, *words_of(e, starts[a:b], ends[a:b])).astype(np.float16))
        tag_of = {t: i for i, t in enumerate(names.tags)}
        script_number = {s: i for i, s in enumerate(names.scripts)}
        relation_of = {r: i for i, r in enumerate(names.relations)}
        tags = [tag_of.get((u, kept(f)), -100) for u, f in zip(bank.upos, bank.features, strict=True)]
        scripts = [
            script_number.get(script_of(written(f, u), lemma), -100)
            for f, u, lemma in zip(forms, bank.upos, bank.lemmas, strict=True)
        ]
        return cls(
            np.array(bank.sentences),
            np.concatenate(vectors),
            np.array([traits(f, ROWS) for f in forms]),
            np.array([0.25 / (0.25 + counts[f.lower()]) for f in forms], np.float32) + 0.02,
            np.array(tags),
            np.array(scripts),
            np.array(bank.heads),
            np.array([relation_of[r] for r in bank.relations]),
        )


def joined(parts: list[Examples]) -> Examples:
    """Several treebanks as one."""
    sizes = np.cumsum([0, *(len(p.heads) for p in parts)]).tolist()
    columns = {f.name: [getattr(p, f.name) for p in parts] for f in fields(Examples)}
    for name in ("sentences", "heads"):
        columns[name] = [array + size for array, size in zip(columns[name], sizes, strict=False)]
    columns["sentences"] = [*(array[:-1] for array in columns["sentences"]), np.array(sizes[-1:])]
    return Examples(**{name: np.concatenate(arrays) for name, arrays in columns.items()})


def loss_of(model: Head, part: Examples, tokens: np.ndarray) -> torch.Tensor:
    """Mean loss of a batch of sentences of one length."""
    n = tokens.shape[1]
    vectors = torch.from_numpy(part.vectors[tokens].astype(np.float32))
    forms = without_forms(torch.from_numpy(part.traits[tokens]), torch.from_numpy(part.rate[tokens]))
    heads = part.heads[tokens] - tokens[:, :1]
    gold = torch.from_numpy(np.where(heads == np.arange(n), n, heads))
    tag, script, arcs, states = model(vectors, forms, DROP)
    relation = model.relations(states, gold, DROP)
    targets = (part.tags[tokens], part.scripts[tokens], part.relations[tokens])
    parts = [
        cross_entropy(scores.flatten(0, 1), torch.from_numpy(target).flatten(), label_smoothing=SMOOTH)
        for scores, target in zip((tag, script, relation), targets, strict=True)
    ]
    return sum(parts, cross_entropy(arcs.flatten(0, 1), gold.flatten()))


def train(part: Examples, names: Names, name: str, rounds: int, seed: int, rate: float) -> Head:
    """The head after all rounds; the mean of its weights over the last steps."""
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    model = Head(part.vectors.shape[1], len(names.tags), len(names.relations), len(names.scripts))
    path, partial = WORK / f"{name}.pt", WORK / f"{name}.partial.pt"
    if path.exists():
        model.load_state_dict(torch.load(path, weights_only=True))
        model.eval()
        return model
    mean = torch.optim.swa_utils.AveragedModel(model, avg_fn=_averaged)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    plan = list(batches(part.sentences, 1600))
    total = rounds * len(plan)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total, pct_start=0.1, cycle_momentum=False, final_div_factor=100
    )
    done = 0
    if partial.exists():
        state = torch.load(partial, weights_only=True)
        for thing, key in ((model, "model"), (mean, "mean"), (optimizer, "optimizer"), (schedule, "schedule")):
            thing.load_state_dict(state[key])
        done = state["done"]
    for round_ in range(done, rounds):
        began, sum_ = time.time(), 0.0
        torch.manual_seed(seed * 1000 + round_)
        model.train()
        for at in torch.randperm(len(plan)).tolist():
            wait_while_paused()
            loss = loss_of(model, part, plan[at])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(model)
            sum_ += float(loss.detach())
        print(f"round {round_ + 1}/{rounds}: loss {sum_ / len(plan):.3f}, {time.time() - began:.0f} s", flush=True)
        state = {"model": model, "mean": mean, "optimizer": optimizer, "schedule": schedule}
        torch.save({**{k: v.state_dict() for k, v in state.items()}, "done": round_ + 1}, partial)
    head: Head = mean.module.eval()
    torch.save(head.state_dict(), path)
    partial.unlink(missing_ok=True)
    return head


def _averaged(mean: torch.Tensor, now: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """A running mean that forgets all but the last few hundred steps, and at first all but a tenth of them."""
    return torch.lerp(mean, now, max(0.002, 10.0 / (10.0 + float(steps))))


def export(head: Head, names: Names, folder: Path) -> None:
    """Write the head and its licence into a folder of weights, and enter both in the manifest."""
    text = json.dumps(asdict(names), ensure_ascii=False, separators=(",", ":")).encode()
    forms = head.forms.weight.detach().numpy()
    scale = np.abs(forms).max(0) / 127
    arrays = {"forms": np.rint(forms / scale).astype(np.int8), "forms.scale": scale.astype(np.float32)}
    blobs = {"network": network(head, names.tags), "labels": relations(head), "names": text}
    arrays |= {name: np.frombuffer(blob, np.uint8) for name, blob in blobs.items()}
    np.savez_compressed(folder / SYNTAX, **arrays)
    licence = LICENCE + "\n" + (DATA / "ewt" / "LICENSE.txt").read_text(encoding="utf-8")
    (folder / LICENCE_TEXT).write_text(licence, encoding="utf-8")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["syntax"] = {
        "encoder": read_manifest(folder).files[ENCODER].sha256,
        "licence": "CC-BY-SA-4.0",
        "licence_text": LICENCE_TEXT,
    }
    manifest["files"] |= {name: digest(folder / name) for name in (SYNTAX, LICENCE_TEXT)}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def parity(head: Head, names: Names, folder: Path) -> None:
    """Write what the head says in torch of a passage of our own, for the test of serving."""
    model = open_model(folder)
    bounds = [0, *(m.start() for m in re.finditer("\n\n", PASSAGE)), len(PASSAGE)]
    encoding = encode(PASSAGE, pairwise(bounds), model)
    text = straightened(PASSAGE)
    spans = segment(text, paragraphs_of(encoding.starts, encoding.ends, encoding.paragraphs))
    vectors = word_vectors(encoding.hidden, *words_of(encoding, spans.starts, spans.ends))
    forms = [text[a:b] for a, b in zip(spans.starts, spans.ends, strict=True)]
    rows = torch.tensor([traits(form, ROWS) for form in forms])
    heads, told, tags = [], [], []
    for a, b in pairwise(spans.sentences.tolist()):
        with torch.inference_mode():
            tag, _, arcs, states = head(torch.from_numpy(vectors[a:b])[None], rows[a:b][None])
            best = best_trees(arcs.numpy())
            relation = head.relations(states, torch.from_numpy(best))[0].numpy()
        relation[:, names.relations.index("root")] = np.where(best[0] == b - a, np.inf, -np.inf)
        heads += [-1 if h == b - a else a + h for h in best[0].tolist()]
        told += [names.relations[r] for r in relation.argmax(1)]
        tags += ["|".join(names.tags[t]) for t in tag[0].argmax(1).tolist()]
    out = {
        "about": "what the head of training/syntax.py says in torch of a passage of our own (CC0)",
        "encoder": model.manifest.files[ENCODER].sha256,
        "text": PASSAGE, "starts": spans.starts.tolist(), "heads": heads, "relations": told, "tags": tags,
    }  # fmt: skip
    (ROOT / "training" / "syntax_parity.json").write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


LICENCE = """The weights in syntax.npz, and the lists of tags, relations, scripts and lemmas in it, are under the Creative Commons
Attribution-ShareAlike 4.0 International licence, whose text is below; other files of weights are not.

They were trained on, and the lists drawn from, Universal Dependencies English Web Treebank (UD_English-EWT), training part,
https://github.com/UniversalDependencies/UD_English-EWT, CC BY-SA 4.0: annotations by Natalia Silveira, Timothy Dozat, Christopher Manning,
Sebastian Schuster, Ethan Chi, John Bauer, Miriam Connor, Marie-Catherine de Marneffe, Nathan Schneider, Sam Bowman, Hanzhi Zhu,
Daniel Galbraith and others; Silveira and others, "A Gold Standard Dependency Corpus for English" (LREC 2014).
Changed: read into weights, and into lists of single words with their lemmas; no sentence of it is in the weights' files.
"""


def main() -> None:
    """Encode, train, export, measure on dev (and on test when asked)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the encoder's folder, into which the head goes")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--measure", action="store_true", help="only measure what is there")
    parser.add_argument("--parts", nargs="*", default=["dev", "test"], help="what is measured on")
    args = parser.parse_args()
    if not args.measure:
        bank = read("train")
        names = Names.of(bank)
        parts = {"train": bank, "speech": made(bank, args.seed)}
        part = joined([Examples.of(some, encoded(name, some, args.weights), names) for name, some in parts.items()])
        name = f"syntax-{read_manifest(args.weights).files[ENCODER].sha256[:12]}-{args.seed}-{args.rounds}"
        began = time.time()
        head = train(part, names, name, args.rounds, args.seed, args.rate)
        export(head, names, args.weights)
        if args.weights == WEIGHTS:
            parity(head, names, args.weights)
        size = (args.weights / SYNTAX).stat().st_size
        print(
            f"{len(names.tags)} tags, {len(names.scripts)} scripts, {len(names.lemmas)} lemmas by heart, "
            f"{size / 1e6:.2f} MB, {time.time() - began:.0f} s"
        )
    for wanted in args.parts:
        bank = read(wanted)
        found = figures(bank, encoded(wanted, bank, args.weights), args.weights)
        print(f"{wanted}: {brief(found)}", flush=True)


if __name__ == "__main__":
    main()
