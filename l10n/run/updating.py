"""Bring one catalog up to its guide, with its language's memory.

The memory is what the catalogs held before the run. So a catalog waits until the memory is up to
date if it depends on the memory, or if writing it would change the memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

from l10n.cache.index import written_state
from l10n.catalog import Entry
from l10n.config.settings import Config
from l10n.disk.look import FileVersion
from l10n.disk.output import Action, Output, refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Localized, Severity
from l10n.memory import TranslationMemory, digest_wishes
from l10n.site.catalogfacts import CatalogFacts, read_facts
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
from l10n.site.sources import explain_orphan
from l10n.site.tree import GuideFile
from l10n.update import ChangeKind, Update, update_catalog
from l10n.words import count_words

Entries: TypeAlias = tuple[Entry, ...]

ORPHANED: Final = "orphaned-catalog"
_NONE: Final[Mapping[str, int]] = {}


class Written(NamedTuple):
    """A catalog as it was written just now."""

    state: FileVersion
    facts: CatalogFacts


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
    """Stands for the texts that a memory with new offers may fill, see ``digest_wishes``."""
    written: Written | None = None
    finding: Finding | None = None
    """Why it was refused."""
    settled: bool = True
    """Whether the same would come out if it were done again."""

    @property
    def localized(self) -> Localized:
        """Return whose catalog it is."""
        return Localized(self.language, self.key)


class Waiting(NamedTuple):
    """A catalog that cannot be written without the memory."""

    key: str
    language: str
    wishes: str
    """Stands for the texts to look up in the memory; empty when there are none."""
    changed: bool
    """Whether it will be written even when the memory has nothing."""

    @property
    def localized(self) -> Localized:
        """Return whose catalog it is."""
        return Localized(self.language, self.key)


@dataclass(frozen=True, slots=True)
class Site:
    """What every catalog is made with."""

    config: Config
    sources: Mapping[str, GuideFile]
    """Every source guide by key, whatever is selected."""
    unusable: frozenset[str]
    """Keys that unreadable source guides may have."""
    stored: Mapping[str, frozenset[str]]
    """The keys that have a catalog, by language."""
    old_keys: Mapping[Localized, str]
    """The old keys of guides whose key has changed, by language and new key."""
    output: Output
    now: datetime


def try_catalog(site: Site, each: Localized, entries: Entries) -> CatalogOutcome | Waiting:
    """Bring a catalog up to its guide's ``entries``, unless it has to wait for the memory."""
    language, key = each
    try:
        update = _update(site, each, entries, None)
        if update is None:
            return unchanged(site.config, each)
        data = encode_catalog(update.catalog)
        wishes = digest_wishes(update.catalog)
        changed = not is_stored(site.config, language, key, data)
    except L10nError as error:
        return refused(site.config, each, error)
    if site.stored[language]:
        if wishes or changed:
            return Waiting(key, language, wishes, changed)
        return _outcome(site, each, update, data, Stored(Action.UNCHANGED))
    return _write(site, each, update, data)


def finish_catalog(
    site: Site, each: Localized, entries: Entries, memory: TranslationMemory | None
) -> CatalogOutcome:
    """Bring a catalog that waited up to its guide."""
    try:
        update = _update(site, each, entries, memory)
        data = encode_catalog(update.catalog) if update else b""
    except L10nError as error:
        return refused(site.config, each, error)
    return _write(site, each, update, data) if update else unchanged(site.config, each)


def unchanged(config: Config, each: Localized, wishes: str = "") -> CatalogOutcome:
    """Return the outcome of a catalog that is up to its guide."""
    path = catalog_path(config, *each)
    return CatalogOutcome(each.key, each.language, path, Action.UNCHANGED, wishes=wishes)


def refused(config: Config, each: Localized, error: L10nError) -> CatalogOutcome:
    """Return the outcome of a catalog that cannot be worked on."""
    path = catalog_path(config, *each)
    finding = refusal(error, path)
    return CatalogOutcome(each.key, each.language, path, Action.REFUSED, finding=finding)


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
    lost = [
        refused(site.config, Localized(language, each.new), failed[each.new])._replace(
            old_key=each.old, settled=False
        )
        for each in renames
        if each.new in failed
    ]
    return {each.new: each.old for each in renames}, lost


def _is_kept(site: Site, key: str) -> bool:
    source = site.sources.get(key)
    return key in site.unusable or bool(source and source.language == site.config.source_language)


def find_orphans(site: Site, language: str, unusable: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each catalog without a source guide.

    ``unusable`` are the paths of source guides that cannot be used.
    """
    for key in sorted(site.stored[language]):
        if key not in site.sources and key not in site.unusable:
            path = catalog_path(site.config, language, key)
            yield Finding(ORPHANED, Severity.INFO, path, 0, explain_orphan(key, unusable))


def _update(
    site: Site, each: Localized, entries: Entries, memory: TranslationMemory | None
) -> Update | None:
    """Return the update of a catalog; None when there is none and none is needed."""
    old = read_catalog(site.config, *each)
    if old is None and each in site.old_keys:  # a dry run has not moved it
        old = read_catalog(site.config, each.language, site.old_keys[each])
    if old is None and not entries:
        return None
    catalog = with_header(site.config, each.language, old, site.now)
    if site.config.slugs:
        catalog = keep_slug(catalog, site.sources[each.key])
    return update_catalog(catalog, entries, memory)


def _write(site: Site, each: Localized, update: Update, data: bytes) -> CatalogOutcome:
    encoded = (update.catalog, data)
    try:
        stored = write_encoded(site.config, *each, encoded, site.output.write)
    except L10nError as error:
        return refused(site.config, each, error)._replace(settled=False)
    return _outcome(site, each, update, data, stored)


def _outcome(  # of which catalog, what it is now, and how it came to be that
    site: Site, each: Localized, update: Update, data: bytes, stored: Stored
) -> CatalogOutcome:
    words: Counter[str] = Counter()
    for kind, identity, _ in update.changes:
        if kind is ChangeKind.RECALLED or kind is ChangeKind.PROPOSED:
            words[str(kind)] += count_words(identity[1])
    written = None
    if stored.action is not Action.UNCHANGED:
        facts = read_facts(update.catalog, site.config.links.titles)
        written = Written(written_state(data, stored.seen), facts)
    return CatalogOutcome(
        each.key,
        each.language,
        catalog_path(site.config, *each),
        stored.action,
        dict(Counter([str(kind) for kind, _, _ in update.changes])),
        dict(words),
        wishes=digest_wishes(update.catalog),
        written=written,
    )
