"""Find the guides that a run need not look at: nothing they hang on has changed.

What a guide's catalogs and pages are follows from its own files, from what it shows of the guides
it links to, and from little else. So when only texts have changed, and nothing by which a guide
is found, all guides are idle but those with changed files, and those that show a title which has
changed. What idle guides add to what a run says is what they added last time. Whatever else has
changed, all are looked at again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import ne

from l10n.cache.state import State, known_result, load_some, load_step
from l10n.config.settings import Config
from l10n.guide import Finding
from l10n.links.site import Page, SiteMap, make_site_map
from l10n.run.lazy import Lazy
from l10n.run.memo import LINKS
from l10n.run.picture import Picture
from l10n.run.sums import Sums
from l10n.run.views import Views
from l10n.site.glossaries import glossary_paths
from l10n.site.guidefile import Findings, GuideFile
from l10n.site.packed import read_facts
from l10n.site.paths import catalog_path
from l10n.site.record import record_path
from l10n.site.sitemap import page_of, scheme_of
from l10n.site.tree import Tree, identify_guides


class NotIdleError(Exception):
    """Something that idle guides hang on has changed in the course of a run."""


@dataclass(frozen=True, slots=True)
class Idle:
    """The guides that a run need not look at."""

    picture: Picture
    """The site as the run before left it."""
    sums: Sums
    """What they add to what the run says."""
    changed: tuple[str, ...]
    """The files that are not as the picture has them."""

    @property
    def orphans(self) -> tuple[Finding, ...]:
        """Return the findings for catalogs that no guide has a use for."""
        return self.picture.orphans

    @property
    def told(self) -> tuple[str, ...]:
        """Return the languages in the order in which pages come."""
        return self.picture.told

    @property
    def searched(self) -> Mapping[str, str]:
        """Return by language the version of the memory that has nothing for their wishes."""
        return self.picture.searched


@dataclass(frozen=True, slots=True)
class Changes:
    """What is not as the picture has it."""

    files: Mapping[int, GuideFile]
    """The changed files of guides, by their row."""
    keys: frozenset[str]
    """The guides of which a source, a page or a catalog has changed."""


def find_changes(
    config: Config, state: State, picture: Picture, paths: Collection[str]
) -> Changes | None:
    """Return what these changed files change; None when that is more than texts of guides."""
    load_some(state, paths, ())
    glossaries = {path for each in config.languages for path in glossary_paths(config, each)}
    if not glossaries.isdisjoint(paths):
        return None
    wanted = {*paths} - {record_path(config)}  # whoever reads that looks if it has changed
    rows = {path: row for row, path in enumerate(picture.rows.paths) if path in wanted}
    files = _read_changed(config, state, picture, rows)
    if files is None:
        return None
    keys = {picture.rows.keys[row] for row in files}
    for path in wanted - rows.keys():
        found = _keys_of(config, path)
        if not found:
            return None
        keys |= found
    return Changes(files, frozenset(keys))


def find_showing(state: State, tree: Tree, language: str, keys: Collection[str]) -> frozenset[str]:
    """Return the guides in this language that show something of those with these keys.

    A guide of which nobody knows what it links to is among them. Raises sqlite3.Error.
    """
    if not keys:
        return frozenset()
    load_step(state, LINKS)
    rows = ((key, known_result(state, LINKS, key)) for key in tree.guides[language])
    return frozenset(
        key for key, row in rows if row is None or not {*keys}.isdisjoint(json.loads(row.data)[0])
    )


def changed_paths(state: State, picture: Picture) -> tuple[str, ...] | None:
    """Return the files that have changed since; None when any has come or gone."""
    before, now = picture.files, state.glance.files if state.glance else {}
    changed = tuple(compress(now, map(ne, now.values(), map(before.get, now))))
    same = len(before) == len(now) and all(path in before for path in changed)
    return changed if same else None


def load_guides(config: Config, state: State, picture: Picture, keys: Collection[str]) -> None:
    """Load what is remembered of guides, and of their pages and catalogs; raises sqlite3.Error."""
    rows = picture.rows
    pages = (path for key, path in zip(rows.keys, rows.paths, strict=True) if key in keys)
    catalogs = (catalog_path(config, each, key) for each in config.languages for key in keys)
    load_some(state, (*pages, *catalogs), (*keys, *config.languages))


def picture_tree(
    config: Config, state: State, picture: Picture, files: Mapping[int, GuideFile]
) -> tuple[Tree, SiteMap]:
    """Return the tree and the map of a picture in which these ``files`` have changed, by row.

    A guide is made of what is remembered when somebody asks for it; if that cannot be read any
    more he gets a NotIdleError.
    """
    rows = picture.rows

    @cache
    def guide(row: int) -> GuideFile:
        if row in files:
            return files[row]
        try:
            if rows.paths[row] not in state.files:
                load_some(state, (rows.paths[row],), ())
            return _known_guide(state, picture, row)[0]
        except (sqlite3.Error, ValueError, TypeError, LookupError) as error:
            raise NotIdleError from error

    @cache
    def page(row: int) -> Page:
        if rows.keys[row]:
            return page_of(guide(row))
        return Page("", rows.languages[row], rows.paths[row])

    numbers: dict[str, dict[str, int]] = {tag: {} for tag in picture.tags}
    for row, (language, key) in enumerate(zip(rows.languages, rows.keys, strict=True)):
        if key:
            numbers[language][key] = row
    guides = {tag: Lazy(found, guide) for tag, found in numbers.items()}
    pages = {tag: Lazy(found, page) for tag, found in numbers.items()}
    by_path = dict(zip(rows.places, range(len(rows.places)), strict=True))
    by_path.pop("", None)
    by_url = Lazy(picture.addresses, page)
    site = make_site_map(scheme_of(config), pages, Lazy(by_path, page), by_url)
    return Tree(guides, picture.broken, picture.findings), site


def picture_views(picture: Picture, site: SiteMap | None) -> Views:
    """Return what guides showed each other when the picture was taken."""
    sources = {key: source for key, (source, _) in picture.views.items()}
    pages = {key: pages for key, (_, pages) in picture.views.items()}
    return Views(sources, pages, picture.shape, site)


def _read_changed(
    config: Config, state: State, picture: Picture, rows: Mapping[str, int]
) -> dict[int, GuideFile] | None:
    """Read changed files of guides; None when any is not the guide it was but for its text."""
    found: dict[int, GuideFile] = {}
    places = {(picture.rows.languages[row], path): row for path, row in rows.items()}
    for place, (guide, faults) in identify_guides(config, tuple(places), state, 1).items():
        row = places[place]
        if not (picture.rows.keys[row] and isinstance(guide, GuideFile)):
            return None
        before = _known_guide(state, picture, row)
        if (_shown(config, before[0]), before[1]) != (_shown(config, guide), faults):
            return None
        found[row] = guide
    return found


def _known_guide(state: State, picture: Picture, row: int) -> tuple[GuideFile, Findings]:
    """Return what is remembered of a guide, which must have been loaded."""
    path = picture.rows.paths[row]
    return read_facts(path, picture.rows.languages[row], state.files[path].facts)


def _shown(config: Config, file: GuideFile) -> tuple[object, ...]:
    """Return all by which other guides find this one, or it leads them somewhere."""
    anchored = file.anchored if file.language == config.source_language else ()
    return (file.key, file.keyed, file.dialect, file.url, file.aliases, anchored)


def _keys_of(config: Config, path: str) -> frozenset[str]:
    """Return the keys whose catalog a file may be."""
    return frozenset(_possible_keys(config, path))


def _possible_keys(config: Config, path: str) -> Iterator[str]:
    for language in config.languages:
        before, _, after = config.catalogs.replace("{lang}", language).partition("{key}")
        key = path.removeprefix(before).removesuffix(after)
        if catalog_path(config, language, key) == path:
            yield key
