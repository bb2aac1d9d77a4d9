"""Sources that write one letter in two Unicode forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import GuideCheck
from l10n.checks.subject import Fault, GuideSubject
from l10n.guide import Severity


def check(subject: GuideSubject) -> Iterator[Fault]:
    """Find decomposed letters in a guide that has composed ones too.

    They look the same, but searching, sorting and comparing take them for different.
    """
    text = subject.text
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    composed = unicodedata.normalize("NFC", text)
    lines = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if not unicodedata.is_normalized("NFC", line)
    ]
    if unicodedata.normalize("NFD", text) != text and composed.count("\n") == text.count("\n"):
        message = f"{len(lines)} lines have decomposed letters (NFD), others composed; save as NFC"
        yield Fault(message, line=lines[0])


CHECK: Final = GuideCheck(
    "mixed-forms", Severity.WARNING, "a source mixes Unicode normal forms", check
)
