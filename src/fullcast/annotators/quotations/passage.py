"""The paragraphs of a story as the other steps see them: their words, and the narration and tags around each stretch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from fullcast.annotators.quotations.habits import Habits, find_habits
from fullcast.annotators.quotations.stretches import DASHES, ENDS, Stretch
from fullcast.annotators.tags import ALL_FORMS, NounPhrase, Tag, tag_after, tag_before
from fullcast.layers import Story
from fullcast.text import Span
from fullcast.text.tokens import Tokens

_COLUMNS = 100
_SOMEBODY = frozenset("somebody someone everybody everyone nobody one another others both neither".split())


class Passage:
    """The story part of a text, paragraph by paragraph."""

    def __init__(self, story: Story) -> None:
        self.content = story.text.content
        self.tokens = story.text.tokens
        regions = [Span(r.start, r.end) for r in story.regions if r.kind == "story"]
        if not story.regions:
            regions = [Span(0, len(self.content))]
        starts = [r.start for r in regions]
        self.paragraphs = [
            p for p in story.paragraphs if (k := bisect_right(starts, p.start) - 1) >= 0 and p.end <= regions[k].end
        ]
        self.starts = [p.start for p in self.paragraphs]
        raw = [self.content[p.start : p.end] for p in self.paragraphs]
        self.habits: Habits = find_habits(raw)
        self.words = [self.habits.plain(words) for words in raw]

        self._indented = [self._is_indented(p) for p in self.paragraphs]
        self._sets_off = sum(self._indented) * 5 < len(self.paragraphs)

    def _is_indented(self, p: Span) -> bool:
        """Whether each line of a paragraph is indented by three columns or more."""
        before = self.content[max(0, p.start - _COLUMNS) : p.start]
        if not before.endswith(" " * 3) or before.rstrip(" ")[-1:] not in ("\n", ""):
            return False
        lines = self.content[p.start : p.end].split("\n")
        return all(line.startswith("   ") or not line.strip() for line in lines[1:])

    def some(self, number: int, most: int) -> str:
        """The first `most` code points of a paragraph as they stand; where it is negative the last."""
        p = self.paragraphs[number]
        return (
            self.content[p.start : min(p.end, p.start + most)]
            if most > 0
            else self.content[max(p.start, p.end + most) : p.end]
        )

    def is_set_off(self, number: int) -> bool:
        """Whether a paragraph is indented as a whole, in a book that does not indent the others: a letter, an inscription, verse."""
        return self._sets_off and self._indented[number]


@dataclass(slots=True)
class Setting:
    """A stretch with the narration before and after it in its paragraph, and the tags found there."""

    stretch: Stretch
    before: Span
    after: Span
    pre: Tag | None = None
    """The tag that leads into it; None where it is the tag after the stretch before."""
    post: Tag | None = None
    follows_tag: bool = False
    """Whether the narration before it begins with what is certainly the tag of the stretch before."""
    sign_before: str = ""
    """The last sign of the stretch before it in its paragraph; empty where there is none."""

    @property
    def resumes(self) -> bool:
        """Whether it may take up a stretch before it that stopped in the middle of a sentence."""
        return self.sign_before not in ("", ".", "!", "?", "…")

    @property
    def tag(self) -> Tag | None:
        """The tag that tells what it is."""
        return self.post or self.pre


def settings(passage: Passage, top: Sequence[Stretch]) -> list[Setting]:
    """Each stretch of `top` with what stands around it."""
    out: list[Setting] = []
    for k, s in enumerate(top):
        p = passage.paragraphs[s.paragraph]
        last = out[-1] if out and out[-1].stretch.paragraph == s.paragraph else None
        follower = top[k + 1] if k + 1 < len(top) and top[k + 1].paragraph == s.paragraph else None
        here = Setting(
            s, last.after if last else Span(p.start, s.start), Span(s.end, follower.start if follower else p.end)
        )
        b = passage.tokens.between(*here.before)
        pre = tag_before(passage.tokens, b.start, b.stop)
        if pre is not None and last is not None and last.post is not None and pre.verb_at == last.post.verb_at:
            pre = None
        here.pre = pre
        here.follows_tag = last is not None and last.post is not None and last.post.certain
        here.sign_before = last.stretch.last_sign(passage.content) if last is not None else ""
        a = passage.tokens.between(*here.after)
        here.post = tag_between(passage.tokens, a.start, a.stop, s.last_sign(passage.content))
        out.append(here)
    return out


def tag_between(tokens: Tokens, first: int, limit: int, sign: str) -> Tag | None:
    """The tag that begins at token `first`, straight after words that end in `sign`."""
    tag = tag_after(tokens, first, limit, sign)
    if tag is not None or first >= limit:
        return tag
    # "Lights!" somebody shouted.
    j = first + 1
    while j < limit and j < first + 3 and tokens.lower[j] in ("else", "had", "then"):
        j += 1
    if tokens.lower[first] in _SOMEBODY and j < limit and (verb := ALL_FORMS.get(tokens.lower[j])):
        np = NounPhrase(first, first + 1, "nominal", tokens.lower[first])
        return Tag(np, verb, j, None, (), first, j + 1, "after", sign != ".")
    return None


def at_head(passage: Passage, s: Stretch) -> bool:
    """Whether a stretch opens its paragraph, marks of emphasis aside."""
    return s.start - passage.paragraphs[s.paragraph].start < 3


def fills(passage: Passage, s: Stretch) -> bool:
    """Whether a stretch is all of its paragraph, signs aside."""
    p = passage.paragraphs[s.paragraph]
    return at_head(passage, s) and not passage.content[s.end : p.end].strip(" _*\n" + ENDS + DASHES)
