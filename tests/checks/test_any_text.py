"""Whatever stands in an entry: no check fails, hangs or says more than a line."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks.habits import find_tastes, kept_rules, name_rule
from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import COMMON_WORDS
from l10n.checks.meaning.wrong_language import find_language
from l10n.checks.plan import plan_checks
from l10n.checks.registry import CHECKS
from l10n.checks.run import (
    blocking_fault,
    check_entry,
    fix_entry,
    make_subject,
    plan_blocking,
)
from l10n.checks.settings import Settings
from l10n.checks.subject import read_side
from l10n.guide import Severity
from tests.checks.case_files import SENTENCE, names_with_cases, read_check_cases, subject_of

PLAN = plan_checks(CHECKS)
ALL_AWAKE = plan_checks(
    replace(each, trigger="", wakes=None) for each in CHECKS if isinstance(each, EntryCheck)
)
BLOCKING = plan_blocking(Settings())
ALL_BLOCKING = plan_checks(
    replace(each, trigger="", wakes=None)
    for each in CHECKS
    if isinstance(each, EntryCheck)
    and each.severity is Severity.ERROR
    and each.name not in ("placeables", "safety")  # merging judges these itself
)
WORDS_OF = {tag: st.sampled_from(sorted(words)) for tag, words in COMMON_WORDS.items()}
LANGUAGES = ("es", "pt", "de", "fr", "el", "bg", "zh", "ja", "ar", "th", "xx")
PIECES = st.sampled_from(
    [
        *"[](){}<>`*_\\|&;:.,!?¿¡«»“”„'\"#=-+@/% \n\t\u00a0\u202e\ufffdâÃ",
        *("](1)", "![", "{{", "}}", "12", "1.000,50", "€", "€ 5", "DS-160", "a@b.org", "the", "of"),
        *("https://a.org/", "www.a", "TODO:", "Übersetzung:", "de de", "…", "...", "是", "、"),
        *(
            "λόγος",
            "слово",
            "aм",
            "ãõç",
            "µµµµ",
            "```\n",
            "٣",
            " one two",
            " three four",
            " un",
            "una ",
            "NATO",
        ),
        *("Here is the translation: ", "\nNota: ", "lOrEm ipsum", "WWW.a.org", "\ufeff"),
        *(
            " :",
            "( ",
            " ]",
            "- o",
            "à -",
            "：",
            "，`",
            "「a」",
            "»b»",
            "**a**",
            "\u200b",
            "ÀÉ",
            "İß",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join)
FAMILIES = (
    *"[](){}<>`*_\\&;:.,!?¿«\"'#=-+@/% \n1aA是",
    *("](", "![", "a@", "@a ", "a.", "1.", "1,", "1 ", "A1-", "a a ", "a  ", "{{<", "<a", "&a"),
    *("www.", "https://", '"a', "'a", "(a", "a)", "€1", "1 km ", "ab\n", "<<<<<<< ", "Ã©", "aа"),
)


@given(st.sampled_from(LANGUAGES), TEXTS, TEXTS)
def test_no_text_is_too_strange(language: str, msgid: str, msgstr: str) -> None:
    subject = subject_of(language, msgid, msgstr)
    for found in check_entry(PLAN, subject):
        assert "\n" not in found.fault.message
        assert found.fault.fix != msgstr
    fixed = fix_entry(PLAN, subject)
    assert fix_entry(PLAN, make_subject(subject, fixed)) == fixed


@given(st.sampled_from(LANGUAGES), TEXTS, TEXTS, st.booleans())
def test_a_sleeping_check_has_nothing_to_say(
    language: str, msgid: str, msgstr: str, alike: bool
) -> None:
    subject = subject_of(language, msgid, f"{msgid}{msgstr}" if alike else msgstr)
    assert [*check_entry(PLAN, subject)] == [*check_entry(ALL_AWAKE, subject)]


@given(st.sampled_from(LANGUAGES), TEXTS, TEXTS, st.booleans())
def test_no_rule_is_followed_where_its_marks_are_missing(
    language: str, msgid: str, msgstr: str, alike: bool
) -> None:
    subject = subject_of(language, msgid, f"{msgid}{msgstr}" if alike else msgstr)
    tastes = find_tastes(CHECKS, language)
    kept = [name_rule(name, each) for name, keeps in tastes.items() for each in keeps(subject)]
    assert [*kept_rules(tastes, PLAN(subject).tastes, subject)] == kept


@given(TEXTS)
def test_what_is_read_is_lowered_as_python_does(text: str) -> None:
    side = read_side(text)
    assert side.lower == side.plain.lower()
    assert side.words == tuple(side.lower.split())
    assert side.narrow == all(each <= "\xff" for each in side.plain)


@given(
    st.sampled_from([*COMMON_WORDS]),
    st.lists(st.sampled_from([*COMMON_WORDS]).flatmap(lambda tag: WORDS_OF[tag]), max_size=12),
)
def test_the_language_of_a_text_is_the_one_with_most_of_its_words(
    language: str, words: list[str]
) -> None:
    own = COMMON_WORDS[language]
    foreign = [each for each in words if each not in own]
    counts = {tag: sum(each in own for each in foreign) for tag, own in COMMON_WORDS.items()}
    best = max(counts, key=lambda tag: counts[tag])
    hits = sum(each in own and each not in COMMON_WORDS[best] for each in words)
    is_other = len(words) >= 6 and len(own.intersection(words)) * 6 <= len(words)
    wanted = best if is_other and counts[best] >= 4 * hits + 4 else ""
    assert find_language(subject_of(language, "Source", " ".join(words))) == wanted


@given(st.sampled_from(LANGUAGES), TEXTS, TEXTS)
def test_what_sleeps_where_only_errors_count_finds_none(
    language: str, msgid: str, msgstr: str
) -> None:
    subject = subject_of(language, msgid, msgstr)
    assert blocking_fault(BLOCKING, subject) == blocking_fault(ALL_BLOCKING, subject)


def test_each_error_of_the_cases_is_found_where_only_errors_count() -> None:
    cases = [case.subject() for name in names_with_cases() for case in read_check_cases(name)]
    faults = [blocking_fault(ALL_BLOCKING, subject) for subject in cases]
    assert [blocking_fault(BLOCKING, subject) for subject in cases] == faults
    assert sum(map(bool, faults)) > 50


@given(st.sampled_from(LANGUAGES), TEXTS)
def test_a_copy_has_no_fault_but_being_one(language: str, text: str) -> None:
    subject = subject_of(language, text, text)
    assert {found.check for found in check_entry(PLAN, subject)} <= {"unchanged"}


@pytest.mark.parametrize("family", FAMILIES, ids=ascii)
def test_time_does_not_explode(family: str) -> None:
    text = (family * 20_000)[:20_000]
    for msgid in (SENTENCE, text[:1_500]):
        started = time.process_time()
        list(check_entry(PLAN, subject_of("es", msgid, text)))
        assert time.process_time() - started < 2
