"""How well tags, lemmas and dependencies agree with the treebank, with its own tokens and from raw text.

Measures are those of the shared task of CoNLL 2018 (Zeman and others): LAS counts the universal part of a relation, "las_full" all of it;
from raw text tokens are matched by their offsets and everything is an F1. Punctuation counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from fullcast.models.encoder import Encoding
from fullcast.models.runtime import open_model
from fullcast.models.segmentation import Segmentation
from fullcast.models.syntax import Parse, open_parser, parse
from training.treebank import Treebank

FEATURES = ("Tense", "VerbForm", "Number", "Person")
Row = dict[str, Any]


def figures(bank: Treebank, encodings: list[Encoding], folder: Path) -> dict[str, dict[str, float]]:
    """Percent by measure: `gold` with the treebank's tokens and sentences, `raw` from the text alone."""
    parser = open_parser(open_model(folder))
    learned = {pair.split("=")[0] for _, features in parser.tags for pair in features.split("|")}
    rows = {"gold": Counts(), "raw": Counts()}
    starts, ends, sentences = np.array(bank.starts), np.array(bank.ends), np.array(bank.sentences)
    bounds = np.searchsorted(bank.document, np.arange(len(bank.texts) + 1))
    for text, encoding, a, b in zip(bank.texts, encodings, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        inside = sentences[(sentences >= a) & (sentences <= b)] - a
        given = Segmentation(starts[a:b].astype(np.int32), ends[a:b].astype(np.int32), inside)
        gold = _of_treebank(bank, a, b, learned)
        spans = set(zip(given.starts[inside[:-1]].tolist(), given.ends[inside[1:] - 1].tolist(), strict=True))
        for kind, segmentation in (("gold", given), ("raw", None)):
            found = parse(text, encoding, parser, segmentation=segmentation)
            rows[kind].add(gold, _of_parse(found), spans, _sentences(found))
    return {kind: counts.shares() for kind, counts in rows.items()}


class Counts:
    """What agrees, of what is in the treebank, of what was found."""

    def __init__(self) -> None:
        self._right: dict[str, int] = {}
        self._all: dict[str, int] = {}

    def add(self, gold: dict[Any, Row], found: dict[Any, Row], spans: set[Any], found_spans: set[Any]) -> None:
        """Compare one text."""
        self._note("sentences", len(spans & found_spans), len(spans) + len(found_spans))
        both = [(row, found[key]) for key, row in gold.items() if key in found]
        self._note("tokens", len(both), len(gold) + len(found))
        for name in ("upos", "features", *FEATURES, "lemma", "uas", "las", "las_full"):
            self._note(name, sum(g[name] == f[name] for g, f in both), len(gold) + len(found))

    def _note(self, name: str, right: int, count: int) -> None:
        self._right[name] = self._right.get(name, 0) + right
        self._all[name] = self._all.get(name, 0) + count

    def shares(self) -> dict[str, float]:
        """F1 in percent by measure; with the treebank's tokens, that is accuracy."""
        return {name: round(200 * right / self._all[name], 2) for name, right in self._right.items()}


def _row(upos: str, features: str, lemma: str, head: Any, relation: str) -> Row:
    pairs = dict(p.split("=", 1) for p in features.split("|") if "=" in p)
    universal = relation.split(":")[0]
    values = {name: pairs.get(name) for name in FEATURES}
    return {
        "upos": upos,
        "features": features,
        "lemma": lemma,
        "uas": head,
        "las": (head, universal),
        "las_full": (head, relation),
        **values,
    }


def _of_treebank(bank: Treebank, a: int, b: int, learned: set[str]) -> dict[Any, Row]:
    """The tokens of a text by their offsets; heads are offsets too."""
    out = {}
    for i in range(a, b):
        head = None if bank.heads[i] == i else (bank.starts[bank.heads[i]], bank.ends[bank.heads[i]])
        features = "|".join(p for p in bank.features[i].split("|") if p.split("=")[0] in learned)
        row = _row(bank.upos[i], features, bank.lemmas[i], head, bank.relations[i])
        out[bank.starts[i], bank.ends[i]] = row
    return out


def _of_parse(found: Parse) -> dict[Any, Row]:
    """The same of what was found."""
    out = {}
    spans = list(zip(found.starts.tolist(), found.ends.tolist(), strict=True))
    for i, span in enumerate(spans):
        head = int(found.heads[i])
        upos, features = found.tag_names[found.tags[i]]
        relation = found.relation_names[found.relations[i]]
        out[span] = _row(upos, features, found.lemmas[i], None if head < 0 else spans[head], relation)
    return out


def _sentences(found: Parse) -> set[Any]:
    first, last = found.sentences[:-1], found.sentences[1:] - 1
    return set(zip(found.starts[first].tolist(), found.ends[last].tolist(), strict=True))


def brief(found: dict[str, dict[str, float]]) -> str:
    """A line for each kind."""
    return "".join(f"\n  {kind}: " + " ".join(f"{k} {v:.2f}" for k, v in row.items()) for kind, row in found.items())
