"""Facts: one reading of a text decides what stays shown, and what a change is called."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.changes import Change, classify_change
from l10n.facts.dates import STEMS, Dated, read_dated, read_months
from l10n.facts.facts import Kind, read_facts
from l10n.facts.spelled import SPELLED, read_spelled
from l10n.facts.words import MONTHS
from l10n.stale import same_facts
from tests.cases import read_cases

CASES = [
    (*title.split(", "), previous.removesuffix("\n"), current.removesuffix("\n"))
    for title, previous, current in read_cases("../facts/changes.txt")
]
DATED = {**STEMS, **MONTHS}
CHANGES = {"number": Change.NUMBER, "link": Change.LINK, "wording": Change.WORDING}
AROUND = "Before you go to the office, read this: {}. Then come back and ask somebody."
TEXTS = st.text("ab 1.,:%$€[](){}<>`@/*_\\^-") | st.lists(
    st.sampled_from(
        ["30", "USD", "May", "two", "`v1`", "[it](1)", "[it](2)", "https://a.example/1"]
    )
).map(" ".join)


@pytest.mark.parametrize(("verdict", "change", "previous", "current"), CASES)
def test_a_change(verdict: str, change: str, previous: str, current: str) -> None:
    for one, other in ((previous, current), (current, previous)):
        assert classify_change(one, other) is CHANGES[change]
        assert same_facts(one, other) is (verdict == "shown")
        assert same_facts(AROUND.format(one), AROUND.format(other)) is (verdict == "shown")


@given(TEXTS, TEXTS)
def test_what_is_called_a_number_or_link_is_never_shown(previous: str, current: str) -> None:
    change = classify_change(previous, current)
    assert change is classify_change(current, previous)
    if change in (Change.NUMBER, Change.LINK):
        assert not same_facts(previous, current)


@pytest.mark.parametrize(
    "text",
    [
        "Run `v1.2 --port 80`",
        "See https://a.example/v1.2/3",
        "See [it](1) and ![that](2)",
        "See [it](/v1.2/)",
        "Pay it.[^1]",
        "{{% alert 5 %}} {{< fee 3 >}} {{ fee 4 }}",
        '<a id="x1">it</a>',
        "Install l10n on K8s",
        "1. Pay",
        "12\\. Pay",
        "3) Pay",
    ],
)
def test_digits_that_are_no_number(text: str) -> None:
    assert Kind.NUMBER not in {fact.kind for fact in read_facts(text)}


@pytest.mark.parametrize(
    "piece",
    ["{{", "``", "a.", "a-", "a@", "a+", "1.", "[", "[a](1)", "](", "](a", "<a", "[^", "&a", "_1"],
)
def test_much_is_read_in_linear_time(piece: str) -> None:
    started = time.process_time()
    assert len(read_facts(piece * 50_000)) <= 200_000
    assert time.process_time() - started < 2  # minutes in quadratic time


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "two ninety"),
        ("es", "segundos noventa"),
        ("pt", "duas noventa"),
        ("it", "doppio novanta"),
        ("fr", "deuxième quatre-vingt-dix"),
        ("de", "zweite neunzig"),
        ("nl", "tweede negentig"),
        ("sv", "andra nittio"),
        ("da", "andet halvfems"),
        ("ru", "двумя девяностых"),
        ("uk", "двома дев'яносто"),
        ("bg", "втори деветдесет"),
        ("pl", "dwiema dziewięćdziesiąt"),
        ("cs", "dvěma devadesát"),
        ("sk", "druhý deväťdesiat"),
        ("hr", "dvije devedeset"),
        ("ro", "două nouăzeci"),
        ("hu", "kettő kilencven"),
        ("el", "δύο ενενήντα"),
        ("zh", "两 九十"),
        ("ja", "ふたつ 九十"),
    ],
)
def test_numbers_in_words_are_known_in_their_forms(language: str, words: str) -> None:
    said = read_spelled(words, language)
    assert said["2"] == 1
    assert said["90"] == 1 or language == "fr"  # written in three words


def test_nothing_is_known_of_other_languages() -> None:
    assert "xx" not in SPELLED
    assert not read_spelled("two", "xx")


@pytest.mark.parametrize("language", DATED)
def test_each_month_is_found_beside_a_day_and_a_year_and_is_no_other(language: str) -> None:
    names = DATED[language].split()
    assert len(names) == 12
    for number, row in enumerate(names, start=1):
        for name in row.split("/"):
            assert [*read_dated(f"5 {name}", language)] == [Dated(5, number)]
            assert [*read_dated(f"{name} 2024", language)] == [Dated(2024, number)]
            assert read_months(f"x {name} y", language) == {number}
