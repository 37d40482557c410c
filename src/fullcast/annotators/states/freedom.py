"""Freedom: who is tied, locked up or pinned down, and who is loose again."""

from __future__ import annotations

from collections.abc import Iterator

from fullcast.annotators.states.claims import Claim, Reading
from fullcast.lexicon import people
from fullcast.lexicon import states as words

_LIMBS = frozenset("hands wrists ankles feet arms legs hand foot wrist".split())


def find_freedom(reading: Reading) -> Iterator[Claim]:
    """Claims that somebody is bound or free, in no particular order."""
    for rule in (_bound, _locked, _imprisoned, _stuck, _prisoner, _freed, _escapes):
        yield from rule(reading)


def _told(reading: Reading, token: int) -> bool:
    c = reading.clauses
    return not (reading.habitual(token) or reading.made_up(token) or (reading.timeless(token) and c.fact(token).so))


def _bound(reading: Reading) -> Iterator[Claim]:
    """They tied him to the mast; she was handcuffed; his hands were bound."""
    c = reading.clauses
    for token in c.having(words.BINDING):
        if (
            c.upos[token] not in ("VERB", "ADJ")
            or c.relations[token] == "amod"
            or reading.progressive(token)
            or not _told(reading, token)
        ):
            continue
        if c.children(token, "xcomp", "ccomp") and c.lemmas[token] == "bind":
            continue
        objects = c.objects(token)
        limbs = [o for i in objects if c.words[i] in _LIMBS and (o := c.owner(i)) is not None]
        if _loosely(reading, token, bool(limbs)):
            continue
        if c.lemmas[token] == "arrest" and any(c.words[i] in ("attention", "eye", "eyes") for i in objects):
            continue
        yield from reading.claims(
            limbs or [i for i in objects if c.words[i] not in people.IT], "freedom", "bound", token, "bound"
        )


def _loosely(reading: Reading, token: int, limbs: bool) -> bool:
    """Whether to tie, bind or strap is said with nothing that holds somebody: "tied up till four", "bound to her"."""
    c = reading.clauses
    if c.lemmas[token] not in ("tie", "bind", "strap", "rope", "lash", "tether", "wound", "capture", "chain"):
        return False
    if c.lemmas[token] == "capture":
        return not (c.passive(token) or c.children(token, "nsubj"))
    held = [
        i
        for i in reading.obliques(token, "to", "by", "with", "round", "around", "in")
        if c.lemmas[i]
        in words.TIED_TO
        | _LIMBS
        | {
            "rope",
            "belt",
            "chain",
            "cord",
            "wire",
            "hand",
            "wrist",
            "foot",
            "ankle",
            "string",
            "strap",
            "neck",
            "waist",
            "leg",
        }
    ]
    return not (limbs or held)


def _locked(reading: Reading) -> Iterator[Claim]:
    """They locked her in the cellar; he was pinned under the beam."""
    c = reading.clauses
    for token in c.having(words.LOCKING):
        if c.upos[token] != "VERB" or reading.progressive(token) or not _told(reading, token):
            continue
        prepositions = {
            w for i in c.children(token, "obl") for w in reading.child_words(i, "case")
        } | reading.child_words(token, "compound:prt", "advmod")
        objects = [i for i in c.objects(token) if c.words[i] not in people.IT]
        if c.lemmas[token] in ("lock", "shut", "bolt") and not prepositions & {
            "in",
            "up",
            "into",
            "inside",
            "behind",
            "down",
        }:
            continue
        if c.lemmas[token] in ("pin", "wedge", "wall", "trap") and not prepositions & words.LOCKED_WHERE:
            continue
        # "feelings that she kept locked up inside herself"
        if any(c.words[i].endswith(("self", "selves")) for i in (*objects, *c.children(token, "obl"))):
            continue
        yield from reading.claims(objects, "freedom", "bound", token, "locked")


def _imprisoned(reading: Reading) -> Iterator[Claim]:
    """He sat in the cell; she was in irons."""
    c = reading.clauses
    for noun in c.having(words.PRISONS):
        token = c.heads[noun]
        if not reading.child_words(noun, "case") & {"in", "into"} or c.upos[noun] != "NOUN":
            continue
        if (
            c.relations[noun] in ("obl",)
            and token >= 0
            and c.lemmas[token]
            in (
                "sit",
                "lie",
                "be",
                "keep",
                "put",
                "throw",
                "lock",
                "rot",
                "languish",
                "hold",
                "shut",
                "spend",
                "clap",
                "wake",
            )
        ):
            if (reading.progressive(token) and not c.children(token, "aux")) or (
                c.perfect(token) and c.lemmas[token] == "be"
            ):
                continue
            if _told(reading, token):
                who = c.objects(token) or c.subjects(token) if c.lemmas[token] not in ("spend",) else c.subjects(token)
                yield from reading.claims(who, "freedom", "bound", noun, "imprisoned", fact=c.fact(token))
        elif c.children(noun, "cop") and not c.perfect(noun):
            yield from reading.claims(c.subjects(noun), "freedom", "bound", noun, "imprisoned")


def _stuck(reading: Reading) -> Iterator[Claim]:
    """I'm stuck; he was trapped."""
    c = reading.clauses
    for token in c.having({"stuck", "trapped", "pinned", "caged", "imprisoned"}):
        if c.upos[token] == "ADJ" and c.children(token, "cop") and c.words[token] != "stuck":
            yield from reading.claims(c.subjects(token), "freedom", "bound", token, "stuck")


def _prisoner(reading: Reading) -> Iterator[Claim]:
    """They took him prisoner; she was made a captive."""
    c = reading.clauses
    for token in c.having(words.PRISONER):
        head = c.heads[token]
        if (
            head >= 0
            and c.lemmas[head] in ("take", "make", "hold", "keep")
            and c.relations[token] in ("xcomp", "obj", "obl", "advmod", "dep")
            and not c.children(token, "nmod:poss")
        ):
            who = c.objects(head)
            yield from reading.claims(
                [i for i in who if i != token], "freedom", "bound", token, "prisoner", fact=c.fact(head)
            )


def _freed(reading: Reading) -> Iterator[Claim]:
    """She untied him; they let him out; he was set free; she cut the straps."""
    c = reading.clauses
    for token in c.having(words.FREEING | {"set", "cut", "let"}):
        if c.upos[token] not in ("VERB", "ADJ") or not _told(reading, token) or reading.progressive(token):
            continue
        after = reading.child_words(token, "compound:prt", "advmod", "xcomp")
        if c.lemmas[token] in ("set", "cut") and not after & {"free", "loose", "down"}:
            continue
        if (c.lemmas[token] == "set" and "free" not in after) or (
            c.lemmas[token] == "cut" and "down" in after and reading.child_words(token, "obl")
        ):
            continue
        if c.lemmas[token] == "let" and not after & {"out", "loose"}:
            continue
        if c.upos[token] == "ADJ" and c.words[token] == "free":
            continue
        yield from reading.claims(c.objects(token), "freedom", "free", token, "freed")


def _escapes(reading: Reading) -> Iterator[Claim]:
    """He escaped; she was free; her hands were free; he broke loose."""
    c = reading.clauses
    for token in c.having(words.ESCAPING | {"free", "break", "loose", "climb", "crawl"}):
        lemma = c.lemmas[token]
        if lemma == "escape" and c.upos[token] == "VERB" and not c.children(token, "obj"):
            yield from reading.claims(c.subjects(token), "freedom", "free", token, "escapes")
        elif (
            c.words[token] == "free"
            and c.upos[token] == "ADJ"
            and c.children(token, "cop")
            and not reading.obliques(token, "of", "from", "to")
            and not c.children(token, "xcomp", "advcl")
        ):
            owners = [o for i in c.subjects(token) if c.words[i] in _LIMBS and (o := c.owner(i)) is not None]
            yield from reading.claims(owners or c.subjects(token), "freedom", "free", token, "escapes")
        elif (
            lemma == "break" and reading.child_words(token, "xcomp", "advmod", "compound:prt") & {"free", "loose"}
        ) or (lemma in ("climb", "crawl") and "out" in reading.child_words(token, "advmod", "compound:prt", "case")):
            yield from reading.claims(c.subjects(token), "freedom", "free", token, "escapes")
