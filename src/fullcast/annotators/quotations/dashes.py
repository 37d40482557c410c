"""Dialogue that a dash opens and nothing closes, as in Joyce.

A tag ends the speech; after it each clause is speech or narration by its own look: "—The bus was late, said Orla. I was on it."
"""

from __future__ import annotations

import re
from bisect import bisect_left

from fullcast.annotators.quotations.habits import DASH_OPENING
from fullcast.annotators.quotations.passage import Passage, tag_between
from fullcast.annotators.quotations.stretches import Stretch
from fullcast.annotators.tags import PAST_FORMS, Tag, capital
from fullcast.lexicon.function_words import PREPOSITIONS
from fullcast.text import Span
from fullcast.text.tokens import Tokens

_DASH = re.compile(r"[—–―]|--+")
_CLOSERS = "”’\"'»_*"
_I_OR_YOU = frozenset(
    "i i'm i've i'll i'd me my mine you you're you've you'll you'd your yours we we're we've our us let's".split()
)
_NARRATES = (frozenset("as while when with without his her its their then not".split()) | PREPOSITIONS) - {
    "like",
    "but",
}
_SAME = {"he": "he him his", "she": "she her", "i": "i my", "they": "they their"}


def dash_stretches(passage: Passage, number: int) -> list[Stretch]:
    """The parts of the speech in a paragraph that a dash opens, joined."""
    words, p = passage.words[number], passage.paragraphs[number]
    opening = DASH_OPENING.match(words)
    if opening is None:
        return []
    reader = _Reader(passage.tokens, Span(p.start + opening.end(), p.start + len(words.rstrip())))
    parts = reader.parts()
    out: list[Stretch] = []
    for k, (start, end) in enumerate(parts):
        s = Stretch(p.start if k == 0 else start, end, "—", number, marked_by="dash", joins=out[-1] if out else None)
        out.append(s)
    return out


class _Reader:
    """Goes through the tokens of one paragraph, in speech or out of it."""

    def __init__(self, tokens: Tokens, span: Span) -> None:
        self.tokens = tokens
        self.ids = tokens.between(*span)
        self.end = span.end
        self.begin = span.start

    def parts(self) -> list[tuple[int, int]]:
        """Start and end of each stretch of speech."""
        tokens, stop = self.tokens, self.ids.stop
        out: list[tuple[int, int]] = []
        start, i = self.begin, self.ids.start
        while i < stop:
            found = self.tag_at(i)
            if found is None:
                i += 1
                continue
            tag, cut = found
            out.append((start, cut))
            i = self.resumes(tag)
            if i >= stop:
                return out
            start = tokens.starts[i]
        if start < self.end:
            out.append((start, self.end))
        return out

    def is_dash(self, i: int) -> bool:
        return _DASH.fullmatch(self.tokens.words[i]) is not None

    def tag_at(self, i: int) -> tuple[Tag, int] | None:
        """The tag that follows sign `i`, and where the speech before it ends."""
        tokens, stop = self.tokens, self.ids.stop
        sign = tokens.words[i]
        dash = self.is_dash(i)
        if not (dash or sign in (",", "!", "?", "…") or sign[0] == "."):
            return None
        cut = tokens.starts[i] if dash else tokens.ends[i]
        j = i + 1
        while j < stop and tokens.words[j] in _CLOSERS:
            cut = tokens.ends[j]
            j += 1
        if j + 1 < stop and self.is_dash(j) and not dash:  # "—I see, —he says" closes with a sign and a dash
            j += 1
        if j >= stop or self.is_dash(j) or tokens.words[j] in ",;":
            return None  # of a row of signs the last counts
        if capital(tokens.words[j]) and not dash and sign not in (",", "!", "?"):
            return None
        tag = tag_between(tokens, j, stop, "." if sign[0] == "." else ",")
        return (tag, cut) if tag is not None and (tag.certain or dash) else None

    def resumes(self, tag: Tag) -> int:
        """Index of the token where speech goes on after a tag."""
        tokens, stop = self.tokens, self.ids.stop
        j = tag.last
        while j < stop and tokens.words[j][0] not in ".!?…":
            if self.is_dash(j):
                j += 1
                if j < stop and tokens.words[j] in (",", "."):
                    j += 1
                return j
            if tokens.words[j] == "," and self.is_speech_after_comma(j + 1):
                return j + 1
            j += 1
        j += 1
        while j < stop and self.is_beat(tag, j):
            while j < stop and tokens.words[j][0] not in ".!?…":
                j += 1
            j += 1
        while j < stop and not tokens.words[j][0].isalnum() and tokens.words[j] not in "“‘\"'«¿¡…":
            j += 1
        return j

    def is_speech_after_comma(self, j: int) -> bool:
        """Whether the clause at `j`, after the comma of a tag, is speech: "he said, and there's no milk", not "he said, turning"."""
        tokens, stop = self.tokens, self.ids.stop
        if j >= stop:
            return False
        last = j
        while last < stop and last - j < 40 and tokens.words[last][0] not in ".!?…":
            last += 1
        clause = tokens.lower[j:last]
        ends_in = tokens.words[last] if last < stop else "."
        if clause and clause[0] in _NARRATES:
            return False
        if (
            ends_in in ("?", "!")
            or _I_OR_YOU.intersection(clause)
            or any("'" in w and w.endswith(("'s", "'re", "n't", "'ll")) for w in clause)
        ):
            return True
        first = clause[0] if clause else ""
        second = clause[1] if len(clause) > 1 else ""
        return bool(first) and not first.endswith(("ing", "ly", "ed")) and not (first == "and" and _is_past(second))

    def is_beat(self, tag: Tag, j: int) -> bool:
        """Whether the sentence at `j`, after a tag, tells what the speaker does: "He feels in his pocket."."""
        tokens, stop = self.tokens, self.ids.stop
        last = j
        while last < stop and last - j < 60 and tokens.words[last][0] not in ".!?…":
            last += 1
        if last < stop and tokens.words[last][0] in "?!":
            return False
        sentence = tokens.lower[j:last]
        if not sentence or tag.subject is None:
            return False
        own = (
            {"i", "my"}
            if tag.subject.head == "i"
            else set(_SAME.get(tag.subject.head, "he she they his her their").split())
        )
        starts_alike = sentence[0] in own or (
            tag.subject.form == "name" and tokens.words[j] in tag.subject.head.split()
        )
        others = _I_OR_YOU - own
        if tag.subject.head == "i":  # "I say. I never learned." goes on; "I say. I slide down the wall." does not
            tagged = _is_past(tokens.lower[tag.verb_at])
            starts_alike = starts_alike and any(_is_past(w) for w in sentence[1:4]) == tagged
        return starts_alike and len(sentence) > 2 and not others.intersection(sentence)


def _is_past(word: str) -> bool:
    return word in PAST_FORMS or word.endswith("ed") or word in ("was", "were", "had", "did")


def inside(parts: list[Stretch], stretches: list[Stretch]) -> list[Stretch]:
    """Those of `stretches` that lie in one of `parts`, each with that part as its parent."""
    starts = [p.start for p in parts]
    kept = []
    for s in stretches:
        k = bisect_left(starts, s.start + 1) - 1
        if k >= 0 and s.end <= parts[k].end:
            if s.parent is None:
                s.parent = parts[k]
            kept.append(s)
    return kept
