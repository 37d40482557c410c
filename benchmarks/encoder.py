"""What reading with the trained encoder costs, beside one bare pass of the same weights in the same run.

python benchmarks/encoder.py [--weights FOLDER] [--threads 2] [--read MODEL]

The bare pass is onnxruntime alone on windows of full length that are cut beforehand: "batches" is what one would write first, 16 windows
at a time on two threads of onnxruntime; "windows" is one window at a time, two side by side, which is how fullcast runs it.
Every part runs in a process of its own, bare before and after, so that its memory is its own. Time nothing while anything else runs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from corpora import NOVELS, needed
from machine import keep

NOVEL = "113_the_secret_garden.txt"
BATCH = 16


def main() -> None:
    """Measure, print, and keep the figures for RESULTS.md."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, help="a folder of weights; by default those that come with fullcast")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--read", metavar="MODEL", help="also measure fullcast.read with this model")
    options.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.part:
        figures = PARTS[args.part](args)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        print(json.dumps({**figures, "peak_mb": round(peak)}))
        return
    needed(NOVELS)
    order = ["batches", "windows", "pass", "windows", "batches"]
    if args.read:
        order.insert(3, "read")
    found: dict[str, list[dict[str, Any]]] = {}
    for part in order:
        found.setdefault(part, []).append(in_a_process(part))
    bare = {part: min(run["seconds"] for run in found[part]) for part in ("batches", "windows")}
    kept: dict[str, Any] = {"bare": bare, "bare_peak_mb": {p: found[p][0]["peak_mb"] for p in bare}}
    for part in ("pass", "read"):
        for run in found.get(part, []):
            against = {kind: round(run["seconds"] / seconds, 2) for kind, seconds in bare.items()}
            kept[part] = {**run, "against_bare": against}
    print(json.dumps(kept, indent=1))
    if not args.weights:
        keep("encoder", "python benchmarks/encoder.py" + (f" --read {args.read}" if args.read else ""), kept)


def in_a_process(part: str) -> dict[str, Any]:
    """The figures of one part, measured by this program started anew."""
    done = subprocess.run(
        [sys.executable, __file__, *sys.argv[1:], "--part", part], stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def bare(args: argparse.Namespace, batch: int) -> dict[str, Any]:
    """The runtime alone: seconds for every piece of the novel once."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import numpy as np
    import onnxruntime

    from fullcast.models.runtime import ENCODER, INPUTS, OUTPUTS, VOCABULARY, packaged, read_manifest
    from fullcast.models.wordpiece import WordPiece

    folder = args.weights or packaged()
    vocabulary = WordPiece((folder / VOCABULARY).read_text(encoding="utf-8").splitlines())
    ids = vocabulary.pieces((NOVELS / NOVEL).read_text(encoding="utf-8")).ids
    room = read_manifest(folder).max_pieces - 2
    rows = np.zeros((len(ids) // room, room + 2), np.int64)
    rows[:, 0], rows[:, -1] = vocabulary.begin, vocabulary.end
    rows[:, 1:-1] = ids[: len(rows) * room].reshape(-1, room)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = args.threads if batch > 1 else 1
    settings.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        (folder / ENCODER).read_bytes(), settings, providers=["CPUExecutionProvider"]
    )

    def run(at: int) -> None:
        some = rows[at : at + batch]
        feed = zip(INPUTS, (some, np.ones_like(some), np.zeros_like(some)), strict=True)
        session.run(OUTPUTS, dict(feed))

    began, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(1 if batch > 1 else args.threads) as pool:
        list(pool.map(run, range(0, len(rows), batch)))
    whole = len(ids) / (len(rows) * room)
    return {
        "seconds": round((time.perf_counter() - began) * whole, 2),
        "cpu_s": round((time.process_time() - cpu) * whole, 2),
    }


def one_pass(args: argparse.Namespace) -> dict[str, Any]:
    """From the file to mentions and events, step by step."""
    from fullcast.models.encoder import encode, straightened
    from fullcast.models.heads import find_events, find_mentions
    from fullcast.models.runtime import open_model
    from fullcast.readers import read_source

    steps: dict[str, float] = {}
    clock = [time.perf_counter()]

    def done(step: str) -> None:
        clock.append(time.perf_counter())
        steps[step] = round(clock[-1] - clock[-2], 2)

    story = read_source(NOVELS / NOVEL)
    done("read the file")
    model = open_model(args.weights, threads=args.threads)
    done("open the weights")
    began, cpu = time.perf_counter(), time.process_time()
    encoding = encode(story.text.content, story.paragraphs, model)
    done("encode")
    mentions = find_mentions(encoding, model.arrays(), model.manifest)
    done("mentions")
    events = find_events(encoding, model.manifest)
    done("events")
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    pieces = model.vocabulary.pieces(straightened(story.text.content))
    done("of which pieces")
    return {
        "seconds": round(seconds, 2), "cpu_s": round(cpu_s, 2), "steps": steps, "pieces": len(pieces), "words": len(encoding),
        "windows": len(encoding.windows) - 1, "mentions": len(mentions), "events": len(events),
    }  # fmt: skip


def whole_reading(args: argparse.Namespace) -> dict[str, Any]:
    """All that fullcast does with the novel."""
    import fullcast

    began, cpu = time.perf_counter(), time.process_time()
    story = fullcast.read(NOVELS / NOVEL, model=args.read)
    return {
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_s": round(time.process_time() - cpu, 2),
        "quotations": len(story.quotations),
    }


PARTS = {
    "batches": lambda args: bare(args, BATCH),
    "windows": lambda args: bare(args, 1),
    "pass": one_pass,
    "read": whole_reading,
}

if __name__ == "__main__":
    main()
