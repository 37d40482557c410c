"""What a story knows when its speakers are looked for: who is named where, what gender, how near.

Nothing here depends on who turns out to say what.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from fullcast.annotators.characters import unnamed_key
from fullcast.annotators.labels import Line, find_labelled, label_key
from fullcast.annotators.linking import Known, Linker
from fullcast.annotators.names import Inside, speech_spans
from fullcast.annotators.tags import NounPhrase
from fullcast.layers import Story
from fullcast.lexicon.function_words import POSSESSIVES
from fullcast.lexicon.labels import SELVES
from fullcast.lexicon.people import CONTRACTED, FEMALE_NOUNS, HE, KIN, MALE_NOUNS, PERSON_NOUNS, SHE
from fullcast.text import Span

_PRONOUN_REACH = 150
"""Tokens back within which "he" and "she" in narration find whom they mean."""
NEAR = 1600
"""Code points back within which a mention makes a candidate."""


Refers = Callable[[int], str | None]
"""From the offset where a phrase begins to the character that it refers to, as chains of mentions have it; None where they do not say."""


class Setting:
    """Mentions, genders and distances of one story."""

    def __init__(self, story: Story, refers: Refers | None = None) -> None:
        self.story = story
        self.refers = refers
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
        plain = sorted(
            (m for m in (*self.linker.mentions, *self.linker.described) if not m.quoted), key=lambda m: m.start
        )
        self.plain = self.with_pronouns(plain)
        self.plain_starts = [m.start for m in self.plain]
        self.resolved = {m.first: m.who for m in self.plain}
        self.starts_of: dict[str, list[int]] = defaultdict(list)
        for m in self.plain:
            self.starts_of[m.who].append(m.start)
        self.unnamed = {
            c.id
            for c in self.characters.values()
            if c.by == "machine" and not c.narrator and not any(a[:1].isupper() for a in (c.name, *c.aliases))
        }
        self.animate = {
            c.id: c.kind == "animal" or animate(c.name.split()[-1].lower()) for c in self.characters.values()
        }
        self.titled_kin: dict[str, list[str]] = defaultdict(list)
        for c in self.characters.values():
            for title in {a.split()[0].lower() for a in c.aliases if " " in a} & KIN.keys():
                self.titled_kin[title].append(c.id)
        self.labelled = find_labelled(story)
        self.breaks = sorted([*(b.start for b in story.breaks), *(c.start for c in story.chapters)])

    def with_pronouns(self, named: list[Known]) -> list[Known]:
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

    def paragraph(self, offset: int) -> int:
        """Index of the paragraph at `offset`."""
        return max(0, bisect_right(self.paragraph_starts, offset) - 1)

    def narration(self, span: Span) -> tuple[range, range]:
        """Token indices of the narration before and after one part, inside its paragraph and up to the next quotation."""
        p = self.paragraphs[self.paragraph(span.start)]
        i = bisect_left(self.inside.starts, span.start)
        before = p.start
        if i > 0 and self.inside.spans[i - 1].end > p.start:
            before = self.inside.spans[i - 1].end
        after = p.end
        if i + 1 < len(self.inside.spans) and self.inside.spans[i + 1].start < p.end:
            after = self.inside.spans[i + 1].start
        return self.tokens.between(before, span.start), self.tokens.between(span.end, after)

    def sign(self, span: Span) -> str:
        """The last sign inside the marks of a quotation, a dash as “—”."""
        inner = self.content[span.start : span.end].rstrip("\"”’'»“_*‹› \n—-")
        tail = self.content[span.start : span.end].rstrip("\"”’'»“_*‹› \n")
        if tail.endswith(("—", "--", "–")):
            return "—"
        return inner[-1:] or "."

    def who(self, np_: NounPhrase) -> str | None:
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
            ids = self.linker.by_alias.get(key, [])
            if len(ids) == 1:
                return ids[0]
        return None

    def labelled_who(self, line: Line) -> str | None:
        """The character that the label of a line names; the narrator where it says "Me"."""
        if label_key(line.name) in SELVES:
            return self.narrator
        ids = self.tokens.between(line.label.start, line.label.end)
        known = self.linker.by_first.get(ids.start)
        return known.who if known is not None else None

    def referred(self, np_: NounPhrase) -> str | None:
        """The character that the chains give a pronoun or description, where there are chains."""
        who = None if self.refers is None else self.refers(self.tokens.starts[np_.first])
        return who if who in self.characters else None

    def phrase_gender(self, np_: NounPhrase) -> str | None:
        """The pronoun, "he" or "she", where the phrase tells."""
        if np_.form == "pronoun":
            return {"he": "he", "she": "she", "him": "he", "himself": "he", "herself": "she", "her": "she"}.get(
                np_.head
            )
        if np_.head in MALE_NOUNS or KIN.get(np_.head) == "m":
            return "he"
        if np_.head in FEMALE_NOUNS or KIN.get(np_.head) == "f":
            return "she"
        return None

    def recent(self, who: Iterable[str], offset: int) -> list[str]:
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
        here = self.stretch(offset)
        # whoever was named in this scene comes before those of the scene before
        return sorted(out, key=lambda c: self.stretch(self.last_before(c, offset)) != here)

    def mentions_near(self, who: str, offset: int) -> int:
        """How often `who` is mentioned in the narration around `offset`."""
        starts = self.starts_of.get(who, [])
        return bisect_left(starts, offset + NEAR // 2) - bisect_left(starts, offset - NEAR)

    def stretch(self, offset: int) -> int:
        """Number of scene breaks before `offset`."""
        return bisect_right(self.breaks, offset)

    def last_before(self, who: str, offset: int) -> int:
        """Start of the last mention of `who` in the narration before `offset`; it has one."""
        starts = self.starts_of[who]
        return starts[bisect_left(starts, offset) - 1]


def animate(noun: str) -> bool:
    """Whether a noun is the name of people: listed, or made like "carver" and "pianist"."""
    return (
        noun in PERSON_NOUNS
        or noun.endswith(("man", "woman", "keeper", "ist", "ess"))
        or (len(noun) > 4 and noun.endswith(("er", "or")))
    )
