"""Translations that hold nothing but blanks."""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.subject import Fault, Subject


def check(subject: Subject) -> Iterator[Fault]:
    """Find a msgstr that looks translated and is not."""
    if not subject.target.text.strip():
        yield Fault("the translation is blank; write it, or leave it empty")
