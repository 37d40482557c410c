"""Words of feeling: what names a feeling, what shows one in the body, and what people say when they feel it.

The eight are Plutchik's (*Emotion: A Psychoevolutionary Synthesis*, 1980); the words, their places under the eight and their strengths (1 a
trace, 2 plain, 3 beyond control) are our own, after `docs/gold.md`. Words that are as often something else ("mad", "sore", "moved", "kind") are left out or
stand only in phrases: a missed feeling costs less than an invented one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from fullcast.lexicon.inflection import forms


class Sense(NamedTuple):
    """What a word or a phrase says of a feeling."""

    label: str
    """One of Plutchik's eight."""
    intensity: int
    """1 a trace, 2 plain, 3 beyond control."""


def _senses(**by_label: tuple[str, str, str]) -> dict[str, Sense]:
    """Words of each label, in three strings: a trace, plain, beyond control."""
    return {
        word: Sense(label, strength)
        for label, strings in by_label.items()
        for strength, words in enumerate(strings, 1)
        for word in words.split()
    }


# What names a feeling

ADJECTIVES: Final[Mapping[str, Sense]] = _senses(
    joy=(
        "amused content contented gratified cheered cheery pleased satisfied relieved mirthful tickled lighthearted light-hearted merry",
        "glad happy joyful joyous delighted cheerful gleeful jubilant thrilled exultant radiant elated jolly blissful proud triumphant overjoyed",
        "ecstatic euphoric rapturous",
    ),
    trust=("trusting reassured comforted appreciative respectful", "grateful thankful admiring tender affectionate", "adoring worshipful reverent"),
    fear=(
        "uneasy nervous apprehensive anxious worried wary timid fretful jittery edgy jumpy concerned disquieted skittish timorous unnerved fearful",
        "afraid frightened scared alarmed fearful daunted",
        "terrified petrified panicked panicky panic-stricken horrified terror-stricken aghast hysterical horror-struck frantic",
    ),
    surprise=(
        "surprised puzzled perplexed mystified taken-aback nonplussed bemused wondering",
        "astonished amazed startled bewildered baffled confused incredulous dumbfounded disbelieving astounded shocked stunned awed awestruck "
        "flabbergasted",
        "thunderstruck dumbstruck speechless stupefied",
    ),
    sadness=(
        "sorry wistful rueful regretful disappointed downcast glum gloomy sheepish embarrassed abashed homesick forlorn crestfallen dejected "
        "dispirited discouraged disheartened melancholy doleful subdued chastened contrite shamefaced",
        "sad unhappy sorrowful ashamed guilty mournful miserable lonely wretched tearful hurt mortified humiliated remorseful despondent grieved "
        "woebegone heartsick lonesome bereft",
        "heartbroken broken-hearted brokenhearted inconsolable desolate despairing devastated grief-stricken distraught anguished",
    ),
    disgust=(
        "distasteful squeamish disdainful",
        "disgusted revolted repelled contemptuous scornful repulsed",
        "sickened nauseated",
    ),
    anger=(
        "annoyed irritated vexed cross testy peeved grumpy irritable impatient indignant piqued exasperated disgruntled petulant sulky nettled sullen",
        "angry resentful bitter irate offended incensed outraged indignant wrathful spiteful vengeful belligerent",
        "furious enraged infuriated livid incandescent seething murderous raging",
    ),
    anticipation=("curious interested hopeful intrigued expectant", "eager determined impatient-for resolute keen excited resolved intent", "breathless-with"),
)  # fmt: skip
"""Adjectives and participles of what somebody feels."""

NOUNS: Final[Mapping[str, Sense]] = _senses(
    joy=(
        "amusement satisfaction relief mirth contentment cheer",
        "joy delight happiness gladness pleasure glee gaiety jubilation triumph merriment exultation pride",
        "rapture ecstasy elation bliss",
    ),
    trust=("respect reassurance appreciation", "gratitude admiration tenderness affection", "adoration reverence"),
    fear=(
        "unease uneasiness anxiety misgiving apprehension worry nervousness trepidation",
        "fear dread alarm fright foreboding",
        "terror panic horror hysteria",
    ),
    surprise=(
        "puzzlement perplexity",
        "surprise astonishment amazement wonder wonderment bewilderment disbelief incredulity confusion awe shock consternation",
        "stupefaction",
    ),
    sadness=(
        "regret disappointment wistfulness embarrassment contrition melancholy",
        "sadness sorrow shame guilt grief remorse misery unhappiness loneliness longing homesickness humiliation mortification",
        "despair anguish heartbreak desolation agony",
    ),
    disgust=("distaste disdain", "disgust contempt scorn revulsion loathing repugnance aversion", "abhorrence"),
    anger=(
        "annoyance irritation impatience vexation pique exasperation displeasure",
        "anger indignation resentment wrath bitterness temper outrage spite ire",
        "rage fury",
    ),
    anticipation=(
        "curiosity interest expectation",
        "eagerness anticipation excitement suspense determination hope resolve",
        "",
    ),
)

FEELS: Final[Mapping[str, Sense]] = _senses(
    joy=("enjoy relish savour savor", "rejoice exult gloat", ""),
    trust=("", "", ""),
    fear=("fret", "dread", "panic"),
    surprise=("", "marvel", ""),
    sadness=("rue", "grieve mourn lament sorrow pine", "despair"),
    disgust=("", "", ""),
    anger=("", "", "seethe"),
    anticipation=("", "yearn", ""),
)  # fmt: skip
"""Verbs whose subject feels it just then; "hate" and "trust" are ties, not reactions."""

SWEEPING: Final = frozenset(
    "went came rose swept seized filled took ran shot flooded gripped washed surged welled overcame overwhelmed choked possessed stirred".split()
)
"""What a feeling does to the one who has it: "fury went through her"."""

STIRS: Final[Mapping[str, Sense]] = _senses(
    joy=("amuse please gratify cheer relieve hearten", "delight gladden thrill overjoy", "enrapture"),
    trust=("reassure comfort soothe", "", ""),
    fear=("unsettle disquiet unnerve", "frighten scare alarm daunt", "terrify petrify horrify appal appall panic"),
    surprise=("surprise puzzle perplex mystify", "astonish amaze startle bewilder baffle astound shock stun confuse stagger", "stupefy dumbfound"),
    sadness=("disappoint embarrass sadden dishearten", "hurt grieve shame humiliate mortify depress wound", "devastate"),
    disgust=("repel", "disgust revolt sicken nauseate", ""),
    anger=("annoy irritate vex irk nettle exasperate gall rile", "anger offend incense outrage", "infuriate enrage madden"),
    anticipation=("interest intrigue", "excite", ""),
)  # fmt: skip
"""Verbs whose object feels it, at their subject; in the passive it is their subject that feels."""

ADVERBS: Final[Mapping[str, Sense]] = {
    **_senses(
        joy=("brightly cheerily merrily contentedly smilingly teasingly playfully amusedly", "gladly happily joyfully joyously delightedly cheerfully gleefully jubilantly "
             "triumphantly proudly exultantly radiantly laughingly blithely", "ecstatically"),
        trust=("reassuringly soothingly comfortingly respectfully", "gratefully thankfully tenderly lovingly affectionately fondly admiringly adoringly", "reverently"),
        fear=("nervously anxiously uneasily apprehensively timidly worriedly warily fretfully", "fearfully tremulously", "frantically hysterically"),
        surprise=("wonderingly blankly dazedly", "incredulously disbelievingly confusedly bewilderedly", ""),
        sadness=("ruefully wistfully regretfully sheepishly apologetically glumly gloomily forlornly dejectedly dully hollowly despondently woodenly", "sadly sorrowfully mournfully miserably "
                 "tearfully unhappily wretchedly brokenly guiltily", "despairingly heartbrokenly inconsolably"),
        disgust=("disdainfully sneeringly", "scornfully contemptuously disgustedly witheringly", ""),
        anger=("crossly testily irritably impatiently peevishly petulantly sulkily sourly snappishly stiffly coldly icily curtly tartly acidly waspishly frostily indignantly huffily sullenly", "angrily bitterly fiercely "
               "savagely resentfully hotly wrathfully venomously accusingly viciously heatedly", "furiously ragingly"),
        anticipation=("hopefully curiously expectantly", "eagerly excitedly determinedly resolutely keenly", ""),
    ),
}  # fmt: skip
"""Adverbs of how somebody speaks or acts."""

SAYING: Final[Mapping[str, Sense]] = {
    **{w: Sense("joy", 2) for w in "laugh chuckle giggle chortle crow beam grin exult gloat cackle".split()},
    **{w: Sense("sadness", 3) for w in "sob weep wail blubber howl keen".split()},
    **{w: Sense("sadness", 2) for w in "lament snivel snuffle sniffle moan mourn whimper".split()},
    **{w: Sense("anger", 2) for w in "snarl snap growl rant scold storm fume bristle rage bark accuse".split()},
    **{w: Sense("anger", 1) for w in "retort grumble complain sulk scoff huff grouse nag chide".split()},
    **{w: Sense("disgust", 2) for w in "sneer spit".split()},
    **{w: Sense("fear", 2) for w in "quaver falter plead shriek quail implore beg scream".split()},
    **{w: Sense("surprise", 2) for w in "gasp marvel".split()},
    **{w: Sense("trust", 1) for w in "soothe reassure comfort croon".split()},
    **{w: Sense("joy", 1) for w in "tease joke jest".split()},
    **{w: Sense("sadness", 1) for w in "apologise apologize confess".split()},
}
"""Verbs of saying that say how one feels; most say only how it sounds."""

# What shows a feeling in the body

SIGNS: Final[Mapping[str, Sense]] = {
    **{w: Sense("joy", 1) for w in "smile grin chuckle giggle beam twinkle".split()},
    **{w: Sense("joy", 2) for w in "laugh rejoice applaud cheer".split()},
    **{w: Sense("sadness", 2) for w in "weep whimper sniffle snivel".split()},
    **{w: Sense("sadness", 3) for w in "sob wail bawl blubber".split()},
    **{w: Sense("fear", 2) for w in "tremble quake cower shudder cringe quail blanch shiver".split()},
    **{w: Sense("fear", 1) for w in "flinch".split()},
    **{w: Sense("surprise", 2) for w in "gasp gape goggle gawk".split()},
    **{w: Sense("anger", 1) for w in "frown glower scowl glare bristle sulk".split()},
    **{w: Sense("anger", 3) for w in "seethe fume rage".split()},
    **{w: Sense("disgust", 1) for w in "sneer grimace retch gag".split()},
    **{w: Sense("sadness", 1) for w in "blush wince".split()},
}
"""Verbs of what the body does by itself. "Cry" counts only where it is not a verb of saying."""

PLAIN_SIGNS: Final = frozenset("cry cheer fume rage keen moan gag twinkle applaud bawl wail howl gasp laugh".split())
"""Signs that are verbs of saying as well: beside a quotation the tag has them."""

_PARTS: Final = {
    "heart": "heart",
    "eye": "eyes eye",
    "face": "face features",
    "voice": "voice tone",
    "hand": "hands hand fingers",
    "knee": "knees knee legs",
    "mouth": "mouth lips lip",
    "chin": "chin jaw",
    "tooth": "teeth",
    "breath": "breath",
    "stomach": "stomach insides belly",
    "blood": "blood",
    "tear": "tears tear",
    "brow": "brow brows eyebrows eyebrow",
    "fist": "fist fists",
    "shoulder": "shoulders shoulder",
    "throat": "throat",
    "skin": "skin hair flesh scalp",
    "colour": "colour color",
    "temper": "temper patience",
    "spirits": "spirits",
    "cheek": "cheeks cheek",
    "nerve": "nerve nerves courage",
}
PARTS: Final[Mapping[str, str]] = {word: part for part, words in _PARTS.items() for word in words.split()}
"""Words for what of somebody shows a feeling, with what `BODY_SIGNS` calls it."""

_BODY: Final = """
heart: leap lift swell soar bound sing = joy 2; sink ache break bleed constrict = sadness 2; pound race hammer thud thump flutter stop freeze stand quail contract = fear 2
eye: shine sparkle twinkle dance brighten light glow = joy 1; fill water brim swim sting blur moisten redden overflow = sadness 2; widen bulge pop start = surprise 2; blaze flash narrow smoulder harden glitter = anger 2
face: light brighten glow clear soften shine = joy 1; fall crumple crumble sag drop twist = sadness 2; pale whiten blanch drain = fear 2; harden darken redden cloud contort tighten stiffen = anger 1
voice: break crack catch falter wobble thicken = sadness 2; shake tremble quaver quiver waver = fear 2; harden sharpen = anger 1
hand: shake tremble = fear 2
knee: shake tremble knock buckle = fear 2
mouth: quiver tremble wobble = sadness 2; twitch curve = joy 1; tighten thin = anger 1; curl = disgust 1
chin: quiver tremble wobble = sadness 2; drop = surprise 2; clench tighten set = anger 1
tooth: chatter rattle = fear 2; clench grit = anger 1
breath: catch = surprise 1
stomach: lurch clench knot drop tighten churn = fear 2; heave = disgust 2
blood: boil = anger 3; freeze chill = fear 2
tear: fall run stream roll spill start come pour flow well spring trickle course = sadness 2
brow: rise lift = surprise 1; furrow darken knit lower = anger 1
fist: clench tighten = anger 2
shoulder: heave shake = sadness 2; sag slump droop = sadness 1
throat: tighten close ache constrict = sadness 2
skin: crawl prickle creep = fear 2
colour: drain = fear 2; rise = anger 1
temper: rise flare snap = anger 2
spirits: rise lift soar = joy 2; sink fall = sadness 2
cheek: burn flame redden = sadness 1; pale = fear 1
nerve: fail = fear 2
"""
"""Verbs of which a part of the body is the subject ("her eyes filled"), or whose object it is ("he clenched his fists")."""


def _body_signs() -> Iterator[tuple[tuple[str, str], Sense]]:
    for line in _BODY.strip().splitlines():
        part, _, rest = line.partition(": ")
        for group in rest.split("; "):
            verbs, _, sense = group.partition(" = ")
            label, strength = sense.split()
            for verb in verbs.split():
                yield (part, verb), Sense(label, int(strength))


BODY_SIGNS: Final[Mapping[tuple[str, str], Sense]] = dict(_body_signs())

COLOURS: Final[Mapping[str, Sense]] = {
    **{w: Sense("fear", 2) for w in "pale white ashen grey gray livid-white bloodless".split()},
    **{w: Sense("sadness", 1) for w in "red scarlet crimson pink".split()},
    "purple": Sense("anger", 2),
}
"""What somebody goes or turns: of a face."""
TURNING: Final = frozenset("go turn grow become flush".split())

TOUCHES: Final[Mapping[str, Sense]] = {
    **{w: Sense("joy", 2) for w in "hug embrace kiss".split()},
    **{w: Sense("anger", 2) for w in "slap hit punch cuff smack".split()},
}
"""What somebody does to somebody else out of a feeling; not where there is a fight."""

PHRASES: Final[tuple[tuple[str, Sense], ...]] = tuple(
    (pattern, Sense(label, strength))
    for label, strength, patterns in (
        ("sadness", 3, r"(?:burst|broke|dissolved) (?:out )?(?:crying|sobbing|weeping)|(?:burst|broke|dissolved) into tears|in floods of tears|broke down(?! the)|cried (?:his|her|my|their) eyes out|sobbing|(?:was|were|is|are|am|'m|began|started|stood|sat|lay|and|,) crying(?! out)|cr(?:ied|ies|y) (?:into|over|all|like a|quietly|softly|until|till|(?:him|her|my)self)"),
        ("sadness", 2, r"in tears|with tears|tears (?:in|on|down|running|streaming|pouring|standing)|close to tears|lump in (?:his|her|my|their) throat|blew (?:his|her|my) nose|"
                       r"wip(?:ed|ing) (?:away )?(?:his|her|my|their|the|a) (?:eyes|tears?)|face in (?:his|her|my|their) hands|hands over (?:his|her|my|their) face|hung (?:his|her|my|their) head|with a sob|choked up"),
        ("joy", 2, r"with a laugh|burst out laughing|(?:burst|broke) (?:out )?into (?:a )?(?:peals? of )?(?:laughter|laughing|a laugh)|clapp(?:ed|ing) (?:his|her|my|their) hands|(?:gave|let out) a (?:whoop|cheer|laugh|cry of (?:joy|delight))|hopp(?:ed|ing) from foot to foot|beaming|danced for joy|jump(?:ed|ing)? for joy|threw back (?:his|her|my) head"),
        ("joy", 1, r"with a (?:\w+ )?(?:smile|grin|chuckle|twinkle|wink)|let out (?:his|her|my|their|a|the) breath|sighed with relief|sigh of relief"),
        ("fear", 2, r"(?:went|turned|gone|turning|going|grown|grew) (?:as |quite |very |deathly |dead |rather )*(?:pale|white|ashen|grey|gray)|(?:white|pale) (?:as (?:a sheet|death|paper|chalk)|to the lips)|held (?:his|her|my|their) breath|wr[iu]ng(?:ing)? (?:his|her|my|their) hands|shaking all over|shook all over|"
                    r"with a (?:shiver|shudder|tremble|tremor)|scared (?:out of|to death)|frightened out of|trembling|could not stop shaking|blood ran cold|turn(?:ed)? to (?:water|ice)|(?:gone|went|turned) the colou?r of \w+|(?:shaking|shook|trembling|trembled) (?:so )?(?:hard|badly|violently|all over|like a leaf)|hair stood"),
        ("fear", 3, r"in terror|in a panic|scream(?:ed|ing) (?:with|in) (?:fear|terror)|beside (?:himself|herself|myself|themselves) with (?:fear|worry|anxiety)"),
        ("anger", 2, r"stamp(?:ed|ing)? (?:his|her|my|their) foot|slammed|shook (?:his|her|my|their) fist|through (?:clenched|gritted|his|her|my|their) teeth|between (?:his|her|my|their) teeth|ground (?:his|her|my|their) teeth|clench(?:ed|ing) (?:his|her|my|their) fists?|banged|"
                     r"round(?:ed|ing) on|lost (?:his|her|my) temper|saw red|spat|thumped|rounded upon|drew (?:himself|herself|myself) up"),
        ("anger", 3, r"beside (?:himself|herself|myself|themselves) with (?:rage|anger|fury)|in a (?:rage|fury|passion)|flew at|(?:shak|purpl)(?:ing|e) with (?:rage|fury|anger)"),
        ("surprise", 2, r"with a (?:start|gasp|jump)|open-mouthed|mouth (?:fell|dropped|hung|hanging|falling) open|dropped (?:his|her|my) (?:jaw)|jaw (?:fell|dropped)|caught (?:his|her|my) breath|star(?:ed|ing) (?:in|with) (?:amazement|wonder|disbelief)|wide-eyed|rubbed (?:his|her|my) eyes|could (?:not|hardly|scarcely) believe|couldn't believe|stopped short|stopped dead"),
        ("surprise", 1, r"blink(?:ed|ing|s)|rais(?:ed|ing) (?:his|her|my|an) eyebrows?"),
        ("disgust", 2, r"wrinkl(?:ed|ing) (?:his|her|my) nose|curl(?:ed|ing) (?:his|her|my) lip|with a (?:grimace|sneer)|made a face|pulled a face|turned up (?:his|her|my) nose"),
        ("trust", 1, r"(?:took|taking|squeez(?:ed|ing)|press(?:ed|ing)|pat(?:ted|ting)|strok(?:ed|ing)|held|holding|kissed|kissing) (?:his|her|my|their|hold of (?:his|her|my)|the \w+'s|\w+'s) (?:hand|hands|arm|shoulder|hair|cheek|head|fingers)|"
                     r"(?:put|putting|laid|laying|slipped) (?:an|his|her|my|one|a|both|the) (?:arms?|hands?) (?:round|around|about|on|over|in|into|through|upon) (?:him|her|me|them|his|her|my|their|the (?:\w+ )?\w+)"),
        ("anticipation", 2, r"lean(?:ed|ing|s|t) forward|(?:could|can) (?:hardly|scarcely|barely|not) wait|on tiptoe|rubb(?:ed|ing) (?:his|her|my) hands|with shining eyes|lick(?:ed|ing) (?:his|her|my) lips|squared (?:his|her|my) shoulders|set (?:his|her|my) (?:jaw|teeth)"),
    )
    for pattern in (patterns,)
)  # fmt: skip
"""Regular expressions of phrases that show a feeling, for narration in small letters with straight apostrophes."""

# What people say

INSULTS: Final = frozenset(
    "fool idiot ass donkey imbecile moron liar coward wretch villain scoundrel rascal rogue brute beast devil traitor swine dog pig cur bastard bitch thief "
    "monster blockhead dunce simpleton nitwit halfwit half-wit dolt oaf clown numskull nincompoop cow rat snake worm ninny goose blackguard knave "
    "hypocrite cheat murderer tyrant slut scum vermin prick bugger git twit jerk creep".split()
)
"""Nouns for the one spoken to: "you fool"."""
SCOLDING: Final = frozenset(
    "stupid silly selfish wicked foolish rotten filthy horrible heartless cruel miserable damned bloody blasted wretched ungrateful lazy impossible "
    "careless hateful mean lying dirty insolent impudent shameless idiotic stubborn pigheaded pig-headed old young little great poor".split()
)
"""What may stand before an insult, or make one of "you … girl"."""
SCOLDS: Final = SCOLDING - frozenset("old young little great poor".split())
ENDEARMENTS: Final = frozenset("darling dearest sweetheart beloved honey sweet pet lamb treasure dear love".split())


class Saying(NamedTuple):
    """What people say when they feel something."""

    label: str
    strength: int
    """1 where it is often said without the feeling, 2 where it seldom is."""
    pattern: str
    """Regular expression, for speech in small letters with straight apostrophes and single spaces."""


def _sayings(label: str, strength: int, *patterns: str) -> Iterator[Saying]:
    return (Saying(label, strength, pattern) for pattern in patterns)


_INSULT = "|".join(sorted(INSULTS))
_SCOLD = "|".join(sorted(SCOLDING))
_SCOLDS = "|".join(sorted(SCOLDS))
_YOU = "you|ye|thou"
SAYINGS: Final[tuple[Saying, ...]] = tuple(
    saying
    for group in (
        _sayings("anger", 2,
            rf"(?:{_YOU})(?: (?:{_SCOLD}),?){{0,3}} (?:{_INSULT})s?", rf"(?:{_YOU})(?: (?:{_SCOLD}),?){{0,2}} (?:{_SCOLDS}),? (?:man|woman|boy|girl|child|creature|thing|people|fellow|lot)",
            r"how (?:could|dare|can) (?:you|he|she|they)", r"shut (?:up|your mouth|it)", r"damn (?:you|him|her|them|your|his|it all)", r"curse (?:you|him|her|them)", r"to hell with",
            r"go to (?:hell|the devil)", r"i(?: could|'ll| will|'d| shall)(?: bloody)? (?:kill|murder|strangle|throttle|skin|thrash|wring) (?:you|him|her|them|your|his)", r"leave (?:me|him|her|us) (?:alone|be)",
            r"get (?:out|away from|off me|your hands off)", r"what (?:have|did) you (?:done?|think you)", r"what the (?:hell|devil|deuce)", r"where (?:the \w+ )?have you been", r"you could(?:'ve| have) (?:been )?(?:killed|died|drowned|hurt|told|said|warned|called|asked)",
            r"(?:serves|serve) (?:you|him|her|them) right", r"i hate (?:you|him|her|them)", r"how many times", r"none of your business", r"mind your own", r"you (?:lied|cheated|promised|betrayed|tricked|left me)", r"don't you (?:dare|ever)", r"i hope (?:you|he|she|they) (?:rots?|chokes?|dies?|drowns?|burns?|hangs?)", r"who do you think you", r"hold your tongue",
            r"you had no right", r"what were you thinking", r"are you (?:mad|insane|out of your mind|deaf)", r"enough of this|that's enough|that is enough", r"it's not fair|it isn't fair|that's not fair", r"don't (?:lie to|talk to|touch|speak to) me", r"you ought to be ashamed", r"this is (?:your|all your) (?:fault|doing)"),
        _sayings("anger", 1, r"you (?:might|could|should|ought to) have", r"why (?:didn't|did|don't|won't|can't) you", r"will you (?:be quiet|stop|shut|listen)", r"i (?:told|asked|said to|warned) you", r"be quiet", r"stop (?:it|that)", r"for (?:pity's|god's|heaven's|goodness'?|christ's) sake",
            r"nonsense", r"rubbish", r"i won't have it|i will not have", r"confound (?:it|you|him)", r"blast", r"you (?:can|may) (?:take|keep|go)", r"how dare"),
        _sayings("joy", 2, r"thank (?:god|heaven|heavens|goodness|christ|the lord)", r"(?:god|heaven|lord) be (?:praised|thanked)", r"hurrah|hooray|hurray|huzza", r"(?:i'm|i am|we're) (?:so|very|really|terribly) (?:glad|happy|pleased|proud|delighted)", r"(?:i'm|i am) (?:delighted|overjoyed|thrilled)",
            r"i love (?:you|it|this)", r"(?:how|isn't it|it's|it is) (?:wonderful|marvellous|marvelous|lovely|glorious|splendid|delightful|beautiful)", r"you(?:'re| are) (?:alive|safe|back|home)", r"(?:he's|she's|they're|he is|she is|they are) (?:alive|safe|breathing|awake)", r"we (?:did it|won|made it|found (?:it|him|her|them))", r"(?:you|he|she) did it",
            r"bless (?:you|him|her|your heart|his heart|her heart)", r"ha(?:,? ?ha)+", r"best (?:day|thing|news)"),
        _sayings("joy", 1, r"at last", r"wonderful|marvellous|marvelous|splendid|glorious|capital|magnificent|brilliant|excellent", r"congratulations", r"well done", r"my (?:darling|dearest|sweetheart|love|beloved)", r"welcome (?:home|back)", r"(?:i'm|i am) (?:glad|happy|pleased)"),
        _sayings("sadness", 2, r"forgive me", r"(?:i'm|i am|im|we're|we are) (?:so|very|truly|terribly|really|dreadfully) sorry", r"it(?:'s| is| was)(?: all)? my (?:fault|doing)", r"i(?:'ve| have)? (?:killed|failed|lost|ruined|betrayed) (?:him|her|them|you|everything|it all)", r"i should(?:n't| not| never)? have|i ought(?: not)? to have", r"i miss(?:ed)? (?:you|him|her|them|my)", r"alas",
            r"i can't (?:bear|stand|go on)(?: it)?", r"(?:i'm|i am) (?:ashamed|lonely|miserable|heartbroken|so tired)", r"i feel (?:awful|terrible|dreadful|wretched|sick about)", r"(?:god|lord|heaven) forgive me", r"i wish (?:i|he|she|it|you|they) (?:had|were|was|could|'d)",
            r"if only", r"(?:i'm|i am) (?:done for|ruined|finished|nothing)", r"i (?:never|didn't) (?:said|say|told|tell|got|get)(?: \w+){0,3} (?:goodbye|good-bye|sorry)", r"never (?:see|hear|hold|speak to) (?:him|her|you|them|it) again", r"nobody (?:came|cares|wants|loves)"),
        _sayings("sadness", 1, r"poor (?:lamb|soul|thing|devil|creature|child|boy|girl|old \w+|little \w+|dear|man|woman|fellow|wretch)", r"i could have", r"i (?:did|have done) (?:you|him|her|them) (?:a|great|so much) (?:\w+ )?(?:wrong|harm|injustice)", r"i'd (?:sooner|rather) (?:it were|it was|have died|be dead)", r"(?:i'm|i am|im) sorry(?! (?:to|but|about|if|i'm|i am|for (?:the|this|interrupting)))", r"(?:he's|she's|he is|she is|they're|hes|shes) (?:dead|gone)", r"(?:he|she|they)(?:'d| had| has| have)? died", r"goodbye|good-bye|farewell", r"i (?:failed|lied|forgot|left (?:him|her|you|them))", r"oh,? no", r"i don't (?:know what to|want to)", r"what have i done", r"my (?:boy|child|son|daughter|baby|mother|father) is (?:dead|gone)", r"too late"),
        _sayings("fear", 2, r"help(?: me| us| him| her)?!", r"don't (?:leave|hurt|kill|shoot|let (?:me|him|her|go))", r"(?:he's|she's|he is|she is|you're|it's) not breathing|(?:isn't|aren't) breathing|(?:stopped|stops) breathing", r"wake up", r"(?:i'm|i am|we're|im) (?:afraid of|scared|frightened|terrified|so afraid|going to die|dying|drowning)", r"(?:he|she|it|they|they'll|he'll|she'll|it'll)(?: will| is going to|'s going to)? (?:kill|drown|shoot|hang|murder) (?:us|me|him|her|them|you)",
            r"we(?:'re| are| shall| will|'ll) (?:all )?(?:die|dead|lost|doomed|going to die|trapped|drown)", r"look out", r"watch out", r"run!", r"(?:stay|talk|speak|look) (?:with|to|at) me[!.]", r"is (?:he|she|it|anyone|anybody|\w+) (?:dead|hurt|all right|alive|alright|breathing)", r"are you (?:hurt|all right|alright|ok|okay|dead|there)", r"please,? (?:don't|god|no|wake|please)", r"hurry", r"breathe[!,.]", r"i can't (?:breathe|move|feel)",
            r"(?:somebody|someone),? (?:help|do something)|call (?:a|an|the) (?:doctor|ambulance|police)|fetch (?:a|the) doctor", r"there's (?:someone|somebody|something) (?:there|out there|in|behind|outside)"),
        _sayings("fear", 1, r"what(?:'s| is) (?:happening|that|the matter|wrong)", r"i can't (?:see|get (?:to|down|up|out|it off))", r"i can't[.!]", r"oh,? (?:my )?god", r"what if", r"(?:he'll|she'll|they'll|you'll|it'll|we'll|i'll) (?:die|fall|drown|be (?:dead|killed|hurt|caught|late))", r"(?:i'm|i am) (?:worried|afraid)", r"(?:he|she|it|they|you)(?:'s|'re| is| are|s)? (?:dead|dying|killed|not (?:moving|answering|waking))", r"be careful|careful!", r"where (?:is|are) (?:he|she|they|it|my)", r"don't (?:go|move|look|touch)", r"let (?:me|us|go)(?: go)?!", r"bleeding|blood", r"i (?:don't|can't) (?:dare|want to die)", r"(?:no,? ){2,}no|no! no!"),
        _sayings("surprise", 2, r"good (?:heavens|lord|god|gracious|grief)", r"my (?:word|goodness)", r"well,? i never", r"i never (?:saw|heard|knew) (?:anything|such|the like)", r"never in my life",r"well,? i'(?:m|ll be) (?:blowed|damned|hanged|blessed|jiggered|dashed|buggered)|i'll be (?:damned|hanged|blowed)", r"bless my soul", r"i (?:don't|can't|cannot|do not|couldn't) believe (?:it|this|my)", r"(?:that's|it's|that is|it is) (?:impossible|not possible|incredible|unbelievable)", r"it can'?(?:not|t) be", r"bloody hell|blimey|crikey|gosh|golly|wow|great scott|by jove|holy \w+", r"(?:is|was) (?:it|that) (?:really )?you", r"you(?:'re| are) (?:dead|supposed to be|not \w+ at all)",
            r"what on earth", r"who on earth", r"how on earth", r"you don't (?:say|mean)", r"fancy (?:that|you|meeting)", r"i had no idea", r"upon my (?:word|soul)"),
        _sayings("surprise", 1, r"i thought you (?:were|had)", r"you can'?(?:not|t) be", r"that's never", r"and never (?:said|told)", r"really\?", r"but (?:how|you|that's|it's|he's|she's|who)", r"what\?", r"impossible", r"never!", r"you\?", r"why,"),
        _sayings("disgust", 2, r"disgusting|revolting|repulsive|sickening|loathsome", r"(?:you|it|he|she|they) makes? me (?:sick|ill|want to vomit)", r"ugh|yuck|eugh|pah|faugh", r"beneath (?:contempt|me)", r"i despise (?:you|him|her|them)", r"how (?:vile|horrid|disgusting|revolting)"),
        _sayings("disgust", 1, r"filth|filthy|vile|foul|nasty|stinks?|vulgar"),
        _sayings("anticipation", 2, r"(?:i|we) can'?(?:not|t) wait", r"(?:i'm|i am) (?:dying|longing|eager|itching|looking forward|determined|resolved) (?:to|for)", r"looking forward", r"what happened (?:then|next|to)", r"(?:and )?then what|what (?:then|next)\?", r"do tell|tell me (?:all|everything|at once)", r"just (?:wait|you wait)", r"let's (?:go|do it|find)", r"i must (?:know|see|find out)"),
        _sayings("anticipation", 1, r"i(?:'ll| will| shall) (?:find|win|prove|show|never (?:give|let|leave|stop))", r"what did (?:he|she|they|it|you) (?:say|do|see|find|tell)", r"and then\?", r"tell me"),
        _sayings("trust", 2, r"i (?:trust|believe) (?:you|in you|him|her)", r"(?:i'm|i am) (?:so |very |most |deeply )?(?:grateful|thankful|obliged|indebted)", r"(?:you're|you are|you'll be|it's) (?:quite )?safe(?: now)?", r"i(?:'ve| have) got you", r"(?:i'm|i am|we're) here", r"i(?:'ll| will|'d) (?:sit|stay|stand|come|go|wait|be) (?:with|by|here|beside|near)(?: \w+)?(?: you| for you)?", r"thank you (?:so|for)", r"god bless", r"you can (?:trust|count|rely)", r"i won't (?:leave|let (?:you|anything|them))", r"(?:you've|you have) (?:been|done) (?:so |very )?(?:good|kind|well|more)"),
        _sayings("trust", 1, r"thank you|thanks", r"it(?:'s| is) (?:all right|okay|nothing|over|alright)", r"there,? there|hush", r"don't (?:worry|be afraid|cry)", r"good (?:girl|boy|lad|man)"),
    )
    for saying in group
)  # fmt: skip
"""What people say when they feel something."""
OF_ONESELF: Final = (
    r"forgive me", r"(?:i'm|i am|im|we're|we are)(?: \w+)? (?:sorry|ashamed|to blame)", r"my (?:own )?(?:fault|doing)", r"i (?:should|ought)", r"i wish i", r"what have i done",
    r"i(?:'ve| have|'d| had)? (?:killed|failed|lost|ruined|betrayed|lied|left|forgot|forgotten|broke|broken|let|done|did|picked|chose|chosen|told|said|thought|never|was|wasn't|wanted|meant|must)", r"i feel (?:awful|terrible|dreadful)",
)  # fmt: skip
"""What people say out of guilt or shame: the sadness is at themselves."""
OF_THEM: Final = r"(?:damn|curse|kill|murder|hate|despise|strangle|skin|thrash|hang|blast|confound|poor) (him|her|them)|(?:he|she|they)(?:'s| is| has| have|'ve|'d| had)? (?:lied|cheated|betrayed|shot|hit|killed|stole|robbed|left|ruined)|how (?:could|dare) (he|she|they)|(?:he|she)(?:'s| is) (?:a|such a|no better)"
"""What people say of a third one, whom the feeling is at."""

VOICES: Final[Mapping[str, str]] = {
    **dict.fromkeys("sobbing crying cracked broken choked tearful sad sob wailing".split(), "sadness"),
    **dict.fromkeys("trembling shaking unsteady scream shriek shrill faltering whimper".split(), "fear"),
    **dict.fromkeys("laughing cheerful bright".split(), "joy"),
    **dict.fromkeys("sharp cold growl snarl harsh furious angry bitter clenched indignant roar hiss".split(), "anger"),
    **dict.fromkeys("gentle soothing tender".split(), "trust"),
}  # fmt: skip
"""What the quality of a voice says of a feeling, by the words of `Delivery.voice`."""


# Forms


def _verbs(senses: Mapping[str, Sense]) -> dict[str, tuple[str, Sense]]:
    """Every form of the verbs of `senses`, with base form and sense."""
    return {form: (base, senses[base]) for form, base in forms(senses, gerund=True).items()}


FEELS_FORMS: Final = _verbs(FEELS)
STIRS_FORMS: Final = _verbs(STIRS)
SIGNS_FORMS: Final = _verbs(SIGNS)
TOUCHES_FORMS: Final = _verbs(TOUCHES)
BODY_VERBS: Final = forms({verb for _, verb in BODY_SIGNS}, gerund=True)
"""Every form of a verb of `BODY_SIGNS`, with its base form."""
TELLING: Final = frozenset(
    (*ADJECTIVES, *NOUNS, *ADVERBS, *FEELS_FORMS, *STIRS_FORMS, *SIGNS_FORMS, *TOUCHES_FORMS, *PARTS)
)
"""Words without one of which a sentence tells of no feeling, phrases aside."""


def adjective(word: str) -> str:
    """The plain form of an adverb of feeling: "bitter" of "bitterly"; of another word the word."""
    if word not in ADVERBS:
        return word
    stem = word.removesuffix("ly")
    if stem.endswith("i"):
        stem = stem[:-1] + "y"
    return stem
