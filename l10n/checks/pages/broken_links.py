"""Source links to guides that exist in no language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import GuideCheck
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Find links to the site's own addresses where nothing is."""
    for link in subject.links:
        if link.page is None:
            message = f"{link.written} leads to no guide; correct the address, or remove the link"
            yield Fault(message, line=link.line)


CHECK: Final = GuideCheck(
    "broken-links",
    Severity.WARNING,
    "a source links to a guide that does not exist",
    check,
)
