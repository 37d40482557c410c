"""Speaker scores: how well the speakers and addressees of a story agree with what people say they are.

Over every gold quotation; one that was not found counts as wrong.

- **voice**: predicted and gold speakers are paired off one to one, greedily by shared quotations, and the line is
  spoken by the other half of its pair. What a listener hears.
- **named**: the predicted speaker bears a name of the gold speaker.
- **found**: at least half covered by predicted speech, thought or writing.
- **false**: share of predicted speech that lies in no gold quotation.
- **addressee**: mean of 2|P∩G| / (|P|+|G|) where the gold has addressees; **hit**: any shared; **size**: mean |P|.
- **fragments**: predicted speaking characters per gold speaking character.
- **ece**, **caught**, **to98** …: see :mod:`fullcast.scores.confidence`.

The definitions are those of the exam's scorer, with which a test compares every figure.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from fullcast.layers.values import Value
from fullcast.scores.confidence import Answer, calibration_error, review
from fullcast.scores.gold import Gold, GoldQuotation
from fullcast.scores.matching import match
from fullcast.scores.names import Directory, stand_ins
from fullcast.scores.prediction import PredictedQuotation, Prediction

Pairs = Mapping[tuple[str, str | None], int]
"""Quotations by (id of the predicted speaker, name of the gold speaker)."""


class Row(Value, frozen=True, kw_only=True):
    """What came of one gold quotation."""

    gold: GoldQuotation
    predicted: PredictedQuotation | None
    """None where it was not found."""
    said: str | None
    """Name of the predicted speaker."""
    named: bool
    voice: bool

    @property
    def found(self) -> bool:
        """Whether any predicted quotation covers it."""
        return self.predicted is not None

    @property
    def answered(self) -> bool:
        """Whether a speaker was given."""
        return self.predicted is not None and self.predicted.speaker is not None

    @property
    def confidence(self) -> float | None:
        """The confidence that was stated."""
        return self.predicted.confidence if self.predicted is not None else None


class Addressed(Value, frozen=True, kw_only=True):
    """What came of the addressees of one gold quotation that has some."""

    agreement: float
    hit: bool
    size: int


class SpeakerScore(Value, frozen=True, kw_only=True):
    """Counts for one story; :func:`figures` turns one or many into figures."""

    rows: tuple[Row, ...]
    addressed: tuple[Addressed, ...]
    inside: int
    """Code points of predicted speech that lie in gold quotations."""
    spoken: int
    """Code points of predicted speech."""
    fragments: float


def score_speakers(gold: Gold, prediction: Prediction, content: str | None = None) -> SpeakerScore:
    """The score of `prediction`; `content` is the text where the prediction does not carry it.

    Raises TextDriftError where the prediction was made from another text.
    """
    found, inside, spoken = match(gold, prediction, prediction.words(content))
    pairs = Counter((p.speaker, q.speaker) for q, p in found if p is not None and p.speaker is not None)
    directory = Directory(gold.cast, [q.speaker for q in gold.quotations])
    named = stand_ins(prediction.characters, directory, pairs)
    voices = paired_off(pairs)
    names = {c.id: c.name for c in prediction.characters}
    gold_speakers = {q.speaker for q in gold.quotations if q.speaker}
    return SpeakerScore(
        rows=tuple(_row(q, p, named, voices, names) for q, p in found),
        addressed=tuple(_addressed(q, p, named) for q, p in found if q.addressees),
        inside=inside,
        spoken=spoken,
        fragments=len({predicted for predicted, _gold in pairs}) / (len(gold_speakers) or 1),
    )


def paired_off(pairs: Pairs) -> dict[str, str | None]:
    """At most one gold speaker for each predicted one and the other way round, most quotations in common first."""
    voices: dict[str, str | None] = {}
    taken: set[str | None] = set()
    for predicted, gold in sorted(pairs, key=lambda pair: (-pairs[pair], str(pair))):
        if predicted not in voices and gold not in taken:
            voices[predicted] = gold
            taken.add(gold)
    return voices


def _row(
    gold: GoldQuotation, predicted: PredictedQuotation | None, named: Mapping[str, str],
    voices: Mapping[str, str | None], names: Mapping[str, str | None],
) -> Row:  # fmt: skip
    speaker = predicted.speaker if predicted is not None else None
    if speaker is None:  # right for null, if the quotation was found at all
        nobody = predicted is not None and gold.speaker is None
        return Row(gold=gold, predicted=predicted, said=None, named=nobody, voice=False)
    return Row(
        gold=gold,
        predicted=predicted,
        said=names.get(speaker) or speaker,
        named=named.get(speaker) == gold.speaker,
        voice=voices.get(speaker) == gold.speaker,
    )


def _addressed(gold: GoldQuotation, predicted: PredictedQuotation | None, named: Mapping[str, str]) -> Addressed:
    told = {named.get(a, a) for a in (predicted.addressees or ())} if predicted is not None else set()
    shared = told & set(gold.addressees)
    every = len(told) + len(set(gold.addressees))
    return Addressed(agreement=2 * len(shared) / every, hit=bool(shared), size=len(told))


Figures = dict[str, float]
"""Figures by name, in the order in which they are shown; `n` is a count."""


def figures(scores: Sequence[SpeakerScore]) -> dict[str, Figures]:
    """Figures over the quotations of one or many stories: under "all", and under each type of quotation that occurs."""
    rows = [row for score in scores for row in score.rows]
    out = {"all": _shares(rows)}
    for kind in sorted({row.gold.type for row in rows}):
        out[kind] = _shares([row for row in rows if row.gold.type == kind])
    addressed = [a for score in scores for a in score.addressed]
    spoken = sum(score.spoken for score in scores)
    answers = [Answer(r.confidence, r.named, r.answered) for r in rows if r.found]
    out["all"] |= {
        "false": 1 - sum(score.inside for score in scores) / spoken if spoken else 0.0,
        "addressee": _mean(a.agreement for a in addressed),
        "hit": _mean(a.hit for a in addressed),
        "size": _mean(a.size for a in addressed),
        "fragments": _mean(score.fragments for score in scores),
        **calibration_error(answers),
        **review(answers),
    }
    return out


def _shares(rows: Sequence[Row]) -> Figures:
    return {
        "n": len(rows),
        "voice": _mean(r.voice for r in rows),
        "named": _mean(r.named for r in rows),
        "found": _mean(r.found for r in rows),
        "answered": _mean(r.answered for r in rows),
    }


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0


class Spread(Value, frozen=True, kw_only=True):
    """How a figure differs from story to story."""

    mean: float
    """Mean of the stories."""
    worst: float
    low: float
    """2.5th percentile of the pooled figure when stories are drawn again with replacement."""
    high: float
    """97.5th percentile of the same."""


def spreads(scores: Sequence[SpeakerScore], draws: int = 200) -> dict[str, Spread]:
    """The spread of voice, named and addressee over `scores`; the draws are the same every time."""
    chance = random.Random(0)  # noqa: S311  # a bootstrap, not a secret
    return {name: _spread(scores, name, chance, draws) for name in ("voice", "named", "addressee")}


def _spread(scores: Sequence[SpeakerScore], name: str, chance: random.Random, draws: int) -> Spread:
    pooled = _pool(name)
    each = [pooled([score]) for score in scores]
    again = sorted(pooled(chance.choices(scores, k=len(scores))) for _ in range(draws))
    edge = round(draws * 0.025)
    return Spread(mean=_mean(each), worst=min(each), low=again[edge - 1], high=again[draws - edge - 1])


def _pool(name: str) -> Callable[[Sequence[SpeakerScore]], float]:
    """The function that gives figure `name` alone, without the cost of the others."""
    if name == "addressee":
        return lambda scores: _mean(a.agreement for s in scores for a in s.addressed)
    return lambda scores: _mean(getattr(row, name) for s in scores for row in s.rows)


def shown(values: Mapping[str, float]) -> str:
    """`values` on one line: counts as they are, figures with three decimals."""
    return " ".join(f"{k}={v:.3f}" if isinstance(v, float) else f"{k}={v}" for k, v in values.items())
