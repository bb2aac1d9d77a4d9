"""A scan of a text from its beginning on: where it is, and how it goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from l10n.text import Span


@dataclass(slots=True)
class Scan:
    """Where a scan is."""

    text: str
    span: Span
    """What of the text is scanned."""
    path: str
    at: int


def takes(scan: Scan, sign: str) -> bool:
    """Go past a sign, and return whether it is there."""
    found = scan.text.startswith(sign, scan.at, scan.span.end)
    scan.at += len(sign) if found else 0
    return found


def skip(scan: Scan, what: re.Pattern[str]) -> None:
    """Go past what a pattern matches, if it does."""
    found = what.match(scan.text, scan.at, scan.span.end)
    scan.at = found.end() if found else scan.at
