"""Bring one catalog up to its guide, with its language's memory.

The memory is what the catalogs held before the run. So a catalog waits until the memory is up to
date if it depends on the memory, or if writing it would change the memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

from l10n.cache.index import written_state
from l10n.catalog import Catalog, Entry
from l10n.config.settings import Config
from l10n.config.trees import KEY_FIELD
from l10n.disk.look import FileVersion
from l10n.disk.output import Action, Output, refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Localized, Severity
from l10n.match.memory import TranslationMemory, digest_wishes
from l10n.po import parse_catalog
from l10n.po.grouped import keep_shares
from l10n.site.catalogfacts import CatalogFacts, read_facts
from l10n.site.catalogs import (
    Stored,
    as_published,
    encode_catalog,
    is_stored,
    read_catalog,
    with_header,
    write_encoded,
)
from l10n.site.glossaries import GLOSSARY, find_strangers
from l10n.site.paths import catalog_path
from l10n.site.renames import Rename, find_renames, follow_renames, give_way, is_estranged
from l10n.site.slugs import keep_slug
from l10n.site.sources import explain_orphan
from l10n.site.tree import GuideFile
from l10n.update import ChangeKind, Update, update_catalog
from l10n.words import count_words

Entries: TypeAlias = tuple[Entry, ...]

_ORPHANED: Final = "orphaned-catalog"
_FILLED: Final = (ChangeKind.RECALLED, ChangeKind.PROPOSED)
"""What the memory does to entries."""
_NONE: Final[Mapping[str, int]] = {}
_NOBODY: Final[Mapping[str, str]] = {}


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
    estranged: bool = False
    """Whether it holds little of its guide's segments: it may be another guide's."""

    @property
    def localized(self) -> Localized:
        """Return whose catalog it is."""
        return Localized(self.language, self.key)


class Moved(NamedTuple):
    """The catalogs of a language that have another key now."""

    old_keys: Mapping[str, str] = _NOBODY
    """By their new keys."""
    failed: tuple[CatalogOutcome, ...] = ()
    """Those that could not be moved."""


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
    left: frozenset[Localized] = frozenset()
    """Whose catalog has gone to another key."""


def try_catalog(site: Site, each: Localized, entries: Entries) -> CatalogOutcome | Waiting:
    """Bring a catalog up to its guide's ``entries``, unless it has to wait for the memory."""
    language, key = each
    try:
        update = _update(site, each, entries, None)
        if update is None:
            return unchanged(site.config, each)
        if not site.stored[language]:
            data = encode_catalog(site.config, language, key, update.catalog)
            return _write(site, each, update, data)
        changed = not is_stored(site.config, language, key, update.catalog)
    except L10nError as error:
        return refused(site.config, each, error)
    wishes = digest_wishes(update.catalog)
    if wishes or changed:
        return Waiting(key, language, wishes, changed, _is_strange(site, each, entries))
    return _outcome(site, each, update, b"", Stored(Action.UNCHANGED))


def finish_catalog(
    site: Site, each: Localized, entries: Entries, memory: TranslationMemory | None
) -> CatalogOutcome:
    """Bring a catalog that waited up to its guide."""
    try:
        update = _update(site, each, entries, memory)
        data = encode_catalog(site.config, *each, update.catalog) if update else b""
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
) -> Moved:
    """Let catalogs follow guides whose key has changed, among those with ``keys``.

    Raises L10nError when the record cannot be read or written.
    """
    stored = site.stored[language]
    orphans = _orphans(site, language)
    if not orphans:
        return Moved()
    newcomers = {key: entries_of(key) for key in keys if key not in stored}
    renames = find_renames(site.config, language, orphans, newcomers)
    return _follow(site, language, renames)


def move_estranged(
    site: Site,
    language: str,
    strange: Iterable[str],
    keys: Iterable[str],
    entries_of: Callable[[str], Entries],
) -> Moved:
    """Let catalogs go to their guides that have each other's keys by now, among those ``keys``.

    Those of ``strange`` hold little of what their guides do. Raises L10nError as above.
    """
    stored = site.stored[language]
    strange = frozenset(strange)
    seeking = {key: entries_of(key) for key in keys if key in strange or key not in stored}
    left = sorted({*_orphans(site, language), *strange})
    renames = find_renames(site.config, language, left, seeking)
    return _follow(site, language, give_way(renames, stored))


def _orphans(site: Site, language: str) -> list[str]:
    return sorted(key for key in site.stored[language] if not _is_kept(site, key))


def _follow(site: Site, language: str, renames: Collection[Rename]) -> Moved:
    failed = follow_renames(site.config, language, renames, site.output) if renames else {}
    lost = [
        refused(site.config, Localized(language, each.new), failed[each.new])._replace(
            old_key=each.old, settled=False
        )
        for each in renames
        if each.new in failed
    ]
    return Moved({each.new: each.old for each in renames}, tuple(lost))


def _is_kept(site: Site, key: str) -> bool:
    source = site.sources.get(key)
    return key in site.unusable or bool(source and source.language == site.config.source_language)


def find_orphans(site: Site, language: str, unusable: Sequence[str]) -> Iterator[Finding]:
    """Yield a finding for each catalog without a source guide.

    ``unusable`` are the paths of source guides that cannot be used.
    """
    for key in sorted(site.stored[language]):
        is_known = key in site.sources or key in site.unusable
        if not is_known and not _is_damaged(site, language, key):
            path = catalog_path(site.config, language, key)
            yield Finding(
                _ORPHANED, Severity.INFO, path, 0, explain_orphan(site.config, key, unusable)
            )


def _is_damaged(site: Site, language: str, key: str) -> bool:
    """Return whether this is of a file of many guides that cannot be read: of none for sure."""
    try:
        return bool(site.config.grouped) and read_catalog(site.config, language, key) is None
    except L10nError:
        return True


def _is_strange(site: Site, each: Localized, entries: Entries) -> bool:
    old = _read(site, each)
    return old is not None and is_estranged(old, entries)


def _read(site: Site, each: Localized) -> Catalog | None:
    if site.output.dry:  # no catalog was moved for real
        if each in site.old_keys:
            return read_catalog(site.config, each.language, site.old_keys[each])
        if each in site.left:
            return None
    # One that is there all the same is of a worker that died: it is made as if it were not.
    return read_catalog(site.config, *each) if each.key in site.stored[each.language] else None


def _update(
    site: Site, each: Localized, entries: Entries, memory: TranslationMemory | None
) -> Update | None:
    """Return the update of a catalog; None when there is none and none is needed."""
    old = _read(site, each)
    if old is None and not entries:
        return None
    if old and each.key == GLOSSARY:
        _expect_no_terms(site, each, old, entries)
    catalog = with_header(site.config, each.language, old, site.now)
    if site.config.slugs:
        catalog = keep_slug(site.config, catalog, site.sources[each.key])
    update = update_catalog(catalog, entries, memory)
    if old is None or not site.config.grouped:
        return update
    path = site.sources[each.key].path
    return Update(keep_shares(old, update.catalog, path), update.changes)


def _expect_no_terms(site: Site, each: Localized, old: Catalog, entries: Entries) -> None:
    """Raise L10nError where a guide's catalog would take the place of the glossary."""
    if find_strangers(old, frozenset(entry.identity for entry in entries)):
        message = (
            f"here are the terms of {each.language}, where the catalog of "
            f"{site.sources[each.key].path} would be: rename that guide, give it another "
            f"{KEY_FIELD}, or move the terms to {GLOSSARY}.csv"
        )
        raise L10nError(message, path=catalog_path(site.config, *each))


def _write(site: Site, each: Localized, update: Update, data: bytes) -> CatalogOutcome:
    encoded = (update.catalog, data)
    try:
        stored = write_encoded(site.config, *each, encoded, site.output.write)
        if stored.action is Action.UNCHANGED:
            stored = _as_first_tried(site, each, data)
    except L10nError as error:
        return refused(site.config, each, error)._replace(settled=False)
    return _outcome(site, each, update, data, stored)


def _as_first_tried(site: Site, each: Localized, data: bytes) -> Stored:
    """Return what became of a file that is as it should be: a worker that died may have written it.

    Its batch is done again. Nobody has said yet that the file is another one now.
    """
    seen = site.output.left(catalog_path(site.config, *each), data)
    if seen is None:
        return Stored(Action.UNCHANGED)
    is_new = each.key not in site.stored[each.language]
    return Stored(Action.CREATED if is_new else Action.UPDATED, seen)


def _outcome(  # of which catalog, what it is now, and how it came to be that
    site: Site, each: Localized, update: Update, data: bytes, stored: Stored
) -> CatalogOutcome:
    words: Counter[str] = Counter()
    for kind, identity, _ in update.changes:
        if kind in _FILLED:
            words[str(kind)] += count_words(identity[1])
    written = None
    if stored.action is not Action.UNCHANGED:
        fields = site.config.links.titles
        facts = read_facts(as_published(site.config, each.language, update.catalog), fields)
        if facts.slug:  # its line is that of the file
            path = catalog_path(site.config, *each)
            catalog = as_published(site.config, each.language, parse_catalog(data, path))
            facts = read_facts(catalog, fields)
        written = Written(written_state(data, stored.seen), facts)
    return CatalogOutcome(
        each.key,
        each.language,
        catalog_path(site.config, *each),
        stored.action,
        dict(Counter([str(kind) for kind, _, _ in update.changes])) or _NONE,
        dict(words) or _NONE,
        wishes=digest_wishes(update.catalog),
        written=written,
    )
