"""Turn-taking: a whole conversation decoded at once.

Forward-backward over pairs of speakers (second order), so that "A, B, A" is one step and a sure tag settles the lines around it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from fullcast.annotators.speakers.evidence import Evidence
from fullcast.annotators.speakers.turn import Turn

Strengths = Mapping[str, float]

CONVERSATION_GAP = 4
"""Paragraphs of narration after which a conversation is over."""
_GOES_ON = frozenset(("add", "continue", "resume", "conclude", "proceed", "pursue", "go on"))
"""Verbs of tags that say that whoever speaks has just spoken."""
_SURE = 0.5
"""Posterior from which on a speaker counts as there in the second decoding."""


def decode(evidence: Evidence, strengths: Strengths) -> None:
    """Give each turn the posterior of its speakers: once from the text, and once more with the speakers found as people who are there."""
    evidence.gather()
    _decode_once(evidence, strengths)
    evidence.spoke = {
        k: t.speaker for k, t in enumerate(evidence.turns) if t.speaker is not None and t.posterior[t.speaker] >= _SURE
    }
    evidence.gather()
    _decode_once(evidence, strengths)


def _decode_once(evidence: Evidence, strengths: Strengths) -> None:
    for run in conversations(evidence):
        _forward_backward([evidence.turns[k] for k in run], evidence.setting.gender, strengths)


def conversations(evidence: Evidence) -> list[list[int]]:
    """Runs of turns without a scene break or a long stretch of narration between them."""
    breaks = evidence.setting.breaks
    out: list[list[int]] = []
    for k, turn in enumerate(evidence.turns):
        previous = evidence.turns[k - 1] if k else None
        if (
            previous is None
            or turn.paragraph - previous.last_paragraph > CONVERSATION_GAP + 1
            or bisect_right(breaks, turn.start) != bisect_right(breaks, previous.start)
        ):
            out.append([])
        out[-1].append(k)
    return out


def _score(turn: Turn, who: str, w: Strengths) -> float:
    """Log odds of a candidate from everything but the turns around."""
    return sum(w[rule] * amount for rule, amount in turn.evidence[who].items())


def _pair(a: Turn, b: Turn, gender: Mapping[str, str | None], w: Strengths) -> np.ndarray[Any, Any]:
    """Log potential of (speaker of a, speaker of b): shape (candidates of a + 1, candidates of b + 1); the last is unknown."""
    out = np.zeros((len(a.candidates) + 1, len(b.candidates) + 1))
    gap = b.paragraph - a.last_paragraph
    same = (
        w["same_paragraph"]
        if gap == 0
        else w["turn_same"]
        if gap == 1
        else w["gap_same"]
        if gap == 2
        else w["far_same"]
    )
    if gap and b.tag is not None and b.tag.verb in _GOES_ON:
        same += w["tag_goes_on"]
    at = {c: j for j, c in enumerate(b.candidates)}
    for i, c in enumerate(a.candidates):
        j = at.get(c)
        if j is not None:
            out[i, j] += same
        if gap <= 2 and c in b.vocatives:
            out[i, :] += w["vocative_previous"]
    if gap <= 2:
        # whoever is called "sir" spoke just before or speaks next
        for i, c in enumerate(a.candidates):
            if b.addressed_as is not None and gender[c] not in (None, b.addressed_as):
                out[i, :] += w["called_sir"]
        for j, c in enumerate(b.candidates):
            if a.addressed_as is not None and gender[c] not in (None, a.addressed_as):
                out[:, j] += w["called_sir"]
        for v in a.vocatives:
            j = at.get(v)
            if j is not None:
                out[:, j] += w["vocative_next"]
    return out


def _triple(a: Turn, b: Turn, c: Turn, w: Strengths) -> np.ndarray[Any, Any]:
    """Log potential that the speaker of c is the speaker of a: shape (a + 1, 1, c + 1)."""
    out = np.zeros((len(a.candidates) + 1, len(b.candidates) + 1, len(c.candidates) + 1))
    g1, g2 = b.paragraph - a.last_paragraph, c.paragraph - b.last_paragraph
    if g1 == 0 or g2 == 0 or g1 > 3 or g2 > 3:
        return out
    weight = w["turn_two_back"] if g1 == 1 and g2 == 1 else w["gap_two_back"]
    at = {x: k for k, x in enumerate(c.candidates)}
    bt = {x: k for k, x in enumerate(b.candidates)}
    for i, x in enumerate(a.candidates):
        k = at.get(x)
        if k is not None:
            out[i, :, k] += weight
            if (j := bt.get(x)) is not None:
                out[i, j, k] -= weight
    return out


def _forward_backward(turns: Sequence[Turn], gender: Mapping[str, str | None], w: Strengths) -> None:
    emissions = [
        np.array([_score(t, c, w) for c in t.candidates] + [w["unknown"] + t.nobody * w["tag_nobody"]]) for t in turns
    ]
    n = len(turns)
    if n == 1:
        _keep(turns[0], _softmax(emissions[0]))
        return
    pairs = [_pair(a, b, gender, w) for a, b in pairwise(turns)]
    triples = [_triple(turns[t], turns[t + 1], turns[t + 2], w) for t in range(n - 2)]
    # alpha[t][i, j]: log weight of everything up to turn t+1 with speakers i, j at t, t+1
    alpha = [emissions[0][:, None] + emissions[1][None, :] + pairs[0]]
    for t in range(2, n):
        before = alpha[-1][:, :, None] + triples[t - 2]
        alpha.append(_logsumexp(before, 0) + pairs[t - 1] + emissions[t][None, :])
    beta: list[np.ndarray[Any, Any]] = [np.zeros_like(alpha[-1])]
    for t in range(n - 1, 1, -1):
        ahead = triples[t - 2] + (pairs[t - 1] + emissions[t][None, :] + beta[0])[None, :, :]
        beta.insert(0, _logsumexp(ahead, 2))
    for t in range(n):
        marginal = _logsumexp(alpha[0] + beta[0], 1) if t == 0 else _logsumexp(alpha[t - 1] + beta[t - 1], 0)
        _keep(turns[t], _softmax(marginal))


def _keep(turn: Turn, probabilities: np.ndarray[Any, Any]) -> None:
    who: list[str | None] = [*turn.candidates, None]
    turn.posterior = {c: float(p) for c, p in zip(who, probabilities, strict=True)}
    turn.speaker = max(who, key=lambda c: (turn.posterior[c], c is not None))


def _logsumexp(a: np.ndarray[Any, Any], axis: int) -> np.ndarray[Any, Any]:
    top: np.ndarray[Any, Any] = a.max(axis=axis, keepdims=True)
    out: np.ndarray[Any, Any] = np.log(np.exp(a - top).sum(axis=axis)) + top.squeeze(axis)
    return out


def _softmax(a: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    e = np.exp(a - a.max())
    out: np.ndarray[Any, Any] = e / e.sum()
    return out
