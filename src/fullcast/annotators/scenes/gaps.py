"""Signs that a scene ends between two paragraphs, where no typography says so: a row of numbers for each gap.

What a story has to tell it by: a phrase of time or place that opens the later paragraph, who leaves and who comes (cast turnover), how
the later paragraph begins and the earlier one ends, narration against dialogue, and lexical cohesion (Hearst 1997, TextTiling):
how alike the words before and after are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from fullcast.annotators.boundaries import phrase_of_time
from fullcast.annotators.names import Inside
from fullcast.annotators.places import PlaceFinder
from fullcast.annotators.tags import capital, sentence_starts, verbish
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
    "date_first", "salutation", "signature", "day_early", "time_opener", "clause_opener", "speech_in_opening", "person_pronouns", "ends_quoted",
)  # fmt: skip
"""Names of the columns."""
_COLUMN: Final = {name: i for i, name in enumerate(SIGNS)}
_BUCKETS: Final = 512
"""Columns that the words of a paragraph are hashed into."""
_COMMON: Final = 0.001
"""Share of all words from which on a word tells nothing of what is spoken about."""
_NEAR, _FAR = 120, 400
"""Words on either side of a gap whose likeness is looked at."""
_FUNCTION: Final = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
_PRONOUNS: Final = HE | SHE | frozenset(("they", "it"))
_GREETING: Final = re.compile(r"[\"“_*]*(?:my\s+)?(?:(?:very\s+)?(?:own\s+)?dear(?:est)?|darling|sir|madam|gentlemen)\b[^.!?\n]{0,50}[,:;—-]+\s*(?:\n|$)", re.IGNORECASE)
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
    _openings(story, inside, finder, paragraphs, firsts, stops, out)
    _people(told, starts, ends, out)
    _dialogue(speech, starts, ends, stops - firsts, out)
    _cohesion(story, firsts, stops, out)
    return out


def _token_ranges(story: Story, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
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
    return np.minimum(1.0, (size[b] - size[a]) / np.maximum(1, ends - starts))


# How the later paragraph begins, and the earlier one ends


def _openings(
    story: Story, inside: Inside, finder: PlaceFinder, paragraphs: Sequence[Span], firsts: NDArray[np.int64], stops: NDArray[np.int64],
    out: Floats,
) -> None:  # fmt: skip
    tokens, content = story.text.tokens, story.text.content
    words, lower = tokens.words, tokens.lower
    seen: dict[str, int] = {}
    for n, p in enumerate(paragraphs):
        first, stop = int(firsts[n]), int(stops[n])
        if n:
            before = paragraphs[n - 1]
            row = out[n]
            tail = content[before.end - 1]
            row[_COLUMN["colon_before"]] = tail in ",:;—-"
            row[_COLUMN["ends_quoted"]] = inside.at(before.end - 1) is not None
            row[_COLUMN["signature"]] = _signs_off(story, before)
            row[_COLUMN["salutation"]] = _GREETING.match(content, p.start, p.end) is not None
            row[_COLUMN["date_first"]] = _DATED.match(content, p.start, p.end) is not None
            end = _last_sentence(words, int(firsts[n - 1]), int(stops[n - 1]))
            closing = lower[end : int(stops[n - 1])]
            row[_COLUMN["before_short"]] = len(closing) < 9
            if inside.at(before.end - 1) is None:
                row[_COLUMN["leaving"]] = any(w in LEAVING for w in closing)
                row[_COLUMN["sleeping"]] = any(w in SLEEPING for w in closing)
        if first >= stop:
            continue
        if inside.at(p.start) is not None:
            out[n, _COLUMN["speech"]] = 1.0
            continue
        _opening(story, inside, finder, p, first, stop, n, seen, out[n])


def _signs_off(story: Story, before: Span) -> bool:
    """Whether the paragraph before is the signature of a letter: a few words, most in capitals, no end of a sentence."""
    if before.length > 60:
        return False
    words = story.text.words(before).split()
    return sum(w[0].isupper() for w in words if w[0].isalpha()) * 2 > len(words) and words[-1][-1] not in "!?”\""


def _last_sentence(words: list[str], first: int, stop: int) -> int:
    """Index of the first token of the last sentence, looked for forty tokens back."""
    for k in range(stop - 3, max(first, stop - 40), -1):
        if words[k][0] in ".!?…":
            return k + 1
    return max(first, stop - 40)


def _opening(
    story: Story, inside: Inside, finder: PlaceFinder, p: Span, first: int, stop: int, n: int, seen: dict[str, int], row: Floats
) -> None:
    """What the first two sentences of a paragraph of narration say."""
    tokens, content = story.text.tokens, story.text.content
    lower = tokens.lower
    near = min(stop, first + 90)
    sentences = sentence_starts(tokens, first, near)
    end = min(sentences[1] if len(sentences) > 1 else near, first + 60)
    second = min(sentences[2] if len(sentences) > 2 else near, first + 90)
    found = phrase_of_time(content[p.start : p.start + 120])
    if found is not None:
        strength = found[1]
        row[_COLUMN["time_strong" if strength >= 2 else "time_middle" if strength >= 1.5 else "time_weak"]] = 1.0
    else:
        row[_COLUMN["time_inside"]] = TIME_INSIDE.search(content, p.start, tokens.ends[second - 1]) is not None
    opening = lower[first:end]
    row[_COLUMN["day_word"]] = any(w in CALENDAR_NOUNS for w in opening)
    row[_COLUMN["day_early"]] = any(w in CALENDAR_NOUNS for w in opening[:9])
    row[_COLUMN["time_opener"]] = opening[0] in TIMING and row[_COLUMN["day_early"]] > 0
    row[_COLUMN["clause_opener"]] = opening[0] in CLAUSE_OPENERS
    row[_COLUMN["speech_in_opening"]] = any(inside.at(tokens.starts[k]) is not None for k in (end - 1, second - 1))
    row[_COLUMN["person_pronouns"]] = min(3, sum(w in HE or w in SHE for w in opening))
    row[_COLUMN["habit"]] = any(w in HABIT for w in opening)
    row[_COLUMN["perfect"]] = "had" in opening[:20]
    row[_COLUMN["perfect_later"]] = "had" in lower[end:second]
    w = lower[first]
    row[_COLUMN["pronoun_first"]] = w in _PRONOUNS
    row[_COLUMN["linking_first"]] = w in LINKING
    row[_COLUMN["noun_first"]] = w == "the"
    row[_COLUMN["new_noun_first"]] = w in ("a", "an", "one", "two", "three")
    row[_COLUMN["there_was"]] = w in ("it", "there") and lower[first + 1 : first + 2] in (["was"], ["were"], ["is"])
    row[_COLUMN["lower_first"]] = content[p.start].islower()
    row[_COLUMN["question_first"]] = any(x in "?!" for x in lower[first:second])
    row[_COLUMN["arriving"]] = any(x in ARRIVING for x in opening)
    row[_COLUMN["waking"]] = any(x in WAKING for x in opening)
    places = [x for x in finder.phrases(first, second) if x.weight >= 1.0]
    if places:
        row[_COLUMN["place"]] = 1.0
        row[_COLUMN["place_first"]] = places[0].first - first < 6
        row[_COLUMN["place_new"]] = any(n - seen.get(x.head, -1000) > 12 for x in places)
        seen.update((x.head, n) for x in places)


# Who


def _people(told: Told, starts: NDArray[np.int64], ends: NDArray[np.int64], out: Floats) -> None:
    """Who comes and who goes."""
    size = len(starts)
    if not len(told.at):
        return
    paragraph = np.searchsorted(starts, told.at, side="right") - 1
    held = (paragraph >= 0) & (told.at < ends[np.maximum(paragraph, 0)])
    paragraph, who, named, speaks = paragraph[held], told.who[held], told.named[held], told.speaks[held]
    count = int(told.who.max()) + 1
    there = np.zeros((size + 1, count))
    np.add.at(there, (paragraph + 1, who), 1.0)
    by_name = np.zeros((size, count), bool)
    by_name[paragraph[named & ~speaks], who[named & ~speaks]] = True
    total = there.cumsum(axis=0)
    index = np.arange(size)

    def window(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
        return (total[np.clip(b, 0, size)] - total[np.clip(a, 0, size)]) > 0

    for name, width in (("turnover_near", 3), ("turnover_far", 8)):
        before, after = window(index - width, index), window(index, index + width)
        union = (before | after).sum(axis=1)
        out[:, _COLUMN[name]] = np.where(union > 0, 1.0 - (before & after).sum(axis=1) / np.maximum(union, 1), 0.5)
    before, after = window(index - 4, index), window(index, index + 6)
    out[:, _COLUMN["gone"]] = (before & ~after).sum(axis=1) / np.maximum(before.sum(axis=1), 1)
    here = window(index, index + 2)
    lately, ever = window(index - 12, index), window(index * 0, index)
    out[:, _COLUMN["person_new"]] = np.minimum(2, (here & ~ever).sum(axis=1))
    out[:, _COLUMN["person_back"]] = np.minimum(2, (here & ~lately & ever).sum(axis=1))
    out[:, _COLUMN["named"]] = np.minimum(2, by_name.sum(axis=1))
    first = np.full(size, -1)
    order = np.argsort(told.at[held], kind="stable")[::-1]
    first[paragraph[order]] = np.where(named[order] & ~speaks[order], told.at[held][order], -1)
    out[:, _COLUMN["name_first"]] = (first >= 0) & (first - starts < 5)
    said = np.zeros((size + 1, count))
    np.add.at(said, (paragraph[speaks] + 1, who[speaks]), 1.0)
    total = said.cumsum(axis=0)
    before, after = window(index - 8, index), window(index, index + 8)
    union = (before | after).sum(axis=1)
    out[:, _COLUMN["speakers_change"]] = np.where(union > 0, 1.0 - (before & after).sum(axis=1) / np.maximum(union, 1), 0.0)


# Narration and dialogue


def _dialogue(speech: Floats, starts: NDArray[np.int64], ends: NDArray[np.int64], sizes: NDArray[np.int64], out: Floats) -> None:
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


# What is spoken about


def _cohesion(story: Story, firsts: NDArray[np.int64], stops: NDArray[np.int64], out: Floats) -> None:
    """How alike the words before and after each gap are, and how tense and person change."""
    tokens = story.text.tokens
    first, stop = int(firsts[0]), int(stops[-1])
    lower = tokens.lower[first:stop]
    numbers: dict[str, int] = {}
    ids = np.array([numbers.setdefault(w, len(numbers)) for w in lower])
    counts = np.bincount(ids, minlength=len(numbers))
    kinds = list(numbers)
    bucket = np.array([crc32(w.removesuffix("'s").encode()) % _BUCKETS for w in kinds])
    telling = np.array([w[0].isalpha() and w not in _FUNCTION and len(w) > 2 for w in kinds])
    weight = np.where(telling, np.maximum(0.0, -np.log(counts / len(ids) / _COMMON)), 0.0)
    paragraph = np.searchsorted(stops, np.arange(first, stop), side="right")
    size = len(firsts)
    flat = np.bincount(paragraph * _BUCKETS + bucket[ids], weights=weight[ids], minlength=size * _BUCKETS)
    total = np.vstack((np.zeros(_BUCKETS), flat.reshape(size, _BUCKETS).cumsum(axis=0)))
    at = np.concatenate((firsts, stops[-1:]))
    index = np.arange(size)
    for name, width in (("cohesion_near", _NEAR), ("cohesion_far", _FAR)):
        low = np.minimum(np.searchsorted(at, firsts - width, side="left"), np.maximum(index - 1, 0))
        high = np.maximum(np.minimum(np.searchsorted(at, firsts + width, side="left"), size), index + 1)
        out[:, _COLUMN[name]] = _cosine(total[index] - total[low], total[high] - total[index])
    near = out[:, _COLUMN["cohesion_near"]]
    around = np.array([near[max(0, i - 6) : i + 7].mean() for i in range(size)])
    out[:, _COLUMN["cohesion_dip"]] = around - near
    marks = np.zeros((len(kinds), 4))
    for k, w in enumerate(kinds):
        marks[k] = (w in _PRESENT, w in _PAST, w in FIRST or w in WE, w in HE or w in SHE)
    per = np.stack([np.bincount(paragraph, weights=marks[ids, c], minlength=size) for c in range(4)], axis=1)
    sums = np.vstack((np.zeros(4), per.cumsum(axis=0)))
    low, high = np.maximum(index - 4, 0), np.minimum(index + 4, size)
    before, after = sums[index] - sums[low], sums[high] - sums[index]
    for name, c in (("present_changes", 0), ("first_person_changes", 2)):
        a = (before[:, c] + 1) / (before[:, c] + before[:, c + 1] + 2)
        b = (after[:, c] + 1) / (after[:, c] + after[:, c + 1] + 2)
        out[:, _COLUMN[name]] = np.abs(a - b)


_PRESENT: Final = frozenset("is are am has have do does says goes comes looks thinks knows don't doesn't isn't".split())
_PAST: Final = frozenset("was were had did said went came looked thought knew didn't wasn't".split())


def _cosine(a: Floats, b: Floats) -> Floats:
    """The cosine of each row of one array with that of the other; 0 where one is empty."""
    lengths = np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
    found: Floats = (a * b).sum(axis=1) / np.maximum(lengths, 1e-9)
    return found
