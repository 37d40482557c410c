"""Words with which a text shows who a figure is: how names are given, asked for and called, what hides and what is known again."""

from __future__ import annotations

import re
from typing import Final

from fullcast.lexicon.people import KIN

HIDDEN: Final = frozenset(
    "stranger figure form shape somebody someone something person voice creature newcomer visitor intruder shadow silhouette phantom ghost "
    "apparition spectre specter rider traveller traveler passenger guest unknown masquer masker caller wanderer beggar runner".split()
)
"""Heads of what somebody is called because nobody knows who it is."""
NEVER_FIGURES: Final = frozenset(
    "god lord soul idiot fool devil angel baby child sort kind lot rest whole thing matter world party family crowd couple pair body "
    "king pope president saint other one rule law fact reason".split()
)
"""Heads that are no figure of the story, or hide nobody."""

_KIN: Final = "|".join(sorted(KIN))
_OWNER: Final = r"(?:my|his|her|their|your|our|(?:the )?\w+['’]s)"
_ROLE: Final = (
    rf"(?:{_OWNER}\s+(?:own\s+|old\s+|poor\s+|little\s+|dead\s+|elder\s+|younger\s+|late\s+|lost\s+|big\s+)*"
    rf"(?:{_KIN}|friend|neighbou?r|master|mistress|teacher|boss|partner|captain)\s*,?\s+)?"
)
_EASY: Final = (
    r"(?:(?:only|just|really|actually|indeed|none other than|no other than|of course|certainly|surely|old|little|poor|young|dear|"
    r"our|the real|once more|again|after all)\s+)*"
)
_IS: Final = r"(?:is|was|['’]s|['’]d be|had been|['’]d been|could only be|could be nobody but|could be no one but)"
IT_WAS: Final = re.compile(
    rf"\b(?P<subject>it|this|that|he|she)\s*{_IS}\s+(?:only\s+)?{_EASY}{_ROLE}{_EASY}$", re.IGNORECASE
)
"""What stands before a name that says who somebody is: "it was", "that's only old"."""
I_AM: Final = re.compile(
    rf"(?:\bI\s*(?:['’]m|am)|\bmy (?:own |real |true |right )?name(?: is|['’]s| was)|\b(?:the|real|true) name(?: is|['’]s)|\bname['’]s|"
    rf"\bcall me|\bthey call(?:ed)? me|\bpeople call me|\bI['’]m called|\bI am called|\b(?:only|just) me,(?: \w+\.)?|"
    rf"\bit['’]s (?:only |just )?me,|\bit is (?:only )?I,)\s+{_EASY}$",
    re.IGNORECASE,
)
"""What stands before one's own name: "I'm", "my name is", "call me"."""
I_AM_AFTER: Final = re.compile(
    r"^,?\s*(?:they call(?:ed)? me|is my name|was my name|['’]s my name|['’]s the name|is the name|I am called|I['’]m called|at your service)",
    re.IGNORECASE,
)
I_AM_WHO: Final = re.compile(
    r"^\W*(?:it was me|it was I|I (?:was|am|['’]m)) (?:the|that) (?P<who>[\w-]+(?: [\w-]+)?)", re.IGNORECASE
)
"""How somebody with a name says that they are who was met without one: "I was the girl"."""
YOU_ARE: Final = re.compile(
    rf"(?:\b(?:you['’]re|you are|it['’]s you,|it is you,)|(?:^\W*|[.!?]\s+)is (?:it|that))\s+{_EASY}$", re.IGNORECASE
)
"""What stands before a name that somebody gives to whom they speak to."""
ASKS_YOU: Final = re.compile(
    r"\bwhat(?:['’]s|\s+is|\s+was|\s+are|\s+do|\s+does|\s+did|\s+shall|\s+should|\s+am)\b[^?.!]{0,40}\b(?:names?|call|called)\b[^?.!]{0,20}\?"
    r"|\bwho\b[^?.!]{0,24}\b(?:are|might)\s+you\b[^?.!]{0,20}\?|\bwho['’]re\s+you\b|\byour name\b[^?.!]{0,20}\?|\band you\?|\byou are\?"
    r"|\bwho goes there\b",
    re.IGNORECASE,
)
"""A question for the name of whom one speaks to."""
ASKS_WHO: Final = re.compile(
    r"\bwho(?:['’]s|\s+is|\s+was)\s+(?:it|that|this|there|he|she|the\b[^?.!]{0,30})(?:\s[^?.!]{0,15})?\?", re.IGNORECASE
)
"""A question for the name of somebody else, or of whoever is at the door."""
OPENS: Final = re.compile(
    r"^[\"“‘'«„—–\s]*(?:(?:why|oh|ah|but|good god|good heavens|god|my god|hello|hullo|no|yes|and|it was|it['’]s|is it|can it be|only)"
    r"[,.!?—–…\s]*)*$",
    re.IGNORECASE,
)
"""What may stand in a speech before the name that it begins with."""
UNSURE: Final = re.compile(
    r"\b(?:if|whether|though|unless|thought|think|wished|wish|hoped|hope|swore|imagined|supposed|believed|pretend\w*|suppose|might|"
    r"perhaps|maybe|possible|not|never|\w+n['’]t|lied|doubt\w*|said|says|why)\b",
    re.IGNORECASE,
)
"""Words before in the clause after which "it was Mara" says no such thing."""
_WAS: Final = rf"{_IS}\s+(?:only\s+)?{_EASY}{_ROLE}{_EASY}$"
THE_MAN_WAS: Final = re.compile(
    rf"\b(?:the|that|this)\s+(?P<figure>(?:[\w-]+\s+){{1,6}}?)(?:,[^,.!?]{{3,80}},\s*)?{_WAS}", re.IGNORECASE
)
"""What stands before a name that says who somebody was: "the man was"."""
NAMED_AS: Final = re.compile(
    r"\b(?P<owner>his|her|their|whose|the \w+['’]s)\s+(?:own |real |true )?name\s+(?:is|was|had been|turned out to be)\s+$"
    r"|\b(?P<subject>he|she|who|they)\s+(?:is|was|were|had been)\s+(?:called|named|known as)\s+$"
    r"|\b(?:gave|giving)\s+(?P<giver>his|her|their)\s+name\s+as\s+$"
    r"|\bintroduc\w+\s+(?P<self>himself|herself|themself|themselves)\s+(?:\w+ly\s+)?as\s+$",
    re.IGNORECASE,
)
"""What stands before a name that the narration, or somebody else, gives to a figure."""
PROVES: Final = re.compile(
    rf"\b(?:turned out to be|turns out to be|proved to be|was revealed (?:as|to be)|revealed (?:himself|herself) (?:as|to be)|"
    rf"none other than|no other than|was in truth|was in fact|was really|had been|had (?:all along|all the time) been)\s+{_EASY}{_ROLE}{_EASY}$",
    re.IGNORECASE,
)
"""What stands before the name that a figure turns out to have."""
ALL_ALONG: Final = re.compile(
    r"^[^.!?]{0,30}\b(?:all along|all the time|all this time|the whole time|from the first)\b", re.IGNORECASE
)
RECOGNISES: Final = re.compile(
    rf"(?:\brecogni[sz](?:ed|es|e|ing)\s+(?:(?:in|behind|under|beneath)\s[^.,!?]{{2,40}}\s)?|"
    rf"\bkn[eo]w(?:s|n)?\s+(?:him|her|it|them|that \w+|the \w+)\s+(?:at once\s+|then\s+|now\s+)?(?:for|as|to be)\s+|"
    rf"\b(?:face|voice|eyes|hand|smile|features)\s+(?:of|was|is|were|belonged to|had been)\s+){_EASY}{_ROLE}{_EASY}$",
    re.IGNORECASE,
)
"""What stands before the name of somebody who is known again."""
FACES: Final = re.compile(
    rf"\b(?:looking at|staring at|looked at|face to face with|looking into the face of|looked into the face of|the hands? of|"
    rf"the eyes of|the arms of)\s+{_EASY}{_ROLE}{_EASY}$",
    re.IGNORECASE,
)
"""What stands before the name of somebody who is seen when a cover has come off."""
WRITTEN: Final = re.compile(
    r"\b(?:badge|label|tag|passport|card|papers?|brass plate|nameplate|bracelet|wristband|signature|ring|collar|lanyard)\b[^.!?]{0,50}"
    r"\b(?:said|says|read|reads|gave|bore|spelled|spelt|was signed)\b[\s:,]*$|\bread (?:the name|off the name)[\s,:]+$",
    re.IGNORECASE,
)
"""What stands before a name that is read off somebody."""
GIVES_HAND: Final = re.compile(
    r"\b(?:held out|offered|put out|extended|shook|took)\b[^.!?]{0,24}\bhand\b|\btouched (?:his|her|their) (?:chest|breast|cap|hat)\b|"
    r"\bpoint(?:ed|ing) (?:to|at) (?:himself|herself)\b|\bbowed\b|\bcurtsied\b|\bby way of introduction\b",
    re.IGNORECASE,
)
"""What is done by somebody who says their name."""
APPEARS: Final = re.compile(
    r"\b(?:turn(?:ed|s|ing)?|look(?:ed|s)? up|rais(?:ed|es)|lift(?:ed|s)|stepp?(?:ed|s)|came into|light|lamp|candle|lantern|torch|match|moon|"
    r"face|voice|knew|recogni[sz]ed|saw|sees|hood|mask|hat|cap|veil|helmet|scarf|wig|beard|doors?|opened|close enough|nearer|clos\w+)\b",
    re.IGNORECASE,
)
"""How somebody comes to be seen, or known, of whom it then says who it is."""
UNSEEN: Final = re.compile(
    r"\b(?:a|an|another|somebody['’]s|someone['’]s) (?:\w+,? ){0,3}(?:voice|knock|step|footstep|whisper|cough)\b[^.!?]{0,30}[.!?]\s+$",
    re.IGNORECASE,
)
"""What is heard right before "it was Mara": then nobody was hidden, it is only who spoke."""
LIES: Final = re.compile(r"\b(?:lied|lying|pretended|falsely|made up|invented|joked|jokingly)\b", re.IGNORECASE)
"""Words in a paragraph by which a name given in it is a false one."""
KNOWN_BY: Final = re.compile(
    r"\b(?:knew|recogni[sz]ed|recogni[sz]es|knows|known)\b|\b(?:the|his|her|its|that|a|of|whose) (?:\w+,? ){0,3}(?:face|voice|scar|smile|"
    r"laugh|features|handwriting|knuckles|fist|braid|plait|beard)\b|\bhad the face of\b",
    re.IGNORECASE,
)
"""What somebody is known again by."""
_COVERS: Final = (
    r"(?:hood|mask|cowl|hat|cap|bonnet|veil|scarf|shawl|helmet|helm|visor|beard|wig|false nose|whiskers|moustache|cloak|blanket|sheet|goggles|"
    r"glasses|bandages?|kerchief|handkerchief|balaclava|muffler|umbrella|sunglasses|disguise|flannel|headscarf|cloth|hair)s?"
)
_TAKES: Final = (
    r"(?:push|pull|thr[eo]w|thrown|take|took|taken|tear|tore|lift|rais|pluck|draw|drew|drawn|tug|unwind|unwound|unt[iy]|undid|undo|remov|"
    r"strip|wrench|unmask|peel|snatch|yank|toss|fold|turn|lower|put|slip|slid|fall|fell|fallen|c[ao]me|drop|split|loosen|push)"
)
UNCOVERS: Final = re.compile(
    rf"\b{_TAKES}\w*\b(?![^.!?]{{0,40}}\bdown\b)[^.!?]{{0,40}}\b{_COVERS}\b(?!\s+(?:on|over)\b)"
    rf"|\b{_COVERS}\b[^.!?]{{0,40}}\b(?:off|back|up|away|aside|came down|come down|split|slipped|fell|loose|open)\b",
    re.IGNORECASE,
)
"""A cover that comes off."""
LIES_THERE: Final = re.compile(
    rf"(?:^|[.!?;]\s+)(?:in|on|under|behind|beside|at|before|inside|there,?)\b[^.!?;]{{0,60}}\s(?:lay|stood|sat|crouched|knelt|was)\s+{_EASY}{_ROLE}{_EASY}$",
    re.IGNORECASE,
)
"""What stands before a name that comes after its verb: "in the straw lay"."""
DOOR: Final = re.compile(
    r"\b(?:door|curtain|lid|hatch|gate|shutters?)\b[^.!?]{0,40}\b(?:open\w*|aside|swung|back)\b|\bopened the door\b",
    re.IGNORECASE,
)
"""A door that opens."""
SHOWS: Final = re.compile(
    rf"(?:^|[.!?;,]\s+|\band\s+)(?:[\w\s,’']{{0,40}}\b)?(?:there|under it|under them|underneath|beneath it|behind it|before (?:him|her|me|them))\s+"
    rf"(?:was|were|is|stood|sat|stands|lay)\s+{_EASY}{_ROLE}{_EASY}$",
    re.IGNORECASE,
)
"""What stands before a name that comes to be seen: "and there stood", "under it was her brother"."""
