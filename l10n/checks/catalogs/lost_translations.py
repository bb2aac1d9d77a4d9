"""Translations that were there before and got lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Find untranslated entries whose text another entry of the catalog still translates.

    That is an obsolete one, or one in another context; or the entry still has its previous msgid,
    so its translation was deleted.
    """
    if all(entry.msgstr or entry.has_text or entry.obsolete for entry in subject.catalog.entries):
        return
    known = {entry.msgid: entry for entry in subject.catalog.entries if entry.has_text}
    for entry in subject.catalog.entries:
        if entry.has_text or entry.obsolete:
            continue
        if other := known.get(entry.msgid):
            message = f"this text is translated in line {other.line}; copy that, or translate anew"
            yield Fault(message, line=entry.line)
        elif entry.previous_msgid:
            message = "this was translated before its source changed; translate it again"
            yield Fault(message, line=entry.line)


CHECK: Final = CatalogCheck(
    "lost-translations",
    Severity.WARNING,
    "a translation that was there before is gone",
    check,
)
