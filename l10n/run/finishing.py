"""Finish the catalogs that wait for their language's memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from l10n.catalog import Entry
from l10n.disk.output import Track
from l10n.extract import template_entries
from l10n.memory import TranslationMemory
from l10n.run.idle import NotIdleError
from l10n.run.memo import Memo, fresh
from l10n.run.remembering import bring_up, bring_up_some, note_searched, searched
from l10n.run.run import Run, Source
from l10n.run.updating import (
    CatalogOutcome,
    Site,
    Waiting,
    finish_catalog,
    unchanged,
    written_paths,
)
from l10n.site.catalogs import has_catalog
from l10n.site.slugs import slug_entry
from l10n.site.tree import GuideFile
from l10n.tm.base import MemoryBase, open_memory_base


def finish_catalogs(
    run: Run, site: Site, waiting: Mapping[GuideFile, Sequence[Waiting]], track: Track
) -> Iterator[CatalogOutcome]:
    """Do the catalogs that wait, now that the memory can be asked.

    Raises NotIdleError, before anything is written, when the memory has something for idle guides.
    """
    idle = run.idle.searched if run.idle else {}
    wishes = _wishes(waiting, idle)
    asking = [each for each, found in wishes.items() if each in idle or any(found.values())]
    if not asking:
        yield from _finish_guides(run, site, {}, waiting, track)
        return
    with open_memory_base(run.config.root) as base:
        _bring_up(run, base, run.memo, asking, site)
        if run.idle and any(base.version(each) != idle.get(each) for each in asking):
            raise NotIdleError
        known = {language: searched(base, run.memo, language) for language in asking}
        memories = {language: base.memory(language) for language in asking}
        new = _without_idle(waiting, known, memories)
        for file in waiting:
            for each in waiting[file]:
                if each not in new.get(file, ()):
                    yield unchanged(run.config, each.language, each.key, each.wishes)
        done: list[CatalogOutcome] = []
        for outcome in _finish_guides(run, site, memories, new, track):
            wishes[outcome.language][outcome.key] = outcome.wishes
            done.append(outcome)
            yield outcome
        if run.memo is None:
            return
        memo = fresh(run.memo, written_paths(run.config, done))
        if new:  # what this run has changed offers nothing that was not there before
            _bring_up(run, base, memo, asking, site)
        for language in asking:
            others = known[language] if run.idle else {}
            note_searched(base, memo, language, {**others, **wishes[language]})


def _wishes(
    waiting: Mapping[GuideFile, Sequence[Waiting]], languages: Iterable[str]
) -> dict[str, dict[str, str]]:
    """Return the wishes by language, of these at least, and key."""
    wishes: dict[str, dict[str, str]] = {language: {} for language in languages}
    for each in (each for found in waiting.values() for each in found):
        wishes.setdefault(each.language, {})[each.key] = each.wishes
    return wishes


def _bring_up(
    run: Run, base: MemoryBase, memo: Memo | None, languages: Iterable[str], site: Site
) -> None:
    up = bring_up_some if run.idle else bring_up
    for language in languages:
        up(base, run.config, memo, language, _keys_on_disk(site, language))


def _keys_on_disk(site: Site, language: str) -> frozenset[str]:
    """Return the keys under which catalogs are stored; a dry run has not moved any."""
    old_keys = {new: old for (each, new), old in site.old_keys.items() if each == language}
    return frozenset(
        old_keys[key] if key in old_keys and not has_catalog(site.config, language, key) else key
        for key in site.stored[language]
    )


def _without_idle(
    waiting: Mapping[GuideFile, Sequence[Waiting]],
    known: Mapping[str, Mapping[str, str]],
    memories: Mapping[str, TranslationMemory | None],
) -> dict[GuideFile, tuple[Waiting, ...]]:
    """Leave out what only wishes for texts that are ``known`` to be searched for in vain.

    Where nothing is translated every search is.
    """
    vain = {language for language, memory in memories.items() if memory is None}

    def is_idle(each: Waiting) -> bool:
        found = known.get(each.language, {}).get(each.key, "")
        return not each.changed and (each.language in vain or found == each.wishes)

    busy = {
        file: tuple(each for each in found if not is_idle(each)) for file, found in waiting.items()
    }
    return {file: found for file, found in busy.items() if found}


def _finish_guides(
    run: Run,
    site: Site,
    memories: Mapping[str, TranslationMemory | None],
    waiting: Mapping[GuideFile, Sequence[Waiting]],
    track: Track,
) -> Iterator[CatalogOutcome]:
    work = partial(_finish_guide, run, site, memories, waiting)
    for _, found in run.map(work, tuple(waiting), track):
        yield from found


def _finish_guide(
    run: Run,
    site: Site,
    memories: Mapping[str, TranslationMemory | None],
    waiting: Mapping[GuideFile, Iterable[Waiting]],
    file: GuideFile,
) -> tuple[CatalogOutcome, ...]:
    entries = template_of(run, file, run.read(file))
    return tuple(
        finish_catalog(site, each.language, each.key, entries, memories.get(each.language))
        for each in waiting[file]
    )


def template_of(run: Run, file: GuideFile, source: Source) -> tuple[Entry, ...]:
    """Return the entries that the catalogs of a guide are to have."""
    slug = slug_entry(file) if run.config.slugs else ()
    return (*slug, *template_entries(source.guide, source.segments))
