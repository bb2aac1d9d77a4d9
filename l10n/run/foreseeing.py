"""Foresee which pages come, go and move in a run: links have to know it beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from l10n.coverage import translated_percent
from l10n.disk.files import is_there
from l10n.disk.jobs import map_in_order
from l10n.errors import L10nError
from l10n.links.site import Page as MapPage
from l10n.links.site import change_pages
from l10n.run.deciding import (
    Made,
    PageOutcome,
    Status,
    decide,
    is_published,
    target_path,
)
from l10n.run.planning import Work, given_translations, no_title, plan_page
from l10n.run.run import Source
from l10n.site.tree import GuideFile


@dataclass(frozen=True, slots=True)
class Change:
    """How a page that is not there yet, or is to go, will be there after this run."""

    language: str
    page: MapPage
    status: Status


def foresee(work: Work, files: Sequence[GuideFile]) -> tuple[Change, ...]:
    """Find out which pages of these guides come, go and move in this run."""
    found = map_in_order(partial(_foresee_guide, work), files, work.run.jobs)
    return tuple(change for changes in found for change in changes)


def _foresee_guide(work: Work, file: GuideFile) -> tuple[Change, ...]:
    wanted = [each for each in work.run.pairs[file] if _is_open(work, file, each)]
    if all(_is_new(work, file, each) and _is_complete(work, file, each) for each in wanted):
        # It is enough to look at the catalogs.
        return _changes(file, (_foresee_new(work, file, each, 100.0) for each in wanted))
    try:
        source = work.run.read(file)
    except L10nError:  # reported when it is merged
        return ()
    return _changes(file, (_foresee_page(work, file, source, each) for each in wanted))


def _changes(file: GuideFile, outcomes: Iterable[PageOutcome]) -> tuple[Change, ...]:
    return tuple(
        Change(each.language, MapPage(file.key, each.language, each.path, file.titles), each.status)
        for each in outcomes
        if each.status in (Status.PUBLISHED, Status.UNCHANGED, Status.WITHDRAWN)
    )


def _foresee_page(work: Work, file: GuideFile, source: Source, language: str) -> PageOutcome:
    """Tell what will become of a page: a new one by its coverage, without making it."""
    if not _is_new(work, file, language):
        return plan_page(work, source, language, no_title).outcome
    catalog = work.run.linker.catalogs(language, file.key)
    usable = catalog if given_translations(work.site, catalog) else None
    return _foresee_new(work, file, language, translated_percent(source.identities, usable))


def _foresee_new(work: Work, file: GuideFile, language: str, percent: float) -> PageOutcome:
    path = target_path(work.site, file.path, language, file.key)
    outcome = PageOutcome(file.key, language, path, Status.UNCHANGED)
    return decide(work.site, outcome, lambda _aliases: Made(b"", str), percent).outcome


def _is_new(work: Work, file: GuideFile, language: str) -> bool:
    """Tell whether nothing is where this page would be."""
    site, key = work.site, file.key
    if key in site.tree.guides[language] or is_published(site, language, key):
        return False
    path = target_path(site, file.path, language, key)
    return not is_there(f"{site.config.root}/{path}", path)


def _is_complete(work: Work, file: GuideFile, language: str) -> bool:
    """Tell whether a catalog lacks no translation.

    Its guide may have changed since, and lack some; ``wrongly_foreseen`` tells then.
    """
    catalog = work.run.linker.catalogs(language, file.key)
    live = [each for each in catalog.entries if not each.obsolete] if catalog else []
    return bool(live) and all(each.translated for each in live)


def with_changes(work: Work, changes: Iterable[Change]) -> Work:
    """Return the work on a site whose map has these pages already."""
    gone = [each for each in changes if each.status is Status.WITHDRAWN]
    here = [each.page for each in changes if each.status is not Status.WITHDRAWN]
    if not (gone or here):
        return work
    withdrawn = [(each.language, each.page.key) for each in gone]
    linker = work.run.linker
    linker = replace(linker, site=change_pages(linker.site, here, withdrawn))
    run, site = replace(work.run, linker=linker), replace(work.site, map=linker.site)
    return replace(work, run=run, site=site)


def wrongly_foreseen(changes: Iterable[Change], pages: Iterable[PageOutcome]) -> frozenset[Change]:
    """Return the pages that were to be there and are not, nearly always none."""
    status = {(each.language, each.key): each.status for each in pages}
    there = (Status.PUBLISHED, Status.UNCHANGED)
    return frozenset(
        each
        for each in changes
        if (each.status is Status.WITHDRAWN)
        != (status.get((each.language, each.page.key)) not in there)
    )


def _is_open(work: Work, file: GuideFile, language: str) -> bool:
    """Tell whether it needs a closer look if this page will be there, and where."""
    site = work.site
    existing = site.tree.guides[language].get(file.key)
    if existing:
        moves = existing.path != target_path(site, file.path, language, file.key)
        return moves or site.config.withdraw_below is not None
    if is_published(site, language, file.key) or not site.publish_at:
        return True
    catalog = work.run.linker.catalogs(language, file.key)
    return catalog is not None and any(each.translated for each in catalog.entries)
