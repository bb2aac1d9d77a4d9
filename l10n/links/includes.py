"""Relative paths of files that a guide takes in: they lead to the same file from every page."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from typing import Final

from l10n.links.files import beside, follows_files, is_lost
from l10n.links.localize import find_localized
from l10n.links.site import Page, SiteMap, find_by_path, path_from
from l10n.markdown.includes import find_includes
from l10n.markdown.segments import Layout
from l10n.suffixes import SUFFIX
from l10n.text import Edit

_SUFFIXES: Final = (".js", ".jsx", ".ts", ".tsx", ".mjs", ".mdx", ".md", ".json", ".vue")
"""Of modules, which may be left out."""
_ENDINGS: Final = ("", *_SUFFIXES, *(f"/index{each}" for each in _SUFFIXES))


def include_addresses(text: str, layout: Layout) -> Iterator[str]:
    """Yield the paths that ``text`` takes in, each with every ending that its file may have."""
    for span in find_includes(layout):
        written = span.of(text)
        yield from (f"{written}{ending}" for ending in _endings(written))


def included_guides(text: str, layout: Layout, site: SiteMap, page: Page) -> Iterator[Page]:
    """Yield the guides that the guide at ``page`` takes in."""
    for span in find_includes(layout):
        if found := _guide_at(site, page, span.of(text)):
            yield found


def localize_includes(  # the merged guide, what there is, and the pages
    text: str, layout: Layout, site: SiteMap, files: Container[str], pages: tuple[Page, Page]
) -> Iterator[Edit]:
    """Yield what lets ``text``, the merged guide of the first page, take the same in on the second.

    Of a guide that is taken in, it is the page in the language, where that is published.
    """
    source, page = pages
    for span in find_includes(layout) if follows_files(site.scheme) else ():
        written = span.of(text)
        if guide := _guide_at(site, source, written):
            new = _path_from(page, find_localized(site, source, guide, page.language).path, written)
        else:
            new = _relocated(site, files, pages, written)
        if new != written:
            yield Edit(span, new)


def _relocated(site: SiteMap, files: Container[str], pages: tuple[Page, Page], written: str) -> str:
    source, page = pages
    for ending in _endings(written):
        places = beside(source, page, f"{written}{ending}")
        if places and places.source in files:
            lost = is_lost(site, files, page, places)
            path = places.source.removesuffix(ending)
            return _path_from(page, path, written) if lost else written
    return written


def _guide_at(site: SiteMap, page: Page, written: str) -> Page | None:
    if not SUFFIX.search(written):
        return None
    path = posixpath.join(posixpath.dirname(page.path), written)
    return find_by_path(site, path, page.language)


def _path_from(page: Page, path: str, written: str) -> str:
    new = path_from(page, path)
    return f"./{new}" if written.startswith(".") and not new.startswith(".") else new


def _endings(written: str) -> tuple[str, ...]:
    """Return the endings that a path may lack: only a module's, which begins with a dot, may."""
    is_module = written.startswith(".") and not posixpath.splitext(written)[1]
    return _ENDINGS if is_module else ("",)
