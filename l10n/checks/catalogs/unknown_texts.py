"""Translations of texts that the guide does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Find translated entries whose msgid no text of the guide is: the source or they were edited.

    One finding for a catalog, at the first of them.
    """
    if subject.texts is None:
        return
    lost = [
        each
        for each in subject.catalog.entries
        if each.msgid not in subject.texts and each.has_text and not each.obsolete
    ]
    if lost:
        many = f"these {len(lost)} texts are" if len(lost) > 1 else "this text is"
        message = f"{many} not in the guide: put back a msgid that was edited, or run l10n extract"
        yield Fault(message, line=lost[0].line)


CHECK: Final = CatalogCheck(
    "unknown-texts",
    Severity.WARNING,
    "a translation of a text that the guide does not have",
    check,
)
