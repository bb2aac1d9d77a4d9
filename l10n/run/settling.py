"""Take a picture of the site as a run leaves it, when nothing is left to do."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from l10n.cache.glance import Glance
from l10n.cache.knowing import NEVER
from l10n.cache.state import State, known_result
from l10n.config.settings import Config
from l10n.disk.digests import digest_of
from l10n.disk.files import is_there, read_bytes
from l10n.disk.look import Seen, is_racy, seen
from l10n.errors import L10nError
from l10n.guide import Finding
from l10n.links.site import SiteMap
from l10n.run.idle import (
    Changes,
    Idle,
    NotIdleError,
    find_changes,
    find_showing,
    picture_views,
)
from l10n.run.memo import Memo
from l10n.run.narrowing import MOST, parts_of
from l10n.run.picture import Picture, Rows, change_picture, write_picture
from l10n.run.remembering import SEARCHED
from l10n.run.run import Run
from l10n.run.sums import NOTHING, STEPS, Part, Sums, plus
from l10n.run.views import Basis, Views, change_views, changed_views
from l10n.site.links import with_fresh_catalogs
from l10n.site.record import record_path
from l10n.site.record_edit import StoredRecord, render_record
from l10n.site.tree import Tree


def settle(run: Run, orphans: Collection[Finding], told: Collection[str]) -> None:
    """Remember a picture of the site; none when somebody else may find something to do.

    ``orphans`` are the findings for catalogs that no guide has a use for, ``told`` the languages
    in the order in which pages come.
    """
    memo = run.memo
    if memo is None or memo.state.glance is None or run.config.slugs:
        return
    with suppress(
        sqlite3.Error, ValueError, TypeError, LookupError, OSError, L10nError, NotIdleError
    ):
        state, glance = memo.state, memo.state.glance
        if run.idle:
            picture = _change(run, run.idle, state, glance)
        else:
            picture = _take(run, state, glance, tuple(orphans), tuple(told))
        if picture and len(picture.busy) <= MOST:
            state.new_picture.update(write_picture(picture))


def _take(
    run: Run, state: State, glance: Glance, orphans: tuple[Finding, ...], told: tuple[str, ...]
) -> Picture | None:
    """Return the picture of a site at which a run has looked, and changed nothing."""
    record = _read_record(run.config)
    if len(glance.files) < glance.count or (record and record != render_record(run.record)):
        return None
    sums, busy, wishing = _sort_out(run, state, NOTHING)
    searched = _searched(state, wishing)
    # The picture of a large site takes room, and nobody asks for what was loaded any more.
    state.results.clear()
    state.files.clear()
    rows = _rows(run.tree, run.linker.site)
    numbers = {path: row for row, path in enumerate(rows.paths)}
    site, views = run.linker.site, run.views
    return Picture(
        files={path: _if_certain(each, glance.started) for path, each in glance.files.items()},
        rows=rows,
        addresses={url: numbers[page.path] for url, page in site.by_url.items()},
        tags=tuple(run.tree.guides),
        broken=run.tree.broken,
        findings=run.tree.findings,
        orphans=orphans,
        anchors=run.linker.anchors,
        views={key: (source, views.pages[key]) for key, source in views.sources.items()},
        shape=views.shape,
        record=_digest(record),
        busy=busy,
        sums=sums,
        told=told,
        searched=searched,
    )


def _change(run: Run, idle: Idle, state: State, glance: Glance) -> Picture | None:
    """Return the picture that a run had, with what it found changed, and what it has changed."""
    before = idle.picture
    files = {
        path: _if_certain(glance.files[path], glance.started)
        for path in idle.changed
        if path in glance.files
    }
    for path in before.files.keys() - glance.files.keys():  # it was written
        files[path] = _not_certain(seen((run.config.root / path).stat()))
    changes = find_changes(run.config, state, before, files)
    record = _read_record(run.config)
    if changes is None:
        return None
    views = _look_again(run, state, before, changes, record)
    changed = changed_views(picture_views(before, None), views)
    showing = find_showing(state, run.tree, run.config.source_language, changed)
    if not showing <= {file.key for file in run.pairs}:
        return None
    sums, busy, _ = _sort_out(run, state, idle.sums, showing)
    return replace(
        change_picture(before, files),
        views={key: (source, views.pages[key]) for key, source in views.sources.items()},
        record=_digest(record),
        busy=busy,
        sums=sums,
        searched=_searched(state, before.searched),
    )


def _look_again(run: Run, state: State, before: Picture, changes: Changes, record: bytes) -> Views:
    """Return what guides show others at the end of a run."""
    guides = {
        tag: {file.key: pages[file.key] for file in run.selection.guides if file.key in pages}
        for tag, pages in run.tree.guides.items()
    }
    for row, file in changes.files.items():
        guides[file.language][before.rows.keys[row]] = file
    tree = replace(run.tree, guides=guides)
    known = StoredRecord(record, {}) if record else {}
    linker = with_fresh_catalogs(run.linker)
    keys = [file.key for file in run.selection.guides]
    return change_views(run.views, keys, Basis(Memo(state), linker, tree, known))


def _sort_out(
    run: Run, state: State, sums: Sums, doubtful: Collection[str] = ()
) -> tuple[Sums, frozenset[str], set[str]]:
    """Add to the sums the guides of which all is remembered; they are gone through one by one.

    Returns also the keys of the others, to which those belong that are ``doubtful``, because what
    they show has changed meanwhile; and the languages in which what was added wishes for more.
    """
    files = [
        file
        for file in run.pairs
        if file.key not in doubtful and all((step, file.key) in state.confirmed for step in STEPS)
    ]
    rows = ((each, known_result(state, SEARCHED, each)) for each in run.config.languages)
    known = {language: json.loads(row.data) for language, row in rows if row}
    settled: set[str] = set()
    wishing: set[str] = set()

    def parts() -> Iterator[Part]:
        for part in parts_of(run.config, state, run.tree, files):
            wishes = dict(zip(part.languages, part.rows["extract"][5], strict=True))
            wishes = {language: wish for language, wish in wishes.items() if wish}
            if all(known.get(each, {}).get(part.key) == wish for each, wish in wishes.items()):
                settled.add(part.key)
                wishing.update(wishes)
                yield part

    total = plus(sums, parts())
    return total, frozenset(file.key for file in run.pairs if file.key not in settled), wishing


def _searched(state: State, languages: Iterable[str]) -> dict[str, str]:
    """Return the version of the memory in which each of these languages has searched last."""
    rows = {each: known_result(state, SEARCHED, each) for each in languages}
    return {language: row.stamp for language, row in rows.items() if row}


def _rows(tree: Tree, site: SiteMap) -> Rows:
    places = {page.path: place for place, page in site.by_path.items()}
    broken = [(each.language, "", each.path) for each in tree.broken]
    guides = [
        (language, key, file.path)
        for language, files in tree.guides.items()
        for key, file in files.items()
    ]
    languages, keys, paths = ([*each] for each in zip(*broken, *guides, strict=True))
    return Rows(languages, keys, paths, [places.get(path, "") for path in paths])


def _if_certain(file: Seen, moment: int) -> Seen:
    return _not_certain(file) if is_racy(file, moment) else file


def _not_certain(file: Seen) -> Seen:
    """Return what no file will ever look like."""
    size, mtime, _, inode = file
    return (size, mtime, NEVER, inode)


def _read_record(config: Config) -> bytes:
    """Return the bytes of the record, none when there is none."""
    path = record_path(config)
    there = is_there(config.root / path, path)
    return read_bytes(config.root / path, path) if there else b""


def _digest(record: bytes) -> str:
    return digest_of(record) if record else ""
