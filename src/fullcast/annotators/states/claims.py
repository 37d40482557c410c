"""What single words say of somebody's state, and of whom: claims, from which the machine makes states."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from fullcast.annotators.clauses import Fact
from fullcast.annotators.states.reference import OWNERS, Reference
from fullcast.lexicon import people
from fullcast.lexicon import states as words
from fullcast.text import Span

_BEFORE: Final = 120
"""Code points before a sentence in which words of the stage show what it tells of."""
_WITNESSED: Final = frozenset("see hear watch find feel observe".split())


class Claim(NamedTuple):
    """What the words at one place say: that somebody is so."""

    who: str
    slot: str
    value: str
    token: int
    rule: str
    fact: Fact
    span: Span
    """The words that say it."""
    where: str | None = None
    form: str = "name"
    """What it says so of: a "name", a "nominal", a "pronoun" that nobody else near could be meant by, or one that is "open"."""
    sure: bool = True
    """Whether it is beyond doubt who is meant."""
    level: str | None = None
    """Where it holds, if that is not the level it is told on."""

    @property
    def named(self) -> bool:
        """Whether it says so of a name."""
        return self.form == "name"

    @property
    def at(self) -> int:
        """Where it is told."""
        return self.span.start


class Reading(Reference):
    """A story with its clauses, for the rules: claims of somebody, and the turns of phrase that rules ask for."""

    def thing(self, token: int) -> str | None:
        """Id of the vehicle or building that `token` means."""
        mention = self.clauses.mention(self.named(self.clauses.antecedent(token)))
        return (
            mention.entity
            if mention is not None and mention.form != "pronoun" and mention.entity in self._things
            else None
        )

    @cached_property
    def _things(self) -> set[str]:
        return {e.id for e in self.story.entities if e.type in ("VEH", "FAC")}

    def bare(self, token: int) -> bool:
        """Whether `token` is an infinitive that nobody saw or heard happen."""
        c = self.clauses
        head = c.heads[token]
        seen = c.relations[token] in ("xcomp", "ccomp") and head >= 0 and c.lemmas[head] in _WITNESSED
        return (
            c.parse[token].features.get("VerbForm") == "Inf"
            and not c.tense(token)
            and not c.perfect(token)
            and not seen
        )

    def those(self, tokens: list[int]) -> Iterator[tuple[str, str, bool]]:
        """The characters of several tokens, of a group its members: each with the form of the words, and whether it is beyond doubt."""
        seen: set[str] = set()
        for token in tokens:
            sure, likely = self.sure(token), self.likely(token)
            who = sure or likely
            if who is None:
                continue
            form = self._form(token, sure)
            for one in self.characters[who].members or (who,):
                if one not in seen:
                    seen.add(one)
                    yield one, form, sure is not None

    def _form(self, token: int, sure: str | None) -> str:
        """How words say whom they mean, as `Claim.form` has it."""
        token = self.named(self.clauses.antecedent(token))
        mention = self.clauses.mention(token)
        if mention is None:
            return "open"
        if mention.form != "pronoun":
            return "name" if self.clauses.upos[token] == "PROPN" and sure is not None else mention.form
        return "pronoun" if self.alone(mention) or (sure is not None and self.foremost(mention) == sure) else "open"

    @cached_property
    def back_from_death(self) -> list[tuple[int, str | None]]:
        """Where somebody says "I am not dead", and who."""
        c = self.clauses
        return [
            (c.starts[i], self.sure(c.subjects(i)[0])) for i in c.having(("dead", "drown", "drowned", "alive"))
            if any(c.words[s] == "i" for s in c.subjects(i)) and c.tense(i) == "present"
            and (c.negation(i) is not None) == (c.words[i] != "alive")
        ]  # fmt: skip

    def claims(
        self, tokens: list[int], slot: str, value: str, token: int, rule: str, *,
        fact: Fact | None = None, where: str | None = None, span: Span | None = None,
    ) -> Iterator[Claim]:  # fmt: skip
        """A claim for each of those whom `tokens` mean."""
        fact = fact if fact is not None else self.clauses.fact(token)
        for who, form, sure in self.those([i for i in tokens if slot != "life" or not self._lifeless(i)]):
            yield Claim(who, slot, value, token, rule, fact, span or self.clauses.span(token), where, form, sure)

    def _lifeless(self, token: int) -> bool:
        """Whether a noun means a thing that is said to die, or a number of people who are nobody in particular."""
        c = self.clauses
        if c.upos[token] != "NOUN":
            return False
        if c.words[token] in words.MACHINES or (c.children(token, "nummod") and not c.children(token, "nmod:poss")):
            return True
        who = self.likely(token)
        called = self.characters[who].pronouns if who in self.characters and who is not None else None
        return called == "it" and c.words[token] not in people.ANIMAL_NOUNS | people.PERSON_NOUNS

    def obliques(self, token: int, *prepositions: str) -> list[int]:
        """What hangs on `token` with one of `prepositions`, or with any."""
        c = self.clauses
        return [
            i for i in c.children(token, "obl", "nmod", "obl:agent", "advcl")
            if (case := [c.words[k] for k in c.children(i, "case", "mark")]) and (not prepositions or set(case) & set(prepositions))
        ]  # fmt: skip

    @cached_property
    def present(self) -> bool:
        """Whether the story is told in the present."""
        c = self.clauses
        told = [
            c.tense(i)
            for i in range(len(c))
            if c.relations[i] == "root" and c.upos[i] == "VERB" and c.quotation(i) is None
        ]
        return told.count("present") > told.count("past")

    def timeless(self, token: int) -> bool:
        """Whether `token` is told in a present that is not the story's: a saying, a custom, a plan."""
        c = self.clauses
        return (
            c.tense(token) == "present"
            and not c.perfect(token)
            and not c.passive(token)
            and (c.quotation(token) is not None or not self.present)
        )

    def progressive(self, token: int) -> bool:
        """Whether `token` is a participle of what still goes on: "was dying"."""
        return self.clauses.words[token].endswith("ing")

    def made_up(self, token: int) -> bool:
        """Whether the sentence of `token` tells of a play, a film, a game."""
        c = self.clauses
        start = c.starts[c.sentence(token)[0]]
        before = self.story.text.content[max(0, start - _BEFORE) : start].lower().replace("\n", " ").split()
        sentence = c.sentence(token)
        aloud = any(c.lemmas[i] in words.RECITING for i in sentence) and any(c.words[i] == "how" for i in sentence)
        return (
            aloud
            or any(c.words[i] in words.IN_BOOKS and self.child_words(i, "case") & {"in", "on"} for i in sentence)
            or not words.SHOWN.isdisjoint(before)
            or any(c.words[i] in words.MADE_UP and c.upos[i] in ("NOUN", "PROPN") for i in sentence)
        )

    def habitual(self, token: int) -> bool:
        """Whether the clause of `token` tells of what happens time and again."""
        c = self.clauses
        for i in c.children(token):
            counted = c.children(i, "nummod") or any(c.words[k].endswith("th") for k in c.children(i, "amod"))
            if c.words[i] in words.TIMES and counted:
                return True
        for i in c.children(token):
            if c.words[i] in words.HABIT or any(c.words[k] in words.HABIT for k in c.children(i, "det", "advmod")):
                return True
        return any(c.lemmas[i] == "use" for i in (c.heads[token],) if i >= 0) and c.relations[token] == "xcomp"

    def namesakes(self, who: str) -> list[str]:
        """Of somebody known only as "your brother": the others who are known only as somebody's brother."""
        kin = self._kin(who)
        return [] if kin is None else [c for c in self.characters if c != who and self._kin(c) == kin]

    def _kin(self, who: str) -> str | None:
        name = self.characters[who].name.split()
        return (
            name[-1].lower() if len(name) > 1 and name[0].lower() in OWNERS and name[-1].lower() in people.KIN else None
        )
