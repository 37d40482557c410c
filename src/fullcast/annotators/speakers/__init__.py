"""Speakers and addressees: who says each quotation, and to whom.

Every quotation gets evidence for the people who could have said it (`evidence`); then whole conversations are decoded at once,
with turn-taking (`decoding`). The posterior, calibrated, is the confidence. `docs/speakers.md` lists the rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from fullcast.annotators.calibration import calibrated_probability
from fullcast.annotators.plan import annotator
from fullcast.annotators.speakers.addressees import addressees
from fullcast.annotators.speakers.decoding import decode
from fullcast.annotators.speakers.evidence import Evidence
from fullcast.annotators.speakers.setting import Refers
from fullcast.annotators.speakers.strengths import STRENGTHS
from fullcast.annotators.speakers.turn import Turn
from fullcast.layers import Attribution, Layer, Reason, Story

_RULES = {
    "label": "a label names the speaker",
    "tag_name": "a tag names the speaker",
    "tag_weak": "words like a tag name the speaker",
    "tag_narrator": "the tag says “I”, who is the narrator",
    "tag_pronoun": "a tag with a pronoun; who it is follows from gender, nearness and the turns around",
    "tag_nominal": "a tag describes the speaker",
    "tag_nobody": "the tag says that somebody speaks, and not who",
    "beat": "someone acts in the same paragraph",
    "beat_pronoun": "“he” or “she” acts in the same paragraph",
    "turn": "no tag: the turns of the conversation and who was named last",
}
"""The kinds of evidence that a quotation's confidence goes by, with the words that explain them."""


@annotator(makes="speakers", needs=("paragraphs", "quotations", "characters"), uses=("breaks", "chapters"))
def attribute_speakers(
    story: Story,
    calibrated: bool = True,
    strengths: Mapping[str, float] | None = None,
    refers: Refers | None = None,
) -> Layer[Attribution]:
    """Speaker, addressees, cue, confidence, alternatives and reasons of every quotation but those that are no speech.

    `calibrated=False` leaves the raw posterior in `confidence`; `strengths` overrides those of rules by name; `refers` says
    whom chains of mentions give a pronoun or description that begins at an offset. In a story that is not in English every
    speaker is left open.
    """
    settings = {"calibrated": calibrated} if refers is None else {"calibrated": calibrated, "model": "reader"}
    provenance = story.provenance("speakers", ("quotations", "characters"), **settings)
    evidence = Evidence(story, refers)
    if any(n.code == "not_english" for n in story.notices):
        # the grammar of tags is English; a guess in another language would be worse than none
        return Layer(
            "speakers",
            tuple(Attribution(id=t.quotation.id, type="implicit", speaker=None) for t in evidence.turns),
            provenance,
        )
    decode(evidence, {**STRENGTHS, **(strengths or {})})
    found = tuple(_attribution(evidence, k) for k in range(len(evidence.turns)))
    if calibrated:
        found = tuple(calibrated_probability(a) for a in found)
    return Layer("speakers", found, provenance)


def _attribution(evidence: Evidence, k: int) -> Attribution:
    """What is known of turn `k`, the raw posterior as confidence."""
    turn = evidence.turns[k]
    ranked = sorted(((p, c) for c, p in turn.posterior.items() if c is not None and c != turn.speaker), reverse=True)
    return Attribution(
        id=turn.quotation.id,
        type=_type(turn),
        speaker=turn.speaker,
        addressees=addressees(evidence, k),
        confidence=round(turn.posterior.get(turn.speaker, 0.0), 4),
        alternatives=tuple((c, round(p, 4)) for p, c in ranked[:3] if p >= 0.01),
        cue=turn.cue,
        reasons=_reasons(turn),
    )


def _type(turn: Turn) -> str:
    """Explicit where a tag or a label names the speaker, anaphoric where it has a pronoun or description, else implicit."""
    if turn.label is not None and turn.speaker is not None:
        return "explicit"
    if turn.tag is None or turn.tag.subject is None:
        return "implicit"
    return "explicit" if turn.tag.subject.form == "name" else "anaphoric"


def _reasons(turn: Turn) -> tuple[Reason, ...]:
    """Up to four reasons for the speaker, the strongest kind first."""
    reasons = sorted(turn.reasons.get(turn.speaker or "", []), key=lambda r: r.rule != turn.rule)
    if not reasons or reasons[0].rule != turn.rule:
        reasons.insert(0, Reason(rule=turn.rule, note=_RULES[turn.rule]))
    return tuple(reasons[:4])
