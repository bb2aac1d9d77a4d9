"""Guides in HTML, which a content tree names by their suffix, are read and written whole."""

from __future__ import annotations

import json
import re
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
from tests.sites import SETTINGS, build_site, run, translate, write

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


QUAY = """\
---
title: The quay
---
<nav><a href="/pier/">The pier</a> <a href='/stairs/dock/#way'>The dock</a></nav>
<p>See <a href="/pier/?a=1&amp;b=2">the pier</a>, <a
  title="x" href=/stairs/dock/>the dock</a> and <a href="stairs/dock.html">its file</a>.</p>
<p>Or <a href="{{< relref "stairs/dock" >}}">by name</a>, or <a href="{{< ref "pier" >}}">this</a>.
</p>
<p>Stay on <a href="#here">this page</a> <a href="https://gov.example/quay/">or here</a>.</p>
<p><a href="https://other.example/pier/">Elsewhere</a> <a href="/lonely/">In English</a></p>
<!-- <a href="/pier/">no link</a> -->
<script>let a = '<a href="/pier/">';</script>
"""
LINKED = {
    "quay.html": QUAY,
    "pier.md": "# The pier\n\nSee [the quay](/quay/) and <a href='/stairs/dock/'>the dock</a>.\n",
    "stairs/dock.html": '<h2 id="way">The way</h2>\n<p>Back to <a href="../../quay/">it</a>.</p>\n',
    "lonely.html": "<p>Nobody is here.</p>\n",
}
FOLLOWED = {
    "quay": {"/es/pier/", "/es/stairs/dock/#way", "/es/pier/?a=1&amp;b=2", "/es/stairs/dock/"}
    | {"stairs/dock.html", "https://gov.example/es/pier/", "#here", "https://gov.example/es/quay/"}
    | {"https://other.example/pier/", "/lonely/"},
    "pier": {"/es/quay/", "/es/stairs/dock/"},
    "stairs/dock": {"../../quay/"},
}
_MULTILINGUAL = {
    "hugo.toml": """\
baseURL = "https://gov.example/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]
[security]
allowContent = ['.*']
[languages.en]
contentDir = "content/en"
[languages.es]
contentDir = "content/es"
[markup.goldmark.renderer]
unsafe = true
""",
    "layouts/all.html": "<main>{{ .Title }}{{ .Content }}</main>",
}


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    settings = f'{_SETTINGS}[links]\nbase = "https://gov.example"\nmake = "hugo"\n'
    site = build_site(tmp_path, LINKED, settings)
    assert run(site, "extract", "-q").code == 0
    for key in ("quay.html", "pier", "stairs/dock.html"):
        translate(site, "es", key)
    assert run(site, "sync", "-q").err == ""
    return site


def test_links_lead_to_the_language_of_the_page(linked: Path) -> None:
    hugo.write(linked, _MULTILINGUAL)
    out = hugo.build(linked)
    for page, expected in FOLLOWED.items():
        text = (out / "es" / page / "index.html").read_text("utf-8")
        seen = re.sub(r"<!--.*?-->|<script>.*?</script>", "", text, flags=re.DOTALL)
        found = set(re.findall(r"href=[\"']?([^\"'>\s]+)", seen))
        assert found - {"/es/stairs/dock"} == expected
        for address in found:
            path = address.removeprefix("https://gov.example").partition("#")[0].partition("?")[0]
            if path.startswith("/") and path.endswith("/"):
                assert (out / path.strip("/") / "index.html").exists(), address
    kept = (linked / "content/es/quay.html").read_text("utf-8")
    assert '<!-- <a href="/pier/">no link</a> -->' in kept
    assert """let a = '<a href="/pier/">';""" in kept


def test_no_link_to_a_guide_in_html_is_broken(linked: Path) -> None:
    told = json.loads(run(linked, "links", "--format", "json", "-l", "es").out)
    assert {each["address"] for each in told["links"] if each["fate"] == "broken"} == set()
    assert "broken-link" not in run(linked, "extract", "-v").out
    write(linked, "content/en/quay.html", QUAY.replace("/stairs/dock/#way", "/stairs/deck/"))
    assert "/stairs/deck/ leads to no guide" in run(linked, "extract", "-v").out


def test_a_page_that_comes_later_is_linked_to(linked: Path) -> None:
    translate(linked, "es", "lonely.html")
    assert run(linked, "sync", "-q").code == 0
    assert 'href="/es/lonely/"' in (linked / "content/es/quay.html").read_text("utf-8")


def test_a_site_may_have_no_other_guides(tmp_path: Path) -> None:
    tree = '[[content]]\nsource = "a/{path}.html"\nlocalized = "a/{lang}/{path}.html"\n'
    settings = f'{_SETTINGS.replace(_TREES, tree)}[links]\nmake = "hugo"\n'
    site = build_site(tmp_path, {}, settings)
    write(site, "a/pier.html", "<p>To <a href='/bus/'>the bus</a>.</p>\n")
    write(site, "a/bus.html", "<p>Buy the ticket.</p>\n")
    assert run(site, "extract", "-q").code == 0
    for key in ("pier.html", "bus.html"):
        translate(site, "es", key)
    assert run(site, "sync", "-q").err == ""
    assert "href='/es/bus/'" in (site / "a/es/pier.html").read_text("utf-8")
    assert run(site, "links").code == 0


def test_a_guide_in_markdown_has_the_address_before_one_in_html(tmp_path: Path) -> None:
    guides = {"pier.md": PIER, "pier.html": PLAIN, "bus.md": "# Bus\n\nTo [it](/pier/).\n"}
    settings = f'{_SETTINGS}[links]\nmake = "hugo"\n'
    site = build_site(tmp_path, guides, settings)
    run(site, "extract", "-q")
    for key in ("pier", "bus"):
        translate(site, "es", key)
    assert run(site, "sync", "-q").err == ""
    assert "(/es/pier/)" in (site / "content/es/bus.md").read_text("utf-8")
    assert not (site / "content/es/pier.html").exists()


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
