"""Every layout, from ``l10n init`` to a published page, and back through ``l10n import``."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.po.reader import parse_catalog
from l10n.po.writer import render_catalog
from tests.layouts import SITES
from tests.sites import run, snapshot, write

# The layout, a language, one source guide of it, and where that guide's page is.
PAGES = [
    ("hugo, a folder each", "es", "content/en/a.md", "content/es/a.md"),
    ("hugo, by file name", "es", "content/b/index.md", "content/b/index.es.md"),
    ("hugo, by file name", "es", "content/v1.2.md", "content/v1.2.es.md"),
    ("hugo, by file name, the source too", "fr", "content/_index.en.md", "content/_index.fr.md"),
    ("hugo, by file name, no page yet", "es", "content/a.md", "content/a.es.md"),
    ("hugo, another folder", "fr", "content/a.md", "content.fr/a.md"),
    ("hugo, a file for each language", "pt-br", "content/en/a.md", "content/pt-br/a.md"),
    ("hugo, mounts", "es", "docs/en/a.md", "docs/es/a.md"),
    ("a repository, files beside their translations", "es", "README.md", "README_es.md"),
    (
        "a repository, translations in a folder",
        "es",
        "README.md",
        "docs/i18n/README.es.md",
    ),
    ("a repository, guides as well", "es", "README.md", "README.es.md"),
    (
        "hugo, folders with names of their own",
        "fr",
        "content/english/a.md",
        "content/french/a.md",
    ),
    ("mkdocs, by file name", "es", "docs/index.md", "docs/index.es.md"),
    ("mkdocs, folders", "es", "docs/en/index.md", "docs/es/index.md"),
    (
        "mkdocs, settings for each language",
        "es",
        "docs/en/docs/index.md",
        "docs/es/docs/index.md",
    ),
    (
        "docusaurus",
        "fr",
        "docs/a.md",
        "i18n/fr/docusaurus-plugin-content-docs/current/a.md",
    ),
    ("docusaurus", "fr", "blog/b.md", "i18n/fr/docusaurus-plugin-content-blog/b.md"),
    (
        "docusaurus",
        "fr",
        "versioned_docs/version-2.1/a.md",
        "i18n/fr/docusaurus-plugin-content-docs/version-2.1/a.md",
    ),
    (
        "starlight, the source at the root",
        "pt-BR",
        "src/content/docs/a.mdx",
        "src/content/docs/pt-br/a.mdx",
    ),
    ("vitepress, the source at the root", "pt-br", "docs/a.md", "docs/pt-br/a.md"),
    ("vitepress, a folder each", "fr", "docs/en/a.md", "docs/fr/a.md"),
    ("jekyll, a collection", "es", "_articles/a.md", "_articles/es/a.md"),
    ("jekyll, pages", "es", "about.md", "es/about.md"),
    ("mdbook", "es", "src/a.md", "es/src/a.md"),
    ("zola", "fr", "content/a.md", "content/a.fr.md"),
    ("myst", "es", "docs/index.md", "docs/es/index.md"),
    ("nothing said, folders below the source", "sr-Latn", "docs/a.md", "docs/sr-Latn/a.md"),
    ("nothing said, folders at the root", "es", "en/a.md", "es/a.md"),
    ("nothing said, gettext's spelling", "pt-BR", "content/en/a.md", "content/pt_BR/a.md"),
]
GUIDE = "# Ferries\n\nThe ferry leaves at {hour}.\n"
PAGE = "# Barcos\n\nEl ferry sale a las {hour}.\n"


def build(root: Path, layout: str, language: str) -> None:
    """Write a site; its pages in the language are translated by people already."""
    files, guides, _ = SITES[layout]
    pages = [page for name, _, _, page in PAGES if name == layout]
    for name, text in files.items():
        write(root, name, text)
    for name in guides.split():
        write(root, name, (PAGE if name in pages else GUIDE).format(hour=12))
    assert run(root, "init", "--languages", language).code == 0


def translate(site: Path, language: str) -> None:
    for path in sorted((site / "locales" / language).rglob("*.po")):
        catalog = parse_catalog(path.read_bytes(), path.name)
        said = {"Ferries": "Barcos", "The ferry leaves at 12.": "El ferry sale a las 12."}
        entries = [each._replace(msgstr=said[each.msgid], flags=()) for each in catalog.entries]
        catalog = type(catalog)(catalog.header, tuple(entries))
        path.write_text(render_catalog(catalog), encoding="utf-8")


@pytest.mark.parametrize(("layout", "language", "source", "page"), PAGES)
def test_from_init_to_a_page_and_back(
    tmp_path: Path, layout: str, language: str, source: str, page: str
) -> None:
    build(tmp_path, layout, language)
    write(tmp_path, source, GUIDE.format(hour=12))
    (tmp_path / page).unlink(missing_ok=True)
    assert run(tmp_path, "sync", "-q").code == 0
    translate(tmp_path, language)
    done = run(tmp_path, "sync", "-q")
    assert (tmp_path / page).read_text() == PAGE.format(hour=12), done
    before = snapshot(tmp_path)
    assert run(tmp_path, "sync", "-q").code == 0
    assert snapshot(tmp_path) == before
    write(tmp_path, page, PAGE.format(hour=12).replace("Barcos", "Los barcos"))
    assert run(tmp_path, "import", "-q").code == 0
    catalogs = "".join(each.read_text() for each in (tmp_path / "locales" / language).rglob("*.po"))
    assert "Los barcos" in catalogs
    assert run(tmp_path, "sync", "-q").code == 0
    assert (tmp_path / page).read_text() == PAGE.format(hour=12).replace("Barcos", "Los barcos")


@pytest.mark.parametrize(("layout", "language", "source", "page"), PAGES)
def test_pages_that_are_there_are_taken_in(
    tmp_path: Path, layout: str, language: str, source: str, page: str
) -> None:
    build(tmp_path, layout, language)
    write(tmp_path, source, GUIDE.format(hour=12))
    write(tmp_path, page, PAGE.format(hour=12))
    done = run(tmp_path, "import", "--format", "json")
    assert f'"path": "{page}"' in done.out, done
    assert run(tmp_path, "sync", "-q").code == 0
    assert (tmp_path / page).read_text() == PAGE.format(hour=12)
