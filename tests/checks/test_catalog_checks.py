"""Checks of whole catalogs: silent on good ones, speaks on one crafted fault each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from l10n.catalog import Catalog, Entry
from l10n.checks.catalogs import catalog_header, lost_translations, unknown_flags, unknown_ignores
from l10n.checks.kinds import CatalogCheck
from l10n.checks.pages import untranslated_links
from l10n.checks.registry import CHECKS, NAMES
from l10n.checks.subject import CatalogSubject
from l10n.po import parse_catalog

HEADER = (
    "Project-Id-Version: x\nLanguage: pt_BR\nContent-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\n"
)


def subject_of(*entries: Entry, header: str = HEADER, **changes: object) -> CatalogSubject:
    catalog = Catalog(Entry("", header, line=1), entries)
    subject = CatalogSubject(catalog, "pt_BR", (2, 3), names=NAMES)
    return replace(subject, **changes)


def test_a_good_catalog_is_left_alone() -> None:
    entries = (
        Entry("One", "Um", flags=("python-format", "max-length:70", "no-wrap")),
        Entry("Two", "", flags=("fuzzy",)),
        Entry("Three", "Três", comments=("l10n: ignore numbers, units (as agreed)", "hello")),
        Entry("Old", "Velho", obsolete=True),
    )
    for check in CHECKS:
        if isinstance(check, CatalogCheck):
            assert list(check.check(subject_of(*entries))) == [], check.name


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Language: pt_BR\n", "Language: es\n", "Language is es; write Language: pt_BR"),
        ("Language: pt_BR\n", "", "Language is missing"),
        ("nplurals=2", "nplurals=4", "4 plural forms, pt_BR has 2 or 3; correct"),
        ("Plural-Forms: nplurals=2; plural=(n > 1);\n", "", "Plural-Forms are missing"),
        ("plural=(n > 1);", "", "Plural-Forms are missing or damaged"),
        (HEADER, "", "bring it back with git first; then l10n extract"),
    ],
)
def test_a_wrong_header_is_found(old: str, new: str, message: str) -> None:
    (fault,) = catalog_header.check(subject_of(header=HEADER.replace(old, new)))
    assert message in fault.message


def test_another_charset_is_found() -> None:
    (fault,) = catalog_header.check(subject_of(charset="ISO-8859-1"))
    assert "charset is ISO-8859-1" in fault.message


def test_a_header_may_spell_its_language_otherwise() -> None:
    header = HEADER.replace("pt_BR", "pt-br")
    assert list(catalog_header.check(subject_of(header=header))) == []


def test_a_misspelt_flag_is_found_at_its_entry() -> None:
    (fault,) = unknown_flags.check(subject_of(Entry("One", "Um", flags=("fuzy",), line=7)))
    assert (fault.line, "fuzy is no flag" in fault.message) == (7, True)


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("l10n: ignore number", "did you mean numbers?"),
        ("l10n: ignore", "names no check"),
        ("l10n: ignore zzzzz, numbers", "--list names them all"),
    ],
)
def test_an_ignore_that_ignores_nothing_is_found(comment: str, message: str) -> None:
    (fault,) = unknown_ignores.check(subject_of(Entry("One", "Um", comments=(comment,), line=7)))
    assert (fault.line, message in fault.message) == (7, True)


LOST = """\
msgid ""
msgstr "Language: es\\n"

msgid "Fee"
msgstr ""

#| msgid "Tax"
msgid "Taxes"
msgstr ""

msgid "New"
msgstr ""

#~ msgctxt "old"
#~ msgid "Fee"
#~ msgstr "Tasa"
"""


def test_lost_translations_are_found() -> None:
    subject = subject_of(*parse_catalog(LOST.encode(), "x.po").entries)
    first, second = lost_translations.check(subject)
    assert (first.line, "translated in line 15" in first.message) == (4, True)
    assert (second.line, "before its source changed" in second.message) == (8, True)


def test_links_to_untranslated_guides_are_named() -> None:
    (fault,) = untranslated_links.check(subject_of(untranslated=("a", "b", "c", "d")))
    assert "a, b, c and 1 more" in fault.message
