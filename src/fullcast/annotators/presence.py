"""Presence: who belongs in the cast list, how each is there, and how often.

The contract's definition of a cast: a person, animal or named group of the story; not those in oaths and sayings, not
organisations, not silent crowds. Someone who speaks or acts is in; someone only spoken of is in where the text treats the name as
a person's more than in passing.
"""

from __future__ import annotations

from collections import Counter

from fullcast.annotators.names import speech_spans
from fullcast.annotators.plan import annotator
from fullcast.annotators.tags import verbish
from fullcast.layers import Layer, Mention, Presence, Story

_ACTS = 2
_NAMED = 3
"""Acts and descriptions from which on somebody without a name or a word is one of the cast."""


@annotator(makes="presence", needs=("quotations", "characters", "speakers", "mentions"), uses=("levels", "reveals"))
def find_presence(story: Story, chains: bool = False) -> Layer[Presence]:
    """For each character whether it belongs in the cast, its presence by level, and its counts.

    With `chains`, mentions are those of the trained reader, which tell one figure from another: whoever comes back and acts under a
    description alone ("the captain") is in the cast without a word as well, and nobody is who is not mentioned at all.
    """
    tokens = story.text.tokens
    inside = speech_spans(story)
    level = story.levels[0].id if story.levels else "l0"
    mentions: Counter[str] = Counter()
    named: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    m: Mention
    for m in story.mentions:
        if m.type != "PER" or m.entity is None:
            continue
        mentions[m.entity] += 1
        named[m.entity] += m.form != "pronoun"
        if inside.at(m.span.start) is None and m.form != "pronoun":
            ids = tokens.between(m.span.end, m.span.end + 40)
            acts[m.entity] += bool(len(ids)) and verbish(tokens.lower[ids.start])
        elif inside.at(m.span.start) is None and story.text.words(m.span).lower() in ("he", "she", "i", "they"):
            acts[m.entity] += 1
    lines = Counter(a.speaker for a in story.attributions if a.speaker is not None)
    spoken_to = Counter(x for a in story.attributions for x in a.addressees or ())
    items = []
    for c in story.items("characters"):
        speaks = lines[c.id] > 0
        how = "acts" if acts[c.id] or (c.narrator and mentions[c.id]) else "heard" if speaks else "mentioned"
        unnamed = c.by == "machine" and c.name[:1].islower() and not c.narrator
        in_cast = speaks or (
            not unnamed
            and (acts[c.id] > 0 or named[c.id] >= 3 or c.by == "given" or spoken_to[c.id] > 0 or c.pronouns is not None)
        )
        if chains:
            in_cast |= unnamed and bool(c.aliases) and acts[c.id] >= _ACTS and named[c.id] >= _NAMED
            in_cast &= speaks or mentions[c.id] > 0 or c.by == "given"
        items.append(
            Presence(
                id=c.id,
                # whoever turns out to be another is in the cast as that one alone
                cast=bool(in_cast) and c.id not in story.identities,
                presence={level: how},
                mention_count=mentions[c.id],
                quotation_count=lines[c.id],
            )
        )
    return Layer("presence", tuple(items), story.provenance("presence", ("characters", "speakers", "mentions")))
