"""What tags, lemmas and dependencies of a novel cost, once it has been encoded.

python benchmarks/syntax.py [--weights FOLDER] [--threads 2]

Time nothing while anything else runs.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

from corpora import NOVELS, needed
from encoder import NOVEL
from fullcast.models.encoder import encode
from fullcast.models.runtime import open_model
from fullcast.models.syntax import open_parser, parse
from fullcast.readers import read_source
from machine import keep


def main() -> None:
    """Measure, print, and keep the figures for RESULTS.md."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, help="a folder of weights; by default those that come with fullcast")
    options.add_argument("--threads", type=int, default=2)
    args = options.parse_args()
    needed(NOVELS)
    story = read_source(NOVELS / NOVEL)
    model = open_model(args.weights, threads=args.threads)
    began = time.perf_counter()
    encoding = encode(story.text.content, story.paragraphs, model)
    encoded = time.perf_counter()
    before = _peak_mb()
    parser = open_parser(model)
    opened, cpu = time.perf_counter(), time.process_time()
    found = parse(story.text.content, encoding, parser)
    seconds, cpu_s = time.perf_counter() - opened, time.process_time() - cpu
    figures = {
        "seconds": round(seconds, 2),
        "seconds_per_100k_tokens": round(seconds / len(found) * 1e5, 2),
        "cpu_s": round(cpu_s, 2),
        "open_s": round(opened - encoded, 2),
        "encode_s": round(encoded - began, 2),
        "tokens": len(found),
        "sentences": len(found.sentences) - 1,
        "peak_mb": _peak_mb(),
        "peak_mb_before": before,
    }
    print(json.dumps(figures, indent=1))
    if not args.weights:
        keep("syntax", "python benchmarks/syntax.py", figures)


def _peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


if __name__ == "__main__":
    main()
