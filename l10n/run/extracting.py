"""Extract a site: bring the catalogs of every language up to its source guides.

Guides are done one by one, each with all its languages. What the memory has a part in is done in
a second round, when it is known whether any catalog asks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from l10n.catalog import Entry
from l10n.disk.output import Action, Track, refusal
from l10n.errors import L10nError
from l10n.guide import Finding
from l10n.run.finishing import finish_catalogs, template_of
from l10n.run.guidememo import GuideFound, look_again, recall_guides, remember_guides
from l10n.run.memo import fresh, links_of
from l10n.run.run import Run
from l10n.run.sums import NOTHING, in_order
from l10n.run.updating import (
    CatalogOutcome,
    Site,
    Waiting,
    find_orphans,
    move_renamed,
    try_catalog,
)
from l10n.site.catalogs import stored_keys
from l10n.site.links import find_broken_links, references_of
from l10n.site.paths import catalog_path
from l10n.site.sources import unusable_keys
from l10n.site.tree import GuideFile

__all__ = ["CatalogOutcome", "Extracted", "extract_site"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a run of extract did, and found."""

    catalogs: tuple[CatalogOutcome, ...]
    """By language, then by guide."""
    guides: int
    html: int
    """How many HTML blocks passed through untouched."""
    front_matter: int
    """How many guides have front matter in a dialect that passes through untouched."""
    findings: tuple[Finding, ...]
    idle: Mapping[str, int]
    """By language: the catalogs that nobody had to look at, which are not among the others."""


def extract_site(run: Run, *, now: datetime, track: Track) -> Extracted:
    """Write the catalogs of the selected guides; a bad guide or catalog stops only itself.

    Catalogs follow a guide whose key has changed; those that no guide has a use for are
    findings when all guides are selected. Raises L10nError when the record cannot be read, or
    the catalogs cannot be listed.
    """
    site, outcomes = _open_site(run, now)
    if run.memo and site.old_keys:
        run = replace(run, memo=fresh(run.memo, _moved_paths(site)))
    guides = recall_guides(run)
    new = [file for file in run.pairs if file not in guides]
    guides |= run.map(partial(_try_guide, run, site, frozenset(outcomes)), new, track)
    waiting: dict[GuideFile, list[Waiting]] = {}
    for file in run.pairs:
        for each in guides[file].catalogs:
            if isinstance(each, Waiting):
                waiting.setdefault(file, []).append(each)
            else:
                outcomes[each.language, each.key] = each
    for outcome in finish_catalogs(run, site, waiting, track):
        outcomes[outcome.language, outcome.key] = outcome
    for identity in site.old_keys.keys() & outcomes.keys():
        outcomes[identity] = outcomes[identity]._replace(old_key=site.old_keys[identity])
    done = set(new)
    busy = {
        file: guides[file]
        for file in run.pairs
        if file in done or any(_is_busy(each, outcomes) for each in waiting.get(file, ()))
    }
    if run.memo and busy:
        # What was found hangs on the titles as they were before the run.
        memo = look_again(run.memo, run.config, tuple(outcomes.values()))
        remember_guides(replace(run, memo=memo), busy, outcomes)
    return _sum_up(run, site, {file.key: guides[file] for file in run.pairs}, outcomes)


def _sum_up(
    run: Run,
    site: Site,
    found: Mapping[str, GuideFound],
    outcomes: Mapping[tuple[str, str], CatalogOutcome],
) -> Extracted:
    """Return what was done with guides and their catalogs, and what idle ones add."""
    ordered = tuple(
        outcomes[language, file.key]
        for language in run.selection.languages
        for file in run.selection.guides
        if (language, file.key) in outcomes
    )
    idle = run.idle.sums if run.idle else NOTHING
    findings = in_order(idle.extracted, {key: each.findings for key, each in found.items()})
    refused = (each.finding for each in ordered if each.finding)
    counts = Counter(idle.counts)
    for each in found.values():
        read = {"guides": each.links is not None, "front matter": each.front_matter}
        counts.update({**read, "html": each.html})
    return Extracted(
        catalogs=ordered,
        guides=counts["guides"],
        html=counts["html"],
        front_matter=counts["front matter"],
        findings=(*findings, *_find_orphans(run, site), *refused),
        idle={each: counts[f"catalogs {each}"] for each in run.selection.languages},
    )


def _find_orphans(run: Run, site: Site) -> tuple[Finding, ...]:
    if run.idle:
        return run.idle.orphans
    whole = len(run.selection.guides) == len(run.linker.sources)
    languages = run.selection.languages if whole else ()
    return tuple(each for language in languages for each in find_orphans(site, language))


def _is_busy(waiting: Waiting, outcomes: Mapping[tuple[str, str], CatalogOutcome]) -> bool:
    """Tell whether a catalog that waited is not what it was."""
    outcome = outcomes[waiting.language, waiting.key]
    return outcome.action is not Action.UNCHANGED or outcome.wishes != waiting.wishes


def _open_site(run: Run, now: datetime) -> tuple[Site, dict[tuple[str, str], CatalogOutcome]]:
    """Return what the work on catalogs looks at, and the catalogs that no work can be done on."""
    config, languages = run.config, run.selection.languages
    unusable = unusable_keys(config, run.tree)
    stored = _stored_keys(run, {*run.linker.sources, *unusable})
    site = Site(config, run.linker.sources, unusable, stored, {}, run.output, now)
    old_keys: dict[tuple[str, str], str] = {}
    outcomes: dict[tuple[str, str], CatalogOutcome] = {}
    for language in languages:
        keys = [file.key for file, wanted in run.pairs.items() if language in wanted]
        moved, refused = move_renamed(site, language, keys, partial(_entries_of, run))
        old_keys |= {(language, new): old for new, old in moved.items()}
        outcomes |= {(language, each.key): each for each in refused}
        left = (stored[language] - {*moved.values()}) | {*moved}
        stored[language] = frozenset(left)
    return replace(site, stored=stored, old_keys=old_keys), outcomes


def _moved_paths(site: Site) -> frozenset[str]:
    """Return the paths of the catalogs that were moved, those that they had, too."""
    return frozenset(
        catalog_path(site.config, language, key)
        for (language, new), old in site.old_keys.items()
        for key in (new, old)
    )


def _stored_keys(run: Run, known: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the keys that have a catalog; beside idle guides, all that are worked on have one."""
    languages = run.selection.languages
    if run.idle is None:
        return {each: frozenset(stored_keys(run.config, each, known)) for each in languages}
    return {
        language: frozenset(file.key for file, wanted in run.pairs.items() if language in wanted)
        for language in languages
    }


def _entries_of(run: Run, key: str) -> tuple[Entry, ...]:
    file = run.linker.sources[key]
    try:
        return template_of(run, file, run.read(file))
    except L10nError:  # reported when it is worked on
        return ()


def _try_guide(
    run: Run, site: Site, skip: frozenset[tuple[str, str]], file: GuideFile
) -> GuideFound:
    languages = run.pairs[file]
    try:
        source = run.read(file)
    except L10nError as error:
        return GuideFound(findings=(refusal(error, file.path),))
    entries = template_of(run, file, source)
    extraction = source.extraction
    references = references_of(run.linker, source.guide, extraction)
    return GuideFound(
        tuple(
            try_catalog(site, language, file.key, entries)
            for language in languages
            if (language, file.key) not in skip
        ),
        extraction.html,
        extraction.untouched_front_matter,
        (*extraction.findings, *find_broken_links(source.guide, references)),
        links_of(run.linker, file.key, references),
    )
