"""What words at one place say of two people, from which relationships are made; and whom nouns of kin and role mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from fullcast.annotators.states.reference import Reference
from fullcast.layers import Mention
from fullcast.layers.world_values import STORY
from fullcast.lexicon import people
from fullcast.lexicon import relations as words
from fullcast.text import Span

_HOLDS_THERE: Final = frozenset(("dream", "imagined"))
"""Kinds of level on which a tie holds that is told there; what is remembered, told or written of holds in the story."""
_HYPHEN: Final = re.compile(r"-[^\W_]")
_NAMED_NEXT: Final = re.compile(
    r",? (?:(?:an? |the )?(?:[\w’'-]+ ){0,3}?(?:called|named) |whose name (?:was|is) |(?:[A-Z]\w*\.? )?)?"
)
_NAMED_NEXT_LIST: Final = re.compile(r"(?:,? | (?:called|named) (?:[A-Z][\w’'-]*, )?)")
_LISTED: Final = re.compile(r"(?:, |,? and )")
SYMMETRIC: Final = frozenset(
    "sibling spouse partner betrothed kin friend lover colleague neighbour enemy rival".split()
)
"""Ties that hold both ways."""
_PAUSES: Final = frozenset(",.!?;:—–…\"“”‘’'-")
_BOTH: Final = frozenset("their theirs they them our ours".split())
HALF: Final = 0.6
"""Weight of a claim that does not stand alone."""
_SURE: Final = 0.65
"""Confidence from which on a speaker is taken for sure."""
_RECURS: Final = 3
_MOST: Final = 0.6
"""Share of the scenes with a focalizer that are told through the one through whom the story is told."""
_REACH: Final = 300
"""Code points before "their" in which the two are named whom it means."""


class Word(NamedTuple):
    """A noun or a verb that says a tie, at its place."""

    noun: words.Noun
    name: str
    """The noun as it stands there, in small letters; empty for a verb."""
    token: int


class Claim(NamedTuple):
    """That `source` is the tie of `to`."""

    source: str
    to: str
    tie: str
    span: Span
    """The words that say it."""
    rule: str
    ended: bool = False
    weight: float = 1.0
    """How much it counts against a claim that contradicts it."""
    noun: str = ""
    """The noun that says it, where it says more than the tie: "mother"."""
    level: str = STORY


class Reading(Reference):
    """A story with its clauses, for the rules of ties."""

    families: tuple[list[str], ...] = ()
    """Brothers and sisters, as far as they are known by now."""

    def _described(self, token: int, mention: Mention) -> str | None:
        """Whom a noun phrase is linked to: "his brother" is seldom called so elsewhere."""
        return mention.entity

    def _salient(self, pronoun: Mention) -> str | None:
        """Whom a pronoun is linked to."""
        who = pronoun.entity
        return None if who is None or who in self._around(pronoun.span.start) or self._anybody(who) else who

    def word(self, token: int) -> Word | None:
        """The noun of a tie that ends at `token`, of one person; "mother-in-law" is one."""
        c = self.clauses
        if c.upos[token] not in ("NOUN", "PROPN") or self.plural(token):
            return None
        content = self.story.text.content
        start, end = c.starts[token], c.ends[token]
        if _HYPHEN.match(content, end):
            return None
        while start and (content[start - 1].isalnum() or (content[start - 1] == "-" and content[start - 2].isalnum())):
            start -= 1
        name = content[start:end].lower()
        noun = words.NOUNS.get(name if "-" in name else c.lemmas[token])
        return None if noun is None else Word(noun, name, token)

    def obliques(self, token: int, *prepositions: str) -> list[int]:
        """What hangs on `token` with one of `prepositions`."""
        c = self.clauses
        return [i for i in c.children(token, "obl", "nmod") if self.child_words(i, "case") & set(prepositions)]

    def plural(self, token: int) -> bool:
        """Whether a noun is of several."""
        return bool(self.clauses.parse[token].features.get("Number") == "Plur")

    def claims(
        self, word: Word, bearers: list[str], owners: list[str], span: Span, rule: str, *,
        ended: bool = False, weight: float = 1.0,
    ) -> Iterator[Claim]:  # fmt: skip
        """That each of `bearers` is the noun of `word` of each of `owners`."""
        noun = word.noun
        at = self.level_at(self.clauses.starts[word.token])
        level = self._levels.get(at)
        holds = at if level is not None and level.kind in _HOLDS_THERE else STORY
        for bearer in bearers:
            for owner in owners:
                surely = rule != "tie_called" or not noun.gender or self.characters[bearer].pronouns == noun.gender
                if bearer != owner and surely and self.fits(bearer, noun.gender):
                    ends = (owner, bearer) if noun.turned else (bearer, owner)
                    yield Claim(*ends, noun.tie, span, rule, ended or noun.ended, weight, word.name, holds)

    def names(self, who: str) -> tuple[str, ...]:
        """What a character is called."""
        character = self.characters[who]
        return (character.name, *character.aliases)

    @cached_property
    def _how(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for m in self._mentions:
            found[m.entity or ""].append(m)
        return found

    def is_named(self, who: str) -> bool:
        """Whether the text has a name for a character."""
        return any(m.form == "name" for m in self._how[who])

    def known(self, who: str) -> bool:
        """Whether a character has a name, or comes back."""
        return self.is_named(who) or len(self._how[who]) >= _RECURS

    def anyone(self, who: str) -> bool:
        """Whether a character is only "a daughter", "a man" of whom something is said."""
        words_of = (self.story.words(m.span).lower() for m in self._how[who] if m.form != "pronoun")
        firsts = [some.split()[0] for some in words_of]
        return bool(firsts) and all(first in ("a", "an", "any", "every", "some") for first in firsts)

    def bearer(self, word: str) -> str | None:
        """The only character who is called by a word of kin as by a name: "Mum"."""
        found = [
            who for who in self.characters if word in (name.lower() for name in self.names(who) if name[:1].isupper())
        ]
        return found[0] if len(found) == 1 else None

    def fits(self, who: str, gender: str) -> bool:
        """Whether a character may be "he" or "she"."""
        return not gender or (self.characters[who].pronouns or gender) == gender

    def those(self, token: int | None) -> list[str]:
        """Those whom `token` means, of a group its members; nobody where it is not known."""
        if token is None:
            return []
        who = self.likely(token)
        character = self.characters[who] if who is not None else None
        if character is not None and character.members:
            return list(character.members)
        if self.clauses.words[token] in _BOTH and (character is None or character.kind == "group"):
            return self._pair_before(self.clauses.starts[token]) or self._family(token)
        if who is None or character is None or character.kind not in ("person", "animal") or self.anyone(who):
            return []
        return [who]

    def _family(self, token: int) -> list[str]:
        """The only brothers and sisters of the story, where they have been spoken of before "their" or speak of "our"."""
        at = self.clauses.starts[token]
        if len(self.families) != 1:
            return []
        family = self.families[0]
        line = self.line_at(at)
        if self.clauses.words[token] in people.WE:
            return family if line is not None and line.speaker in family else []
        met = sum(self._how[who][0].span.start < at for who in family if self._how[who])
        return family if met > 1 and (line is None or line.speaker not in family) else []

    def trust(self, *tokens: int) -> float:
        """How far it can be trusted whom pronouns of speech among `tokens` mean: 1 where they hold none, or its speaker is sure."""
        return min((self._trust(token) for token in tokens), default=1.0)

    def _trust(self, token: int) -> float:
        word = self.clauses.words[token]
        line = self.line_at(self.clauses.starts[token])
        if word in people.SECOND and line is not None:
            return HALF
        doubtful = line is not None and isinstance(line.confidence, float) and line.confidence < _SURE
        return HALF if word in people.FIRST | people.WE and doubtful else 1.0

    def _pair_before(self, offset: int) -> list[str]:
        """The last two who are named together before `offset`: "Ida and Piet"."""
        content = self.story.text.content
        k = bisect_left(self._starts, offset)
        near = [m for m in self._mentions[:k] if m.span.start >= offset - _REACH and m.span.end <= offset]
        for one, other in reversed(list(pairwise(near))):
            if content[one.span.end : other.span.start] == " and " and one.entity != other.entity:
                both = [m.entity for m in (one, other) if m.entity is not None]
                return both if all(self.characters[x].kind == "person" for x in both) else []
        return []

    def name_after(self, token: int, last: int | None = None) -> str | None:
        """Who is named right after a noun of kin or role, or after token `last` with which its phrase ends.

        As in: "her brother Piet", "her brother, Captain Holm", "the widow of Ambrose, Clarissa".
        """
        end = self.clauses.ends[token if last is None else last]
        content = self.story.text.content
        for m in self._mentions[bisect_left(self._starts, end) :][:3]:
            beside = m.form == "name" and _NAMED_NEXT.fullmatch(content, end, m.span.start) is not None
            if beside and (content[end : end + 1] != "," or self._apposed(m)):
                return m.entity
        return None

    def _apposed(self, name: Mention) -> bool:
        """Whether a name after a comma says who it is, and is neither called to somebody nor the next of a list."""
        line = self.line_at(name.span.start)
        after = self.story.text.content[name.span.end : name.span.end + 1]
        if line is not None:
            return after == "," and name.entity not in (line.speaker, *(line.addressees or ()))
        return after in (",", ".", ";", "—", "–", ")")

    def called(self, first: int, last: int) -> bool:
        """Whether words call somebody: in speech, between pauses."""
        content = self.story.text.content
        start, end = self.clauses.starts[first], self.clauses.ends[last]
        before = content[max(0, start - 4) : start].rstrip()[-1:]
        after = content[end : end + 2].lstrip()[:1]
        owns = content[end : end + 2] in ("'s", "’s")
        paused = (not before or before in _PAUSES) and (not after or after in _PAUSES)
        return paused and not owns and self.line_at(start) is not None

    def names_after(self, token: int) -> list[str]:
        """Who are named in a list right after a plural noun: "the sisters, Greta and Anni"."""
        content = self.story.text.content
        at = self.clauses.ends[token]
        out: list[str] = []
        for m in self._mentions[bisect_left(self._starts, at) :][: _RECURS + 3]:
            if m.form != "name" or m.entity is None:
                continue
            gap = content[at : m.span.start]
            if not (_LISTED if out else _NAMED_NEXT_LIST).fullmatch(gap):
                break
            out.append(m.entity)
            at = m.span.end
            if out[1:] and " and " in gap:
                return out
        return []

    def named_before(self, token: int) -> str | None:
        """Who is named right before an apposition: "Oskar Lind, the husband of Teresa"."""
        c = self.clauses
        start = c.starts[min(i for i in c.subtree(token) if c.upos[i] != "PUNCT")]
        before = self.story.text.content[:start].rstrip()
        if not before.endswith(","):
            return None
        at = len(before) - 1
        for m in reversed(self._mentions[: bisect_left(self._starts, at)]):
            if m.span.end == at:
                return m.entity if m.form == "name" else None
            if m.span.end < at - 60:
                break
        return None

    def sentence_at(self, offset: int) -> int:
        """What tells the sentence at `offset` from others."""
        token = self.clauses.at(offset)
        return self.clauses.sentence(token).start if token is not None else -offset

    def mention_at(self, offset: int) -> Mention | None:
        """The longest mention that begins at `offset`."""
        k = bisect_left(self._starts, offset)
        here = [m for m in self._mentions[k : k + 4] if m.span.start == offset]
        return max(here, key=lambda m: m.span.length, default=None)

    @cached_property
    def focalizer(self) -> str | None:
        """The one through whom most is told; None where they are several."""
        told: Counter[str] = Counter()
        for scene in self.story.items("scenes"):
            if scene.focalizer is not None:
                told[scene.focalizer] += scene.end - scene.start
        ((who, length),) = told.most_common(1) or ((None, 0),)
        return who if length > _MOST * told.total() else None
