"""Follow guides whose key has changed: their catalogs, and what was published of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from l10n.catalog import Catalog, Entry, Identity
from l10n.config.settings import Config
from l10n.disk.output import Output
from l10n.errors import L10nError
from l10n.site.catalogs import read_catalog
from l10n.site.paths import catalog_path
from l10n.site.record import read_record, record_path
from l10n.site.record_edit import render_record
from l10n.words import count_words

_ALIKE: Final = 0.5
"""The share of words that two guides must have in common to be one."""

_Sizes: TypeAlias = Mapping[Identity, int]


class Rename(NamedTuple):
    """A catalog that belongs to another key now."""

    old: str
    new: str


def find_renames(
    config: Config,
    language: str,
    left: Iterable[str],
    seeking: Mapping[str, tuple[Entry, ...]],
) -> tuple[Rename, ...]:
    """Return which of the keys that are ``left``, with a catalog but no guide, became which.

    Those that are ``seeking`` a catalog are given with the segments of their guides. A key whose
    catalog is that of another guide may be both. A catalog that cannot be read becomes nothing.
    """
    catalogs: dict[str, Catalog] = {}
    for key in left if seeking else ():
        try:
            catalog = read_catalog(config, language, key)
        except L10nError:
            continue
        if catalog:
            catalogs[key] = catalog
    if not catalogs:
        return ()
    found = match_guides(
        {key: _sizes(catalog.live) for key, catalog in catalogs.items()},
        {key: _sizes(entries) for key, entries in seeking.items()},
    )
    return tuple(Rename(old, new) for new, old in sorted(found.items()) if new != old)


def give_way(renames: Collection[Rename], stored: Collection[str]) -> tuple[Rename, ...]:
    """Return the renames, and those of catalogs whose place is taken though nobody claims them.

    Such a one goes to the place that has become free, so that nothing of it is lost.
    """
    to = {each.old: each.new for each in renames}
    more = []
    for first in to.keys() - {*to.values()}:
        last = to[first]
        while last in to:
            last = to[last]
        if last in stored:
            more.append(Rename(last, first))
    return (*renames, *sorted(more, key=lambda each: each.old))


def is_estranged(catalog: Catalog, entries: Collection[Entry]) -> bool:
    """Tell whether a catalog holds little of a guide's segments: it may be another guide's."""
    sizes = _sizes(entries)
    held = {entry.identity for entry in catalog.entries}
    words = sum(size for identity, size in sizes.items() if identity in held)
    return words < _ALIKE * sum(sizes.values())


def follow_renames(
    config: Config, language: str, renames: Collection[Rename], output: Output
) -> dict[str, L10nError]:
    """Move the catalogs and the record's lines; return what could not be moved, by its new key.

    The record comes first: after a kill the next run finds the catalogs by their texts, but finds
    no page of ours without the record.
    """
    record = read_record(config)
    known = {(language, each.old): (language, each.new) for each in renames}
    moved = {known.get(identity, identity): page for identity, page in record.items()}
    if len(moved) == len(record) and moved != record:
        output.write(record_path(config), render_record(moved), durable=True)
    places = {
        catalog_path(config, language, each.old): catalog_path(config, language, each.new)
        for each in renames
    }
    failed = output.move_all(places)
    new_keys = dict(zip(places, (each.new for each in renames), strict=True))
    return {new_keys[path]: error for path, error in failed.items()}


def match_guides(old: Mapping[str, _Sizes], new: Mapping[str, _Sizes]) -> dict[str, str]:
    """Return for each new key the old one whose guide it is; each old one goes to one at most.

    Both map a key to the words of its segments. Only guides that share a segment are compared.
    """
    holders: defaultdict[Identity, list[str]] = defaultdict(list)
    for key, sizes in sorted(old.items()):
        for identity in sizes:
            holders[identity].append(key)
    ranked = sorted(_likenesses(old, new, holders), key=lambda each: (-each[0], *each[1:]))
    heirs: dict[str, str] = {}
    taken: set[str] = set()
    for _, new_key, old_key in ranked:
        if new_key not in heirs and old_key not in taken:
            heirs[new_key] = old_key
            taken.add(old_key)
    return heirs


def _likenesses(
    old: Mapping[str, _Sizes], new: Mapping[str, _Sizes], holders: Mapping[Identity, list[str]]
) -> Iterator[tuple[float, str, str]]:
    totals = {key: sum(sizes.values()) for key, sizes in old.items()}
    for key, sizes in new.items():
        common: defaultdict[str, int] = defaultdict(int)
        for identity, size in sizes.items():
            for holder in holders.get(identity, ()):
                common[holder] += size
        total = sum(sizes.values())
        for holder, words in common.items():
            likeness = 2 * words / (total + totals[holder])
            if likeness >= _ALIKE:
                yield likeness, key, holder


def _sizes(entries: Iterable[Entry]) -> _Sizes:
    # A segment without words, such as a title in a script we do not count, counts a little.
    return {entry.identity: count_words(entry.msgid) + 1 for entry in entries}
