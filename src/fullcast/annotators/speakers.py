"""Speakers and addressees: who says each quotation, and to whom.

Every quotation gets scores for the people who could have said it: from tags (grammar), from beats, from vocatives, from who was named
lately. Then a whole conversation is decoded at once, with turn-taking as second-order transitions (forward-backward over pairs of
speakers), so that one sure tag settles the lines around it. The posterior, calibrated, is the confidence.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np


from fullcast.annotators.calibration import calibrated_probability
from fullcast.annotators.characters import unnamed_key
from fullcast.annotators.names import Inside, Occurrence, occurrences, speech_spans
from fullcast.annotators.plan import annotator
from fullcast.annotators.tags import (
    NounPhrase,
    Tag,
    object_phrase,
    sentence_starts,
    subjects,
    tag_after,
    tag_before,
)
from fullcast.layers import Attribution, Character, Cue, Layer, Quotation, Reason, Story
from fullcast.lexicon.function_words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, POSSESSIVES, PREPOSITIONS
from fullcast.lexicon.people import CONTRACTED, FEMALE_NOUNS, GENERIC_NOUNS, GROUP_NOUNS, HE, KIN, MALE_NOUNS, PERSON_NOUNS, SHE
from fullcast.text import Span

WEIGHTS: dict[str, float] = {
    "tag_name": 16.4,
    "tag_weak": 9.113,
    "tag_narrator": 14.58,
    "tag_role": 8.1,
    "tag_generic": 3.5,
    "tag_owned": 1.056,
    "tag_plural": 1.0,
    "tag_addressee": -4.05,
    "tag_antecedent": 2.5,
    "tag_gender": 0.634,
    "tag_gender_unknown": -0.52,
    "tag_gender_clash": -8.0,
    "tag_rank": 0.835,
    "beat_name": 2.983,
    "beat_pronoun": 0.27,
    "beat_clash": -2.0,
    "beat_before_paragraph": 1.64,
    "vocative_self": -4.388,
    "vocative_next": 2.16,
    "vocative_previous": 1.755,
    "called_sir": -0.8,
    "named_inside": -2.16,
    "local": 0.05,
    "speaks_here": 0.4,
    "narrator_here": 0.4,
    "recency": 0.55,
    "other_scene": -1.316,
    "frequency": 0.25,
    "same_paragraph": 2.97,
    "turn_same": -3.0,
    "turn_two_back": 2.565,
    "gap_same": -0.25,
    "gap_two_back": 0.45,
    "far_same": 0.25,
    "tag_nobody": 20.0,
    "unknown": -12.0,
    "unnamed_near": -1.3,
    "unnamed_prior": -2.7,
    "narrator_prior": 0.9,
}
"""Strengths of the rules, as log odds. Tuned on one half of the PDNC authors, reported on the other (`benchmarks/LOG.md`)."""

_BEFORE_PHRASES = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
_SURE = 0.5
"""Posterior from which on a speaker counts as there in the second decoding."""
_PRONOUN_REACH = 150
"""Tokens back within which "he" and "she" in narration find whom they mean."""
_ESTABLISHED = 3
"""Mentions nearby from which on someone without a name is as likely to speak as anyone."""
_SIR = frozenset("sir monsieur signor señor mister".split())
_MADAM = frozenset("madam ma'am madame mademoiselle signora signorina señora señorita".split())
_MAX_CANDIDATES = 9
_CONVERSATION_GAP = 4
"""Paragraphs of narration after which a conversation is over."""
_FAR = 2500
"""Distance, in code points, at which someone counts who was not named in reach."""
_NEAR = 1600
"""Code points back within which a mention makes a candidate."""


@dataclass(frozen=True, slots=True)
class Known:
    """A mention whose character is known."""

    start: int
    end: int
    first: int
    last: int
    who: str
    quoted: bool
    vocative: bool


class Linker:
    """Finds characters' names in the text; an ambiguous name goes to the bearer seen last."""

    def __init__(self, story: Story) -> None:
        self.characters: dict[str, Character] = {c.id: c for c in story.items("characters")}
        self.by_alias: dict[str, list[str]] = defaultdict(list)
        for c in self.characters.values():
            for alias in (c.name, *c.aliases):
                k = _alias_key(alias)
                if k and c.id not in self.by_alias[k]:
                    self.by_alias[k].append(c.id)
        self.mentions: list[Known] = []
        last: dict[str, int] = {}
        for o in occurrences(story):
            found = self._find(o, last)
            if found is not None:
                who, first, final = found
                last[who] = o.start
                tokens = story.text.tokens
                whole = first == o.first and final == o.last
                self.mentions.append(
                    Known(
                        tokens.starts[first], o.end if final == o.last else tokens.ends[final - 1],
                        first, final, who, o.quoted, o.vocative and (whole or final == o.last),
                    )
                )  # fmt: skip
        self.by_first = {m.first: m for m in self.mentions}
        self.described = tuple(self._descriptions(story))

    def _descriptions(self, story: Story) -> Iterator[Known]:
        """Places where a character without a name stands under its description: "the old man"."""
        tokens = story.text.tokens
        lower = tokens.lower
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for alias, ids in self.by_alias.items():
            c = self.characters[ids[0]]
            if len(ids) == 1 and alias and c.name[:1].islower() and not c.narrator:
                words = tuple(alias.split())
                by_first[words[0]].append((words, c.id))
        inside = speech_spans(story)
        for i, w in enumerate(lower):
            for words, who in by_first.get(w, ()):
                last = i + len(words)
                first = i
                while first > max(0, i - 3) and lower[first - 1].isalpha() and lower[first - 1] not in _BEFORE_PHRASES:
                    first -= 1
                led = first > 0 and lower[first - 1] in DETERMINERS
                first = first - 1 if led else i
                if tuple(lower[i:last]) == words and (led or w in DETERMINERS) and first not in self.by_first and i not in self.by_first:
                    quoted = inside.at(tokens.starts[first]) is not None
                    yield Known(tokens.starts[first], tokens.ends[last - 1], first, last, who, quoted, False)
                    break

    def _find(self, o: Occurrence, last: dict[str, int]) -> tuple[str, int, int] | None:
        words = [w.lower().replace("’", "'") for w in o.words]
        for size in range(len(words), 0, -1):
            for i in range(len(words) - size + 1):
                ids = self.by_alias.get(" ".join(words[i : i + size]))
                if ids:
                    who = ids[0] if len(ids) == 1 else max(ids, key=lambda c: last.get(c, -1))
                    if size == len(words):
                        return who, o.first, o.last
                    return who, max(o.first, o.last - len(words) + i), min(o.last, o.last - len(words) + i + size)
        return None

    def at(self, phrase: NounPhrase) -> str | None:
        """The character that a name phrase refers to."""
        for k in range(phrase.first, phrase.last):
            m = self.by_first.get(k)
            if m is not None:
                return m.who
        return None


def _alias_key(alias: str) -> str:
    words = alias.lower().replace("’", "'").replace(".", " ").split()
    return " ".join(w for w in words if w not in ("the", "a", "an"))


@dataclass(slots=True)
class Turn:
    """One quotation on its way to a speaker."""

    quotation: Quotation
    paragraph: int
    last_paragraph: int
    tag: Tag | None = None
    tag_who: str | None = None
    cue: Cue | None = None
    candidates: list[str] = field(default_factory=list)
    evidence: dict[str, dict[str, float]] = field(default_factory=dict)
    """Per candidate: rule to how much it applies; times WEIGHTS it gives log odds."""
    reasons: dict[str, list[Reason]] = field(default_factory=lambda: defaultdict(list))
    vocatives: list[str] = field(default_factory=list)
    addressed_as: str | None = None
    """ "he" or "she" where the quotation says "sir" or "madam"."""
    addressed: list[str] = field(default_factory=list)
    """People the tag says are spoken to."""
    to_self: bool = False
    nobody: float = 0.0
    """How much the text says that nobody in particular speaks."""
    found: bool = False
    """Whether tag and vocatives have been looked for."""
    rule: str = "turn"
    """The strongest kind of evidence, which calibration goes by."""
    posterior: dict[str | None, float] = field(default_factory=dict)
    speaker: str | None = None

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.quotation.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.quotation.spans[-1].end


class Attributor:
    """Works through one story: evidence, decoding, addressees."""

    def __init__(self, story: Story, weights: dict[str, float]) -> None:
        self.story = story
        self.w = weights
        self.tokens = story.text.tokens
        self.content = story.text.content
        self.linker = Linker(story)
        self.characters = self.linker.characters
        self.narrator = next((c.id for c in self.characters.values() if c.narrator), None)
        self.inside: Inside = speech_spans(story)
        self.paragraphs = story.paragraphs
        self.paragraph_starts = [p.start for p in self.paragraphs]
        self.gender = {c.id: c.pronouns for c in self.characters.values()}
        self.count = Counter(m.who for m in (*self.linker.mentions, *self.linker.described))
        plain = sorted((m for m in (*self.linker.mentions, *self.linker.described) if not m.quoted), key=lambda m: m.start)
        self.plain = self._with_pronouns(plain)
        self.plain_starts = [m.start for m in self.plain]
        self.resolved = {m.first: m.who for m in self.plain}
        self.starts_of: dict[str, list[int]] = defaultdict(list)
        for m in self.plain:
            self.starts_of[m.who].append(m.start)
        self.mention_starts = [m.start for m in self.linker.mentions]
        self.unnamed = {
            c.id for c in self.characters.values() if c.by == "machine" and not any(a[:1].isupper() for a in (c.name, *c.aliases)) and not c.narrator
        }
        quotations: list[Quotation] = [q for q in story.items("quotations") if q.parent is None and q.kind != "not_speech"]
        self.turns = [self._turn(q) for q in quotations]
        self.animate = {c.id: c.kind == "animal" or _animate(c.name.split()[-1].lower()) for c in self.characters.values()}
        self.spoke: dict[int, str] = {}
        self.roster: Counter[str] = Counter()
        self.titled_kin: dict[str, list[str]] = defaultdict(list)
        for c in self.characters.values():
            for title in {a.split()[0].lower() for a in c.aliases if " " in a} & KIN.keys():
                self.titled_kin[title].append(c.id)
        self.breaks = sorted([*(b.start for b in story.breaks), *(c.start for c in story.chapters)])

    def _with_pronouns(self, named: list[Known]) -> list[Known]:
        """`named` and the "he" and "she" of the narration, each given to the last person named whom it fits."""
        lower, starts = self.tokens.lower, self.tokens.starts
        by_first = {m.first: m for m in named}
        out: list[Known] = []
        last: dict[str, tuple[int, str]] = {}
        skip = 0
        for i, w in enumerate(lower):
            m = by_first.get(i)
            if m is not None:
                out.append(m)
                g = self.gender[m.who]
                if g in ("he", "she") and m.who != self.narrator:
                    last[g] = (i, m.who)
                elif g is None:
                    last["unknown"] = (i, m.who)
                skip = m.last
                continue
            if i < skip:
                continue
            w = CONTRACTED.get(w, w)
            want = "he" if w in HE else "she" if w in SHE else None
            if want is None or self.inside.at(starts[i]) is not None:
                continue
            at, who = last.get(want, (-_PRONOUN_REACH, ""))
            if i - at >= _PRONOUN_REACH and "unknown" in last:
                at, who = last["unknown"]
            if i - at < _PRONOUN_REACH:
                out.append(Known(starts[i], self.tokens.ends[i], i, i + 1, who, False, False))
                if want in last and last[want][1] == who:
                    last[want] = (i, who)
        return out

    # Evidence

    def _paragraph(self, offset: int) -> int:
        return max(0, bisect_right(self.paragraph_starts, offset) - 1)

    def _turn(self, q: Quotation) -> Turn:
        return Turn(q, self._paragraph(q.spans[0].start), self._paragraph(max(q.spans[-1].end - 1, q.spans[-1].start)))

    def _narration(self, turn: Turn, k: int, span: Span) -> tuple[range, range]:
        """Token indices of the narration before and after one part, inside its paragraph and up to the next quotation."""
        p = self.paragraphs[self._paragraph(span.start)]
        i = bisect_left(self.inside.starts, span.start)
        before = p.start
        if i > 0 and self.inside.spans[i - 1].end > p.start:
            before = self.inside.spans[i - 1].end
        after = p.end
        if i + 1 < len(self.inside.spans) and self.inside.spans[i + 1].start < p.end:
            after = self.inside.spans[i + 1].start
        return self.tokens.between(before, span.start), self.tokens.between(span.end, after)

    def _sign(self, span: Span) -> str:
        inner = self.content[span.start : span.end].rstrip("\"”’'»“_*‹› \n—-")
        tail = self.content[span.start : span.end].rstrip("\"”’'»“_*‹› \n")
        if tail.endswith(("—", "--", "–")):
            return "—"
        return inner[-1:] or "."

    def gather(self) -> None:
        """Find each turn's tag, vocatives and candidates, and score them."""
        for k, turn in enumerate(self.turns):
            if not turn.found:
                turn.found = True
                self._find_tag(turn, k)
                self._find_vocatives(turn)
        for k, turn in enumerate(self.turns):
            turn.rule, turn.reasons = "turn", defaultdict(list)
            self._candidates(turn, k)
            self._score_tag(turn)
            self._score_beats(turn, k)
            self._score_inside(turn)
            self._score_standing(turn, k)

    def _find_tag(self, turn: Turn, k: int) -> None:
        spans = turn.quotation.spans
        if turn.quotation.marked_by == "none" or turn.quotation.kind == "thought" and turn.quotation.marked_by == "emphasis":
            turn.tag = self._thought_tag(turn)
        else:
            options: list[tuple[float, Tag]] = []
            for n, span in enumerate(spans):
                before, after = self._narration(turn, k, span)
                follows = tag_after(self.tokens, after.start, after.stop, self._sign(span))
                owner_next = self._leads_on(after, turn, n)
                if follows is not None and not (owner_next is not None and owner_next.verb_at == follows.verb_at and not follows.certain):
                    options.append((3.0 if follows.certain else 1.5, follows))
                if n == 0:
                    leads = tag_before(self.tokens, before.start, before.stop)
                    if leads is None and not before:
                        leads = self._colon_before(turn)
                    if leads is not None and not self._belongs_to_previous(leads, before, k):
                        options.append((2.5 if leads.certain else 1.2, leads))
            if options:
                turn.tag = max(options, key=lambda o: o[0])[1]
        if turn.tag is not None:
            t = turn.tag
            turn.cue = Cue(span=t.span(self.tokens), verb=t.verb, manner=t.manner)

    def _leads_on(self, after: range, turn: Turn, n: int) -> Tag | None:
        """A tag in the narration after a part that leads into the next quotation of the paragraph."""
        if not after or after.stop >= len(self.tokens):
            return None
        if self.inside.at(self.tokens.starts[after.stop]) is None:
            return None
        return tag_before(self.tokens, after.start, after.stop)

    def _belongs_to_previous(self, leads: Tag, before: range, k: int) -> bool:
        """Whether the clause before a quotation is the tag after the one before it: "…," she said, "…" of one speaker is joined already."""
        if k == 0 or not before:
            return False
        previous = self.turns[k - 1]
        return previous.tag is not None and previous.tag.verb_at == leads.verb_at and previous.tag.certain and not leads.certain

    def _colon_before(self, turn: Turn) -> Tag | None:
        """A tag at the end of the paragraph before, where that ends in a colon or comma."""
        if turn.paragraph == 0 or turn.start - self.paragraphs[turn.paragraph].start > 2:
            return None
        p = self.paragraphs[turn.paragraph - 1]
        if self.content[p.end - 1] not in ":,—-" or self.inside.at(p.end - 1) is not None:
            return None
        i = bisect_left(self.inside.starts, p.end) - 1
        start = max(p.start, self.inside.spans[i].end if i >= 0 else 0)
        ids = self.tokens.between(start, p.end)
        return tag_before(self.tokens, ids.start, ids.stop)

    def _thought_tag(self, turn: Turn) -> Tag | None:
        span = turn.quotation.spans[0]
        _, after = self._narration(turn, 0, span)
        found = tag_after(self.tokens, after.start, after.stop, ",")
        return found if found is not None and found.verb in ("think", "wonder", "muse", "reflect", "tell", "ask", "realize", "realise", "decide", "consider", "ponder", "marvel", "remember", "say", "murmur") else None

    def _find_vocatives(self, turn: Turn) -> None:
        for span in turn.quotation.spans:
            for m in self.linker.mentions[bisect_left(self.mention_starts, span.start) : bisect_left(self.mention_starts, span.end)]:
                if m.vocative and m.who not in turn.vocatives:
                    turn.vocatives.append(m.who)

        words = {self.tokens.lower[i] for s in turn.quotation.spans for i in self.tokens.between(s.start, s.end)}
        men, women = words & _SIR, words & _MADAM
        if bool(men) != bool(women):
            turn.addressed_as = "he" if men else "she"

    def _candidates(self, turn: Turn, k: int) -> None:
        """People who could have said it: named in its tag or beats, near it in the narration, addressed nearby, and the narrator."""
        seen: dict[str, float] = {}
        hi = bisect_left(self.plain_starts, turn.start)
        rank = 0
        for m in reversed(self.plain[max(0, hi - 60) : hi]):
            if turn.start - m.start > _NEAR * 2 and rank >= 2:
                break
            if m.who not in seen:
                seen[m.who] = 10.0 - rank
                rank += 1
            if rank >= _MAX_CANDIDATES:
                break
        after_end = self.paragraphs[min(turn.last_paragraph + 2, len(self.paragraphs) - 1)].end
        for m in self.plain[bisect_left(self.plain_starts, turn.end) : bisect_left(self.plain_starts, after_end)][:6]:
            seen[m.who] = max(seen.get(m.who, 0.0), 6.5 if m.start - turn.end < 300 else 4.0)
        for d in (-3, -2, -1, 1, 2, 3):
            if 0 <= k + d < len(self.turns) and abs(self.turns[k + d].paragraph - turn.paragraph) <= 5:
                other = self.turns[k + d]
                for v in other.vocatives:
                    seen[v] = max(seen.get(v, 0.0), 7.5)
                if other.tag_who is None and other.tag is not None and other.tag.subject is not None:
                    other.tag_who = self._who(other.tag.subject)
                if other.tag_who is not None:
                    seen[other.tag_who] = max(seen.get(other.tag_who, 0.0), 8.5)
        self.roster = self._speakers_near(k)
        for who, n in self._roster(k).most_common(5):
            seen[who] = max(seen.get(who, 0.0), 6.0 + min(n, 3))
        if self.narrator is not None:
            seen[self.narrator] = max(seen.get(self.narrator, 0.0), 9.0)
        if turn.tag is not None and turn.tag.subject is not None:
            turn.tag_who = self._who(turn.tag.subject)
            if turn.tag_who is not None:
                seen[turn.tag_who] = 20.0
        for u in [c for c in seen if c in self.unnamed]:
            seen[u] -= 2.0
        for c in seen:
            seen[c] += 0.4 * math.log1p(self.count[c])
        for thing in [c for c in seen if c in self.unnamed and not self.animate[c] and c != turn.tag_who]:
            del seen[thing]  # "said the door" makes the door speak once, not whenever it is near
        ordered = sorted(seen, key=lambda c: (-seen[c], c))[:_MAX_CANDIDATES]
        turn.candidates = ordered
        turn.evidence = {c: {} for c in ordered}

    def _roster(self, k: int) -> Counter[str]:
        """People whom tags and vocatives of the turns around name, with how often."""
        out: Counter[str] = Counter()
        here = self._stretch(self.turns[k].start)
        for other in self.turns[max(0, k - 14) : k + 8]:
            if self._stretch(other.start) != here:
                continue
            out.update(other.vocatives)
            if other.tag is not None and other.tag.subject is not None:
                who = self._who(other.tag.subject)
                if who is not None:
                    out[who] += 1
        for j in range(max(0, k - 14), min(len(self.turns), k + 8)):
            if j != k and j in self.spoke and self._stretch(self.turns[j].start) == here:
                out[self.spoke[j]] += 1
        return out

    def _speakers_near(self, k: int) -> Counter[str]:
        """People whom the tags of other turns of the scene, or the first decoding, have speak, with how often."""
        out: Counter[str] = Counter()
        here = self._stretch(self.turns[k].start)
        for j in range(max(0, k - 25), min(len(self.turns), k + 20)):
            other = self.turns[j]
            if j == k or self._stretch(other.start) != here:
                continue
            who = self._who(other.tag.subject) if other.tag is not None and other.tag.subject is not None else None
            who = who or self.spoke.get(j)
            if who is not None:
                out[who] += 1
        return out

    def _who(self, np_: NounPhrase) -> str | None:
        """The character that a phrase names outright; pronouns and open descriptions give None."""
        if np_.form == "name":
            return self.linker.at(np_)
        if np_.form == "indefinite":
            return None
        if np_.form == "pronoun":
            return self.narrator if np_.head == "i" else None
        words = [self.tokens.lower[i] for i in range(np_.first, np_.last)]
        if np_.head in KIN and words[0] in POSSESSIVES and len(ids := self.titled_kin.get(np_.head, [])) == 1:
            return ids[0]  # "my uncle", where one Uncle Somebody is in the story
        for key in (" ".join(unnamed_key(words)), np_.head if words[0] == "the" else ""):
            ids = self.linker.by_alias.get(key)
            if ids and len(ids) == 1:
                return ids[0]
        return None

    def _weigh(self, turn: Turn, who: str, rule: str, amount: float = 1.0) -> None:
        """Apply a rule to a candidate."""
        if who in turn.evidence:
            turn.evidence[who][rule] = turn.evidence[who].get(rule, 0.0) + amount

    def _because(self, turn: Turn, who: str, kind: str, note: str, span: Span | None = None) -> None:
        """Remember a reason to show for a candidate."""
        if who in turn.evidence:
            turn.reasons[who].append(Reason(rule=kind, note=note, span=span))

    def score(self, turn: Turn, who: str) -> float:
        """Log odds of a candidate from everything but the turns around."""
        return sum(self.w[rule] * amount for rule, amount in turn.evidence[who].items())

    def _phrase_gender(self, np_: NounPhrase) -> str | None:
        if np_.form == "pronoun":
            return {"he": "he", "she": "she", "him": "he", "himself": "he", "herself": "she", "her": "she"}.get(np_.head)
        if np_.head in MALE_NOUNS or KIN.get(np_.head) == "m":
            return "he"
        if np_.head in FEMALE_NOUNS or KIN.get(np_.head) == "f":
            return "she"
        return None

    def _score_tag(self, turn: Turn) -> None:
        tag = turn.tag
        if tag is None or tag.subject is None:
            return
        if tag.subject.form == "indefinite":
            turn.rule, turn.nobody = "tag_nobody", 1.0
            return
        span = tag.span(self.tokens)
        words = self.story.text.words(span).replace("\n", " ")
        if turn.tag_who is not None and tag.subject.form != "nominal":
            narrator = tag.subject.form == "pronoun"
            turn.rule = "tag_narrator" if narrator else "tag_name" if tag.certain else "tag_weak"
            self._weigh(turn, turn.tag_who, turn.rule)
            self._because(turn, turn.tag_who, turn.rule, f"the tag says so: {words}", span)
        elif tag.subject.form == "name":
            turn.rule = "tag_name"
        else:
            turn.rule = "tag_pronoun" if tag.subject.form == "pronoun" else "tag_nominal"
            if turn.tag_who is not None:
                kin = self.tokens.lower[tag.subject.first] in POSSESSIVES
                known = turn.tag_who not in self.unnamed
                generic = tag.subject.head in GENERIC_NOUNS
                self._weigh(turn, turn.tag_who, "tag_weak" if known else "tag_owned" if kin else "tag_generic" if generic else "tag_role")
                self._because(turn, turn.tag_who, "tag_nominal", f"the tag describes the speaker: {words}", span)
            self._score_phrase(turn, tag.subject, span, words)
        self._find_addressed(turn, tag)

    def _score_phrase(self, turn: Turn, np_: NounPhrase, span: Span, words: str) -> None:
        """Gender and nearness for a tag whose subject is a pronoun or description."""
        want = self._phrase_gender(np_)
        fits: list[str] = []
        plural = np_.head in ("they", "we") or (np_.form == "nominal" and np_.head in GROUP_NOUNS and np_.head.endswith("s"))
        for c in turn.candidates:
            g = self.gender[c]
            if c == self.narrator and np_.form == "pronoun" and np_.head != "i":
                self._weigh(turn, c, "tag_gender_clash")
            elif plural:
                self._weigh(turn, c, "tag_plural", 1.0 if self.characters[c].kind == "group" else -1.0)
            elif want is None:
                fits.append(c)
            elif g is None:
                self._weigh(turn, c, "tag_gender_unknown")
                fits.append(c)
            elif g == want:
                self._weigh(turn, c, "tag_gender")
                fits.append(c)
            else:
                self._weigh(turn, c, "tag_gender_clash")
        for rank, c in enumerate(self._recent(fits, self.tokens.starts[np_.first])[:2]):
            self._weigh(turn, c, "tag_rank", 2 - rank)
            self._because(turn, c, turn.rule, f"“{words}”: {'the last' if rank == 0 else 'one of the last'} named whom it fits", span)

    def _recent(self, who: Iterable[str], offset: int) -> list[str]:
        """`who` in the order of their last mention in the narration before `offset`, latest first; those without one left out."""
        left = set(who)
        out: list[str] = []
        hi = bisect_left(self.plain_starts, offset)
        for m in reversed(self.plain[max(0, hi - 40) : hi]):
            if m.who in left:
                out.append(m.who)
                left.discard(m.who)
            if not left:
                break
        here = self._stretch(offset)
        # whoever was named in this scene comes before those of the scene before
        return sorted(out, key=lambda c: self._stretch(self._last_before(c, offset)) != here)

    def _near(self, who: str, offset: int) -> int:
        """How often `who` is mentioned in the narration around `offset`."""
        starts = self.starts_of.get(who, [])
        return bisect_left(starts, offset + _NEAR // 2) - bisect_left(starts, offset - _NEAR)

    def _stretch(self, offset: int) -> int:
        """Number of scene breaks before `offset`."""
        return bisect_right(self.breaks, offset)

    def _last_before(self, who: str, offset: int) -> int:
        """Start of the last mention of `who` in the narration before `offset`; it has one."""
        starts = self.starts_of[who]
        return starts[bisect_left(starts, offset) - 1]

    def _find_addressed(self, turn: Turn, tag: Tag) -> None:
        np_ = tag.addressee
        if np_ is None:
            return
        if np_.form == "pronoun" and np_.head.endswith(("self", "selves")):
            turn.to_self = True
            return
        who = self._who(np_)
        if who is None and np_.head in ("me", "us"):
            who = self.narrator
        if who is not None:
            turn.addressed = [who]
            self._weigh(turn, who, "tag_addressee")
            # "said the cook to Ebba and Signe"
            if self.tokens.lower[np_.last : np_.last + 1] == ["and"]:
                second = object_phrase(self.tokens, np_.last + 1, min(np_.last + 6, len(self.tokens)))
                other = self._who(second) if second is not None else None
                if other is not None:
                    turn.addressed.append(other)

    def _score_beats(self, turn: Turn, k: int) -> None:
        """People who act in the narration of the quotation's own paragraph, nearest first."""
        if turn.rule in ("tag_name", "tag_narrator"):
            return
        tagged = turn.tag is not None and turn.tag.certain
        found: list[tuple[int, NounPhrase, float]] = []
        first, last = turn.quotation.spans[0], turn.quotation.spans[-1]
        before, _ = self._narration(turn, k, first)
        _, after = self._narration(turn, k, last)
        for np_, _verb in subjects(self.tokens, before.start, before.stop)[-3:]:
            found.append((abs(self.tokens.starts[np_.first] - first.start), np_, 1.0))
        ahead = subjects(self.tokens, after.start, after.stop)
        starts = set(sentence_starts(self.tokens, after.start, after.stop)) if after else set()
        for n, (np_, _verb) in enumerate(ahead[:2]):
            # the sentence right after the line; further on others act
            if n == 0 or np_.first in starts:
                found.append((self.tokens.starts[np_.first] - last.end, np_, 1.0 if n == 0 else 0.4))
        if len(turn.quotation.spans) > 1:
            gap = self.tokens.between(turn.quotation.spans[0].end, turn.quotation.spans[1].start)
            found += [(0, np_, 1.0) for np_, _v in subjects(self.tokens, gap.start, gap.stop)[:1]]
        scale = 0.3 if tagged else 1.0
        self._score_antecedent(turn, before)
        used: set[str] = set()
        for _distance, np_, share in sorted(found, key=lambda f: f[0]):
            if turn.tag is not None and turn.tag.subject is not None and np_.first == turn.tag.subject.first:
                continue
            who = self._who(np_)
            span = Span(self.tokens.starts[np_.first], self.tokens.ends[np_.last - 1])
            if who is not None and who not in used:
                if not used and turn.rule == "turn":
                    turn.rule = "beat"
                self._weigh(turn, who, "beat_name", share * scale / (1 + len(used)))
                self._because(turn, who, "beat", f"acts beside the line: {self.story.text.words(span)}", span)
                used.add(who)
            elif who is None and np_.form in ("pronoun", "nominal"):
                want = self._phrase_gender(np_)
                if want is None or used:
                    continue
                fits = [c for c in turn.candidates if self.gender[c] in (want, None) and c != self.narrator]
                for c in turn.candidates:
                    if c not in fits:
                        self._weigh(turn, c, "beat_clash", share * scale)
                for rank, c in enumerate(self._recent(fits, span.start)[:2]):
                    self._weigh(turn, c, "beat_pronoun", share * scale * (2 - rank))
                    self._because(turn, c, "beat", f"acts beside the line: {self.story.text.words(span)}", span)
                used.add(want)
                if turn.rule == "turn":
                    turn.rule = "beat_pronoun"
        if not found and turn.tag is None and turn.paragraph > 0 and turn.start - self.paragraphs[turn.paragraph].start <= 2:
            self._score_paragraph_before(turn)

    def _score_antecedent(self, turn: Turn, before: range) -> None:
        """"Mr. Cole sat down. "…" he said.": the pronoun of the tag stands for whoever acts in the paragraph before the line."""
        tag = turn.tag
        if tag is None or tag.subject is None or tag.subject.form != "pronoun" or tag.side != "after":
            return
        want = self._phrase_gender(tag.subject)
        for np_, _verb in subjects(self.tokens, before.start, before.stop)[-1:]:
            who = self._who(np_)
            if who is not None and self.gender[who] in (want, None):
                self._weigh(turn, who, "tag_antecedent")
                self._because(turn, who, "tag_pronoun", f"the pronoun stands for {self.characters[who].name}, who acts just before")

    def _score_paragraph_before(self, turn: Turn) -> None:
        """Whoever acts last in the paragraph before, where that is narration."""
        p = self.paragraphs[turn.paragraph - 1]
        i = bisect_left(self.inside.starts, p.start)
        if i < len(self.inside.starts) and self.inside.starts[i] < p.end:
            return
        ids = self.tokens.between(max(p.start, p.end - 400), p.end)
        for np_, _v in subjects(self.tokens, ids.start, ids.stop)[-1:]:
            who = self._who(np_) or self.resolved.get(np_.first)
            span = Span(self.tokens.starts[np_.first], self.tokens.ends[np_.last - 1])
            if who is not None:
                self._weigh(turn, who, "beat_before_paragraph")
                self._because(turn, who, "beat", f"acts just before the line: {self.story.text.words(span)}", span)

    def _score_inside(self, turn: Turn) -> None:
        for span in turn.quotation.spans:
            for m in self.linker.mentions[bisect_left(self.mention_starts, span.start) : bisect_left(self.mention_starts, span.end)]:
                self._weigh(turn, m.who, "vocative_self" if m.vocative else "named_inside")

    def _score_standing(self, turn: Turn, k: int) -> None:
        """How near and how often each candidate is named; the prior of the unnamed and of the narrator."""
        hi = bisect_left(self.plain_starts, turn.start)
        last: dict[str, int] = {}
        for m in self.plain[max(0, hi - 60) : hi]:
            last[m.who] = m.start
        for j in range(max(0, k - 12), k - 1):
            if (who := self.spoke.get(j)) is not None:
                last[who] = max(last.get(who, 0), self.turns[j].end)
        for c in turn.candidates:
            if c == self.narrator:
                self._weigh(turn, c, "narrator_prior")
                self._weigh(turn, c, "narrator_here", math.log1p(self.roster[c]))
                continue
            self._weigh(turn, c, "frequency", math.log1p(self.count[c]))
            distance = turn.start - last[c] if c in last else _FAR
            self._weigh(turn, c, "recency", -math.log1p(distance / 150))
            if c in last and self._stretch(last[c]) != self._stretch(turn.start):
                self._weigh(turn, c, "other_scene")
            self._weigh(turn, c, "speaks_here", math.log1p(self.roster[c]))
            here = self._near(c, turn.start)
            self._weigh(turn, c, "local", math.log1p(here))
            if c in self.unnamed:
                self._weigh(turn, c, "unnamed_near" if here >= _ESTABLISHED and self.animate[c] else "unnamed_prior")

    # Decoding

    def conversations(self) -> list[list[int]]:
        """Runs of turns without a scene break or a long stretch of narration between them."""
        out: list[list[int]] = []
        for k, turn in enumerate(self.turns):
            previous = self.turns[k - 1] if k else None
            if (
                previous is None
                or turn.paragraph - previous.last_paragraph > _CONVERSATION_GAP + 1
                or bisect_right(self.breaks, turn.start) != bisect_right(self.breaks, previous.start)
            ):
                out.append([])
            out[-1].append(k)
        return out

    def decode(self) -> None:
        """Posterior of each turn's speaker, by forward-backward over each conversation."""
        for run in self.conversations():
            self._forward_backward([self.turns[k] for k in run])

    def settle(self) -> None:
        """Decode again, with the speakers found so far as people who are there: whoever spoke lately is near even if not named."""
        self.spoke = {k: t.speaker for k, t in enumerate(self.turns) if t.speaker is not None and t.posterior[t.speaker] >= _SURE}
        self.gather()
        self.decode()

    def _pair(self, a: Turn, b: Turn) -> np.ndarray[Any, Any]:
        """Log potential of (speaker of a, speaker of b): shape (candidates of a + 1, candidates of b + 1); the last is unknown."""
        out = np.zeros((len(a.candidates) + 1, len(b.candidates) + 1))
        gap = b.paragraph - a.last_paragraph
        same = self.w["same_paragraph"] if gap == 0 else self.w["turn_same"] if gap == 1 else self.w["gap_same"] if gap == 2 else self.w["far_same"]
        at = {c: j for j, c in enumerate(b.candidates)}
        for i, c in enumerate(a.candidates):
            j = at.get(c)
            if j is not None:
                out[i, j] += same
            if gap <= 2 and c in b.vocatives:
                out[i, :] += self.w["vocative_previous"]
        if gap <= 2:
            # whoever is called "sir" spoke just before or speaks next
            for i, c in enumerate(a.candidates):
                if b.addressed_as is not None and self.gender[c] not in (None, b.addressed_as):
                    out[i, :] += self.w["called_sir"]
            for j, c in enumerate(b.candidates):
                if a.addressed_as is not None and self.gender[c] not in (None, a.addressed_as):
                    out[:, j] += self.w["called_sir"]
            for v in a.vocatives:
                j = at.get(v)
                if j is not None:
                    out[:, j] += self.w["vocative_next"]
        return out

    def _forward_backward(self, turns: Sequence[Turn]) -> None:
        emissions = [np.array([self.score(t, c) for c in t.candidates] + [self.w["unknown"] + t.nobody * self.w["tag_nobody"]]) for t in turns]
        n = len(turns)
        if n == 1:
            self._keep(turns[0], _softmax(emissions[0]))
            return
        pairs = [self._pair(a, b) for a, b in zip(turns, turns[1:], strict=False)]
        triples = [self._triple(turns[t], turns[t + 1], turns[t + 2]) for t in range(n - 2)]
        # alpha[t][i, j]: log weight of everything up to turn t+1 with speakers i, j at t, t+1
        alpha = [emissions[0][:, None] + emissions[1][None, :] + pairs[0]]
        for t in range(2, n):
            before = alpha[-1][:, :, None] + triples[t - 2]
            alpha.append(_logsumexp(before, 0) + pairs[t - 1] + emissions[t][None, :])
        beta: list[np.ndarray[Any, Any]] = [np.zeros_like(alpha[-1])]
        for t in range(n - 1, 1, -1):
            ahead = triples[t - 2] + (pairs[t - 1] + emissions[t][None, :] + beta[0])[None, :, :]
            beta.insert(0, _logsumexp(ahead, 2))
        for t in range(n):
            if t == 0:
                marginal = _logsumexp(alpha[0] + beta[0], 1)
            else:
                marginal = _logsumexp(alpha[t - 1] + beta[t - 1], 0)
            self._keep(turns[t], _softmax(marginal))

    def _triple(self, a: Turn, b: Turn, c: Turn) -> np.ndarray[Any, Any]:
        """Log potential that the speaker of c is the speaker of a: shape (a + 1, 1, c + 1)."""
        out = np.zeros((len(a.candidates) + 1, len(b.candidates) + 1, len(c.candidates) + 1))
        g1, g2 = b.paragraph - a.last_paragraph, c.paragraph - b.last_paragraph
        if g1 == 0 or g2 == 0 or g1 > 3 or g2 > 3:
            return out
        weight = self.w["turn_two_back"] if g1 == 1 and g2 == 1 else self.w["gap_two_back"]
        at = {x: k for k, x in enumerate(c.candidates)}
        bt = {x: k for k, x in enumerate(b.candidates)}
        for i, x in enumerate(a.candidates):
            k = at.get(x)
            if k is not None:
                out[i, :, k] += weight
                if (j := bt.get(x)) is not None:
                    out[i, j, k] -= weight
        return out

    def _keep(self, turn: Turn, probabilities: np.ndarray[Any, Any]) -> None:
        who: list[str | None] = [*turn.candidates, None]
        turn.posterior = {c: float(p) for c, p in zip(who, probabilities, strict=True)}
        turn.speaker = max(who, key=lambda c: (turn.posterior[c], c is not None))

    # Addressees

    def addressees(self, k: int) -> tuple[str, ...] | None:
        """Whom turn `k` is spoken to: by its tag, its vocatives, else the other party of the conversation."""
        turn = self.turns[k]
        q = turn.quotation
        if turn.to_self:
            return (turn.speaker,) if turn.speaker else None
        if q.kind == "thought":
            return ()
        told = [a for a in turn.addressed if a != turn.speaker]
        if told:
            return tuple(told)
        called = [v for v in turn.vocatives if v != turn.speaker]
        if called:
            return tuple(called)
        if q.kind == "writing":
            return None
        for d in range(1, 7):
            for other in (k - d, k + d):
                if 0 <= other < len(self.turns) and self._together(turn, self.turns[other]):
                    who = self.turns[other].speaker
                    if who is not None and who != turn.speaker and self.turns[other].quotation.kind == "speech":
                        return (who,)
        partner = self._pronoun_addressee(turn)
        if partner is not None:
            return (partner,)
        for c in self._recent([c for c in turn.candidates if c != turn.speaker and c not in self.unnamed], turn.start):
            return (c,)
        if self.narrator is not None and turn.speaker != self.narrator:
            return (self.narrator,)
        return None

    def _pronoun_addressee(self, turn: Turn) -> str | None:
        np_ = turn.tag.addressee if turn.tag is not None else None
        if np_ is None or np_.form != "pronoun":
            return None
        want = self._phrase_gender(np_)
        fits = [c for c in turn.candidates if c != turn.speaker and self.gender[c] == want]
        return next(iter(self._recent(fits, turn.start)), None)

    def _together(self, a: Turn, b: Turn) -> bool:
        first, second = (a, b) if a.start <= b.start else (b, a)
        return second.paragraph - first.last_paragraph <= _CONVERSATION_GAP + 2 and bisect_right(self.breaks, a.start) == bisect_right(self.breaks, b.start)

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """The result for every turn, raw posteriors as confidence."""
        self.gather()
        self.decode()
        self.settle()
        out = []
        for k, turn in enumerate(self.turns):
            ranked = sorted(((p, c) for c, p in turn.posterior.items() if c is not None and c != turn.speaker), reverse=True)
            kind = "implicit"
            if turn.tag is not None and turn.tag.subject is not None:
                kind = "explicit" if turn.tag.subject.form == "name" or turn.rule == "tag_narrator" else "anaphoric"
                if turn.rule == "tag_narrator":
                    kind = "anaphoric"
            reasons = list(turn.reasons.get(turn.speaker or "", []))
            reasons.sort(key=lambda r: r.rule != turn.rule)
            if not reasons or reasons[0].rule != turn.rule:
                reasons.insert(0, Reason(rule=turn.rule, note=_RULES[turn.rule]))
            out.append(
                Attribution(
                    id=turn.quotation.id, type=kind, speaker=turn.speaker, addressees=self.addressees(k),
                    confidence=round(turn.posterior.get(turn.speaker, 0.0), 4),
                    alternatives=tuple((c, round(p, 4)) for p, c in ranked[:3] if p >= 0.01),
                    cue=turn.cue, reasons=tuple(reasons[:4]),
                )
            )  # fmt: skip
        return tuple(out)


_RULES = {
    "tag_name": "a tag names the speaker",
    "tag_weak": "words like a tag name the speaker",
    "tag_narrator": "the tag says “I”, who is the narrator",
    "tag_pronoun": "a tag with a pronoun; who it is follows from gender, nearness and the turns around",
    "tag_nominal": "a tag describes the speaker",
    "tag_nobody": "the tag says that somebody speaks, and not who",
    "beat": "someone acts in the same paragraph",
    "beat_pronoun": "“he” or “she” acts in the same paragraph",
    "turn": "no tag: the turns of the conversation and who was named last",
}


def _animate(noun: str) -> bool:
    """Whether a noun is the name of people: listed, or made like "carver" and "pianist"."""
    return noun in PERSON_NOUNS or noun.endswith(("man", "woman", "keeper", "ist", "ess")) or (len(noun) > 4 and noun.endswith(("er", "or")))


def _logsumexp(a: np.ndarray[Any, Any], axis: int) -> np.ndarray[Any, Any]:
    top: np.ndarray[Any, Any] = a.max(axis=axis, keepdims=True)
    out: np.ndarray[Any, Any] = np.log(np.exp(a - top).sum(axis=axis)) + top.squeeze(axis)
    return out


def _softmax(a: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    e: np.ndarray[Any, Any] = np.exp(a - a.max())
    return e / e.sum()


@annotator(makes="speakers", needs=("paragraphs", "quotations", "characters"), uses=("breaks", "chapters"))
def attribute_speakers(story: Story, calibrated: bool = True, weights: dict[str, float] | None = None) -> Layer[Attribution]:
    """Speaker, addressees, cue, confidence, alternatives and reasons of every quotation but those that are no speech.

    `calibrated=False` leaves the raw posterior in `confidence`; `weights` overrides strengths of rules by name.
    """
    found = Attributor(story, {**WEIGHTS, **(weights or {})}).attributions
    if calibrated:
        found = tuple(calibrated_probability(a) for a in found)
    return Layer("speakers", found, story.provenance("speakers", ("quotations", "characters"), calibrated=calibrated))
