"""Faults of links that are known already, so that only new ones fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from l10n.links.report import Fate, LinkReport

_FAULTS: Final = (Fate.BROKEN, Fate.BROKEN_ANCHOR)


def baseline_of(reports: Iterable[LinkReport]) -> str:
    """Return the faults among ``reports``, a line each, sorted; empty without any.

    They are without the line's number, so that other text may come and go.
    """
    return "".join(f"{each}\n" for each in sorted(map(_line, filter(is_fault, reports))))


def leave_out_known(reports: Iterable[LinkReport], baseline: str) -> tuple[LinkReport, ...]:
    """Return the reports without the faults of a baseline, as often as each is there."""
    known = Counter(baseline.splitlines())
    kept = []
    for each in reports:
        line = _line(each)
        if is_fault(each) and known[line] > 0:
            known[line] -= 1
        else:
            kept.append(each)
    return tuple(kept)


def is_fault(report: LinkReport) -> bool:
    """Return whether readers get nowhere."""
    return report.fate in _FAULTS


def _line(report: LinkReport) -> str:
    return "\t".join((report.path, report.fate, " ".join(report.written.split())))
