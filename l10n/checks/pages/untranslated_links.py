"""Links that lead a reader to a page in the source language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity

_SHOWN: Final = 3


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Name the guides that a published one links to and that are not published in its language."""
    keys = subject.untranslated
    if keys:
        more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
        yield Fault(
            f"links to guides that are not published here: {', '.join(keys[:_SHOWN])}{more}; "
            "translate them next"
        )


CHECK: Final = CatalogCheck(
    "untranslated-links",
    Severity.INFO,
    "a guide links to one that is not published in the language",
    check,
)
