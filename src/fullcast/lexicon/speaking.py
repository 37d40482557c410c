"""Verbs that introduce speech, thought and writing; how they sound stands in `sounding.py`."""

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
