"""Invisible characters in sources that no text needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import GuideCheck
from l10n.checks.lines import find_in_lines
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity
from l10n.later import later

_CONTROL: Final = later(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Find control characters, line separators, overrides of the direction and stray marks."""
    if subject.text.replace("\n", "").replace("\t", "").isprintable():
        return
    for line, found in find_in_lines(subject.text, _CONTROL):
        yield Fault(f"the invisible character U+{ord(found):04X} stands here; delete it", line=line)


CHECK: Final = GuideCheck(
    "control-characters",
    Severity.WARNING,
    "a source has an invisible character",
    check,
)
