"""Bring all of one language's catalogs up to their guides, with the language's memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from l10n.catalog import Catalog, Entry
from l10n.errors import L10nError
from l10n.guide import Finding, Severity
from l10n.memory import EMPTY, build_memory, stamp, with_index
from l10n.project.catalogs import read_catalog, stored_keys, with_header, write_catalog
from l10n.project.config import Config
from l10n.project.outcome import Action, Output, Track, refusal
from l10n.project.paths import catalog_path
from l10n.project.remembering import is_searched, note_searched, read_others
from l10n.project.renames import Rename, find_renames, follow_renames
from l10n.project.slugs import keep_slug
from l10n.project.tree import GuideFile
from l10n.update import ChangeKind, Update, propose_similar, update_catalog, wants_memory
from l10n.words import count_words

_REMEMBERED = frozenset({ChangeKind.RECALLED, ChangeKind.PROPOSED})


@dataclass(frozen=True, slots=True)
class CatalogOutcome:
    """What extracting did with one catalog."""

    key: str
    language: str
    path: str
    action: Action
    changes: Mapping[str, int] = field(default_factory=dict)
    """How many entries came to be what, by the name of the change."""
    words: Mapping[str, int] = field(default_factory=dict)
    """How many words those entries have that the memory filled, by the name of the change."""
    old_key: str = ""
    """What it was until now, when the guide's key has changed."""
    finding: Finding | None = None
    """Why it was refused."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the work on every language looks at."""

    config: Config
    sources: Mapping[str, GuideFile]
    """Every source guide by key, whatever is selected."""
    unusable: frozenset[str]
    """Keys that unreadable source guides may have."""
    whole: bool
    """Whether all of them are worked on."""
    output: Output
    now: datetime


def update_language(
    site: Site, language: str, templates: Mapping[GuideFile, tuple[Entry, ...]], track: Track
) -> Iterator[CatalogOutcome]:
    """Write the catalogs of the guides in ``templates``, which have these entries, one by one.

    Raises L10nError when the catalogs cannot be listed, or the record cannot be read.
    """
    wanted = {file.key: entries for file, entries in templates.items()}
    stored = stored_keys(site.config, language)
    renames = _renames(site, language, stored, wanted)
    failed = follow_renames(site.config, language, renames.values(), site.output)
    read = {key: _read(site, language, key, renames, failed) for key in wanted}
    catalogs = {key: each for key, each in read.items() if not isinstance(each, L10nError)}
    updates = _update_all(site, language, stored, catalogs, wanted)
    for file in track(tuple(templates)):
        key = file.key
        damaged = read[key] if key not in catalogs else None
        outcome = _write(site, language, key, updates.get(key), damaged)
        yield replace(outcome, old_key=renames[key].old) if key in renames else outcome


def find_orphans(site: Site, language: str) -> Iterator[Finding]:
    """Yield a finding for each catalog that no source guide has a use for."""
    for key in stored_keys(site.config, language):
        if key not in site.sources and key not in site.unusable:
            message = f"no source guide has the key {key}: bring it back, or delete this catalog"
            path = catalog_path(site.config, language, key)
            yield Finding("orphaned-catalog", Severity.INFO, path, 0, message)


def _renames(
    site: Site, language: str, stored: Sequence[str], wanted: Mapping[str, tuple[Entry, ...]]
) -> dict[str, Rename]:
    """Return the renames by new key."""
    source = site.config.source_language
    kept = {key for key, file in site.sources.items() if file.language == source}
    orphans = [key for key in stored if key not in kept and key not in site.unusable]
    known = frozenset(stored)
    newcomers = {key: entries for key, entries in wanted.items() if key not in known}
    found = find_renames(site.config, language, orphans, newcomers)
    return {each.new: each for each in found}


def _read(
    site: Site,
    language: str,
    key: str,
    renames: Mapping[str, Rename],
    failed: Mapping[str, L10nError],
) -> Catalog | L10nError | None:
    if key in renames:
        return failed.get(key) or renames[key].catalog
    try:
        return read_catalog(site.config, language, key)
    except L10nError as error:
        return error


def _update_all(
    site: Site,
    language: str,
    stored: Iterable[str],
    read: Mapping[str, Catalog | None],
    wanted: Mapping[str, tuple[Entry, ...]],
) -> dict[str, Update]:
    """Return the updates of the catalogs that were ``read``; a guide without any needs none."""
    memory, others = EMPTY, dict[str, Catalog]()
    wants = any(wants_memory(old, wanted[key]) for key, old in read.items())
    if wants:
        others = read_others(site.config, language, stored, read)
        known = ((key, catalog) for key, catalog in read.items() if catalog)
        memory = build_memory((*known, *others.items()))
    updates = {
        key: update_catalog(_prepared(site, language, key, old), wanted[key], memory)
        for key, old in read.items()
        if old is not None or wanted[key]
    }
    if memory == EMPTY or (site.whole and _is_searched(site, language, updates, others)):
        return updates
    index = with_index(memory)
    updates = {key: propose_similar(update, index) for key, update in updates.items()}
    if site.whole:
        note_searched(language, _stamp(updates, others), site.output.write)
    return updates


def _prepared(site: Site, language: str, key: str, old: Catalog | None) -> Catalog:
    catalog = with_header(site.config, language, old, site.now)
    return keep_slug(catalog, site.sources[key]) if site.config.slugs else catalog


def _is_searched(
    site: Site, language: str, updates: Mapping[str, Update], others: Mapping[str, Catalog]
) -> bool:
    return is_searched(site.config, language, _stamp(updates, others))


def _stamp(updates: Mapping[str, Update], others: Mapping[str, Catalog]) -> str:
    return stamp((*(update.catalog for update in updates.values()), *others.values()))


def _write(
    site: Site, language: str, key: str, update: Update | None, damaged: L10nError | Catalog | None
) -> CatalogOutcome:
    path = catalog_path(site.config, language, key)
    try:
        if isinstance(damaged, L10nError):
            raise damaged
        if update is None:
            return CatalogOutcome(key, language, path, Action.UNCHANGED)
        action = write_catalog(site.config, language, key, update.catalog, site.output.write)
    except L10nError as error:
        return CatalogOutcome(key, language, path, Action.REFUSED, finding=refusal(error, path))
    words: Counter[str] = Counter()
    for change in update.changes:
        if change.kind in _REMEMBERED:
            words[str(change.kind)] += count_words(change.identity[1])
    changes = Counter(str(change.kind) for change in update.changes)
    return CatalogOutcome(key, language, path, action, changes, words)
