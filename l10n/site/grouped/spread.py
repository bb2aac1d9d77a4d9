"""Bring the private catalogs of guides up to the files that hold those of many.

What people see and edit is the one file of a language, or of a section: it is the truth. All verbs
work on a guide's own catalog, in a private folder, which may be deleted at any time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from l10n.cache.actions import fact_names, mark, observe
from l10n.cache.index import note, note_gone, written_state
from l10n.config.settings import Config
from l10n.disk.digests import digest_of
from l10n.disk.look import UNKNOWN, FileVersion, look_at
from l10n.disk.write import remove_file, write_bytes
from l10n.errors import L10nError
from l10n.po.refused import render_refused
from l10n.site.grouped.opened import note_contents, packed_contents, whole_group
from l10n.site.grouped.shares import (
    FOLDER,
    GROUP,
    PART,
    Spread,
    group_fact,
    groups_of,
    shares_of,
    try_group,
    whose,
)
from l10n.site.paths import below_content, catalog_path, group_path, path_key, translates
from l10n.site.sitefiles import ANY_FILE, SiteFiles
from l10n.site.tree import GuideFile, Tree


def spread(
    files: SiteFiles,
    tree: Tree,
    sources: Mapping[str, GuideFile],
    lock: AbstractContextManager[object],
) -> tuple[SiteFiles, Spread]:
    """Bring the private catalogs up to the files that hold those of many guides.

    Under the ``lock``, where there is anything to do. Where such a file cannot be read, neither can
    the private catalogs of the guides in it: it is refused with each of them, and stops no other.
    """
    keys = {each.path: min(each.keys) for each in tree.broken}
    keys |= {each.path: key for key, each in sources.items()}
    odd = (each for each in keys.items() if each[1] != path_key(files.config, each[0]))
    found = Spread(files.config, keys, tuple(sorted(odd)))
    now = {tag: group_fact(files, found, tag) for tag in files.config.languages}
    stale = observe(files.store, GROUP, now)
    touched = {path for path in files.index.changed if path.startswith(FOLDER)}
    stale |= {language for language, _ in map(whose, touched)}
    with lock if stale else nullcontext():
        for tag in files.config.languages:
            if tag in stale:
                _spread(files, found, tag, touched)
    paths = tuple(sorted(files.index.files)) if stale else files.paths
    own = paths[bisect_left(paths, FOLDER) : bisect_left(paths, f"{FOLDER}\U0010ffff")]
    found.looks.update((each, files.index.files[each][:4]) for each in own if each.endswith(".po"))
    return replace(files, paths=paths), found


def _spread(files: SiteFiles, found: Spread, language: str, touched: Collection[str]) -> None:
    """Bring a language's private catalogs up to its files."""
    config = files.config
    groups = {path: try_group(config, path) for path in groups_of(files, language)}
    bad = {path: each for path, each in groups.items() if isinstance(each, L10nError)}
    read = {path: each for path, each in groups.items() if not isinstance(each, L10nError)}
    good = (each.catalog for each in read.values())
    refused = _refused(found, language, bad)
    wanted = {key: each.data for key, each in shares_of(found, good).items()} | refused
    facts = {f"{language}/{key}": digest_of(data) for key, data in wanted.items()}
    known = {each for each in fact_names(files.store, PART) if each.startswith(f"{language}/")}
    stale = observe(files.store, PART, facts, known | facts.keys())
    paths = {catalog_path(config, language, key): key for key in wanted}
    states = {
        path: write_own(config, path, wanted[key])
        for path, key in paths.items()
        if path not in files.index.files or path in touched or f"{language}/{key}" in stale
    }
    folder = f"{FOLDER}{language}/"
    gone = [each for each in files.index.files if each.startswith(folder) and each not in paths]
    remove_own(config, gone)
    note(files.store, files.index, states)
    contents = {path: packed_contents(whole_group(path, each)) for path, each in read.items()}
    note_contents(files, {**contents, **dict.fromkeys(bad, "")})
    note_gone(files.store, files.index, gone)
    mark(files.store, {*states, *gone, ANY_FILE} if states or gone else ())


def _refused(found: Spread, language: str, bad: Mapping[str, L10nError]) -> dict[str, bytes]:
    """Return what stands for the guides that belong into files that cannot be read, by key."""
    config = found.config
    return {
        key: render_refused(bad[group])
        for path, key in (found.sources.items() if bad else ())
        if (group := group_path(config, language, path)) in bad
        and translates(config, language, below_content(config, path))
    }


def write_own(config: Config, path: str, data: bytes) -> FileVersion:
    """Write the private catalog of a guide; return what the file is then."""
    seen = write_bytes(config.root, path, data, durable=False, expected=UNKNOWN)
    return written_state(data, seen or look_at(f"{config.root}/{path}"))


def remove_own(config: Config, paths: Iterable[str]) -> None:
    """Remove private catalogs."""
    for path in paths:
        remove_file(config.root, path, expected=UNKNOWN)
