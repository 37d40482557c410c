"""Labelled lines: the messages of a chat, the lines of a transcript, the speeches of a play, each behind the name of whose it is.

One such line proves nothing ("Mara: that was the name"). A block does: three lines and more of one shape near each other, with
labels that come back; so does a screen that is named right before. What heads a form, a list or a diary is no label
(`lexicon/labels.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from fullcast.layers import Story
from fullcast.lexicon.labels import DEVICES, NO_LABELS, TAKEN_DOWN
from fullcast.text import Span

_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?"
_STAMP = rf"[\[(]?(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}},? )?{_CLOCK}[\])]?"
_WORD = r"[A-Z][\w'’-]*\.?"
_NAME = rf"{_WORD}(?: (?:{_WORD}|\d+|of|the|de|von|van)){{0,3}}"
_CAPS = r"(?:(?:MR|MRS|MS|DR|ST)\.? )?(?!(?:MR|MRS|MS|DR|ST)\b)[A-Z][A-Z'’-]+(?: [A-Z0-9][A-Z0-9'’-]*){0,3}"
_HANDLE = r"@?[\w-][\w.'’-]{0,24}"
_ASIDE = r"(?: ?[(\[][^()\[\]\n]{1,60}[)\]])?"
_REST = r"(?:\s+|$)"
_SHAPES: Final = tuple(
    (shape, re.compile(r"[ \t]*" + pattern))
    for shape, pattern in (
        ("nick", rf"(?:{_STAMP}\s*)?<(?P<who>[@\w][\w .'’-]{{0,24}})>:?{_REST}"),
        (
            "stamped",
            rf"{_STAMP}\s*(?:[-–—|]\s*)?[*_]{{0,2}}(?P<who>{_NAME}|{_HANDLE})[*_]{{0,2}} ?:[*_]{{0,2}}{_REST}",
        ),
        (
            "stamped",
            rf"[*_]{{0,2}}(?P<who>{_NAME}|{_HANDLE})[*_]{{0,2}},? [\[(]?{_CLOCK}[\])]?(?:[*_]{{0,2}}:{_REST}|$)",
        ),
        ("marked", rf"(?P<mark>\*\*|__|\*|_)(?P<who>{_NAME}|{_HANDLE}){_ASIDE}(?::(?P=mark)|(?P=mark):){_REST}"),
        ("handle", rf"(?P<who>@\w[\w.-]{{0,24}}?):?{_REST}"),
        ("stop", rf"(?P<who>{_CAPS}|[QA](?=\.)){_ASIDE}(?:\.|\.?\s?[—–]){_REST}"),
        ("stop", rf"_(?P<who>{_NAME}?)\.?_\.?(?:[—–]|{_REST})"),
        ("colon", rf"(?P<who>{_NAME}|{_HANDLE}){_ASIDE} ?:{_REST}"),
        ("alone", rf"(?P<who>{_CAPS}){_ASIDE}$"),
    )
)
_HEADS = 80
"""Code points of a line within which its label ends."""
_OF_PLAYS: Final = frozenset(("stop", "alone"))
_SHORT = 600
"""A message on a screen is no longer."""
_GAP = 2
"""Paragraphs without a label that a block may hold between two lines: directions, a date, who comes and goes."""
_LEAST = 3
_DIRECTION = re.compile(r"[_*]?[(\[][^()\[\]]*[)\]][_*]?\s*")
_ENDED = re.compile(r"[.!?…—–\"”’')\]]$")
_COMES = re.compile(
    r"(?:\b\w+ (?:has )?(?:added|invited) (?P<one>@?\w+)|^[^\w@]*(?P<two>@?\w+) (?:has |was )?(?:joined|added)\b)"
)
_GOES = re.compile(r"(?:\b\w+ (?:has )?removed (?P<one>@?\w+)|^[^\w@]*(?P<two>@?\w+) (?:has |was )?(?:left|removed)\b)")


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line."""

    name: str
    """The label as written, without marks, time and stage directions."""
    label: Span
    """Where the label stands."""
    start: int
    """Where the line begins, time and marks included."""
    words: tuple[Span, ...]
    """What is said or typed, stage directions left out; empty where it stands between quotation marks."""
    end: int
    kind: str
    """ "writing" of a message, "speech" of a line of a transcript or a play."""


@dataclass(frozen=True, slots=True)
class Block:
    """Labelled lines that belong together."""

    lines: tuple[Line, ...]
    kind: str
    moves: tuple[tuple[int, str, bool], ...]
    """Who is said to come into the chat (True) or to go (False), and where."""

    def members(self, offset: int) -> list[str]:
        """The labels of those who are in it at `offset`, in order of their first lines, in small letters."""
        there = dict.fromkeys(label_key(line.name) for line in self.lines)
        for at, name, comes in self.moves:
            if comes == (offset < at):
                there.pop(name, None)
        return list(there)


class Labelled:
    """The blocks of labelled lines of one story, in order."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self._lines = [(line, block) for block in blocks for line in block.lines]
        self._starts = [line.label.start for line, _ in self._lines]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in order."""
        return tuple(line for line, _ in self._lines)

    def at(self, offset: int) -> tuple[Line, Block] | None:
        """The line that `offset` lies in, with its block; None elsewhere."""
        k = bisect_right(self._starts, offset) - 1
        return self._lines[k] if k >= 0 and offset < self._lines[k][0].end else None


@dataclass(slots=True)
class _Hit:
    """What has the form of a labelled line."""

    shape: str
    name: str
    label: Span
    start: int
    at: int
    """Where its words begin."""
    end: int
    first: int
    """Index of its paragraph."""
    last: int
    """Index of the paragraph in which its words end."""


def label_key(name: str) -> str:
    """What two ways of writing one label have in common."""
    return name.casefold().replace("’", "'").lstrip("@").rstrip(".")


def find_labelled(story: Story) -> Labelled:
    """The labelled lines of a story; needs the layers paragraphs and regions."""
    content = story.text.content
    own = [Span(r.start, r.end) for r in story.regions if r.kind == "story"] or [Span(0, len(content))]
    starts = [r.start for r in own]
    paragraphs = [p for p in story.paragraphs if (k := bisect_right(starts, p.start) - 1) >= 0 and p.end <= own[k].end]
    hits = list(_hits(content, paragraphs))
    if not hits:
        return Labelled(())
    codes = {n.code for n in story.notices}
    found = [
        _block(content, paragraphs, run, "play" in codes)
        for run in _runs(hits, _GAP if not codes & {"chat_log", "play"} else len(paragraphs), "play" in codes)
    ]
    taken = {line.label for block in found for line in block.lines}
    rest = [h for h in hits if h.label not in taken]
    found += [_block(content, paragraphs, run, announced=True) for run in _announced(content, paragraphs, rest)]
    return Labelled(sorted(found, key=lambda block: block.lines[0].label.start))


def _hits(content: str, paragraphs: Sequence[Span]) -> Iterator[_Hit]:
    """Every line with the form of a label; in a paragraph of several lines the first must have it."""
    waiting: _Hit | None = None
    for n, p in enumerate(paragraphs):
        here: list[_Hit] = []
        at = p.start
        for line in content[p.start : p.end].split("\n"):
            hit = _hit(line, at, n) if here or at == p.start else None
            if hit is not None:
                here.append(hit)
            elif here:
                here[-1].end = at + len(line.rstrip())
            at += len(line) + 1
        if waiting is not None and not here:
            waiting.at, waiting.end, waiting.last = p.start, p.end, n
            yield waiting
        waiting = None
        for hit in here:
            hit.at = min(hit.at, hit.end)
            hit.at += len(content[hit.at : hit.end]) - len(content[hit.at : hit.end].lstrip())
            if hit.at < hit.end:
                yield hit
            elif hit is here[-1] and hit.shape in ("alone", "stamped"):
                waiting = hit


def _hit(line: str, at: int, paragraph: int) -> _Hit | None:
    head = line[:_HEADS]
    if (
        ":" not in head
        and head[:1] not in "<@*_[( \t0123456789"
        and not head[1:2].isupper()
        and head[:2] not in ("Q.", "A.")
    ):
        return None
    for shape, pattern in _SHAPES:
        m = pattern.match(line)
        if m is not None and m.end("who") <= _HEADS:
            who = m["who"]
            if set(re.findall(r"[a-z]+", who.lower())[:1]) & NO_LABELS or not any(map(str.isalpha, who)):
                return None
            return _Hit(
                shape,
                who,
                Span(at + m.start("who"), at + m.end("who")),
                at,
                at + m.end(),
                at + len(line.rstrip()),
                paragraph,
                paragraph,
            )
    return None


def _runs(hits: Sequence[_Hit], gap: int, play: bool) -> Iterator[list[_Hit]]:
    """The hits of one shape that are near each other, where there are enough of them and their labels come back."""
    by_shape: dict[str, list[_Hit]] = defaultdict(list)
    for hit in hits:
        by_shape[hit.shape].append(hit)
    for shape, some in by_shape.items():
        often = Counter(label_key(h.name) for h in some)
        run: list[_Hit] = []
        for hit, nxt in zip(some, [*some[1:], None], strict=True):
            run.append(hit)
            if nxt is None or nxt.first - hit.last > gap + 1:
                if _proves(run, shape, often, play):
                    yield run
                run = []


def _proves(run: Sequence[_Hit], shape: str, often: Counter[str], play: bool) -> bool:
    names = {label_key(h.name) for h in run}
    back = sum(often[label_key(h.name)] > 1 for h in run)
    again = sum(often[name] > 1 for name in names)
    if shape in _OF_PLAYS and not play:
        return len(run) > _LEAST and again > 1 and 5 * back >= 3 * len(run)
    if shape in ("colon", "marked", *_OF_PLAYS):
        return len(run) >= _LEAST and len(names) > 1 and 3 * back >= 2 * len(run)
    return len(run) >= _LEAST and again > 0


def _announced(content: str, paragraphs: Sequence[Span], hits: Sequence[_Hit]) -> Iterator[list[_Hit]]:
    """Messages on a screen that is named before them, be they ever so few; whoever types one types all that bear the label."""
    lines = {
        h.first: h
        for h in hits
        if h.shape in ("colon", "marked") and h.name[0].isupper() and paragraphs[h.first].length < _SHORT
    }
    if 2 * len(lines) > len(paragraphs) or any(_DIRECTION.match(content, h.at) for h in lines.values()):
        return
    typing: set[str] = set()
    for n in lines:
        if n - 1 not in lines and _words(content, paragraphs, n) & DEVICES:
            k = n
            while k in lines:
                typing.add(lines[k].name)
                k += 1
    run: list[_Hit] = []
    for n, hit in lines.items():
        if run and (n - 1 != run[-1].first or hit.name not in typing):
            yield run
            run = []
        if hit.name in typing:
            run.append(hit)
    if run:
        yield run


def _words(content: str, paragraphs: Sequence[Span], n: int) -> set[str]:
    """The words of the two paragraphs before paragraph `n`, in small letters."""
    some = (content[max(p.start, p.end - _SHORT) : p.end] for p in paragraphs[max(0, n - 2) : n])
    return {word for words in some for word in re.findall(r"[^\W\d_]+", words.lower())}


def _block(
    content: str, paragraphs: Sequence[Span], run: Sequence[_Hit], play: bool = False, *, announced: bool = False
) -> Block:
    kind = "writing" if announced else _kind(content, paragraphs, run, play)
    lines = tuple(Line(h.name, h.label, h.start, _parts(content, h, kind), h.end, kind) for h in run)
    taken = {n for h in run for n in range(h.first, h.last + 1)}
    between = (paragraphs[n] for n in range(run[0].first, run[-1].last) if n not in taken)
    return Block(lines, kind, tuple(move for p in between for move in _moves(content, p)) if kind == "writing" else ())


def _kind(content: str, paragraphs: Sequence[Span], run: Sequence[_Hit], play: bool) -> str:
    """Whether lines are typed ("writing") or were spoken."""
    shape = run[0].shape
    before = _words(content, paragraphs, run[0].first)
    if play or shape in _OF_PLAYS or (before & TAKEN_DOWN and not before & DEVICES):
        return "speech"
    if before & DEVICES:
        return "writing"
    capitals = sum(h.name.isupper() and len(h.name) > 2 for h in run)
    directed = sum(_DIRECTION.match(content, h.at) is not None for h in run)
    if 2 * capitals > len(run) or 5 * directed > len(run):
        return "speech"
    if shape != "colon":
        return "writing"
    small = sum(content[h.at].islower() for h in run) + sum(h.name[0].islower() for h in run)
    open_ = sum(_ENDED.search(content[h.at : h.end]) is None for h in run)
    return "writing" if 5 * small >= 2 * len(run) or 5 * open_ >= 2 * len(run) else "speech"


def _parts(content: str, hit: _Hit, kind: str) -> tuple[Span, ...]:
    """The words of a line; of speech without stage directions; none where marks set them off."""
    words = content[hit.at : hit.end]
    if words[0] in '"“«„' and words.rstrip(" .,!?_*")[-1:] in '"”»“':
        return ()
    if kind == "writing":
        return (Span(hit.at, hit.end),)
    out: list[Span] = []
    at = hit.at
    for m in (*_DIRECTION.finditer(content, hit.at, hit.end), None):
        end = hit.end if m is None else m.start()
        part = content[at:end]
        if part.strip(" \n_*—–.-"):
            out.append(Span(at + len(part) - len(part.lstrip()), at + len(part.rstrip())))
        at = hit.end if m is None else m.end()
    return tuple(out)


def _moves(content: str, paragraph: Span) -> Iterator[tuple[int, str, bool]]:
    words = content[paragraph.start : paragraph.end]
    if len(words.split()) > 8:
        return
    for pattern, comes in ((_COMES, True), (_GOES, False)):
        m = pattern.search(words)
        if m is not None:
            yield paragraph.start, label_key(m["one"] or m["two"]), comes
            return
