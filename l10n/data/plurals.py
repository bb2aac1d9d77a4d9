"""Which form of a catalog's plural entry says what CLDR's plural categories say in a language.

A catalog numbers its forms and has a formula; data files name them ``one``, ``few``, ``other``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from gettext import c2py  # gettext's own reading of a formula
from typing import Final, NamedTuple

from l10n.data.cardinals import CARDINAL_OF, CARDINALS
from l10n.data.languages import broader_keys, find_language, key_of
from l10n.data.table import ALIASES

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""All of them, in CLDR's order."""

_NUMBERS: Final = range(200)
_UNKNOWN: Final = (2, "(n != 1)")
"""What gettext takes for a language that it knows nothing of."""
_FORMS: Final = re.compile(r"nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*([^;]{1,2000});?\s*")


class Case(NamedTuple):
    """A plural category of a language, and the form that is said for it."""

    category: str
    form: int
    """From 0, as in ``msgstr[0]``."""
    is_lone: bool
    """Whether one number alone takes this form, so that it need not be said."""


def categories_of(language: str) -> tuple[str, ...]:
    """Return the categories that whole numbers take in a language, in CLDR's order."""
    return tuple(CARDINALS[_rule_of(language)])


def count_forms(language: str, plural_forms: str) -> int:
    """Return how many forms a plural entry has in a catalog with this ``Plural-Forms`` field."""
    return _read_forms(language, plural_forms)[0]


@lru_cache
def plural_cases(language: str, plural_forms: str) -> tuple[Case, ...]:
    """Return what a data file has for a plural entry: ``other`` comes last and is always there.

    ``plural_forms`` is the field of the catalog's header; the language's own where that is
    missing or damaged. A category takes the form of most of its numbers. A form that no category
    would take goes to the one that has most of its numbers, for translators wrote it to be seen.
    """
    count, formula = _read_forms(language, plural_forms)
    form_of = c2py(formula)
    numbers = {
        category: _numbers(ranges) for category, ranges in CARDINALS[_rule_of(language)].items()
    }
    taken = {
        category: Counter(min(form_of(number), count - 1) for number in those)
        for category, those in numbers.items()
    }
    chosen = {category: _most(forms) for category, forms in taken.items()}
    for form in sorted(set(range(count)) - set(chosen.values())):
        rivals = [
            category
            for category, forms in taken.items()
            if forms[form] and [*chosen.values()].count(chosen[category]) > 1
        ]
        if rivals:
            chosen[max(rivals, key=lambda category: taken[category][form])] = form
    chosen.setdefault("other", _most(sum(taken.values(), Counter())))
    said: dict[int, set[int]] = {}
    for number in _NUMBERS:
        said.setdefault(min(form_of(number), count - 1), set()).add(number)
    for category, form in chosen.items():
        said.setdefault(form, set()).update(numbers.get(category, _NUMBERS))
    return tuple(
        Case(category, chosen[category], len(said[chosen[category]]) == 1)
        for category in CATEGORIES
        if category in chosen
    )


def _read_forms(language: str, plural_forms: str) -> tuple[int, str]:
    found = _FORMS.fullmatch(plural_forms)
    if found and int(found[1]) and _is_formula(found[2]):
        return int(found[1]), found[2]
    known = find_language(language)
    own = _FORMS.fullmatch(known.plural_forms) if known else None
    return (int(own[1]), own[2]) if own else _UNKNOWN


def _is_formula(formula: str) -> bool:
    try:
        form_of = c2py(formula)
        return all(form_of(number) >= 0 for number in _NUMBERS)
    except (ValueError, ArithmeticError, RecursionError):
        return False


def _rule_of(language: str) -> int:
    key = key_of(language)
    for each in broader_keys(key):
        for name in (each, ALIASES.get(each, "")):
            if name in CARDINAL_OF:
                return CARDINAL_OF[name]
    return CARDINAL_OF["en"]


def _numbers(ranges: str) -> Sequence[int]:
    numbers: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def _most(forms: Counter[int]) -> int:
    return min(forms, key=lambda form: (-forms[form], form))
