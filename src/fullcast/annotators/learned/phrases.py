"""Phrases of mentions: their heads, and what a chain is called by the phrases in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from fullcast.annotators.chains import Reference
from fullcast.layers import Story
from fullcast.lexicon.people import KIN_NAMES, POSSESSIVE_OR_ARTICLE

_AFTER_HEAD: Final = frozenset(
    "of who whom whose which that in at on to for with by from , ; : ( — – - about upon under over near where as but and or than "
    "behind before after beside between among like".split()
)
"""Words that end a phrase's core: "the man / who came"."""
_BARE: Final = POSSESSIVE_OR_ARTICLE | {"these", "those", "some", "no", "every", "each", "any"}


class Phrase(NamedTuple):
    """The core of a mention: its words up to its head, as written."""

    text: str
    head: str
    """The last word, in small letters, without a possessive ending."""
    bare: str
    """Small letters, without the article or possessive in front."""
    form: str
    start: int


def phrase(story: Story, mention: Reference) -> Phrase:
    """The core of `mention`: "an old man" of "an old man with a stick"."""
    tokens = story.text.tokens
    ids = tokens.between(*mention.span)
    end = ids.start + 1
    while end < ids.stop and tokens.lower[end] not in _AFTER_HEAD:
        end += 1
    if ids.start >= ids.stop:
        words = story.words(mention.span)
        return Phrase(words, words.lower(), words.lower(), mention.form, mention.span.start)
    text = story.words((mention.span.start, min(tokens.ends[end - 1], mention.span.end)))
    text = " ".join(text.split())
    if (
        mention.form != "name"
        and text[:1].isupper()
        and not text.split()[0].endswith(("'s", "’s"))
        and text.lower() not in KIN_NAMES
    ):
        # "Nine people came": the capital is the sentence's
        text = text[0].lower() + text[1:] if begins_sentence(story, tokens.starts[ids.start]) else text
    lower = text.lower().replace("’", "'").removesuffix("'s").split()
    bare = lower[1:] if len(lower) > 1 and lower[0] in _BARE else lower
    return Phrase(text, lower[-1] if lower else "", " ".join(bare), mention.form, mention.span.start)


def begins_sentence(story: Story, offset: int) -> bool:
    """Whether a sentence begins at `offset`: at the start of a line, after a stop, or after a mark that opens speech."""
    before = story.text.content[max(0, offset - 3) : offset].rstrip(" ")
    return not before or before[-1] in "\n.?!…:—-\"'“”‘’«»*_"


def best_phrase(phrases: Sequence[Phrase]) -> Phrase:
    """What a chain is best called by: its most common name, else description, else pronoun; of equals the first."""
    for form in ("name", "nominal"):
        some = [p for p in phrases if p.form == form and p.bare]
        if some:
            counts = Counter(p.bare for p in some)
            return max(some, key=lambda p: (counts[p.bare], -p.start))
    return phrases[0]


def shown(found: Phrase) -> str:
    """The phrase as a name to show: a name as written, a description in small letters with "the" for "a"."""
    text = found.text.removesuffix("'s").removesuffix("’s")
    if found.form == "name":
        return text
    words = text.split()
    if words[0] in ("a", "an", "another", "some") and len(words) > 1:
        words[0] = "the"
    return " ".join(words)


def pronouns(story: Story, mentions: Iterable[Reference]) -> Counter[str]:
    """How often each pronoun stands for a chain, in small letters."""
    return Counter(story.words(m.span).lower() for m in mentions if m.form == "pronoun")
