"""Quotations: where someone's words or thoughts are set off in the text, and what only looks so.

Marks are read paragraph by paragraph, after the book's own habits have been counted: which marks open speech, whether single marks are
British quotation or apostrophes, whether a dash opens a paragraph of dialogue. A mark that is left open and taken up by the next paragraph
continues the same quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

from fullcast.annotators.plan import annotator
from fullcast.annotators.tags import Tag, tag_after, tag_before
from fullcast.layers import Layer, Notice, Quotation, Story
from fullcast.lexicon.function_words import SENTENCE_STARTERS
from fullcast.lexicon.speaking import THINKING, VERB_FORMS, WRITING
from fullcast.text import Span
from fullcast.text.tokens import Tokens

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "‘": "’", '"': '"', "'": "'", "‚": "‘’", "”": "”"}
_MARK = re.compile("[\"“”„«»‹›‘’'‚`]")
_ELISIONS = frozenset(
    "tis twas twere twill twould em cause bout round til till n nd rd ll ve re s d t m im er neath gainst midst mong cos coz kay "
    "tisn't twasn't ere un ow ad e is im her ome ouse alf ell ave aven't old ospital igh otel eard ead".split()
)
_DASH = re.compile(r"^(?:[—–―]|--)[ \t]*(?=[^\s—–-])")
_DASH_TAG = re.compile(r"[—–―]|--")
_ENDS = ".!?…,;:—–-"
_LETTER_WORDS = re.compile(
    r"\b(?:letter|note|notes|message|messages|telegram|telegraph|cable|postcard|card|sign|signboard|headline|advertisement|inscription|inscribed|"
    r"engraved|epitaph|placard|poster|label|paragraph|page|line|words|text|texted|texts|typed|email|e-mail|wrote|written|writing|read|reads|ran|scrawled|"
    r"scribbled|printed|diary|journal|entry|verse|verses|poem|song|sang|screen|reply|subject)\b",
    re.IGNORECASE,
)
_TO_THIS_EFFECT = re.compile(
    r"\b(?:to this effect|as follows|these words|ran thus|read thus|read aloud|these contents|(?:letter|note|telegram|message)(?: \w+){0,2})\.$"
)
_SALUTATION = re.compile(r"[‘“'\"]?(?:my\s+)?(?:very\s+|own\s+)?(?:dear|dearest)\b[^.!?\"”]{1,40}[,:!.—-]+[\"”]?\s*(?:\n|--|—)", re.IGNORECASE)
_NAMING = frozenset(
    "called named titled entitled term termed dubbed labelled labeled styled word words phrase expression title nicknamed christened known".split()
)
_FIRST_OR_SECOND = re.compile(r"\b(?:I|I'm|I've|I'll|I'd|me|my|mine|you|your|we|us|our|let's|don't|can't)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:is|isn't|are|aren't|am|do|does|doesn't|can|can't|will|won't|has|hasn't|have|need|needs|must|shouldn't)\b|\w'(?:s|re|ll|m)\b", re.IGNORECASE)


@dataclass(slots=True)
class Stretch:
    """One run of marked text, before runs are joined to quotations."""

    start: int
    end: int
    mark: str
    paragraph: int
    parent: Stretch | None = None
    continues: bool = False
    """Whether it takes up the stretch before, over a paragraph's end."""
    open_end: bool = False
    kind: str = "speech"
    joins: Stretch | None = None
    marked_by: str = "quotes"
    children: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True)
class Habits:
    """Which marks open speech in this book."""

    primary: frozenset[str]
    """Opening marks that set off speech by themselves."""
    dash: bool


def find_habits(paragraphs: list[str]) -> Habits:
    """Count the marks of a whole text."""
    counts: Counter[str] = Counter()
    dashes = 0
    single_speech = 0
    for words in paragraphs:
        for m in _MARK.finditer(words):
            counts[m.group()] += 1
        dashes += bool(_DASH.match(words)) and any(c.isalpha() for c in words)
        flat = words.strip()
        # a paragraph that opens with a single mark, or a single mark after a comma or stop, closed after punctuation
        if flat[:1] in "'‘" and re.search(r"[.,!?;:—…-]['’](?!\w)", flat):
            single_speech += 1
    double = counts["“"] + counts['"'] / 2 + counts["„"] + counts["«"] + counts["‹"]
    primary = {m for m in "“\"„«‹" if counts[m]}
    if counts["»"] > counts["«"] * 0.5 and _reversed_guillemets(paragraphs):
        primary = (primary | {"»"}) - {"«"}
    if single_speech and single_speech * 8 >= double * 0.25:
        primary |= {"'", "‘"}
    if counts["‚"] and counts["‚"] * 3 > counts["„"] and counts["‘"] >= counts["‚"] * 0.5 and not counts["„"]:
        primary.add("‚")
    dash = dashes >= 2 and (dashes >= 0.25 * (double + single_speech + 1) or dashes >= 0.2 * len(paragraphs))
    return Habits(frozenset(primary), dash)


def _reversed_guillemets(paragraphs: list[str]) -> bool:
    opening = sum(p.lstrip()[:1] == "»" for p in paragraphs)
    return opening > sum(p.lstrip()[:1] == "«" for p in paragraphs)


def _opens(words: str, i: int, habits: Habits, inside: bool) -> bool:
    """Whether the mark at `i` can open a quotation here."""
    mark = words[i]
    before = words[i - 1] if i else " "
    after = words[i + 1] if i + 1 < len(words) else " "
    if mark in "“„«‹‚":
        return not after.isspace() or before.isspace()
    if mark == "»":
        return "»" in habits.primary and not after.isspace() and (before.isspace() or before in "([—–-")
    if after.isspace() or not (before.isspace() or before in "([{—–-_*/\"“'‘«„…."):
        return False
    if mark == '"':
        return True
    if mark in "'‘":
        tail = re.match(r"[\w]+(?:['’]\w+)*", words[i + 1 :])
        if tail and tail.group().lower() in _ELISIONS and not _closes_soon(words, i, tail.end()):
            return False
        if after.isdigit() and re.match(r"\d0s\b", words[i + 1 :]):
            return False
        return before not in "." or mark == "‘"
    return False


def _closes_soon(words: str, i: int, length: int) -> bool:
    """Whether a single mark at `i` is closed right after a word or a few of them, as in 'ere' or 'er name'."""
    end = i + 1 + length
    return bool(re.match(r"[.,!?]?['’](?!\w)", words[end : end + 3]))


def _single_closes(words: str, i: int, opened: int, nested: bool) -> bool:
    """Whether the single mark at `i` closes the quotation opened at `opened`, rather than being an apostrophe."""
    after = words[i + 1] if i + 1 < len(words) else " "
    before = words[i - 1]
    if after.isalnum():
        return False
    if before in _ENDS or before in ")]”\"*_":
        return True
    # after a letter: "the dogs' bowls", "talkin' to me", or a short quoted word
    rest = words[i + 1 :]
    stop = re.search(r"[.,!?;:—…-]['’](?!\w)", rest)
    reopen = re.search(r"(?<![\w'’])['‘](?=\w)", rest)
    if stop and (not reopen or stop.start() < reopen.start()):
        return False
    if nested and before == "s" and not stop:
        return not re.match(r"\s+[a-z]", rest) or i - opened < 40
    return True


def _marked_stretches(words: str, base: int, paragraph: int, habits: Habits, carried: list[str]) -> tuple[list[Stretch], list[str]]:
    """Stretches of one paragraph.

    `carried` are the marks left open by the paragraph before; returns also the marks left open here.
    """
    out: list[Stretch] = []
    stack: list[Stretch] = []
    lead = len(words) - len(words.lstrip(" \t_*"))
    depth = 0
    for mark in carried:
        # a paragraph that takes up an open quotation begins with its mark again (or, rarely, just goes on)
        if words[lead + depth : lead + depth + 1] == mark:
            s = Stretch(base + lead + depth, -1, mark, paragraph, stack[-1] if stack else None, continues=True)
            out.append(s)
            stack.append(s)
            depth += 1
        else:
            break
    done = lead + depth
    for m in _MARK.finditer(words):
        i, mark = m.start(), m.group()
        if i < done:
            continue
        top = stack[-1] if stack else None
        if top is not None and mark in _PAIRS.get(top.mark, ""):
            single = top.mark in "'‘‚"
            if (
                _single_closes(words, i, top.start - base, len(stack) > 1)
                if single
                else not (mark == '"' and _reopens(words, i, top.start - base))
            ):
                top.end = base + i + 1
                stack.pop()
                continue
            if single:
                continue
        if top is not None and len(stack) > 1 and mark in _PAIRS.get(stack[-2].mark, "") and not _opens(words, i, habits, inside=True):
            # the inner one was never closed
            inner = stack.pop()
            out.remove(inner)
            stack.pop().end = base + i + 1
            continue
        if _opens(words, i, habits, inside=top is not None):
            if top is not None and mark == top.mark:
                if mark in "'‘‚":
                    continue
                cut = _missing_close(words, top.start - base, i)
                top.end, top.open_end = base + cut, True
                stack.pop()
                top = stack[-1] if stack else None
            if top is None and mark in "'‘" and mark not in habits.primary and not _worth_a_single(words, i):
                continue
            if top is not None and mark in "'‘" and not re.search(r"['’](?!\w)", words[i + 1 :]):
                continue
            s = Stretch(base + i, -1, mark, paragraph, top)
            out.append(s)
            stack.append(s)
    left = [s.mark for s in stack]
    end = base + len(words.rstrip())
    for s in stack:
        s.end, s.open_end = end, True
    return [s for s in out if s.end - s.start > 2], left


def _worth_a_single(words: str, i: int) -> bool:
    """Whether a single mark outside a British book opens something: closed by one after a letter or stop within the paragraph."""
    return bool(re.search(r"[\w.,!?…—-]['’](?!\w)", words[i + 2 :]))


def _reopens(words: str, i: int, opened: int) -> bool:
    """Whether a straight mark inside an open quotation looks like the start of the next one, not the end of this one."""
    before = words[i - 1] if i else " "
    after = words[i + 1] if i + 1 < len(words) else " "
    if not (before.isspace() and after.isalnum() and not after.islower()):
        return False
    # only where what is open already holds a tag of its own: "Yes, she said. "I know."
    inner = words[opened + 1 : i].rstrip()
    return inner[-1:] in ".,:!?" and bool(re.search(r"[,!?.] (?:\w+ )?(?:said|asked|replied|cried|answered|whispered)\b", inner))


def _missing_close(words: str, opened: int, reopened: int) -> int:
    """Where a quotation that was never closed most likely ends: before its tag, else before the next mark."""
    inner = words[opened + 1 : reopened]
    verbs = [m for m in re.finditer(r"[,!?.—](?= (?:\w+ ){0,3}?(\w+)\b)", inner) if m.group(1).lower() in VERB_FORMS]
    if verbs:
        return opened + 1 + verbs[-1].end()
    return opened + 1 + len(inner.rstrip())


def _dash_stretches(words: str, base: int, paragraph: int, tokens: Tokens) -> list[Stretch]:
    """Speech in a paragraph that opens with a dash; a tag ends it, a second dash or a new sentence takes it up again."""
    opening = _DASH.match(words)
    if opening is None:
        return []
    out: list[Stretch] = []
    start = base
    end = base + len(words.rstrip())
    ids = tokens.between(base + opening.end(), end)
    i = ids.start
    while i < ids.stop:
        w = tokens.words[i]
        if w in ",.!?…" or _DASH_TAG.fullmatch(w) or w[0] in ".":
            tag = tag_after(tokens, i + 1, ids.stop, "," if w in ",!?" or _DASH_TAG.fullmatch(w) else ".")
            starts_small = i + 1 < ids.stop and (
                not tokens.words[i + 1][:1].isupper() or _DASH_TAG.fullmatch(w) is not None or w in ",!?"
            )
            if tag is not None and (tag.certain or _DASH_TAG.fullmatch(w)) and starts_small:
                cut = tokens.starts[i] if _DASH_TAG.fullmatch(w) else tokens.ends[i]
                out.append(Stretch(start, cut, "—", paragraph, marked_by="dash"))
                j = tag.last
                while j < ids.stop and not (tokens.words[j][0] in ".!?" or _DASH_TAG.fullmatch(tokens.words[j])):
                    j += 1
                if j + 1 >= ids.stop:
                    return _joined_dashes(out)
                start = tokens.starts[j + 1]
                if _DASH_TAG.fullmatch(tokens.words[j]) and tokens.words[j + 1] in ".,":
                    if j + 2 >= ids.stop:
                        return _joined_dashes(out)
                    start = tokens.starts[j + 2]
                i = j
        i += 1
    if start < end:
        out.append(Stretch(start, end, "—", paragraph, marked_by="dash"))
    return _joined_dashes(out)


def _joined_dashes(parts: list[Stretch]) -> list[Stretch]:
    for a, b in zip(parts, parts[1:], strict=False):
        b.joins = a
    return parts


def _last_sign(content: str, s: Stretch) -> str:
    """The last sign inside the marks."""
    end = s.end - (0 if s.open_end or s.marked_by == "dash" else 1)
    inner = content[s.start + 1 : end].rstrip(" _*’'”\"")
    return inner[-1:] or "."


def _not_speech(content: str, s: Stretch, narration_before: str, after: str) -> bool:
    """Scare quotes, titles, and words spoken of: short, without a stop of their own, in the middle of a sentence."""
    inner = content[s.start + 1 : s.end - 1].strip()
    words = inner.split()
    if not words:
        return True
    before = narration_before.rstrip()
    if not before:
        # at the head of a paragraph: a title or word spoken of where the sentence runs on without a tag
        return (
            len(words) <= 6
            and inner[-1] not in _ENDS
            and bool(re.match(r"\s+(?:is|was|were|are|means|meant|had|has|would|could|did|does|seemed|became|of|and|or|in|for)\b", after))
        )
    if inner[-1] in ".!?…" and not (len(words) == 1 and before[-1].isalnum()) and not _named(before):
        return False
    lead = before[-1]
    if lead in ",:—–-" and (before.endswith("--") or lead in ":,—–"):
        return len(words) <= 2 and inner[-1] not in _ENDS and bool(re.match(r"\s*(?:[,;]\s*(?:and|or)\b|\s+[a-z])", after)) and lead == "," and not _says(before)
    if not (lead.isalnum() or lead in ")'’"):
        return len(words) <= 3 and inner[-1] not in _ENDS and inner[0].islower()
    if _says(before):
        return False
    if inner[-1] in ",;" and len(words) <= 8:
        return not bool(re.match(r"\s*(?:he|she|I|they|said|[A-Z]\w+ (?:said|asked))\b", after)) or _named(before)
    if _named(before):
        return len(words) <= 12
    return inner[-1] not in ".!?…—-" or len(words) <= 1


def _named(before: str) -> bool:
    return bool(set(re.findall(r"\w+", before.lower())[-4:]) & _NAMING)


def _says(before: str) -> bool:
    """Whether the narration before ends with a verb of saying (and at most a few words)."""
    tail = re.findall(r"[\w']+", before.lower())[-3:]
    return any(w in VERB_FORMS or w in ("saying", "crying", "repeating", "answering", "muttering", "shouting", "whispering") for w in tail)


def _writing(content: str, s: Stretch, tag: Tag | None, narration: str) -> bool:
    """Whether a stretch is read or written rather than spoken."""
    if tag is not None and tag.verb in WRITING and tag.verb not in ("sign",):
        return True
    return tag is None and narration.rstrip()[-1:] in ":" and bool(_LETTER_WORDS.search(narration[-90:]))


class _Reader:
    """Works through one story; a class because every step needs text, tokens and habits."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.content = story.text.content
        self.tokens = story.text.tokens
        story_regions = [Span(r.start, r.end) for r in story.regions if r.kind == "story"]
        if not story.regions:
            story_regions = [Span(0, len(self.content))]
        starts = [r.start for r in story_regions]
        self.paragraphs = [
            p for p in story.paragraphs if (k := bisect_right(starts, p.start) - 1) >= 0 and p.end <= story_regions[k].end
        ]
        self.words = [self.content[p.start : p.end].replace("\n", " ") for p in self.paragraphs]
        self.habits = find_habits(self.words)
        self.notices: list[Notice] = []

    def stretches(self) -> list[Stretch]:
        """Every marked stretch in order, with continuations linked."""
        out: list[Stretch] = []
        carried: list[str] = []
        last_open: Stretch | None = None
        for n, (p, words) in enumerate(zip(self.paragraphs, self.words, strict=True)):
            if self.habits.dash and _DASH.match(words):
                out += _dash_stretches(words, p.start, n, self.tokens)
                carried, last_open = [], None
                continue
            found, left = _marked_stretches(words, p.start, n, self.habits, carried)
            if last_open is not None:
                first = found[0] if found else None
                if first is not None and first.continues:
                    first.joins = last_open
                else:
                    self._note_unclosed(last_open)
            opened = [s for s in found if s.open_end and s.end == p.end and s.parent is None]
            last_open = opened[-1] if left and opened else None
            carried = left
            out += found
        if last_open is not None:
            self._note_unclosed(last_open)
        return out

    def _note_unclosed(self, s: Stretch) -> None:
        words = self.content[s.start : s.start + 40].replace("\n", " ")
        self.notices.append(
            Notice(code="unclosed_quotation", message=f"a quotation mark is never closed: {words}…", span=Span(s.start, s.end))
        )

    def narration(self, stretches: list[Stretch], k: int) -> tuple[Span, Span]:
        """The narration before and after top-level stretch `k`, inside its paragraph."""
        s = stretches[k]
        p = self.paragraphs[s.paragraph]
        before = p.start
        if k and stretches[k - 1].paragraph == s.paragraph:
            before = stretches[k - 1].end
        after = p.end
        if k + 1 < len(stretches) and stretches[k + 1].paragraph == s.paragraph:
            after = stretches[k + 1].start
        return Span(before, s.start), Span(s.end, after)

    def tags(self, stretches: list[Stretch], k: int) -> tuple[Tag | None, Tag | None]:
        """The tags before and after top-level stretch `k`."""
        before, after = self.narration(stretches, k)
        a = self.tokens.between(after.start, after.end)
        b = self.tokens.between(before.start, before.end)
        return (
            tag_before(self.tokens, b.start, b.stop),
            tag_after(self.tokens, a.start, a.stop, _last_sign(self.content, stretches[k])),
        )

    def classify(self, top: list[Stretch]) -> None:
        """Give each top-level stretch its kind and join the parts that a tag breaks."""
        for k, s in enumerate(top):
            if s.continues and s.joins is not None:
                s.kind = s.joins.kind
                continue
            if s.marked_by == "dash":
                continue
            before, after = self.narration(top, k)
            lead, tail = self.content[before.start : before.end], self.content[after.start : after.end]
            pre, post = self.tags(top, k)
            # a tag before belongs to this stretch only if no other stretch could own it
            tag = post or pre
            if tag is not None and tag.verb in THINKING and tag.verb not in ("reason", "remember", "recall", "decide", "muse", "marvel"):
                s.kind = "thought"
            elif _writing(self.content, s, tag, lead) or (
                tag is None and not lead.strip() and s.paragraph and self._announced(s.paragraph)
            ):
                s.kind = "writing"
            elif post is None and not s.open_end and _not_speech(self.content, s, lead, tail):
                s.kind = "not_speech"
        self._letters(top)
        for a, b in zip(top, top[1:], strict=False):
            if (
                a.kind == "not_speech"
                and b.kind == "speech"
                and a.paragraph == b.paragraph
                and self.content[a.end : b.start].strip(" ,;\n") in ("", "and", "or", "nor", "and the", "and to")
                and len(self.content[b.start : b.end].split()) <= 8
            ):
                b.kind = "not_speech"
            if b.joins is None and a.paragraph == b.paragraph and a.kind == b.kind != "not_speech" and self._one_quotation(a, b):
                b.joins = a

    def _announced(self, paragraph: int) -> bool:
        """Whether the paragraph before announces a letter or message."""
        words = self.words[paragraph - 1].rstrip(" -—–")
        if words[-1:] == "." and _TO_THIS_EFFECT.search(words):
            return True
        return words.endswith(":") and bool(_LETTER_WORDS.search(words[-90:])) and not _says(words[:-1])

    def _letters(self, top: list[Stretch]) -> None:
        """A salutation, or an announced letter, makes writing of the paragraphs of quotation that follow without a tag."""
        writing_paragraph = -2
        for k, s in enumerate(top):
            at_head = s.start - self.paragraphs[s.paragraph].start < 3
            salutes = at_head and bool(_SALUTATION.match(self.content, s.start + 1))
            goes_on = at_head and s.paragraph == writing_paragraph + 1 and s.kind in ("speech", "writing")
            if not (salutes or goes_on or (at_head and s.kind == "writing")) or s.marked_by == "dash":
                continue
            if goes_on and not salutes and any(t is not None and t.certain for t in self.tags(top, k)):
                continue
            s.kind = "writing"
            writing_paragraph = s.paragraph

    def _one_quotation(self, a: Stretch, b: Stretch) -> bool:
        """Whether two stretches of a paragraph are one quotation with its tag between them."""
        gap = self.tokens.between(a.end, b.start)
        if not gap or len(gap) > 45:
            return False
        sign = _last_sign(self.content, a)
        tag = tag_after(self.tokens, gap.start, gap.stop, sign)
        if tag is None:
            # broken off and taken up over a gesture: no capital after, no stop before
            between = self.content[a.end : b.start].strip()
            dashes = between[:1] in "—–-" and between[-1:] in "—–-"
            return dashes and sign not in ".!?"
        follows = self.tokens.between(b.end, min(b.end + 80, self.paragraphs[b.paragraph].end))
        own = tag_after(self.tokens, follows.start, follows.stop, _last_sign(self.content, b))
        if own is not None and own.certain and own.subject is not None and tag.subject is not None and own.subject.head != tag.subject.head:
            return False
        later = tag_before(self.tokens, gap.start, gap.stop)
        if later is None or later.verb_at == tag.verb_at:
            return True
        # "…," he argued; and she had answered: "…" has a second subject
        return later.subject is None or tag.subject is None or later.subject.head == tag.subject.head or (
            later.subject.form == "pronoun" and later.subject.first == tag.subject.first
        )


_THOUGHT_TAG = re.compile(
    r"(?P<sep>[,?!…—]|\.\.\.|--)\s+(?:(?P<subject>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|he|she|they|I|you|we|(?:the|his|her|my) \w+(?: \w+)?) "
    r"(?:\w+ly )?(?P<verb>thought|thinks|think|wondered|wonders|wonder|mused|muses|reflected|told (?:him|her|my|them)sel(?:f|ves)|asked (?:him|her|my)self|realized|realised)"
    r"|(?P<verb2>thought|wondered|mused) (?P<subject2>[A-Z][\w'’-]+|he|she|I))\b(?P<tail>[^.?!]*?)(?=[.,;?!…—]|$)"
)


def _unmarked_thoughts(words: str, base: int, taken: list[Span]) -> list[list[Span]]:
    """Thoughts that only a tag and their own tense and person set off: "How did I get here? he wondered."."""
    out: list[list[Span]] = []
    for m in _THOUGHT_TAG.finditer(words):
        subject = m["subject"] or m["subject2"]
        if any(t.meets((base + m.start(), base + m.end())) for t in taken):
            continue
        sep_end = m.start() + len(m["sep"])
        head = words[: m.start()]
        begin = max((x.end() for x in re.finditer(r"(?:[.!?…]|\.\.\.)[\"”’']?\s+(?=[A-Z\"“'‘_*])", head)), default=0)
        clause = words[begin:sep_end].strip()
        if subject in SENTENCE_STARTERS and subject not in ("I", "he", "she", "they", "we", "you"):
            continue
        if len(clause) < 3 or not _direct(clause, m["sep"], subject):
            continue
        lead = len(words[begin:sep_end]) - len(words[begin:sep_end].lstrip())
        spans = [Span(base + begin + lead, base + sep_end)]
        # the sentence may go on after the tag: "Damn it, Jet thought, he shouldn't even be able to talk."
        rest = words[m.end() :]
        if m["sep"] == "," and rest[:1] == "," and (stop := re.search(r"[.?!…]+", rest)):
            start = base + m.end() + 1
            start += len(rest[1:]) - len(rest[1:].lstrip())
            if not re.match(r"\s*(?:\w+ing\b|with\b|as\b|and (?:then )?\w+ed\b|his\b|her\b)", rest[1:]):
                spans.append(Span(start, base + m.end() + stop.end()))
        if not any(t.meets(s) for s in spans for t in taken):
            out.append(spans)
    return out


def _direct(clause: str, sep: str, subject: str) -> bool:
    """Whether a clause before a tag of thought is the thought itself and not narration."""
    if sep in "?!" or clause[-1:] in "?!":
        return True
    first = bool(re.search(r"\bI\b|\b(?:my|me)\b", clause))
    if first and subject not in ("I",):
        return True
    if re.search(r"\b(?:was|were|had|did|could|would)\b", clause):
        return False
    return bool(_PRESENT.search(clause) or (_FIRST_OR_SECOND.search(clause) and subject != "I")) or len(clause.split()) <= 3


def _emphasised(story: Story, paragraphs: list[Span], taken: list[Span], narration_first: bool) -> list[Span]:
    """Stretches of emphasis that are thoughts: a sentence or more, in a person's own tense and person, outside speech."""
    content = story.text.content
    out: list[Span] = []
    starts = [t.start for t in taken]
    for e in story.emphasis:
        i = bisect_right(starts, e.start) - 1
        if (i >= 0 and taken[i].end > e.start) or (i + 1 < len(taken) and taken[i + 1].start < e.end):
            continue
        words = content[e.start : e.end].strip("_*/ \n")
        if len(words.split()) < 2 and not re.search(r"[?!.…]$", words):
            continue
        ended = bool(re.search(r"[.?!…,—-]$", words))
        own = bool(re.search(r"\b(?:I|I'm|I've|I'll|me|my|we|you)\b", words)) or bool(_PRESENT.search(words)) or words[-1:] in "?!"
        follows = content[e.end : e.end + 60].replace("\n", " ")
        tagged = bool(re.match(r"[\s,.]*(?:\w+ ){1,3}?(?:thought|thinks|wondered|wonders|mused|told (?:him|her|my)self)\b", follows))
        k = bisect_right([p.start for p in paragraphs], e.start) - 1
        whole = k >= 0 and paragraphs[k].end - paragraphs[k].start - (e.end - e.start) < 3
        if tagged or (ended and own) or (whole and own) or (ended and len(words.split()) >= 4 and words[:1].isupper()):
            out.append(e)
    return out


@annotator(makes="quotations", needs=("paragraphs", "regions"), uses=("emphasis",))
def find_quotations(story: Story) -> Layer[Quotation]:
    """Every quotation of the story with its parts, kind and marks; a notice for each mark that is never closed."""
    reader = _Reader(story)
    stretches = reader.stretches()
    top = [s for s in stretches if s.parent is None]
    reader.classify(top)
    groups: list[tuple[list[Span], str, str, Stretch]] = []
    place: dict[int, int] = {}
    for s in top:
        span = Span(s.start, s.end)
        if s.joins is not None and id(s.joins) in place:
            k = place[id(s.joins)]
            groups[k][0].append(span)
            place[id(s)] = k
        else:
            place[id(s)] = len(groups)
            groups.append(([span], s.kind, s.marked_by, s))
    found: list[tuple[list[Span], str, str, int | None]] = [(spans, kind, marked, None) for spans, kind, marked, _ in groups]
    for s in stretches:
        if s.parent is not None:
            root = s.parent
            while root.parent is not None:
                root = root.parent
            inner = story.text.content[s.start + 1 : s.end - 1].rstrip()
            kind = "speech" if inner[-1:] in ".!?…,—-" and len(inner.split()) > 1 else "not_speech"
            found.append(([Span(s.start, s.end)], kind, "quotes", place[id(root)]))
    taken = sorted(span for spans, _, _, _ in found for span in spans)
    emphasised = _emphasised(story, reader.paragraphs, taken, False)
    found += [([e], "thought", "emphasis", None) for e in emphasised]
    taken = sorted([*taken, *emphasised])
    starts = [t.start for t in taken]
    for p, words in zip(reader.paragraphs, reader.words, strict=True):
        here = taken[max(0, bisect_left(starts, p.start) - 1) : bisect_left(starts, p.end)]
        for spans in _unmarked_thoughts(words, p.start, here):
            found.append((spans, "thought", "none", None))
    order = sorted(range(len(found)), key=lambda k: (found[k][0][0].start, -found[k][0][-1].end))
    ids = {k: f"q{n}" for n, k in enumerate(order, 1)}
    items = tuple(
        Quotation(
            id=ids[k],
            spans=tuple(found[k][0]),
            kind=found[k][1],
            marked_by=found[k][2],
            parent=ids[parent] if (parent := found[k][3]) is not None else None,
        )
        for k in order
    )
    return Layer("quotations", items, story.provenance("quotations", ("paragraphs", "regions", "emphasis")), tuple(reader.notices))
