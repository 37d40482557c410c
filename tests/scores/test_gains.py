"""Gained and lost lines between two runs."""

from __future__ import annotations

import pytest

from fullcast.scores.gains import changes, told
from fullcast.scores.gold import Gold, GoldQuotation
from fullcast.scores.prediction import PredictedCharacter, PredictedQuotation, Prediction
from fullcast.scores.speakers import SpeakerScore, score_speakers
from fullcast.text import Span, Text

TEXT = Text('"No," said Ada. "Yes," said Bo. "Perhaps."\n')
SPANS = (Span(0, 5), Span(16, 22), Span(32, 42))
GOLD = Gold(
    quotations=tuple(
        GoldQuotation(spans=(s,), speaker=who) for s, who in zip(SPANS, ("Ada", "Bo", "Ada"), strict=True)
    ),
    cast={"Ada": frozenset({"Ada"}), "Bo": frozenset({"Bo"})},
)


def run(*speakers: str | None) -> SpeakerScore:
    """The score of a run that gives the three quotations these speakers."""
    prediction = Prediction(
        characters=(PredictedCharacter(id="c1", name="Ada"), PredictedCharacter(id="c2", name="Bo")),
        quotations=tuple(PredictedQuotation(spans=(s,), speaker=who) for s, who in zip(SPANS, speakers, strict=True)),
    )
    return score_speakers(GOLD, prediction, TEXT.content)


def test_gained_and_lost_lines_are_told_with_their_words() -> None:
    """A line that is right only now is gained, one that was right only before is lost, others are left out."""
    found = changes(run("c1", "c1", "c1"), run("c1", "c2", None), TEXT)
    assert [(c.gained, c.speaker, c.before, c.after) for c in found] == [
        (True, "Bo", "Ada", "Bo"),
        (False, "Ada", "Ada", None),
    ]
    assert '["Yes,"]' in told(found[0])


def test_equal_runs_have_no_changes() -> None:
    """A run compared with itself gains and loses nothing."""
    assert not changes(run("c1", None, "c2"), run("c1", None, "c2"), TEXT)


def test_runs_over_different_golds_are_refused() -> None:
    """Comparing scores of two golds is a mistake of the caller."""
    other = score_speakers(
        Gold(quotations=GOLD.quotations[:1], cast=GOLD.cast), Prediction(characters=(), quotations=())
    )
    with pytest.raises(ValueError, match=r"zip|gold"):
        changes(run("c1", "c2", "c1"), other, TEXT)
