"""Lengths are display cells, limited by field, and judged by the translation alone."""

from __future__ import annotations

import pytest

from l10n.catalog import Entry
from l10n.checks.plan import plan_checks
from l10n.checks.registry import CHECKS
from l10n.checks.run import check_entry, make_subject
from l10n.checks.settings import Settings
from tests.checks.case_files import subject_of

PLAN = plan_checks(each for each in CHECKS if each.name == "lengths")
LIMITS = Settings(max_length={"title": 10}, min_length={"title": 5, "description": 8})


def find(msgstr: str, kinds: str = "title, meta_title", *comments: str) -> list[str]:
    entry = Entry("x" * 50, msgstr, extracted=(kinds,), comments=comments)
    subject = make_subject(subject_of("zh", "", "")._replace(settings=LIMITS), entry)
    return [found.fault.message for found in check_entry(PLAN, subject)]


@pytest.mark.parametrize("text", ["12345", "1234567890", "秘鲁的签证", "e\u0301" * 10])
def test_what_fits_is_left_alone(text: str) -> None:
    assert find(text) == []


def test_too_long_and_too_short_are_found_and_can_be_ignored() -> None:
    assert find("12345678901") == ["the title is 11 wide, 10 is the most; shorten it"]
    assert find("秘鲁的签证费") == ["the title is 12 wide, 10 is the most; shorten it"]
    assert find("1234") == ["the title is 4 wide, 5 is the least; say more"]
    assert find("1234567", "description") == ["the description is 7 wide, 8 is the least; say more"]
    assert find("1234", "title", "l10n: ignore lengths") == []


def test_other_kinds_have_no_limits() -> None:
    assert find("x" * 90, "paragraph") == []
