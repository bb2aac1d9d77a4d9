"""Every check of entries: silent on good cases and copies, speaks on bad ones, can be ignored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from l10n.checks.kinds import EntryCheck
from l10n.checks.plan import plan_checks
from l10n.checks.registry import CHECKS
from l10n.checks.run import check_entry, fix_entry, make_subject
from l10n.guide import Severity
from tests.checks.case_files import Case, names_with_cases, read_check_cases

ENTRY_CHECKS = {each.name: each for each in CHECKS if isinstance(each, EntryCheck)}
CASES = [case for name in names_with_cases() for case in read_check_cases(name)]
GOOD = [case for case in CASES if case.good]
BAD = [case for case in CASES if not case.good]


def title_of(case: Case) -> str:
    return f"{case.name}: {case.title}"


def find(case: Case, *comments: str) -> list[str]:
    plan = plan_checks([ENTRY_CHECKS[case.name]])
    return [found.fault.message for found in check_entry(plan, case.subject(*comments))]


def test_every_check_has_good_and_bad_cases() -> None:
    assert {case.name for case in GOOD} == {case.name for case in BAD} | {"lengths"}
    assert {case.name for case in GOOD} == set(ENTRY_CHECKS)


@pytest.mark.parametrize("case", GOOD, ids=title_of)
def test_a_good_translation_is_left_alone(case: Case) -> None:
    assert find(case) == []


@pytest.mark.parametrize("case", BAD, ids=title_of)
def test_a_fault_is_found(case: Case) -> None:
    found = find(case)
    assert len(found) == 1
    assert case.message in found[0]
    assert "\n" not in found[0]


@pytest.mark.parametrize("case", BAD, ids=title_of)
def test_a_fault_can_be_ignored(case: Case) -> None:
    assert find(case, f"l10n: ignore {case.name}") == []
    assert find(case, f"l10n: ignore blank2, {case.name} (as agreed)") == []
    assert find(case, "l10n: ignore another", "a remark") != []


@pytest.mark.parametrize("case", [case for case in BAD if case.fix], ids=title_of)
def test_a_fix_mends_the_fault_and_nothing_else(case: Case) -> None:
    plan = plan_checks([ENTRY_CHECKS[case.name]])
    fixed = fix_entry(plan, case.subject())
    assert fixed == case.subject().entry._replace(msgstr=case.fix)
    assert fix_entry(plan, make_subject(case.subject(), fixed)) is fixed
    assert list(check_entry(plan, make_subject(case.subject(), fixed))) == []


@pytest.mark.parametrize("case", [case for case in BAD if not case.fix], ids=title_of)
def test_what_is_not_certain_is_not_mended(case: Case) -> None:
    subject = case.subject()
    assert fix_entry(plan_checks([ENTRY_CHECKS[case.name]]), subject) is subject.entry


@pytest.mark.parametrize("case", CASES, ids=title_of)
def test_a_copy_of_the_source_is_no_fault_of_any_other_check(case: Case) -> None:
    checks = [check for name, check in ENTRY_CHECKS.items() if name != "unchanged"]
    subject = case.subject()._replace(source=case.subject().target)
    copy = make_subject(subject, subject.entry._replace(msgid=case.msgid, msgstr=case.msgid))
    assert list(check_entry(plan_checks(checks), copy)) == []


@pytest.mark.parametrize("check", ENTRY_CHECKS.values(), ids=lambda check: check.name)
def test_a_sleeping_check_has_nothing_to_say(check: EntryCheck) -> None:
    always, awake = plan_checks([replace(check, trigger="", wakes=None)]), plan_checks([check])
    for case in CASES:
        assert list(check_entry(awake, case.subject())) == list(
            check_entry(always, case.subject())
        ), case.title


@pytest.mark.parametrize("case", BAD, ids=title_of)
def test_an_error_says_how_to_ignore_it(case: Case) -> None:
    (found,) = check_entry(plan_checks([ENTRY_CHECKS[case.name]]), case.subject())
    hint = f"(add the comment 'l10n: ignore {case.name}' if this is right)"
    held_back = found.severity is Severity.ERROR and case.name not in ("placeables", "safety")
    assert found.fault.message.endswith(hint) == held_back


@pytest.mark.parametrize(
    ("kind", "msgid", "msgstr", "told"),
    [
        ("list item", "Submit the form with your papers.", "entrega el formulario.", True),
        ("list item", "Submit the form with your papers.", "entrega el formulario;", False),
        ("list item", "Submit the form with your papers", "entrega el formulario", False),
        ("list item", "All papers.", "todos los papeles.", False),
        ("list item", "**Form:** `a`", "**formulario:** `a`", True),
        ("paragraph", "All papers", "todos los papeles", True),
    ],
)
def test_an_item_of_a_list_begins_with_a_capital_letter_where_it_is_a_sentence(
    kind: str, msgid: str, msgstr: str, told: bool
) -> None:
    case = Case("initial-case", kind, not told, "es", msgid, msgstr, "", None)
    subject = case.subject()
    subject = make_subject(subject, subject.entry._replace(extracted=(kind,)))
    plan = plan_checks([ENTRY_CHECKS["initial-case"]])
    assert bool([*check_entry(plan, subject)]) == told


@pytest.mark.parametrize(
    ("kind", "msgstr", "told"),
    [
        ("heading 2", "Los horarios", False),
        ("paragraph", "Los horarios", True),
        ("heading 2", "Los horarios:", False),
    ],
)
def test_a_heading_may_do_without_its_colon(kind: str, msgstr: str, told: bool) -> None:
    case = Case("end-punctuation", kind, not told, "es", "The timetable:", msgstr, "", None)
    subject = case.subject()
    subject = make_subject(subject, subject.entry._replace(extracted=(kind,)))
    plan = plan_checks([ENTRY_CHECKS["end-punctuation"]])
    assert bool([*check_entry(plan, subject)]) == told
