"""Titles and descriptions that are too long or too short for where they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.settings import Settings
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.words import count_cells


def check(subject: Subject) -> Iterator[Fault]:
    """Measure a translated front matter value; how long the source is does not matter."""
    yield from measure(subject.entry.msgstr, subject.kinds, subject.settings)


def measure(text: str, kinds: tuple[str, ...], settings: Settings) -> Iterator[Fault]:
    """Compare the width of ``text``, in display cells, with the limits of its fields."""
    for kind in kinds:
        most, least = settings.max_length.get(kind), settings.min_length.get(kind)
        if most is None and least is None:
            continue
        width = count_cells(text.strip())
        if most is not None and width > most:
            yield Fault(f"the {kind} is {width} wide, {most} is the most; shorten it")
        elif least is not None and width < least:
            yield Fault(f"the {kind} is {width} wide, {least} is the least; say more")


CHECK: Final = EntryCheck(
    "lengths", Severity.WARNING, "a title or description is too long or too short", check
)
