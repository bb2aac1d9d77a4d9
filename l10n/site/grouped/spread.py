"""Bring the private catalogs of guides up to the files that hold those of many.

What people see and edit is the one file of a language, or of a section: it is the truth. All verbs
work on a guide's own catalog, in a private folder, which may be deleted at any time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from l10n.cache.actions import mark, observe, put
from l10n.cache.index import note, note_gone, written_state
from l10n.config.settings import Config
from l10n.disk.digests import digest_of
from l10n.disk.jobs import Jobs, map_in_order
from l10n.disk.look import UNKNOWN, FileVersion
from l10n.disk.write import remove_file, write_private
from l10n.errors import L10nError
from l10n.po.refused import render_refused
from l10n.site.grouped.opened import (
    Opened,
    names_in,
    note_contents,
    packed_contents,
    whole_group,
)
from l10n.site.grouped.shares import (
    FOLDER,
    GROUP,
    Spread,
    group_fact,
    groups_of,
    processes,
    shares_of,
    try_group,
    whose,
)
from l10n.site.paths import (
    SECTION,
    below_content,
    catalog_path,
    group_path,
    translates,
)
from l10n.site.sitefiles import ANY_FILE, SiteFiles
from l10n.site.tree import GuideFile, Tree


class _Brought(NamedTuple):
    """What became of a language's private catalogs."""

    states: Mapping[str, FileVersion]
    """Of those that were written."""
    gone: list[str]
    contents: Mapping[str, str]
    """What the language's files have where."""
    strayed: list[str]
    """See ``Spread``."""


def spread(
    files: SiteFiles,
    tree: Tree,
    sources: Mapping[str, GuideFile],
    lock: AbstractContextManager[object],
    jobs: Jobs = 1,
) -> tuple[SiteFiles, Spread]:
    """Bring the private catalogs up to the files that hold those of many guides.

    Under the ``lock``, where there is anything to do. Where such a file cannot be read, neither can
    the private catalogs of the guides in it: it is refused with each of them, and stops no other.
    """
    keys = {each.path: min(each.keys) for each in tree.broken}
    keys |= {each.path: key for key, each in sources.items()}
    guides = digest_of(repr(sorted(keys.items())).encode("utf-8", "surrogatepass"))
    found = Spread(files.config, keys, guides)
    now = {tag: group_fact(files, found, tag) for tag in files.config.languages}
    stale = observe(files.store, GROUP, now)
    stale |= {whose(path)[0] for path in files.index.changed if path.startswith(FOLDER)}
    with lock if stale else nullcontext():
        for done in _spread(files, found, [tag for tag in now if tag in stale], jobs):
            found.strayed.update(done.strayed)
    # Until these are gathered each run finds them.
    put(files.store, GROUP, dict.fromkeys(whose(path)[0] for path in found.strayed))
    paths = tuple(sorted(files.index.files)) if stale else files.paths
    own = paths[bisect_left(paths, FOLDER) : bisect_left(paths, f"{FOLDER}\U0010ffff")]
    found.looks.update((each, files.index.files[each][:4]) for each in own if each.endswith(".po"))
    return replace(files, paths=paths), found


def _spread(
    files: SiteFiles, found: Spread, languages: Sequence[str], jobs: Jobs
) -> Iterator[_Brought]:
    """Bring the private catalogs of languages up to their files; yield what became of each."""
    groups = [path for language in languages for path in groups_of(files, language)]
    count = processes(jobs, sum(files.index.files[path].size for path in groups))
    for done in map_in_order(partial(_bring_up, files, found), languages, count, fewest=2):
        note(files.store, files.index, done.states)
        note_contents(files, done.contents)
        note_gone(files.store, files.index, done.gone)
        changed = {*done.states, *done.gone}
        mark(files.store, {*changed, ANY_FILE} if changed else ())
        yield done


def _bring_up(files: SiteFiles, found: Spread, language: str) -> _Brought:
    """Bring a language's private catalogs up to its files: those are written that differ."""
    config, known = files.config, files.index.files
    groups = {path: try_group(config, path) for path in groups_of(files, language)}
    bad = {path: each for path, each in groups.items() if isinstance(each, L10nError)}
    read = {path: each for path, each in groups.items() if not isinstance(each, L10nError)}
    good = (each.catalog for each in read.values())
    refused = _refused(found, language, bad)
    wanted = {key: each.data for key, each in shares_of(found, good).items()} | refused
    paths = {catalog_path(config, language, key): data for key, data in wanted.items()}
    states = {
        path: write_own(config, path, data)
        for path, data in paths.items()
        if path not in known or known.digest(path) != digest_of(data)
    }
    folder = f"{FOLDER}{language}/"
    gone = [each for each in known if each.startswith(folder) and each not in paths]
    remove_own(config, gone)
    opened = [whole_group(path, each) for path, each in read.items()]
    contents = {each.path: packed_contents(each) for each in opened} | dict.fromkeys(bad, "")
    strayed = _strayed(found, language, opened) - refused.keys()
    own = [catalog_path(config, language, key) for key in sorted(strayed)]
    return _Brought(states, gone, contents, own)


def _strayed(found: Spread, language: str, opened: Iterable[Opened]) -> set[str]:
    """Return the keys of guides of which a file has texts that is not theirs."""
    if SECTION not in found.config.grouped:
        return set()
    return {
        found.sources[name]
        for each in opened
        for name in names_in(each)
        if name in found.sources and group_path(found.config, language, name) != each.path
    }


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
    return written_state(data, write_private(config.root, path, data))


def remove_own(config: Config, paths: Iterable[str]) -> None:
    """Remove private catalogs."""
    for path in paths:
        remove_file(config.root, path, expected=UNKNOWN)
