"""What single words say of somebody's state, and of whom: claims, from which the machine makes states."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from fullcast.annotators.clauses import Clauses, Fact
from fullcast.layers import Character, Level, Mention, Story
from fullcast.layers.story import Line
from fullcast.lexicon import people
from fullcast.lexicon import states as words
from fullcast.text import Span

NEAR: Final = 500
"""Code points before a pronoun in which what it stands for must be."""
_JUST_AFTER: Final = 100
_ASIDE: Final = frozenset("of with to for from by at on in like about against between".split())
"""Prepositions under which a name is less likely what a pronoun stands for."""
_DEFINITE: Final = frozenset("the this that these those both".split())
_OWNERS: Final = frozenset("my your his her our their its".split())
_GENDER: Final = {"he": "m", "she": "f", "they": "", "it": "n"}
_PLURAL: Final = people.THEY | people.WE | frozenset(("both", "all", "two", "three", "these", "those"))
_FIRST_OR_SECOND: Final = people.FIRST | people.SECOND | people.WE


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
    named: bool = False
    """Whether it says so of a name, not of a pronoun or a description."""
    level: str | None = None
    """Where it holds, if that is not the level it is told on."""

    @property
    def at(self) -> int:
        """Where it is told."""
        return self.span.start


class Reading:
    """A story with its clauses, for the rules: whom a token means, where that is beyond doubt, and who says the words there."""

    def __init__(self, story: Story, clauses: Clauses) -> None:
        self.story = story
        self.clauses = clauses
        self.characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self._mentions = sorted((m for m in story.mentions if m.entity in self.characters), key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]

    # Whom

    @cached_property
    def narrator(self) -> str | None:
        """Who says "I" in the telling."""
        return next((c.id for c in self.characters.values() if c.narrator), None)

    def sure(self, token: int | None) -> str | None:
        """Id of the character whom `token` means; None where it is not known, or not beyond doubt."""
        if token is None:
            return None
        token = self.clauses.antecedent(token)
        if self.clauses.words[token] in people.FIRST | people.SECOND:
            return self._spoken_of(token)
        mention = self.clauses.mention(self._named(token))
        if mention is None or mention.entity not in self.characters:
            return None
        if mention.form == "pronoun":
            return self._stands_for(mention)
        return mention.entity if self._somebody(token, mention) and self._called(token, mention) else None

    def likely(self, token: int | None) -> str | None:
        """As `sure`, but a pronoun or a description is taken for whom it is linked to."""
        if token is None:
            return None
        token = self.clauses.antecedent(token)
        mention = self.clauses.mention(self._named(token))
        if self.clauses.words[token] in people.FIRST | people.SECOND or mention is None or mention.entity not in self.characters:
            return self.sure(token)
        if mention.form == "pronoun":
            known = self._stands_for(mention)
            return known or (None if mention.entity in self._around(mention.span.start) or self._anybody(mention.entity) else mention.entity)
        return mention.entity if self._somebody(token, mention) else None

    def _anybody(self, entity: str) -> bool:
        """Whether a character is no more than "people" or "those who"."""
        return bool(set(self.characters[entity].name.lower().split()) & words.NO_ONES)

    def _spoken_of(self, token: int) -> str | None:
        """Whom "I" or "you" means: of speech who says it or hears it, of a document who wrote it, else the narrator."""
        first = self.clauses.words[token] in people.FIRST
        line = self.line_at(self.clauses.starts[token])
        if line is not None and line.kind != "writing":
            if first:
                return line.speaker
            heard = line.addressees or ()
            return heard[0] if len(heard) == 1 and heard[0] != line.speaker else None
        level = self._levels.get(self.story.level_at(self.clauses.starts[token]) or "")
        if level is not None and level.kind == "document":
            return level.experiencer if first else None
        mention = self.clauses.mention(token)
        return mention.entity if mention is not None and mention.entity in self.characters and first else None

    @cached_property
    def _levels(self) -> dict[str, Level]:
        return {x.id: x for x in self.story.levels}

    def _somebody(self, token: int, mention: Mention) -> bool:
        """Whether a noun phrase means somebody in particular, and the one it is linked to is called so: neither "all men" nor "one of them"."""
        c = self.clauses
        if mention.form == "name":
            return True
        word = c.words[token]
        if word in words.INDEFINITE or c.upos[token] == "NUM" or self.child_words(token, "det", "amod") & words.ANY:
            return False
        plural = c.parse[token].features.get("Number") == "Plur"
        if plural and not c.children(token, "nmod:poss") and not self.child_words(token, "det") & _DEFINITE and not c.children(token, "nummod"):
            return False
        first = self.story.words(mention.span).lower().split()[0]
        return not (first in ("a", "an") and self.line_at(mention.span.start) is not None)

    def _called(self, token: int, mention: Mention) -> bool:
        """Whether the one whom a noun phrase is linked to goes by its noun."""
        if mention.form == "name":
            return True
        character = self.characters[mention.entity or ""]
        word = self.clauses.words[token]
        if not any(word in name.lower().split() for name in (character.name, *character.aliases)):
            return False
        if word in people.GENERIC_NOUNS and not self._nearby(mention):
            return False
        return self._same_owner(mention, character)

    def _nearby(self, mention: Mention) -> bool:
        """Whether the same character is spoken of just before: "the man" alone may be any man."""
        for m in self._before(mention.span.start):
            if m.span.start < mention.span.start - NEAR:
                return False
            if m.entity == mention.entity:
                return True
        return False

    def _same_owner(self, mention: Mention, character: Character) -> bool:
        """Whether "her husband" is not linked to one who is known only as "my husband": they may be two."""
        first = self.story.words(mention.span).lower().split()[0]
        if first not in _OWNERS or any(m.form == "name" for m in self._mentions if m.entity == character.id):
            return True
        called = {name.lower().split()[0] for name in (character.name, *character.aliases)} & _OWNERS
        return not called or first in called or {first, *called} <= {"my", "your", "our"}

    def _named(self, token: int) -> int:
        """The name that stands beside `token` for the same, else `token`: "my partner, Lewis"."""
        for i in self.clauses.children(token, "appos"):
            mention = self.clauses.mention(i)
            if mention is not None and mention.form == "name":
                return i
        return token

    def those(self, tokens: list[int], slot: str) -> dict[str, bool]:
        """The characters of several tokens, of a group with members these, each with whether it is named; for life without those that are in doubt."""
        found: dict[str, bool] = {}
        for token in tokens:
            who = self.sure(token) if slot == "life" else self.likely(token)
            if who is not None:
                mention = self.clauses.mention(self._named(self.clauses.antecedent(token)))
                named = mention is not None and mention.form == "name"
                found |= dict.fromkeys(self.characters[who].members or (who,), named)
        return found

    def plural(self, token: int) -> bool:
        """Whether several are meant."""
        return self.clauses.words[token] in _PLURAL

    def pronoun(self, token: int) -> str | None:
        """The pronoun at `token` in small letters; None where there is none."""
        mention = self.clauses.mention(token)
        return self.clauses.words[token] if mention is not None and mention.form == "pronoun" else None

    def _around(self, offset: int) -> set[str | None]:
        """Who speaks and is spoken to at `offset`; in narration whoever says "I"."""
        line = self.line_at(offset)
        return {line.speaker, *(line.addressees or ())} if line is not None else {self.narrator}

    def _stands_for(self, pronoun: Mention) -> str | None:
        """Whom a pronoun means beyond doubt: the one it is linked to, if nobody else is near; else the only one named just before it."""
        assert pronoun.entity is not None
        if self._near(pronoun):
            return None if self._anybody(pronoun.entity) else pronoun.entity
        word = self.story.words(pronoun.span).lower()
        gender = _GENDER_OF.get(word, "")
        if not gender or gender == "n":
            return None
        around = self._around(pronoun.span.start)
        found: set[str] = set()
        for m in self._before(pronoun.span.start):
            if m.span.start < pronoun.span.start - NEAR // 2:
                break
            if m.form != "pronoun" and m.entity is not None and m.entity not in around and self._fits(m.entity, gender):
                found.add(m.entity)
        if len(found) == 1 and pronoun.entity not in found:
            only = next(iter(found))
            if _GENDER.get(self.characters[only].pronouns or "") == gender and not self._anybody(only):
                return only
        return None

    def _near(self, pronoun: Mention) -> bool:
        """Whether the last person whom a pronoun fits, named before it, is the one it is linked to; whoever speaks or is spoken to does not count."""
        word = self.story.words(pronoun.span).lower()
        line = self.line_at(pronoun.span.start)
        if word in _FIRST_OR_SECOND:
            return line is None
        around = self._around(pronoun.span.start)
        if pronoun.entity in around:
            return False
        gender = _GENDER_OF.get(word, "")
        for m in self._before(pronoun.span.start):
            if m.span.start < pronoun.span.start - NEAR:
                return self._named_after(pronoun)
            if m.entity in around or m.span.end > pronoun.span.start or not self._fits(m.entity, gender):
                continue
            if m.form == "pronoun":
                if m.entity != pronoun.entity and _GENDER_OF.get(self.story.words(m.span).lower(), "?") == gender:
                    return False
                continue
            return m.entity == pronoun.entity and not (self._aside(m) and self._rivalled(m, gender, around))
        return self._named_after(pronoun)

    def _aside(self, mention: Mention) -> bool:
        before = self.story.text.content[max(0, mention.span.start - 20) : mention.span.start].split()
        return bool(before) and before[-1].lower() in _ASIDE

    def _rivalled(self, mention: Mention, gender: str, around: set[str | None]) -> bool:
        """Whether somebody else whom the pronoun fits is spoken of just before `mention`."""
        for m in self._before(mention.span.start):
            if m.span.start < mention.span.start - NEAR // 2:
                return False
            alike = m.form != "pronoun" or _GENDER_OF.get(self.story.words(m.span).lower(), "?") == gender
            if m.entity not in (mention.entity, *around) and alike and self._fits(m.entity, gender):
                return True
        return False

    def _named_after(self, pronoun: Mention) -> bool:
        """Whether the one whom a pronoun means is named only just after it."""
        end = pronoun.span.end
        k = bisect_left(self._starts, end)
        for m in self._mentions[k:]:
            if m.span.start > end + _JUST_AFTER:
                return False
            if m.entity == pronoun.entity and m.form == "name":
                return True
        return False

    def _before(self, offset: int) -> Iterator[Mention]:
        for k in range(bisect_left(self._starts, offset) - 1, -1, -1):
            yield self._mentions[k]

    def _fits(self, entity: str | None, gender: str) -> bool:
        character = self.characters.get(entity or "")
        own = _GENDER.get(character.pronouns or "", "") if character is not None else ""
        return not gender or not own or own == gender

    # Who says it

    def line_at(self, offset: int) -> Line | None:
        """The quotation at `offset`."""
        return self.clauses.line_at(offset)

    # Claims

    def claims(
        self, tokens: list[int], slot: str, value: str, token: int, rule: str, *,
        fact: Fact | None = None, where: str | None = None, span: Span | None = None,
    ) -> Iterator[Claim]:  # fmt: skip
        """A claim for each of those whom `tokens` mean beyond doubt."""
        fact = fact if fact is not None else self.clauses.fact(token)
        for who, named in self.those(tokens, slot).items():
            yield Claim(who, slot, value, token, rule, fact, span or self.clauses.span(token), where, named)

    # Turns of phrase

    def child_words(self, token: int, *relations: str) -> set[str]:
        """The words that hang on `token`, under `relations` where some are given."""
        return {self.clauses.words[i] for i in self.clauses.children(token, *relations)}

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
        told = [c.tense(i) for i in range(len(c)) if c.relations[i] == "root" and c.upos[i] == "VERB" and c.quotation(i) is None]
        return told.count("present") > told.count("past")

    def timeless(self, token: int) -> bool:
        """Whether `token` is told in a present that is not the story's: a saying, a custom, a plan."""
        c = self.clauses
        return c.tense(token) == "present" and not c.perfect(token) and not c.passive(token) and (c.quotation(token) is not None or not self.present)

    def progressive(self, token: int) -> bool:
        """Whether `token` is a participle of what still goes on: "was dying"."""
        return self.clauses.words[token].endswith("ing")

    def made_up(self, token: int) -> bool:
        """Whether the sentence of `token` tells of a play, a film, a game."""
        c = self.clauses
        return any(c.words[i] in words.MADE_UP and c.upos[i] in ("NOUN", "PROPN") for i in c.sentence(token))

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


_GENDER_OF: Final = {
    **dict.fromkeys(people.HE, "m"), **dict.fromkeys(people.SHE, "f"), **dict.fromkeys(people.IT, "n"), **dict.fromkeys(people.THEY, ""),
}  # fmt: skip
