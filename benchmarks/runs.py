"""Reads many stories in several processes and keeps their documents."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Job:
    """One story to read."""

    source: Path
    output: Path
    """Where its document goes."""
    settings: dict[str, Any] = field(default_factory=dict)
    """Keywords of `fullcast.read`."""


def read_one(job: Job) -> tuple[str, float]:
    """Read the story of `job` and write its document; its name and the seconds that took."""
    import fullcast

    began = time.perf_counter()
    story = fullcast.read(job.source, **job.settings)
    job.output.parent.mkdir(parents=True, exist_ok=True)
    job.output.write_text(story.to_json(), encoding="utf-8")
    return job.output.stem, time.perf_counter() - began


def read_all(jobs: Sequence[Job], workers: int = 2) -> float:
    """Do all `jobs`, largest first, in `workers` fresh processes; the seconds it took altogether."""
    began = time.perf_counter()
    ordered = sorted(jobs, key=lambda job: -job.source.stat().st_size)
    with multiprocessing.get_context("spawn").Pool(min(workers, max(1, len(jobs)))) as pool:
        for done, (name, seconds) in enumerate(pool.imap_unordered(read_one, ordered), 1):
            print(f"{done}/{len(jobs)} {name} {seconds:.1f} s", file=sys.stderr)
    return time.perf_counter() - began
