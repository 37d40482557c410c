"""Words by which a story says what cannot be taken back: a thing that is gone, a watch that nobody left, a secret that nobody else has."""

from __future__ import annotations

import re
from typing import Final

from fullcast.lexicon.inflection import forms


def _either(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


# What the dead do not do

DEEDS: Final = frozenset(
    forms(
        "answer ask bawl beckon bellow bow call carry chuckle climb cry cough dance dash draw drink eat enter escort explain fling follow frown "
        "gather giggle glance glare grab grin grip groan growl grumble grunt hand haul help hurry insist interrupt jump kick kiss knock laugh lean "
        "leap lift march mount murmur mutter nod object offer open order pace pick pour pull push put raise reach read refuse remark repeat reply "
        "retort return ride row run rush salute say scowl scramble seize shake shout shrug sigh sing sip sit skip slam smile smirk snap sneer sniff "
        "snort speak spit spring stagger stamp stand steer step stride stroll swear swing take tell throw toss trot turn walk wave whisper whistle "
        "wink work write yawn yell get fetch light unlock carve cook".split()
    )
)
"""Forms of verbs of what only the living do of their own will."""
GHOSTLY: Final = re.compile(
    r"\b(?:ghosts?|ghostly|spirits?|apparitions?|phantoms?|spect(?:re|er|ral)s?|haunt\w*|s[ée]ance|undead|vampires?|zombies?|angels?|heaven|afterlife|"
    r"resurrect\w*|revived?|(?:came|come|brought) back|risen|rose from|alive|not dead|never died|survived?|"
    r"recordings?|tapes?|films?|photographs?|photos?|portraits?|statues?|letters?|diary|diaries|memory|memories|dream\w*|dreamt|visions?|imagin\w*|"
    r"hoax|pretend\w*|twins?|namesake|doubles?)\b",
    re.IGNORECASE,
)
"""Words in a paragraph that explain that a dead person is heard or seen."""
BEFORE: Final = re.compile(
    r"\b(?:had|(?:he|she|they|who|i|it)['’]d|used to|would|remember\w*|recall\w*|as if|as though|like|in (?:his|her|their|my) mind|once|ago|before|earlier|"
    r"when (?:he|she) was|in those days|always|never|corpse|body|coffin|grave|tomb|buried|late|dead|killed|died|death|voice of|seemed|might|could|if)\b",
    re.IGNORECASE,
)
"""Words in a sentence by which it tells of a time before, or of what is not so."""

# Things and where they are lost

THINGS: Final = frozenset(
    "amulet anchor arrow axe badge bag ball bandage basket bayonet bell belt binoculars book boots bottle bow bowl box bracelet bracket briefcase brooch "
    "bucket bugle camera candle cane cap card case casket chain chalice charm chart chest chisel cigar cloak clock coat coin coins comb compass cordial "
    "crown crucifix cup cutters dagger diary dice drum envelope fiddle file flag flare flashlight flask flute fork gem glasses glove gloves goggles grenade "
    "guitar gun hammer handbag handkerchief handset harmonica harp harpoon hat hatchet helmet hook horn instrument ivory jewel journal jug kettle key keys knife "
    "lamp lance lantern laptop ledger lens letter lighter lock locket logbook lute manuscript map mask matches medal medallion megaphone mirror money mug musket "
    "necklace needle note notebook oar oars ornament packet paddle padlock paper papers parcel passport pen pencil pendant photograph phone picture pipe pistol "
    "pocketbook pocketknife pouch purse quill racket radio rattle razor receipt receiver recorder revolver rifle ring rope rosary sabre saddle satchel saw "
    "scabbard scalpel sceptre scissors scroll scythe seal sextant shield shoe shoes shotgun shovel spade spanner spear spectacles spoon staff stick "
    "suitcase sword tablet talisman tape telescope thimble ticket torch toy trumpet umbrella vial violin wallet wand watch weapon whip whistle wrench".split()
)
"""Things that somebody carries, of which a story has one."""
_WATER: Final = _either(
    "abyss bay bog canal chasm cleft creek crevasse crater current dark deep depths dock estuary falls fjord flames flood furnace gorge gulf gully harbour harbor hulls "
    "lagoon lake lava loch marsh mere moat mud ocean pond pool quicksand quicksands quay rapids ravine reservoir river rocks sea sewer shaft side "
    "sluice stream surf swamp tarn tide torrent void volcano wake water waters waves weir well whirlpool"
)
_FALLS: Final = (
    r"(?:fell|falls|dropped|drops|drop|flew|flies|slipped|slips|slid|slides|rolled|rolls|tumbled|tumbles|plunged|plunges|plummeted|sailed|spun|spins|bounced|"
    r"skittered|clattered|toppled|vanished|vanishes|disappeared|disappears|went|goes|go|gone|cartwheeled|"
    r"threw|throws|throw|thrown|flung|flings|hurled|hurls|tossed|tosses|pitched|cast|slung|knocked|kicked|swept|washed|shaken|dropping|sending|sent|falling)"
)
LOST: Final = re.compile(
    rf"\b{_FALLS}\b[^.!?\n]{{0,60}}?\b(?:into|in|over|down|under|beneath|overboard|off|between|through)\b[^.!?\n]{{0,40}}?\b(?:{_WATER})\b"
    rf"|\b{_FALLS}\b[^.!?\n]{{0,40}}?\boverboard\b"
    r"|\b(?:sank|sinks|sunk|went (?:straight )?(?:down|under)|goes (?:down|under)) (?:like a stone|without a (?:sound|trace|ripple)|with (?:hardly |barely |scarcely )?(?:a|one|no)\b[^.!?\n]{0,20}\b(?:splash|bubble|gulp|sound|plop))"
    rf"|\b(?:sank|sinks|sunk)\b[^.!?\n]{{0,30}}?\b(?:into|in|to|beneath|below|under)\b[^.!?\n]{{0,20}}?\b(?:{_WATER}|bottom)\b"
    r"|\b(?:over|above|from)\b[^.!?\n]{0,40}\b(?:side|rail|edge|parapet|cliff|bridge|wall|brink)\b[^.!?\n]{0,30}\b(?:let (?:it )?go|opened (?:his|her|my|their) (?:hand|hands|fingers|fist)|released it)\b"
    r"|\b(?:swallowed (?:it|by the)|the (?:sea|water|river|lake|bog|mud|current|tide|fire|flames) (?:took|had|swallowed|closed over|carried|ate|consumed))\b"
    r"|\b(?:burned|burnt|crumbled|melted)\b[^.!?\n]{0,20}\b(?:to|into)\b[^.!?\n]{0,12}\b(?:ash|ashes|cinders|nothing)\b",
    re.IGNORECASE,
)
"""A thing goes where nobody gets it back."""
FOUND_AGAIN: Final = re.compile(
    r"\b(?:found|finds|find|recover\w*|retriev\w*|fish(?:ed|es|ing)? (?:it|them|the \w+|his \w+|her \w+|up|out)|dived|dove|dredged|salvaged|rescued|"
    r"(?:brought|came|bring|come|gave|give|given|handed|got|get|put|took) (?:it |them |him |her |me |the \w+ )?(?:up|back|again)|washed (?:up|ashore)|caught|hauled|"
    r"replac\w*|bought|borrow\w*|lent|lend|floated|floating|bobbed|returned|restored|mended|made (?:a|him|her|me) )\b",
    re.IGNORECASE,
)
"""In the sentence of a lost thing: it is there again, or there is another."""
ANOTHER: Final = re.compile(
    r"\b(?:new|another|second|spare|other|extra|copy|copies|duplicate|fresh|same kind|twin|pair|two|three|next|last|old|third|own|own|best|different|first|remaining)\b",
    re.IGNORECASE,
)
"""Before a thing: it may be another one."""
IRREAL: Final = re.compile(
    r"\b(?:nearly|almost|might|would|could|should|if|not|never|dream\w*|imagin\w*|remember\w*|had|as though|used to|like an?|as an?)\b",
    re.IGNORECASE,
)
"""In a clause: what it tells is not so, or was long before."""
USES: Final = frozenset(
    forms(
        "aim bite blow brandish burn carry clutch cock cut draw drink drop empty fetch fill finger fire flick flip fold grab grasp grip hand hang hoist hold "
        "kindle lay lift light load lower measure open pass play pluck pocket point polish pour press produce pull put raise read return ring rub set shake "
        "sheathe shoot shut sip slide slip snap spread strike swing take tap throw tie toss tuck turn twirl twist uncap uncork unfold unlock unscrew unsheathe "
        "unwrap use wave wear weigh whip wield wind wipe work wrap blew shone shine strap fasten brush bang lean sling shoulder rest write scribble".split()
    )
)
"""Forms of verbs of what one does with a thing in one's hand."""

# Places and times

_HOURS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_MINUTES: Final = {
    "five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30, "three-quarters": 45, "three quarters": 45,
}  # fmt: skip
_POINTS: Final = {
    "midnight": 0, "noon": 720, "midday": 720, "dawn": 360, "daybreak": 360, "sunrise": 360, "first light": 360, "daylight": 360, "it was light": 360,
    "it grew light": 360, "cockcrow": 330, "morning": 420, "dusk": 1140, "sunset": 1140, "nightfall": 1200, "dark": 1200, "it was dark": 1200,
    "breakfast": 480, "supper": 1140, "dinner": 1140,
}  # fmt: skip
_HOUR: Final = "|".join(_HOURS)
_POINT: Final = "|".join(sorted(_POINTS, key=len, reverse=True))
CLOCK: Final = (
    rf"(?:(?P<{{0}}part>half|(?:a\s+|the\s+)?(?:quarter|three[- ]quarters)|five|ten|twenty(?:-five)?)(?:\s+minutes)?[\s-]+(?P<{{0}}way>past|after|to|before)\s+"
    rf"(?P<{{0}}hour>{_HOUR})|(?P<{{0}}digits>\d{{{{1,2}}}}[:.]\d\d)|(?P<{{0}}point>(?:the\s+)?(?:{_POINT}))|(?P<{{0}}full>{_HOUR})(?:\s+o['’]clock)?)\b"
)
"""A time of day; format with a prefix for the names of its groups."""
STRETCH: Final = re.compile(
    rf"\b(?:from|between)\s+{CLOCK.format('a')}\s+(?:until|till|to|and)\s+{CLOCK.format('b')}"
    r"|\ball\s+(?:that\s+)?(?P<all>night)(?:\s+long)?\b|\bthe\s+whole\s+(?:of\s+(?:that\s+)?)?(?P<whole>night)\b",
    re.IGNORECASE,
)
"""From one time of day to another."""
AT_TIME: Final = re.compile(
    rf"\b(?:(?:at|by|past|it\s+was|struck|strikes|striking|chimed|said|read|showed|stood\s+at|until|towards?)\s+(?:exactly\s+|just\s+|about\s+|already\s+|the\s+)*){CLOCK.format('')}"
    r"(?!\s+(?:men|women|people|of|hundred|thousand|years?|days?|weeks?|months?|hours?|minutes?|miles?|or|more|other|times|feet|pounds|shillings|and|table|the)\b)",
    re.IGNORECASE,
)
"""A time of day at which something is told."""


def minute_of(match: re.Match[str], prefix: str) -> int | None:
    """The minute of the day that the groups of CLOCK with `prefix` say, numbers of a clock face taken as of the morning; None if none."""
    group = match.groupdict()
    part, full, point, digits = (group.get(prefix + name) for name in ("part", "full", "point", "digits"))
    if part is not None:
        minutes = _MINUTES[
            " ".join(part.lower().replace("-quarters", " quarters").split()).removeprefix("a ").removeprefix("the ")
        ]
        later = str(group[f"{prefix}way"]).lower() in ("past", "after")
        return (_HOURS[str(group[f"{prefix}hour"]).lower()] * 60 + (minutes if later else -minutes)) % 1440
    if digits is not None:
        hour, minute = re.split("[:.]", digits)
        return int(hour) * 60 + int(minute) if int(hour) < 24 and int(minute) < 60 else None
    if point is not None:
        return _POINTS[" ".join(point.lower().removeprefix("the ").split())]
    return None if full is None else _HOURS[full.lower()] * 60


STAYED: Final = re.compile(
    r"\b(?:never|not|n't|without|nor)\b[^.!?\n]{0,24}\b(?:left|leave|leaving|stir|stirred|stirring|mov(?:e|ed|ing)|quit|quitted|quitting|went (?:out|away)|budge[d]?|step(?:ped)? (?:out|away|outside)|away from)\b",
    re.IGNORECASE,
)
"""Somebody stayed where they were."""
DAY_PASSES: Final = re.compile(
    r"\b(?:(?:the\s+)?(?:next|following)\s+(?:day|morning|night|evening|afternoon|week|month|year|spring|summer|autumn|winter)|(?:days?|nights?|weeks?|months?|years?)\s+(?:later|after|passed|went by)|"
    r"tomorrow|yesterday|(?:on|by|until|till)\s+(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|the\s+day\s+after|that\s+(?:night|evening|afternoon|morning)|"
    r"(?:some|several|two|three|a few)\s+(?:days|nights|weeks|months|years))\b",
    re.IGNORECASE,
)
SAME_TIME: Final = re.compile(
    r"\bat\s+(?:(?:that|the|this)\s+(?:very\s+same|very|same|selfsame)\s+(?:moment|hour|minute|time|instant)|that\s+hour)\b",
    re.IGNORECASE,
)
FAR_OFF: Final = re.compile(
    r"\b(?:miles?|leagues?|streets|counties|hours)\s+(?:away|off|from there|distant|to the (?:north|south|east|west))|\b(?:across|on the (?:other|far) side of|at the other end of)\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:town|city|river|valley|country|county|world|sea|bay|island|village|lake|border|ocean|harbour|mountains?)\b",
    re.IGNORECASE,
)
TWINS: Final = re.compile(
    r"\b(?:twins?|double|lookalike|look-alike|clone|impersonat\w*|disguis\w*|impostor|imposter|doppelg[aä]nger)\b",
    re.IGNORECASE,
)
"""What explains that one person is seen twice."""

# Secrets

SECRET: Final = re.compile(
    r"\b(?:nobody|no one|no-one|not a soul|no living soul|no other (?:person|soul))(?:\s+(?:alive|living|else|on earth|in the world|at all|there))*\s+(?:(?:but|except|save|besides)\s+(?:for\s+)?(?:\w+\s+){0,2}?\w+\s+)?(?:\w+\s+)?(?:knew|knows|had known|has known|had been told|was told)\b(?!\s+(?:what|how|whether|where to|why|if))"
    r"|\b(?:there (?:was|were|is|are)\s+(?:nobody|no one|no-one|not a soul)\b[^.!?\n]{0,40}\b(?:who|that)\s+(?:knew|knows|had known))"
    r"|\b(?:(?:he|she|i|they)\s+(?:had\s+|have\s+|has\s+|'d\s+|’d\s+|'ve\s+|’ve\s+)?(?:never|not once)\s+(?:told|spoken of|mentioned|breathed|confessed|shown)\s+(?:it|this|that|of it|a word|anyone|anybody|a soul|a living soul|the \w+|her|him)?)"
    r"|\b(?:told|tells)\s+(?:nobody|no one|no-one|not a soul|no living soul)\b"
    r"|\b(?:two|three|four)\s+of\s+us\s+(?:who|that)\s+know\b|\bonly\s+(?:the\s+)?(?:two|three)\s+of\s+(?:us|them)\s+(?:knew|know)\b"
    r"|\b(?:only|alone)\s+(?:he|she|i)\s+(?:knew|knows|know)\b|\b(?:he|she|i)\s+alone\s+(?:knew|knows|know|had\s+known)\b"
    r"|\b(?:their|our|her|his|my)\s+secret\b[^.!?\n]{0,30}\balone\b|\bkept\s+(?:it|that|this)\s+to\s+(?:herself|himself|myself|themselves)\b|\bit\s+stops\s+with\b",
    re.IGNORECASE,
)
"""Somebody says or the text says that nobody else knows."""
ABOUT_A_NAME: Final = re.compile(
    r"\b(?:name|who (?:i|he|she|you) (?:am|is|are|was|were)|identity|called)\b", re.IGNORECASE
)
"""A secret about who somebody is."""
