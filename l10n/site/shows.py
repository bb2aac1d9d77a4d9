"""What guides show each other, as facts that actions depend on.

A guide's catalogs and pages depend on its own files, and on what the guides that it links to show:
where their pages are and what they are called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

from l10n.cache.actions import gather, mark, observe, replace_facts
from l10n.checks.guide_links import GuideLink
from l10n.guide import Localized
from l10n.links.hrefs import names_of
from l10n.links.lists import list_addresses
from l10n.links.localize import Reference
from l10n.links.site import Page, addresses_of, name_of
from l10n.markdown.linkplaces import LinkKind
from l10n.site.catalogfacts import NO_FACTS, CatalogFacts, digest_parts
from l10n.site.guidefile import GuideFile
from l10n.site.links import Linker, source_page
from l10n.site.record import Record
from l10n.site.sitefiles import SiteFiles
from l10n.site.tree import Tree, with_unread

NEAR: Final = "near"
"""The group of what a guide shows, and what the guides show that it links to."""
AROUND: Final = "around"
"""The group of what all pages of these guides show. Pages depend on it, and each only on what it
has of their own language and the source's."""
_SOURCE: Final = "source"
_PAGES: Final = "pages"
_ADDRESSES: Final = "addresses"
_CLAIMS: Final = "claims"
_NAMED: Final = "named"
_ALL: Final = "all"
OTHERS: Final = f"{_ADDRESSES}:{_ALL}"
"""Where anything is."""
_BETWEEN: Final = "\1"
"""Between what the pages of a guide show."""


class Links(NamedTuple):
    """What a source guide links to."""

    keys: tuple[str, ...]
    """The keys of guides, sorted."""
    is_open: bool
    """Whether any new page may change what some link means: it leads to no source guide, say."""
    names: tuple[str, ...] = ()
    """The names of addresses such that only pages with one of them may, sorted."""


UNKNOWN: Final = Links((), is_open=True)
"""What a guide links to that cannot be read."""


def links_of(
    linker: Linker,
    key: str,
    links: Iterable[Reference | GuideLink],
    included: Iterable[Page] = (),
) -> Links:
    """Return what the source guide with this key links to, or takes in: the ``included``."""
    links, included = tuple(links), tuple(included)
    pages = (*(each.page for each in links), *included)
    keys = {page.key for page in pages if page} - {key, ""}
    is_open = any(page is not _source(linker, page.key) for page in included)
    names: set[str] = set()
    for each in links:
        if each.is_open or each.page is None or each.page is not _source(linker, each.page.key):
            found = _names(linker, key, each)
            names |= found
            is_open = is_open or not found
    return Links(tuple(sorted(keys)), is_open, () if is_open else tuple(sorted(names)))


def _names(linker: Linker, key: str, link: Reference | GuideLink) -> frozenset[str]:
    """Return the names of what a link may come to mean; none where these can be any."""
    if isinstance(link, GuideLink) or link.place.kind is not LinkKind.SHORTCODE:
        return names_of(linker.site, source_page(linker, key), link.written)
    return frozenset({name_of(link.written)} - {""})


def gather_links(files: SiteFiles, links: Mapping[str, Links]) -> None:
    """Gather, by key, what each of these guides and those that it links to show."""
    for name, kind in ((NEAR, _SOURCE), (AROUND, _PAGES)):
        groups = {key: _shown_by((key, *each.keys), each, kind) for key, each in links.items()}
        gather(files.store, name, groups)


def shown_by(keys: Iterable[str], links: Links) -> frozenset[str]:
    """Return the inputs of an action that depends on the pages of these guides.

    ``links`` say which new pages may change where its links lead.
    """
    return _shown_by(keys, links, _PAGES)


def _shown_by(keys: Iterable[str], links: Links, kind: str) -> frozenset[str]:
    named = (f"{_NAMED}:{name}" for name in links.names)
    addresses = (OTHERS,) if links.is_open else (f"{_CLAIMS}:{_ALL}", *named)
    return frozenset((*addresses, *(f"{kind}:{key}" for key in keys)))


def _observe_claims(files: SiteFiles, linker: Linker, tree: Tree) -> None:
    """Observe which addresses more than one page claims, for one page then hides another.

    What has an address or a list of some name is observed, too.
    """
    claims: defaultdict[str, list[str]] = defaultdict(list)
    named: defaultdict[str, list[str]] = defaultdict(list)
    for page, aliases in _pages(linker, tree):
        said = "\0".join((page.key, page.language, page.path, page.url))
        for each in addresses_of(linker.site, page, aliases):
            claims[each].append(page.path)
            named[name_of(each)].append(f"{each}\0{said}")
    for each in list_addresses(linker.site):
        named[name_of(each)].append(each)
    known = {name: digest_parts(sorted(each)) for name, each in named.items() if name}
    observe(files.store, _NAMED, known)
    shared = ("\0".join((each, *paths)) for each, paths in claims.items() if len(paths) > 1)
    observe(files.store, _CLAIMS, {_ALL: digest_parts(sorted(shared))})


def observe_sources(
    files: SiteFiles,
    linker: Linker,
    facts: Mapping[Localized, CatalogFacts],
    among: Collection[str] | None = None,
) -> None:
    """Observe what source guides and their catalogs show, all or those ``among`` some keys."""
    languages = files.config.languages
    shown = {}
    for key in linker.sources if among is None else among:
        file = linker.sources[key]
        titles = (facts.get(Localized(each, key), NO_FACTS).digest for each in languages)
        own = _shown(source_page(linker, key), file, is_ours=False)
        shown[key] = digest_parts((own, *titles, *sorted(linker.anchors.get(key, ()))))
    observe(files.store, _SOURCE, shown, among)


def observe_pages(
    files: SiteFiles,
    linker: Linker,
    tree: Tree,
    published: Record,
    facts: Mapping[Localized, CatalogFacts],
    among: Collection[str] | None = None,
) -> None:
    """Observe what all pages show, and their addresses; or what those show ``among`` some keys."""

    def shown(page: Page, file: GuideFile) -> str:
        each = Localized(page.language, page.key)
        known, told = published.get(each), facts.get(each)
        has_own = known is not None and bool(known.memory.own)
        is_written = known is not None and file.digest in known.digests
        is_ours = is_written and not has_own and told is not None and not told.is_refused
        said = _shown(page, file, is_ours=is_ours)
        # What it has its own way may be the id of a heading, which links lead to.
        return f"{said}\0own" if has_own else said

    tree = with_unread(tree, linker.config.source_language)
    if among is None:
        addresses = digest_parts(sorted(_addresses(linker, tree)))
        if observe(files.store, _ADDRESSES, {_ALL: addresses}):
            _observe_claims(files, linker, tree)
    keys = dict.fromkeys(chain(linker.sources, *tree.guides.values())) if among is None else among
    said: dict[str, list[str]] = {key: [] for key in keys}
    for language, guides in tree.guides.items():
        pages = linker.site.pages[language]
        for key in guides if among is None else guides.keys() & said:
            said[key].append(shown(pages[key], guides[key]))
    values = {key: _BETWEEN.join(each) for key, each in said.items()}
    before = replace_facts(files.store, _PAGES, values, among)
    changed: defaultdict[str, list[str]] = defaultdict(list)
    for key, old in before.items():
        for language in _languages(linker, key, old, values.get(key, "")):
            changed[language].append(f"{_PAGES}:{key}")
    for language, names in changed.items():
        mark(files.store, names, concerned={AROUND: f"{language}/"} if language else {})


def _languages(linker: Linker, key: str, old: str, new: str) -> frozenset[str]:
    """Return the languages whose pages alone a change of what a guide's pages show concerns.

    An empty one stands for all languages: links lead to the source's page where others lack it.
    """
    pages = {*old.split(_BETWEEN)} ^ {*new.split(_BETWEEN)}
    languages = frozenset(page.partition("\0")[0] for page in pages if page)
    source, config = linker.sources.get(key), linker.config
    own = {config.source_language, source.language if source else ""}
    return languages if languages <= {*config.languages} - own else frozenset([""])


def _addresses(linker: Linker, tree: Tree) -> Iterator[str]:
    for page, aliases in _pages(linker, tree):
        # One that cannot be used has no key: with one, links to it lead to a guide.
        terms = (part for term in page.terms for part in term)
        yield "\0".join((page.key, page.language, page.path, page.url, *aliases, "", *terms))


def _pages(linker: Linker, tree: Tree) -> Iterator[tuple[Page, tuple[str, ...]]]:
    """Yield all pages that links can lead to, with their aliases; those that cannot be used as
    well."""
    yield from ((Page("", each.language, each.path), ()) for each in tree.broken)
    for language, pages in linker.site.pages.items():
        files = tree.guides.get(language, {})
        for key, page in pages.items():
            yield page, files[key].aliases if key in files else ()


def _shown(page: Page, file: GuideFile, *, is_ours: bool) -> str:
    # A page of ours is called what its catalog says, if that can be read.
    titles = () if is_ours else page.titles
    return "\0".join((page.language, page.path, page.url, *titles, "", *file.aliases))


def _source(linker: Linker, key: str) -> Page | None:
    return source_page(linker, key) if key in linker.sources else None
