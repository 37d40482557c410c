"""Writes RESULTS.md from the figures that the other benchmarks left in benchmarks/out/figures.

    python benchmarks/results.py

Nothing is measured here; `make bench` measures everything afresh and ends with this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from corpora import HERE
from fullcast.scores.world import Result
from machine import kept

PAGE = HERE / "RESULTS.md"
STATUS = HERE.parent / "docs" / "status.md"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)
NONE = "–"
Row = Sequence[str]


def table(head: Row, rows: Iterable[Row]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: Any, digits: int = 3) -> str:
    """A figure as it is shown."""
    if value is None:
        return NONE
    return f"{value:.{digits}f}" if isinstance(value, float) else f"{value:,}"


def section(title: str, found: dict[str, Any] | None, body: str) -> str:
    """A section with the command, date and commit of its figures."""
    if found is None:
        return f"## {title}\n\nNot measured yet.\n"
    facts = found["machine"]
    stamp = f"`{found['command']}`, {facts['date']}, fullcast {facts['fullcast']} at {facts['commit']}"
    return f"## {title}\n\n{stamp}\n\n{body}\n"


# PDNC


def pdnc() -> str:
    """Speakers on PDNC with the floors of the project and BookNLP's figures."""
    found, cast = kept("pdnc"), kept("pdnc_cast")
    if found is None:
        return section("PDNC, nothing given", None, "")
    pooled, spread = found["figures"]["pooled"], found["figures"]["spread"]
    every = pooled["all"]
    worst = min(f["voice"] for f in found["figures"]["novels"].values())
    crossed = ((kept("calibration") or {}).get("figures") or {}).get("both, each fitted on the other", {})
    given = cast["figures"]["pooled"]["all"]["named"] if cast else None
    low, high = spread["voice"][2:]
    rows = [
        ("voice", number(every["voice"]), "0.70", "0.566", f"95% over novels {low:.3f} to {high:.3f}"),
        ("named", number(every["named"]), "0.74", "0.597", f"95% over novels {spread['named'][2]:.3f} to {spread['named'][3]:.3f}"),
        *((f"{kind}, named", number(pooled[kind]["named"]), floor, theirs, f"{pooled[kind]['n']:,} quotations")
          for kind, floor, theirs in (("explicit", "0.95", "0.933"), ("anaphoric", "0.70", "0.602"), ("implicit", "0.62", "0.385"))),
        ("worst novel, voice", number(worst), "0.55", "0.387", ""),
        ("fragments", number(every["fragments"]), "at most 1.6", "4.4", "predicted speakers per gold speaker"),
        ("found", number(every["found"]), "0.995", "0.999", ""),
        ("false", number(every["false"]), "under 0.04", "0.066", "share of predicted speech that lies in no gold quotation"),
        ("addressee", number(every["addressee"]), "0.55", "none", ""),
        ("addressee, hit", number(every["hit"]), "0.72", "none", ""),
        ("with the cast given, named", number(given), "0.80", NONE, "`python benchmarks/pdnc.py --cast`"),
        ("ece", number(crossed.get("ece")), "at most 0.03", "none", "each half with curves fitted on the other"),
        ("caught", number(crossed.get("caught")), "0.60", "none", "errors in the 15% least sure, of the most possible; across halves"),
    ]  # fmt: skip
    text = table(("figure", "fullcast, rules", "floor", "BookNLP", ""), rows)
    note = ""
    if reader := kept("pdnc_reader"):
        f = reader["figures"]["pooled"]
        kinds = "; ".join(number(f[kind]["named"]) for kind in ("explicit", "anaphoric", "implicit"))
        note = (
            f"\n\nWith the trained reader, whose encoder saw the openings of 13 of these novels (`{reader['command']}`): voice"
            f" {f['all']['voice']:.3f}, named {f['all']['named']:.3f} (explicit, anaphoric, implicit {kinds}), fragments"
            f" {f['all']['fragments']:.2f}, addressee {f['all']['addressee']:.3f}, hit {f['all']['hit']:.3f}."
        )
    return section("PDNC, 21 novels, nothing given", found, f"{every['n']:,} quotations.\n\n{text}{note}")


def halves() -> str:
    """The two halves of the authors."""
    rows = []
    for half in "ab":
        found = kept(f"pdnc_{half}")
        if found:
            f = found["figures"]["pooled"]
            rows.append(
                (half, *(number(f["all"][k]) for k in ("n", "voice", "named")),
                 *(number(f[k]["named"]) for k in ("explicit", "anaphoric", "implicit")),
                 *(number(f["all"][k]) for k in ("false", "addressee", "hit")))
            )  # fmt: skip
    head = ("half", "n", "voice", "named", "explicit", "anaphoric", "implicit", "false", "addressee", "hit")
    return section("Halves of the authors", kept("pdnc_a"), table(head, rows) + "\n\nThe halves are in `halves.json`.")


def novels() -> str:
    """Figures by novel."""
    found = kept("pdnc")
    names = ("n", "voice", "named", "found", "false", "addressee", "hit", "fragments")
    every = (found or {"figures": {"novels": {}}})["figures"]["novels"]
    rows = [
        (name, *(number(f[k]) for k in names)) for name, f in sorted(every.items(), key=lambda item: item[1]["voice"])
    ]
    return section("By novel", found, table(("novel", *names), rows))


def reliability() -> str:
    """Stated and true confidence across halves."""
    found = kept("calibration")
    if found is None:
        return section("Reliability of confidence", None, "")
    crossed = found["figures"]["both, each fitted on the other"]
    rows = [
        (number(n), f"{low:.3f} to {high:.3f}", number(stated), number(true))
        for n, low, high, stated, true in crossed["bins"]
    ]
    parts = [
        f"{name}: ece {f['ece']:.3f}, caught {f['caught']:.3f}, to98 {f['to98']:.3f}"
        for name, f in found["figures"].items()
    ]
    body = (
        table(("lines", "confidence", "mean confidence", "right"), rows)
        + "\n\n"
        + "\n".join(f"- {part}" for part in parts)
    )
    note = "\n\nThe curves that are shipped are fitted on both halves, so that `ece` of a plain run on PDNC flatters."
    return section("Reliability of confidence", found, body + note)


# Others


def modern() -> str:
    """Our own stories."""
    names = ("n", "voice", "named", "found", "false", "addressee", "hit", "fragments")
    parts = {part: kept(f"modern_{part}") for part in ("dev", "held_out")}
    rows = [
        (part, number(found["figures"]["stories"]), *(number(found["figures"]["pooled"][k]) for k in names))
        for part, found in parts.items()
        if found
    ]
    return section("Modern stories of our own", parts["dev"], table(("part", "stories", *names), rows))


def litbank() -> str:
    """LitBank's quotations."""
    found = kept("litbank")
    names = ("n", "voice", "found", "false", "fragments")
    rows = [[number(found["figures"]["pooled"][k]) for k in names]] if found else []
    note = (
        f"\n\n{found['figures']['openings']} openings; {found['figures']['lost']} quotations could not be carried over."
        if found
        else ""
    )
    return section("LitBank quotations", found, table(names, rows) + note)


def coreference() -> str:
    """Mentions, events and coreference on LitBank, by model."""
    runs = {model: kept(f"coreference_{model}") for model in ("rules", "reader")}
    names = ("mentions", "PER", "events")
    metrics = ("muc", "b3", "ceafe", "conll")
    rows = [
        (
            model,
            *(number(run["figures"][n][2]) for n in names),
            *(number(run["figures"]["coreference"][n]) for n in metrics),
        )
        for model, run in runs.items()
        if run
    ]
    note = "\n\nF1; mentions by span and type; singletons kept." if rows else ""
    return section("LitBank coreference", runs["reader"], table(("model", *names, *metrics), rows) + note)


def world() -> str:
    """What happens in a story: the stories set aside beside those to develop on and the passes of annotation, then the novels."""
    found = kept("world_set_aside")
    if found is None:
        return section("The world of the story", None, "")
    beside = [_by_name(kept(run)) for run in ("world_stories", "world_set_aside_passes")]
    rows = []
    for name, r in _by_name(found).items():
        seen = (some[name].shown(some[name].value) if name in some else NONE for some in beside)
        rows.append((name, r.shown(r.value), _spread(r), number(r.gold), r.floor or NONE, *seen))
    head = ("figure", "set aside", "95% over stories", "n", "at least", "to develop on", "passes")
    note = (
        f"\n\n{found['figures']['stories']} stories set aside. “To develop on”: the stories that rules were written with. “Passes”: the"
        " second annotation of the stories set aside against the first. Toward whom, and the focalizer, are asked where both"
        " annotations agree that there is one; in the column of the passes everywhere. n: what the gold has. What the figures mean:"
        " `src/fullcast/scores/world/`."
    )
    body = table(head, rows) + note + _baseline() + _classics()
    return section("The world of the story", found, body)


def _by_name(found: dict[str, Any] | None) -> dict[str, Result]:
    """The figures of a run, parts left out but for what changed at the end."""
    every = [Result(**r) for r in found["figures"]["results"]] if found else []
    return {r.name: r for r in every if not r.part or r.name == "end changed"}


def _spread(result: Result) -> str:
    if result.low is None:
        return NONE
    return f"{result.shown(result.low)} to {result.shown(result.high)}"


def _baseline() -> str:
    """Emotions by words alone."""
    found = kept("world_emotion_baseline")
    if found is None:
        return ""
    rows = [
        (name, number(value), f"{number(low)} to {number(high)}", number(n), how or NONE)
        for name, (value, low, high, n, how) in found["figures"].items()
    ]
    head = ("TF-IDF and a linear SVM, emotions of the stories set aside", "macro F1", "95%", "n", "")
    return f"\n\n`{found['command']}`:\n\n{table(head, rows)}"


def _classics() -> str:
    """The same layers in novels."""
    found = kept("world_classics")
    if found is None:
        return ""
    rows = [
        (name, r.shown(r.value), _spread(r), number(r.gold), r.floor or NONE) for name, r in _by_name(found).items()
    ]
    head = (f"{found['figures']['stories']} stretches of novels", "", "95%", "n", "at least")
    return f"\n\n`{found['command']}`:\n\n{table(head, rows)}"


def scenes() -> str:
    """Breaks and chapters of novels taken away and found again, beside two baselines."""
    found = kept("scenes")
    if found is None:
        return section("Scenes without typography", None, "")
    f = found["figures"]
    rows = []
    for kind in ("breaks", "chapters"):
        for name, shown in (("ours", "fullcast"), ("cast", "change of cast"), ("every nth", "every nth paragraph")):
            (exact, near), n = f[f"{kind}, {name}"]["f1"], f[f"{kind}, {name}"]["counts"]["true"]
            rows.append((f"{kind}, {shown}", number(n), number(exact), number(near)))
    head = ("taken away", "n", "F1, exact", "F1, within three sentences")
    note = f"{f['novels']} novels; fitted on one half of the authors and scored on the other, both ways."
    return section("Scenes without typography", found, f"{table(head, rows)}\n\n{note}")


def rule_confidence() -> str:
    """Stated and true confidence of what happens in a story, by layer."""
    found, aside = kept("rule_confidence"), kept("rule_confidence_set_aside")
    if found is None or aside is None:
        return section("Confidence of what happens in a story", None, "")
    open_ = found["figures"]["each story left out"]
    keys = ("n", "stated", "right", "brier", "ece")
    rows = [
        (layer, *(number(f.get(k)) for k in keys), *(number(open_.get(layer, {}).get(k)) for k in keys))
        for layer, f in aside["figures"].items()
    ]
    head = ("layer", *keys, *(f"{k}, to develop on" for k in keys))
    note = "\n\nTo develop on: each story with the shares of the others. “all” has emotions only of those set aside."
    return section("Confidence of what happens in a story", aside, table(head, rows) + note)


def speed() -> str:
    """Time and memory."""
    found = kept("speed")
    if found is None:
        return section("Time and memory", None, "")
    f = found["figures"]
    rows = [
        (
            "*The Secret Garden*, seconds",
            number(f["seconds"], 1),
            "35, a quarter of BookNLP's",
            "138 (its code, untrained weights of the same sizes)",
        ),
        ("*The Secret Garden*, peak MB", number(f["peak_mb"], 0), "1,000", "3,700"),
        ("by rules alone: seconds", number(f["rules_seconds"], 1), "12", NONE),
        ("by rules alone: peak MB", number(f["rules_peak_mb"], 0), "400", NONE),
        ("its first 5,000 words, seconds", number(f["one_shot_s"], 1), "4", NONE),
        ("ten times the text: times the processor's seconds", number(f["cpu_ten_s"] / f["cpu_s"], 1), "11", NONE),
        ("ten times the text: times the seconds", number(f["times_ten"], 1), "11", NONE),
        ("ten times the text: peak MB", number(f["peak_ten_mb"], 0), NONE, NONE),
        ("`import fullcast`, seconds", number(f["import_s"]), "0.15", NONE),
        ("`fullcast --help`, seconds", number(f["help_s"]), "0.3", NONE),
        (
            "words a second, one process of two",
            number(round(f["words_per_second"]) if "words_per_second" in f else None),
            NONE,
            NONE,
        ),
        ("code points lost or doubled", number(f.get("code_points_wrong")), "0", NONE),
        ("files that end in a crash", number(f.get("crashed")), "0", NONE),
    ]
    refused = "".join(f"\n- refused: {line}" for line in f.get("refused", ()))
    read_ = (
        f"{f['files']} files, {f['words_read']:,} words."
        if "files" in f
        else "The files of the corpora were not read in this run."
    )
    body = table(("figure", "fullcast", "at most", "BookNLP"), rows)
    return section("Time and memory", found, f"{body}\n\n{read_}{refused}")


def facts() -> str:
    """The machine that the latest figures come from."""
    found = kept("pdnc") or kept("speed")
    if found is None:
        return ""
    m = found["machine"]
    return f"Machine: {m['processor']}, {m['cores']} cores, {m['memory']}, {m['system']}, Python {m['python']}.\n"


HEAD = """# Results

Generated by `benchmarks/results.py` from the last runs; `make bench` measures everything afresh. Floors are those that the project set
itself for its trained reader. Speakers are found by rules whichever model reads; figures on PDNC are those of the rules alone, which no
novel taught anything; those of the trained reader stand beside them where they were measured. BookNLP is its trained pipeline's
published output, scored by the same script on the same novels. What the figures mean: `src/fullcast/scores/speakers.py`. What was
tried, and what was tuned on what: [LOG.md](LOG.md).
"""


# The table of docs/status.md


def status() -> str:
    """Each figure of the issue that this project started from, beside its floor, with its command."""
    names = ("pdnc", "pdnc_cast", "calibration", "modern_held_out", "speed", "coreference_reader", "encoder")
    found: dict[str, Any] = {name: (kept(name) or {}).get("figures") for name in names}
    head = ("figure", "measured", "floor", "command")
    if not all(found.values()):
        return "Not everything is measured yet.\n"
    p, s = found["pdnc"]["pooled"], found["speed"]
    every, run = p["all"], "`python benchmarks/pdnc.py`"
    worst = min(f["voice"] for f in found["pdnc"]["novels"].values())
    named = "; ".join(number(p[kind]["named"]) for kind in ("explicit", "anaphoric", "implicit"))
    crossed = found["calibration"]["both, each fitted on the other"]
    own = found["modern_held_out"]["pooled"]
    quick = "`python benchmarks/speed.py --quick`"
    c, e = found["coreference_reader"], found["encoder"]
    against = e["read"]["against_bare"]["batches"] if "read" in e else None
    ten = f"{s['times_ten']:.1f} ({s['cpu_ten_s'] / s['cpu_s']:.1f} by processor); {s['peak_ten_mb']:.0f}"
    rows = [
        ("PDNC: voice; named", f"{every['voice']:.3f}; {every['named']:.3f}", "0.70; 0.74", run),
        ("explicit; anaphoric; implicit (named)", named, "0.95; 0.70; 0.62", run),
        ("worst novel (voice); fragments", f"{worst:.3f}; {every['fragments']:.2f}", "0.55; at most 1.6", run),
        ("found; false", f"{every['found']:.3f}; {every['false']:.3f}", "0.995; under 0.04", run),
        ("addressee; hit", f"{every['addressee']:.3f}; {every['hit']:.3f}", "0.55; 0.72", run),
        (
            "with the cast given: named",
            number(found["pdnc_cast"]["pooled"]["all"]["named"]),
            "0.80",
            f"{run[:-1]} --cast`",
        ),
        (
            "ece; caught, across halves",
            f"{crossed['ece']:.3f}; {crossed['caught']:.3f}",
            "at most 0.03; 0.60",
            "`python benchmarks/calibration.py`",
        ),
        (
            "modern, held out: voice; named",
            f"{own['voice']:.3f}; {own['named']:.3f}",
            NONE,
            "`python benchmarks/modern.py held_out`",
        ),
        (
            "LitBank dev: mention F1; PER F1",
            f"{c['mentions'][2]:.3f}; {c['PER'][2]:.3f}",
            "0.84; 0.90",
            "`python benchmarks/coreference.py`",
        ),
        (
            "LitBank dev: coreference CoNLL F1; event F1",
            f"{c['coreference']['conll']:.3f}; {c['events'][2]:.3f}",
            "0.70; 0.71",
            "`python benchmarks/coreference.py`",
        ),
        (
            "*The Secret Garden* against one bare int8 pass of the encoder",
            number(against),
            "2",
            "`python benchmarks/encoder.py --read reader`",
        ),
        ("5,000 words from the shell: seconds", f"{s['one_shot_s']:.1f}", "4", quick),
        (
            "*The Secret Garden*: seconds; peak MB",
            f"{s['seconds']:.1f}; {s['peak_mb']:.0f}",
            "twice a bare pass; 1,000",
            quick,
        ),
        ("ten times the text: times the seconds; peak MB", ten, "11; –", quick),
        (
            "`import fullcast`; `fullcast --help`: seconds",
            f"{s['import_s']:.3f}; {s['help_s']:.3f}",
            "0.15; 0.3",
            quick,
        ),
        (
            "code points lost or doubled; crashes",
            f"{number(s.get('code_points_wrong'))}; {number(s.get('crashed'))}",
            "0; 0",
            "`python benchmarks/speed.py`",
        ),
    ]
    return table(head, rows) + "\n\n" + _world_floors()


def _world_floors() -> str:
    """Each figure of the story's world that has a floor: set aside, to develop on, in classics."""
    runs = {part: kept(f"world_{part}") for part in ("set_aside", "stories", "classics")}
    if not all(runs.values()):
        return "What happens in a story is not measured yet.\n"
    some = {part: _by_name(run) for part, run in runs.items()}
    rows = []
    for name, r in some["set_aside"].items():
        if not r.floor:
            continue
        stories, classics = (some[part].get(name) for part in ("stories", "classics"))
        others = (o.shown(o.value) if o is not None else NONE for o in (stories, classics))
        rows.append((name, r.shown(r.value), _spread(r), r.floor, *others))
    head = ("the world of the story", "set aside", "95% over stories", "at least", "to develop on", "classics")
    note = "`python benchmarks/world.py set_aside`, `stories`, `classics`; intervals and all parts in the results."
    return f"{table(head, rows)}\n\n{note}\n"


def main() -> None:
    """Write the page, and the figures of the status page."""
    sections = [
        HEAD,
        facts(),
        pdnc(),
        halves(),
        novels(),
        reliability(),
        modern(),
        litbank(),
        coreference(),
        world(),
        scenes(),
        rule_confidence(),
        speed(),
    ]
    PAGE.write_text("\n".join(s for s in sections if s), encoding="utf-8", newline="\n")
    page = STATUS.read_text(encoding="utf-8")
    STATUS.write_text(FIGURES.sub(lambda _: status(), page), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.name} and the figures of {STATUS.name}")


if __name__ == "__main__":
    main()
