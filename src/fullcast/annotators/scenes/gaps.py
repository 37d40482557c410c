"""Signs that a scene ends between two paragraphs, where no typography says so: a row of numbers for each gap.

What a story has to tell it by: a phrase of time or place that opens the later paragraph, who leaves and who comes (cast turnover), how
the later paragraph begins and the earlier one ends, narration against dialogue, and lexical cohesion (Hearst 1997, TextTiling):
how alike the words before and after are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from fullcast.annotators.boundaries import phrase_of_time, time_jump
from fullcast.annotators.names import Inside
from fullcast.annotators.places import PlaceFinder
from fullcast.annotators.tags import sentence_starts
from fullcast.layers import Story
from fullcast.lexicon.function_words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from fullcast.lexicon.people import FIRST, HE, SHE, WE
from fullcast.lexicon.scenes import (
    ARRIVING,
    CALENDAR_NOUNS,
    CLAUSE_OPENERS,
    LEAVING,
    LINKING,
    SLEEPING,
    TIMING,
    WAKING,
)
from fullcast.lexicon.times import HABIT, TIME_INSIDE
from fullcast.text import Span

Floats = NDArray[np.float64]

SIGNS: Final = (
    "speech", "after_speech", "after_narration", "time_strong", "time_middle", "time_weak", "time_inside", "day_word", "habit", "perfect",
    "perfect_later",
    "pronoun_first", "name_first", "noun_first", "new_noun_first", "there_was", "linking_first", "lower_first", "named", "place",
    "place_new", "place_first", "person_new", "person_back", "turnover_near", "turnover_far", "gone", "speakers_change", "dialogue_before",
    "dialogue_after", "dialogue_falls", "long", "longer", "before_short", "leaving", "sleeping", "arriving", "waking", "present_changes",
    "first_person_changes", "cohesion_near", "cohesion_far", "cohesion_dip", "colon_before", "question_first", "start_speech_after",
    "date_first", "salutation", "signature", "day_early", "time_opener", "clause_opener", "speech_in_opening", "person_pronouns",
    "ends_quoted", "jump",
)  # fmt: skip
"""Names of the columns."""
_COLUMN: Final = {name: i for i, name in enumerate(SIGNS)}
_BUCKETS: Final = 256
"""Columns that the words of a paragraph are hashed into."""
_COMMON: Final = 0.001
"""Share of all words from which on a word tells nothing of what is spoken about."""
_LATELY: Final = 12
"""Paragraphs after which a place is new again."""
_PEOPLE: Final = 100
"""Characters told of most often, whose coming and going is looked at."""
_NEAR, _FAR = 120, 400
"""Words on either side of a gap whose likeness is looked at."""
_PRESENT: Final = frozenset("is are am has have do does says goes comes looks thinks knows don't doesn't isn't".split())
_PAST: Final = frozenset("was were had did said went came looked thought knew didn't wasn't".split())
_FUNCTION: Final = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
_PRONOUNS: Final = HE | SHE | frozenset(("they", "it"))
_GREETING: Final = re.compile(
    r"[\"“_*]*(?:my\s+)?(?:(?:very\s+)?(?:own\s+)?dear(?:est)?|darling|sir|madam|gentlemen)\b[^.!?\n]{0,50}[,:;—-]+\s*(?:\n|$)",
    re.IGNORECASE,
)
"""How a letter begins."""
_DATED: Final = re.compile(
    r"[\"“_*(\[]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s+\d{1,2}(?:st|nd|rd|th)?)?|later|same\s+day|"
    r"(?:mid)?night|morning|evening|noon)[_*]*(?:,[^.\n]{1,30})?[_*]*[.:,;—-]",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """Who is told of or speaks where: rows of one array, in text order."""

    at: NDArray[np.int64]
    """Offset."""
    who: NDArray[np.int64]
    """Column of the character."""
    named: NDArray[np.bool_]
    """By name or description, not by pronoun."""
    speaks: NDArray[np.bool_]


def signs(story: Story, inside: Inside, finder: PlaceFinder, told: Told, paragraphs: Sequence[Span]) -> Floats:
    """One row for each of `paragraphs`: the signs (columns `SIGNS`) that a scene begins with it. The first row is of no use."""
    out = np.zeros((len(paragraphs), len(SIGNS)))
    if len(paragraphs) < 2:
        return out
    starts = np.array([p.start for p in paragraphs])
    ends = np.array([p.end for p in paragraphs])
    firsts, stops = _token_ranges(story, starts, ends)
    speech = _speech_share(inside, starts, ends)
    _Edges(story, inside, finder, paragraphs, firsts.tolist(), stops.tolist()).read(out)
    _people(told, starts, ends, out)
    _dialogue(speech, starts, ends, stops - firsts, out)
    words = _Words(story, firsts, stops)
    _cohesion(words, out)
    _telling(words, out)
    return out


def _token_ranges(
    story: Story, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first token of each paragraph and the one after its last."""
    at = np.array(story.text.tokens.starts)
    return np.searchsorted(at, starts), np.searchsorted(at, ends)


def _speech_share(inside: Inside, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Floats:
    """The share of each paragraph that is quoted."""
    if not inside.spans:
        return np.zeros(len(starts))
    begin = np.array([s.start for s in inside.spans])
    size = np.concatenate(([0], np.cumsum([s.length for s in inside.spans])))
    a, b = np.searchsorted(begin, starts), np.searchsorted(begin, ends)
    found: Floats = np.minimum(1.0, (size[b] - size[a]) / np.maximum(1, ends - starts))
    return found


# How the later paragraph begins, and the earlier one ends


class _Edges:
    """Reads the first two sentences of paragraphs and the last one of those before."""

    def __init__(
        self, story: Story, inside: Inside, finder: PlaceFinder, paragraphs: Sequence[Span], firsts: list[int], stops: list[int]
    ) -> None:  # fmt: skip
        self._text = story.text
        self._lower = story.text.tokens.lower
        self._inside, self._finder = inside, finder
        self._paragraphs, self._firsts, self._stops = paragraphs, firsts, stops
        self._places: dict[str, int] = {}
        """Where each place was last named at the beginning of a paragraph."""

    def read(self, out: Floats) -> None:
        """Fill in the signs of every paragraph."""
        for n in range(len(self._paragraphs)):
            if n:
                self._before(n, out[n])
            if self._firsts[n] < self._stops[n]:
                self._opening(n, out[n])

    def _before(self, n: int, row: Floats) -> None:
        """How the paragraph before ends; and how letters and entries of a diary begin, quoted or not."""
        before, p, content = self._paragraphs[n - 1], self._paragraphs[n], self._text.content
        quoted = self._inside.at(before.end - 1) is not None
        row[_COLUMN["colon_before"]] = content[before.end - 1] in ",:;—-"
        row[_COLUMN["ends_quoted"]] = quoted
        row[_COLUMN["signature"]] = _signs_off(self._text.words(before))
        row[_COLUMN["salutation"]] = _GREETING.match(content, p.start, p.end) is not None
        row[_COLUMN["date_first"]] = _DATED.match(content, p.start, p.end) is not None
        first, stop = self._firsts[n - 1], self._stops[n - 1]
        closing = self._lower[_last_sentence(self._lower, first, stop) : stop]
        row[_COLUMN["before_short"]] = len(closing) < 9
        if not quoted:
            row[_COLUMN["leaving"]] = any(w in LEAVING for w in closing)
            row[_COLUMN["sleeping"]] = any(w in SLEEPING for w in closing)

    def _opening(self, n: int, row: Floats) -> None:
        """What the first two sentences say, where they are narration."""
        p, first = self._paragraphs[n], self._firsts[n]
        if self._inside.at(p.start) is not None:
            row[_COLUMN["speech"]] = 1.0
            return
        tokens, lower = self._text.tokens, self._lower
        near = min(self._stops[n], first + 90)
        sentences = sentence_starts(tokens, first, near)
        end = min(sentences[1] if len(sentences) > 1 else near, first + 60)
        second = min(sentences[2] if len(sentences) > 2 else near, first + 90)
        opening = lower[first:end]
        self._dated(n, opening, tokens.ends[second - 1], row)
        row[_COLUMN["habit"]] = any(w in HABIT for w in opening)
        row[_COLUMN["perfect"]] = "had" in opening[:20]
        row[_COLUMN["perfect_later"]] = "had" in lower[end:second]
        row[_COLUMN["pronoun_first"]] = opening[0] in _PRONOUNS
        row[_COLUMN["linking_first"]] = opening[0] in LINKING
        row[_COLUMN["noun_first"]] = opening[0] == "the"
        row[_COLUMN["new_noun_first"]] = opening[0] in ("a", "an", "one", "two", "three")
        row[_COLUMN["there_was"]] = opening[0] in ("it", "there") and opening[1:2] in (["was"], ["were"], ["is"])
        row[_COLUMN["lower_first"]] = self._text.content[p.start].islower()
        row[_COLUMN["question_first"]] = any(x in "?!" for x in lower[first:second])
        row[_COLUMN["arriving"]] = any(x in ARRIVING for x in opening)
        row[_COLUMN["waking"]] = any(x in WAKING for x in opening)
        row[_COLUMN["speech_in_opening"]] = any(
            self._inside.at(tokens.starts[k]) is not None for k in (end - 1, second - 1)
        )
        row[_COLUMN["person_pronouns"]] = min(3, sum(w in HE or w in SHE for w in opening))
        places = [x for x in self._finder.phrases(first, second) if x.weight >= 1.0]
        if places:
            row[_COLUMN["place"]] = 1.0
            row[_COLUMN["place_first"]] = places[0].first - first < 6
            row[_COLUMN["place_new"]] = any(n - self._places.get(x.head, -1000) > _LATELY for x in places)
            self._places.update((x.head, n) for x in places)

    def _dated(self, n: int, opening: list[str], end: int, row: Floats) -> None:
        """Phrases and words of time; `end` is where the second sentence ends."""
        p, content = self._paragraphs[n], self._text.content
        found = phrase_of_time(content[p.start : p.start + 120])
        if found is None:
            row[_COLUMN["time_inside"]] = TIME_INSIDE.search(content, p.start, end) is not None
        else:
            strength = found[1]
            row[_COLUMN["time_strong" if strength >= 2 else "time_middle" if strength >= 1.5 else "time_weak"]] = 1.0
            around = list(self._paragraphs[n + 1 : n + 3]), self._paragraphs[n - 1] if n else None
            row[_COLUMN["jump"]] = time_jump(self._text, p, *around, self._inside, self._finder)
        row[_COLUMN["day_word"]] = any(w in CALENDAR_NOUNS for w in opening)
        row[_COLUMN["day_early"]] = any(w in CALENDAR_NOUNS for w in opening[:9])
        row[_COLUMN["time_opener"]] = opening[0] in TIMING and row[_COLUMN["day_early"]] > 0
        row[_COLUMN["clause_opener"]] = opening[0] in CLAUSE_OPENERS


def _signs_off(words: str) -> bool:
    """Whether a paragraph is the signature of a letter: a few words, most in capitals, no end of a sentence."""
    if len(words) > 60:
        return False
    parts = words.split()
    return sum(w[0].isupper() for w in parts if w[0].isalpha()) * 2 > len(parts) and parts[-1][-1] not in '!?”"'


def _last_sentence(words: list[str], first: int, stop: int) -> int:
    """Index of the first token of the last sentence, looked for forty tokens back."""
    for k in range(stop - 3, max(first, stop - 40), -1):
        if words[k][0] in ".!?…":
            return k + 1
    return max(first, stop - 40)


# Who


def _people(told: Told, starts: NDArray[np.int64], ends: NDArray[np.int64], out: Floats) -> None:
    """Who comes and who goes."""
    size = len(starts)
    paragraph = np.searchsorted(starts, told.at, side="right") - 1
    held = (paragraph >= 0) & (told.at < ends[np.maximum(paragraph, 0)])
    often = np.argsort(-np.bincount(told.who[held], minlength=1), kind="stable")[:_PEOPLE]
    column = np.full(int(told.who.max(initial=0)) + 1, -1)
    column[often] = np.arange(len(often))
    held &= column[told.who] >= 0
    if not held.any():
        return
    paragraph, at, who = paragraph[held], told.at[held], column[told.who[held]]
    named, speaks = told.named[held], told.speaks[held]
    index = np.arange(size)
    there = _Windows(size, paragraph, who, len(often))
    for name, width in (("turnover_near", 3), ("turnover_far", 8)):
        out[:, _COLUMN[name]] = _turnover(there, index, width, 0.5)
    out[:, _COLUMN["speakers_change"]] = _turnover(
        _Windows(size, paragraph[speaks], who[speaks], len(often)), index, 8, 0.0
    )
    before, after = there(index - 4, index), there(index, index + 6)
    out[:, _COLUMN["gone"]] = (before & ~after).sum(axis=1) / np.maximum(before.sum(axis=1), 1)
    here, lately, ever = there(index, index + 2), there(index - 12, index), there(index * 0, index)
    out[:, _COLUMN["person_new"]] = np.minimum(2, (here & ~ever).sum(axis=1))
    out[:, _COLUMN["person_back"]] = np.minimum(2, (here & ~lately & ever).sum(axis=1))
    by_name = named & ~speaks
    names = _Windows(size, paragraph[by_name], who[by_name], len(often))
    out[:, _COLUMN["named"]] = np.minimum(2, names(index, index + 1).sum(axis=1))
    first = np.full(size, -1)
    first[paragraph[::-1]] = np.where(by_name, at, -1)[::-1]
    out[:, _COLUMN["name_first"]] = (first >= 0) & (first - starts < 5)


class _Windows:
    """Who is told of in a run of paragraphs, for many runs at once."""

    def __init__(self, size: int, paragraph: NDArray[np.int64], who: NDArray[np.int64], count: int) -> None:
        there = np.zeros((size + 1, count), np.int32)
        np.add.at(there, (paragraph + 1, who), 1)
        self._total = there.cumsum(axis=0)
        self._size = size

    def __call__(self, start: NDArray[np.int64], stop: NDArray[np.int64]) -> NDArray[np.bool_]:
        """A row for each run: of each character whether it is told of from paragraph `start` on and before `stop`."""
        start, stop = (np.clip(edge, 0, self._size) for edge in (start, stop))
        found: NDArray[np.bool_] = self._total[stop] > self._total[start]
        return found


def _turnover(there: _Windows, index: NDArray[np.int64], width: int, none: float) -> Floats:
    """One less the Jaccard index of the people of `width` paragraphs before and after; `none` where nobody is."""
    before, after = there(index - width, index), there(index, index + width)
    either = (before | after).sum(axis=1)
    found: Floats = np.where(either > 0, 1.0 - (before & after).sum(axis=1) / np.maximum(either, 1), none)
    return found


# Narration and dialogue


def _dialogue(
    speech: Floats, starts: NDArray[np.int64], ends: NDArray[np.int64], sizes: NDArray[np.int64], out: Floats
) -> None:
    """How much is spoken before and after, and how long the paragraphs are."""
    size = len(speech)
    index = np.arange(size)
    quoted = np.concatenate(([0.0], np.cumsum(speech * (ends - starts))))
    every = np.concatenate(([0.0], np.cumsum(ends - starts)))

    def share(a: NDArray[np.int64], b: NDArray[np.int64]) -> Floats:
        a, b = np.clip(a, 0, size), np.clip(b, 0, size)
        found: Floats = (quoted[b] - quoted[a]) / np.maximum(1.0, every[b] - every[a])
        return found

    before, after = share(index - 5, index), share(index, index + 5)
    out[:, _COLUMN["dialogue_before"]] = before
    out[:, _COLUMN["dialogue_after"]] = after
    out[:, _COLUMN["dialogue_falls"]] = np.maximum(0.0, before - speech)
    length = np.log(np.maximum(sizes, 1) / 50.0)
    out[:, _COLUMN["long"]] = length
    out[1:, _COLUMN["longer"]] = length[1:] - length[:-1]
    out[1:, _COLUMN["after_speech"]] = speech[:-1] > 0.5
    out[1:, _COLUMN["after_narration"]] = speech[:-1] == 0.0
    out[:-1, _COLUMN["start_speech_after"]] = (speech[1:] > 0.3) & (speech[:-1] < 0.1)


# What is spoken about, and how it is told


class _Words:
    """The words of the paragraphs as numbers."""

    def __init__(self, story: Story, firsts: NDArray[np.int64], stops: NDArray[np.int64]) -> None:
        first, stop = int(firsts[0]), int(stops[-1])
        numbers: dict[str, int] = {}
        self.ids = np.array([numbers.setdefault(w, len(numbers)) for w in story.text.tokens.lower[first:stop]])
        self.kinds = list(numbers)
        self.paragraph = np.searchsorted(stops, np.arange(first, stop), side="right")
        self.edges = np.concatenate((firsts, stops[-1:]))
        self.size = len(firsts)

    def sums(self, group: frozenset[str]) -> Floats:
        """How many words of `group` the paragraphs before each one have."""
        held = np.array([w in group for w in self.kinds])[self.ids]
        return np.concatenate(([0.0], np.bincount(self.paragraph[held], minlength=self.size).cumsum()))


def _cohesion(words: _Words, out: Floats) -> None:
    """How alike the words before and after each gap are: cosines of bags of rare words, hashed into buckets."""
    counts = np.bincount(words.ids)
    bucket = np.array([crc32(w.removesuffix("'s").encode()) % _BUCKETS for w in words.kinds])
    telling = np.array([w[0].isalpha() and w not in _FUNCTION and len(w) > 2 for w in words.kinds])
    weight = np.where(telling, np.maximum(0.0, -np.log(counts / len(words.ids) / _COMMON)), 0.0)
    flat = np.bincount(
        words.paragraph * _BUCKETS + bucket[words.ids], weights=weight[words.ids], minlength=words.size * _BUCKETS
    )
    total = np.zeros((words.size + 1, _BUCKETS), np.float32)
    np.cumsum(flat.reshape(words.size, _BUCKETS), axis=0, out=total[1:])
    index, firsts = np.arange(words.size), words.edges[:-1]
    for name, width in (("cohesion_near", _NEAR), ("cohesion_far", _FAR)):
        low = np.minimum(np.searchsorted(words.edges, firsts - width), np.maximum(index - 1, 0))
        high = np.maximum(np.minimum(np.searchsorted(words.edges, firsts + width), words.size), index + 1)
        out[:, _COLUMN[name]] = _cosine(total[:-1] - total[low], total[high] - total[:-1])
    near = out[:, _COLUMN["cohesion_near"]]
    sums = np.concatenate(([0.0], near.cumsum()))
    low, high = np.maximum(index - 6, 0), np.minimum(index + 7, words.size)
    out[:, _COLUMN["cohesion_dip"]] = (sums[high] - sums[low]) / (high - low) - near


def _cosine(a: NDArray[np.float32], b: NDArray[np.float32]) -> Floats:
    """The cosine of each row of one array with that of the other; 0 where one is empty."""
    lengths = np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
    found: Floats = (a * b).sum(axis=1) / np.maximum(lengths, 1e-9)
    return found


def _telling(words: _Words, out: Floats) -> None:
    """How tense and person change from the four paragraphs before to the four after."""
    index = np.arange(words.size)
    low, high = np.maximum(index - 4, 0), np.minimum(index + 4, words.size)
    for name, one, other in (
        ("present_changes", _PRESENT, _PAST),
        ("first_person_changes", FIRST | WE, HE | SHE),
    ):
        a, b = words.sums(one), words.sums(other)
        before = (a[index] - a[low] + 1) / (a[index] - a[low] + b[index] - b[low] + 2)
        after = (a[high] - a[index] + 1) / (a[high] - a[index] + b[high] - b[index] + 2)
        out[:, _COLUMN[name]] = np.abs(before - after)
