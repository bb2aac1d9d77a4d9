"""Line breaks that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity


def check(subject: Subject) -> Iterator[Fault]:
    """Compare the line ends: each is a line break on the page."""
    before = subject.source.text.strip().count("\n")
    after = subject.target.text.strip().count("\n")
    if before != after:
        yield Fault(
            f"there are {after} line breaks, the source has {before}; break it as the source"
        )


CHECK: Final = EntryCheck(
    "line-breaks", Severity.WARNING, "a line break is missing or added", check, "\n"
)
