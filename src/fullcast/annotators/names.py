"""Proper names: every capitalised run that could name someone, and the evidence for what it names.

No gazetteer decides: the text does, by titles, by verbs of saying, by what stands before a name. Lists of given names (US Census
1990 through the `names` package, public domain) and of nicknames (`nicknames` package) are one voice among these.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from fullcast.annotators.labels import Line, find_labelled
from fullcast.annotators.tags import PAST_FORMS, adverbish, name_run, verbish
from fullcast.layers import Quotation, Story
from fullcast.lexicon.function_words import (
    ADVERBS,
    CALENDAR,
    EXCLAMATIONS,
    LOCATIVE,
    ORGANISATION_HEADS,
    PEOPLES,
    PLACE_HEADS,
    POSSESSIVES,
    SENTENCE_STARTERS,
)
from fullcast.lexicon.labels import NO_NAMES, SELVES
from fullcast.lexicon.people import (
    BODY,
    DOTTED,
    FEMALE_TITLES,
    KIN,
    KIN_NAMES,
    MALE_TITLES,
    PERSON_NOUNS,
    TITLES,
)
from fullcast.lexicon.speaking import CERTAIN, VERB_FORMS
from fullcast.text import Span
from fullcast.text.tokens import Tokens

_OPENERS = frozenset("\"“‘'«„‹(—–-_*")
_PAUSES = frozenset(",.!?;:—–…\"”’'»)")
_BEFORE_MONTHS = frozenset("in by of last next this early late until till since every each".split())
_GOING = frozenset(
    "been gone went go goes going came come back returned return journey trip way road train travelled traveled moved sailed off flew "
    "fly drive drove rode letter ticket".split()
)
_ENDEARMENTS = frozenset("poor old little good".split())
_CALLING = frozenset("my dear dearest oh o ah well yes no hey hi hello you thank".split())
"""Words right before a name that call it: "oh Mara", "my dear Mara", "thank you Mara"."""
_TOWARD = frozenset("to with for and beside behind told asked".split())
_ALSO_NAMES = frozenset("may april june august autumn summer easter".split())
"""Words of the calendar that people are called by."""
_SAYING_FORMS = frozenset(f for f, base in VERB_FORMS.items() if base in CERTAIN)


@lru_cache(maxsize=1)
def given_names() -> dict[str, float]:
    """Given names in small letters with how likely the bearer is a man, 0 to 1."""
    import names

    share: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for k, kind in enumerate(("first:male", "first:female")):
        for row in Path(names.FILES[kind]).read_text(encoding="ascii").splitlines():
            name, frequency, *_ = row.split()
            share[name.lower()][k] += float(frequency) + 0.0005
    return {name: m / (m + f) for name, (m, f) in share.items()}


@lru_cache(maxsize=1)
def _nicknamer() -> object:
    from nicknames import NickNamer

    return NickNamer()


@lru_cache(maxsize=4096)
def same_given(a: str, b: str) -> bool:
    """Whether two given names in small letters can be one person's: equal, an initial, or a nickname of the other."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    namer = _nicknamer()
    return b in namer.nicknames_of(a) or a in namer.nicknames_of(b)  # type: ignore[attr-defined]  # untyped by its maker


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a name stands."""

    start: int
    end: int
    first: int
    last: int
    words: tuple[str, ...]
    """As written, dots and possessive endings left out."""
    the: bool
    """Whether "the" stands before it."""
    quoted: bool
    vocative: bool
    initial: bool
    """Whether it begins a sentence."""
    label: bool = False
    """Whether it is the label of a line in a chat, a transcript or a play."""


@dataclass(slots=True)
class Evidence:
    """What the text says about one name."""

    count: int = 0
    mid: int = 0
    """Occurrences inside a sentence, where a capital means something."""
    says: int = 0
    acts: int = 0
    vocative: int = 0
    located: int = 0
    """Occurrences after "in", "at", "to" …"""
    the: int = 0
    quoted: int = 0
    possessive: int = 0
    owns: int = 0
    """Occurrences before a part of the body or a relative: "Tove's knees"."""
    owned: int = 0
    """Occurrences right after a possessive: "Mara's Red Kite" is a thing of hers."""
    acted_on: int = 0
    """Occurrences right after a verb or after "to" or "with": "found Odette", "said to Marcel"."""
    plain: int = 0
    """Occurrences outside quotations."""
    labels: int = 0
    """Occurrences as the label of a line."""
    first: int = 0
    occurrences: list[Occurrence] = field(default_factory=list)
    paragraphs: set[int] = field(default_factory=set)
    """Paragraphs in whose narration it stands."""


class Inside:
    """Whether an offset lies in a quotation, answered by binary search over disjoint spans."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [s.start for s in self.spans]

    def at(self, offset: int) -> int | None:
        """Index of the span that holds `offset`, or None."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.spans[i].end else None


def speech_spans(story: Story) -> Inside:
    """The spans of the story's outermost quotations that are speech, thought or writing."""
    return Inside([s for q in quotations(story) if q.parent is None and q.kind != "not_speech" for s in q.spans])


def quotations(story: Story) -> tuple[Quotation, ...]:
    """The quotations layer, typed."""
    found: tuple[Quotation, ...] = story.items("quotations")
    return found


def sentence_initial(tokens: Tokens, i: int, paragraph_starts: frozenset[int]) -> bool:
    """Whether token `i` begins a sentence."""
    k = i - 1
    while k >= 0 and tokens.words[k] in _OPENERS | {"”", "’", "»", "["}:
        k -= 1
    if k < 0 or tokens.starts[i] in paragraph_starts:
        return True
    w = tokens.words[k]
    if w == "." and tokens.lower[k - 1] in DOTTED:
        return False
    if w[0] in ".!?…:" or w[0] == "-" or w in "—–":
        return True
    # an opening mark straight before, after a comma or nothing: a quotation's first word
    return k < i - 1 and tokens.words[i - 1] in "\"“‘'«„‹" and tokens.ends[i - 1] == tokens.starts[i]


def occurrences(story: Story) -> Iterator[Occurrence]:
    """Every label of a line, and every capitalised run in the story's own text that could be a name."""
    tokens = story.text.tokens
    inside = speech_spans(story)
    heads = frozenset(p.start for p in story.paragraphs)
    lower_counts = Counter(w for w in tokens.words if w[0].islower())
    mid_counts: Counter[str] = Counter()
    regions = [(r.start, r.end) for r in story.regions if r.kind == "story"]
    words, lower = tokens.words, tokens.lower
    labels = {o.first: o for line in find_labelled(story).lines if (o := _label(tokens, line)) is not None}
    initials = [False] * len(words)
    for i, w in enumerate(words):
        if w[0].isupper():
            initials[i] = sentence_initial(tokens, i, heads)
            if not initials[i] and (len(w) == 1 or not w.isupper()):
                mid_counts[lower[i].removesuffix("'s")] += 1
    for start, end in regions:
        ids = tokens.between(start, end)
        i = ids.start
        while i < ids.stop:
            w = words[i]
            if i in labels:
                yield labels[i]
                i = labels[i].last
                continue
            if not (w[0].isupper() and w[0].isalpha()):
                i += 1
                continue
            bare = lower[i].removesuffix("'s")
            if _no_name(w, bare, initials[i], lower_counts, mid_counts) or (
                bare in _ALSO_NAMES and i > 0 and lower[i - 1] in _BEFORE_MONTHS
            ):
                i += 1
                continue
            j = max(name_run(tokens, i, ids.stop), i + 1)
            last = j
            while last > i + 1 and (not words[last - 1][0].isupper() or lower[last - 1] in EXCLAMATIONS):
                last -= 1
            yield _occurrence(tokens, i, last, initials[i], inside, heads)
            i = last


def _label(tokens: Tokens, line: Line) -> Occurrence | None:
    """The label of a line as a name, in small letters or capitals as it may be; None where it names nobody."""
    written = line.name.lstrip("@").replace(".", " ").split()
    ids = tokens.between(line.label.start, line.label.end)
    if not ids or not written or (len(written) == 1 and written[0].lower() in NO_NAMES | SELVES):
        return None
    words = tuple(
        w.title() if w.isalpha() and (w.islower() or (w.isupper() and (len(w) > 2 or w.lower() in TITLES))) else w
        for w in written
    )
    return Occurrence(
        tokens.starts[ids.start], line.label.end, ids.start, ids.stop, words, the=False, quoted=False, vocative=False,
        initial=False, label=True,
    )  # fmt: skip


def _no_name(word: str, bare: str, initial: bool, lower_counts: Counter[str], mid_counts: Counter[str]) -> bool:
    """Whether a capital at this word says nothing."""
    if (
        bare in ("i", "c'mon", "y'all", "ma'am", "o'clock")
        or bare in CALENDAR - _ALSO_NAMES
        or bare in PEOPLES
        or ("'" in bare and bare.split("'")[0] in SENTENCE_STARTERS)
    ):
        return True
    if bare in TITLES or bare in KIN_NAMES:
        return False
    if len(word) > 1 and word.isupper() and (not mid_counts[bare] or lower_counts[bare] > 2):
        return True
    if initial:
        if bare in SENTENCE_STARTERS or bare in EXCLAMATIONS or bare in ADVERBS:
            return True
        small, mid = lower_counts[bare], mid_counts[bare]
        if small > 0 and small >= mid:
            return True
        return mid == 0 and (bare.endswith(("ly", "ing", "ed")) or verbish(bare))
    if bare in given_names() and mid_counts[bare] >= 2 and bare not in EXCLAMATIONS:
        return False  # Will, May and Grace inside a sentence
    return bare in EXCLAMATIONS or (bare in SENTENCE_STARTERS and bare not in TITLES and lower_counts[bare] > 3)


def _occurrence(tokens: Tokens, i: int, last: int, initial: bool, inside: Inside, heads: frozenset[int]) -> Occurrence:
    words = tokens.words
    written = [words[k] for k in range(i, last) if words[k] != "."]
    end = tokens.ends[last - 1]
    tail = re.search(r"(?:['’]s?)$", written[-1])
    if tail and len(written[-1]) > len(tail.group()):
        written[-1] = written[-1][: tail.start()]
        end -= len(tail.group())
    written = [w.title() if w.isupper() and (len(w) > 2 or w.lower() in TITLES) else w for w in written]
    quoted = inside.at(tokens.starts[i]) is not None
    before = tokens.words[i - 1] if i else "."
    after = words[last] if last < len(words) else "."
    the = i > 0 and tokens.lower[i - 1] == "the"
    vocative = quoted and not tail and _vocative(tokens, i, last, before, after, inside)
    return Occurrence(tokens.starts[i], end, i, last, tuple(written), the, quoted, vocative, initial)


def _vocative(tokens: Tokens, i: int, last: int, before: str, after: str, inside: Inside) -> bool:
    """Whether the name at tokens `i` to `last`, inside a quotation, is someone called by it."""
    if after not in _PAUSES and not after.startswith(("--", "..", ". .")):
        return False
    k = i - 1
    while k >= 0 and tokens.lower[k] in _ENDEARMENTS:
        k -= 1
    if k >= 0 and tokens.lower[k] in _CALLING:
        return True
    before = tokens.words[k] if k >= 0 else "."
    opens = before in "\"“‘'«„‹—–" and k == i - 1
    if opens:
        return after in ",!?—–…." or after.startswith(("--", "..", ". ."))
    if before in ".!?":
        return after in ",!?—–…" or after.startswith("--")
    if before not in ",;—–" and not before.startswith("--"):
        return False
    # not one of a list: "Jane, Mary, and Kitty"
    nxt = tokens.lower[last + 1] if after == "," and last + 1 < len(tokens) else ""
    if after == "," and (
        nxt in ("and", "or")
        or (tokens.words[last + 1 : last + 2] and tokens.words[last + 1][0].isupper() and nxt not in SENTENCE_STARTERS)
    ):
        return False
    return not (
        tokens.words[k - 1 : k]
        and tokens.words[k - 1][0].isupper()
        and tokens.lower[k - 1] not in SENTENCE_STARTERS
        and k - 2 >= 0
        and tokens.words[k - 2] == ","
    )


def weigh(story: Story) -> dict[tuple[str, ...], Evidence]:
    """Evidence for each distinct name of the story, keyed by its words."""
    tokens = story.text.tokens
    lower = tokens.lower
    heads = [p.start for p in story.paragraphs]
    out: dict[tuple[str, ...], Evidence] = {}
    for o in occurrences(story):
        e = out.setdefault(o.words, Evidence(first=o.start))
        e.count += 1
        e.mid += not o.initial
        e.occurrences.append(o)
        if o.label:
            e.labels += 1
            e.plain += 1
            continue
        e.quoted += o.quoted
        e.plain += not o.quoted
        if not o.quoted:
            e.paragraphs.add(bisect_right(heads, o.start))
        e.vocative += o.vocative
        e.the += o.the
        e.possessive += o.end < tokens.ends[o.last - 1]
        owned = lower[o.last : o.last + 1]
        e.owns += o.end < tokens.ends[o.last - 1] and bool(owned) and (owned[0] in BODY or owned[0] in KIN)
        before = lower[o.first - 1] if o.first else "."
        e.owned += before.endswith("'s") or (before in POSSESSIVES and before != "her")
        e.acted_on += (
            not o.initial
            and o.end == tokens.ends[o.last - 1]
            and (before in _TOWARD or before in PAST_FORMS or before.endswith("ed"))
        )
        if (
            before in LOCATIVE
            and before not in ("of", "to", "toward", "towards", "from", "near")
            and o.end == tokens.ends[o.last - 1]
        ):
            e.located += 1
        if before == "to" and o.first > 1 and lower[o.first - 2] in _GOING:
            e.located += 1
        j = o.last
        while j < len(tokens) and j < o.last + 3 and adverbish(tokens.words[j]):
            j += 1
        if j < len(tokens) and o.end == tokens.ends[o.last - 1]:
            if lower[j] in _SAYING_FORMS:
                e.says += not o.quoted
            elif verbish(lower[j]):
                e.acts += 1
        ahead = lower[o.first - 2] if before == "the" and o.first > 1 else before
        if ahead in _SAYING_FORMS and not o.quoted:
            e.says += 1
    return out


def titles_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The titles that a name begins with, in small letters."""
    out = []
    for w in words[:-1] if len(words) > 1 else words:
        if w.lower() in TITLES:
            out.append(w.lower())
        else:
            break
    return tuple(out)


def title_gender(titles: tuple[str, ...]) -> str | None:
    """The gender, "m" or "f", where the titles tell."""
    for t in titles:
        if t in MALE_TITLES:
            return "m"
        if t in FEMALE_TITLES:
            return "f"
    return None


def personal(words: tuple[str, ...], e: Evidence) -> float:
    """How much the text speaks for this name naming a person or talking animal; over 1 is enough."""
    if e.labels:
        return 5.0
    low = tuple(w.lower() for w in words)
    if low[-1] in PLACE_HEADS and not titles_of(words) and (len(low) > 1 or e.says < 2):
        return -5.0
    if low[-1] in ORGANISATION_HEADS and not titles_of(words):
        return -5.0
    if any(w in CALENDAR - _ALSO_NAMES or w in PEOPLES for w in low):
        return -5.0
    if low[0] in _ALSO_NAMES and len(low) == 1 and e.says + e.vocative < 2:
        return -5.0
    score = 0.0
    titled = titles_of(words)
    if titled and len(words) > len(titled):
        score += 3.0
    if low[0] in KIN_NAMES and len(low) == 1:
        score += 1.0 if e.plain > e.the else -2.0 if e.plain == 0 else 0.0
    score += min(5.0, 3.0 * e.says)
    score += min(3.0, 1.5 * e.owns) + min(1.0, 0.4 * e.acted_on)
    # "Ready?" alone at the head of a sentence is called by nobody
    score += min(2.5, (1.6 if e.mid else 0.6) * e.vocative)
    score += 2.5 * min(1.0, e.acts / e.count) if e.acts > 1 or e.count <= 4 else 0.3 * e.acts
    given = given_names()
    core = low[len(titled) :]
    if core and core[0] in given and len(core[0]) > 2:
        score += 1.5
    if len(core) > 1 and core[0] in given:
        score += 0.7
    if e.possessive:
        score += 0.3
    score -= 4.0 * e.located / e.count + (3.0 * e.owned / e.count if not titled else 0.0)
    if e.located >= 2 and e.located > 0.08 * e.count and not titled and e.says + e.vocative < 0.12 * e.count:
        score -= 3.5
    if e.the > e.count * 0.5:
        score -= 1.5 if e.says < 2 else 0.0
    if core and core[-1] in PERSON_NOUNS and e.the:
        score += 1.0
    if e.count == 1:
        score -= 0.6
    if e.mid == 0 and not titled:
        score -= 0.5
    return score
