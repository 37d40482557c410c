"""Words that say how somebody is: dead, hurt, ill, asleep, without breath, tied, drunk; or that a thing is broken or lost.

With them stand the figures of speech that only sound like it.
"""

from __future__ import annotations

from typing import Final

from fullcast.lexicon.inflection import IRREGULAR, forms


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Dying

DYING: Final = _words("die perish drown expire asphyxiate")
"""Whose subject is dead once they have happened."""
DYING_TO_DEATH: Final = _words(
    "bleed starve freeze choke burn fall plunge leap jump drop suffocate rot cough thirst waste go ride march drink walk sink slip tumble"
)
"""Whose subject is dead if they are done "to death", "to his death"."""
KILLING: Final = _words(
    "kill murder slay assassinate behead decapitate execute guillotine electrocute lynch crucify massacre slaughter butcher garrotte disembowel "
    "exterminate"
)
"""Whose object is dead once they have happened."""
KILLING_TO_DEATH: Final = _words(
    "stab beat strangle choke club bludgeon stone hack trample crush burn scald gore maul kick flog whip shoot torture starve poison frighten "
    "put do batter thrash knife peck tear claw bite squeeze hound smother savage cudgel throttle sabre crush drag sting"
) - {"frighten", "hound"}
"""Whose object is dead if it is done "to death"."""
FIGURATIVE_DEATHS: Final = _words(
    "bore scare frighten worry love tickle tire work talk laugh sicken plague pester nag fret shock startle embarrass annoy tease chat dance "
    "sentence condemn doom"
)
"""What is done "to death" without anybody's dying, or before it."""
DIES_AWAY: Final = _words("away down out off back")
"""Particles with which "die" tells of sounds and fires."""
NO_CAUSES: Final = _words(
    "shame embarrassment boredom laughing laughter curiosity envy jealousy mortification impatience happiness joy excitement suspense ennui "
    "blushing love hunger thirst"
) - {"hunger", "thirst", "love"}
"""Of which nobody really dies."""
NO_WATERS: Final = _words(
    "champagne advice work debt debts sorrow sorrows grief tears noise paper papers paperwork self-pity love misery drink wine music kisses"
)
"""In which nobody really drowns or is buried."""
LAUGHING: Final = _words("laugh blush giggle cringe yawn")
VITAL: Final = _words("heart head brain brains skull throat temple forehead eye eyes neck lungs")
"""What nobody lives without: a bullet or a blade through it kills."""
THROUGH: Final = _words("through into between")
WEAPONS: Final = _words(
    "bullet bullets ball arrow arrows spear sword blade knife dagger axe bayonet lance javelin shot bolt rapier cutlass sabre stake shaft slug"
)
PIERCING: Final = _words(
    "go pass pierce enter take strike hit bury drive plunge catch put run shoot send fire thrust stick lodge tear find"
)
THROATS: Final = _words("cut slit slash tear rip bite open")
SELF_KILLING: Final = _words("hang shoot drown poison kill stab")
"""With a reflexive they are suicide."""
DEADLY_TAKERS: Final = _words(
    "fever plague cholera typhus typhoid smallpox consumption pneumonia diphtheria influenza flu cancer measles scarlet tuberculosis malaria "
    "pestilence sea river water waters flood lake ocean tide current avalanche war earthquake famine god lord death disease illness sickness "
    "drowning wolves stroke"
)
TAKING: Final = _words("take claim carry")
"""What a sickness or a river does to those who die of it."""
DEATH_NOUNS: Final = _words(
    "death murder suicide assassination execution demise drowning decease killing beheading lynching martyrdom"
)
"""Whose owner is dead where they are told as done."""
BURIAL_NOUNS: Final = _words(
    "grave tomb funeral burial corpse coffin tombstone gravestone headstone ashes remains deathbed obituary cadaver requiem wake bier cremation mausoleum "
    "cenotaph carcass carcase"
) - {"wake"}
"""What only the dead have."""
BODY_OF: Final = _words("body bodies")
BODY_FINDING: Final = _words(
    "find discover recover bury carry bring wash identify burn drag pull fish haul lay lift cover dig see"
)
"""What is done to the body of a dead person: "they found the body of"."""
OF_THE_DEAD: Final = _words("dead late deceased lamented murdered drowned slain")
"""Adjectives before a noun: "her late husband"."""
DEAD: Final = _words("dead deceased lifeless slain stone-dead") - {"lifeless"}
NOT_QUITE: Final = _words("half almost nearly practically virtually all-but more less")
AFTER_DEAD: Final = _words(
    "tired drunk asleep certain sure set right wrong serious white straight ahead slow on beat against broke keen easy calm silent still level "
    "centre center sober pale sleepy keen worried scared bored lucky quiet simple cert good cool black calm flat last weary weight end ringer "
    "to"
)
"""What "dead" before it only strengthens, and "dead to"."""
DEAD_VERBS: Final = _words(
    "be lie fall drop find shoot strike sit hang float lay remain see discover leave pronounce declare go get become seem"
)
"""What somebody does dead, or has done to them."""
WIDOWED: Final = _words("widow widower relict")
MACHINES: Final = _words(
    "engine motor car truck lorry bus van bike phone telephone mobile battery radio television set computer laptop printer copier photocopier "
    "machine boiler furnace generator line fire light lights lamp candle flame wind storm gale noise uproar sound music conversation talk party "
    "tree trees plant plants flower flowers rose roses grass garden love hope song echo voice"
)
"""Which die and are killed in a manner of speaking."""
BURYING: Final = _words("bury inter cremate entomb embalm")
LOSSES: Final = _words("after since when before")
KIN_LOST: Final = _words(
    "husband wife father mother son daughter brother sister child baby parents parent twin uncle aunt grandfather grandmother fiancé fiance boy girl "
    "boys sons children daughters brothers sisters mum mom dad friend grandpa grandma"
)
BEDSIDE: Final = _words(
    "doctor doctors nurse nurses paramedic paramedics medic ambulance pulse breathing breath hospital ward surgeon priest undertaker funeral dying died "
    "deathbed coma wrist attack stroke stretcher sister heart"
)
"""Words by which "gone" means dead."""
SHROUDS: Final = _words("sheet cloth blanket coat cloak shroud tarpaulin coverlet")
NO_GRAVES: Final = _words(
    "sand snow leaves leaf blanket blankets work thought thoughts arms pillow pillows papers hay straw cushions clothes furs newspaper book books rubble "
    "debris armchair coat sheets flowers kisses"
)
"""In or under which the living are buried."""
LAST_PLACES: Final = _words("coffin bier pyre grave tomb morgue mortuary churchyard cemetery graveyard")
"""Where only the dead lie."""
SUPERNATURAL: Final = _words(
    "ghost ghosts spirit spectre specter phantom vampire haunt haunted haunting undead revenant apparition wraith zombie"
)
"""In stories with these the dead may act."""
REVIVING: Final = _words("revive resuscitate resurrect reanimate")
LIES: Final = _words(
    "lie lies lied liar untrue false hoax invented mistake mistaken mistook wrong rumour rumor pretended trick truth forged"
)
"""What is said of a report that was not so."""
DREAMT: Final = _words("dreamed dreamt dreaming nightmare nightmares woke wakes awoke")
"""Words of a paragraph in which somebody dreams."""
HYPERBOLE: Final = _words("literally omg lol inside practically")
HABIT: Final = _words("generally mostly every each always often sometimes usually daily nightly whenever")
"""What is told with these is a habit or an exaggeration, not something that happened once."""
ALIVE: Final = _words("alive")

MADE_UP: Final = _words(
    "screen stage chapter film movie novel play opera ballad puppet puppets television telly tv game version episode paladin avatar cartoon pantomime "
    "ballet scene act libretto verse rhyme controller console theatre theater cinema effigy chess checkmate pawn fresco tapestry mural altarpiece repertory repertoire performance rehearsal"
)
IN_BOOKS: Final = _words("book novel story tale page poem legend epic paperback thriller")
"""In or on which what is told is invented."""
PLAYFUL: Final = _words("lied joked teased quoted recited declaimed sang fibbed")
"""Tags of speech that does not mean what it says."""
RECITING: Final = _words("read recite sing chant")
"""What somebody does who tells "how" an invented thing happened."""
"""What a sentence is about that tells of an invention: "on the screen", "in chapter nine"."""
SHOWN: Final = _words(
    "screen film movie puppet puppets television tv cartoon pantomime ballet controller console cinema video"
)
"""Those of MADE_UP that mean an invention in the sentence before, too."""
TIMES: Final = _words("times ways time")
ANY: Final = _words("all every no any each some most many few such other another more several")
"""Words before a noun that keep it from meaning somebody in particular."""
NO_ONES: Final = _words("people those others men women folk everybody everyone somebody someone")
"""Names of characters that are nobody in particular."""
INDEFINITE: Final = _words(
    "those these one ones none some any each another others other nobody somebody anybody someone anyone everyone everybody all many few several"
)
"""Heads of a noun phrase that mean nobody in particular."""

# Wounds and illness

PARTS: Final = _words(
    "arm arms leg legs hand hands foot feet finger fingers toe toes thumb thumbs head skull scalp face cheek jaw chin nose ear ears eye eyes eyebrow "
    "brow forehead lip lips neck throat shoulder shoulders collarbone back spine chest breast side rib ribs stomach belly hip hips thigh thighs "
    "knee knees shin calf ankle ankles heel wrist wrists elbow palm palms knuckles skin lung lungs forearm temple groin flank paw tail wing heart "
    "bone bones kneecap cheekbone abdomen gut guts pelvis femur"
)
"""Where somebody can be hurt."""
WOUNDING: Final = _words(
    "wound injure maim stab scald impale gore lame cripple concuss mangle mutilate knife bayonet lacerate spear disfigure"
)
"""Whose object is hurt, if it is somebody."""
SHOOTING: Final = _words("shoot hit strike burn cut slash bite run graze pierce crush scratch claw catch")
"""Whose object is hurt where a part of it is named, or with a weapon."""
BREAKING: Final = _words(
    "break fracture sprain dislocate crush gash slash sever shatter smash burn scald cut split lose mangle pierce rip tear twist crack "
    "bruise lacerate snap wrench wound injure skin"
)
"""What is done to a part of the body that then needs care."""
NOT_BROKEN: Final = _words("heart head back face eye eyes lip lips hand hands side skin neck")
"""Parts that are said to break, turn or be lost in a manner of speaking only, or that are broken by a wound of another kind."""
LOST_PARTS: Final = _words("arm leg hand foot finger fingers toe toes thumb eye ear")
HURT: Final = _words("wounded injured hurt maimed concussed lamed scalded")
BADLY: Final = _words("badly seriously gravely severely slightly mortally dangerously terribly horribly")
BROKEN: Final = _words(
    "broken fractured sprained crushed shattered smashed severed dislocated gashed bleeding mangled splintered burned burnt wounded torn cut"
)
WOUNDS: Final = _words("wound gash fracture burn concussion")
ILL: Final = _words("ill unwell feverish bedridden delirious sick consumptive")
FALLING_ILL: Final = _words("be fall take become get lie grow feel seem look")
DISEASES: Final = _words(
    "fever typhus typhoid cholera plague pneumonia diphtheria measles mumps smallpox consumption tuberculosis influenza flu bronchitis malaria "
    "scarlatina pleurisy whooping-cough croup dysentery scurvy leprosy cancer cold chill appendicitis meningitis jaundice ague gangrene"
)
HAVING_ILLNESS: Final = _words("have catch contract get take develop")
RECOVERING: Final = _words("recover heal mend convalesce")
BLEEDING: Final = _words("bleed")
BLOOD: Final = _words("blood")
FLOWING: Final = _words("run pour flow stream drip trickle soak spurt gush well ooze")

# Sleep and senses

ASLEEP: Final = _words("asleep")
SLEEPING: Final = _words("sleep doze slumber snore snooze")
OFF: Final = _words("doze drop drift nod")
"""Which with "off" mean to fall asleep."""
WAKING: Final = _words("wake awake awaken waken")
SENSELESS: Final = _words("unconscious insensible senseless comatose concussed") - {"concussed"}
FAINTING: Final = _words("faint swoon")
OUT: Final = _words("pass black")
"""Which with "out" mean to lose one's senses."""
COMING: Final = _words("come")
SENSES: Final = _words("consciousness senses")
LOSING: Final = _words("lose")
REGAINING: Final = _words("regain recover")
COMA: Final = _words("coma faint swoon stupor")
NO_SLEEPER: Final = _words("with on in around rough")
PAINS: Final = (
    PARTS
    | BEDSIDE
    | _words(
        "drunk wine whisky gin vodka rum beer bottle pain heat blood floor fell bleeding ether faint dizzy drink shots"
    )
)
"""Words by which "passed out" means to faint, not to leave."""
LOOKS: Final = _words("glance glances look looks eyes eye words word smile finger voice")
"""With which one stabs and wounds in a manner of speaking."""
STUNNING: Final = _words("stun chloroform sedate anaesthetise anaesthetize")

# Breath

BREATHING: Final = _words("breathe")
BREATHS: Final = _words("breath breathing air")
STOPPING: Final = _words("stop cease")
GASPING: Final = _words("gasp cough retch splutter breathe whoop choke sputter")
DRAWING: Final = _words("draw take drag suck gulp catch pull")
CHEST: Final = _words("chest ribs")
MOVING: Final = _words("move rise stir")

# Freedom

BINDING: Final = _words(
    "chain shackle handcuff manacle fetter imprison jail gaol cage arrest kidnap capture truss tether bind tie strap rope lash cuff incarcerate"
)
LOCKING: Final = _words("lock shut bolt pin trap")
"""Which bind whom they are done to where it is said in, up or under what."""
LOCKED_WHERE: Final = _words("in up under beneath inside into behind down to by")
PRISONS: Final = _words(
    "prison jail gaol cell cage dungeon chains irons handcuffs shackles custody fetters manacles stocks lockup captivity bonds"
)
TIED_TO: Final = _words(
    "mast chair bed tree post rail stake wheel pole beam bench stretcher bedpost pillar column horse saddle pipe radiator wall table railing "
    "rack cart fence log plank oar ring stone rock board root trunk gate"
)
PRISONER: Final = _words("prisoner captive")
FREEING: Final = _words(
    "free release untie unbind unchain unshackle rescue ransom unstrap loose liberate unlock uncuff"
)
ESCAPING: Final = _words("escape")
# Drink

DRUNK: Final = _words("drunk intoxicated tipsy inebriated drunken") - {"tipsy"}
SOBER: Final = _words("sober")
DRUNK_WITH: Final = _words("with on")
# Things

BREAKING_THING: Final = _words("break smash shatter wreck shipwreck destroy demolish burn")
DESTROYING: Final = _words("smash shatter wreck shipwreck destroy demolish")
"""Whose object is broken, if it is a thing."""
SINKING: Final = _words("sink founder capsize scuttle")
"""Whose subject or object is lost, if it is a ship."""
MENDING: Final = _words("mend repair fix restore rebuild salvage refloat refit relaunch recommission")
FAILING_THING: Final = _words("overturn stall conk crash collapse explode")
"""Whose subject is broken, if it is a thing."""
TURNING: Final = _words("go turn keel tip roll topple")
"""Which with "over" mean to overturn."""
BEFALLING: Final = FAILING_THING | TURNING | _words("run blow catch lose commission order action")
BROKEN_THING: Final = _words("broken smashed shattered wrecked ruined destroyed")

# Signs of life

NO_ACTS: Final = _words(
    "be lie have seem die rest belong mean remain hang bear own stand appear look become need deserve matter live exist know cost weigh "
    "resemble concern contain include interest please suit use fall sleep float stay haunt drown perish sink bleed rot stink smell go"
)
"""Verbs of which a dead person or a body may be the subject, or which tell of no act."""


def _forms(lemmas: frozenset[str]) -> frozenset[str]:
    return frozenset(forms(lemmas, gerund=True)) | {part for base in lemmas for part in IRREGULAR.get(base, ())}


_VERBS: Final = (
    DYING | KILLING | SELF_KILLING | BURYING | REVIVING | WOUNDING | RECOVERING | SLEEPING | WAKING | FAINTING | STUNNING | BREATHING
    | BINDING | FREEING | ESCAPING | BLEEDING | _words("stop cease faint drop nod drift pass black snore gasp breathe hang shoot stab sink survive mourn recover fracture sprain dislocate wreck founder")
)  # fmt: skip
CUE_VERBS: Final = _VERBS
"""Base forms of verbs that tell of states."""
_WITH: Final[dict[str, str]] = {
    "eyes eye": "open opened opens close closed closes shut",
    "life lives": "lost lose loses took take taken takes came come comes back brought restored returned own",
    "heart head brain brains skull throat forehead temple": (
        "shot shoot bullet bullets ball arrow spear sword knife blade through cut slit tore torn gave failed stopped wound wounded blood bleeding broken hurt"
    ),
    "pass passed passes passing": "out away sleep",
    "black blacked blacks": "out",
    "cold chill": "caught catch catches took taken had has have",
    "stop stopped stops stopping cease ceased ceases": "breath breathing breathe",
    "drop dropped drops nod nodded nods drift drifted drifts": "off asleep dead sleep",
    "broke break breaks breaking broken cut cuts cutting tore torn burn burned burnt burns lost lose loses losing hit struck": (
        " ".join(sorted(PARTS))
        + " free loose down husband wife father mother son daughter brother sister child baby consciousness to we"
    ),
    "chain chained chains pin pinned lock locked locks shut bolt bolted tie tied ties bound bind strap strapped rope roped lash lashed": (
        "to in up under beneath behind down by with hands wrists feet hand foot"
    ),
    "hang hung hangs hanging": "himself herself myself themselves hanged",
    "memory": "loving",
    "chest ribs": "move moved rise rose moving",
    "went turned keeled tipped rolled toppled": "over down",
    "ran run": "aground ashore",
    "blew blown": "up",
    "commission": "out",
    "late": "the her his my our their",
    "body bodies": "of",
    "blood": "ran run runs poured pours streamed dripped flowed trickled from down",
}
PAIRED: Final = {word: _words(partners) for some, partners in _WITH.items() for word in some.split()}
"""Words that say it only together with another in their sentence."""
CUES: Final = (
    (_forms(_VERBS) | _words("died dying dead death deaths hanged slain slew beheaded slept woke woken awoke awake shot bled")
    | DEATH_NOUNS | BURIAL_NOUNS | DEAD | OF_THE_DEAD | WIDOWED | ALIVE | HURT | WOUNDS | DISEASES | ILL | ASLEEP | SENSELESS | SENSES | COMA
    | PRISONS | PRISONER | DRUNK | SOBER | LAST_PLACES
    | _words("overturned stalled crashed collapsed exploded capsized flatlined")
    | _words("bullet arrow lived gone sprained trapped dreamed dreamt bitten bottle suicide caged escaped breath stuck sank sunk free loose"))
    - PAIRED.keys() - _words("ashes remains bonds irons spear spears knife")
)  # fmt: skip
"""Forms of words that a sentence must have to say that a state begins or ends."""
