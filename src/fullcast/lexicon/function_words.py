"""Closed classes that the grammar of tags and names leans on."""

from __future__ import annotations

DETERMINERS = frozenset(
    "the a an this that these those his her their my our your its another one each every some any no both either all".split()
)
POSSESSIVES = frozenset("his her their my our your its".split())
PREPOSITIONS = frozenset(
    "of in on at to from with by for about into over under through after before against between among without within upon across "
    "behind beneath beside besides beyond near off onto out past since till until toward towards up down like as than".split()
)
CONJUNCTIONS = frozenset(
    "and but or nor so yet for because although though while when as if than that whether unless".split()
)
AUXILIARIES = frozenset(
    "is was are were be been am had has have did does do would could should might must may can will shall "
    "wasn't weren't hadn't didn't couldn't wouldn't isn't aren't doesn't don't can't won't hasn't haven't".split()
)
ADVERBS = frozenset(
    "then now again once at last finally only just still even also too never ever always soon almost suddenly presently instead "
    "simply merely half quite rather very not back here there aloud together first next thus hardly scarcely "
    "abruptly immediately instantly eventually afterwards".split()
)
SENTENCE_STARTERS = frozenset(
    "the a an and but or so yet for nor if when while as after before because although though since until unless once "
    "i he she it we they you his her its our their my your this that these those there here what who whom whose which where why how "
    "in on at to from with by about into over under through without within upon across behind beneath beside near off out past toward "
    "not no yes oh ah well now then still just even only perhaps maybe never ever always again too also very "
    "is was are were be been am had has have did does do would could should might must may can will shall let let's "
    "one two three four five six seven eight nine ten some any all both each every either neither another other such same "
    "good right okay ok please thank thanks sorry hello hi hey come go look see wait stop listen tell say think know "
    "everything nothing something anything everyone nobody somebody anyone someone everybody none "
    "meanwhile however therefore besides indeed certainly suddenly finally later today tomorrow yesterday tonight "
    "whatever whoever whenever wherever however don't didn't can't couldn't won't wouldn't isn't wasn't it's that's there's "
    "i'm i'll i've i'd he's she's you're we're they're you'll you've what's who's where's how's here's "
    "make take give get put keep hold turn try leave like more most much many few less least enough "
    "god lord heaven heavens christ jesus gosh goodness gracious damn hell devil".split()
)
"""Words whose capital at the head of a sentence says nothing, and exclamations that are no one's name."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december christmas easter michaelmas whitsuntide halloween thanksgiving spring summer autumn winter "
    "lent advent new-year".split()
)
PEOPLES = frozenset(
    "english french german italian spanish russian american british scottish irish welsh dutch swiss greek roman latin indian chinese "
    "japanese african european asian christian catholic protestant jewish muslim turkish polish prussian austrian belgian "
    "canadian australian mexican hebrew arab persian egyptian hungarian swedish danish norwegian portuguese parisian venetian "
    "englishman frenchman irishman scotchman frenchwoman englishwoman germans americans englishmen romans greeks jews "
    "victorian georgian elizabethan bible testament gospel koran google internet facebook twitter instagram youtube netflix tv dvd cd".split()
)
EXCLAMATIONS = frozenset(
    "oh ah aha alas bah bravo dear eh goodness gosh gracious ha heaven heavens hey hello hi hullo huh hm hmm hush indeed lo mercy "
    "mm mmm nay no nonsense o och okay ok ooh oops ouch ow pah pish please pooh psst shh thanks tut ugh uh um wait well whoa why wow "
    "aye ay ma'am nevertheless nonetheless hurrah hurray hooray amen adieu farewell goodbye bye congratulations darling dearest honey sweetheart "
    "yeah yep yes yo yup zounds god lord christ jesus jove damn hell devil providence fate".split()
)
PLACE_HEADS = frozenset(
    "street road avenue lane square park place terrace court house hall manor abbey castle hotel inn tavern club church cathedral "
    "school college university hospital station bridge river lake sea ocean bay island isle mountain mount hill valley forest wood "
    "woods city town village county state shire province kingdom empire republic north south east west northern southern eastern "
    "western gate gardens garden green common heath moor farm lodge cottage villa palace tower market fort port harbour harbor cape "
    "corner end cove point beach row crescent mews close drive alley district quarter theatre theater museum library gallery".split()
)
ORGANISATION_HEADS = frozenset(
    "company ministry society bank council committee department agency corporation association union league bureau office board army navy "
    "police guild parliament congress senate press times gazette journal herald post institute academy trust firm regiment brigade".split()
)
LOCATIVE = frozenset("in at from near to into through around outside beyond across towards toward via of".split())
