"""Translators' comments that ignore a check that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from l10n.checks.ignores import ignored_names
from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Find misspelt names after ``# l10n: ignore``: they ignore nothing."""
    for entry in (subject.catalog.header, *subject.catalog.entries):
        if not entry.comments:
            continue
        for name in sorted(ignored_names(entry.comments) - subject.names):
            near = difflib.get_close_matches(name, sorted(subject.names), n=1)
            hint = f"did you mean {near[0]}?" if near else "l10n check --list names them all"
            yield Fault(f"there is no check {name}; {hint}", line=entry.line)
        if names_nothing(entry.comments):
            yield Fault("l10n: ignore names no check; write which, as in --list", line=entry.line)


def names_nothing(comments: tuple[str, ...]) -> bool:
    """Tell whether a comment says to ignore and not what."""
    return any(each.strip().rstrip(":") == "l10n: ignore" for each in comments)


CHECK: Final = CatalogCheck(
    "unknown-ignores",
    Severity.WARNING,
    "a comment ignores a check that is not there",
    check,
)
