"""Headers of new catalogs, and how gettext spells languages."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest

from l10n.catalog import Catalog, Entry
from l10n.po import gettext_locale, header_field, new_header, render_catalog

from .po_tools import NOW, msgcat, needs_gettext, run

SPELLINGS = {
    "es": "es",
    "pt-BR": "pt_BR",
    "pt_br": "pt_BR",
    "EN-gb": "en_GB",
    "es-419": "es_419",
    "zh": "zh",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "zh-Hant-HK": "zh_HK",
    "zh-TW": "zh_TW",
    "sr": "sr",
    "sr-Cyrl": "sr",
    "sr-Latn": "sr@latin",
    "sr-Latn-RS": "sr_RS@latin",
    "uz-Cyrl": "uz@cyrillic",
    "ks-Deva": "ks@devanagari",
    "ca-valencia": "ca@valencia",
    "de-u-co-phonebk": "de",
    "en-x-pirate": "en",
    "tlh": "tlh",
}
PLURALS = {"ja": 1, "es": 2, "pt-BR": 2, "sr-Latn": 3, "ru": 3, "ar": 6, "qqq": 2, "zh-Hant": 1}


@pytest.mark.parametrize(("tag", "spelling"), SPELLINGS.items())
def test_gettext_locale(tag: str, spelling: str) -> None:
    assert gettext_locale(tag) == spelling


@needs_gettext
@pytest.mark.parametrize("tag", SPELLINGS)
def test_new_header_passes_msgfmt_check_in_silence(tag: str) -> None:
    header = new_header(tag, 'The "Guides" \\ é\nof Peru', NOW)
    data = render_catalog(Catalog(header, (Entry("a", "b"),))).encode()
    assert run("msgfmt", "-c", "-o", "/dev/null", "-", data=data) == (0, b"", "")
    assert msgcat(data, "--no-wrap") == data
    assert [each for each in header.comments if "\n" in each or len(each) > 98] == []


def test_new_header_fields() -> None:
    now = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(-timedelta(hours=5)))
    header = new_header("sr-Latn", "Guides", now)
    first, *what_to_keep = header.comments
    assert first == "Translation of Guides into Serbian (Latin)"
    assert len(what_to_keep) == 5
    assert header.msgstr == (
        "Project-Id-Version: Guides\n"
        "PO-Revision-Date: 2024-05-06 07:08-0500\n"
        "Last-Translator: Automatically generated\n"
        "Language-Team: none\n"
        "Language: sr@latin\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
        "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 "
        "&& (n%100<10 || n%100>=20) ? 1 : 2);\n"
    )


def test_time_without_a_zone_is_utc() -> None:
    header = new_header("es", "Guides", NOW.replace(tzinfo=None))
    assert header_field(header, "PO-Revision-Date") == "2024-05-06 07:08+0000"


@pytest.mark.parametrize(("tag", "count"), PLURALS.items())
def test_plural_forms(tag: str, count: int) -> None:
    forms = header_field(new_header(tag, "Guides", NOW), "plural-forms")
    assert forms is not None
    assert forms.startswith(f"nplurals={count}; plural=")


def test_header_field() -> None:
    header = Entry("", "X-Generator:  Poedit: 3 \nEmpty:\nno colon\nX-Generator: second\n")
    assert header_field(header, "x-generator") == "Poedit: 3"
    assert header_field(header, "Empty") == ""
    assert header_field(header, "no colon") is None
    assert header_field(Entry(""), "Language") is None


def test_reading_and_writing_imports_neither_the_table_of_languages_nor_polib() -> None:
    heavy = {"l10n.data.table", "polib"}
    code = f"import sys, l10n.po; sys.exit(bool({heavy} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
