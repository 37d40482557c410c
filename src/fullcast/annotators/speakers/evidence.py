"""Evidence: for each quotation, who could have said it and what speaks for whom.

Tags (grammar), beats, vocatives, and who was named lately. Each rule leaves an amount; STRENGTHS turns amounts into log odds.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from fullcast.annotators.labels import Line
from fullcast.annotators.linking import Known
from fullcast.annotators.names import Inside
from fullcast.annotators.speakers.setting import NEAR, Refers, Setting
from fullcast.annotators.speakers.turn import Turn
from fullcast.annotators.tags import NounPhrase, Tag, object_phrase, sentence_starts, subjects, tag_after, tag_before
from fullcast.layers import Cue, Quotation, Reason, Story
from fullcast.lexicon.function_words import POSSESSIVES
from fullcast.lexicon.people import GENERIC_NOUNS, GROUP_NOUNS
from fullcast.text import Span

_ESTABLISHED = 3
"""Mentions nearby from which on someone without a name is as likely to speak as anyone."""
_SIR = frozenset("sir monsieur signor señor mister".split())
_MADAM = frozenset("madam ma'am madame mademoiselle signora signorina señora señorita".split())
_OF_THOUGHT = frozenset(
    "think wonder muse reflect tell ask realize realise decide consider ponder marvel remember say murmur".split()
)
_MAX_CANDIDATES = 9
_FAR = 2500
"""Distance, in code points, at which someone counts who was not named in reach."""


class Evidence:
    """The turns of one story with all that speaks for each candidate."""

    def __init__(self, story: Story, refers: Refers | None = None) -> None:
        self.setting = Setting(story, refers)
        quotations: list[Quotation] = [
            q for q in story.items("quotations") if q.parent is None and q.kind != "not_speech"
        ]
        self.turns = [self._turn(q) for q in quotations]
        self.nested = Inside([s for q in story.items("quotations") if q.parent is not None for s in q.spans])
        self.spoke: dict[int, str] = {}
        """Speakers of a first decoding, by index of the turn."""
        self.roster: Counter[str] = Counter()
        """Who speaks around the turn at hand, with how often."""

    def _turn(self, q: Quotation) -> Turn:
        return Turn(
            q,
            self.setting.paragraph(q.spans[0].start),
            self.setting.paragraph(max(q.spans[-1].end - 1, q.spans[-1].start)),
        )

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
            if turn.label is not None:
                self._score_label(turn, turn.label)
            else:
                self._score_tag(turn)
                self._score_beats(turn, k)
            self._score_inside(turn)
            self._score_standing(turn, k)

    def _find_tag(self, turn: Turn, k: int) -> None:
        spans = turn.quotation.spans
        labelled = self.setting.labelled.at(turn.start)
        if labelled is not None:
            turn.label = labelled[0]
            turn.tag_who = self.setting.labelled_who(turn.label)
            turn.cue = Cue(span=turn.label.label, verb=None)
            return
        if turn.quotation.marked_by == "none" or (
            turn.quotation.kind == "thought" and turn.quotation.marked_by == "emphasis"
        ):
            turn.tag = self._thought_tag(turn)
        else:
            options: list[tuple[float, Tag]] = []
            for n, span in enumerate(spans):
                before, after = self.setting.narration(span)
                follows = tag_after(self.setting.tokens, after.start, after.stop, self.setting.sign(span))
                owner_next = self._leads_on(after, turn, n)
                if follows is not None and not (
                    owner_next is not None and owner_next.verb_at == follows.verb_at and not follows.certain
                ):
                    options.append((3.0 if follows.certain else 1.5, follows))
                if n == 0:
                    leads = tag_before(self.setting.tokens, before.start, before.stop)
                    if leads is None and not before:
                        leads = self._colon_before(turn)
                    if leads is not None and not self._belongs_to_previous(leads, before, k):
                        options.append((2.5 if leads.certain else 1.2, leads))
            if options:
                turn.tag = max(options, key=lambda o: o[0])[1]
        if turn.tag is not None:
            t = turn.tag
            turn.cue = Cue(span=t.span(self.setting.tokens), verb=t.verb, manner=t.manner)

    def _leads_on(self, after: range, turn: Turn, n: int) -> Tag | None:
        """A tag in the narration after a part that leads into the next quotation of the paragraph."""
        if not after or after.stop >= len(self.setting.tokens):
            return None
        if self.setting.inside.at(self.setting.tokens.starts[after.stop]) is None:
            return None
        return tag_before(self.setting.tokens, after.start, after.stop)

    def _belongs_to_previous(self, leads: Tag, before: range, k: int) -> bool:
        """Whether the clause before a quotation is the tag after the one before it: "…," she said, "…" of one speaker is joined already."""
        if k == 0 or not before:
            return False
        previous = self.turns[k - 1]
        return (
            previous.tag is not None
            and previous.tag.verb_at == leads.verb_at
            and previous.tag.certain
            and not leads.certain
        )

    def _colon_before(self, turn: Turn) -> Tag | None:
        """A tag at the end of the paragraph before, where that ends in a colon or comma."""
        if turn.paragraph == 0 or turn.start - self.setting.paragraphs[turn.paragraph].start > 2:
            return None
        p = self.setting.paragraphs[turn.paragraph - 1]
        if self.setting.content[p.end - 1] not in ":,—-" or self.setting.inside.at(p.end - 1) is not None:
            return None
        i = bisect_left(self.setting.inside.starts, p.end) - 1
        start = max(p.start, self.setting.inside.spans[i].end if i >= 0 else 0)
        ids = self.setting.tokens.between(start, p.end)
        return tag_before(self.setting.tokens, ids.start, ids.stop)

    def _thought_tag(self, turn: Turn) -> Tag | None:
        """The tag after an unmarked or emphasised thought."""
        _, after = self.setting.narration(turn.quotation.spans[0])
        found = tag_after(self.setting.tokens, after.start, after.stop, ",")
        return found if found is not None and found.verb in _OF_THOUGHT else None

    def _named_in(self, span: Span) -> Iterator[Known]:
        """The names in a quotation's own words, not in those it quotes: in "She said, 'Denzil, sit'" nobody calls Denzil."""
        for m in self.setting.linker.within(span):
            if self.nested.at(m.start) is None:
                yield m

    def _find_vocatives(self, turn: Turn) -> None:
        for span in turn.quotation.spans:
            for m in self._named_in(span):
                if m.vocative and m.who not in turn.vocatives:
                    turn.vocatives.append(m.who)

        words = {
            self.setting.tokens.lower[i]
            for s in turn.quotation.spans
            for i in self.setting.tokens.between(s.start, s.end)
        }
        men, women = words & _SIR, words & _MADAM
        if bool(men) != bool(women):
            turn.addressed_as = "he" if men else "she"

    def _candidates(self, turn: Turn, k: int) -> None:
        """People who could have said it: named in its tag or beats, near it in the narration, addressed nearby, and the narrator."""
        seen: dict[str, float] = {}
        hi = bisect_left(self.setting.plain_starts, turn.start)
        rank = 0
        for m in reversed(self.setting.plain[max(0, hi - 60) : hi]):
            if turn.start - m.start > NEAR * 2 and rank >= 2:
                break
            if m.who not in seen:
                seen[m.who] = 10.0 - rank
                rank += 1
            if rank >= _MAX_CANDIDATES:
                break
        after_end = self.setting.paragraphs[min(turn.last_paragraph + 2, len(self.setting.paragraphs) - 1)].end
        for m in self.setting.plain[
            bisect_left(self.setting.plain_starts, turn.end) : bisect_left(self.setting.plain_starts, after_end)
        ][:6]:
            seen[m.who] = max(seen.get(m.who, 0.0), 6.5 if m.start - turn.end < 300 else 4.0)
        for d in (-3, -2, -1, 1, 2, 3):
            if 0 <= k + d < len(self.turns) and abs(self.turns[k + d].paragraph - turn.paragraph) <= 5:
                other = self.turns[k + d]
                for v in other.vocatives:
                    seen[v] = max(seen.get(v, 0.0), 7.5)
                if other.tag_who is None and other.tag is not None and other.tag.subject is not None:
                    other.tag_who = self.setting.who(other.tag.subject)
                if other.tag_who is not None:
                    seen[other.tag_who] = max(seen.get(other.tag_who, 0.0), 8.5)
        self.roster = self._speakers_near(k)
        for who, n in self._roster(k).most_common(5):
            seen[who] = max(seen.get(who, 0.0), 6.0 + min(n, 3))
        if self.setting.narrator is not None:
            seen[self.setting.narrator] = max(seen.get(self.setting.narrator, 0.0), 9.0)
        if turn.tag is not None and turn.tag.subject is not None:
            turn.tag_who = self.setting.who(turn.tag.subject)
        if turn.tag_who is not None:
            seen[turn.tag_who] = 20.0
        elif (
            turn.tag is not None
            and turn.tag.subject is not None
            and (referred := self.setting.referred(turn.tag.subject)) is not None
        ):
            seen[referred] = max(seen.get(referred, 0.0), 9.0)
        for u in [c for c in seen if c in self.setting.unnamed]:
            seen[u] -= 2.0
        for c in seen:
            seen[c] += 0.4 * math.log1p(self.setting.count[c])
        for thing in [
            c for c in seen if c in self.setting.unnamed and not self.setting.animate[c] and c != turn.tag_who
        ]:
            del seen[thing]  # "said the door" makes the door speak once, not whenever it is near
        ordered = sorted(seen, key=lambda c: (-seen[c], c))[:_MAX_CANDIDATES]
        turn.candidates = ordered
        turn.evidence = {c: {} for c in ordered}

    def _roster(self, k: int) -> Counter[str]:
        """People whom tags and vocatives of the turns around name, with how often."""
        out: Counter[str] = Counter()
        here = self.setting.stretch(self.turns[k].start)
        for other in self.turns[max(0, k - 14) : k + 8]:
            if self.setting.stretch(other.start) != here:
                continue
            out.update(other.vocatives)
            if other.tag is not None and other.tag.subject is not None:
                who = self.setting.who(other.tag.subject)
                if who is not None:
                    out[who] += 1
        for j in range(max(0, k - 14), min(len(self.turns), k + 8)):
            if j != k and j in self.spoke and self.setting.stretch(self.turns[j].start) == here:
                out[self.spoke[j]] += 1
        return out

    def _speakers_near(self, k: int) -> Counter[str]:
        """People whom the tags of other turns of the scene, or the first decoding, have speak, with how often."""
        out: Counter[str] = Counter()
        here = self.setting.stretch(self.turns[k].start)
        for j in range(max(0, k - 25), min(len(self.turns), k + 20)):
            other = self.turns[j]
            if j == k or self.setting.stretch(other.start) != here:
                continue
            who = (
                self.setting.who(other.tag.subject) if other.tag is not None and other.tag.subject is not None else None
            )
            who = who or self.spoke.get(j)
            if who is not None:
                out[who] += 1
        return out

    def _weigh(self, turn: Turn, who: str, rule: str, amount: float = 1.0) -> None:
        """Apply a rule to a candidate."""
        if who in turn.evidence:
            turn.evidence[who][rule] = turn.evidence[who].get(rule, 0.0) + amount

    def _because(self, turn: Turn, who: str, kind: str, note: str, span: Span | None = None) -> None:
        """Remember a reason to show for a candidate."""
        if who in turn.evidence:
            turn.reasons[who].append(Reason(rule=kind, note=note, span=span))

    def _score_label(self, turn: Turn, line: Line) -> None:
        if turn.tag_who is None:
            turn.rule, turn.nobody = "tag_nobody", 1.0
            return
        turn.rule = "label"
        self._weigh(turn, turn.tag_who, "label")
        self._because(turn, turn.tag_who, "label", f"the label says so: {line.name}", line.label)

    def _score_tag(self, turn: Turn) -> None:
        tag = turn.tag
        if tag is None or tag.subject is None:
            return
        if tag.subject.form == "indefinite":
            turn.rule, turn.nobody = "tag_nobody", 1.0
            return
        span = tag.span(self.setting.tokens)
        words = self.setting.story.text.words(span).replace("\n", " ")
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
                kin = self.setting.tokens.lower[tag.subject.first] in POSSESSIVES
                known = turn.tag_who not in self.setting.unnamed
                generic = tag.subject.head in GENERIC_NOUNS
                self._weigh(
                    turn,
                    turn.tag_who,
                    "tag_weak" if known else "tag_owned" if kin else "tag_generic" if generic else "tag_role",
                )
                self._because(turn, turn.tag_who, "tag_nominal", f"the tag describes the speaker: {words}", span)
            self._score_phrase(turn, tag.subject, span, words)
        self._find_addressed(turn, tag)

    def _score_phrase(self, turn: Turn, np_: NounPhrase, span: Span, words: str) -> None:
        """Gender and nearness for a tag whose subject is a pronoun or description."""
        want = self.setting.phrase_gender(np_)
        if (referred := self.setting.referred(np_)) is not None:
            self._weigh(turn, referred, "tag_chain")
            self._because(turn, referred, turn.rule, f"the mentions before lead from “{words}” to the speaker", span)
        fits: list[str] = []
        plural = np_.head in ("they", "we") or (
            np_.form == "nominal" and np_.head in GROUP_NOUNS and np_.head.endswith("s")
        )
        for c in turn.candidates:
            g = self.setting.gender[c]
            if c == self.setting.narrator and np_.form == "pronoun" and np_.head != "i":
                self._weigh(turn, c, "tag_gender_clash")
            elif plural:
                self._weigh(turn, c, "tag_plural", 1.0 if self.setting.characters[c].kind == "group" else -1.0)
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
        for rank, c in enumerate(self.setting.recent(fits, self.setting.tokens.starts[np_.first])[:2]):
            self._weigh(turn, c, "tag_rank", 2 - rank)
            self._because(
                turn,
                c,
                turn.rule,
                f"“{words}”: {'the last' if rank == 0 else 'one of the last'} named whom it fits",
                span,
            )

    def _find_addressed(self, turn: Turn, tag: Tag) -> None:
        np_ = tag.addressee
        if np_ is None:
            return
        if np_.form == "pronoun" and np_.head.endswith(("self", "selves")):
            turn.to_self = True
            return
        who = self.setting.who(np_)
        if who is None and np_.head in ("me", "us"):
            who = self.setting.narrator
        if who is not None:
            turn.addressed = [who]
            self._weigh(turn, who, "tag_addressee")
            # "said the cook to Ebba and Signe"
            if self.setting.tokens.lower[np_.last : np_.last + 1] == ["and"]:
                second = object_phrase(self.setting.tokens, np_.last + 1, min(np_.last + 6, len(self.setting.tokens)))
                other = self.setting.who(second) if second is not None else None
                if other is not None:
                    turn.addressed.append(other)

    def _score_beats(self, turn: Turn, k: int) -> None:
        """People who act in the narration of the quotation's own paragraph, nearest first."""
        if turn.rule in ("tag_name", "tag_narrator"):
            return
        tagged = turn.tag is not None and turn.tag.certain
        found: list[tuple[int, NounPhrase, float]] = []
        first, last = turn.quotation.spans[0], turn.quotation.spans[-1]
        before, _ = self.setting.narration(first)
        _, after = self.setting.narration(last)
        for np_, _verb in subjects(self.setting.tokens, before.start, before.stop)[-3:]:
            found.append((abs(self.setting.tokens.starts[np_.first] - first.start), np_, 1.0))
        ahead = subjects(self.setting.tokens, after.start, after.stop)
        starts = set(sentence_starts(self.setting.tokens, after.start, after.stop)) if after else set()
        for n, (np_, _verb) in enumerate(ahead[:2]):
            # the sentence right after the line; further on others act
            if n == 0 or np_.first in starts:
                found.append((self.setting.tokens.starts[np_.first] - last.end, np_, 1.0 if n == 0 else 0.4))
        if len(turn.quotation.spans) > 1:
            gap = self.setting.tokens.between(turn.quotation.spans[0].end, turn.quotation.spans[1].start)
            found += [(0, np_, 1.0) for np_, _v in subjects(self.setting.tokens, gap.start, gap.stop)[:1]]
        scale = 0.3 if tagged else 1.0
        self._score_antecedent(turn, before)
        used: set[str] = set()
        for _distance, np_, share in sorted(found, key=lambda f: f[0]):
            if turn.tag is not None and turn.tag.subject is not None and np_.first == turn.tag.subject.first:
                continue
            who = self.setting.who(np_)
            span = Span(self.setting.tokens.starts[np_.first], self.setting.tokens.ends[np_.last - 1])
            if who is not None and who not in used:
                if not used and turn.rule == "turn":
                    turn.rule = "beat"
                self._weigh(turn, who, "beat_name", share * scale / (1 + len(used)))
                self._because(turn, who, "beat", f"acts beside the line: {self.setting.story.text.words(span)}", span)
                used.add(who)
            elif who is None and np_.form in ("pronoun", "nominal"):
                want = self.setting.phrase_gender(np_)
                if (referred := self.setting.referred(np_)) is not None and not used:
                    self._weigh(turn, referred, "beat_chain", share * scale)
                if want is None or used:
                    continue
                fits = [
                    c for c in turn.candidates if self.setting.gender[c] in (want, None) and c != self.setting.narrator
                ]
                for c in turn.candidates:
                    if c not in fits:
                        self._weigh(turn, c, "beat_clash", share * scale)
                for rank, c in enumerate(self.setting.recent(fits, span.start)[:2]):
                    self._weigh(turn, c, "beat_pronoun", share * scale * (2 - rank))
                    self._because(turn, c, "beat", f"acts beside the line: {self.setting.story.text.words(span)}", span)
                used.add(want)
                if turn.rule == "turn":
                    turn.rule = "beat_pronoun"
        if (
            not found
            and turn.tag is None
            and turn.paragraph > 0
            and turn.start - self.setting.paragraphs[turn.paragraph].start <= 2
        ):
            self._score_paragraph_before(turn)

    def _score_antecedent(self, turn: Turn, before: range) -> None:
        """In "Mr. Cole sat down. "…" he said." the pronoun of the tag stands for whoever acts in the paragraph before the line."""
        tag = turn.tag
        if tag is None or tag.subject is None or tag.subject.form != "pronoun" or tag.side != "after":
            return
        want = self.setting.phrase_gender(tag.subject)
        for np_, _verb in subjects(self.setting.tokens, before.start, before.stop)[-1:]:
            who = self.setting.who(np_)
            if who is not None and self.setting.gender[who] in (want, None):
                self._weigh(turn, who, "tag_antecedent")
                self._because(
                    turn,
                    who,
                    "tag_pronoun",
                    f"the pronoun stands for {self.setting.characters[who].name}, who acts just before",
                )

    def _score_paragraph_before(self, turn: Turn) -> None:
        """Whoever acts last in the paragraph before, where that is narration."""
        p = self.setting.paragraphs[turn.paragraph - 1]
        i = bisect_left(self.setting.inside.starts, p.start)
        if i < len(self.setting.inside.starts) and self.setting.inside.starts[i] < p.end:
            return
        ids = self.setting.tokens.between(max(p.start, p.end - 400), p.end)
        for np_, _v in subjects(self.setting.tokens, ids.start, ids.stop)[-1:]:
            who = self.setting.who(np_) or self.setting.resolved.get(np_.first)
            span = Span(self.setting.tokens.starts[np_.first], self.setting.tokens.ends[np_.last - 1])
            if who is not None:
                self._weigh(turn, who, "beat_before_paragraph")
                self._because(
                    turn, who, "beat", f"acts just before the line: {self.setting.story.text.words(span)}", span
                )

    def _score_inside(self, turn: Turn) -> None:
        for span in turn.quotation.spans:
            for m in self._named_in(span):
                self._weigh(turn, m.who, "vocative_self" if m.vocative else "named_inside")

    def _score_standing(self, turn: Turn, k: int) -> None:
        """How near and how often each candidate is named; the prior of the unnamed and of the narrator."""
        hi = bisect_left(self.setting.plain_starts, turn.start)
        last: dict[str, int] = {}
        for m in self.setting.plain[max(0, hi - 60) : hi]:
            last[m.who] = m.start
        for j in range(max(0, k - 12), k - 1):
            if (who := self.spoke.get(j)) is not None:
                last[who] = max(last.get(who, 0), self.turns[j].end)
        for c in turn.candidates:
            if c == self.setting.narrator:
                self._weigh(turn, c, "narrator_prior")
                self._weigh(turn, c, "narrator_here", math.log1p(self.roster[c]))
                continue
            self._weigh(turn, c, "frequency", math.log1p(self.setting.count[c]))
            distance = turn.start - last[c] if c in last else _FAR
            self._weigh(turn, c, "recency", -math.log1p(distance / 150))
            if c in last and self.setting.stretch(last[c]) != self.setting.stretch(turn.start):
                self._weigh(turn, c, "other_scene")
            self._weigh(turn, c, "speaks_here", math.log1p(self.roster[c]))
            here = self.setting.mentions_near(c, turn.start)
            self._weigh(turn, c, "local", math.log1p(here))
            if c in self.setting.unnamed:
                self._weigh(
                    turn, c, "unnamed_near" if here >= _ESTABLISHED and self.setting.animate[c] else "unnamed_prior"
                )
