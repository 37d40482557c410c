"""What typography says of how a quotation sounds: capitals, a dash at its end, a stammer."""

from __future__ import annotations

import re
from typing import Final

from fullcast.annotators.delivery.found import Found
from fullcast.layers import Quotation, Story
from fullcast.lexicon.function_words import ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS
from fullcast.lexicon.people import SUBJECT_PRONOUNS

_CUT: Final = re.compile(r"(?:—|―|–|-{1,4})[\"”’'»“_*]*$")
_CAPITALS: Final = re.compile(r"(?<![\w.&/-])[A-Z](?:[A-Z]|['’](?=[A-Z]))+(?![\w&/]|-\d|\.[A-Z])")
_MOST: Final = 0.5
_LONG: Final = 5
"""Letters from which on what can be spoken is hardly an abbreviation."""
_PLAIN: Final = (ADVERBS | AUXILIARIES | DETERMINERS | PREPOSITIONS | SUBJECT_PRONOUNS) - {"us", "it", "am", "may"}
_STAMMERED: Final = re.compile(
    r"(?<![\w-])(?:([a-z]{1,2})(?:-|—|–|\.\.\.|…)\1[a-z]*(?!-)|([a-z])-\2-\2|(i)(?:-|—|–)\3(?:['’][a-z]+)?)(?![\w-])",
    re.I,
)
_DOUBLED: Final = frozenset("so-so bye-bye ta-ta no-no go-go ha-ha da-da ma-ma pa-pa tut-tut he-he ho-ho hi-hi".split())


def take_in(found: Found, story: Story, q: Quotation, typed: bool) -> bool:
    """Take in what typography says; gives whether the speech is cut off before its end.

    `typed` says that the words are somebody's own message, not the words of a sign.
    """
    parts = [story.text.content[s.start : s.end] for s in q.spans]
    if q.kind == "speech" or (q.kind == "writing" and typed):
        said = " ".join(parts)
        if _is_shouted(said, story):
            found.loudness = None if found.loudness == "soft" and found.sources == ["verb"] else found.loudness
            found.add("typography", "loud")
        if any(m.group().lower() not in _DOUBLED for m in _STAMMERED.finditer(said)):
            found.add("typography", None, None, "stammer")
    cut_off = q.marked_by in ("quotes", "dash") and bool(_CUT.search(parts[-1].rstrip())) and len(parts[-1]) > 3
    if cut_off and "typography" not in found.sources:
        found.sources.append("typography")
    return cut_off


def _is_shouted(said: str, story: Story) -> bool:
    """Whether words stand in capitals that are no abbreviation."""
    capitals = [w for w in _CAPITALS.findall(said) if w != "OK"]
    if not capitals:
        return False
    if sum(map(len, capitals)) > _MOST * sum(c.isalpha() for c in said):
        return not all(_is_short_for(w, story) for w in capitals) or "!" in said
    return any(not _is_short_for(w, story) for w in capitals)


def _is_short_for(word: str, story: Story) -> bool:
    """Whether a word in capitals may be an abbreviation or a numeral: no small word of the language, and nowhere else without them."""
    plain = word.lower().replace("’", "'")
    if plain in _PLAIN or "'" in plain or (len(plain) >= _LONG and re.search(r"[aeiou]", plain)):
        return False
    return re.search(rf"\b(?:{plain}|{plain.title()})\b", story.text.content) is None
