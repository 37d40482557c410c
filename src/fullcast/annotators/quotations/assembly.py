"""The steps in order, from paragraphs to quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from fullcast.annotators.labels import Line, find_labelled
from fullcast.annotators.quotations.bare_documents import bare_letters
from fullcast.annotators.quotations.dashes import dash_stretches, inside
from fullcast.annotators.quotations.documents import mark_documents
from fullcast.annotators.quotations.habits import DASH_OPENING
from fullcast.annotators.quotations.joining import one_quotation
from fullcast.annotators.quotations.lookalikes import (
    is_not_speech,
    is_report,
    is_saying,
    is_unsaid,
    nested_kind,
    puts_reports_in_marks,
)
from fullcast.annotators.quotations.marks import paragraph_stretches
from fullcast.annotators.quotations.passage import Passage, Setting, settings, tag_between
from fullcast.annotators.quotations.stretches import ENDS, Stretch
from fullcast.annotators.quotations.thoughts import (
    Taken,
    bare_thoughts,
    emphasised_thoughts,
    is_told_by_i,
    tagged_thoughts,
)
from fullcast.annotators.tags import Tag
from fullcast.layers import Notice, Quotation, Story
from fullcast.lexicon.speaking import THINKING
from fullcast.text import Span

_THINKING = frozenset(THINKING) - frozenset("reason remember recall decide muse marvel".split())
"""Verbs of thinking that never say anything aloud: people muse and marvel in speech too."""
_ASKING = frozenset(("wonder", "consider", "ponder", "mull"))
"""Those that speech may follow: she considered. "Let's do it." """
_SENTENCES = re.compile(r"[.!?]\s+[A-Z]")
_FURTHEST = 4
"""Paragraphs without a mark, as of verse, over which an open quotation may go on."""
_DOUBLE = re.compile('["“”„«»「」]')
_AND = frozenset((",", ";", "and", "or", "nor", "and the", "and to", "or the"))


@dataclass(slots=True, eq=False)
class Group:
    """A quotation on its way: its parts and what they are."""

    spans: list[Span]
    kind: str
    marked_by: str
    parent: Group | None = None
    id: str = field(default="")

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands: by its first word, the outer one first."""
        return self.spans[0].start, -self.spans[-1].end


def assemble(story: Story) -> tuple[tuple[Quotation, ...], tuple[Notice, ...]]:
    """The quotations of a story, and what is to be said about them."""
    passage = Passage(story)
    labelled = find_labelled(story).lines
    stretches, notices = _stretches(passage)
    stretches = _within_lines(stretches, labelled)
    _keep_inside(stretches)
    letters = _letters(passage, stretches)
    top = [s for s in stretches if s.parent is None]
    around = settings(passage, top)
    _give_kinds(passage, around)
    groups = [*letters, *_groups(passage, stretches, letters)]
    groups += [Group(list(line.words), line.kind, "none") for line in labelled if line.words]
    _adopt(groups)
    groups += _thoughts(passage, story.emphasis, groups, [line.label for line in labelled])
    groups.sort(key=lambda g: g.order)
    for n, g in enumerate(groups, 1):
        g.id = f"q{n}"
    items = tuple(
        Quotation(
            id=g.id,
            spans=tuple(g.spans),
            kind=g.kind,
            marked_by=g.marked_by,
            parent=g.parent.id if g.parent is not None else None,
        )
        for g in groups
    )
    return items, tuple(notices)


# Stretches


def _keep_inside(stretches: Sequence[Stretch]) -> None:
    """Let inner stretches end with their outer one: one that nothing closes may have been cut short before a tag."""
    for s in stretches:
        while s.parent is not None and s.start >= s.parent.end:
            s.parent = s.parent.parent
        if s.parent is not None:
            s.end = min(s.end, s.parent.end)


def _stretches(passage: Passage) -> tuple[list[Stretch], list[Notice]]:
    """Every marked stretch in order, each that takes up an open one joined to it, and a notice for each mark that is never closed."""
    out: list[Stretch] = []
    notices: list[Notice] = []
    carried: list[str] = []
    open_one: Stretch | None = None
    goes_on = 0
    """Paragraphs that still belong to `open_one` though no mark opens them."""
    for n, (p, words) in enumerate(zip(passage.paragraphs, passage.words, strict=True)):
        if passage.habits.dash and DASH_OPENING.match(words):
            parts = dash_stretches(passage, n)
            found, left = paragraph_stretches(words, p.start, n, passage.habits)
            out += sorted([*parts, *inside(parts, found)], key=lambda s: (s.start, -s.end))
            carried, goes_on = [], 0
        else:
            if open_one is not None and not goes_on and not _takes_up(words, carried):
                goes_on = _paragraphs_to_close(passage, n, carried)
            found, left = paragraph_stretches(words, p.start, n, passage.habits, carried, goes_on=goes_on > 0)
            goes_on = max(0, goes_on - 1)
            out += found
        if open_one is not None and found and found[0].continues:
            found[0].joins, open_one = open_one, None
        elif open_one is not None:
            notices.append(_unclosed(passage, open_one))
            open_one = None
        opened = next(
            (s for s in reversed(found) if s.open_end and s.end == p.start + len(words.rstrip()) and s.parent is None),
            None,
        )
        if opened is not None and left and not opened.continues and (cut := _tag_at_end(passage, opened)) is not None:
            notices.append(_unclosed(passage, opened))
            opened.end, opened, left = cut, None, []
        open_one, carried = opened if left else None, left
    if open_one is not None:
        notices.append(_unclosed(passage, open_one))
    return out, notices


def _unclosed(passage: Passage, s: Stretch) -> Notice:
    words = passage.content[s.start : s.start + 40].replace("\n", " ")
    return Notice(
        code="unclosed_quotation", message=f"a quotation mark is never closed: {words}…", span=Span(s.start, s.end)
    )


def _takes_up(words: str, carried: Sequence[str]) -> bool:
    """Whether a paragraph begins with the mark that the one before left open."""
    return bool(carried) and words.lstrip(" \t_*\u2060")[:1] == carried[0]


def _paragraphs_to_close(passage: Passage, first: int, carried: Sequence[str]) -> int:
    """How many paragraphs from `first` on go on with an open double mark that none of them sets again, up to the one that closes it.

    Speakers quote verse and letters, which editors set apart without marks.
    """
    if not carried or carried[0] not in '“"„«':
        return 0
    for n in range(first, min(first + _FURTHEST, len(passage.paragraphs))):
        words = passage.words[n]
        m = _DOUBLE.search(words)
        if m is None:
            continue
        before, after = words[m.start() - 1 : m.start()], words[m.end() : m.end() + 1]
        closes = m.group() in "”»" or (
            m.group() == '"' and bool(before) and not before.isspace() and not after.isalnum()
        )
        return n - first + 1 if closes else 0
    return 0


def _tag_at_end(passage: Passage, s: Stretch) -> int | None:
    """Where an open stretch should have been closed: before the tag that ends it, as in: "Yes, said Mother Benedicta."."""
    tokens = passage.tokens
    ids = tokens.between(s.start + 1, s.end)
    for j in range(ids.stop - 2, max(ids.start, ids.stop - 14), -1):
        if tokens.words[j] in (",", "!", "?"):
            tag = tag_between(tokens, j + 1, ids.stop, ",")
            closes = (
                tag is not None and tag.certain and tag.last >= ids.stop - 4 and tokens.words[ids.stop - 1][0] in ".:"
            )
            # a speaker who tells a tale has tags of his own: "I stared out. I could be invisible! I repeated."
            only_tag = closes and not _SENTENCES.search(passage.content, s.start, tokens.starts[j])
            return tokens.ends[j] if only_tag else None
    return None


# Kinds


def _give_kinds(passage: Passage, around: Sequence[Setting]) -> None:
    """Give each stretch outside all others its kind, and join those of one quotation."""
    lower = passage.tokens.lower
    past = _told_in_past(passage)
    reports = puts_reports_in_marks(passage, around)

    def only_looks_so(s: Setting) -> bool:
        return is_not_speech(passage, s) or is_report(passage, s, habit=reports)

    for s in around:
        stretch = s.stretch
        if stretch.marked_by == "dash" or stretch.continues:
            continue
        if s.tag is not None and _thinks(passage, s.tag):
            stretch.kind = "thought"
        elif is_saying(s.post, lower, past=past) or (not stretch.open_end and only_looks_so(s)):
            stretch.kind = "not_speech"
        elif is_unsaid(passage, s):
            stretch.kind = "thought"
    mark_documents(passage, around)
    for a, b in pairwise(around):
        if a.stretch.paragraph == b.stretch.paragraph:
            _relate(passage, a, b)
    for s in around:
        if s.stretch.joins is not None:
            s.stretch.kind = s.stretch.joins.kind


def _thinks(passage: Passage, tag: Tag) -> bool:
    """Whether a tag says that words are thought: he thought, but not: he thought aloud, nor: she wondered again: "Is it?"."""
    follow = passage.tokens.lower[tag.verb_at + 1 : tag.verb_at + 4]
    return tag.verb in _THINKING and "aloud" not in follow and (tag.side == "after" or tag.verb not in _ASKING)


def _relate(passage: Passage, a: Setting, b: Setting) -> None:
    """Join two neighbours of a paragraph where they are one quotation; of a row of words spoken of, or of speeches, all are the same."""
    x, y = a.stretch, b.stretch
    gap = passage.content[x.end : y.start]
    row = (gap.strip(" ,;\n") or gap.strip()) in _AND
    words = y.words(passage.content)
    if x.kind == "not_speech":
        if row and y.kind == "speech" and len(words.split(None, 9)) <= 8:
            y.kind = "not_speech"
        return
    if (
        row
        and (x.kind, y.kind) == ("speech", "not_speech")
        and words[-1:] in tuple(ENDS)
        and len(words.split(None, 3)) > 2
    ):
        y.kind = "speech"  # "Don't put your feet up there;" and "Don't scrunch up like that;"
        return
    if y.kind == "not_speech" or y.joins is not None or "dash" in (x.marked_by, y.marked_by):
        return
    own = b.post is not None or b.pre is not None
    if x.kind != y.kind and (own or x.kind == "speech"):
        return
    if one_quotation(passage, a, b):
        y.joins = x


def _told_in_past(passage: Passage) -> bool:
    """Whether the tags of the book stand in the past."""
    counts = dict.fromkeys(("said", "says", "say"), 0)
    for w in passage.tokens.lower:
        if w in counts:
            counts[w] += 1
    return counts["said"] >= counts["says"]


# Quotations


def _groups(passage: Passage, stretches: Sequence[Stretch], letters: Sequence[Group]) -> list[Group]:
    """The stretches as quotations: parts together, each inner one with the outer one that it lies in."""
    content = passage.content
    of: dict[int, Group] = {}
    out: list[Group] = []
    last_whole: tuple[Group, Group] | None = None
    for s in stretches:
        span = Span(s.start, s.end)
        if s.joins is not None and id(s.joins) in of:
            group = of[id(s.joins)]
            group.spans.append(span)
        else:
            parent = of.get(id(s.parent)) if s.parent is not None else None
            whole = s.parent is not None and _is_whole(content, s, s.parent)
            if whole and last_whole is not None and parent is last_whole[0] and last_whole[1].spans[-1].end < s.start:
                # "'Sir,'" read Miss Tremlett, "'your account is overdue.'"
                group = last_whole[1]
                group.spans.append(span)
            else:
                kind = s.kind if s.parent is None else _inner_kind(passage, s, s.parent, whole=whole)
                group = Group([span], kind, s.marked_by if s.parent is None else "quotes", parent)
                out.append(group)
            if whole and parent is not None:
                last_whole = (parent, group)
        of[id(s)] = group
    return out


def _is_whole(content: str, s: Stretch, parent: Stretch) -> bool:
    """Whether an inner stretch is all that its outer one holds."""
    return not content[parent.start + 1 : s.start].strip() and not content[s.end : parent.end - 1].strip(" \n.,!?—-")


def _inner_kind(passage: Passage, s: Stretch, parent: Stretch, *, whole: bool) -> str:
    """The kind of a stretch inside another."""
    if whole:
        ids = passage.tokens.between(parent.end, min(parent.end + 40, len(passage.content)))
        tag = tag_between(passage.tokens, ids.start, ids.stop, ",")
        if tag is not None and tag.verb == "read":
            return "writing"
    return nested_kind(passage.content, s, parent)


def _within_lines(stretches: Sequence[Stretch], labelled: Sequence[Line]) -> list[Stretch]:
    """Without those that reach from one labelled line, or from its label, into something else."""
    whole = [Span(line.label.start, line.end) for line in labelled]
    words = [part for line in labelled for part in line.words or (Span(line.label.end, line.end),)]
    starts, ends = [w.start for w in whole], [w.end for w in whole]
    firsts = [w.start for w in words]

    def fits(s: Stretch) -> bool:
        if bisect_right(ends, s.start) == bisect_left(starts, s.end):
            return True
        k = bisect_right(firsts, s.start) - 1
        return k >= 0 and words[k].holds((s.start, s.end))

    return [s for s in stretches if fits(s)]


def _letters(passage: Passage, stretches: Sequence[Stretch]) -> list[Group]:
    """Letters without marks."""
    return [
        Group([Span(passage.starts[first], passage.paragraphs[last].end)], "writing", "none")
        for first, last in bare_letters(passage, stretches)
    ]


def _adopt(groups: Sequence[Group]) -> None:
    """Give each quotation inside a document or a labelled line without marks that one as its parent."""
    bare = sorted((g for g in groups if g.marked_by == "none"), key=lambda g: g.order)
    k = 0
    for g in sorted(groups, key=lambda g: g.order):
        while k < len(bare) and bare[k].spans[-1].end <= g.spans[0].start:
            k += 1
        if (
            k < len(bare)
            and g is not bare[k]
            and g.parent is None
            and any(part.holds((g.spans[0].start, g.spans[-1].end)) for part in bare[k].spans)
        ):
            g.parent = bare[k]


def _thoughts(
    passage: Passage, emphasis: Sequence[Span], groups: Sequence[Group], labels: Sequence[Span]
) -> list[Group]:
    """Thoughts that no quotation mark sets off; what `groups` and `labels` hold is none."""
    spans = [*labels, *(s for g in groups for s in g.spans)]
    quoted = Taken(spans)
    out = [Group(parts, "thought", "emphasis") for parts in emphasised_thoughts(passage, emphasis, quoted)]
    taken = Taken([*spans, *(s for g in out for s in g.spans)])
    past = _told_in_past(passage)
    from_outside = past and not is_told_by_i(passage, taken)
    for p, words in zip(passage.paragraphs, passage.words, strict=True):
        out += [
            Group(parts, "thought", "none")
            for parts in tagged_thoughts(words, p.start, taken, goes_on=from_outside, past=past)
        ]
    if from_outside:
        taken = Taken([*spans, *(s for g in out for s in g.spans)])
        out += [Group(parts, "thought", "none") for parts in bare_thoughts(passage, taken, quoted)]
    return out
