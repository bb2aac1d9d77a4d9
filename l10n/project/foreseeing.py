"""Foresee which pages come, go and move in a run: links have to know it beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from l10n.coverage import translated_percent
from l10n.errors import L10nError
from l10n.links.site import Page as MapPage
from l10n.links.site import change_pages
from l10n.project.deciding import (
    Made,
    PageOutcome,
    Status,
    decide,
    is_published,
    target_path,
)
from l10n.project.files import is_there
from l10n.project.jobs import map_in_order
from l10n.project.planning import Work, given_translations, no_title, plan_page
from l10n.project.run import Source
from l10n.project.tree import GuideFile


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
    wanted = [language for language in work.run.pairs[file] if _is_open(work, file, language)]
    try:
        source = work.run.read(file) if wanted else None
    except L10nError:  # reported when it is merged
        return ()
    if source is None:
        return ()
    changes: list[Change] = []
    for language in wanted:
        outcome = _foresee_page(work, source, language)
        if outcome.status in (Status.PUBLISHED, Status.UNCHANGED, Status.WITHDRAWN):
            page = MapPage(file.key, language, outcome.path, file.titles)
            changes.append(Change(language, page, outcome.status))
    return tuple(changes)


def _foresee_page(work: Work, source: Source, language: str) -> PageOutcome:
    """Tell what will become of a page: a new one by its coverage, without making it."""
    site, guide = work.site, source.guide
    path = target_path(site, guide.path, language, guide.key)
    if guide.key in site.tree.guides[language] or is_published(site, language, guide.key):
        return plan_page(work, source, language, no_title).outcome
    outcome = PageOutcome(guide.key, language, path, Status.UNCHANGED)
    if is_there(site.config.root / path, path):
        return plan_page(work, source, language, no_title).outcome
    catalog = work.run.linker.catalogs(language, guide.key)
    given = given_translations(site, catalog)
    usable = catalog if given else None
    percent = translated_percent(source.identities, usable)
    return decide(site, outcome, lambda _aliases: Made(b"", str), percent).outcome


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
