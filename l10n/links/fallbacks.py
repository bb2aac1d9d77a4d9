"""Links to what a language lacks, where the site shows the source's page in its place."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from l10n.links.site import Page, SiteMap, find_below, find_by_url, path_below


def find_source(site: SiteMap, page: Page, path: str, url: str) -> Page | None:
    """Return the source guide that is shown in place of the page that an address leads to.

    ``path`` is as it stands on ``page``, ``url`` what it is after the base. None where the site
    shows none, or has no such guide.
    """
    scheme = site.scheme
    if not scheme.has_fallback or page.language == scheme.source:
        return None
    for address in _source_urls(site, page, url):
        found = find_by_url(site, address)
        if found and found.language == scheme.source:
            return found
    below = posixpath.join("/", posixpath.dirname(path_below(scheme, page)), path)
    found = find_below(site, posixpath.normpath(below), page, scheme.source)
    return found if found and found.language == scheme.source else None


def _source_urls(site: SiteMap, page: Page, url: str) -> Iterator[str]:
    """Yield where the source's page is of what would be at this address in a page's language."""
    for root in site.scheme.roots[page.language]:
        before = root.pattern.partition("{path}")[0]
        if not f"{url}/".startswith(before):
            continue
        for own in site.scheme.roots[site.scheme.source]:
            yield f"{own.pattern.partition('{path}')[0]}{url.removeprefix(before).lstrip('/')}"
