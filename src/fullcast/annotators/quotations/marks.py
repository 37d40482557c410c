"""Which marks belong together: a paragraph's stretches, one inside another, apostrophes told from closing marks.

Every step looks only at the signs next to a mark and at what kind of mark comes next, both found once per paragraph, so that
the time grows with the text and not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fullcast.annotators.quotations.habits import MARK, Habits
from fullcast.annotators.quotations.stretches import ENDS, Stretch
from fullcast.lexicon.speaking import VERB_FORMS

_CLOSING = {
    "“": "”\"", "„": "“”\"", "«": "»", "»": "«", "‹": "›", '"': '"”', "「": "」", "『": "』", "‘": "’'", "'": "'’", "‚": "‘’",
}  # fmt: skip
"""By opening mark, the marks that may close it; scanners and editors mix straight and curly ones."""
SINGLE = "'‘’‚"
_DEEPEST = 4
"""No book goes deeper: a letter in it, a tale in the letter, a speech in the tale, a word in the speech."""
_BEFORE_OPENING = "([{—–―-_*/\"“'‘«„‚….\u2060"
_CLIPPED = frozenset(
    "tis twas twere twill twould twon't twasn't tisn't em bout til n nd rd ll ve re s d t m neath gainst midst mong cos coz kay "
    "fore nuff ee ud ow er e ere im pon bove ome ouse alf ell ave aven't ospital igh otel eard ead fraid specially nother".split()
)
"""Words with their first letters left out, which an apostrophe opens."""
_CLIPPED_OR_WHOLE = frozenset("is her old round till most low un cause stead ad art as at ill it and".split())
"""Those that are whole words too: "'round the house", but "'round and round it goes,' he said"."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_YEAR = re.compile(r"\d\ds?(?!\w)")
_TAG_INSIDE = re.compile(r"[,!?.—](?= (?:\w{1,30} ){0,3}?(\w{1,30})\b)")
_SAID_INSIDE = re.compile(r"[,!?.] (?:\w{1,30} )?(?:said|asked|replied|cried|answered|whispered)\b")


@dataclass(slots=True)
class _Sign:
    """A mark in a paragraph."""

    at: int
    mark: str
    opens: bool
    """Whether its neighbours allow that it opens."""
    closes: bool
    """Whether its neighbours allow that it closes."""
    after_stop: bool
    """Whether a sign that ends a clause stands before it."""
    clipped: bool = False
    """Whether it may stand for letters left out at the start of a word."""
    next_closing: int = -1
    """Place of the next single mark that closes after a stop."""
    next_opening: int = -1
    """Place of the next single mark that opens."""
    next_end: int = -1
    """Place of the next single mark that may close at all."""
    next_double: int = -1
    """Place of the next double mark that closes what is open here."""


def _signs(words: str) -> list[_Sign]:
    """Every mark of a paragraph that may open or close something; apostrophes inside words are none."""
    out = []
    for m in MARK.finditer(words):
        i, mark = m.start(), m.group()
        before = words[i - 1] if i else " "
        after = words[i + 1] if i + 1 < len(words) else " "
        if mark in SINGLE and before.isalnum() and after.isalnum():
            continue
        s = _Sign(
            i,
            mark,
            not after.isspace() and (before.isspace() or before in _BEFORE_OPENING),
            not before.isspace(),
            before in ENDS,
        )
        if mark in SINGLE:
            s.closes = s.closes and not after.isalnum()
            s.after_stop = s.closes and (s.after_stop or before in ')]”"*_»\u2060')
            s.opens = s.opens and mark != "’" and after not in ",;:!?)]" and not (before == "." and mark == "'")
            s.clipped = s.opens and _clipped(words, i)
        out.append(s)
    closing = opening = end = -1
    doubles: list[int] = []
    for s in reversed(out):
        s.next_closing, s.next_opening, s.next_end, s.next_double = (
            closing,
            opening,
            end,
            doubles[-1] if doubles else -1,
        )
        if s.mark not in SINGLE:
            if s.closes:
                doubles.append(s.at)
            elif doubles:
                doubles.pop()
        elif s.closes:
            end = s.at
            closing = s.at if s.after_stop else closing
        elif s.opens and not s.clipped:
            opening = s.at
    return out


def _clipped(words: str, i: int) -> bool:
    """Whether the single mark at `i` may open a clipped word: 'em, '81, 'Twas."""
    if _YEAR.match(words, i + 1):
        return True
    word = _WORD.match(words, i + 1)
    if word is None:
        return False
    lower = word.group().lower().replace("’", "'")
    if lower in _CLIPPED:
        return True
    # 'is and 'er are whole words where a part of a speech begins: "'Well,' he said, 'is it far?'"
    return (
        lower in _CLIPPED_OR_WHOLE
        and word.group()[0].islower()
        and not _at_speech(words, i)
        and not _closed(words, word.end())
    )


def _closed(words: str, end: int) -> bool:
    """Whether a single mark closes right at `end`, or after one sign."""
    return words[end : end + 1] in ("'", "’") or (
        words[end : end + 1] in tuple(".,!?") and words[end + 1 : end + 2] in ("'", "’")
    )


def _at_speech(words: str, i: int) -> bool:
    """Whether a speech may begin at `i`: at the head of the paragraph, or after a sign."""
    j = i - 1
    while j >= 0 and words[j].isspace():
        j -= 1
    return j < 0 or not words[j].isalnum()


class _Paragraph:
    """The marks of one paragraph on their way to stretches."""

    def __init__(self, words: str, base: int, number: int, habits: Habits) -> None:
        self.words, self.base, self.number, self.habits = words, base, number, habits
        self.signs = _signs(words)
        self.found: list[Stretch] = []
        self.stack: list[Stretch] = []
        self.dropped: set[int] = set()

    def push(self, i: int, mark: str, *, continues: bool = False, open_start: bool = False) -> None:
        """Open a stretch at `i`."""
        s = Stretch(
            self.base + i,
            -1,
            mark,
            self.number,
            self.stack[-1] if self.stack else None,
            continues=continues,
            open_start=open_start,
        )
        self.found.append(s)
        self.stack.append(s)

    def close(self, end: int, *, open_end: bool = False) -> None:
        """Close the innermost stretch at `end`."""
        s = self.stack.pop()
        s.end, s.open_end = self.base + end, open_end

    def drop(self) -> None:
        """Forget the innermost stretch: what opened it was an apostrophe, or stray."""
        self.dropped.add(id(self.stack.pop()))

    def read(self, first: int) -> None:
        """Go through the marks from offset `first`."""
        for n, s in enumerate(self.signs):
            if s.at < first:
                continue
            top = self.stack[-1] if self.stack else None
            if top is not None and s.mark in _CLOSING.get(top.mark, ""):
                if top.mark in SINGLE:
                    if self.closes_single(s, top):
                        self.close(s.at + 1)
                        continue
                    if s.mark == top.mark:
                        continue
                elif not s.opens or s.mark != '"' or (s.closes if top.mark != '"' else not self.reopens(n, top)):
                    self.close(s.at + 1)
                    continue
            if self.closes_outer(s):
                self.drop()
                self.close(s.at + 1)
                continue
            if self.opens(s, top):
                self.open(n, top)

    def closes_outer(self, s: _Sign) -> bool:
        """Whether a mark closes what the innermost stretch lies in, so that this one was never closed."""
        if len(self.stack) < 2 or s.mark not in _CLOSING.get(self.stack[-2].mark, "") or not s.closes:
            return False
        return (s.after_stop or s.mark not in SINGLE) and (not s.opens or s.mark == "”")

    def open(self, n: int, top: Stretch | None) -> None:
        """Open a stretch at sign `n`; where the same mark is open already, that one was never closed."""
        s = self.signs[n]
        if top is not None and s.mark == top.mark and s.mark not in SINGLE and not self.nested_alike(n):
            self.close(self.missing_close(top, s.at), open_end=True)
        self.push(s.at, s.mark)

    def opens(self, s: _Sign, top: Stretch | None) -> bool:
        """Whether a mark opens a stretch here."""
        if len(self.stack) >= _DEEPEST:
            return False
        after = self.words[s.at + 1 : s.at + 2]
        if s.mark in "“„«‹‚「『":
            return bool(after) and (
                s.mark != "“" or not after.isspace() or s.opens or self.words[s.at - 1 : s.at].isspace()
            )
        if s.mark == "»":
            return self.habits.inward and s.opens
        if s.mark == '"':
            return s.opens
        if s.mark not in "'‘" or not s.opens:
            return False
        if s.clipped:
            # 'Twas opens a speech only where that speech is closed before another opens
            closed_first = s.next_closing >= 0 and not 0 <= s.next_opening < s.next_closing
            return top is None and self.habits.single and _at_speech(self.words, s.at) and closed_first
        if top is None:
            return self.habits.single or s.next_end > s.at + 1
        # inside another: only if it is closed before that one is
        return top.mark not in SINGLE and s.next_end > s.at + 1 and not 0 <= s.next_double < s.next_end

    def closes_single(self, s: _Sign, top: Stretch) -> bool:
        """Whether a single mark closes `top` and is no apostrophe: "the dogs' bowls", "goin' home"."""
        if not s.closes or s.at <= top.start - self.base + 1:
            return False
        if s.after_stop:
            return True
        scope = s.next_double if len(self.stack) > 1 and s.next_double >= 0 else len(self.words)
        if 0 <= s.next_closing < scope and not 0 <= s.next_opening < s.next_closing:
            return False  # one after a sign closes it later
        opened = top.start - self.base
        whole = _at_speech(self.words, opened) and self.words[opened + 1 : opened + 2].isupper()
        goes_on = self.words[s.at + 1 : s.at + 2].isspace() and self.words[s.at + 2 : s.at + 3].islower()
        clipped = self.words[s.at - 1] in "sS" or self.words[max(0, s.at - 2) : s.at] == "in"
        # a speech that runs on into the next paragraph has no closing mark of its own
        return not (whole and goes_on and clipped and self.habits.single and len(self.stack) == 1)

    def reopens(self, n: int, top: Stretch) -> bool:
        """Whether straight sign `n`, met while a straight one is open, opens again: inside it, or because that one was never closed."""
        at = self.signs[n].at
        if not (self.words[at - 1].isspace() and self.words[at + 1].isalnum()):
            return False
        if self.nested_alike(n):
            return True
        if self.words[at + 1].islower():
            return False
        # what is open holds a tag of its own: "Yes, she said. "I know."
        inner = self.words[top.start - self.base + 1 : at].rstrip()
        return inner[-1:] in (".", ",", ":", "!", "?") and bool(_SAID_INSIDE.search(inner))

    def nested_alike(self, n: int) -> bool:
        """Whether straight sign `n` opens a quotation inside one with the same marks: the next two both close."""
        if self.signs[n].mark != '"':
            return False
        follow = []
        for s in self.signs[n + 1 : n + 8]:
            if s.mark == '"':
                follow.append(s.closes and not s.opens)
                if len(follow) == 2:
                    return all(follow) and self.words[self.signs[n].at - 2 : self.signs[n].at - 1].isalnum()
        return False

    def missing_close(self, top: Stretch, reopened: int) -> int:
        """Where a stretch that was never closed most likely ends: before its tag, else before the next mark."""
        opened = top.start - self.base
        inner = self.words[opened + 1 : reopened]
        tags = [m.end() for m in _TAG_INSIDE.finditer(inner) if m.group(1).lower() in VERB_FORMS]
        return opened + 1 + (tags[-1] if tags else len(inner.rstrip()))


def paragraph_stretches(
    words: str, base: int, number: int, habits: Habits, carried: Sequence[str] = (), *, goes_on: bool = False
) -> tuple[list[Stretch], list[str]]:
    """Stretches of one paragraph, and the marks that it leaves open.

    `carried` are the marks left open by the paragraph before. As a rule each is set again where the paragraph begins; with
    `goes_on` the outermost is not, as in verse that a speech quotes.
    """
    p = _Paragraph(words, base, number, habits)
    lead = len(words) - len(words.lstrip(" \t_*\u2060"))
    for mark in carried:
        if words[lead : lead + 1] == mark:
            p.push(lead, mark, continues=True)
            lead += 1
        else:
            if goes_on and not p.stack:
                p.push(lead, mark, continues=True, open_start=True)
            break
    p.read(lead)
    left = [s.mark for s in p.stack]
    end = len(words.rstrip())
    while p.stack:
        p.close(end, open_end=True)
    kept = [s for s in p.found if id(s) not in p.dropped and s.end - s.start > 2]
    for s in kept:
        while s.parent is not None and id(s.parent) in p.dropped:
            s.parent = s.parent.parent
    return kept, left
