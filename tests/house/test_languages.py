"""The table of languages: what it says, and whether it says what gettext and Weblate do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache
from gettext import c2py  # gettext's own reading of a formula

import pytest
from weblate_language_data.languages import LANGUAGES
from weblate_language_data.plurals import CLDRPLURALS, EXTRAPLURALS, QTPLURALS
from weblate_language_data.rtl import RTL_LANGS

from l10n.catalog import Catalog, Entry
from l10n.data.languages import (
    find_language,
    is_written,
    key_of,
    names_language,
    script_name,
)
from l10n.data.table import ALIASES, PLURALS, SCRIPTS
from l10n.data.table import LANGUAGES as ROWS
from l10n.po import render_catalog
from tests.po.po_tools import needs_gettext, run
from tools.languages import GNU

NUMBERS = (*range(1001), 1_000_000, 1_000_001, 2_000_000)
GETTEXT_KNOWS = """
    be bg cs da de el en eo es et fi fo fr ga he hr hu it ja ko lt lv nb nl nn pl pt pt_BR ro ru
    sk sl sr sv tr uk vi
"""
FORMS = re.compile(r"nplurals=(\d+); plural=(.+);")
POT = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr ""\n'


def forms_of(tag: str) -> tuple[int, tuple[int, ...]]:
    """Return how many plural forms a new catalog declares, and which each number takes."""
    language = find_language(tag)
    assert language is not None
    return parse_forms(language.plural_forms)


@lru_cache
def parse_forms(text: str) -> tuple[int, tuple[int, ...]]:
    found = FORMS.search(text)
    assert found is not None
    return int(found[1]), tuple(map(c2py(found[2]), NUMBERS))


@pytest.mark.parametrize(
    ("tag", "english", "own"),
    [
        ("es", "Spanish", "Español"),
        ("pt-BR", "Portuguese (Brazil)", "Português (Brasil)"),
        ("zh-TW", "Chinese (Traditional, Taiwan)", "中文 (繁體, 台灣)"),
        ("zh-hant", "Chinese (Traditional)", "中文 (繁體)"),
        ("iw", "Hebrew", "עברית"),
        ("ca-valencia", "Valencian", ""),
        ("tlh", "Klingon", ""),
        ("ka", "Georgian", "ქართული"),
        # What the table has no line for is named by what it has one for.
        ("es-ZZ", "Spanish (ZZ)", "Español (ZZ)"),
        ("de-u-co-phonebk", "German (u-co-phonebk)", "Deutsch (u-co-phonebk)"),
    ],
)
def test_names(tag: str, english: str, own: str) -> None:
    language = find_language(tag)
    assert language is not None
    assert (language.english, language.own) == (english, own)


@pytest.mark.parametrize("tag", ["", "x-pig", "qqq", "english"])
def test_what_is_no_language(tag: str) -> None:
    assert find_language(tag) is None


@pytest.mark.parametrize(("tag", "written"), [("pt-BR", True), ("src", False), ("bin", False)])
def test_is_written(tag: str, written: bool) -> None:
    assert is_written(tag) is written


@pytest.mark.parametrize(
    ("script", "name"), [("Latn", "latin"), ("Cyrl", "cyrillic"), ("Qaax", "qaax")]
)
def test_script_names(script: str, name: str) -> None:
    assert script_name(script) == name


def test_the_table_has_no_loose_end() -> None:
    assert {row[3] for row in ROWS.values()} == PLURALS.keys()
    assert ROWS.keys() >= {*ALIASES.values()}
    assert ROWS.keys().isdisjoint(ALIASES)
    assert all(PLURALS[row[3]][0] in row[4] for row in ROWS.values())
    assert {row[2] for row in ROWS.values()} >= {"", "Latn", "Cyrl"}
    assert all(name.isalpha() and name == name.lower() for name in SCRIPTS.values())


@pytest.mark.parametrize(("count", "formula"), PLURALS.values())
def test_a_formula_uses_each_of_its_forms(count: int, formula: str) -> None:
    numbers = (*NUMBERS, 100_000)  # Cornish has a form for it
    assert {*map(c2py(formula), numbers)} == {*range(count)}


@needs_gettext
@pytest.mark.parametrize(("count", "formula"), PLURALS.values())
def test_gettext_takes_every_formula(count: int, formula: str) -> None:
    header = (
        "Language: xx\nContent-Type: text/plain; charset=UTF-8\n"
        f"Plural-Forms: nplurals={count}; plural={formula};\n"
    )
    data = render_catalog(Catalog(Entry("", header), (Entry("a", "b"),))).encode()
    assert run("msgfmt", "--check-header", "-o", os.devnull, "-", data=data)[0] == 0


def test_new_catalogs_have_the_formula_of_weblate_or_gettext() -> None:
    differing = set()
    for code, _, *weblate in LANGUAGES:
        count, formula = GNU.get(key_of(code), weblate)
        if forms_of(code) != parse_forms(f"nplurals={count}; plural={formula};"):
            differing.add(code)
    assert differing == set()


def test_every_count_of_plural_forms_that_weblate_writes_is_accepted() -> None:
    for code, _, count, _formula in (*LANGUAGES, *EXTRAPLURALS, *CLDRPLURALS, *QTPLURALS):
        language = find_language(code)
        assert language is not None, code
        assert count in language.counts, code


def test_what_weblate_writes_from_right_to_left_is() -> None:
    codes = [code for code, *_ in LANGUAGES]
    marked = {code for code in codes if (language := find_language(code)) and language.rtl}
    # Weblate forgets regions; Hausa is written in Latin today, and Unicode turns hieroglyphs round.
    assert marked ^ ({*codes} & RTL_LANGS) == {"ar_XB", "ckb_IQ", "egy", "ha", "he_IL", "ur_PK"}


@pytest.mark.skipif(not shutil.which("msginit"), reason="needs msginit of GNU gettext")
def test_new_catalogs_have_the_formula_that_gettext_itself_writes() -> None:
    known = {tag: forms for tag in GETTEXT_KNOWS.split() if (forms := msginit_forms(tag))}
    assert known.keys() >= {"de", "es", "fr", "ga", "he", "ja", "lv", "pt", "ru", "tr"}
    for tag, forms in known.items():
        count, _ = parse_forms(forms)
        language = find_language(tag)
        assert language is not None
        assert count in language.counts, tag
        # A newer gettext may know other formulas; one that it has in common is the same.
        if count == PLURALS[language.plural][0]:
            assert parse_forms(forms) == forms_of(tag), tag


def msginit_forms(tag: str) -> str | None:
    """Return the Plural-Forms that gettext writes for a language that its own table has."""
    command = ["msginit", "--no-translator", "--no-wrap", "-l", tag, "-i", "-", "-o", "-"]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    done = subprocess.run(command, input=POT, capture_output=True, check=True, env=environment)
    found = FORMS.search(done.stdout.decode())
    return found and found[0]


@pytest.mark.parametrize("table", [ROWS, ALIASES], ids=["languages", "aliases"])
def test_every_known_language_is_one_by_its_name(table: dict[str, object]) -> None:
    assert [each for each in table if is_written(each) and not names_language(each)] == []


_NAMES = "zh-Hant-TW es-419 pt_BR de-1996 en-x-own fr-CA"
_NO_NAMES = "es-module-syntax no-code id-tokens it-ops en-route"


@pytest.mark.parametrize("name", _NAMES.split())
def test_names_of_folders_that_are_languages(name: str) -> None:
    assert names_language(name)


@pytest.mark.parametrize("name", _NO_NAMES.split())
def test_names_of_folders_that_only_look_like_languages(name: str) -> None:
    assert not names_language(name)
