"""Blocks to structure: regions, chapters, paragraphs, emphasis and breaks, for every format.

Readers of plain text give blocks by layout, readers of markup give blocks with what the markup says; both go through
the same steps here, in this order: legal text, contents, headings and their titles, title page, notes, chapters,
regions, breaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from fullcast.layers import Chapter, Metadata, Region
from fullcast.readers import headings, notes
from fullcast.readers.breaks import find_breaks
from fullcast.readers.draft import Block, Structure
from fullcast.readers.emphasis import find_emphasis
from fullcast.readers.gutenberg import mark_legal
from fullcast.readers.headings import CHAPTER, PART, SECTION, Candidate
from fullcast.text import Span

_BYLINE = re.compile(
    r"[\s*_]*(?:(?:a |the )?(?:novel|story|tale|romance|fan ?fiction)\s+)?(?:written "
    r")?by\s*[:\n]?\s*(?P<author>[^\W\d_][^\n]{1,60}?)?[\s*_]*(?:\n.*)?",
    re.IGNORECASE | re.DOTALL,
)
_FRONT = re.compile(
    r"[\s*_(]*(?:by|translated|illustrated|edited|with illustrations|an? (?:novel|romance|tale|story|study|nightmare"
    r"|fantasy|comedy)|copyright|\d{4}\b|first published|published"
    r"|in (?:two|three|four|five) (?:parts|volumes|books)|complete|the text is|new york|london|boston|author of|all rights)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_EPIGRAPH_LIMIT = 3000
_PART_LIMIT = 800


def find_structure(
    content: str,
    blocks: list[Block],
    *,
    metadata: Metadata | None = None,
    emphasis: Sequence[Span] | None = None,
    typographic: bool = True,
    labels_by: str = "label lines",
) -> Structure:
    """The structure of `content`, cut into `blocks`.

    `metadata` is what the format itself says; `emphasis` what its markup says (None: look for marks in the text);
    `typographic` whether blank lines are the author's; `labels_by` the page on which label lines stand.
    """
    blocks = headings.split_glued(content, blocks)
    legal = mark_legal(content, blocks)
    headings.mark_contents(content, blocks)
    usual = headings.usual_gap(blocks)
    chosen = headings.choose(content, blocks, headings.candidates(content, blocks, usual))
    _rank_markup(content, blocks, chosen)
    _mark_headings(content, blocks, chosen)
    titled = _mark_title_page(content, blocks)
    _mark_notes(content, blocks)
    _settle(content, blocks)
    labels = notes.read_labels(content, blocks, labels_by)
    chapters = _chapters(content, blocks)
    regions = _regions(content, blocks)
    found = find_emphasis(content, blocks) if emphasis is None else emphasis
    return Structure(
        regions=regions,
        chapters=chapters,
        paragraphs=tuple(Span(b.start, b.end) for b in blocks),
        emphasis=tuple(found),
        breaks=tuple(find_breaks(content, blocks, typographic=typographic)),
        metadata=joined(metadata, legal, labels, titled),
    )


def joined(*sources: Metadata | None) -> Metadata:
    """One Metadata with each field from the first of `sources` that has it; provenance names all that gave something."""
    values: dict[str, object] = {}
    by: list[str] = []
    for source in sources:
        if source is None:
            continue
        gave = False
        for key in ("title", "author", "language", "tags", "characters", "relationships"):
            value = getattr(source, key)
            if value and key not in values:
                values[key] = value
                gave = True
        if gave and source.provenance:
            by.append(source.provenance)
    return msgspec.convert({**values, "provenance": ", ".join(by) or None}, Metadata)


def _rank_markup(content: str, blocks: list[Block], chosen: dict[int, Candidate]) -> None:
    """Add to `chosen` the headings that the markup names, and the blocks at which its table of contents lets chapters begin."""
    marked = [i for i, b in enumerate(blocks) if b.level is not None and b.region is None]
    labelled = [i for i, b in enumerate(blocks) if b.label is not None and b.region is None]
    if not marked and not labelled:
        return
    for i in marked:  # what was chosen by its looks keeps its rank
        blocks[i].role = "prose"
    levels = Counter(blocks[i].level for i in marked)
    explicit = {
        blocks[i].level
        for i in marked
        if i in chosen and chosen[i].kind in ("explicit", "special", "numeral") and chosen[i].rank == CHAPTER
    }
    main = min((x for x in explicit if x), default=None) or min(
        (x for x, n in levels.items() if x and n >= 2), default=None
    )
    first_prose = next(
        (i for i, b in enumerate(blocks) if b.level is None and b.region is None and b.end - b.start > 60), len(blocks)
    )
    for i in marked:
        if i in chosen and chosen[i].kind != "caps":
            continue
        level = blocks[i].level or 6
        if labelled:
            rank = CHAPTER if blocks[i].label is not None else SECTION
        elif main is None or level < main:
            rank = (
                0 if i < first_prose and (main is None or levels[level] == 1) else PART if main is not None else CHAPTER
            )
        else:
            rank = CHAPTER if level == main else SECTION
        if rank:
            chosen[i] = Candidate(i, "markup", rank, f"h{level}")
        else:
            chosen.pop(i, None)
            blocks[i].region = "title"
    for i in labelled:
        block = blocks[i]
        if i in chosen:
            chosen[i].rank = min(chosen[i].rank, CHAPTER)
        elif headings.flat(content[block.start : block.end])[:60].casefold() == (block.label or "")[:60].casefold():
            chosen[i] = Candidate(i, "markup", CHAPTER, "label")


def _mark_headings(content: str, blocks: list[Block], chosen: dict[int, Candidate]) -> None:
    """Make the chosen blocks headings; a chapter's title in the blocks right after its number joins it."""
    _drop_listed(content, blocks, chosen)
    for i, candidate in sorted(chosen.items()):
        block = blocks[i]
        block.role, block.region, block.rank = "heading", "heading", candidate.rank
    sentences = _sentence_titles(content, blocks, chosen)
    for i in sorted(chosen):
        if blocks[i].region != "heading" or chosen[i].kind in ("caps", "name", "pov", "markup"):
            continue
        if i in sentences:
            blocks[i + 1].role, blocks[i + 1].region, blocks[i + 1].rank = "heading", "heading", 0
            continue
        if chosen[i].rank == SECTION:
            continue
        for j in range(i + 1, min(i + 4, len(blocks) - 1)):
            if blocks[j].region == "heading":
                if chosen.get(j) is not None and chosen[j].kind == "caps":
                    blocks[j].rank = 0
                    continue
                break
            if not headings.is_subtitle(content, blocks[j]) or (
                j > i + 1 and not headings.is_capitals(content[blocks[j].start : blocks[j].end])
            ):
                break
            blocks[j].role, blocks[j].region, blocks[j].rank = "heading", "heading", 0


def _sentence_titles(content: str, blocks: list[Block], chosen: dict[int, Candidate]) -> set[int]:
    """Chapter numbers that are followed by a short line and a wide blank, in a book where most are: "Containing five pages of paper."."""
    usual = headings.usual_gap(blocks)
    numbered = [
        i for i, c in chosen.items() if c.rank == CHAPTER and c.kind in ("explicit", "numeral") and i + 2 < len(blocks)
    ]
    followed = {
        i
        for i in numbered
        if i + 1 not in chosen
        and blocks[i + 1].role == "prose"
        and blocks[i + 1].region is None
        and blocks[i + 1].end - blocks[i + 1].start <= 320
        and content[blocks[i + 1].start] not in headings._QUOTES
        and blocks[i + 2].gap > usual
        and blocks[i + 2].gap >= blocks[i + 1].gap
    }
    return followed if len(followed) >= 3 and len(followed) >= 0.7 * len(numbered) else set()


def _drop_listed(content: str, blocks: list[Block], chosen: dict[int, Candidate]) -> None:
    """Headings with no prose between them that come again later are a table of contents without its name."""
    order = sorted(chosen)
    run: list[int] = []
    for i in [*order, -1]:
        if run and (i < 0 or i > run[-1] + 2):
            if sum(chosen[k].rank == CHAPTER for k in run) >= 3:
                later = {
                    headings.flat(content[blocks[k].start : blocks[k].end]).casefold()[:12]
                    for k in order
                    if k > run[-1]
                }
                later |= (
                    {headings.flat(content[blocks[k].start : blocks[k].end]).casefold()[:12] for k in run[-2:]}
                    if len(run) > 3
                    else set()
                )
                listed = [
                    k
                    for k in run[:-1]
                    if headings.flat(content[blocks[k].start : blocks[k].end]).casefold()[:12] in later
                ]
                if len(listed) >= 2:
                    for k in range(listed[0], listed[-1] + 1):
                        blocks[k].region = "contents"
                        chosen.pop(k, None)
            run = []
        run.append(i)


def _mark_title_page(content: str, blocks: list[Block]) -> Metadata | None:
    """Mark the title, the byline and what stands with them before the first heading or the first prose."""
    page: list[Block] = []
    by: str | None = None
    given = [b for b in blocks if b.region == "title"]
    for block in blocks[:40]:
        if block.region in ("licence", "contents", "title", "metadata"):
            continue
        if block.region is not None or len(page) >= 10 or (block.role == "ornament" and not page):
            break
        if block.role == "ornament":
            continue
        words = content[block.start : block.end]
        line = headings.flat(words)
        byline = _BYLINE.fullmatch(words) if len(words) <= 160 else None
        if page and by == "":
            by = line.strip("*_ ")
        elif byline is not None and (page or given or len(line) < 40):
            by = (byline["author"] or "").strip()
        elif (
            (notes.is_label(words) and not headings.is_capitals(words))
            or not (headings.is_title_like(line) or (page and len(line) <= 120 and _FRONT.fullmatch(line)))
            or (headings._DATE.search(line) and not headings.is_capitals(line))
        ):
            break
        page.append(block)
    if not page:
        return _given_title(content, given) if given else None
    at = blocks.index(page[-1]) + 1
    following = next((b for b in blocks[at:] if b.role != "ornament"), None)
    before_heading = following is None or following.region == "heading"
    if not given and by is None and not before_heading and not _stands_apart(content, page, following):
        return None
    if following is None and by is None:
        return None
    for block in page:
        block.region, block.role = "title", "prose"
    first = given[0] if given else page[0]
    return _title_of(content, first, by or None)


def _given_title(content: str, given: list[Block]) -> Metadata:
    """Title and author from blocks that the markup says are a title page."""
    author = None
    for block in given[1:]:
        byline = _BYLINE.fullmatch(content[block.start : block.end])
        if byline is not None and byline["author"]:
            author = byline["author"].strip()
            break
    return _title_of(content, given[0], author)


def _stands_apart(content: str, page: list[Block], following: Block | None) -> bool:
    """Whether lines at the top are a title although neither a byline nor a heading follows."""
    words = headings.flat(content[page[0].start : page[0].end])
    if following is not None and notes.kind_of(content, following, edge="story") not in (None, "other"):
        return True
    if len(page) > 2 or following is None or following.end - following.start < 60:
        return False
    return (
        headings.is_capitals(words)
        or (len(words.split()) >= 2 and not any(c.isdigit() for c in words))
        or following.gap > 1
    )


def _title_of(content: str, block: Block, author: str | None) -> Metadata:
    title = headings.flat(content[block.start : block.end]).strip("*_#= ")
    match = re.fullmatch(r"(.{2,90}?)[,;:]?\s+by\s+([A-Z][^,;]{2,50})", title, re.IGNORECASE)
    if match is not None and author is None:
        title, author = match[1], match[2]
    return Metadata(title=title or None, author=author, provenance="title page")


def _mark_notes(content: str, blocks: list[Block]) -> None:
    """Mark notes, disclaimers, summaries and label lines, before the story, after it and at the edges of chapters."""
    for block in blocks:
        if block.region is None and block.role == "prose":
            block.region = notes.kind_of(content, block, edge=None)
    starts = [0, *(i + 1 for i, b in enumerate(blocks) if b.region == "heading" and b.rank != SECTION)]
    ends = [*(i - 1 for i, b in enumerate(blocks) if b.region == "heading" and b.rank != SECTION), len(blocks) - 1]
    for start in starts:
        _mark_head(
            content, blocks, start, 14, "story" if start == starts[0] or not _told(blocks, 0, start) else "chapter"
        )
    for end in ends:
        _mark_tail(content, blocks, end, 14, "story" if end == ends[-1] else "chapter")
    if not _told(blocks, 0, len(blocks)):  # all of it cannot be notes: those that only sounded like one are the story
        for block in blocks:
            if block.region in ("author_note", "disclaimer") and not notes.is_labelled(content, block):
                block.region = None


def _told(blocks: list[Block], start: int, end: int) -> bool:
    """Whether anything between two blocks may be story."""
    return any(b.region is None and b.role == "prose" for b in blocks[start:end])


def _mark_head(content: str, blocks: list[Block], start: int, most: int, edge: str) -> None:
    """Mark notes from block `start` on; the first block of story ends them."""
    noted = False
    bare: str | None = None
    i = start
    while i < min(len(blocks), start + most):
        block = blocks[i]
        if block.region == "heading":
            if block.rank != 0 and i > start:
                return
        elif block.region is None and block.role == "prose":
            words = content[block.start : min(block.end, block.start + 60)]
            kind = notes.kind_of(content, block, edge=edge)
            if (
                kind is None
                and bare is not None
                and (
                    block.quoted
                    or (
                        blocks[i - 1].region == bare and notes.is_bare(content[blocks[i - 1].start : blocks[i - 1].end])
                    )
                )
            ):
                kind = bare
            else:
                bare = kind if kind is not None and notes.is_bare(words) else None
            if kind is None:
                if noted:
                    _mark_up_to_break(content, blocks, i)
                return
            block.region = kind
        noted = noted or block.region in ("author_note", "disclaimer", "summary", "metadata")
        i += 1


def _mark_up_to_break(content: str, blocks: list[Block], start: int) -> None:
    """Paragraphs between a note and the next row of stars belong to the note, where they speak as one and nobody talks in them."""
    for i in range(start, min(len(blocks), start + 8)):
        block = blocks[i]
        if block.role == "ornament" or block.rule:
            stop = i
            break
        words = content[block.start : block.end]
        if block.region not in (None, "author_note") or '"' in words or "“" in words or len(words) > 1500:
            return
    else:
        return
    paragraphs = [b for b in blocks[start:stop] if b.region is None]
    if all(
        notes._FIRST.search(content[b.start : b.end]) or notes._SECOND.search(content[b.start : b.end])
        for b in paragraphs
    ):
        for block in paragraphs:
            block.region = "author_note"


def _mark_tail(content: str, blocks: list[Block], end: int, most: int, edge: str) -> None:
    """Mark notes backwards from block `end`; a labelled note takes everything after it along."""
    first = max(0, end - most)
    for i in range(end, first - 1, -1):
        if blocks[i].region == "heading":
            first = i + 1
            break
    for i in range(first, end + 1):
        block = blocks[i]
        if block.region == "author_note" and all(_may_be_note(content, b) for b in blocks[i + 1 : end + 1]):
            for after in blocks[i + 1 : end + 1]:
                if after.region is None and after.role == "prose":
                    after.region = notes.kind_of(content, after, edge=edge) or "author_note"
            break
    for i in range(end, first - 1, -1):
        block = blocks[i]
        if block.region is None and block.role == "prose":
            kind = notes.kind_of(content, block, edge=edge)
            if kind is None or kind == "metadata":
                return
            block.region = kind


def _may_be_note(content: str, block: Block) -> bool:
    words = content[block.start : block.end]
    return len(words) < 2500 and words[0] not in "\"“‘'«„" and len(re.findall(r"[\"”“]", words)) <= 4


def _settle(content: str, blocks: list[Block]) -> None:
    """Give every block its region: what is nothing else is story, and a row of signs goes with what it stands beside."""
    for block in blocks:
        if block.region is None and block.role == "prose":
            block.region = "story"
    following: list[str | None] = [None] * (len(blocks) + 1)
    for i in range(len(blocks) - 1, -1, -1):
        following[i] = blocks[i].region or following[i + 1]
    for i, block in enumerate(blocks):
        if block.region is not None:
            continue
        before = blocks[i - 1].region if i else None
        after = following[i + 1]
        if before in (None, "story") and after in (None, "story"):
            block.region = "story" if "story" in (before, after) else "other"
        else:
            block.region = after if before in (None, "story") else before
    inside = [i for i, b in enumerate(blocks) if b.region == "story" and b.role == "prose"]
    if inside:  # signs at the very edge of the story part nothing
        for block in (*blocks[: inside[0]], *blocks[inside[-1] + 1 :]):
            if block.region == "story":
                block.region = "other"


def _chapters(content: str, blocks: list[Block]) -> tuple[Chapter, ...]:
    """Chapters: each begins at a group of headings, or where a table of contents says; together they hold all story."""
    story = [b for b in blocks if b.region == "story"]
    if not story:
        return ()
    starts: list[tuple[int, str | None]] = []
    parts: set[int] = set()
    i = 0
    while i < len(blocks):
        block = blocks[i]
        if block.region == "heading" and block.rank in (PART, CHAPTER):
            group = [i]
            while (
                i + 1 < len(blocks) and blocks[i + 1].region in ("heading", "other") and blocks[i + 1].rank != SECTION
            ):
                i += 1
                group.append(i)
            if any(b.region == "story" for b in blocks[group[-1] + 1 :]):
                starts.append(
                    (block.start, _title(content, [blocks[k] for k in group if blocks[k].region == "heading"]))
                )
                if all(blocks[k].rank != CHAPTER for k in group):
                    parts.add(block.start)
        elif block.label is not None and block.region not in ("contents", "licence", "title"):
            starts.append((block.start, block.label))
        i += 1
    ends = [*(start for start, _ in starts[1:]), len(content)]
    starts = [s for s, end in zip(starts, ends, strict=False) if any(s[0] <= b.start < end for b in story)]
    starts = _joined_parts(blocks, starts, parts)
    first = story[0].start
    if not starts:
        starts = [(first, None)]
    elif first < starts[0][0]:
        before = sum(b.end - b.start for b in story if b.start < starts[0][0])
        if before >= _EPIGRAPH_LIMIT:
            starts.insert(0, (first, None))
        else:
            starts[0] = (first, starts[0][1])
    if starts[0][0] == blocks[0].start:
        starts[0] = (0, starts[0][1])
    last = _after(content, story[-1].end)
    edges = [*(s[0] for s in starts[1:]), last]
    return tuple(
        Chapter(id=f"ch{n}", start=start, end=end, title=title)
        for n, ((start, title), end) in enumerate(zip(starts, edges, strict=True), 1)
    )


def _joined_parts(
    blocks: list[Block], starts: list[tuple[int, str | None]], parts: set[int]
) -> list[tuple[int, str | None]]:
    """`starts` where one of `parts` that holds no more than its epigraph is one with its first chapter."""
    out: list[tuple[int, str | None]] = []
    for start, title in starts:
        if out and out[-1][0] in parts and start not in parts:
            begin = out[-1][0]
            if sum(b.end - b.start for b in blocks if b.region == "story" and begin <= b.start < start) < _PART_LIMIT:
                out[-1] = (begin, title)
                continue
        out.append((start, title))
    return out


def _after(content: str, offset: int) -> int:
    """The offset of the first character from `offset` on that is not white space."""
    while offset < len(content) and content[offset].isspace():
        offset += 1
    return offset


def _title(content: str, group: list[Block]) -> str | None:
    """The title of a chapter from its headings: without that of the part above it, number and name joined."""
    ranks = [b.rank for b in group]
    at = max((i for i, r in enumerate(ranks) if r == CHAPTER), default=0)
    label = group[at].label
    if label is not None:
        return label
    title = ""
    for block in group[at:]:
        lines = [words for words in map(_bare, content[block.start : block.end].split("\n")) if words]
        for words in lines:
            if not title:
                title = words
            elif title[-1] in ".:!?—–-" or (words is not lines[0] and words is not lines[min(1, len(lines) - 1)]):
                title = f"{title} {words}"
            else:
                title = f"{title}{': ' if _is_number(title) else ' '}{words}"
    return title[:200] or None


def _bare(line: str) -> str:
    """A line of a heading without marks around it."""
    words = headings.flat(line).strip("#=~ ")
    while len(words) > 2 and words[0] == words[-1] and words[0] in "*_":
        words = words[1:-1].strip()
    words = re.sub(r"(?<!\w)([_*]{1,3})(\S[^_*]*)\1", r"\2", words)
    return words if re.search(r"\w", words) else ""


def _is_number(title: str) -> bool:
    """Whether `title` so far only numbers the chapter, so that a colon joins its name."""
    return len(title.split()) <= 3 and ":" not in title


def _regions(content: str, blocks: list[Block]) -> tuple[Region, ...]:
    """Regions that tile the text; white space belongs to the one before it."""
    found: list[tuple[int, str]] = []
    for block in blocks:
        kind = block.region or "story"
        if not found or found[-1][1] != kind:
            found.append((block.start if found else 0, kind))
    ends = [*(start for start, _ in found[1:]), len(content)]
    return tuple(Region(start=start, end=end, kind=kind) for (start, kind), end in zip(found, ends, strict=False))
