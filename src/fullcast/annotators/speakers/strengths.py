"""Strengths of the rules for speakers, as log odds.

Set by judgement, then tuned by coordinate search on PDNC and on our own modern stories; `benchmarks/strengths.py` tunes them on one
half of the PDNC authors and reports on the other. They are thresholds of rules, not weights of a model.
"""

from __future__ import annotations

STRENGTHS: dict[str, float] = {
    "label": 30.0,
    "tag_name": 16.4,
    "tag_weak": 9.113,
    "tag_narrator": 14.58,
    "tag_role": 8.1,
    "tag_generic": 3.5,
    "tag_owned": 1.056,
    "tag_plural": 1.0,
    "tag_addressee": -4.05,
    "tag_goes_on": 3.0,
    "tag_antecedent": 2.5,
    "tag_chain": 1.2,
    "beat_chain": 1.2,
    "tag_gender": 0.634,
    "tag_gender_unknown": -0.52,
    "tag_gender_clash": -8.0,
    "tag_rank": 0.835,
    "beat_name": 5.0,
    "beat_pronoun": 0.8,
    "beat_clash": -2.0,
    "beat_before_paragraph": 1.64,
    "vocative_self": -6.0,
    "vocative_next": 2.16,
    "vocative_previous": 1.755,
    "called_sir": -0.8,
    "named_inside": -2.16,
    "local": 0.05,
    "speaks_here": 0.4,
    "narrator_here": 0.4,
    "recency": 0.55,
    "other_scene": -1.316,
    "frequency": 0.25,
    "same_paragraph": 2.97,
    "turn_same": -3.0,
    "turn_two_back": 2.565,
    "gap_same": -0.25,
    "gap_two_back": 0.45,
    "far_same": 0.25,
    "tag_nobody": 20.0,
    "unknown": -12.0,
    "unnamed_near": -1.3,
    "unnamed_prior": -2.7,
    "narrator_prior": 0.9,
}
