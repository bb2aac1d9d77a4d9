"""Which form of a catalog says what CLDR's categories say: by Babel and by gettext's formulas."""

from __future__ import annotations

from collections import Counter
from gettext import c2py

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from l10n.data.cardinals import CARDINAL_OF, CARDINALS
from l10n.data.languages import find_language
from l10n.data.plurals import CATEGORIES, Case, categories_of, count_forms, plural_cases

NUMBERS = range(201)
KNOWN = sorted(tag for tag in CARDINAL_OF if find_language(tag))
HEBREW = "nplurals=4; plural=(n == 1 ? 0 : n == 2 ? 1 : n > 10 && n % 10 == 0 ? 2 : 3);"


def rules_of(tag: str) -> dict[int, str]:
    rule = Locale.parse(tag).plural_form
    return {number: rule(number) for number in NUMBERS}


def test_the_table_says_what_cldr_says() -> None:
    assert len(CARDINAL_OF) > 150
    for tag in CARDINAL_OF:
        rules = rules_of(tag)
        said = {
            number: category
            for category, ranges in CARDINALS[CARDINAL_OF[tag]].items()
            for part in ranges.split()
            for number in range(int(part.partition("-")[0]), int(part.rpartition("-")[2]) + 1)
        }
        assert said == {number: rules[number] for number in range(200)}, tag
        assert categories_of(tag) == tuple(each for each in CATEGORIES if each in said.values())


@pytest.mark.parametrize("tag", KNOWN)
def test_each_number_gets_the_form_that_its_formula_gives(tag: str) -> None:
    """But where the two part the numbers in different ways: then most of them do."""
    language = find_language(tag)
    assert language is not None
    fields = dict(part.split("=", 1) for part in language.plural_forms.split("; "))
    count, form_of = int(fields["nplurals"]), c2py(fields["plural"].rstrip(";"))
    forms = {case.category: case.form for case in plural_cases(tag, "")}
    assert set(forms.values()) <= set(range(count))
    rules = rules_of(tag)
    wrong = [number for number in NUMBERS if forms[rules[number]] != form_of(number)]
    groups: dict[str, Counter[int]] = {}
    for number in NUMBERS:
        groups.setdefault(rules[number], Counter())[form_of(number)] += 1
    apart = {number for number in NUMBERS if len(groups[rules[number]]) > 1}
    assert set(wrong) <= apart


@pytest.mark.parametrize(
    ("tag", "header", "said"),
    [
        ("es", "", "one:0! other:1"),
        ("fr", "", "one:0 other:1"),
        ("pl", "", "one:0! few:1 many:2 other:2"),
        ("ar", "", "zero:0! one:1! two:2! few:3 many:4 other:5"),
        ("ja", "", "other:0"),
        ("ru", "", "one:0 few:1 many:2 other:2"),
        ("lv", "", "zero:2 one:0 other:1"),
        ("pt", "", "one:0 other:1"),
        ("pt-BR", "", "one:0 other:1"),
        ("he", "", "one:0! two:1 other:1"),
        ("he", HEBREW, "one:0! two:1! other:3"),
        # A catalog of another origin has other forms, and its own formula counts.
        ("pl", "nplurals=1; plural=0;", "one:0 few:0 many:0 other:0"),
        ("pl", "nplurals=3; plural=(n==1 ? 2 : n==2 ? 1 : 0);", "one:2! few:1 many:0 other:0"),
        ("es", "nplurals=2; plural=n>>1;", "one:0! other:1"),
        ("es", "nplurals=2; plural=1/0;", "one:0! other:1"),
        ("es", "nplurals=INTEGER; plural=EXPRESSION;", "one:0! other:1"),
        ("xx", "", "one:0! other:1"),
        ("zh-Hant", "", "other:0"),
        ("iw", "", "one:0! two:1 other:1"),
    ],
)
def test_cases(tag: str, header: str, said: str) -> None:
    assert " ".join(map(shown, plural_cases(tag, header))) == said


def shown(case: Case) -> str:
    return f"{case.category}:{case.form}{'!' if case.is_lone else ''}"


@given(tag=st.sampled_from(sorted(CARDINAL_OF)), header=st.text(max_size=60))
def test_any_header_gives_forms_that_are_there(tag: str, header: str) -> None:
    cases = plural_cases(tag, f"nplurals=2; plural={header};")
    assert cases[-1].category == "other"
    assert all(0 <= case.form < count_forms(tag, f"nplurals=2; plural={header};") for case in cases)
