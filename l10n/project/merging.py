"""Merge a site: publish the localized guides that their catalogs make (DESIGN 9, 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypeAlias

from l10n.catalog import Identity
from l10n.coverage import measure_guide
from l10n.errors import L10nError
from l10n.extract import Extraction, extract_guide
from l10n.frontmatter.aliases import add_aliases
from l10n.frontmatter.block import find_block
from l10n.guide import Finding, Guide
from l10n.links.site import Page as MapPage
from l10n.links.site import change_pages
from l10n.links.titles import TitleLink
from l10n.merge import merge_guide
from l10n.project.blocking import leave_out_faults
from l10n.project.catalogs import read_catalog
from l10n.project.config import Config, Stale
from l10n.project.deciding import (
    PageOutcome,
    Plan,
    Site,
    Status,
    decide,
    is_ours,
    is_published,
    target_path,
)
from l10n.project.files import encode
from l10n.project.linking import (
    Linker,
    localize,
    make_linker,
    title_links,
    translate_titles,
)
from l10n.project.outcome import Output, Track, refusal
from l10n.project.paths import catalog_path
from l10n.project.published import read_record, record_path
from l10n.project.publishing import Failure, Page, publish_pages
from l10n.project.remember import marks_of, memory_of, remember_frame, with_own_keys
from l10n.project.selection import Selection
from l10n.project.slugs import name_pages
from l10n.project.tree import GuideFile, Tree, broken_paths, read_guide
from l10n.project.verdicts import has_lost_all, lost, translation_findings, usable_catalog
from l10n.stale import translations_of
from l10n.text import splice

__all__ = ["Merged", "PageOutcome", "Status", "merge_site"]


TitleOf: TypeAlias = Callable[[str, TitleLink], str]
"""Tells what a title link shows in a language; nothing when it stays as the source has it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a run of merge did, and found."""

    pages: tuple[PageOutcome, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run works with."""

    site: Site
    linker: Linker
    pairs: Mapping[GuideFile, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Source:
    """A source guide as it is merged into every language."""

    guide: Guide
    extraction: Extraction
    links: Mapping[int, TitleLink]
    """The title links among its segments."""
    rest: tuple[Identity, ...]
    """The identities of the others, which translators are asked for."""


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
    linker = make_linker(config, tree)
    names, findings = name_pages(
        config, linker.sources.values(), selection.languages, linker.catalogs
    )
    site = Site(config, tree, record, publish_at, broken_paths(tree), linker.site, names)
    pairs = dict(selection.pairs(config))
    run = _foresee(_Run(site, linker, pairs))
    title_of = _title_reader(run)
    outcomes: dict[tuple[str, str], PageOutcome] = {}

    def pages() -> Iterator[Page]:
        for file in track(tuple(pairs)):
            try:
                source = _read_source(linker, file)
            except L10nError as error:
                findings.append(refusal(error, file.path))
                continue
            for language in pairs[file]:
                plan = _plan(run, source, language, title_of)
                outcomes[language, file.key] = plan.outcome
                if plan.page:
                    yield remember_frame(linker, plan.page)

    for failure in publish_pages(pages(), record, path, output):
        outcomes[failure.page.identity] = _failed(outcomes[failure.page.identity], failure)
    merged = tuple(outcomes.values())
    return Merged(merged, (*findings, *(each for page in merged for each in page.findings)))


def _read_source(linker: Linker, file: GuideFile) -> _Source:
    guide = read_guide(linker.config.root, file)
    extraction = extract_guide(guide, linker.config.fields)
    links = title_links(linker, file.key, extraction)
    rest = (each for index, each in enumerate(extraction.identities) if index not in links)
    return _Source(guide, extraction, links, tuple(rest))


def _failed(outcome: PageOutcome, failure: Failure) -> PageOutcome:
    finding = refusal(failure.error, failure.page.path)
    findings = (*outcome.findings, finding)
    return replace(outcome, status=Status.REFUSED, reason=finding.message, findings=findings)


def _foresee(run: _Run) -> _Run:
    """Find out which pages come, go and move in this run: links have to know it beforehand."""
    published: list[MapPage] = []
    withdrawn: list[tuple[str, str]] = []
    for file, languages in run.pairs.items():
        open_ = [language for language in languages if _is_open(run, file, language)]
        if not open_:
            continue
        try:
            source = _read_source(run.linker, file)
        except L10nError:  # reported when it is merged
            continue
        for language in open_:
            plan = _plan(run, source, language, _no_title)
            if plan.outcome.status in (Status.PUBLISHED, Status.UNCHANGED):
                published.append(MapPage(file.key, language, plan.outcome.path, file.titles))
            elif plan.outcome.status is Status.WITHDRAWN:
                withdrawn.append((language, file.key))
    if not (published or withdrawn):
        return run
    linker = replace(run.linker, site=change_pages(run.linker.site, published, withdrawn))
    return replace(run, linker=linker, site=replace(run.site, map=linker.site))


def _is_open(run: _Run, file: GuideFile, language: str) -> bool:
    """Tell whether it needs a closer look if this page will be there, and where."""
    site = run.site
    existing = site.tree.guides[language].get(file.key)
    if existing:
        moves = existing.path != target_path(site, file.path, language, file.key)
        return moves or site.config.withdraw_below is not None
    if is_published(site, language, file.key) or not site.publish_at:
        return True
    catalog = run.linker.catalogs(language, file.key)
    return catalog is not None and any(each.translated for each in catalog.entries)


def _plan(run: _Run, source: _Source, language: str, title_of: TitleOf) -> Plan:
    """Decide what becomes of one guide in one language."""
    site, guide = run.site, source.guide
    path = target_path(site, guide.path, language, guide.key)
    outcome = PageOutcome(guide.key, language, path, Status.UNCHANGED)
    shown = catalog_path(site.config, language, guide.key)
    try:
        catalog = read_catalog(site.config, language, guide.key)
        keep_stale = site.config.stale is Stale.KEEP
        given = translations_of(catalog, keep_stale=keep_stale) if catalog else {}
        languages = (guide.language, language)
        given, faulty = leave_out_faults(site.config, languages, catalog, given, shown)
        # Where no word is translated the page is its source, byte for byte (P1).
        told = title_of if _is_translated(source, given) else _no_title
        extraction, translations = translate_titles(
            source.extraction, source.links, given, partial(told, language)
        )
        merged = merge_guide(guide, extraction, translations, site.config.policy)
        if source.rest and has_lost_all(site, outcome, catalog):
            return lost(outcome, shown)
        usable = usable_catalog(catalog, given, merged)
        coverage = measure_guide(guide.key, path, language, source.rest, usable)
        page = MapPage(guide.key, language, path)
        plan = decide(
            site, outcome, partial(_make, run, source, merged.text, page), coverage.percent
        )
        if plan.page:
            known = memory_of(site.record, (language, guide.key))
            memory = replace(known, texts=marks_of(source.extraction, given))
            plan = replace(plan, page=replace(plan.page, memory=memory))
        findings = (*faulty, *translation_findings(merged, catalog, shown))
        return replace(plan, outcome=replace(plan.outcome, findings=findings))
    except L10nError as error:
        finding = refusal(error, shown)
        return Plan(
            replace(outcome, status=Status.REFUSED, reason=finding.message, findings=(finding,))
        )


def _is_translated(source: _Source, given: Mapping[Identity, str]) -> bool:
    return any(given.get(each, each[1]) != each[1] for each in source.rest)


def _make(
    run: _Run, source: _Source, merged: str, page: MapPage, aliases: tuple[str, ...]
) -> bytes:
    """Return the page of a merged guide: its links localized, its old addresses kept."""
    guide = source.guide
    text = merged
    if merged != guide.text:
        text = localize(run.linker, guide, source.extraction, merged, page)
    memory = memory_of(run.site.record, (page.language, page.key))
    text = with_own_keys(run.site.config, run.site.tree, memory, page, text)
    block = find_block(text, guide.path) if aliases else None
    edit = add_aliases(text, block, aliases, guide.path) if block else None
    return encode(splice(text, [edit]) if edit else text, bom=guide.bom)


def _title_reader(run: _Run) -> TitleOf:
    """Return what tells the title of a guide as its page shows it at the end of this run."""
    site, linker = run.site, run.linker
    selected = {(each, file.key) for file, languages in run.pairs.items() for each in languages}
    is_written = cache(partial(is_ours, site))

    @cache
    def title_of(language: str, link: TitleLink) -> str:
        key = link.page.key
        if key not in linker.site.pages[language]:
            return ""
        existing = site.tree.guides[language].get(key)
        if existing and not ((language, key) in selected and is_written(language, key)):
            return existing.titles[link.field]
        source = linker.sources.get(key)
        catalog = linker.catalogs(language, key)
        wanted = (None, source.titles[link.field]) if source and catalog else None
        entries = catalog.entries if catalog else ()
        found = (each.msgstr for each in entries if each.translated and each.identity == wanted)
        return next(found, "")

    return title_of


def _no_title(_language: str, _link: TitleLink) -> str:
    return ""
