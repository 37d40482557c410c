"""Nouns and verbs of ties between people: what they say of whom, in which direction.

The ties are those of `docs/gold.md`; a tie is written from parent to child, from superior to subordinate.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Noun(NamedTuple):
    """What "X is the NOUN of Y" says."""

    tie: str
    turned: bool = False
    """Whether Y is the one in whose words the tie is written: "X is the son of Y" makes Y the parent."""
    gender: str = ""
    """ "he" or "she" of X, where the noun tells."""
    ended: bool = False


def _nouns(
    tie: str, he: str = "", she: str = "", any_: str = "", *, turned: bool = False, ended: bool = False
) -> dict[str, Noun]:
    return {
        noun: Noun(tie, turned, gender, ended)
        for gender, words in (("he", he), ("she", she), ("", any_))
        for noun in words.split()
    }


NOUNS: Final[dict[str, Noun]] = {
    **_nouns("parent", "father dad daddy papa", "mother mum mummy mom mommy mamma mama mam ma", "parent"),
    **_nouns("parent", "son", "daughter", "child", turned=True),
    **_nouns("grandparent", "grandfather grandpa grandad granddad", "grandmother grandma granny gran grandam nana", "grandparent"),
    **_nouns("grandparent", "grandson", "granddaughter", "grandchild", turned=True),
    **_nouns("sibling", "brother half-brother", "sister half-sister", "sibling twin"),
    **_nouns("kin", "uncle nephew great-uncle great-grandfather great-grandson", "aunt auntie niece great-aunt great-grandmother", "cousin"),
    **_nouns("kin", "father-in-law brother-in-law son-in-law stepfather stepson stepbrother", "mother-in-law sister-in-law daughter-in-law stepmother stepdaughter stepsister"),
    **_nouns("spouse", "husband widower", "wife widow", "spouse"),
    **_nouns("spouse", "ex-husband", "ex-wife", ended=True),
    **_nouns("partner", "boyfriend", "girlfriend"),
    **_nouns("partner", "ex-boyfriend", "ex-girlfriend", "ex", ended=True),
    **_nouns("betrothed", "fiancé fiance", "fiancée fiancee", "betrothed"),
    **_nouns("lover", any_="lover"),
    **_nouns("friend", any_="friend"),
    **_nouns("colleague", any_="colleague co-worker coworker workmate classmate shipmate"),
    **_nouns("neighbour", any_="neighbour neighbor"),
    **_nouns("superior", any_="boss superior employer supervisor commander foreman skipper"),
    **_nouns("superior", any_="assistant secretary deputy subordinate", turned=True),
    **_nouns("master", any_="master"),
    **_nouns("master", "valet butler footman manservant coachman", "maid housemaid parlourmaid housekeeper", "servant slave", turned=True),
    **_nouns("teacher", "schoolmaster", "governess schoolmistress", "teacher tutor"),
    **_nouns("teacher", any_="pupil student", turned=True),
    **_nouns("physician", any_="physician doctor"),
    **_nouns("captor", any_="captor jailer gaoler kidnapper"),
    **_nouns("captor", any_="captive hostage", turned=True),
    **_nouns("host", "host", "hostess"),
    **_nouns("host", any_="lodger houseguest", turned=True),
    **_nouns("enemy", any_="enemy foe nemesis"),
    **_nouns("rival", any_="rival"),
    **_nouns("guardian", any_="guardian"),
    **_nouns("guardian", any_="ward", turned=True),
}  # fmt: skip
FORMER: Final = frozenset("former ex erstwhile onetime one-time old-time divorced".split())
"""Adjectives and adverbs under which a tie has ended; the dead keep theirs."""
ONCE: Final = frozenset("once formerly".split())
UNREAL: Final = frozenset("like as than".split())
"""Prepositions of likeness: "like a brother"."""
NO_TIE: Final = frozenset(
    "imaginary so-called supposed dear superior holy spiritual future would-be adoptive imagined".split()
)
"""Adjectives under which a noun of a tie says none."""
CALLED: Final = frozenset(
    "mum mummy mom mommy mother mam mama mamma dad daddy papa father gran granny grandma grandpa grandad granddad nana auntie aunt uncle".split()
)
"""What people call their own kin by to their faces."""
TO_THE_FACE: Final = frozenset(
    "son daughter husband wife brother sister nephew niece cousin grandson granddaughter".split()
)
"""What people call their own kin after "my"; a child or a friend may be anyone's."""
BARE: Final = frozenset(
    "mum mummy mom mommy mother mam mama mamma dad daddy papa father gran granny grandma grandpa grandad granddad nana auntie".split()
)
"""What, with a capital and without an owner, is the speaker's own."""
BEFORE_NAMES: Final = frozenset("aunt auntie uncle grandpa grandma granny gran grandad granddad nana cousin".split())
"""Nouns of kin that stand before a name: "Aunt Ida"."""
ORDERING: Final = frozenset("boss skipper chief gaffer guv".split())
"""What people call those under whose orders they are."""
CUES: Final = (
    frozenset(NOUNS)
    | BARE
    | BEFORE_NAMES
    | ORDERING
    | frozenset(
        "married marry marries engaged betrothed divorced law teach teaches taught sisters brothers twins cousins friends rivals enemies colleagues neighbours neighbors lovers".split()
    )
)
"""Words whose sentences are looked at for stated ties."""
PAIRED: Final = {"under": frozenset("worked work working served serve serving sailed fought trained".split())}
"""Words whose sentences are looked at where one of their partners stands in them too."""
