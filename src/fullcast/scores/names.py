"""When two names can be those of one person: how gold characters and predicted ones are brought together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from fullcast.scores.prediction import PredictedCharacter

ARTICLES = frozenset({"the", "a", "an"})
SPELT_OUT = {
    "mister": "mr", "missus": "mrs", "doctor": "dr", "saint": "st", "madame": "mme", "mademoiselle": "mlle",
}  # fmt: skip
MALE_TITLES = frozenset({"mr", "sir", "lord", "monsieur", "uncle", "father", "count", "king", "prince", "brother"})
FEMALE_TITLES = frozenset(
    {"mrs", "miss", "ms", "lady", "mme", "mlle", "madam", "aunt", "mother", "sister", "countess", "queen", "princess"}
)
RANKS = frozenset(
    {
        "dr",
        "st",
        "master",
        "professor",
        "inspector",
        "reverend",
        "rev",
        "general",
        "captain",
        "colonel",
        "major",
        "admiral",
    }
)
EMPTY_WORDS = MALE_TITLES | FEMALE_TITLES | RANKS | ARTICLES
"""Words of a name that single nobody out."""
NARRATOR_MARKS = frozenset({"_narr", "narr"})
"""Aliases by which PDNC marks the character who says "I"."""

Name = frozenset[str]
"""A name for comparison: its words."""


def folded(name: str | None) -> str:
    """`name` without case, dots and leading articles, its titles spelt one way: "The Doctor X." gives "dr x"."""
    plain = (name or "").casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    words = re.sub(r"[^\w\s'-]", " ", plain).split()
    while words and words[0] in ARTICLES:
        del words[0]
    return " ".join(SPELT_OUT.get(word, word) for word in words)


def folded_names(names: Iterable[str | None]) -> frozenset[str]:
    """The names that are left when all are folded."""
    return frozenset(folded(n) for n in names) - {""}


def contradict(some: Collection[str], others: Collection[str]) -> bool:
    """Whether the titles in `some` names are of one sex only and those in `others` of the other only."""
    mine, theirs = _sexes(some), _sexes(others)
    return bool(mine and theirs) and not mine & theirs


def _sexes(names: Collection[str]) -> set[str]:
    words = {word for name in names for word in name.split()}
    return {sex for sex, titles in (("m", MALE_TITLES), ("f", FEMALE_TITLES)) if words & titles}


class Directory:
    """The gold characters of one story, to be found by name."""

    def __init__(self, cast: Mapping[str, Iterable[str]], speakers: Iterable[str | None]) -> None:
        """`cast` maps main names to all names; speakers outside it go by their one name."""
        speaking = dict.fromkeys(s for s in speakers if s)
        self.names = {main: folded_names(aliases) for main, aliases in cast.items()}
        for speaker in speaking:
            self.names.setdefault(speaker, folded_names([speaker]))
        self.narrators = sorted(
            main for main, aliases in cast.items() if NARRATOR_MARKS & {alias.casefold() for alias in aliases}
        )
        self._words = {main: [frozenset(n.split()) for n in names] for main, names in self.names.items()}
        self._speaking = speaking.keys()

    def find(self, character: PredictedCharacter) -> list[str]:
        """Gold characters that `character` may stand for: the narrator, those of its name, else of a part of it."""
        if character.narrator and self.narrators:
            return self.narrators
        mine = folded_names(character.names)
        main = folded(character.name)
        return (
            [gold for gold, theirs in self.names.items() if main in theirs]
            or [gold for gold, theirs in self.names.items() if mine & theirs]
            or [
                gold
                for gold, theirs in self.names.items()
                if not contradict(mine, theirs) and self._in_part(mine, gold)
            ]
        )

    def _in_part(self, mine: frozenset[str], gold: str) -> bool:
        """Whether one of `mine` is a part of a name of `gold` and of no other speaker's, or holds such a name."""
        for name in mine:
            words = frozenset(name.split())
            telling = words - EMPTY_WORDS
            if telling and self._bears(gold, telling) and not self._shared(gold, telling):
                return True
            if any(theirs <= words and theirs - EMPTY_WORDS for theirs in self._words[gold]):
                return True
        return False

    def _bears(self, gold: str, telling: Name) -> bool:
        return any(telling <= theirs for theirs in self._words[gold])

    def _shared(self, gold: str, telling: Name) -> bool:
        """Whether somebody else who speaks has a name with these words in it."""
        return any(self._bears(other, telling) for other in self._speaking if other != gold)


def stand_ins(
    characters: Iterable[PredictedCharacter], directory: Directory, shared: Mapping[tuple[str, str | None], int]
) -> dict[str, str]:
    """For each predicted character the gold one that it stands for, where there is one.

    `shared` counts quotations by (predicted id, gold name); it settles names that fit several, then the alphabet does.
    """
    counts = Counter(shared)
    found = {character.id: directory.find(character) for character in characters}
    return {
        i: min(set(candidates), key=lambda gold: (-counts[i, gold], gold))
        for i, candidates in found.items()
        if candidates
    }
