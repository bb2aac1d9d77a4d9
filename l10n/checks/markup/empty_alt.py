"""Images whose description got lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

_EMPTY: Final = re.compile(r"!\[\s*\](?=[(\[])")


def check(subject: Subject) -> Iterator[Fault]:
    """Find an image without alt text where the source has one."""
    msgid, msgstr = subject.entry.msgid, subject.entry.msgstr
    if len(_EMPTY.findall(msgstr)) > len(_EMPTY.findall(msgid)):
        yield Fault("an image has no description; translate the one of the source: ![...]")


CHECK: Final = EntryCheck(
    "empty-alt", Severity.WARNING, "an image lost its description", check, "!"
)
