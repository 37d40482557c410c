"""Who does what an event tells, and to whom: read off the mentions around its word, without a parse.

Of the mentions before the word in its clause the nearest that is no part of a phrase with a preposition does it; of
those after it the first, with no preposition before it, has it done to. "Was seen by" turns both around.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from fullcast.layers import Mention, Story
from fullcast.lexicon.function_words import PREPOSITIONS
from fullcast.lexicon.speaking import VERB_FORMS
from fullcast.text import Span

_CLAUSE_ENDS: Final = frozenset(";:.!?—–")
_BE: Final = frozenset("was were is are am be been being 's 're got get".split())
_OBJECTIVE: Final = frozenset("him her me us them himself herself myself themselves".split())
_NOMINATIVE: Final = frozenset("he she i we they who".split())
_BEFORE: Final = 14
"""Words before an event in which its doer stands."""
_AFTER: Final = 5
"""Words after it in which whom it is done to stands."""


class Roles(NamedTuple):
    """Ids of characters or entities; None where the words do not tell."""

    agent: str | None
    patient: str | None
    earlier: bool
    """Told with "had": as before what is told around it."""


class RoleFinder:
    """Finds the roles of events in one story."""

    def __init__(self, story: Story) -> None:
        self.tokens = story.text.tokens
        self.content = story.text.content
        self.mentions: Sequence[Mention] = sorted(story.mentions, key=lambda m: (m.span.start, m.span.end))
        self._starts = [m.span.start for m in self.mentions]

    def roles(self, trigger: Span, sentence: Span) -> Roles:
        """The roles of the event at `trigger` in its `sentence`."""
        tokens = self.tokens
        at = bisect_left(tokens.starts, trigger.start)
        first = bisect_left(tokens.starts, sentence.start)
        before = range(max(first, at - _BEFORE), at)
        cut = max((k + 1 for k in before if tokens.words[k][0] in _CLAUSE_ENDS), default=before.start)
        helpers = {tokens.lower[k] for k in range(max(cut, at - 4), at)}
        passive = bool(helpers & _BE) and self.content[trigger.start : trigger.end].lower().endswith(
            ("ed", "en", "wn", "ne", "ught", "ung", "ot")
        )
        earlier = (
            bool(helpers & {"had", "hadn't", "he'd", "she'd", "i'd", "they'd", "we'd", "you'd"})
            and "would" not in helpers
        )
        doer = self._before(cut, at)
        done_to = self._after(at, sentence.end)
        if passive:
            by = self._by(at, sentence.end)
            return Roles(by, doer, earlier)
        if doer is None and self.content[trigger.start : trigger.end].lower() in VERB_FORMS:
            return Roles(done_to, None, earlier)  # "said Mara"
        return Roles(doer, done_to if done_to != doer or doer is None else None, earlier)

    def _before(self, first: int, at: int) -> str | None:
        """The mention nearest before token `at` that can be a subject."""
        if first >= at:
            return None
        low = bisect_left(self._starts, self.tokens.starts[first])
        high = bisect_left(self._starts, self.tokens.starts[at])
        for m in reversed(self.mentions[low:high]):
            words = self.content[m.span.start : m.span.end].lower()
            if (
                m.entity is None
                or words in _OBJECTIVE
                or (m.form == "pronoun" and words not in _NOMINATIVE and m.type == "PER")
            ):
                continue
            k = bisect_left(self.tokens.starts, m.span.start)
            if words not in _NOMINATIVE and k > first and self.tokens.lower[k - 1] in PREPOSITIONS:
                continue
            if m.span.end <= self.tokens.starts[at] and not any(
                o.span.holds(m.span) and o is not m and o.span.end <= self.tokens.starts[at]
                for o in self.mentions[low:high]
            ):
                return m.entity
        return None

    def _after(self, at: int, end: int) -> str | None:
        """The first mention after token `at` with no preposition between."""
        for k in range(at + 1, min(at + _AFTER, len(self.tokens))):
            if (
                self.tokens.starts[k] >= end
                or self.tokens.lower[k] in PREPOSITIONS
                or self.tokens.words[k][0] in ',;:.!?—–"”'
            ):
                return None
            found = self._at(k)
            if found is not None:
                return found.entity
        return None

    def _by(self, at: int, end: int) -> str | None:
        """Who stands after "by"."""
        for k in range(at + 1, min(at + _AFTER + 2, len(self.tokens) - 1)):
            if self.tokens.starts[k] >= end:
                return None
            if self.tokens.lower[k] == "by":
                found = self._at(k + 1)
                return None if found is None else found.entity
        return None

    def _at(self, token: int) -> Mention | None:
        """The longest mention that begins with a token."""
        start = self.tokens.starts[token]
        found = None
        for m in self.mentions[bisect_left(self._starts, start) :]:
            if m.span.start != start:
                break
            found = m
        return found
