"""Turns of phrase in which no single word says how somebody is, but a verb with its object, its complement or its preposition does.

A `Frame` is a verb and the words that must stand in its places; `annotators/states/framed.py` looks for them in parsed clauses. The frames
were written from the language, slot by slot, not from texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from fullcast.lexicon.inflection import IRREGULAR, forms
from fullcast.lexicon.states import DISEASES, PARTS

SUBJECT: Final = "subject"
OBJECT: Final = "object"
OBLIQUE: Final = "oblique"
OWNER: Final = "owner"
_BE: Final = ("is", "are", "was", "were")
_NONE: Final[frozenset[str]] = frozenset()


class Frame(NamedTuple):
    """A verb and what stands with it; an empty set asks for nothing."""

    rule: str
    slot: str
    value: str
    verbs: frozenset[str]
    """Base forms."""
    who: str = SUBJECT
    """Of whom it says so: the verb's subject, its object, what stands after the preposition; OWNER: whose the first named part is."""
    subjects: frozenset[str] = _NONE
    objects: frozenset[str] = _NONE
    complements: frozenset[str] = _NONE
    """Particles, adverbs and adjectives: "worked herself free", "went down"."""
    prepositions: frozenset[str] = _NONE
    of: frozenset[str] = _NONE
    """What stands after one of `prepositions`."""
    lone: bool = False
    """Whether nothing may follow the verb with a preposition."""
    passive: bool | None = None
    """Whether the verb must be passive, or must not be."""
    reflexive: bool = False
    """Whether the object must be "himself" or the like."""
    denied: bool = False
    """Whether it is said by denying it: "drew no breath"."""

    @property
    def partners(self) -> frozenset[str]:
        """Words of which one stands in the sentence."""
        return next((some for some in (self.subjects, self.objects, self.of, self.complements) if some), _NONE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIMBS: Final = _words("hand hands wrist wrists ankle ankles foot feet arm arms leg legs")
CLOTHES: Final = _words(
    "sleeve shirt collar bandage trousers shirtfront hair face head forehead temple mouth cheek chin ear brow leg side"
)
"""Where blood shows that it is its owner's; on hands it may be another's."""
_FETTERS: Final = _words("handcuffs irons cuffs shackles chains manacles fetters bracelets straitjacket")
_ROPES: Final = _words("rope cord strap belt wire chain string tape twine flex cable thong scarf ropes cords straps")
_BONDS: Final = _FETTERS | _words("bonds ropes cords straps knots tether")
_WEIGHTS: Final = _words("beam lintel tree log rafter wall stone rock boulder girder slab trunk branch roof ceiling")
_RUINS: Final = _words("rubble ruins wreck wreckage snow debris mud quicksand pit avalanche earth")
_SLEEP: Final = _words("sleep doze slumber nap")
_ENDS_AT: Final = _words("sea action wreck shipwreck storm avalanche flood fire battle war blizzard hands")
_SHARP: Final = _words(
    "thorn nail pole spike splinter hook tusk horn antler fang needle pitchfork glass shard wire splinters prong"
)

FRAMES: Final = (
    # Life
    Frame("lost_at", "life", "dead", _words("lose"), OBJECT, passive=True, prepositions=_words("at in with"), of=_ENDS_AT),
    Frame("went_down", "life", "dead", _words("go"), complements=_words("down"), prepositions=_words("with"), of=_words("ship boat vessel yacht steamer trawler")),
    Frame("fallen", "life", "dead", _words("fall"), prepositions=_words("in"), of=_words("battle action")),
    Frame("laid_to_rest", "life", "dead", _words("lay"), OBJECT, prepositions=_words("to"), of=_words("rest")),
    Frame("gave_life", "life", "dead", _words("give lay sacrifice forfeit"), objects=_words("life lives"), prepositions=_words("for in"), of=_words("country king queen cause battle war service friend friends people")),
    Frame("to_the_grave", "life", "dead", _words("go"), prepositions=_words("to"), of=_words("grave graves rest maker glory")),
    Frame("succumbed", "life", "dead", _words("succumb"), prepositions=_words("to"), of=DISEASES | _words("wounds injuries wound illness disease injury burns")),
    Frame("outlived", "life", "dead", _words("outlive"), OBJECT, passive=False),
    Frame("idiom", "life", "dead", _words("kick"), objects=_words("bucket")),
    Frame("idiom", "life", "dead", _words("meet"), objects=_words("maker")),
    # Body
    Frame("blood_on", "body", "hurt", _words("be come show"), OWNER, subjects=_words("blood"), prepositions=_words("on in down over from"), of=CLOTHES),
    Frame("opened", "body", "hurt", _words("open split lay gash crack cut"), OWNER, objects=_words("eyebrow brow scalp forehead skull")),
    Frame("pierced_part", "body", "hurt", _words("go pass run drive come enter stick pierce tear rip"), OWNER, subjects=_SHARP, prepositions=_words("through into"), of=PARTS),
    Frame("came_off", "body", "hurt", _words("come"), OWNER, subjects=_words("finger fingers toe toes leg arm hand foot thumb"), complements=_words("off"), lone=False),
    Frame("came_off", "body", "hurt", _words("amputate"), OWNER, objects=_words("finger fingers toe toes leg arm hand foot thumb")),
    Frame("skinned", "body", "hurt", _words("take tear strip"), OWNER, objects=_words("skin"), prepositions=_words("off from"), of=PARTS),
    Frame("bandaged", "body", "hurt", _words("bandage splint"), OWNER, objects=PARTS),
    Frame("in_a_sling", "body", "hurt", _words("be"), OWNER, subjects=_words("arm"), prepositions=_words("in"), of=_words("sling plaster splints bandages")),
    Frame("in_a_sling", "body", "hurt", _words("carry have wear"), OWNER, objects=_words("arm leg hand"), prepositions=_words("in"), of=_words("sling plaster splints bandages")),
    Frame("has_illness", "body", "ill", _words("have suffer"), objects=_words("stroke seizure haemorrhage hemorrhage miscarriage pneumonia")),
    Frame("has_illness", "body", "ill", _words("run have"), objects=_words("temperature")),
    Frame("sickened", "body", "ill", _words("sicken"), lone=True, passive=False),
    Frame("in_bed_with", "body", "ill", _words("bed be lie stay keep lay nurse"), prepositions=_words("with"), of=DISEASES - _words("cold chill cancer")),
    # Mind
    Frame("drops_off", "mind", "asleep", _words("fall sink drop drift slip lapse get"), prepositions=_words("into to"), of=_SLEEP),
    Frame("cried_to_sleep", "mind", "asleep", _words("cry sob weep"), reflexive=True, prepositions=_words("to"), of=_words("sleep")),
    Frame("lulled", "mind", "asleep", _words("rock sing lull"), OBJECT, prepositions=_words("to"), of=_words("sleep")),
    Frame("knew_no_more", "mind", "unconscious", _words("know remember"), objects=_words("nothing more"), complements=_words("more")),
    Frame("went_limp", "mind", "unconscious", _words("go"), complements=_words("limp")),
    Frame("opens_eyes", "mind", "awake", _words("open flutter"), OWNER, subjects=_words("eyelids lids eye eyelid")),
    # Breath
    Frame("no_breath", "breath", "not_breathing", _words("draw take"), objects=_words("breath breaths"), denied=True),
    Frame("no_pulse", "breath", "not_breathing", _words("have"), objects=_words("pulse heartbeat"), denied=True),
    # Freedom
    Frame("fettered", "freedom", "bound", _words("put clap snap lock fasten clamp place slip close click rivet"), OWNER, objects=_FETTERS, prepositions=_words("on around round about over"), of=LIMBS),
    Frame("fettered", "freedom", "bound", _words("put clap snap lock fasten clamp place slip close click rivet"), OBLIQUE, objects=_FETTERS, prepositions=_words("on")),
    Frame("tied_round", "freedom", "bound", _words("buckle tie wind wrap loop knot fasten pass twist lash draw"), OWNER, objects=_ROPES, prepositions=_words("around round about over"), of=LIMBS),
    Frame("limb_caught", "freedom", "bound", _words("catch jam wedge stick trap pin nail lodge"), OWNER, subjects=LIMBS, prepositions=_words("in under between beneath to")),
    Frame("nailed", "freedom", "bound", _words("nail pin spike skewer"), OWNER, objects=LIMBS, prepositions=_words("to")),
    Frame("under_weight", "freedom", "bound", _words("come fall crash"), OWNER, subjects=_WEIGHTS, prepositions=_words("across on over upon"), of=LIMBS | _words("chest back body")),
    Frame("arrested", "freedom", "bound", _words("place put take"), OBJECT, prepositions=_words("under into"), of=_words("arrest custody")),
    Frame("worked_free", "freedom", "free", _words("work wriggle tear wrench struggle shake twist squirm pull prise"), reflexive=True, complements=_words("free loose")),
    Frame("worked_free", "freedom", "free", _words("wriggle struggle squirm slip get come"), complements=_words("free loose"), passive=False, lone=True),
    Frame("pulled_free", "freedom", "free", _words("pull dig drag haul prise wrench tear cut lift"), OBJECT, complements=_words("free loose")),
    Frame("dug_out", "freedom", "free", _words("pull dig drag haul lift get bring"), OBJECT, prepositions=_words("of from under"), of=_RUINS),
    Frame("unfettered", "freedom", "free", _words("untie unbuckle undo cut slip break unfasten unlock strike remove loosen sever"), OWNER, objects=_BONDS | LIMBS - _words("hand foot arm leg")),
    # Sobriety
    Frame("sobers", "sobriety", "sober", _words("sober"), complements=_words("up"), passive=False),
)  # fmt: skip


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    irregular = {part for base in verbs for part in (_BE if base == "be" else IRREGULAR.get(base, ()))}
    return frozenset(forms(frozenset(verbs), gerund=True)) | irregular


def _pairs() -> Iterator[tuple[str, frozenset[str]]]:
    for frame in FRAMES:
        for word in _forms(frame.verbs) | frame.verbs:
            yield word, frame.partners


def paired() -> Mapping[str, frozenset[str]]:
    """By each form of a verb the words of which one must stand in its sentence; verbs that need none are in `alone`."""
    out: dict[str, frozenset[str]] = {}
    for word, partners in _pairs():
        out[word] = out.get(word, _NONE) | partners
    return out


def alone() -> frozenset[str]:
    """Forms of verbs that say it by themselves."""
    return frozenset(word for word, partners in _pairs() if not partners)
