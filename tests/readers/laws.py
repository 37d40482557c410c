"""The laws that hold of every story a reader gives."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from fullcast.layers import Story
from fullcast.layers.values import REGION_KINDS


def assert_laws(story: Story, source: str | None = None) -> None:
    """Regions tile, paragraphs and chapters are in order, everything lies where it must; runs are those of `source`."""
    content = story.text.content
    regions = story.regions
    assert regions[0].start == 0
    assert regions[-1].end == len(content)
    assert all(a.end == b.start and a.start < a.end for a, b in pairwise(regions))
    assert all(r.kind in REGION_KINDS for r in regions)
    assert not any(content[r.start].isspace() for r in regions[1:]), "white space belongs to the region before"
    starts = [r.start for r in regions]
    last = 0
    for start, end in story.paragraphs:
        assert last <= start < end
        assert not content[last:start].strip(), "only white space between paragraphs"
        assert content[start:end] == content[start:end].strip()
        assert end <= regions[bisect_right(starts, start) - 1].end
        last = end
    assert not content[last:].strip()
    assert [c.id for c in story.chapters] == [f"ch{n}" for n in range(1, len(story.chapters) + 1)]
    assert all(a.end <= b.start for a, b in pairwise(story.chapters))
    for start, end in story.paragraphs:
        if regions[bisect_right(starts, start) - 1].kind == "story":
            assert any(c.start <= start and end <= c.end for c in story.chapters), "all story lies in a chapter"
    for spans in ([(b.start, b.end) for b in story.breaks], list(story.emphasis)):
        assert all(0 <= a < b <= len(content) for a, b in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
    if source is not None:
        for at, offset, length in story.source_map.runs:
            assert content[at : at + length] == source[offset : offset + length]


def kinds(story: Story) -> list[str]:
    """The kinds of the regions, in order."""
    return [r.kind for r in story.regions]


def words_of(story: Story, kind: str) -> list[str]:
    """What stands in each region of a kind, trimmed."""
    return [story.text.content[r.start : r.end].strip() for r in story.regions if r.kind == kind]


def shown(story: Story) -> list[str]:
    """The words of each paragraph, lines joined."""
    return [" ".join(story.text.words(p).split()) for p in story.paragraphs]
