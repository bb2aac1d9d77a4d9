"""Bring a whole site up to date: extract, merge, measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from l10n.disk.output import Track
from l10n.guide import Finding
from l10n.run.extracting import Extracted, extract_site
from l10n.run.idle import NotIdleError
from l10n.run.measuring import Measured, measure_site
from l10n.run.merging import Merged, Status, merge_site
from l10n.run.run import Run, look_again, with_views
from l10n.run.settling import settle
from l10n.run.updating import ORPHANED


class Tracker(Protocol):
    """Makes the function that shows how far one step is."""

    def __call__(self, label: str) -> Track: ...


@dataclass(frozen=True, slots=True)
class Synced:
    """What the three steps did; ``findings`` says each thing once."""

    extracted: Extracted
    merged: Merged
    measured: Measured
    findings: tuple[Finding, ...]


def sync_site(
    narrow: Run | None, widen: Callable[[], Run], *, now: datetime, tracker: Tracker
) -> Synced:
    """Extract, merge and measure the selected guides.

    ``narrow`` is a run on the guides that are not idle, None when all are to be looked at;
    ``widen`` opens a run on all, also in the middle, when other guides turn out to be not idle.
    """
    run = narrow or with_views(widen())
    try:
        extracted = extract_site(run, now=now, track=tracker("Extracting"))
    except NotIdleError:
        run = with_views(widen())
        extracted = extract_site(run, now=now, track=tracker("Extracting"))
    try:
        run = look_again(run, extracted.catalogs)
        merged = merge_site(run, publish_at=run.config.publish_at, track=tracker("Merging"))
    except NotIdleError:
        run = with_views(widen())
        merged = merge_site(run, publish_at=run.config.publish_at, track=tracker("Merging"))
    measured = measure_site(run, _published(run, merged), track=tracker("Measuring"))
    findings = (*run.tree.findings, *extracted.findings, *merged.findings, *measured.findings)
    orphans = tuple(each for each in extracted.findings if each.check == ORPHANED)
    settle(run, orphans, tuple(dict.fromkeys(each.language for each in merged.pages)))
    return Synced(extracted, merged, measured, tuple(dict.fromkeys(findings)))


def _published(run: Run, merged: Merged) -> frozenset[tuple[str, str]]:
    """Return the pages that are there now, by language and key, of the guides that were done."""
    guides = run.tree.guides
    there = {
        (language, file.key)
        for file, languages in run.pairs.items()
        for language in languages
        if file.key in guides[language]
    }
    status = {(each.language, each.key): each.status for each in merged.pages}
    gone = {page for page, each in status.items() if each is Status.WITHDRAWN}
    here = {page for page, each in status.items() if each is Status.PUBLISHED}
    return frozenset((there - gone) | here)
