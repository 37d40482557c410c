"""Words that lead from one narrative level into another and back: of sleeping and waking, remembering, imagining, telling."""

from __future__ import annotations

import re
from typing import Final

from fullcast.lexicon.inflection import IRREGULAR, third_person

PAST: Final = frozenset(p for p, _ in IRREGULAR.values()) | frozenset(
    "was were had did went would'nt knew hadn't wasn't weren't didn't".split()
)
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
    r"\b(?:woke|wakes|awoke|awakes)\b(?! (?:the|his|my|their|your|a)\b)"
    r"|\b(?:came|comes) (?:to|round|around)(?= *[.,;:—–-]| (?:with|on|in|lying|slowly|again|at last|to find)\b)"
    r"|\b(?:regained|regains|recovered) consciousness\b|\b(?:sat|sits|started|starts|jerked|jerks|jolted|jolts|snapped|snaps|shot|shoots|bolted|bolts) (?:bolt upright|awake)\b"
    r"|\b(?:shaken|shook|shakes|jerked|startled|roused|brought|gasped) (?:\w+ )?awake\b|\bwaking\b(?= (?:with|to find|in|on)\b)"
    r"|\b(?:came|comes|come) to (?:myself|himself|herself)\b|\b(?:opened|opens) (?:his|her|my) eyes (?:on|to|in|and)\b|\bthe (?:first|next) thing (?:he|she|i) (?:knew|knows|saw|sees|felt|feels|heard|hears|was aware of)\b"
    r"|\bfound (?:him|her|my)self (?:lying|in (?:his|her|my) (?:own )?bed|back in)\b"
    r"|\beyes (?:snapped|snap|flew|fly|shot|shoot|fluttered|flutter|blinked|blink|jerked) open\b|\bdid (?:wake|awake)\b",
    re.IGNORECASE,
)
"""Somebody wakes, by himself or woken."""
DREAMT: Final = re.compile(r"\b(?:dream|dreams|dreamed|dreamt|dreaming|nightmare|nightmares)\b", re.IGNORECASE)
DREAMT_THAT: Final = re.compile(
    r"\b(?:(?:dreamed|dreamt|dreams?)\b|(?:in|into) (?:the|his|her|my|a|this|that) (?:\w+ )?dream\b|(?:had|have|has|having) (?:a|an|such an?|this|that|the same|another) (?:\w+ )?(?:dream|nightmare)\b|(?:dream|nightmare) (?:was|is|began|begins|went|goes)\b)",
    re.IGNORECASE,
)
"""What opens a dream that is told."""
ONLY_A_DREAM: Final = re.compile(
    r"\b(?:it (?:had been|was|has been|had all been|was all|is all|'s all) (?:all |only |just |nothing but |merely )*a (?:\w+ )?(?:dream|nightmare)|(?:just|only) a (?:bad )?(?:dream|nightmare)|"
    r"(?:had|have|'d|'ve|must have|must be|was|were|been) (?:been |only |just |still )*dreaming|(?:had|must have) (?:slept|dozed|fallen asleep|nodded off|dropped off)|(?:dreamed|dreamt|dreamt up|imagined) (?:it all|it|all of it|the whole (?:thing|of it))|bad dream|from (?:a|the|his|her|my) (?:\w+ )?(?:dream|nightmare))\b",
    re.IGNORECASE,
)
"""What went before was one."""
THIS_IS_A_DREAM: Final = re.compile(
    r"\b(?:this (?:is|was|'s|has to be|must be|had to be) (?:all |only |just |nothing but |merely |not real, )*(?:a )?(?:dream|vision|hallucination)|this (?:isn't|is not|wasn't|can't be) real|(?:am i|are we|i'm|i am|i must be|i was|you're|you are|we're|he was|she was|he is|she is) (?:only |just |still |in a )*(?:dreaming|asleep and dreaming)|"
    r"(?:am i|are we|i'm|i am) dead\?|(?:none of this|nothing here) is real|(?:only|just) a dream|i'm not really here|you're not really here|^(?:oh,? )?(?:i'm|i am|you're) (?:asleep|dreaming))(?!\w)",
    re.IGNORECASE,
)
"""What is going on is one."""
YOU_WERE_OUT: Final = re.compile(
    r"\b(?:you(?:'d| had)? (?:shouted|screamed|cried out|were talking|were (?:out|asleep|unconscious|dreaming|raving|delirious|miles away|gone|under)|stopped talking|fainted|passed out|blacked out|fell asleep)|you've (?:been (?:out|asleep|unconscious|under)|stopped talking)|"
    r"(?:can you tell me (?:where|your name|what day)|what's your name|there (?:he|she) is|open your eyes for me|(?:he's|she's) opening (?:his|her) eyes|welcome back|lie still|don't (?:try to )?(?:talk|move|sit up|speak)|(?:he's|she's|you're) (?:coming (?:round|to|back)|awake|back|breathing)|(?:thought|think) (?:we'd |we had |i'd |i had )?lost (?:you|him|her)|thought you were (?:dead|gone)|(?:got|there's|there is|has) a pulse|"
    r"you(?:'ve| have)? (?:been|had) (?:a |the )?(?:fever|ill|delirious|raving|out of your (?:head|mind))|you(?:'ve| have) slept|back with us|(?:totally |right )?out cold|(?:was|were) (?:totally |right )?out|open your eyes|(?:can you )?hear me|wake up|bad one\?|stay with (?:me|us)|come back to (?:me|us)))\b",
    re.IGNORECASE,
)
"""Said to somebody who was away."""
NO_BREATH: Final = re.compile(
    r"\b(?:(?:was|were|wasn't|weren't|isn't|aren't|not|had not been|hadn't been) (?:not )?breathing|stop(?:ped|s) breathing|didn't breathe|did not breathe|no (?:pulse|breath|heartbeat)|without a (?:pulse|breath)|"
    r"heart (?:had |has )?(?:stopped|stops)|stopped (?:your|her|his|my) heart|(?:you|he|she|i) (?:were|was|'d been) dead (?:for|when)|died on (?:me|us)|compressions|chest compressions|cpr|breastbone|flatlined|at the bottom of it|brought (?:you|him|her|me) back)\b",
    re.IGNORECASE,
)
"""Breath or heart had stopped."""
RETURN: Final = re.compile(
    r"\b(?:gasp(?:ed|s|ing)?|cough(?:ed|s|ing)?|chok(?:ed|es|ing)|retch(?:ed|es|ing)?|(?:dragged|drags|sucked|sucks|drew|draws|pulled|pulls) (?:in )?(?:a |the )?(?:air|breath)|(?:his|her|my) (?:mouth|lungs|nose|throat) (?:was|were|is|are) full|"
    r"(?:opened|opens) (?:his|her|my) eyes|(?:a|the|his|her) (?:knee|hand|hands|weight|face|voice|mask|light) (?:was|is|came|comes|against|on|over|above))\b",
    re.IGNORECASE,
)
"""The body is back: the first things felt."""
LULL: Final = re.compile(
    r"\b(?:(?:sat|sits|lay|lies|lie|leaned|leans|leant|lean|settled|settles|sank|sinks|curled|curls) (?:\w+ ){0,2}?(?:down|back|up|by|in|on|against|beside)|(?:put|puts|laid|lays) (?:his|her|my) head|rested|rests|did not go to bed|nothing to (?:do|be done)|the (?:lamp|candle|fire) (?:burned|burnt|sank|went)|(?:isn't|wasn't|not) (?:even )?(?:cold|scared|afraid) any ?more|going numb|so tired|drowsy|heavy eyes|eyelids)\b",
    re.IGNORECASE,
)
"""Rest, from which one may have slid away."""
BLOW: Final = re.compile(
    r"\b(?:(?:comes|came|come) down (?:on|over|across)|counts? (?:back|backwards)|(?:an)?aesthetic|the needle (?:goes|went) in|(?:something|it|the \w+|a \w+) (?:hit|hits|struck|strikes|caught|catches|slammed|slams|parted|parts|gave|gives way|broke|breaks|snapped|snaps|exploded|explodes|collapsed|came down|comes down|went through|goes through)|(?:fell|falls|went down|goes down|went under|goes under|cried out|cries out|slipped|slips|pain)\b)",
    re.IGNORECASE,
)
"""What may knock somebody out."""
SCRY: Final = re.compile(
    r"\b(?:the sight (?:came|took|was on|fell)|second sight|(?:was|were|am|is) (?:somewhere else|elsewhere)\b|saw the same thing|the vision (?:came|took|began|rose|opened)|had a vision|"
    r"(?:looked|looks|gazed|gazes|peered|peers|stared|stares) (?:\w+ )?(?:in|into) (?:the|a|his|her) (?:\w+ )?(?:bowl|crystal|basin|ball|smoke)\b)",
    re.IGNORECASE,
)
"""What opens a vision."""
VISION: Final = re.compile(r"\b(?:vision|visions|sight|somewhere else|elsewhere)\b", re.IGNORECASE)
FICTION: Final = re.compile(
    r"\b(?:in the (?:film|play|story|tale|ballad|legend|picture|song|poem|movie|fable)\b|the (?:story|tale|legend|ballad|song|film|play|fable|myth) (?:goes|went|says|said|tells|told|has|had|begins|began|is|was|opens|opened)|once upon a time)",
    re.IGNORECASE,
)
"""What opens a tale that narration retells."""
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
HABITUAL: Final = re.compile(
    r"\b(?:always|every (?:day|night|morning|week|year|time|evening|sunday|summer|winter)|usually|often|sometimes|used to|on \w+days|whenever|most (?:days|nights))\b",
    re.IGNORECASE,
)
NOWNESS: Final = re.compile(
    r"\b(?:now|at last|again|this time|today|tonight|still|just then|at that moment|presently|suddenly|then)\b",
    re.IGNORECASE,
)
TELLING: Final = re.compile(
    r"\b(?:once|there (?:was|were)|one (?:day|night|evening|morning|summer|winter|time)|when (?:i|he|she|we|they|my|your) (?:was|were)|years ago|used to|back in|that (?:night|day|year|summer|winter|morning)|"
    r"it was (?:the|in|on|a|my)|i (?:was|had|went|came|saw|heard|met|knew)|my (?:father|mother|grandfather|grandmother|brother|sister|uncle|aunt|old|first)|so (?:he|she|i|they|we)|and then|in the end)\b",
    re.IGNORECASE,
)
STORYING: Final = re.compile(
    r"\b(?:tell|tells|told|telling|story|stories|tale|began|begins|went on|goes on|listened|listens|explained|related|recounted|happened|what happened|how it (?:was|had been|happened))\b",
    re.IGNORECASE,
)

_NUMBER: Final = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|\d+)"
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_DAY: Final = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_WEEKDAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)"
WOKEN_SOMEWHERE: Final = re.compile(
    r"\b(?:woke|wakes|awoke|awakes|waking) (?:up )?(?:in|on|with|under|against|to|face|lying|flat|beside|gasping|screaming|shaking|sweating|smiling|crying|weeping|and)\b(?! (?:nine|ten|six|\d))",
    re.IGNORECASE,
)
NO_DREAM: Final = re.compile(
    r"\b(?:never|not|n't|would|wouldn't|could|couldn't|nobody|no one)(?: \w+)? (?:have )?(?:dream|dreamed|dreamt|dreams)\b|\bdream(?:s)? come true\b|\bdreams? of (?:becoming|being|a better|one day)\b",
    re.IGNORECASE,
)
DREAMT_CLAUSE: Final = re.compile(
    r"\b(?:(?:had |has |have |'d |'ve )?(?:dreamed|dreamt)|(?<=\bI )dream|(?<=he )dreams) (?:(?:last night|that night|again|once) )?"
    r"(?:that (?!(?:passed|was|were|had|came|he|she)\b(?= (?:by|of)))|(?=(?:he|she|I|they|we|it|there|somebody|someone|(?-i:[A-Z])\w+ (?:was|had|were|\w+ed))\b))",
    re.IGNORECASE,
)
"""The verb with what is dreamt: not "the dream that passed"."""
DREAM_OPENS: Final = re.compile(
    r"\b(?:began|begins|begin|started|starts|fell) to dream\b|\b(?:he|she|i|they|we|(?-i:[A-Z])\w+) (?:dreamed|dreamt)(?: again| that night| then| too)?\s*[.:;—–]|\bhad (?:a|an|such an?|the same|another|the strangest|the oddest) (?:\w+ )?(?:dream|nightmare)(?! of| about| that| to| for)\b|"
    r"(?:'s|\bthe|\bhis|\bher|\bmy) (?:\w+ )?(?:dream|nightmare) (?:was (?:short|always|the same|this)|began|begins|went|goes|opened)\b|\bdream (?:about|of) .*\b(?:most nights|every night|again)\b",
    re.IGNORECASE,
)
"""A dream that what follows tells."""
IN_THE_DREAM: Final = re.compile(
    r"(?:And |Then |But )?in (?:the|his|her|my|this|that) (?:\w+ )?dream,? ", re.IGNORECASE
)
TIMED: Final = re.compile(
    r"\b(?:at (?:nine|ten|eight|seven|six|five|four|three|two|one|noon|dawn|first light|daybreak|midnight|\d)|early|late|next (?:morning|day)|in the (?:\w+ )?(?:morning|night)|middle of the night|that night|before (?:dawn|it was light)|every)\b",
    re.IGNORECASE,
)
TAKEN_BACK: Final = re.compile(
    r"\b(?:it (?:had been|was|has been|had all been|was all|is all) (?:all |only |just |nothing but |merely )*a (?:\w+ )?(?:dream|nightmare)|(?:had|have|'d|'ve|must have) (?:been |only |just |all )*(?:dreaming|dreamed it|dreamt it|dreamed all|dreamt all|imagined it|imagined all)|"
    r"(?:none|not a word|nothing) of (?:it|this|that|what i wrote)[^.]{0,30} (?:happened|is true|was true|was real|took place)|never happened)\b",
    re.IGNORECASE,
)
WHEN_WOKEN: Final = re.compile(
    r"\b(?:when|until|till|before|after|as soon as|once|by the time)\b[^.;]{1,60}\b(?:woke|wakes|awoke|awakes|came (?:to|round))\b",
    re.IGNORECASE,
)
"""A waking that is taken for granted."""
AGE: Final = re.compile(
    rf"\b(?:when (?:he|she|i|we|they) (?:was|were|had been) (?:\w+ )?(?:{_NUMBER}|a (?:child|boy|girl|student|young \w+)|young|little|small)\b|(?:he|she|i|we|they) (?:was|were|had been) (?:only |just |barely )?{_NUMBER}(?: years old)?(?: then| when| on| at the time|,|\.)|as a (?:child|boy|girl|student|young \w+)\b|"
    rf"at (?:the age of )?{_NUMBER}\b(?= (?:he|she|i|they) (?:had|was|were)))",
    re.IGNORECASE,
)
LONG_AGO: Final = re.compile(
    rf"\b(?:(?:{_NUMBER}|some|many|several|a few|a couple of) (?:years|winters|summers|months|weeks|nights|days) (?:ago|before|back|earlier|since)|(?:last|that|the previous|the same|one) (?:spring|summer|autumn|fall|winter|year|night|christmas|easter|april|may|june|july|august|september|october|november|december|january|february|march)|"
    r"years (?:ago|before|earlier)|the year (?:that|when|of|before)|on the (?:morning|night|day|evening|afternoon) (?:of|that|when|before|after)|the (?:first|last) time|in those days|back then|long ago|once,? (?:when|long|years)|(?:the )?(?:day|night|week|morning)s? (?:after|before) (?:his|her|my|their|the)|"
    r"two days after|the day before|the night before|the week before|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday) (?:he|she|they|i|we) had)\b",
    re.IGNORECASE,
)
LEADS_BACK: Final = re.compile(
    r"\b(?:remember(?:ed|s|ing)?|recall(?:ed|s)?|thought (?:of|back|about) (?:it|that|the|his|her|him|them|how)|always thought of it|came back to (?:him|her|me|them)|memory|memories|reminded (?:him|her|me)|took (?:him|her|me) back|knew what had|did that once|had done that|so i looked)\b",
    re.IGNORECASE,
)
TOLD_HOW: Final = re.compile(
    r"\b(?:told|tells|explained|related|recounted|described) (?:(?:him|her|me|them|us|the \w+)\b[^.]*\b(?:how|what|of|about|in pieces|everything|all)\b|(?:it|the story|the tale)\b)",
    re.IGNORECASE,
)
SUMMARY: Final = re.compile(
    rf"\b(?:for {_NUMBER}(?:-\w+)? years|ever since|never once|always|every (?:day|night|week|year|time)|had never|since then|all (?:his|her|my) life|used to|often|sometimes)\b",
    re.IGNORECASE,
)
SEES: Final = re.compile(
    r"(?:\b(?:saw|sees|could see|can see) (?:it|her|him|them|exactly|just|clearly|already|the whole|all of it|how (?:it|he|she|they)|what)\b|\b(?:pictured|pictures|imagined|imagines) (?:the|it|her|him|them|how|what|his|a|an)\b|\bcould just see\b|\bhad it (?:all )?before (?:him|her|me)\b|\b(?:has|had) a picture\b|\bhas seen how\b|\bas clearly as\b|"
    r"\b(?:tell|told|imagine|imagined|thought) (?:\w+ )?how it would be\b|\balready seen\b|\bi keep seeing\b|\bin (?:his|her|my) mind(?:'s eye)?,? (?:he|she|i)\b)",
    re.IGNORECASE,
)
MOMENT: Final = re.compile(
    r"\b(?:now|still|again|suddenly|just then|at that moment|this time|tonight|today|at last)\b", re.IGNORECASE
)
REMEMBERED: Final = re.compile(
    r"^(?:[\w'’-]+ ){0,3}?(?:remembered|remembers|recalled) (?:[\w'’-]+ ?){1,5}[.:]?$|\bcan (?:still )?see (?:it|him|her|them)\b|\bwhat (?:he|she|i) (?:thought of|remembered)\b|\b(?:smell|sound|taste|sight|feel|tune) of\b.*\b(?:enough|it|back)\b|\bflashback\b|"
    r"\ball at once (?:he|she|i) (?:was|were)\b.*\bagain\b|\bthought of the (?:day|night|time|morning|afternoon|evening|summer|winter)\b|\bheld (?:his|her|my) breath and remembered\b",
    re.IGNORECASE,
)
"""A sentence after which a scene of the past may begin in the simple past."""
DATE: Final = re.compile(
    rf"[\"“_*]*(?:{_WEEKDAY},? )?(?:(?:the )?{_DAY}(?: of)? {_MONTH}|{_MONTH} {_DAY})\b(?:,? \d{{4}})?|[\"“_*]*{_WEEKDAY},? (?:{_DAY}|(?:morning|evening|night|noon|midnight|later)\b)",
)
"""A date at the head of a paragraph."""
SALUTATION: Final = re.compile(
    r"[\"“‘_*]*(?:My (?:own )?)?(?:[Dd]ear(?:est)?|Beloved|Darling)(?:,? (?:[Dd]ear(?:est)?|sir|madam|mother|father|brother|sister|girls?|boys?|all|friend|old|Mr\.?|Mrs\.?|Miss|Ms\.?|[A-Z][\w'’-]+))*(?: and [\w'’ ]+)?(?:[,:—–-]|\s*$)|[\"“_*]*(?:Sir|Madam|Gentlemen|To whom it may concern)[,:]"
)
CAPITALS: Final = re.compile(r"[\"“_*]*(?:[A-Z][A-Z'’.-]+[ ,]+){2,}[A-Z0-9][A-Z0-9'’.,:-]*")
SIGNED_OFF: Final = re.compile(
    r"\b(?:Yours?|Ever yours|Always|With (?:all my )?love|Love|Affectionately|Sincerely|Faithfully|Your (?:loving|living|own|devoted|affectionate|obedient|friend|brother|sister|son|daughter|mother|father|wife|husband)\b[\w ,']{0,30}),?\s+[A-Z][\w.'’ -]{0,24}\.?\s*$"
)
LAST_NAME: Final = re.compile(r"(?:^|[.!?…]\s+|\n)((?:[A-Z][\w'’-]*\s?){1,2})\.?\s*$")
ANNOUNCES: Final = re.compile(
    r"\b(?:letter|note|message|bottle|telegram|card|postcard|notice|sign|diary|journal|report|article|email|e-mail|text|wrote|read|reads|ran|said|typed|inscription)\b[^.!?]*:\s*$",
    re.IGNORECASE,
)
WHAT_A_DREAM: Final = re.compile(
    r"\b(?:(?:had|have|having|what|'ve had) (?:such |quite )?(?:a|an) (?:\w+ ){0,2}(?:dream|nightmare)|it was (?:all )?(?:only |just )?a (?:\w+ )?dream|(?:had|was|must have been|been) (?:all |only |just )*(?:dreaming|dreamt|dreamed))\b",
    re.IGNORECASE,
)
"""Said or thought right after a waking: the whole of it was one."""
AWAKE_IN_BED: Final = re.compile(
    r"\b(?:pillows?|blankets?|bedclothes|sheets|mattress|bunk|hammock|ceiling|the alarm|alarm clock|bedside|her own bed|his own bed|my own bed|got up|gets up|get up|lay (?:awake|still|there|with|and listened|listening)|lies (?:awake|still|there|with)|sat up|sits up|pushed (?:it|the cat|him|her) off|in (?:his|her|my) nightshirt|the window (?:was|is) grey|it was still dark)\b",
    re.IGNORECASE,
)
"""The bedroom that a dream ends in, where nobody says that he woke."""
ASKED_FOR_DREAM: Final = re.compile(
    r"\b(?:what (?:did|do) you dream|tell (?:me|us) (?:the|your) dream|in it, i mean|i had (?:one|a dream|the dream|such a dream)|i dream(?:ed|t) (?:that|of|about)|in (?:the|my) dream)\b",
    re.IGNORECASE,
)
OPENERS: Final = {
    "sleep": "asleep off sleep slept sleeps eyes",
    "faint": "out consciousness fainted faints swooned black dark white grey gray more darkness blackness",
    "wake": "woke wakes awoke awakes awakened wakened came comes consciousness upright awake waking open wake come opened opens thing himself herself myself",
    "dreamt": "dream dreams dreamed dreamt dreaming nightmare nightmares",
    "dreamt_that": "dream dreams dreamed dreamt nightmare",
    "scry": "vision sight somewhere else elsewhere bowl crystal basin ball smoke thing",
    "fiction": "film play story tale ballad legend picture song poem time movie fable myth",
    "only_a_dream": "dream dreaming nightmare dreamed dreamt imagined slept dozed asleep off",
    "this_is_a_dream": "dream vision hallucination real dreaming dead really asleep",
    "you_were_out": "you there you'd you've you're us cold eyes me up one welcome still don't talk move he's she's he she lost pulse thought",
    "no_breath": "breathing breathe pulse breath heartbeat heart dead died compressions cpr breastbone flatlined bottom brought",
    "return": "gasp gasped gasps gasping cough coughed coughs coughing choked chokes choking retched retches retching retch air breath full eyes knee hand hands weight face voice mask light",
    "lull": "sat sits lay lies lie leaned leans leant lean settled settles sank sinks curled curls head rested rests bed nothing lamp candle fire more numb tired drowsy eyes eyelids",
    "blow": "comes came come count counts aesthetic anaesthetic needle hit hits struck strikes caught catches slammed slams parted parts way broke breaks snapped snaps exploded explodes collapsed down through fell falls went goes cried cries slipped slips pain",
    "remember": "remember remembered remembers remembering recall recalled recalls thought thinks memory memories reminded back years winters winter summers summer months that once one when child boy girl year first last those then ago old nine ten eight seven six twelve fifteen nineteen sixteen eleven",
    "imagine": "imagine imagined imagines imagining picture pictured pictures picturing saw sees see had would supposed suppose what if planned plan plans feared afraid hoped how mind before",
    "habit": "always every usually often sometimes used on whenever most",
    "now": "now last again this today tonight still just moment presently suddenly then",
    "telling": "once there one when years used back that it i my so and in",
    "storying": "tell tells told telling story stories tale began begins went goes listened listens explained related recounted happened how",
}
"""By cue, the words one of which stands in whatever its pattern matches."""


def is_past(word: str) -> bool:
    """Whether `word`, in small letters, is most likely a past form or participle."""
    return word in PAST or word in PARTICIPLES or (word.endswith("ed") and len(word) > 3 and word not in NOT_PAST)
