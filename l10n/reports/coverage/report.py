"""What the coverage reports for people are made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from l10n.behind import BehindPage
from l10n.changes import Since
from l10n.coverage import GuideCoverage, LanguageCoverage
from l10n.gaps import GuideGaps
from l10n.guide import Finding
from l10n.reports.language_names import LanguageName


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """A site's coverage, and what explains it."""

    project: str
    source: LanguageName
    folder: str
    """Of the source guides; paths are shown without it."""
    names: tuple[LanguageName, ...]
    """One for each of ``languages``, in the same order."""
    languages: tuple[LanguageCoverage, ...]
    guides: tuple[GuideCoverage, ...]
    gaps: tuple[GuideGaps, ...]
    behind: tuple[BehindPage, ...]
    """The published pages that lack something, those that lack most words first."""
    published: Collection[tuple[str, str]]
    """Language and key."""
    by_hand: Collection[tuple[str, str]]
    """Those of them that merging did not write."""
    publish_at: float
    """Percent."""
    findings: tuple[Finding, ...]
    made: datetime
    since: Since | None = None
