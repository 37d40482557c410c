"""Scene breaks: rows of signs, and blanks wider than those between paragraphs."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from fullcast.layers import Break
from fullcast.readers.draft import Block

_SIGNS = re.compile(r"[\s*#~=_+\-–—―•·∙◊◇◆○●◦■□▪♦♥♡♠♣❖✦✧★☆✶✴✽❀✿❦❧☙⁂⁑※§¤¶%^&@$<>{}()\[\]|/\\.,:;'\"`´°¨oOxX0†‡∞¸«»]+")
_RUNS = re.compile(r"[oOxX0]+")
_PATTERN = re.compile(
    r"(?=...)(?=.*[a-z])(?:(?:ox)+o?|(?:xo)+x?|x{3,}|oOo(?:Oo|oOo)*|OoO|(?:xX)+x?)|o(?:Oo)+|(?:OX){2,}O?|X{5,}|O{5,}|0{4,}"
)
_FRAMED = re.compile(r"[-~=*#+_<>|/\\•·–—]*(?:[oOxX0]{1,12}[-~=*#+_<>|/\\•·–—]*)+")
_TALK = re.compile(r"[\s.,:;'\"`´!?…()\-–—―]*")
_SOLO = frozenset("*#~•·◊◇◆○●◦■□▪♦♥♡♠♣❖✦✧★☆✶✴✽❀✿❦❧☙⁂⁑※§¤¶%^&@=+_—–―†-")
_WORDS = re.compile(
    r"(?:[\W_]*\b(?:(?:scene|line|page|section|time|story)[ -]?(?:break|change|skip|shift)|break|time[ -]?lapse)\b[\W_]*)",
    re.IGNORECASE,
)


def is_ornament(line: str) -> bool:
    """Whether `line` is a row of signs: `* * *`, `---`, `#`, `oOo`, `-x-x-`, `⁂`, `[scene break]`."""
    if len(line) > 90:
        return False
    if len(line) == 1:
        return line in _SOLO
    if not _SIGNS.fullmatch(line):
        return len(line) < 50 and _WORDS.fullmatch(line) is not None and line.lower().strip(" .") != "break"
    if _RUNS.search(line):
        return _patterned(line)
    if _TALK.fullmatch(line):  # "..." and "--" may be somebody's silence; three and more dashes are not
        bare = re.sub(r"\s", "", line)
        dashes = len(set(bare)) == 1 and bare[0] in "-–—―" and len(bare) >= 3
        return dashes or (len(bare) >= 4 and ":" in bare and set(bare) <= set(".:-~") and len(set(bare)) > 1)
    return True


def _patterned(line: str) -> bool:
    """Whether a row with letters in it is a pattern (oOo, xxx, x x x, -x-x-, ~o~) and not a word, a number or a time."""
    bare = re.sub(r"\s", "", line)
    runs = _RUNS.findall(bare)
    if len(runs) == 1 and len(runs[0]) == len(bare):  # letters only
        spaced = len(bare) >= 3 and all(len(part) == 1 for part in line.split()) and len(set(bare)) == 1
        return spaced or _PATTERN.fullmatch(bare) is not None
    if not _FRAMED.fullmatch(bare) or len(bare) - sum(map(len, runs)) < 2:
        return False
    return len(runs) > 1 or runs[0] not in {"X", "XX", "XXX"}  # - X - numbers a chapter


def find_breaks(content: str, blocks: list[Block], *, typographic: bool = True) -> list[Break]:
    """The breaks between the blocks of story: ornaments, rules of the markup, section headings, and rare wide blanks.

    A blank or a rule has no sign of its own: its span is the white space between the two paragraphs. `typographic`
    says that blank lines are the author's, as in plain text.
    """
    story = [b for b in blocks if b.region == "story" or b.role == "heading"]
    wide = _wide_gap(content, story) if typographic else None
    found: list[Break] = []
    for i, block in enumerate(blocks):
        before = blocks[i - 1] if i else None
        if block.role == "ornament" and block.region == "story":
            found.append(Break(start=block.start, end=block.end, kind="ornament"))
        elif block.role == "heading" and block.rank == 3:
            found.append(Break(start=block.start, end=block.end, kind="heading"))
        elif (
            before is None
            or block.role != "prose"
            or before.role != "prose"
            or {block.region, before.region} != {"story"}
        ):
            continue
        elif block.rule:
            found.append(Break(start=before.end, end=block.start, kind="ornament"))
        elif wide is not None and block.gap >= wide and _is_prose(content, before) and _is_prose(content, block):
            found.append(Break(start=before.end, end=block.start, kind="blank"))
    return found


def _wide_gap(content: str, blocks: list[Block]) -> int | None:
    """The number of blank lines from which on a blank is a break; None where the text has no such habit."""
    gaps = Counter(b.gap for a, b in itertools.pairwise(blocks) if a.role == b.role == "prose" and not b.rule)
    total = gaps.total()
    if total < 3:
        return None
    usual, often = max(gaps.items(), key=lambda item: (item[1], -item[0]))
    wider = sum(n for gap, n in gaps.items() if gap > usual)
    if not wider or often < 0.5 * total or wider > max(2, 0.12 * total):
        return None
    return usual + 1


def _is_prose(content: str, block: Block) -> bool:
    """Whether a block reads as running prose, so that the blank beside it is not that of verse, a letter head or a signature."""
    words = content[block.start : block.end]
    if block.indent >= 4 and "\n" in words:
        return False
    lines = words.split("\n")
    if len(lines) > 2 and max(map(len, lines[:-1])) < 52:
        return False
    if len(words) < 25 or words[0].islower() or words[0] in "*[(" or not any(c.islower() for c in words):
        return False
    bare = words.rstrip("_*\"'”’»)")
    return bare[-1:] in ".!?…" or (bare[-1:] in "—–-" and len(bare) < len(words))
