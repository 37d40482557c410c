"""Why this speaker: the passage, the answer, how sure it is and what it rests on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from msgspec import UNSET

from fullcast.errors import NotFoundError
from fullcast.layers import Delivery, Line, Reason, Story
from fullcast.text import Span
from fullcast.writers.figures import Figures, sureness
from fullcast.writers.shown import clipped, percent, shown

_LONGEST: Final = 700
"""Code points of a paragraph that are shown before and after the line."""


@dataclass(frozen=True)
class Explanation:
    """Everything the story's layers say about one line, ready to show; no part holds a control character."""

    heading: str
    passage: tuple[tuple[tuple[str, bool], ...], ...]
    """Paragraphs; each is stretches of words with whether they are the line's."""
    facts: tuple[tuple[str, str], ...]
    """What is said of it, and the answer."""

    def __str__(self) -> str:
        marked = ["".join(f"⟦{words}⟧" if own else words for words, own in p) for p in self.passage]
        wide = max(len(label) for label, _ in self.facts)
        facts = [f"{label:<{wide}}  {answer}" for label, answer in self.facts]
        return "\n".join([self.heading, "", *(f"  {p}" for p in marked), "", *facts])


def explain(story: Story, id_: str) -> Explanation:
    """What the story says about the quotation `id_`; raises NotFoundError for one that it has not."""
    line = next((q for q in story.quotations if q.id == id_), None)
    if line is None:
        ids = [q.id for q in story.quotations]
        known = f"the story has {ids[0]} to {ids[-1]}" if ids else "the story has none"
        raise NotFoundError(f"no quotation {id_!r}; {known}")
    figures = Figures(story)
    where = figures.place(line.spans[0].start)
    scene = f", scene {line.scene}" if line.scene else ""
    return Explanation(
        heading=f"{line.id}: {_kind(line)} at {where} of the story{scene} (offset {line.spans[0].start:,})",
        passage=_passage(story, line),
        facts=tuple(_facts(story, line)),
    )


def _kind(line: Line) -> str:
    return "not speech, though it looks like it" if line.kind == "not_speech" else shown(line.kind)


# The passage


def _passage(story: Story, line: Line) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """The paragraphs that hold the line, with the one before, each shortened where it is long."""
    first, last = line.spans[0].start, line.spans[-1].end
    starts = [p.start for p in story.paragraphs]
    i = max(bisect_right(starts, first) - 2, 0)
    near = list(story.paragraphs[i : bisect_right(starts, last)]) or [Span(first, last)]
    return tuple(_stretches(story, paragraph, line) for paragraph in near)


def _stretches(story: Story, paragraph: Span, line: Line) -> tuple[tuple[str, bool], ...]:
    own = [Span(max(s.start, paragraph.start), min(s.end, paragraph.end)) for s in line.spans if paragraph.meets(s)]
    out: list[tuple[str, bool]] = []
    at = paragraph.start
    for span in own:
        out += [(_short(story.words((at, span.start))), False), (_spaced(story.words(span)), True)]
        at = span.end
    out.append((_short(story.words((at, paragraph.end))), False))
    return tuple(piece for piece in out if piece[0])


def _spaced(words: str) -> str:
    """`words` made safe, with one space at an end where it had white space."""
    if not words.strip():
        return " " if words else ""
    return " " * words[0].isspace() + shown(words) + " " * words[-1].isspace()


def _short(words: str) -> str:
    words = _spaced(words)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 2 :]}"


# The answers


def _facts(story: Story, line: Line) -> list[tuple[str, str]]:
    names = {c.id: shown(c.name) for c in story.characters}
    facts = [("speaker", f"{names.get(line.speaker, line.speaker) if line.speaker else 'not known'}: {_sure(line)}")]
    facts.append(("spoken to", _addressed(line, names)))
    if line.type:
        facts.append(("found by", _TYPES.get(line.type, shown(line.type))))
    facts += [("because" if i == 0 else "", _reason(story, r)) for i, r in enumerate(line.reasons)]
    if line.cue is not None:
        facts.append(("cue", _quoted(story, line.cue.span)))
    if line.alternatives:
        others = ", ".join(f"{names.get(who, who)} {percent(p)}" for who, p in line.alternatives)
        facts.append(("or else", others))
    if line.delivery is not None:
        facts.append(("said", _delivery(line.delivery)))
    if line.parent:
        facts.append(("inside", line.parent))
    return facts


_TYPES: Final = {
    "explicit": "a tag that names the speaker",
    "anaphoric": "a tag with a pronoun or a description",
    "implicit": "no tag: who acts, who is spoken to, whose turn it is",
}


def _sure(line: Line) -> str:
    number = "" if line.confidence is UNSET or line.by != "machine" else f" ({percent(line.confidence)})"
    return sureness(line) + number


def _addressed(line: Line, names: dict[str, str]) -> str:
    if line.addressees is None:
        return "not known"
    if not line.addressees:
        return "nobody"
    if line.addressees == (line.speaker,):
        return "themselves"
    return ", ".join(names.get(a, a) for a in line.addressees)


def _reason(story: Story, reason: Reason) -> str:
    note = shown(reason.note) or reason.rule.replace("_", " ")
    if reason.span is None or shown(story.words(reason.span)) in note:
        return note
    return f"{note}: {_quoted(story, reason.span)}"


def _quoted(story: Story, span: Span) -> str:
    return f"“{clipped(story.words(span), 120)}”"


def _delivery(how: Delivery) -> str:
    words = [how.loudness, how.pace, *how.voice, "cut off" if how.cut_off else None]
    return f"{', '.join(shown(w) for w in words if w) or 'plainly'} (from its {shown(how.source)})"
