"""Importing pages that exist, and edits of published ones, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.po import parse_catalog, render_catalog
from tests.sites import Run, build_site, build_translated_site, run, snapshot, stamps, write

SOURCE = """\
---
title: Visas for Peru
description: How to get a visa
translationKey: peru-visa
weight: 3
---

# Visas

You need a [passport](https://example.org/p) and **two photos**.

- Fill in the form
- Pay the fee of `30 USD`

Pay your [taxes](/peru/tax/) first.
"""
PAGE = """\
---
translationKey: peru-visa
title: "Visados para el Perú"
menu: visas
description: Cómo obtener un visado
weight: 9
---
# Visados

Necesita **dos fotos** y un [pasaporte](https://example.org/p).

- Rellene el formulario
- Pague la tasa de `30 USD`

Pague antes los [impuestos](/peru/tax/).
"""
TAX = "---\ntitle: Taxes\n---\n\nPay your taxes before March.\n"
PATH = "content/es/perú/visado.md"
CATALOG = "locales/es/peru-visa.po"
RECORD = "locales/published.txt"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    build_site(tmp_path, {"peru/visa.md": SOURCE, "peru/tax.md": TAX})
    write(tmp_path, PATH, PAGE)
    return tmp_path


def imported(site: Path, *arguments: str) -> dict:
    done = run(site, "import", "--format", "json", *arguments)
    assert done.err == ""
    return json.loads(done.out)


def entries(site: Path) -> dict[str, Entry]:
    catalog = parse_catalog((site / CATALOG).read_bytes(), CATALOG)
    return {entry.msgid: entry for entry in catalog.entries}


def change_entry(site: Path, msgid: str, msgstr: str) -> None:
    text = (site / CATALOG).read_text("utf-8")
    before = entries(site)[msgid].msgstr
    assert f'msgstr "{before}"' in text
    (site / CATALOG).write_text(text.replace(f'msgstr "{before}"', f'msgstr "{msgstr}"'), "utf-8")


def edit(site: Path, before: str, after: str) -> bytes:
    text = (site / PATH).read_text("utf-8")
    assert before in text
    write(site, PATH, text.replace(before, after))
    return (site / PATH).read_bytes()


def checks(data: dict) -> list[str]:
    return [each["check"] for each in data["findings"]]


def merge(site: Path) -> str:
    done = run(site, "merge", "--format", "json", "-l", "es", "peru-visa")
    (page,) = json.loads(done.out)["pages"]
    return page["status"]


@pytest.fixture
def published(site: Path) -> Path:
    """Return a site whose page was imported and is merging's now."""
    imported(site)
    assert merge(site) == "unchanged"
    return site


def test_a_site_without_pages_has_nothing_to_import(tmp_path):
    build_site(tmp_path)
    before = snapshot(tmp_path)
    assert run(tmp_path, "import") == Run(0, "0 pages as merge wrote them.\n", "")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nosuch", "there is no finding nosuch: did you mean no-source?"),
        ("no-source,reshaped", "there is no finding reshaped: did you mean reshaped-page?"),
        ("numbers", "there is no finding numbers: known here: import-conflict, import-noted, no-"),
        ("", "it names no finding: l10n status names what holds a page"),
    ],
)
def test_what_is_no_finding_cannot_be_accepted(site, name, message):
    before = snapshot(site)
    done = run(site, "import", "--accept", name)
    assert (done.code, done.out) == (2, "")
    assert message in " ".join(done.err.split())
    assert snapshot(site) == before


def test_what_merging_wrote_is_not_imported(tmp_path):
    site = build_translated_site(tmp_path)
    before = stamps(site)
    assert imported(site) == {"unchanged": 6, "pages": [], "findings": []}
    assert stamps(site) == before


def test_a_page_fills_its_catalog(site):
    data = imported(site)
    (page,) = data["pages"]
    assert page["changes"] == {"taken": 7}
    assert page["handed_over"] is True
    assert page["words"] == {"all": 28, "translated": 28, "fuzzy": 0, "same": 0, "missing": 0}
    found = entries(site)
    assert found["Visas for Peru"].msgstr == "Visados para el Perú"
    passport = found["You need a [passport](1) and **two photos**."]
    assert passport.msgstr == "Necesita **dos fotos** y un [pasaporte](1)."
    assert found["Pay your [taxes](1) first."].msgstr == "Pague antes los [impuestos](1)."
    assert not any(entry.fuzzy for entry in found.values())
    assert checks(data) == ["own-front-matter"]


def test_the_page_stays_where_it_is_with_its_own_keys(published):
    assert (published / PATH).read_text("utf-8") == PAGE
    assert not (published / "content/es/peru/visa.md").exists()


def test_keys_that_are_to_be_kept_are_kept(site):
    settings = (site / "l10n.toml").read_text()
    write(site, "l10n.toml", 'keep = ["weight"]\n' + settings)
    imported(site)
    assert merge(site) == "unchanged"
    assert "weight: 9\n" in (site / PATH).read_text("utf-8")


def test_the_file_name_is_the_slug(site):
    write(site, "l10n.toml", "slugs = true\n" + (site / "l10n.toml").read_text())
    imported(site)
    assert entries(site)["visa"].msgstr == "visado"
    assert entries(site)["visa"].msgctxt == "slug"
    assert merge(site) == "published"
    assert (site / "content/es/peru/visado.md").exists()


def test_importing_twice_is_importing_once(site):
    imported(site)
    before = stamps(site)
    assert imported(site)["unchanged"] == 1
    assert stamps(site) == before


def test_a_dry_run_writes_nothing(site):
    before = stamps(site)
    assert imported(site, "--dry-run")["pages"][0]["changes"] == {"taken": 7}
    assert stamps(site) == before


def test_an_edit_comes_back(published):
    page = edit(published, "Rellene el formulario", "Rellene bien el formulario azul")
    assert merge(published) == "kept"
    (outcome,) = imported(published)["pages"]
    assert (outcome["changes"], outcome["handed_over"]) == ({"edited": 1}, True)
    assert entries(published)["Fill in the form"].msgstr == "Rellene bien el formulario azul"
    assert merge(published) == "unchanged"
    assert (published / PATH).read_bytes() == page


def test_an_edit_comes_back_when_the_source_has_changed_elsewhere(published):
    source = SOURCE.replace("**two photos**", "**three photos**")
    write(published, "content/en/peru/visa.md", source)
    edit(published, "Rellene", "Rellene bien")
    (outcome,) = imported(published)["pages"]
    assert (outcome["changes"], outcome["handed_over"]) == ({"edited": 1}, True)
    # What its source changed is fuzzy, and shows the source's text as on any other page.
    assert merge(published) == "published"
    assert "**three photos**" in (published / PATH).read_text(encoding="utf-8")
    fuzzy = [entry for entry in entries(published).values() if entry.fuzzy]
    assert [entry.msgstr for entry in fuzzy] == ["Necesita **dos fotos** y un [pasaporte](1)."]


def test_a_newer_catalog_is_no_conflict(published):
    change_entry(published, "Visas", "Visado")
    edit(published, "Rellene", "Rellene bien")
    (outcome,) = imported(published)["pages"]
    assert (outcome["changes"], outcome["handed_over"]) == ({"edited": 1}, True)
    assert merge(published) == "published"
    text = (published / PATH).read_text("utf-8")
    assert "# Visado\n" in text
    assert "Rellene bien el formulario" in text


def test_of_two_changes_none_is_lost(published):
    change_entry(published, "Fill in the form", "Rellene el impreso")
    page = edit(published, "Rellene el formulario", "Rellene bien el formulario")
    data = imported(published)
    assert "import-conflict" in checks(data)
    entry = entries(published)["Fill in the form"]
    assert (entry.msgstr, entry.fuzzy) == ("Rellene el impreso", True)
    assert entry.comments == ("The page says: Rellene bien el formulario",)
    assert merge(published) == "kept"
    assert (published / PATH).read_bytes() == page


def test_a_conflict_that_is_settled_is_not_told_again(published):
    change_entry(published, "Fill in the form", "Rellene el impreso")
    edit(published, "Rellene el formulario", "Rellene bien el formulario")
    imported(published)
    catalog = parse_catalog((published / CATALOG).read_bytes(), CATALOG)
    text = render_catalog(catalog).replace("#, fuzzy\n", "")
    text = text.replace("# The page says: Rellene bien el formulario\n", "")
    write(published, CATALOG, text)
    data = imported(published)
    assert data["findings"] == []
    assert data["pages"][0]["handed_over"] is True
    assert merge(published) == "published"
    assert "- Rellene el impreso\n" in (published / PATH).read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "check"),
    [
        ("- Rellene", "- Traiga su gato\n- Rellene", "no-source"),
        ("- Pague la tasa de `30 USD`\n", "", "reshaped-page"),
        (
            "translationKey: peru-visa\n",
            "translationKey: peru-visa\ndraft: true\n",
            "reshaped-page",
        ),
        ("`30 USD`", "`40 USD`", "import-noted"),
        ("(https://example.org/p)", "(https://evil.example/p)", "import-noted"),
        ("Visados\n\n", "Visados\n\n<b>Nuevo</b>\n\n", "reshaped-page"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(published, before, after, check):
    page = edit(published, before, after)
    data = imported(published)
    assert check in checks(data)
    assert data["pages"][0]["handed_over"] is False
    assert merge(published) == "kept"
    assert (published / PATH).read_bytes() == page


SOURCE_CHANGES = {
    "a new paragraph": lambda text: f"{text}\nBring a pen.\n",
    "an item less": lambda text: text.replace("- Fill in the form\n", ""),
    "HTML": lambda text: f"{text}\n<hr>\n",
}


@pytest.mark.parametrize("change", SOURCE_CHANGES)
def test_an_edit_is_taken_though_the_source_has_another_shape_by_now(published, change):
    source = published / "content/en/peru/visa.md"
    edit(published, "# Visados", "# Visado")
    write(published, "content/en/peru/visa.md", SOURCE_CHANGES[change](source.read_text("utf-8")))
    assert run(published, "extract", "-q").code == 0
    data = imported(published)
    assert "reshaped-page" not in checks(data)
    assert data["pages"][0]["handed_over"] is True
    assert merge(published) == "published"
    assert "# Visado\n" in (published / PATH).read_text("utf-8")


@pytest.mark.parametrize("change", SOURCE_CHANGES)
def test_a_page_of_another_shape_is_kept_though_its_source_has_another_one_too(published, change):
    source = published / "content/en/peru/visa.md"
    page = edit(published, "Visados\n\n", "Visados\n\n<b>Nuevo</b>\n\n")
    write(published, "content/en/peru/visa.md", SOURCE_CHANGES[change](source.read_text("utf-8")))
    assert run(published, "extract", "-q").code == 0
    data = imported(published)
    assert "reshaped-page" in checks(data)
    assert merge(published) == "kept"
    assert (published / PATH).read_bytes() == page


def test_a_link_that_was_changed_is_the_translators_own(published):
    edit(published, "(https://example.org/p)", "(https://example.org/es)")
    assert imported(published)["pages"][0]["changes"] == {"edited": 1}
    passport = entries(published)["You need a [passport](1) and **two photos**."]
    assert passport.msgstr == "Necesita **dos fotos** y un [pasaporte](https://example.org/es)."
    assert merge(published) == "unchanged"


def test_a_doubtful_text_stays_on_its_page(site):
    write(site, PATH, PAGE.replace("`30 USD`", "`30 EUR`"))
    data = imported(site)
    assert "import-doubtful" in checks(data)
    entry = entries(site)["Pay the fee of `30 USD`"]
    assert entry.fuzzy
    assert entry.comments[0].startswith("Imported, please check: the code `30 USD` is missing")
    assert data["pages"][0]["handed_over"] is True
    assert merge(site) == "unchanged"
    before = stamps(site)
    imported(site)
    assert stamps(site) == before
    assert "30 EUR" in (site / PATH).read_text("utf-8")
    change_entry(site, "Pay the fee of `30 USD`", "Pague los `30 USD`")
    catalog = (site / CATALOG).read_text("utf-8")
    write(site, CATALOG, catalog.replace("#, fuzzy\n", ""))
    assert merge(site) == "published"
    assert (site / PATH).read_text("utf-8") == PAGE.replace("la tasa de `30 USD`", "los `30 USD`")


def test_existing_translations_are_not_overwritten(site):
    run(site, "extract", "-q")
    text = (site / CATALOG).read_text("utf-8")
    write(site, CATALOG, text.replace('msgid "Visas"\nmsgstr ""', 'msgid "Visas"\nmsgstr "Visas"'))
    write(
        site, CATALOG, text.replace('msgid "Visas"\nmsgstr ""', 'msgid "Visas"\nmsgstr "Permisos"')
    )
    assert "import-conflict" in checks(imported(site))
    assert entries(site)["Visas"].msgstr == "Permisos"
    assert entries(site)["Visas"].comments == ("The page says: Visados",)


def test_a_damaged_catalog_is_left_as_it_is(site):
    write(site, CATALOG, 'msgid "Visas\n')
    before = snapshot(site)
    done = run(site, "import")
    assert done.code == 1
    assert f"{CATALOG}:1: error" in done.out
    assert snapshot(site) == before


def test_the_summary_counts_by_language(site):
    done = run(site, "import")
    assert done.code == 0
    row = next(line for line in done.out.splitlines() if line.strip().startswith("es"))
    assert row.split() == ["es", "1", "1", "7", "28", "100.0"]


def test_crlf_and_a_byte_order_mark(site):
    write(site, PATH, b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    assert imported(site)["pages"][0]["handed_over"] is True
    assert merge(site) == "unchanged"
