"""Notes to oneself that were left in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

# TODO alone is a Spanish and Portuguese word.
_NOTE: Final = later(
    r"(?<!\w)(?:TODO\s*[:(\]]|(?<=\[)TODO|FIXME|XXX(?!\w)|TBD(?!\w)|T\.B\.D\.)|(?i:lorem ipsum)"
    r"|\?\?\?+|\[(?:translate|translation|traducir|traduzir|tradurre|übersetzen)[^\]]*\](?!\()"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Find TODO, FIXME, ??? and the like that the source does not have."""
    text = subject.target.text
    found = _NOTE.search(text)
    if found and found.group() not in subject.source.text:
        yield Fault(f"{found.group().strip()} is left in the text; finish the translation")


def wakes(subject: Subject) -> bool:
    """Return whether there may be a note without ``?`` and ``[``."""
    text = subject.target.text
    return (
        "TODO" in text
        or "FIXME" in text
        or "XXX" in text
        or "TBD" in text
        or "T.B.D." in text
        or "orem" in subject.target.lower
        or (subject.target.plain is not text and "orem" in text.lower())
    )


CHECK: Final = EntryCheck(
    "notes-left",
    Severity.WARNING,
    "TODO, FIXME or ??? is left in the text",
    check,
    "?[",
    wakes=wakes,
)
