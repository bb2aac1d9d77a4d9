"""Open a run on the few guides for which something has changed, beside all that are idle."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Final

from l10n.cache.state import State, known_result, load_picture
from l10n.config.settings import Config
from l10n.disk.digests import digest_of
from l10n.disk.files import is_there, read_bytes
from l10n.disk.output import Output
from l10n.errors import L10nError
from l10n.run.idle import (
    Idle,
    NotIdleError,
    changed_paths,
    find_changes,
    find_showing,
    load_guides,
    picture_tree,
    picture_views,
)
from l10n.run.memo import LINKS, Memo
from l10n.run.picture import Picture, read_picture
from l10n.run.run import Run, read_once
from l10n.run.sums import STEPS, Part, less
from l10n.run.views import Basis, change_views, changed_views
from l10n.site.links import linker_of
from l10n.site.paths import catalog_path
from l10n.site.record import Record, record_path
from l10n.site.record_edit import StoredRecord
from l10n.site.selection import Selection, languages_of
from l10n.site.tree import GuideFile, Tree

MOST: Final = 12
"""So many guides are looked at alone; for more, to look at all is no great detour."""


def narrow_run(config: Config, state: State, *, output: Output, jobs: int) -> Run | None:
    """Return a run on the guides that are not idle; None when all have to be looked at."""
    # Names of pages and owners of keys may hang on any catalog and any page.
    if config.slugs or config.fallback_sources or state.glance is None:
        return None
    # Whatever is wrong with what is remembered, or with a file, who looks at all will see.
    with suppress(sqlite3.Error, ValueError, TypeError, LookupError, L10nError, NotIdleError):
        if stored := load_picture(state):
            return _open(config, state, read_picture(stored), output, jobs)
    return None


def parts_of(
    config: Config, state: State, tree: Tree, files: Iterable[GuideFile]
) -> Iterator[Part]:
    """Yield what is remembered of these guides; raises LookupError or ValueError when it is not."""
    for file in files:
        languages = languages_of(config, file, config.languages)
        if languages:
            shown = frozenset(each for each in languages if file.key in tree.guides[each])
            rows = {step: known_result(state, step, file.key) for step in STEPS}
            data = {step: json.loads(row.data) for step, row in rows.items() if row}
            yield Part(file.key, languages, shown, data)


def _open(config: Config, state: State, picture: Picture, output: Output, jobs: int) -> Run | None:
    paths = changed_paths(state, picture)
    if paths is None or len(paths) > MOST * 2 * (len(config.languages) + 1):
        return None
    changes = find_changes(config, state, picture, paths)
    if changes is None or len(changes.keys | picture.busy) > MOST:
        return None
    tree, site = picture_tree(config, state, picture, changes.files)
    record = _read_record(config, picture)
    if record is None:
        return None
    sources = tree.guides[config.source_language]
    linker, memo = linker_of(config, site, sources, picture.anchors), Memo(state)
    load_guides(config, state, picture, changes.keys)
    before = picture_views(picture, site)
    views = change_views(before, changes.keys, Basis(memo, linker, tree, record))
    showing = find_showing(state, tree, config.source_language, changed_views(before, views))
    keys = changes.keys | picture.busy | showing
    if len(keys) > MOST:
        return None
    load_guides(config, state, picture, keys | _linked(state, keys))
    selection = Selection(config.languages, tuple(sources[key] for key in sorted(keys)))
    pairs = dict(selection.pairs(config))
    if not all(
        catalog_path(config, language, file.key) in picture.files
        for file, languages in pairs.items()
        for language in languages
    ):
        return None  # a catalog may follow a guide whose key has changed
    counted = (each for each in selection.guides if each.key not in picture.busy)
    idle = Idle(picture, less(picture.sums, parts_of(config, state, tree, counted)), paths)
    texts = read_once(config)
    return Run(tree, selection, pairs, linker, record, texts, output, jobs, memo, views, idle)


def _linked(state: State, keys: Collection[str]) -> frozenset[str]:
    """Return the guides that these are known to link to."""
    rows = (known_result(state, LINKS, key) for key in keys)
    return frozenset(key for row in rows if row for key in json.loads(row.data)[0])


def _read_record(config: Config, picture: Picture) -> Record | None:
    """Read the record; None when it is not the one that the picture has."""
    path = record_path(config)
    if not is_there(config.root / path, path):
        return None if picture.record else {}
    data = read_bytes(config.root / path, path)
    if digest_of(data) != picture.record:
        return None
    return StoredRecord(data, {})
