"""Merge a site: publish the localized guides that their catalogs make (DESIGN 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from l10n.catalog import Catalog
from l10n.coverage import measure_guide
from l10n.errors import L10nError
from l10n.extract import Extraction, extract_guide
from l10n.guide import Finding, Guide, Severity
from l10n.merge import Merged as MergedGuide
from l10n.merge import merge_guide
from l10n.project.catalogs import read_catalog
from l10n.project.config import Config
from l10n.project.files import encode, is_there, read_bytes
from l10n.project.outcome import Output, Track, refusal
from l10n.project.paths import catalog_path, content_folder
from l10n.project.published import Record, digest, read_record, record_path
from l10n.project.publishing import Failure, Page, publish_pages
from l10n.project.selection import Selection
from l10n.project.tree import Tree, broken_keys, broken_paths, read_guide


class Status(StrEnum):
    """What merging did with one localized guide."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A page that merging did not write, or that was edited since: left as it is."""
    WAITING = "waiting"
    """Not translated enough to be published."""
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    """Something is wrong; the finding says what."""


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What merging did with one guide in one language, and why."""

    key: str
    language: str
    path: str
    status: Status
    reason: str = ""
    """Empty when there is nothing to explain."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """What a run of merge did, and found."""

    pages: tuple[PageOutcome, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Site:
    """What every decision about a page looks at."""

    config: Config
    tree: Tree
    record: Record
    publish_at: float
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to become of one page."""

    outcome: PageOutcome
    page: Page | None = None


def merge_site(
    config: Config,
    tree: Tree,
    selection: Selection,
    *,
    publish_at: float,
    output: Output,
    track: Track,
) -> Merged:
    """Publish the selected guides; a bad guide, catalog or page stops only itself.

    ``publish_at`` is in percent of words. Raises L10nError when the record cannot be read or
    written.
    """
    path = record_path(config)
    record = read_record(config.root, path)
    site = _Site(config, tree, record, publish_at, broken_paths(tree))
    outcomes: dict[tuple[str, str], PageOutcome] = {}
    findings: list[Finding] = []

    def pages() -> Iterator[Page]:
        pairs = dict(selection.pairs(config))
        for file in track(tuple(pairs)):
            try:
                guide = read_guide(config.root, file)
                extraction = extract_guide(guide, config.fields)
            except L10nError as error:
                findings.append(refusal(error, file.path))
                continue
            for language in pairs[file]:
                plan = _plan(site, guide, extraction, language)
                outcomes[language, file.key] = plan.outcome
                if plan.page:
                    yield plan.page

    for failure in publish_pages(pages(), record, path, output):
        outcomes[failure.page.identity] = _failed(outcomes[failure.page.identity], failure)
    merged = tuple(outcomes.values())
    return Merged(merged, (*findings, *(each for page in merged for each in page.findings)))


def _failed(outcome: PageOutcome, failure: Failure) -> PageOutcome:
    finding = refusal(failure.error, failure.page.path)
    findings = (*outcome.findings, finding)
    return replace(outcome, status=Status.REFUSED, reason=finding.message, findings=findings)


def _plan(site: _Site, guide: Guide, extraction: Extraction, language: str) -> _Plan:
    """Decide what becomes of one guide in one language."""
    config = site.config
    path = _target_path(config, guide, language)
    outcome = PageOutcome(guide.key, language, path, Status.UNCHANGED)
    try:
        catalog = read_catalog(config, language, guide.key)
        merged = merge_guide(guide, extraction, catalog.published() if catalog else {})
        coverage = measure_guide(guide.key, path, language, extraction.identities, catalog)
        plan = _decide(site, outcome, encode(merged.text, bom=guide.bom), coverage.percent)
        shown = catalog_path(config, language, guide.key)
        findings = _translation_findings(merged, catalog, shown)
        return replace(plan, outcome=replace(plan.outcome, findings=findings))
    except L10nError as error:
        finding = refusal(error, catalog_path(config, language, guide.key))
        return _Plan(
            replace(outcome, status=Status.REFUSED, reason=finding.message, findings=(finding,))
        )


def _translation_findings(
    merged: MergedGuide, catalog: Catalog | None, path: str
) -> tuple[Finding, ...]:
    """Return what merging says about single translations, each at its entry in the catalog."""
    lines = {entry.identity: entry.line for entry in catalog.entries} if catalog else {}
    quarantined = (
        Finding(
            "quarantined",
            Severity.ERROR,
            path,
            lines[each.segment.context, each.segment.msgid],
            f"not published: {each.reason}",
        )
        for each in merged.quarantined
    )
    retargeted = (
        Finding(
            "own-target",
            Severity.INFO,
            path,
            lines[each.segment.context, each.segment.msgid],
            f"links to {', '.join(each.targets)} instead of the source's target; check it",
        )
        for each in merged.retargeted
    )
    return tuple(dict.fromkeys((*quarantined, *retargeted)))


def _decide(site: _Site, outcome: PageOutcome, data: bytes, percent: float) -> _Plan:
    """Decide by what is at the page's place now, and by how much of it is translated."""
    language, key = outcome.language, outcome.key
    existing = site.tree.guides[language].get(key)
    unread = existing is None and key in broken_keys(site.tree, language)
    if unread or outcome.path in site.broken:
        return _kept(outcome, "the page there cannot be read; mend or remove it")
    current = existing.path if existing else outcome.path
    if is_there(site.config.root / current, current):
        old = read_bytes(site.config.root / current, current)
        return _decide_existing(site, outcome, data, old, current, percent)
    if (language, key) not in site.record and percent < site.publish_at:
        return _waiting(outcome, percent, site.publish_at)
    if (language, key) in site.record and _is_too_low(site, percent):
        return _withdrawn(site, outcome, percent)  # a killed run took away the page only
    page = Page(language, key, outcome.path, data)
    return _Plan(replace(outcome, status=Status.PUBLISHED), page)


def _decide_existing(
    site: _Site, outcome: PageOutcome, data: bytes, old: bytes, current: str, percent: float
) -> _Plan:
    known = site.record.get((outcome.language, outcome.key))
    is_ours = known is not None and digest(old) in known.digests
    is_same = old == data and current == outcome.path
    if not is_ours and not (is_same and percent >= site.publish_at):
        how = "was edited by hand" if known else "was not written by merge"
        return _kept(replace(outcome, path=current), f"this page {how}")
    page = Page(outcome.language, outcome.key, outcome.path, data, old_digest=digest(old))
    if _is_too_low(site, percent):
        return _withdrawn(site, replace(outcome, path=current), percent)
    if is_same:
        settled = known is not None and known.digests == (digest(data),)
        return _Plan(outcome, None if settled else page)
    if current != outcome.path:
        if is_there(site.config.root / outcome.path, outcome.path):
            return _kept(replace(outcome, path=current), f"{outcome.path} is in its way")
        page = replace(page, old_path=current)
    return _Plan(replace(outcome, status=Status.PUBLISHED), page)


def _is_too_low(site: _Site, percent: float) -> bool:
    limit = site.config.withdraw_below
    return limit is not None and percent < limit


def _withdrawn(site: _Site, outcome: PageOutcome, percent: float) -> _Plan:
    limit = site.config.withdraw_below
    reason = f"{percent:g} % of its words are translated, withdraw-below is {limit:g}"
    page = Page(outcome.language, outcome.key, outcome.path, data=None)
    return _Plan(replace(outcome, status=Status.WITHDRAWN, reason=reason), page)


def _kept(outcome: PageOutcome, reason: str) -> _Plan:
    return _Plan(replace(outcome, status=Status.KEPT, reason=reason))


def _waiting(outcome: PageOutcome, percent: float, publish_at: float) -> _Plan:
    reason = f"{percent:g} % of its words are translated, {publish_at:g} % are needed"
    return _Plan(replace(outcome, status=Status.WAITING, reason=reason))


def _target_path(config: Config, guide: Guide, language: str) -> str:
    """Return where a guide's localized page belongs: at the source's path."""
    below = guide.path.removeprefix(content_folder(config, config.source_language) + "/")
    return f"{content_folder(config, language)}/{below}"
