"""Bring a whole site up to date: extract, merge, measure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from l10n.disk.output import Track
from l10n.guide import Finding
from l10n.run.extract import extract_site
from l10n.run.extracted import Extracted
from l10n.run.keys import find_gone
from l10n.run.measure import Measured, measure_site, published_pages, written_by_hand
from l10n.run.merge import Merged, merge_site
from l10n.run.run import Run, follow_renames, look_at_catalogs, look_at_moved_catalogs


class Tracker(Protocol):
    """Makes the function that shows how far one step is."""

    def __call__(self, label: str) -> Track: ...


class Synced(NamedTuple):
    """What the three steps did."""

    extracted: Extracted
    merged: Merged
    measured: Measured
    findings: tuple[Finding, ...]
    """Without those of the tree."""
    gone: tuple[str, ...]
    """The pages that have lost their source guide."""


def sync_site(run: Run, *, now: datetime, tracker: Tracker) -> Synced:
    """Extract, merge and measure the selected guides."""
    extracted = extract_site(run, now=now, track=tracker("Extracting"))
    run = look_again(run, extracted)
    merged = merge_site(run, publish_at=run.config.publish_at, track=tracker("Merging"))
    published = published_pages(merged.tree)
    by_hand = written_by_hand(published, merged.record)
    measured = measure_site(run, published, by_hand, track=tracker("Measuring"))
    findings = (*extracted.findings, *merged.findings, *measured.findings)
    gone = find_gone(run, merged.tree, merged.record)
    return Synced(extracted, merged, measured, findings, gone)


def look_again(run: Run, extracted: Extracted) -> Run:
    """Return the run with the catalogs as extracting has left them."""
    written = {each.localized: each.written.facts for each in extracted.catalogs if each.written}
    if any(each.old_key for each in extracted.catalogs):
        return look_at_moved_catalogs(follow_renames(run))
    if extracted.renewed:
        return look_at_moved_catalogs(run)
    return look_at_catalogs(run, written) if written else run
