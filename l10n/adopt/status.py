"""Say of each page of a site what becomes of it, and what holds it: nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from l10n.adopt.holds import (
    entry_holds,
    finding_holds,
    import_advice,
    import_holds,
    line_holds,
)
from l10n.adopt.site import PageImport, import_site
from l10n.behind import BehindPage, Pages
from l10n.catalog import Identity
from l10n.coverage import Counts, GuideCoverage
from l10n.disk.output import Track
from l10n.guide import Finding, Localized
from l10n.past.behind import find_site_behind
from l10n.reports.status_data import PENDING, PUBLISHED, Hold, PageStatus, SiteStatus, is_free
from l10n.run.decide import PageOutcome, Status, status_advice
from l10n.run.measure import measure_site, published_pages, written_by_hand
from l10n.run.merge import merge_site
from l10n.run.run import Run, by_guide
from l10n.site.paths import catalog_path
from l10n.site.tree import read_guide
from l10n.text import normalize_newlines

_NAMES: Final = {Status.UNCHANGED: PUBLISHED, Status.PUBLISHED: PENDING}
"""What merging would do with a page, as its status, where that is called otherwise."""
_HELD: Final = (Status.REFUSED, Status.KEPT, Status.WITHDRAWN)
"""What is shown first, in this order."""


class Found(NamedTuple):
    """What becomes of pages, and what was found besides what holds them."""

    status: SiteStatus
    findings: tuple[Finding, ...]


class _Look(NamedTuple):
    """What every page is looked at with."""

    run: Run
    coverage: Mapping[Localized, GuideCoverage]
    imports: Mapping[Localized, PageImport]
    behind: Mapping[Localized, BehindPage]


def find_status(run: Run, *, now: datetime, named: bool, most: int | None, track: Track) -> Found:
    """Find what becomes of the selected pages; ``run`` is a dry one.

    Published pages are shown where guides are ``named``. No more than ``most`` waiting pages are
    looked into, those that are nearest to be published; None looks into all.
    """
    merged = merge_site(run, publish_at=run.config.publish_at, track=track)
    measured = measure_site(run, (), track=track)
    coverage = {_name(each): each for each in measured.guides}
    kept = [_name(each) for each in merged.pages if each.status is Status.KEPT]
    narrowed = replace(run, pairs=by_guide(run, kept))
    imported = import_site(narrowed, now=now, track=track) if kept else None
    imports = {_name(each): each for each in imported.pages} if imported else {}
    look = _Look(run, coverage, imports, _behind(run, measured.guides, track) if named else {})
    waiting = [each for each in merged.pages if each.status is Status.WAITING]
    waiting.sort(key=lambda each: -_percent(look, each))
    shown = [each for status in _HELD for each in merged.pages if each.status is status]
    shown += waiting[:most]
    shown += [each for each in merged.pages if named and each.status in _NAMES]
    pages = [_page(look, each) for each in shown]
    free = sum(map(is_free, pages))
    if most is not None:
        pages = [each for each in pages if not is_free(each)]
    counts = Counter(_NAMES.get(each.status, str(each.status)) for each in merged.pages)
    told = {finding for page in merged.pages for finding in page.findings}
    findings = tuple(each for each in merged.findings if each not in told)
    omitted = 0 if most is None else len(waiting[most:])
    return Found(SiteStatus(counts, tuple(pages), omitted, free), findings)


def _behind(
    run: Run, guides: Collection[GuideCoverage], track: Track
) -> dict[Localized, BehindPage]:
    published = published_pages(run.tree)
    pages = Pages(published, written_by_hand(published, run.record))
    return {_name(each): each for each in find_site_behind(run, guides, pages, track=track)}


def _name(each: PageOutcome | PageImport | GuideCoverage | BehindPage) -> Localized:
    return Localized(each.language, each.key)


def _percent(look: _Look, outcome: PageOutcome) -> float:
    known = look.coverage.get(_name(outcome))
    return known.percent or 0.0 if known else 0.0


def _page(look: _Look, outcome: PageOutcome) -> PageStatus:
    known, imported = look.coverage.get(_name(outcome)), look.imports.get(_name(outcome))
    advice, command = import_advice(imported) if imported else ("", "")
    return PageStatus(
        outcome.key,
        outcome.language,
        outcome.path,
        _NAMES.get(outcome.status, str(outcome.status)),
        known.words if known else Counts(),
        _percent(look, outcome),
        _reason(look, outcome),
        tuple(dict.fromkeys(_holds(look, outcome))),
        advice,
        command,
    )


def _reason(look: _Look, outcome: PageOutcome) -> str:
    if outcome.status is Status.REFUSED:  # its holds say why
        return ""
    if outcome.status is Status.PUBLISHED:
        is_there = outcome.key in look.run.tree.guides[outcome.language]
        return f"l10n merge {'writes it anew' if is_there else 'publishes it'}"
    if outcome.status is Status.UNCHANGED:
        known = look.coverage.get(_name(outcome))
        if known and not known.has_text:
            return "it has nothing to translate"
        share = f"{_percent(look, outcome):g} % of its words are translated"
        return share + _told(look.behind.get(_name(outcome)))
    return outcome.reason.removesuffix(status_advice(outcome.key))


def _told(page: BehindPage | None) -> str:
    """Return since when a page is behind, and who changed its translation last."""
    if page is None:
        return ""
    since = f"; behind since {page.origin.shown}" if page.origin else ""
    return since + (f"; translated by {page.revision.told}" if page.revision.told else "")


def _reasons(page: BehindPage | None) -> dict[Identity, str]:
    """Return what became of the source of each text, and when, where its source is the cause."""
    lacks = [each for each in page.lacks if each.is_by_source] if page else []
    return {
        each.gap.identity: each.cause + (f", {each.origin.shown}" if each.origin else "")
        for each in lacks
    }


def _holds(look: _Look, outcome: PageOutcome) -> Iterator[Hold]:
    run, each = look.run, _name(outcome)
    shown, catalog = catalog_path(run.config, *each), run.linker.catalogs(*each)
    yield from finding_holds(outcome.findings)
    if outcome.status is Status.KEPT:
        if imported := look.imports.get(each):
            yield from import_holds(imported, catalog, shown)
        if outcome.lines:
            page = read_guide(run.config, run.tree.guides[each.language][each.key])
            lines = normalize_newlines(page.text).split("\n")
            yield from line_holds(page.path, lines, outcome.lines)
    elif outcome.status is not Status.REFUSED:
        identities = run.read(run.linker.sources[each.key]).identities
        yield from entry_holds(identities, catalog, shown, _reasons(look.behind.get(each)))
