"""A guide merged in one language, and where its links lead: what is before anything is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import NamedTuple, TypeAlias

from l10n.catalog import Catalog, Identity
from l10n.config.settings import Config, Stale
from l10n.errors import L10nError
from l10n.frontmatter.block import find_body
from l10n.guide import Finding, Localized, Severity
from l10n.links.anchors import NO_MOVES, give_ids, kept_ids, moved_ids
from l10n.links.files import localize_files
from l10n.links.fronts import localize_front
from l10n.links.images import localize_images
from l10n.links.includes import localize_includes
from l10n.links.localize import MovedOf, Reference, localize_links, nothing_moved
from l10n.links.site import Page
from l10n.links.titles import TitleLink
from l10n.markdown.idstyle import HeadingIds
from l10n.markdown.segments import Layout, read_layout
from l10n.markdown.syntaxes import syntax_of
from l10n.merge import Merged, merge_guide
from l10n.po import form_cases
from l10n.run.decide import Work
from l10n.run.fit import fit_page
from l10n.run.quarantine import Blocking, find_faults, open_blocking
from l10n.run.run import Source
from l10n.site.links import Linker, page_at, source_page, translate_titles
from l10n.site.own import memory_of
from l10n.site.paths import catalog_path, may_write_ids
from l10n.site.tree import GuideFile, read_guide
from l10n.stale import translations_of
from l10n.text import Edit, splice

TitleOf: TypeAlias = Callable[[str, TitleLink], str]
"""Returns what a title link shows in a language; empty when it stays as the source has it."""


class Draft(NamedTuple):
    """A merged guide in one language, before its links lead to that language."""

    merged: Merged
    given: Mapping[Identity, str]
    """The translations that it was given."""
    faulty: Mapping[Identity, Finding]
    """What a check found in those that it was not given."""


def draft_page(
    work: Work, source: Source, language: str, catalog: Catalog | None, title_of: TitleOf
) -> Draft:
    """Merge a guide with the translations of its catalog that nothing is wrong with."""
    guide = source.guide
    blocking = _blocking(work, guide.language, language)
    shown = catalog_path(work.config, language, guide.key)
    given = given_translations(work, catalog)
    faulty = {
        entry.identity: Finding(
            "quarantined", Severity.ERROR, shown, entry.line, f"not published: {fault}"
        )
        for entry, fault in find_faults(blocking, catalog, given)
    }
    for each in faulty:
        del given[each]
    # Where no word is translated the page is its source, byte for byte.
    told = title_of if _is_translated(source.identities, given) else no_title
    extraction, translations = translate_titles(
        source.extraction, source.links, given, partial(told, language)
    )
    cases = form_cases(catalog.header) if catalog and extraction.has_forms else ()
    merged = merge_guide(guide, extraction, translations, work.config.policy, cases)
    return Draft(merged, given, faulty)


def given_translations(work: Work, catalog: Catalog | None) -> dict[Identity, str]:
    """Return the translations that a catalog gives its page."""
    keep_stale = work.config.stale is Stale.KEEP
    return translations_of(catalog, keep_stale=keep_stale) if catalog else {}


def _blocking(work: Work, source: str, language: str) -> Blocking:
    known = work.blockings.get((source, language))
    if known is None:
        known = work.blockings[source, language] = open_blocking(work.config, source, language)
    return known


def _is_translated(identities: Iterable[Identity], given: Mapping[Identity, str]) -> bool:
    return any(given.get(each, each[1]) != each[1] for each in identities)


def localize_draft(work: Work, source: Source, merged: Merged, page: Page) -> tuple[Edit, ...]:
    """Return what lets the links of a merged guide lead to the page's language."""
    if merged.text == source.guide.text:
        return ()
    moved_of = partial(_moved_places, work, page.language)
    linker, layout, key = work.run.linker, source.extraction.layout, source.guide.key
    is_fitted = _has_own_ids(work, Localized(page.language, key))
    return localize(linker, key, layout, merged, page, moved_of, is_fitted=is_fitted)


def _moved_places(work: Work, language: str, key: str) -> Mapping[str, str]:
    """Return the ids of a guide's places that are others in a language, by those in the source.

    They are what its catalog makes of them, or what a page that was taken over keeps; where the
    catalog has no text, those of the page that is there.
    """
    file = work.run.linker.sources.get(key)
    if file is None or not _may_differ(work, Localized(language, key)):
        return NO_MOVES
    known = work.moved.get((language, key))
    if known is None:
        try:
            known = _find_moves(work, language, work.run.read(file))
        except L10nError:  # reported where the guide itself is worked on
            known = NO_MOVES
        work.moved[language, key] = known
    return known


def places_of(work: Work, each: Localized) -> tuple[str, ...]:
    """Return the files that the places of a page are read from."""
    if not _may_differ(work, each):
        return ()
    source = work.run.linker.sources[each.key]
    existing = work.run.tree.guides[each.language].get(each.key)
    found = (source.path, catalog_path(work.config, *each))
    is_read = _has_own_ids(work, each) or not _has_text(work, each)
    return (*found, existing.path) if is_read and existing else found


def _may_differ(work: Work, each: Localized) -> bool:
    """Return whether a place of a page may have another id than in the source."""
    source = work.run.linker.sources[each.key]
    return _may_move(work.config, source.path) or _has_own_ids(work, each)


def _has_own_ids(work: Work, each: Localized) -> bool:
    """Return whether a page was taken over: its headings stay as a person wrote them."""
    is_there = each.key in work.run.tree.guides[each.language]
    return is_there and bool(memory_of(work.run.record, each).own)


def _find_moves(work: Work, language: str, source: Source) -> Mapping[str, str]:
    linker, key = work.run.linker, source.guide.key
    layout = source.extraction.layout
    existing = work.run.tree.guides[language].get(key)
    if existing and _has_own_ids(work, Localized(language, key)):
        return _fitted_places(work, language, source, existing)
    if _has_text(work, Localized(language, key)):
        draft = draft_page(work, source, language, linker.catalogs(language, key), no_title)
        page = draft.merged.layout
        path = existing.path if existing else source.guide.path
        given = _ids_given(linker, key, layout, page, path)
    elif existing:
        guide = read_guide(work.config, existing)
        path, given = existing.path, {}
        page = _layout_of(guide.text, path, guide.syntax)
    else:
        return NO_MOVES
    return _own_moves(linker, layout, page, given, path)


def _fitted_places(
    work: Work, language: str, source: Source, existing: GuideFile
) -> Mapping[str, str]:
    """Return the same for a page that was taken over, as merging fits it.

    Where the links on it lead has no part in that: they stay when they lead to the same page.
    """
    linker, key, layout = work.run.linker, source.guide.key, source.extraction.layout
    merged = draft_page(work, source, language, linker.catalogs(language, key), no_title).merged
    page = page_at(linker, key, language, existing.path)
    text = splice(merged.text, localize(linker, key, layout, merged, page, nothing_moved))
    memory = memory_of(work.run.record, (language, key))
    fitted = fit_page(work.run, source, text, page, memory, may_fill=True)
    links = linker.config.links
    there = _layout_of(fitted.text, existing.path, source.guide.syntax)
    return moved_ids(layout, there, links.id_style, {}, has_terms=links.term_ids)


def _layout_of(text: str, path: str, syntax: str) -> Layout:
    return read_layout(text, find_body(text, path), syntax_of(syntax))


def _has_text(work: Work, each: Localized) -> bool:
    catalog = work.run.linker.catalogs(*each)
    return catalog is not None and catalog.has_text


def no_title(_language: str, _link: TitleLink) -> str:
    """Leave a title link as the source has it."""
    return ""


def localize(  # the guide, and the anchors of others
    linker: Linker,
    key: str,
    source: Layout,
    merged: Merged,
    page: Page,
    moved_of: MovedOf,
    *,
    is_fitted: bool = False,
) -> tuple[Edit, ...]:
    """Return what has to change in the ``merged`` guide to become ``page``: links, heading ids.

    ``source`` is the layout of the guide with this key that it was made from. A page that
    ``is_fitted`` may have other ids than these edits give. They are ordered.
    """
    here = source_page(linker, key)
    site, text, layout = linker.site, merged.text, merged.layout
    images = localize_images(text, layout, linker.images, here, page)
    given = _ids_given(linker, key, source, layout, page.path)

    @cache
    def moved(each: str) -> Mapping[str, str]:
        is_own = each == key and not is_fitted
        return _own_moves(linker, source, layout, given, page.path) if is_own else moved_of(each)

    edits = (
        *localize_links(text, layout, site, here, page, moved),
        *localize_files(text, layout, site, linker.files, images, (here, page)),
        *localize_includes(text, layout, site, linker.files, (here, page)),
        *localize_front(text, site, linker.files, (here, page)),
        *give_ids(layout, linker.config.links.id_style, given),
    )
    return tuple(sorted(edits))


def places_linked(linker: Linker, key: str, links: Iterable[Reference]) -> tuple[str, ...]:
    """Return the keys of other source guides whose places are linked to."""
    found = {each.page.key for each in links if each.page and each.fragment} - {key}
    return tuple(each for each in sorted(found) if each in linker.sources)


def _may_move(config: Config, path: str) -> bool:
    """Return whether a place that is linked to may have another id on the page at ``path``."""
    links = config.links
    keeps = links.heading_ids is not HeadingIds.NONE and may_write_ids(config, path)
    return links.term_ids or not keeps


def _own_moves(
    linker: Linker, source: Layout, page: Layout, given: Mapping[int, str], path: str
) -> Mapping[str, str]:
    """Return the ids of the page at ``path`` that are others than the source's, by those."""
    links = linker.config.links
    if not _may_move(linker.config, path):
        return NO_MOVES
    return moved_ids(source, page, links.id_style, given, has_terms=links.term_ids)


def _ids_given(
    linker: Linker, key: str, source: Layout, merged: Layout, path: str
) -> Mapping[int, str]:
    """Return the ids that the headings of a merged guide are given at ``path``, by number."""
    links = linker.config.links
    wanted = None if links.heading_ids is HeadingIds.ALL else linker.anchors.get(key, frozenset())
    if links.heading_ids is HeadingIds.NONE or not may_write_ids(linker.config, path):
        return {}
    return kept_ids(source, merged, links.id_style, wanted)
