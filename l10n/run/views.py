"""What guides show each other, and the stamps of what is made from that.

A guide's result hangs on its own files, and on what it shows of the guides that it links to: where
their pages are and what they are called. Both are in its stamp.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from l10n.cache.knowing import written_state
from l10n.cache.state import FileState
from l10n.catalog import Catalog
from l10n.config.settings import Config
from l10n.disk.digests import digest_of
from l10n.disk.look import Seen
from l10n.links.site import Page, SiteMap
from l10n.links.titles import title_facts, translated_titles
from l10n.run.memo import LINKS, Memo, recall
from l10n.site.links import Linker, source_page
from l10n.site.paths import catalog_path
from l10n.site.record import Record
from l10n.site.tree import GuideFile, Tree

_MISSING: Final = "-"


@dataclass(frozen=True, slots=True)
class Views:
    """What guides show each other, by key."""

    sources: Mapping[str, str]
    """What stands for the source guide and for the titles that its catalogs know."""
    pages: Mapping[str, str]
    """What stands for those and for the pages in all languages."""
    shape: str
    """What stands for the addresses of all pages."""
    site: SiteMap | None
    """Where those pages are."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What views are made from: the site as one step of a run finds it."""

    memo: Memo
    linker: Linker
    """It has to read the catalogs that the memo looks at, none that were there before."""
    tree: Tree
    record: Record
    written: frozenset[tuple[str, str]] = frozenset()
    """The pages that were written since the tree was read, by language and key."""


NO_VIEWS: Final = Views({}, {}, "", None)


def source_stamp(memo: Memo, views: Views, file: GuideFile, parts: Iterable[str]) -> str:
    """Return the stamp of a source guide and of these ``parts``.

    It is empty when it is not known what the guide links to.
    """
    return _guide_stamp(memo, views.sources, views.shape, file, parts)


def page_stamp(memo: Memo, views: Views, file: GuideFile, parts: Iterable[str]) -> str:
    """Return the stamp of a guide's pages, likewise."""
    return _guide_stamp(memo, views.pages, views.shape, file, parts)


def _guide_stamp(
    memo: Memo, views: Mapping[str, str], shape: str, file: GuideFile, parts: Iterable[str]
) -> str:
    own = memo.digest(file.path)
    known = recall(memo, LINKS, file.key, own)
    if known is None:
        return ""
    keys, is_open = known
    shown = (views.get(key, _MISSING) for key in (file.key, *keys))
    return _stamp((file.path, own, shape if is_open else "", *shown, "", *parts))


def read_views(basis: Basis) -> Views:
    """Return what guides show each other."""
    linker, tree = basis.linker, basis.tree
    pages = linker.site.pages
    keys = dict.fromkeys(key for language in tree.guides for key in pages[language])
    views = Views({}, {}, _stamp(sorted(_addresses(linker, tree))), linker.site)
    return change_views(views, keys, basis)


def change_views(views: Views, keys: Iterable[str], basis: Basis) -> Views:
    """Return the views after the catalogs or pages of these guides have changed, and no more."""
    sources, pages = dict(views.sources), dict(views.pages)
    for key in keys:
        sources[key] = _shown_source(basis.memo, basis.linker, key)
        pages[key] = _stamp((sources[key], *_shown_pages(basis, key)))
    return replace(views, sources=sources, pages=pages)


def changed_views(before: Views, after: Views) -> frozenset[str]:
    """Return the keys of the guides that show others something else."""
    return frozenset(
        key
        for key, pages in after.pages.items()
        if before.pages.get(key) != pages or before.sources[key] != after.sources[key]
    )


def _shown_source(memo: Memo, linker: Linker, key: str) -> str:
    config, source = linker.config, linker.sources.get(key)
    titles = (_title_facts(memo, linker, each, key) for each in config.languages)
    own = _shown_page(source_page(linker, key), source, is_ours=False) if source else ""
    return _stamp((own, *titles, *sorted(linker.anchors.get(key, ()))))


def _shown_pages(basis: Basis, key: str) -> Iterator[str]:
    for language, files in basis.tree.guides.items():
        page = basis.linker.site.pages[language].get(key)
        if page is None:
            continue
        file, known = files.get(key), basis.record.get((language, key))
        is_known = file and known and file.digest in known.digests
        is_ours = (language, key) in basis.written or bool(is_known)
        yield _shown_page(page, file, is_ours=is_ours)


def _addresses(linker: Linker, tree: Tree) -> Iterator[str]:
    for language, pages in linker.site.pages.items():
        files = tree.guides.get(language, {})
        for key, page in pages.items():
            aliases = files[key].aliases if key in files else ()
            yield "\0".join((language, page.path, page.url, *aliases))


def note_stored(config: Config, catalog: Catalog, data: bytes, seen: Seen) -> FileState:
    """Return what is known of a catalog and its titles that is stored so, and looks so."""
    return written_state(data, seen, _write_facts(config, catalog))


def known_title(memo: Memo, config: Config, language: str, key: str, title: str) -> str | None:
    """Return the translation of a guide's ``title``; None where only its catalog can tell."""
    known = memo.look(catalog_path(config, language, key))
    titles = known.facts.partition(" ")[2] if known else ""
    found: str | None = json.loads(titles).get(title) if titles else None
    return found


def know_catalogs(
    memo: Memo, linker: Linker, key: str, languages: Iterable[str]
) -> tuple[tuple[str, FileState], ...]:
    """Find out what is to be known of a guide's catalogs, by path; the linker has read them."""
    found: dict[str, FileState] = {}
    for language in languages:
        _title_facts(memo, linker, language, key)
        path = catalog_path(linker.config, language, key)
        if known := memo.look(path):
            found[path] = known
    return tuple(found.items())


def _shown_page(page: Page, file: GuideFile | None, *, is_ours: bool) -> str:
    # A page of ours is called what its catalog says.
    titles = () if is_ours else page.titles
    aliases = file.aliases if file else ()
    return "\0".join((page.language, page.path, page.url, *titles, "", *aliases))


def _title_facts(memo: Memo, linker: Linker, language: str, key: str) -> str:
    """Return what stands for the titles that a catalog knows; it is read when it has changed."""
    path = catalog_path(linker.config, language, key)
    known = memo.look(path)
    if known is None or known.facts:
        return known.facts if known else _stamp(())
    catalog = linker.catalogs(language, key)
    facts = _write_facts(linker.config, catalog) if catalog else _stamp(())
    memo.looked[path] = memo.state.new_files[path] = known._replace(facts=facts)
    return facts


def _write_facts(config: Config, catalog: Catalog) -> str:
    """Return what stands for the titles that a catalog knows, and those that are translated."""
    fields = config.links.titles
    stamp, titles = _stamp(title_facts(catalog, fields)), translated_titles(catalog, fields)
    return f"{stamp} {json.dumps(titles, ensure_ascii=False)}" if titles else stamp


def _stamp(parts: Iterable[str]) -> str:
    return digest_of("\1".join(parts).encode("utf-8", "surrogatepass"))
