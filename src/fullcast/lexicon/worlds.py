"""Words that lead from one narrative level into another and back: of sleeping and waking, remembering, imagining, telling."""

from __future__ import annotations

import re
from typing import Final

from fullcast.lexicon.inflection import IRREGULAR, third_person

PAST: Final = frozenset(p for p, _ in IRREGULAR.values()) | frozenset("was were had did went would'nt knew hadn't wasn't weren't didn't".split())
"""Past forms that spelling does not show."""
PARTICIPLES: Final = frozenset(p for _, p in IRREGULAR.values()) | frozenset("been had done gone seen known".split())
NOT_PAST: Final = frozenset(
    "red bed need seed speed bleed feed breed weed deed reed shed sled indeed hundred sacred wicked naked ragged beloved kindred shred "
    "read put set let cut hit shut hurt cost cast spread split burst beat bed led fed tired".split()
) - {"led", "fed"}
"""Words that end as a past form does, and those whose past is like their present."""
PRESENT: Final = frozenset(
    "is are am has have does do isn't aren't don't doesn't haven't hasn't i'm you're we're they're it's that's there's he's she's what's "
    "i've we've you've they've says goes comes thinks knows looks stands sits walks turns takes makes gets gives puts holds keeps feels hears sees wants "
    "seems begins starts stops opens closes pulls pushes runs falls lies leans watches waits asks tells nods shakes smiles laughs shrugs reaches lets "
    "leaves brings moves steps lifts drops picks rises lives works".split()
) | frozenset(third_person(base) for base in IRREGULAR)  # fmt: skip
HAVE_PAST: Final = frozenset("had hadn't i'd he'd she'd we'd they'd you'd it'd who'd there'd".split())
WOULD: Final = frozenset("would wouldn't".split())
MIGHT: Final = frozenset("might could should may couldn't shouldn't mightn't".split())
WILL: Final = frozenset("will won't i'll he'll she'll we'll they'll you'll it'll shall can can't must".split())

_SLEEP: Final = (
    r"(?:fell|falls|fallen|dropped|drops|drifted|drifts|dozed|dozes|nodded|nods|sank|sinks|slid|slides|slipped|slips) (?:\w+ ){0,2}?(?:asleep|off|to sleep|into (?:\w+ ){0,3}?sleep)"
    r"|(?:slept|sleeps|cried \w+self to sleep|sleep (?:took|takes|came|comes|claimed|overtook|found))"
    r"|(?:closed|closes|shut|shuts) (?:his|her|my|their|both) eyes"
)
_FAINT: Final = (
    r"(?:passed|passes|blacked|blacks) out|lost consciousness|loses consciousness|fainted|faints|swooned|"
    r"(?:everything|the world|it all|all|the light|the room|the sky) (?:went|goes|turned|turns) (?:black|dark|white|grey|gray)|"
    r"(?:knew|remembered|saw|felt|heard) (?:nothing|no) more|(?:darkness|blackness|the dark) (?:took|takes|closed|closes|swallowed|swallows|came|rose)"
)
SLEEP: Final = re.compile(rf"\b(?:{_SLEEP})\b", re.IGNORECASE)
FAINT: Final = re.compile(rf"\b(?:{_FAINT})\b", re.IGNORECASE)
WAKE: Final = re.compile(
    r"\b(?:woke|wakes|woken|awoke|awakes|awakened|wakened)\b(?! (?:him|her|them|me|us|it|up (?:him|her|them|me|us)|the|his|my|their)\b)"
    r"|\bcame (?:to\b(?! (?:the|a|an|his|her|my|their|see|him|me|us|them|it|her)\b)|round\b|around\b)|\bcomes (?:to\b(?= *[.,;:—–-])|round\b|around\b)"
    r"|\b(?:opened|opens) (?:his|her|my|their) eyes\b|\b(?:regained|regains) consciousness\b"
    r"|\b(?:sat|sits|started|starts|jerked|jerks|jolted|jolts|snapped|snaps|shot|bolted) (?:bolt )?(?:upright|awake|up)\b"
    r"|\b(?:shaken|shook|shakes|jerked|startled|roused) (?:\w+ )?awake\b|\b(?:was|were|is|am|are) awake\b"
    r"|\bwoke (?:him|her|me|them)\b|\b(?:strike|noise|sound|voice|cold|light|bell|alarm|knocking|smell|pain|hand|phone|sun|rain|thud|bang|crash) (?:that )?(?:woke|wakes) (?:him|her|me|them)\b",
    re.IGNORECASE,
)
DREAMT: Final = re.compile(r"\b(?:dream|dreams|dreamed|dreamt|dreaming|nightmare|nightmares)\b", re.IGNORECASE)
DREAMT_THAT: Final = re.compile(
    r"\b(?:(?:dreamed|dreamt|dreams?) (?:(?:last night|that night|again|once) )?(?:that\b|of\b|(?=(?:he|she|i|they|we|it|the|her|his|my|there)\b))|"
    r"(?:in|into) (?:the|his|her|my|a|this|that) dream\b|(?:had|have|has|having) (?:a|this|that|the same|another) (?:\w+ )?(?:dream|nightmare)\b)",
    re.IGNORECASE,
)
ONLY_A_DREAM: Final = re.compile(
    r"\b(?:it (?:had been|was|has been|'s been|is) (?:all |only |just |nothing but )*(?:a )?(?:bad )?(?:dream|nightmare)|only (?:a|dreaming) ?(?:dream)?|"
    r"(?:had|have|'d|'ve|was|were|been) (?:been )?dreaming|dreamed it|dreamt it|bad (?:one|dream)|(?:you|he|she|i|they) (?:had |have )?(?:been|were|was) (?:out|asleep|unconscious|under|gone)\b|"
    r"you (?:shouted|screamed|cried out|were talking) (?:in your sleep)?|back with us|slept through|out cold)\b",
    re.IGNORECASE,
)
NO_BREATH: Final = re.compile(
    r"\b(?:(?:was|were|wasn't|weren't|isn't|aren't|not|stopped|stops|had stopped|had not been|hadn't been|you) (?:not )?breathing|no pulse|without (?:a )?(?:pulse|breath)|"
    r"(?:heart|breath|pulse) (?:had |has )?(?:stopped|stops)|stopped your heart|drowned|were dead|was dead for|died on (?:me|us)|compressions|count(?:ed|ing)? (?:to )?thirty|"
    r"(?:dragged|drags|sucked|sucks|gasped|gasps|pulled|pulls) (?:in )?(?:air|a breath|breath)|gasped (?:back|for)|back from the dead|lungs?|paddles|defibrillator)\b",
    re.IGNORECASE,
)
REMEMBER: Final = re.compile(
    r"\b(?:remember(?:ed|s|ing)?|recall(?:ed|s)?|thought (?:of|back|about)|thinks (?:of|back|about)|memory|memories|reminded|came back to|took (?:him|her|me) back|"
    r"years (?:ago|before|back|earlier|since)|winters? (?:ago|before|back)|summers? (?:ago|before|back)|months (?:ago|before|earlier)|that (?:summer|winter|night|day|year|morning|spring|autumn)|"
    r"(?:once|one (?:night|day|summer|winter|evening|morning)|when (?:he|she|i|they|we) (?:was|were|had been)|as a (?:child|boy|girl)|the year (?:that|when|of)|the (?:first|last) time)|"
    r"in those days|back then|long ago|(?:had been|was|were) (?:\w+ ){0,2}(?:years old|a child|a boy|a girl|nine|ten|eight|seven|six|twelve|fifteen|nineteen|sixteen|eleven))\b",
    re.IGNORECASE,
)
IMAGINE: Final = re.compile(
    r"\b(?:imagin(?:e|ed|es|ing)|pictur(?:e|ed|es|ing)|(?:saw|sees|could see|can see|had) (?:it|her|him|them|the \w+|exactly|now|already|before)|would be|supposed|what if|suppose|"
    r"if (?:he|she|they|i|it|we|you)|planned|plan(?:s)?|feared|afraid|hoped|how it would|in (?:his|her|my) mind(?:'s eye)?|before (?:his|her|my) eyes)\b",
    re.IGNORECASE,
)
HABITUAL: Final = re.compile(r"\b(?:always|every (?:day|night|morning|week|year|time|evening|sunday|summer|winter)|usually|often|sometimes|used to|on \w+days|whenever|most (?:days|nights))\b", re.IGNORECASE)
NOWNESS: Final = re.compile(r"\b(?:now|at last|again|this time|today|tonight|still|just then|at that moment|presently|suddenly|then)\b", re.IGNORECASE)
TELLING: Final = re.compile(
    r"\b(?:once|there (?:was|were)|one (?:day|night|evening|morning|summer|winter|time)|when (?:i|he|she|we|they|my|your) (?:was|were)|years ago|used to|back in|that (?:night|day|year|summer|winter|morning)|"
    r"it was (?:the|in|on|a|my)|i (?:was|had|went|came|saw|heard|met|knew)|my (?:father|mother|grandfather|grandmother|brother|sister|uncle|aunt|old|first)|so (?:he|she|i|they|we)|and then|in the end)\b",
    re.IGNORECASE,
)
STORYING: Final = re.compile(
    r"\b(?:tell|tells|told|telling|story|stories|tale|began|begins|went on|goes on|listened|listens|explained|related|recounted|happened|what happened|how it (?:was|had been|happened))\b", re.IGNORECASE
)


def is_past(word: str) -> bool:
    """Whether `word`, in small letters, is most likely a past form or participle."""
    return word in PAST or word in PARTICIPLES or (word.endswith("ed") and len(word) > 3 and word not in NOT_PAST)
