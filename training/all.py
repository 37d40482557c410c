"""The whole recipe: `python -m training.all`; `--smoke` runs each step on a few excerpts in about three minutes."""

from __future__ import annotations

import argparse
import subprocess  # steps are processes of their own, so that each ends, and each resumes
import sys

from training.places import WORK


def run(*arguments: str) -> None:
    """One step."""
    print("python -m", *arguments, flush=True)
    subprocess.run([sys.executable, "-m", *arguments], check=True)  # noqa: S603


def main() -> None:
    """Data, two stages of training, export, evaluation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    args = parser.parse_args()
    run("training.data")
    if args.smoke:
        run("training.train", "--smoke")
        folder = str(WORK / "smoke")
        run("training.export", str(WORK / "smoke.pt"), "--folder", folder, "--no-parity")
        run("training.evaluate", "--weights", folder, "--limit", "2")
        return
    # what ships today is the first of these two; `training.distil` is written and was never run to its end (LOG.md)
    run("training.train", "--name", "base")
    run("training.train", "--name", "final", "--start", str(WORK / "base.pt"), "--steps", "270", "--seed", "2", "--rate", "1.2e-4")
    run("training.export")
    run("training.evaluate")


if __name__ == "__main__":
    main()
