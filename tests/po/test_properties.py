"""What holds for every catalog: written and read back equal, and gettext has nothing to change."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from translate.storage import pypo

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog, render_catalog

from .po_tools import HEADER, catalogs, msgcat, msgfmt_rejects, needs_gettext, run

SIZES = [25, pytest.param(500, marks=pytest.mark.soak)]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def check(property_test, count: int) -> None:
    settings(max_examples=count, deadline=None, suppress_health_check=SLOW)(property_test)()


def rendered(catalog: Catalog) -> bytes:
    return render_catalog(catalog).encode()


def plain(catalog: Catalog) -> Catalog:
    """Return the catalog without what other libraries read differently from gettext.

    Neither knows the escapes of all control characters; translate-toolkit takes ``_:`` for
    KDE's old way to write a context.
    """

    def clean(text: str) -> str:
        return re.sub("_:|[\a\b\f\v\r]", "-", text)

    entries = {
        entry.identity: entry
        for entry in (
            Entry(clean(old.msgid), clean(old.msgstr), flags=old.flags, obsolete=old.obsolete)
            for old in catalog.entries
            if old.msgid_plural is None
        )
    }
    return replace(catalog, entries=tuple(sorted(entries.values(), key=lambda e: e.obsolete)))


@pytest.mark.parametrize("count", [50, pytest.param(2_000, marks=pytest.mark.soak)])
def test_written_and_read_back_is_equal(count: int) -> None:
    @given(catalogs())
    def holds(catalog: Catalog) -> None:
        data = rendered(catalog)
        assert parse_catalog(data, "a.po") == catalog
        assert parse_catalog(data.replace(b"\n", b"\r\n"), "a.po") == catalog

    check(holds, count)


@needs_gettext
@pytest.mark.parametrize("count", SIZES)
def test_msgcat_changes_nothing_and_msgfmt_accepts(count: int) -> None:
    @given(catalogs(30))
    def holds(catalog: Catalog) -> None:
        data = rendered(catalog)
        assert msgcat(data, "--no-wrap") == data
        assert not msgfmt_rejects(data)

    check(holds, count)


@needs_gettext
@pytest.mark.parametrize("count", SIZES)
def test_wrapping_by_msgcat_changes_no_entry(count: int) -> None:
    @given(catalogs(30))
    def holds(catalog: Catalog) -> None:
        assert parse_catalog(msgcat(rendered(catalog), "-w", "79"), "a.po") == catalog

    check(holds, count)


@pytest.mark.parametrize("count", SIZES)
def test_polib_reads_and_rewrites_the_same(count: int, tmp_path: Path) -> None:
    path = tmp_path / "a.po"

    @given(catalogs().map(plain))
    def holds(catalog: Catalog) -> None:
        path.write_bytes(rendered(catalog))
        file = polib.pofile(str(path), wrapwidth=79)
        read = {(entry.msgctxt, entry.msgid): entry for entry in file}
        assert read.keys() == {entry.identity for entry in catalog.entries}
        for entry in catalog.entries:
            same = read[entry.identity]
            assert same.msgstr == entry.msgstr
            assert same.obsolete == entry.obsolete
            assert tuple(same.flags) == entry.flags
        file.save()
        again = parse_catalog(path.read_bytes(), "a.po")
        assert again.entries == catalog.entries

    check(holds, count)


@pytest.mark.parametrize("count", SIZES)
def test_translate_toolkit_reads_the_same(count: int) -> None:
    @given(catalogs().map(plain))
    def holds(catalog: Catalog) -> None:
        store = pypo.pofile.parsestring(rendered(catalog))
        read = {
            (unit.getcontext() or None, str(unit.source)): str(unit.target)
            for unit in store.units
            if not unit.isheader() and not unit.hasplural()
        }
        singular = [entry for entry in catalog.entries if entry.msgid_plural is None]
        assert read == {(e.msgctxt or None, e.msgid): e.msgstr for e in singular}

    check(holds, count)


@needs_gettext
def test_a_fresh_catalog_passes_msgfmt_check_in_silence() -> None:
    entries = [
        Entry(
            "See [the fees](1).", "", extracted=("paragraph", "(1) /fees/"), references=("a.md",)
        ),
        Entry("Line\nbreak", "Salto\nde línea", msgctxt="menu"),
        Entry("Old", "Viejo", flags=("fuzzy",), previous_msgid="Older"),
        Entry("Gone", "Ido", obsolete=True),
    ]
    data = rendered(Catalog(HEADER, tuple(entries)))
    assert run("msgfmt", "-c", "-o", "/dev/null", "-", data=data) == (0, b"", "")
    assert msgcat(data, "--no-wrap") == data
