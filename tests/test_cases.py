"""Every case of tests/cases through the real pipeline.

The passages and what a careful reader answers stand in Markdown files (tests/cases/README.md tells their form). Cases that fail
and are known to are listed in known_failures.txt; one that is listed and passes fails here, so that the list only shrinks
(`make bless` takes it out).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.case_answers import differences
from tests.case_files import Case, read_cases

FOLDER = Path(__file__).parent / "cases"
KNOWN_FILE = FOLDER / "known_failures.txt"


def known_failures() -> list[str]:
    """Ids of the cases that are known to fail."""
    lines = KNOWN_FILE.read_text(encoding="utf-8").splitlines() if KNOWN_FILE.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def all_cases() -> Iterator[Case]:
    """The cases of every file."""
    for path in sorted(FOLDER.glob("*/*.md")):
        yield from read_cases(path)


CASES = list(all_cases())
KNOWN = known_failures()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case, bless: bool) -> None:
    """The pipeline answers as a careful reader does, or the case is listed as known to fail."""
    wrong = differences(case)
    if case.id not in KNOWN:
        assert not wrong, "\n".join([f"{case.where}", *wrong])
    elif wrong:
        pytest.xfail("known: " + wrong[0])
    elif bless:
        kept = [line for line in KNOWN_FILE.read_text(encoding="utf-8").splitlines() if line.strip() != case.id]
        KNOWN_FILE.write_text("\n".join(kept) + "\n", encoding="utf-8", newline="\n")
    else:
        pytest.fail(f"{case.id} passes: take it out of {KNOWN_FILE.name}")


def test_known_failures_are_cases() -> None:
    """Each line of the list names a case, once."""
    assert not set(KNOWN) - {case.id for case in CASES}
    assert len(KNOWN) == len(set(KNOWN))


def test_case_names_are_unique() -> None:
    """No two cases of a file have one name."""
    ids = [case.id for case in CASES]
    assert not {i for i in ids if ids.count(i) > 1}
