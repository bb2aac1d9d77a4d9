"""Codes that got lost: forms, models and classes such as DS-160, I-94, EX-15 or B2."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import DIGITS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_CODE: Final = later(
    r"(?<![\w-])(?:[A-Z]{1,6}[-‑–/ ]?\d[\dA-Z]*(?:[-‑/.]\d[\dA-Z]*)*|\d{1,6}-?[A-Z]{1,4})(?![\w])"
)
_NOT_CODES: Final = later(
    r"\d{1,2}-?(?:AM|PM|H|ST|ND|RD|TH)|Q[1-4]|FY\d.*|[AP]M\W.*|(?:USD|EUR|GBP|BRL|COP|MXN|ARS|CLP|PEN|BOB|CHF|CZK|RON|HUF|"
    r"PLN|BGN|A|I|AM|PM|IN|OF|TO|NO|ON|AT|BY)[ ].*"
)
_JOINTS: Final = later(r"[-‑–/ .]")


def check(subject: Subject) -> Iterator[Fault]:
    """Find codes of letters and digits that the translation does not have.

    A title or description may do without: there it is an info.
    """
    source = _codes(subject.source.plain)
    if not source:
        return
    written = _JOINTS.sub("", unicodedata.normalize("NFKC", subject.target.plain)).upper()
    lost = [code for code in source if _JOINTS.sub("", code) not in written]
    if lost:
        message = f"the code {', '.join(lost)} is missing; write it as in the source"
        yield Fault(message, Severity.INFO if subject.is_free else None)


def _codes(text: str) -> list[str]:
    """Return the codes of a text; among capitals alone any word before a number looks like one."""
    found = [each for each in dict.fromkeys(_CODE.findall(text)) if not _NOT_CODES.fullmatch(each)]
    return [each for each in found if " " not in each] if text.isupper() else found


CHECK: Final = EntryCheck(
    "codes", Severity.ERROR, "a code such as DS-160 or EX-15 is missing", check, DIGITS
)
