"""Characters of the trained reader: those that the rules name, and everyone else that a chain of mentions refers to.

The rules' list comes first: names, titles and descriptions that speak. A chain with one of these names belongs to that character. Every
other chain of people becomes a character of its own, found by the chain alone; only a description that comes back is looked
for in the rest of the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from fullcast.annotators.chains import Chains, Reference
from fullcast.annotators.characters import find_characters
from fullcast.annotators.labels import find_labelled
from fullcast.annotators.learned.phrases import Phrase, begins_sentence, best_phrase, phrase, pronouns, shown
from fullcast.annotators.linking import Linker, alias_key
from fullcast.annotators.one_pass import OnePass
from fullcast.annotators.plan import Annotator
from fullcast.layers import Character, Layer, Story
from fullcast.layers.values import CastMember
from fullcast.lexicon.people import (
    ANIMAL_NOUNS,
    GENERIC_NOUNS,
    GROUP_NOUNS,
    HE,
    KIN,
    PERSON_NOUNS,
    SHE,
    THEY,
    TITLES,
    WE,
)

_RECURS: Final = 3
"""Mentions from which on someone without a name comes back."""
_MANY: Final = 5
_AGREE: Final = 4
"""Pronouns that tell a gender: so many, and so many times those of the other."""


def characters_annotator(one_pass: OnePass) -> Annotator:
    """The annotator of characters that takes its chains from `one_pass`, and tells it which chain is whom."""

    def find(story: Story, cast: tuple[CastMember, ...] | None = None) -> Layer[Character]:
        return _find(story, one_pass, cast)

    return Annotator("characters", ("paragraphs", "regions", "quotations"), (), find)


def _find(story: Story, one_pass: OnePass, cast: tuple[CastMember, ...] | None) -> Layer[Character]:
    """The rules' characters, then one for each chain of people that is none of them, in order of first mention.

    With `cast`, a known cast used as truth, descriptions that come back are not looked for elsewhere.
    """
    seed = _without_things(story, find_characters(story, cast=cast), one_pass)
    seeded = story.with_layer(seed)
    chains = one_pass.chains(seeded)
    described = {**_called(story, seeded, chains), **_described(seeded, chains)}
    of: dict[str | None, list[Reference]] = defaultdict(list)
    for m in chains:
        of[m.who].append(m)
    out = [told(c, pronouns(story, after_name(of[c.id]))) for c in seed.items]
    used = {alias_key(alias) for c in out for alias in (c.name, *c.aliases)}
    personal = names_of_people(story, chains)
    number = max((int(c.id[1:]) for c in out), default=0)
    who: dict[int, str] = {}
    named: dict[str, str] = {}
    for chain, members in chains.by_chain.items():
        if members[0].who is not None or not _of_people(members):
            continue
        phrases = [phrase(story, m) for m in members]
        best = best_phrase(phrases)
        name = alias_key(best.text) if best.form == "name" else ""
        known = described.get(chain) or named.get(name)
        if known is None:
            number += 1
            known = f"c{number}"
            aliases = _aliases(best, phrases, used, personal) if cast is None else ()
            out.append(_character(known, best, aliases, pronouns(story, members)))
            used |= {alias_key(alias) for alias in aliases}
            if name:
                named[name] = known
        who[chain] = known
    made_from = ("paragraphs", "regions", "quotations")
    provenance = story.provenance("characters", made_from, model="reader", cast=len(cast) if cast else 0)
    layer = Layer("characters", tuple(out), provenance)
    one_pass.settle(story.with_layer(layer), chains.told(who))
    return layer


def _of_people(members: Sequence[Reference]) -> bool:
    """Whether a chain is of people: most of its mentions are, and somebody is meant."""
    return not members[0].nobody and 2 * sum(m.type == "PER" for m in members) > len(members)


def _without_things(story: Story, seed: Layer[Character], one_pass: OnePass) -> Layer[Character]:
    """`seed` without the names that the reader takes for places and things, wherever it has an opinion."""
    starts = one_pass.encoding(story).starts
    person = {int(starts[m.first]): m.kind == "PER" for m in one_pass.found(story) if m.form == "name"}
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    labels = {line.label.start for line in find_labelled(story).lines}
    for known in Linker(story.with_layer(seed)).mentions:
        if known.start in labels:
            kinds[known.who][True] += 1
        elif known.start in person:
            kinds[known.who][person[known.start]] += 1
    kept = tuple(
        c for c in seed.items if c.by != "machine" or c.narrator or kinds[c.id][True] or not kinds[c.id][False]
    )
    return Layer(seed.name, kept, seed.provenance, seed.notices)


def after_name(mentions: Sequence[Reference]) -> Iterator[Reference]:
    """What the narration says of someone once it has given a name.

    A "he" before the first name, or in somebody's mouth, is in the chain by less evidence than a gender needs.
    """
    named = False
    for m in mentions:
        named |= m.form == "name"
        if named and m.quotation is None:
            yield m


def told(c: Character, said: Counter[str]) -> Character:
    """`c` with the gender of its pronouns, where these are many and agree; titles and lists of names may mislead."""
    he, she = (sum(said[w] for w in words) for words in (HE, SHE))
    if c.by != "machine" or c.narrator or max(he, she) < _MANY or max(he, she) < _AGREE * min(he, she):
        return c
    return msgspec.structs.replace(c, pronouns="he" if he > she else "she")


def _called(story: Story, seeded: Story, chains: Chains) -> Mapping[int, str]:
    """Chains that have no character, but a name that is one character's alone, where the rules saw no name: "the General"."""
    bearers = Linker(seeded).by_alias
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for m in chains:
        if m.form != "pronoun" and m.type == "PER" and m.who is None:
            text = phrase(story, m).text
            ids = bearers.get(alias_key(text), ()) if any(w[:1].isupper() for w in text.split()[1:] or [text]) else ()
            if len(ids) == 1:
                votes[m.chain][ids[0]] += 1
    return {chain: counted.most_common(1)[0][0] for chain, counted in votes.items()}


def _described(story: Story, chains: Chains) -> Mapping[int, str]:
    """Chains without a name in which a description stands that is a character's: "the old man".

    A description that could be anyone's ("the man") has one chain at most, the one with most of it.
    """
    tokens = story.text.tokens
    linker = Linker(story)
    counted: dict[str, Counter[int]] = defaultdict(Counter)
    nominal = {m.span.start: m for m in reversed(chains.mentions) if m.form == "nominal" and m.who is None}
    for known in linker.described:
        found = nominal.get(known.start)
        if found is not None and found.type == "PER":
            counted[known.who][found.chain] += 1
    heads = {who: {tokens.lower[k.last - 1] for k in linker.described if k.who == who} for who in counted}
    out: dict[int, tuple[int, str]] = {}
    for who, some in counted.items():
        generic = heads[who] <= GENERIC_NOUNS
        for chain, times in some.most_common(1 if generic else None):
            out[chain] = max(out.get(chain, (0, "")), (times, who))
    return {chain: who for chain, (_times, who) in out.items()}


def names_of_people(story: Story, chains: Iterable[Reference]) -> frozenset[str]:
    """Names, as `alias_key` has them, that the reader takes for people's more often than not, and that are no small words.

    The heads judge one mention at a time: once in a book they take a town for somebody, or the first word of a sentence for a name.
    """
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    large = set()
    for m in chains:
        if m.form == "name":
            found = phrase(story, m)
            key = alias_key(shown(found))
            kinds[key][m.type == "PER"] += 1
            if any(w[:1].isupper() for w in found.text.split()) and not begins_sentence(story, m.span.start):
                large.add(key)
    return frozenset(key for key in large if kinds[key][True] > kinds[key][False])


def _aliases(best: Phrase, phrases: Sequence[Phrase], used: set[str], personal: frozenset[str]) -> tuple[str, ...]:
    """By what the one a chain is can be found elsewhere: names that are people's, `personal`, or a description that comes back.

    None of them is in `used`, the aliases of others.
    """
    if best.form == "name":
        names = (shown(p) for p in phrases if p.form == "name")
        return tuple(dict.fromkeys(n for n in names if alias_key(n) in personal - used - TITLES))
    return (best.bare,) if _comes_back(best, phrases) and best.bare not in used else ()


def _character(id_: str, best: Phrase, aliases: tuple[str, ...], said: Counter[str]) -> Character:
    """The character that a chain is; `said` are its pronouns."""
    he, she, they = (sum(said[w] for w in words) for words in (HE, SHE, THEY | WE))
    many = they > 2 * (he + she) or (best.form == "nominal" and best.head in GROUP_NOUNS)
    return Character(
        id=id_,
        name=shown(best),
        aliases=aliases,
        kind="animal" if best.head in ANIMAL_NOUNS else "group" if many else "person",
        pronouns="they" if many else "he" if he > 2 * she else "she" if she > 2 * he else None,
    )


def _comes_back(best: Phrase, phrases: Sequence[Phrase]) -> bool:
    """Whether someone is mentioned again and again under a role of their own: "the captain", not "the man", not "his father"."""
    if best.form != "nominal" or best.head not in PERSON_NOUNS or best.head in GENERIC_NOUNS | GROUP_NOUNS | KIN.keys():
        return False
    same = sum(p.bare == best.bare for p in phrases)
    led = any(p.text.lower().startswith("the ") and p.bare == best.bare for p in phrases)
    return led and same >= 2 and len(phrases) >= _RECURS
