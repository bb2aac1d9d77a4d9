"""Text that was decoded in the wrong way: â€™ for an apostrophe, Ã© for é."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

PATTERN: Final = later(
    r"â€[\u0080-\u00bf™œžŸšŽŠ\u201c-\u2026\u2030\u2039\u203a€˜¦]"
    r"|Ã[\u0080-\u00bf€ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|Ã[‘-”‚„–—…](?=[a-zà-ÿ])|(?<![^\W\d_])Ã[‘-”‚„–—…]"
    r"|Â[\u00a0-\u00bf]|[ÐÑ][\u0080-\u00bf‘-”‚„–—…€ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ][ÐÑ]|\ufffd|ï»¿|ï¿½"
)

SIGNS: Final = "âÃÂÐÑï\ufffd"
"""One of them is in everything that ``PATTERN`` finds."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find what looks like UTF-8 read as another charset."""
    found = PATTERN.search(subject.target.text)
    if found and found.group() not in subject.source.text:
        yield Fault(f"“{found.group()}” was decoded wrongly; type this character again")


CHECK: Final = EntryCheck(
    "mojibake",
    Severity.ERROR,
    "text was decoded wrongly, like â€™ for an apostrophe",
    check,
    "âÃÂÐÑï\ufffd",
)
