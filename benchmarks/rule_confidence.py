"""How true the confidence of what happens in a story is, and the shares by rule that it comes from.

    python benchmarks/rule_confidence.py                shares fitted on all stories of gold/stories but one, shown on that one
    python benchmarks/rule_confidence.py --write        and write the shares fitted on all of them, which fullcast ships
    python benchmarks/rule_confidence.py --set-aside    how true the shipped shares are on the stories set aside: pooled figures only

Confidence is the share of a rule's items that was right, drawn towards the share of its layer. Right means what the scores of the layer
mean (`fullcast.scores.world.verdicts`). Emotions have a curve of their own (see feelings.py), which is only shown here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from base_layers import Reader
from calibration import table
from corpora import HERE
from fullcast.reading import DEFAULT_MODEL, MODELS
from fullcast.scores.confidence import FEWEST as FEWEST_FOR_ECE
from fullcast.scores.confidence import Answer
from fullcast.scores.rule_confidence import (
    Judged,
    Sureness,
    best_strength,
    bins,
    brier,
    ece,
    left_out,
    log_loss,
    sureness,
)
from fullcast.scores.world.sides import Sides
from fullcast.scores.world.verdicts import JUDGED, verdicts
from machine import keep
from world import cases

SHIPPED: Final = HERE.parent / "src" / "fullcast" / "annotators" / "rule_confidence.json"
COMMAND: Final = "python benchmarks/rule_confidence.py"
OWN: Final = ("emotions",)
"""Layers with a confidence of their own."""
FEWEST: Final = 20
"""A layer with fewer items has no confidence."""
SHOWN: Final = 100
"""A layer with fewer items has no reliability table: ten bins of some few items each say nothing."""
DIGITS: Final = 3

Answers = dict[str, list[Answer]]
"""By layer."""


def collect(part: str, model: str) -> tuple[list[Judged], Answers]:
    """The judged items of the stories of a part, and with what confidence the items of each layer come."""
    reader = Reader(model, JUDGED)
    judged, stated = [], Answers()
    for case in cases(part, ()):
        sides = Sides(case.gold, reader.read(case.gold.places.content, case.name), case.passes)
        for layer in JUDGED:
            for verdict in verdicts(sides, layer):
                judged.append(Judged(case.name, layer, verdict.rule, verdict.right))
                stated.setdefault(layer, []).append(Answer(verdict.stated, verdict.right))
    return judged, stated


def enough(judged: Sequence[Judged]) -> list[Judged]:
    """Those of layers without a confidence of their own that have FEWEST items."""
    layers = [j.layer for j in judged]
    return [j for j in judged if j.layer not in OWN and layers.count(j.layer) >= FEWEST]


def by_layer(answers: Iterable[tuple[str, Answer]]) -> Answers:
    """The answers of each layer."""
    out = Answers()
    for layer, answer in answers:
        out.setdefault(layer, []).append(answer)
    return out


def figures(answers: Sequence[Answer]) -> dict[str, Any]:
    """How true the confidence of `answers` is."""
    right = sum(a.right for a in answers) / max(1, len(answers))
    stated = sum(a.confidence or 0 for a in answers) / max(1, len(answers))
    error = {"ece": ece(answers)} if len(answers) >= FEWEST_FOR_ECE else {}
    return {
        "n": len(answers),
        "right": right,
        "stated": stated,
        "brier": brier(answers),
        "log_loss": log_loss(answers),
        **error,
    }


def show(title: str, answers: Answers) -> dict[str, Any]:
    """Print and give back how true the confidence of each layer, and of all together, is; what comes without one does not count."""
    sure = {layer: kept for layer, some in answers.items() if (kept := [a for a in some if a.confidence is not None])}
    every = list(chain.from_iterable(sure.values()))
    out = {layer: figures(some) for layer, some in (*sure.items(), ("all", every))}
    print(f"\n{title}\n{'':16}{'n':>6}{'right':>8}{'stated':>8}{'brier':>8}{'ece':>8}")
    for layer, f in out.items():
        error = f"{f['ece']:8.3f}" if "ece" in f else f"{'–':>8}"
        print(f"{layer:16}{f['n']:6}{f['right']:8.3f}{f['stated']:8.3f}{f['brier']:8.3f}{error}")
    return out


def show_rules(fitted: dict[str, Sureness], judged: Sequence[Judged]) -> None:
    """Print what each rule of each layer comes to."""
    for layer, found in fitted.items():
        print(f"\n{layer}: {found.any:.2f}")
        for rule, sure in sorted(found.rules.items(), key=lambda item: -item[1]):
            some = [j.right for j in judged if (j.layer, j.rule) == (layer, rule)]
            print(f"  {sure:.2f}  {rule}, {sum(some)} of {len(some)}")


def write(fitted: dict[str, Sureness], judged: Sequence[Judged], strength: int, path: Path = SHIPPED) -> None:
    """Write the shares that fullcast ships, a rule a line."""
    data = {
        "about": "The share of what each rule found that was right, drawn towards the share of its layer.",
        "fitted_on": f"{len(judged)} items of {len({j.story for j in judged})} stories of gold/stories ({COMMAND} --write)",
        "strength": strength,
        "layers": {layer: _rounded(found) for layer, found in fitted.items()},
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"\nwrote {path.name}: {sum(len(found.rules) for found in fitted.values())} rules")


def _rounded(found: Sureness) -> dict[str, Any]:
    rules = {rule: round(sure, DIGITS) for rule, sure in found.rules.items()}
    return {"any": round(found.any, DIGITS), "given": found.given, "rules": rules}


def main() -> None:
    """Fit with each story left out and show; on the stories set aside, show what is shipped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--set-aside", action="store_true")
    parser.add_argument("--model", default=DEFAULT_MODEL, choices=list(MODELS))
    args = parser.parse_args()
    if args.set_aside and args.write:
        parser.error("nothing is fitted on the stories set aside")
    judged, stated = collect("set_aside" if args.set_aside else "stories", args.model)
    other = "" if args.model == DEFAULT_MODEL else f" --model {args.model}"
    name = f"rule_confidence{'_set_aside' if args.set_aside else ''}{other.replace(' --model ', '_')}"
    if args.set_aside:
        found = show("the shipped shares on the stories set aside", stated)
        keep(name, f"{COMMAND} --set-aside{other}", found)
        return
    own = {layer: some for layer, some in stated.items() if layer in OWN}
    judged = enough(judged)
    strength = best_strength(judged)
    fitted = sureness(judged, strength)
    show_rules(fitted, judged)
    print(f"\na layer's share counts as {strength} items of each rule")
    answers = by_layer(left_out(judged))
    found = {
        "each story left out": show("each story with the shares of the others", answers),
        "shares of layers": show("the same by the shares of layers alone", by_layer(left_out(judged, 10**6))),
        "own": show("layers with a curve of their own, which was fitted on these stories", own),
    }
    for layer, some in (*answers.items(), ("all", list(chain.from_iterable(answers.values())))):
        if len(some) >= SHOWN:
            print(f"\n{layer}\n{table(bins(some))}")
            found["each story left out"][layer]["bins"] = msgspec.to_builtins(bins(some))
    keep(name, f"{COMMAND}{other}", {**found, "strength": strength})
    if args.write:
        write(fitted, judged, strength)


if __name__ == "__main__":
    main()
