"""Findings as JSON, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from l10n.guide import Finding, Severity
from l10n.reports.json_text import render_json


def render_check_json(
    findings: Iterable[Finding], keys: Mapping[str, str], fixed: Mapping[str, int]
) -> str:
    """Return one JSON object; ends with a newline.

    ``keys`` are the guides by path, ``fixed`` the mended entries by catalog path.
    """
    findings = tuple(findings)
    counts = Counter(finding.severity for finding in findings)
    report = {
        "counts": {str(severity): counts[severity] for severity in Severity},
        "fixed": dict(sorted(fixed.items())),
        "findings": [
            {
                "check": finding.check,
                "severity": str(finding.severity),
                "guide": keys.get(finding.path),
                "path": finding.path,
                "line": finding.line,
                "message": finding.message,
            }
            for finding in findings
        ],
    }
    return render_json(report)
