"""Choices: what somebody says or does by which one sees what they have chosen."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from fullcast.annotators.decisions.offers import Offer, Offers
from fullcast.lexicon.deciding import AGREES, CHOOSES, WEIGHING
from fullcast.lexicon.function_words import DETERMINERS, POSSESSIVES, PREPOSITIONS
from fullcast.text import Span

_FAR: Final = 2500
"""Code points after an offer within which it is answered."""
_WORD: Final = re.compile(r"[\w’'-]+")
_SHORT: Final = 7
"""Words of an answer to "which?"."""
ONE_WAY: Final = frozenset(("weighed_offer", "one_way"))
"""Rules whose offers have but one way in words, which whoever weighs it has in mind."""
_IF: Final = re.compile(r"\b(?:could|would|might|should|if|wondered|considered|knew)\b")
"""Words of what is only thought of."""
_SENTENCE: Final = re.compile(r"[^.!?…]+[.!?…]*[\"”’]?")
_SMALL: Final = frozenset(
    "i you he she it we they me him her us them my your his its our their and or but not no yes to be is am are was were will".split()
    + "would can could may might shall should must do does did done have has had go then so there here what which who that this".split()
    + "as if than very just only one ones s t ll d re ve m".split()
)
_COUNTED: Final = frozenset(
    "first second third last next two three four other another more again time times chance".split()
)
_EMPTY: Final = DETERMINERS | PREPOSITIONS | _SMALL | _COUNTED
"""Words that an option and what is chosen may share without being about the same."""


class Choice(NamedTuple):
    """Words by which one sees what is chosen."""

    span: Span
    option: str
    """One of the offer's options; of an offer that names none, the words themselves."""


def find_choice(offers: Offers, offer: Offer) -> Choice | None:
    """The choice that answers `offer`; None where it stays open, or cannot be told."""
    found = list(chain(_said(offers, offer), _done(offers, offer)))
    return min(found, key=lambda c: c.span) if found else next(_after_weighing(offers, offer), None)


def _said(offers: Offers, offer: Offer) -> Iterator[Choice]:
    """Of what the decider says: what has a word of an option, or answers which."""
    start = offer.span.end
    for a, b, q in offers.parts[bisect_left(offers.part_starts, start) :]:
        if a > start + _FAR:
            return
        if q.speaker != offer.decider:
            continue
        text = offers.content[a:b]
        option = _fitting(text, offer.options)
        if option is not None and "?" not in text:
            yield Choice(_inner(offers.content, a, b), option)
            return
        short = len(_WORD.findall(text)) <= _SHORT
        if "?" not in text and (AGREES.match(text) or (not offer.options and short)):
            yield Choice(_inner(offers.content, a, b), _shown(text))
            return


def _deeds(offers: Offers, offer: Offer) -> Iterator[tuple[int, Span, str]]:
    """Sentences after `offer` of which the decider is the subject, told as it is told: the end of their subject, and their words."""
    start = offer.span.end
    told_in = offers.quotation_at(offer.span.start)
    for m in _SENTENCE.finditer(offers.content, start, min(len(offers.content), start + _FAR)):
        at = m.start() + len(m.group()) - len(m.group().lstrip())
        here = offers.quotation_at(at)
        if here is not None and (told_in is None or here[2].id != told_in[2].id):
            continue
        named = (x for x in offers.mentions_in(at, min(at + 60, m.end())) if offers.quotation_at(x.span.start) == here)
        subject = next(
            (x for x in named if offers.content[x.span.start : x.span.end].lower() not in POSSESSIVES - {"her"}), None
        )
        if subject is not None and offers.is_decider(subject, offer) and not _IF.search(m.group()):
            yield subject.span.end, Span(subject.span.start, m.end()), m.group()


def _done(offers: Offers, offer: Offer) -> Iterator[Choice]:
    """Of what is told that the decider does: what has a word of an option, or is told as choosing."""
    for end, span, text in _deeds(offers, offer):
        if offer.rule in ONE_WAY and WEIGHING.search(text) and not CHOOSES.search(text):
            continue
        option = _fitting(text, offer.options)
        if option is not None or CHOOSES.search(text[: len(text) - (span.end - end) + 20]):
            yield Choice(span, option or _shown(text))
            return


def _after_weighing(offers: Offers, offer: Offer) -> Iterator[Choice]:
    """What the decider does right after it is told that they weigh it."""
    weighed = False
    for _end, span, text in _deeds(offers, offer):
        if WEIGHING.search(text):
            weighed = True
        elif weighed:
            yield Choice(span, _shown(text))
            return


def _fitting(text: str, options: tuple[str, ...]) -> str | None:
    """The option that shares most with `text`, more than any other; None where none does."""
    mine = _stems(text)
    shared = sorted(((len(mine & _stems(o)), o) for o in options), key=lambda s: -s[0])
    if not shared or shared[0][0] == 0 or (len(shared) > 1 and shared[0][0] == shared[1][0]):
        return None
    return shared[0][1]


def _stems(text: str) -> set[str]:
    found = (w.lower().replace("’", "'") for w in _WORD.findall(text))
    return {re.sub(r"(?:'s|ing|ed|es|s|e)$", "", w) if len(w) > 3 else w for w in found if w not in _EMPTY}


def _shown(text: str) -> str:
    """Words of the text as an option: the first of them, in one line."""
    return " ".join(_SENTENCE.match(text.strip(" \n\"“‘'«—–")).group().split()).strip(" ,.;:!—–\"“”‘’'")[:60]  # type: ignore[union-attr]


def _inner(content: str, start: int, end: int) -> Span:
    """The words of a speech, without the mark that opens it."""
    opened = re.match(r"[\"“‘'«—–\s]*", content[start:end])
    return Span(start + (opened.end() if opened else 0), end)
