"""Bring one catalog up to its guide, with its language's memory.

The memory is what the catalogs held before the run. So nothing is written at first that the
memory has a part in, and nothing that would change what it holds: such catalogs wait until it
was brought up to date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

from l10n.cache.state import FileState
from l10n.catalog import Entry
from l10n.config.settings import Config
from l10n.disk.output import Action, Output, refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Severity
from l10n.memory import TranslationMemory, digest_wishes
from l10n.run.views import note_stored
from l10n.site.catalogs import (
    Stored,
    encode_catalog,
    is_stored,
    read_catalog,
    with_header,
    write_encoded,
)
from l10n.site.paths import catalog_path
from l10n.site.renames import find_renames, follow_renames
from l10n.site.slugs import keep_slug
from l10n.site.tree import GuideFile
from l10n.update import ChangeKind, Update, update_catalog
from l10n.words import count_words

Entries: TypeAlias = tuple[Entry, ...]

ORPHANED: Final = "orphaned-catalog"
_NONE: Final[Mapping[str, int]] = {}


class CatalogOutcome(NamedTuple):
    """What extracting did with one catalog."""

    key: str
    language: str
    path: str
    action: Action
    changes: Mapping[str, int] = _NONE
    """How many entries came to be what, by the name of the change."""
    words: Mapping[str, int] = _NONE
    """How many words those entries have that the memory filled, by the name of the change."""
    old_key: str = ""
    """What it was until now, when the guide's key has changed."""
    wishes: str = ""
    """Stands for the texts that the memory may fill some day, see ``digest_wishes``."""
    stored: FileState | None = None
    """What is known of the file, see ``note_stored``; None when nobody had to look at it."""
    finding: Finding | None = None
    """Why it was refused."""


class Waiting(NamedTuple):
    """A catalog that cannot be written without the memory."""

    key: str
    language: str
    wishes: str
    """Stands for the texts that the memory is asked for; empty when there are none."""
    changed: bool
    """Whether it will be written even when the memory has nothing."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the work on every catalog looks at."""

    config: Config
    sources: Mapping[str, GuideFile]
    """Every source guide by key, whatever is selected."""
    unusable: frozenset[str]
    """Keys that unreadable source guides may have."""
    stored: Mapping[str, frozenset[str]]
    """The keys that have a catalog, by language."""
    old_keys: Mapping[tuple[str, str], str]
    """By language and new key: what guides were called whose key has changed."""
    output: Output
    now: datetime


def try_catalog(site: Site, language: str, key: str, entries: Entries) -> CatalogOutcome | Waiting:
    """Bring a catalog up to its guide's ``entries`` where the memory has no part in that."""
    try:
        update = _update(site, language, key, entries, None)
        if update is None:
            return unchanged(site.config, language, key)
        data = encode_catalog(update.catalog)
        if not site.stored[language]:
            return _write(site, language, key, update, data)
        wishes = digest_wishes(update.catalog)
        changed = not is_stored(site.config, language, key, data)
        if wishes or changed:
            return Waiting(key, language, wishes, changed)
        return _outcome(site, language, key, update, data, Stored(Action.UNCHANGED))
    except L10nError as error:
        return _refused(site, language, key, error)


def finish_catalog(
    site: Site, language: str, key: str, entries: Entries, memory: TranslationMemory | None
) -> CatalogOutcome:
    """Bring a catalog that waited up to its guide."""
    try:
        update = _update(site, language, key, entries, memory)
        if update is None:
            return unchanged(site.config, language, key)
        return _write(site, language, key, update, encode_catalog(update.catalog))
    except L10nError as error:
        return _refused(site, language, key, error)


def unchanged(config: Config, language: str, key: str, wishes: str = "") -> CatalogOutcome:
    """Return the outcome of a catalog that nothing is to be done with."""
    path = catalog_path(config, language, key)
    return CatalogOutcome(key, language, path, Action.UNCHANGED, wishes=wishes)


def move_renamed(
    site: Site, language: str, keys: Iterable[str], entries_of: Callable[[str], Entries]
) -> tuple[dict[str, str], list[CatalogOutcome]]:
    """Let catalogs follow guides whose key has changed, among those with ``keys``.

    Returns the old key of each new one, and the catalogs that could not be moved. Raises
    L10nError when the record cannot be read or written.
    """
    stored = site.stored[language]
    orphans = sorted(key for key in stored if not _is_kept(site, key))
    if not orphans:
        return {}, []
    newcomers = {key: entries_of(key) for key in keys if key not in stored}
    renames = find_renames(site.config, language, orphans, newcomers)
    failed = follow_renames(site.config, language, renames, site.output)
    refused = [
        _refused(site, language, each.new, failed[each.new])._replace(old_key=each.old)
        for each in renames
        if each.new in failed
    ]
    return {each.new: each.old for each in renames}, refused


def _is_kept(site: Site, key: str) -> bool:
    source = site.sources.get(key)
    return key in site.unusable or bool(source and source.language == site.config.source_language)


def written_paths(config: Config, outcomes: Iterable[CatalogOutcome]) -> frozenset[str]:
    """Return the paths of the catalogs that may not be what they were before the run."""
    paths: set[str] = set()
    for each in outcomes:
        if each.action in (Action.CREATED, Action.UPDATED) or each.old_key:
            paths.add(each.path)
        if each.old_key:
            paths.add(catalog_path(config, each.language, each.old_key))
    return frozenset(paths)


def find_orphans(site: Site, language: str) -> Iterator[Finding]:
    """Yield a finding for each catalog that no source guide has a use for."""
    for key in sorted(site.stored[language]):
        if key not in site.sources and key not in site.unusable:
            message = f"no source guide has the key {key}: bring it back, or delete this catalog"
            path = catalog_path(site.config, language, key)
            yield Finding(ORPHANED, Severity.INFO, path, 0, message)


def _update(
    site: Site, language: str, key: str, entries: Entries, memory: TranslationMemory | None
) -> Update | None:
    """Return the update of a catalog; None when there is none and none is needed."""
    old = read_catalog(site.config, language, key)
    if old is None and (language, key) in site.old_keys:  # it was not moved for real
        old = read_catalog(site.config, language, site.old_keys[language, key])
    if old is None and not entries:
        return None
    catalog = with_header(site.config, language, old, site.now)
    if site.config.slugs:
        catalog = keep_slug(catalog, site.sources[key])
    return update_catalog(catalog, entries, memory)


def _refused(site: Site, language: str, key: str, error: L10nError) -> CatalogOutcome:
    path = catalog_path(site.config, language, key)
    return CatalogOutcome(key, language, path, Action.REFUSED, finding=refusal(error, path))


def _write(site: Site, language: str, key: str, update: Update, data: bytes) -> CatalogOutcome:
    encoded = (update.catalog, data)
    stored = write_encoded(site.config, language, key, encoded, site.output.write)
    return _outcome(site, language, key, update, data, stored)


def _outcome(  # of which catalog, what it is now, and how it came to be that
    site: Site, language: str, key: str, update: Update, data: bytes, stored: Stored
) -> CatalogOutcome:
    words: Counter[str] = Counter()
    for kind, identity, _ in update.changes:
        if kind is ChangeKind.RECALLED or kind is ChangeKind.PROPOSED:
            words[str(kind)] += count_words(identity[1])
    return CatalogOutcome(
        key,
        language,
        catalog_path(site.config, language, key),
        stored.action,
        dict(Counter([str(kind) for kind, _, _ in update.changes])),
        dict(words),
        wishes=digest_wishes(update.catalog),
        stored=note_stored(site.config, update.catalog, data, stored.seen),
    )
