"""Any translation is safe: a table of hostile ones, by the place that they go to."""

from __future__ import annotations

import pytest

from tests.safe.hostile import PLACES, Case, check_outcome, read_cases

CASES = tuple(read_cases())


def test_the_table_is_large_enough() -> None:
    assert len(CASES) >= 80
    assert all(tuple(case.expected) == PLACES for case in CASES)
    assert len({case.msgstr for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case.msgstr[:30]))
def test_hostile(case: Case) -> None:
    assert {place: check_outcome(place, case.msgstr) for place in PLACES} == case.expected
