"""Words of feeling in a sentence of narration: what is said or shown, of whom, and whether it is denied.

Over tokens, without a parser, so that both models can ask; `annotators/feelings.py` asks the parse besides where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fullcast.annotators.beats import Narration
from fullcast.layers import Mention
from fullcast.lexicon import feeling as words
from fullcast.lexicon.feeling import Sense
from fullcast.lexicon.function_words import DETERMINERS
from fullcast.text import Span
from fullcast.text.tokens import Tokens

_NEGATORS: Final = frozenset("not n't never no without hardly scarcely barely nor neither nobody cannot".split())
_SAID: Final = frozenset(
    "said say says saying told tells tell telling heard thought dreamed dreamt imagined pretended".split()
)
_UNREAL: Final = frozenset(
    "if unless would could might should wouldn't couldn't mightn't shouldn't may must can ought needn't pretended "
    "pretending mock feigned mocking".split()
)
_CLAUSE: Final = frozenset(",;:—–-.!?()")
_STATES: Final = frozenset(
    "was were is are am been being 's 're 'm i'm he's she's they're felt feel feels feeling looked look looks looking seemed seem seems "
    "sounded sound sounds grew grow grows got get turned became become remained stood sat".split()
)
"""Verbs after which an adjective is said of the subject."""
_DEGREES: Final = frozenset(
    "so very too quite rather more most much really still suddenly little bit as almost half all deeply faintly utterly "
    "clearly visibly plainly".split()
)
_FOLLOWS: Final = frozenset(
    "of at that to with and by about for as because in but when now than on, or enough before".split()
)
"""Words that follow an adjective that is no noun's."""
_VOICES: Final = frozenset(
    "voice tone face eyes smile laugh look glance sigh cry whisper gesture expression silence sob shout breath".split()
)
_IN: Final = frozenset("in with of from for through".split())
_BEGUN: Final = frozenset("began begin begins begun started starts had have".split()) - {"had", "have"}
_OWN: Final = frozenset("his her my their our".split())
_NEXT: Final = 24
"""Code points after words of feeling in which the one who is stirred begins."""
_KEPT: Final = 4
"""Words before one that may deny it."""
_FEELING: Final = frozenset("felt feel feels feeling showed shows full filled".split())


class Found(NamedTuple):
    """A word or a phrase of feeling in a sentence."""

    span: Span
    sense: Sense
    kind: str
    """ "stated" (it names the feeling), "shown" (the body shows it), "touch" (what is done to somebody)."""
    word: str | None
    """The finer word, where it names the feeling."""
    stirred: bool = False
    """Whether who feels it is not the subject but the object."""


def feeling_words(narration: Narration, tokens: Tokens, sentence: Span) -> list[Found]:
    """The words of feeling in a stretch of narration, in text order, those left out that are denied or supposed."""
    ids = tokens.between(*sentence)
    found = [f for i in ids if tokens.lower[i] in words.TELLING for f in _at(tokens, i, ids)]
    found += _phrases(narration.content, sentence)
    kept = [f for f in found if not _unreal(tokens, f.span.start, ids)]
    return sorted(kept, key=lambda f: f.span)


def _at(tokens: Tokens, i: int, ids: range) -> Iterator[Found]:
    """What the token `i` itself says."""
    word, lower = tokens.lower[i], tokens.lower
    before = lower[i - 1] if i > ids.start else ""
    after = lower[i + 1] if i + 1 < ids.stop else "."
    span = Span(tokens.starts[i], tokens.ends[i])
    if (sense := _named(lower, i, ids, after)) is not None:
        yield Found(span, sense, "stated", word)
    elif after in words.SWEEPING and (swept := words.NOUNS.get(word)) is not None:
        yield Found(Span(span.start, tokens.ends[i + 1]), swept, "stated", word, stirred=True)
    if word in words.STIRS_FORMS and word not in words.ADJECTIVES and after in ("him", "her", "me", "them", "us"):
        yield Found(span, words.STIRS_FORMS[word][1], "stated", words.STIRS_FORMS[word][0], stirred=True)
    elif (
        word in words.FEELS_FORMS and word not in words.NOUNS and before not in DETERMINERS and not word.endswith("ing")
    ):
        yield Found(span, words.FEELS_FORMS[word][1], "stated", words.FEELS_FORMS[word][0])
    elif word in words.SIGNS_FORMS and _is_done(lower, i, ids):
        yield Found(span, words.SIGNS_FORMS[word][1], "shown", None)
    elif word in words.TOUCHES_FORMS and (
        after in ("him", "her", "me", "them", "us") or tokens.words[min(i + 1, ids.stop - 1)][:1].isupper()
    ):
        yield Found(span, words.TOUCHES_FORMS[word][1], "touch", None)
    if word in words.PARTS:
        yield from _body(tokens, i, ids)


def _named(lower: list[str], i: int, ids: range, after: str) -> Sense | None:
    """The feeling that the word at `i` names as somebody's."""
    word = lower[i]
    if (sense := words.ADVERBS.get(word)) is not None:
        return sense
    if (sense := words.ADJECTIVES.get(word)) is not None and _is_predicate(lower, i, ids, after):
        return sense
    if (sense := words.NOUNS.get(word)) is not None and _is_felt(lower, i, ids):
        return sense
    return None


def _is_predicate(lower: list[str], i: int, ids: range, after: str) -> bool:
    """Whether the adjective is said of somebody, not of the thing whose noun follows it."""
    k = i - 1
    if (
        lower[i] in ("afraid", "sorry")
        and lower[k] in ("i'm", "am", "we're", "'m")
        and after in (",", "that", "so", "not", "i", "we", "there", "to")
    ):
        return False  # politeness
    while k >= ids.start and (
        lower[k] in _DEGREES or lower[k].endswith("ly") or (lower[k] == "a" and lower[k + 1] in ("little", "bit"))
    ):
        k -= 1
    if k >= ids.start and lower[k] in _STATES:
        return not after[:1].isalpha() or after in _FOLLOWS or after not in DETERMINERS
    if after in _VOICES:
        return True
    apart = k < ids.start or not lower[k][:1].isalpha() or lower[k] in ("and", "but", "half", "too")
    return apart and (not after[:1].isalpha() or after in _FOLLOWS)


def _is_done(lower: list[str], i: int, ids: range) -> bool:
    """Whether the sign at `i` is a verb that somebody does: not "a smile", "his smile", "to smile"."""
    word, before = lower[i], lower[i - 1] if i > ids.start else ""
    if before in DETERMINERS or before in _IN or before in ("be", "being", "at", "by"):
        return False
    if before == "to":
        return i - 2 >= ids.start and lower[i - 2] in _BEGUN
    if word in words.SIGNS:  # the bare form is as often a noun
        return before in ("i", "we", "they", "you", "and", "both", "all")
    return not (word.endswith("ing") and before in ("off", "stop", "stopped", "left", "without"))


def _is_felt(lower: list[str], i: int, ids: range) -> bool:
    """Whether the noun of feeling is somebody's: "in terror", "with some relief", "felt a sudden joy", "his grief"."""
    k = i - 1
    while (
        k >= ids.start
        and i - k <= 3
        and lower[k] not in _IN
        and lower[k] not in _OWN
        and lower[k] not in _FEELING
        and lower[k][:1].isalpha()
    ):
        k -= 1
    return k >= ids.start and (lower[k] in _IN or lower[k] in _OWN or lower[k] in _FEELING)


def _body(tokens: Tokens, i: int, ids: range) -> Iterator[Found]:
    """What the part of the body at `i` does, or what is done with it: "her eyes filled", "he clenched his fists"."""
    part = words.PARTS[tokens.lower[i]]
    for k in range(i + 1, min(ids.stop, i + 5)):
        word = tokens.lower[k]
        if not word[:1].isalpha() or word in ("and", "but", "that", "which", "who", "as"):
            break
        base = words.BODY_VERBS.get(word)
        sense = words.BODY_SIGNS.get((part, base)) if base else None
        if sense is not None:
            yield Found(Span(tokens.starts[i], tokens.ends[k]), sense, "shown", None)
            return
    for k in range(max(ids.start, i - 3), i):
        base = words.BODY_VERBS.get(tokens.lower[k])
        sense = words.BODY_SIGNS.get((part, base)) if base else None
        if sense is not None and tokens.lower[i - 1] in _OWN:
            yield Found(Span(tokens.starts[k], tokens.ends[i]), sense, "shown", None)
            return


_COMPILED: Final = tuple((re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])"), sense) for pattern, sense in words.PHRASES)
_ANY_PHRASE: Final = re.compile(rf"(?<![\w'])(?:{'|'.join(pattern for pattern, _ in words.PHRASES)})(?![\w'])")


def _phrases(content: str, sentence: Span) -> Iterator[Found]:
    lower = content[sentence.start : sentence.end].lower().replace("’", "'").replace("\n", " ")
    if _ANY_PHRASE.search(lower) is None:
        return
    for pattern, sense in _COMPILED:
        for m in pattern.finditer(lower):
            yield Found(Span(sentence.start + m.start(), sentence.start + m.end()), sense, "shown", None)


def _unreal(tokens: Tokens, offset: int, ids: range) -> bool:
    """Whether what begins at `offset` is denied or only supposed, by the words before it in its clause."""
    at = tokens.between(offset, offset + 1)
    i = at.start if at else ids.start
    for k in range(i - 1, max(ids.start, i - _KEPT) - 1, -1):
        word = tokens.lower[k]
        if word in _NEGATORS or word.endswith("n't") or word in _UNREAL:
            return not (
                word in ("not", "no") and k + 1 < len(tokens) and tokens.lower[k + 1] in ("only", "longer", "doubt")
            )
        if word == "that" and any(w in _SAID for w in tokens.lower[max(ids.start, k - 3) : k]):
            return True
        if word in _CLAUSE or word in ("and", "but"):
            return False
    return False


def of_whom(narration: Narration, sentence: Span, found: Found) -> Mention | None:
    """The mention of who feels what was found."""
    if found.stirred:
        after = narration.mentions_in(found.span.end, min(sentence.end, found.span.end + _NEXT))
        return after[0] if after else None
    return narration.feeler(sentence, found.span.start)
