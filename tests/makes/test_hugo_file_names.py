"""The demo guides in three languages by file name, built by a real Hugo and walked."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests import hugo
from tests.makes.test_hugo_site import (
    HOST,
    HUGO,
    LAYOUT,
    MORE,
    REPOSITORY,
    SETTINGS,
    UNPUBLISHED,
    faults,
    mark,
    read_pages,
)
from tests.sites import Run, run, snapshot, translate, write

TREE = '[[content]]\nsource = "content/{path}"\nlocalized = "content/{path}.{lang}"\n'
BUNDLE = """\
---
title: A bundle
---

Lies beside [the forms](../forms.md), and leads to [the tax number](/guides/portugal/tax_number/).
"""


@pytest.fixture(scope="module", params=["slugs", "names"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    hugo.hugo_binary()
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(REPOSITORY / "content" / "en", root / "content")
    write(root, "content/forms.md", MORE.format(host=HOST))
    write(root, "content/bundle/index.md", BUNDLE)
    settings = SETTINGS.format(host=HOST)
    if request.param == "names":
        settings = settings.replace("slugs = true", "slugs = false")
    write(root, "l10n.toml", settings + TREE)
    plain = [line for line in HUGO.format(host=HOST).splitlines() if "contentDir" not in line]
    write(root, "hugo.toml", "\n".join(plain))
    for kind in ("single", "section", "home"):
        write(root, f"layouts/{kind}.html", LAYOUT)
    assert run(root, "extract", "-q") == Run(0, "", "")
    for language in ("es", "pt"):
        for path in (root / "locales" / language).rglob("*.po"):
            key = path.relative_to(root / "locales" / language).with_suffix("").as_posix()
            if (language, key) != ("pt", UNPUBLISHED):
                translate(root, language, key, mark)
    assert run(root, "merge", "-q") == Run(0, "", "")
    return root


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    pages = read_pages(hugo.build(site))
    assert faults(pages) == []
    languages = {url.removeprefix(f"{HOST}/guides/").partition("/")[0] for url in pages}
    assert {"es", "pt", "portugal"} <= languages


def test_pages_are_joined_with_their_translations(site: Path) -> None:
    pages = read_pages(hugo.build(site))
    for url, page in pages.items():
        if page.redirects or "/pt/" in url:
            continue
        has_all = page.key != UNPUBLISHED
        assert set(page.alternates) == {"en", "es", *(["pt"] if has_all else [])}, url
        assert all(unquote(each) in pages for each in page.alternates.values())


def test_nothing_changes_in_a_second_run(site: Path) -> None:
    assert run(site, "sync", "-q").code == 0
    before = snapshot(site)
    assert run(site, "sync", "-q").code == 0
    assert run(site, "links").code == 0
    assert snapshot(site) == before
