"""Delivery: how a quotation is spoken, where the text says so.

From the verb of the tag, its adverbs and phrases, what is narrated of the voice beside it or between its parts, and typography. What is
felt is no sound: "indignantly" says nothing here. Nothing said gives no Delivery at all.
"""

from __future__ import annotations

import re
from typing import Final

from fullcast.annotators.beats import Narration
from fullcast.annotators.delivery import narrated, written
from fullcast.annotators.delivery.found import Found
from fullcast.annotators.plan import annotator
from fullcast.layers import Attribution, Cue, Delivery, Layer, Quotation, Story
from fullcast.lexicon import sounding as words

_TAG: Final = 160
"""Code points of a tag and its adverbs, at most."""
_SOUNDS: Final = "|".join(sorted(words.SOUNDING))
_INNER: Final = re.compile(
    rf"[\s,;]*(?:(?:[A-Za-z]+ ){{1,3}}?(?P<told>{_SOUNDS})\b|(?P<verb>{_SOUNDS}) (?:[A-Z]\w+|he|she|they|I|my|the)\b)"
)
"""The tag of words quoted inside speech: "my father shouts", "cried the boy"."""
_VERBS_OF_HANDS: Final = frozenset("read write print scrawl scribble inscribe carve paint say stencil chalk".split())
"""Of a sign."""


_SOURCES: Final = ("verb", "adverb", "beat", "typography")
"""In the order in which they are named."""


@annotator(makes="delivery", needs=("quotations", "speakers"), uses=("mentions",))
def find_delivery(story: Story) -> Layer[Delivery]:
    """Loudness, pace, voice and being cut off, for each quotation of which the text says any of it."""
    narration = Narration(story)
    said: dict[str, Attribution] = {a.id: a for a in story.items("speakers")}
    items = tuple(
        found for q in story.items("quotations") if (found := _of(story, q, said.get(q.id), narration)) is not None
    )
    return Layer("delivery", items, story.provenance("delivery", ("quotations", "speakers", "mentions")))


def _of(story: Story, q: Quotation, said: Attribution | None, narration: Narration) -> Delivery | None:
    if q.kind == "not_speech":
        return None
    found = Found()
    cue = said.cue if said is not None else None
    for phrase in cue.manner if cue is not None and (q.kind != "speech" or q.parent is not None) else ():
        if " " not in phrase and not _is_denied(story, cue, phrase):
            found.adverb(phrase.lower())
    if q.kind == "speech":
        narrated.take_in(found, narration, q, said)
    if cue is not None and cue.verb is not None:
        found.verb(cue.verb)
    elif q.parent is not None:
        _inner(found, story, q)
    cut_off = written.take_in(found, story, q, said is not None and (cue is None or cue.verb not in _VERBS_OF_HANDS))
    if not found.sources:
        return None
    return Delivery(
        id=q.id, loudness=found.loudness, pace=found.pace, voice=tuple(found.voice), cut_off=cut_off,
        source="+".join(sorted(found.sources, key=_SOURCES.index)),
    )  # fmt: skip


def _is_denied(story: Story, cue: Cue | None, phrase: str) -> bool:
    """Whether "not" stands before an adverb of the tag: "not loudly"."""
    start = cue.span.start if cue is not None else 0
    text = story.text.content[start : start + _TAG].lower()
    return (
        re.search(rf"(?:\bnot|n't|n’t|\bnever|\bno more|\bless)(?: \w+)? {re.escape(phrase.lower())}\b", text)
        is not None
    )


def _inner(found: Found, story: Story, q: Quotation) -> None:
    """Take in the verb of a tag inside speech."""
    m = _INNER.match(story.text.content, q.spans[0].end)
    if m is not None:
        found.verb(words.SOUNDING[(m["told"] or m["verb"]).lower()])
