"""What a failed merge of two versions left in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

_MARKER: Final = re.compile(r"#-#-#-#-#|^(?:<{7}|>{7}|\|{7}) |^={7}$", re.MULTILINE)


def check(subject: Subject) -> Iterator[Fault]:
    """Find the marker lines of msgcat and git inside a msgstr."""
    if _MARKER.search(subject.target.text) and not _MARKER.search(subject.source.text):
        yield Fault("two versions are mixed here; keep one and delete the marker lines")


CHECK: Final = EntryCheck(
    "conflict-markers",
    Severity.ERROR,
    "marker lines of an unresolved merge are in a guide or a translation",
    check,
    "#<>=|",
)
