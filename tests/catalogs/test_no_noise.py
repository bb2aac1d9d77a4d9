"""A run that changes nothing writes nothing, a small change changes little."""

from __future__ import annotations

import subprocess

import polib
import pytest
from translate.storage import pypo

from l10n.po import parse_catalog
from tests.sites import (
    VISA,
    Run,
    build_translated_site,
    run,
    run_process,
    snapshot,
    stamps,
    translate,
    write,
)

MSGID = "Fill in the form"
WORD = "Rellene el formulario, señora «Núñez»; después espere su turno en la fila que hay allí."


@pytest.fixture
def site(tmp_path):
    root = build_translated_site(tmp_path / "site")
    # A page that is kept, one that waits, a warning and a note belong to an unchanged site too.
    write(root, "content/en/new.md", "---\ntitle: New\ntitle: New\n---\n\nNothing yet.\n")
    write(root, "content/es/new.md", "# Nuevo\n")
    assert run(root, "sync", "-q").code == 0
    return root


@pytest.mark.parametrize("name", ["sync", "extract", "merge", "coverage"])
def test_a_second_run_writes_no_file(site, name):
    before, files = stamps(site), snapshot(site)
    assert run_process(site, name).code == 0
    assert stamps(site) == before
    assert snapshot(site) == files


def test_a_run_in_one_language_touches_no_other(site):
    write(site, "content/en/peru/visa.md", VISA.replace("Fill in", "Complete"))
    before = stamps(site)
    assert run(site, "sync", "-q", "-l", "es", "peru-visa") == Run(0, "", "")
    assert _changed(before, stamps(site)) == {
        "locales/es/peru-visa.po",
        "content/es/peru/visa.md",
        "locales/published.txt",
    }


def test_one_word_in_the_source_changes_one_entry_in_each_catalog(site):
    before, old = stamps(site), snapshot(site)
    write(site, "content/en/peru/visa.md", VISA.replace("Fill in", "Complete"))
    assert run(site, "extract", "-q") == Run(0, "", "")
    changed = {"locales/es/peru-visa.po", "locales/pt/peru-visa.po"}
    assert _changed(before, stamps(site)) == {*changed, "content/en/peru/visa.md"}
    for path in changed:
        catalogs = [parse_catalog(data, path) for data in (old[path], (site / path).read_bytes())]
        assert catalogs[0].header == catalogs[1].header
        pairs = list(zip(catalogs[0].entries, catalogs[1].entries, strict=True))
        ((was, now),) = [pair for pair in pairs if pair[0] != pair[1]]
        assert (was.msgid, now.msgid) == (MSGID, "Complete the form")
        assert (now.previous_msgid, now.msgstr, now.fuzzy) == (MSGID, was.msgstr, True)


def test_a_reflowed_source_changes_no_catalog(site):
    write(site, "content/en/peru/visa.md", VISA.replace("photos**,\ntaken", "photos**, taken"))
    before = stamps(site)
    assert run(site, "extract", "-q") == Run(0, "", "")
    assert stamps(site) == before


def _save_by_hand(path):
    text = path.read_text(encoding="utf-8")
    at = text.index(f'msgid "{MSGID}"\n')
    start = text.index('msgstr "', at) + len('msgstr "')
    end = text.index('"', start)
    path.write_text(text[:start] + WORD + text[end:], encoding="utf-8")


def _save_with_polib(path):
    catalog = polib.pofile(str(path))
    catalog.find(MSGID).msgstr = WORD
    catalog.save()


def _save_with_translate_toolkit(path):
    catalog = pypo.pofile.parsefile(str(path))
    (unit,) = [unit for unit in catalog.units if unit.source == MSGID]
    unit.target = WORD
    catalog.save()


def _save_wrapped(path):
    _save_by_hand(path)
    subprocess.run(["msgcat", "--width=79", "-o", path, path], check=True)


def _save_with_crlf(path):
    _save_by_hand(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


EDITORS = (
    _save_by_hand,
    _save_with_polib,
    _save_with_translate_toolkit,
    _save_wrapped,
    _save_with_crlf,
)


@pytest.mark.parametrize("save", EDITORS)
def test_what_an_editor_saves_is_taken_over_and_changes_nothing_else(site, save):
    path = site / "locales/es/peru-visa.po"
    before = {name: data for name, data in snapshot(site).items() if name.endswith(".po")}
    save(path)
    saved = path.read_bytes()
    assert run(site, "extract", "-q") == Run(0, "", "")
    assert path.read_bytes() == saved
    after = {name: data for name, data in snapshot(site).items() if name.endswith(".po")}
    (changed,) = [name for name in after if after[name] != before[name]]
    assert changed == "locales/es/peru-visa.po"
    entries = [parse_catalog(each[changed], changed).entries for each in (before, after)]
    different = [pair for pair in zip(*entries, strict=True) if pair[0] != pair[1]]
    assert [was._replace(msgstr=WORD) for was, _ in different] == [now for _, now in different]
    assert len(different) == 1
    assert run(site, "sync", "-q") == Run(0, "", "")
    assert f"- {WORD}\n" in (site / "content/es/peru/visa.md").read_text(encoding="utf-8")
    assert path.read_bytes() == saved


def test_a_checkout_with_other_line_ends_is_no_change(site):
    for path in (site / "locales").rglob("*.po"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(site, "extract", "--check", "-q") == Run(0, "", "")


def test_a_word_of_the_translator_changes_its_page_and_the_record(site):
    before = stamps(site)
    translate(
        site, "es", "bus", lambda msgid: "Autobuses", only=lambda entry: entry.msgid == "Buses"
    )
    assert run(site, "sync", "-q") == Run(0, "", "")
    assert _changed(before, stamps(site)) == {
        "locales/es/bus.po",
        "content/es/bus.md",
        "locales/published.txt",
    }


def _changed(before, after):
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
