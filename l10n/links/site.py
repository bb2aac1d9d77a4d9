"""The map of a site: every guide's key, language, path, address and titles, as plain data."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from l10n.links.scheme import Make, Root, Scheme
from l10n.suffixes import SUFFIX, as_markdown, is_html_name

_SLASHES: Final = re.compile(r"/{2,}")
_HTML: Final = ".html"
_HTML_SUFFIX: Final = re.compile(r"\.html?$", re.IGNORECASE)
_NO_NAMES: Final = ("", ".", "..", "@", "index", "_index")
_CLEAN: Final = (Make.JEKYLL, Make.VUEPRESS, Make.OTHER)
"""The makes whose pages are files with this suffix, also where their addresses leave it out."""
_INDEX: Final = re.compile(r"(?:^|/)_?index$")


class Page(NamedTuple):
    """A guide in one language, as links see it."""

    key: str
    """Empty for a guide that cannot be used: it is there, and has no translations."""
    language: str
    path: str
    """Relative to the site's root."""
    titles: tuple[str, ...] = ()
    """What a link to it may show, one for each title field; empty where it has none."""
    url: str = ""
    """After the base, when the site's pattern does not give it."""
    terms: tuple[tuple[str, str], ...] = ()
    """What it has in common with others: a taxonomy's name, and a term."""


class Form(StrEnum):
    """How an address is written."""

    ABSOLUTE = "absolute"
    """With the site's host."""
    ROOT = "root"
    """From the host's root."""
    PAGE = "page"
    """Relative to the page's own address."""
    FILE = "file"
    """Relative to the guide's file."""
    CONTENT = "content"
    """From the language's content folder."""
    EXACT = "exact"
    """From the content folder to a file of any language, as Zola's ``@/`` is."""
    TOP = "top"
    """From the folder of all languages to a file of any."""
    LINK_TAG = "link tag"
    """From the site's root to a file of any language, in Jekyll's ``{% link %}``."""
    POST_TAG = "post tag"
    """The same for a post, in ``{% post_url %}``."""
    TEMPLATE = "template"
    """From the base, which a template writes before it."""


class Link(NamedTuple):
    """An address that means a guide."""

    page: Page | None
    """None when there is no such guide, in any language."""
    form: Form
    head: str
    """Scheme and host as written; empty but for ``Form.ABSOLUTE``."""
    path: str
    """As written."""
    tail: str
    """Query and fragment as written."""
    is_fallback: bool = False
    """Whether the source's page is there in place of the one in the page's language."""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """What links can lead to. Looking up takes the same time on a site of any size."""

    scheme: Scheme
    prefixes: tuple[tuple[str, str, str, str], ...]
    """What is before and after ``{path}``, the language, and what paths are looked up by; the
    longest comes first."""
    pages: Mapping[str, Mapping[str, Page]]
    """By language and key; of a language that is not here, nothing is known."""
    by_path: Mapping[str, Page]
    """Pages whose names end in their language are also there without, for their language."""
    by_url: Mapping[str, Page]
    """Addresses that the patterns do not give: those set by hand, and aliases."""
    resolved: dict[tuple[str, str], Link | None] = field(default_factory=dict)
    """What addresses mean that do so on every page of a language; only a cache."""
    names: dict[tuple[str, str], Page | None] = field(default_factory=dict)
    """Pages by language and name, None where several have it; only a cache, made when needed."""
    lists: set[str] = field(default_factory=set)
    """Addresses of lists, as they are compared; only a cache, made when needed."""


def build_site_map(
    scheme: Scheme,
    languages: Iterable[str],
    pages: Iterable[Page],
    aliases: Iterable[tuple[str, Page]] = (),
) -> SiteMap:
    """Return the map of ``pages``, which are all there are in ``languages``.

    ``aliases`` are further addresses, after the base or relative to the page's own.
    """
    by_language: dict[str, dict[str, Page]] = {language: {} for language in languages}
    by_path: dict[str, Page] = {}
    by_url: dict[str, Page] = {}
    for page in pages:
        if page.key:
            by_language[page.language][page.key] = page
        for each in _path_keys(scheme, page):
            by_path[each] = page
        if page.url:
            by_url[url_key(page.url)] = page
    for page in tuple(by_path.values()) if scheme.has_html else ():
        for each in _html_key(scheme, page):
            by_path.setdefault(each, page)
    site = SiteMap(scheme, tuple(_prefixes(scheme)), by_language, by_path, by_url)
    for alias, page in aliases:
        for each in _alias_urls(site, page, alias):
            by_url.setdefault(url_key(each), page)
    return site


def _prefixes(scheme: Scheme) -> list[tuple[str, str, str, str]]:
    prefixes = [
        (_fold(before), _fold(after), language, _of_language(root, language, root.folder))
        for language, roots in scheme.roots.items()
        for root in roots
        for before, _, after in [root.pattern.partition("{path}")]
    ]
    return sorted(prefixes, key=lambda each: -len(each[0]))


def url_of(site: SiteMap, page: Page) -> str:
    """Return a page's address after the base, decoded."""
    return page.url or url_by_pattern(site.scheme, page)


def url_by_pattern(scheme: Scheme, page: Page) -> str:
    """Return the address after the base that the site's pattern gives a page, decoded."""
    root = root_of(scheme, page)
    before, _, after = root.pattern.partition("{path}")
    path = SUFFIX.sub("", page.path.removeprefix(root.folder)).removesuffix(root.ending)
    folder = _INDEX.sub("", path)
    if folder != path:
        path, after = folder, "/"
    path = unicodedata.normalize("NFC", path)
    if scheme.lowercase:
        path = path.lower().replace(" ", "-")
    return _SLASHES.sub("/", f"{before}{path}{after}")


def find_by_url(site: SiteMap, url: str) -> Page | None:
    """Return the page that has this address, given after the base and decoded."""
    key = url_key(url)
    if key in site.by_url:
        return site.by_url[key]
    for _, path in _split_url(site, key):
        if page := site.by_path.get(path_key(path)):
            # A page with an address of its own is not where the pattern puts it.
            return None if page.url else page
    return None


def addresses_of(site: SiteMap, page: Page, aliases: Iterable[str]) -> frozenset[str]:
    """Return all that a page is looked up by: its file and its addresses, as they are compared."""
    url = url_of(site, page)
    by_path = url_of(site, page._replace(url="")) if page.url else url
    more = (found for each in aliases for found in _alias_urls(site, page, each))
    urls = (url, by_path, *more)
    return frozenset(
        (*_path_keys(site.scheme, page), *_html_key(site.scheme, page), *map(url_key, urls))
    )


def means_guide(site: SiteMap, url: str) -> bool:
    """Return whether an address has the form of a known language's guides."""
    last = posixpath.basename(url.rstrip("/"))
    plain = "." not in last or last.endswith((".html", ".htm"))
    language = next((language for language, _ in _split_url(site, url_key(url))), "")
    return plain and language in site.pages


def alias_url(url: str, alias: str) -> str:
    """Return where an alias of the page at ``url`` is: one level up is what it is relative to."""
    folder = posixpath.dirname(url.rstrip("/")) or "/"
    return posixpath.normpath(posixpath.join(folder, alias))


def _alias_urls(site: SiteMap, page: Page, alias: str) -> Iterator[str]:
    """Yield where an alias may be: from the root, Hugo puts it below the page's language."""
    if site.scheme.make in (Make.ZOLA, Make.JEKYLL):
        yield posixpath.normpath(f"/{alias.lstrip('/')}")
        return
    root = root_of(site.scheme, page)
    end = root.pattern.partition("{path}")[2]
    for each in (alias,) if end.startswith("/") else (alias, f"{alias.rstrip('/')}{end}"):
        if each.startswith("/"):
            yield posixpath.normpath(f"{root.prefix}{each.lstrip('/')}")
        yield alias_url(url_of(site, page), each)


def find_by_path(site: SiteMap, path: str, language: str) -> Page | None:
    """Return the page in this file; suffix, index name and case may be left out or differ.

    Where names end in the language, the file's page in this ``language`` comes first.
    """
    key = path_key(posixpath.normpath(path))
    return site.by_path.get(f"{language.lower()}\0{key}") or site.by_path.get(key)


def find_below(site: SiteMap, path: str, page: Page, language: str) -> Page | None:
    """Return the page of this path in the tree of ``page``, or in another one, in a language."""
    own = [root_of(site.scheme, page)] if language == page.language else []
    folders = dict.fromkeys(each.folder for each in (*own, *site.scheme.roots.get(language, ())))
    below = path.removeprefix("/")
    found = (find_by_path(site, f"{folder}{below}", language) for folder in folders)
    return next(filter(None, found), None)


def root_of(scheme: Scheme, page: Page) -> Root:
    """Return where a page is; the last of its language's roots if in none of them."""
    *first, last = scheme.roots[page.language]
    if not first:
        return last
    stem = SUFFIX.sub("", page.path)
    return next((root for root in first if _holds(root, stem)), last)


def path_below(scheme: Scheme, page: Page) -> str:
    """Return a page's path in its tree, as links have it: with suffix, without language."""
    return plain_path(scheme, page).removeprefix(root_of(scheme, page).folder)


def path_from(page: Page, path: str) -> str:
    """Return what leads from a page's file to another of the site."""
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")


def plain_path(scheme: Scheme, page: Page) -> str:
    """Return a page's path as links have it: without the language that a make reads in its name."""
    ending = "" if scheme.is_browsed else root_of(scheme, page).ending
    if not ending:
        return page.path
    stem = SUFFIX.sub("", page.path)
    return stem.removesuffix(ending) + page.path[len(stem) :]


def _holds(root: Root, stem: str) -> bool:
    return stem.startswith(root.folder) and stem.endswith(root.ending)


def _of_language(root: Root, language: str, path: str) -> str:
    """Return what a path without language in its name is looked up by."""
    return f"{language.lower()}\0{path}" if root.ending else path


def _path_keys(scheme: Scheme, page: Page) -> tuple[str, ...]:
    """Return all that a page's file is looked up by."""
    root = root_of(scheme, page)
    if not root.ending or scheme.is_browsed:
        return (path_key(page.path),)
    plain = path_key(plain_path(scheme, page))
    return (path_key(page.path), _of_language(root, page.language, plain))


def _html_key(scheme: Scheme, page: Page) -> tuple[str, ...]:
    """Return what a guide in HTML is looked up by where none in Markdown is in its place."""
    is_meant = scheme.has_html and is_html_name(page.path)
    return (path_key(as_markdown(page.path)),) if is_meant else ()


def _split_url(site: SiteMap, key: str) -> Iterable[tuple[str, str]]:
    """Yield what an address may mean: a language, and what its page is looked up by."""
    for before, after, language, folder in site.prefixes:
        end = after.rstrip("/")
        if f"{key}/" == before:
            yield language, folder
        elif key.startswith(before) and (key.endswith(end) or end == ".html"):
            named = end or (_HTML if site.scheme.make in _CLEAN else "")
            yield language, f"{folder}{key[len(before) :].removesuffix(named)}"


def url_key(url: str) -> str:
    """Return what an address after the base is compared as."""
    return _fold(url).removesuffix("/index.html").rstrip("/") or "/"


def path_key(path: str) -> str:
    """Return what the path of a guide is compared as: without its suffix or an index's name."""
    return _INDEX.sub("", SUFFIX.sub("", _fold(path).rstrip("/")))


def name_of(address: str) -> str:
    """Return the last name in an address or a path, as what is looked up is compared by it.

    Empty where there is none: what leads to a folder's own page may be written in many ways.
    """
    stem = _HTML_SUFFIX.sub("", address.rpartition("\0")[2].rstrip("/"))
    name = path_key(stem).rpartition("/")[2]
    return "" if name in _NO_NAMES else name


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower().replace(" ", "-")
