"""Links in front matter lead to the page's language, as those in texts do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.sites import pseudo, run, snapshot, translate, write

INDEX = """\
---
layout: home
title: Home
hero:
  name: Name
  actions:
    - theme: brand
      text: Start
      link: /guide/start
    - text: Elsewhere
      link: "https://a.example/guide/start"
    - text: Gone
      link: /guide/gone
    - text: Word
      link: start
features:
  - {title: One, link: './guide/start#part', linkText: Start}
prev:
  text: Start
  link: '/guide/start'
next: /guide/start
other: /guide/start
---

Words.
"""
START = """\
---
prev: Start
next: ../index.md
---

# Start

## Part
"""
SETTINGS = """\
project = "T"
source-language = "en"
languages = ["es"]
catalogs = "locales/{lang}/{key}.po"
"""
SITES = {
    "vitepress": 'syntax = "vitepress"\n[[content]]\nsource = "docs/{path}"\n'
    'localized = "docs/{lang}/{path}"\n[links]\nsource-url = "/{path}"\n'
    'localized-url = "/{lang}/{path}"\n',
    "starlight": 'syntax = "mdx"\n[[content]]\nsource = "docs/{path}"\n'
    'localized = "docs/{lang}/{path}"\n[links]\nmake = "starlight"\n',
}


@pytest.mark.parametrize("site", SITES)
def test_links_in_front_matter_lead_to_the_pages_language(tmp_path: Path, site: str) -> None:
    write(tmp_path, "l10n.toml", SETTINGS + SITES[site])
    write(tmp_path, "docs/index.md", INDEX)
    write(tmp_path, "docs/guide/start.md", START)
    assert run(tmp_path, "extract", "-q").code == 0
    translate(tmp_path, "es", "index", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    page = tmp_path / "docs/es/index.md"
    assert "link: /guide/start\n" in page.read_text(), "no page is there yet"
    translate(tmp_path, "es", "guide/start", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    # A heading in Starlight cannot be given an id, and its own one is made of its words.
    part = "part" if site == "vitepress" else "párt"
    assert re.findall(r"\b(?:link|next|other): ['\"]?([^'\",}\n]+)", page.read_text()) == [
        "/es/guide/start",
        "https://a.example/guide/start",
        "/guide/gone",
        "start",
        f"./guide/start#{part}",
        "/es/guide/start",
        "/es/guide/start",
        "/guide/start",
    ]
    assert "next: ../index.md\n" in (tmp_path / "docs/es/guide/start.md").read_text()
    found = run(tmp_path, "links").out
    assert found.count("/guide/gone") == 2, found
    assert "crossing" not in found
    before = snapshot(tmp_path)
    assert run(tmp_path, "sync", "-q").code == 0
    assert snapshot(tmp_path) == before


def test_a_link_beside_its_guide_leads_to_a_page_that_is_made_with_it(tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", SETTINGS + SITES["vitepress"])
    write(
        tmp_path,
        "docs/index.md",
        "---\ntitle: Home\nprev: ./guide/other.md\nfeatures:\n  - link: ./guide/start.md\n"
        "  - link: ./price.pdf\n---\n\n[Other](./guide/other.md)\n",
    )
    write(tmp_path, "docs/guide/start.md", "# Start\n")
    write(tmp_path, "docs/guide/other.md", "# Other\n")
    write(tmp_path, "docs/price.pdf", "no guide")
    assert run(tmp_path, "extract", "-q").code == 0
    translate(tmp_path, "es", "index", pseudo)
    translate(tmp_path, "es", "guide/start", pseudo)
    assert run(tmp_path, "sync", "-q").code == 0
    page = (tmp_path / "docs/es/index.md").read_text()
    assert "- link: ./guide/start.md\n" in page
    assert "prev: /guide/other\n" in page, "no page is there yet"
    assert "](/guide/other)" in page
    assert "./../price.pdf" in page
    shutil.rmtree(tmp_path / ".l10n")
    before = snapshot(tmp_path / "docs")
    assert run(tmp_path, "sync", "-q").code == 0
    assert snapshot(tmp_path / "docs") == before
