"""Passages with marked levels: the files of gold/passages, and what is refused."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from fullcast.errors import DocumentError
from fullcast.layers import Layer
from fullcast.layers.values import Level
from fullcast.readers import read_string
from fullcast.scores.names import folded
from fullcast.scores.passages import KINDS, NOBODY, NONE, Passage, as_story, read_passage, read_passages
from fullcast.scores.state_answers import NARRATOR
from fullcast.scores.world import score_world
from fullcast.text import Span

FOLDER = Path(__file__).parents[2] / "gold" / "passages" / "levels"
PASSAGES = read_passages(FOLDER)
NESTED = """\
# told | a dream in a tale

“{told Rahel: We slept. I dreamed that {dream Rahel: a cow sang}, and woke. It rained},” said Rahel. “{+: It always rained.}”
"""
LATER = """\
# dream | known afterwards, told of in a diary

{document I: Monday. {dream I: Otto came.} Tuesday. I have ^been ill.}
"""


def passage(folder: Path, content: str, name: str = "04-some.txt") -> Passage:
    """The passage in a file of `folder` that holds `content`."""
    (folder / name).write_text(content, encoding="utf-8")
    return read_passage(folder / name)


def words(some: Passage, spans: tuple[Span, ...]) -> list[str]:
    """The words of `spans`."""
    return [some.text[slice(*span)] for span in spans]


def test_numbers_run_on() -> None:
    """Numbers decide what is held out: none is missing, none stands twice."""
    assert [p.number for p in PASSAGES] == list(range(1, len(PASSAGES) + 1))


def test_every_kind_is_there_on_both_sides() -> None:
    """Each category has passages to develop on and passages held out."""
    for held_out in (True, False):
        assert {p.category for p in PASSAGES if p.held_out == held_out} == {*KINDS, NONE}


def test_passages_are_of_a_length() -> None:
    """A passage is a piece of a story, of 150 to 450 words."""
    assert not {p.name: len(p.text.split()) for p in PASSAGES if not 150 <= len(p.text.split()) <= 450}


def test_no_passage_stands_twice() -> None:
    """Two files with one text would be counted double."""
    assert len({p.text for p in PASSAGES}) == len(PASSAGES)


def test_levels_nest() -> None:
    """Parts of a level follow each other, lie in its parent, and meet no other level of that parent."""
    for some in PASSAGES:
        for i, level in enumerate(some.levels):
            assert all(one.end <= two.start for one, two in pairwise(level.spans)), some.name
            siblings = [x for x in some.levels[i + 1 :] if x.parent == level.parent]
            assert not [x for x in siblings for a in x.spans for b in level.spans if a.meets(b)], some.name


def test_levels_begin_and_end_with_words() -> None:
    """White space at the edge of a level belongs outside, and no word is cut."""
    for some in PASSAGES:
        for start, end in (span for level in some.levels for span in level.spans):
            assert some.text[start:end] == some.text[start:end].strip(), some.name
            assert not some.text[start - 1 : start + 1].isalnum() or start == 0, some.name
            assert not some.text[end - 1 : end + 1].isalnum(), some.name


def test_experiencers_stand_in_their_passages() -> None:
    """A name that the passage does not have could never be found."""
    strange = [
        (some.name, level.experiencer)
        for some in PASSAGES
        for level in some.levels
        if level.experiencer not in (NARRATOR, NOBODY) and folded(level.experiencer) not in folded(some.text)
    ]
    assert not strange


def test_levels_are_read_with_their_parents(tmp_path: Path) -> None:
    """A level in a level lies in it, and a level that goes on is one."""
    some = passage(tmp_path, NESTED)
    tale, dream = some.levels
    assert words(some, tale.spans) == [
        "We slept. I dreamed that a cow sang, and woke. It rained",
        "It always rained.",
    ]
    assert words(some, dream.spans) == ["a cow sang"]
    assert (tale.parent, dream.parent) == (None, 0)


def test_a_caret_reveals_the_level_that_ended_before_it(tmp_path: Path) -> None:
    """Inside a diary a caret is of the dream that ended there, not of the diary."""
    some = passage(tmp_path, LATER)
    diary, dream = some.levels
    assert diary.revealed_at is None
    assert dream.revealed_at == some.text.index("been")


def test_a_caret_in_a_level_reveals_that_level(tmp_path: Path) -> None:
    """Who learns in a dream that it is one learns it there."""
    some = passage(tmp_path, "# dream | known inside\n\n{dream I: It said Wednesday. ^Oh, I thought.} The bell.\n")
    assert some.levels[0].revealed_at == some.text.index("Oh")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("# nightmare | a new kind\n\nNo.\n", "categories are"),
        ("# dream | no level\n\nShe slept.\n", "it is about dream"),
        ("# none | a level\n\n{dream Bo: He fell.}\n", "it is to have no level"),
        ("# dream | a new kind\n\n{dream Bo: He fell. {trance Bo: Up.}}\n", "no kind of level trance"),
        ("# dream | open\n\n{dream Bo: He fell.\n", "not closed"),
        ("# dream | too early\n\nIt ^was so. {dream Bo: He fell.}\n", "caret"),
        ("# dream | two\n\n{dream Bo: He fell.} He ^woke ^up.\n", "one for each"),
        ("# told | in two\n\n{told A: So. {dream A: Hm.}} “{told B: No. {+: Ah.}}”\n", "goes on outside"),
    ],
)
def test_what_is_not_in_the_form_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    """The error names the file and what is wrong with it."""
    with pytest.raises(DocumentError, match=rf"04-some\.txt: .*{problem}"):
        passage(tmp_path, content)


def test_a_file_without_a_number_is_refused(tmp_path: Path) -> None:
    """The number decides whether it is held out."""
    with pytest.raises(DocumentError, match="NUMBER-name"):
        passage(tmp_path, NESTED, "some.txt")


def test_a_passage_scores_full_marks_against_itself() -> None:
    """As gold of a story, every row of its levels is right for a reading that has the same ones."""
    for some in PASSAGES:
        gold = as_story(some)
        story = read_string(some.text, "some.txt")
        told = tuple(
            Level(id=x.id, kind=x.kind, parent=x.parent, spans=tuple(map(gold.span, x.spans)))
            for x in gold.world.levels
        )
        rows = score_world(gold, story.with_layer(Layer("levels", told, story.provenance("test"))), ["levels"])
        assert [r for r in rows if not r.right and r.name != "levels: experiencer"] == []


def test_of_several_right_kinds_the_one_that_was_found_counts(tmp_path: Path) -> None:
    """`vision|memory` is a vision unless the reading has memories."""
    some = passage(tmp_path, "# vision | either\n\n{vision|memory Bo: Rain. Mud.} He let go.\n")
    assert [as_story(some, prefer).world.levels[0].kind for prefer in ((), {"memory"}, {"dream"})] == [
        "vision",
        "memory",
        "vision",
    ]
