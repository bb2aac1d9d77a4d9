"""Source links to a heading that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import GuideCheck
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Find fragments that no heading of the guide linked to has."""
    for link in subject.links:
        known = subject.anchors.get(link.page.path) if link.page and link.fragment else None
        if known is not None and link.fragment not in known:
            message = f"there is no heading #{link.fragment} there; correct {link.written}"
            yield Fault(message, line=link.line)


CHECK: Final = GuideCheck(
    "missing-anchors",
    Severity.WARNING,
    "a source links to a heading that is not there",
    check,
)
