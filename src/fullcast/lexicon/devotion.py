"""Words that name a feeling for somebody which lasts: love, hatred, trust, longing; and words that say that it lasts."""

from __future__ import annotations

import re
from typing import Final

from fullcast.lexicon.inflection import forms

VERBS: Final = {
    verb: feeling
    for feeling, some in {
        "love": "love adore", "trust": "trust", "admiration": "admire revere", "longing": "miss", "pity": "pity", "grief": "mourn",
        "fear": "fear dread", "jealousy": "envy", "resentment": "resent", "contempt": "despise scorn", "hatred": "hate loathe detest abhor",
    }.items()
    for verb in some.split()
}  # fmt: skip
"""Verbs whose object is whom the feeling is for."""
WITH_PREPOSITION: Final = {
    ("long", "for"): "longing",
    ("yearn", "for"): "longing",
    ("pine", "for"): "longing",
    ("grieve", "for"): "grief",
}
ADJECTIVES: Final = {
    ("fond", "of"): "affection", ("devoted", "to"): "affection", ("grateful", "to"): "gratitude", ("afraid", "of"): "fear",
    ("frightened", "of"): "fear", ("scared", "of"): "fear", ("terrified", "of"): "fear", ("jealous", "of"): "jealousy",
    ("envious", "of"): "jealousy", ("sorry", "for"): "pity",
}  # fmt: skip
"""Adjectives with the preposition before whom the feeling is for."""
NOUNS: Final = {
    "love": "love", "affection": "affection", "fondness": "affection", "trust": "trust", "gratitude": "gratitude", "admiration": "admiration",
    "longing": "longing", "pity": "pity", "grief": "grief", "guilt": "guilt", "fear": "fear", "dread": "fear", "jealousy": "jealousy",
    "envy": "jealousy", "resentment": "resentment", "grudge": "resentment", "contempt": "contempt", "hatred": "hatred", "loathing": "hatred",
}  # fmt: skip
NOUN_PREPOSITIONS: Final = frozenset("for of to toward towards against in".split())
HAVING: Final = frozenset("feel have bear harbour harbor nurse keep".split())
"""Verbs whose subject has the feeling that is their object."""
STANDING: Final = frozenset("love affection admiration jealousy resentment contempt hatred trust gratitude".split())
"""Feelings that last when narration names them by a verb or an adjective; others are as often of a moment."""
LASTING: Final = re.compile(
    r"\b(?:always|never|ever since|since|still|all (?:his|her|my|their|our|your) (?:life|childhood|days)|for (?:\w+ )?(?:\w+ )?(?:years|months|weeks|life|ever)|"
    r"(?:\w+ )?years|every (?:year|day|night|evening|morning)|from the (?:day|hour|first|beginning)|long|as long as)\b",
    re.IGNORECASE,
)
PASSING: Final = re.compile(
    r"\b(?:then|now|just|suddenly|almost|nearly|for (?:a|one|that) (?:moment|second|minute|instant)|at that moment|for an instant|sometimes|at times|could have)\b",
    re.IGNORECASE,
)
NEW: Final = re.compile(r"\b(?:for the first time|began to|beginning to)\b", re.IGNORECASE)
"""Words by which a feeling only begins."""
CARE: Final = re.compile(
    r"\b(?:(?:could|might|would) have (?:been |got(?:ten)? )?(?:died|killed|drowned|hurt|broken your neck|frozen)|(?:sick|out of my mind) with (?:worry|fear)|"
    r"worried (?:sick|to death)|(?:frightened|scared) (?:me|us) (?:half )?to death|(?:thought|believed) (?:that )?you (?:were|was) (?:dead|drowned|gone|killed))\b",
    re.IGNORECASE,
)
"""What is shouted in anger out of care."""
OPPOSED: Final = (
    frozenset("love affection trust gratitude admiration longing".split()),
    frozenset("fear jealousy resentment contempt hatred".split()),
)
FELT_CUES: Final = (
    frozenset(forms({*VERBS, *(verb for verb, _ in WITH_PREPOSITION)}, gerund=True))
    | {*VERBS, *(verb for verb, _ in WITH_PREPOSITION), *(adjective for adjective, _ in ADJECTIVES), *NOUNS}
    | {"forgiven"}
)
"""Words whose sentences are looked at for feelings that last."""
