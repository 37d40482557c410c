"""Words by which a story says what cannot be taken back: a thing that is gone, a watch that nobody left, a secret that nobody else has."""

from __future__ import annotations

import re
from typing import Final

from fullcast.lexicon.inflection import forms


def _either(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


# What the dead do not do

NO_DEEDS: Final = frozenset(
    "was were is are be been being had has have did does do would could should might may must can will lay lies lie died dies die fell falls slept sleeps "
    "rested rests looked looks seemed seems appeared appears lived loved meant owned weighed wore smelt smelled needed floated sank drifted bled rotted "
    "used became got killed drowned murdered buried shot hanged dead gone born known named called left lost found hated thought believed".split()
)
"""Past forms that say nothing of what somebody does just then."""
STILLNESS: Final = frozenset(
    "lying dying missing being rotting rolling floating hanging drifting bleeding sinking going growing turning getting decaying".split()
)
"""What a dead body may be doing."""
GHOSTLY: Final = re.compile(
    r"\b(?:ghosts?|ghostly|spirits?|apparitions?|phantoms?|spect(?:re|er|ral)s?|haunt\w*|s[ée]ance|undead|vampires?|zombies?|angels?|heaven|afterlife|"
    r"resurrect\w*|revived?|(?:came|come|brought) back|risen|rose from|alive|not dead|never died|survived?|"
    r"recordings?|tapes?|films?|photographs?|photos?|portraits?|statues?|letters?|diary|diaries|memory|memories|dream\w*|dreamt|visions?|imagin\w*|"
    r"hoax|pretend\w*|twins?|namesake|doubles?)\b",
    re.IGNORECASE,
)
"""Words in a paragraph that explain that a dead person is heard or seen."""
BEFORE: Final = re.compile(
    r"\b(?:had|(?:he|she|they|who|i|it)['’]d|used to|would|remember\w*|recall\w*|thought of|as if|as though|like|in (?:his|her|their|my) mind|once|ago|before|earlier|what|where|how|that|which|"
    r"when|until|since|because|in those days|always|never|corpse|body|coffin|grave|tomb|if|though|the (?:day|night|year|time|place|way))\b",
    re.IGNORECASE,
)
"""Words before a name in its sentence by which it tells of a time before, or of what is not so."""

# Things and where they are lost

THINGS: Final = frozenset(
    "amulet anchor arrow axe badge bag ball bandage basket bayonet bell belt binoculars book boots bottle bow bowl box bracelet bracket briefcase brooch "
    "bucket bugle camera candle cane cap card case casket chain chalice charm chart chest chisel cigar cloak clock coat coin coins comb compass cordial "
    "crown crucifix cup cutters dagger diary dice drum envelope fiddle file flag flare flashlight flask flute fork gem glasses glove gloves goggles grenade "
    "guitar gun hammer handbag handkerchief handset harmonica harp harpoon hat hatchet helmet hook horn instrument ivory jewel journal jug kettle key keys knife "
    "lamp lance lantern laptop ledger lens letter lighter lock locket logbook lute manuscript map mask matches medal medallion megaphone mirror money mug musket "
    "dinghy canoe raft rowboat skiff kayak bicycle bike ladder sled sledge kite doll teapot vase telegram deed photograph phonograph gramophone necklace needle note notebook oar oars ornament packet paddle padlock paper papers parcel passport pen pencil pendant photograph phone picture pipe pistol "
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
_FALLS: Final = _either(
    "fell falls falling dropped drops drop dropping flew flies slipped slips slid slides rolled rolls tumbled tumbles plunged plunges plummeted sailed spun "
    "spins bounced skittered clattered toppled vanished vanishes disappeared disappears went goes go gone cartwheeled threw throws throw thrown flung "
    "flings hurled hurls tossed tosses pitched cast slung knocked kicked swept washed shaken sending sent"
)
_BREAKS: Final = _either(
    "smashed smashes shattered shatters broke breaks snapped snaps burst splintered crumpled tore tears ripped rips cracked exploded crushed trampled"
)
_PIECES: Final = r"(?:in (?:two|half|pieces)|to (?:pieces|bits|splinters|shreds|scraps|matchwood|fragments|powder|smithereens)|into (?:pieces|bits|shreds|scraps|fragments|a (?:hundred|thousand|dozen)\b)|apart|beyond (?:repair|mending))\b"
_FIRES: Final = "fire|stove|grate|flames|furnace|hearth|range|blaze|bonfire|fireplace|coals|embers"
_EDGE: Final = "side|rail|edge|parapet|cliff|bridge|wall|brink"
_TAKES: Final = "sea|water|river|lake|bog|mud|current|tide|fire|flames"
LOST: Final = re.compile(
    rf"\b(?:{_FALLS})\b[^.!?]{{0,60}}?\b(?:into|in|over|down|under|beneath|overboard|off|between|through)\b[^.!?]{{0,40}}?\b(?:{_WATER})\b"
    rf"|\b(?:{_FALLS})\b[^.!?]{{0,40}}?\boverboard\b"
    r"|\b(?:sank|sinks|sunk|went (?:straight )?(?:down|under)|goes (?:down|under)) (?:like a stone|without a (?:sound|trace|ripple)|with (?:hardly |barely |scarcely )?(?:a|one|no)\b[^.!?]{0,20}\b(?:splash|bubble|gulp|sound|plop))"
    rf"|\b(?:sank|sinks|sunk)\b[^.!?]{{0,30}}?\b(?:into|in|to|beneath|below|under)\b[^.!?]{{0,20}}?\b(?:{_WATER}|bottom)\b"
    rf"|\b(?:over|above|from)\b[^.!?]{{0,40}}\b(?:{_EDGE})\b[^.!?]{{0,30}}\b(?:let (?:it )?go|opened (?:his|her|my|their) (?:hand|hands|fingers|fist)|released it)\b"
    rf"|\b(?:swallowed (?:it|by the)|(?:{_TAKES}) (?:took|had|swallowed|closed over|carried|ate|consumed))\b"
    rf"|\b(?:{_BREAKS})\b[^.!?]{{0,30}}?\b{_PIECES}"
    rf"|\b(?:thrust|put|puts|fed|feeds|pushed|pushes|dropped|threw|tossed|flung|fell)\b[^.!?]{{0,40}}?\b(?:in|into|to|at the back of)\b[^.!?]{{0,12}}?\b(?:{_FIRES})\b"
    r"|\b(?:burned|burnt|crumbled|melted)\b[^.!?]{0,20}\b(?:to|into)\b[^.!?]{0,12}\b(?:ash|ashes|cinders)\b",
    re.IGNORECASE,
)
"""A thing goes where nobody gets it back."""
LOSING: Final = frozenset(
    f"{_FALLS}|{_BREAKS}|{_TAKES}|thrust|put|puts|fed|feeds|pushed|pushes|over|above|from|sank|sinks|sunk|swallowed|burned|burnt|crumbled|melted".split("|")
)  # fmt: skip
"""The first words of LOST."""
LOSING_TO: Final = frozenset(
    f"{_WATER}|{_EDGE}|{_TAKES}|{_FIRES}|overboard|stone|sound|trace|ripple|splash|bubble|gulp|plop|bottom|swallowed|ash|ashes|cinders|"
    "two|half|pieces|bits|splinters|shreds|scraps|matchwood|fragments|powder|smithereens|hundred|thousand|dozen|apart|repair|mending".split("|")
)  # fmt: skip
"""A paragraph where something is lost has a word of these."""
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
        "unwrap use wave wear weigh whip wield wind wipe work wrap blew shone shine strap fasten brush bang lean sling shoulder rest write scribble drive ride row "
        "steer sail board paddle launch mount saddle start crank toll sharpen thread post seal mail deal kiss bait cast".split()
    )
)
"""Forms of verbs of what one does with a thing in one's hand."""
WORKS: Final = frozenset(
    "rang rings buzzed buzzes crackled crackles ticked ticks said says read reads showed shows struck strikes burned burns burnt shone shines glowed glows lit "
    "gleamed gleams flashed flashes glinted glints swung swings turned turns hung hangs played plays jingled clinked".split()
)
"""What a thing does that is there and whole."""

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
STRETCHES: Final = (
    frozenset("from between all whole".split()), frozenset("until till to and night".split()),
    frozenset(
        "left leave leaving stir stirred stirring move moved moving quit quitted quitting went budge budged step stepped away stayed stays remained remains "
        "lay lies was is sat sits stood stands kept keeps slept sleeps watched waited waits".split()
    ),
)  # fmt: skip
"""Of each a word is in a paragraph with a watch that nobody left."""
AT_TIME: Final = re.compile(
    rf"\b(?:(?:at|by|past|it\s+was|struck|strikes|striking|chimed|said|read|showed|stood\s+at|until|towards?)\s+(?:exactly\s+|just\s+|about\s+|already\s+|the\s+)*){CLOCK.format('')}"
    r"(?!\s+(?:men|women|people|of|hundred|thousand|years?|days?|weeks?|months?|hours?|minutes?|miles?|or|more|other|times|feet|pounds|shillings|and|table|the)\b)",
    re.IGNORECASE,
)
"""A time of day at which something is told."""
CLOCK_WORDS: Final = frozenset(
    "half quarter quarters three-quarters minutes o'clock struck strikes striking chimed past".split()
)
"""A time of the clock has a word of these."""


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
    r"\b(?:never|not|n't|without|nor)\b[^.!?]{0,24}\b(?:left|leave|leaving|stir|stirred|stirring|mov(?:e|ed|ing)|quit|quitted|quitting|went (?:out|away)|budge[d]?|step(?:ped)? (?:out|away|outside)|away from)\b",
    re.IGNORECASE,
)
"""Somebody stayed where they were."""
STAYING: Final = re.compile(
    r"\b(?:stayed|stays|remained|remains|lay|lies|was|is|sat|sits|stood|stands|kept|keeps|slept|sleeps|watched|waited|waits)\b"
)
"""What somebody does who is in one place for hours."""
BEHIND: Final = re.compile(
    r"\b(?:stayed|stays|remained|remains|was left|is left|had to stay|chose to stay|waited|waits|would stay|was to stay)\s+(?:behind|back|ashore|on shore|below|at home|at the \w+|in the \w+|with the \w+|on the \w+|aboard)\b"
)
"""Somebody does not come along."""
GOES: Final = re.compile(
    r"\b(?:[Tt]he (?:others|rest|other (?:two|three|four)|two|three|men|women|party)|[Tt]hey|[Ww]e|(?:[A-Z]\w+ and [A-Z]\w+))\s+(?:\w+ly\s+)?(?:went|set (?:off|out)|left|climbed|rode|rowed|drove|walked|"
    r"sailed|marched|crossed|pushed off|started|took|headed|rolled|slipped|hurried)\b"
)
"""The others go."""
JOINS: Final = re.compile(
    r"\b(?:back|returned?|returns|home|joined|joins|caught up|came after|followed|follows|arrived|arrives|came|comes|fetched|found|met|reached|again|later|next|morning|evening|night|days?|when they|"
    r"meanwhile|rejoined|ran after|behind them|waiting|waited|still)\b",
    re.IGNORECASE,
)
"""What brings those who stayed and those who went together, or the story to those who stayed."""
DAY_PASSES: Final = re.compile(
    r"\b(?:(?:the\s+)?(?:next|following)\s+(?:day|morning|night|evening|afternoon|week|month|year|spring|summer|autumn|winter)|(?:days?|nights?|weeks?|months?|years?)\s+(?:later|after|passed|went by)|"
    r"tomorrow|yesterday|(?:on|by|until|till)\s+(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|the\s+day\s+after|that\s+(?:night|evening|afternoon|morning)|"
    r"(?:some|several|two|three|a few)\s+(?:days|nights|weeks|months|years))\b",
    re.IGNORECASE,
)
SAME_TIME: Final = re.compile(
    r"\b(?:meanwhile|all this while|while this was going on|at the same (?:time|moment|hour))\b|\bat\s+(?:(?:that|the|this)\s+(?:very\s+same|very|same|selfsame)\s+(?:moment|hour|minute|time|instant)|that\s+hour)\b",
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
    r"|\b(?:there (?:was|were|is|are)\s+(?:nobody|no one|no-one|not a soul)\b[^.!?]{0,40}\b(?:who|that)\s+(?:knew|knows|had known))"
    r"|\b(?:(?:he|she|i|they)\s+(?:had\s+|have\s+|has\s+|'d\s+|’d\s+|'ve\s+|’ve\s+)?(?:never|not once)\s+(?:told|spoken of|mentioned|breathed|confessed|shown)\s+(?:it|this|that|of it|a word|anyone|anybody|a soul|a living soul|the \w+|her|him)?)"
    r"|\b(?:nobody|no one|no-one|not a soul|none)\s+(?:else\s+)?(?:was\s+(?:by|there to (?:see|hear))|(?:had\s+)?(?:seen|saw|heard)\s+(?:him|her|it|them|me|us)|else\s+(?:was\s+(?:there|in)|heard|saw|had))\b"
    r"|\b(?:swore|vowed|promised|resolved|agreed)\s+(?:\w+\s+){0,3}?(?:never|not)\s+to\s+(?:tell|speak|say|breathe|mention)\b"
    r"|\b(?:did not|didn['’]t|would not|wouldn['’]t|never)\s+(?:tell|mention|speak of|breathe)\s+(?:anyone|anybody|a soul|it|this|that|her|him|them|a word)\b"
    r"|\bsaid\s+nothing\s+(?:of|about)\s+(?:it|this|that)\b"
    r"|\b(?:told|tells)\s+(?:nobody|no one|no-one|not a soul|no living soul)\b"
    r"|\b(?:two|three|four)\s+of\s+us\s+(?:who|that)\s+know\b|\bonly\s+(?:the\s+)?(?:two|three)\s+of\s+(?:us|them)\s+(?:knew|know)\b"
    r"|\b(?:only|alone)\s+(?:he|she|i)\s+(?:knew|knows|know)\b|\b(?:he|she|i)\s+alone\s+(?:knew|knows|know|had\s+known)\b"
    r"|\b(?:their|our|her|his|my)\s+secret\b[^.!?]{0,30}\balone\b|\bkept\s+(?:it|that|this)\s+to\s+(?:herself|himself|myself|themselves)\b|\bit\s+stops\s+with\b",
    re.IGNORECASE,
)
"""Somebody says or the text says that nobody else knows."""
SECRET_FIRST: Final = frozenset(
    "nobody no no-one not none there he she i they told tells two three four only alone their our her his my kept it swore vowed promised resolved agreed "
    "did didn't would wouldn't never said".split()
)
"""The first words of SECRET."""
SECRET_WORDS: Final = (
    frozenset("nobody no no-one not never told tells two three four only alone secret kept it".split()),
    frozenset(
        "knew knows know known told spoken mentioned breathed confessed shown tells alone herself himself myself themselves stops".split()
    ),
)
"""Of each a word is in a paragraph with a secret."""
ABOUT_A_NAME: Final = re.compile(
    r"\b(?:name|who (?:i|he|she|you) (?:am|is|are|was|were)|identity|called)\b", re.IGNORECASE
)
"""A secret about who somebody is."""
