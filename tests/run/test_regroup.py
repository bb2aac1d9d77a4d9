"""Catalogs are brought from one form into another, and nothing of them is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog, render_catalog
from tests.sites import build_translated_site, run, snapshot, write

OWN, GROUPED, SECTIONS = (f"locales/{{lang}}{end}.po" for end in ("/{key}", "", "/{section}"))
SHARED = {
    "a.md": "# Home\n\nPay the fee.\n",
    "deep/b.md": "---\ntranslationKey: bee\n---\n\n# Home\n\nPay.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_translated_site(tmp_path / "site", guides=SHARED)
    assert run(root, "sync").code == 0
    return root


def regroup(root: Path, pattern: str) -> str:
    done = run(root, "keys", "--regroup", pattern)
    assert done.code == 0, done
    assert f'catalogs = "{pattern}"' in (root / "l10n.toml").read_text()
    return done.out


def read(root: Path, path: str) -> Catalog:
    return parse_catalog((root / path).read_bytes(), path)


def edit(root: Path, path: str, msgid: str, **changes: object) -> None:
    catalog = read(root, path)
    entries = tuple(
        each._replace(**changes) if each.msgid == msgid else each for each in catalog.entries
    )
    write(root, path, render_catalog(replace(catalog, entries=entries)))


@pytest.mark.parametrize("others", [[GROUPED], [SECTIONS], [GROUPED, SECTIONS], [SECTIONS, OWN]])
def test_a_site_that_went_through_other_forms_is_as_it_was(site: Path, others: list[str]) -> None:
    before = snapshot(site)
    for pattern in [*others, OWN]:
        regroup(site, pattern)
        settled = snapshot(site)
        synced = run(site, "sync", "-q")
        assert (synced.code, synced.out) == (0, "")
        assert snapshot(site) == settled
    assert snapshot(site) == before


def test_each_form_has_its_files_and_no_others(site: Path) -> None:
    def catalogs() -> list[str]:
        return [path for path in snapshot(site) if path.endswith(".po") and "/es" in path]

    assert catalogs() == ["locales/es/a.po", "locales/es/bee.po"]
    out = regroup(site, GROUPED)
    assert out == "2 catalogs written, 4 removed, in the form locales/{lang}.po.\n"
    assert catalogs() == ["locales/es.po"]
    regroup(site, SECTIONS)
    assert catalogs() == ["locales/es/deep.po", "locales/es/top.po"]


def test_of_two_translations_of_one_text_one_is_in_a_comment(site: Path) -> None:
    edit(site, "locales/es/bee.po", "Home", msgstr="Inicio", comments=("checked",))
    out = regroup(site, GROUPED)
    assert "locales/es.po:23: warning: guides had 2 translations of this" in out
    home = next(each for each in read(site, "locales/es.po").entries if each.msgid == "Home")
    assert home.references == ("content/en/a.md", "content/en/deep/b.md")
    assert home.comments == ("checked", "content/en/deep/b.md: Inicio")


def test_obsolete_entries_and_headers_are_kept(site: Path) -> None:
    catalog = read(site, "locales/es/bee.po")
    gone = Entry("Gone", "Ido", obsolete=True)
    header = catalog.header._replace(
        msgstr=catalog.header.msgstr + "X-Note: kept\n", comments=("Ana, 2026",)
    )
    changed = replace(catalog, header=header, entries=(*catalog.entries, gone))
    write(site, "locales/es/bee.po", render_catalog(changed))
    regroup(site, GROUPED)
    grouped = read(site, "locales/es.po")
    assert gone in grouped.entries
    assert "X-Note: kept\n" in grouped.header.msgstr
    assert "Ana, 2026" in grouped.header.comments
    regroup(site, OWN)
    assert gone in read(site, "locales/es/a.po").entries


def test_nothing_is_changed_where_a_catalog_is_damaged_or_a_file_in_the_way(site: Path) -> None:
    write(site, "locales/es.po", 'msgid ""\nmsgstr "Another"\n')
    before = snapshot(site)
    refused = run(site, "keys", "--regroup", GROUPED)
    assert refused.code == 2
    assert refused.err.startswith("l10n: locales/es.po: in the way of a catalog")
    assert snapshot(site) == before
    write(site, "locales/pt/bee.po", 'msgid "torn\n')
    before = snapshot(site)
    assert run(site, "keys", "--regroup", SECTIONS).code == 2
    assert snapshot(site) == before


def test_a_glossary_stays_where_it_is_looked_for(site: Path) -> None:
    write(site, "locales/es/glossary.csv", "term,translation\nfee,tasa\n")
    for pattern in (GROUPED, SECTIONS, "po/{lang}.po"):
        regroup(site, pattern)
    assert (site / "po/es/glossary.csv").exists()
    assert (site / "po/published.txt").exists()
    assert not (site / "locales/es/glossary.csv").exists()


def test_it_is_about_all_catalogs(site: Path) -> None:
    assert run(site, "keys", "--regroup", GROUPED, "-l", "es").code == 2
    assert run(site, "keys", "--regroup", "locales/x.po").code == 2
