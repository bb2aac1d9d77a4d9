"""Translators' comments that ignore a check that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.ignores import faulty_names
from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Find misspelt names after ``# l10n: ignore``: they ignore nothing."""
    for entry in (subject.catalog.header, *subject.catalog.entries):
        if entry.comments:
            for message in faulty_names(entry.comments, subject.names):
                yield Fault(message, line=entry.line)


CHECK: Final = CatalogCheck(
    "unknown-ignores",
    Severity.WARNING,
    "a comment ignores a check that is not there",
    check,
)
