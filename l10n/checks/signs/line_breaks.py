"""Line breaks that the source does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

_BY_CHANCE: Final = re.compile(r"(?<=[a-z,]{2})\n(?=[a-z]+ [a-z])")
"""A break in the middle of a sentence, as two blanks at the end of a line of prose make one."""


def check(subject: Subject) -> Iterator[Fault]:
    """Compare the line ends: each is a line break on the page."""
    before = subject.source.text.strip().count("\n")
    after = subject.target.text.strip().count("\n")
    chance = len(_BY_CHANCE.findall(subject.source.text))
    if not before - chance <= after <= before:
        yield Fault(
            f"there are {after} line breaks, the source has {before}; break it as the source"
        )


CHECK: Final = EntryCheck(
    "line-breaks", Severity.WARNING, "a line break is missing or added", check, "\n"
)
