"""Ties that show in what somebody is called: "Mum", "Uncle Piet", "skipper", by who says it and who hears it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fullcast.annotators.relationships.claims import HALF, Claim, Reading, Word
from fullcast.layers import Mention
from fullcast.lexicon import relations as words

_SUPERIOR: Final = words.Noun("superior")


def find_addressed(reading: Reading) -> Iterator[Claim]:
    """Every tie that a word of kin or command without an owner shows, in text order."""
    for token, word in enumerate(reading.clauses.words):
        if word in words.CALLED | words.BEFORE_NAMES | words.ORDERING and not _owned(reading, token):
            yield from _shown(reading, token, word)


def _owned(reading: Reading, token: int) -> bool:
    """Whether somebody else's kin is meant, or just a father: "her mum", "the father", "poor Gran"."""
    c = reading.clauses
    if c.children(token, "nmod:poss", "det", "cop", "amod", "nummod"):
        return True
    head = c.heads[token]
    with_name = head >= 0 and c.relations[token] in ("compound", "nmod:desc", "flat", "nmod:poss")
    return with_name and any(i != token for i in c.children(head, "nmod:poss", "det"))


def _shown(reading: Reading, token: int, word: str) -> Iterator[Claim]:
    c = reading.clauses
    at = c.starts[token]
    line = reading.line_at(at)
    capital = reading.story.text.content[at].isupper()
    if line is not None:
        if line.speaker is None or line.kind == "not_speech":
            return
        if reading.called(token, token):
            heard = line.addressees or ()
            # where the telling has a Mum of its own, whose Mum is called is not told by the name
            if len(heard) == 1 and reading.bearer(word) != heard[0]:
                yield from _claims(reading, token, word, heard[0], line.speaker, "tie_called", HALF)
        elif word in words.BARE and capital:
            yield from _bare(reading, token, word, line.speaker, 1.0)
    elif capital and (teller := reading.narrator or reading.focalizer) is not None:
        weight = 1.0 if reading.narrator is not None else HALF
        bearer = _titled(reading, token)
        if word in words.BEFORE_NAMES and bearer is not None:
            yield from _claims(reading, token, word, bearer, teller, "tie_titled", weight)
        elif word in words.BARE:
            yield from _bare(reading, token, word, teller, weight)


def _bare(reading: Reading, token: int, word: str, owner: str, weight: float) -> Iterator[Claim]:
    """As in: "Mum said so": the speaker's own."""
    who = reading.bearer(word)
    if who is not None and _titled(reading, token) is None:
        yield from _claims(reading, token, word, who, owner, "tie_bare", weight)


def _titled(reading: Reading, token: int) -> str | None:
    """Who bears a name that begins with the word at `token`: "Aunt Ida"."""
    found: Mention | None = reading.mention_at(reading.clauses.starts[token])
    if found is not None and found.form == "name" and found.span.length > len(reading.clauses.words[token]) + 2:
        return found.entity
    return reading.name_after(token)


def _claims(reading: Reading, token: int, word: str, who: str, owner: str, rule: str, weight: float) -> Iterator[Claim]:
    noun = _SUPERIOR if word in words.ORDERING else words.NOUNS.get(word)
    if noun is not None:
        span = reading.clauses.span(token)
        yield from reading.claims(Word(noun, word, token), [who], [owner], span, rule, weight=weight)
