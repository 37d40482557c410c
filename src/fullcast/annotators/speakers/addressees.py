"""Addressees: to whom a quotation is spoken, once the speakers of its conversation are known."""

from __future__ import annotations

from bisect import bisect_right

from fullcast.annotators.speakers.decoding import CONVERSATION_GAP
from fullcast.annotators.speakers.evidence import Evidence
from fullcast.annotators.speakers.turn import Turn


def addressees(evidence: Evidence, k: int) -> tuple[str, ...] | None:
    """Whom turn `k` is spoken to: by its tag, its vocatives, else the other party of the conversation."""
    turn = evidence.turns[k]
    q = turn.quotation
    if turn.to_self:
        return (turn.speaker,) if turn.speaker else None
    if q.kind == "thought":
        return ()
    told = [a for a in turn.addressed if a != turn.speaker]
    if told:
        return tuple(told)
    called = [v for v in turn.vocatives if v != turn.speaker]
    if called:
        return tuple(called)
    if q.kind == "writing":
        return None
    for d in range(1, 7):
        for other in (k - d, k + d):
            if 0 <= other < len(evidence.turns) and _together(evidence, turn, evidence.turns[other]):
                who = evidence.turns[other].speaker
                if who is not None and who != turn.speaker and evidence.turns[other].quotation.kind == "speech":
                    return (who,)
    partner = _by_pronoun(evidence, turn)
    if partner is not None:
        return (partner,)
    for c in evidence.setting.recent(
        [c for c in turn.candidates if c != turn.speaker and c not in evidence.setting.unnamed], turn.start
    ):
        return (c,)
    if evidence.setting.narrator is not None and turn.speaker != evidence.setting.narrator:
        return (evidence.setting.narrator,)
    return None


def _by_pronoun(evidence: Evidence, turn: Turn) -> str | None:
    np_ = turn.tag.addressee if turn.tag is not None else None
    if np_ is None or np_.form != "pronoun":
        return None
    want = evidence.setting.phrase_gender(np_)
    fits = [c for c in turn.candidates if c != turn.speaker and evidence.setting.gender[c] == want]
    return next(iter(evidence.setting.recent(fits, turn.start)), None)


def _together(evidence: Evidence, a: Turn, b: Turn) -> bool:
    first, second = (a, b) if a.start <= b.start else (b, a)
    near = second.paragraph - first.last_paragraph <= CONVERSATION_GAP + 2
    return near and bisect_right(evidence.setting.breaks, a.start) == bisect_right(evidence.setting.breaks, b.start)
