"""Flags that neither gettext nor an editor uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity
from l10n.later import later

_KNOWN: Final = later(
    r"fuzzy|(?:no-|possible-|impossible-)?[a-z0-9+-]+-format|(?:no-)?wrap|range ?: ?\d+\.\.\d+"
    r"|read-only|forbidden|terminology|(?:ignore|no|check)-[a-z0-9-]+|(?:md|rst|xml|html)-text"
    r"|(?:max|min)-[a-z]+:.*|placeholders:.*|regex:.*|discard:.*|auto-[a-z-]+|[a-z]+-check|unused"
)


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Find misspelt flags: ``fuzy`` would publish what should wait."""
    for entry in subject.catalog.entries:
        for flag in entry.flags:
            if not _KNOWN.fullmatch(flag):
                message = f"{flag} is no flag of PO files; correct it (fuzzy?) or take it out"
                yield Fault(message, line=entry.line)


CHECK: Final = CatalogCheck("unknown-flags", Severity.WARNING, "a flag is misspelt", check)
