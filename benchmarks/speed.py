"""Time and memory of reading, and whether every code point is there exactly once.

    python benchmarks/speed.py                    all figures (some minutes)
    python benchmarks/speed.py --quick            The Secret Garden and the start of the program only
    python benchmarks/speed.py --quick --check    and fail where a figure is off its bound by more than a factor of three

A run is `fullcast read FILE --format json -o OUT` in a fresh process: start, reading and writing together. Seconds are the median of three.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from corpora import NOVELS, PDNC, SHARED
from machine import keep

SECRET_GARDEN = NOVELS / "113_the_secret_garden.txt"
BOUNDS = {
    "seconds": 35.0,
    "peak_mb": 1000.0,
    "one_shot_s": 4.0,
    "rules_seconds": 12.0,
    "rules_peak_mb": 400.0,
    "times_ten": 11.0,
    "peak_ten_mb": 3000.0,
    "import_s": 0.15,
    "help_s": 0.3,
}
"""What the project asks of itself; the time of the trained reader is asked against a bare pass of its encoder (`encoder.py`)."""
SHORT = 5_000
"""Words of a one-shot."""
SLACK = 3
"""A machine that others use can be slow; so much over its bound is a fault of ours."""


class Cost(NamedTuple):
    """What one process took."""

    seconds: float
    peak_mb: float
    """Largest resident memory; 0 where the system does not tell."""
    cpu_s: float
    """Seconds of processor, which others' work does not stretch as it does `seconds`; 0 where the system does not tell."""


def cost(command: Sequence[str]) -> Cost:
    """Run `command` in a fresh process."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    if hasattr(os, "wait4"):
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024
        peak, cpu = usage.ru_maxrss * unit / 1e6, usage.ru_utime + usage.ru_stime
    else:
        process.wait()
        peak = cpu = 0.0
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - began, peak, cpu)


def median(measure: Callable[[], Cost], times: int = 3) -> Cost:
    """Median seconds, of clock and of processor, and largest peak of some runs."""
    found = [measure() for _ in range(times)]
    seconds, cpu = (statistics.median(getattr(c, name) for c in found) for name in ("seconds", "cpu_s"))
    return Cost(seconds, max(c.peak_mb for c in found), cpu)


def program() -> str:
    """The `fullcast` of this environment."""
    found = shutil.which("fullcast", path=str(Path(sys.executable).parent)) or shutil.which("fullcast")
    if found is None:
        raise SystemExit("fullcast is not installed in this environment")
    return found


def reading(source: Path, folder: Path, model: str = "reader", times: int = 3) -> Cost:
    """What reading `source` to a story document takes."""
    command = [program(), "read", str(source), "--model", model, "--format", "json", "-o", str(folder / "story.json")]
    return median(lambda: cost(command), times)


def start() -> dict[str, float]:
    """Seconds of `import fullcast`, inside a process, and of `fullcast --help`, from outside."""
    code = "import time; t = time.perf_counter(); import fullcast; print(time.perf_counter() - t)"
    imports = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
            ).stdout
        )
        for _ in range(5)
    ]
    return {"import_s": statistics.median(imports), "help_s": median(lambda: cost([program(), "--help"]), 5).seconds}


def garden() -> dict[str, float]:
    """The Secret Garden by the trained reader, once and ten times over, and its start alone; and by the rules."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        once = reading(SECRET_GARDEN, folder)
        text = SECRET_GARDEN.read_text(encoding="utf-8")
        (folder / "ten.txt").write_text("\n\n".join([text] * 10), encoding="utf-8", newline="\n")
        ten = reading(folder / "ten.txt", folder, times=1)
        (folder / "short.txt").write_text(" ".join(text.split(" ")[:SHORT]), encoding="utf-8", newline="\n")
        short = reading(folder / "short.txt", folder)
        rules = reading(SECRET_GARDEN, folder, "rules")
    return {
        "words": len(text.split()),
        "seconds": once.seconds,
        "cpu_s": once.cpu_s,
        "peak_mb": once.peak_mb,
        "seconds_ten": ten.seconds,
        "cpu_ten_s": ten.cpu_s,
        "one_shot_s": short.seconds,
        "rules_seconds": rules.seconds,
        "rules_peak_mb": rules.peak_mb,
        "times_ten": ten.seconds / once.seconds,
        "peak_ten_mb": ten.peak_mb,
    }


class Whole(NamedTuple):
    """What reading one file showed."""

    name: str
    words: int
    seconds: float
    wrong: int
    """Code points lost or doubled, by regions and by the line script."""
    refused: str | None


def whole(path: Path) -> Whole:
    """Read `path` and count what is lost or doubled."""
    import fullcast
    from fullcast.scores.coverage import coverage, differing
    from fullcast.writers.line_script import line_script

    began = time.perf_counter()
    try:
        story = fullcast.read(path, model="rules")
    except fullcast.FullcastError as error:
        return Whole(path.name, 0, time.perf_counter() - began, 0, f"{type(error).__name__}: {error}")
    except Exception as error:  # a fault of ours, to be shown with the file's name
        return Whole(path.name, 0, time.perf_counter() - began, 0, f"crashed with {type(error).__name__}: {error}")
    seconds = time.perf_counter() - began
    content = story.text.content
    lines = list(line_script(story))
    wrong = differing([str(line.text) for line in lines], content)
    for stretches in ([(r.start, r.end) for r in story.regions], [(line.span.start, line.span.end) for line in lines]):
        found = coverage(stretches, len(content))
        wrong += found.lost + found.doubled
    if (
        path.suffix == ".txt"
    ):  # of plain text, the whole file: a byte order mark and the kind of line end are all that may go
        source = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        wrong += differing([content], source)
    return Whole(path.name, len(content.split()), seconds, wrong, None)


def files() -> list[Path]:
    """Every text file of the folder beside the checkout that is prose, largest first."""
    found = [
        *NOVELS.glob("*.txt"),
        *PDNC.glob("*/novel_text.txt"),
        *SHARED.glob("stories/*.txt"),
        *SHARED.glob("*/*.md"),
    ]
    found += SHARED.glob("data/litbank/quotations/tsv/*.txt")
    return sorted(found, key=lambda path: -path.stat().st_size)


def everything() -> dict[str, float | list[str]]:
    """Reading speed over all novels, and code points lost or doubled in any file."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = pool.map(whole, files(), chunksize=1)
    refused = [f"{w.name}: {w.refused}" for w in found if w.refused]
    for line in refused:
        print("refused", line)
    for w in found:
        if w.wrong:
            print("wrong", w.name, w.wrong)
    return {
        "files": len(found),
        "words_read": sum(w.words for w in found),
        "words_per_second": sum(w.words for w in found) / sum(w.seconds for w in found),
        "code_points_wrong": sum(w.wrong for w in found),
        "crashed": sum("crashed" in (w.refused or "") for w in found),
        "refused": refused,
    }


def main() -> None:
    """Measure, print, keep, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    figures: dict[str, float | list[str]] = {**start()}
    if SECRET_GARDEN.exists():
        figures |= garden()
    if not args.quick:
        figures |= everything()
    keep("speed", "python benchmarks/speed.py" + (" --quick" if args.quick else ""), figures)
    for name, value in figures.items():
        bound = f"  (at most {BOUNDS[name]:g})" if name in BOUNDS else ""
        print(f"{name:18} {value:.3f}{bound}" if isinstance(value, float) else f"{name:18} {value}")
    over = [n for n, b in BOUNDS.items() if isinstance(v := figures.get(n), float) and v > b * SLACK]
    if args.check and over:
        sys.exit(f"off by more than a factor of {SLACK}: {', '.join(over)}")


if __name__ == "__main__":
    main()
