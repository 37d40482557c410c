"""The whole recipe: `python -m training.all`; `--smoke` runs each step on a little in about three minutes."""

from __future__ import annotations

import argparse
import subprocess  # steps are processes of their own, so that each ends, and each resumes
import sys

from training.places import WORK


def run(*arguments: str) -> None:
    """One step."""
    print("python -m", *arguments, flush=True)
    subprocess.run([sys.executable, "-m", *arguments], check=True)  # noqa: S603


def smoke() -> None:
    """Each step once, on a few excerpts and passages; what comes out reads badly and is only looked at for being there."""
    folder = str(WORK / "smoke")
    run("training.data")
    run("training.train", "--smoke")
    run("training.average", "smoke-mean", "smoke", "smoke")
    run(
        "training.distil", "--words", "3600", "--teachers", "smoke", "smoke", "--start", "smoke-mean", "--name", "smoke-student", "--smoke"
    )  # fmt: skip
    run("training.export", str(WORK / "smoke-student.pt"), "--folder", folder, "--no-parity")
    run("training.syntax", "--weights", folder, "--rounds", "1", "--parts", "dev")
    run("training.evaluate", "--weights", folder, "--limit", "2")


def main() -> None:
    """Data, teachers, student, export, syntax, evaluation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    if parser.parse_args().smoke:
        smoke()
        return
    base = str(WORK / "base.pt")
    run("training.data")
    run("training.train", "--name", "base")
    run("training.train", "--name", "first", "--start", base, "--steps", "1000", "--seed", "2", "--epochs", "13")
    run("training.train", "--name", "second", "--start", base, "--steps", "800", "--seed", "5", "--epochs", "11")
    run("training.average", "mean", "first", "second")
    run("training.distil")
    run("training.export")
    run("training.syntax")
    run("training.evaluate")


if __name__ == "__main__":
    main()
