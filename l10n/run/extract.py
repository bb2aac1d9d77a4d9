"""Extract a site: bring the catalogs of every language up to its source guides.

Guides are done one by one, each with all its languages. A catalog that depends on the translation
memory waits for a second round, because the memory is opened only when there is such a catalog.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice
from typing import Final

from l10n.cache.actions import find_stale, mark, observe, put
from l10n.cache.index import note_moved
from l10n.catalog import Entry, Identity
from l10n.disk.output import Action, Track, refusal
from l10n.errors import L10nError
from l10n.extract import template_entries
from l10n.guide import Localized
from l10n.markdown.passed import count_passed
from l10n.match.memory import TranslationMemory
from l10n.run.catalog import (
    CatalogOutcome,
    Moved,
    Site,
    Waiting,
    find_orphans,
    finish_catalog,
    move_estranged,
    move_renamed,
    refused,
    try_catalog,
    unchanged,
)
from l10n.run.extracted import (
    MEMORY,
    NO_PASSED,
    STEP,
    Extracted,
    GuideRead,
    Tried,
    note_written,
    recall_catalogs,
    recall_reads,
    record_catalogs,
    record_reads,
)
from l10n.run.run import Run, Source, by_guide, is_whole, look_at_moved_catalogs
from l10n.site.catalogfacts import FACTS, record_facts
from l10n.site.catalogs import stored_keys
from l10n.site.grouped.gather import gather_groups
from l10n.site.links import find_broken_links, included_of, places_of_segments, references_of
from l10n.site.paths import catalog_path
from l10n.site.shows import links_of
from l10n.site.slugs import slug_entry
from l10n.site.sources import unread_files, unusable_keys, unusable_sources
from l10n.site.tree import GuideFile

_AT_ONCE: Final = 64
"""Guides that are done before what was found of them is recorded."""


def extract_site(run: Run, *, now: datetime, track: Track) -> Extracted:
    """Write the catalogs of the selected guides; a bad guide or catalog stops only itself.

    Catalogs follow a guide whose key has changed; those without a guide are findings when all
    guides are selected. Raises L10nError when the record cannot be read, or the catalogs cannot be
    listed.
    """
    emptied = _told_empty(run)
    site, outcomes = _open_site(run, now)
    if site.old_keys:
        run = look_at_moved_catalogs(run)
    names = {name: each for name, each in run.names.items() if each not in outcomes}
    known = recall_catalogs(run, names)
    reads = recall_reads(run)
    wanted = by_guide(run, [each for each in names.values() if each not in known])
    new = [file for file in run.pairs if file in wanted or file.key not in reads]
    tried, recorded = _try_all(run, site, wanted, new, track)
    moved, site, failed = _move_estranged(run, site, tried)
    outcomes |= failed
    again = _try_again(moved, site, wanted, tried, failed)
    tried |= again
    if moved is not run:  # what guides show has changed, and with it all that was recorded
        run, recorded, again = moved, frozenset(), tried
    record_reads(run, again)
    catalogs = [catalog for each in tried.values() for catalog in each.catalogs]
    done = [each for each in catalogs if isinstance(each, CatalogOutcome)]
    waiting = {each.localized: each for each in catalogs if isinstance(each, Waiting)}
    note_written(run, [each for each in done if each.localized not in recorded])
    kept = {catalog.language for catalog in catalogs if site.stored[catalog.language]}
    done += _finish_catalogs(run, site, known, waiting, kept, track)
    record_catalogs(run, [each for each in done if each.localized not in recorded])
    outcomes |= known | {each.localized: each for each in done}
    renewed = _gather(run, outcomes)
    for each in site.old_keys.keys() & outcomes.keys():
        outcomes[each] = outcomes[each]._replace(old_key=site.old_keys[each])
    reads |= {file.key: each.read for file, each in tried.items()}
    return replace(_sum_up(run, site, reads, outcomes), emptied=emptied, renewed=renewed)


def _try_all(
    run: Run,
    site: Site,
    wanted: Mapping[GuideFile, tuple[str, ...]],
    files: Sequence[GuideFile],
    track: Track,
) -> tuple[dict[GuideFile, Tried], frozenset[Localized]]:
    """Return what the first round makes of guides, and which catalogs are recorded already.

    This is done while other processes work on the next guides.
    """
    tried: dict[GuideFile, Tried] = {}
    recorded: set[Localized] = set()
    made = run.map(partial(_try_guide, run, site, wanted), files, track)
    while part := dict(islice(made, _AT_ONCE)):
        record_reads(run, part)
        catalogs = [catalog for each in part.values() for catalog in each.catalogs]
        # What was written stays where it is: its language had no catalogs.
        new = [each for each in catalogs if isinstance(each, CatalogOutcome) and each.written]
        note_written(run, new)
        record_catalogs(run, new)
        recorded.update(each.localized for each in new)
        tried |= part
    return tried, frozenset(recorded)


def _gather(run: Run, outcomes: dict[Localized, CatalogOutcome]) -> bool:
    """Bring catalogs of many guides up to the guides' own; return whether any own one changed.

    A text of several guides has one translation: another guide's may be it.
    """
    if run.spread is None or run.output.dry:
        return False
    renewed = gather_groups(run.files, run.spread, run.output.write, _comments(run), run.jobs)
    paths = {catalog_path(run.config, *each): each for each in renewed}
    # Where texts are does not matter here; of slugs, it does to others.
    steps = (STEP,) if run.config.slugs else (STEP, FACTS)
    spared = [
        (path, f"{step}:{each.name}")
        for path, each in paths.items()
        if not renewed[each]
        for step in steps
    ]
    mark(run.files.store, paths, spared)
    changed = {each for each, is_other in renewed.items() if is_other}
    for each in changed & outcomes.keys():
        if outcomes[each].action is Action.UNCHANGED:
            outcomes[each] = outcomes[each]._replace(action=Action.UPDATED)
    return bool(changed)


def _comments(run: Run) -> Callable[[str, Identity], tuple[str, ...]]:
    """Return what finds the extracted comments of a guide's text, by the path of its source."""
    keys = {file.path: key for key, file in run.linker.sources.items()}

    @lru_cache(maxsize=256)
    def comments(path: str) -> Mapping[Identity, tuple[str, ...]]:
        entries = _entries_of(run, keys[path]) if path in keys else ()
        return {each.identity: each.extracted for each in entries}

    return lambda path, name: comments(path).get(name, ())


def _told_empty(run: Run) -> dict[Localized, int]:
    """Return where translations went empty, and record that it is told."""
    found = {
        each: run.facts[each]
        for each in run.names.values()
        if each in run.facts and run.facts[each].emptied
    }
    run.files.news.update(each.name for each in found)
    record_facts(run.files, {each: facts._replace(emptied=0) for each, facts in found.items()})
    return {each: facts.emptied for each, facts in found.items()}


def template_of(run: Run, file: GuideFile, source: Source) -> tuple[Entry, ...]:
    """Return the entries that the catalogs of a guide are to have."""
    slug = slug_entry(run.config, file) if run.config.slugs else ()
    places = places_of_segments(run.linker, file.key, source.segments)
    return (*slug, *template_entries(source.guide, source.segments, places))


def _sum_up(
    run: Run,
    site: Site,
    reads: Mapping[str, GuideRead],
    outcomes: Mapping[Localized, CatalogOutcome],
) -> Extracted:
    """Return what was done with guides and their catalogs."""
    ordered = tuple(
        outcomes[Localized(language, file.key)]
        for language in run.selection.languages
        for file in run.selection.guides
        if (language, file.key) in outcomes
    )
    found = {file.path: reads[file.key] for file in run.pairs}
    whole = is_whole(run)
    broken = unusable_sources(run.config, run.tree)
    lone = (each for tag in run.selection.languages for each in find_orphans(site, tag, broken))
    return Extracted(
        catalogs=ordered,
        guides=sum(not each.is_refused for each in found.values()),
        passed={each: read.passed for each, read in found.items() if read.passed != NO_PASSED},
        front_matter=tuple(each for each, read in found.items() if read.front_matter),
        unread=unread_files(run.files) if whole else (),
        findings=(
            *(finding for each in found.values() for finding in each.findings),
            *(lone if whole else ()),
            *(each.finding for each in ordered if each.finding),
        ),
    )


def _open_site(run: Run, now: datetime) -> tuple[Site, dict[Localized, CatalogOutcome]]:
    """Return what all catalogs are made with, and the catalogs that cannot be worked on."""
    config, languages = run.config, run.selection.languages
    unusable = unusable_keys(config, run.tree)
    known = {*run.linker.sources, *unusable}
    stored = {each: frozenset(stored_keys(run.files, each, known)) for each in languages}
    site = Site(config, run.linker.sources, unusable, stored, {}, run.output, now)
    entries_of = partial(_entries_of, run)
    moved = {each: move_renamed(site, each, _keys(run, each), entries_of) for each in languages}
    return _after_moves(run, site, moved)


def _move_estranged(
    run: Run, site: Site, tried: Mapping[GuideFile, Tried]
) -> tuple[Run, Site, dict[Localized, CatalogOutcome]]:
    """Let catalogs go to the guides that they hold, where guides have each other's keys.

    None that has changed was written yet: where a language has catalogs, those wait.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in tried.values():
        for catalog in each.catalogs:
            if isinstance(catalog, Waiting) and catalog.estranged:
                found[catalog.language].append(catalog.key)
    entries_of = partial(_entries_of, run)
    moved = {
        language: move_estranged(site, language, keys, _keys(run, language), entries_of)
        for language, keys in found.items()
    }
    if not any(each.old_keys for each in moved.values()):
        return run, site, {}
    site, failed = _after_moves(run, site, moved)
    return look_at_moved_catalogs(run), site, failed


def _try_again(
    run: Run,
    site: Site,
    wanted: Mapping[GuideFile, tuple[str, ...]],
    tried: Mapping[GuideFile, Tried],
    failed: Collection[Localized],
) -> dict[GuideFile, Tried]:
    """Try the catalogs once more that have moved since, but for those that could not."""
    moved = site.old_keys.keys() | site.left | {*failed}
    again: dict[GuideFile, Tried] = {}
    for file, each in tried.items():
        stay = tuple(one for one in each.catalogs if one.localized not in moved)
        if len(stay) < len(each.catalogs):
            languages = tuple(
                tag
                for tag in wanted[file]
                if (name := Localized(tag, file.key)) in moved and name not in failed
            )
            now = _try_guide(run, site, {file: languages}, file)
            again[file] = replace(now, catalogs=(*stay, *now.catalogs))
    return again


def _keys(run: Run, language: str) -> list[str]:
    return [file.key for file, wanted in run.pairs.items() if language in wanted]


def _after_moves(
    run: Run, site: Site, moved: Mapping[str, Moved]
) -> tuple[Site, dict[Localized, CatalogOutcome]]:
    """Return what the work on catalogs looks at now, and those that could not be moved."""
    stored, old_keys, left = dict(site.stored), dict(site.old_keys), set(site.left)
    failed = {one.localized: one for each in moved.values() for one in each.failed}
    moves: dict[str, str] = {}
    for language, each in moved.items():
        before = {*each.old_keys.values()}
        stored[language] = (stored[language] - before) | {*each.old_keys}
        left |= {Localized(language, key) for key in before - each.old_keys.keys()}
        for new, old in each.old_keys.items():
            name = Localized(language, new)
            old_keys[name] = old
            if name not in failed:
                moves[catalog_path(site.config, language, old)] = catalog_path(site.config, *name)
    if not site.output.dry:
        note_moved(run.files.store, run.files.index, moves)
        mark(run.files.store, {*moves, *moves.values()})
    left -= old_keys.keys()
    return replace(site, stored=stored, old_keys=old_keys, left=frozenset(left)), failed


def _entries_of(run: Run, key: str) -> tuple[Entry, ...]:
    file = run.linker.sources[key]
    try:
        return template_of(run, file, run.read(file))
    except L10nError:  # reported when it is worked on
        return ()


def _try_guide(
    run: Run, site: Site, wanted: Mapping[GuideFile, tuple[str, ...]], file: GuideFile
) -> Tried:
    """Read a guide and do the catalogs of it that are ``wanted`` and need no memory."""
    try:
        source = run.read(file)
    except L10nError as error:
        return Tried(GuideRead(findings=(refusal(error, file.path),), is_refused=True))
    entries = template_of(run, file, source)
    extraction = source.extraction
    references = references_of(run.linker, source.guide, extraction)
    included = included_of(run.linker, source.guide, extraction.layout)
    absent = find_broken_links(run.linker, source.guide, references)
    findings = (*extraction.findings, *absent.findings)
    return Tried(
        GuideRead(count_passed(extraction.layout), extraction.untouched_front_matter, findings),
        links_of(run.linker, file.key, references, included),
        tuple(
            try_catalog(site, Localized(language, file.key), entries)
            for language in wanted.get(file, ())
        ),
        absent.paths,
    )


def _finish_catalogs(
    run: Run,
    site: Site,
    known: Mapping[Localized, CatalogOutcome],
    waiting: Mapping[Localized, Waiting],
    kept: Collection[str],
    track: Track,
) -> list[CatalogOutcome]:
    """Do the catalogs that wait, and those that a memory with new offers may fill.

    The memories of the languages in ``kept``, whose catalogs were looked at, are brought up to date
    all the same: else the first change that asks one would have to read all catalogs.
    """
    asking = sorted(
        {each.language for each, found in known.items() if found.wishes}
        | {each.language for each, found in waiting.items() if found.wishes}
    )
    if not (asking or kept):
        return _finish_guides(run, site, {}, waiting, track)
    # A first run needs no memory.
    from l10n.tm.base import open_memory_base
    from l10n.tm.catalogs import bring_up, take_in

    store = run.files.store
    with open_memory_base(run.config.root) as base:
        bring_up(base, run.files, _keys_on_disk(site, {*asking, *kept}))
        observe(store, MEMORY, {each: base.version(each) for each in asking}, asking)
        names = {each.name: each for each, found in known.items() if found.wishes}
        again = (known[names[name]] for name in find_stale(store, STEP, names))
        waiting = dict(waiting) | {
            each.localized: Waiting(each.key, each.language, each.wishes, changed=False)
            for each in again
        }
        memories = {each: base.memory(each) for each in asking}
        # An empty memory has nothing to offer.
        vain = {each for each, found in memories.items() if found is None}
        idle = [each for each in waiting.values() if not each.changed and each.language in vain]
        busy = {each: waiting[each] for each in waiting.keys() - {one.localized for one in idle}}
        done = _finish_guides(run, site, memories, busy, track)
        written = note_written(run, done)
        # What this run has written offers nothing new.
        take_in(base, run.files, [each for each in written if each.language in asking])
        put(store, MEMORY, {each: base.version(each) for each in asking})
    return [*(unchanged(run.config, each.localized, each.wishes) for each in idle), *done]


def _keys_on_disk(site: Site, languages: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the keys under which catalogs are stored; a dry run has not moved any."""
    if not site.output.dry:
        return {each: site.stored[each] for each in languages}
    old = site.old_keys
    return {
        each: frozenset(old.get(Localized(each, key), key) for key in site.stored[each])
        for each in languages
    }


def _finish_guides(
    run: Run,
    site: Site,
    memories: Mapping[str, TranslationMemory | None],
    waiting: Mapping[Localized, Waiting],
    track: Track,
) -> list[CatalogOutcome]:
    wanted = by_guide(run, [*waiting])
    work = partial(_finish_guide, run, site, memories, wanted)
    return [each for _, found in run.map(work, tuple(wanted), track) for each in found]


def _finish_guide(
    run: Run,
    site: Site,
    memories: Mapping[str, TranslationMemory | None],
    wanted: Mapping[GuideFile, tuple[str, ...]],
    file: GuideFile,
) -> tuple[CatalogOutcome, ...]:
    names = [Localized(each, file.key) for each in wanted[file]]
    try:
        entries = template_of(run, file, run.read(file))
    except L10nError as error:  # it has become unreadable since
        return tuple(refused(run.config, each, error)._replace(settled=False) for each in names)
    return tuple(finish_catalog(site, each, entries, memories.get(each.language)) for each in names)
