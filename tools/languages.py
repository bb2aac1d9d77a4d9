"""Make l10n/data/table.py and cardinals.py: ``make languages``.

Plural forms, other spellings and directions are those of Weblate's language data, but for what
GNU gettext's own table has. Names and scripts are those of CLDR as Babel has them, and Weblate's
where CLDR has none. l10n/data/NOTICE.txt has their licences.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from weblate_language_data.aliases import ALIASES
from weblate_language_data.languages import LANGUAGES
from weblate_language_data.plurals import CLDRPLURALS, EXTRAPLURALS, QTPLURALS
from weblate_language_data.rtl import RTL_LANGS

from l10n.data.languages import RTL_SCRIPTS, broader_keys, key_of
from l10n.data.plurals import CATEGORIES

Row: TypeAlias = tuple[str, str, str, int, tuple[int, ...], bool]
ROW: Final = "tuple[str, str, str, int, tuple[int, ...], bool]"

HEAD: Final = '''\
"""What is known of each language: made by ``make languages``; see NOTICE.txt."""

from __future__ import annotations

from typing import Final
'''
CARDINALS_HEAD: Final = HEAD.replace("What is known of each language", "CLDR's plural categories")
LANGUAGES_DOC: Final = '''\
"""English and own name, usual script, place in PLURALS, how many plural forms there may be, and
whether it is written from right to left. The own name and the script may be empty.
"""'''
PLURALS_DOC: Final = '"""How many plural forms, and which of them a number takes."""'
CARDINALS_DOC: Final = '''\
"""CLDR's plural categories, and which whole numbers below 200 each of them takes.

From 200 on, a number takes the category that the number between 100 and 199 has whose last two
digits are the same; but for Cornish, and for the millions of some languages.
"""'''
CARDINAL_OF_DOC: Final = '"""Which of CARDINALS a language has, and each narrower tag."""'
SCRIPTS_DOC: Final = '"""English names of scripts, as glibc spells them in names of locales."""'
GNU: Final = {
    "ga": (3, "n==1 ? 0 : n==2 ? 1 : 2"),
    "he": (2, "n != 1"),
    "lv": (3, "n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2"),
    "pt": (2, "n != 1"),
    "pt_ao": (2, "n != 1"),
    "pt_pt": (2, "n != 1"),
}
"""What msginit writes where Weblate has another formula."""
EARLIER: Final = {"br": 6, "cv": 1, "cy": 5, "fa": 1, "hu": 1, "hy": 1, "ka": 1, "tr": 1}
"""How many plural forms l10n wrote of old, with Babel's table."""
DEFAULT: Final = (2, "n != 1")
"""What gettext takes for a language that it knows nothing of."""

_TAG: Final = re.compile(r"[a-z]{2,3}(_\w+)*")
_WEBLATE: Final = {key_of(code): (count, formula) for code, _, count, formula in LANGUAGES}
_WEBLATE_NAMES: Final = {key_of(code): name for code, name, *_ in LANGUAGES}
_ALIASES: Final = {key_of(alias): key_of(code) for alias, code in ALIASES.items()}
_RTL: Final = frozenset(map(key_of, RTL_LANGS))


def print_languages() -> None:
    """Print the table of languages."""
    codes = dict(sorted((key_of(code), code) for code in _codes()))
    names = {key: _names(key, code) for key, code in codes.items()}
    plurals = sorted({plural_of(key) for key in codes})
    counts = _accepted()
    rows = {key: _row(key, known, plurals, counts) for key, known in names.items() if known}
    aliases = {
        alias: key
        for alias, key in sorted(_ALIASES.items())
        if _TAG.fullmatch(alias) and alias not in rows
    }
    print(HEAD)
    _print_table(
        "LANGUAGES: Final[dict[str, tuple[str, str, str, int, tuple[int, ...], bool]]]", rows
    )
    print(LANGUAGES_DOC)
    _print_table("PLURALS: Final[dict[int, tuple[int, str]]]", dict(enumerate(plurals)))
    print(PLURALS_DOC)
    _print_table("ALIASES: Final[dict[str, str]]", aliases)
    _print_table("SCRIPTS: Final[dict[str, str]]", _script_names())
    print(SCRIPTS_DOC)


def print_cardinals() -> None:
    """Print the table of plural categories."""
    print(CARDINALS_HEAD)
    rules = {key: _samples(key) for key in sorted(map(key_of, localedata.locale_identifiers()))}
    own = {key: rule for key, rule in rules.items() if rules.get(key.rpartition("_")[0]) != rule}
    distinct = sorted(set(own.values()), key=lambda rule: (len(rule), rule))
    _print_table(
        "CARDINALS: Final[dict[int, dict[str, str]]]", dict(enumerate(map(dict, distinct)))
    )
    print(CARDINALS_DOC)
    _print_table(
        "CARDINAL_OF: Final[dict[str, int]]",
        {key: distinct.index(rule) for key, rule in own.items()},
    )
    print(CARDINAL_OF_DOC)


def _print_table(name: str, rows: Mapping[Any, object]) -> None:
    print(f"{name} = {{")
    for key, value in rows.items():
        print(f"    {key!r}: {value!r},")
    print("}")


def _samples(key: str) -> tuple[tuple[str, str], ...]:
    """Return CLDR's categories with their numbers below 200, as ranges."""
    rule = Locale.parse(key).plural_form
    found: dict[str, list[int]] = {}
    for number in range(200):
        found.setdefault(rule(number), []).append(number)
    return tuple((name, _ranges(found[name])) for name in CATEGORIES if name in found)


def _ranges(numbers: Sequence[int]) -> str:
    starts = [each for each in numbers if each - 1 not in numbers]
    ends = [each for each in numbers if each + 1 not in numbers]
    pairs = zip(starts, ends, strict=True)
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in pairs)


def plural_of(key: str) -> tuple[int, str]:
    """Return how many plural forms a language has, and the formula as GNU gettext writes it."""
    for part in broader_keys(key):
        known = GNU.get(part) or _WEBLATE.get(part) or _WEBLATE.get(_ALIASES.get(part, ""))
        if known:
            break
    count, formula = known or DEFAULT
    return count, formula if formula.isdecimal() else f"({formula})"


def _codes() -> Iterator[str]:
    for code, *_ in LANGUAGES:
        yield code
    for code in localedata.locale_identifiers():
        locale = Locale.parse(code)
        yield code
        if locale.script and locale.territory:
            # CLDR has zh_Hant_TW alone, and sites say zh-TW.
            yield f"{locale.language}_{locale.territory}"


def _row(
    key: str,
    names: tuple[str, str],
    plurals: Sequence[tuple[int, str]],
    counts: Mapping[str, frozenset[int]],
) -> Row:
    plural = plural_of(key)
    accepted = {plural[0]}.union(*(counts.get(part, ()) for part in broader_keys(key)))
    script = _usual_script(key)
    rtl = script in RTL_SCRIPTS if script else not _RTL.isdisjoint(broader_keys(key))
    return *names, script, plurals.index(plural), tuple(sorted(accepted)), rtl


def _names(key: str, code: str) -> tuple[str, str] | None:
    """Return the English and the own name; None for what is no language."""
    weblate = (_WEBLATE_NAMES[key], "") if key in _WEBLATE_NAMES else None
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return weblate
    # Babel takes the next best that it has: Serbian for Montenegrin, Catalan for Valencian.
    if "@" in code or code not in (str(locale), f"{locale.language}_{locale.territory}"):
        return weblate
    english, own = locale.get_display_name("en"), locale.get_display_name()
    english = english or (weblate[0] if weblate else None)
    return (english, own[:1].title() + own[1:]) if english and own else weblate


def _usual_script(key: str) -> str:
    """Return the script that a tag names, else the usual one; empty when nobody knows it."""
    likely = {key_of(tag): str(full) for tag, full in get_global("likely_subtags").items()}
    for part in broader_keys(key):
        *_, last = part.split("_")
        if last.title() in Locale("en").scripts:
            return last.title()
        if part in likely:
            return next((each for each in likely[part].split("_") if len(each) == 4), "")
    return ""


def _accepted() -> dict[str, frozenset[int]]:
    """Return how many plural forms anybody writes: gettext, Weblate, Qt, and CLDR as Poedit."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for code, _, count, _formula in (*LANGUAGES, *EXTRAPLURALS, *CLDRPLURALS, *QTPLURALS):
        found[key_of(code)].add(count)
        found[_ALIASES.get(key_of(code), "")].add(count)
    for key, count in (*EARLIER.items(), *((key, count) for key, (count, _) in GNU.items())):
        found[key].add(count)
    return {key: frozenset(counts) for key, counts in found.items() if key}


def _script_names() -> dict[str, str]:
    names = {code: name.lower() for code, name in sorted(Locale("en").scripts.items())}
    return {code: name for code, name in names.items() if name.isalpha()}


if __name__ == "__main__":
    {"table": print_languages, "cardinals": print_cardinals}[sys.argv[1]]()
