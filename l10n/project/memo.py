"""Results of earlier runs, each good as long as all that it was made from is the same.

A guide's result hangs on its own files, and on what it shows of the guides that it links to: where
their pages are and what they are called. Both are in its stamp.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final

from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.extract import Extraction
from l10n.guide import Guide
from l10n.links.localize import read_references
from l10n.links.site import Page
from l10n.links.titles import title_facts
from l10n.project.catalogs import read_catalog
from l10n.project.config import Config
from l10n.project.linking import Linker, source_page
from l10n.project.paths import catalog_path
from l10n.project.published import Record
from l10n.project.state import FileState, Result, State, digest_of, file_state
from l10n.project.tree import GuideFile, Tree

_LINKS: Final = "links"
_MISSING: Final = "-"


@dataclass(frozen=True, slots=True)
class Memo:
    """What earlier runs found, and the files as this step of the run found them."""

    state: State
    looked: dict[str, FileState | None] = field(default_factory=dict)

    def look(self, path: str) -> FileState | None:
        """Return what is known of a file, which is looked at once; None when it is missing."""
        if path not in self.looked:
            self.looked[path] = file_state(self.state, path)
        return self.looked[path]

    def digest(self, path: str) -> str:
        """Return the digest of a file's content."""
        known = self.look(path)
        return known.digest if known else _MISSING


@dataclass(frozen=True, slots=True)
class Links:
    """What a source guide links to."""

    keys: tuple[str, ...]
    """The keys of guides, sorted."""
    is_open: bool
    """Whether some link leads to no guide: any new page may be what it means."""


@dataclass(frozen=True, slots=True)
class Views:
    """What guides show each other."""

    pages: Mapping[str, str]
    """What stands for the pages of a guide in all languages, by key."""
    shape: str
    """What stands for all of them."""


NO_VIEWS: Final = Views({}, "")


def recall(memo: Memo, step: str, key: str, stamp: str) -> Any:
    """Return what was remembered of a guide with this stamp; None when nothing was."""
    known = memo.state.new_results.get((step, key)) or memo.state.results.get((step, key))
    return json.loads(known.data) if known and stamp and known.stamp == stamp else None


def remember(memo: Memo, step: str, key: str, stamp: str, data: object) -> None:
    """Remember what a step found of a guide; ``data`` is anything that JSON can hold."""
    result = Result(stamp, json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    if stamp and memo.state.results.get((step, key)) != result:
        memo.state.new_results[step, key] = result


def links_of(linker: Linker, guide: Guide, extraction: Extraction) -> Links:
    """Return what a guide links to."""
    page = source_page(linker, guide.key)
    found = read_references(guide.text, extraction.layout, linker.site, page)
    keys = {each.page.key for each in found if each.page} - {guide.key, ""}
    return Links(tuple(sorted(keys)), any(not (each.page and each.page.key) for each in found))


def remember_links(memo: Memo, file: GuideFile, links: Links) -> None:
    """Remember what a guide links to, as long as it stays as it is."""
    remember(memo, _LINKS, file.key, memo.digest(file.path), [links.keys, links.is_open])


def stamp_of(memo: Memo, views: Views, file: GuideFile, parts: Iterable[str]) -> str:
    """Return the stamp of a guide and of these ``parts``; empty when its links are not known."""
    own = memo.digest(file.path)
    known = recall(memo, _LINKS, file.key, own)
    if known is None:
        return ""
    keys, is_open = known
    shown = [views.pages.get(key, _MISSING) for key in keys]
    named = [file.path, own, views.pages.get(file.key, _MISSING), views.shape if is_open else ""]
    return _stamp((*named, *shown, "", *parts))


def shows_any(memo: Memo, file: GuideFile, keys: Collection[str]) -> bool:
    """Tell whether a guide links to one of these, or may do so."""
    known = recall(memo, _LINKS, file.key, memo.digest(file.path))
    return known is None or known[1] or not set(keys).isdisjoint(known[0])


def catalog_parts(
    memo: Memo, config: Config, key: str, languages: Iterable[str]
) -> tuple[str, ...]:
    """Return the digests of a guide's catalogs, for its stamp."""
    return tuple(f"{each} {memo.digest(catalog_path(config, each, key))}" for each in languages)


def read_views(
    memo: Memo,
    linker: Linker,
    tree: Tree,
    record: Record,
    written: frozenset[tuple[str, str]] = frozenset(),
) -> Views:
    """Return what guides show each other, given what was ``written`` since the tree was read."""
    config = linker.config
    parts: dict[str, list[str]] = {}
    for language in tree.guides:
        pages, files = linker.site.pages[language], tree.guides[language]
        for key, page in pages.items():
            file = files.get(key)
            known = record.get((language, key))
            is_ours = (language, key) in written or bool(
                file and known and file.digest in known.digests
            )
            parts.setdefault(key, []).append(_shown_page(page, file, is_ours=is_ours))
    for key, shown in parts.items():
        shown += (_title_facts(memo, config, each, key) for each in config.languages)
        shown += sorted(linker.anchors.get(key, ()))
    views = {key: _stamp(shown) for key, shown in parts.items()}
    return Views(views, _stamp(f"{key} {views[key]}" for key in sorted(views)))


def _shown_page(page: Page, file: GuideFile | None, *, is_ours: bool) -> str:
    # A page of ours is called what its catalog says.
    titles = () if is_ours else page.titles
    aliases = file.aliases if file else ()
    return "\0".join((page.language, page.path, page.url, *titles, "", *aliases))


def _title_facts(memo: Memo, config: Config, language: str, key: str) -> str:
    """Return what stands for the titles that a catalog knows; it is read when it has changed."""
    path = catalog_path(config, language, key)
    known = memo.look(path)
    if known is None or known.facts:
        return known.facts if known else _MISSING
    catalog: Catalog | None = None
    with suppress(L10nError):  # reported where it is worked on
        catalog = read_catalog(config, language, key)
    titles = title_facts(catalog, config.links.titles) if catalog else ()
    facts = _stamp(titles)
    memo.looked[path] = memo.state.new_files[path] = known._replace(facts=facts)
    return facts


def _stamp(parts: Iterable[str]) -> str:
    return digest_of("\1".join(parts).encode("utf-8", "surrogatepass"))


def fresh(memo: Memo) -> Memo:
    """Return a memo that looks at every file again, for some were written."""
    return replace(memo, looked={})
