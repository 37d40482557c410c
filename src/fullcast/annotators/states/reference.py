"""Whom names, descriptions and pronouns mean, where that is beyond doubt and where it is only likely; and who says words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from fullcast.annotators.anaphora import Anaphora
from fullcast.annotators.clauses import Clauses
from fullcast.layers import Character, Level, Mention, Story
from fullcast.layers.story import Line
from fullcast.layers.world_values import STORY
from fullcast.lexicon import people
from fullcast.lexicon import states as words
from fullcast.text import Span
from fullcast.text.span import merged

NEAR: Final = 500
"""Code points before a pronoun in which what it stands for must be."""
_FAR: Final = 0.75
"""Part of the weight of all who could be meant that makes somebody by far the most salient."""
_LABEL: Final = re.compile(r"(?:\[?\d{1,2}[:.]\d{2}\]?\s+)?([^\W\d_][\w.’' -]{0,30}):\s")
_LABELS: Final = 5
"""So many paragraphs of a chat or transcript must begin with a name."""
_JUST_AFTER: Final = 100
_DEFINITE: Final = frozenset("the this that these those both".split())
OWNERS: Final = frozenset("my your his her our their its".split())
_GENDER: Final = {"he": "m", "she": "f", "they": "", "it": "n"}
_FIRST_OR_SECOND: Final = people.FIRST | people.SECOND | people.WE
_GENDER_OF: Final = {
    **dict.fromkeys(people.HE, "m"), **dict.fromkeys(people.SHE, "f"), **dict.fromkeys(people.IT, "n"), **dict.fromkeys(people.THEY, ""),
}  # fmt: skip


class Reference:
    """Who is meant by the tokens of a story's clauses."""

    def __init__(self, story: Story, clauses: Clauses) -> None:
        self.story = story
        self.clauses = clauses
        self.characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self._mentions = sorted((m for m in story.mentions if m.entity in self.characters), key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]

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
        mention = self.clauses.mention(self.named(token))
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
        mention = self.clauses.mention(self.named(token))
        if (
            self.clauses.words[token] in people.FIRST | people.SECOND
            or mention is None
            or mention.entity not in self.characters
        ):
            return self.sure(token)
        if mention.form == "pronoun":
            return self._stands_for(mention) or self._salient(mention)
        return self._described(token, mention) if self._somebody(token, mention) else None

    def _salient(self, pronoun: Mention) -> str | None:
        """Whom a pronoun most likely means: "he" and "she" by salience, others by their link."""
        found = self.anaphora.referent(pronoun)
        who = found.who if found is not None else pronoun.entity
        if who is None or self._anybody(who):
            return None
        return None if found is None and who in self._around(pronoun.span.start) else who

    def foremost(self, pronoun: Mention) -> str | None:
        """Whom a pronoun means if he or she is by far the most salient; in speech, if it names them before."""
        found = self.anaphora.referent(pronoun)
        if found is None or found.share < _FAR:
            return None
        line = self.line_at(pronoun.span.start)
        return found.who if line is None or self._named_in(line, found.who, pronoun.span.start) else None

    def _named_in(self, line: Line, who: str, until: int) -> bool:
        """Whether a quotation names `who` before an offset, and does not call to them."""
        for m in self._before(until):
            if m.span.start < line.spans[0].start:
                return False
            if m.entity == who and m.form == "name" and self.line_at(m.span.start) is line and not self._called_to(m):
                return True
        return False

    def _described(self, token: int, mention: Mention) -> str | None:
        """Whom a noun phrase means: whom it is linked to if they go by its noun, else who does and was spoken of last."""
        if mention.form == "name" or self._goes_by(mention.entity, self.clauses.words[token]):
            return mention.entity
        word = self.clauses.words[token]
        for m in self._before(mention.span.start):
            if m.form == "nominal" and m.entity != mention.entity and self._goes_by(m.entity, word):
                return m.entity
        others = [c for c in self.characters if self._goes_by(c, word)]
        if len(others) == 1:
            return others[0]
        return None if mention.entity == self.narrator else mention.entity

    def _goes_by(self, entity: str | None, noun: str) -> bool:
        """Whether a character is called by a noun."""
        character = self.characters.get(entity or "")
        names = () if character is None else (character.name, *character.aliases)
        return any(noun in name.lower().split() for name in names)

    @cached_property
    def anaphora(self) -> Anaphora:
        """Whom the singular pronouns mean, by salience."""
        return Anaphora(self.story)

    def _anybody(self, entity: str) -> bool:
        """Whether a character is no more than "people" or "those who"."""
        return bool(set(self.characters[entity].name.lower().split()) & words.NO_ONES)

    def _spoken_of(self, token: int) -> str | None:
        """Whom "I" or "you" means: of speech who says it or hears it, of a document who wrote it, else the narrator."""
        first = self.clauses.words[token] in people.FIRST
        if first and (label := self.label(self.clauses.starts[token])) is not None:
            return label
        line = self.line_at(self.clauses.starts[token])
        if line is not None and line.kind != "writing":
            if first:
                return line.speaker
            heard = line.addressees or ()
            return heard[0] if len(heard) == 1 and heard[0] != line.speaker else None
        level = self._levels.get(self.level_at(self.clauses.starts[token]))
        if level is not None and level.kind == "document":
            return level.experiencer if first else None
        mention = self.clauses.mention(token)
        return mention.entity if mention is not None and mention.entity in self.characters and first else None

    @cached_property
    def _levels(self) -> dict[str, Level]:
        return {x.id: x for x in self.story.levels}

    def _somebody(self, token: int, mention: Mention) -> bool:
        """Whether a noun phrase means somebody in particular: neither "all men" nor "one of them"."""
        c = self.clauses
        if mention.form == "name":
            return True
        word = c.words[token]
        if (
            word in words.INDEFINITE
            or word in words.PARTS | words.BODY_OF
            or c.upos[token] == "NUM"
            or self.child_words(token, "det", "amod") & words.ANY
        ):
            return False
        plural = c.parse[token].features.get("Number") == "Plur"
        if (
            plural
            and not c.children(token, "nmod:poss")
            and not self.child_words(token, "det") & _DEFINITE
            and not c.children(token, "nummod")
        ):
            return False
        first = self.story.words(mention.span).lower().split()[0]
        return not (first in ("a", "an") and self.line_at(mention.span.start) is not None)

    def _called(self, token: int, mention: Mention) -> bool:
        """Whether the one whom a noun phrase is linked to goes by its noun."""
        if mention.form == "name":
            return not self._of_another(mention)
        character = self.characters[mention.entity or ""]
        word = self.clauses.words[token]
        if not any(word in name.lower().split() for name in (character.name, *character.aliases)):
            return False
        if word in people.GENERIC_NOUNS and not self._nearby(mention):
            return False
        return self._same_owner(mention, character)

    def _of_another(self, mention: Mention) -> bool:
        """Whether a bare surname stands for a woman who has it only after "Mrs." or "Miss": it is rather her husband's or her father's."""
        character = self.characters[mention.entity or ""]
        word = self.story.words(mention.span).casefold()
        longer = [
            n.casefold().split() for n in (character.name, *character.aliases) if word in n.casefold().split()[1:]
        ]
        return bool(longer) and all(n[0].rstrip(".") in people.FEMALE_TITLES for n in longer)

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
        if first not in OWNERS or any(m.form == "name" for m in self._mentions if m.entity == character.id):
            return True
        called = {name.lower().split()[0] for name in (character.name, *character.aliases)} & OWNERS
        return not called or first in called or {first, *called} <= {"my", "your", "our"}

    def named(self, token: int) -> int:
        """The name that stands beside `token` for the same, else `token`: "my partner, Lewis"."""
        for i in self.clauses.children(token, "appos"):
            mention = self.clauses.mention(i)
            if mention is not None and mention.form == "name":
                return i
        return token

    def _around(self, offset: int) -> set[str | None]:
        """Who speaks and is spoken to at `offset`; in narration whoever says "I"."""
        line = self.line_at(offset)
        if line is not None:
            return {line.speaker or self.narrator, *(line.addressees or ())}
        level = self._levels.get(self.level_at(offset))
        return {
            self.narrator,
            level.experiencer if level is not None and level.kind == "document" else None,
            self.label(offset),
        }

    def _stands_for(self, pronoun: Mention) -> str | None:
        """Whom a pronoun means beyond doubt: the one it is linked to, if nobody else is near; else the only one named just before it."""
        if pronoun.entity is None:
            return None
        if self._near(pronoun):
            return None if self._anybody(pronoun.entity) else pronoun.entity
        word = self.story.words(pronoun.span).lower()
        gender = _GENDER_OF.get(word, "")
        if not gender or gender == "n":
            return None
        around = self._around(pronoun.span.start)
        found: set[str] = set()
        described = False
        for m in self._before(pronoun.span.start):
            if m.span.start < pronoun.span.start - NEAR // 2:
                break
            if (
                m.form != "pronoun"
                and m.entity is not None
                and m.entity not in around
                and self._fits(m.entity, gender)
                and not self._called_to(m)
            ):
                found.add(m.entity)
                described = described or m.form != "name"
        if len(found) == 1 and pronoun.entity not in found and not described:
            only = next(iter(found))
            if _GENDER.get(self.characters[only].pronouns or "") == gender and not self._anybody(only):
                return only
        return None

    def _near(self, pronoun: Mention) -> bool:
        """Whether the last person named before a pronoun that it fits is the one it is linked to, speaker and hearers left out."""
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
            spoken_of = line is not None and self.line_at(m.span.start) is line and m.form == "name"
            if (
                (m.entity in around and not spoken_of)
                or m.span.end > pronoun.span.start
                or not self._fits(m.entity, gender)
                or self._called_to(m)
            ):
                continue
            if m.form == "pronoun":
                if m.entity != pronoun.entity and _GENDER_OF.get(self.story.words(m.span).lower(), "?") == gender:
                    return False
                continue
            if (
                m.form == "nominal"
                and m.span.start < pronoun.span.start - NEAR // 3
                and m.entity not in self._named_ones
            ):
                return False
            return m.entity == pronoun.entity and (self._foremost(m) or not self._rivalled(m, gender, around))
        return self._named_after(pronoun)

    def _called_to(self, mention: Mention) -> bool:
        """Whether a name is called to somebody in speech: "Come in, Mr. Hask."."""
        content = self.story.text.content
        before, after = (
            content[max(0, mention.span.start - 4) : mention.span.start].rstrip()[-1:],
            content[mention.span.end : mention.span.end + 1],
        )
        return (
            mention.form != "pronoun"
            and before in ",“\"‘'—"
            and after in ",.!?;"
            and self.line_at(mention.span.start) is not None
        )

    @cached_property
    def _named_ones(self) -> set[str | None]:
        return {m.entity for m in self._mentions if m.form == "name"}

    def _foremost(self, mention: Mention) -> bool:
        """Whether a mention opens its sentence, as what a sentence is about does."""
        before = self.story.text.content[max(0, mention.span.start - 4) : mention.span.start].rstrip()[-1:]
        return before in ".!?”\"’'—" or not before

    def alone(self, pronoun: Mention) -> bool:
        """Whether a pronoun of narration fits only one of all who are spoken of before it."""
        if self.line_at(pronoun.span.start) is not None:
            return False
        gender = _GENDER_OF.get(self.story.words(pronoun.span).lower(), "")
        return bool(gender) and not self._rivalled(pronoun, gender, {self.narrator})

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

    @cached_property
    def _elsewhere(self) -> tuple[Span, ...]:
        """What stands on other levels than the story's own."""
        return tuple(merged(span for level in self.story.levels if level.kind != "story" for span in level.spans))

    def level_at(self, offset: int) -> str:
        """Id of the level at `offset`."""
        k = bisect_right(self._elsewhere, offset, key=lambda span: span.start) - 1
        inside = k >= 0 and offset < self._elsewhere[k].end
        return (self.story.level_at(offset) or STORY) if inside else STORY

    def line_at(self, offset: int) -> Line | None:
        """The quotation at `offset`."""
        return self.clauses.line_at(offset)

    @cached_property
    def _labelled(self) -> tuple[list[int], list[str | None]]:
        """Where paragraphs begin with a label ("13:04 Corin:"), and whose it is; nothing where few do."""
        names = {name.casefold(): c.id for c in self.characters.values() for name in (c.name, *c.aliases)}
        starts, whose = [], []
        content = self.story.text.content
        for paragraph in self.story.paragraphs:
            found = _LABEL.match(content, paragraph.start, paragraph.end)
            starts.append(paragraph.start)
            whose.append(names.get(found[1].casefold()) if found else None)
        many = sum(w is not None for w in whose) >= max(_LABELS, len(whose) // 3)
        return (starts, whose) if many else ([], [])

    def label(self, offset: int) -> str | None:
        """Who says the paragraph at `offset`, of a chat or a transcript in which each begins with a name."""
        starts, whose = self._labelled
        k = bisect_right(starts, offset) - 1
        return whose[k] if k >= 0 else None

    def writer(self, offset: int) -> str | None:
        """Who writes the document at `offset`."""
        level = self._levels.get(self.level_at(offset))
        return level.experiencer if level is not None and level.kind == "document" else None

    def labels(self) -> list[tuple[int, str]]:
        """Where labelled paragraphs begin, and who says them."""
        return [(at, who) for at, who in zip(*self._labelled, strict=True) if who is not None]

    def child_words(self, token: int, *relations: str) -> set[str]:
        """The words that hang on `token`, under `relations` where some are given."""
        return {self.clauses.words[i] for i in self.clauses.children(token, *relations)}
