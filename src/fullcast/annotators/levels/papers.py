"""Documents: letters, diaries, reports, messages and chats, from a paragraph up.

Those that the layer quotations has as `writing`; and those that stand in the text without marks: letters by their salutation (a story in letters), entries
of a diary by their date, messages by a heading in capitals, chats by the names before the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fullcast.annotators.levels.found import Found, People, trimmed
from fullcast.layers import Story
from fullcast.text import Span

_ENOUGH: Final = 18
"""Words of a paragraph's worth."""
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_DAY: Final = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_WEEKDAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)"
DATE: Final = re.compile(
    rf"[\"“_*]*(?:{_WEEKDAY},? )?(?:(?:the )?{_DAY}(?: of)? {_MONTH}|{_MONTH} {_DAY})\b(?:,? \d{{4}})?|[\"“_*]*{_WEEKDAY},? (?:{_DAY}|(?:morning|evening|night|noon|midnight|later)\b)",
)
"""A date at the head of a paragraph."""
SALUTATION: Final = re.compile(r"[\"“‘_*]*(?:My (?:own )?)?(?:[Dd]ear(?:est)?|Beloved|Darling)(?:,? (?:[Dd]ear(?:est)?|sir|madam|mother|father|brother|sister|girls?|boys?|all|friend|old|Mr\.?|Mrs\.?|Miss|Ms\.?|[A-Z][\w'’-]+))*(?: and [\w'’ ]+)?(?:[,:—–-]|\s*$)|[\"“_*]*(?:Sir|Madam|Gentlemen|To whom it may concern)[,:]")  # fmt: skip
_CAPITALS: Final = re.compile(r"[\"“_*]*(?:[A-Z][A-Z'’.-]+[ ,]+){2,}[A-Z0-9][A-Z0-9'’.,:-]*")
_CHAT_LINE: Final = re.compile(
    r"^\[?\(?(?:\d{1,2}[:.]\d{2}(?:\s?[ap]m)?\)?\]?\s*[-–—]?\s*)?[A-Z@][\w .'’-]{0,24}:\s", re.MULTILINE
)


def find_papers(story: Story, people: People) -> Iterator[Found]:
    """The documents of the story, in no particular order; of a story in letters each letter."""
    codes = {n.code for n in story.notices}
    if "chat_log" in codes:
        yield from _chats(story)
        return
    yield from _quoted(story)
    yield from _letters(story, people, epistolary="epistolary" in codes)
    yield from _messages(story)


def _quoted(story: Story) -> Iterator[Found]:
    """Quotations of the kind writing that are as long as a paragraph."""
    content = story.text.content
    for q in story.quotations:
        dated = q.kind == "speech" and DATE.match(content[q.spans[0].start : q.spans[0].end])
        if q.kind != "writing" and not dated:
            continue
        words = sum(len(content[s.start : s.end].split()) for s in q.spans)
        if words >= _ENOUGH:
            yield Found(
                "document",
                [trimmed(story, s.start, s.end) for s in q.spans],
                "writing",
                q.speaker if not dated else None,
            )


def _letters(story: Story, people: People, *, epistolary: bool) -> Iterator[Found]:
    """Letters and entries that stand in the text without marks: from salutation or date to the next one, or to the end."""
    content = story.text.content
    own = [(r.start, r.end) for r in story.regions if r.kind == "story"]
    paragraphs = [p for p in story.paragraphs if any(a <= p.start < b for a, b in own)]
    starts: list[int] = []
    for k, p in enumerate(paragraphs):
        text = content[p.start : p.end]
        salutes = (SALUTATION.match(text) is not None and len(text.split()) < 12) or (
            SALUTATION.match(text) is not None and k == 0
        )
        dated = DATE.match(text) is not None or (
            len(text.split()) <= 14 and DATE.search(text) is not None and text[-1:] not in '.!?"”'
        )
        if (dated and epistolary) or (salutes and (epistolary or k == 0 or len(text.split()) < 6)):
            if not (salutes and starts and starts[-1] == k - 1):
                starts.append(k)
    if not epistolary or len(starts) < 2:
        return
    for first, nxt in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        span = Span(paragraphs[first].start, paragraphs[nxt - 1].end)
        if len(content[span.start : span.end].split()) >= _ENOUGH:
            yield Found(
                "document", [span], "letter", _signed(people, paragraphs[nxt - 1], paragraphs[max(first, nxt - 2)])
            )


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
        heading = _CAPITALS.match(text)
        if heading is None or len(text.split()) < _ENOUGH or any(s.meets(p) for s in quoted if s.start <= p.start):
            continue
        if heading.end() < len(text) - 40:
            yield Found("document", [p], "message")


def _chats(story: Story) -> Iterator[Found]:
    """A story told in messages is one document."""
    content = story.text.content
    for region in story.regions:
        if region.kind == "story" and len(_CHAT_LINE.findall(content[region.start : region.end])) >= 4:
            yield Found("document", [trimmed(story, region.start, region.end)], "chat")
