"""Our speaker scores and the exam's are the same numbers."""

from __future__ import annotations

import json
import random
from pathlib import Path

import msgspec
import pytest

from fullcast.scores.gold import read_gold, read_pdnc
from fullcast.scores.prediction import Prediction, read_prediction
from fullcast.scores.speakers import SpeakerScore, figures, score_speakers, spreads
from tests.scores.documents import invented
from tests.scores.exam import SHARED, exam_scorer

OUTPUTS = Path(__file__).parents[2] / "benchmarks" / "out" / "pdnc"


def test_invented_stories_score_the_same(tmp_path: Path) -> None:
    """Over hundreds of invented golds and predictions every figure is equal to the last digit."""
    exam = exam_scorer()
    chance = random.Random(7)
    theirs, ours = [], []
    gold_path, story_path = tmp_path / "gold.json", tmp_path / "story.json"
    for _ in range(300):
        text, gold, story = invented(chance)
        gold_path.write_text(json.dumps(gold), encoding="utf-8")
        story_path.write_text(json.dumps(story), encoding="utf-8")
        theirs.append(exam.score(*exam.gold_from_json(gold_path), story, text))
        ours.append(score_speakers(read_gold(gold_path), read_prediction(story_path), text))
        assert figures([ours[-1]]) == exam.report([theirs[-1]])
    assert figures(ours) == exam.report(theirs)


def test_documents_without_text_score_the_same(tmp_path: Path) -> None:
    """Where the text is not known, spans are compared as they are, by both."""
    exam = exam_scorer()
    chance = random.Random(11)
    path = tmp_path / "story.json"
    gold_path = tmp_path / "gold.json"
    for _ in range(40):
        _text, gold, story = invented(chance)
        del story["text"]
        path.write_text(json.dumps(story), encoding="utf-8")
        gold_path.write_text(json.dumps(gold), encoding="utf-8")
        theirs = exam.report([exam.score(*exam.gold_from_json(gold_path), story)])
        assert figures([score_speakers(read_gold(gold_path), read_prediction(path))]) == theirs


def _novels() -> list[str]:
    return sorted(path.stem for path in OUTPUTS.glob("*.json"))


@pytest.mark.exam
def test_novels_score_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """Over what `benchmarks/pdnc.py` last wrote, every figure, the pooled ones and their spread are those the exam prints."""
    exam = exam_scorer()
    if not _novels():
        pytest.skip("run benchmarks/pdnc.py first")
    ours: list[SpeakerScore] = []
    theirs = []
    for name in _novels():
        folder = SHARED / "data" / "pdnc" / name
        content = (folder / "novel_text.txt").read_text(encoding="utf-8")
        story = json.loads((OUTPUTS / f"{name}.json").read_text(encoding="utf-8"))
        theirs.append(exam.score(*exam.gold_from_pdnc(folder), story, content))
        ours.append(score_speakers(read_pdnc(folder), read_prediction(OUTPUTS / f"{name}.json"), content))
        assert figures([ours[-1]]) == exam.report([theirs[-1]])
    assert figures(ours) == exam.report(theirs)
    if len(ours) > 1:
        exam.main(["pdnc", str(SHARED / "data" / "pdnc"), str(OUTPUTS)])
        printed = capsys.readouterr().out
        for name, spread in spreads(ours).items():
            assert (
                f"{name}: mean of novels {spread.mean:.3f}, worst {spread.worst:.3f}, "
                f"pooled 95% interval over novels {spread.low:.3f} to {spread.high:.3f}"
            ) in printed


@pytest.mark.exam
def test_invented_runs_over_the_novels_score_the_same() -> None:
    """With a prediction drawn by chance from the gold itself, real casts and real parts included, all figures are equal."""
    exam = exam_scorer()
    for folder in sorted((SHARED / "data" / "pdnc").glob("*/"))[:6]:
        chance = random.Random(folder.name)
        quotations, cast = exam.gold_from_pdnc(folder)
        content = (folder / "novel_text.txt").read_text(encoding="utf-8")
        aliases = [alias for names in cast.values() for alias in sorted(names)]
        characters = [{"id": f"c{n}", "name": alias} for n, alias in enumerate(aliases)]
        story = {
            "characters": characters,
            "quotations": [
                {
                    "spans": q["spans"],
                    "speaker": chance.choice(characters)["id"] if chance.random() < 0.5 else None,
                    "addressees": [c["id"] for c in chance.sample(characters, 2)],
                    "confidence": chance.random(),
                }
                for q in quotations
                if chance.random() < 0.95
            ],
        }
        ours = score_speakers(read_pdnc(folder), msgspec.convert(story, Prediction), content)
        assert figures([ours]) == exam.report([exam.score(quotations, cast, story, content)])
