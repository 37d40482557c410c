"""Words in which somebody is given a choice, or has one: two ways, which of two, do this or else."""

from __future__ import annotations

import re
from typing import Final

_I: Final = r"(?P<subject>I|i|[Yy]ou|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Oo]ne|[Aa] man|[Aa] woman|[A-Z][a-z]+)"
_AGAIN: Final = r"(?:I|i|you|he|she|we|they|one|a man|a woman|[A-Z][a-z]+)"
_CAN: Final = r"(?:can|could|may|will|[’']ll|shall|(?:have|has|had) to)(?! (?:be|see|hear|feel|tell that|smell|remember|imagine|not|have (?:been|had|\w+e[dn]))\b)"
_NO_ORDER: Final = (
    r"(?!(?:It|He|She|They|There|That|This|These|Those|Of|In|On|At|By|Under|Over|With|After|Before|Behind|Not|Now|Then|Here|Was|Is|Were|Are|Did|Has|"
    r"Had|Some\w+|Any\w+|Every\w*|One|Two|The|A|An|My|His|Her|Our|Their|Your|Perhaps|Maybe|Only|What|Who|Where|When|Why|How|If|Because|Since|As|And|But|So|"
    r"No|Yes|Well|Either|You|Thou|We|I|Do|Does|Or|Sir|Mr|Mrs|Miss|Dr|Once|Sooner|More|Less|Shall|Can|Could|Would|Will|Should|May|Might|Must|To|From|Until|Between|Both|Such)\b)"
    r"(?![A-Z][a-z]+\s[A-Z])(?![A-Z][a-z]+\s(?:was|were|is|are|has|had|will|would)\b)"
)
"""No order begins with these, nor with a name of two words."""

ALTERNATIVES: Final = (
    # "I could burn it, or else I could open it"
    re.compile(rf"\b{_I}\s*(?:{_CAN}|either)\s(?P<one>[^.!?]{{3,160}}?),?\s+or\s+(?:else,?\s+)?(?:{_AGAIN}\s*{_CAN})\s+(?P<two>[^.!?;,”\"]{{2,80}})"),
    # "Either you tell us, or I ring the police"
    re.compile(
        rf"\b[Ee]ither\s+{_I}\s(?P<one>[^!?]{{3,160}}?)[,.;]?\s+(?:[Oo]r)\s+(?:else,?\s+)?(?:{_AGAIN}\s+)?(?P<two>[^.!?;,”\"]{{2,80}})"
    ),
    # "Do you come home, or do you sign again?"
    re.compile(
        rf"\b(?:Do|Will|Shall|Should|do|will|shall|should)\s+{_I}\s(?!(?:mean|know|think|remember|see|suppose)\b)(?P<one>[^.!?]{{2,100}}?),?\s+or\s+(?:(?:do|will|shall|should)\s+{_AGAIN}\s)?(?P<two>[^.!?]{{2,80}})\?"
    ),
    # "You read it, or you go down"
    re.compile(r"(?:^|[\"“‘—–.!?]\s*)(?P<subject>You|We|I)\s(?P<one>[^.!?,;]{2,60}),?\s+or\s+(?:you|we|I)\s(?P<two>[^.!?;,”\"]{2,60})"),
    # "whether to stay or go"
    re.compile(r"\b(?P<subject>he|she|I|they|we)\s[^.!?]{0,40}\bwhether to\s(?P<one>[^.!?]{2,60}?),?\s+or\s+(?:to\s+)?(?P<two>[^.!?;,”\"]{2,60})", re.IGNORECASE),
    # "If he turned it, they would come. But if he turned it …"
    re.compile(
        r"\b[Ii]f\s+(?P<subject>I|he|she|they|we)\s(?P<one>[^.!?;,]{2,60}),[^.!?;]{0,80}\b(?:would|should|[’']d|will|[’']ll)\b[^!?]{0,300}?[.;]\s+(?:[Bb]ut\s+|[Aa]nd\s+)?"
        r"[Ii]f\s+(?:I|he|she|they|we)\s(?P<two>[^.!?;,]{2,60}),[^.!?;]{0,80}\b(?:would|should|[’']d|will|[’']ll)\b"
    ),
)  # fmt: skip
"""Two ways that are open to `subject`."""
OR_ELSE: Final = re.compile(
    rf"(?:[.!?;—–,][\"”’]?\s*(?:[^.!?\"“”]{{0,40}}[.,]\s*)?[\"“‘]?\s*)(?:And\s+)?(?P<or>[Oo]r)\s+(?:else,?\s+|perhaps\s+)?"
    rf"(?:(?P<again>{_AGAIN})\s*(?:{_CAN}(?:\s+(?P<not>not))?|lend|go|come|stay|take|give|we|I)?|there[’']s|there was)\b\s*(?P<two>[^.!?;,”\"]{{0,80}})"
)
"""The second way, in a sentence or a clause of its own: "Or you can hang up your keys"."""
FIRST_WAY: Final = re.compile(
    rf"\b{_I}\s*(?:{_CAN}|[’']d(?! (?:have|been|had|better|like|be)\b))\s(?P<one>[^.!?;]{{2,160}})"
)
"""The first way, that stands somewhere before it: "You can stop on"."""
BARE_OR: Final = re.compile(
    r"[.!?;—–,][\"”’]?\s*(?:[^.!?\"“”]{0,40}[.,]\s*)?[\"“‘]?\s*(?:And\s+)?(?P<or>[Oo]r)\s+(?P<two>(?:don[’']t|stay|go|leave|keep|give|come|take|let|say|"
    r"sign|refuse|put|turn|walk|stop)\b[^.!?;,”\"]{0,60})"
)
"""The second way of what somebody is told to do: "Come with me. Or stay"."""
ORDER: Final = re.compile(rf"(?:^|[\"“‘—–.!?]\s*)(?P<one>{_NO_ORDER}[A-Z][a-z]+\b[^.!?;”\"]{{0,80}})")
"""What somebody is told to do."""
TWO_IFS: Final = re.compile(
    r"\b[Ii]f you(?P<one>\s[^.!?;,]{2,60}),[^.!?;]{2,100}[.;]\s+(?:[Bb]ut\s+|[Aa]nd\s+)?(?:[Ii]f (?:you|not)\b(?P<two>[^.!?;,]{0,60}),)"
)
"""Two conditions: "If you sign, you keep the house. If you don't, you are out by noon"."""
TWO_THINGS: Final = re.compile(
    r"\b(?P<subject>I|you|he|she|we|they|You|He|She|We|They)\s(?P<can>could|can|may|might)\s(?!be\b|see\b|hear\b|feel\b|smell\b|have\b|not\b)(?P<one>[^.!?;]{2,80})[.;]\s+(?P<again>I|[Yy]ou|[Hh]e|[Ss]he|[Ww]e|[Tt]hey)\s"
    r"(?:could|can|may|might)\s(?:also\s)?(?!be\b|see\b|hear\b|feel\b|smell\b|have\b|not\b)(?P<two>[^.!?;]{2,80})"
)
"""Two things that one person could do: "I could go up. I could stay where I was"."""
BETWEEN: Final = re.compile(
    r"\b(?:choose|choosing|decide|torn|hesitated|wavered|pick|choice)\b[^.!?]{0,20}\bbetween\s(?P<one>[^.!?,;]{2,50}?)\s+and\s+(?P<two>[^.!?,;]{2,50})"
)
NO_CHOICE: Final = re.compile(
    r"\b(?:no|never|nothing|not|if|every|always|[a-z]+n[’']t|as the)\b[^.!?]{0,60}$", re.IGNORECASE
)
"""Words in the same sentence before "choose between" after which nothing is chosen."""
PUT_TO: Final = re.compile(
    r"\b(?:put it to|asked|offered|gave|told|let)\s(?P<who>me|him|her|us|them|[A-Z][a-z]+)\b[^.!?:]{0,30}(?:[:,]|the choice of|choose)\s(?P<one>(?:the|a|an|his|her|my|to)\s[^.!?,;]{2,40}?)"
    r"\s+or\s+(?P<two>(?:the|a|an|his|her|my|to)\s[^.!?,;]{2,40})"
)
"""What is put before somebody: "They put it to me: the mine or the front"."""
IT_IS_OR: Final = re.compile(
    r"\b(?:[Ii]t[’']s|[Ii]t is|[Ii]t was|[Tt]hat leaves|[Tt]here[’']s)\s(?P<one>(?:the|your|my|him|her|me|us|now|this|you|them)\b[^.!?,;]{0,30}?),?\s+or\s+(?P<two>(?:the|your|my|him|her|me|us|never|that|you|them|it[’']s)\b[^.!?,;]{0,40})[,.!?]"
)
"""Two names: "It's her or me"."""
A_CHOICE: Final = re.compile(
    r"\b(?P<subject>I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[A-Z][a-z]+)\s+(?:had|has|have|was left with|was given)\s+(?:only\s+)?(?:a|one|two|the)\s+(?:choices?|ways|options?|courses|alternatives?)\b"
    r"|\b[Tt]here were (?:only )?two (?:things|ways|choices|courses)\b[^.!?]{0,20}\b(?P<again>I|he|she|we|they)\s+could\b"
)
"""That somebody has a choice."""
TO_AND_TO: Final = re.compile(
    r"\bTo\s(?P<one>[a-z][^.!?;,]{2,60}?)\s(?:was|is|meant|means|would be|would mean)\b[^.!?;]{2,100}[.;,]\s+(?:[Bb]ut\s|[Aa]nd\s)?(?P<two>(?:[Nn]ot )?[Tt]o\s[a-z][^.!?;,]{2,60}?)\s"
    r"(?:was|is|meant|means|would be|would mean)\b"
)
"""What either would be: "To sign was to keep the flat; not to sign was …"."""
IF_AND_IF: Final = re.compile(
    r"\b[Ii]f\s+(?P<subject>I|he|she|they|we)\s(?P<one>(?!had\b|were\b|was\b)[^.!?;,]{2,60}),[^.!?;]{3,140}[.;:,]\s+(?:[Bb]ut\s+|[Aa]nd\s+)?[Ii]f\s+(?:I|he|she|they|we)\s"
    r"(?P<two>(?!had\b|were\b|was\b)[^.!?;,]{2,60}),"
)
"""Two conditions without "would"."""
SHOULD: Final = re.compile(
    r"\b(?:Should|Ought|Was|Were|Am)\s(?P<subject>she|he|I|they|we)\s(?:to\s)?(?P<one>[^.!?]{3,60})\?\s+(?:If|Or|But|To)\b"
)
"""A question to oneself: "Should she tell him? If she told him …"."""
FORKS: Final = re.compile(
    r"\b(?:road|path|track|way|lane|river|trail|stairs?)\s+(?:forked|split|divided|parted)\b|\bTwo (?:lights|roads|doors|boats|keys|paths|buttons|letters|cups|"
    r"wires|names|hands|ways|ropes|trains)\b"
)
"""Two ways in the landscape."""
WHETHER: Final = re.compile(
    r"\b(?:ask\w*|wonder\w*|debat\w+|consider\w*|decid\w+|know|knew)\b[^.!?]{0,30}\bwhether\s+(?P<subject>he|she|I|they|we)\s+(?:would|should|could|wanted to|ought to|was to)\s"
    r"(?P<one>[^.!?]{2,60}?),?\s+or\s+(?:to\s+)?(?P<two>[^.!?;,”\"]{2,60})"
)
ULTIMATUMS: Final = (
    # "Apologise or take your ground", "Choose, or I keep both"; a tag may stand between: "Fifty thousand," said the voice, "or …"
    re.compile(
        rf"(?:^|[\"“‘—–.!?:]\s*)(?P<one>{_NO_ORDER}[A-Z][a-z]+\b(?:[^.!?;,”\"]{{0,60}}|[^.!?;”\"]{{0,20}}, [^.!?;,”\"]{{0,40}})),?[\"”’]?,?\s+"
        r"(?:(?:\w+\s+)?(?:said|says|thought)\b[^.!?\"“”]{0,30},\s+[\"“‘]?)?or\s+(?:else\s+)?(?!(?:so|two|three|four|five|six|ten|twenty|rather|not|later|twice|possibly|perhaps|probably|maybe|something|anything|some|any|even|whatever|whoever)\b)"
        r"(?P<two>[A-Za-z][\w’']*\b[^.!?]{0,80})[.!]"
    ),
    # "Tell me, and you walk out of here. Say nothing, and it's the wall"
    re.compile(
        rf"(?:^|[\"“‘—–.!?]\s*)(?P<one>{_NO_ORDER}[A-Z][a-z]+\b[^.!?;]{{0,60}}),?\s+and\s+(?:you|I|it|we)(?:[’'](?:ll|s))?\b[^.!?]{{2,80}}[.!,][\"”’]?"
        rf"(?:\s[^.!?\"“”‘]{{0,50}}[.,]\s[\"“‘])?\s*(?P<two>Otherwise|If not|Or else|Refuse|{_NO_ORDER}[A-Z][a-z]+\s[^.!?;,]{{0,40}},\s+and\s+(?:you|I|it|we))\b"
    ),
)
"""Do this, or that will be."""
ONLY_CHOOSE: Final = re.compile(r"(?:Choose|Pick|Decide|Make up your mind)\b")
"""An order that names no way of its own: "Choose, or I keep both"."""
ELLIPTICAL: Final = re.compile(
    r"(?:^|[\"“‘—–.!?]\s*)(?P<one>(?!(?:Is|Was|Are|Were|Did|Does|Has|Have|Who|What|Where|When|Why|How|And|But|In|On|By|At|Or|Something|Anything)\b)[A-Z][\w’']*(?:\s[\w’']+){0,3}),?\s+or\s+(?P<two>[\w’']+(?:\s[\w’']+){0,3})\?"
)
"""Two names of things with a question mark: "Stay or go?"."""
WHICH: Final = re.compile(
    r"(?:^|[\"“‘'—–.!?]\s*)(?:(?:[Ss]o|[Ww]ell|[Aa]nd),?\s+)?[Ww]hich\b(?:\s+(?:one|of (?:them|us|the two)|is it (?:for|to)|hand|will|would|do|shall|am I|are we|to|dear|then)\b[^.!?]{0,50})?(?:,[^.!?]{0,20})?\?"
    r"|\bsay which\b|\btell me which\b|\bwhichever you\b|\bwhich is it to be\b|\bwhat[’']s it (?:going )?to be\b|\bwhat will it be\b|\bwhat is it to be\b"
    r"|(?:^|[\"“‘—–.!?]\s*)(?:[Cc]hoose|[Pp]ick one|Pick|Take your pick|Make your choice|Your choice|Decide)\b[^.?!]{0,30}[.!,]"
    r"|\b(?:the )?choice is yours\b|\byou (?:must|have to|can|may|will have to) (?:choose|pick|decide)\b|\bit[’']s (?:up to you|for you to (?:say|choose|decide))\b"
    r"|\bup to (?:you|me|him|her), (?:he|she) said\b|\basking (?:me|you|him|her) to choose\b"
)
"""A question which of them."""
OF_SEVERAL: Final = re.compile(
    r"\b(?:one|both|either|neither|two|or|choose|first|other|single|second|only)\b", re.IGNORECASE
)
"""What must stand before a bare "which?" for it to be a choice."""
YOURS_TO_SAY: Final = re.compile(
    r"\b(?:whichever you|say which|which is it to be|up to you|as you please|as you like|if you like|if you say so|for you to say|your choice|"
    r"choice is yours|you choose|you decide|you tell me|I[’']m asking you|which do you|what do you say|say the word)\b",
    re.IGNORECASE,
)
"""That what "I" or "we" could do is for who is spoken to, to say."""
AGREES: Final = re.compile(
    r"^[\"“‘'«—–\s]*(?:then\b|I[’']ll\b|I will\b|we[’']ll\b|all right\b|very well\b|no\b|never\b|do it\b|go on\b|take\b|let\b|neither\b|both\b|give me\b|"
    r"yes\b|done\b|I choose\b|I[’']d rather\b|I[’']d\b|the\b|him\b|her\b)",
    re.IGNORECASE,
)
"""How speech begins that answers an offer."""
WEIGHING: Final = re.compile(
    r"\b(?:thought|thinks?|considered|considers|weighed|wondered|looked (?:at|from|out|over|away)|looks (?:at|from|out)|stood there|waited|hesitat\w+|"
    r"did not answer|didn[’']t answer|doesn[’']t answer|said nothing|for a (?:long )?(?:while|time|moment|minute)|silent|silence|clock|hung|"
    r"walked up and down|all night|a week|imagined|pictured|remembered|occurred to|knew (?:what|that|how)|would have|shut (?:his|her|my) eyes)\b",
    re.IGNORECASE,
)
"""What shows that somebody weighs it."""
CHOOSES: Final = re.compile(
    r"\b(?:so|then|in the end|at last|finally|instead|after all|in the morning|on the \w+day)\b[^.!?]{0,20}$|\b(?:chose|chooses|picked|picks|decided|decides|took|takes|went with|"
    r"(?:made|makes) (?:up )?(?:his|her|their|my|our|its|the|a) (?:decision|choice|mind))\b",
    re.IGNORECASE,
)
"""Words with which a deed is told by which somebody chooses."""
UNLESS: Final = re.compile(
    r"\b(?:[Uu]nless you(?:[’']re| are)?|[Ii]f you (?:don[’']t|do not|won[’']t|will not|refuse to|haven[’']t))\s(?P<one>[^.!?;,]{2,70}),\s+(?:then\s+)?"
    r"(?P<two>(?:I|we|you|he|she|they|it|your|my|the|there)(?:[’'](?:ll|m|re|d|s)| (?:will|shall|am|are|is|can|must|go(?:es)?|lose|may|might))\b[^.!?;]{2,90})"
    r"|\b(?P<then>(?:I|we|he|she|they)(?:[’']ll| will| shall)\s[^.!?;,]{2,70}),?\s+(?:unless you|if you don[’']t|if you do not)\s(?P<else>[^.!?;,]{2,70})[.!]"
)
"""What will be if something is not done: "Unless you sign, I go to the bank"."""
TEMPTS: Final = re.compile(
    r"\b(?P<subject>I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|(?!Nobody|Some|Any|Every|One\b|You|It\b|That|This|What|Who|There)[A-Z][a-z]+)\s(?:could|might|can|had only to|has only to|need only|needed only to)(?: (?:still|just|simply|always|easily|quietly|so easily|very well))?\s"
    r"(?!be\b|see\b|hear\b|feel\b|smell\b|have\b|not\b|tell that\b|remember\b|taste\b|make out\b|think\b|imagine\b)(?P<one>[^.!?;]{2,80})[.;]\s+"
    r"(?:(?:And |But |Then )?(?:[Nn]obody|[Nn]o one|[Nn]o-one|[Ww]ho|[Nn]ot a soul|[Nn]o living soul)\s(?:would|need|will|could|was to|would ever)\s(?:ever )?(?:know|see|blame|ask|find|guess|miss|notice|tell)\b"
    r"|(?:It|That) (?:would|will) (?:be|have been) (?:so |quite |very |no (?:trouble|effort)|easy|simple|nothing|over|kinder|wiser|safer|the (?:end|easiest|simplest|kindest))"
    r"|It (?:would|will) (?:take|cost) (?:only |no more than |nothing|her nothing|him nothing|a (?:moment|second|minute))"
    r"|There was (?:still time|nothing to (?:stop|prevent|hinder))\b)"
)
"""One thing that somebody could do, and how easily: "She could keep it. Nobody would ever know"."""
ASKED_FOR: Final = re.compile(
    r"(?:^|[\"“‘—–.!?,]\s*)(?:(?:[Ww]ill|[Ww]ould|[Ww]on[’']t|[Cc]ould) you\s(?!(?:be|mind|have|like to know|please|kindly|stop|shut|look|listen|excuse|say|tell|pass)\b)(?P<one>[^.!?,”\"]{2,80})(?:,[^.!?,”\"]{1,20})?\?"
    r"|(?P<two>(?:[Cc]ome|[Ss]tay|[Gg]o|[Mm]arry|[Jj]oin|[Ww]ork|[Ss]ail|[Rr]un away|[Ll]eave) (?:with|here|away|for|to|at|me|us|him|her|home|on)\b[^.!?,”\"]{0,60})[.!,]"
    r"|(?:[Ww]e|[Ii])(?:[’']m| am|[’']re| are)? (?:can offer|offer|offering|am offering) you\s(?P<three>[^.!?,”\"]{2,80})[.!,]"
    r"|(?:[Tt]he|[Tt]his|[Ii]t|[Hh]alf|[Aa]) ?[^.!?]{0,40}(?: is|[’']s) yours(?: if)\s(?P<four>[^.!?,”\"]{2,60})[.!,])"
)
"""What somebody is asked to do or offered, with no second way in words: a decision only where it is told that it is weighed."""
WEIGHS_IT: Final = re.compile(
    r"\b(?:(?:thought|thinks|thinking) (?:about it|it over|of (?:the|his|her|my|all|what)|for a)|weighed|(?:considered|considering) (?:it|this|that|the|for)|hesitat\w+|wavered|did not answer|didn[’']t answer|"
    r"made no answer|(?:for|after) a (?:long|good) (?:while|time|moment|minute)|lay awake|all (?:that )?night|for (?:two|three|four|a) (?:days?|nights?|weeks?)|turned it over|"
    r"walked up and down|was torn|could not decide|couldn[’']t decide|did not know what to|looked (?:at|from) [^.!?]{2,40} (?:and|to) (?:then )?(?:at )?(?:the|his|her|my))\b",
    re.IGNORECASE,
)
"""What tells beyond doubt that somebody weighs what they were asked."""
