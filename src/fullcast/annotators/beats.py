"""Beats: the narration around a quotation that is about its speaker, sentence by sentence.

What stands between the parts of a quotation and the rest of the tag's sentence belong to it; of the sentences around it those whose
subject is the speaker. The subject of a sentence is taken from its first mention, without a parser, so that both models can ask.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.tags import verbish
from fullcast.layers import Attribution, Mention, Quotation, Story
from fullcast.text import Span

_TITLE: Final = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|Lt|Sgt|Rev|Mme|Mlle)|\b[A-Z])\.$")
_LETTERS: Final = re.compile(r"[^\W_]")
_OBJECTS: Final = frozenset("him me them us you it himself herself themselves myself".split())
_PREPOSITIONS: Final = frozenset(
    "of in on at to from with by for about into over under through after before against between behind beside upon toward towards like "
    "than".split()
)
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)[^\w.!?;:]*$")
_WORD_AFTER: Final = re.compile(r"['’]?\s*([^\W\d_]+(?:['’][a-z]+)?)(?:\s+([^\W\d_]+(?:['’][a-z]+)?))?")
_OWNERS: Final = frozenset("his her my their our your its".split())
_PRESENT: Final = frozenset("feel look weep laugh smile cry tremble shake go turn begin".split())
_NEAR: Final = 24
"""Code points within which a possessive owns what follows."""
_REACH: Final = 3
"""Sentences on either side of a quotation that are looked at."""


class Beat(NamedTuple):
    """A sentence, or what of one is narration, that is about the speaker of a quotation."""

    span: Span
    place: str
    """ "tag" (the sentence of the cue, or between the parts), "beat" (of the same paragraph), "near" (of the paragraph before or after)."""


class Stretch(NamedTuple):
    """Narration between two quotations of a paragraph, or before the first, or after the last."""

    span: Span
    before: str | None
    """Id of the quotation before it."""
    after: str | None
    sentences: list[Span]


class Narration:
    """The narration of a story, and who its sentences are about."""

    def __init__(self, story: Story) -> None:
        self.content = story.text.content
        self._paragraphs = story.paragraphs
        self._starts = [p.start for p in self._paragraphs]
        self._quotations: dict[str, Quotation] = {q.id: q for q in story.items("quotations") if q.kind != "not_speech"}
        self._said: dict[str, Attribution] = {a.id: a for a in story.attributions}
        spans = sorted(
            (s.start, s.end, q.id) for q in self._quotations.values() if q.parent is None for s in q.spans
        )  # fmt: skip
        self._spans = spans
        self._span_starts = [s[0] for s in spans]
        self._mentions: list[Mention] = sorted(
            (m for m in story.mentions if m.type == "PER"), key=lambda m: (m.span.start, -m.span.end)
        )
        self._mention_starts = [m.span.start for m in self._mentions]
        self._beats: dict[str, list[Beat]] = {}
        self._told: dict[Span, list[Stretch]] = {}

    # Who

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions of persons that begin between the two offsets."""
        return self._mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]

    def subject(self, sentence: Span) -> Mention | None:
        """The mention that the sentence is about: its first, unless a preposition leads to it."""
        for m in self.mentions_in(*sentence):
            if self._is_subject(m, sentence.start):
                return m
        return None

    def feeler(self, sentence: Span, offset: int) -> Mention | None:
        """The mention that what stands at `offset` is said of: the last before it in its sentence that can be a subject."""
        found = None
        for m in self.mentions_in(sentence.start, offset):
            if (
                m.span.end <= offset
                and self._is_subject(m, sentence.start)
                and (found is None or self._acts(m, offset))
            ):
                found = m
        return found

    def _acts(self, m: Mention, offset: int) -> bool:
        """Whether a verb follows the mention, or it is the owner of what stands at `offset`."""
        word = self.content[m.span.start : m.span.end].lower()
        after = _WORD_AFTER.match(self.content, m.span.end)
        if word in _OWNERS or self.content[m.span.end - 2 : m.span.end] in ("'s", "’s"):
            return offset - m.span.end <= _NEAR
        if after is None:
            return False
        following = [w.lower().replace("’", "'") for w in after.groups() if w]
        return any(
            verbish(w) or w in _PRESENT or (w.endswith("s") and not w.endswith("ss") and i == 0)
            for i, w in enumerate(following)
            if i == 0 or following[0].endswith("ly")
        )

    def _is_subject(self, m: Mention, start: int) -> bool:
        word = self.content[m.span.start : m.span.end].lower()
        if word in _OBJECTS and word not in ("you", "it"):
            return False
        before = _WORD_BEFORE.search(self.content[max(start, m.span.start - 24) : m.span.start])
        if before is not None and before.group(1).lower() in _PREPOSITIONS:
            return False
        if word == "her":
            after = self.content[m.span.end : m.span.end + 2]
            return after[:1] == " " and after[1:2].isalpha()
        return True

    # Where

    def paragraph(self, offset: int) -> int:
        """Index of the paragraph at `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def quoted_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The parts of quotations, with the id of each, that begin between two offsets."""
        return self._spans[bisect_left(self._span_starts, start) : bisect_left(self._span_starts, end)]

    def stretches(self, paragraph: Span) -> list[Stretch]:
        """The narration of a paragraph."""
        if paragraph not in self._told:
            self._told[paragraph] = [
                Stretch(span, before, after, self.sentences(span)) for span, before, after in self._parted(paragraph)
            ]
        return self._told[paragraph]

    def _parted(self, paragraph: Span) -> list[tuple[Span, str | None, str | None]]:
        """Stretches of a paragraph, each with the ids of the quotations before and after it."""
        out: list[tuple[Span, str | None, str | None]] = []
        at = paragraph.start
        before: str | None = None
        for start, end, id_ in self.quoted_in(*paragraph):
            if start > at:
                out.append((Span(at, start), before, id_))
            at, before = max(at, end), id_
        if paragraph.end > at:
            out.append((Span(at, paragraph.end), before, None))
        return [s for s in out if _LETTERS.search(self.content, *s[0])]

    def sentences(self, stretch: Span) -> list[Span]:
        """The sentences of a stretch of narration."""
        out: list[Span] = []
        start = stretch.start
        for m in re.finditer(r"[.!?…]+[\"”’'»)\]_*]*(?=\s|$)", self.content[stretch.start : stretch.end]):
            end = stretch.start + m.end()
            if _TITLE.search(self.content[max(start, end - 6) : end]):
                continue
            out.append(Span(start, end))
            start = end
        if start < stretch.end:
            out.append(Span(start, stretch.end))
        return [s for s in out if _LETTERS.search(self.content, *s)]

    def beats(self, q: Quotation) -> list[Beat]:
        """The sentences around `q` that are about its speaker, in text order."""
        if q.id not in self._beats:
            self._beats[q.id] = self._find_beats(q)
        return self._beats[q.id]

    def _find_beats(self, q: Quotation) -> list[Beat]:
        said = self._said.get(q.id)
        speaker = said.speaker if said is not None else None
        found: dict[Span, str] = {}
        cue = said.cue.span if said is not None and said.cue is not None else None
        first, last = self.paragraph(q.spans[0].start), self.paragraph(q.spans[-1].start)
        for k in range(first, last + 1):
            for stretch in self.stretches(self._paragraphs[k]):
                found.update(self._of_stretch(stretch, q.id, speaker, cue))
        found.update(self._beside(first - 1, speaker, -1))
        found.update(self._beside(last + 1, speaker, 0))
        return [Beat(span, place) for span, place in sorted(found.items())]

    def _of_stretch(
        self, stretch: Stretch, id_: str, speaker: str | None, cue: Span | None
    ) -> Iterator[tuple[Span, str]]:
        """The sentences of a stretch beside the quotation `id_` that are about its speaker."""
        follows, leads = stretch.before == id_, stretch.after == id_
        if not (follows or leads):
            return
        last = len(stretch.sentences) - _REACH
        for i, sentence in enumerate(stretch.sentences):
            if cue is not None and sentence.meets(cue):
                yield sentence, "tag"
            elif (follows and i < _REACH) or (leads and i >= last):
                subject = self.subject(sentence)
                whose = subject.entity if subject is not None else None
                goes_on = not self.content[sentence.start : sentence.end].lstrip()[:1].isupper()
                nobody = whose is None and follows and (leads or (i == 0 and goes_on))
                if nobody or (speaker is not None and whose == speaker):
                    yield sentence, "beat"

    def _beside(self, paragraph: int, speaker: str | None, which: int) -> Iterator[tuple[Span, str]]:
        """The sentence next to a quotation in the paragraph before or after it, if that is narration about the speaker."""
        if not 0 <= paragraph < len(self._paragraphs) or speaker is None:
            return
        span = self._paragraphs[paragraph]
        if self.quoted_in(*span):
            return
        sentences = [s for stretch in self.stretches(span) for s in stretch.sentences]
        if sentences:
            subject = self.subject(sentences[which])
            if subject is not None and subject.entity == speaker:
                yield sentences[which], "near"
