"""Comments in source guides that ignore a check that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.ignores import faulty_names, guide_comments
from l10n.checks.kinds import GuideCheck
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Find misspelt names after ``# l10n: ignore`` in the front matter: they ignore nothing."""
    for comment in guide_comments(subject.text):
        for message in faulty_names((comment,), subject.names):
            line = subject.text.count("\n", 0, subject.text.index(f"#{comment}")) + 1
            yield Fault(message, line=line)


CHECK: Final = GuideCheck(
    "source-ignores",
    Severity.WARNING,
    "a guide's comment ignores a check that is not there",
    check,
)
