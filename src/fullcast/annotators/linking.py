"""Names in the text and the characters that bear them: the seam between the list of characters and everything that needs to find them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fullcast.annotators.names import Occurrence, occurrences, speech_spans
from fullcast.annotators.tags import NounPhrase
from fullcast.layers import Character, Story
from fullcast.lexicon.function_words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS

_BEFORE_PHRASES = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
"""Words that end a description to the left: in "the tall old man" nothing between "the" and "man" is one."""


@dataclass(frozen=True, slots=True)
class Known:
    """A mention whose character is known."""

    start: int
    end: int
    first: int
    last: int
    who: str
    quoted: bool
    vocative: bool


class Linker:
    """Finds characters' names in the text; an ambiguous name goes to the bearer seen last."""

    def __init__(self, story: Story) -> None:
        self.characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self.by_alias: dict[str, list[str]] = defaultdict(list)
        for c in self.characters.values():
            # somebody without an alias is only known by a chain of mentions, and not to be looked for
            for alias in (c.name, *c.aliases) if c.aliases or c.by != "machine" else ():
                k = alias_key(alias)
                if k and c.id not in self.by_alias[k]:
                    self.by_alias[k].append(c.id)
        self.mentions: list[Known] = []
        last: dict[str, int] = {}
        for o in occurrences(story):
            found = self._find(o, last)
            if found is not None:
                who, first, final = found
                last[who] = o.start
                tokens = story.text.tokens
                whole = first == o.first and final == o.last
                self.mentions.append(
                    Known(
                        tokens.starts[first], o.end if final == o.last else tokens.ends[final - 1],
                        first, final, who, o.quoted, o.vocative and (whole or final == o.last),
                    )
                )  # fmt: skip
        self._starts = [m.start for m in self.mentions]
        self.by_first = {m.first: m for m in self.mentions}
        self.described = tuple(self._descriptions(story))

    def _descriptions(self, story: Story) -> Iterator[Known]:
        """Places where a character without a name stands under its description: "the old man"."""
        tokens = story.text.tokens
        lower = tokens.lower
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for alias, ids in self.by_alias.items():
            c = self.characters[ids[0]]
            if len(ids) == 1 and alias and c.name[:1].islower() and not c.narrator:
                words = tuple(alias.split())
                by_first[words[0]].append((words, c.id))
        inside = speech_spans(story)
        for i, w in enumerate(lower):
            for words, who in by_first.get(w, ()):
                last = i + len(words)
                first = i
                while first > max(0, i - 3) and lower[first - 1].isalpha() and lower[first - 1] not in _BEFORE_PHRASES:
                    first -= 1
                led = first > 0 and lower[first - 1] in DETERMINERS
                first = first - 1 if led else i
                if (
                    tuple(lower[i:last]) == words
                    and (led or w in DETERMINERS)
                    and first not in self.by_first
                    and i not in self.by_first
                ):
                    quoted = inside.at(tokens.starts[first]) is not None
                    yield Known(tokens.starts[first], tokens.ends[last - 1], first, last, who, quoted, False)
                    break

    def _find(self, o: Occurrence, last: dict[str, int]) -> tuple[str, int, int] | None:
        words = [w.lower().replace("’", "'") for w in o.words]
        for size in range(len(words), 0, -1):
            for i in range(len(words) - size + 1):
                ids = self.by_alias.get(" ".join(words[i : i + size]))
                if ids:
                    who = ids[0] if len(ids) == 1 else max(ids, key=lambda c: last.get(c, -1))
                    if size == len(words):
                        return who, o.first, o.last
                    return who, max(o.first, o.last - len(words) + i), min(o.last, o.last - len(words) + i + size)
        return None

    def within(self, span: tuple[int, int]) -> list[Known]:
        """The names that stand inside `span`, in order."""
        return self.mentions[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]

    def at(self, phrase: NounPhrase) -> str | None:
        """The character that a name phrase refers to."""
        for k in range(phrase.first, phrase.last):
            m = self.by_first.get(k)
            if m is not None:
                return m.who
        return None


def alias_key(alias: str) -> str:
    """What two ways of writing one alias have in common: small letters, without articles and stops."""
    words = alias.lower().replace("’", "'").replace(".", " ").split()
    return " ".join(w for w in words if w not in ("the", "a", "an"))
