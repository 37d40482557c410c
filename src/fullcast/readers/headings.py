"""Headings: parts, chapters and sections, numbered or named; tables of contents.

Conservative on purpose: a sentence of the story taken for a heading is lost to every later step, a heading taken for
a sentence only costs a chapter. Numbers alone count where they go up by one; capitals alone where the file has no
other chapters and leaves wide blanks before them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from fullcast.readers import numbers
from fullcast.readers.draft import Block

PART, CHAPTER, SECTION = 1, 2, 3
_PART_WORDS = frozenset({"volume", "vol", "book", "part", "phase", "act"})
_WEAK_WORDS = frozenset({"day", "night", "week", "entry", "scene", "story", "tale", "track"})
_NUMBER = rf"(?:{numbers.ROMAN.pattern}\b|\d{{1,4}}\b|{numbers.WORD_PATTERN}\b)"
_LEAD = r"[\s\[(*_#~=<>|•–—-]*"
_EXPLICIT = re.compile(
    rf"{_LEAD}(?P<word>chapter|chap|ch|volume|vol|book|part|phase|act|letter|stave|adventure|episode|section|canto|scene|interlude|day|night|week"
    rf"|entry|story|tale|track|fit|fytte)(?:[\s.:#–—-]{{1,4}}(?:the\s+)?|(?=\d))(?P<number>{_NUMBER})(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ORDINAL_FIRST = re.compile(
    rf"{_LEAD}(?:the\s+)?(?P<number>{numbers.WORD_PATTERN})\s+(?P<word>chapter|volume|book|part|phase|act|letter|stave|canto|day|night)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SPECIAL = re.compile(
    rf"{_LEAD}(?:the\s+|author['’]s\s+)?(?P<word>prologue|epilogue|preface|foreword|afterword|introduction|introductory|interlude|intermission"
    r"|postscript|conclusion|finale|coda|appendix)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMERAL = re.compile(rf"(?P<lead>{_LEAD})(?P<number>{_NUMBER})(?P<tail>[\s.:\])*_#~=<>|•–—-]*)", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?P<lead>{_LEAD})(?P<number>{numbers.ROMAN.pattern}\b|\d{{1,3}}\b)(?P<separator>[.:)\]]+\s*[–—-]*\s*|\s*[–—-]+\s*|\s+)(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_POV = re.compile(
    r"[\W_]*(?:(?P<a>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}?)(?:['’]s?)?\s+(?:POV|P\.O\.V\.?|[Pp]oint [Oo]f [Vv]iew)"
    r"|(?:POV|P\.O\.V\.?|[Pp]oint [Oo]f [Vv]iew)\s*(?:of|[:–—-])?\s*(?P<b>[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}))[\W_]*"
)
_NAME = re.compile(r"[*_\[(~–—-]*\s?(?P<name>[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z]){0,2})\s?[*_\])~:–—-]*")
_CONTENTS = re.compile(r"[\W_]*(?:table of )?contents(?: of [\w ]+)?[\W_]*", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may \d|june|july|aug(?:ust|\.)|sept(?:ember|\.)|oct(?:ober|\.)"
    r"|nov(?:ember|\.)|dec(?:ember|\.)"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}[:.]\d\d|[ap]\.?m\.?\b)",
    re.IGNORECASE,
)
_QUOTES = "\"'“”‘’„«»"


@dataclass(slots=True)
class Candidate:
    """A block that may be a heading."""

    index: int
    kind: str
    """ "explicit", "special", "numeral", "numbered", "caps", "pov" or "name"."""
    rank: int
    style: str
    number: int | None = None


def flat(words: str) -> str:
    """`words` with each stretch of white space made one space."""
    return " ".join(words.split())


def is_capitals(words: str) -> bool:
    """Whether `words` are in capitals: at least two letters, none small but in one short word (Mc, of)."""
    upper = sum(c.isupper() for c in words)
    lower = sum(c.islower() for c in words)
    return upper >= 2 and (lower == 0 or (lower <= 2 and upper >= 8))


def is_title_like(words: str, limit: int = 12) -> bool:
    """Whether `words` could be a title: capitals, or each longer word with a capital and no mark of a sentence at the end."""
    words = words.strip("*_ \t")
    if not words or words[0] in _QUOTES or words[-1] in ",;:" or len(words) > 120:
        return False
    if is_capitals(words):
        return len(words.split()) <= 2 * limit
    parts = re.findall(r"[^\W_][\w'’.-]*", words)
    if not parts or len(parts) > limit or words[-1] in '.!?"”’' or words.endswith("..."):
        return False
    if not parts[0][0].isupper() and not parts[0][0].isdigit():
        return False
    longer = [p for p in parts if len(p) >= 5 or p is parts[0]]
    return all(p[0].isupper() or p[0].isdigit() for p in longer) and parts[-1][0].isupper() | parts[-1][0].isdigit()


def _explicit(words: str, index: int) -> Candidate | None:
    """A heading that says so: CHAPTER I, Book the Second: …, Prologue."""
    match = _EXPLICIT.fullmatch(words) or _ORDINAL_FIRST.fullmatch(words)
    if match is not None:
        word = match["word"].lower()
        number = numbers.parse(match["number"])
        if number is not None and _fits(match["rest"], strong=word not in _PART_WORDS and word not in _WEAK_WORDS):
            rank = PART if word in _PART_WORDS else CHAPTER
            return Candidate(index, "weak" if word in _WEAK_WORDS else "explicit", rank, word, number)
    match = _SPECIAL.fullmatch(words)
    if match is not None and len(words) <= 120 and _fits(match["rest"], strong=False):
        return Candidate(index, "special", CHAPTER, match["word"].lower())
    return None


def _fits(rest: str, *, strong: bool) -> bool:
    """Whether `rest` can follow the number of a heading: nothing, a title after a sign, or a title."""
    rest = rest.strip()
    if not rest.strip(".:*_#~=)]<>|•–— -"):
        return True
    if re.fullmatch(r"(?i)(?:of|/)\s*(?:\d+|\?)\W*", rest):
        return True
    title = rest.lstrip(".:,;*_)([] \t–—-")
    if title == rest.strip():  # no sign between
        return is_title_like(title)
    if strong:
        return len(title) <= 300
    return len(title) <= 100 and (is_capitals(title) or title[-1] not in ".,;" or is_title_like(title.rstrip(".")))


def candidates(content: str, blocks: list[Block], usual_gap: int) -> list[Candidate]:
    """Every block that may be a heading, with the strongest reading of each."""
    found: list[Candidate] = []
    before: Block | None = None
    for index, block in enumerate(blocks):
        length = block.end - block.start
        if block.role in ("prose", "heading") and block.region is None and length <= 400:
            raw = content[block.start : block.end]
            if raw[0] not in _QUOTES and raw.count("\n") <= 5:
                wide = before is None or block.gap > usual_gap or before.role == "ornament" or before.rule or block.rule
                candidate = _candidate(raw, index, wide, block.indent >= 8 or block.centred)
                if candidate is not None:
                    found.append(candidate)
        before = block
    return found


def _candidate(raw: str, index: int, wide: bool, centred: bool) -> Candidate | None:
    words = flat(raw)
    explicit = _explicit(words, index)
    if explicit is not None:
        return explicit
    if "\n" in raw:
        first = flat(raw.split("\n", 1)[0])
        explicit = _explicit(first, index)
        if explicit is not None and explicit.kind == "explicit" and len(words) <= 200 and not _runs_over(raw):
            return explicit
    match = _NUMERAL.fullmatch(words)
    if match is not None and words != "I!" and "\n" not in raw:
        number = numbers.parse(match["number"])
        if number is not None:
            bare = match["number"]
            form = (
                "arabic"
                if bare.isdecimal()
                else "word"
                if not numbers.ROMAN.fullmatch(bare)
                else "roman"
                if bare.isupper()
                else "small"
            )
            style = f"{form} {match['lead'].strip()[:1]}{match['tail'].strip()[:1]}"
            return Candidate(index, "numeral", CHAPTER, style, number)
    match = _NUMBERED.fullmatch(words)
    if match is not None and len(words) <= 110:
        number, title, separator = numbers.parse(match["number"]), match["title"], match["separator"].strip()
        sure = (
            centred
            or bool(separator)
            or is_capitals(title)
            or (match["number"].isdecimal() and len(match["number"]) > 1)
            or re.match(r"\S+\s{2,}", raw)
        )
        if (
            number is not None
            and sure
            and is_title_like(title.rstrip(".") if is_capitals(title) or separator == "." else title)
        ):
            form = "arabic" if match["number"].isdecimal() else "roman"
            if form == "arabic" or match["number"].isupper():
                return Candidate(index, "numbered", CHAPTER, f"{form} {separator[:1]}", number)
    pov = _POV.fullmatch(words)
    if pov is not None and len(words) <= 60:
        return Candidate(index, "pov", CHAPTER, (pov["a"] or pov["b"]).casefold())
    if is_capitals(words) and wide and len(words) <= 80 and words[-1] not in ",;:-—" and not _DATE.search(words):
        return Candidate(index, "caps", CHAPTER, "caps")
    name = _NAME.fullmatch(words)
    if (
        name is not None
        and wide
        and len(words) <= 40
        and words[-1] != ":"
        and not _DATE.search(words)
        and not words.startswith(("Dear", "My dear"))
    ):
        return Candidate(index, "name", CHAPTER, name["name"])
    return None


def _runs_over(raw: str) -> bool:
    """Whether the first line of `raw` is only the beginning of a sentence that the next one goes on with."""
    first, _, rest = raw.partition("\n")
    rest = rest.lstrip()
    return rest[:1].islower() or (len(first.rstrip()) >= 58 and not is_capitals(first))


def _sequences(found: list[Candidate], blocks: list[Block]) -> list[Candidate]:
    """Those of `found`, all of one style, whose numbers go up by one; runs of one alone and lists with no prose between are left out."""
    runs: list[list[Candidate]] = []
    for candidate in found:
        number = candidate.number or 0
        last = runs[-1][-1] if runs else None
        if last is not None and last.number is not None and last.number < number <= last.number + 2:
            runs[-1].append(candidate)
        elif number == 1:
            runs.append([candidate])
    kept = [run for run in runs if len(run) >= 2]
    out = []
    for run in kept:
        spread = blocks[run[-1].index].start - blocks[run[0].index].end
        if spread >= 250 * (len(run) - 1):
            out.extend(run)
    return out


def choose(content: str, blocks: list[Block], found: list[Candidate]) -> dict[int, Candidate]:
    """The candidates that are headings, with their ranks, by the index of their block."""
    chosen: dict[int, Candidate] = {c.index: c for c in found if c.kind in ("explicit", "special")}
    by_style: dict[str, list[Candidate]] = defaultdict(list)
    for c in found:
        if c.kind in ("numeral", "numbered", "weak"):
            by_style[f"{c.kind} {c.style}" if c.kind != "numbered" else f"numbered {c.style}"].append(c)
    explicit_chapters = [c for c in chosen.values() if c.kind == "explicit" and c.rank == CHAPTER]
    sequences = sorted((s for s in (_sequences(v, blocks) for v in by_style.values()) if s), key=len, reverse=True)
    main = len(explicit_chapters) > 1 or any(c.style in ("chapter", "chap", "ch") for c in explicit_chapters)
    for sequence in sequences:
        weak = sequence[0].kind == "weak"
        for c in sequence:
            c.rank = SECTION if main else CHAPTER
            chosen.setdefault(c.index, c)
        if not weak:
            main = True
    _outer_numerals(found, chosen, blocks, explicit_chapters)
    chapters = [c for c in chosen.values() if c.rank in (PART, CHAPTER)]
    povs = [c for c in found if c.kind == "pov"]
    names = _names(content, blocks, [c for c in found if c.kind == "name"])
    for c in (*povs, *names):
        c.rank = SECTION if len(chapters) >= 2 and not _beside(c.index, chosen) else CHAPTER
        chosen.setdefault(c.index, c)
    top = next((i for i, b in enumerate(blocks) if b.region is None), 0)
    caps = [c for c in found if c.kind == "caps" and (c.index > top or len(chapters) < 2)]
    if len(chapters) < 2 and not povs and not names:
        open_ended = [c for c in caps if content[blocks[c.index].end - 1] != "."]
        caps = _spread(
            open_ended if len(open_ended) >= 0.5 * len(caps) or len(caps) < 5 else caps, blocks, len(content)
        )
    else:
        for c in caps:
            c.rank = SECTION
        caps = [c for c in caps if _before_prose(c.index, blocks, chosen)]
    for c in caps:
        chosen.setdefault(c.index, c)
    return chosen


def _outer_numerals(
    found: list[Candidate], chosen: dict[int, Candidate], blocks: list[Block], explicit_chapters: list[Candidate]
) -> None:
    """A numeral directly above or below another heading belongs to it: "— I —" above "[ 1 ]", "I" below "CHAPTER I"."""
    for c in found:
        if (
            c.kind == "numeral"
            and c.index not in chosen
            and (c.number or 0) < 200
            and (c.index + 1 in chosen or (c.index - 1 in chosen and c.number == 1))
        ):
            below = chosen.get(c.index + 1)
            c.rank = PART if below is not None and below.kind in ("numeral", "numbered") else SECTION
            if below is None and not explicit_chapters:
                continue
            chosen[c.index] = c


def _names(content: str, blocks: list[Block], names: list[Candidate]) -> list[Candidate]:
    """Names alone on a line that title chapters by point of view: several of them, each a name that the story uses."""
    names = [
        c for c in names if c.index + 1 < len(blocks) and blocks[c.index + 1].end - blocks[c.index + 1].start >= 60
    ]
    used = [c for c in names if len(re.findall(rf"\b{re.escape(c.style)}\b", content)) >= 4]
    if len(used) < 2 or len(used) < 0.6 * len(names):
        return []
    return _spread(used, blocks, len(content))


def _spread(found: list[Candidate], blocks: list[Block], length: int) -> list[Candidate]:
    """`found` where they stand apart like chapters, else none."""
    apart = [c for c in found if c.index + 1 < len(blocks)]
    if len(apart) < 2:
        return []
    starts = [blocks[c.index].start for c in apart] + [length]
    reach = sorted(b - a for a, b in itertools.pairwise(starts))
    return apart if reach[len(reach) // 2] >= 1200 else []


def _beside(index: int, chosen: dict[int, Candidate]) -> bool:
    return index - 1 in chosen or index + 1 in chosen


def _before_prose(index: int, blocks: list[Block], chosen: dict[int, Candidate]) -> bool:
    """Whether a heading inside a chapter is followed by enough prose to head it."""
    if index + 1 >= len(blocks) or index + 1 in chosen:
        return False
    following = blocks[index + 1]
    return following.role == "prose" and following.end - following.start >= 80


def is_subtitle(content: str, block: Block) -> bool:
    """Whether a block right after a chapter's number is its title."""
    length = block.end - block.start
    if block.role != "prose" or block.region is not None or length > 300:
        return False
    raw = content[block.start : block.end]
    words = flat(raw)
    if words[0] in _QUOTES or words[-1] in ",;:" or (_DATE.search(words) and not is_capitals(words)):
        return False
    letters = [c for c in words if c.isalpha()]
    if len(letters) < 2:
        return False
    if sum(c.isupper() for c in letters) >= 0.75 * len(letters) and len(words) >= 4:
        return not _DATE.search(words) or words[-1] not in ".,"
    return "\n" not in raw and len(words) <= 90 and is_title_like(words)


def mark_contents(content: str, blocks: list[Block]) -> None:
    """Give the blocks of tables of contents the region `contents`."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if block.region is None and block.end - block.start <= 6000 and block.role == "prose":
            raw = content[block.start : block.end]
            first, _, more = raw.partition("\n")
            if len(first) <= 60 and _CONTENTS.fullmatch(first) and index < 60:
                index = _contents_from(content, blocks, index, more)
                continue
            if index < 60 and raw.count("\n") >= 2 and _lists_headings(raw):
                block.region = "contents"
        index += 1


def _lists_headings(raw: str) -> bool:
    lines = [flat(line) for line in raw.split("\n")]
    heads = sum(_explicit(_entry(line), 0) is not None or bool(_NUMBERED.fullmatch(_entry(line))) for line in lines)
    return (
        heads >= 3 and heads >= 0.7 * len(lines) and max(map(len, lines)) <= 110 and lines[0][:1].lower() in "cpbvli1[("
    )


def _entry(line: str) -> str:
    """A line of a table of contents without its page number."""
    return re.sub(r"[\s.…·_-]*\d{1,4}$", "", line) if re.search(r"(?:\s{2,}|\.{2,}|…)\s*\d{1,4}$", line) else line


def _tokens(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", words.lower())


def _contents_from(content: str, blocks: list[Block], index: int, more: str) -> int:
    """Mark the contents that begin at `index`; the index of the first block after them."""
    entries = [_tokens(_entry(line)) for line in more.split("\n") if line.strip()]
    blocks[index].region = "contents"
    at = index + 1
    while at < len(blocks) and at - index < 400:
        block = blocks[at]
        raw = content[block.start : block.end]
        lines = [line for line in raw.split("\n") if line.strip()]
        tokens = _tokens(_entry(lines[0]))
        if block.region is not None or (len(entries) >= 2 and tokens and any(_same(tokens, e) for e in entries[:2])):
            break
        prose = max(map(len, lines)) > 110 or (
            len(raw) > 90
            and raw[-1] in '.!?"”’'
            and not is_capitals(raw)
            and sum(_explicit(flat(x), 0) is not None for x in lines) < 2
        )
        if prose and block.role == "prose":
            break
        entries.extend(_tokens(_entry(line)) for line in lines)
        at += 1
    end = at
    seen = [_tokens(_entry(flat(content[b.start : b.end]))) for b in blocks[index + 1 : end]]
    while end - 1 > index and len(seen) > 1 and any(_same(seen[end - index - 2], e) for e in seen[: end - index - 2]):
        end -= 1
    for block in blocks[index:end]:
        block.region, block.role = "contents", "prose"
    return end


def _same(a: list[str], b: list[str]) -> bool:
    """Whether one heading begins with the words of the other."""
    n = min(len(a), len(b))
    return n > 0 and a[:n] == b[:n]


def split_glued(content: str, blocks: list[Block]) -> list[Block]:
    """`blocks` with a heading on the first line of a longer paragraph made a block of its own."""
    out: list[Block] = []
    for block in blocks:
        if block.role == "prose" and block.region is None and block.end - block.start > 80:
            stop = content.find("\n", block.start, block.start + 90)
            if 0 < stop < block.end and content[block.start] in "cCpPvVbBeEiIaAlLsS*_#[(-—":
                first = flat(content[block.start : stop])
                candidate = _explicit(first, 0)
                rest_length = block.end - stop
                if (
                    candidate is not None
                    and candidate.kind in ("explicit", "special")
                    and rest_length > 300
                    and not _runs_over(content[block.start : stop + 40])
                ):
                    start = stop
                    while content[start].isspace():
                        start += 1
                    out.append(Block(block.start, stop, block.gap, block.indent, rule=block.rule, label=block.label))
                    out[-1].end = stop - (len(content[block.start : stop]) - len(content[block.start : stop].rstrip()))
                    out.append(Block(start, block.end, 0, 0))
                    continue
        out.append(block)
    return out


def usual_gap(blocks: list[Block]) -> int:
    """How many blank lines this text has between paragraphs."""
    gaps = Counter(b.gap for b in blocks[1:])
    return gaps.most_common(1)[0][0] if gaps else 1
