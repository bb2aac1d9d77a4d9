"""What links mean in sites of other layouts, and how they are written for another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.config.settings import parse_config
from l10n.links.hrefs import resolve
from l10n.links.localize import find_localized, localize_links
from l10n.links.refs import read_ref, render_ref, resolve_ref
from l10n.links.site import Page, SiteMap, build_site_map, find_by_url, url_of
from l10n.markdown.segments import read_layout
from l10n.site.address.map import scheme_of
from l10n.site.paths import path_key, place_of
from l10n.text import splice

HEAD = 'source-language = "en"\nlanguages = ["de", "pt-BR"]\n'
DOCUSAURUS = "i18n/{lang}/docusaurus-plugin-content"


def _tree(source: str, localized: str, more: str = "") -> str:
    return f'[[content]]\nsource = "{source}"\nlocalized = "{localized}"\n{more}'


SETTINGS = {
    "below": _tree("docs/{path}", "docs/{lang}/{path}"),
    "names": _tree("c/{path}", "c/{path}.{lang}"),
    "all names": _tree("c/{path}.{lang}", "c/{path}.{lang}"),
    "many": _tree(
        "docs/{path}",
        DOCUSAURUS + "-docs/current/{path}",
        'source-url = "/docs/{path}/"\nlocalized-url = "/{lang}/docs/{path}/"\n',
    )
    + _tree("pages/{path}", DOCUSAURUS + "-pages/{path}")
    + '[language.pt-BR]\nfolder = "pt-br"\n',
}
FILES = {
    "below": ("docs/a.md", "docs/x/b.md", "docs/x/c.md", "docs/de/a.md", "docs/de/x/b.md"),
    "names": (
        *("c/a.md", "c/x/b.md", "c/x/c.md", "c/p/index.md", "c/_index.md", "c/_index.de.md"),
        *("c/a.de.md", "c/x/b.de.md", "c/p/index.de.md", "c/x/b.pt-BR.md"),
    ),
    "all names": ("c/a.en.md", "c/x/b.en.md", "c/p/index.en.md", "c/a.de.md", "c/p/index.de.md"),
    "many": (
        *("docs/a.md", "docs/x/b.mdx", "pages/a.md", "pages/c.md"),
        f"{DOCUSAURUS}-docs/current/a.md".replace("{lang}", "de"),
        f"{DOCUSAURUS}-docs/current/x/b.mdx".replace("{lang}", "de"),
        f"{DOCUSAURUS}-pages/a.md".replace("{lang}", "pt-br"),
        f"{DOCUSAURUS}-pages/c.md".replace("{lang}", "de"),
    ),
}


def site_of(layout: str) -> tuple[SiteMap, dict[str, Page]]:
    config = parse_config(HEAD + SETTINGS[layout], Path("/site"))
    pages = {}
    for path in FILES[layout]:
        place = place_of(config, path)
        assert place is not None
        pages[path] = Page(path_key(config, path), place.side.language, path)
    return build_site_map(scheme_of(config), ("en", "de", "pt-BR"), pages.values()), pages


@pytest.mark.parametrize(
    ("layout", "path", "url"),
    [
        ("below", "docs/x/b.md", "/x/b/"),
        ("below", "docs/de/x/b.md", "/de/x/b/"),
        ("names", "c/a.de.md", "/de/a/"),
        ("names", "c/x/b.pt-BR.md", "/pt-br/x/b/"),
        ("names", "c/p/index.md", "/p/"),
        ("names", "c/p/index.de.md", "/de/p/"),
        ("names", "c/_index.de.md", "/de/"),
        ("all names", "c/x/b.en.md", "/x/b/"),
        ("all names", "c/p/index.en.md", "/p/"),
        ("many", "docs/x/b.mdx", "/docs/x/b/"),
        ("many", "pages/a.md", "/a/"),
        ("many", "i18n/de/docusaurus-plugin-content-docs/current/a.md", "/de/docs/a/"),
        ("many", "i18n/pt-br/docusaurus-plugin-content-pages/a.md", "/pt-br/a/"),
    ],
)
def test_addresses_go_both_ways(layout: str, path: str, url: str) -> None:
    site, pages = site_of(layout)
    assert url_of(site, pages[path]).lower() == url
    assert find_by_url(site, url) is pages[path]


@pytest.mark.parametrize(
    ("layout", "path", "href", "meant"),
    [
        ("below", "docs/a.md", "x/b.md", "docs/x/b.md"),
        ("below", "docs/de/a.md", "x/b.md", "docs/de/x/b.md"),
        ("below", "docs/a.md", "de/a.md", "docs/de/a.md"),
        ("below", "docs/de/a.md", "../a.md", "docs/a.md"),
        ("below", "docs/de/a.md", "x/c.md", None),
        ("below", "docs/de/x/b.md", "/a.md", "docs/de/a.md"),
        ("below", "docs/a.md", "/de/x/b/", "docs/de/x/b.md"),
        ("names", "c/a.md", "x/b.md", "c/x/b.md"),
        ("names", "c/a.de.md", "x/b.md", "c/x/b.de.md"),
        ("names", "c/a.de.md", "x/b.de.md", "c/x/b.de.md"),
        ("names", "c/a.md", "x/b.de.md", "c/x/b.de.md"),
        ("names", "c/a.de.md", "x/c.md", "c/x/c.md"),
        ("names", "c/x/b.de.md", "../p/index.md", "c/p/index.de.md"),
        ("names", "c/x/b.de.md", "/p/index.md", "c/p/index.de.md"),
        ("names", "c/x/b.de.md", "/a.md", "c/a.de.md"),
        ("names", "c/x/b.de.md", "/a/", "c/a.md"),
        ("all names", "c/a.en.md", "x/b.md", "c/x/b.en.md"),
        ("all names", "c/p/index.de.md", "../a.md", "c/a.de.md"),
        ("many", "docs/a.md", "../pages/c.md", "pages/c.md"),
        ("many", "docs/a.md", "/a/", "pages/a.md"),
        ("many", "docs/x/b.mdx", "/a.md", "docs/a.md"),
        ("many", "docs/x/b.mdx", "/c.md", "pages/c.md"),
    ],
)
def test_what_links_mean(layout: str, path: str, href: str, meant: str | None) -> None:
    site, pages = site_of(layout)
    link = resolve(site, pages[path], href)
    found = link.page.path if link and link.page else None
    assert found == meant


@pytest.mark.parametrize(
    ("layout", "path", "href", "written"),
    [
        ("below", "docs/a.md", "x/b.md#top", "x/b.md#top"),
        ("below", "docs/a.md", "./x/b", "./x/b"),
        ("below", "docs/a.md", "x/c.md", "/x/c/"),
        ("below", "docs/x/b.md", "/a/", "/de/a/"),
        ("names", "c/a.md", "x/b.md", "x/b.md"),
        ("names", "c/a.md", "x/c.md", "/x/c/"),
        ("names", "c/x/b.md", "../p/index.md", "../p/index.md"),
        ("names", "c/x/b.md", "/p/", "/de/p/"),
        ("all names", "c/a.en.md", "p/index.md", "p/index.md"),
        ("many", "docs/a.md", "x/b.mdx", "x/b.mdx"),
        ("many", "docs/a.md", "/c/", "/de/c/"),
        ("many", "docs/a.md", "../pages/c.md", "../../docusaurus-plugin-content-pages/c.md"),
    ],
)
def test_how_links_are_written_for_a_page(layout: str, path: str, href: str, written: str) -> None:
    site, pages = site_of(layout)
    source = pages[path]
    page = site.pages["de"][source.key]
    text = f"[it]({href})\n"
    layout_of_text = read_layout(text, 0)
    new = splice(text, [*localize_links(text, layout_of_text, site, source, page)])
    assert new == f"[it]({written})\n"
    meant = resolve(site, source, href)
    again = resolve(site, page, written)
    assert meant is not None
    assert meant.page is not None
    assert again is not None
    assert again.page is find_localized(site, source, meant.page, "de")


@pytest.mark.parametrize(
    ("layout", "path", "tag", "written"),
    [
        ("names", "c/a.md", '{{< ref "x/b.md" >}}', '{{< ref "x/b.md" >}}'),
        ("names", "c/a.md", '{{< ref "/x/b" >}}', '{{< ref "/x/b" >}}'),
        ("names", "c/a.md", '{{< ref "/p" >}}', '{{< ref "/p" >}}'),
        ("names", "c/a.md", '{{< ref "x/c" >}}', '{{< ref path="/x/c" lang="en" >}}'),
        ("below", "docs/a.md", '{{< ref "/x/b.md" >}}', '{{< ref "/x/b.md" >}}'),
    ],
)
def test_tags_of_hugo(layout: str, path: str, tag: str, written: str) -> None:
    site, pages = site_of(layout)
    source = pages[path]
    page = site.pages["de"][source.key]
    ref = read_ref(tag)
    assert ref is not None
    meant = resolve_ref(site, source, ref)
    assert meant is not None
    wanted = find_localized(site, source, meant, "de")
    assert render_ref(site, tag, ref, wanted, page) == written


def test_a_page_that_is_gone_is_found_by_none_of_its_names() -> None:
    site, pages = site_of("names")
    gone = pages["c/x/b.de.md"]
    left = [each for each in pages.values() if each is not gone]
    without = build_site_map(site.scheme, site.pages, left)
    link = resolve(without, pages["c/a.de.md"], "x/b.md")
    assert link is not None
    assert link.page is pages["c/x/b.md"]
    link = resolve(site, pages["c/a.de.md"], "x/b.md")
    assert link is not None
    assert link.page is gone
