"""Coverage as one page that needs nothing else: no other file, no server, no network."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from l10n.coverage import Counts, LanguageCoverage, add_up, list_refused
from l10n.guide import Finding, Severity
from l10n.reports.coverage.page_data import page_data
from l10n.reports.coverage.report import CoverageReport
from l10n.reports.language_names import LanguageName
from l10n.reports.rendering import read_asset, script_json, templates
from l10n.words import RULE

_GUIDE_COLUMN: Final = 330  # pixels, as below
_LANGUAGE_COLUMN: Final = 54
_MARGINS: Final = 96
_REFUSED: Final = 50  # guides that are named


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language in the page's first table."""

    name: LanguageName
    coverage: LanguageCoverage
    counts: Counts
    """What the bar shows."""
    points: float | None
    """The change since a revision; None without one."""

    @property
    def translated(self) -> float:
        """Return the translated part of the bar, 0-100; full only when everything is."""
        return self.counts.translated * 100 // self.counts.total if self.counts.total else 0

    @property
    def machine(self) -> float:
        """Return the part of the bar that a machine wrote, to be confirmed, 0-100."""
        return self.counts.machine * 100 / self.counts.total if self.counts.total else 0

    @property
    def fuzzy(self) -> float:
        """Return the part of the bar that is to be looked at, 0-100."""
        return self.counts.fuzzy * 100 / self.counts.total if self.counts.total else 0

    @property
    def quarantined(self) -> float:
        """Return the part of the bar that is translated but not published, 0-100."""
        return self.counts.quarantined * 100 / self.counts.total if self.counts.total else 0


def render_coverage_html(report: CoverageReport) -> str:
    """Return a page of less than 3 MB; scripts and styles are in it, anything else is forbidden.

    Its content security policy allows exactly these, so that no text of the site can run.
    """
    style, script = read_asset("coverage.css"), read_asset("coverage.js")
    style = style.replace("@WIDE@", f"{_width_of_table(len(report.names))}px")
    totals = LanguageCoverage(
        "",
        segments=add_up(each.segments for each in report.languages),
        words=add_up(each.words for each in report.languages),
    )
    return (
        templates()
        .get_template("coverage.html")
        .render(
            {
                "report": report,
                "rows": _rows(report),
                "totals": totals,
                "published": sum(each.guides.published for each in report.languages),
                "pages": sum(each.guides.total for each in report.languages),
                "refused": list_refused(report.guides),
                "most_refused": _REFUSED,
                "checks": _checks(report.findings),
                "severities": _severities(report.findings),
                "rule": RULE,
                "style": Markup(style),  # noqa: S704 - our own file
                "script": Markup(script),  # noqa: S704 - our own file
                "style_hash": _hash(style),
                "script_hash": _hash(script),
                "data": script_json(page_data(report)),
            }
        )
    )


def _rows(report: CoverageReport) -> tuple[LanguageRow, ...]:
    deltas = report.since.deltas if report.since else ()
    points = {delta.now.language: delta.points for delta in deltas}
    return tuple(
        LanguageRow(
            name, each, each.words if each.words.total else each.segments, points.get(name.tag)
        )
        for name, each in zip(report.names, report.languages, strict=True)
    )


def _severities(findings: Iterable[Finding]) -> tuple[tuple[Severity, int], ...]:
    counts = Counter(finding.severity for finding in findings)
    return tuple((severity, counts[severity]) for severity in Severity)


def _checks(findings: Iterable[Finding]) -> tuple[tuple[str, Severity, int], ...]:
    """Return name, severity and number of each check that spoke; errors first, then the most."""
    order = list(Severity)
    counts = Counter((finding.check, finding.severity) for finding in findings)
    rows = ((check, severity, count) for (check, severity), count in counts.items())
    return tuple(sorted(rows, key=lambda row: (order.index(row[1]), -row[2], row[0])))


def _width_of_table(languages: int) -> int:
    """Return how wide a window must be for a column of each language beside the guides."""
    return _GUIDE_COLUMN + languages * _LANGUAGE_COLUMN + _MARGINS


def _hash(text: str) -> str:
    digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"sha256-{digest}"
