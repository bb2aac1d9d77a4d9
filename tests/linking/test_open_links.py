"""Which new pages may change what a link means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.links.hrefs import is_open, leads_elsewhere, names_of, resolve
from l10n.links.lists import list_addresses
from l10n.links.refs import is_open_ref, read_ref, refers_elsewhere, resolve_ref
from l10n.links.scheme import Make, Root, Scheme
from l10n.links.site import Page, SiteMap, addresses_of, build_site_map, name_of

BASE: Final = "https://g.example"
PATHS: Final = {"en": "/g/{path}/", "es": "/es/g/{path}/"}
HTML: Final = {"en": "/{path}.html", "es": "/es/{path}.html"}


def _roots(
    patterns: dict[str, str], folder: str = "content/{}/", end: str = ""
) -> dict[str, object]:
    return {tag: (Root(folder.format(tag), each, end),) for tag, each in patterns.items()}


SCHEMES: Final = {
    "hugo": Scheme(BASE, _roots(PATHS), make=Make.HUGO, source="en", taxonomies=("tags",)),
    "zola": Scheme(BASE, _roots(PATHS), make=Make.ZOLA, source="en", taxonomies=("tags",)),
    "jekyll": Scheme(BASE, _roots(HTML), make=Make.JEKYLL, source="en"),
    "other": Scheme(f"{BASE}/base", _roots(PATHS), make=Make.OTHER, source="en"),
    "docusaurus": Scheme(BASE, _roots(PATHS), make=Make.DOCUSAURUS, source="en"),
    "fallback": Scheme(BASE, _roots(PATHS), make=Make.OTHER, source="en", has_fallback=True),
    "endings": Scheme(
        BASE,
        {
            "en": (Root("content/", "/{path}/", ""),),
            "es": (Root("content/", "/es/{path}/", ".es"),),
        },
        make=Make.HUGO,
        source="en",
    ),
}
NAMES: Final = ("a", "b", "docs/a", "docs/_index", "docs/index", "docs/b/index", "_index", "tags/a")
WORDS: Final = ("a", "b", "docs", "index", "_index", "tags", "..", ".", "g", "es", "base", "A", "")
ENDS: Final = ("", "/", ".md", ".html", "/index.html", "?x=1", "#y", "/#y")
STARTS: Final = ("", "/", "./", "../", "@/", f"{BASE}/", f"{BASE}/g/", "/g/", "/es/g/", "/base/g/")

PAGES: Final = st.builds(
    lambda language, name, url, terms: (language, name, url, terms),
    st.sampled_from(("en", "es")),
    st.sampled_from(NAMES),
    st.sampled_from(("", "", "", "/b/", "/docs/x/", "/es/a")),
    st.sampled_from(((), (("tags", "B"),))),
)
HREFS: Final = st.builds(
    lambda start, words, end: start + "/".join(words) + end,
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(WORDS), max_size=3),
    st.sampled_from(ENDS),
)
ALIASES: Final = st.sampled_from(((), ("old",), ("/a",), ("../b", "/docs/a.html")))


def _path(page: tuple[tuple[str, str, str, object], object]) -> tuple[str, str]:
    return page[0][:2]


def _page(scheme: Scheme, page: tuple[str, str, str, tuple[tuple[str, str], ...]]) -> Page:
    language, name, url, terms = page
    root = scheme.roots[language][0]
    return Page(name, language, f"{root.folder}{name}{root.ending}.md", (), url, terms)


def _site(scheme: Scheme, found: Sequence[tuple[Page, tuple[str, ...]]]) -> SiteMap:
    more = [(alias, page) for page, own in found for alias in own]
    return build_site_map(scheme, scheme.roots, [page for page, _ in found], more)


def _sites(scheme: Scheme, data: st.DataObject) -> tuple[Page, SiteMap, SiteMap, set[str]]:
    """Return a page, its site, the site with another page, and the names that are new in it."""
    pages = data.draw(st.lists(st.tuples(PAGES, ALIASES), min_size=2, max_size=5, unique_by=_path))
    *found, new = [(_page(scheme, page), own) for page, own in pages]
    before, after = _site(scheme, found), _site(scheme, [*found, new])
    lists = {*list_addresses(after)} - {*list_addresses(before)}
    names = {name_of(each) for each in (*addresses_of(after, *new), *lists)}
    return found[0][0], before, after, names


@pytest.mark.parametrize("make", SCHEMES)
@given(st.data())
def test_only_a_page_with_one_of_its_names_changes_what_a_link_means(
    make: str, data: st.DataObject
) -> None:
    page, before, after, new = _sites(SCHEMES[make], data)
    href = data.draw(HREFS)
    if not is_open(before, page, href):
        return
    names = names_of(before, page, href)
    if not names or names & new:
        return
    assert resolve(before, page, href) == resolve(after, page, href)
    assert leads_elsewhere(before, page, href) == leads_elsewhere(after, page, href)


@pytest.mark.parametrize("make", ["hugo", "endings"])
@given(st.data())
def test_only_a_page_with_its_name_changes_what_a_tag_means(make: str, data: st.DataObject) -> None:
    page, before, after, new = _sites(SCHEMES[make], data)
    ref = read_ref(f'{{{{< ref "{data.draw(HREFS)}" >}}}}')
    if ref is None or not is_open_ref(before, page, ref):
        return
    name = name_of(ref.path)
    if not name or name in new:
        return
    assert resolve_ref(before, page, ref) == resolve_ref(after, page, ref)
    assert refers_elsewhere(before, page, ref) == refers_elsewhere(after, page, ref)
