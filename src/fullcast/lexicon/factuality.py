"""Words that say whether what stands under them is so: modals, negators, conditions, and verbs by what they say of their complement.

The classes of verbs follow the literature on event factuality: implicative verbs (Karttunen, *Language* 47, 1971), factive ones (Kiparsky and
Kiparsky 1970), and FactBank (Saurí and Pustejovsky 2009); the lists are our own.
"""

from __future__ import annotations

from typing import Final

NEGATORS: Final = frozenset("not n't never no neither nor nowhere hardly scarcely barely cannot".split())
"""Words that deny the predicate they hang on."""
NOBODY: Final = frozenset("nobody none nothing neither no-one noone".split())
"""Subjects that deny it."""
ALMOST: Final = frozenset("almost nearly half practically virtually all-but".split())
MODALS: Final = frozenset(
    "would could should might may must can will shall ought 'd 'll wo ca sha shalt wilt canst mayst wouldst shouldst couldst".split()
)
"""Auxiliaries that take what they govern out of what has happened. "'d" is one unless a past participle follows it."""
CONDITIONS: Final = frozenset("if unless lest whether in-case provided suppose supposing though".split()) - {"though"}
"""Conjunctions under which nothing is said to be so."""
EXCEPTING: Final = frozenset("except excepting save but".split())
"""Words before "that" under which the opposite is said."""
LIKENESS: Final = frozenset("like as".split())
"""Openers of "as if", "as though", "like": comparisons."""
OPEN_TIMES: Final = frozenset("when once till until before after while as".split())
"""Conjunctions of time: what stands under them in the present or future has not happened yet."""
SPECULATING: Final = frozenset("perhaps maybe possibly probably supposedly allegedly presumably apparently".split())

WISHING: Final = frozenset(
    "want wish hope try attempt plan mean intend threaten refuse decline order command tell ask beg urge advise forbid dare need long yearn ache "
    "expect prepare offer promise agree vow swear decide choose prefer like love hate dread fear consider propose suggest recommend demand "
    "request require insist warn aim seek strive struggle fight work wait hesitate tempt tempted afraid ready willing eager anxious likely supposed "
    "about going due bound able unable easy hard better sooner rather".split()
)
"""What they govern as an infinitive or a clause is wanted, feared or due, not told as done."""
DOING: Final = frozenset(
    "manage begin start continue keep go come stop cease happen contrive proceed help let make have get see watch hear feel find notice leave send "
    "observe catch remember succeed bother stoop turn".split()
)
"""What they govern as an infinitive or participle is told as done: implicative verbs, verbs of perception and causation."""
IMPLYING: Final = frozenset(
    "manage begin start continue happen contrive proceed succeed help get bother stoop remember live prove turn see hear feel be let make have".split()
)
"""Those of DOING whose infinitive with "to" is told as done; after others it is a purpose: "came to kill"."""
NEWS: Final = frozenset(
    "word news report rumour rumor message story announcement statement tidings telegram claim notice confession".split()
)
"""Nouns whose clause with "that" is said by somebody: "word came that"."""
TELLING: Final = frozenset("tell mention inform".split())
"""What is not told is so: "nobody had told her that he was dead"."""
THOUGHTS: Final = frozenset(
    "mind idea notion impression belief conviction fancy suspicion opinion fear dread thought hope dream".split()
)
"""Nouns whose clause with "that" is somebody's belief: "made up his mind that", "the idea that"."""
FAILING: Final = frozenset("fail forget neglect avoid escape refuse prevent save stop keep".split())
"""What they govern is told as not done: "failed to", "kept from"."""
KNOWING: Final = frozenset(
    "know realise realize see find notice discover learn remember forget understand recognise recognize regret mind show prove reveal confirm "
    "notice hear recall perceive observe glad sorry sad aware sure".split()
) - {"sure", "hear"}
"""Factive: whoever uses them takes what they govern for true, even under a negation."""
BELIEVING: Final = frozenset(
    "think believe suppose imagine fancy guess assume fear suspect reckon feel doubt conclude presume dream pretend expect bet sure certain "
    "convinced persuaded afraid worried hear figure trust swear conjecture surmise speculate judge deem".split()
)
"""What they govern is so for their subject."""
SEEMING: Final = frozenset("seem appear look sound feel smell act play pretend feign sham".split())
"""What they govern only seems to be so."""
SAYING: Final = frozenset(
    "say tell report announce claim declare insist write cry call answer reply explain mention whisper shout swear admit confess hint warn "
    "repeat mutter murmur add maintain state assure inform promise rumour rumor deny exclaim gasp sob scream wail bawl moan allege".split()
)
"""What they govern is said by their subject."""
