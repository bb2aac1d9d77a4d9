"""Find what is left to translate on a site, and what is quarantined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from functools import partial
from typing import Any, Final

from l10n.cache.actions import Made, drop, recall, record
from l10n.catalog import Catalog, Identity
from l10n.disk.output import Track
from l10n.errors import L10nError
from l10n.gaps import Draft, Gap, GuideGaps, Revision, find_gaps, narrow_gaps
from l10n.run.measure import clean_names
from l10n.run.quarantine import Judge, blocking_paths, judge_catalog
from l10n.run.run import Run
from l10n.site.paths import catalog_path
from l10n.site.selection import languages_of
from l10n.site.shows import NEAR
from l10n.site.tree import GuideFile

_STEP: Final = "gaps"


def find_site_gaps(run: Run, *, track: Track) -> tuple[GuideGaps, ...]:
    """Return what is left to do, one for each guide that can be read; complete ones have none.

    The guides have been measured.
    """
    store = run.files.store
    drop(store, _STEP, run.linker.sources.keys())
    known = recall(store, _STEP, _unpack)
    new = [file for file in run.pairs if file.key not in known]
    find = partial(_find_gaps, Judge(run, clean_names(run) if new else frozenset()))
    done = {file.key: gaps for file, gaps in run.map(find, new, track)}
    found = {key: (each.title, each.gaps, each.revisions) for key, each in done.items() if each}
    made = (
        Made(file.key, _gap_inputs(run, file), _pack(*found[file.key]))
        for file in new
        if file.key in found
    )
    record(store, _STEP, made)
    found |= known
    return tuple(
        narrow_gaps(GuideGaps(file.key, file.path, *found[file.key]), languages)
        for file, languages in run.pairs.items()
        if file.key in found
    )


def _find_gaps(work: Judge, file: GuideFile) -> GuideGaps | None:
    """Find what all languages lack: nearly the same is stored of one as of all."""
    run = work.run
    try:
        source = run.read(file)
    except L10nError:  # reported where it is measured
        return None
    catalogs: dict[str, Catalog | None] = {}
    quarantined: dict[str, Mapping[Identity, str]] = {}
    for language in _languages(run, file):
        try:
            catalogs[language], quarantined[language] = judge_catalog(work, source, language)
        except L10nError:  # what is in it is not known
            continue
    return find_gaps(source.guide, source.segments, catalogs, quarantined)


def _gap_inputs(run: Run, file: GuideFile) -> tuple[str, ...]:
    languages = _languages(run, file)
    catalogs = (catalog_path(run.config, each, file.key) for each in languages)
    others = (path for each in languages for path in blocking_paths(run.config, each))
    return (file.path, f"{NEAR}:{file.key}", *catalogs, *others)


def _languages(run: Run, file: GuideFile) -> tuple[str, ...]:
    return languages_of(run.config, file, run.config.languages)


def _pack(title: str, gaps: Iterable[Gap], revisions: Iterable[Revision]) -> object:
    return title, [astuple(each) for each in gaps], [*revisions]


def _unpack(packed: Any) -> tuple[str, tuple[Gap, ...], tuple[Revision, ...]]:
    title, gaps, revisions = packed
    found = tuple(
        Gap(msgid, msgctxt, line, last_line, words, tuple(untranslated), tuple(map(_draft, drafts)))
        for msgid, msgctxt, line, last_line, words, untranslated, drafts in gaps
    )
    return str(title), found, tuple(Revision(*each) for each in revisions)


def _draft(packed: Any) -> Draft:
    return Draft(*packed)
