"""Source titles and descriptions that are too long or too short for where they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import GuideCheck
from l10n.checks.meaning.lengths import measure
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Measure the source's values; their translations are judged apart."""
    for field, text in subject.fields.items():
        for fault in measure(text, (field,), subject.settings):
            name = re.escape(field.partition(".")[0])
            found = re.search(rf"^{name}[ \t]*[:=]", subject.text, re.MULTILINE)
            line = subject.text.count("\n", 0, found.start()) + 1 if found else 1
            yield Fault(fault.message, line=line)


CHECK: Final = GuideCheck(
    "source-lengths",
    Severity.WARNING,
    "a source's title or description is too long or too short",
    check,
)
