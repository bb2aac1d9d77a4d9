"""Translations that are much longer or shorter than their source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Side, Subject
from l10n.guide import Severity
from l10n.words import count_cells

_LONGEST: Final = 2.2
_SHORTEST: Final = 0.4
_SHORTEST_CHINESE: Final = 0.28
_SLACK: Final = 24
"""Cells that any text may differ by: short texts differ much."""


def check(subject: Subject) -> Iterator[Fault]:
    """Compare how wide both sides are, in display cells."""
    source, target = _width(subject.source), _width(subject.target)
    if target > source * _LONGEST + _SLACK:
        yield Fault("this is much longer than the source; check whether something was added")
    elif target < source * _shortest(subject) - _SLACK / 4:
        yield Fault("this is much shorter than the source; check whether something is missing")


def wakes(subject: Subject) -> bool:
    """Return whether the widths differ enough, or have to be measured."""
    if not subject.source.narrow or not subject.target.narrow:
        return True
    source, target = len(subject.source.plain), len(subject.target.plain)
    return not source * _SHORTEST - _SLACK / 4 <= target <= source * _LONGEST + _SLACK


def _shortest(subject: Subject) -> float:
    return _SHORTEST_CHINESE if subject.language == "zh" else _SHORTEST


def _width(side: Side) -> int:
    return len(side.plain) if side.narrow else count_cells(side.plain)


CHECK: Final = EntryCheck(
    "length-ratio",
    Severity.WARNING,
    "the text is much longer or shorter than its source",
    check,
    wakes=wakes,
)
