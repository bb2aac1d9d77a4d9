"""Guides in HTML, which a content tree names by their suffix, are read and written whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.merge import merge_guide
from tests import hugo
from tests.html.test_fragments import _FRAGMENTS, _TEXTS, many, soak
from tests.html_tags import read_tags
from tests.judges.translators import careful
from tests.sites import SETTINGS, build_site, run, translate

_TREES = """\
[[content]]
source = "content/en/{path}"
localized = "content/{lang}/{path}"

[[content]]
source = "content/en/{path}.html"
localized = "content/{lang}/{path}.html"
"""
_SETTINGS = SETTINGS.replace('content = "content/{lang}"\n', "") + _TREES
HARBOUR = """\
---
title: The harbour
weight: 2
---
<!DOCTYPE html>
<section class="a">
  <h1>The harbour</h1>

    <p>Row
    <b>home</b>, see {{< tip text="the map" >}}.</p>

  * no list, {{ no.template }}
  <img src="a.png" alt='A "boat"'>
  <script>
  let a = "text";

  let b = "<p>more</p>";
  </script>
</section>
"""
PIER = "# The pier\n"
PLAIN = "<p>Mind the gap.</p>\r\n\r\n<p>It is deep.</p>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    guides = {"harbour.html": HARBOUR, "pier.md": PIER, "pier.html": PLAIN}
    return build_site(tmp_path, guides, _SETTINGS)


def test_texts_go_to_a_catalog_of_its_own_and_come_back(site: Path) -> None:
    assert run(site, "extract", "-q").code == 0
    for key in ("harbour.html", "pier.html", "pier"):
        translate(site, "es", key)
    assert run(site, "sync", "-q").err == ""
    page = (site / "content/es/harbour.html").read_text("utf-8")
    assert page.count("\n") == HARBOUR.count("\n") - 1
    for kept in ("weight: 2", "  * ", '  let b = "<p>more</p>";', "{{ no.template }}", "<h1>"):
        assert kept in page
    assert "<b>hómé</b>" in page
    assert "alt='Á \"bóát\"'" in page
    assert "Thé píér" in (site / "content/es/pier.md").read_text("utf-8")
    plain = (site / "content/es/pier.html").read_bytes().decode()
    assert plain == "<p>Míñd thé gáp.</p>\r\n\r\n<p>Ít ís déép.</p>"


def test_without_a_tree_of_their_own_they_are_named_as_not_read(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"harbour.html": HARBOUR, "pier.md": PIER}, SETTINGS)
    told = run(site, "extract", "-v").out
    assert "harbour.html: not read: name {path}.html in a [[content]] tree to read it" in told
    assert not (site / "locales/es/harbour.html.po").exists()


@pytest.mark.parametrize(
    ("source", "localized"),
    [("content/en/{path}.html", "content/{lang}/{path}"), ("a/{path}", "a/{lang}/{path}.html")],
)
def test_both_patterns_have_the_suffix(tmp_path: Path, source: str, localized: str) -> None:
    tree = f'[[content]]\nsource = "{source}"\nlocalized = "{localized}"\n'
    site = build_site(tmp_path, {"pier.md": PIER}, _SETTINGS.replace(_TREES, tree))
    assert "localized must end in .html, as source does" in run(site, "extract").err


def test_hugo_builds_the_pages(site: Path) -> None:
    for key in ("harbour.html", "pier.html", "pier"):
        run(site, "extract", "-q")
        translate(site, "es", key)
    run(site, "sync", "-q")
    pages = {}
    for language in ("en", "es"):
        layouts = {
            "hugo.toml": f'baseURL = "https://gov.example/"\ncontentDir = "content/{language}"\n'
            'disableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]\n'
            "[security]\nallowContent = ['.*']\n",
            "layouts/all.html": "<main>{{ .Title }}{{ .Content }}</main>",
            "layouts/_shortcodes/tip.html": '<i>{{ .Get "text" }}</i>',
        }
        hugo.write(site, layouts)
        pages[language] = (hugo.build(site) / "harbour/index.html").read_text("utf-8")
    assert read_tags(pages["es"]) == read_tags(pages["en"])
    assert "<i>the map</i>" in pages["es"]
    assert "<b>hómé</b>" in pages["es"]


@soak
@given(_FRAGMENTS, st.data())
@many
def test_no_translation_changes_more_than_text(fragment: str, data: st.DataObject) -> None:
    guide = Guide("a.html", "en", "a", f"<div>\n\n{fragment}", syntax="html")
    extraction = extract_guide(guide, ())
    assert merge_guide(guide, extraction, {}).text == guide.text
    translations = {
        (None, each.msgid): data.draw(st.one_of(_TEXTS, st.just(careful(each.msgid))))
        for each in extraction.segments
    }
    merged = merge_guide(guide, extraction, translations).text
    added = ("<span []>", "</span>")
    kept, now = (
        [row for row in read_tags(each) if row not in added] for each in (guide.text, merged)
    )
    assert now == kept
