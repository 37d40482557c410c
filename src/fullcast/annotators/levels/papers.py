"""Documents: letters, diaries, reports, messages and chats, from a paragraph up.

Those that the layer quotations has as `writing`; and those that stand in the text without marks: letters by their
salutation (a story in letters), entries of a diary by their date, messages by a heading in capitals, chats by the
labels of their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fullcast.annotators.labels import find_labelled
from fullcast.annotators.levels.found import Found, People, trimmed
from fullcast.layers import Story
from fullcast.lexicon import worlds
from fullcast.text import Span

_ENOUGH: Final = 18
"""Words of a paragraph's worth."""
_LETTER: Final = 12
"""Paragraphs of a letter that stands without marks, at most."""
_ADDED: Final = re.compile(r"\W*(?:P\.? ?P?\.? ?S\b|PPS\b|PS\b|Postscript)")
_SELF: Final = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|[Yy]ou|[Yy]our)\b")
_ALMOST: Final = 0.8
"""Share of a story's words from which on it is told in messages."""


def find_papers(story: Story, people: People) -> Iterator[Found]:
    """The documents of the story, in no particular order; of a story in letters each letter."""
    codes = {n.code for n in story.notices}
    chats = list(_chats(story))
    yield from chats
    yield from _dated_chapters(story)
    yield from _quoted(story, [span for chat in chats for span in chat.spans])
    if "epistolary" in codes:
        yield from _letters(story, people)
    else:
        yield from _inserted(story, people)
    yield from _messages(story)


def _quoted(story: Story, chats: list[Span]) -> Iterator[Found]:
    """Quotations of the kind writing that are as long as a paragraph, but for messages of `chats`."""
    content = story.text.content
    for q in story.quotations:
        dated = q.kind == "speech" and worlds.DATE.match(content[q.spans[0].start : q.spans[0].end])
        if (q.kind != "writing" and not dated) or any(chat.holds(q.spans[0]) for chat in chats):
            continue
        words = sum(len(content[s.start : s.end].split()) for s in q.spans)
        if words >= _ENOUGH:
            yield Found(
                "document",
                [trimmed(story, s.start, s.end) for s in q.spans],
                "writing",
                q.speaker if not dated else None,
            )


def _dated_chapters(story: Story) -> Iterator[Found]:
    """Entries of a diary and letters that stand under a date as under a heading."""
    content = story.text.content
    headings = [
        r
        for r in story.regions
        if r.kind in ("heading", "title", "metadata") and worlds.DATE.match(content[r.start : r.end].strip())
    ]
    if len(headings) < 2:
        return
    bounds = sorted({*(r.start for r in story.regions if r.kind != "story"), len(content)})
    for heading in headings:
        end = next(b for b in bounds if b > heading.start)
        span = trimmed(story, heading.end, end)
        if len(content[span.start : span.end].split()) >= _ENOUGH:
            yield Found("document", [span], "dated")


def _letters(story: Story, people: People) -> Iterator[Found]:
    """Letters and entries that stand in the text without marks.

    From salutation or date to its signature; without one to the next, or to the end.
    """
    content = story.text.content
    own = [(r.start, r.end) for r in story.regions if r.kind == "story"]
    paragraphs = [p for p in story.paragraphs if any(a <= p.start < b for a, b in own)]
    starts: list[int] = []
    for k, p in enumerate(paragraphs):
        text = content[p.start : p.end]
        salutes = worlds.SALUTATION.match(text) is not None and (k == 0 or len(text.split()) < 12)
        dated = worlds.DATE.match(text) is not None or (
            len(text.split()) <= 14 and worlds.DATE.search(text) is not None and text[-1:] not in '.!?"”'
        )
        under_its_date = salutes and starts and starts[-1] == k - 1
        if (dated or salutes) and not under_its_date:
            starts.append(k)
    if len(starts) < 2:
        return
    texts = [content[p.start : p.end] for p in paragraphs]
    names = {alias for c in story.characters for alias in (c.name, *c.aliases)}
    for first, later in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        nxt = _signed_at(texts, first, later, names)
        span = Span(paragraphs[first].start, paragraphs[nxt - 1].end)
        # a section under a date that speaks of nobody's self is narration
        if len(content[span.start : span.end].split()) >= _ENOUGH and _SELF.search(_narrated(story, span)):
            yield Found(
                "document", [span], "letter", _signed(people, paragraphs[nxt - 1], paragraphs[max(first, nxt - 2)])
            )


def _narrated(story: Story, span: Span) -> str:
    """What stands in `span` outside speech."""
    content, at, out = story.text.content, span.start, []
    for spoken in sorted(s for q in story.quotations if q.kind == "speech" for s in q.spans if span.holds(s)):
        out.append(content[at : max(at, spoken.start)])
        at = max(at, spoken.end)
    return " ".join([*out, content[at : span.end]])


def _inserted(story: Story, people: People) -> Iterator[Found]:
    """Letters and entries of a diary that stand between paragraphs of narration without marks."""
    content = story.text.content
    own = [(r.start, r.end) for r in story.regions if r.kind == "story"]
    paragraphs = [p for p in story.paragraphs if any(a <= p.start < b for a, b in own)]
    texts = [content[p.start : p.end] for p in paragraphs]
    names = {alias for c in story.characters for alias in (c.name, *c.aliases)}
    k = 0
    while k < len(paragraphs):
        last = k
        if worlds.SALUTATION.match(texts[k]) and not texts[k].startswith(('"', "“", "‘")):
            last = _signature(texts, k, names) or (k + 1 if len(texts[k].split()) >= 12 else k)
        elif worlds.DATE.match(texts[k]) and k + 1 < len(texts) and worlds.DATE.match(texts[k + 1]):
            last = next((j for j in range(k, len(texts)) if not worlds.DATE.match(texts[j])), len(texts))
        elif k and worlds.ANNOUNCES.search(texts[k - 1]) and not texts[k].startswith(('"', "“", "‘", "—", "–")):
            last = k + 1
        if last > k:
            span = Span(paragraphs[k].start, paragraphs[last - 1].end)
            yield Found(
                "document", [span], "inserted", _signed(people, paragraphs[last - 1], paragraphs[max(k, last - 2)])
            )
        k = max(last, k + 1)


def _signature(texts: list[str], first: int, names: set[str]) -> int | None:
    """The paragraph after the one that signs the letter begun in paragraph `first`.

    None where no signature is near.
    """
    near = range(first, min(len(texts), first + _LETTER))
    return next((j + 1 for j in near if _signs(texts[j], names)), None)


def _signs(text: str, names: set[str]) -> bool:
    last = worlds.LAST_NAME.search(text)
    return worlds.SIGNED_OFF.search(text) is not None or (last is not None and last.group(1).strip() in names)


def _signed_at(texts: list[str], first: int, later: int, names: set[str]) -> int:
    """The paragraph after the last signature of the letter begun in `first`, and after what is added to it; `later` where it has none."""
    end = next((j + 1 for j in reversed(range(first, later)) if _signs(texts[j], names)), later)
    while end < later and _ADDED.match(texts[end]):
        end += 1
    return end


def _signed(people: People, last: Span, before: Span) -> str | None:
    """Who is named at the end of a letter, in its last lines."""
    for paragraph in (last, before):
        named = [m for m in people.within(max(paragraph.start, paragraph.end - 60), paragraph.end) if m.form == "name"]
        if named:
            return named[-1].entity
    return None


def _messages(story: Story) -> Iterator[Found]:
    """Paragraphs with a heading in capitals that reads like a message: who to whom, or a headline, then sentences."""
    content = story.text.content
    quoted = [s for q in story.quotations for s in q.spans]
    for p in story.paragraphs:
        text = content[p.start : p.end]
        heading = worlds.CAPITALS.match(text)
        if heading is None or len(text.split()) < _ENOUGH or any(s.meets(p) for s in quoted if s.start <= p.start):
            continue
        if heading.end() < len(text) - 40:
            yield Found("document", [p], "message")


def _chats(story: Story) -> Iterator[Found]:
    """Messages that follow each other; a story told in little else is one document."""
    content = story.text.content
    for block in find_labelled(story).blocks:
        span = trimmed(story, block.lines[0].start, block.lines[-1].end)
        if block.kind != "writing" or len(content[span.start : span.end].split()) < _ENOUGH:
            continue
        region = next(r for r in story.regions if r.start <= span.start < r.end)
        whole = _ALMOST * len(content[region.start : region.end].split()) <= len(content[span.start : span.end].split())
        yield Found("document", [trimmed(story, region.start, region.end) if whole else span], "chat")
