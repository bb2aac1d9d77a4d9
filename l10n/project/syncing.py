"""Bring a whole site up to date: extract, merge, measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from l10n.guide import Finding
from l10n.project.config import Config
from l10n.project.extracting import Extracted, extract_site
from l10n.project.measuring import Measured, measure_site, published_pages
from l10n.project.merging import Merged, Status, merge_site
from l10n.project.outcome import Output, Track
from l10n.project.selection import Selection
from l10n.project.tree import Tree


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


def sync_site(  # the site, and how to work on it
    config: Config,
    tree: Tree,
    selection: Selection,
    *,
    output: Output,
    now: datetime,
    tracker: Tracker,
) -> Synced:
    """Extract, merge and measure the selected guides."""
    extracted = extract_site(
        config, tree, selection, output=output, now=now, track=tracker("Extracting")
    )
    merged = merge_site(
        config,
        tree,
        selection,
        publish_at=config.publish_at,
        output=output,
        track=tracker("Merging"),
    )
    published = set(published_pages(tree))
    for page in merged.pages:
        if page.status is Status.PUBLISHED:
            published.add((page.language, page.key))
        elif page.status is Status.WITHDRAWN:
            published.discard((page.language, page.key))
    measured = measure_site(config, tree, selection, published, track=tracker("Measuring"))
    findings = (*tree.findings, *extracted.findings, *merged.findings, *measured.findings)
    return Synced(extracted, merged, measured, tuple(dict.fromkeys(findings)))
