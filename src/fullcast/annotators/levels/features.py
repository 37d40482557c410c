"""What a unit shows of the world that it belongs to: names of features, judged by the weights of `levels.json`.

They judge whether speech is a tale. Features of the units around are there too, since a tense says something only
beside others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from fullcast.annotators.levels.units import Unit

_SIZES: Final = ((1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"))


def _bucket(n: int) -> str:
    return next((name for most, name in _SIZES if n <= most), "9+")


def _share(part: float, whole: float) -> str:
    return "none" if not whole else f"{min(4, int(5 * part / whole))}of5"


def tense(unit: Unit) -> str:
    """The tense of a unit: of its verbs, the one that says most."""
    if unit.would:
        return "would"
    if unit.perfect:
        return "perfect"
    if unit.past and unit.present:
        return "mixed"
    if unit.past:
        return "past"
    if unit.present:
        return "present"
    return "will" if unit.will else "might" if unit.might else "none"


def runs_of_speech(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units of speech in turns: what one speaker says before another does, whatever is narrated between."""
    spoken = [u for u in units if u.line is not None]
    return [list(run) for _, run in groupby(spoken, key=lambda u: u.line.speaker or u.line.id if u.line else None)]


def speech_features(units: Sequence[Unit]) -> Iterator[tuple[Unit, list[str]]]:
    """Each unit of speech with its features."""
    narration = _narration_before(units)
    past_of: dict[str, float] = {}
    for turn in runs_of_speech(units):
        size = len(turn)
        tenses = [tense(u) for u in turn]
        telling = [
            t in ("past", "perfect", "mixed") and not u.asks and not u.second for t, u in zip(tenses, turn, strict=True)
        ]
        past = sum(telling)
        talk = sum(t in ("present", "will") or u.second > 0 or u.asks for t, u in zip(tenses, turn, strict=True))
        speaker = turn[0].line.speaker if turn[0].line and turn[0].line.speaker else ""
        shared = [
            f"turn:{_bucket(size)}",
            f"turn past:{_share(past, size)}",
            f"turn past n:{_bucket(past) if past else 0}",
            f"turn talk:{_share(talk, size)}",
            f"turn words:{_bucket(sum(u.words for u in turn) // 12)}",
            f"before:{_share(past_of.get(speaker, 0.0), 1)}",
        ]
        kind = turn[0].line.kind if turn[0].line else ""
        shared.append(f"kind:{kind}")
        for k, unit in enumerate(turn):
            near = telling[max(0, k - 2) : k + 3]
            own = [
                f"tense:{tenses[k]}",
                f"near past:{_share(sum(near), len(near))}",
                f"near past & n:{_share(sum(near), len(near))} {_bucket(past) if past else 0}",
                f"before tense:{tenses[k - 1] if k else 'edge'}",
                f"after tense:{tenses[k + 1] if k + 1 < size else 'edge'}",
            ]
            own += [
                name
                for name, there in (
                    ("asks", unit.asks),
                    ("second", unit.second),
                    ("second & present", unit.second and unit.present),
                    ("first & past", unit.first and unit.past),
                    ("third & past", unit.third and unit.past),
                    ("short", unit.words < 4),
                    ("last", k == size - 1 and size > 1),
                    ("first", k == 0 and size > 1),
                    ("alone", size == 1),
                )
                if there
            ]
            led = narration.get(id(unit))
            if led is not None and "storying" in led.cues:
                own.append("led by storying")
            yield unit, shared + own
        if speaker:
            past_of[speaker] = past / size


def _narration_before(units: Sequence[Unit]) -> dict[int, Unit]:
    """For the units of each quotation, the unit of narration before it."""
    out, last = {}, None
    for unit in units:
        if unit.line is None:
            last = unit
        elif last is not None:
            out[id(unit)] = last
    return out
