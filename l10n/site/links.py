"""What links are made of: the map, the titles and the anchors of a run's site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import unquote, urlsplit

from l10n.catalog import Catalog, Identity
from l10n.config.settings import Config
from l10n.disk.kept import Kept, keep_first
from l10n.errors import L10nError
from l10n.extract import NOWHERE, Extraction, read_places
from l10n.guide import Finding, Guide, Segment, Severity
from l10n.links.files import beside, file_name, find_file_links, follows_files
from l10n.links.fronts import front_addresses
from l10n.links.hrefs import resolve
from l10n.links.images import (
    NO_IMAGES,
    Images,
    find_images,
    image_name,
    variants_of,
)
from l10n.links.includes import include_addresses, included_guides
from l10n.links.liquid import linked_file, read_liquid
from l10n.links.localize import Reference, read_references
from l10n.links.site import Form, Page, SiteMap, root_of, url_of
from l10n.links.titles import TitleLink, find_title_links, remembers_title, write_title_link
from l10n.markdown.idstyle import HeadingIds
from l10n.markdown.linkplaces import bare_address, plain_address
from l10n.markdown.segments import Layout
from l10n.site.address.map import find_anchors, site_map
from l10n.site.catalogs import as_published, read_catalog
from l10n.site.images import public_folders
from l10n.site.paths import content_folders
from l10n.site.tree import GuideFile, Tree
from l10n.suffixes import is_data_name

Catalogs: TypeAlias = Callable[[str, str], Catalog | None]
"""Reads the catalog of a language and a key; None where there is none that can be read."""

_ENDS: Final = (".html", "/index.html", "/_index.html")
_SOLE_LINK: Final = re.compile(r"\[.*\]\(1\)", re.DOTALL)
_REMEMBERED: Final = 8_192
"""Catalogs kept in memory, the first ones: each step reads them in the same order. Those that were
read for what they show to other guides are read once; as many take about 130 MB."""
_RECENT: Final = 512
"""Catalogs kept of all others: the guides of a folder link to each other more than to others."""


@dataclass(frozen=True, slots=True)
class Linker:
    """All that links are made of."""

    config: Config
    site: SiteMap
    sources: Mapping[str, GuideFile]
    """The source guide of each key."""
    anchors: Mapping[str, frozenset[str]]
    """The fragments that are linked to, by the key of their guide."""
    catalogs: Catalogs
    images: Images
    files: Container[str]
    """The paths of all files of the site, and of those that lie outside of its folders."""


def make_linker(
    config: Config,
    tree: Tree,
    sources: Mapping[str, GuideFile],
    images: Images = NO_IMAGES,
    files: Container[str] = frozenset(),
) -> Linker:
    """Return the linker of the site as it is."""
    site = site_map(config, tree)
    is_asked = config.links.heading_ids is HeadingIds.LINKED
    anchors = find_anchors(sources.values(), site) if is_asked else {}
    return Linker(config, site, sources, anchors, _catalog_reader(config), images, files)


def with_fresh_catalogs(linker: Linker) -> Linker:
    """Return a linker that reads the catalogs again, for they have changed."""
    return replace(linker, catalogs=_catalog_reader(linker.config))


def source_page(linker: Linker, key: str) -> Page:
    """Return the source guide's page."""
    return linker.site.pages[linker.sources[key].language][key]


def page_at(linker: Linker, key: str, language: str, path: str) -> Page:
    """Return the page of a guide in a language as the map has it; if it is elsewhere, a new one."""
    known = linker.site.pages.get(language, {}).get(key)
    return known if known and known.path == path else Page(key, language, path)


def places_of_segments(
    linker: Linker, key: str, segments: Iterable[Segment]
) -> Mapping[Identity, tuple[str, ...]]:
    """Return comments that say where the entries of a guide are, if the site wants them."""
    if not linker.config.places:
        return NOWHERE
    base, page = linker.config.links.base, source_page(linker, key)
    has_address = base and not is_data_name(page.path)
    return read_places(segments, f"{base}{url_of(linker.site, page)}" if has_address else "")


def title_links(linker: Linker, key: str, extraction: Extraction) -> Mapping[int, TitleLink]:
    """Return the segments, by index, that only show the title of the guide they link to."""

    def is_old(page: Page, text: str) -> bool:
        fields = linker.config.links.titles
        found = (linker.catalogs(language, page.key) for language in linker.config.languages)
        return any(catalog and remembers_title(catalog, fields, text) for catalog in found)

    page = source_page(linker, key)
    return find_title_links(linker.site, page, extraction.segments, is_old)


def is_guide_link(linker: Linker, page: Page, msgid: str, targets: Sequence[str]) -> bool:
    """Return whether a segment of ``page`` is nothing but a link to a guide, whatever it shows."""
    if len(targets) != 1 or not _SOLE_LINK.fullmatch(msgid):
        return False
    return leads_to(linker, page, targets[0]) is not None


def leads_to(linker: Linker, page: Page, target: str) -> str | None:
    """Return what guide a destination on ``page`` means: its key, or its place if it has none.

    None when it means no guide at all.
    """
    link = resolve(linker.site, page, bare_address(target))
    if link is None:
        return None
    return link.page.key or link.page.path if link.page else link.path


def means(linker: Linker, page: Page, target: str) -> str | None:
    """Return what a destination on ``page`` means, a guide or a file, on pages of all languages.

    None when it means neither.
    """
    address = bare_address(target)
    link = resolve(linker.site, page, address)
    if (link is None or link.page is None) and page.key in linker.sources:
        source = source_page(linker, page.key)
        if name := file_name(linker.site, linker.files, source, page, address):
            return name
    found = leads_to(linker, page, target)
    return image_name(page.language, plain_address(target)) if found is None else found


def references_of(linker: Linker, guide: Guide, extraction: Extraction) -> tuple[Reference, ...]:
    """Return the links between guides in a source guide, in order."""
    page = source_page(linker, guide.key)
    return read_references(guide.text, extraction.layout, linker.site, page)


def included_of(linker: Linker, guide: Guide, layout: Layout) -> tuple[Page, ...]:
    """Return the guides that a source guide takes in where it is made into a page."""
    page = source_page(linker, guide.key)
    return tuple(included_guides(guide.text, layout, linker.site, page))


def image_paths(linker: Linker, key: str, page: Page, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return where the images of the source guide with this key would be that ``page`` shows."""
    source = source_page(linker, key)
    found = (
        path
        for each in addresses
        for variant in variants_of(linker.images, source, page, each)
        for path in variant.paths
    )
    return tuple(dict.fromkeys(found))


def file_addresses(linker: Linker, guide: Guide, layout: Layout) -> tuple[str, ...]:
    """Return the relative addresses in a source guide that may be those of files beside it."""
    page = source_page(linker, guide.key)
    found = find_file_links(guide.text, layout, linker.site, page)
    included = include_addresses(guide.text, layout) if follows_files(linker.site.scheme) else ()
    in_front = front_addresses(guide.text, linker.site, page)
    return tuple(dict.fromkeys((*(address for _, address in found), *included, *in_front)))


def file_paths(linker: Linker, key: str, page: Page, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return where the files would be that ``addresses`` lead to, from the source and ``page``."""
    source = source_page(linker, key)
    found = (path for each in addresses for path in beside(source, page, each) or ())
    return tuple(dict.fromkeys(found))


class Variants(NamedTuple):
    """The images of a guide that languages may have of their own."""

    paths: tuple[str, ...]
    """Where they are, or would be."""
    languages: Mapping[str, tuple[str, ...]]
    """Which languages have one, by address; those without are left out."""

    def missing(self, language: str) -> dict[str, tuple[str, ...]]:
        """Return the images that others have and this language has not."""
        return {each: found for each, found in self.languages.items() if language not in found}


def find_variants(linker: Linker, guide: Guide, layout: Layout) -> Variants:
    """Return what a source guide's images are in the site's languages."""
    paths: dict[str, None] = {}
    languages: dict[str, tuple[str, ...]] = {}
    for address in image_addresses(linker, guide, layout):
        for language in linker.config.languages:
            existing = linker.site.pages[language].get(guide.key)
            page = existing or Page(guide.key, language, guide.path)
            places = image_paths(linker, guide.key, page, (address,))
            paths |= dict.fromkeys(places)
            if not linker.images.paths.isdisjoint(places):
                languages[address] = (*languages.get(address, ()), language)
    return Variants(tuple(paths), languages)


def image_addresses(linker: Linker, guide: Guide, layout: Layout) -> tuple[str, ...]:
    """Return the addresses of the images in a source guide, if pages may have their own."""
    if not linker.config.links.images:
        return ()
    places = find_images(guide.text, layout)
    return tuple(dict.fromkeys(each.span.of(guide.text) for each in places))


class Absent(NamedTuple):
    """The links of a source guide that lead to no guide, and are no fault for all that is known."""

    findings: tuple[Finding, ...]
    paths: tuple[str, ...]
    """Where the files of such links are, or would be."""


def find_broken_links(linker: Linker, guide: Guide, references: Iterable[Reference]) -> Absent:
    """Find the links of a source guide to guides that exist in no language, and to no file."""
    written = [
        (each.place.line, each.place.span.of(guide.text))
        for each in references
        if each.page is None and not each.is_elsewhere
    ]
    paths = absent_paths(linker, guide.key, (address for _, address in written))
    return Absent(
        tuple(
            _broken_link(guide, line, address)
            for line, address in written
            if not any(each in linker.files for each in paths[address])
        ),
        tuple(dict.fromkeys(path for each in paths.values() for path in each)),
    )


def absent_paths(linker: Linker, key: str, written: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return where the files are, or would be, of addresses that mean no guide, by address."""
    page = source_page(linker, key)
    found = {each: files_of(linker, page, plain_address(each)) for each in written}
    return {each: tuple(dict.fromkeys(places)) for each, places in found.items()}


def files_of(linker: Linker, page: Page, address: str) -> Iterator[str]:
    """Yield where the file of an address would be that is no guide's: a page of plain HTML, say."""
    scheme = linker.site.scheme
    if tag := linked_file(scheme, address):
        yield tag
    liquid = read_liquid(address)
    found = unquote(liquid.path if liquid else urlsplit(address).path)
    if not found or "{" in found or (liquid and liquid.form is not Form.TEMPLATE):
        return
    if found.startswith("/"):
        url = found if liquid else found.removeprefix(scheme.root)
    else:
        url = posixpath.join(posixpath.dirname(url_of(linker.site, page)), found)
        yield posixpath.normpath(posixpath.join(posixpath.dirname(page.path), found))
    url = posixpath.normpath(url)
    below = f"{url}/".removeprefix(root_of(scheme, page).prefix).strip("/")
    places = [posixpath.join(each, url.strip("/")) for each in public_folders(linker.config)]
    folders = content_folders(linker.config, [page.language])
    places += [posixpath.join(each, below) for each in folders]
    for place in places:
        yield from (posixpath.normpath(f"{place}{end}") for end in ("", *_ENDS))


def translate_titles(
    extraction: Extraction,
    links: Mapping[int, TitleLink],
    translations: Mapping[Identity, str],
    title_of: Callable[[TitleLink], str],
) -> tuple[Extraction, dict[Identity, str]]:
    """Give every title link a translation of its own: two may look alike and lead elsewhere.

    ``title_of`` returns what the target is called, nothing to leave a link as the source has it.
    """
    segments = list(extraction.segments)
    merged = dict(translations)
    for index, link in links.items():
        context = f"\0title link {index}"
        segments[index] = segments[index]._replace(context=context)
        if title := title_of(link):
            merged[context, segments[index].msgid] = write_title_link(title)
    return replace(extraction, segments=tuple(segments)), merged


def _broken_link(guide: Guide, line: int, written: str) -> Finding:
    """Return the finding for a link that leads to no guide."""
    message = (
        f"{written} leads to no guide in any language: correct the address, or remove the link"
    )
    return Finding("broken-link", Severity.WARNING, guide.path, line, message)


def _catalog_reader(config: Config) -> Catalogs:
    first: Kept[tuple[str, str], Catalog | None] = Kept()

    @lru_cache(_RECENT)
    def read_any(language: str, key: str) -> Catalog | None:
        try:
            catalog = read_catalog(config, language, key)
        except L10nError:  # reported where the catalog itself is worked on
            return None
        return as_published(config, language, catalog) if catalog else None

    def read(language: str, key: str) -> Catalog | None:
        if (language, key) in first:
            return first[language, key]
        return keep_first(first, (language, key), read_any(language, key), _REMEMBERED)

    return read
