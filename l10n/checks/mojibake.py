"""Text that was decoded in the wrong way: â€™ for an apostrophe, Ã© for é."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.subject import Fault, Subject

PATTERN: Final = re.compile(
    r"â€[\u0080-\u00bf™œžŸšŽŠ\u201c-\u2026\u2030\u2039\u203a€˜¦]|Ã[\u0080-\u00bf€-™]"
    r"|Â[\u00a0-\u00bf](?=\W|\w)|[\u00d0\u00d1][\u0080-\u00bf]{1}[\u00d0\u00d1]|\ufffd|ï»¿|ï¿½"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Find what looks like UTF-8 read as another charset."""
    found = PATTERN.search(subject.target.text)
    if found and found.group() not in subject.source.text:
        yield Fault(f"“{found.group()}” was decoded wrongly; type this character again")
