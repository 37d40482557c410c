"""Addressees: to whom a quotation is spoken, once the speakers of its conversation are known."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from fullcast.annotators.labels import label_key
from fullcast.annotators.speakers.decoding import CONVERSATION_GAP
from fullcast.annotators.speakers.evidence import Evidence
from fullcast.annotators.speakers.turn import Turn

_CALLS: Final = r"(?:(?:hi|hello|hey|thanks|thank you|sorry|good \w+),? @?{0}\b|@?{0}[,.!?]+\s)"
"""How a message begins that calls one of a chat by name, in small letters or not."""


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
    grouped = _labelled(evidence, turn)
    if grouped is not None:
        return grouped
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


def _labelled(evidence: Evidence, turn: Turn) -> tuple[str, ...] | None:
    """Of a message everybody else in its chat, or who is called at its head; of a spoken line the other one of two."""
    found = evidence.setting.labelled.at(turn.start)
    if found is None or turn.speaker is None:
        return None
    _, block = found
    who = {label_key(line.name): evidence.setting.labelled_who(line) for line in block.lines}
    group = {name: c for name in block.members(turn.start) if (c := who[name]) is not None and c != turn.speaker}
    if block.kind == "speech":
        return tuple(group.values()) if len(set(group.values())) == 1 else None
    words = evidence.setting.content[turn.start : turn.end].casefold()
    called = [c for name, c in group.items() if re.match(_CALLS.format(re.escape(name)), words)]
    return tuple(dict.fromkeys(called or group.values())) or None


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
