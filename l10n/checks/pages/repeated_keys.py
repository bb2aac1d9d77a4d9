"""Front matter keys that stand there twice with the same value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import GuideCheck
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity

_BLOCK: Final = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY: Final = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]|$)(.*)")


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Find them: an edit of one of the two may change nothing.

    Keys whose values differ are refused when the guide is read.
    """
    block = _BLOCK.match(subject.text)
    if block is None:
        return
    seen: dict[str, int] = {}
    for line, text in enumerate(block[1].split("\n"), start=2):
        found = _KEY.match(text)
        if found and found[1] in seen:
            message = f"{found[1]} is set in line {seen[found[1]]} too; delete one of the two"
            yield Fault(message, line=line)
        elif found:
            seen[found[1]] = line


CHECK: Final = GuideCheck(
    "repeated-keys", Severity.INFO, "a source's front matter sets a key twice", check
)
