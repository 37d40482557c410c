"""Laws of the quotations layer, whatever the text, and its time. What it reads right stands in tests/cases/quotations."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fullcast.annotators.quotations import find_quotations
from fullcast.layers import Layer, Quotation, Story
from fullcast.layers.values import MARKS, QUOTATION_KINDS
from fullcast.readers.draft import Draft, Structure, to_story
from fullcast.text import Span
from fullcast.text.span import merged

PIECES = (
    '"', "“", "”", "‘", "’", "'", "''", "``", "`", "«", "»", "„", "‚", "「", "」", "—", "--", "–", "_", "*", "...", "…", ".", ",", "?", "!",
    ":", "\n", "\n\n", " ", "  ", "\u2060", "\u00a0", "Mara", "he", "said", "thought", "I", "am", "had", "the", "note", "read", "Dear Ida,",
    "Yours,", "RUY: ", "'em", "dogs'", "it's", "'81", "that", "called", "word", "says", "answered", "was", "Is it far",
)  # fmt: skip
"""What the marks of a story are made of, and the words that the rules look for."""
wild = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)


def story_of(content: str, emphasis: tuple[Span, ...] = ()) -> Story:
    """A story that is all text, with a paragraph between blank lines."""
    paragraphs = []
    at = 0
    for piece in content.split("\n\n"):
        lead = len(piece) - len(piece.lstrip())
        span = Span(at + lead, at + len(piece.rstrip()))
        if span.length > 0:
            paragraphs.append(span)
        at += len(piece) + 2
    structure = Structure(paragraphs=tuple(paragraphs), emphasis=emphasis)
    return to_story(Draft("readers.plain_text", content, structure, "text/plain"), "x.txt", "0" * 64)


def read(content: str) -> Layer[Quotation]:
    """The quotations of a text."""
    return find_quotations(story_of(content))


def shown(content: str) -> list[tuple[str, str]]:
    """Kind and words, marks included, of each quotation of a text."""
    return [(q.kind, " / ".join(content[a:b] for a, b in q.spans)) for q in read(content)]


@given(wild)
@settings(max_examples=400, deadline=None)
def test_spans_lie_in_the_text_in_order_and_apart(content: str) -> None:
    """Parts are sorted and share no code point; quotations stand in the order of their first words, the outer one first."""
    items = read(content).items
    for q in items:
        assert q.spans
        assert all(0 <= s.start < s.end <= len(content) for s in q.spans)
        assert all(a.end <= b.start for a, b in pairwise(q.spans))
        assert q.kind in QUOTATION_KINDS
        assert q.marked_by in MARKS
    order = [(q.spans[0].start, -q.spans[-1].end) for q in items]
    assert order == sorted(order)
    assert [q.id for q in items] == [f"q{n}" for n in range(1, len(items) + 1)]


@example("«‚,B said.")
@given(wild)
@settings(max_examples=400, deadline=None)
def test_one_quotation_lies_in_another_or_apart_from_it(content: str) -> None:
    """A parent stands before its children and holds them; what has no parent shares nothing with others that have none."""
    items = read(content).items
    by_id: dict[str, Quotation] = {}
    for q in items:
        if q.parent is not None:
            outer = by_id[q.parent].spans
            assert all(any(o.holds(s) for o in outer) for s in q.spans)
        by_id[q.id] = q
    outside = sorted(s for q in items if q.parent is None for s in q.spans)
    assert all(a.end <= b.start for a, b in pairwise(outside))
    assert len(merged(outside)) <= len(outside)


@given(wild, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=5))
@settings(max_examples=200, deadline=None)
def test_emphasis_anywhere_breaks_nothing(content: str, places: list[tuple[int, int]]) -> None:
    """Thoughts in emphasis lie where emphasis is, and outside speech."""
    spans = tuple(Span(a, min(a + n, len(content))) for a, n in sorted(places) if a + 1 < len(content))
    emphasis = tuple(merged(spans))
    items = find_quotations(story_of(content, emphasis)).items
    outside = sorted(s for q in items if q.parent is None for s in q.spans)
    assert all(a.end <= b.start for a, b in pairwise(outside))
    assert all(s in emphasis for q in items if q.marked_by == "emphasis" for s in q.spans)


@given(wild)
@settings(deadline=None)
def test_the_same_text_gives_the_same_layer(content: str) -> None:
    """Nothing is left over from a run."""
    assert read(content) == read(content)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        '"', "'", "“", "‘", "“‘", '"\'', "' ", '" ', " '", ' "', "—", "— ", "-- ", "``", "''", "_", "*", "«", "„", ", ", "? ", "dogs' ", "'em ",
        '"A" ', "'A' ", "“A.” ", '"A," he said. ', "—A, he said. ", "He said: ", "Dear A,\n\n", "“Dear A,”\n\n", "“A\n\n", '"A\n\n', "—\n\n",
        "I am, he thought. ", "Why? he thought. ", "_Why?_ ", "A: b\n\n", "a", "A", "A ", "A.", "He was. ", "I am. ", "'81 ", "the letter: ",
        "“A‘b“c‘", "Yours,\n\n", "( ", "A’s ", "sS' ", ". . . ", "\u2060", "said ", "called ", "that “a ", "“he was ", '"he was going there now" ',
    ],
)  # fmt: skip
def test_time_grows_with_the_text(piece: str) -> None:
    """Ten times the text takes no more than about ten times as long, for texts made to break patterns and stacks."""

    def seconds(times: int) -> float:
        story = story_of("Mara came in. " + piece * times)
        story.text.tokens.lower  # noqa: B018  # made once for every annotator
        start = time.process_time()
        find_quotations(story)
        return time.process_time() - start

    seconds(100)
    few = max(seconds(1_000), seconds(1_000), 0.005)
    assert min(seconds(10_000), seconds(10_000)) < 40 * few


def test_a_line_of_a_megabyte() -> None:
    """A scanner's page without a break is read in seconds."""
    line = (
        "She said, \"It is the captain's,\" and he thought of the dogs' bowls. \"Is it?\" asked O'Hara -- 'twas late. "
    )
    start = time.perf_counter()
    layer = read(line * (1_000_000 // len(line)))
    assert time.perf_counter() - start < 30
    assert len(layer) > 9_000


def test_a_mark_that_is_never_closed_is_noticed() -> None:
    """The quotation ends with its paragraph, and its first words are in the notice."""
    layer = read('"I told you so.\n\nHe left.\n\n"You did," she said.')
    assert [n.code for n in layer.notices] == ["unclosed_quotation"]
    assert "I told you so." in layer.notices[0].message
    assert [q.spans[0] for q in layer] == [(0, 15), (27, 37)]


def test_reported_speech_between_marks_is_no_speech_where_a_book_has_that_habit() -> None:
    """Early novels put what somebody said between marks though they only tell it."""
    told = (
        'Charles "had never seen a pleasanter man in his life." He thought her "less thin than she had been in the spring." Mary wrote '
        'that "she could not leave her little boy." His aunt declared herself "so much better that he might be spared." '
    )
    assert ("not_speech", '"He must wish her good night; he was going."') in shown(
        told + 'He came up to her. "He must wish her good night; he was going."'
    )
    assert ("speech", '"He must be late; he was going."') in shown(
        'He came up to her. "He must be late; he was going."'
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('He felt like answering, "Then go yourself."', "thought"),
        ('She looked round as much as to say, "Are you all like this?"', "thought"),
        ('Her eyes said, "Remember why we came."', "thought"),
        ('"Then go yourself," he felt like answering.', "thought"),
        ('She looked round and said, "Are you all like this?"', "speech"),
    ],
)
def test_what_nobody_says_aloud(content: str, kind: str) -> None:
    """Words that somebody might say, or that a look says."""
    assert [k for k, _ in shown(content)] == [kind]


def test_a_letter_between_marks_runs_to_its_signature() -> None:
    """Date, salutation, paragraphs and signature are one quotation, and the talk after it is not."""
    content = (
        'Lucy replied as follows:\n\n"Harbour Street, May."\n\n"Dear Ida,"\n\n"Many thanks for your warning."\n\n"I am well."\n\n'
        '"Yours affectionately,"\n\n"L. M. H."\n\n"That will do," said Lucy.'
    )
    found = shown(content)
    assert [kind for kind, _ in found] == ["writing", "speech"]
    assert found[0][1].startswith('"Harbour Street') and found[0][1].endswith('"L. M. H."')


def test_messages_on_a_screen_are_writing_without_their_senders() -> None:
    """They stand in runs, in a story that is not a log."""
    content = "The phone lit up.\n\nRUY: where are you\n\nINA: home\n\nShe put it down.\n\nIt lit up again.\n\nRUY: ok\n\nShe slept."
    assert shown(content) == [("writing", "where are you"), ("writing", "home"), ("writing", "ok")]
