"""Files with the suffix of MDX are guides, read as MDX whatever the other guides are."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.merge import merge_guide
from tests.sites import SETTINGS, build_site, run, translate, write

SAIL = """\
---
title: Sails
---

import Card from './card'

Hoist the {rgb} sail, see [the pier](pier.md#by-boat) and [oars](oars.mdx).

## Old sails {/* 1 */}

<Card>

Mend it.

</Card>
"""
PIER = "# The pier\n\n## By boat\n\nHoist {rgb} flags, see [the sails](sail.mdx#old-sails).\n"
OARS = "Take two oars.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    guides = {"sail.mdx": SAIL, "pier.md": PIER, "oars.mdx": OARS}
    return build_site(tmp_path, guides, SETTINGS)


def _sync(site: Path) -> None:
    assert run(site, "extract", "-q").code == 0
    for key in ("sail", "pier", "oars"):
        translate(site, "es", key)
    assert run(site, "sync", "-q").err == ""


def test_each_kind_is_read_in_its_own_syntax(site: Path) -> None:
    run(site, "extract")
    sail, pier = (
        (site / f"locales/es/{key}.po").read_text(encoding="utf-8") for key in ("sail", "pier")
    )
    assert "import Card" not in sail
    assert 'msgid "Mend it."' in sail
    assert "{rgb}" in pier


def test_a_page_keeps_the_suffix_of_its_source(site: Path) -> None:
    _sync(site)
    pages = sorted(path.name for path in (site / "content/es").iterdir())
    assert pages == ["oars.mdx", "pier.md", "sail.mdx"]
    page = (site / "content/es/sail.mdx").read_text()
    assert "[thé píér](pier.md#by-boat)" in page
    assert "[óárs](oars.mdx)" in page
    assert "import Card from './card'" in page


def test_only_headings_that_can_have_ids_get_them(site: Path) -> None:
    _sync(site)
    assert "{#by-boat}" in (site / "content/es/pier.md").read_text()
    assert "{#" not in (site / "content/es/sail.mdx").read_text()


def test_a_page_comes_back_by_import(site: Path) -> None:
    _sync(site)
    page = site / "content/es/sail.mdx"
    write(site, "content/es/sail.mdx", page.read_text().replace("Óld sáíls", "Óld sáíls ágáíñ"))
    assert run(site, "import").code == 0
    assert 'msgstr "Óld sáíls ágáíñ {/* 1 */}"' in (site / "locales/es/sail.po").read_text()


def test_guides_that_differ_by_suffix_alone_are_named(site: Path) -> None:
    write(site, "content/en/oars.md", OARS)
    done = run(site, "extract")
    assert done.code == 1
    assert "content/en/oars.md: error: the key oars is also that of content/en/oars.mdx" in (
        done.out + done.err
    )
    assert not (site / "locales/es/oars.po").exists()


@pytest.mark.parametrize("syntax", ["mdx", "vitepress"])
def test_what_readers_read_in_a_tag_of_a_sentence_is_translated(syntax: str) -> None:
    said = 'Go by <Card title="By sea" to="/sea">now</Card> or <img alt="A boat" src="/b.png" />.'
    guide = Guide("a.md", "en", "a", f"{said}\n", syntax=syntax)
    for other in (said.replace("By sea", "Por mar"), said.replace("A boat", "Un barco")):
        merged = merge_guide(guide, extract_guide(guide, ()), {(None, said): other})
        assert (merged.text, merged.quarantined) == (f"{other}\n", ())
    other = said.replace("/sea", "/mar")
    merged = merge_guide(guide, extract_guide(guide, ()), {(None, said): other})
    assert (merged.text, len(merged.quarantined)) == (guide.text, 1)
