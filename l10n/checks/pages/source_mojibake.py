"""Source text that was decoded in the wrong way: every translator would copy it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import GuideCheck
from l10n.checks.lines import find_in_lines
from l10n.checks.meaning.mojibake import PATTERN, SIGNS
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Find what looks like UTF-8 read as another charset."""
    if not any(sign in subject.text for sign in SIGNS):
        return
    for line, found in find_in_lines(subject.text, PATTERN):
        yield Fault(f"“{found}” was decoded wrongly; type this character again", line=line)


CHECK: Final = GuideCheck(
    "source-mojibake", Severity.WARNING, "source text was decoded wrongly", check
)
