"""What a site's maker makes of its guides besides their pages: lists, and names to find them by."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from l10n.links.permalinks import urlize
from l10n.links.scheme import Make
from l10n.links.site import Page, SiteMap, path_below, path_key, plain_path, root_of, url_key


def is_list(site: SiteMap, url: str) -> bool:
    """Return whether pages are listed at this address, given after the base and decoded.

    Lists are those of the folders of the top, of taxonomies and of their terms.
    """
    return url_key(url).removesuffix(".html") in list_addresses(site)


def list_addresses(site: SiteMap) -> Collection[str]:
    """Return the addresses of all lists, as they are compared."""
    if site.scheme.make not in (Make.HUGO, Make.ZOLA):
        return ()
    if not site.lists:
        site.lists.update(_find_lists(site))
    return site.lists


def taxonomy_in(site: SiteMap, page: Page, language: str) -> Page | None:
    """Return the list of a taxonomy in a language, if ``page`` is its guide in another one.

    It is there without a guide, too.
    """
    scheme = site.scheme
    if not scheme.taxonomies or scheme.make is not Make.HUGO:
        return None
    below = path_below(scheme, page)
    if path_key(below) not in scheme.taxonomies:
        return None
    root = scheme.roots[language][-1]
    return Page(page.key, language, f"{root.folder}{below}")


def find_by_name(site: SiteMap, path: str, language: str) -> Page | None:
    """Return the only page of a language with this name, which is no path, if there is one."""
    name = path_key(path)
    if site.scheme.make is not Make.HUGO or not name or "/" in name:
        return None
    if not site.names:
        site.names.update(_find_names(site))
    return site.names.get((language, name))


def _find_lists(site: SiteMap) -> Iterator[str]:
    scheme = site.scheme
    for page in (page for pages in site.pages.values() for page in pages.values()):
        root = root_of(scheme, page)
        top, has_folder, _ = path_below(scheme, page).partition("/")
        if has_folder and scheme.make is Make.HUGO:
            yield url_key(f"{root.pattern.partition('{path}')[0]}{top}")
        for name, term in page.terms:
            yield url_key(f"{root.prefix}{name}/{urlize(term)}")
    for roots in scheme.roots.values():
        yield from (url_key(f"{roots[0].prefix}{each}") for each in scheme.taxonomies)


def _find_names(site: SiteMap) -> dict[tuple[str, str], Page | None]:
    names: dict[tuple[str, str], Page | None] = {}
    for page in (page for pages in site.pages.values() for page in pages.values()):
        known = page.language, path_key(plain_path(site.scheme, page)).rpartition("/")[2]
        names[known] = None if known in names else page
    return names
