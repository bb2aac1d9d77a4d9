"""Coverage as one page that needs nothing else: no other file, no server, no network."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup

from l10n.behind import sum_duties
from l10n.coverage import Counts, LanguageCoverage, add_up, basis_of, list_refused
from l10n.guide import Finding, Severity
from l10n.priorities import rank_gaps, rank_guides
from l10n.reports.counted import counted
from l10n.reports.coverage.page_data import page_data, shorten
from l10n.reports.coverage.report import CoverageReport
from l10n.reports.coverage.states import SIGNS, bar_spans, used_signs
from l10n.reports.language_names import LanguageName
from l10n.reports.rendering import read_asset, script_json, templates
from l10n.words import RULE

_GUIDE_COLUMN: Final = 330  # pixels, as below
_LANGUAGE_COLUMN: Final = 54
_MARGINS: Final = 96
_REFUSED: Final = 50  # guides that are named
_FEW: Final = 10  # items of a list, where no script shows more
_PLAIN: Final = 50


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
    def parts(self) -> tuple[tuple[str, float, float], ...]:
        """Return the states of the bar, with start and width in percent."""
        parts = bar_spans(self.counts, 1_000)
        return tuple((sign.state, start / 10, size / 10) for sign, start, size in parts)

    @property
    def pages(self) -> tuple[tuple[str, float, float], ...]:
        """Return the parts of the bar of guides: by merging, kept by hand, not published."""
        guides = self.coverage.guides
        ends = [guides.published - guides.by_hand, guides.published, guides.total]
        marks = [0, *(each * 1_000 // (guides.total or 1) / 10 for each in ends)]
        names = ("translated", "by-hand", "untranslated")
        found = zip(names, pairwise(marks), strict=True)
        return tuple((name, start, end - start) for name, (start, end) in found if end > start)

    @property
    def shown(self) -> tuple[tuple[str, int], ...]:
        """Return in words what is neither translated nor untranslated, and how much that is."""
        counts = ((each.word, getattr(self.coverage.words, each.state)) for each in SIGNS[1:-1])
        return tuple((word, count) for word, count in counts if count)


def render_coverage_html(report: CoverageReport) -> str:
    """Return a page of less than 3 MB; scripts and styles are in it, anything else is forbidden.

    Its content security policy allows exactly these, so that no text of the site can run.
    """
    style, script = read_asset("coverage.css"), read_asset("coverage.js")
    style = style.replace("@WIDE@", f"{_width_of_table(len(report.names))}px")
    data = page_data(report)
    totals = LanguageCoverage(
        "",
        segments=add_up(each.segments for each in report.languages),
        words=add_up(each.words for each in report.languages),
    )
    page = (
        templates()
        .get_template("coverage.html")
        .render(
            {
                "report": report,
                "rows": _rows(report),
                "totals": totals,
                "signs": used_signs([totals.segments]),
                "published": sum(each.guides.published for each in report.languages),
                "by_hand": sum(each.guides.by_hand for each in report.languages),
                "pages": sum(each.guides.total for each in report.languages),
                "refused": list_refused(report.guides),
                "most_refused": _REFUSED,
                **_without_scripts(report),
                "table": data["guides"],
                "checks": _checks(report.findings),
                "severities": _severities(report.findings),
                "counted": counted,
                "shorten": shorten,
                "percent": _percent,
                "rule": RULE,
                "style": Markup(style),  # noqa: S704 - our own file
                "script": Markup(script),  # noqa: S704 - our own file
                "style_hash": _hash(style),
                "script_hash": _hash(script),
                "data": script_json(data),
            }
        )
    )
    # Half a surrogate pair cannot be written; it comes from an escape in some front matter.
    return page.encode("utf-8", "replace").decode()


def _rows(report: CoverageReport) -> tuple[LanguageRow, ...]:
    deltas = report.since.deltas if report.since else ()
    points = {delta.now.language: delta.points for delta in deltas}
    return tuple(
        LanguageRow(name, each, basis_of(each.segments, each.words), points.get(name.tag))
        for name, each in zip(report.names, report.languages, strict=True)
    )


def _without_scripts(report: CoverageReport) -> dict[str, object]:
    """Return what the page's lists begin with, and all that they have without scripts."""
    return {
        "behind": report.behind[:_PLAIN],
        "duties": sum_duties(report.behind),
        "english": {each.tag: each.english for each in report.names},
        "next_guides": rank_guides(report.guides, report.published, report.publish_at)[:_FEW],
        "next_texts": rank_gaps(report.gaps, [each.tag for each in report.names], _FEW),
        "titles": {each.key: each.title for each in report.gaps if each.title},
        "findings": _worst(report.findings),
    }


def _percent(guide: Sequence[Any], cell: Sequence[int] | int | None) -> str:
    """Return what the table without scripts has for a guide of the page's data in a language."""
    words, segments = guide[3:5]
    if cell is None or not segments:
        return "–"
    done = 0 if isinstance(cell, int) else cell[0 if words else 1]
    return str(done * 100 // (words or segments))


def _worst(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are there without scripts, errors first."""
    order = list(Severity)
    return sorted(findings, key=lambda each: order.index(each.severity))[:_PLAIN]


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
