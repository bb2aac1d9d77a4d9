"""What the files of many guides are to be, and what they say of each guide then.

A text of several guides has one translation there, so that a guide's private catalog may have to
say something else than it did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from l10n.catalog import Catalog, Entry
from l10n.config.settings import Config
from l10n.errors import L10nError
from l10n.po import parse_catalog
from l10n.po.grouped import Extracted, Part, Slice, Slot, join_slice
from l10n.site.grouped.opened import Known, Opened, names_in, open_group, read_slice, with_slots
from l10n.site.grouped.shares import Share, Spread, read_data, shares_of
from l10n.site.paths import catalog_path, group_path

Own: TypeAlias = Mapping[str, bytes]
"""Private catalogs, by key; empty where there is none."""
_Read: TypeAlias = Mapping[str, Catalog | None]
"""Those that have changed; None for one that has gone, or is damaged."""


class Joined(NamedTuple):
    """What becomes of the files of a language."""

    sources: frozenset[str]
    """The guides whose private catalogs have changed, by the paths of their sources."""
    groups: Mapping[str, Opened]
    """The files of many guides that are to be written, by path."""
    own: Own
    """What they say of each guide of which they may say something else by now."""
    renewed: Mapping[str, bool]
    """The keys of the private catalogs that are to be written, and whether any text says something
    else there: it may only be in other places."""
    gone: frozenset[str]
    """The keys of guides of which no file says anything; none where a file cannot be read."""


def join_own(
    found: Spread,
    language: str,
    groups: Mapping[str, Known | None],
    own: Own,
    extracted: Extracted,
) -> Joined:
    """Return what becomes of the files of a language by private catalogs that have changed.

    Raises L10nError where the file of any of these guides cannot be read.
    """
    config = found.config
    read = {key: _parse(config, language, key, data) for key, data in own.items()}
    sources = {key: found.source(key, catalog) for key, catalog in read.items()}
    paths = {group_path(config, language, each) for each in sources.values() if each}
    touched = set(own)
    opened: list[Opened] = []
    joined: list[Catalog] = []
    written: dict[str, Opened] = {}
    is_whole = True
    for path in sorted({*groups, *paths}):
        group = open_group(config, path, groups.get(path))
        if isinstance(group, L10nError):
            if path in paths:  # it was not so when the run began
                raise group
            is_whole = False
            continue
        if parts := _parts(found, language, path, group, read, sources):
            some, slots = _join(group, parts, read, extracted)
            names = _touched(some.catalog, slots)
            touched.update(key for name in names if (key := found.key(name)))
            joined.append(Catalog(some.catalog.header, tuple([each.entry for each in slots])))
            new = with_slots(group, some, slots)
            if new.data != group.data:
                written[path] = group = new
        opened.append(group)
    shares = shares_of(found, joined, {each for each in sources.values() if each})
    shares |= _shares(found, opened, touched - own.keys())
    data_of = {key: shares[key].data for key in sorted(shares)}
    return Joined(
        frozenset(filter(None, sources.values())),
        written,
        data_of,
        dict(_renewed(config, language, own, read, shares, data_of)),
        frozenset(touched - shares.keys()) if is_whole else frozenset(),
    )


def _join(
    group: Opened, parts: Sequence[Part], own: _Read, extracted: Extracted
) -> tuple[Slice, list[Slot]]:
    """Return the entries of a file that these parts may concern, and what comes to be there."""
    names = {name for part in parts for name in part.was}
    texts = {each.identity for part in parts for each in part.entries}
    some = read_slice(group, names, texts)
    some = some._replace(catalog=_headed(some.catalog, own))
    return some, join_slice(some, parts, extracted)


def _shares(found: Spread, groups: Collection[Opened], keys: Collection[str]) -> dict[str, Share]:
    """Return what the files of a language have of these guides."""
    if not keys:
        return {}
    names = {name for each in groups for name in names_in(each) if found.key(name) in keys}
    shares = shares_of(found, [read_slice(each, names).catalog for each in groups], names)
    return {key: shares[key] for key in keys & shares.keys()}


def _parse(config: Config, language: str, key: str, data: bytes) -> Catalog | None:
    with suppress(L10nError):
        return parse_catalog(data, catalog_path(config, language, key)) if data else None
    return None


def _renewed(  # of which language: what its catalogs were, and are to be
    config: Config, language: str, own: Own, read: _Read, shares: Mapping[str, Share], data_of: Own
) -> Iterable[tuple[str, bool]]:
    for key, data in data_of.items():
        before = own[key] if key in own else read_data(config, language, key)
        if data != before:
            old = read[key] if key in read else _parse(config, language, key, before)
            yield key, old is None or _texts(old.entries) != _texts(shares[key].entries)


def _texts(entries: Collection[Entry]) -> set[Entry]:
    """Return what entries say, without where."""
    return {each._replace(extracted=(), references=()) for each in entries if not each.obsolete}


def _parts(  # of which file, and of which guides
    found: Spread,
    language: str,
    path: str,
    group: Opened,
    own: _Read,
    sources: Mapping[str, str],
) -> list[Part]:
    """Return what is to become of these guides in a file of many, of those that are in it."""
    was: defaultdict[str, set[str]] = defaultdict(set)
    for name in names_in(group):
        was[found.key(name)].add(name)
    parts: list[Part] = []
    for key, catalog in own.items():
        source = sources[key]
        is_here = group_path(found.config, language, source) == path if source else key in was
        if is_here or key in was:
            entries = catalog.entries if catalog and is_here else ()
            parts.append(Part(source or min(was[key]), frozenset(was.get(key, ())), entries))
    return parts


def _headed(group: Catalog, own: _Read) -> Catalog:
    """Return a group's catalog with a header, which is a guide's where there is none yet."""
    if group.header.msgstr:
        return group
    headers = (each.header for each in own.values() if each and each.header.msgstr)
    return replace(group, header=next(headers, group.header))


def _touched(old: Catalog, slots: Iterable[Slot]) -> set[str]:
    """Return the names of the guides with a text of which their catalogs say something else."""
    known = {each.identity: each for each in old.entries}
    slips = {each.identity for each in old.slips}
    names: set[str] = set()
    for _, each in slots:
        before = known.get(each.identity)
        if before is None or each.identity in slips or _shared(each) != _shared(before):
            names.update(each.references)
    return names


def _shared(entry: Entry) -> Entry:
    """Return what all guides with a text have of it: each names itself and the first of them."""
    return entry._replace(references=(min(entry.references, default=""),))
