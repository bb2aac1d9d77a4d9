"""Plan one localized page: merge it, and decide what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import Final

from l10n.catalog import Catalog
from l10n.coverage import GuideCoverage, machine_share, measure_guide
from l10n.disk.files import encode
from l10n.disk.output import refusal
from l10n.errors import L10nError
from l10n.fit.front import text_mark
from l10n.frontmatter.aliases import add_aliases
from l10n.frontmatter.block import find_block
from l10n.frontmatter.parts.named import read_part
from l10n.guide import Finding, Localized, Severity
from l10n.links.site import Page
from l10n.links.titles import TitleLink
from l10n.merge import Merged
from l10n.run.decide import (
    Made,
    Make,
    PageOutcome,
    Plan,
    Status,
    Work,
    decide,
    is_ours,
    old_addresses,
    undecided,
)
from l10n.run.draft import Draft, TitleOf, draft_page, localize_draft
from l10n.run.fit import fit_page
from l10n.run.mark import mark_page
from l10n.run.quarantine import quarantined
from l10n.run.run import Source
from l10n.run.structure import frame_of_merged, frame_of_text
from l10n.site.catalogs import read_catalog
from l10n.site.links import page_at
from l10n.site.own import marks_of, memory_of
from l10n.site.paths import catalog_path, part_of
from l10n.site.record import tell
from l10n.text import splice

OWN_TARGET: Final = "own-target"
"""The finding that a translation leads elsewhere than its source, to any page."""


def plan_page(work: Work, source: Source, language: str, title_of: TitleOf) -> Plan:
    """Decide what becomes of one guide in one language."""
    guide = source.guide
    outcome = undecided(work, guide.path, Localized(language, guide.key))
    shown = catalog_path(work.config, language, guide.key)
    try:
        catalog = _catalog(work, outcome)
        draft, coverage, make = _prepare(work, source, outcome, catalog, title_of)
        if source.identities and _has_lost_all(work, outcome, catalog):
            return _lost(outcome, shown)
        plan = decide(work, outcome, make, _share_of(work, coverage))
        page = plan.page
        if page:
            known = tell(marks_of(source.extraction, draft.given))
            page = replace(page, memory=page.memory._replace(told=known))
        findings = (*draft.faulty.values(), *_translation_findings(draft.merged, catalog, shown))
        outcome = replace(plan.outcome, findings=findings)
        return Plan(outcome, page, coverage)
    except L10nError as error:
        finding = refusal(error, shown)
        return Plan(
            replace(outcome, status=Status.REFUSED, reason=finding.message, findings=(finding,))
        )


def make_page(work: Work, source: Source, language: str, title_of: TitleOf) -> Made:
    """Return a page as its catalog makes it, whatever is to become of it.

    Raises L10nError when the catalog, or the page that is there, cannot be read.
    """
    guide = source.guide
    outcome = undecided(work, guide.path, Localized(language, guide.key))
    _, _, make = _prepare(work, source, outcome, _catalog(work, outcome), title_of)
    return make(old_addresses(work, outcome))


def _prepare(
    work: Work, source: Source, outcome: PageOutcome, catalog: Catalog | None, title_of: TitleOf
) -> tuple[Draft, GuideCoverage, Make]:
    """Return the merged guide, how far it is translated, and what makes its page."""
    draft = draft_page(work, source, outcome.language, catalog, title_of)
    coverage = _measure(source, outcome.language, catalog, draft)
    share = _share_of(work, coverage)
    page = page_at(work.run.linker, outcome.key, outcome.language, outcome.path)
    may_fill = share is None or share >= work.publish_at
    by_machine = _by_machine(work, coverage)
    make = partial(_make, work, source, draft.merged, page, by_machine, may_fill=may_fill)
    return draft, coverage, make


def share_by_machine(
    work: Work, source: Source, language: str, catalog: Catalog | None, draft: Draft
) -> int:
    """Return how many percent of what readers see of a page a machine wrote."""
    return _by_machine(work, _measure(source, language, catalog, draft))


def _by_machine(work: Work, coverage: GuideCoverage) -> int:
    return machine_share(coverage) if coverage.language in work.config.machine else 0


def _measure(source: Source, language: str, catalog: Catalog | None, draft: Draft) -> GuideCoverage:
    hidden = quarantined(draft.faulty, draft.merged)
    key, path = source.guide.key, source.guide.path
    return measure_guide(key, path, language, source.measured, catalog, hidden)


def _catalog(work: Work, outcome: PageOutcome) -> Catalog | None:
    """Read a page's catalog; one that cannot be read is read again, for the reason."""
    language, key = outcome.localized
    return work.run.linker.catalogs(language, key) or read_catalog(work.config, language, key)


def _make(  # what the page is made of, how much of it by a machine, and its old addresses
    work: Work,
    source: Source,
    merged: Merged,
    page: Page,
    by_machine: int,
    aliases: tuple[str, ...],
    *,
    may_fill: bool,
) -> Made:
    """Return the page of a merged guide: its links localized, fitted to the page that is there."""
    guide, linker = source.guide, work.run.linker
    edits = localize_draft(work, source, merged, page)
    localized = splice(merged.text, edits)
    if part := part_of(work.config, guide.path, guide.language):
        text = read_part(localized, part)
        return Made(encode(text, bom=False), partial(frame_of_text, linker, page, text))
    memory = memory_of(work.run.record, (page.language, page.key))
    fitted = fit_page(work.run, source, localized, page, memory, may_fill=may_fill)
    text = fitted.text
    block = find_block(text, guide.path) if aliases else None
    edit = add_aliases(text, block, aliases, guide.path) if block else None
    text = splice(text, [edit]) if edit else text
    text = mark_page(work.config, guide, text, page, by_machine, memory)
    if text == localized:
        read_frame = partial(frame_of_merged, linker, page, merged, edits)
    else:
        read_frame = partial(frame_of_text, linker, page, text)
    return Made(encode(text, bom=fitted.bom), read_frame, fitted.lost)


def title_reader(work: Work) -> TitleOf:
    """Return what gives the title of a guide as its page shows it at the end of this run.

    The title of a page of ours is in its catalog; where that cannot be read, the page keeps the
    title that it has.
    """
    run, linker = work.run, work.run.linker

    @cache
    def title_of(language: str, link: TitleLink) -> str:
        each = Localized(language, link.page.key)
        if each.key not in linker.site.pages[language]:
            return ""
        existing = run.tree.guides[language].get(each.key)
        facts = run.facts.get(each)
        is_lost = facts is None or facts.is_refused
        if existing and (is_lost or not is_ours(work, each)):
            return existing.titles[link.field]
        source = linker.sources.get(each.key)
        title = facts.titles.get(source.titles[link.field], "") if facts and source else ""
        own = memory_of(run.record, each).own_marks
        if existing and source and own:
            name, shown = work.config.links.titles[link.field], existing.titles[link.field]
            if text_mark(name, title or source.titles[link.field], shown) in own:
                return shown
        return title

    return title_of


def _lost(outcome: PageOutcome, path: str) -> Plan:
    """Keep the page whose catalog, at ``path``, has lost all translations."""
    message = (
        "the translations of a published page are gone: bring this catalog back, or take them "
        f"from {outcome.path} with l10n import"
    )
    finding = Finding("lost-catalog", Severity.ERROR, path, 0, message)
    reason = "its catalog has lost all translations"
    return Plan(replace(outcome, status=Status.KEPT, reason=reason, findings=(finding,)))


def _has_lost_all(work: Work, outcome: PageOutcome, catalog: Catalog | None) -> bool:
    """Return whether a page was made of translations and its catalog holds no word any more.

    Translators do not delete them all on purpose: the catalog was lost, and the page is what is
    left.
    """
    if catalog and catalog.has_text:
        return False
    return bool(memory_of(work.run.record, outcome.localized).told)


def _translation_findings(
    merged: Merged, catalog: Catalog | None, path: str
) -> tuple[Finding, ...]:
    """Return what merging says about single translations, each at its entry in the catalog."""
    if not (merged.quarantined or merged.retargeted):
        return ()
    lines = {entry.identity: entry.line for entry in catalog.entries} if catalog else {}
    quarantined = (
        Finding(
            "quarantined",
            Severity.ERROR,
            path,
            lines.get(each.segment.identity, 0),
            f"not published: {each.reason}",
        )
        for each in merged.quarantined
    )
    retargeted = (
        Finding(
            OWN_TARGET,
            Severity.INFO,
            path,
            lines.get(each.segment.identity, 0),
            f"links to {', '.join(each.targets)} instead of the source's target; check it",
        )
        for each in merged.retargeted
    )
    return tuple(dict.fromkeys((*quarantined, *retargeted)))


def _share_of(work: Work, coverage: GuideCoverage) -> float | None:
    """Return how much of a guide its readers see translated, by whomever."""
    machine = coverage.language in work.config.machine
    return coverage.shown_percent if machine else coverage.percent
