"""Bring a whole site up to date: extract, merge, measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from l10n.guide import Finding
from l10n.project.extracting import Extracted, extract_site
from l10n.project.measuring import Measured, measure_site, published_pages
from l10n.project.merging import Merged, Status, merge_site
from l10n.project.outcome import Track
from l10n.project.run import Run, look_again


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


def sync_site(run: Run, *, now: datetime, tracker: Tracker) -> Synced:
    """Extract, merge and measure the selected guides."""
    extracted = extract_site(run, now=now, track=tracker("Extracting"))
    run = look_again(run, extracted.catalogs)
    merged = merge_site(run, publish_at=run.config.publish_at, track=tracker("Merging"))
    published = set(published_pages(run.tree))
    for page in merged.pages:
        if page.status is Status.PUBLISHED:
            published.add((page.language, page.key))
        elif page.status is Status.WITHDRAWN:
            published.discard((page.language, page.key))
    measured = measure_site(run, published, track=tracker("Measuring"))
    findings = (*run.tree.findings, *extracted.findings, *merged.findings, *measured.findings)
    return Synced(extracted, merged, measured, tuple(dict.fromkeys(findings)))
