"""What the story shows of its characters, mention by mention and line by line: who acts, whose inner life is told, who speaks.

Found once for the whole story; a scene is read from the sightings that lie in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from fullcast.annotators.linking import Linker
from fullcast.annotators.names import Inside
from fullcast.annotators.scenes.gaps import Told
from fullcast.annotators.tags import adverbish, verbish
from fullcast.layers import Attribution, Character, Quotation, Story
from fullcast.lexicon.acting import BODY, MIND, POSTURES
from fullcast.lexicon.acting import PERCEPTION as INNER
from fullcast.lexicon.function_words import AUXILIARIES, PREPOSITIONS
from fullcast.lexicon.people import CONTRACTED, FIRST

_TOLD_OF: Final = frozenset(
    "that how what which whom who whose if whether because than why where wherever whoever whatever unless".split()
)
"""Words that open a clause about somebody who need not be there."""
_NO_VERBS: Final = frozenset(
    "his is was as us its this thus always perhaps besides towards afterwards sometimes upstairs downstairs indoors outdoors less "
    "unless across yes miss mrs s".split()
)
"""Words in s that are no verbs of the present."""
_CLAUSE_ENDS: Final = frozenset('.;:!?"“”()—–')
_FEELINGS: Final = frozenset(
    "afraid glad sorry sure certain aware conscious ashamed surprised astonished happy unhappy sad angry tired frightened relieved "
    "lonely hungry cold proud jealous curious grateful anxious uneasy puzzled bewildered dizzy sick homesick miserable".split()
)
"""What only the one who is so can know."""
_WHERE: Final = frozenset(("beside", "behind", "to", "at", "with", "over", "near", "towards", "toward"))


class Sighting(NamedTuple):
    """What one mention in narration shows."""

    at: int
    who: str
    acts: float
    """How much it shows its character acting there and then."""
    inner: float
    """How much of its character's inner life it tells."""
    pronoun: bool
    first_person: bool


class Line(NamedTuple):
    """A quotation with the characters that it makes heard."""

    at: int
    kind: str
    speaker: str | None
    sure: float
    """Of the speaker."""
    addressees: tuple[str, ...]


class _Mention(NamedTuple):
    first: int
    last: int
    who: str
    pronoun: bool


class Sightings:
    """All sightings and lines of a story, in text order."""

    def __init__(self, story: Story, inside: Inside) -> None:
        self._lower = story.text.tokens.lower
        self._words = story.text.tokens.words
        self._starts = story.text.tokens.starts
        self._inside = inside
        self._quoted = _quoted(story, inside)
        mentions = sorted(_narrated(story, inside))
        self._by_first = {m.first: m for m in mentions}
        said: dict[str, Attribution] = {a.id: a for a in story.attributions}
        self._cued = frozenset(
            i for a in said.values() if a.cue is not None for i in story.text.tokens.between(*a.cue.span)
        )
        characters: tuple[Character, ...] = story.items("characters")
        self.columns = {c.id: n for n, c in enumerate(characters)}
        self.named = sorted(named for named in _named(story) if named[1] in self.columns)
        self.items = [s for m in mentions if (s := self._sighting(m)).who in self.columns]
        self.starts = [s.at for s in self.items]
        self.lines = list(self._said(story, said))
        self.line_starts = [line.at for line in self.lines]

    def between(self, start: int, end: int) -> list[Sighting]:
        """The sightings in a stretch of text."""
        return self.items[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def lines_between(self, start: int, end: int) -> list[Line]:
        """The quotations that begin in a stretch of text."""
        return self.lines[bisect_left(self.line_starts, start) : bisect_left(self.line_starts, end)]

    def named_between(self, start: int, end: int) -> list[str]:
        """The characters whom a stretch names or describes, quoted or not, in the order of their first mention."""
        found = self.named[bisect_left(self.named, (start, "")) : bisect_left(self.named, (end, ""))]
        return list(dict.fromkeys(who for _, who in found))

    def told(self) -> Told:
        """All of them as arrays."""
        rows = [(s.at, self.columns[s.who], int(not s.pronoun), 0) for s in self.items]
        rows += [(x.at, self.columns[x.speaker], 0, 1) for x in self.lines if x.speaker in self.columns]
        found = np.array(sorted(rows), dtype=np.int64).reshape(-1, 4)
        return Told(found[:, 0], found[:, 1], found[:, 2].astype(bool), found[:, 3].astype(bool))

    # Lines

    def _said(self, story: Story, said: dict[str, Attribution]) -> Iterator[Line]:
        quotations: list[Quotation] = sorted(
            (q for q in story.items("quotations") if q.parent is None), key=lambda q: q.spans[0].start
        )
        for q in quotations:
            a = said.get(q.id)
            if a is None:
                yield Line(q.spans[0].start, q.kind, None, 0.0, ())
                continue
            sure = 1.0 if self._tag_names(story, a) or not isinstance(a.confidence, float) else a.confidence
            to = tuple(w for w in a.addressees or () if w in self.columns)
            yield Line(q.spans[0].start, q.kind, a.speaker if a.speaker in self.columns else None, sure, to)

    def _tag_names(self, story: Story, a: Attribution) -> bool:
        """Whether the tag of a line names its speaker."""
        if a.cue is None:
            return False
        found = (self._by_first.get(i) for i in story.text.tokens.between(*a.cue.span))
        return any(m is not None and m.who == a.speaker and not m.pronoun for m in found)

    # Mentions

    def _sighting(self, m: _Mention) -> Sighting:
        acts, inner = self._acting(m)
        first = CONTRACTED.get(self._lower[m.first], self._lower[m.first])
        return Sighting(self._starts[m.first], m.who, acts, inner, m.pronoun, m.pronoun and first in FIRST)

    def _acting(self, m: _Mention) -> tuple[float, float]:
        """How much the mention shows its character there, and how much of its inner life it tells."""
        lower = self._lower
        after = lower[m.last : m.last + 3]
        owned = lower[m.last - 1].endswith(("'s", "s'")) or after[:1] == ["'s"]
        if owned or lower[m.first] in ("his", "her", "my", "their", "our"):
            if any(w in MIND for w in after[:2]):
                return 0.3, 1.0
            if owned or any(w in BODY for w in after):
                return (0.5, 0.0) if any(w in BODY for w in after) else (0.0, 0.0)
        if m.first in self._cued:
            return 2.0, 0.0
        weight = 1.0
        for k in range(m.first - 1, max(-1, m.first - 7), -1):
            if lower[k][0] in _CLAUSE_ENDS or lower[k].startswith(("--", "..")):
                break
            if lower[k] in _TOLD_OF:
                weight = 0.3
        before = lower[m.first - 1] if m.first else ""
        if before in PREPOSITIONS and before not in ("as", "before", "after", "since", "until", "till", "for"):
            seemed = before == "to" and lower[m.first - 2] in ("seemed", "occurred", "appeared", "came")
            return (0.4 if before in _WHERE else 0.0), 1.0 * seemed
        j = self._verb_after(m)
        if j is None:
            return (0.3 if verbish(before) and before not in AUXILIARIES and not m.pronoun else 0.0), 0.0
        acts, inner = _verb_weight(lower, j)
        return weight * acts, inner * (weight >= 1.0 or inner >= 1.0)

    def _verb_after(self, m: _Mention) -> int | None:
        """The token of the verb whose subject the mention is, or shares: "A and B went"."""
        lower, words = self._lower, self._words
        stop = min(len(words), m.last + 40)
        j = m.last
        while j < stop and (lower[j] in (",", "and", "or", "both", "all", "himself", "herself") or j in self._by_first):
            other = self._by_first.get(j)
            if other is None and lower[j] == "," and j + 1 not in self._by_first:
                # an aside: "Mara, laughing, took"
                k = j + 1
                while k < min(stop, j + 12) and lower[k][0] not in _CLAUSE_ENDS and lower[k] != ",":
                    k += 1
                if k + 1 < stop and lower[k] == "," and lower[k + 1] not in ("and", "but"):
                    j = k + 1
                    break
                return None
            j = other.last if other is not None else j + 1
        while j < stop and adverbish(words[j]):
            j += 1
        if j >= stop or self._quoted[j] or not words[j][0].islower():
            return None
        w = lower[j]
        if verbish(w) or (len(w) > 3 and w.endswith("s") and not w.endswith("ss") and w not in _NO_VERBS):
            return j
        return None


def _quoted(story: Story, inside: Inside) -> list[bool]:
    """Of each token whether it is quoted."""
    tokens = story.text.tokens
    out = [False] * (len(tokens) + 1)
    for span in inside.spans:
        ids = tokens.between(span.start, span.end)
        out[ids.start : ids.stop] = [True] * len(ids)
    return out


def _named(story: Story) -> Iterator[tuple[int, str]]:
    """Where characters are named or described, in narration and speech."""
    if "mentions" in story:
        yield from ((m.span.start, m.entity) for m in story.mentions if m.form != "pronoun" and m.entity is not None)
        return
    linker = Linker(story)
    starts = story.text.tokens.starts
    yield from ((starts[known.first], known.who) for known in (*linker.mentions, *linker.described))


def _narrated(story: Story, inside: Inside) -> Iterator[_Mention]:
    """The mentions of characters outside speech: of the layer where there is one, else the names alone."""
    tokens = story.text.tokens
    if "mentions" not in story:
        linker = Linker(story)
        for known in (*linker.mentions, *linker.described):
            if not known.quoted:
                yield _Mention(known.first, known.last, known.who, False)
        return
    people = [m for m in story.mentions if m.type == "PER" and m.entity is not None]
    if not people:
        return
    starts, at = np.array(tokens.starts), np.array([m.span for m in people])
    firsts, lasts = np.searchsorted(starts, at[:, 0]).tolist(), np.searchsorted(starts, at[:, 1]).tolist()
    for m, first, last in zip(people, firsts, lasts, strict=True):
        if last > first and inside.at(m.span.start) is None and m.entity is not None:
            yield _Mention(first, last, m.entity, m.form == "pronoun")


def _verb_weight(lower: list[str], j: int) -> tuple[float, float]:
    """How much the verb at `j` shows its subject acting now, and how much of its inner life."""
    w = lower[j]
    k, stop = j + 1, len(lower)
    while (
        k < stop and k < j + 4 and (adverbish(lower[k]) or lower[k] in ("not", "already", "being", "been", "so", "too"))
    ):
        k += 1
    following = lower[k] if k < stop else "."
    if w in ("had", "has", "hadn't", "'d"):
        perfect = (
            verbish(following) or following.endswith("en") or following in ("done", "gone", "seen", "known")
        ) and following not in ("had", "a")
        return (0.0, 0.5 if following in INNER else 0.0) if perfect else (0.8, 0.0)
    if w in ("was", "were", "is", "are", "wasn't", "weren't"):
        if following in _FEELINGS:
            return 0.7, 1.0
        if (
            following.endswith("ing")
            or following in POSTURES
            or following in ("in", "at", "on", "by", "there", "here")
            or lower[j + 1 : j + 2] == ["being"]
        ):
            return 1.0, 0.0
        return 0.4, 0.0
    if w in ("could", "couldn't", "did", "didn't", "can", "can't", "does", "doesn't", "don't", "do"):
        return 1.0, 1.0 if following in INNER else 0.0
    if w in AUXILIARIES:
        return 0.3, 0.5 if following in INNER else 0.0
    return 1.0, 1.0 if w in INNER else 0.0
