"""Every row of tests/templates through the real pipeline.

The passages and what a careful reader finds in them stand in Markdown files (tests/templates/README.md tells their form). Rows that fail
and are known to are listed in known_failures.txt; one that is listed and passes fails here, so that the list stays true (`--bless`
rewrites it).
"""

from __future__ import annotations

from functools import cache

import pytest

from fullcast.errors import FullcastError
from fullcast.layers import Story
from fullcast.scores.names import folded
from tests import by_reader
from tests.template_answers import differences, false_deaths, names_in
from tests.template_files import FOLDER, Row, read_all

KNOWN_FILE = FOLDER / "known_failures.txt"
HEAD = """\
# Rows that fullcast gets wrong and is known to: folder/file and number. A row that is listed and passes fails the tests;
# `python -m pytest tests/test_templates.py --bless` rewrites the list.
"""
ROWS = read_all()


def known_failures() -> list[str]:
    """Ids of the rows that are known to fail."""
    lines = KNOWN_FILE.read_text(encoding="utf-8").splitlines() if KNOWN_FILE.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


KNOWN = frozenset(known_failures())


@cache
def story_of(passage: str) -> Story:
    """The passage, read by the default model."""
    return by_reader.read_text(passage)


def wrong_in(row: Row) -> list[str]:
    """What is wrong with a row, in words."""
    try:
        return differences(row, story_of(row.passage))
    except FullcastError as error:
        return [f"refused: {error}"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_row(row: Row, bless: bool) -> None:
    """The pipeline finds what a careful reader does, or the row is listed as known to fail; with `--bless` the list is rewritten instead."""
    if bless:
        return
    wrong = wrong_in(row)
    if row.id not in KNOWN:
        assert not wrong, "\n".join([f"{row.where}", *wrong])
    elif wrong:
        pytest.xfail("known: " + wrong[0])
    else:
        pytest.fail(f"{row.id} passes: take it out of {KNOWN_FILE.name}")


def test_known_failures_are_rows(bless: bool) -> None:
    """Each line of the list names a row, once; with `--bless` it becomes the list of those that fail."""
    if bless:
        failing = [row.id for row in ROWS if wrong_in(row)]
        KNOWN_FILE.write_text(HEAD + "".join(f"{i}\n" for i in failing), encoding="utf-8", newline="\n")
    listed = known_failures()
    assert not set(listed) - {row.id for row in ROWS}
    assert len(listed) == len(set(listed))


def test_no_death_is_asserted_that_is_not_so() -> None:
    """One false death spoils a book: no row about life may have one, known failure or not."""
    false = {
        row.id: found for row in ROWS if row.layer == "states" and (found := false_deaths(row, story_of(row.passage)))
    }
    assert not false


def test_names_stand_in_their_passages() -> None:
    """A name, or quoted words, that the passage does not have could never be found."""
    misspelt = {row.where: n for row in ROWS for n in names_in(row) if folded(n) not in folded(row.passage)}
    assert not misspelt


def test_no_passage_stands_twice() -> None:
    """Two rows with one passage would be counted double."""
    passages = [(row.layer, row.passage) for row in ROWS]
    assert len(passages) == len(set(passages))


def test_the_reader_of_the_templates_is_the_default_one() -> None:
    """Weights that are opened once give what `fullcast.read_text` gives."""
    import fullcast

    passage = ROWS[0].passage
    assert story_of(passage).to_json() == fullcast.read_text(passage).to_json()
