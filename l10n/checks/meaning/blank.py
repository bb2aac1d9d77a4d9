"""Translations that hold nothing but blanks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity


def check(subject: Subject) -> Iterator[Fault]:
    """Find a msgstr that looks translated and is not."""
    if not subject.target.text.strip():
        yield Fault("the translation is blank; write it, or leave it empty")


CHECK: Final = EntryCheck(
    "blank", Severity.WARNING, "the translation holds nothing but blanks", check
)
