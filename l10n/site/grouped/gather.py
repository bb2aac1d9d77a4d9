"""Bring the files of many guides up to the private catalogs that have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeAlias

from l10n.cache.actions import mark, put
from l10n.cache.index import note, note_gone, written_state
from l10n.catalog import Catalog, Entry
from l10n.disk.jobs import Jobs, default_jobs, map_in_order
from l10n.disk.look import NOTHING, FileVersion
from l10n.disk.output import Write
from l10n.errors import L10nError
from l10n.guide import Localized
from l10n.po import render_catalog, splice_catalog
from l10n.po.grouped import Extracted, Part, join_parts
from l10n.site.grouped.shares import (
    GROUP,
    PART,
    Group,
    Share,
    Spread,
    group_fact,
    groups_of,
    look,
    read_own,
    shares_of,
    try_group,
    whose,
)
from l10n.site.grouped.spread import remove_own, write_own
from l10n.site.paths import catalog_path, group_path
from l10n.site.sitefiles import ANY_FILE, SiteFiles

_Own: TypeAlias = Mapping[str, Catalog | None]
"""The private catalogs that have changed, by key; None for one that has gone."""

_MANY: Final = 50
"""So many changed catalogs are worth a process."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What was written of one language, and what is said of which guide now."""

    states: dict[str, FileVersion] = field(default_factory=dict)
    own: dict[str, FileVersion] = field(default_factory=dict)
    """Of the private catalogs that were written."""
    moved: set[str] = field(default_factory=set)
    """Those of them that say the same of every text, in other places."""
    gone: tuple[str, ...] = ()
    facts: Mapping[str, str | None] = field(default_factory=dict)


def gather_groups(
    files: SiteFiles, found: Spread, write: Write, extracted: Extracted, jobs: Jobs = 1
) -> dict[Localized, bool]:
    """Bring the files of many guides up to the private catalogs that have changed.

    Returns the guides and languages whose private catalog was written by that, and whether it says
    something else of a text; the caller makes stale what depends on these. Raises L10nError for a
    file that cannot be read or written, or has changed meanwhile.
    """
    before = dict(found.looks)
    look(found)
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for path in before.keys() | found.looks.keys():
        if before.get(path) != found.looks.get(path):
            language, key = whose(path)
            keys[language].add(key)
    ordered = sorted(keys)
    work = partial(_gather, files, found, keys, write, extracted)
    many = sum(map(len, keys.values())) > _MANY
    here = jobs if isinstance(jobs, int) else default_jobs()
    renewed: dict[Localized, bool] = {}
    for language, done in zip(
        ordered, map_in_order(work, ordered, here if many else 1, fewest=2), strict=True
    ):
        note(files.store, files.index, done.states | done.own)
        note_gone(files.store, files.index, done.gone)
        mark(files.store, [*done.states, ANY_FILE])
        put(files.store, PART, {f"{language}/{key}": each for key, each in done.facts.items()})
        put(files.store, GROUP, {language: group_fact(files, found, language)})
        paths = (*done.own, *done.gone)
        renewed |= {Localized(*whose(path)): path not in done.moved for path in paths}
    look(found)
    return renewed


def settle_groups(files: SiteFiles, found: Spread, write: Write, jobs: Jobs = 1) -> None:
    """Gather what was written of texts that guides have had before, as ``gather_groups`` does."""
    renewed = gather_groups(files, found, write, lambda *_: (), jobs)
    mark(files.store, (catalog_path(found.config, *each) for each in renewed))


def reshape_groups(files: SiteFiles, found: Spread, languages: Iterable[str], write: Write) -> int:
    """Bring the files of many guides to canonical form; return how many were not.

    Raises L10nError as ``gather_groups`` does.
    """
    states: dict[str, FileVersion] = {}
    for language in languages:
        for path in groups_of(files, language):
            group = try_group(found.config, path)
            if isinstance(group, L10nError):  # which the checks have said
                continue
            data = render_catalog(group.catalog).encode()
            if data != group.data:
                states[path] = written_state(data, write(path, data, durable=True) or NOTHING)
    note(files.store, files.index, states)
    return len(states)


def _gather(  # what, how, and of which language
    files: SiteFiles,
    found: Spread,
    keys: Mapping[str, Collection[str]],
    write: Write,
    extracted: Extracted,
    language: str,
) -> _Gathered:
    """Bring a language's files up to the private catalogs that have changed."""
    config = found.config
    own = {key: read_own(config, language, key) for key in sorted(keys[language])}
    sources = {key: found.source(key, catalog) for key, catalog in own.items()}
    paths = {group_path(config, language, each) for each in sources.values() if each}
    done = _Gathered()
    touched = set(own)
    joined: list[Catalog] = []
    is_whole = True
    for path in sorted({*groups_of(files, language), *paths}):
        group = try_group(config, path)
        if isinstance(group, L10nError):
            if path in paths:  # it was not so when the run began
                raise group
            is_whole = False
            continue
        new = group.catalog
        if parts := _parts(found, language, path, new, own, sources):
            new = join_parts(_headed(new, own), parts, extracted)
            touched |= _touched(found, group.catalog, new)
            done.states.update(_write_group(path, group, new, write))
            new = replace(new, slips=())  # which were written mended
        joined.append(new)
    shares = shares_of(found, joined)
    absent = sorted(touched - shares.keys()) if is_whole else ()
    gone = (catalog_path(config, language, key) for key in absent)
    done = replace(
        done,
        gone=tuple(path for path in gone if path in found.looks),
        facts={key: shares[key].digest if key in shares else None for key in touched},
    )
    remove_own(config, done.gone)
    for key in sorted(touched & shares.keys()):
        old = own[key] if key in own else read_own(config, language, key)
        _renew(found, done, Localized(language, key), old, shares[key])
    return done


def _renew(
    found: Spread, done: _Gathered, each: Localized, old: Catalog | None, share: Share
) -> None:
    """Write a private catalog where the files have come to say something else of its guide."""
    if old and not old.slips and old == Catalog(share.header, share.entries):
        return
    path = catalog_path(found.config, *each)
    done.own[path] = write_own(found.config, path, share)
    if old and _texts(old.entries) == _texts(share.entries):
        done.moved.add(path)


def _texts(entries: Collection[Entry]) -> set[Entry]:
    """Return what entries say, without where."""
    return {each._replace(extracted=(), references=()) for each in entries if not each.obsolete}


def _parts(  # of which file, and of which guides
    found: Spread,
    language: str,
    path: str,
    group: Catalog,
    own: _Own,
    sources: Mapping[str, str],
) -> list[Part]:
    """Return what is to become of these guides in a file of many, of those that are in it."""
    names = {name for each in group.entries if not each.obsolete for name in each.references}
    was: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        was[found.key(name)].add(name)
    parts: list[Part] = []
    for key, catalog in own.items():
        source = sources[key]
        is_here = group_path(found.config, language, source) == path if source else key in was
        if is_here or key in was:
            entries = catalog.entries if catalog and is_here else ()
            parts.append(Part(source or min(was[key]), frozenset(was.get(key, ())), entries))
    return parts


def _headed(group: Catalog, own: _Own) -> Catalog:
    """Return a group's catalog with a header, which is a guide's where there is none yet."""
    if group.header.msgstr:
        return group
    headers = (each.header for each in own.values() if each and each.header.msgstr)
    return replace(group, header=next(headers, group.header))


def _touched(found: Spread, old: Catalog, new: Catalog) -> set[str]:
    """Return the keys of the guides that have a text whose entry says something else by now."""
    known = {each.identity: each for each in old.entries}
    slips = {each.identity for each in old.slips}
    names: set[str] = set()
    for each in new.entries:
        if each.identity in slips or each != known.get(each.identity):
            names.update(each.references)
    return {key for name in names if (key := found.key(name))}


def _write_group(path: str, group: Group, new: Catalog, write: Write) -> dict[str, FileVersion]:
    if group.data:
        data = splice_catalog(group.data, group.catalog, new)
    else:
        data = render_catalog(new).encode() if new.entries else b""
    if data == group.data:
        return {}
    seen = write(path, data, durable=True)
    return {path: written_state(data, seen or NOTHING)}
