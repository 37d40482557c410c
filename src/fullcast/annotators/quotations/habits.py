"""A book's own habits: which marks open speech, and whether a dash does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MARK = re.compile("[\"“”„«»‹›‘’'‚「」『』`]")
DASH_OPENING = re.compile(r"(?:[—–―]|--)[ \t]*(?=[^\s—–―-])")
"""What opens a paragraph of dash dialogue; not a paragraph of dashes, nor a dash before a dash."""
_SINGLE_SPEECH = re.compile(r"[.,!?;:—…-]['’](?!\w)")


@dataclass(frozen=True)
class Habits:
    """How this book sets off speech."""

    single: bool
    """Whether single marks do, as in Britain; else they only mark what is quoted inside a speech."""
    dash: bool
    """Whether a dash at the start of a paragraph does, as in Joyce."""
    inward: bool
    """Whether guillemets point inwards, »so«, as in German books."""
    typewriter: bool
    """Whether ``two strokes'' stand for a double mark."""
    backtick: bool
    """Whether a backtick opens and a straight mark closes, `so', as in old text files."""

    def plain(self, words: str) -> str:
        """`words` on one line, with the typewriter's marks turned into proper ones. Offsets stay."""
        words = words.replace("\n", " ")
        if self.typewriter:
            words = words.replace("``", "“\u2060").replace("''", "\u2060”")
        return words.replace("`", "‘") if self.backtick else words


def find_habits(paragraphs: Sequence[str]) -> Habits:
    """Count the marks of a whole text."""
    counts: Counter[str] = Counter()
    dashes = single_speech = outward = inward = typewriter = 0
    for words in paragraphs:
        counts.update(MARK.findall(words))
        dashes += bool(DASH_OPENING.match(words)) and any(c.isalpha() for c in words)
        first = words.lstrip()[:1]
        # a paragraph that opens with a single mark, and one that closes after a sign
        single_speech += first in ("'", "‘", "`") and bool(_SINGLE_SPEECH.search(words))
        outward += first == "«"
        inward += first == "»"
        typewriter += "``" in words
    double = counts["“"] + counts['"'] / 2 + counts["„"] + counts["«"] + counts["‹"] + counts["「"] + typewriter
    return Habits(
        # a sixteenth is enough: one chapter of a book by several hands
        single=single_speech > 0 and single_speech * 32 >= double,
        dash=dashes >= 2 and (dashes * 4 > double + single_speech or dashes * 5 >= len(paragraphs)),
        inward=inward > outward,
        typewriter=typewriter > 0,
        backtick=not typewriter and counts["`"] > 0 and counts["`"] * 4 > counts["‘"],
    )
