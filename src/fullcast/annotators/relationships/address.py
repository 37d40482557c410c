"""Ties that show in what somebody is called: "Mum", "Uncle Ida", "skipper", by who says it and who hears it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fullcast.annotators.relationships.claims import Claim, Reading
from fullcast.lexicon import relations as words
from fullcast.text import Span

_PAUSES: Final = frozenset(",.!?;:—–…\"“”‘’'-")
_HALF: Final = 0.5
"""Weight of a word that calls somebody: who says it to whom is not told by the word."""
_SUPERIOR: Final = words.Noun("superior")


def find_addressed(reading: Reading) -> Iterator[Claim]:
    """Every tie that a word of kin without an owner shows, in text order."""
    c = reading.clauses
    for token in range(len(c)):
        word = c.words[token]
        if word not in words.CALLED | words.BEFORE_NAMES | words.ORDERING or c.children(
            token, "nmod:poss", "det", "cop", "amod", "nummod"
        ):
            continue
        if (
            c.heads[token] >= 0
            and c.children(c.heads[token], "nmod:poss")
            and c.relations[token] in ("compound", "nmod:desc")
        ):
            continue
        line = reading.line_at(c.starts[token])
        span = c.span(token)
        if line is not None and line.speaker is not None and line.kind != "not_speech":
            if _called(reading, token):
                heard = line.addressees or ()
                if len(heard) == 1:
                    yield from _claims(reading, token, word, heard[0], line.speaker, span, "tie_called")
            elif word in words.BARE and reading.story.text.content[c.starts[token]].isupper():
                yield from _bare(reading, token, word, line.speaker, span)
        elif line is None and reading.narrator is not None and reading.story.text.content[c.starts[token]].isupper():
            if (
                word in words.BEFORE_NAMES
                and (who := reading.name_after(token)) is not None
                or (who := _titled(reading, token, word)) is not None
            ):
                yield from _claims(reading, token, word, who, reading.narrator, span, "tie_titled")
            elif word in words.BARE:
                yield from _bare(reading, token, word, reading.narrator, span)


def _called(reading: Reading, token: int) -> bool:
    """Whether a word calls somebody: between pauses, in speech."""
    content = reading.story.text.content
    start, end = reading.clauses.starts[token], reading.clauses.ends[token]
    before = content[max(0, start - 4) : start].rstrip()[-1:]
    after = content[end : end + 2].lstrip()[:1]
    return (
        (not before or before in _PAUSES)
        and (not after or after in _PAUSES)
        and content[end : end + 2] not in ("'s", "’s")
    )


def _bare(reading: Reading, token: int, word: str, owner: str, span: Span) -> Iterator[Claim]:
    """ "Mum said so": the speaker's own."""
    who = reading.likely(token)
    if who is not None and reading.characters[who].kind == "person":
        yield from _claims(reading, token, word, who, owner, span, "tie_bare")


def _titled(reading: Reading, token: int, word: str) -> str | None:
    """Who bears a name that begins with the word at `token`: "Aunt Ida"."""
    if word not in words.BEFORE_NAMES:
        return None
    mention = next(
        (
            m
            for m in reading._mentions
            if m.span.start == reading.clauses.starts[token] and m.form == "name" and " " in reading.story.words(m.span)
        ),
        None,
    )
    return mention.entity if mention is not None else None


def _claims(reading: Reading, token: int, word: str, who: str, owner: str, span: Span, rule: str) -> Iterator[Claim]:
    noun = _SUPERIOR if word in words.ORDERING else words.NOUNS.get(word)
    if noun is not None:
        weight = _HALF if rule == "tie_called" else 1.0
        yield from reading.claims(noun, [who], [owner], token, span, rule, weight=weight, name=word)
