"""Words that say how speech sounds: verbs, adverbs, adjectives of a voice, what a voice does, sounds that somebody makes while speaking."""

from __future__ import annotations

import re
from typing import Final

from fullcast.lexicon.inflection import forms

# Verbs of saying

LOUD = frozenset(
    "shout yell scream bellow roar holler howl thunder bawl shriek screech storm rage bark cry exclaim rant vociferate squeal call wail "
    "fume blare clamour clamor cheer whoop trumpet boom bray squawk screak yowl yammer caterwaul hoot hollo halloo bluster rave "
    "explode erupt squall".split()
) | {"call out", "cry out", "sing out", "shout out", "yell out", "roar out"}
SOFT = frozenset("whisper murmur mutter mumble breathe mouth croon purr hum sigh coo susurrate hush".split()) | {
    "breathe out"
}
VOICE = {
    "whisper": "whisper", "hiss": "hiss", "croak": "croak", "rasp": "hoarse", "growl": "growl", "sob": "sobbing", "stammer": "stammer",
    "stutter": "stammer", "laugh": "laughing", "chuckle": "laughing", "giggle": "laughing", "sing": "singing", "snarl": "snarl",
    "gasp": "breathless", "pant": "breathless", "wheeze": "breathless", "puff": "breathless", "drawl": "drawl", "moan": "moan", "groan": "groan",
    "whimper": "whimper", "whine": "whine", "squeak": "squeak", "sigh": "sighing", "choke out": "choked", "choke": "choked", "falter": "faltering",
    "quaver": "trembling", "quiver": "trembling", "snort": "snort", "wail": "wail", "lisp": "lisp", "grate": "hoarse", "sniff": "sniffing",
    "sniffle": "sniffing", "snuffle": "sniffing", "intone": "solemn", "snap": "sharp", "bark": "sharp", "trill": "trilling", "purr": "purring",
    "shriek": "shriek", "screech": "screech", "shrill": "shrill", "scream": "scream", "roar": "roar", "bawl": "bawl", "bellow": "bellow",
    "howl": "howl", "babble": "babble", "chant": "chant", "slur": "slurred", "weep": "sobbing", "blubber": "crying", "blub": "crying",
    "cackle": "cackle", "bleat": "bleat", "boom": "boom", "squawk": "squawk", "squeal": "squeal", "yelp": "yelp", "grunt": "grunt", "chortle": "laughing",
    "titter": "laughing", "snigger": "laughing", "snicker": "laughing", "guffaw": "laughing", "snivel": "crying", "sputter": "spluttering",
    "splutter": "spluttering", "rumble": "rumbling", "drone": "drone", "pipe": "high", "pipe up": "high", "warble": "trilling", "croon": "croon",
    "caw": "caw", "bray": "bray", "grind out": "clenched", "grit out": "clenched", "bite out": "sharp", "rap out": "sharp", "gasp out": "breathless",
    "sob out": "sobbing", "sing out": "singing", "roar out": "roar", "thunder": "thunder", "keen": "keening", "coo": "cooing", "chirp": "chirp",
    "twitter": "twitter", "hoot": "hoot", "yowl": "yowl", "gurgle": "gurgle", "mewl": "whimper", "jabber": "babble",
}  # fmt: skip
"""What a verb of saying, in its base form, says of the voice."""
FAST = frozenset("babble gabble rattle blurt gush prattle jabber".split()) | {"rattle off", "reel off", "blurt out"}
SLOW = frozenset("drawl intone".split())
_ALONE = {word for word in (*VOICE, *LOUD, *SOFT, *FAST) if " " not in word}
_CARRYING = _ALONE - set("rage storm fume cheer explode erupt hush shrill keen rave call".split())
SOUNDING = forms(_CARRYING, gerund=True)
"""Every form of a verb that says how speech sounds, with its base form."""
SOUNDING_FORMS = forms(_CARRYING)
"""Those of them that are finite."""
MADE_BESIDE = {
    "laugh": "laughing", "chuckle": "laughing", "giggle": "laughing", "sob": "sobbing", "weep": "crying", "cry": "crying", "sigh": "sighing", "pant": "breathless",
    "sniff": "sniffing", "snort": "snort", "stammer": "stammer", "gasp": "breathless", "choke": "choked", "wheeze": "breathless",
    "chortle": "laughing", "titter": "laughing", "snigger": "laughing", "snicker": "laughing", "guffaw": "laughing", "whimper": "whimper", "blubber": "crying",
    "slur": "slurred", "stutter": "stammer", "hiccup": "hiccuping", "sniffle": "sniffing",
}  # fmt: skip
"""Sounds that somebody makes between the parts of a speech: the speech sounds of them."""
MADE_FORMS = {
    form: base
    for form, base in forms(MADE_BESIDE, gerund=True).items()
    if base not in ("cry", "slur") or form.endswith("ing")
}

# Adverbs and adjectives

SOFT_WORDS = frozenset(
    "softly quietly faintly hushed silently inaudibly low lower lowly soft softer quiet quieter whispering whispered faint under-breath undertone whisper "
    "soundlessly noiselessly lowered subdued mutedly muted".split()
)
LOUD_WORDS = frozenset(
    "loudly loud louder shrilly noisily shouting screaming yelling roaring raised booming thunderous deafening vociferously lustily "
    "thunderously deafeningly stentorian".split()
)
SLOW_WORDS = frozenset(
    "slowly hesitantly haltingly deliberately ponderously drawlingly languidly slow slower halting hesitating hesitatingly falteringly "
    "unhurriedly unhurried measured".split()
)
FAST_WORDS = frozenset(
    "quickly hurriedly rapidly hastily swiftly briskly breathlessly fast faster hurried rapid rushed".split()
)
_SAID = {
    **{word: word for word in (
        "hoarse husky unsteady harsh dry flat sharp breathless gruff thick solemn weak thin tight gentle hollow weary dull shrill rough nasal guttural stern "
        "curt soothing throaty ragged tearful crisp silky sweet grave mild level even plaintive querulous tart sonorous raucous strident sepulchral steady "
        "piercing faltering breathy laughing drowsy thunderous".split()
    )},
    "shaky": "trembling", "tremulous": "trembling", "trembling": "trembling", "quavering": "trembling", "wavering": "trembling", "broken": "broken", "choked": "choked",
    "choking": "choked", "cold": "cold", "icy": "cold", "frigid": "cold", "frosty": "cold", "toneless": "flat", "expressionless": "flat", "emotionless": "flat",
    "monotonous": "flat", "feeble": "weak", "grating": "harsh", "squeaky": "squeak", "croaky": "croak", "raspy": "hoarse", "wheezy": "breathless", "sobbing": "sobbing",
    "whining": "whine", "snappish": "sharp", "slurring": "slurred",
}  # fmt: skip


def _adverb(adjective: str) -> str:
    """The adverb that is made of an adjective."""
    if adjective.endswith("y") and adjective != "dry":
        return adjective[:-1] + "ily"
    if adjective.endswith("le"):
        return adjective[:-1] + "y"
    return adjective + ("y" if adjective.endswith("ll") else "ly")


VOICE_ADVERBS = {_adverb(word): voice for word, voice in _SAID.items()} | {"drily": "dry", "shortly": "curt"}
"""What an adverb beside a verb of saying says of the voice; one of the feeling alone says nothing of the sound."""
OF_A_VOICE = {
    **{word: word for word in (
        "brittle clipped tense bright smooth steely velvety mellow melodious musical resonant sullen acid stiff "
        "mournful tender cool sleepy reedy urgent mechanical sarcastic".split()
    )},
    "singsong": "singsong", "sing-song": "singsong", "colourless": "flat", "colorless": "flat", "slurred": "slurred", "gravelly": "hoarse", "fluting": "fluting",
    "drawling": "drawl", "growling": "growl", "snarling": "snarl", "hissing": "hiss", "whispering": "whisper", "stammering": "stammer", "whiny": "whine",
    "shaking": "trembling", "trembling": "trembling", "quivering": "trembling", "wobbly": "trembling", "wobbling": "trembling", "shaken": "trembling", "cracking": "cracked",
    "cracked": "cracked", "breaking": "cracked", "deep": "deep", "high": "high", "higher": "high", "high-pitched": "high", "deeper": "deep", "bass": "deep",
    "rusty": "rusty", "creaking": "creaking", "creaky": "creaking", "muffled": "muffled", "rasping": "hoarse", "choked": "choked", "strangled": "choked",
    "strained": "strained", "constricted": "choked", "singing": "singing", "tired": "weary", "exhausted": "weary", "bored": "bored", "cheerful": "cheerful",
    "furious": "furious", "angry": "angry", "small": "small", "tiny": "small", "clear": "clear", "bitter": "bitter", "hard": "hard", "hardened": "hard", "heavy": "heavy",
    "warm": "warm", "kind": "kind", "kindly": "kind", "friendly": "friendly", "calm": "calm", "firm": "firm", "light": "light", "sad": "sad", "pleading": "pleading",
    "frightened": "frightened", "scared": "frightened", "terrified": "terrified", "anxious": "anxious", "strange": "strange", "altered": "altered", "childish": "childish",
    "severe": "severe", "gloomy": "gloomy", "lazy": "lazy", "honeyed": "honeyed", "fruity": "fruity", "plummy": "plummy", "oily": "oily", "metallic": "metallic",
    "tinny": "tinny", "distant": "distant", "indifferent": "indifferent", "patient": "patient", "reasonable": "reasonable", "polite": "polite", "commanding": "commanding",
    "imperious": "imperious", "peremptory": "peremptory", "haughty": "haughty", "mocking": "mocking", "scornful": "scornful", "contemptuous": "contemptuous",
    "merry": "merry", "troubled": "troubled", "impatient": "impatient", "pained": "pained", "sorrowful": "sorrowful", "solicitous": "solicitous", "jovial": "jovial",
    "hearty": "hearty", "pleasant": "pleasant", "incredulous": "incredulous", "triumphant": "triumphant", "reproachful": "reproachful", "petulant": "petulant",
    "sneering": "sneering", "ironic": "ironic", "ironical": "ironic", "brisk": "brisk", "careless": "careless", "casual": "casual", "defiant": "defiant",
    "despairing": "despairing", "fierce": "fierce", "insolent": "insolent", "nervous": "nervous", "rich": "rich", "low-pitched": "deep",
    "lifeless": "flat", "dead": "flat", "empty": "flat", "matter-of-fact": "matter-of-fact", "conversational": "conversational", "confidential": "confidential",
    "ringing": "ringing", "penetrating": "piercing", "ear-splitting": "piercing", "cutting": "cutting", "wheedling": "wheedling", "coaxing": "coaxing", "cajoling": "coaxing",
    "wondering": "wondering", "dreamy": "dreamy", "hysterical": "hysterical", "wild": "wild", "desperate": "desperate", "savage": "savage", "menacing": "menacing",
    "threatening": "menacing", "ominous": "ominous", "awed": "awed", "awful": "awful", "terrible": "terrible", "agitated": "agitated", "excited": "excited",
    "grim": "grim", "serious": "serious", "earnest": "earnest", "meek": "meek", "timid": "timid", "humble": "humble", "sulky": "sulky", "peevish": "peevish",
    "complaining": "complaining", "injured": "injured", "aggrieved": "aggrieved", "resigned": "resigned", "business-like": "businesslike", "businesslike": "businesslike",
    "neutral": "neutral", "authoritative": "authoritative", "majestic": "majestic", "thready": "thin", "papery": "thin", "reedy": "reedy", "fluty": "fluting",
}  # fmt: skip
"""What an adjective says only where it is said of a voice, a tone."""
VOICE_WORDS = {**_SAID, **OF_A_VOICE}
"""What the adjectives of a voice say of it."""
COMES_OUT = frozenset(
    "hoarse husky unsteady harsh flat sharp breathless gruff thick weak thin tight hollow shrill rough strangled choked muffled cracked slurred tremulous "
    "shaky toneless broken high strained croaky ragged trembling raspy wheezy squeaky rusty".split()
)
"""What is hardly said of anything but a voice: "it came out hoarse", "she sounded hoarse"."""
ANYWHERE = frozenset(
    "hoarse hoarsely breathless breathlessly tremulous tremulously husky huskily shrill shrilly hollowly thickly flatly tonelessly".split()
)
"""Those that are said of nothing but a voice, wherever they stand in the sentence of the tag."""

# What a voice does

VOICE_TURNS = {
    **dict.fromkeys("crack break split splinter".split(), "cracked"),
    **dict.fromkeys("shake tremble quaver quiver wobble waver shiver".split(), "trembling"),
    **dict.fromkeys("rise climb mount soar".split(), "rising"),
    **dict.fromkeys("fail falter".split(), "faltering"),
    **dict.fromkeys("rust".split(), "rusty"),
    **dict.fromkeys("thicken".split(), "thick"),
    **dict.fromkeys("harden".split(), "hard"),
    **dict.fromkeys("sharpen".split(), "sharp"),
    **dict.fromkeys("creak".split(), "creaking"),
    **dict.fromkeys("rasp scrape grate".split(), "hoarse"),
    **dict.fromkeys("boom".split(), "boom"),
    **dict.fromkeys("tighten".split(), "tight"),
    **dict.fromkeys("choke".split(), "choked"),
    **dict.fromkeys("slur".split(), "slurred"),
}  # fmt: skip
"""What a voice does, and what it then is."""
VOICE_TURN_FORMS = forms(VOICE_TURNS, gerund=True)
SINKS = forms("drop sink fall fade soften dwindle".split())
"""By which a voice becomes soft."""
SOUNDS = {
    "laugh": "laughing", "chuckle": "laughing", "giggle": "laughing", "sob": "sobbing", "sigh": "sighing", "tremble": "trembling", "tremor": "trembling", "quaver": "trembling",
    "quiver": "trembling", "shake": "trembling", "wobble": "trembling", "titter": "laughing", "snigger": "laughing", "guffaw": "laughing", "chortle": "laughing",
    "gasp": "breathless", "growl": "growl", "hiss": "hiss", "snarl": "snarl", "groan": "groan", "moan": "moan", "croak": "croak", "stammer": "stammer", "sniff": "sniffing",
    "snort": "snort", "scream": "scream", "shriek": "shriek", "roar": "roar", "bellow": "bellow", "wail": "wail", "whimper": "whimper", "drawl": "drawl", "squeak": "squeak",
    "whisper": "whisper", "singsong": "singsong", "sing-song": "singsong", "monotone": "flat", "falsetto": "high", "lisp": "lisp", "catch": "choked", "rasp": "hoarse",
    "whine": "whine", "squawk": "squawk", "yelp": "yelp", "grunt": "grunt", "screech": "screech", "treble": "high", "shout": "", "yell": "", "murmur": "", "mutter": "", "mumble": "",
    "undertone": "", "stutter": "stammer", "rumble": "rumbling", "howl": "howl", "bark": "sharp", "bleat": "bleat",
}  # fmt: skip
"""Nouns of the sound with which something is said: "with a sob", "in a whisper"; of those that say nothing but how loud the voice is empty."""
SOFT_NOUNS = frozenset("whisper murmur mutter mumble undertone".split())
LOUD_NOUNS = frozenset("scream shriek roar bellow wail shout yell howl screech bark".split())
EDGES = {"edge": "sharp", "tremor": "trembling", "tremble": "trembling", "quaver": "trembling", "quiver": "trembling", "shake": "trembling", "wobble": "trembling",
    "crack": "cracked", "catch": "choked", "rasp": "hoarse", "sob": "sobbing", "laugh": "laughing", "ice": "cold", "frost": "cold", "tears": "tearful", "steel": "hard",
    "sharpness": "sharp", "whine": "whine", "break": "cracked", "laughter": "laughing", "growl": "growl", "chill": "cold", "coldness": "cold", "hoarseness": "hoarse",
    "gravel": "hoarse", "sand": "hoarse",
}  # fmt: skip
"""What there is in a voice: "an edge to her voice", "a tremor in his voice"."""

# Phrases

_OWN: Final = r"(?:his|her|my|their|its)"
PHRASES: Final = tuple(
    (re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])"), loudness, pace, voice)
    for pattern, loudness, pace, voice in (
        (rf"(?:under|below|beneath|above|beyond) {_OWN} breath|in an undertone|in undertones|(?:barely|hardly|scarcely|just|only just) (?:audible|above a whisper)"
         rf"|(?:almost |nearly |all but )?inaudibl[ey]|sotto voce|so low (?:that|as)|under the breath", "soft", None, None),
        (rf"at the top of {_OWN} (?:voice|lungs)|at the tops of their voices|with all the (?:strength|force|power) of {_OWN} lungs|fit to wake the dead", "loud", None, None),
        (rf"(?:between|through) (?:{_OWN} |gritted |clenched |set |closed |shut |locked )+(?:teeth|jaws?)", None, None, "clenched"),
        (rf"(?:out|short) of breath|no breath for|fighting for (?:breath|air)|catching {_OWN} breath|between (?:breaths|gasps|pants)|on an indrawn breath|panting for breath"
         rf"|gasping for (?:breath|air)|gulping (?:for )?air", None, None, "breathless"),
        (r"voice (?:that was )?(?:without|devoid of|drained of|empty of) (?:any |the least |a trace of |all )?(?:colou?r|expression|tone|inflection|emotion|feeling)"
         r"|without (?:any )?(?:inflection|intonation|expression)", None, None, "flat"),
        (rf"through (?:{_OWN} |the )?tears|between tears", None, None, "tearful"),
        (rf"(?:between|through|amid) (?:{_OWN} |the )?(?:sobs|sobbing)", None, None, "sobbing"),
        (rf"(?:between|through|amid) (?:{_OWN} |the |fits of )?(?:laughs|giggles|chuckles|laughter|laughing)|with laughter|shaking with laughter", None, None, "laughing"),
        (r"(?:burst|bursts|bursting|broke|broken|breaks|dissolved|dissolving) (?:out )?(?:crying|weeping|into tears|in tears)", None, None, "crying"),
        (r"(?:burst|bursts|bursting|broke|broken|breaks) (?:out )?(?:sobbing|into sobs)", None, None, "sobbing"),
        (r"(?:burst|bursts|bursting|broke|broken|breaks) (?:out )?(?:laughing|into (?:a )?(?:laugh|laughter|giggles))", None, None, "laughing"),
        (r"teeth (?:were )?(?:chattered|chattering|chatter|knocked|knocking|rattled|rattling)", None, None, "chattering"),
        (r"not (?:quite |very |altogether |too )?steadily|none too steadily", None, None, "unsteady"),
        (r"(?:in|with) (?:one|a single) breath|all in (?:a (?:breath|rush)|one)|in a (?:rush|hurry|torrent|gabble)|without (?:drawing|taking|pausing for|stopping for) (?:a )?breath"
         r"|falling over (?:each other|themselves)|(?:the|his|her|my|their) words (?:came |had )?(?:tumbl|spill|pour|rush|gush)\w+(?: out)?|tripping over (?:the|his|her|my|their) words"
         r"|nineteen to the dozen|words (?:came|coming) (?:out )?(?:very |too )?(?:fast|quickly)", None, "fast", None),
        (r"spacing (?:out )?(?:the|each|every|his|her) words?|word by word|one word at a time|choosing (?:his|her|my|the|each|every) words?|words? (?:came|coming) (?:out )?(?:very )?slowly"
         r"|dragging (?:out )?(?:the|his|her|my|each) words?|drawing out (?:the|each|every) \w+", None, "slow", None),
    )
)  # fmt: skip
"""Phrases of a sentence beside a speech, with the loudness, the pace and the voice that they tell."""
ANY_PHRASE: Final = re.compile("|".join(pattern.pattern for pattern, *_ in PHRASES))
EDGED: Final = re.compile(
    rf"\b({'|'.join(EDGES)})\b(?: of \w+)?,? (?:in|to|on|into|entered|crept into|came into) (?:his|her|my|their|its|the|[a-z]+'s) "
    r"(?:voice|voices|tone|tones|throat|words|accents)\b"
)
"""Something that there is in a voice."""
COMING: Final = re.compile(
    r"\b(?:it|words?|sound|voice|answer|reply|name|that|this|sentence|question)(?: had| all)? (?:came|comes|come|coming|emerged)(?: out)?(?: (?:of|from) (?:him|her|me|them))?,? "
    r"(?P<how>[^.;:]{2,50})"
)
"""How the words come out."""
SOUNDED: Final = re.compile(
    r"\b(?:sounded|sounds|sounding)(?: (?:very|rather|a little|a bit|quite|suddenly|even|so))? (?P<how>[a-z-]+)(?: and (?P<and>[a-z-]+))?"
)
"""How somebody sounds."""
