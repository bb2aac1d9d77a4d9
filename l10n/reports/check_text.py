"""Findings as text, grouped by guide, for people at a terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from l10n.guide import Finding, Severity
from l10n.reports.cells import printable, wrapped

_SEVERITIES: Final = tuple(Severity)
_ALIKE: Final = 3
"""How often the same is said before it is said once, with a count."""
_MOST: Final = 10
"""How many lines of a check are listed; errors are listed all."""
# SGR parameters, ECMA-48 section 8.3.117
_BOLD: Final = "1"
_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class _Listed(NamedTuple):
    finding: Finding
    more: int = 0
    """How many others say the same."""


def render_check_text(
    findings: Iterable[Finding],
    keys: Mapping[str, str],
    *,
    width: int | None = None,
    colour: bool = False,
    full: bool = True,
) -> str:
    """Return the findings under the key of their guide, then how many of each check there are.

    ``keys`` are the guides by path; what belongs to none stands under its own path. The worst
    come first. Where they are not to be listed in ``full``, what is the same in many places is
    said once, and of each check no more than a few; errors are all listed. Without a ``width``
    each is one line. No findings give empty text.
    """
    findings = tuple(findings)
    if not findings:
        return ""
    listed = [_Listed(each) for each in findings] if full else list(_fold(findings))
    groups: defaultdict[str, list[_Listed]] = defaultdict(list)
    for each in listed:
        groups[keys.get(each.finding.path, each.finding.path)].append(each)
    lines: list[str] = []
    for key, group in sorted(groups.items(), key=lambda item: (_weight(item[1]), item[0])):
        lines.append(_coloured(printable(key), _BOLD, colour=colour))
        for each in sorted(group, key=_order):
            lines += _lines(each, width, colour=colour)
        lines.append("")
    lines += _summary(findings)
    if left := len(findings) - len(listed):
        lines.append(f"{left:,} more of the same kinds are not listed; -v lists them")
    return "\n".join(lines) + "\n"


def count_severities(findings: Iterable[Finding]) -> str:
    """Say how many there are of each severity: ``1 error, 2 warnings, 0 infos``."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[each]:,} {each}{'s' * (counts[each] != 1)}" for each in _SEVERITIES)


def _fold(findings: tuple[Finding, ...]) -> Iterator[_Listed]:
    """Yield what is listed: the same once, and of what is no error what is said most often."""
    alike: defaultdict[tuple[Severity, str, str], list[Finding]] = defaultdict(list)
    for each in findings:
        alike[each.severity, each.check, each.message].append(each)
    rows: defaultdict[tuple[Severity, str], list[_Listed]] = defaultdict(list)
    for (severity, check, _), group in alike.items():
        if severity is Severity.ERROR or len(group) < _ALIKE:
            rows[severity, check] += map(_Listed, group)
        else:
            rows[severity, check].append(_Listed(group[0], len(group) - 1))
    for (severity, _), row in rows.items():
        row.sort(key=lambda each: -each.more)
        yield from row if severity is Severity.ERROR else row[:_MOST]


def _lines(listed: _Listed, width: int | None, *, colour: bool) -> Iterator[str]:
    finding, more = listed
    others = f" (and {more:,} more)" if more else ""
    severity = finding.severity
    for line in wrapped(f"  {printable(str(finding))}{others}", width, "    "):
        before, colon, after = line.partition(f" {severity}:")
        word = _coloured(str(severity), _COLOURS[severity], colour=colour)
        yield f"{before} {word}:{after}" if colon else line


def _summary(findings: tuple[Finding, ...]) -> list[str]:
    counts = Counter((_SEVERITIES.index(each.severity), each.check) for each in findings)
    width = len(f"{max(counts.values()):,}")
    return [
        f"{count:>{width},} {_SEVERITIES[index]:<7} {check}"
        for (index, check), count in sorted(counts.items(), key=lambda row: (row[0][0], -row[1]))
    ]


def _order(listed: _Listed) -> tuple[int, str, int, str]:
    finding = listed.finding
    return (_SEVERITIES.index(finding.severity), finding.path, finding.line, finding.check)


def _weight(group: list[_Listed]) -> tuple[int, ...]:
    """Return what puts the guide with most errors first, then that with most warnings."""
    counts = Counter(each.finding.severity for each in group)
    return tuple(-counts[each] for each in _SEVERITIES)


def _coloured(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
