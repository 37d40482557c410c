"""Verbs that introduce speech, thought and writing, and what they say about delivery."""

from __future__ import annotations

from fullcast.lexicon.inflection import forms

SAYING = tuple(
    "say ask reply answer cry exclaim return respond add continue observe remark murmur mutter whisper shout call begin repeat resume "
    "declare inquire enquire demand interrupt retort explain suggest rejoin protest pursue assert affirm agree admit acknowledge "
    "advise announce argue assure babble bark bawl beg bellow blurt boast bleat breathe cackle caution challenge chide chime chirp chorus "
    "claim coax command comment complain conclude concede confess confide confirm correct counter croak croon cackle crow curse decide "
    "declaim defend deny direct drawl echo ejaculate emphasise emphasize encourage entreat expostulate falter fret fume gasp greet grunt growl "
    "grumble groan guess gush hazard hint hiss holler howl implore inform inquire insist instruct intone invite jest joke lament laugh lecture "
    "lie lisp maintain marvel mention moan mumble mock muse nag note object offer opine order pant persist plead point pray proceed press "
    "pronounce promise prompt propose prophesy purr query question quaver quip quote rage rant rasp reason reassure recite recollect "
    "recommend recount rejoin relate remind remonstrate report reprimand request reveal riposte roar scoff scold scream screech shriek "
    "shrill shrug sigh snap snarl sneer snicker snigger snort sob speak splutter spit sputter squeak squeal stammer start state storm stutter "
    "submit sulk surmise swear taunt tease tell thunder translate urge utter venture vociferate volunteer vow wail warn wheeze whimper "
    "whine whistle wheedle wonder worry yell yelp apologise apologize assent bid chuckle giggle grin grate smirk smile snuffle sniff sniffle "
    "pipe rumble rattle toast trill twitter wink hum burble bluster bristle cajole clarify contradict counsel croak deadpan "
    "dictate elaborate finish gabble gibe gloat grouse huff jeer mouth parrot pout preach prattle ramble rap rave recall simper snivel "
    "specify stress summarise summarize sympathise sympathize threaten vent warble yawn text type write read sign mime "
    "interpose proclaim coo administer interject query wheeze clamour clamor articulate gurgle drone "
    "whisper gush asseverate aver supplement amend append remonstrate wonder ejaculate hail prompt sneeze cough snuffle blare "
    "acquiesce adjure allow apostrophise apostrophize address ".split()
)
"""Base forms of verbs that can carry a quotation. Some do so only in the shape of a tag; the grammar decides."""

CERTAIN = frozenset(
    "say ask reply answer cry exclaim respond remark murmur mutter whisper shout declare inquire enquire demand interrupt retort rejoin "
    "protest assert repeat add observe ejaculate stammer inform growl scream yell hiss bellow announce remonstrate falter "
    "implore sneer sob echo query insist mumble snarl call groan gasp drawl snap scoff grumble blurt bark plead croak tell "
    "admit agree argue suggest explain offer resume continue return venture reassure urge warn shriek whine "
    "interpose interject proclaim persist conclude exhort opine confess promise remark assure "
    "grunt moan stutter expostulate quip counter".split()
)
"""Those that hardly ever do anything else next to a quotation."""

THINKING = tuple(
    "think wonder muse reflect ponder realise realize reason remember recall consider decide marvel mull".split()
)
WRITING = tuple("write read text type scrawl scribble sign print inscribe".split())

VERB_FORMS = forms(SAYING)
"""Each finite form of a verb of saying, with its base form."""
GERUND_FORMS = {g: b for g, b in forms(SAYING, gerund=True, bare=False).items() if g.endswith("ing")}
THINKING_FORMS = forms(THINKING)
WRITING_FORMS = forms(WRITING)

PHRASAL = {
    ("went", "on"): "go on", ("goes", "on"): "go on", ("go", "on"): "go on", ("put", "in"): "put in", ("puts", "in"): "put in",
    ("broke", "in"): "break in", ("breaks", "in"): "break in", ("burst", "out"): "burst out", ("bursts", "out"): "burst out",
    ("cut", "in"): "cut in", ("cuts", "in"): "cut in", ("chimed", "in"): "chime in", ("chimes", "in"): "chime in",
    ("broke", "out"): "break out", ("struck", "in"): "strike in", ("threw", "in"): "throw in", ("piped", "up"): "pipe up",
    ("pipes", "up"): "pipe up", ("spoke", "up"): "speak up", ("speaks", "up"): "speak up", ("sang", "out"): "sing out",
    ("spat", "out"): "spit out", ("bit", "out"): "bite out", ("ground", "out"): "grind out", ("managed",): "manage",
    ("jerked", "out"): "jerk out", ("rapped", "out"): "rap out", ("let", "out"): "let out", ("choked", "out"): "choke out",
    ("made", "answer"): "make answer", ("made", "reply"): "make reply", ("gave", "answer"): "give answer",
}  # fmt: skip
"""Verbs of two words, by their first forms."""

LOUD = frozenset(
    "shout yell scream bellow roar holler howl thunder bawl shriek screech storm rage bark cry exclaim rant vociferate squeal call wail "
    "fume blare clamour clamor cheer whoop trumpet".split()
)
SOFT = frozenset("whisper murmur mutter mumble breathe mouth croon purr hum sigh coo".split())
VOICE = {
    "whisper": "whisper", "hiss": "hiss", "croak": "croak", "rasp": "hoarse", "growl": "growl", "sob": "sobbing", "stammer": "stammer",
    "stutter": "stammer", "laugh": "laughing", "chuckle": "laughing", "giggle": "laughing", "sing": "singing", "snarl": "snarl",
    "gasp": "breathless", "pant": "breathless", "wheeze": "breathless", "drawl": "drawl", "moan": "moan", "groan": "groan",
    "whimper": "whimper", "whine": "whine", "squeak": "squeak", "sigh": "sighing", "choke out": "choked", "choke": "choked", "falter": "faltering",
    "quaver": "trembling", "quiver": "trembling", "snort": "snort", "wail": "wail", "lisp": "lisp", "grate": "hoarse", "sniff": "sniffing",
    "sniffle": "sniffing", "intone": "solemn", "snap": "sharp", "bark": "sharp", "trill": "trilling", "purr": "purring", "shriek": "shriek",
    "screech": "screech", "shrill": "shrill", "scream": "scream", "roar": "roar", "bawl": "bawl", "bellow": "bellow", "howl": "howl", "babble": "babble",
    "chant": "chant", "slur": "slurred", "weep": "sobbing", "blubber": "crying", "cackle": "cackle", "bleat": "bleat",
}  # fmt: skip
FAST = frozenset("babble gabble rattle blurt gush prattle".split())
SLOW = frozenset("drawl intone".split())
SOUNDING = forms({*VOICE, *LOUD, *SOFT, *FAST} - {"choke out", "rage", "storm", "fume", "cheer"}, gerund=True)
"""Every form of a verb that says how speech sounds, with its base form."""
MADE_BESIDE = {
    "laugh": "laughing", "chuckle": "laughing", "giggle": "laughing", "sob": "sobbing", "weep": "crying", "cry": "crying", "sigh": "sighing", "pant": "breathless",
    "sniff": "sniffing", "snort": "snort", "stammer": "stammer", "gasp": "breathless", "choke": "choked", "wheeze": "breathless",
}  # fmt: skip
"""Sounds that somebody makes between the parts of a speech: the speech sounds of them."""
MADE_FORMS = {form: base for form, base in forms(MADE_BESIDE, gerund=True).items() if base != "cry" or form == "crying"}

SOFT_WORDS = frozenset(
    "softly quietly faintly hushed silently inaudibly low lower lowly soft quiet whispering whispered faint under-breath undertone whisper".split()
)
LOUD_WORDS = frozenset("loudly aloud loud louder shrilly noisily shouting screaming yelling roaring".split()) - {
    "aloud"
}
SLOW_WORDS = frozenset("slowly hesitantly haltingly deliberately ponderously drawlingly languidly slow".split())
FAST_WORDS = frozenset("quickly hurriedly rapidly hastily swiftly briskly breathlessly".split())
VOICE_WORDS = {
    "hoarsely": "hoarse", "hoarse": "hoarse", "huskily": "husky", "husky": "husky", "shakily": "trembling", "shaking": "trembling", "shaky": "trembling",
    "tremulously": "trembling", "tremulous": "trembling", "trembling": "trembling", "quavering": "trembling", "quivering": "trembling", "unsteadily": "unsteady",
    "unsteady": "unsteady", "brokenly": "broken", "broken": "broken", "harshly": "harsh", "harsh": "harsh", "coldly": "cold", "cold": "cold", "icily": "cold", "icy": "cold",
    "dryly": "dry", "drily": "dry", "dry": "dry", "flatly": "flat", "flat": "flat", "toneless": "flat", "tonelessly": "flat", "sharply": "sharp", "sharp": "sharp",
    "breathlessly": "breathless", "breathless": "breathless", "gruffly": "gruff", "gruff": "gruff", "thickly": "thick", "thick": "thick", "solemnly": "solemn",
    "weakly": "weak", "weak": "weak", "feebly": "weak", "feeble": "weak", "thinly": "thin", "thin": "thin", "strained": "strained", "tightly": "tight", "tight": "tight",
    "gently": "gentle", "gentle": "gentle", "mild": "mild", "mildly": "mild", "hollowly": "hollow", "hollow": "hollow", "wearily": "weary", "weary": "weary",
    "dully": "dull", "dull": "dull", "deep": "deep", "high": "high", "high-pitched": "high", "shrill": "shrill", "shrilly": "shrill", "piercing": "piercing",
    "rough": "rough", "roughly": "rough", "rusty": "rusty", "cracked": "cracked", "creaking": "creaking", "creaky": "creaking", "nasal": "nasal", "guttural": "guttural",
    "stern": "stern", "sternly": "stern", "curt": "curt", "curtly": "curt", "soothing": "soothing", "soothingly": "soothing", "singsong": "singsong", "sing-song": "singsong",
    "muffled": "muffled", "throaty": "throaty", "raspy": "hoarse", "rasping": "hoarse", "gravelly": "hoarse", "ragged": "ragged", "choked": "choked", "strangled": "choked",
    "laughing": "laughing", "laughingly": "laughing", "sobbing": "sobbing", "singing": "singing", "slurred": "slurred", "tearful": "tearful", "tearfully": "tearful",
    "clipped": "clipped", "crisp": "crisp", "crisply": "crisp", "silky": "silky", "sweet": "sweet", "sweetly": "sweet", "grave": "grave", "gravely": "grave",
}  # fmt: skip
"""What adverbs and adjectives say of the quality of the voice; what they say of the feeling alone says nothing of the sound."""
ANYWHERE = frozenset(
    "hoarse hoarsely breathless breathlessly tremulous tremulously husky huskily shrill shrilly hollowly thickly flatly tonelessly".split()
)
"""Those that are said of nothing but a voice, wherever they stand in the sentence of the tag."""
VOICE_TURNS = {
    **dict.fromkeys("crack break split splinter".split(), "cracked"),
    **dict.fromkeys("shake tremble quaver quiver wobble waver".split(), "trembling"),
    **dict.fromkeys("rise climb mount soar".split(), "rising"),
    **dict.fromkeys("fail falter".split(), "faltering"),
    **dict.fromkeys("rust".split(), "rusty"),
    **dict.fromkeys("thicken".split(), "thick"),
    **dict.fromkeys("harden".split(), "hard"),
    **dict.fromkeys("sharpen".split(), "sharp"),
    **dict.fromkeys("creak".split(), "creaking"),
}  # fmt: skip
"""What a voice does, and what it then is."""
VOICE_TURN_FORMS = forms(VOICE_TURNS, gerund=True)
SOUNDS = {
    "laugh": "laughing", "chuckle": "laughing", "giggle": "laughing", "sob": "sobbing", "sigh": "sighing", "tremble": "trembling", "tremor": "trembling", "quaver": "trembling",
    "gasp": "breathless", "growl": "growl", "hiss": "hiss", "snarl": "snarl", "groan": "groan", "moan": "moan", "croak": "croak", "stammer": "stammer", "sniff": "sniffing",
    "snort": "snort", "scream": "scream", "shriek": "shriek", "roar": "roar", "bellow": "bellow", "wail": "wail", "whimper": "whimper", "drawl": "drawl", "squeak": "squeak",
    "whisper": "whisper", "singsong": "singsong", "monotone": "flat", "falsetto": "high", "lisp": "lisp", "catch": "choked",
}  # fmt: skip
"""Nouns of the sound with which something is said: "with a sob", "in a whisper"."""
