"""Slips that gettext refuses and reading mends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Say what was mended when the catalog was read; other tools refuse the file until then."""
    for slip in subject.catalog.slips:
        message = f"{slip.message}; l10n extract or l10n check --fix writes it so"
        yield Fault(message, line=slip.line)


CHECK: Final = CatalogCheck(
    "slips",
    Severity.WARNING,
    "a line end too many or too few, or an entry twice, that gettext refuses",
    check,
)
