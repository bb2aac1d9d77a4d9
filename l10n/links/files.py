"""Relative links to files that are no guides: images, downloads, whatever lies beside a source.

Where a localized page lies in another folder than its source, it leads to the source's file, unless
one of its own lies beside it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from l10n.links.hrefs import is_summary, resolve
from l10n.links.images import image_name
from l10n.links.scheme import Make, Scheme
from l10n.links.site import Page, SiteMap, path_from, root_of
from l10n.links.spelled import encode_as
from l10n.markdown.linkplaces import LinkKind, LinkPlace, find_link_places, plain_address
from l10n.markdown.segments import Layout
from l10n.text import Edit

_ADDRESS: Final = re.compile(r"(?P<path>(?!/)[^?#\\:{}]*[^?#\\:{}/.])(?P<tail>[?#].*)?", re.DOTALL)
_KINDS: Final = (LinkKind.IMAGE, LinkKind.LINK, LinkKind.DEFINITION, LinkKind.HTML)
_BUNDLES: Final = (Make.HUGO, Make.ZOLA)
"""The makes that have a file at the addresses of its page in all languages."""


class Beside(NamedTuple):
    """Where the file of an address may be."""

    source: str
    """Beside the source guide."""
    page: str
    """Beside the localized page."""


def follows_files(scheme: Scheme) -> bool:
    """Return whether a relative address means the file beside a page, in its language alone."""
    is_shared = scheme.make is Make.MKDOCS and scheme.has_fallback
    return scheme.make not in _BUNDLES and not is_shared


def find_file_links(
    text: str, layout: Layout, site: SiteMap, source: Page
) -> Iterator[tuple[LinkPlace, str]]:
    """Yield the relative links in ``text`` that mean no guide on ``source``, and their addresses.

    Of a file that they may lead to, nothing is known yet.
    """
    if not follows_files(site.scheme):
        return
    for place in find_link_places(layout):
        address = plain_address(place.span.of(text)) if place.kind in _KINDS else ""
        if _ADDRESS.fullmatch(address):
            link = resolve(site, source, address)
            if link is None or link.page is None:
                yield place, address


def beside(source: Page, page: Page, address: str) -> Beside | None:
    """Return where the file of a relative address would be; None when it is no such address."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    path = unquote(found["path"])
    ours, theirs = (
        posixpath.normpath(posixpath.join(posixpath.dirname(each.path), path))
        for each in (source, page)
    )
    return Beside(ours, theirs)


def is_lost(site: SiteMap, files: Container[str], page: Page, places: Beside) -> bool:
    """Return whether an address leads to a file from the source, and not from ``page``."""
    return places.source in files and not _has_own(site, files, page, places)


def relocate(site: SiteMap, files: Container[str], source: Page, page: Page, written: str) -> str:
    """Return what leads on ``page`` to the file that an address leads to on ``source``."""
    address = plain_address(written)
    places = beside(source, page, address) if follows_files(site.scheme) else None
    if places is None or not is_lost(site, files, page, places):
        return written
    if is_summary(site.scheme, page):
        return ""
    new = _address_from(page, places.source, address)
    return new if address == written else new.replace("&", "&amp;")


def written_on_source(
    site: SiteMap, files: Container[str], source: Page, page: Page, address: str
) -> str:
    """Return what leads on ``source`` to the file that an address leads to on ``page``.

    A file of the page's own stands for the source's.
    """
    places = beside(source, page, address) if follows_files(site.scheme) else None
    if places is None or places.page not in files:
        return address
    if places.page != places.source and _has_own(site, files, page, places):
        return address
    return _address_from(source, places.page, address)


def file_name(
    site: SiteMap, files: Container[str], source: Page, page: Page, address: str
) -> str | None:
    """Return what is the same for a file on pages of all languages that lead to it.

    None for what is no file beside the source or the page.
    """
    if not follows_files(site.scheme):
        return None
    on_source = written_on_source(site, files, source, page, address)
    places = beside(source, source, on_source)
    if places is None or places.source not in files:
        return None
    return image_name(page.language, on_source) or f"file {places.source}"


def localize_files(  # the guide, what there is, and the pages
    text: str,
    layout: Layout,
    site: SiteMap,
    files: Container[str],
    images: Iterable[Edit],
    pages: tuple[Page, Page],
) -> Iterator[Edit]:
    """Yield what lets ``text``, the merged guide of the first page, lead to files on the second.

    ``images`` are the edits that choose images; they are among what is yielded.
    """
    source, page = pages
    chosen = dict(images)
    is_beside = posixpath.dirname(source.path) == posixpath.dirname(page.path)
    others = () if is_beside else find_file_links(text, layout, site, source)
    for span in dict.fromkeys((*chosen, *(place.span for place, _ in others))):
        written = span.of(text)
        new = relocate(site, files, source, page, chosen.get(span, written))
        if new != written:
            yield Edit(span, new)


def _has_own(site: SiteMap, files: Container[str], page: Page, places: Beside) -> bool:
    if places.page == places.source:
        return True
    # What lies outside of the language's folder is no file of that language.
    folder = _folder_of(root_of(site.scheme, page).folder, page.language)
    return places.page in files and places.page.startswith(folder)


def _folder_of(root: str, language: str) -> str:
    """Return the folder that is called like a language, which may hold more than its guides."""
    parts = root.split("/")
    names = [each.replace("_", "-").lower() for each in parts]
    known = language.lower() in names
    return "/".join((*parts[: names.index(language.lower()) + 1], "")) if known else root


def _address_from(page: Page, path: str, address: str) -> str:
    found = _ADDRESS.fullmatch(address)
    written, tail = (found["path"], found["tail"] or "") if found else (address, "")
    new = path_from(page, path)
    if written.startswith("./") and not new.startswith("."):
        new = f"./{new}"
    return f"{encode_as(written, new)}{tail}"
