"""A run that changes nothing writes nothing, a small change changes little."""

from __future__ import annotations

import subprocess
from functools import partial

import polib
import pytest
from translate.storage import pypo

from l10n.po import parse_catalog
from tests.sites import (
    FORMS,
    VISA,
    Run,
    build_translated_site,
    run,
    run_process,
    snapshot,
    stamps,
    translate_file,
    write,
)

MSGID = "Fill in the form"
WORD = "Rellene el formulario, señora «Núñez»; después espere su turno en la fila que hay allí."


CATALOGS = {
    "own": ("peru-visa", "bus"),
    "grouped": ("", ""),
    "sections": ("peru", "top"),
}
"""What is called after in each form: the catalog of a guide about visas, and of one about buses."""


@pytest.fixture(params=["own", "grouped", pytest.param("sections", marks=pytest.mark.soak)])
def form(request):
    return request.param


@pytest.fixture
def site(tmp_path, form):
    root = build_translated_site(tmp_path / "site", settings=FORMS[form])
    # A page that is kept, one that waits, a warning and a note belong to an unchanged site too.
    write(root, "content/en/new.md", "---\ntitle: New\ntitle: New\n---\n\nNothing yet.\n")
    write(root, "content/es/new.md", "# Nuevo\n")
    assert run(root, "sync", "-q").code == 0
    return root


def catalog(form, language="es", which=0):
    """Return the path of the catalog that has the texts of a guide."""
    name = CATALOGS[form][which]
    return f"locales/{language}/{name}.po" if name else f"locales/{language}.po"


@pytest.mark.parametrize("name", ["sync", "extract", "merge", "coverage"])
def test_a_second_run_writes_no_file(site, name):
    before, files = stamps(site), snapshot(site)
    assert run_process(site, name).code == 0
    assert stamps(site) == before
    assert snapshot(site) == files


def test_a_run_in_one_language_touches_no_other(site, form):
    write(site, "content/en/peru/visa.md", VISA.replace("Fill in", "Complete"))
    before = stamps(site)
    assert run(site, "sync", "-q", "-l", "es", "peru-visa") == Run(0, "", "")
    assert _changed(before, stamps(site)) == {
        catalog(form),
        "content/es/peru/visa.md",
        "locales/published.txt",
    }


def test_one_word_in_the_source_changes_one_entry_in_each_catalog(site, form):
    before, old = stamps(site), snapshot(site)
    write(site, "content/en/peru/visa.md", VISA.replace("Fill in", "Complete"))
    assert run(site, "extract", "-q") == Run(0, "", "")
    changed = {catalog(form), catalog(form, "pt")}
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
    found = pypo.pofile(path.read_bytes())
    (unit,) = [unit for unit in found.units if unit.source == MSGID]
    unit.target = WORD
    path.write_bytes(bytes(found))


def _save_with_weblate(path, width):
    """Save as Weblate does with a setting of po_line_wrap, which also signs the header."""
    _save_with_translate_toolkit(path)
    found = pypo.pofile(path.read_bytes(), width=width)
    found.updateheader(X_Generator="Weblate 5.14", PO_Revision_Date="2031-01-02 03:04+0000")
    for unit in found.units:
        unit.source, unit.target = unit.source, unit.target
    path.write_bytes(bytes(found))


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
    *(partial(_save_with_weblate, width=width) for width in (77, 65535, -1)),
    _save_wrapped,
    _save_with_crlf,
)


@pytest.mark.parametrize("save", EDITORS)
def test_what_an_editor_saves_is_taken_over_and_changes_nothing_else(site, form, save):
    path = site / catalog(form)
    before = {name: data for name, data in snapshot(site).items() if name.endswith(".po")}
    save(path)
    saved = path.read_bytes()
    assert run(site, "extract", "-q") == Run(0, "", "")
    assert path.read_bytes() == saved
    after = {name: data for name, data in snapshot(site).items() if name.endswith(".po")}
    (changed,) = [name for name in after if after[name] != before[name]]
    assert changed == catalog(form)
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


def test_a_word_of_the_translator_changes_its_page_and_the_record(site, form):
    before = stamps(site)
    path = site / catalog(form, which=1)
    translate_file(path, lambda _: "Autobuses", only=lambda entry: entry.msgid == "Buses")
    assert run(site, "sync", "-q") == Run(0, "", "")
    assert _changed(before, stamps(site)) == {
        catalog(form, which=1),
        "content/es/bus.md",
        "locales/published.txt",
    }


def _changed(before, after):
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
