"""Findings as text, grouped by guide, for people at a terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from l10n.guide import Finding, Severity
from l10n.reports.cells import printable

_SEVERITIES: Final = tuple(Severity)
# SGR parameters, ECMA-48 section 8.3.117
_BOLD: Final = "1"
_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render_check_text(
    findings: Iterable[Finding], keys: Mapping[str, str], *, colour: bool = False
) -> str:
    """Return the findings under the key of their guide, then how many of each check there are.

    ``keys`` are the guides by path; what belongs to none stands under its own path. No findings
    give empty text.
    """
    findings = tuple(findings)
    if not findings:
        return ""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[keys.get(finding.path, finding.path)].append(finding)
    lines: list[str] = []
    for key, group in sorted(groups.items()):
        lines.append(_coloured(printable(key), _BOLD, colour=colour))
        lines += (f"  {_line(finding, colour=colour)}" for finding in sorted(group, key=_order))
        lines.append("")
    return "\n".join([*lines, *_summary(findings)]) + "\n"


def count_severities(findings: Iterable[Finding]) -> str:
    """Say how many there are of each severity: ``1 error, 2 warnings, 0 infos``."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[each]:,} {each}{'s' * (counts[each] != 1)}" for each in _SEVERITIES)


def _line(finding: Finding, *, colour: bool) -> str:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    word = _coloured(str(finding.severity), _COLOURS[finding.severity], colour=colour)
    return f"{printable(place)}: {word}: {printable(finding.message)} [{finding.check}]"


def _summary(findings: tuple[Finding, ...]) -> list[str]:
    counts = Counter((_SEVERITIES.index(each.severity), each.check) for each in findings)
    width = len(f"{max(counts.values()):,}")
    return [
        f"{count:>{width},} {_SEVERITIES[index]:<7} {check}"
        for (index, check), count in sorted(counts.items(), key=lambda row: (row[0][0], -row[1]))
    ]


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return (finding.path, finding.line, _SEVERITIES.index(finding.severity), finding.check)


def _coloured(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
