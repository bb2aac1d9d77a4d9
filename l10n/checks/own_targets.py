"""Links that lead elsewhere than the source's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.safe.targets import find_literals


def check(subject: Subject) -> Iterator[Fault]:
    """Find addresses that a translator wrote in the place of a link's number."""
    known = find_literals(subject.entry.msgid).union(subject.targets)
    if own := sorted(find_literals(subject.entry.msgstr) - known):
        yield Fault(f"links to {', '.join(own)} instead of the source's target; check it")


CHECK: Final = EntryCheck(
    "own-targets", Severity.INFO, "a link leads elsewhere than the source's", check, "["
)
