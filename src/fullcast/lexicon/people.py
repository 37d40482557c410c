"""Nouns for people, titles, kinship, pronouns: who a word can refer to, and of which gender."""

from __future__ import annotations

MALE_TITLES = frozenset(
    "mr mister sir lord monsieur uncle father count king prince brother master herr signor signore señor don m messrs baron duke earl "
    "marquis viscount squire friar abbot emperor dad grandpa grandfather".split()
)
FEMALE_TITLES = frozenset(
    "mrs miss ms lady madame mademoiselle mme mlle aunt mother countess queen princess sister madam frau fraulein fräulein signora "
    "signorina señora señorita dame duchess baroness marchioness empress nurse missus misses auntie aunty mum mom grandma grandmother "
    "granny donna governess".split()
)
NEUTRAL_TITLES = frozenset(
    "dr doctor prof professor general captain capt colonel col major lieutenant lt sergeant sgt corporal private admiral commander "
    "commodore inspector detective constable officer judge justice reverend rev pastor bishop archbishop cardinal pope saint st "
    "president senator governor mayor councillor minister chancellor ambassador marshal sheriff deputy agent chief coach cousin "
    "comrade elder chef superintendent magistrate ensign cadet warden vicar dean rabbi imam mullah sultan tsar czar khan chancellor "
    "docteur abbé abbe père pere maître maitre mx hon honorable".split()
)
DOTTED = frozenset("mr mrs ms dr prof capt col lt sgt rev st mme mlle messrs hon mx gen maj m".split())
"""Titles that are written with a full stop, which ends no sentence."""
TITLES = MALE_TITLES | FEMALE_TITLES | NEUTRAL_TITLES

PARTICLES = frozenset("de di da del della du des la le van von der den ter of y el al bin ibn d' o' st".split())

MALE_NOUNS = frozenset(
    "man men gentleman gentlemen boy boys lad lads fellow fellows father brother son husband uncle nephew grandfather grandson king prince "
    "lord duke baron count earl priest monk friar butler footman waiter sailor soldier policeman constable coachman groom "
    "porter fisherman boatman clergyman curate vicar parson squire father-in-law son-in-law brother-in-law "
    "stepfather stepson schoolboy bloke guy dude chap youth widower bachelor bridegroom hero wizard actor host "
    "dad daddy papa pa grandpa sir landlord salesman chairman workman workmen watchman foreman madman nobleman "
    "frenchman englishman irishman scotsman scotchman dutchman countryman huntsman horseman spokesman tradesman statesman "
    "stableman barman doorman ferryman gunman hitman "
    "manservant emperor godfather grandad granddad boyfriend".split()
)
FEMALE_NOUNS = frozenset(
    "woman women lady ladies girl girls mother sister daughter wife aunt niece grandmother granddaughter queen princess duchess baroness "
    "countess nun maid housemaid nursemaid waitress governess hostess actress mother-in-law daughter-in-law sister-in-law stepmother "
    "stepdaughter schoolgirl widow bride heroine witch lass mum mom mommy mummy mamma mama ma grandma granny madam "
    "landlady housekeeper matron chambermaid parlourmaid barmaid empress godmother girlfriend blonde brunette redhead spinster "
    "saleswoman policewoman chairwoman charwoman washerwoman frenchwoman englishwoman".split()
) - {"redhead"}
NEUTRAL_NOUNS = frozenset(
    "person people child children kid kids baby stranger friend friends doctor teacher student pupil servant servants clerk lawyer judge "
    "captain colonel major general lieutenant sergeant officer inspector detective guard guards driver cook nurse guest "
    "companion neighbour neighbor cousin parent parents visitor owner boss colleague partner author poet painter artist speaker "
    "assistant secretary manager attendant patient prisoner thief murderer killer victim witness traveller traveler passenger "
    "player singer professor philosopher scholar scientist engineer pilot crew medic surgeon chemist "
    "blond redhead brunet teenager teen youngster newcomer intruder elder twin twins bartender barista receptionist merchant farmer "
    "apprentice interlocutor mayor minister president ambassador agent spy assassin hunter leader chief commander hostage foreigner "
    "creature figure voice other one ones being orphan heir heiress beggar peasant innkeeper shopkeeper baker butcher tailor "
    "messenger page knight archer warrior rider ranger outlaw bandit pirate mate bosun boatswain cabin-boy coroner "
    "dispatcher paramedic firefighter cop sheriff deputy reporter journalist editor coach librarian cashier vendor "
    "crowd mob audience group chorus company party family couple pair jury band gang".split()
)
PERSON_NOUNS = MALE_NOUNS | FEMALE_NOUNS | NEUTRAL_NOUNS
GROUP_NOUNS = frozenset(
    "men women people children kids boys girls servants guards friends parents twins crew crowd mob audience group chorus company party "
    "family couple pair jury band gang ladies gentlemen lads fellows ones workmen everyone everybody others sisters brothers "
    "sailors soldiers students neighbours neighbors villagers passengers".split()
)
ANIMAL_NOUNS = frozenset(
    "cat dog horse mouse rat rabbit hare bird owl raven crow parrot fox wolf bear lion tiger dragon snake serpent frog toad turtle "
    "caterpillar duck goose hen cock rooster pigeon pig cow donkey mule pony sheep goat lamb spider beetle gryphon dormouse "
    "cheetah monkey ape elephant squirrel badger hedgehog kitten puppy hound eagle hawk sparrow robin".split()
)
GENERIC_NOUNS = frozenset(
    "man woman lady girl boy gentleman lad fellow child youth stranger person other others companion friend one figure voice creature "
    "guest visitor newcomer speaker interlocutor young old latter former host hostess chap guy bloke kid teen teenager blond blonde brunette "
    "redhead partner".split()
)
"""Nouns that stand for anyone, known by name or not; others name a role, which is mostly someone of their own."""
KIN = {
    "father": "m", "mother": "f", "brother": "m", "sister": "f", "son": "m", "daughter": "f", "uncle": "m", "aunt": "f", "husband": "m",
    "wife": "f", "nephew": "m", "niece": "f", "grandfather": "m", "grandmother": "f", "papa": "m", "mamma": "f", "mama": "f",
    "dad": "m", "mum": "f", "mom": "f", "cousin": "", "grandma": "f", "grandpa": "m", "daddy": "m", "mummy": "f", "mommy": "f",
}  # fmt: skip
KIN_NAMES = frozenset(
    "mamma mama papa mother father mum mom dad daddy mummy mommy granny grandma grandpa nana auntie".split()
)
"""Kinship words that stand for a name where they have a capital and no article."""

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their theirs themselves themself".split())
FIRST = frozenset("i me my mine myself".split())
WE = frozenset("we us our ours ourselves".split())
SECOND = frozenset("you your yours yourself yourselves thou thee thy thine ye".split())
IT = frozenset("it its itself".split())
SUBJECT_PRONOUNS = frozenset("he she they i we it".split())
CONTRACTED = {"he's": "he", "she's": "she", "they'd": "they", "he'd": "he", "she'd": "she", "i'd": "i", "i'm": "i", "i've": "i",
              "i'll": "i", "he'll": "he", "she'll": "she", "they're": "they", "we're": "we", "we'd": "we", "they'll": "they"}  # fmt: skip

POSSESSIVE_OR_ARTICLE = frozenset("the a an his her their my our your its one another that this".split())

BODY = frozenset(
    "arm arms back body brow brows cheek cheeks chest chin ear ears elbow eye eyes eyebrow eyebrows eyelids face feet finger fingers fist "
    "fists foot forehead gaze glance hair hand hands head heart jaw knee knees lap leg legs lip lips mind mouth neck nose palm palms "
    "shoulder shoulders smile stomach teeth throat thumb toes tone tongue voice wrist".split()
)
"""What only people and animals have; "Tove's knees" makes Tove one of them."""

VOCATIVE_WORDS = frozenset(
    "sir madam ma'am miss mister mum mom dad papa mamma mama father mother doctor captain professor love dear darling sweetheart honey "
    "boy lad man girl child son daughter friend brother sister cousin uncle aunt majesty highness lordship ladyship my-lord "
    "colonel major general sergeant inspector officer boss chief coach kid buddy mate pal dude babe baby gentlemen ladies "
    "boys girls children everyone everybody folks guys".split()
)
