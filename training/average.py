"""The mean of several checkpoints that began from one: `python -m training.average OUT CHECKPOINT…`.

Weights fine-tuned from one start with different seeds lie in one basin, and their mean reads better than any of them, at no cost
when reading (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.places import WORK


def average(checkpoints: list[Path], out: Path) -> None:
    """Write the mean of the weights of `checkpoints`."""
    states = [torch.load(path, weights_only=True)["model"] for path in checkpoints]
    mean = {
        name: torch.stack([s[name].float() for s in states]).mean(0).to(states[0][name].dtype) for name in states[0]
    }
    torch.save({"model": mean}, out)


def main() -> None:
    """Average by name or path."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="a name in the working folder, without its ending")
    parser.add_argument("checkpoints", nargs="+", help="names in the working folder, without their endings")
    args = parser.parse_args()
    average([WORK / f"{name}.pt" for name in args.checkpoints], WORK / f"{args.out}.pt")


if __name__ == "__main__":
    main()
