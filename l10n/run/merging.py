"""Merge a site: publish the localized guides that their catalogs make (DESIGN 9, 10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from l10n.cache.state import FileState
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.guide import Finding
from l10n.run.deciding import (
    PageOutcome,
    Plan,
    Site,
    Status,
)
from l10n.run.foreseeing import Change, foresee, with_changes, wrongly_foreseen
from l10n.run.idle import NotIdleError
from l10n.run.memo import Links, links_of, shows_any, take_over
from l10n.run.pagememo import recall_pages, remember_pages, remembers_pages
from l10n.run.planning import TitleOf, Work, plan_page, title_reader
from l10n.run.publishing import Failure, Page, publish_pages
from l10n.run.run import Run, with_views
from l10n.run.sums import NOTHING, in_order
from l10n.run.views import know_catalogs
from l10n.site.links import references_of
from l10n.site.record import Record, read_record, record_path
from l10n.site.slugs import name_pages
from l10n.site.tree import GuideFile, Tree, broken_paths

__all__ = ["Merged", "PageOutcome", "Status", "merge_site"]


_COUNTED: Final = (Status.UNCHANGED, Status.WAITING)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a run of merge did, and found."""

    pages: tuple[PageOutcome, ...]
    findings: tuple[Finding, ...]
    idle: Mapping[str, Mapping[str, int]]
    """By language, in order, and status: the pages that nobody had to look at.

    They are not among ``pages``, but for those that are kept, which are not counted here.
    """


@dataclass(frozen=True, slots=True)
class _Guide:
    """What is to become of one guide's pages, or why nothing can."""

    plans: tuple[Plan, ...] = ()
    refused: Finding | None = None
    links: Links | None = None
    catalogs: tuple[tuple[str, FileState], ...] = ()
    """What is known of its catalogs, by path."""


def merge_site(run: Run, *, publish_at: float, track: Track) -> Merged:
    """Publish the selected guides; a bad guide, catalog or page stops only itself.

    ``publish_at`` is in percent of words. Raises L10nError when the record cannot be read or
    written; NotIdleError, before anything is written, when idle guides have to be looked at.
    """
    run = with_views(run) if remembers_pages(run.memo) else run
    config, linker = run.config, run.linker
    names, findings = name_pages(
        config, linker.sources.values(), run.selection.languages, linker.catalogs
    )
    site = Site(
        config, run.tree, run.record, publish_at, broken_paths(run.tree), linker.site, names
    )
    work = Work(run, site)
    known = recall_pages(work)
    changes = foresee(work, [file for file in run.pairs if file not in known])
    moved = _moved_keys(run, changes)
    if run.idle and moved:
        raise NotIdleError
    merged, _ = _merge_all(with_changes(work, changes), _unaffected(run, known, moved), track)
    wrong = wrongly_foreseen(changes, merged.pages)
    if wrong:  # links lead where no page came to be: nearly never, and only once
        right = tuple(each for each in changes if each not in wrong)
        record = read_record(config.root, record_path(config))
        again = replace(work, site=replace(site, record=record))
        second, record = _merge_all(with_changes(again, right), {}, track)
        merged = _both(merged, second, run.tree, record)
    return replace(merged, findings=(*findings, *merged.findings))


def _moved_keys(run: Run, changes: Iterable[Change]) -> frozenset[str]:
    """Return the guides of which a page comes, goes or moves in this run."""
    pages = run.linker.site.pages
    return frozenset(
        each.page.key
        for each in changes
        if each.status is Status.WITHDRAWN
        or (found := pages[each.language].get(each.page.key)) is None
        or found.path != each.page.path
    )


def _unaffected(
    run: Run, known: Mapping[GuideFile, tuple[Plan, ...]], keys: Collection[str]
) -> Mapping[GuideFile, tuple[Plan, ...]]:
    """Leave out the guides that link to one of these."""
    if not keys or run.memo is None:
        return known
    return {file: each for file, each in known.items() if not shows_any(run.memo, file, keys)}


def _merge_all(
    work: Work, known: Mapping[GuideFile, tuple[Plan, ...]], track: Track
) -> tuple[Merged, Record]:
    """Publish what is not ``known`` to be as it should; return the record as well."""
    run = work.run
    new = tuple(file for file in run.pairs if file not in known)
    found: dict[GuideFile, _Guide] = {}
    outcomes = {
        (plan.outcome.language, file.key): plan.outcome
        for file, plans in known.items()
        for plan in plans
    }

    def pages() -> Iterator[Page]:
        for file, guide in run.map(partial(_plan_guide, work, title_reader(work)), new, track):
            found[file] = replace(guide, plans=tuple(map(_without_data, guide.plans)))
            if run.memo:
                take_over(run.memo, guide.catalogs)
            for plan in guide.plans:
                outcomes[plan.outcome.language, plan.outcome.key] = plan.outcome
                if plan.page:
                    yield plan.page

    published = publish_pages(pages(), work.site.record, record_path(run.config), run.output)
    failed = {failure.page.identity: failure for failure in published.failures}
    for identity, failure in failed.items():
        outcomes[identity] = _failed(outcomes[identity], failure)
    whole = {
        file: (each.links, each.plans)
        for file, each in found.items()
        if each.links
        and not any((plan.outcome.language, file.key) in failed for plan in each.plans)
    }
    remember_pages(work, published, whole)
    merged = {
        file.key: tuple(
            outcomes[each, file.key] for each in languages if (each, file.key) in outcomes
        )
        for file, languages in run.pairs.items()
    }
    refused = tuple(each.refused for each in found.values() if each.refused)
    return _with_idle(run, merged, refused), published.record


def _with_idle(
    run: Run, merged: Mapping[str, Sequence[PageOutcome]], refused: Iterable[Finding]
) -> Merged:
    """Return what was done with guides, by key, and what idle ones add."""
    sums = run.idle.sums if run.idle else NOTHING
    told = {
        key: [each for page in pages for each in page.findings] for key, pages in merged.items()
    }
    kept = {
        key: [
            PageOutcome(key, language, path, Status.KEPT, reason)
            for language, path, reason in found
        ]
        for key, found in sums.kept.items()
    }
    pages = {**kept, **merged}
    return Merged(
        tuple(each for key in (sorted(pages) if kept else pages) for each in pages[key]),
        (*refused, *in_order(sums.merged, told)),
        {
            language: {each: sums.counts.get(f"{each} {language}", 0) for each in _COUNTED}
            for language in (run.idle.told if run.idle else ())
        },
    )


def _without_data(plan: Plan) -> Plan:
    """Forget the text of a page that was handed on."""
    page = plan.page
    return replace(plan, page=replace(page, data=b"")) if page and page.data else plan


def _plan_guide(work: Work, title_of: TitleOf, file: GuideFile) -> _Guide:
    try:
        source = work.run.read(file)
    except L10nError as error:
        return _Guide(refused=refusal(error, file.path))
    plans = tuple(plan_page(work, source, each, title_of) for each in work.run.pairs[file])
    references = references_of(work.run.linker, source.guide, source.extraction)
    links = links_of(work.run.linker, file.key, references)
    merged = _Guide(plans, links=links)
    if work.run.memo is None:
        return merged
    known = know_catalogs(work.run.memo, work.run.linker, file.key, work.run.pairs[file])
    return replace(merged, catalogs=known)


def _failed(outcome: PageOutcome, failure: Failure) -> PageOutcome:
    finding = refusal(failure.error, failure.page.path)
    findings = (*outcome.findings, finding)
    return replace(outcome, status=Status.REFUSED, reason=finding.message, findings=findings)


def _both(first: Merged, second: Merged, tree: Tree, record: Record) -> Merged:
    """Return what two rounds did: a page that was written is published, unless it is as before.

    ``tree`` is as the run found it, ``record`` as the second round left it.
    """
    written = {
        (each.language, each.key)
        for each in first.pages
        if each.status in (Status.PUBLISHED, Status.WITHDRAWN)
    }

    def told(page: PageOutcome) -> PageOutcome:
        identity = page.language, page.key
        if identity not in written or page.status not in (Status.PUBLISHED, Status.UNCHANGED):
            return page
        before, now = tree.guides[page.language].get(page.key), record.get(identity)
        is_same = before and now and before.path == now.path and before.digest in now.digests
        return replace(page, status=Status.UNCHANGED if is_same else Status.PUBLISHED)

    return replace(second, pages=tuple(map(told, second.pages)))
