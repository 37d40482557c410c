"""Thoughts outside marks: in emphasis, set off by a tag, or only by another person and tense than the narration's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from fullcast.annotators.quotations.passage import Passage
from fullcast.lexicon.function_words import SENTENCE_STARTERS
from fullcast.text import Span

_I = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
_WE_OR_YOU = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Ww]e|[Uu]s|[Oo]ur|[Ll]et['’]s)\b")
_PRESENT = re.compile(
    r"\b(?:is|isn['’]t|are|aren['’]t|am|do|does|don['’]t|doesn['’]t|can|can['’]t|cannot|will|won['’]t|has|hasn['’]t|have|haven['’]t|need|needs|must|"
    r"shouldn['’]t|shall)\b|\w['’](?:re|ll|m)\b|\b(?:it|that|he|she|there|what|who|where|how)['’]s\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|could|would|might|wasn['’]t|weren['’]t|hadn['’]t|didn['’]t|couldn['’]t|wouldn['’]t)\b"
)
_OTHERS = re.compile(r"\b(?:he|she|they|him|her|his|their|them|himself|herself)\b", re.IGNORECASE)
_THINKS = (
    r"(?:thought|thinks|think|wondered|wonders|wonder|mused|muses|reflected|told (?:him|her|my|them)sel(?:f|ves)|"
    r"tells? (?:him|her|my)self|asked (?:him|her|my)self|realized|realised)"
    r"(?! (?:that|what|if|whether|how|why|which|who|of|about|it|such|he|she|they|the|a|his|her|my|him|no|nothing|only)\b)"
)
_NAME = r"[A-Z][\w'’-]{0,30}"
_SOMEONE = r"(?:the|his|her|my) \w{1,30}"
_TAG = re.compile(
    r"(?P<sign>[,?!…—]|\.\.\.|--)[ \t]{1,4}"
    rf"(?:(?P<who>{_NAME}(?: {_NAME})?|he|she|they|I|you|we|{_SOMEONE}(?: \w{{1,30}})?) (?:\w{{1,20}}ly )?{_THINKS}"
    rf"|(?:thought|wondered|mused|reflected) (?P<who_after>{_NAME}|he|she|I|{_SOMEONE}))\b[^.?!,;…—]{{0,80}}(?=[.,;?!…—]|$)"
)
_TAG_AFTER_EMPHASIS = re.compile(
    rf"[\s,.]{{0,3}}(?:\w{{1,30}} ){{1,3}}?{_THINKS}\b|[\s,.]{{0,3}}(?:thought|wondered|mused|reflected) [\w ]{{1,30}}"
)
_REMARK = re.compile(r"\b(?:I|we|you) (?:\w+ly )?(?:think|wonder)\b")
_SENTENCE_END = re.compile(r"(?:[.!?…])[\"”’']?\s{1,4}(?=[A-Z\"“'‘_*(])")
_NOT_THE_THOUGHT = re.compile(
    r"\s*(?:\w+ing\b|with\b|as\b|and (?:then )?\w+ed\b|his\b|her\b|but\b|when\b|while\b|for\b|that\b|if\b)"
)
_TITLE_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|[A-Z])\.$")


class Taken:
    """Stretches that quotations already hold."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [s.start for s in self.spans]
        self.reach: list[int] = []
        far = 0
        for s in self.spans:
            far = max(far, s.end)
            self.reach.append(far)

    def meets(self, start: int, end: int) -> bool:
        """Whether any lies, even in part, between `start` and `end`."""
        k = bisect_left(self.starts, end) - 1
        return k >= 0 and self.reach[k] > start


# In emphasis


def emphasised_thoughts(passage: Passage, emphasis: Sequence[Span], taken: Taken) -> list[list[Span]]:
    """Emphasis outside speech that holds a thought, a sentence or more in the thinker's person and tense, over a tag together."""
    content = passage.content
    out: list[list[Span]] = []
    last: Span | None = None
    for e in sorted(emphasis):
        k = bisect_right(passage.starts, e.start) - 1
        if (
            k < 0
            or e.end > passage.paragraphs[k].end
            or taken.meets(e.start, e.end)
            or not _is_emphasised_thought(passage, e, k)
        ):
            continue
        between = content[last.end : e.start] if last is not None and last.end <= e.start else None
        if between is not None and len(between) < 120 and "\n\n" not in between and _joins(between, last, taken, e):
            out[-1].append(e)
        else:
            out.append([e])
        last = e
    return out


def _joins(between: str, last: Span | None, taken: Taken, e: Span) -> bool:
    """Whether only a tag or a gesture of the thinker stands between two thoughts in emphasis."""
    return last is not None and not taken.meets(last.end, e.start) and between.strip() != ""


def _is_emphasised_thought(passage: Passage, e: Span, k: int) -> bool:
    content = passage.content
    words = content[e.start : e.end].strip("_*/ \n")
    if not words or not any(c.isalpha() for c in words):
        return False
    follows = content[e.end : min(e.end + 60, passage.paragraphs[k].end)].replace("\n", " ")
    if _TAG_AFTER_EMPHASIS.match(follows):
        return True
    count = len(words.split(None, 8))
    ended = words[-1] in ".?!…,—-"
    if count < 2 and words[-1] not in "?!.…":
        return False
    before = content[max(passage.starts[k], e.start - 40) : e.start].rstrip(" _*")
    starts_sentence = not before or before[-1] in ".?!…:—\"”'’,"
    own = bool(_I.search(words) or _WE_OR_YOU.search(words) or _PRESENT.search(words))
    own = own or (words[-1] in "?!" and not _PAST.search(words))
    if passage.paragraphs[k].length - e.length < 3:  # a whole paragraph: a heading, a date, or a thought
        return own
    sentence = starts_sentence and words[:1].isupper() and not any(c.isdigit() for c in words)
    return ended and (own or (sentence and (count >= 4 or content[e.end : e.end + 1].isspace())))


# Set off by a tag


def tagged_thoughts(words: str, base: int, taken: Taken, *, goes_on: bool, past: bool) -> Iterator[list[Span]]:
    """Thoughts of one paragraph with a tag and no mark: "How did I get here? he wondered.".

    `goes_on`: whether sentences in the present next to a tag belong to the thought, as they do in a story told in the third person
    and the past. `past`: whether the story is told in the past, so that "I think" is the narrator's own remark.
    """
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(words) if not _ends_title(words, m.start()))]
    done = 0
    for m in _TAG.finditer(words):
        who, sign = m["who"] or m["who_after"], m["sign"]
        if m.start() < done or taken.meets(base + m.start(), base + m.end()) or not _may_think(who):
            continue
        if past and _REMARK.search(m.group()):
            continue
        end = m.start() + (len(sign) if sign not in ("—", "--") else 0)
        begin = starts[bisect_right(starts, m.start()) - 1]
        stop = _sentence_stop(words, starts, m.end())
        within = words[m.end() : m.end() + 1] == "," and not _NOT_THE_THOUGHT.match(words, m.end() + 1)
        rest = words[m.end() + 1 : stop].strip() if within else ""
        if sign != "," and (rest.startswith("and ") or _PAST.search(rest) or not _PRESENT.search(rest)):
            rest = ""
        if not _is_direct(words[begin:end].strip(), rest, sign, who) or taken.meets(base + begin, base + end):
            continue
        if goes_on:
            begin = _whole_thought(words, starts, begin, base, taken, done)
        spans = [_trimmed(words, base, begin, end)]
        if rest:
            # the sentence goes on after the tag: "Damn it, Jet thought, he shouldn't even be able to talk."
            spans.append(_trimmed(words, base, m.end() + 1, stop))
        last = stop
        while goes_on and last < len(words):
            further = _sentence_stop(words, starts, last)
            if further <= last or not _goes_on(words[last:further].strip()):
                break
            last = further
        spans.append(_trimmed(words, base, stop, last))
        spans = [s for s in spans if s.length > 0]
        if spans and not any(taken.meets(*s) for s in spans):
            done = spans[-1].end - base
            yield spans


def _may_think(who: str) -> bool:
    """Whether what stands before a verb of thinking may be its subject, and not the first word of a sentence."""
    return (
        (who not in SENTENCE_STARTERS and who.lower() not in SENTENCE_STARTERS)
        or who in ("I", "he", "she", "they", "we", "you")
        or who.startswith(("the ", "his ", "her ", "my "))
    )


def _ends_title(words: str, at: int) -> bool:
    """Whether the full stop at `at` belongs to "Mr." or to an initial."""
    return _TITLE_STOP.search(words[max(0, at - 5) : at + 1]) is not None


def _whole_thought(words: str, starts: list[int], begin: int, base: int, taken: Taken, done: int) -> int:
    """Where a thought begins whose last sentence begins at `begin`: sentences in the first person before it belong to it."""
    k = bisect_right(starts, begin) - 1
    while k > 0 and starts[k - 1] >= done:
        sentence = words[starts[k - 1] : starts[k]].strip()
        if taken.meets(base + starts[k - 1], base + starts[k]) or not _goes_on(sentence) or "thought" in sentence:
            break
        k -= 1
    return starts[k]


def _sentence_stop(words: str, starts: list[int], at: int) -> int:
    """Where the sentence around `at` ends, the blank after it included."""
    k = bisect_right(starts, at)
    return starts[k] if k < len(starts) else len(words)


def _trimmed(words: str, base: int, start: int, end: int) -> Span:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return Span(base + start, base + end)


def _goes_on(sentence: str) -> bool:
    """Whether a sentence next to a thought goes on with it: the thinker's "I", the present, no past."""
    if not sentence or _PAST.search(sentence):
        return False
    return bool(_I.search(sentence) and (_PRESENT.search(sentence) or _WE_OR_YOU.search(sentence))) or bool(
        _PRESENT.search(sentence) and not re.search(r"\w{3,}ed\b", sentence)
    )


def _is_direct(clause: str, rest: str, sign: str, who: str) -> bool:
    """Whether a clause before a tag of thought, with what comes after the tag, is the thought itself and not narration."""
    if len(clause) < 3:
        return False
    whole = f"{clause} {rest}"
    own = bool(_I.search(whole)) and who != "I"
    if sign in "?!" or clause[-1] in "?!":
        return own or not (_PAST.search(whole) and _OTHERS.search(whole))
    if own:
        return True
    if _PAST.search(whole) or (who in ("I", "we", "you") and not _PRESENT.search(clause)):
        return False
    return bool(_PRESENT.search(whole)) or (bool(_WE_OR_YOU.search(whole)) and who not in ("you", "we"))


# Set off by nothing


def bare_thoughts(passage: Passage, taken: Taken, quoted: Taken) -> list[list[Span]]:
    """Sentences of the first person and the present in a story told in the third person and the past: "I am too old for this.".

    `quoted`: quotations between marks; `taken`: those and other thoughts.
    """
    out: list[list[Span]] = []
    for p, words in zip(passage.paragraphs, passage.words, strict=True):
        done = 0
        for m in _I.finditer(words):
            if m.start() < done or quoted.meets(p.start + m.start(), p.start + m.end()):
                continue
            a, done = _sentence_around(words, m.start())
            if not taken.meets(p.start + a, p.start + done) and _is_bare_thought(words, a, done):
                out.append([_trimmed(words, p.start, a, done)])
    return out


def is_told_by_i(passage: Passage, quoted: Taken) -> bool:
    """Whether the narration says "I" as a narrator does."""
    allowed = _allowed(passage, quoted)
    for p, words in zip(passage.paragraphs, passage.words, strict=True):
        for m in _I.finditer(words):
            allowed -= not quoted.meets(p.start + m.start(), p.start + m.end())
            if allowed < 0:
                return True
    return False


def _allowed(passage: Passage, quoted: Taken) -> int:
    told = sum(p.length for p in passage.paragraphs) - sum(s.length for s in quoted.spans)
    return max(_LEAST_I, told // _CHARACTERS_PER_I)


def _sentence_around(words: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence around `at`, as far as it is of a sane length."""
    low = max(0, at - _LONGEST_SENTENCE)
    start = max((m.end() for m in _SENTENCE_END.finditer(words, low, at + 1)), default=low)
    stop = _SENTENCE_END.search(words, at, at + _LONGEST_SENTENCE)
    return start, stop.end() if stop is not None else min(len(words), at + _LONGEST_SENTENCE)


def _is_bare_thought(words: str, start: int, end: int) -> bool:
    sentence = words[start:end].strip()
    if len(sentence) < 6 or not _BARE.match(sentence) or _PAST.search(sentence):
        return False
    return bool(_PAST_NARRATION.search(words[max(0, start - 200) : start] + words[end : end + 200]))


_LEAST_I = 8
_CHARACTERS_PER_I = 8000
"""Of narration, for each "I" in it that may still be a thought; where there are more, the story is told by an "I"."""
_LONGEST_SENTENCE = 300
_BARE = re.compile(
    r"(?:\w+, )?(?:I (?:am|do|don['’]t|can|can['’]t|cannot|will|won['’]t|have|haven['’]t|must|need|want|hate|love|know|should|shall)\b|"
    r"I['’](?:m|ve|ll)\b|"
    r"(?:What|Where|How|Why|Who) (?:am|do|can|will|have|shall|should) I\b|My \w+ (?:is|are|has)\b)"
)
_PAST_NARRATION = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z]\w+) (?:\w+ly )?"
    r"(?:was|had|\w+ed|took|went|came|saw|sat|stood|put|got|felt|knew|thought|made|held|let|ran|left)\b"
)
